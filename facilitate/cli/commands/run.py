"""`run`: the facilitator’s screen."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage, check_terminal
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_

Rehearse = Annotated[
    bool,
    typer.Option("--rehearse", help=N_("Rehearse on a copy that the whole team can join; the session is not changed.")),
]


def run(ctx: typer.Context, session: o.SessionName, rehearse: Rehearse = False, speed: o.Speed = None) -> int:
    context = context_of(ctx)
    if not rehearse and speed is None:
        return context.open_screen("run", session)
    slug = context.workspace.find(session)
    if not rehearse and context.sessions.rehearsal_of(slug) != slug:
        if speed == 1:
            return context.open_screen("run", slug)
        raise Usage(N_("--speed only works in a rehearsal: add --rehearse."))
    check_terminal(ctx.command_path)
    return open_rehearsal(context, slug, speed)


def open_rehearsal(context: CliContext, slug: str, speed: int | None = None) -> int:
    """Open the screen on the rehearsal of a session, made where there is none, and say what can become of it."""
    name = context.sessions.rehearse(slug, speed)
    code = context.screens.open("run", name)
    _ = context.language
    context.out.talk(_(N_("The rehearsal “{name}” is still on your list."), name=name))
    context.out.talk(_(N_("To delete it: “facilitate session delete {name}”."), name=name))
    context.out.talk(_(N_("To make it a session of its own: “facilitate session keep {name}”."), name=name))
    return code


COMMAND = Command(
    "run",
    run,
    N_("Open the facilitator’s screen: the agenda, the clock, the tables at a glance."),
    "facilitate run paris",
)
