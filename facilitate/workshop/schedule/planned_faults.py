"""What of the planned hours does not fit together: holes, overlaps, and phases that do not fill the announced time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from facilitate.domain.errors import N_, Message, Minutes
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase, Plan
from facilitate.domain.text import one_line
from facilitate.workshop.schedule.planned import NO_SLIPS, PlannedDay, PlannedPhase, planned_day

_MINUTE = timedelta(minutes=1)
_HALF_A_DAY = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class HourFault:
    """One place where the hours do not fit; `where` is its path in the programme.

    `todo` names the phases that are meant; the `value` at `path` would mend it, and is nothing where none does.
    """

    where: str
    phase: Phase
    why: Message
    todo: Message
    path: str
    value: str


def hour_faults(plan: Plan, now: datetime, slips: Mapping[str, int] = NO_SLIPS) -> tuple[HourFault, ...]:
    """Return them in the order of the day; none where the programme does not say when it begins."""
    if plan.starts_at is None or not plan.phases:
        return ()
    day = planned_day(plan, now, slips=slips)
    return (*_at_the_start(day), *_at_fixed_starts(day.phases), *_at_the_end(plan, day.phases, day.end))


def _at_the_start(day: PlannedDay) -> Iterator[HourFault]:
    first = day.phases[0]
    if first.fixed is None or first.fixed == day.start:
        return
    params = {"phase": one_line(first.phase.title), "time": first.fixed.time(), "start": day.start.time()}
    why = Message(N_("The day begins at {start}, but its first phase, “{phase}”, has a fixed start at {time}."), params)
    todo = Message(N_("Correct the start of the day, or the fixed start of “{phase}”."), params)
    yield HourFault("starts_at", first.phase, why, todo, "starts_at", first.fixed.time().isoformat())


def _at_fixed_starts(phases: tuple[PlannedPhase, ...]) -> Iterator[HourFault]:
    for before, after in pairwise(phases):
        if after.fixed is None or after.fixed == before.end:
            continue
        gap = (after.fixed - before.end) // _MINUTE
        if after.fixed - before.end >= _HALF_A_DAY:  # meant before the phases that come before it
            gap -= 24 * 60
        params = {
            "phase": one_line(after.phase.title),
            "before": one_line(before.phase.title),
            "time": after.fixed.time(),
            "end": before.end.time(),
            "minutes": Minutes(abs(gap)),
        }
        why = N_("“{before}” ends at {end}, {minutes} before the fixed start of “{phase}” ({time}).")
        todo = N_("Make “{before}” longer, or correct the fixed start of “{phase}”.")
        if gap < 0:
            why = N_("“{before}” ends at {end}, {minutes} after the fixed start of “{phase}” ({time}).")
            todo = N_("Shorten “{before}”, or correct the fixed start of “{phase}”.")
        where = f"phases/{after.phase.key}/title"
        yield HourFault(where, after.phase, Message(why, params), Message(todo, params), *_lasting(before.phase, gap))


def _at_the_end(plan: Plan, phases: tuple[PlannedPhase, ...], announced: datetime) -> Iterator[HourFault]:
    last = phases[-1]
    gap = (announced - last.end) // _MINUTE
    if plan.ends_at is None or not gap:
        return
    params = {
        "phase": one_line(last.phase.title),
        "last": last.end.time(),
        "end": announced.time(),
        "minutes": Minutes(abs(gap)),
    }
    why = N_("The phases end at {last}, {minutes} before the planned end ({end}).")
    todo = N_("Make “{phase}” longer, or correct the planned end.")
    if gap < 0:
        why = N_("The phases end at {last}, after the planned end ({end}).")
        todo = N_("Shorten “{phase}”, or correct the planned end.")
    yield HourFault("ends_at", last.phase, Message(why, params), Message(todo, params), *_lasting(last.phase, gap))


def _lasting(phase: Phase, longer: int) -> tuple[str, str]:
    """Return where the minutes of a phase stand, and so many more; nothing where none would be left."""
    minutes = phase.minutes + longer
    return f"phases/{phase.key}/minutes", str(minutes) if minutes > 0 else ""
