"""`share`: the tables connect by their own devices."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import ExitCode, Usage, has_terminal
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_, Message
from facilitate.domain.numbers import whole_number
from facilitate.domain.roles import DESK_SEAT, SYNTHESIS_SEAT, VOTE_SEAT
from facilitate.workshop.sharing.printed_links import CARDS

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
    str | None,
    typer.Option(
        "--renew",
        metavar=N_("N|sort|desk|vote"),
        help=N_(
            "Give table N, the synthesis (sort), the desk at the door (desk) or the voting page (vote) a new link, "
            "without turning sharing on; the old link stops working."
        ),
    ),
]


Close = Annotated[
    str | None,
    typer.Option(
        "--close",
        metavar=N_("N|sort|desk|vote"),
        help=N_(
            "Close the link for table N, the synthesis (sort), the desk at the door (desk) or the voting page (vote), "
            "without turning sharing on. To open it again: --renew."
        ),
    ),
]

Sorter = Annotated[
    bool,
    typer.Option(
        "--sort",
        help=N_(
            "Print the synthesis link, for a second person who sorts on a laptop of their own, without turning "
            "sharing on."
        ),
    ),
]

Desk = Annotated[
    bool,
    typer.Option(
        "--desk",
        help=N_(
            "Print the desk’s link, for the phone of whoever welcomes people at the door, without turning sharing on."
        ),
    ),
]
Voting = Annotated[
    bool,
    typer.Option(
        "--vote", help=N_("Print the link of the voting page, one for the whole room, without turning sharing on.")
    ),
]
# What links that are no table's are called in options, and as keys of an answer.
_APART = {"sort": (SYNTHESIS_SEAT, "synthesis"), "desk": (DESK_SEAT, "desk"), "vote": (VOTE_SEAT, "vote")}
_CLOSED = {
    SYNTHESIS_SEAT: N_("The synthesis link is closed (open again: --renew sort)."),
    VOTE_SEAT: N_("The link of the voting page is closed (open again: --renew vote)."),
    DESK_SEAT: N_("The desk’s link is closed (open again: --renew desk)."),
}


def share(
    ctx: typer.Context,
    session: o.SessionName,
    on: On = "",
    port: Port = 0,
    plain: Plain = False,
    renew: Renew = None,
    close: Close = None,
    *,
    sort: Sorter = False,
    desk: Desk = False,
    vote: Voting = False,
) -> int:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    if renew is not None and close is not None:
        raise Usage(N_("Use --renew or --close, not both."))
    if renew is not None or close is not None:
        return _change(context, slug, renew, close, context.sharing.place_now(slug, on, port))
    if sort + desk + vote > 1:
        raise Usage(N_("Choose one of {options}."), options="--sort, --desk, --vote")
    if sort or desk or vote:
        seat = SYNTHESIS_SEAT if sort else DESK_SEAT if desk else VOTE_SEAT
        context.sharing.keys(slug).give(seat)
        return _tell(context, slug, seat, context.sharing.place_now(slug, on, port))
    if plain or context.out.json or not has_terminal():
        from facilitate.cli.plain_sharing import serve

        return serve(context, slug, on, port)
    return context.screens.open_share(slug, on, port)


def _change(context: CliContext, slug: str, renew: str | None, close: str | None, place: tuple[str, Message]) -> int:
    """Renew or close one link; a hub that is open in another program heeds it."""
    keys = context.sharing.keys(slug)
    named, change = (close or "", keys.close) if renew is None else (renew, keys.renew)
    seat = _APART[named][0] if named in _APART else whole_number(named)
    if seat is None:
        raise Usage(N_("“{value}” is no link here: write the number of a table, sort, desk or vote."), value=named)
    if named not in _APART:
        context.sessions.open_read_only(slug).ideas.check_table(seat)
    change(seat)
    if seat == VOTE_SEAT and any(each.kind != CARDS for each in keys.printed):
        context.out.talk(f"! {context.language(_OLD_SHEETS)}")
    return _tell(context, slug, seat, place)


_OLD_SHEETS = N_(
    "The QR codes of slips and closing sheets printed before no longer work: print new ones (vote slips, feedback "
    "sheets), or show the projection’s. The codes of slips are good all the same."
)


def _tell(context: CliContext, slug: str, seat: int, place: tuple[str, Message]) -> int:
    """Print a link and whether it leads anywhere now, or that it is closed."""
    from facilitate.workshop.sharing.devices import link

    address, sentence = place
    where = link(address, context.sharing.keys(slug), seat)
    whose: dict[str, object] = {key: True for number, key in _APART.values() if number == seat} or {"table": seat}
    context.out.result({"session": slug, **whose, "link": where}, *([where] if where else []))
    if where:
        context.out.talk(context.language.message(sentence))
    else:
        closed = _CLOSED.get(seat, N_("The link for table {table} is closed."))
        context.out.talk(context.language(closed, table=seat))
    return ExitCode.DONE


COMMAND = Command(
    "share",
    share,
    N_("Connect the tables (phones, laptops) over the room’s network, without internet."),
    "facilitate share paris",
)
