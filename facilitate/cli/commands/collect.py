"""`collect`: acts from another laptop."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.agreement import agree_to_others
from facilitate.cli.context import context_of
from facilitate.cli.output import ExitCode
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_

_TAKE_ALL = N_("Import everything without asking, including changes that a table made outside its own ideas.")


def collect(
    ctx: typer.Context,
    session: o.SessionName,
    files: Annotated[
        list[Path],
        typer.Argument(metavar=N_("FILE…"), help=N_("Journals, the session’s folder, or a whole USB stick.")),
    ],
    take_all: Annotated[bool, typer.Option("--take-all", help=_TAKE_ALL)] = False,
) -> ExitCode:
    context = context_of(ctx)
    _ = context.language
    found = context.upkeep.collect(
        context.workspace.find(session), files, lambda others: agree_to_others(context, others, take_all=take_all)
    )
    context.out.result(
        {
            "journals": found.journals,
            "came_in": found.came,
            "already_here": found.known,
            "photos": found.photos,
            "damaged": [{"file": file, "line": line} for file, line in found.damaged],
            "left_out": [
                {"file": each.params.get("file", each.params.get("folder")), "reason": _.message(each)}
                for each in found.left_out
            ],
            "for_others": [{"file": each.file, "acts": dict(each.matters)} for each in found.others],
            "for_others_taken": found.agreed,
        },
        _.plural("{n} change imported.", "{n} changes imported.", found.came),
        _.plural("{n} change was already here.", "{n} changes were already here.", found.known),
    )
    if found.photos:
        context.out.talk(_.plural("{n} photo was copied.", "{n} photos were copied.", found.photos))
    for each in found.left_out:
        context.out.talk(_.message(each))
    for file, line in found.damaged:
        context.out.talk(_(N_("Line {line} of {file} skipped: it is damaged."), line=line, file=file))
    stays_out = found.damaged or found.left_out
    return ExitCode.REFUSED if stays_out and not (found.came or found.known) else ExitCode.DONE


COMMAND = Command(
    "collect",
    collect,
    N_("Import what another computer recorded in the same session."),
    "facilitate collect paris /media/usb/sessions/paris",
)
