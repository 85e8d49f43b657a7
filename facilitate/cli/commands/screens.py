"""`run`, `note` and `sort`: the screens."""

from __future__ import annotations

import typer

from facilitate.cli import options as o
from facilitate.cli.door import Door, door_of
from facilitate.cli.output import ExitCode
from facilitate.cli.registry import Command
from facilitate.cli.screens import check_terminal, has_terminal, open_home, open_session
from facilitate.domain.errors import N_


def home(door: Door) -> int:
    """The home screen; without a terminal, or when JSON is wanted, the list."""
    if has_terminal() and not door.out.json:
        return open_home(door)
    from facilitate.cli.commands.sessions import print_list

    print_list(door)
    return ExitCode.DONE


def run(ctx: typer.Context, session: o.SessionName) -> int:
    door = door_of(ctx)
    slug = door.house.find(session)
    check_terminal(ctx.command_path)
    return open_session(door, slug, "run")


def sort(ctx: typer.Context, session: o.SessionName) -> int:
    door = door_of(ctx)
    slug = door.house.find(session)
    check_terminal(ctx.command_path)
    return open_session(door, slug, "sort")


def note(ctx: typer.Context, session: o.SessionName, table: o.TableNumber) -> int:
    door = door_of(ctx)
    slug = door.house.find(session)
    check_terminal(ctx.command_path)
    return open_session(door, slug, "note", table)


COMMANDS = (
    Command(
        "run",
        run,
        N_("Opens the facilitator’s screen: the agenda, the clock, the tables at a glance."),
        "facilitate run paris",
    ),
    Command(
        "sort",
        sort,
        N_("Opens the synthesis screen: merging proposals and filing them."),
        "facilitate sort paris",
    ),
    Command(
        "note",
        note,
        N_("Opens a note-taker’s screen for one table."),
        "facilitate note paris --table 3",
    ),
)
