"""`project`: the second screen, for the room."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_

Theme = Annotated[
    str,
    typer.Option(
        "--theme", metavar=N_("COLOURS"), help=N_("Colours: dark, light or contrast (press l on the screen to change).")
    ),
]
Sound = Annotated[
    bool,
    typer.Option(
        "--sound",
        help=N_(
            "Ring this computer’s bell when it is time to change tables (press b on the screen to turn it on or off)."
        ),
    ),
]


def project(ctx: typer.Context, session: o.SessionName, theme: Theme = "", sound: Sound = False) -> int:
    context = context_of(ctx)
    return context.open_wall(session, theme, sound=sound) if theme or sound else context.open_screen("project", session)


COMMAND = Command(
    "project",
    project,
    N_("Open the screen for the room: the clock, or what was chosen with “facilitate wall”."),
    "facilitate project paris --theme light",
)
