"""`redo`: doing again what was undone."""

from __future__ import annotations

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.history_steps import redo_gesture
from facilitate.cli.registry import Command
from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import N_


def redo(
    ctx: typer.Context, session: o.SessionName, act: o.UndoneAct = "", sorting: o.Sorting = False, table: o.AsTable = ""
) -> None:
    context = context_of(ctx)
    history = context.workshop(session, table).history
    redo_gesture(context, history, act or history.last_undone(SYNTHESIS if sorting else None))


COMMAND = Command("redo", redo, N_("Redo what was undone."), "facilitate redo paris")
