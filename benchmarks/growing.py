"""What an act costs in a room that has said much, against one that has said little; and the memory of an idea."""

from __future__ import annotations

import asyncio
import gc
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.clients import text_of
from benchmarks.measuring import SLUG, Row, folder, median, ms, opened, session_of
from facilitate.domain.roles import table_role
from facilitate.store.hub_tokens import FolderKeys
from facilitate.web.hub.broadcaster import Broadcaster
from facilitate.web.hub.clients import Clients
from facilitate.web.hub.event_stream import StreamSource, TableSource
from facilitate.web.hub.journal_routes import JournalSource
from facilitate.workshop.sharing.guests import GuestAct

FEW, MANY = 1200, 5500
TABLES, PHONES, LAPTOPS = 6, 30, 6
ACTS = 120
_TIMES = 1.5
_BYTES = 2500


def rows() -> Iterator[Row]:
    few, many = (asyncio.run(worked(ideas)) for ideas in (FEW, MANY))
    measured = f"{ms(few)} at {FEW:,} ideas, {ms(many)} at {MANY:,}: {many / few:.2f} ×"
    holds = many <= few * _TIMES
    yield Row(f"an act told to {PHONES} phones and {LAPTOPS} laptops: processor time", measured, f"≤ {_TIMES} ×", holds)
    few, many = (asyncio.run(remembered(ideas)) for ideas in (FEW, MANY))
    measured = f"{few:,.0f} bytes each of {FEW:,}, {many:,.0f} each of {MANY:,}"
    holds = max(few, many) <= _BYTES
    yield Row(f"memory of an idea in a hub with {PHONES} phones and {LAPTOPS} laptops", measured, "≤ 2.5 kB", holds)


async def worked(ideas: int) -> float:
    """The median processor time of an act, all who listen included."""
    with crowded(ideas) as crowd:
        return median([timed(crowd, f"growing-{number:05d}") for number in range(ACTS)])


async def remembered(ideas: int) -> float:
    """Bytes that each of so many new ideas takes."""
    with crowded(TABLES) as crowd:
        gc.collect()
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        for number in range(ideas):
            crowd.act(f"growing-{number:05d}")
        gc.collect()
        taken = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
    return taken / ideas


def timed(crowd: Crowd, name: str) -> float:
    begun = time.process_time()
    crowd.act(name)
    return time.process_time() - begun


class Crowd:
    """A hub without its sockets: what is written, and what everyone who listens is given of it."""

    def __init__(self, home: Path, held: ExitStack) -> None:
        self._workshop = opened(home)
        clients = Clients(self._workshop.recorder, lambda: None)
        keys = FolderKeys(home / "sessions" / SLUG)
        self._room = Broadcaster(self._workshop, clients, keys, lambda: None, lambda _error: None)
        self._sources: list[StreamSource] = [TableSource(self._room, 1 + phone % TABLES, "") for phone in range(PHONES)]
        self._sources += [JournalSource(self._room, 1 + table % TABLES, "m") for table in range(LAPTOPS)]
        for table in range(1, TABLES + 1):
            held.enter_context(self._workshop.recorder.log.writing_as(table_role(table)))
        self._tell()
        self._acts = 0

    def act(self, name: str) -> None:
        """One idea of a phone, until everyone has it."""
        self._acts += 1
        act = GuestAct(name, "record", text_of(name), "to_create")
        self._workshop.guests.do(1 + self._acts % TABLES, act)
        self._workshop.recorder.refresh()
        self._tell()

    def _tell(self) -> None:
        self._room.tell()
        for source in self._sources:
            source.pull()


@contextmanager
def crowded(ideas: int) -> Iterator[Crowd]:
    with folder() as home, ExitStack() as held:
        session_of(home, ideas)
        yield Crowd(home, held)
