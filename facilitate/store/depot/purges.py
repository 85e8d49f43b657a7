"""What was removed here and in a depot: the words of neither come back by the other.

Whoever removes personal data writes its lines anew, and an act that names them. So lines with one id and two contents
are told apart: where an act of removal names the id, one of the two still holds what had to go. To a depot the act goes
after all that it names, and comes only where as much was removed: so who has the act has the lines that go with it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, time
from functools import cached_property

from facilitate.domain.acts.notes import NoteWithdrawn
from facilitate.domain.acts.purge import PurgeVouched, SessionPurged
from facilitate.domain.errors import N_, LongDay, Refused
from facilitate.domain.event import Event
from facilitate.domain.purge_marks import (
    cleared,
    day_of_late_clock,
    is_dated_ahead,
    last_purge,
    may_hold_names,
    purge_day,
    purged_until,
    purges_named,
    unfollowed,
    vouched,
)
from facilitate.domain.roles import COLLECTED, FACILITATOR, SORTER, role_of
from facilitate.store.depot.cleared_lines import cleared_by_both
from facilitate.store.depot.journals import WriterJournal, in_order, local_journals
from facilitate.store.event_log import FolderLog
from facilitate.workshop.privacy.texts_to_read import has_text

FORKED = ".fork"  # begins the end of the name of a journal that is kept beside another of its name
_NEVER = 2**63
_TABLES = ("table-", SORTER)
_PURGE_FIRST = N_(
    "Personal data from before {date} was removed from this session on another computer. To remove it here too, sync "
    "in a terminal and answer yes, or add --take-all. Nothing was sent and nothing was imported."
)


class RemovalWaits(Refused):
    """What was removed elsewhere, from before that `day`, still stands here: nothing was sent, and nothing came.

    `cleared` are the ids of the acts that were rid of names there, `differs` is whether any of them stands here
    otherwise. `unread` are the acts with a text of somebody that the depot had not got by then: nobody looked for those
    names in them.
    """

    def __init__(self, day: date, cleared: AbstractSet[str], *, differs: bool, unread: Sequence[Event]) -> None:
        super().__init__(_PURGE_FIRST, date=LongDay(day))
        self.day = day
        self.cleared = cleared
        self.differs = differs
        self.unread = unread


class Removals:
    """The removals that the journals here and those in a depot tell of."""

    def __init__(self, here: Iterable[WriterJournal], there: Iterable[WriterJournal], now: datetime) -> None:
        self._here, self._there, self._now = in_order(here), in_order(there), now
        events_here, events_there = _events(self._here), _events(self._there, believing=_is_facilitators)
        self._known = {event.id: event for event in events_here}
        self._stored = {event.id for event in events_there}
        self.until_here, self._until_there = purged_until(events_here, now), purged_until(events_there, now)
        self._cleared_here, self._cleared_there = cleared(events_here, now), cleared(events_there, now)
        self.day_here, self._day_there = purge_day(events_here, now), purge_day(events_there, now)
        self._vouched = vouched((*events_here, *events_there))
        purges = (event for event in (*events_here, *events_there) if isinstance(event.act, SessionPurged))
        self._gestures = {event.gesture for event in purges}
        self._told_there = [each for each in events_there if isinstance(each.act, (SessionPurged, PurgeVouched))]
        self.any = bool(self.until_here or self._until_there)

    def check(self, *, following: bool = False) -> None:
        """Raise `RemovalWaits` where the depot was rid of names that may still stand here.

        With `following` what the depot holds of them takes their place: only what it does not hold stands in the way.
        """
        until = self._until_there
        if until is None:
            return
        # As much may have been removed here, but not all that was known there to be a name, as from a guest list.
        if not following and self._differing() - self._cleared_here:
            raise self._waits()
        if self.until_here is not None and self.until_here >= until:
            return
        if not following and self._holds_unread():
            raise self._waits()
        since = self.until_here
        old = (event for event in self._known.values() if may_hold_names(event, until, since, self._now))
        # What is dated ahead was looked through all the same where it was rid of names, or somebody vouches for it.
        read = self._vouched | self._cleared_here if since else frozenset()
        is_read = {event.id for event in self._known.values() if is_dated_ahead(event, self._now)} & read
        concerned = [event for event in old if not (self._is_part(event) or event.id in is_read)]
        if any(
            event.id not in self._stored or (event.id in self._cleared_there and not following) for event in concerned
        ):
            raise self._waits()

    def _holds_unread(self) -> bool:
        """Return whether words here are from before the day of a removal there whose computer had not got them.

        Only of one whose clock was behind: what is from after it by that clock may be from before it.
        """
        day = day_of_late_clock((event for event in self._told_there if event.id not in self._known), self._now)
        known = self._known.values() if day else ()
        return any(day and event.at.date() < day and has_text(event) and self._is_unread(event) for event in known)

    def _waits(self) -> RemovalWaits:
        unread = [event for event in self._known.values() if has_text(event) and self._is_unread(event)]
        day = self._day_there or date.max
        return RemovalWaits(day, self._cleared_there, differs=bool(self._differing()), unread=unread)

    def _is_unread(self, event: Event) -> bool:
        """Return whether the computer of a removal that is not known here had not got an act by then.

        Whatever was not sent by now was written without having heard of it, whenever that was. What was sent may not
        have come there: what it had it vouches for in one gesture with the removal, as older versions did not.
        """
        return event.id not in self._stored or any(event.id not in read for read in self._read_there)

    @cached_property
    def _read_there(self) -> list[AbstractSet[str]]:
        """The ids of what the computer of each removal there that is not known here looked through, then or later."""
        unknown = ((event.id, read) for event, read in self._looked_through if event.id not in self._known)
        return [self._read_by_now.get(key, read) for key, read in unknown]

    @cached_property
    def _looked_through(self) -> list[tuple[Event, AbstractSet[str]]]:
        """The removals there that say what they looked through, each with the ids of that."""
        read: dict[str, set[str]] = {}
        for event in self._told_there:
            if isinstance(event.act, PurgeVouched):
                read.setdefault(event.gesture, set()).update(event.act.events)
        return [
            (event, read[event.gesture].union(event.act.events))
            for event in self._told_there
            if isinstance(event.act, SessionPurged) and event.gesture in read
        ]

    def unread_by_others(self) -> list[Event]:
        """Return as `unread`, of all that is here, what the computer of a removal has not looked through to this day.

        Whoever wrote it had not heard of that removal. What a computer removed later, it read all the same.
        """
        found: dict[str, Event] = {}
        maybe = {event.id for event in self.unread(self._known)}
        for journal in self._there if maybe else ():
            heard = self._heard_by(journal.writer)
            found |= {
                key: event
                for key, event in journal.by_id.items()
                if key in maybe
                and any(
                    event.lamport < heard.get(purge, _NEVER) and key not in read
                    for purge, read in self._read_by_now.items()
                )
            }
        return list(found.values())

    @cached_property
    def _read_by_now(self) -> dict[str, AbstractSet[str]]:
        """The ids of what the computer of each removal there looked through, then or later, by that removal's."""
        found: dict[str, AbstractSet[str]] = {}
        for writer in (each.writer for each in self._there if role_of(each.writer) == FACILITATOR):
            own = {event.id for event in self._of_computer(writer, but=COLLECTED)}
            removals = {event.id: read for event, read in self._looked_through if event.id in own}
            found |= dict.fromkeys(removals, set[str]().union(*removals.values()))
        return found

    def unread(self, coming: Container[str]) -> list[Event]:
        """Return those of the acts that come in of which nobody knows whether they hold names that went here.

        They are from before the day up to which a removal went, and their computer had not said by then that it made
        it. What they were rid of there were perhaps other names.
        """
        if self.day_here is None:
            return []
        until = datetime.combine(self.day_here, time(), UTC)
        found: dict[str, Event] = {}
        for journal in self._there:
            unaware = self._unaware_until(journal.writer)
            found |= {
                key: event
                for key, event in journal.by_id.items()
                if key in coming
                and (event.at < until or is_dated_ahead(event, self._now))
                and event.lamport < unaware
                and has_text(event)
            }
        return list(found.values())

    def _unaware_until(self, writer: str) -> int:
        """Return from which clock on acts of a computer are from after it said of each removal here that it made it."""
        heard = self._heard_by(writer)
        purges = (key for key, event in self._known.items() if isinstance(event.act, SessionPurged))
        return max((heard.get(key, _NEVER) for key in purges), default=_NEVER)

    def _heard_by(self, writer: str) -> dict[str, int]:
        """Return the clock at which a computer first said of a removal that it was made there too, by its id."""
        heard: dict[str, int] = {}
        # What a computer took from others is among what it collected, with their clocks.
        for event in self._of_computer(writer, but=COLLECTED):
            for key in purges_named(event):
                heard[key] = min(event.lamport, heard.get(key, _NEVER))
        return heard

    def _of_computer(self, writer: str, but: str = "") -> list[Event]:
        journals = (each for each in self._there if is_of_one(each.writer, writer) and role_of(each.writer) != but)
        return [event for journal in journals for event in journal.events]

    def waits_here(self) -> date | None:
        """Return the day before which names were removed there that may still stand here: a sync would be refused."""
        try:
            self.check()
        except RemovalWaits as waits:
            return waits.day
        return None

    def _is_part(self, event: Event) -> bool:
        """Return whether an act tells of a removal, or withdraws a note whose words went in one: it holds no names."""
        withdrawn = isinstance(event.act, NoteWithdrawn) and event.gesture in self._gestures
        return withdrawn or isinstance(event.act, (SessionPurged, PurgeVouched))

    def _differing(self) -> set[str]:
        """Return the ids of the acts that stand here otherwise than a removal left them which is not known here."""
        mine = {key: line for journal in self._here for key, line in journal.lines.items()}
        return {key for key, line in self.arriving().items() if mine.get(key, line) != line}

    def may_hold_names(self, event: Event, writer: str) -> bool:
        """Return whether an act that is not known here, in that journal of the depot, is from before a removal here.

        One of which somebody says that no known name is left in it may not, nor one whose computer removed as much,
        as its own journals tell.
        """
        until = self.until_here
        if until is None or event.id in self._known or self._is_part(event):
            return False
        if event.id in self._cleared_there:
            return False
        if event.id in self._vouched and event.id not in self._cleared_here:
            return False
        there = purged_until(self._of_computer(writer), self._now)
        if not may_hold_names(event, until, there, self._now):
            return False
        return not is_dated_ahead(event, self._now) or event.lamport < self._unaware_until(writer)

    def are_told_anew_by(self, journal: WriterJournal) -> bool:
        """Return whether a journal here tells of a removal of which the depot does not know."""
        acts = (event for event in journal.events if isinstance(event.act, SessionPurged))
        return any(event.id not in self._stored for event in acts)

    def are_news(self, known: AbstractSet[str], *, sent: bool) -> bool:
        """Return whether one is `sent` to a depot without it, or changed more of what was `known` here than others."""
        purges = {key: event.act for key, event in self._known.items() if isinstance(event.act, SessionPurged)}
        if sent and purges.keys() - self._stored:
            return True
        before = {event for key, act in purges.items() if key in known for event in act.events}
        return any(known & set(act.events) - before for act in purges.values())

    def go_last_with(self, journal: WriterJournal) -> bool:
        """Return whether a journal here tells of what the depot has to hold before it knows of that."""
        acts = (event for event in journal.events if isinstance(event.act, (SessionPurged, PurgeVouched)))
        return any(event.id not in self._stored for event in acts)

    @property
    def told_here(self) -> bytes:
        """The lines by which the journals here tell of removals, each once."""
        lines = {key: line for journal in self._here for key, line in journal.lines.items()}
        return b"".join(lines[key] for key, event in self._known.items() if isinstance(event.act, SessionPurged))

    def lines_here(self) -> Mapping[str, bytes]:
        """Return the line of each act that was rid of names here, by its id, as it stands here."""
        return _first_lines(self._here, self._cleared_here)

    def is_cleared_here(self, key: str) -> bool:
        """Return whether an act was rid of names, as a removal that is known here tells."""
        return key in self._cleared_here

    def is_cleared_here_alone(self, key: str) -> bool:
        """Return whether an act was rid of names here, and in the depot it was not."""
        return key in self._cleared_here and key not in self._cleared_there

    def needs_nobody(self, event: Event, writer: str) -> bool:
        """Return whether an act tells of a removal, or is a part of one: after `check` nothing is left to be asked."""
        return self._is_part(event) and _is_from_facilitator(event, writer)

    def concern(self, key: str) -> bool:
        """Return whether an act was rid of names, here or there."""
        return key in self._cleared_here or key in self._cleared_there

    def settled(self) -> Mapping[str, bytes]:
        """Return the line of each act that was rid of names, by its id, as it is to stand in the depot.

        Whoever has the act that tells of a removal has the lines that go with it: ours stand, where we have that.
        """
        theirs = _first_lines(self._there, self._cleared_here | self._cleared_there)
        return {**theirs, **_first_lines(self._here, self._cleared_here)}

    def arriving(self) -> Mapping[str, bytes]:
        """Return the lines of the acts that were rid of names by a removal that is not known here, by their ids.

        The act that tells of a removal goes to a depot after all it names, so where it is these are as they should be.
        What was rid of other names here is left without those as well.
        """
        new = [event for event in _events(self._there, believing=_is_facilitators) if event.id not in self._known]
        lines = _first_lines(self._there, cleared(new, self._now))
        mine = _first_lines(self._here, lines.keys() & self._cleared_here)
        return lines | {key: cleared_by_both(line, lines[key]) for key, line in mine.items()}


def follows_untold(log: FolderLog) -> PurgeVouched | None:
    """Return what tells that all removals that are known here were made here too, where nothing tells it yet.

    Of a computer that wrote nothing nobody asks.
    """
    journals = local_journals(log).values()
    writer = f"{FACILITATOR}.{'' if log.machine == log.home else log.machine}"
    written = [each for each in journals if is_of_one(each.writer, writer) and role_of(each.writer) != COLLECTED]
    own = [event for each in written for event in each.events]
    events = [event for each in journals for event in each.events]
    found, untold = last_purge(events), unfollowed(events, own)
    if found is None or not own or not untold:
        return None
    return PurgeVouched(found[1].before, tuple(sorted(event.id for event in untold)))


def _first_lines(journals: Iterable[WriterJournal], keys: AbstractSet[str]) -> dict[str, bytes]:
    """Return the line of each of these acts in the first journal that has it: in its writer's own, where there is."""
    found: dict[str, bytes] = {}
    for journal in journals:
        for key in keys & journal.lines.keys():
            found.setdefault(key, journal.lines[key])
    return found


def _events(
    journals: Iterable[WriterJournal], believing: Callable[[Event, str], bool] = lambda _event, _writer: True
) -> list[Event]:
    return [event for journal in journals for event in journal.events if believing(event, journal.writer)]


def _is_facilitators(event: Event, writer: str) -> bool:
    """Return whether an act of the depot may be what it is: no table removes names, whoever wrote its journal."""
    if not isinstance(event.act, (SessionPurged, PurgeVouched)):
        return True
    return _is_from_facilitator(event, writer)


def _is_from_facilitator(event: Event, writer: str) -> bool:
    return role_of(event.by) == FACILITATOR and not role_of(writer).startswith(_TABLES)


def is_of_one(writer: str, other: str) -> bool:
    """Return whether two journals are of one computer, which their names tell: `facilitator.k7m2`, `table-3.k7m2b`."""
    one, two = (each.partition(FORKED)[0].partition(".")[2] for each in (writer, other))
    return one == two or one[:-1] == two or one == two[:-1]
