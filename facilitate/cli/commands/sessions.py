"""`new`, `list` and `show`: making sessions and looking at them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import Door, door_of
from facilitate.cli.registry import Command
from facilitate.cli.views import session_data
from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.workshop.views.session_list import SessionSummary, summary


def print_list(door: Door) -> None:
    """The sessions here; one that cannot be read does not hide the others."""
    house, _ = door.house, door.language
    found = house.sessions()
    if door.out.json:
        door.out.data([session_data(session, _) for session in found])
        return
    heads = (_("Session"), _("Date"), _("Place"), _("Phase"), _("Ideas"), _("Proposals"), _("Title"))
    rows = [_row(_, session) for session in found if session.problem is None]
    door.out.table(rows, heads=heads)
    for session in found:
        if session.problem is not None:
            door.out.talk(f"{session.slug}: {_.message(session.problem)}")
    if not found:
        door.out.talk(
            _(
                N_("There is no session in {folder} yet. Make one with “facilitate new”, or try “facilitate demo”."),
                folder=str(house.reading.sessions),
            )
        )


def _row(_: Language, found: SessionSummary) -> tuple[str, ...]:
    return (
        found.slug,
        found.date.isoformat() if found.date else "",
        found.place,
        found.phase or _("not begun"),
        _.number(found.ideas),
        _.number(found.proposals),
        _(N_("Example: {title}"), title=found.title) if found.example else found.title,
    )


def list_sessions(ctx: typer.Context) -> None:
    print_list(door_of(ctx))


def show(
    ctx: typer.Context,
    session: o.SessionName,
    toml: Annotated[
        bool, typer.Option("--toml", help=N_("Write the programme as TOML, to correct it or use it again."))
    ] = False,
) -> None:
    door = door_of(ctx)
    slug = door.house.find(session)
    current = door.house.session(slug)
    if toml:
        from facilitate.cli.commands.plan import print_toml

        print_toml(door, current)
        return
    from facilitate.cli.programme import data, lines

    if door.out.json:
        door.out.data(data(slug, current))
        return
    for line in lines(door.language, slug, current):
        door.out.say(line)


def new(  # noqa: PLR0917 -- Typer calls it by name
    ctx: typer.Context,
    programme: Annotated[
        Path | None,
        typer.Argument(
            metavar="PROGRAMME.toml", help=N_("A programme written as TOML; “show --toml” gives an example.")
        ),
    ] = None,
    title: Annotated[str, typer.Option("--title", metavar=N_("TEXT"), help=N_("The event’s title."))] = "",
    date: Annotated[str, typer.Option("--date", metavar=N_("DATE"), help=N_("Its date, such as 2021-12-13."))] = "",
    place: Annotated[str, typer.Option("--place", metavar=N_("TEXT"), help=N_("Where it happens."))] = "",
    tables: Annotated[
        int | None, typer.Option("--tables", metavar="N", help=N_("How many tables work on the question."))
    ] = None,
    question: Annotated[
        str, typer.Option("--question", metavar=N_("TEXT"), help=N_("What the tables are asked."))
    ] = "",
    language: Annotated[
        str, typer.Option("--language", metavar="fr|en", help=N_("The language of the report, where it is not yours."))
    ] = "",
    like: Annotated[
        str,
        typer.Option(
            "--like",
            metavar=N_("PREVIOUS"),
            help=N_("An earlier session here: its typology, its synonyms, and what it filed for suggestions."),
        ),
    ] = "",
) -> None:
    from facilitate.cli.new_questions import Wishes, make

    door = door_of(ctx)
    slug = make(door, programme, Wishes(title, date, place, tables, question, language), like)
    _ = door.language
    door.out.result(session_data(summary(slug, door.house.session(slug)), _), slug)
    ready = N_("The session is ready. “facilitate run {session}” opens it, “facilitate show {session}” prints it.")
    door.out.talk(_(ready, session=slug))


COMMANDS = (
    Command(
        "new",
        new,
        N_("Makes a session from a programme, or asks for the least there is to know."),
        "facilitate new programme.toml",
    ),
    Command("list", list_sessions, N_("Lists the sessions of this workspace."), "facilitate list"),
    Command(
        "show",
        show,
        N_("Prints a session’s programme, and how its ideas add up."),
        "facilitate show paris --toml > programme.toml",
    ),
)
