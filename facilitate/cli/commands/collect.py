"""`collect`: acts from another laptop."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import ExitCode, has_terminal
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_

if TYPE_CHECKING:
    from facilitate.workshop.sharing.authority import ForOthers


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
        context.workspace.find(session), files, lambda others: _agreed(context, others, take_all=take_all)
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


def _agreed(context: CliContext, others: Sequence[ForOthers], *, take_all: bool) -> bool:
    """Name what is not a table's own, and ask whether to take it in."""
    _ = context.language
    context.out.talk(_(N_("These changes go beyond a table’s own ideas and corrections:")))
    for each in others:
        counted = ", ".join(f"{_(matter)} ({count})" for matter, count in each.matters.items())
        context.out.talk("  " + context.language("{label}: {value}", label=each.file, value=counted))
    if take_all:
        return True
    if not has_terminal():
        context.out.talk(
            _(N_("They were skipped, as there is no terminal to ask you in. To import them, add --take-all."))
        )
        return False
    context.out.talk(_(N_("Do you know who wrote them? Type {word} to import them:"), word=_(N_("yes"))))
    if context.out.agreed():
        return True
    context.out.talk(_(N_("They were skipped; the rest was imported.")))
    return False


COMMAND = Command(
    "collect",
    collect,
    N_("Import what another computer recorded in the same session."),
    "facilitate collect paris /media/usb/sessions/paris",
)
