"""A hub without a network: what a laptop's HTTP client says reaches `Guests` at once, unless the line is cut."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

import httpx2

from facilitate.domain.codec import document_of, event_of
from facilitate.domain.roles import table_role
from facilitate.web.laptop.http_client import HttpHubConnection
from facilitate.web.laptop.uplink import HubUplink, LocalReplica
from facilitate.workshop.sharing.link import HubLink
from facilitate.workshop.sharing.proof import covered, key_of, name_of, of_token, proof
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import FakeClock, FakeLog, SeededIds, make_workshop

TABLE, MACHINE, SESSION = 3, "k7m2", "essai123"
LINK = HubLink("http://192.168.1.10:8317", "k7m2q94xzt3f8wdh5n0v")


class Sent:
    """A list of what was sent, in memory."""

    def __init__(self):
        self.ids: list[str] = []

    def read(self):
        return list(self.ids)

    def add(self, ids):
        self.ids.extend(ids)


def greeted(request, secret="the hub’s own"):
    """What the hub answers to who wants to be sure of it."""
    question, name = (request.url.params[each] for each in ("nonce", "name"))
    key = key_of(secret, TABLE)
    known = {name_of(each): each for each in (key, of_token(LINK.token))}
    if name not in known:
        return httpx2.Response(404, json={"error": "inconnu"})
    told = covered(key, known[name], question)
    return httpx2.Response(
        200, json={"proof": proof(known[name], question, request.headers["host"], told), "key": told}
    )


class Room(httpx2.AsyncBaseTransport):
    """`cuts` says for each moment of the exchanges in turn whether the line is cut there; then it holds.

    `answers` are given to the next requests in place of the hub's own.
    """

    def __init__(self, cuts: Iterable[bool] = ()):
        self.workshop = make_workshop(log=FakeLog())
        self.cuts = list(cuts)
        self.answers: list[httpx2.Response] = []
        self.asked: list[str] = []
        self.session = SESSION
        self.secret = "the hub’s own"
        self.forged: list[dict[str, Any]] = []  # what it sends of its own making
        self.closed = False
        self.refuses_all = False
        self.refuses: Callable[[Any], bool] = lambda _event: False
        self._streams: set[Stream] = set()

    def restart(self):
        """The hub's program ends wherever it was, and another begins on the same disk."""
        self.workshop = make_workshop(log=FakeLog(self.workshop.recorder.log.kept), seed=len(self.asked) + 100)
        self.hang_up()

    def hang_up(self):
        for stream in list(self._streams):
            stream.broken = True
        self.stir()

    def stir(self):
        for stream in self._streams:
            stream.news.set()

    def moment(self, error: type[httpx2.TransportError]):
        """One moment at which the network may go."""
        if self.cuts and self.cuts.pop(0):
            raise error("cut")

    async def handle_async_request(self, request):
        self.asked.append(request.method)
        self.moment(httpx2.ConnectError)
        if request.url.path == "/hello":
            self.asked.pop()
            return greeted(request, self.secret)
        if self.answers:
            return self.answers.pop(0)
        if self.closed:
            return httpx2.Response(403, json={"error": "fermé"})
        if request.method == "GET":
            return httpx2.Response(200, headers={"content-type": "text/event-stream"}, stream=Stream(self))
        return self._take(json.loads(await request.aread())["events"])

    def _take(self, documents):
        events = [event_of(document) for document in documents]
        refused = {event.id: "Not this one." for event in events if self.refuses(event)}
        if refused and self.refuses_all:  # as hubs of earlier versions do
            return httpx2.Response(400, json={"error": "Not this one."})
        taken = self.workshop.guests.take(TABLE, [event for event in events if event.id not in refused])
        self.stir()
        self.moment(httpx2.ReadError)  # kept, and the answer lost
        return httpx2.Response(
            200, json={"kept": len(taken.new), "left_out": [*map(_told, (refused | dict(taken.left_out)).items())]}
        )


def _told(left_out):
    key, reason = left_out
    return {"id": key, "reason": str(reason)}


class Stream(httpx2.AsyncByteStream):
    """The hub's side of `GET /journal`."""

    def __init__(self, room: Room):
        self._room = room
        self.news = asyncio.Event()
        self.broken = False
        room._streams.add(self)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        told: set[str] = set()
        yield self._message("session", {"session": self._room.session, "table": TABLE})
        if self._room.forged:
            yield self._message("events", self._room.forged)
        while True:
            self.news.clear()
            news = [event for event in self._room.workshop.guests.seen_by(TABLE) if event.id not in told]
            for place in range(0, len(news), 3):
                part = news[place : place + 3]
                told.update(event.id for event in part)
                message = self._message("events", [document_of(event) for event in part])
                yield message[:40]
                self._room.moment(httpx2.ReadError)
                yield message[40:]
            await self.news.wait()
            if self.broken:
                raise httpx2.ReadError("the hub is gone")
            if self._room.closed:
                yield self._message("closed", {})
                return

    async def aclose(self):
        self._room._streams.discard(self)

    def _message(self, name, data):
        self._room.moment(httpx2.ReadError)
        return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


class Laptop:
    """A note-taker's laptop: its disk outlives the program that `start` begins."""

    def __init__(self, room: Room):
        self.room = room
        self.log = FakeLog(suffix=MACHINE)
        self.sent = Sent()
        self.naps: list[float] = []
        self._starts = 0
        self._running: asyncio.Task[None] | None = None

    def start(self):
        self._starts += 1
        log = FakeLog(self.log.kept, suffix=MACHINE)
        self.workshop = Workshop(log, FakeClock(), SeededIds(1000 + self._starts), table_role(TABLE))
        line = LocalReplica(SESSION, TABLE, f"{table_role(TABLE)}.{MACHINE}", LINK.address)
        self.uplink = HubUplink(self.workshop.recorder, line, self._dial, self.sent, self._nap)
        self._running = asyncio.create_task(self.uplink.run(lambda: None))

    async def stop(self):
        """The program is gone, whatever it was doing."""
        if self._running:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    def write(self, text):
        idea = self.workshop.ideas.record(TABLE, text)
        self.uplink.look()
        return idea.ref

    async def until(self, condition):
        """Let both go on until something holds."""
        for _turn in range(5000):
            if condition():
                return
            await asyncio.sleep(0)
        raise AssertionError("the condition never came true")

    async def settled(self):
        """Until the hub has all that this laptop wrote, and the laptop all that the hub shows its table."""
        await self.until(self.agrees)

    def agrees(self):
        here, there = self.workshop.timeline, self.room.workshop.timeline
        mine = {event.id for event in here.events if event.by.endswith(MACHINE)}
        shown = {event.id for event in self.room.workshop.guests.seen_by(TABLE)}
        known = {event.id for event in there.events}
        return self.uplink.connected and mine <= known and shown <= {event.id for event in here.events}

    async def _dial(self):
        return HttpHubConnection(LINK, "fr", self.room)

    async def _nap(self, seconds):
        self.naps.append(seconds)
        await asyncio.sleep(0)
