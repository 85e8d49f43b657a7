"""Rounds inside the tables' phase: which one it is, and how long it still lasts."""

from __future__ import annotations

from datetime import timedelta

from facilitate.domain.frozen import dataclass
from facilitate.domain.values.phases import ZERO
from facilitate.workshop.schedule.agenda import AgendaLine


@dataclass(frozen=True, slots=True)
class RoundNow:
    """Where the phase is: in round `number` of `of`, or in the change-over after it; `left` of that part."""

    number: int
    of: int
    changing: bool
    left: timedelta


def round_now(line: AgendaLine) -> RoundNow | None:
    """Return the round a phase is in, by the time its clock has run; None where there is only one, or its time is up.

    All rounds are equally long: what the phase is given, without the change-overs, in equal parts.
    """
    phase = line.phase
    if phase.rounds < 2 or line.real_start is None or line.real_end or line.left <= ZERO:  # noqa: PLR2004 -- one round is none
        return None
    change = timedelta(minutes=phase.changeover)
    length = max(ZERO, line.allotted - change * (phase.rounds - 1)) / phase.rounds
    at = line.elapsed
    for number in range(1, phase.rounds + 1):
        if at < length or number == phase.rounds:
            return RoundNow(number, phase.rounds, changing=False, left=length - at)
        at -= length
        if at < change:
            return RoundNow(number, phase.rounds, changing=True, left=change - at)
        at -= change
    return None
