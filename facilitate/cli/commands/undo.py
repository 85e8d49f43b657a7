"""`undo`: taking an act back."""

from __future__ import annotations

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.history_steps import undo_gesture
from facilitate.cli.registry import Command
from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import N_


def undo(
    ctx: typer.Context, session: o.SessionName, act: o.Act = "", sorting: o.Sorting = False, table: o.AsTable = ""
) -> None:
    context = context_of(ctx)
    history = context.workshop(session, table).history
    undo_gesture(context, history, act or history.last_done(SYNTHESIS if sorting else None))


COMMAND = Command(
    "undo",
    undo,
    N_("Undo the last change, or the one you name, and show which it was."),
    "facilitate undo paris",
)
