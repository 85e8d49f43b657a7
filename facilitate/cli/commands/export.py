"""`export`: the compte rendu."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.door import door_of
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_


def export(
    ctx: typer.Context,
    session: o.SessionName,
    stdout: Annotated[bool, typer.Option("--stdout", help=N_("Print it instead of writing a file."))] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar=N_("FOLDER"), help=N_("Write it into this folder."))
    ] = None,
    times: Annotated[
        bool,
        typer.Option(
            "--with-times", help=N_("Tell planned and real times of the phases, in this machine’s time zone.")
        ),
    ] = False,
) -> None:
    door = door_of(ctx)
    slug = door.house.find(session)
    current = door.house.session(slug)
    if stdout:
        markdown = door.house.report(current, with_times=times)
        door.out.result({"session": slug, "markdown": markdown}, markdown.removesuffix("\n"))
        return
    path = door.house.export(slug, current, out, with_times=times)
    door.out.result({"session": slug, "file": str(path)}, str(path))


COMMANDS = (
    Command(
        "export",
        export,
        N_("Writes the compte rendu of a session as Markdown, and prints where it is."),
        "facilitate export paris",
    ),
)
