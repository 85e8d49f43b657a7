"""`cards`: a page to print, with a card for each table."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_

Address = Annotated[
    str,
    typer.Option(
        "--address", metavar="http://…", help=N_("The address on the cards, instead of that “share” would have now.")
    ),
]


def cards(ctx: typer.Context, session: o.SessionName, address: Address = "", *, replace: o.Replace = False) -> None:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    if address and not address.startswith("http://"):
        raise Usage(N_("“{address}” is no address for cards: it begins with http://."), address=address)
    where = address.rstrip("/#") or context.sharing.address(slug)
    made = context.sharing.write_cards(context.sessions.open_read_only(slug), where, replace=replace)
    kept = [str(made.kept)] if made.kept else []
    context.out.result({"session": slug, "file": str(made.path), "kept": kept, "address": where}, str(made.path))
    context.say_kept([made])
    _ = context.language
    context.out.talk(_(N_("The cards hold as long as this laptop keeps the address {address}."), address=where))
    context.out.talk(_(N_("They open the tables to whoever has them: hand them out in the room only.")))


COMMAND = Command(
    "cards",
    cards,
    N_("Writes a page to print: for each table a card with its QR code, a paper form on the back."),
    "facilitate cards paris",
)
