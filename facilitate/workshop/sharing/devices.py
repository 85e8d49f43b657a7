"""What screens and commands alike say of the hub: the links, the tables they are for, and who came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_
from facilitate.domain.roles import DESK_SEAT, VOTE_SEAT
from facilitate.domain.session import Session

if TYPE_CHECKING:
    from facilitate.workshop.sharing.ports import Guest, Hub, Interface, Keys

LOOPBACK = "127.0.0.1"
DESK = "/d"  # the path of the desk’s page: as short as a code needs on a small screen
VOTE = "/v"  # and of the page on which the room votes
_PATHS = {DESK_SEAT: DESK, VOTE_SEAT: VOTE}
TOKEN_GROUPS = 4
# What Windows' firewall asks when a program first listens to other machines, and again on another network.
FIREWALL = N_(
    "Windows may now ask whether to let devices reach facilitate: choose Allow, for private "
    "and public networks. Otherwise no phone or laptop can connect."
)


def link(address: str, keys: Keys, table: int) -> str:
    """Return what a table's device opens: the hub's address, the table's token, and the hub's key.

    What stands after the `#` is never sent with a request, so no log holds it.
    """
    path = path_of(keys, table) if address else ""
    return f"{address}{path}" if path else ""


def path_of(keys: Keys, table: int) -> str:
    """Return what stands behind the hub's address in a link; nothing where the link is closed."""
    token = keys.token(table)
    return f"{_PATHS.get(table, '/')}#{token}-{keys.key(table)}" if token else ""


def short(whole: str) -> str:
    """Return a link to be read aloud or typed: without the hub's key, which a laptop then learns at first contact."""
    address, sign, groups = whole.partition("#")
    return f"{address}{sign}{'-'.join(groups.split('-')[:TOKEN_GROUPS])}"


def tables_of(session: Session) -> range:
    """Return the tables that get a link; a room has one table at least."""
    return range(1, max(session.plan.tables, 1) + 1)


def used(hub: Hub) -> Interface | None:
    """Return the interface the hub listens on; None while it is closed."""
    host = hub.address.removeprefix("http://").rpartition(":")[0].strip("[]")
    if not host:
        return None
    from facilitate.workshop.sharing.ports import Interface

    return next((each for each in hub.interfaces() if each.address == host), Interface("", host))


def coming_and_going(before: Iterable[Guest], now: Iterable[Guest]) -> tuple[list[Guest], list[Guest]]:
    """Return who came and who went between two looks; two phones of one table may have come at the same time."""
    was, are = Counter(before), Counter(now)
    return list((are - was).elements()), list((was - are).elements())
