"""The one way to find the table that somebody names, by its number or its name."""

from __future__ import annotations

import re

from facilitate.domain.errors import N_, Refused
from facilitate.domain.programme.plan import Phase, Plan
from facilitate.domain.text import folded

_NUMBERED = r"(?:t|table\s+)?(-?[0-9]{1,9})"


def table_number(typed: str) -> int | None:
    """Return the number in `3`, `T3` or `table 3`; None for any other text."""
    found = re.fullmatch(_NUMBERED, typed.strip(), re.IGNORECASE)
    return int(found[1]) if found else None


def tables_called(plan: Plan, name: str, phase: Phase | None = None) -> list[int]:
    """Return the numbers of the tables of that name: in that phase, if it has one, else in all; each once."""
    wanted = folded(name.strip())
    if phase and (found := [each.number for each in phase.table_setups if folded(each.name.strip()) == wanted]):
        return found
    setups = (setup for each in plan.tables_phases for setup in each.table_setups)
    return list(dict.fromkeys(setup.number for setup in setups if setup.name and folded(setup.name.strip()) == wanted))


def table_named(plan: Plan, name: str, phase: Phase | None = None) -> int:
    """Return the number of the table that somebody calls by number or name; raises `Refused` for none or several.

    A number beyond those of the programme is returned as it is: whoever uses it knows what there is.
    """
    if (number := table_number(name)) is not None:
        return number
    found = tables_called(plan, name, phase) if name.strip() else []
    if len(found) == 1:
        return found[0]
    if found:
        numbers = ", ".join(map(str, found))
        raise Refused(N_("Several tables are called “{name}”: give a number ({tables})."), name=name, tables=numbers)
    names = dict.fromkeys(setup.name for each in plan.tables_phases for setup in each.table_setups if setup.name)
    if names:
        raise Refused(N_("Table “{name}” not found. Named tables: {names}."), name=name, names=", ".join(names))
    raise Refused(
        N_("Table “{name}” not found: give its number (tables of this session: 1 to {tables})."),
        name=name,
        tables=max(plan.tables, 1),
    )


def table_names(plan: Plan, phase: Phase | None = None) -> dict[str, int]:
    """Return the numbers of tables by their names: those of that phase, and those of others that are not ambiguous."""
    names = (setup.name for each in plan.tables_phases for setup in each.table_setups if setup.name)
    found = {name: tables_called(plan, name, phase) for name in names}
    return {name: numbers[0] for name, numbers in found.items() if len(numbers) == 1}
