"""One connection with its bounds: how many there may be, and how long one may keep us waiting."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any

import h11
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from facilitate.system import descriptors
from facilitate.web.bounds import Bounds

HEAD_MOST = 16 * 1024
# Those above the bound are told so; at twice the bound nobody is even listened to.
_TOLD = 2


class Gate:
    """Counts the connections. `busy` answers those that are too many, `malformed` what is not HTTP at all."""

    def __init__(
        self,
        bounds: Bounds,
        here: str,
        busy: ASGIApp,
        malformed: tuple[list[tuple[bytes, bytes]], bytes],
        unforeseen: Callable[[Exception], object],
    ):
        self.bounds = bounds
        self.busy = busy
        self.malformed = malformed
        self.unforeseen = unforeseen
        self._here = here
        # Where the system gives few descriptors, most of them are left to the journals.
        self._most = min(bounds.connections, descriptors() // 3)
        self._all = 0
        self._by_address: Counter[str] = Counter()

    def enter(self, address: str) -> None:
        """Count a connection."""
        self._all += 1
        self._by_address[address] += 1

    def leave(self, address: str) -> None:
        """Count one less."""
        self._all -= 1
        self._by_address[address] -= 1
        if not self._by_address[address]:
            del self._by_address[address]

    def full(self, address: str, times: int = 1) -> bool:
        """Whether there are more connections than may be, in all or from that address."""
        here = address == self._here or address.startswith("127.")
        own = self.bounds.from_here if here else self.bounds.per_address
        return self._all > self._most * times or self._by_address[address] > own * times


class BoundedProtocol(H11Protocol):
    """uvicorn's connection, which may neither be half open for long nor leave lying what it is sent."""

    def __init__(self, gate: Gate, **uvicorn: Any) -> None:
        super().__init__(**uvicorn)
        self._gate = gate
        self._address = ""
        self._head_due: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self.app_state = {**self.app_state, "drop": self.drop}

    def drop(self) -> None:
        """End it now, whatever was still to be sent."""
        self.transport.abort()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        self._gate.enter(self._address)
        if self._gate.full(self._address, _TOLD):
            self.drop()
        elif self._gate.full(self._address):
            self.app = self._gate.busy
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._gate.leave(self._address)
        self._forget_head()
        self._forget_stall()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        try:
            super().data_received(data)
        except Exception as error:  # noqa: BLE001 -- whatever a stranger sent costs him his connection, nobody else anything
            self._gate.unforeseen(error)
            self.drop()
        self._watch_head()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._watch_head()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._await_taking()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._forget_stall()

    def timeout_keep_alive_handler(self) -> None:
        if self.transport.get_write_buffer_size():
            self.drop()
        else:
            super().timeout_keep_alive_handler()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 -- uvicorn's sentence is not for people
        headers, body = self._gate.malformed
        for event in (
            h11.Response(status_code=400, headers=headers, reason=STATUS_PHRASES[400]),
            h11.Data(data=body),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _watch_head(self) -> None:
        """Give a head that has begun its time, from its first byte to its last."""
        begun = self.conn.their_state is h11.IDLE and bool(self.conn.trailing_data[0])
        if not begun:
            self._forget_head()
        elif self._head_due is None:
            self._await_head()

    def _await_head(self) -> None:
        self._head_due = self.loop.call_later(self._gate.bounds.head_seconds, self.drop)

    def _await_taking(self) -> None:
        left = self.transport.get_write_buffer_size()
        self._stalled = self.loop.call_later(self._gate.bounds.stall_seconds, self._see_what_was_taken, left)

    def _see_what_was_taken(self, left: int) -> None:
        """Drop who took nothing of what was left; who is only slow is waited for again."""
        if self.transport.get_write_buffer_size() < left:
            self._await_taking()
        else:
            self.drop()

    def _forget_head(self) -> None:
        if self._head_due is not None:
            self._head_due.cancel()
            self._head_due = None

    def _forget_stall(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None
