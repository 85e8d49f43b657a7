"""`sort`: the synthesis screen."""

from __future__ import annotations

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_


def sort(ctx: typer.Context, session: o.SessionName) -> int:
    return context_of(ctx).open_screen("sort", session)


COMMAND = Command(
    "sort",
    sort,
    N_("Open the synthesis screen, to merge proposals and file them."),
    "facilitate sort paris",
)
