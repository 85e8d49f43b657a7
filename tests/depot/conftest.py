from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest

from facilitate.cli.main import main
from facilitate.domain.errors import Refused
from facilitate.store.record.connections import Connections
from facilitate.store.record.migrating import migrate
from facilitate.store.record.record import PostgresRecord
from facilitate.store.record.tokens import RecordTokens
from facilitate.web.depot.server import DepotServer
from facilitate.workshop.sharing.depot import DepotSession
from tests.support.depot import postgres, remove

FOLDER = Path(__file__).parent
_numbers = count(1)
# Where the part `programme` is not installed there is no psycopg, nor a server to kill.
collect_ignore = [] if find_spec("psycopg") and find_spec("psutil") else ["test_crash.py"]


def pytest_collection_modifyitems(items):
    """One PostgreSQL serves all of them, so one worker runs them."""
    for item in items:
        if item.path.is_relative_to(FOLDER):
            item.add_marker(pytest.mark.xdist_group(FOLDER.name))


@pytest.fixture(scope="session")
def server():
    try:
        made = postgres()
    except Refused as error:  # where the wheel is not made for this system
        pytest.skip(str(error))
    made.start()
    yield made
    remove(made)


@pytest.fixture(scope="session")
def connections(server):
    made = Connections(server.address)
    migrate(made)
    yield made
    made.close()


@pytest.fixture(scope="session")
def record(connections):
    return PostgresRecord(connections)


@contextmanager
def serving(connections):
    """A server that answers at the address that is yielded, in a thread of its own."""
    found, opened, loop = [], threading.Event(), asyncio.new_event_loop()

    async def serve():
        server = DepotServer(PostgresRecord(connections), RecordTokens(connections), "en")
        found.append(await server.open("127.0.0.1:0"))
        ended = asyncio.Event()
        found.append(ended)
        opened.set()
        await ended.wait()
        await server.close()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    assert opened.wait(10)
    yield found[0]
    loop.call_soon_threadsafe(found[1].set)
    thread.join()
    loop.close()


@pytest.fixture
def address(connections):
    """Where a server answers."""
    with serving(connections) as found:
        yield found


@pytest.fixture
def elsewhere(server, connections):
    """Connections to an empty record, as on a machine that was set up a moment ago."""
    import psycopg

    with psycopg.connect(server.address, autocommit=True) as db:
        db.execute("DROP DATABASE IF EXISTS elsewhere")
        db.execute("CREATE DATABASE elsewhere TEMPLATE template0")
    made = Connections(server.address.replace("dbname=postgres", "dbname=elsewhere"))
    migrate(made)
    yield made
    made.close()


@pytest.fixture
def typed(server, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("FACILITATE_DATABASE", server.address)
    monkeypatch.setenv("FACILITATE_LANG", "en")

    def typed(*words, home="one", database=""):
        if database:
            monkeypatch.setenv("FACILITATE_DATABASE", server.address.replace("dbname=postgres", f"dbname={database}"))
        monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / home))
        monkeypatch.setenv("FACILITATE_MACHINE", home)
        code = main([str(word) for word in words])
        written = capsys.readouterr()
        assert "Traceback" not in written.err
        return code, written.out, written.err

    return typed


@pytest.fixture
def session():
    """A session that no other test has: so all share one database."""
    number = next(_numbers)
    return DepotSession(f"ev{number:05}", f"event-{number}")
