"""The hours of the programme corrected to those of the day as it really is: begun at another time, or slipping."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from facilitate.domain.acts.programme import PlanSet
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase, Plan
from facilitate.workshop.schedule.agenda import Agenda
from facilitate.workshop.schedule.planned import FAR
from facilitate.workshop.schedule.punctuality import delay, slipping

_MINUTE = timedelta(minutes=1)
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Slip:
    """What is to come is planned so many minutes later, from a `phase` on; no phase where no planned hour is.

    `moves` are the fixed starts and the announced end, as the programme says them.
    """

    minutes: int
    phase: str
    moves: tuple[PlanSet, ...]


def slip(agenda: Agenda, plan: Plan) -> Slip | None:
    """Return what lets the day slip by its delay: all that follows, fixed starts and the planned end with it.

    What is late moves to where it is expected, all else with the planned hours.
    """
    late = delay(agenda)
    if late is None:
        return None
    found = slipping(agenda, late)
    moves = []
    for line in found.lines:
        is_late = late.phase is not None and line.phase.key == late.phase.key
        if line.phase.starts_at and (by := late.minutes if is_late else found.minutes):
            moves.append(_set(f"phases/{line.phase.key}/starts_at", line.phase.starts_at, by))
    end = late.minutes if late.phase is None else found.minutes
    if plan.ends_at and end:
        moves.append(_set("ends_at", plan.ends_at, end))
    elif plan.ends_at is None and late.phase is None and not found.minutes:
        # Else the end is that of the phases, and slips with them.
        moves.append(_set("ends_at", (late.limit - agenda.shift).time(), late.minutes))
    if moves:
        moves = [*_begun_at(agenda, plan), *moves]
    return Slip(found.minutes, found.lines[0].phase.key if found.minutes else "", tuple(moves))


def _begun_at(agenda: Agenda, plan: Plan) -> Iterator[PlanSet]:
    """Yield when the day began, where the programme does not say: by that, an end and fixed starts find their day."""
    begun = min((line.real_start for line in agenda.lines if line.real_start), default=None)
    if plan.starts_at is None and begun:
        start = begun.replace(second=0, microsecond=0)
        yield _set("starts_at", start.time())
        # Before the start, it would be waited for until tomorrow.
        before = (line for line in agenda.lines if line.fixed and line.fixed < start)
        yield from (PlanSet(f"phases/{line.phase.key}/starts_at", None) for line in before)


def moved_to(plan: Plan, now: datetime, *, with_fixed: bool) -> tuple[PlanSet, ...]:
    """Return what moves the day to a moment: its date, and its hours where that is far from the planned one.

    Fixed starts move too `with_fixed`; else they keep their hour, and those that have gone by are fixed no more.
    """
    by, day = _later_by(plan.starts_at, now) if plan.starts_at else 0, now
    if not hours_move(plan, now):
        by, day = 0, now - by * _MINUTE
    moves = [PlanSet("date", day.date().isoformat())] if plan.date and plan.date != day.date() else []
    if by:
        moves += _hours_moved(plan, by, with_fixed=with_fixed)
        # At its own hour it would be waited for until tomorrow.
        missed = () if with_fixed else gone_by(plan, now)
        moves += [PlanSet(f"phases/{phase.key}/starts_at", None) for phase in missed]
    return tuple(moves)


def hours_move(plan: Plan, now: datetime) -> bool:
    """Tell whether a day that begins now has other hours than the programme, and not only another date."""
    return plan.starts_at is not None and abs(_later_by(plan.starts_at, now)) * _MINUTE >= FAR


def gone_by(plan: Plan, now: datetime) -> tuple[Phase, ...]:
    """Return the phases whose fixed start could not keep its hour on a day that begins now."""
    planned = plan.starts_at
    fixed = ((phase, phase.starts_at) for phase in plan.phases if phase.starts_at)
    return tuple(phase for phase, at in fixed if planned and _after(planned, at) < _later_by(planned, now))


def _hours_moved(plan: Plan, by: int, *, with_fixed: bool) -> Iterator[PlanSet]:
    if plan.starts_at:
        yield _set("starts_at", plan.starts_at, by)
    if plan.ends_at:
        yield _set("ends_at", plan.ends_at, by)
    for phase in plan.phases:
        if phase.starts_at and with_fixed:
            yield _set(f"phases/{phase.key}/starts_at", phase.starts_at, by)


def _later_by(planned: time, now: datetime) -> int:
    """Return how many minutes a moment is after an hour of the clock: at most half a day, less than nothing before."""
    return (now.hour * 60 + now.minute - planned.hour * 60 - planned.minute + _DAY // 2) % _DAY - _DAY // 2


def _after(planned: time, at: time) -> int:
    """Return how many minutes after the planned start a fixed start is; after midnight it is on the next day."""
    return (at.hour * 60 + at.minute - planned.hour * 60 - planned.minute) % _DAY


def _set(path: str, hour: time, by: int = 0) -> PlanSet:
    at = (hour.hour * 60 + hour.minute + by) % _DAY
    return PlanSet(path, f"{at // 60:02}:{at % 60:02}:00")
