"""`style`: the look of an organiser’s exports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_


def style(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar=N_("FOLDER"), help=N_("The folder to create it in (default: the folder “style” in the workspace).")
        ),
    ] = None,
    *,
    replace: o.Replace = False,
) -> None:
    from facilitate.export.publish import STYLE
    from facilitate.export.style.read import FILE
    from facilitate.export.style.starter import starter

    context = context_of(ctx)
    path = (folder or context.workspace.home / STYLE) / FILE
    (made,) = context.publisher.files.write([(path, starter(context.language))], replace=replace)
    context.out.result(
        {"file": str(made.path), "kept": [str(made.kept)] if made.kept else []}, str(made.path), whole=True
    )
    context.say_kept([made])


COMMAND = Command(
    "style",
    style,
    N_("Create a house style to start from: colours, fonts, logo and sections of your exports."),
    "facilitate style",
)
