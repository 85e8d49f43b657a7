"""`where`: the folder that sessions and exports are in."""

from __future__ import annotations

import typer

from facilitate.cli.context import context_of
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_


def where(ctx: typer.Context) -> None:
    context = context_of(ctx)
    here = context.workspace
    context.out.result(
        {"home": str(here.home), "sessions": str(here.sessions), "exports": str(here.exports)},
        str(here.home),
        whole=True,
    )
    from facilitate.matching.encoders import find
    from facilitate.matching.matcher import MODEL

    if (found := find(context.environ.get(MODEL))) is not None:
        context.out.talk(context.language(N_("Ideas are compared by meaning too, with {model}."), model=found.label))


COMMAND = Command("where", where, N_("Show the workspace folder, with its sessions and exports."), "facilitate where")
