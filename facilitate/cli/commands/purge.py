"""`purge`: personal data that must go goes; what was published stays."""

from __future__ import annotations

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.output import ExitCode
from facilitate.cli.purging import Purged, purge_before
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_


def purge(ctx: typer.Context, session: o.SessionName, before: o.Before, yes: o.WithoutAsking = False) -> ExitCode:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    timeline, upkeep = context.sessions.read_timeline(slug), context.upkeep
    folder, aside = context.workspace.folder(slug), upkeep.set_aside(slug)
    what = Purged("session", slug, folder, timeline, upkeep.purge, upkeep.check_purge, aside)
    return purge_before(context, what, before, yes=yes)


COMMAND = Command(
    "purge",
    purge,
    N_("Remove names, addresses and remarks that may not be quoted; ideas and the typology are kept."),
    "facilitate purge paris --before 2024-12-13",
)
