"""One connection with its limits: how long it may keep us waiting, and how much it may leave unread."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from facilitate.web.serving.connection_limits import ConnectionLimits
from facilitate.web.serving.limits import Limits

HEAD_MOST = 16 * 1024
_AT_ONCE = 0.1  # seconds; the loop of Windows hands on an answer in several turns


class ProtocolRules:
    """What all connections of one hub share. `malformed` answers what is not HTTP at all."""

    def __init__(
        self,
        limits: Limits,
        gate: ConnectionLimits,
        malformed: tuple[list[tuple[bytes, bytes]], bytes],
        unforeseen: Callable[[Exception], object],
    ) -> None:
        self.limits = limits
        self.gate = gate
        self.malformed = malformed
        self.unforeseen = unforeseen


class BoundedProtocol(H11Protocol):
    """uvicorn's connection with limits: on how long it may be half open, and on what it was sent and does not read."""

    def __init__(self, rules: ProtocolRules, **uvicorn: Any) -> None:
        super().__init__(**uvicorn)
        self._rules = rules
        self._head_due: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self.app_state = {**self.app_state, "drop": self.drop, "show": self.show}

    def drop(self) -> None:
        """End it now, whatever was still to be sent."""
        self.transport.abort()

    def let_go(self) -> None:
        """End it; what was answered already still arrives, if it is taken at once."""
        self.transport.close()
        if self.transport.get_write_buffer_size():
            self.loop.call_later(_AT_ONCE, self.drop)

    def show(self, token: str) -> bool:
        """Note that a request on it brought a table's token; False when there are too many already."""
        return self._rules.gate.show(self, token)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # The loop of Windows leaves it out for connections it accepts: an answer waited for what it acknowledges.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._rules.gate.enter(self, self.client[0] if self.client else ""):
            self._await_head()
        else:
            self.drop()

    def connection_lost(self, exc: Exception | None) -> None:
        self._rules.gate.leave(self)
        self._forget_head()
        self._forget_stall()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        try:
            super().data_received(data)
        except Exception as error:  # noqa: BLE001 -- whatever a stranger sent costs him his connection, nobody else anything
            self._rules.unforeseen(error)
            self.drop()
        self._watch_head()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._rules.gate.asked(self)
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
        headers, body = self._rules.malformed
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
        self._head_due = self.loop.call_later(self._rules.limits.head_seconds, self.drop)

    def _await_taking(self) -> None:
        left = self.transport.get_write_buffer_size()
        self._stalled = self.loop.call_later(self._rules.limits.stall_seconds, self._see_what_was_taken, left)

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
