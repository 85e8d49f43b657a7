"""Who is connected: each live connection is a visit. While a table has one, its journal is held."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime

from facilitate.domain.errors import FacilitateError
from facilitate.domain.roles import table_role
from facilitate.workshop.recorder.recorder import Recorder
from facilitate.workshop.sharing.ports import Guest

CLOSED, BYE = "closed", "bye"


class Visit:
    """One device that listens; `everything`: not to its own table only. `ending` is how it is told that it is over."""

    def __init__(self, table: int, token: str, agent: str, since: datetime, *, everything: bool = False) -> None:
        self.token = token
        self.guest = Guest(table, device_of(agent), since)
        self.everything = everything
        self.ending = ""
        self.gone = False
        self.wake = asyncio.Event()

    @property
    def table(self) -> int:
        """The table it came for."""
        return self.guest.table

    def end(self, how: str) -> None:
        """Have it told, and over."""
        self.ending = self.ending or how
        self.wake.set()

    def leave(self) -> None:
        """Note that nobody listens any more."""
        self.gone = True
        self.wake.set()


class Visits:
    """All who are here, in order of arrival. `changed` is called when somebody comes or goes."""

    def __init__(self, recorder: Recorder, changed: Callable[[], None]) -> None:
        self._recorder = recorder
        self._changed = changed
        self._here: dict[Visit, None] = {}
        self._held: dict[int, ExitStack] = {}
        self._over = False
        self._empty = asyncio.Event()
        self._empty.set()

    def __iter__(self) -> Iterator[Visit]:
        return iter(tuple(self._here))

    def __len__(self) -> int:
        return len(self._here)

    @contextmanager
    def entered(self, visit: Visit) -> Iterator[None]:
        """Count it as here."""
        self._here[visit] = None
        self._empty.clear()
        if self._over:
            visit.end(BYE)
        self._hold(visit.table)
        self._changed()
        try:
            yield
        finally:
            del self._here[visit]
            if not self._here:
                self._empty.set()
            if all(other.table != visit.table for other in self._here):
                self._let_go(visit.table)
            self._changed()

    def show_out(self, table_of: Callable[[str], int | None]) -> None:
        """Tell everyone whose token does not open their table any more, whoever took it back, that it is closed."""
        for visit in self:
            if table_of(visit.token) != visit.table:
                visit.end(CLOSED)

    def end_all(self) -> None:
        """Say goodbye to everyone, and to whoever still comes."""
        self._over = True
        for visit in self:
            visit.end(BYE)

    async def all_gone(self, seconds: float) -> None:
        """Wait until the goodbyes are said, for so long at most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._empty.wait()

    def _hold(self, table: int) -> None:
        """Show that the table is there; it may write all the same where that cannot be shown."""
        if table in self._held or self._over:
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


def device_of(agent: str) -> str:
    """What a client says it is, by its `User-Agent`."""
    said = agent.lower()
    if said.startswith("facilitate/"):
        return "facilitate"
    if "ipad" in said or "tablet" in said or ("android" in said and "mobile" not in said):
        return "tablet"
    return "phone" if "mobi" in said or "iphone" in said or "android" in said else "computer"
