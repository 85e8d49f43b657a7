"""Where the day is: planned against real times, what is left, what is over, and when it will end.

Planned hours are those of `planned.py`.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from enum import StrEnum

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.domain.values.phases import ZERO, Run
from facilitate.workshop.schedule.planned import FAR, PlannedPhase, planned_day

_NONE = Run()


class PhaseState(StrEnum):
    """Where a phase stands. SKIPPED: a later one has begun without it."""

    TO_COME = "to_come"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One phase against the clock. `left` is negative when it is over its time.

    It has no planned hours where nobody planned any.
    `fixed` is a start that cannot move, `ready` when what comes before is expected to be over.
    `moved`: its planned hours are not those of the programme, for the day began far from them, or was let slip.
    `given` is what was added to it, or taken, while it was on (`Run.given`), `cut` when its rounds were ended early.
    """

    phase: Phase
    number: int
    state: PhaseState
    planned_start: datetime | None
    planned_end: datetime | None
    real_start: datetime | None
    real_end: datetime | None
    expected_start: datetime
    expected_end: datetime
    allotted: timedelta
    elapsed: timedelta
    left: timedelta
    extra: int
    fixed: datetime | None = None
    ready: datetime | None = None
    given: tuple[tuple[timedelta, int], ...] = ()
    cut: tuple[timedelta, ...] = ()
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """The whole day.

    `planned_end` is the announced end, which the phases need not fill, or nothing where no hour was said;
    `announced` tells that somebody said it, and it is not only counted from the start of the day.
    `moved`: it is played on another day.
    `shift` is how far its planned hours are from those of the programme then;
    `gone_by`: its start is long past and nothing has begun, so that nobody knows when it will be: expected hours are
    those of a day that begins now;
    `planned_for` is what the programme goes on saying of when a day begins whose planned hours are moved; else None.
    """

    lines: tuple[AgendaLine, ...]
    current: AgendaLine | None
    next: AgendaLine | None
    planned_end: datetime | None
    projected_end: datetime
    moved: bool
    begun: bool
    planned_for: time | None = None
    announced: bool = True
    shift: timedelta = ZERO
    gone_by: bool = False

    @property
    def over(self) -> bool:
        """Whether the last phase has ended, so that `projected_end` is when it did."""
        return self.begun and self.current is None and self.next is None


def agenda(session: Session, now: datetime) -> Agenda:
    """Return the agenda as it stands at a moment, in that moment's time zone."""
    # Times of the plan are read by the clock on the wall, which may change overnight; from there on all times have one
    # offset, for a difference of two times of a changing zone is that of their digits.
    starts = [run.started_at for run in session.runs.values() if run.started_at]
    first = min(starts, default=None)
    planned = planned_day(session.plan, now, first, session.slips)
    now = now.astimezone(timezone(now.utcoffset() or timedelta()))
    furthest = session.reached
    lines: list[AgendaLine] = []
    cursor = first or max(planned.start, now)
    for place, slot in enumerate(planned.phases):
        run = session.runs.get(slot.phase.key, _NONE)
        state = _state(session, slot.phase, run, later=place < furthest)
        line = _line(slot, place + 1, state, run, cursor, now)
        lines.append(line)
        cursor = max(cursor, line.expected_end)
    current = next((line for line in lines if line.phase.key == session.current), None)
    to_come = [line for line in lines if line.state is PhaseState.TO_COME]
    following = next((line for line in to_come if current is None or line.number > current.number), None)
    before = session.plan.starts_at if planned.shift else None
    end = planned.end if session.plan.starts_at or planned.phases_with_hours else None
    begun, announced = first is not None, bool(session.plan.starts_at and session.plan.ends_at)
    gone_by = not begun and now - planned.start >= FAR
    return Agenda(
        tuple(lines), current, following, end, cursor, planned.moved, begun, before, announced, planned.shift, gone_by
    )


def _line(slot: PlannedPhase, number: int, state: PhaseState, run: Run, cursor: datetime, now: datetime) -> AgendaLine:
    phase, fixed = slot.phase, slot.fixed
    allotted = run.allotted(phase.minutes)
    elapsed = run.elapsed(now)
    left = allotted - elapsed
    zone = now.tzinfo
    real_start = run.started_at.astimezone(zone) if run.started_at else None
    real_end = run.ended_at.astimezone(zone) if run.ended_at else None
    if state in (PhaseState.RUNNING, PhaseState.PAUSED):
        expected = (real_start or now, now + max(left, ZERO))
    elif state is PhaseState.TO_COME:
        begins = max(cursor, now, fixed or now)
        expected = (begins, begins + allotted)
    else:
        expected = (real_start or cursor, real_end or cursor)
    return AgendaLine(
        phase,
        number,
        state,
        slot.start if slot.has_hours else None,
        slot.end if slot.has_hours else None,
        real_start,
        real_end,
        *expected,
        allotted,
        elapsed,
        left,
        run.extra,
        fixed,
        max(cursor, now),
        run.given,
        run.cut,
        slot.moved,
    )


def _state(session: Session, phase: Phase, run: Run, *, later: bool) -> PhaseState:
    if session.current == phase.key:
        return PhaseState.RUNNING if run.running else PhaseState.PAUSED
    if run.ended:
        return PhaseState.DONE
    return PhaseState.SKIPPED if later else PhaseState.TO_COME


class Urgency(StrEnum):
    """How near its end a phase is: the last fifth, the last twentieth, past it."""

    CALM = "calm"
    SOON = "soon"
    NOW = "now"
    OVER = "over"


def urgency(line: AgendaLine) -> Urgency:
    """Return how urgent the end of a phase is."""
    if line.left < ZERO:
        return Urgency.OVER
    if line.left * 20 <= line.allotted:
        return Urgency.NOW
    return Urgency.SOON if line.left * 5 <= line.allotted else Urgency.CALM


def share_elapsed(line: AgendaLine) -> float:
    """Return how much of its time a phase has had, from 0 to 1; 1 for one that has no time."""
    return min(1.0, max(0.0, line.elapsed / line.allotted)) if line.allotted > ZERO else 1.0
