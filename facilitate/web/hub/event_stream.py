"""Live connections: each takes from its source what it has not had, when there is some, and as fast as it can."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from facilitate.web.hub.auth import token_of
from facilitate.web.hub.broadcaster import Room
from facilitate.web.hub.clients import Visit
from facilitate.web.hub.documents import event, table_document
from facilitate.web.hub.responses import NO_STORE

_NOTHING = b": \n\n"
_GREETING = b": facilitate\n\n"  # who comes back and has missed nothing knows by it that this is the hub


class Source(Protocol):
    """What one connection is to hear."""

    def pull(self) -> bytes:
        """What it has not had yet, as server-sent events; it counts as had."""
        ...


class TableSource:
    """A table's page: first the whole table, or what is new since the mark it shows."""

    def __init__(self, room: Room, table: int, mark: str) -> None:
        self._room = room
        self._table = table
        self._heard = room.feed(table).number_of(mark)
        self._greeting = _GREETING

    def pull(self) -> bytes:
        """The whole table, or what changed."""
        workshop, feed = self._room.workshop, self._room.feed(self._table)
        heard, self._heard = self._heard, feed.number
        if heard is None:
            self._greeting = b""
            return event("table", table_document(workshop, self._table), feed.mark(feed.number))
        greeting, self._greeting = self._greeting, b""
        return greeting + feed.since(heard, self._room.written_heading)


class EventStream(Response):
    """A response that goes on for as long as both sides want."""

    def __init__(self, room: Room, visit: Visit, source: Source, heartbeat_seconds: float) -> None:
        super().__init__(headers=NO_STORE, media_type="text/event-stream")
        del self.headers["content-length"]
        self._room = room
        self._visit = visit
        self._source = source
        self._heartbeat = heartbeat_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 -- as ASGI calls it
        """Talk until one side has enough."""
        with self._room.visits.entered(self._visit):
            listening = asyncio.create_task(self._notice_leaving(receive))
            try:
                await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
                await self._talk(send)
            finally:
                listening.cancel()

    async def _talk(self, send: Send) -> None:
        visit = self._visit
        while not visit.gone:
            visit.wake.clear()
            if visit.ending:
                await _say(send, event(visit.ending, {}), more=False)
                return
            if said := self._source.pull():
                await _say(send, said)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(self._heartbeat):
                    await visit.wake.wait()
                continue
            await _say(send, _NOTHING)

    async def _notice_leaving(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._visit.leave()


async def _say(send: Send, text: bytes, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": text, "more_body": more})


def visit_of(room: Room, request: Request, table: int, *, everything: bool = False) -> Visit:
    """Somebody who begins to listen."""
    agent, now = request.headers.get("user-agent", ""), room.workshop.recorder.now()
    return Visit(table, token_of(request), agent, now, everything=everything)
