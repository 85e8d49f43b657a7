"""`wall`: what is projected for the room."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_
from facilitate.domain.values.wall import WallContent

_CHOICES = ", ".join(WallContent)

What = Annotated[
    str,
    typer.Argument(
        metavar=N_("WHAT"),
        help=N_(
            "What to project: clock, question, counts, typology or blank (default: only show what is projected now)."
        ),
    ),
]


def wall(ctx: typer.Context, session: o.SessionName, what: What = "") -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    if what:
        opened.wall.show(_read(what))
    shown = opened.session.wall.value
    context.out.result({"wall": shown}, shown)


def _read(what: str) -> WallContent:
    if what.lower() not in list(WallContent):
        raise Usage(N_("“{what}” cannot be projected. Possible values: {choices}."), what=what, choices=_CHOICES)
    return WallContent(what.lower())


COMMAND = Command(
    "wall",
    wall,
    N_("Choose what is projected for the room, or show what is projected now."),
    "facilitate wall paris question",
)
