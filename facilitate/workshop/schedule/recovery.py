"""Ways to win time back when the day runs past its end or past a start that cannot move.

Deterministic: from the minima and priorities of the programme alone. No way goes under a minimum or moves a fixed
start.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase, Priority
from facilitate.workshop.schedule.agenda import Agenda, AgendaLine, PhaseState

_MINUTE = timedelta(minutes=1)
_ORDER = tuple(Priority)


@dataclass(frozen=True, slots=True)
class Cut:
    """A phase that gives time: `minutes` are what it has then."""

    phase: Phase
    taken: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Recovery:
    """One way to win time; `enough` tells whether it wins all that is missing."""

    cuts: tuple[Cut, ...]
    gained: int
    enough: bool


@dataclass(frozen=True, slots=True)
class Delay:
    """What will not be on time: the announced end (no phase), or a phase with a fixed start; late by whole minutes."""

    phase: Phase | None
    limit: datetime
    minutes: int


def delay(agenda: Agenda) -> Delay | None:
    """Return the first thing that will be late by a minute or more, if something will."""
    if not agenda.begun:
        return None
    for line in agenda.lines:
        if line.state is PhaseState.TO_COME and line.fixed and (late := minutes_late(line.expected_start - line.fixed)):
            return Delay(line.phase, line.fixed, late)
    late = minutes_late(agenda.projected_end - agenda.planned_end)
    return Delay(None, agenda.planned_end, late) if late and not agenda.over else None


def recoveries(agenda: Agenda) -> tuple[Recovery, ...]:
    """At most three ways: one phase alone, the least important first, all of them a little."""
    late = delay(agenda)
    if late is None:
        return ()
    slack = {line.number: _slack(line) for line in _giving(agenda, late)}
    slack = {number: minutes for number, minutes in slack.items() if minutes}
    needed = min(late.minutes, sum(slack.values()))
    if not needed:
        return ()
    lines = {line.number: line for line in agenda.lines}
    ways = (_alone(slack, needed, lines), _in_order(slack, needed, lines), _shared(slack, needed))
    distinct = [way for place, way in enumerate(ways) if way and way not in ways[:place]]
    return tuple(_recovery(way, lines, late.minutes) for way in distinct)


def _giving(agenda: Agenda, late: Delay) -> list[AgendaLine]:
    """Return the phases whose time counts: those before what is late, and after the last start that is waited for."""
    lines = list(agenda.lines)
    if late.phase is not None:
        lines = lines[: next(place for place, line in enumerate(lines) if line.phase.key == late.phase.key)]
    waits = [place for place, line in enumerate(lines) if _waits(line)]
    lines = lines[waits[-1] :] if waits else lines
    return [line for line in lines if line.state in (PhaseState.RUNNING, PhaseState.PAUSED, PhaseState.TO_COME)]


def _waits(line: AgendaLine) -> bool:
    return line.state is PhaseState.TO_COME and bool(line.fixed and line.ready and line.ready < line.fixed)


def _slack(line: AgendaLine) -> int:
    """Return the whole minutes a phase can give: down to its minimum, and not what has gone by."""
    spare = line.allotted - timedelta(minutes=line.phase.least)
    return max(0, min(spare, line.left) // _MINUTE)


def _alone(slack: Mapping[int, int], needed: int, lines: Mapping[int, AgendaLine]) -> dict[int, int]:
    able = [number for number, minutes in slack.items() if minutes >= needed]
    best = min(able, key=lambda number: (_rank(lines[number]), -slack[number], number), default=None)
    return {} if best is None else {best: needed}


def _in_order(slack: Mapping[int, int], needed: int, lines: Mapping[int, AgendaLine]) -> dict[int, int]:
    taken: dict[int, int] = {}
    for number in sorted(slack, key=lambda number: (_rank(lines[number]), -slack[number], number)):
        if needed:
            taken[number] = min(slack[number], needed)
            needed -= taken[number]
    return dict(sorted(taken.items()))


def _shared(slack: Mapping[int, int], needed: int) -> dict[int, int]:
    """In proportion to what each can give, in whole minutes (largest remainders; of equals, the earlier phase)."""
    total = sum(slack.values())
    taken = {number: minutes * needed // total for number, minutes in slack.items()}
    rest = sorted(slack, key=lambda number: (-(slack[number] * needed % total), number))
    for number in rest[: needed - sum(taken.values())]:
        taken[number] += 1
    return {number: minutes for number, minutes in taken.items() if minutes}


def _rank(line: AgendaLine) -> int:
    return _ORDER.index(line.phase.priority)


def _recovery(taken: Mapping[int, int], lines: Mapping[int, AgendaLine], missing: int) -> Recovery:
    cuts = tuple(
        Cut(lines[number].phase, minutes, lines[number].allotted // _MINUTE - minutes)
        for number, minutes in sorted(taken.items())
    )
    gained = sum(taken.values())
    return Recovery(cuts, gained, gained >= missing)


def minutes_late(span: timedelta) -> int:
    """Return a delay in whole minutes, rounded up: what has to be cut. Less than a minute is none."""
    return -(-span // _MINUTE) if span >= _MINUTE else 0


def minutes_early(span: timedelta) -> int:
    """Return the whole minutes by which something is early; none where it is late."""
    return max(-span // _MINUTE, 0)


def end_of(agenda: Agenda) -> datetime:
    """Return when the day ended; before that when it will, and where it is late the minute it is over by."""
    late = max(agenda.drift, agenda.projected_end - agenda.planned_end)
    return at_the_latest(agenda.projected_end) if minutes_late(late) and not agenda.over else agenda.projected_end


def at_the_latest(moment: datetime) -> datetime:
    """Return the first whole minute that is not before a moment: the hour to announce."""
    begun = moment.replace(second=0, microsecond=0)
    return begun if begun == moment else begun + _MINUTE
