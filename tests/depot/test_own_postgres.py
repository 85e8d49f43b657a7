"""A PostgreSQL of one's own: made once, started by whoever comes first, stopped by whoever leaves last."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from facilitate.domain.errors import Refused
from facilitate.store.record import own_postgres
from facilitate.store.record.connections import Connections
from facilitate.store.record.migrating import migrate
from facilitate.store.record.own_postgres import OwnPostgres
from facilitate.store.record.record import PostgresRecord
from facilitate.workshop.sharing.depot import DepotSession
from tests.support.depot import postgres, remove
from tests.support.depots import RecordDepot, town


def test_two_programs_that_start_it_at_once_have_one_and_the_last_to_leave_stops_it(server, monkeypatch):
    monkeypatch.setattr(own_postgres, "_CLOSING", 0.0)
    made = postgres()
    try:
        unfinished = made.data.parent / "unfinished"
        unfinished.mkdir()
        (unfinished / "PG_VERSION").write_text("of one that was killed while it was made")
        with ThreadPoolExecutor(2) as pool:
            (one, two) = pool.map(lambda _number: made.start(), range(2))
        assert one == two
        connections = Connections(one)
        with connections.transaction():
            made.leave()
        assert made.is_running()
        connections.close()
        made.leave()
        assert not made.is_running()
        (made.data / "PG_VERSION").write_text("9\n")
        with pytest.raises(Refused, match="PostgreSQL 9"):
            made.start()
    finally:
        remove(made)


def test_a_client_that_is_just_closing_keeps_it_from_nobody(monkeypatch):
    class Answers:
        def __init__(self, *clients):
            self.clients = iter(clients)  # how many there are, and how many of them use it

        def execute(self, _query):
            return self

        def fetchone(self):
            return next(self.clients)

    assert own_postgres._nobody_else_uses(Answers((2, 0), (1, 0), (0, 0)))
    monkeypatch.setattr(own_postgres, "_CLOSING", 0.0)
    assert not own_postgres._nobody_else_uses(Answers(*[(1, 0)] * 6))


def test_whoever_leaves_it_to_another_who_uses_it_waits_for_nobody(server, monkeypatch):
    """A keeper’s `depot status` beside a server that runs: it waited two seconds for it to go, each time it looked."""
    made = postgres()
    waited = []
    monkeypatch.setattr(own_postgres.time, "sleep", waited.append)
    try:
        made.start()
        beside = OwnPostgres(made.data.parent, made._binaries)
        beside.start()
        assert (beside.leave(), waited, made.is_running()) == (False, [], True)
        assert made.leave()
        assert not made.is_running()
    finally:
        remove(made)


def test_it_ends_soon_after_the_program_that_used_it_was_killed(server):
    made = postgres()
    words = (
        "import sys; from pathlib import Path; from facilitate.store.record.own_postgres import OwnPostgres\n"
        "with OwnPostgres(Path(sys.argv[1]), Path(sys.argv[2])).running(): print('it runs', flush=True); input()"
    )
    user = subprocess.Popen(
        [sys.executable, "-c", words, made.data.parent, made._binaries], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert user.stdout.readline().startswith(b"it runs")
        assert made.is_running()
        user.kill()
        end = time.monotonic() + 30
        while made.is_running() and time.monotonic() < end:
            pass
        assert not made.is_running()
    finally:
        user.kill()
        user.communicate()
        remove(made)


def test_no_byte_of_what_was_purged_is_left_in_its_folder_once_it_was_swept(server, tmp_path):
    made = postgres()
    try:
        connections = Connections(made.start())
        migrate(connections)
        record = PostgresRecord(connections, made.note_remains)
        home = town(tmp_path)
        home.note("Voir avec Laurence Mari")
        home.open().people.add("Laurence Mari", {})
        home.sync(RecordDepot(record, DepotSession("essai123", "essai"), home.folder))
        home.purge()
        home.sync(RecordDepot(record, DepotSession("essai123", "essai"), home.folder))
        assert made.has_remains()
        assert holding(made, b"Laurence Mari")
        made.sweep()
        assert (made.has_remains(), holding(made, b"Laurence Mari")) == (False, [])
        assert holding(made, b"Voir avec")
        connections.close()
    finally:
        remove(made)


def holding(made, words):
    paths = [path for path in made.data.rglob("*") if path.is_file()]
    return [str(path.relative_to(made.data)) for path in paths if words in path.read_bytes()]


def test_where_there_is_none_a_sentence_asks_for_a_database(monkeypatch):
    monkeypatch.setattr(own_postgres, "find_spec", lambda _name: None)
    with pytest.raises(Refused, match="--database"):
        own_postgres.programs()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no root")
def test_root_is_told_where_no_other_account_may_look(server, tmp_path, monkeypatch):
    monkeypatch.setattr(own_postgres, "_account", lambda: "nobody")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(Refused, match="does not run as root"):
        OwnPostgres(closed / "depot", server._binaries)._check_reach()
