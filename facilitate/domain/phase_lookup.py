"""The one way to find the phase that somebody names."""

from __future__ import annotations

from contextlib import suppress

from facilitate.domain.errors import N_, Refused
from facilitate.domain.numbers import position_named
from facilitate.domain.programme.plan import Phase, Plan
from facilitate.domain.text import folded


def phase_named(plan: Plan, name: str) -> Phase:
    """Return the phase of that key, number in the agenda (from 1) or title, whatever its capitals; raises `Refused`."""
    if found := plan.phase(name):
        return found
    place = position_named(name, len(plan.phases))
    if place is not None:
        return plan.phases[place]
    titled = [phase for phase in plan.phases if folded(phase.title) == folded(name.strip())]
    if len(titled) == 1:
        return titled[0]
    unknown = N_("Phase “{name}” not found. Phases of this session: {known}.")
    raise Refused(unknown, name=name, known=phases_told(plan))


def phases_told(plan: Plan) -> str:
    """Return the phases by number and title, each of which names one on the command line."""
    return ", ".join(f"{number}. {phase.title}" for number, phase in enumerate(plan.phases, 1))


def path_of_phase(plan: Plan, path: str) -> str:
    """Return a path in the programme with the key of the phase that it names by its number or title (`phases/4`)."""
    holder, _slash, rest = path.partition("/")
    if holder != "phases" or not rest:
        return path
    # A title may hold a slash.
    steps = rest.split("/")
    for length in range(len(steps), 0, -1):
        with suppress(Refused):
            key = phase_named(plan, "/".join(steps[:length])).key
            return "/".join((holder, key, *steps[length:]))
    return path


def tables_phase_named(plan: Plan, name: str) -> Phase:
    """Return the phase of that name in which tables work; raises `Refused` where it is none of these."""
    phase = phase_named(plan, name)
    if not phase.tables:
        known = ", ".join(
            f"{number}. {each.title}" for number, each in enumerate(plan.phases, 1) if each in plan.tables_phases
        )
        raise Refused(
            N_("“{phase}” has no tables, so no ideas. Phases with tables: {known}."),
            phase=phase.title,
            known=known or "∅",
        )
    return phase
