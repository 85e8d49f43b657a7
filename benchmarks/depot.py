"""A programme's depot in PostgreSQL: journals of many events in random order, a third of them sent again.

`make bench` does a hundredth of 10,000 events with 1 million ideas and 3.5 million lines. `.venv/bin/python -m
benchmarks.depot 1000` does a tenth, `10000` the whole.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import psutil

import facilitate.domain.acts  # noqa: F401 -- kinds that are not loaded would be unknown
from benchmarks.measuring import Row, median
from facilitate.domain.acts.ideas import IdeaEdited, IdeaRecorded
from facilitate.domain.acts.proposals import ProposalFiled
from facilitate.domain.event import Act, Event
from facilitate.store.event_lines import lines_of
from facilitate.store.journal import frame
from facilitate.store.record.connections import Connections
from facilitate.store.record.migrating import migrate
from facilitate.store.record.own_postgres import OwnPostgres
from facilitate.store.record.record import PostgresRecord
from facilitate.workshop.sharing.depot import DepotSession, state_of_journal

EVENTS, HUNDREDTH = 10_000, 100
TABLES, IDEAS, EDITED, FILED = 6, 100, 50, 193  # of one event; with seven headers 350 lines
TOGETHER, AGAIN = 50, 0.3
Part = tuple[int, str, int]
HOURS, GIGABYTES, BACK, FIGURES = 2.0, 3.0, 1.0, 10.0
AT = datetime(2025, 3, 14, 10, tzinfo=UTC)


def rows(events: int = HUNDREDTH) -> Iterator[Row]:
    # Its account may look into this folder, which is on the disk: /tmp may be in memory.
    home = Path(tempfile.mkdtemp(prefix="bench-depot-", dir="/var/tmp"))
    home.chmod(0o755)
    server = OwnPostgres(home)
    try:
        connections = Connections(server.start())
        migrate(connections)
        yield from measured(connections, Parts(home / "journals", events), events, server)
        connections.close()
    finally:
        server.stop()
        shutil.rmtree(home)


def measured(connections: Connections, parts: Parts, events: int, server: OwnPostgres) -> Iterator[Row]:
    record, tasks, empty = PostgresRecord(connections), list(pushes(parts)), size_of(connections)
    ours, theirs, started = time.process_time(), processor_of(server), time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        lines = sum(pool.map(lambda task: pushed(record, parts, task), tasks))
    taken = time.perf_counter() - started
    ours, theirs = time.process_time() - ours, processor_of(server) - theirs
    whole, hours = f"{events:,} of {EVENTS:,} events", taken * EVENTS / events / 3600
    each = f"{taken / lines * 1e6:.0f} µs a line, of processor {ours / lines * 1e6:.0f} and, of PostgreSQL, "
    each += f"{theirs / lines * 1e6:.0f}"
    sent = f"{whole}, {lines:,} lines in {len(tasks):,} pushes in random order, {AGAIN:.0%} sent again"
    yield Row(sent, f"{taken:.0f} s, {each}: {hours:.2f} h for all", f"≤ {HOURS:.0f} h for all", holds=hours <= HOURS)
    with connections.transaction() as db:
        count, distinct = db.execute("SELECT count(*), count(DISTINCT (session, event_id)) FROM depot.event").fetchone()
        db.execute("ANALYZE depot.event")
    size = size_of(connections) - empty
    expected, all_of_it = events * (IDEAS + EDITED + FILED), size * EVENTS / events
    yield Row("each of their changes once", f"{count:,} of {expected:,}", "once", holds=count == distinct == expected)
    large = f"{size * 1000:,.0f} MB, {all_of_it:.1f} GB for all"
    yield Row("the database", large, f"≤ {GIGABYTES:.0f} GB", holds=all_of_it <= GIGABYTES)
    some = range(0, events, max(1, events // 20))
    back = [time_of(partial(brought_back, record, number)) for number in some]
    shown = f"{median(back) * 1000:.0f} ms, at most {max(back) * 1000:.0f}"
    yield Row("one of them brought back and compared", shown, f"≤ {BACK:.0f} s", holds=max(back) <= BACK)
    figures = time_of(lambda: all_figures(connections))
    yield Row(f"national figures of {whole}", f"{figures:.2f} s", f"≤ {FIGURES:.0f} s", holds=figures <= FIGURES)


class Parts:
    """The journals of so many events in one file, cut into parts: event, writer and first line of each."""

    def __init__(self, path: Path, events: int) -> None:
        self._places: dict[Part, tuple[int, int]] = {}
        with path.open("wb") as file:
            for number in range(events):
                for writer, data in journals(number).items():
                    lines = data.splitlines(keepends=True)
                    for start in range(0, len(lines), TOGETHER):
                        part = b"".join(lines[start : start + TOGETHER])
                        self._places[number, writer, start] = (file.tell(), len(part))
                        file.write(part)
        self._path = path

    def __iter__(self) -> Iterator[Part]:
        return iter(self._places)

    def read(self, part: Part) -> bytes:
        at, length = self._places[part]
        with self._path.open("rb") as file:
            file.seek(at)
            return file.read(length)


def session_of(number: int) -> DepotSession:
    return DepotSession(f"ev{number:08d}", f"event-{number}")


def journals(number: int) -> dict[str, bytes]:
    """The journals of one event, always the same; clocks as if tables and facilitator had seen each other's acts."""
    drawn = random.Random(number)
    header = frame({"facilitate": 1, "session": session_of(number).session, "home": "home"})
    written: dict[str, list[Event]] = {
        name: [] for name in (*(f"table-{n}" for n in range(1, TABLES + 1)), "facilitator")
    }
    ideas: list[tuple[str, str]] = []
    for clock in range(1, IDEAS + EDITED + FILED + 1):
        writer, act = _act(clock, ideas, drawn)
        key = f"{clock:08d}-{drawn.randrange(10**8):08d}"
        written[writer].append(Event(key, clock, AT + timedelta(days=number % 300, seconds=clock), writer, key, act))
        if isinstance(act, IdeaRecorded):
            ideas.append((writer, key))
    return {writer: header + b"".join(lines_of(events)) for writer, events in written.items()}


def _act(clock: int, ideas: list[tuple[str, str]], drawn: random.Random) -> tuple[str, Act]:
    words = f"Créer un lieu où l’on se rencontre, numéro {clock}, dans chaque quartier de la ville"
    if clock <= IDEAS:
        table = clock % TABLES + 1
        return f"table-{table}", IdeaRecorded(f"T{table}-{clock:02d}", table, words, "to_create", phase="tables")
    writer, idea = ideas[drawn.randrange(IDEAS)]
    if clock <= IDEAS + EDITED:
        return writer, IdeaEdited(idea, words, "to_create")
    return "facilitator", ProposalFiled(idea, f"c{drawn.randrange(9)}")


def pushes(parts: Parts) -> Iterator[Part]:
    """Yield events and writers in any order, each journal from its front; some parts again, whenever."""
    drawn = random.Random(1)
    order = [(number, writer) for number, writer, _start in parts]
    drawn.shuffle(order)
    sent: dict[tuple[int, str], int] = {}
    before: list[Part] = []
    for number, writer in order:
        start = sent.get((number, writer), 0)
        sent[number, writer] = start + TOGETHER
        yield number, writer, start
        before.append((number, writer, start))
        if drawn.random() < AGAIN:
            yield drawn.choice(before)


def pushed(record: PostgresRecord, parts: Parts, part: Part) -> int:
    """Push some lines; returns how many."""
    number, writer, start = part
    lines = parts.read(part)
    while True:
        receipt = record.take(session_of(number), writer, start, lines)
        if not receipt.refused:
            return lines.count(b"\n")
        # Two threads may take two parts of one journal the other way round.
        assert "what is missing" in str(receipt.refused[0]), receipt.refused[0]
        time.sleep(0.001)


def brought_back(record: PostgresRecord, number: int) -> None:
    session = session_of(number)
    here = journals(number)
    offers = record.offer(session)
    assert list(offers) == [state_of_journal(writer, data) for writer, data in sorted(here.items())]
    assert {each.writer: record.give(session, each.writer, 0) for each in offers} == here


def size_of(connections: Connections) -> float:
    """Gigabytes that the database takes on the disk."""
    with connections.transaction() as db:
        return float(db.execute("SELECT pg_database_size(current_database()) / 1e9").fetchone()[0])


def processor_of(server: OwnPostgres) -> float:
    """Seconds of processor that PostgreSQL has taken, in the processes that are there."""
    parent = psutil.Process(int((server.data / "postmaster.pid").read_text(encoding="utf-8").split()[0]))
    times = [process.cpu_times() for process in (parent, *parent.children())]
    return float(sum(each.user + each.system + each.children_user + each.children_system for each in times))


def all_figures(connections: Connections) -> None:
    with connections.transaction() as db:
        for view in ("national", "events", "months"):
            db.execute(f"SELECT * FROM figures.{view}").fetchall()


def time_of(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


if __name__ == "__main__":
    for row in rows(int(sys.argv[1]) if len(sys.argv) > 1 else HUNDREDTH):
        print(f"{row.what}: {row.measured} ({row.bar}: {'holds' if row.holds else 'DOES NOT HOLD'})", flush=True)
