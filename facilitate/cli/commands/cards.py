"""`cards`: a page to print, with a card for each table."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_
from facilitate.domain.roles import SYNTHESIS_SEAT

Address = Annotated[
    str,
    typer.Option(
        "--address", metavar="http://…", help=N_("Address on the cards (default: the one “share” would use now).")
    ),
]


def cards(ctx: typer.Context, session: o.SessionName, address: Address = "", *, replace: o.Replace = False) -> None:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    if address and not address.startswith("http://"):
        raise Usage(N_("“{address}” is not an address for cards: it must begin with http://."), address=address)
    where, sentence = (address.rstrip("/#"), None) if address else context.sharing.place_now(slug)
    made = context.sharing.write_cards(context.sessions.open_read_only(slug), where, replace=replace)
    kept = [str(made.kept)] if made.kept else []
    context.out.result(
        {"session": slug, "file": str(made.path), "kept": kept, "address": where}, str(made.path), whole=True
    )
    context.say_kept([made])
    _ = context.language
    if sentence:
        context.out.talk(_.message(sentence))
    if made.path.suffix == ".pdf":  # a page for a browser says it itself
        how = N_(
            "Print double-sided on A4 paper, flipped on the long edge, so that each form falls on the back of its card."
        )
        context.out.talk(_(how))
    context.out.talk(_(N_("The cards work as long as the address of this computer is {address}."), address=where))
    context.out.talk(_(N_("Each card gives access to its table: hand them out in the room and do not publish them.")))
    if context.sharing.keys(slug).given(SYNTHESIS_SEAT):
        context.out.talk(_(N_("The last card opens the synthesis: it is for the second person who sorts.")))


COMMAND = Command(
    "cards",
    cards,
    N_("Create a page to print: for each table, a card with its QR code and a paper form on the back."),
    "facilitate cards paris",
)
