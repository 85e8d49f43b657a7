"""The devices of a room, in a process of their own: each has its own address and posts one idea after the other.

Run as `python -m benchmarks.clients` with a `Load` as JSON on its input. It says `ready` when everyone listens, begins
when told to, says `half` when half of the ideas were acknowledged, and ends with what came of it, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from urllib.parse import urlencode

_AGAIN = 0.05
_PATIENCE = 20.0
_ACT = re.compile(rb'"act":"(load-[0-9]+-[0-9]+)"')
_MARK = re.compile(rb"id: (\S+)\nevent: [a-z]+\ndata: [^\n]*\n\n")
_LONGEST_EVENT = 2_000
_WAITING = 0.3
HTTP_OK = 200
_CONNECTIONS = 6
_PARTS = ("/", "/page.css", "/queue.js", "/live.js", "/rows.js", "/page.js")


@dataclass(frozen=True)
class Load:
    """What the devices do. `every` seconds each posts an idea; 0: as soon as the answer to the one before has come."""

    server: str  # hub or etherpad
    port: int
    doors: list[str]  # one for each table: a token, or the name of a pad
    key: str = ""
    clients: int = 60
    ideas: int = 50
    every: float = 0.0
    listen: bool = True
    behind_one: bool = False  # all have one address, and each loads the page first, as a browser does


@dataclass
class Outcome:
    """Times are those of the monotonic clock, which all processes share."""

    sent: dict[str, float] = field(default_factory=dict)
    acknowledged: dict[str, float] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    seen: list[dict[str, float]] = field(default_factory=list)
    live: list[float] = field(default_factory=list)  # seconds from opening the page until it is live
    again: float = 0.0  # when somebody was answered first after the server had been away


def name_of(client: int, number: int) -> str:
    return f"load-{client:02d}-{number:03d}"


def text_of(name: str) -> str:
    return f"{name} une idée comme on en note une dans la salle"


class Away(Exception):
    """The server is not there, or hung up."""


class Line:
    """One kept-alive HTTP connection from an address of one's own; nothing is done that costs much."""

    def __init__(self, client: int, port: int, *, behind_one: bool = False) -> None:
        self._from = ("127.0.0.1" if behind_one else f"127.0.0.{client + 2}", 0)
        self._port = port
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def begin(self, request: bytes) -> tuple[int, bytes, asyncio.StreamReader]:
        """Send a request; returns the status, the head, and what the rest can be read from."""
        try:
            if self._ends is None:
                self._ends = await asyncio.open_connection("127.0.0.1", self._port, local_addr=self._from)
            reader, writer = self._ends
            writer.write(request)
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _PATIENCE)
        except (OSError, EOFError, TimeoutError) as error:
            self.hang_up()
            raise Away from error
        return int(head.split(b" ", 2)[1]), head.lower(), reader

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        status, head, reader = await self.begin(request)
        length = int(re.search(rb"content-length: ([0-9]+)", head)[1])  # type: ignore[index]
        try:
            return status, await reader.readexactly(length)
        except (OSError, EOFError) as error:
            self.hang_up()
            raise Away from error

    def hang_up(self) -> None:
        if self._ends is not None:
            self._ends[1].close()
            self._ends = None


def hub_post(load: Load, door: str, name: str) -> bytes:
    act = {"id": name, "kind": "record", "text": text_of(name), "status": "to_create"}
    body = json.dumps({"acts": [act]}).encode()
    head = f"POST /acts HTTP/1.1\r\nHost: 127.0.0.1:{load.port}\r\nAuthorization: Bearer {door}\r\n"
    return f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def etherpad_post(load: Load, door: str, name: str) -> bytes:
    asked = urlencode({"apikey": load.key, "padID": door, "text": text_of(name) + "\n"})
    return f"GET /api/1.2.13/appendText?{asked} HTTP/1.1\r\nHost: 127.0.0.1:{load.port}\r\n\r\n".encode()


def hub_took(body: bytes) -> bool:
    return b'"refused"' not in body


def etherpad_took(body: bytes) -> bool:
    return b'"code":0' in body


SERVERS = {"hub": (hub_post, hub_took), "etherpad": (etherpad_post, etherpad_took)}


class Room:
    def __init__(self, load: Load) -> None:
        self._load = load
        self._post, self._took = SERVERS[load.server]
        self.outcome = Outcome(seen=[{} for _ in range(load.clients)])
        self._listening = 0
        self._idle: list[Line] = []
        self._all_listen = asyncio.Event()
        self._was_away = 0.0
        self._all = load.clients * load.ideas

    async def play(self, begin: Callable[[], Awaitable[object]]) -> Outcome:
        listeners = [asyncio.create_task(self._listen(client)) for client in range(self._load.clients)]
        if self._load.listen and self._load.server == "hub":
            await self._all_listen.wait()
        say("ready")
        await begin()
        await asyncio.gather(*(self._write(client) for client in range(self._load.clients)))
        await self._all_seen()
        for listener in listeners:
            listener.cancel()
        return self.outcome

    async def _write(self, client: int) -> None:
        load, line = self._load, self._line(client)
        draw = random.Random(client)
        begun = time.monotonic() + draw.random() * load.every
        for number in range(load.ideas):
            # Nobody types to a beat: each waits between a half and one and a half times as long.
            due = begun + (number + draw.random() - 0.5) * load.every
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            await self._send(line, client, name_of(client, number))
        line.hang_up()

    async def _send(self, line: Line, client: int, name: str) -> None:
        request = self._post(self._load, self._door(client), name)
        self.outcome.sent[name] = time.monotonic()
        while not await self._sent(line, request):
            self.outcome.repeated.append(name)
            await asyncio.sleep(_AGAIN)
        self.outcome.acknowledged[name] = time.monotonic()
        if len(self.outcome.acknowledged) == self._all // 2:
            say("half")

    async def _sent(self, line: Line, request: bytes) -> bool:
        try:
            status, body = await line.ask(request)
        except Away:
            self._was_away = time.monotonic()
            return False
        if status != HTTP_OK or not self._took(body):
            self.outcome.refused.append(status)
            return False
        if self._was_away and not self.outcome.again:
            self.outcome.again = time.monotonic()
        return True

    def _door(self, client: int) -> str:
        return self._load.doors[client % len(self._load.doors)]

    async def _listen(self, client: int) -> None:
        if not self._load.listen or self._load.server != "hub":
            return
        begun, mark = time.monotonic(), ""
        line = await self._loaded(client) if self._load.behind_one else self._line(client)
        while True:
            head = f"GET /live HTTP/1.1\r\nHost: 127.0.0.1:{self._load.port}\r\n"
            head += f"Authorization: Bearer {self._door(client)}\r\n"
            head += f"Last-Event-ID: {mark}\r\n" if mark else ""
            try:
                status, _, reader = await line.begin(f"{head}\r\n".encode())
                if status == HTTP_OK:
                    self._one_more(time.monotonic() - begun)
                    mark = await self._hear(reader, self.outcome.seen[client], mark)
            except Away:
                pass
            line.hang_up()
            await asyncio.sleep(_AGAIN)

    def _line(self, client: int) -> Line:
        return Line(client, self._load.port, behind_one=self._load.behind_one)

    async def _loaded(self, client: int) -> Line:
        """Load the page over as many connections as browsers open; returns one of them, for the others stay idle."""
        lines = [self._line(client) for _ in range(_CONNECTIONS)]
        for line, path in zip(lines, _PARTS, strict=True):
            request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._load.port}\r\n\r\n".encode()
            await self._part(line, request)
        self._idle += lines
        return lines[0]

    async def _part(self, line: Line, request: bytes) -> None:
        """Ask for a part of the page, as often as it takes."""
        while True:
            with suppress(Away):
                if (await line.ask(request))[0] == HTTP_OK:
                    return
            await asyncio.sleep(_AGAIN)

    def _one_more(self, seconds: float) -> None:
        self._listening += 1
        self.outcome.live.append(seconds)
        if self._listening == self._load.clients:
            self._all_listen.set()

    async def _hear(self, reader: asyncio.StreamReader, seen: dict[str, float], mark: str) -> str:
        """Note when each idea came by; returns the last mark, to go on from."""
        kept = b""
        while True:
            try:
                came = await reader.read(65_536)
            except OSError:
                came = b""
            if not came:
                return mark
            now, kept = time.monotonic(), kept + came
            for found in _ACT.findall(kept):
                seen.setdefault(found.decode(), now)
            marks = _MARK.findall(kept)
            mark = marks[-1].decode() if marks else mark
            kept = kept[-_LONGEST_EVENT:]

    async def _all_seen(self) -> None:
        """Give the last ideas the time to come by everywhere."""
        each = self._all // len(self._load.doors)
        end = time.monotonic() + 5
        while self._load.listen and time.monotonic() < end:
            if all(len(seen) >= each for seen in self.outcome.seen):
                return
            await asyncio.sleep(_WAITING)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    load = Load(**json.loads(sys.stdin.readline()))

    async def play() -> Outcome:
        loop = asyncio.get_running_loop()
        return await Room(load).play(lambda: loop.run_in_executor(None, sys.stdin.readline))

    say(json.dumps(asdict(asyncio.run(play()))))


if __name__ == "__main__":
    main()
