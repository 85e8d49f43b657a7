"""What concerns whom of the events that arrived: found from these alone, however many were there before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.acts.phases import SessionReset
from facilitate.domain.event import Event, Undone
from facilitate.domain.timeline import Timeline
from facilitate.workshop.recorder.recorder import Recorder
from facilitate.workshop.sharing.guest_events import is_for_table


def touched(events: Iterable[Event], timeline: Timeline) -> list[str]:
    """Return the ids of the ideas that these events may have changed, in the order of the events."""
    ideas: dict[str, None] = {}
    followed = {event.id: event for event in events}
    queue = list(followed.values())
    for event in queue:  # grows by what was undone
        if isinstance(event.act, Undone):
            undone = [timeline.event(key) for key in event.act.events if key not in followed]
            found = {target.id: target for target in undone if target is not None}
            followed |= found
            queue += found.values()
        elif isinstance(event.act, SessionReset):
            ideas.update(dict.fromkeys(event.act.ideas))
        else:
            ideas[event.id if isinstance(event.act, IdeaRecorded) else getattr(event.act, "idea", "")] = None
    return [key for key in ideas if timeline.session.idea(key) is not None]


class TableEvents:
    """The events a table's laptop gets, those that arrived last at the end."""

    def __init__(self, recorder: Recorder, table: int) -> None:
        self._recorder = recorder
        self._table = table
        self._taken = len(recorder.arrived)
        self._events: list[Event] = []
        self._shown: set[str] = set()
        # Those that stand on what is not here: they may concern the table once it is.
        self._waiting: list[Event] = []
        self._take(recorder.timeline.events)

    def all(self) -> Sequence[Event]:
        """Return every one until now."""
        arrived = self._recorder.arrived[self._taken :]
        self._taken += len(arrived)
        if arrived:
            self._take(sorted([*self._waiting, *arrived], key=lambda event: (event.lamport, event.id)))
        return self._events

    def _take(self, events: Iterable[Event]) -> None:
        session = self._recorder.session
        self._waiting = []
        for event in events:
            if event.id in self._shown:
                continue
            if is_for_table(event, self._table, session, self._shown):
                self._shown.add(event.id)
                self._events.append(event)
            elif self._stands_on_nothing(event):
                self._waiting.append(event)

    def _stands_on_nothing(self, event: Event) -> bool:
        timeline = self._recorder.timeline
        if isinstance(event.act, Undone):
            waiting = {each.id for each in self._waiting}
            return any(key in waiting or timeline.event(key) is None for key in event.act.events)
        return hasattr(event.act, "idea") and timeline.session.idea(event.act.idea) is None
