"""`list`: the sessions of this workspace."""

from __future__ import annotations

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.registry import Command
from facilitate.cli.views import session_data
from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.workshop.views.session_list import SessionSummary


def print_list(context: CliContext) -> None:
    """The sessions here; one that cannot be read does not hide the others."""
    _ = context.language
    found = context.sessions.listed()
    if context.out.json:
        context.out.data([session_data(session, _) for session in found])
        return
    heads = (_("Session"), _("Date"), _("Venue"), _("Phase"), _("Ideas"), _("Proposals"), _("Title"))
    rows = [_row(_, session) for session in found if session.problem is None]
    context.out.table(rows, heads=heads)
    for session in found:
        if session.problem is not None:
            context.out.talk(_("{label}: {value}", label=session.slug, value=_.message(session.problem)))
    if not found:
        context.out.talk(
            _(
                N_("No session in {folder} yet. Create one with “facilitate new”, or try “facilitate demo”."),
                folder=str(context.workspace.sessions),
            )
        )


def _row(_: Language, found: SessionSummary) -> tuple[str, ...]:
    return (
        found.slug,
        _.column_date(found.date) if found.date else "",
        found.place,
        _(N_("finished")) if found.finished else found.phase or _("not started yet"),
        _.number(found.ideas),
        _.number(found.proposals),
        _(N_("Demo: {title}"), title=found.title) if found.example else found.title,
    )


def list_sessions(ctx: typer.Context) -> None:
    print_list(context_of(ctx))


COMMAND = Command("list", list_sessions, N_("List the sessions of the workspace."), "facilitate list")
