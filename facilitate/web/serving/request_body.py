"""Reading what a request brings, as far as its size and its time allow."""

from __future__ import annotations

import asyncio

from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

from facilitate.domain.errors import N_
from facilitate.domain.errors import Message as Sentence
from facilitate.web.serving.responses import Problem

_CLOSE = {"Connection": "close"}
_SWALLOWED = 2 * 1024 * 1024
_SWALLOW_SECONDS = 2.0


class Body:
    """The body of one request, read once."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._whole = False

    async def receive(self) -> Message:
        """Return the next message, as ASGI has it."""
        message = await self._receive()
        self._whole = self._whole or not message.get("more_body", False)
        return message

    async def read(self, most: int, seconds: float) -> bytes:
        """Return the whole body, of at most so many bytes, read in at most so many seconds; else raises `Problem`."""
        try:
            async with asyncio.timeout(seconds):
                return await self._read(most)
        except TimeoutError:
            raise Problem(408, Sentence(N_("What you sent took too long to arrive. Send it again.")), _CLOSE) from None

    async def _read(self, most: int) -> bytes:
        read = bytearray()
        while not self._whole:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            read += message.get("body", b"")
            if len(read) > most:
                raise Problem(413, Sentence(N_("Too much at once ({size} kB at most)."), {"size": most // 1024}))
        return bytes(read)

    async def swallow(self) -> bool:
        """Read and drop the rest of the body, so that the answer arrives; return whether its end came."""
        size = 0
        try:
            async with asyncio.timeout(_SWALLOW_SECONDS):
                while not self._whole and size < _SWALLOWED:
                    message = await self.receive()
                    size += len(message.get("body", b""))
        except TimeoutError:
            return False
        return self._whole
