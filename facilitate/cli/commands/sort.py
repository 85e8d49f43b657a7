"""`sort`: the synthesis screen."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli.context import context_of
from facilitate.cli.output import check_terminal
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_
from facilitate.domain.roles import SYNTHESIS_SEAT
from facilitate.workshop.sharing.link import OF_THE_SYNTHESIS, is_link, read_link


def sort(
    ctx: typer.Context,
    session: Annotated[
        str,
        typer.Argument(
            metavar=N_("SESSION|LINK"),
            help=N_(
                "The session; or the synthesis link, in quotes, to sort on a laptop beside the facilitator "
                "(“facilitate share SESSION --sort” gives it)."
            ),
        ),
    ],
) -> int:
    context = context_of(ctx)
    if not is_link(session):
        return context.open_screen("sort", session)
    link = read_link(session, OF_THE_SYNTHESIS)
    check_terminal(ctx.command_path)
    slug, _seat = context.sharing.join_hub(link, SYNTHESIS_SEAT)
    return context.screens.open_synthesis(slug)


COMMAND = Command(
    "sort",
    sort,
    N_("Open the synthesis screen, to merge proposals and file them."),
    "facilitate sort paris",
)
