"""Live connections: each takes from its source what it has not had, when there is some, and as fast as it can."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from facilitate.web.hub.auth import token_of
from facilitate.web.hub.broadcaster import Broadcaster
from facilitate.web.hub.clients import Client
from facilitate.web.hub.json_documents import event, table_document
from facilitate.web.serving.responses import NO_STORE

_NOTHING = b": \n\n"
_LONGEST_NAME = 64  # by which a page calls its device
_GREETING = b": facilitate\n\n"  # who comes back and has missed nothing knows by it that this is the hub


class StreamSource(Protocol):
    """The source of what one connection is sent."""

    def pull(self) -> bytes:
        """Return what the connection was not sent yet, as server-sent events; it counts as sent from now on."""
        ...


class TableSource:
    """A table's page: first the whole table, or what is new since the mark it shows."""

    def __init__(self, broadcaster: Broadcaster, table: int, mark: str) -> None:
        self._broadcaster = broadcaster
        self._table = table
        self._sent_until = broadcaster.feed(table).number_of(mark)
        self._greeting = _GREETING

    def pull(self) -> bytes:
        """Return the whole table where its mark is unknown, and from then on what changed."""
        workshop, feed = self._broadcaster.workshop, self._broadcaster.feed(self._table)
        sent_until, self._sent_until = self._sent_until, feed.number
        if sent_until is None:
            self._greeting = b""
            return event("table", table_document(workshop, self._table, self._broadcaster.asks), feed.mark(feed.number))
        greeting, self._greeting = self._greeting, b""
        return greeting + feed.since(sent_until, partial(self._broadcaster.written_heading, self._table))


class EventStream(Response):
    """A response that goes on for as long as both sides want."""

    def __init__(
        self, broadcaster: Broadcaster, client: Client, source: StreamSource, heartbeat_seconds: float
    ) -> None:
        super().__init__(headers=NO_STORE, media_type="text/event-stream")
        del self.headers["content-length"]
        self._broadcaster = broadcaster
        self._client = client
        self._source = source
        self._heartbeat = heartbeat_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 -- as ASGI calls it
        """Talk until one side has enough."""
        with self._broadcaster.clients.entered(self._client):
            listening = asyncio.create_task(self._notice_leaving(receive))
            try:
                await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
                await self._talk(send)
            finally:
                listening.cancel()

    async def _talk(self, send: Send) -> None:
        client = self._client
        while not client.has_left:
            client.wake.clear()
            if client.ending:
                await _send_chunk(send, event(client.ending, {}), more=False)
                return
            if chunk := self._source.pull():
                await _send_chunk(send, chunk)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(self._heartbeat):
                    await client.wake.wait()
                continue
            await _send_chunk(send, _NOTHING)

    async def _notice_leaving(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._client.leave()


async def _send_chunk(send: Send, text: bytes, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": text, "more_body": more})


def client_of(broadcaster: Broadcaster, request: Request, table: int, *, everything: bool = False) -> Client:
    """Return a client for a device that begins to listen."""
    agent, now = request.headers.get("user-agent", ""), broadcaster.workshop.clock.now()
    name = request.headers.get("x-device", "")[:_LONGEST_NAME]
    return Client(table, token_of(request), agent, now, name=name, everything=everything)
