"""uvicorn in the program's own loop: it takes no signals, writes no log, and is told when to stop."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from starlette.types import ASGIApp
from uvicorn import Config, Server

from facilitate.web.serving.connections import HEAD_MOST, BoundedProtocol, ProtocolRules

_SILENT = logging.CRITICAL + 1
_KEPT_ALIVE = 30
_PATIENCE = 0.3


class QuietServer(Server):
    """One server on one socket."""

    def __init__(self, application: ASGIApp, rules: ProtocolRules) -> None:
        protocol: Any = partial(BoundedProtocol, rules)
        super().__init__(
            Config(
                application,
                http=protocol,
                ws="none",
                lifespan="off",
                interface="asgi3",
                log_config=None,
                log_level=_SILENT,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                date_header=False,
                timeout_keep_alive=_KEPT_ALIVE,
                h11_max_incomplete_event_size=HEAD_MOST,
            )
        )
        self._ready = asyncio.Event()
        self._asked_to_stop = asyncio.Event()
        self.running: asyncio.Task[None] | None = None

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the program, whose they are."""
        yield

    async def start(self, listening: socket.socket) -> None:
        """Serve in a task of its own from now on; returns when it does."""
        self.running = asyncio.create_task(self.serve([listening]), name="hub")
        ready = asyncio.create_task(self._ready.wait())
        await asyncio.wait([ready, self.running], return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if self.running.done():
            self.running.result()

    async def stop(self) -> None:
        """Take no more connections, give those there are a moment, and end."""
        if self.running is not None:
            self._asked_to_stop.set()
            await asyncio.wait([self.running], timeout=2 * _PATIENCE)
            self.running.cancel()

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until asked to stop; however that ends, nothing is left open."""
        try:
            await super().serve(sockets)
        finally:
            self._let_go(sockets or [])

    async def main_loop(self) -> None:
        """Wait to be asked to stop; uvicorn's own loop looks ten times a second whether it was."""
        self._ready.set()
        await self._asked_to_stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End every connection: those that are in the middle of an answer after a moment, whatever they do."""
        for server in self.servers:
            server.close()
        for connection in self._connections():
            connection.shutdown()
        await self._answered()
        self._let_go(sockets or [])
        await self._answered()
        for task in self.server_state.tasks:
            task.cancel()

    def _let_go(self, sockets: list[socket.socket]) -> None:
        for server in getattr(self, "servers", []):
            server.close()
        for listening in sockets:
            listening.close()
        for connection in self._connections():
            connection.drop()

    def _connections(self) -> list[BoundedProtocol]:
        return [each for each in self.server_state.connections if isinstance(each, BoundedProtocol)]

    async def _answered(self) -> None:
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=_PATIENCE)
