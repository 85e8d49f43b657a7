"""`redo`: doing again what was undone."""

from __future__ import annotations

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.registry import Command
from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import N_
from facilitate.labels import writer_called


def redo(
    ctx: typer.Context, session: o.SessionName, act: o.UndoneAct = "", sorting: o.Sorting = False, table: o.AsTable = ""
) -> None:
    context = context_of(ctx)
    history = context.workshop(session, table).history
    gesture = act or history.last_undone(SYNTHESIS if sorting else None)
    by = history.author(gesture)
    what, who = history.redo_one(gesture), writer_called(by, context.language)
    sentence = context.language(N_("Redone: “{what}” · {who}"), what=what, who=who)
    context.out.result({"redone": context.language.message(what), "by": by}, sentence)


COMMAND = Command("redo", redo, N_("Redo what was undone."), "facilitate redo paris")
