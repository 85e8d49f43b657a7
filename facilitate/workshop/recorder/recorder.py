"""`Recorder`: the session as it stands, and the one way to add to it, for all use cases."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeAlias, TypeVar

from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.errors import N_, Refused, StorageFailure
from facilitate.domain.event import Act, Event
from facilitate.domain.roles import COLLECTED, FACILITATOR, role_of
from facilitate.domain.session import Session
from facilitate.domain.timeline import HIGHEST_OWN_LAMPORT, Timeline

if TYPE_CHECKING:
    from facilitate.workshop.ports import Clock, EventLog, IdSource, Writer
    from facilitate.workshop.recorder.shared_sync import Committer


Decide: TypeAlias = "Callable[[Writer], Sequence[Act]]"
_P = ParamSpec("_P")
_T = TypeVar("_T")


class _UseCases(Protocol):
    _recorder: Recorder


_C = TypeVar("_C", bound=_UseCases)


def in_turn(case: Callable[Concatenate[_C, _P], _T]) -> Callable[Concatenate[_C, _P], _T]:
    """Have a use case decide in `Recorder.in_turn`, by the session as it stands then."""

    @wraps(case)
    def alone(cases: _C, /, *args: _P.args, **named: _P.kwargs) -> _T:
        with cases._recorder.in_turn():  # noqa: SLF001 -- all use cases have theirs under this name
            return case(cases, *args, **named)

    return alone


class Recorder:
    """Keeps what is done on the disk, and folds it in.

    `timeline` and `session` are the same objects from the beginning to the end, and are changed in place. `version`
    grows with every change, so that screens know when to draw anew.
    """

    def __init__(self, log: EventLog, clock: Clock, ids: IdSource, role: str = FACILITATOR) -> None:
        self.log = log
        self.clock = clock
        self.role = role
        self.version = 0
        self.arrived: list[
            Event
        ] = []  # since it was opened, in order of arrival: who follows remembers how far it read
        self.staged: Sequence[Event] = ()  # while a batch is formed: what it will record so far
        self.gestures_for_tables: set[str] = set()  # done in a table's journal by this role, whose undo takes them back
        self._ids = ids
        self._wrote_last: Writer | None = None
        self._has_turn = False
        self._committer: Committer | None = None
        self._highest = 0  # the Lamport clock of what was staged last; it may still be on its way to the disk
        self.timeline = load(log)
        self.session: Session = self.timeline.session

    def refresh(self) -> bool:
        """Fold in what others wrote; tells whether anything came."""
        # A journal that was changed by hand is read anew, and what it holds is known already.
        news = [event for event in self.log.news() if self.timeline.event(event.id) is None]
        if news:
            self.fold(news)
        self.log.restore(self.timeline.events)
        return bool(news)

    def record(self, *acts: Act, role: str = "") -> list[Event]:
        """Stamp the acts as one gesture and keep them on the disk; nothing is folded in that was not kept."""
        return self.record_with(lambda _writer: acts, role=role)

    def record_with(self, decide: Decide, role: str = "", gesture: str = "") -> list[Event]:
        """`record` for acts that depend on the writer: `decide` runs once the journal is held and its last line known.

        `gesture` is the name the gesture was given where it was made (on a phone); its first event names it otherwise.
        """
        with self.in_turn(role), self._writing(role or self.role) as writer:
            self.catch_up(writer)
            events = self.stamped(decide(writer), writer.name, gesture)
            if events:
                writer.append(events)
                self.fold(events)
                if role not in ("", self.role) and not gesture:
                    self.gestures_for_tables.add(events[0].gesture)
        if (refusal := self.refusal(events)) is not None:
            raise refusal
        return events

    async def record_later(self, decide: Decide, role: str = "", gesture: str = "") -> list[Event]:
        """`record_with` in a loop that goes on: acts that wait for a journal are kept together, synced in a thread.

        The decision runs when its batch is formed, in the order of the calls, with `staged` in view; it may raise
        `NotYet`. Nothing is folded in or answered before it is on the disk.
        """

        def stage(writer: Writer) -> list[Event]:
            events = self.stamped(decide(writer), writer.name, gesture)
            # What follows is later, though these are not folded in yet.
            self._highest = max([self._highest, *(event.lamport for event in events)])
            return events

        return await self._later(role or self.role, stage)

    def record_if(self, act: Act, accept: Callable[[Timeline], None]) -> None:
        """`record` an act that changes what earlier ones did; `accept` sees what it would make, and may refuse."""
        with self.in_turn(), self._writing(self.role) as writer:
            self.refresh()
            events = self.stamped([act], writer.name)
            after = self.timeline.with_also(events)
            accept(after)
            writer.append(events)
            self.timeline.become(after)
            self.arrived += events
            self.version += 1

    def ingest(self, events: Sequence[Event]) -> None:
        """Keep events that another machine wrote, as they are, on the disk; those that are known stay as they were."""
        with self._writing(COLLECTED) as writer:
            new = self._unknown(events)
            if new:
                writer.append(new)
                self.fold(new)

    async def ingest_later(self, events: Sequence[Event]) -> None:
        """`ingest` in a loop that goes on, as `record_later`."""
        await self._later(COLLECTED, lambda _writer: self._unknown(events))

    def last_number(self, prefix: str) -> int:
        """Return the highest number given to a reference of that prefix, also by what is only staged."""
        refs = [event.act.ref for event in self.staged if isinstance(event.act, IdeaRecorded)]
        given = [number for start, _, number in (ref.rpartition("-") for ref in refs) if start == prefix]
        return max(self.session.last_number(prefix), *map(int, filter(str.isdecimal, given)), 0)

    def now(self) -> datetime:
        """Return the time in the zone of the room."""
        return self.clock.now()

    def stamped(self, acts: Sequence[Act], writer: str, gesture: str = "") -> list[Event]:
        """Return the acts as one gesture of that writer, later than anything known; they are not kept yet."""
        at = self.clock.now().astimezone(UTC)
        at = at.replace(microsecond=at.microsecond // 1000 * 1000)  # what a journal keeps, so that all readers agree
        first = max(self.timeline.lamport, self._highest) + 1
        if first + len(acts) > HIGHEST_OWN_LAMPORT:
            raise Refused(
                N_(
                    "Not saved: the changes of this session cannot be numbered any further. One of "
                    "the journals contains impossible numbers: move it out of the session’s folder, "
                    "then continue."
                )
            )
        if any(act.subject.role not in ("", role_of(writer)) for act in acts):
            raise ValueError(f"{writer} writes what has journals of its own")
        keys = [f"{first + place:08d}-{token}" for place, token in enumerate(self._ids.tokens(len(acts)))]
        return [
            Event(key, first + place, at, writer, gesture or keys[0], act)
            for place, (key, act) in enumerate(zip(keys, acts, strict=True))
        ]

    def fold(self, events: Sequence[Event]) -> None:
        """Make events that are on the disk part of the session."""
        self.timeline.add(events)
        self.arrived += events
        self.version += 1

    def refusal(self, events: Sequence[Event]) -> Refused | None:
        """Return what is said of events that changed nothing, though they were kept."""
        if any(event.id in self.timeline.void for event in events):
            return Refused(
                N_("Somebody else changed this at the same moment, so not everything was done. Check the result.")
            )
        return None

    def catch_up(self, writer: Writer) -> None:
        """Read what somebody else may have written to this journal; one that was held all along holds no news."""
        if writer is not self._wrote_last:
            self.refresh()
            self._wrote_last = writer

    @contextmanager
    def staging(self) -> Iterator[list[Event]]:
        """Yield the list of what a batch will record: decisions that run inside see what earlier ones put there."""
        staged: list[Event] = []
        self.staged = staged
        try:
            yield staged
        finally:
            self.staged = ()

    @contextmanager
    def holding(self, roles: Iterable[str]) -> Iterator[None]:
        """Hold several journals: within, nobody else adds to them, and what a killed program left in them is read."""
        with ExitStack() as stack:
            for role in roles:
                stack.enter_context(self._writing(role))
            yield

    @contextmanager
    def in_turn(self, role: str = "") -> Iterator[None]:
        """Let no other program act for the facilitator meanwhile, and know what was done before.

        Each has a journal of its own, so that of two commands at one moment neither would see the act of the other, and
        both would be told that theirs counts. What decides by the session as it stands is done within.
        """
        if self._has_turn or (role or self.role) != FACILITATOR:
            yield
            return
        with self.log.in_turn(FACILITATOR):  # who keeps it for long was stopped, and keeps nobody from acting
            self._has_turn = True
            try:
                with suppress(StorageFailure):  # of a journal that others write: it is told elsewhere, and stops nobody
                    self.refresh()
                yield
            finally:
                self._has_turn = False

    def _writing(self, role: str) -> AbstractContextManager[Writer]:
        """Hold a journal, with what is on its way to it kept first."""
        if self._committer is not None:
            self._committer.settle(role)
        return self.log.writing_as(role)

    async def _later(self, role: str, stage: Callable[[Writer], Sequence[Event]]) -> list[Event]:
        if self._committer is None:
            from facilitate.workshop.recorder.shared_sync import (
                Committer,  # threads and a loop: only where there is one
            )

            self._committer = Committer(self)
        return await self._committer.commit(role, stage)

    def _unknown(self, events: Sequence[Event]) -> list[Event]:
        staged = {event.id for event in self.staged}
        return [event for event in events if event.id not in staged and self.timeline.event(event.id) is None]


def load(log: EventLog) -> Timeline:
    """Return the timeline of every event in the log.

    A hundred thousand events are as many objects that all stay: the garbage collector would look through them again and
    again (a third of the time) and find nothing, so it rests meanwhile.
    """
    resting = gc.isenabled()
    gc.disable()
    try:
        return Timeline.of(log.read())
    finally:
        if resting:
            gc.enable()
