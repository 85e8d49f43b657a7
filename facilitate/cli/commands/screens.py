"""`run`, `sort`, `project` and `note`: the screens."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import Door, door_of
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command
from facilitate.cli.screens import check_terminal, open_named, open_session
from facilitate.domain.errors import N_
from facilitate.workshop.sharing.link import is_link, read_link

Rehearse = Annotated[
    bool, typer.Option("--rehearse", help=N_("Run a copy that is thrown away at the end; the session is not touched."))
]
Speed = Annotated[
    float,
    typer.Option("--speed", metavar="N", min=1, max=3600, help=N_("In a rehearsal: how many times as fast time goes.")),
]


def run(ctx: typer.Context, session: o.SessionName, rehearse: Rehearse = False, speed: Speed = 1) -> int:
    door = door_of(ctx)
    if not rehearse and speed == 1:
        return open_named(door, "run", session)
    slug = door.house.find(session)
    if not rehearse:
        raise Usage(N_("--speed is for rehearsals: add --rehearse."))
    check_terminal(ctx.command_path)
    from facilitate.cli.rehearsal import rehearsal

    with rehearsal(door.house, slug, speed) as copy:
        code = copy.screen(door.language, "run", slug)
    door.out.talk(door.language(N_("The rehearsal is over; nothing of it was kept.")))
    return code


def sort(ctx: typer.Context, session: o.SessionName) -> int:
    return open_named(door_of(ctx), "sort", session)


def project(ctx: typer.Context, session: o.SessionName) -> int:
    return open_named(door_of(ctx), "project", session)


def note(
    ctx: typer.Context,
    session: Annotated[
        str,
        typer.Argument(
            metavar=N_("SESSION|LINK"),
            help=N_("The session; or the link on a table’s card, in quotes, to work with the facilitator’s computer."),
        ),
    ],
    table: Annotated[
        int | None,
        typer.Option("--table", metavar="N", help=N_("The number of the table; a link tells it by itself.")),
    ] = None,
    plain: Annotated[
        bool,
        typer.Option("--plain", help=N_("Open no screen: each line typed is an idea. For screen readers, and pipes.")),
    ] = False,
) -> int:
    door = door_of(ctx)
    if is_link(session):
        link = read_link(session)
        if not plain:
            check_terminal(ctx.command_path)
        slug, opened = door.house.arrive(link, door.language.code, table)
        return _take_notes(door, slug, opened) if plain else open_session(door, slug, "note", opened)
    if table is None:
        door.house.find(session)  # what is wrong with the name is said first
        raise Usage(N_("Which table? Add --table and its number."))
    if plain:
        return _take_notes(door, door.house.find(session), table)
    return open_named(door, "note", session, table)


def _take_notes(door: Door, slug: str, table: int) -> int:
    from facilitate.cli.plain_notes import take_notes

    return take_notes(door, slug, table)


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
        "project",
        project,
        N_("Opens the second screen, for the room: the clock, or what “facilitate wall” chose."),
        "facilitate project paris",
    ),
    Command(
        "note",
        note,
        N_("Opens a note-taker’s screen for one table."),
        "facilitate note paris --table 3",
    ),
)
