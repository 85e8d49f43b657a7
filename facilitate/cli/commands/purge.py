"""`purge`: personal data that must go goes; what was published stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.door import Door, door_of
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command
from facilitate.cli.screens import has_terminal
from facilitate.domain.errors import N_
from facilitate.workshop.purging import Removal, removal
from facilitate.workshop.roadmap import read_day


def purge(
    ctx: typer.Context,
    session: o.SessionName,
    before: Annotated[
        str, typer.Option("--before", metavar=N_("DATE"), help=N_("What was recorded before this day, as 2023-12-31."))
    ],
    yes: Annotated[bool, typer.Option("--yes", help=N_("Do it without asking."))] = False,
) -> None:
    door = door_of(ctx)
    slug = door.house.find(session)
    current = door.house.session(slug)
    day = read_day(before)
    if not day:
        raise Usage(N_("Before which day? Add --before and a date, as 2023-12-31."))
    from facilitate.i18n import Language

    moment = datetime.combine(date.fromisoformat(day), time(), UTC)
    found = removal(current, moment, Language(current.plan.language).message)
    if found.nothing:
        _say(door, slug, found, [], N_("Nothing personal is left from before {date}."))
        return
    if not yes and not _agreed(door, found):
        door.out.talk(door.language(N_("Nothing was changed.")))
        return
    removed = door.house.purge(slug, found)
    _say(door, slug, found, removed, N_("Personal data from before {date} removed"))
    if not door.out.json:
        left = N_("Left as they are: what was exported to {folder}, copies on other computers, backups.")
        door.out.say(door.language(left, folder=str(door.house.reading.exports / slug)))


def _agreed(door: Door, found: Removal) -> bool:
    _ = door.language
    if not has_terminal():
        raise Usage(N_("This cannot be taken back: run it on a terminal, or add --yes."))
    door.out.say(_(N_("This goes for good, and nothing can bring it back:")))
    for line in _counted(door, found):
        door.out.say(f"  {line}")
    door.out.say(_(N_("Ideas, proposals, the typology and all counts stay. Type {word} to go on:"), word=_(N_("yes"))))
    return input("> ").strip().casefold() == _(N_("yes"))


def _counted(door: Door, found: Removal) -> list[str]:
    _ = door.language
    later = _.plural(
        "{n} later act names them too and stays: a later date would take it along.",
        "{n} later acts name them too and stay: a later date would take them along.", found.later,
    )  # fmt: skip
    return [
        *([later] if found.later else []),
        _.plural("{n} person is named; their role takes the place of their name.",
                 "{n} people are named; their roles take the places of their names.", found.people),
        _.plural("{n} text changes.", "{n} texts change.", found.texts),
        _.plural("{n} remark that may not be quoted loses its words.",
                 "{n} remarks that may not be quoted lose their words.", len(found.remarks)),
        _(N_("Links and tokens of the tables, and lines that were set aside.")),
    ]  # fmt: skip


def _say(door: Door, slug: str, found: Removal, removed: list[str], told: str) -> None:
    data = {
        "session": slug,
        "before": found.before.date().isoformat(),
        "people": found.people if not found.nothing else 0,
        "texts": found.texts,
        "remarks": len(found.remarks),
        "acts": len(found.events),
        "files": removed,
    }
    _ = door.language
    lines = [_(told, date=found.before.date())]
    if not found.nothing:
        lines += [f"  {line}" for line in _counted(door, found)]
    door.out.result(data, *lines)


COMMANDS = (
    Command(
        "purge",
        purge,
        N_("Removes names, addresses and unquotable remarks when they must go; ideas and the typology stay."),
        "facilitate purge paris --before 2024-12-13",
    ),
)
