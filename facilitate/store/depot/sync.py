"""One session and a depot, brought to hold the same acts: what is more there comes, what is more here goes.

Lengths and checksums tell whose journal begins the other's, so that only what is new travels. Nothing is written over
that holds an act which is not here; where two computers wrote under one name, both journals are kept under names of
their own. What was cut off is done by doing the same again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import takewhile

from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.acts.notes import NoteTaken
from facilitate.domain.acts.purge import PurgeVouched
from facilitate.domain.errors import N_, LongDay, Message
from facilitate.domain.event import Act
from facilitate.domain.roles import FACILITATOR, role_of
from facilitate.store.depot.intake import Consent, TakenIn, edited_apart, follow, take_in
from facilitate.store.depot.journals import WriterJournal, local_journals
from facilitate.store.depot.photos import exchange_photos
from facilitate.store.depot.purges import FORKED, Removals
from facilitate.store.depot.record import SyncRecord
from facilitate.store.event_log import FolderLog
from facilitate.store.journal_names import ENDING, is_given
from facilitate.workshop.audit.issue import typed
from facilitate.workshop.sharing.depot import Depot, DepotEmptied, DepotSession, TimedDepot, WriterState

_FORK = N_(
    "This session’s folder was copied, and both copies were written in. Nothing is lost, and every change counts once: "
    "the depot keeps what was written here beside the other’s {file}, as {kept}. From now on what is written here has "
    "a name of its own."
)
_BESIDE = N_(
    "In the place of {file} something else lies in the depot, which was left as it is. Nothing is lost: this session’s "
    "is kept beside it, as {kept}. If you know what {file} is, move it out of the depot."
)
_SENT_AGAIN = N_("{file} in the depot was shorter than at the last sync: what was missing there was sent again.")
_ALL_SENT_AGAIN = N_(
    "{n} journals of this session in the depot were shorter than at the last sync, as after a backup was put back: "
    "what was missing there was sent again."
)
_SHORTER = N_(
    "{file} in the depot is shorter than at the last sync. What is in none of the journals here comes once the "
    "computer that it was written on has synced again."
)
_ALL_SHORTER = N_(
    "{n} journals of this session in the depot are shorter than at the last sync, as after a backup was put back. What "
    "is in none of the journals here comes once the computers that they were written on have synced again."
)
READS_ONLY = N_(
    "The link for {depot} only reads: changes that are made there come here, and none that is made here goes there. To "
    "work in this session with others, ask the programme’s organisers for its own link, and give it once: “facilitate "
    "depot sync {name} --to LINK”."
)
_UNSENT = N_(
    "Not sent: {n} of the changes that were made here. The link for {depot} only reads. To send them, ask the "
    "programme’s organisers for this session’s own link, and give it once: “facilitate depot sync {name} --to LINK”."
)
_RID = N_(
    "What was found and removed here is out of {depot} too. Other computers that hold it are told at their "
    "next contact with it; nobody can reach those that never come back."
)
_FOLLOWED = N_("What was removed on another computer is removed here too, wherever that one had it.")
_UNSTEADY = N_("{file} in the depot does not arrive as it is announced there: try again; nothing of it was changed.")
_RESTORED = N_(
    "This session was in {depot} on {date}, and is not there now: the server was probably restored from an older "
    "backup. To send the session there again: “facilitate depot sync {name} --to {typed} --anew”. Nothing was sent."
)
_EMPTIED = N_(
    "This session was in {depot} on {date}, and is not there now. If that is another USB stick or an empty folder in "
    "the place of one, connect the right one. To fill it anew: “facilitate depot sync {name} --to {typed} --anew”. "
    "Nothing was sent."
)


@dataclass(slots=True)
class Synced:
    """What one sync did: how many changes were `sent`, as a person counts them, and what came.

    `photos` were copied either way.

    `unkept` are the writers here of whom the depot does not hold all.
    """

    sent: int
    taken: TakenIn
    record: SyncRecord
    forks: list[str] = field(default_factory=list)
    notices: list[Message] = field(default_factory=list)
    photos: int = 0
    unkept: list[str] = field(default_factory=list)
    refused: list[Message] = field(default_factory=list)  # of the notices, why the depot did not take something
    ideas: tuple[int, int] = (0, 0)  # how many of these changes are ideas: of those that were sent, and that came
    notes: tuple[int, int] = (0, 0)
    forked: frozenset[str] = frozenset()  # the acts here that stand under a name of another computer too
    is_forked: bool = False  # whether some of them were found to do so just now
    tells_removal: bool = False  # whether one came of which nobody knew here, or went to a depot that did not know it
    left: date | None = None  # the day before which names are left here that were removed elsewhere

    def join(self, before: Synced) -> None:
        """Make it what this sync did and one right `before` it."""
        self.sent += before.sent
        self.ideas = (self.ideas[0] + before.ideas[0], self.ideas[1] + before.ideas[1])
        self.notes = (self.notes[0] + before.notes[0], self.notes[1] + before.notes[1])
        self.taken.join(before.taken)
        self.photos += before.photos
        self.forked |= before.forked
        self.is_forked |= before.is_forked
        self.tells_removal |= before.tells_removal
        self.forks = [*before.forks, *(each for each in self.forks if each not in before.forks)]
        still = [each for each in before.notices if each not in before.refused]  # it was tried again since
        self.notices = [*still, *(each for each in self.notices if each not in still)]


class Synchroniser:
    """Syncs one session with one depot; `last` is what is remembered of the last time."""

    def __init__(self, log: FolderLog, depot: Depot, last: SyncRecord | None, now: datetime) -> None:
        self._log = log
        self._depot = depot
        self._last = last
        self._now = now
        self._forks: list[str] = []
        self._notices: list[Message] = []
        self._unsteady: set[str] = set()
        self._kept: set[str] = set()  # the writers here whose journals the depot holds as they are
        self._sent = self._copied = 0
        self._forked: set[str] = set()
        self._is_forked = False
        self._beside: set[str] = set()  # the acts of journals kept beside those of their name there
        self._refused: list[Message] = []  # why the depot did not take something
        self._cleared: Container[str] = ()  # the acts that were rid of names: what the depot held of them is no more
        self._session = DepotSession("", "")
        self._lines_there: dict[str, int] = {}  # by writer here, how many lines of it the depot holds
        self._shorter: list[str] = []  # the writers of whom the depot held less than at the last sync

    def run(self, consent: Consent, *, anew: bool = False, following: bool = False) -> Synced:
        """Take what is more there, then give what is more here; `following` as in `Removals.check`.

        Raises `Refused`, `StorageFailure` or `DepotUnreachable`; what was done until then stands, and nothing is lost.
        """
        here, offers, there = self._read_all(anew=anew)
        removals = Removals(here.values(), there.values(), self._now)
        removals.check(following=following)
        taken = take_in(self._log, here, [*there.values()], removals, consent, self._now)
        before, here = here, local_journals(self._log) if taken.came else here
        self._notices += edited_apart(self._log.slug, before, here, _ids(there)) if taken.came else ()
        lines = removals.arriving()
        removals = Removals(here.values(), there.values(), self._now)
        if lines := {key: line for key, line in lines.items() if removals.is_cleared_here(key)}:
            if following and any(journal.with_lines(lines) != journal.data for journal in here.values()):
                self._notices.append(Message(_FOLLOWED))
            self._notices += follow(self._log, here, lines)
            here = local_journals(self._log)
            removals = Removals(here.values(), there.values(), self._now)
        self._depot.purges = removals.told_here
        self._cleared = settled = removals.settled() if removals.any else {}
        if self._depot.reach.takes:
            self._hand_over(here, there, offers, removals, settled, taken)
        else:
            self._leave(here, _ids(there))
        found = self._result(here, there, taken)
        found.tells_removal = removals.are_news(_ids(before), sent=self._depot.reach.takes)
        self._count(found, here, _ids(there), _ids(before))
        return found

    def _hand_over(
        self,
        here: Mapping[str, WriterJournal],
        there: Mapping[str, WriterJournal],
        offers: Mapping[str, WriterState],
        removals: Removals,
        settled: Mapping[str, bytes],
        taken: TakenIn,
    ) -> None:
        """Have the depot hold all that is here, and nothing of what was removed."""
        # The act that tells of a removal goes last: wherever it is, what it names was rid of names before.
        telling = [journal for journal in here.values() if removals.are_told_anew_by(journal)]
        last = [journal for journal in here.values() if removals.go_last_with(journal)]
        for journal in (each for each in here.values() if each not in last):
            self._give(journal, settled, there, offers)
        if settled:
            self._clean(settled, there, next(iter(here.values())).first, everything=bool(telling))
        for journal in last:
            self._give(journal, settled, there, offers)
        if telling and there and not taken.unread:
            self._tell_removal({journal.writer for journal in telling})
        self._photos(here, there, purged=bool(telling))
        self._lines_there = {writer: here[writer].count for writer in self._kept}

    def _leave(self, here: Mapping[str, WriterJournal], stored: AbstractSet[str]) -> None:
        """Send nothing by a link that only reads, and tell what is not there: of these acts are in the depot."""
        before, left = self._last.sent if self._last else {}, set[str]()
        for writer, journal in here.items():
            there = bool(journal.first) + len(list(takewhile(stored.__contains__, journal.lines)))
            self._lines_there[writer] = max(there, min(before.get(writer, 0), journal.count))
            rest = list(journal.events)[self._lines_there[writer] - 1 :]
            unsent = {event.id for event in rest if not isinstance(event.act, PurgeVouched)} - stored
            left |= unsent
            if not unsent:
                self._kept.add(writer)
        about = {"n": len(left), "depot": self._depot.address, "name": self._log.slug}
        if left or not (self._last and self._last.reads_only):
            self._notices.append(Message(_UNSENT if left else READS_ONLY, about))

    def _count(
        self, found: Synced, here: Mapping[str, WriterJournal], there: AbstractSet[str], before: AbstractSet[str]
    ) -> None:
        """Count the changes that went and came: each once, whichever journals hold it."""
        held, stored = {writer: here[writer] for writer in self._kept}, there | self._beside
        if not self._refused:
            found.sent = _more(held, stored, Act) - _more(held, stored, PurgeVouched)
        found.ideas = (_more(held, stored, IdeaRecorded), _more(here, before, IdeaRecorded))
        found.notes = (_more(held, stored, NoteTaken), _more(here, before, NoteTaken))

    def take(self, consent: Consent) -> tuple[TakenIn, SyncRecord]:
        """Take what is more there and give nothing; raises as `run`.

        Also returns what is remembered of the last time, with what came: that need not be sent.
        """
        here, _offers, there = self._read_all(anew=False)
        removals = Removals(here.values(), there.values(), self._now)
        removals.check()
        taken = take_in(self._log, here, [*there.values()], removals, consent, self._now)
        stored = {key for journal in there.values() for key in journal.lines}
        journals = local_journals(self._log).items() if taken.came else ()
        sent = {writer: journal.count for writer, journal in journals if journal.lines.keys() <= stored}
        last = self._last or SyncRecord(self._depot.address, None, {}, {})
        return taken, replace(last, sent={**last.sent, **sent})

    # What is there

    def _read_all(
        self, *, anew: bool
    ) -> tuple[dict[str, WriterJournal], dict[str, WriterState], dict[str, WriterJournal]]:
        """Return the journals here, how far those of the depot go, and those of them that may hold something new."""
        here = local_journals(self._log)
        self._session = DepotSession(self._log.session, self._log.slug)
        offers = {each.writer: each for each in self._depot.offer(self._session)}
        self._compare_with_last(offers, anew=anew)
        return here, offers, self._fetched(here, offers)

    def _compare_with_last(self, offers: Mapping[str, WriterState], *, anew: bool) -> None:
        last = self._last.there if self._last else {}
        if self._last and self._last.at and last and not offers and not anew:
            depot, day = self._depot.address, self._last.at.date()
            text = _RESTORED if "://" in depot else _EMPTIED
            raise DepotEmptied(text, depot=depot, date=LongDay(day), name=self._log.slug, typed=typed(depot))
        self._shorter = self._shorter_than_last(offers) if offers else []

    def _shorter_than_last(self, offers: Mapping[str, WriterState]) -> list[str]:
        """Return the writers of whom a depot holds less than at the last sync."""
        last = self._last.there if self._last else {}
        return [
            writer
            for writer, before in last.items()
            if (writer not in offers or offers[writer].lines < before.lines)
            and is_given(f"{writer}{ENDING}")  # a copy may go
        ]

    def _tell_shorter(self, offers: Mapping[str, WriterState]) -> None:
        """Tell of journals that were shorter there than at the last sync; `offers` is how far they go by now."""
        named = {str(each.params.get("file", "")).rpartition("/")[2] for each in self._depot.notices}
        shorter = [writer for writer in self._shorter if f"{writer}{ENDING}" not in named]  # such as cut off
        still = [writer for writer in self._shorter_than_last(offers) if writer in shorter]
        again = [writer for writer in shorter if writer not in still]
        for writers, one, several in ((again, _SENT_AGAIN, _ALL_SENT_AGAIN), (still, _SHORTER, _ALL_SHORTER)):
            if len(writers) == 1:
                self._notices.append(Message(one, {"file": f"{writers[0]}{ENDING}"}))
            elif writers:
                self._notices.append(Message(several, {"n": len(writers)}))

    def _fetched(
        self, here: Mapping[str, WriterJournal], offers: Mapping[str, WriterState]
    ) -> dict[str, WriterJournal]:
        """Return the journals of the depot that may hold something new; all of them where names were removed here."""
        last = self._last.there if self._last else {}
        purged = Removals(here.values(), (), self._now).any
        found: dict[str, WriterJournal] = {}
        for writer, offer in offers.items():
            mine = here.get(writer)
            if mine and offer.begins(mine.data):
                found[writer] = WriterJournal(writer, mine.data[: offer.length])
            elif mine or purged or last.get(writer) != offer:
                data = self._whole(offer, mine)
                if data is None:
                    self._unsteady.add(writer)
                    self._notices.append(Message(_UNSTEADY, {"file": f"{writer}{ENDING}"}))
                else:
                    found[writer] = WriterJournal(writer, data)
        return found

    def _whole(self, offer: WriterState, mine: WriterJournal | None) -> bytes | None:
        """Return a writer's bytes as they were offered; only those that are new travel where ours begin them."""
        if mine and offer.length > len(mine.data):
            data = mine.data + self._depot.give(self._session, offer.writer, mine.count)
            if offer.begins(data) and len(data) == offer.length:
                return data
        data = self._depot.give(self._session, offer.writer, 0)
        return data if offer.begins(data) and len(data) == offer.length else None

    # What goes there

    def _give(
        self,
        journal: WriterJournal,
        settled: Mapping[str, bytes],
        there: Mapping[str, WriterJournal],
        offers: Mapping[str, WriterState],
    ) -> None:
        """Have the depot hold all of a journal of ours."""
        data = journal.with_lines(settled)
        stored, before, refused = there.get(journal.writer), len(self._notices), len(self._refused)
        if journal.writer in self._unsteady:
            return
        if self._is_given(journal.writer, journal, data, stored, settled):
            self._kept.add(journal.writer)
            return
        if stored and data.startswith(stored.raw):
            return  # what goes on there was refused, and would be under any name
        begun = _fork_name(journal.writer, data, stored)
        known = sorted(each for each in offers if each.startswith(f"{journal.writer}{FORKED}"))
        for fork in (*known, begun, f"{begun}b", f"{begun}c"):  # something else may lie under the first of these too
            beside = there.get(fork) or self._read(fork, offers)
            self._beside.update(beside.lines if beside else ())
            if fork not in self._unsteady and self._is_given(fork, journal, data, beside, settled):
                self._kept.add(journal.writer)
                self._forks.append(fork)
                names = {"file": f"{journal.writer}{ENDING}", "kept": f"{fork}{ENDING}"}
                self._notices[before:] = (
                    [] if beside else [Message(_FORK if stored and not stored.damaged else _BESIDE, names)]
                )
                del self._refused[refused:]
                if stored and not stored.damaged:  # else it may be the same one with a line that cannot be read
                    self._forked |= journal.lines.keys() - stored.lines.keys()
                    self._is_forked |= not beside
                return

    def _read(self, writer: str, offers: Mapping[str, WriterState]) -> WriterJournal | None:
        """Return a journal there that was not looked at, for it is as it was at the last sync."""
        data = self._depot.give(self._session, writer, 0) if writer in offers else b""
        return WriterJournal(writer, data) if data else None

    def _is_given(
        self, writer: str, journal: WriterJournal, data: bytes, stored: WriterJournal | None,
        settled: Mapping[str, bytes],
    ) -> bool:  # fmt: skip
        """Have the depot hold these bytes under that name; tells whether it does, once it was rid of names."""
        raw = stored.raw if stored else b""
        if raw.startswith(data):
            return True
        if data.startswith(raw):
            return self._take(writer, raw.count(b"\n"), data[len(raw) :], is_new=not raw)
        if stored and stored.lines.keys() <= journal.lines.keys():
            return self._take(writer, 0, data)
        return stored is not None and stored.with_lines(settled).startswith(data)

    def _take(self, writer: str, from_line: int, lines: bytes, *, is_new: bool = False) -> bool:
        receipt = self._depot.take(self._session, writer, from_line, lines)
        self._sent += max(0, receipt.accepted - is_new)  # its first line is no change
        self._refused += (each for each in receipt.refused if each not in self._refused)
        return not receipt.refused

    def _clean(
        self, settled: Mapping[str, bytes], there: Mapping[str, WriterJournal], first: bytes, *, everything: bool
    ) -> None:
        """Rid of names whatever the depot holds beside our journals: copies, and journals that went on elsewhere.

        `first` is the first line of those that have lost theirs.
        """
        # By what the facilitator wrote names are known: that goes last.
        for offer in sorted(self._depot.offer(self._session), key=lambda each: role_of(each.writer) == FACILITATOR):
            stored = there.get(offer.writer)
            if stored is None or not offer.begins(stored.raw):
                continue  # written a moment ago
            clean = stored.with_lines(settled)
            if clean != stored.raw or everything:
                self._take(offer.writer, 0, clean if stored.first else first + clean)

    def _tell_removal(self, telling: AbstractSet[str]) -> None:
        """Say that names are out of the depot too, where nothing that is there stayed out of reach."""
        if telling <= self._kept and not (self._refused or self._unsteady or self._depot.notices):
            self._notices.append(Message(_RID, {"depot": self._depot.address}))

    def _photos(self, here: Mapping[str, WriterJournal], there: Mapping[str, WriterJournal], *, purged: bool) -> None:
        acts = [event for journal in here.values() for event in journal.events]
        stored = [event for journal in there.values() for event in journal.events if event.id not in self._cleared]
        copied, notices = exchange_photos(self._depot, self._session, self._log.folder, acts, stored, purged=purged)
        self._copied += copied
        self._notices += notices

    def _result(self, here: Mapping[str, WriterJournal], there: Mapping[str, WriterJournal], taken: TakenIn) -> Synced:
        offers = {each.writer: each for each in self._depot.offer(self._session)}
        self._tell_shorter(offers)
        known = {key for journal in here.values() for key in journal.lines}
        for writer in (writer for writer, journal in there.items() if not journal.lines.keys() <= known):
            offers.pop(writer, None)  # something of it stayed out: it is looked at again the next time
        sent, is_read = self._lines_there, not self._depot.reach.takes
        record = SyncRecord(self._depot.address, self._now, offers, sent, reads_only=is_read)
        notices = [*self._depot.notices, *self._notices, *self._refused]
        notices += self._depot.clock_notices if isinstance(self._depot, TimedDepot) else ()
        unkept = [writer for writer in here if writer not in self._kept]
        found = Synced(self._sent, taken, record, self._forks, notices, self._copied, unkept, self._refused)
        found.forked, found.is_forked = frozenset(self._forked), self._is_forked
        return found


def _ids(journals: Mapping[str, WriterJournal]) -> set[str]:
    return {key for journal in journals.values() for key in journal.lines}


def _more(journals: Mapping[str, WriterJournal], known: AbstractSet[str], kind: type[Act]) -> int:
    """Return how many acts of a kind these journals hold that are not known."""
    new = {key: event for journal in journals.values() for key, event in journal.by_id.items() if key not in known}
    return sum(isinstance(event.act, kind) for event in new.values())


def synchronise(
    log: FolderLog,
    depot: Depot,
    last: SyncRecord | None,
    consent: Consent,
    *,
    anew: bool = False,
    following: bool = False,
) -> Synced:
    """Bring a session and a depot to hold the same acts; what may come in is asked as in `take_in`.

    With `anew` a depot is filled that no longer holds what was in it at the last sync; with `following` what was
    removed there is removed here as well, where `RemovalWaits` is raised otherwise.
    """
    return Synchroniser(log, depot, last, datetime.now(UTC)).run(consent, anew=anew, following=following)


def _fork_name(writer: str, data: bytes, stored: WriterJournal | None) -> str:
    """Return the name of the journal that is kept beside another of its name: by the first line that differs."""
    other = stored.raw.splitlines(keepends=True) if stored else []
    lines = data.splitlines(keepends=True)
    first = next((line for place, line in enumerate(lines) if other[place : place + 1] != [line]), b"")
    return f"{writer}{FORKED}{hashlib.sha256(first).hexdigest()[:8]}"
