"""`run`: the facilitator’s screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.output import Usage, check_terminal
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_

if TYPE_CHECKING:
    from facilitate.cli.composition.sessions import Sessions

Rehearse = Annotated[
    bool, typer.Option("--rehearse", help=N_("Rehearse on a copy, deleted at the end; the session is not changed."))
]
Speed = Annotated[
    float,
    typer.Option("--speed", metavar="N", min=1, max=3600, help=N_("In a rehearsal, run time N times faster.")),
]


def run(ctx: typer.Context, session: o.SessionName, rehearse: Rehearse = False, speed: Speed = 1) -> int:
    context = context_of(ctx)
    if not rehearse and speed == 1:
        return context.open_screen("run", session)
    slug = context.workspace.find(session)
    if not rehearse:
        raise Usage(N_("--speed only works in a rehearsal: add --rehearse."))
    check_terminal(ctx.command_path)
    with rehearsal(context.workspace.folder(slug), speed, context.environ) as copy:
        code = context.screens_of(copy).open("run", slug)
    context.out.talk(context.language(N_("The rehearsal is over; nothing was saved.")))
    return code


@contextmanager
def rehearsal(folder: Path, speed: float, environ: Mapping[str, str]) -> Iterator[Sessions]:
    """A workspace with a copy of the session in that folder, where time goes faster; gone at the end."""
    from shutil import copytree, ignore_patterns
    from tempfile import TemporaryDirectory

    from facilitate.cli.composition.sessions import Sessions

    with TemporaryDirectory(prefix="facilitate-") as home:
        copytree(folder, Path(home) / "sessions" / folder.name, ignore=ignore_patterns("*.lock", ".hub", ".presence"))
        copy = Sessions(home, environ)
        copy.use_fast_clock(folder.name, speed)
        yield copy


COMMAND = Command(
    "run",
    run,
    N_("Open the facilitator’s screen: the agenda, the clock, the tables at a glance."),
    "facilitate run paris",
)
