"""Ways to win time back when the day runs past its end or past a start that cannot move.

Deterministic: from the minima and priorities of the programme alone. No way goes under a minimum or moves a fixed
start.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase, Priority
from facilitate.workshop.schedule.agenda import Agenda, AgendaLine, PhaseState
from facilitate.workshop.schedule.punctuality import Punctuality, delay

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


def _giving(agenda: Agenda, late: Punctuality) -> list[AgendaLine]:
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
