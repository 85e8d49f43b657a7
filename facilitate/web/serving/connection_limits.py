"""How many connections there may be, and which goes when another comes.

A connection is a stranger's until a request on it shows a table's token; from then on it is a guest's. A whole room may
come from one address (a repeater, a phone's hotspot), so guests are counted by token and never have to go for others;
strangers are counted by address, and the one that has asked for nothing for the longest time goes first.
"""

from __future__ import annotations

from collections import Counter
from typing import Protocol

from facilitate.system import descriptors
from facilitate.web.serving.limits import Limits

_WANTED = 4096  # descriptors
# Where the system gives few descriptors, most of them are left to the journals.
_SHARE = 3
# Of all connections an eighth is left to strangers, so that a page can always be loaded.
_FOR_STRANGERS = 8


class Connection(Protocol):
    """The members of a connection that its limits use."""

    def let_go(self) -> None:
        """End it, though nothing is wrong with it."""
        ...


class ConnectionLimits:
    """Counts the connections of one hub, which listens at `here`."""

    def __init__(self, limits: Limits, here: str) -> None:
        self._limits = limits
        self._here = here
        self._most = min(limits.connections, descriptors(_WANTED) // _SHARE)
        self._most_guests = self._most - max(1, self._most // _FOR_STRANGERS)
        self._strangers: dict[Connection, str] = {}  # by address, those that asked last at the end
        self._guests: dict[Connection, str] = {}  # by token
        self._of_address: Counter[str] = Counter()
        self._of_token: Counter[str] = Counter()

    def enter(self, connection: Connection, address: str) -> bool:
        """Take in a connection, for which a stranger may have to go; False when there is nobody who could."""
        if self._of_address[address] >= self._bound(address):
            self._let_go(next(other for other, its in self._strangers.items() if its == address))
        elif len(self._strangers) + len(self._guests) >= self._most:
            if not self._strangers:
                return False
            self._let_go(next(iter(self._strangers)))
        self._strangers[connection] = address
        self._of_address[address] += 1
        return True

    def asked(self, connection: Connection) -> None:
        """Note that a request was answered on a connection."""
        if connection in self._strangers:
            self._strangers[connection] = self._strangers.pop(connection)

    def show(self, connection: Connection, token: str) -> bool:
        """Count a connection by the token it shows, from now on; False when too many show it, or any token."""
        if self._guests.get(connection) == token:
            return True
        if self._of_token[token] >= self._limits.per_token:
            return False
        if connection not in self._guests and len(self._guests) >= self._most_guests:
            return False
        self.leave(connection)
        self._guests[connection] = token
        self._of_token[token] += 1
        return True

    def leave(self, connection: Connection) -> None:
        """Count a connection no more."""
        _take_off(connection, self._strangers, self._of_address)
        _take_off(connection, self._guests, self._of_token)

    def _let_go(self, stranger: Connection) -> None:
        self.leave(stranger)
        stranger.let_go()

    def _bound(self, address: str) -> int:
        here = address == self._here or address.startswith("127.")
        return self._limits.from_here if here else self._limits.per_address


def _take_off(connection: Connection, counted: dict[Connection, str], numbers: Counter[str]) -> None:
    name = counted.pop(connection, None)
    if name is not None:
        numbers[name] -= 1
        if not numbers[name]:
            del numbers[name]
