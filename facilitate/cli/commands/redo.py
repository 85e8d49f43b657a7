"""`redo`: doing again what was undone."""

from __future__ import annotations

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.registry import Command
from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import N_


def redo(
    ctx: typer.Context, session: o.SessionName, act: o.Act = "", sorting: o.Sorting = False, table: o.AsTable = ""
) -> None:
    context = context_of(ctx)
    history = context.workshop(session, table).history
    what = context.language.message(history.redo_one(act) if act else history.redo(SYNTHESIS if sorting else None))
    context.out.result({"redone": what}, context.language(N_("Redone: “{what}”"), what=what))


COMMAND = Command("redo", redo, N_("Redo what was undone."), "facilitate redo paris")
