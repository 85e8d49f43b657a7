"""What was removed here and in a depot: the words of neither come back by the other.

Whoever removes personal data writes its lines anew, and an act that names them. So lines with one id and two contents
are told apart: where an act of removal names the id, one of the two still holds what had to go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime

from facilitate.domain.acts.purge import SessionPurged
from facilitate.domain.errors import N_, Refused
from facilitate.domain.event import Event
from facilitate.domain.purge_marks import cleared, purged_until
from facilitate.domain.roles import FACILITATOR, SORTER, role_of
from facilitate.store.depot.journals import WriterJournal, in_order

_TABLES = ("table-", SORTER)
_PURGE_FIRST = N_(
    "Personal data from before {date} was removed from this session on another computer. Run “facilitate purge "
    "{session} --before {date}” here too, then sync again. Nothing was sent and nothing was imported."
)


class Removals:
    """The removals that the journals here and those in a depot tell of."""

    def __init__(
        self, here: Iterable[WriterJournal], there: Iterable[WriterJournal], now: datetime, tag: str = ""
    ) -> None:
        """Read both; `tag` is what the names of this computer's own journals end in, empty on that of the event."""
        self._here, self._there, self._now = in_order(here), in_order(there), now
        events_here, events_there = _events(self._here), _events(self._there, believing=_is_facilitators)
        self._known = {event.id: event for event in events_here}
        self._stored = {event.id for event in events_there}
        self.until_here, self._until_there = purged_until(events_here, now), purged_until(events_there, now)
        self._cleared_here, self._cleared_there = cleared(events_here, now), cleared(events_there, now)
        new = [event for event in events_here if event.id not in self._stored]
        self._ours = self._cleared_last(tag)
        self.are_new_there = any(isinstance(event.act, SessionPurged) for event in new)
        self.any = bool(self.until_here or self._until_there)

    def check(self, session: str) -> None:
        """Raise `Refused` where the depot was rid of names that may still stand here."""
        until = self._until_there
        if until is None or (self.until_here is not None and self.until_here >= until):
            return
        since = self.until_here
        concerned = (event for event in self._known.values() if event.at < until and not (since and event.at < since))
        if any(event.id in self._cleared_there or event.id not in self._stored for event in concerned):
            raise Refused(_PURGE_FIRST, session=session, date=until.date())

    def may_hold_names(self, event: Event, writer: str) -> bool:
        """Return whether an act that is not known here, in that journal of the depot, is from before a removal here.

        One whose computer removed as much, as its own journals tell, is not.
        """
        until = self.until_here
        if until is None or event.at >= until or event.id in self._known:
            return False
        own = [each for journal in self._there if _is_of_one(journal.writer, writer) for each in journal.events]
        there = purged_until(own, self._now)
        return there is None or event.at > there

    def concern(self, key: str) -> bool:
        """Return whether an act was rid of names, here or there."""
        return key in self._cleared_here or key in self._cleared_there

    def settled(self) -> Mapping[str, bytes]:
        """Return the line of each act that was rid of names, by its id, as it is to stand in the depot.

        Where two computers removed names, each as it knew them, the last one's line stands.
        """
        purged = self._cleared_here | self._cleared_there
        mine, theirs = _first_lines(self._here, purged), _first_lines(self._there, purged)
        return {**mine, **theirs, **{key: line for key, line in mine.items() if key in self._ours}}

    def to_follow(self) -> Mapping[str, bytes]:
        """Return the line of each act here that another computer rid of names, by its id, as the depot has it.

        It may hold names here still: what that computer sent was cut off when it came here.
        """
        theirs = _first_lines(self._there, self._cleared_here)
        return {key: line for key, line in theirs.items() if key not in self._ours}

    def _cleared_last(self, tag: str) -> set[str]:
        """Return the ids of the acts of which the last removal was done on this computer."""
        last: dict[str, tuple[tuple[int, str], bool]] = {}
        for journal in (*self._there, *self._here):
            is_own = _is_of_one(journal.writer, f"{FACILITATOR}.{tag}".rstrip("."))
            for event in _events([journal], believing=_is_facilitators):
                if isinstance(event.act, SessionPurged) and not event.act.is_from_the_future(event.at, self._now):
                    order = (event.lamport, event.id), is_own
                    last.update({key: max(last.get(key, order), order) for key in event.act.events})
        return {key for key, (_order, is_own) in last.items() if is_own}


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
    if not isinstance(event.act, SessionPurged):
        return True
    return role_of(event.by) == FACILITATOR and not role_of(writer).startswith(_TABLES)


def _is_of_one(writer: str, other: str) -> bool:
    """Return whether two journals are of one computer, which their names tell: `facilitator.k7m2`, `table-3.k7m2b`."""
    one, two = writer.partition(".")[2], other.partition(".")[2]
    return one == two or one[:-1] == two or one == two[:-1]
