"""The desk all use cases work at: the session as it stands, and the one way to add to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from facilitate.domain.errors import N_, Refused
from facilitate.domain.events import Act, Event
from facilitate.domain.session import MOST_OWN_CLOCK, Session
from facilitate.workshop.loading import load
from facilitate.workshop.ports import Clock, EventLog, IdSource, Writer

FACILITATOR = "facilitator"
COLLECTED = "collected"  # the journal for what other machines wrote
Decide = Callable[[Writer], Sequence[Act]]


def table_role(table: int) -> str:
    """The role that writes for a table."""
    return f"table-{table}"


def role_of(writer: str) -> str:
    """The role a writer's name tells: `table-3.b` writes as `table-3`."""
    return writer.partition(".")[0]


class Desk:
    """Holds the session; `version` grows with every change so that screens know when to draw anew."""

    def __init__(self, log: EventLog, clock: Clock, ids: IdSource, role: str = FACILITATOR) -> None:
        self.log = log
        self.clock = clock
        self.role = role
        self.version = 0
        self._ids = ids
        self._wrote_last: Writer | None = None
        self.session = load(log)

    def refresh(self) -> bool:
        """Fold in what others wrote; tells whether anything came."""
        news = self.log.news()
        if news:
            self._fold(news)
        return bool(news)

    def do(self, *acts: Act, role: str = "") -> list[Event]:
        """Stamp the acts as one gesture and keep them on the disk; nothing is folded in that was not kept."""
        return self.decide(lambda _writer: acts, role=role)

    def decide(self, decide: Decide, role: str = "", gesture: str = "") -> list[Event]:
        """`do` for acts that depend on the writer: `decide` runs once the journal is held and its last line known.

        `gesture` is the name the gesture was given where it was made (on a phone); its first event names it otherwise.
        """
        with self.log.writing_as(role or self.role) as writer:
            if writer is not self._wrote_last:
                # Somebody else may have written this journal meanwhile; one that was held all along holds no news.
                self.refresh()
                self._wrote_last = writer
            events = self.stamped(decide(writer), writer.name, gesture)
            if events:
                writer.append(events)
                self._fold(events)
        if any(event.id in self.session.void for event in events):
            raise Refused(N_("Somebody else changed this at the same moment, so not all of it was done: look again."))
        return events

    def do_if(self, act: Act, accept: Callable[[Session], None]) -> None:
        """`do` an act that changes what earlier ones did; `accept` sees the session it would make, and may refuse."""
        with self.log.writing_as(self.role) as writer:
            self.refresh()
            events = self.stamped([act], writer.name)
            after = self.session.with_also(events)
            accept(after)
            writer.append(events)
            self.session = after
            self.version += 1

    def take(self, events: Sequence[Event]) -> None:
        """Keep events that another machine wrote, as they are, on the disk; those that are known stay as they were."""
        with self.log.writing_as(COLLECTED) as writer:
            new = [event for event in events if self.session.event(event.id) is None]
            if new:
                writer.append(new)
                self._fold(new)

    def now(self) -> datetime:
        """The time in the zone of the room."""
        return self.clock.now()

    def stamped(self, acts: Sequence[Act], writer: str, gesture: str = "") -> list[Event]:
        """The acts as one gesture of that writer, later than anything known; they are not kept yet."""
        at = self.clock.now().astimezone(UTC)
        at = at.replace(microsecond=at.microsecond // 1000 * 1000)  # what a journal keeps, so that all readers agree
        first = self.session.clock + 1
        if first + len(acts) > MOST_OWN_CLOCK:
            raise Refused(
                N_(
                    "Not saved: the acts of this session can be numbered no further. Somebody’s journal holds numbers "
                    "that cannot be: move it out of the session’s folder, then go on."
                )
            )
        keys = [f"{first + place:08d}-{self._ids.token()}" for place in range(len(acts))]
        return [
            Event(key, first + place, at, writer, gesture or keys[0], act)
            for place, (key, act) in enumerate(zip(keys, acts, strict=True))
        ]

    def _fold(self, events: Sequence[Event]) -> None:
        self.session.add(events)
        self.version += 1
