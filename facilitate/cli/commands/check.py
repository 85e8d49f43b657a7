"""`check`: what would embarrass the organiser, before it is printed."""

from __future__ import annotations

import typer

from facilitate.cli import options as o
from facilitate.cli.columns import wrapped
from facilitate.cli.door import Door, door_of
from facilitate.cli.output import ExitCode
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_
from facilitate.workshop.audit import Finding, Severity, audit

_HEADINGS = {Severity.SERIOUS: N_("To mend before it goes out"), Severity.DOUBTFUL: N_("To look at")}
_MARKS = {Severity.SERIOUS: "✗", Severity.DOUBTFUL: "·"}


def check(ctx: typer.Context, session: o.SessionName) -> ExitCode:
    door = door_of(ctx)
    slug = door.house.find(session)
    found = audit(door.house.session(slug))
    if door.out.json:
        door.out.data({"session": slug, "findings": [_data(door, each) for each in found]})
    else:
        _show(door, found)
    return ExitCode.REFUSED if any(each.severity is Severity.SERIOUS for each in found) else ExitCode.DONE


def _data(door: Door, found: Finding) -> dict[str, str]:
    told = {name: door.language.message(getattr(found, name)) for name in ("where", "why", "todo")}
    return {"code": found.code, "severity": found.severity.value, **told}


def _show(door: Door, found: tuple[Finding, ...]) -> None:
    _ = door.language
    if not found:
        door.out.say(_(N_("Nothing to mend: it can go out.")))
    for severity, heading in _HEADINGS.items():
        those = [each for each in found if each.severity is severity]
        if those:
            door.out.say(f"{_(heading)} ({len(those)})")
        for each in those:
            where = _.message(each.where)
            _lines(door, f"{_MARKS[severity]} ", f"{where[:1].upper()}{where[1:]}")
            _lines(door, "  ", _.message(each.why))
            _lines(door, "  → ", _.message(each.todo))
        if those:
            door.out.say()


def _lines(door: Door, lead: str, text: str) -> None:
    width = door.out.width()
    first, *others = wrapped(text, width - 4) if width else [text]
    door.out.say(f"{lead}{first}")
    for line in others:
        door.out.say(f"{' ' * len(lead)}{line}")


COMMANDS = (
    Command(
        "check",
        check,
        N_("Finds what would embarrass you in print: numbers, dates, names, quotations, what is unfinished."),
        "facilitate check paris",
    ),
)
