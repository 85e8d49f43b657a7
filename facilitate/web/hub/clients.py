"""Who is connected: each live connection is a client. While a table has one, its journal is held."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from facilitate.domain.errors import FacilitateError
from facilitate.domain.roles import DESK_SEAT, SYNTHESIS_SEAT, table_role
from facilitate.domain.values.presence import Presence
from facilitate.workshop.ports import PresenceBoard
from facilitate.workshop.recorder.recorder import Recorder
from facilitate.workshop.sharing.ports import Guest

CLOSED, BYE = "closed", "bye"


class Client:
    """One device that listens; `everything`: not to its own table only. `ending` is how it is told that it is over.

    `name` is what its page calls this device, which is kept nowhere.
    """

    def __init__(
        self, table: int, token: str, agent: str, since: datetime, *, name: str = "", everything: bool = False
    ) -> None:
        self.token = token
        self.name = name
        self.guest = Guest(table, device_of(agent), since)
        self.everything = everything
        self.ending = ""
        self.has_left = False
        self.wake = asyncio.Event()

    @property
    def table(self) -> int:
        """The table it came for."""
        return self.guest.table

    def end(self, how: str) -> None:
        """End the connection, once its device was told `how`."""
        self.ending = self.ending or how
        self.wake.set()

    def leave(self) -> None:
        """Note that nobody listens any more."""
        self.has_left = True
        self.wake.set()


class Clients:
    """All who are here, in order of arrival. `changed` is called when somebody comes or goes."""

    def __init__(self, recorder: Recorder, changed: Callable[[], None]) -> None:
        self._recorder = recorder
        self._changed = changed
        self._here: dict[Client, None] = {}
        self._held: dict[int, ExitStack] = {}
        self._over = False
        self._empty = asyncio.Event()
        self._empty.set()

    def __iter__(self) -> Iterator[Client]:
        return iter(tuple(self._here))

    def __len__(self) -> int:
        return len(self._here)

    @contextmanager
    def entered(self, client: Client) -> Iterator[None]:
        """Count a client as connected while the context lasts, and hold its table's journal."""
        self._here[client] = None
        self._empty.clear()
        if self._over:
            client.end(BYE)
        self._hold(client.table)
        self._changed()
        try:
            yield
        finally:
            del self._here[client]
            if not self._here:
                self._empty.set()
            if all(other.table != client.table for other in self._here):
                self._let_go(client.table)
            self._changed()

    def note(self, table: int, name: str, **health: Any) -> None:
        """Note how a device says that it is, as `Guest` has it."""
        for client in self._here:
            if client.table == table and name and client.name == name:
                client.guest = replace(client.guest, **health)
                self._changed()

    def show_out(self, table_of: Callable[[str], int | None]) -> None:
        """Tell everyone whose token does not open their table any more, whoever took it back, that it is closed."""
        for client in self:
            if table_of(client.token) != client.table:
                client.end(CLOSED)

    def end_all(self) -> None:
        """Say goodbye to everyone, and to whoever still comes."""
        self._over = True
        for client in self:
            client.end(BYE)

    async def all_left(self, seconds: float) -> None:
        """Wait until every client has been told and has left, for so many seconds at most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._empty.wait()

    def _hold(self, table: int) -> None:
        """Show that the table is there; it may write all the same where that cannot be shown."""
        if table in (SYNTHESIS_SEAT, DESK_SEAT) or table in self._held or self._over:
            return
        holding = ExitStack()
        with suppress(FacilitateError, OSError):
            holding.enter_context(self._recorder.log.writing_as(table_role(table)))
            self._held[table] = holding

    def _let_go(self, table: int) -> None:
        holding = self._held.pop(table, None)
        if holding is not None:
            with suppress(FacilitateError, OSError):
                holding.close()


class HubPresence:
    """The board of the session, and which of those on it came by the hub."""

    def __init__(self, board: PresenceBoard, clients: Clients) -> None:
        self._board = board
        self._clients = clients
        self._came: set[str] = set()
        self.here: tuple[Presence, ...] = ()

    def show(self, here: Iterable[Presence]) -> None:
        """Show who is on a laptop."""
        for one in here:
            self._came.add(one.writer)
            self._board.show(one)

    def look(self) -> None:
        """See who is there now, and wake the laptops of sorters where that changed."""
        sorters = [client for client in self._clients if client.table == SYNTHESIS_SEAT]
        if not sorters:
            self._show_out()
            return
        here = self._board.others("")
        if here != self.here:
            self.here = here
            for client in sorters:
                client.wake.set()

    def _show_out(self) -> None:
        while self._came:
            self._board.leave(self._came.pop())


def device_of(agent: str) -> str:
    """Return the kind of device a client says it is, by its `User-Agent`."""
    product = agent.lower()
    if product.startswith("facilitate/"):
        return "facilitate"
    if "ipad" in product or "tablet" in product or ("android" in product and "mobile" not in product):
        return "tablet"
    return "phone" if "mobi" in product or "iphone" in product or "android" in product else "computer"
