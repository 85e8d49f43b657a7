"""`project`: the second screen, for the room."""

from __future__ import annotations

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_


def project(ctx: typer.Context, session: o.SessionName) -> int:
    return context_of(ctx).open_screen("project", session)


COMMAND = Command(
    "project",
    project,
    N_("Open the screen for the room: the clock, or what was chosen with “facilitate wall”."),
    "facilitate project paris",
)
