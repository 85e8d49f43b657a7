"""`note`: a note-taker’s screen for one table, or line by line."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage, check_terminal
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_
from facilitate.domain.table_lookup import table_number
from facilitate.workshop.sharing.link import is_link, read_link


def note(
    ctx: typer.Context,
    session: Annotated[
        str,
        typer.Argument(
            metavar=N_("SESSION|LINK"),
            help=N_("The session; or the link on a table’s card, in quotes, to connect to the facilitator’s computer."),
        ),
    ],
    table: Annotated[
        str,
        typer.Option(
            "--table", metavar=N_("TABLE"), help=N_("The table: its number or its name (not needed with a link).")
        ),
    ] = "",
    plain: Annotated[
        bool,
        typer.Option("--plain", help=N_("No screen: each line typed is an idea. For screen readers and pipes.")),
    ] = False,
) -> int:
    context = context_of(ctx)
    if is_link(session):
        link = read_link(session)
        number = table_number(table)
        if table and number is None:
            raise Usage(N_("With a link, leave out --table, or give its number."))
        if not plain:
            check_terminal(ctx.command_path, plainly="--plain")
        return _open(context, *context.sharing.join_hub(link, number), plain=plain)
    slug = context.workspace.find(session)  # what is wrong with the name is said first
    if not table:
        raise Usage(N_("Which table? Add --table and its number."))
    if not plain:
        check_terminal(ctx.command_path, plainly="--plain")
    return _open(context, slug, context.table(slug, table), plain=plain)


def _open(context: CliContext, slug: str, table: int, *, plain: bool) -> int:
    if not plain:
        return context.screens.open_table(slug, table)
    from facilitate.cli.plain_notes import take_notes

    return take_notes(context, slug, table)


COMMAND = Command(
    "note",
    note,
    N_("Open the note-taking screen of a table."),
    "facilitate note paris --table 3",
)
