"""`purge`: personal data that must go goes; what was published stays."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.output import ExitCode
from facilitate.cli.purging import purge_session
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_

_NAME = N_("A name that stands only in ideas or notes, to be removed too; you can give several.")


def purge(
    ctx: typer.Context,
    session: o.SessionName,
    before: o.Before,
    *,
    name: Annotated[list[str] | None, typer.Option("--name", metavar=N_("NAME"), help=_NAME)] = None,
    yes: o.WithoutAsking = False,
) -> ExitCode:
    context = context_of(ctx)
    names = [each.strip() for each in name or () if each.strip()]
    return purge_session(context, context.workspace.find(session), before, yes=yes, names=names)


COMMAND = Command(
    "purge",
    purge,
    N_("Remove names, addresses and remarks that may not be quoted; ideas and the typology are kept."),
    "facilitate purge paris --before 2024-12-13",
)
