"""`share` and `cards`: the tables connect by their own devices."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import Door, door_of
from facilitate.cli.output import ExitCode, Usage
from facilitate.cli.publishing import tell_kept
from facilitate.cli.registry import Command
from facilitate.cli.screens import has_terminal
from facilitate.domain.errors import N_

On = Annotated[
    str,
    typer.Option(
        "--on", metavar=N_("ADDRESS"), help=N_("Listen on this address of this machine, instead of the likeliest one.")
    ),
]
Port = Annotated[
    int,
    typer.Option(
        "--port", metavar="N", min=0, max=65_535, help=N_("Listen on this port, instead of that of last time.")
    ),
]
Plain = Annotated[
    bool, typer.Option("--plain", help=N_("Open no screen: print the links, then say who comes until Ctrl+C."))
]
Renew = Annotated[
    int | None,
    typer.Option("--renew", metavar="N", help=N_("Only give table N another link; the old one opens nothing more.")),
]
Close = Annotated[
    int | None, typer.Option("--close", metavar="N", help=N_("Only close the link of table N; --renew opens it again."))
]
Address = Annotated[
    str,
    typer.Option(
        "--address", metavar="http://…", help=N_("The address on the cards, instead of that “share” would have now.")
    ),
]


def share(
    ctx: typer.Context,
    session: o.SessionName,
    on: On = "",
    port: Port = 0,
    plain: Plain = False,
    renew: Renew = None,
    close: Close = None,
) -> int:
    door = door_of(ctx)
    slug = door.house.find(session)
    if renew is not None and close is not None:
        raise Usage(N_("Name --renew or --close, not both."))
    if renew is not None or close is not None:
        return _change(door, slug, renew, close, door.house.announced(slug, on, port))
    if plain or door.out.json or not has_terminal():
        from facilitate.cli.sharing import serve

        return serve(door, slug, on, port)
    return door.house.share(door.language, slug, on, port)


def _change(door: Door, slug: str, renew: int | None, close: int | None, address: str) -> int:
    """Renew or close one table's link; a hub that is open in another program heeds it."""
    from facilitate.workshop.sharing.devices import link

    keys = door.house.keys(slug)
    table, change = (close or 0, keys.close) if renew is None else (renew, keys.renew)
    door.house.looking(slug).ideas.check_table(table)
    change(table)
    where = link(address, keys, table)
    door.out.result({"session": slug, "table": table, "link": where}, *([where] if where else []))
    if not where:
        door.out.talk(door.language(N_("The link of table {table} is closed."), table=table))
    return ExitCode.DONE


def cards(ctx: typer.Context, session: o.SessionName, address: Address = "", *, replace: o.Replace = False) -> None:
    door = door_of(ctx)
    slug = door.house.find(session)
    if address and not address.startswith("http://"):
        raise Usage(N_("“{address}” is no address for cards: it begins with http://."), address=address)
    where = address.rstrip("/#") or door.house.announced(slug)
    made = door.house.cards(slug, door.house.session(slug), where, replace=replace)
    kept = [str(made.kept)] if made.kept else []
    door.out.result({"session": slug, "file": str(made.path), "kept": kept, "address": where}, str(made.path))
    tell_kept(door, [made])
    _ = door.language
    door.out.talk(_(N_("The cards hold as long as this laptop keeps the address {address}."), address=where))
    door.out.talk(_(N_("They open the tables to whoever has them: hand them out in the room only.")))


COMMANDS = (
    Command(
        "share",
        share,
        N_("Lets the tables in by their own phones and laptops: a QR code for each table."),
        "facilitate share paris",
    ),
    Command(
        "cards",
        cards,
        N_("Writes a page to print: for each table a card with its QR code, a paper form on the back."),
        "facilitate cards paris",
    ),
)
