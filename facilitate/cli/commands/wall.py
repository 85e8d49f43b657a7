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
from facilitate.i18n import Language
from facilitate.labels import PROJECTIONS, value_meant, words_for

What = Annotated[
    str,
    typer.Argument(
        metavar=N_("WHAT"),
        help=N_(
            "What to project: clock, question, counts, typology, proposals (within each category), seats (everybody’s "
            "table, by the number on the badge), report back (the table that speaks), review (what became of the "
            "actions of earlier events), vote (how far it is, then its result), feedback (the closing questions and "
            "how many answered) or blank (default: only show the current choice)."
        ),
    ),
]


def wall(ctx: typer.Context, session: o.SessionName, what: What = "") -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    if what:
        opened.wall.show(_read(what, context.language))
    shown = opened.session.wall.value
    context.out.result({"wall": shown}, context.language(PROJECTIONS[shown]))
    if what and shown == WallContent.VOTE and opened.votes.current is None:
        context.out.talk(context.language(_NO_VOTE_YET, session=opened.log.slug))


_NO_VOTE_YET = N_(
    "No vote is open yet, and the room sees that it will vote. “facilitate vote open {session}” opens one: its "
    "proposals with their letters, the QR code and how many voted are shown then, and the result once it is closed."
)


def _read(what: str, _: Language) -> WallContent:
    meant = value_meant(PROJECTIONS, what, _)
    if meant not in PROJECTIONS:
        choices = words_for(PROJECTIONS, _)
        raise Usage(N_("“{what}” cannot be projected. Choose one of: {choices}."), what=what, choices=choices)
    return WallContent(meant)


COMMAND = Command(
    "wall",
    wall,
    N_("Choose what to project for the room, or show the current choice."),
    "facilitate wall paris question",
)
