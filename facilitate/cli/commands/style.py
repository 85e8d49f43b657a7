"""`style`: the look of an organiser’s exports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facilitate.cli.door import door_of
from facilitate.cli.publishing import STYLE
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_, Refused


def style(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar=N_("FOLDER"), help=N_("Where to; without it, the folder “style” of the workspace.")),
    ] = None,
) -> None:
    from facilitate.export.style_file import FILE
    from facilitate.export.style_starter import starter
    from facilitate.export.writer import write_file

    door = door_of(ctx)
    path = (folder or door.house.home / STYLE) / FILE
    if path.exists():
        raise Refused(N_("{file} is there already: change it, or name another folder."), file=str(path))
    write_file(path, starter(door.language))
    door.out.result({"file": str(path)}, str(path))


COMMANDS = (
    Command(
        "style",
        style,
        N_("Writes a house style to begin with: colours, fonts, logo and sections of your exports."),
        "facilitate style",
    ),
)
