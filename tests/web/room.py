"""A hub on the loopback with a session on a real disk, and clients of it."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import asynccontextmanager, suppress

import httpx2

from facilitate.store.hub_tokens import FolderKeys
from facilitate.web.hub.hub import RoomHub
from tests.support.sessions import create, open_session

HERE = "127.0.0.1"
BOUND = 10


class Room:
    """What a test needs of one hub; `unforeseen` collects what nobody expected."""

    def __init__(self, home, bounds=None):
        self.home = home
        self.folder = home / "sessions" / "essai"
        if not self.folder.exists():
            create(home)
        self.workshop = open_session(home)
        self.keys = FolderKeys(self.folder)
        self.unforeseen = []
        self.hub = RoomHub(self.workshop, self.keys, bounds, self.unforeseen.append)
        self.clients = httpx2.AsyncClient(timeout=BOUND, verify=False, trust_env=False)

    @property
    def port(self):
        return int(self.hub.address.rpartition(":")[2])

    async def close(self):
        await self.clients.aclose()
        await self.hub.close()

    async def open(self):
        await self.hub.open(HERE, free_port())
        return self

    def token(self, table=1):
        return self.keys.token(table)

    def headers(self, table=1, language="en", **more):
        return {"Authorization": f"Bearer {self.token(table)}", "Accept-Language": language, **more}

    async def get(self, path="/table", table=1, headers=None, **more):
        known = self.headers(table, **more) if headers is None else headers
        return await self.clients.get(self.hub.address + path, headers=known)

    async def acts(self, *acts, table=1, **more):
        return await self.post("/acts", {"acts": list(acts)}, table, **more)

    async def post(self, path, content, table=1, headers=None, **more):
        body = content if isinstance(content, bytes) else json.dumps(content)
        known = self.headers(table, **more) if headers is None else headers
        return await self.clients.post(self.hub.address + path, content=body, headers=known)

    @asynccontextmanager
    async def live(self, path="/live", table=1, **more):
        async with self.clients.stream("GET", self.hub.address + path, headers=self.headers(table, **more)) as response:
            assert response.status_code == 200, await response.aread()
            yield Listener(response)

    @asynccontextmanager
    async def line(self, receive_buffer=0, source=""):
        """A bare connection: what is sent is up to the test."""
        bare = socket.socket()
        if receive_buffer:
            bare.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        if source:
            bare.bind((source, 0))
        bare.setblocking(False)
        await asyncio.get_running_loop().sock_connect(bare, (HERE, self.port))
        reader, writer = await asyncio.open_connection(sock=bare)
        try:
            yield reader, writer
        finally:
            writer.transport.abort()
            await asyncio.sleep(0)

    def request(self, path="/table", method="GET", table=1, body=b"", length=None):
        head = [f"{method} {path} HTTP/1.1", f"Host: {HERE}", f"Authorization: Bearer {self.token(table)}"]
        if method == "POST":
            head.append(f"Content-Length: {len(body) if length is None else length}")
        return "\r\n".join([*head, "", ""]).encode() + body


class Listener:
    """Server-sent events, one after another; comments are counted."""

    def __init__(self, response):
        self.response = response
        self.comments = 0
        self._lines = response.aiter_lines()

    async def next(self):
        """(name, content, mark) of the next event; None when there are no more."""
        fields = {}
        async with asyncio.timeout(BOUND):
            async for line in self._lines:
                if not line and "data" in fields:
                    return fields["event"], json.loads(fields["data"]), fields.get("id", "")
                name, _, value = line.partition(": ")
                fields[name] = value
                self.comments += line.startswith(":")
        return (fields["event"], json.loads(fields["data"]), "") if "data" in fields else None

    async def comment(self):
        async with asyncio.timeout(BOUND):
            async for line in self._lines:
                if line.startswith(":"):
                    return line
        return None


def record(name, text="un jardin", status="to_create"):
    return {"id": name, "kind": "record", "text": text, "status": status}


def free_port():
    with socket.socket() as asking:
        asking.bind((HERE, 0))
        return asking.getsockname()[1]


async def until(condition):
    async with asyncio.timeout(BOUND):
        while not condition():  # noqa: ASYNC110 -- what is waited for is not ours to signal
            await asyncio.sleep(0.005)


async def answer_of(reader):
    """(status, headers, content) of an answer on a bare connection."""
    async with asyncio.timeout(BOUND):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        first, *lines = head.split("\r\n")
        headers = httpx2.Headers(
            [line.split(": ", 1) if ": " in line else (line.rstrip(":"), "") for line in lines if line]
        )
        content = await reader.readexactly(int(headers.get("content-length", 0)))
        return int(first.split()[1]), headers, content


async def ended(reader):
    """Whether the other side closes the connection; what still comes is thrown away."""
    async with asyncio.timeout(BOUND):
        with suppress(ConnectionError):
            await reader.read()
    return True
