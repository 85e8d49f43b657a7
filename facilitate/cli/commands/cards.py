"""`cards`: a page to print, with a card for each table."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_
from facilitate.domain.roles import SYNTHESIS_SEAT
from facilitate.workshop.sharing.wifi import wifi_of

Address = Annotated[
    str,
    typer.Option(
        "--address", metavar="http://…", help=N_("Address on the cards (default: the one “share” would use now).")
    ),
]

WifiName = Annotated[
    str,
    typer.Option(
        "--wifi",
        metavar=N_("NAME"),
        help=N_("Print the room’s wifi too, with a QR code to join it. The password is asked for, and not shown."),
    ),
]

NoWifi = Annotated[bool, typer.Option("--no-wifi", help=N_("Forget the wifi, and print the cards without it."))]


def cards(
    ctx: typer.Context,
    session: o.SessionName,
    address: Address = "",
    wifi: WifiName = "",
    *,
    no_wifi: NoWifi = False,
    replace: o.Replace = False,
) -> None:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    if wifi and no_wifi:
        raise Usage(N_("Choose one of {options}."), options="--wifi, --no-wifi")
    if address and not address.startswith("http://"):
        raise Usage(N_("“{address}” is not an address for cards: it must begin with http://."), address=address)
    if wifi or no_wifi:
        context.sharing.keys(slug).keep_wifi(wifi_of(wifi, _password(context)) if wifi else None)
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
    if kept_wifi := context.sharing.keys(slug).wifi:
        shown = N_("They show the wifi {name} and how to join it (to leave it out again: --no-wifi).")
        context.out.talk(_(shown, name=kept_wifi.name))
    if context.sharing.keys(slug).given(SYNTHESIS_SEAT):
        context.out.talk(_(N_("The last card opens the synthesis: it is for the second person who sorts.")))


def _password(context: CliContext) -> str:
    """Return the password as somebody types it, unseen, or as the first line of what is piped in; never an option."""
    if sys.stdin is None or not sys.stdin.isatty():
        line = sys.stdin.readline() if sys.stdin else ""
        if not line:
            raise Usage(N_("The wifi’s password is asked for: run the command in a terminal, or pipe it in as a line."))
        return line.rstrip("\r\n")
    from getpass import getpass

    return getpass(context.language(N_("Password of the wifi (it is not shown; Enter alone: an open network):")) + " ")


COMMAND = Command(
    "cards",
    cards,
    N_("Create a page to print: for each table, a card with its QR code and a paper form on the back."),
    "facilitate cards paris",
)
