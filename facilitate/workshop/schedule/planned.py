"""The hours as planned: when the programme alone has the day begin and end, and each phase of it.

Every door that shows planned hours takes them from here. They are on the programme's own day. When the event is really
played at another time (twelve hours or more away), the whole day is moved to the real start, fixed starts too: what
counts then is the order and the durations.

Where the programme has no start, nothing is planned before the day begins but a fixed start and what follows it; then
hours are counted from when the first phase began.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from types import MappingProxyType

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase, Plan

_ANOTHER_DAY = timedelta(hours=12)
FAR = timedelta(hours=3)  # from the planned start; what is nearer is a day that begins late or early
_DAY = timedelta(days=1)
NO_SLIPS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PlannedPhase:
    """A phase with its planned hours; `fixed` is a start that cannot move, on the day the agenda is on.

    They are `moved` where the whole day is, or where all from this phase on, or from an earlier one, was let slip.
    Where it has no hours, these are only reckoned: nobody planned them.
    """

    phase: Phase
    start: datetime
    end: datetime
    fixed: datetime | None
    has_hours: bool
    moved: bool = False


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """All planned hours, in one offset. `end` is the announced end, else that of the last phase.

    `shift` is how far the whole day is moved from the hours of the programme; `moved` tells that it is on another date.
    """

    start: datetime
    end: datetime
    phases: tuple[PlannedPhase, ...]
    moved: bool
    shift: timedelta

    @property
    def phases_with_hours(self) -> tuple[PlannedPhase, ...]:
        """The phases whose hours were planned: none where nobody said when the day begins."""
        return tuple(each for each in self.phases if each.has_hours)


def planned_day(
    plan: Plan, now: datetime, first: datetime | None = None, slips: Mapping[str, int] = NO_SLIPS
) -> PlannedDay:
    """Return the planned hours in the zone of a moment; `first` is when the first phase really began, if one has.

    `slips` are those of the session: the minutes by which all that follows was let slip, by the phase from which on.
    """
    zone = now.tzinfo
    offset = timezone(now.utcoffset() or timedelta())
    start, shift = _start(plan, now.astimezone(offset), first, zone)
    phases = tuple(_phases(plan, start, shift, zone, slips, begun=first is not None))
    end = _announced_end(plan, start, shift, zone) or (phases[-1].end if phases else start)
    moved = first is not None and plan.date is not None and start.astimezone(zone).date() != plan.date
    return PlannedDay(start, end, phases, moved, shift)


def off_plan(plan: Plan, now: datetime) -> timedelta | None:
    """Return how far a day that begins now is from the planned start, where that is so far that it may be a trial."""
    if plan.starts_at is None:
        return now.date() - plan.date if plan.date and plan.date != now.date() else None
    off = now - planned_day(plan, now).start
    return off if abs(off) >= FAR else None


def _start(plan: Plan, now: datetime, first: datetime | None, zone: tzinfo | None) -> tuple[datetime, timedelta]:
    """Return when the plan has the day begin, and how far that is from its own hour."""
    real = first.astimezone(now.tzinfo) if first else None
    begun = (real or now).replace(second=0, microsecond=0)
    if plan.starts_at is None:
        return begun if real else _before_fixed(plan, now, zone) or begun, timedelta()
    planned = _on(plan.date or (real or now).astimezone(zone).date(), plan.starts_at, now, zone)
    if real is None or abs(real - planned) < _ANOTHER_DAY:
        return planned, timedelta()  # a day that has not begun is planned where the programme says, also when gone by
    return begun, begun - planned


def _before_fixed(plan: Plan, now: datetime, zone: tzinfo | None) -> datetime | None:
    """Return when to begin so that the first fixed start is kept; nothing where there is none."""
    minutes = 0
    for phase in plan.phases:
        if phase.starts_at:
            day = plan.date or now.astimezone(zone).date()
            return _on(day, phase.starts_at, now, zone) - timedelta(minutes=minutes)
        minutes += phase.minutes
    return None


def _phases(
    plan: Plan, start: datetime, shift: timedelta, zone: tzinfo | None, slips: Mapping[str, int], *, begun: bool
) -> Iterator[PlannedPhase]:
    cursor, has_hours, moved = start, begun or plan.starts_at is not None, bool(shift)
    # Where nobody said when the day begins, it may have begun after a fixed start, which is late and not tomorrow's.
    since = start - _ANOTHER_DAY if begun and plan.starts_at is None else start
    for phase in plan.phases:
        fixed = _fixed(phase, since, start, shift, zone)
        cursor += timedelta(minutes=slips.get(phase.key, 0))
        moved = moved or bool(slips.get(phase.key))
        begins = max(cursor, fixed or cursor)
        cursor = begins + timedelta(minutes=phase.minutes)
        has_hours = has_hours or fixed is not None
        yield PlannedPhase(phase, begins, cursor, fixed, has_hours, moved)


def _fixed(phase: Phase, since: datetime, start: datetime, shift: timedelta, zone: tzinfo | None) -> datetime | None:
    """Return the fixed start of a phase, not before a moment; after midnight it is on the next day."""
    if phase.starts_at is None:
        return None
    wanted = start - shift
    day = wanted.astimezone(zone).date()
    at = _on(day, phase.starts_at, start, zone)
    return (at if at >= since - shift else _on(day + _DAY, phase.starts_at, start, zone)) + shift


def _announced_end(plan: Plan, start: datetime, shift: timedelta, zone: tzinfo | None) -> datetime | None:
    """Return the announced end; a moved day is as long as was announced."""
    if plan.ends_at is None or plan.starts_at is None:
        return None
    day = (start - shift).astimezone(zone).date() + timedelta(days=plan.ends_at <= plan.starts_at)
    return _on(day, plan.ends_at, start, zone) + shift


def _on(day: date, hour: time, like: datetime, zone: tzinfo | None) -> datetime:
    """Return an hour of the wall clock on a day, in the offset of another moment."""
    return datetime.combine(day, hour, tzinfo=zone).astimezone(like.tzinfo)
