from __future__ import annotations

from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest

from facilitate.domain.errors import Refused
from facilitate.store.record.connections import Connections
from facilitate.store.record.migrating import migrate
from facilitate.store.record.record import PostgresRecord
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


@pytest.fixture
def session():
    """A session that no other test has: so all share one database."""
    number = next(_numbers)
    return DepotSession(f"ev{number:05}", f"event-{number}")
