"""`style`: the look of an organiser’s exports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import door_of
from facilitate.cli.publishing import STYLE, tell_kept
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_


def style(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar=N_("FOLDER"), help=N_("Where to; without it, the folder “style” of the workspace.")),
    ] = None,
    *,
    replace: o.Replace = False,
) -> None:
    from facilitate.export.style.read import FILE
    from facilitate.export.style.starter import starter

    door = door_of(ctx)
    path = (folder or door.house.home / STYLE) / FILE
    (made,) = door.house.published.write([(path, starter(door.language))], replace=replace)
    door.out.result({"file": str(made.path), "kept": [str(made.kept)] if made.kept else []}, str(made.path))
    tell_kept(door, [made])


COMMANDS = (
    Command(
        "style",
        style,
        N_("Writes a house style to begin with: colours, fonts, logo and sections of your exports."),
        "facilitate style",
    ),
)
