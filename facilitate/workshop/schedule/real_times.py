"""When each phase was planned and when it really was, for the report: the same events tell the same times.

Planned is what was announced, however the day was moved or slipped since.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from facilitate.domain.acts.programme import announced_plan
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.values.phases import Run
from facilitate.workshop.schedule.agenda import PhaseState, agenda
from facilitate.workshop.schedule.planned import planned_day

# A moment as the clocks of the room told it, by the rules of its zone on that very day.
Room = Callable[[datetime], datetime]


@dataclass(frozen=True, slots=True)
class PhaseTimes:
    """One phase of the day, with the stretches in which it really was: more than one where others came between.

    There is none where it never began; the last has no end while the phase is not over. Pauses are part of a stretch.
    """

    title: str
    planned_start: datetime
    planned_end: datetime
    real: tuple[tuple[datetime, datetime | None], ...]
    skipped: bool


def phase_times(session: Session, room: Room) -> tuple[PhaseTimes, ...]:
    """Return the times of every phase; nothing before the first begins, for a plan alone has no day of its own."""
    begun = min((run.started_at for run in session.runs.values() if run.started_at), default=None)
    if begun is None:
        return ()
    # Seen from the day itself, so that nothing depends on when the report is made.
    now, plan = room(begun), announced_plan(session)
    # Without a start, hours are counted from when the first phase began: all have planned hours then.
    slots = planned_day(plan, now, None if plan.starts_at else begun).phases
    return tuple(
        PhaseTimes(
            line.phase.title,
            room(slot.start),
            room(slot.end),
            tuple((room(start), room(end) if end else None) for start, end in _stretches(session, line.phase.key)),
            line.state is PhaseState.SKIPPED,
        )
        for line, slot in zip(agenda(session, now).lines, slots, strict=True)
    )


def _stretches(session: Session, phase: str) -> list[tuple[datetime, datetime | None]]:
    """Return when a phase was on; it is one stretch unless another phase began before it went on."""
    run = session.runs.get(phase, Run())
    others = [start for key, other in session.runs.items() if key != phase for start, _end in other.spans]
    found: list[tuple[datetime, datetime | None]] = []
    for start, end in run.spans:
        before = found[-1] if found else None
        if before and before[1] and not any(before[1] <= other < start for other in others):
            found[-1] = (before[0], end)
        else:
            found.append((start, end))
    if found:
        found[-1] = (found[-1][0], run.ended_at)
    return found
