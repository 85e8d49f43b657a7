"""When each phase was planned and when it really was, for the report: the same events tell the same times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.workshop.schedule.agenda import AgendaLine, PhaseState, agenda

# A moment as the clocks of the room told it, by the rules of its zone on that very day.
Room = Callable[[datetime], datetime]


@dataclass(frozen=True, slots=True)
class PhaseTimes:
    """One phase of the day; without real times when it never began, without a real end while it is not over."""

    title: str
    planned_start: datetime
    planned_end: datetime
    real_start: datetime | None
    real_end: datetime | None
    skipped: bool


def phase_times(session: Session, room: Room) -> tuple[PhaseTimes, ...]:
    """Return the times of every phase; nothing before the first begins, for a plan alone has no day of its own."""
    begun = min((run.started_at for run in session.runs.values() if run.started_at), default=None)
    if begun is None:
        return ()
    # Seen from the day itself, so that nothing depends on when the report is made.
    # All have planned hours then.
    return tuple(
        _times(line, room(line.planned_start), room(line.planned_end), room)
        for line in agenda(session, room(begun)).lines
        if line.planned_start and line.planned_end
    )


def _times(line: AgendaLine, start: datetime, end: datetime, room: Room) -> PhaseTimes:
    return PhaseTimes(
        line.phase.title,
        start,
        end,
        room(line.real_start) if line.real_start else None,
        room(line.real_end) if line.real_end else None,
        line.state is PhaseState.SKIPPED,
    )
