"""A programme's server and its PostgreSQL, killed with kill -9 again and again while laptops push to them.

What was acknowledged is written down; afterwards each line of it must be there, once. `python -m tests.support.crashes
100` kills a hundred times; `--unflushed` and `--early` do it to a database that does not wait for its disk, and to a
server that acknowledges before it has anything: both must be caught losing, or this proves nothing.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

import psutil
import psycopg

from facilitate.domain.errors import Refused
from facilitate.store.record.connections import Connections
from facilitate.store.record.migrating import migrate
from facilitate.store.record.own_postgres import _free_port
from facilitate.store.record.record import PostgresRecord
from facilitate.store.record.tokens import RecordTokens
from facilitate.web.carriers import http_depot
from facilitate.workshop.sharing.depot import DepotSession, DepotUnreachable
from facilitate.workshop.sharing.depot_access import DepotLink
from tests.support.depot import ideas, postgres, remove

ROOT = Path(__file__).parents[2]
WRITERS = ("facilitator", "table-1", "table-2")
LINES = 3_000
TOGETHER = 4
# A journal of the WAL that nobody writes unasked: what is not flushed at the commit is not on the disk.
_UNFLUSHED = " options='-c synchronous_commit=off'"
UNFLUSHED = {"wal_writer_delay": "10s", "checkpoint_timeout": "1h"}


def _is_dead(process):
    """It has let go of all it had; that its number is free again is up to the system, which takes a second and more."""
    try:
        return process.status() in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    except psutil.NoSuchProcess:
        return True


def kill_postgres(server):
    """Kill all its processes at once, as a power cut would; none has a moment to write anything."""
    pid = int((server.data / "postmaster.pid").read_text().split()[0])
    parent = psutil.Process(pid)
    processes = [parent, *parent.children(recursive=True)]
    for act in (psutil.Process.suspend, psutil.Process.kill):
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                act(process)
    end = time.monotonic() + 10
    while not all(map(_is_dead, processes)) and time.monotonic() < end:
        time.sleep(0.002)
    (server.data / "postmaster.pid").unlink(missing_ok=True)  # a machine that starts again has none of these numbers


class ServerProcess:
    """`facilitate depot serve`, or one that acknowledges too early."""

    def __init__(self, address, folder, early=""):
        self.port = _free_port()
        self._file = folder / "address"
        self._file.write_text(address, encoding="utf-8")
        self._command = [sys.executable, "-m", "facilitate", "depot", "serve", "--listen", f"127.0.0.1:{self.port}"]
        self._command += ["--database-file", str(self._file)]
        if early:
            self._command = [sys.executable, "-m", "tests.support.crashes", "--serve-early", address, str(self.port)]
        self._process = None

    def point_to(self, address):
        self._file.write_text(address, encoding="utf-8")

    def start(self):
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout.readline().startswith("http://"), "the server did not start"

    def kill(self):
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process.stdout.close()
            self._process = None


@cache
def _journal(session, table, writer):
    return ideas(session, LINES, table, text=f"Une idée de {writer}")


class Laptop(threading.Thread):
    """Pushes the journals of one session, a few lines at a time, and remembers what was acknowledged."""

    def __init__(self, port, token, session):
        super().__init__(daemon=True)
        self._link = DepotLink(f"http://127.0.0.1:{port}", token)
        self.session = session
        self.journals = {writer: _journal(session, place, writer) for place, writer in enumerate(WRITERS[1:], 1)}
        self.lines = {writer: data.splitlines(keepends=True) for writer, data in self.journals.items()}
        self.acknowledged = dict.fromkeys(self.journals, 0)
        self.refused = []
        self._ended = threading.Event()

    def run(self):
        with closing(http_depot.HttpDepot(self._link, "en")) as depot:
            while not self._ended.is_set() and not self.refused:
                for writer, lines in self.lines.items():
                    start = self.acknowledged[writer]
                    try:
                        receipt = depot.take(self.session, writer, start, b"".join(lines[start : start + TOGETHER]))
                    except DepotUnreachable:
                        time.sleep(0.02)
                    except Refused as error:
                        self.refused.append(str(error))
                    else:
                        self.refused += map(str, receipt.refused)
                        if not receipt.refused:
                            self.acknowledged[writer] = min(start + TOGETHER, len(lines))

    def stop(self):
        self._ended.set()
        self.join()

    def lost(self, record):
        """How many lines were acknowledged and are not there, or are not what was pushed."""
        lost = 0
        for writer, lines in self.lines.items():
            there = record.give(self.session, writer, 0).splitlines(keepends=True)
            assert there == lines[: len(there)], "what is there is not what was pushed"
            lost += max(0, self.acknowledged[writer] - len(there))
        return lost


class Crashes:
    """Kills a server and its database while two laptops push; `lost` lines were acknowledged and went."""

    def __init__(self, settings=None, *, unflushed=False, early=False, starts=True, seed=1):
        self.random = random.Random(seed)
        self._starts = starts
        self.postgres = postgres(**{"port": str(_free_port()), **(settings or {})})
        self.address = self.postgres.start()
        self.server = ServerProcess(self.address + (_UNFLUSHED if unflushed else ""), self.postgres.data.parent, early)
        with closing(Connections(self.address)) as connections:
            migrate(connections)
            tokens = RecordTokens(connections)
            self.laptops = []
            for number in range(2):
                session = DepotSession(f"crash{number}", f"crash-{number}")
                token = tokens.draw(session.name, session.session)
                self.laptops.append(Laptop(self.server.port, token, session))
        self._patience, http_depot._PATIENCE = http_depot._PATIENCE, 0.05

    def __enter__(self):
        if self._starts:
            self.start()
        return self

    def start(self):
        self.server.start()
        for laptop in self.laptops:
            laptop.start()

    def point_to(self, standby):
        """Name both databases to the server, which uses the one that takes writes."""
        ports = ",".join(str(each.address).split("port=")[1].split()[0] for each in (self.postgres, standby))
        password = self.postgres._password.read_text().strip()
        self.server.point_to(f"host=127.0.0.1,127.0.0.1 port={ports} dbname=postgres user=postgres password={password}")

    def __exit__(self, *_error):
        for laptop in self.laptops:
            laptop.stop()
        self.server.kill()
        http_depot._PATIENCE = self._patience
        remove(self.postgres)

    def wait_for_pushes(self, more=40):
        """Let the laptops push some lines more."""
        until = self.pushed() + more
        end = time.monotonic() + 60
        while self.pushed() < until and time.monotonic() < end and not self.refused():
            time.sleep(0.01)

    def pushed(self):
        return sum(sum(laptop.acknowledged.values()) for laptop in self.laptops)

    def refused(self):
        return [sentence for laptop in self.laptops for sentence in laptop.refused]

    def kill_server(self):
        self.server.kill()
        self.server.start()

    def kill_database(self):
        kill_postgres(self.postgres)
        self.postgres.start()

    def kill(self, times):
        """Kill one or the other so many times, at moments that nobody chose."""
        for number in range(times):
            self.wait_for_pushes(self.random.randrange(8, 60))
            time.sleep(self.random.random() / 50)
            (self.kill_server if number % 2 else self.kill_database)()
            if self.refused():
                break

    def result(self, address=""):
        """Return how many lines were acknowledged, how many of them are lost, and how many events are there twice."""
        for laptop in self.laptops:
            laptop.stop()
        with closing(Connections(address or self.address)) as connections:
            record = PostgresRecord(connections)
            lost = sum(laptop.lost(record) for laptop in self.laptops)
            with connections.transaction() as db:
                (twice,) = db.execute(
                    "SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM depot.event"
                    " GROUP BY session, event_id) AS counted"
                ).fetchone()
        return self.pushed(), lost, int(twice)


def standby_of(crashes):
    """Return a second server that has all that the first has, and is asked at each commit."""
    primary, other = crashes.postgres, postgres(port=str(_free_port()))
    folder = other.data.parent
    shutil.copy(primary._password, folder / "password")
    other._log.touch(0o600)
    for path in (folder, other._log, folder / "password"):
        other._give(path)
    failed = other._run(
        "pg_basebackup", "-d", primary.address, "-D", str(other.data), "-R", "-X", "stream", "-c", "fast"
    )
    assert not failed, other._log.read_text()
    other.start()
    with psycopg.connect(primary.address, autocommit=True) as db:
        db.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        db.execute("SELECT pg_reload_conf()")
        end = time.monotonic() + 30
        while db.execute("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'").fetchone() != (1,):
            assert time.monotonic() < end, "the standby does not follow"
            time.sleep(0.05)
    return other


class EarlyRecord(PostgresRecord):
    """Acknowledges at once, and takes a moment later."""

    def take(self, session, writer, from_line, lines, purges=b""):
        from facilitate.workshop.sharing.depot import Receipt

        def late():
            time.sleep(0.3)
            with suppress(Exception):
                super(EarlyRecord, self).take(session, writer, from_line, lines, purges)

        threading.Thread(target=late).start()
        return Receipt(lines.count(b"\n"))


def serve_early(address, port):
    import asyncio

    from facilitate.web.depot.server import DepotServer

    async def serve():
        connections = Connections(address)
        server = DepotServer(EarlyRecord(connections), RecordTokens(connections), "en")
        print(await server.open(f"127.0.0.1:{port}"), flush=True)  # noqa: T201
        await server.ended()

    asyncio.run(serve())


def main(words):
    if words[:1] == ["--serve-early"]:
        serve_early(*words[1:])
        return 0
    times = next((int(word) for word in words if word.isdecimal()), 100)
    rights = {"unflushed": True, "settings": UNFLUSHED} if "--unflushed" in words else {}
    with Crashes(early="--early" in words, **rights) as crashes:
        crashes.kill(times)
        pushed, lost, twice = crashes.result()
        sentences = crashes.refused() or "none refused"
        print(f"{times} kills, {pushed} lines acknowledged, {lost} lost, {twice} twice; {sentences}")  # noqa: T201
    return bool(lost or twice)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
