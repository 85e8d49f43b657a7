"""`share`: the tables connect by their own devices."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import ExitCode, Usage, has_terminal
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_

On = Annotated[
    str,
    typer.Option(
        "--on", metavar=N_("ADDRESS"), help=N_("Use this address of this computer (default: the likeliest one).")
    ),
]


Port = Annotated[
    int,
    typer.Option("--port", metavar="N", min=0, max=65_535, help=N_("Use this port (default: the one used last time).")),
]


Plain = Annotated[
    bool,
    typer.Option(
        "--plain", help=N_("No screen: show the links, then each connection and disconnection, until Ctrl+C.")
    ),
]


Renew = Annotated[
    int | None,
    typer.Option("--renew", metavar="N", help=N_("Only give table N a new link; the old one no longer works.")),
]


Close = Annotated[
    int | None, typer.Option("--close", metavar="N", help=N_("Only close the link of table N (open again: --renew)."))
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
    context = context_of(ctx)
    slug = context.workspace.find(session)
    if renew is not None and close is not None:
        raise Usage(N_("Use --renew or --close, not both."))
    if renew is not None or close is not None:
        return _change(context, slug, renew, close, context.sharing.address(slug, on, port))
    if plain or context.out.json or not has_terminal():
        from facilitate.cli.plain_sharing import serve

        return serve(context, slug, on, port)
    return context.screens.open_share(slug, on, port)


def _change(context: CliContext, slug: str, renew: int | None, close: int | None, address: str) -> int:
    """Renew or close one table's link; a hub that is open in another program heeds it."""
    from facilitate.workshop.sharing.devices import link

    keys = context.sharing.keys(slug)
    table, change = (close or 0, keys.close) if renew is None else (renew, keys.renew)
    context.sessions.open_read_only(slug).ideas.check_table(table)
    change(table)
    where = link(address, keys, table)
    context.out.result({"session": slug, "table": table, "link": where}, *([where] if where else []))
    if not where:
        context.out.talk(context.language(N_("The link of table {table} is closed."), table=table))
    return ExitCode.DONE


COMMAND = Command(
    "share",
    share,
    N_("Connect the tables (phones, laptops) over the room’s network, without internet."),
    "facilitate share paris",
)
