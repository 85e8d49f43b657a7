"""`list`: the sessions of this workspace."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command
from facilitate.cli.views import session_data
from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.workshop.views.session_list import SessionSummary, Shelf, title_text

_EMPTY = {Shelf.ARCHIVE: N_("Nothing is archived."), Shelf.BIN: N_("The bin is empty.")}


def print_list(context: CliContext, shelf: Shelf | None = None) -> None:
    """The sessions here, or on a shelf; one that cannot be read does not hide the others."""
    _ = context.language
    found = context.sessions.listed(shelf)
    if context.out.json:
        context.out.data([session_data(session, _) for session in found])
        return
    what_next = _(N_("Stage"))
    heads = (_("Session"), _("Date"), _("Venue"), _("Phase"), what_next, _("Ideas"), _("Proposals"), _("Title"))
    rows = [_row(_, session) for session in found if session.problem is None]
    context.out.table(rows, heads=heads)
    for session in found:
        if session.problem is not None:
            context.out.talk(_("{label}: {value}", label=session.slug, value=_.message(session.problem)))
    if not found and shelf:
        context.out.talk(_(_EMPTY[shelf]))
    elif not found:
        context.out.talk(
            _(
                N_("No sessions in {folder} yet. Create one with “facilitate new”, or try “facilitate demo”."),
                folder=str(context.workspace.sessions),
            )
        )


def _row(_: Language, found: SessionSummary) -> tuple[str, ...]:
    coming = _(N_("its day is over")) if found.late else _("not started yet")
    return (
        found.slug,
        _.column_date(found.date) if found.date else "",
        found.place,
        _(N_("finished")) if found.finished else found.phase or coming,
        _(found.next_text) if found.next_text else "",
        _.number(found.ideas),
        _.number(found.proposals),
        _.message(title_text(found)),
    )


def list_sessions(
    ctx: typer.Context,
    archived: Annotated[bool, typer.Option("--archived", help=N_("List the archived sessions instead."))] = False,
    deleted: Annotated[bool, typer.Option("--deleted", help=N_("List the sessions in the bin instead."))] = False,
) -> None:
    if archived and deleted:
        raise Usage(N_("Choose --archived or --deleted, not both."))
    print_list(context_of(ctx), Shelf.ARCHIVE if archived else Shelf.BIN if deleted else None)


COMMAND = Command("list", list_sessions, N_("List the sessions in the workspace."), "facilitate list")
