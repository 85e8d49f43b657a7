"""Where the day is: planned against real times, what is left, what is over, and when it will end.

The plan's times are on its own date. When the event is really played at another time (twelve hours or more away), the
plan is moved so that it begins when the event did: what counts then is the order and the durations.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase, Plan
from facilitate.domain.session import Session
from facilitate.domain.values.phases import ZERO, Run

_ANOTHER_DAY = timedelta(hours=12)
_NONE = Run()
Slot = tuple[datetime, datetime | None]  # when a phase is planned to begin, and when it must


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

    `fixed` is a start that cannot move, `ready` when what comes before is expected to be over.
    `given` is what was added to it, or taken, while it was on (`Run.given`).
    """

    phase: Phase
    number: int
    state: PhaseState
    planned_start: datetime
    planned_end: datetime
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


@dataclass(frozen=True, slots=True)
class Agenda:
    """The whole day.

    `planned_end` is the announced end, which the phases need not fill; `moved`: it is played on another day.
    """

    lines: tuple[AgendaLine, ...]
    current: AgendaLine | None
    next: AgendaLine | None
    planned_end: datetime
    projected_end: datetime
    moved: bool
    begun: bool
    announced_start: time | None = None  # what the programme says, also of a day that is moved

    @property
    def planned_for(self) -> time | None:
        """What the programme goes on saying of when a day begins that is played at another hour; else None."""
        first = self.lines[0].planned_start.time() if self.lines else None
        return self.announced_start if self.moved and first != self.announced_start else None

    @property
    def over(self) -> bool:
        """Whether the last phase has ended, so that `projected_end` is when it did."""
        return self.begun and self.current is None and self.next is None


def agenda(session: Session, now: datetime) -> Agenda:
    """Return the agenda as it stands at a moment, in that moment's time zone."""
    plan = session.plan
    # Times of the plan are read by the clock on the wall, which may change overnight; from there on all times have one
    # offset, for a difference of two times of a changing zone is that of their digits.
    zone = now.tzinfo
    now = now.astimezone(timezone(now.utcoffset() or timedelta()))
    starts = [run.started_at for run in session.runs.values() if run.started_at]
    first = min(starts, default=None)
    start, moved = _planned_start(plan, now, first, zone)
    furthest = session.reached
    lines: list[AgendaLine] = []
    planned, cursor = start, first or max(start, now)
    for place, phase in enumerate(plan.phases):
        run = session.runs.get(phase.key, _NONE)
        state = _state(session, phase, run, later=place < furthest)
        fixed = _fixed(phase, start, zone)
        slot = (max(planned, fixed or planned), fixed)
        line = _line(phase, place + 1, state, run, slot, cursor, now)
        lines.append(line)
        planned = line.planned_end
        cursor = max(cursor, line.expected_end)
    current = next((line for line in lines if line.phase.key == session.current), None)
    announced = _announced_end(plan, start, planned, zone)
    to_come = [line for line in lines if line.state is PhaseState.TO_COME]
    following = next((line for line in to_come if current is None or line.number > current.number), None)
    begun = first is not None
    return Agenda(tuple(lines), current, following, announced, cursor, moved, begun, plan.starts_at)


def _line(
    phase: Phase, number: int, state: PhaseState, run: Run, slot: Slot, cursor: datetime, now: datetime
) -> AgendaLine:
    planned, fixed = slot
    allotted = run.allotted(phase.minutes)
    elapsed = run.elapsed(now)
    left = allotted - elapsed
    zone = now.tzinfo
    real_start = run.started_at.astimezone(zone) if run.started_at else None
    real_end = run.stopped_at.astimezone(zone) if run.ended and run.stopped_at else None
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
        planned,
        planned + timedelta(minutes=phase.minutes),
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
    )


def _fixed(phase: Phase, start: datetime, zone: tzinfo | None) -> datetime | None:
    """Return the fixed start of a phase on the day the agenda is on; after midnight it is on the next."""
    if phase.starts_at is None:
        return None
    at = datetime.combine(start.date(), phase.starts_at, tzinfo=zone).astimezone(start.tzinfo)
    return at if at >= start else at + timedelta(days=1)


def _state(session: Session, phase: Phase, run: Run, *, later: bool) -> PhaseState:
    if session.current == phase.key:
        return PhaseState.RUNNING if run.running else PhaseState.PAUSED
    if run.ended:
        return PhaseState.DONE
    return PhaseState.SKIPPED if later else PhaseState.TO_COME


def _planned_start(plan: Plan, now: datetime, first: datetime | None, zone: tzinfo | None) -> tuple[datetime, bool]:
    """Return when the plan says the day begins, in the zone of the room, and whether it was moved to the real day."""
    real = first.astimezone(now.tzinfo) if first else None
    wall = datetime.combine(plan.date or (real or now).date(), plan.starts_at or time(9), tzinfo=zone)
    planned = wall.astimezone(now.tzinfo)
    # Not begun, the plan stands until its day has gone by; begun (a rehearsal, a day put off), it is as it was played.
    far = abs(real - planned) if real else now - planned
    if plan.starts_at is None or far >= _ANOTHER_DAY:
        moved = (real or now).replace(second=0, microsecond=0)
        return moved, plan.date is not None and moved.date() != plan.date
    return planned, False


def _announced_end(plan: Plan, start: datetime, phases_end: datetime, zone: tzinfo | None) -> datetime:
    """Return the announced end, else the end of the last phase; a moved day is as long as was announced."""
    if plan.ends_at is None or plan.starts_at is None:
        return phases_end
    wall = start.astimezone(zone)
    begins = datetime.combine(wall.date(), plan.starts_at, tzinfo=zone)
    next_day = timedelta(days=plan.ends_at <= plan.starts_at)
    ends = datetime.combine(wall.date() + next_day, plan.ends_at, tzinfo=zone)
    return start + (ends.astimezone(start.tzinfo) - begins.astimezone(start.tzinfo))


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
