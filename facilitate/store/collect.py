"""Bringing in what other laptops wrote in the same session: a union by event id, in any order, any number of times."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from facilitate.domain.acts.purge import SessionPurged
from facilitate.domain.admission import HIGHEST_LAMPORT, beyond_sight, objection
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.event import Event
from facilitate.domain.purge_marks import cleared, may_hold_names, purge_day, purged_until, vouched
from facilitate.store.event_log import FolderLog
from facilitate.store.photos import bring, lost
from facilitate.store.sources import read_sources
from facilitate.workshop.privacy.purge_keys import is_without_names
from facilitate.workshop.sharing.authority import ForOthers, is_own, matters, notes_of_imports

Agree = Callable[[Sequence[ForOthers]], bool]


@dataclass(frozen=True, slots=True)
class Collected:
    """What came in. `damaged` names file and line of what did not check, `left_out` tells of what else stayed out.

    `others` are the acts that are not their table's own; those came in only where somebody agreed. `events` are the ids
    of what came in; `photos` is how many files of photos came with it, or for acts that were here.
    """

    journals: int
    came: int
    known: int
    damaged: tuple[tuple[str, int], ...]
    left_out: tuple[Message, ...]
    others: tuple[ForOthers, ...]
    agreed: bool
    events: tuple[str, ...]
    photos: int = 0


def collect(log: FolderLog, sources: Sequence[Path], agree: Agree | None = None) -> Collected:
    """Take in the events of journals, of session folders or of a whole key; raises `Refused` having taken none.

    `agree` is asked where there are acts that are not their table's own; without it they stay out.
    """
    known = {event.id: event for event in log.read()}
    found = read_sources(sources, log.session, log.folder, known)
    journals = found.journals
    now = datetime.now(UTC)
    coming = NewEvents(known, now)
    purges = _Purges(list(known.values()), [event for _path, journal in journals for event in journal.events], now)
    for path, journal in journals:
        for event in journal.events:
            if event.id not in known:
                coming.add(path, event)
            elif known[event.id] != event:
                purges.check_known(path, event, known[event.id])
    own, others = coming.parted()
    for_others = tuple(
        ForOthers(str(path), matters(events, known.keys() | coming.ids)) for path, events in others.items()
    )
    agreed = bool(for_others and agree and agree(for_others))
    new = [(path, event) for each in ((own, others) if agreed else (own,)) for path in each for event in each[path]]
    unsaid = any(isinstance(event.act, SessionPurged) for events in others.values() for event in events)
    for path, event in new:
        purges.check_new(path, event, purged_there=agreed or not unsaid)
    if new:
        log.keep_others(sorted((event for _path, event in new), key=lambda event: (event.lamport, event.id)))
    everything = [*known.values(), *(event for _path, event in new)]
    photos = bring(log.folder, (path.parent for path, _journal in journals), everything)
    damaged = tuple((str(path), line) for path, journal in journals for line in journal.spoiled)
    here = sum(event.id in known for _path, journal in journals for event in journal.events)
    came = tuple(event.id for _path, event in new)
    left_out = (*found.passed, *coming.left_out, *lost(log.folder, everything))
    return Collected(len(journals), len(new), here + coming.twice, damaged, left_out, for_others, agreed, came, photos)


class NewEvents:
    """The events that are new here, each once, by the file they came with."""

    def __init__(self, known: Mapping[str, Event], now: datetime) -> None:
        self._known = known
        self._now = now
        self._new: dict[str, tuple[Path, Event]] = {}
        self.twice = 0
        self.left_out: list[Message] = []

    @property
    def ids(self) -> AbstractSet[str]:
        """The ids of all that were added."""
        return self._new.keys()

    def add(self, path: Path, event: Event) -> None:
        """Note one that is not known here; raises `Refused` where two files give it different contents."""
        wrong = objection(event, self._now)
        if wrong is not None:
            self.left_out.append(Message(_STAYS_OUT, {"file": str(path), "reason": wrong}))
        elif (first := self._new.setdefault(event.id, (path, event))[1]) != event:
            raise _changed(path, event, first)
        else:
            self.twice += self._new[event.id][0] != path

    def parted(self) -> tuple[dict[Path, list[Event]], dict[Path, list[Event]]]:
        """Return by file the events tables wrote for themselves, and by file all others."""
        known = {**self._known, **{key: event for key, (_path, event) in self._new.items()}}
        own: dict[Path, list[Event]] = {}
        others: dict[Path, list[Event]] = {}
        highest = max((event.lamport for event in self._known.values() if event.lamport <= HIGHEST_LAMPORT), default=0)
        new = 0
        for path, event in sorted(self._new.values(), key=lambda each: (each[1].lamport, each[1].id)):
            wrong = beyond_sight(event, len(self._known), highest, new)
            if wrong is not None:
                self.left_out.append(Message(_STAYS_OUT, {"file": str(path), "reason": wrong}))
                continue
            new += 1
            (own if is_own(event, known, path.stem) else others).setdefault(path, []).append(event)
        self._agree_to_notes(own, others)
        return own, others

    def _agree_to_notes(self, own: dict[Path, list[Event]], others: dict[Path, list[Event]]) -> None:
        """Have what notes an import of ideas that need nobody's yes need none either."""
        known = self._known.keys() | {event.id for events in own.values() for event in events}
        notes = notes_of_imports([(event, path.stem) for path, events in others.items() for event in events], known)
        for path in [path for path, events in others.items() if any(event.id in notes for event in events)]:
            events = others.pop(path)
            own.setdefault(path, []).extend(event for event in events if event.id in notes)
            if left := [event for event in events if event.id not in notes]:
                others[path] = left


_RID_ELSEWHERE = N_(
    "{file} and this session have the change {act} with other words: personal data was removed from one of them, by a "
    "removal that the other does not know of. Nothing was imported. Copy the whole folder of the session anew, with "
    "every journal in it, then try again."
)
_STAYS_OUT = N_("{file}: a change was skipped. {reason}")


def _changed(path: Path, event: Event, known: Event) -> Refused:
    if is_without_names(event.act, known.act):
        return Refused(_RID_ELSEWHERE, file=str(path), act=event.id)
    return Refused(
        N_(
            "{file} and this session have different contents for the change {act}: one of the two was "
            "edited by hand. Nothing was imported."
        ),
        file=str(path),
        act=event.id,
    )


class _Purges:
    """What was purged here and there: of neither may the words come back, and nobody is told that all is well."""

    def __init__(self, here: Sequence[Event], there: Sequence[Event], now: datetime) -> None:
        self._here, self._there = cleared(here, now), cleared(there, now)
        self._until, self._until_there = purged_until(here, now), purged_until(there, now)
        self._now = now
        self._day, self._vouched = purge_day(here, now), vouched((*here, *there)) - self._here

    def check_new(self, path: Path, event: Event, *, purged_there: bool) -> None:
        """Raise `Refused` for an act from before a purge here that may still hold names.

        `purged_there` is whether the purges that are told of there were taken in.
        """
        until, until_there = self._until, self._until_there if purged_there else None
        if event.id in self._vouched:
            return
        if until and may_hold_names(event, until, until_there, self._now):
            raise Refused(
                N_(
                    "{file} contains changes from before {date}, and personal data from before that day was "
                    "removed here. Run “facilitate purge” there too, then try again. Nothing was imported."
                ),
                file=str(path),
                date=self._day or until.date(),
            )

    def check_known(self, path: Path, event: Event, known: Event) -> None:
        """Raise `Refused` for another content of an act that is here, unless it is what was purged here."""
        if event.id in self._here:
            return
        if event.id not in self._there:
            raise _changed(path, event, known)
        # Purged here as far as there, it named nobody that is known here: it stays as it is.
        if not (self._until and self._until_there and self._until >= self._until_there):
            raise Refused(
                N_(
                    "{file} comes from a copy whose personal data was removed. Run “facilitate purge” here too, "
                    "then try again. Nothing was imported."
                ),
                file=str(path),
            )
