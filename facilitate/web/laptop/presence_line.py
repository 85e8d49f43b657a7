"""Who is at the synthesis, between a sorter's laptop and the hub: what is shown here goes there, and the other way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, NoReturn

from facilitate.domain.values.presence import Presence, presence_of
from facilitate.web.laptop.protocol import HubConnection
from facilitate.workshop.ports import PresenceBoard

_LOOK = 0.25
_AGAIN = 4.0  # who is silent for ten seconds counts as gone


class PresenceLine:
    """The board in the laptop's copy, kept as it is at the hub while the line holds. `own`: how its writers begin."""

    def __init__(self, board: PresenceBoard, own: str) -> None:
        self._board = board
        self._own = own
        self._there: dict[str, Presence] = {}

    def take(self, documents: Any) -> None:
        """Show here who is there, as the hub says."""
        found = filter(None, map(presence_of, documents if isinstance(documents, list) else []))
        there = {here.writer: here for here in found if not here.writer.startswith(self._own)}
        for writer in self._there.keys() - there.keys():
            self._board.leave(writer)
        self._there = there
        self._keep()

    def cut(self) -> None:
        """Show nobody from there any more: nothing is known of them now."""
        self.take([])

    def _keep(self) -> None:
        for here in self._there.values():
            self._board.show(here)

    async def tell(self, connection: HubConnection, connected: Callable[[], bool]) -> NoReturn:
        """Say who is here whenever that changes, and from time to time."""
        last: tuple[Presence, ...] | None = None
        at = float("-inf")
        now = asyncio.get_running_loop().time
        while True:
            await asyncio.sleep(_LOOK)
            if not connected():
                continue
            self._keep()
            here = tuple(one for one in self._board.others("") if one.writer.startswith(self._own))
            if here != last or now() - at >= _AGAIN:
                await connection.tell([one.document() for one in here])
                last, at = here, now()
