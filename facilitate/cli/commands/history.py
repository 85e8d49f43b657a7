"""`undo`, `redo` and `history`: every act since the session began, and taking any of them back."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.acting import workshop
from facilitate.cli.context import door_of
from facilitate.cli.registry import Command
from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import N_

Act = Annotated[
    str,
    typer.Argument(
        metavar=N_("ACT"), help=N_("An act by its identifier, as “history” shows it; the last one when not given.")
    ),
]
Sorting = Annotated[bool, typer.Option("--sorting", help=N_("Only acts of the synthesis: merging, wording, filing."))]


def undo(
    ctx: typer.Context, session: o.SessionName, act: Act = "", sorting: Sorting = False, table: o.AsTable = None
) -> None:
    door = door_of(ctx)
    history = workshop(door, session, table).history
    what = door.language.message(history.undo_one(act) if act else history.undo(SYNTHESIS if sorting else None))
    door.out.result({"undone": what}, door.language(N_("Undone: {what}"), what=what))


def redo(
    ctx: typer.Context, session: o.SessionName, act: Act = "", sorting: Sorting = False, table: o.AsTable = None
) -> None:
    door = door_of(ctx)
    history = workshop(door, session, table).history
    what = door.language.message(history.redo_one(act) if act else history.redo(SYNTHESIS if sorting else None))
    door.out.result({"redone": what}, door.language(N_("Done again: {what}"), what=what))


def show(
    ctx: typer.Context,
    session: o.SessionName,
    last: Annotated[int, typer.Option("--last", metavar="N", help=N_("Only the last N acts."))] = 0,
) -> None:
    door = door_of(ctx)
    _ = door.language
    entries = workshop(door, session).history.entries()
    entries = entries[:last] if last > 0 else entries
    if door.out.json:
        door.out.data(
            [
                {
                    "act": entry.gesture,
                    "at": entry.at.isoformat(),
                    "by": entry.by,
                    "what": _.message(entry.what),
                    "undone": entry.undone,
                    "void": entry.void,
                }
                for entry in entries
            ]
        )
        return
    door.out.table(
        [
            (
                entry.gesture,
                entry.at.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
                entry.by,
                _("undone") if entry.undone else _("without effect") if entry.void else "",
                _.message(entry.what),
            )
            for entry in entries
        ]
    )


COMMANDS = (
    Command(
        "undo",
        undo,
        N_("Undoes the last act, or the one named, and says which it was."),
        "facilitate undo paris",
    ),
    Command("redo", redo, N_("Does again what was undone."), "facilitate redo paris"),
    Command("history", show, N_("Lists what was done, latest first."), "facilitate history paris --last 10"),
)
