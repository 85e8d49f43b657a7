"""`Timeline`: one event as everything that happened to it, folded into a `Session`.

The same set of events, in any order and with any duplicates, gives the same session: events are put in their total
order `(lamport, id)`, what was undone is left out, and each other act is applied. An act that stands on something that
is not there (merged away meanwhile, never arrived) is void: it changes nothing, and is reported. So is an event from a
time that nobody can reckon with (the year 9999, from a forged file): it is no part of the session. Nothing here depends
on who asks; what a person may do is the workshop's business.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from operator import attrgetter

from facilitate.domain.admission import has_time
from facilitate.domain.errors import IneffectiveAct, Refused
from facilitate.domain.event import Event, Undone
from facilitate.domain.session import Session

# Where sessions are kept to fold from, in events from the end: programs that write at the same moment are a few events
# out of order, and undos go back one by one.
_DISTANCES = (64, 256, 1024)
_MOST_CHECKPOINTS = 6
# Clocks beyond were never reckoned by a program of ours: they are folded, last, but nobody counts on from them.
HIGHEST_OWN_LAMPORT = 50_000_000
_order = attrgetter("lamport", "id")


class Timeline:
    """The events of a session in their order, those that are undone, and the session they make.

    A timeline is changed in place, by `add` and `become`, and its `session` is the same object as long as it is there:
    whoever holds one of the two sees what comes in later. `with_also` makes others, which share nothing with it.
    """

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.undone: frozenset[str] = frozenset()
        self.session = Session()
        self._known: dict[str, Event] = {}
        self._timeless: dict[str, str] = {}
        self._gestures: dict[str, str] = {}
        self._undos: list[Event] = []
        # What the first so many events made, to fold from when an event comes late or is undone.
        self._checkpoints: list[tuple[int, Session]] = [(0, Session())]

    @classmethod
    def of(cls, events: Iterable[Event]) -> Timeline:
        """Return the timeline of these events."""
        timeline = cls()
        timeline.add(events)
        return timeline

    def with_also(self, events: Iterable[Event]) -> Timeline:
        """Return another timeline with further events; this one stays as it is."""
        other = Timeline()
        other.become(self)
        other.add(events)
        return other

    def become(self, other: Timeline) -> None:
        """Take over all of another timeline, which may go on changing by itself."""
        self.events[:], self.undone = other.events, other.undone
        self.session.become(other.session)
        self._known, self._undos = dict(other._known), list(other._undos)
        self._timeless, self._gestures = dict(other._timeless), dict(other._gestures)
        self._checkpoints = list(other._checkpoints)

    def add(self, events: Iterable[Event]) -> None:
        """Fold in what is new; cheap when it comes in order or nearly so, a longer fold when it reaches far back."""
        new: dict[str, Event] = {event.id: event for event in events if event.id not in self._known}
        for key in [key for key, event in new.items() if not has_time(event)]:
            self._timeless[key] = f"the year {new.pop(key).at.year}"
        if not new:
            return
        arrived = sorted(new.values(), key=_order)
        self._known.update(new)
        self._gestures.update((event.gesture, event.id) for event in arrived if event.gesture != event.id)
        place = bisect_left(self.events, _order(arrived[0]), key=_order)
        in_order = place == len(self.events)
        self.events[place:] = arrived if in_order else sorted((*self.events[place:], *arrived), key=_order)
        undos = [event for event in arrived if isinstance(event.act, Undone)]
        if undos or (self._undos and not in_order):
            self._undos = sorted((*self._undos, *undos), key=_order)
            place = min(place, self._undo_anew())
        self._fold_from(place, in_order=in_order and place == len(self.events) - len(arrived))

    def _undo_anew(self) -> int:
        """Find out what is undone now; returns the place of the first event for which that is news."""
        undone: set[str] = set()
        for undo in reversed(self._undos):
            if isinstance(undo.act, Undone) and undo.id not in undone:
                undone.update(target for target in undo.act.events if self._undoes(undo, target))
        changed = undone ^ self.undone
        self.undone = frozenset(undone)
        return min(map(self._place, changed), default=len(self.events))

    def _undoes(self, undo: Event, target: str) -> bool:
        """Return whether an undo reaches that act: it comes after what it undoes, and that can be undone at all.

        One that does not (a forged file) undoes nothing; but what has a Lamport clock beyond any is not out of reach
        for that.
        """
        found = self.event(target)
        if found is None or not found.act.can_be_undone:
            return False
        return _order(found) < _order(undo) or (
            found.lamport > HIGHEST_OWN_LAMPORT and not isinstance(found.act, Undone)
        )

    def _fold_from(self, place: int, *, in_order: bool) -> None:
        if in_order:
            self._fold(self.events[place:])
            return
        while self._checkpoints[-1][0] > place:
            self._checkpoints.pop()
        start, checkpoint = self._checkpoints[-1]
        self.session.become(checkpoint)
        for number in sorted({len(self.events) - distance for distance in _DISTANCES}):
            if number > start:
                self._fold(self.events[start:number])
                self._checkpoints.append((number, self.session.copy()))
                start = number
        self._fold(self.events[start:])
        del self._checkpoints[1:-_MOST_CHECKPOINTS]

    def _fold(self, events: Iterable[Event]) -> None:
        session, undone = self.session, self.undone
        for event in events:
            try:
                if event.id in undone:
                    event.act.apply_undone(session, event)
                else:
                    event.act.apply(session, event)
            except (IneffectiveAct, Refused, ValueError) as reason:
                # A value no version of ours writes (an unknown status, say) is as void as what stands on nothing.
                session.void[event.id] = str(reason)

    def _place(self, key: str) -> int:
        """Return where the event of that id stands, which starts with the Lamport clock, eight digits."""
        return bisect_left(self.events, (int(key[:8]), key), key=_order)

    def event(self, key: str) -> Event | None:
        """Return the event of that id."""
        return self._known.get(key)

    def made_by(self, gesture: str) -> Event | None:
        """Return the last event of a gesture that was named elsewhere (a phone names its own), if it is here.

        A gesture that bears the name of its first event was named here: that name stands for the one event.
        """
        return None if gesture in self._known else self.event(self._gestures.get(gesture, ""))

    @property
    def void(self) -> Mapping[str, str]:
        """The events that change nothing, for what they stand on is not there, each with its reason."""
        return {**self.session.void, **self._timeless} if self._timeless else self.session.void

    @property
    def lamport(self) -> int:
        """The greatest Lamport clock seen that others may count on from."""
        if not self.events or self.events[-1].lamport <= HIGHEST_OWN_LAMPORT:
            return self.events[-1].lamport if self.events else 0
        place = bisect_right(self.events, HIGHEST_OWN_LAMPORT, key=lambda event: event.lamport)
        return self.events[place - 1].lamport if place else 0
