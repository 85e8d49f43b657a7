"""How late or early the day is: one number, of the moment it is measured by, which stands beside it at every door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase
from facilitate.workshop.schedule.agenda import Agenda, AgendaLine, PhaseState

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Punctuality:
    """What the day is measured by at a moment, and how late it is for that: `minutes`, less than nothing when early.

    It is a `phase` with a fixed start, or the announced end (no phase). The minutes are those between the `limit` and
    the time that is shown (`end_of`), so that whoever subtracts the two finds the same. The day is `ahead` when what
    comes before the limit goes faster than planned: minutes that no phase was given are to spare, and nobody is early.
    It is `overlong` before it begins where its phases take longer than was announced: nobody is late by that yet.
    """

    phase: Phase | None
    limit: datetime
    minutes: int
    ahead: bool = False
    overlong: bool = False


def punctuality(agenda: Agenda) -> Punctuality | None:
    """Return how the day stands: for the first fixed start it will miss, else its end where it will end late.

    Early, it is measured by the next fixed start, which is waited for, else by the announced end. Where no hour was
    planned, or all of it has gone by before anything began, it is neither.
    """
    if agenda.planned_end is None or agenda.gone_by:
        return None
    waited = [line for line in agenda.lines if line.state is PhaseState.TO_COME and line.fixed]
    for line in waited:
        if line.fixed and (late := (line.expected_start - line.fixed) // _MINUTE):
            return Punctuality(line.phase, line.fixed, late, overlong=_misses(agenda, line.planned_start, line.fixed))
    ahead = _is_ahead(agenda, agenda.lines, agenda.projected_end)
    overlong = _misses(agenda, agenda.lines[-1].planned_end, agenda.planned_end)
    end = Punctuality(None, agenda.planned_end, (end_of(agenda) - agenda.planned_end) // _MINUTE, ahead, overlong)
    early = [(line, line.fixed) for line in waited if line.fixed and _spare(line) >= _MINUTE]
    if end.minutes > 0 or not early:
        return end
    line, fixed = early[0]
    ahead = _is_ahead(agenda, agenda.lines[: agenda.lines.index(line)], line.ready)
    return Punctuality(line.phase, fixed, -(_spare(line) // _MINUTE), ahead)


def delay(agenda: Agenda) -> Punctuality | None:
    """Return what will be late by a minute or more, if something will: there is time to catch up until the end."""
    if not agenda.begun or agenda.over:
        return None
    found = punctuality(agenda)
    return found if found and found.minutes > 0 else None


@dataclass(frozen=True, slots=True)
class Slipping:
    """What would slip with a delay: these `lines`, to come, by so many `minutes`; none of either where nothing does.

    Minutes by which the programme itself misses what is late are in its planned hours already: those do not slip.
    """

    lines: tuple[AgendaLine, ...]
    minutes: int

    @property
    def sentence(self) -> str:
        """What is proposed, with the `duration` of `minutes`."""
        if self.minutes:
            return N_("push everything back by {duration}")
        return N_("let the fixed starts and the planned end follow the phases")


def slipping(agenda: Agenda, late: Punctuality) -> Slipping:
    """Return the phases to come that slip: all that follow the last fixed start that will be kept before the delay."""
    to_come = [line for line in agenda.lines if line.state is PhaseState.TO_COME]
    end = next((at for at, line in enumerate(to_come) if late.phase and line.phase.key == late.phase.key), len(to_come))
    kept = [at for at, line in enumerate(to_come[:end]) if line.fixed]
    lines = tuple(to_come[kept[-1] + 1 if kept else 0 :])
    planned = agenda.lines[-1].planned_end if late.phase is None else to_come[end].planned_start
    missed = max(0, (planned - late.limit) // _MINUTE) if planned else 0
    return Slipping(lines, max(0, late.minutes - missed) if lines else 0)


def end_of(agenda: Agenda) -> datetime:
    """Return when the day ended, or will, as it is shown: in whole minutes, like every hour that stands beside it."""
    return agenda.projected_end.replace(second=0, microsecond=0)


def _is_ahead(agenda: Agenda, lines: Sequence[AgendaLine], ready: datetime | None) -> bool:
    """Return whether these phases will be over before they were planned to be, and none of them is over its time."""
    if agenda.over:
        return True
    if not agenda.begun or (agenda.current and agenda.current.left < timedelta()):
        return False
    planned = [line.planned_end for line in lines if line.planned_end]
    return ready is not None and bool(planned) and max(planned) - ready >= _MINUTE


def _misses(agenda: Agenda, planned: datetime | None, limit: datetime) -> bool:
    """Return whether a day that has not begun misses a limit by its own programme, however punctual it is."""
    return not agenda.begun and planned is not None and planned > limit


def _spare(line: AgendaLine) -> timedelta:
    """Return how long a fixed start is waited for, from the minute in which it could begin; nothing where it is not."""
    if line.fixed is None or line.ready is None or line.ready >= line.fixed:
        return timedelta()
    return line.fixed - line.ready.replace(second=0, microsecond=0)
