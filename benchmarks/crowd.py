"""Sixty devices behind one address, as behind a repeater or a hotspot, while strangers come from there as well."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from threading import Thread

from benchmarks.clients import Load, Outcome
from benchmarks.measuring import Row, folder, median, ms, percentile
from benchmarks.playing import Devices, Facilitator, free_port, kept, prepared, sharing, tokens

SILENT = 500
GUESSES = 15
_LIVE = 5.0
_ACKNOWLEDGED = 0.25
_A_MINUTE = 10
_LIKE_GUESTS = {"FACILITATE_LOOPBACK": "guest"}


def rows() -> Iterator[Row]:
    statuses = Counter[int]()
    for strangers in (0, SILENT):
        with folder() as home:
            prepared(home)
            port = free_port()
            with sharing(home, port, _LIKE_GUESTS) as screen, silent(port, strangers):
                load = Load("hub", port, tokens(home), ideas=20, every=1.0, behind_one=True)
                with Devices(load) as devices:
                    facilitator = Facilitator(home, screen)
                    facilitator.work(lambda: not devices.ready())
                    devices.begin()
                    facilitator.work(lambda: devices.look() and not devices.done)
                    outcome = devices.outcome()
                statuses = guessed(port) if strangers else statuses
            there = kept(home)
        yield from shown(outcome, there, strangers)
    measured = f"{statuses[401]} of {GUESSES} wrong links looked up, {statuses[429]} told to wait"
    yield Row("strangers of that address", measured, f"≤ {_A_MINUTE} a minute", statuses[401] <= _A_MINUTE)


def shown(outcome: Outcome, there: Counter[str], strangers: int) -> Iterator[Row]:
    what = "60 devices behind one address" + (f", {strangers} silent connections from there" if strangers else "")
    late = max(outcome.live)
    measured = f"p50 {ms(median(outcome.live))}, the last {ms(late)}"
    yield Row(f"{what}: from opening the page to live", measured, "each ≤ 5 s", late <= _LIVE)
    taken = [outcome.acknowledged[name] - sent for name, sent in outcome.sent.items()]
    late = percentile(taken, 0.99)
    measured = f"p50 {ms(median(taken))}, p99 {ms(late)}; turned away: {len(outcome.refused)}"
    yield Row(f"{what}: an idea acknowledged", measured, "p99 ≤ 250 ms", late <= _ACKNOWLEDGED)
    once = sum(there[name] == 1 for name in outcome.acknowledged)
    yield Row(f"{what}: ideas in the journals", f"{once} of {len(outcome.sent)} once", "all", once == len(outcome.sent))


@contextlib.contextmanager
def silent(port: int, number: int) -> Iterator[None]:
    """So many connections on which nothing is ever said; what the hub ends is opened again at once."""
    loop = asyncio.new_event_loop()

    async def one() -> None:
        while True:
            with suppress(OSError):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                try:
                    await reader.read()
                finally:
                    writer.transport.abort()
            await asyncio.sleep(1)

    async def everyone() -> None:
        await asyncio.gather(*(one() for _ in range(number)))

    def run() -> None:
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(task)

    task = loop.create_task(everyone())
    thread = Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()
        loop.close()


def guessed(port: int) -> Counter[int]:
    """The statuses that as many wrong links get as somebody tries one after the other."""
    statuses: Counter[int] = Counter()
    for number in range(GUESSES):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/table", headers={"Authorization": f"Bearer {number:020}"})
        statuses[connection.getresponse().status] += 1
        connection.close()
    return statuses
