"""`door`: the desk’s screen, where people arrive."""

from __future__ import annotations

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_


def door(ctx: typer.Context, session: o.SessionName) -> int:
    return context_of(ctx).open_screen("door", session)


COMMAND = Command(
    "door",
    door,
    N_("Open the screen of the desk at the door: three letters of a name, Enter, and the table stands there."),
    "facilitate door paris",
)
