"""What was acknowledged stays, whatever is killed; and the same harness catches those who only say so.

A hundred kills: `.venv/bin/python -m tests.support.crashes 100`.
"""

from __future__ import annotations

import sys

import psycopg
import pytest

from facilitate.domain.errors import Refused
from facilitate.store.record.connections import Connections
from tests.support.crashes import UNFLUSHED, Crashes, kill_postgres, standby_of
from tests.support.depot import remove

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")


@pytest.fixture(autouse=True)
def _programs(server):
    """Skipped where there is no PostgreSQL to start."""


def test_nothing_acknowledged_is_lost_or_twice_when_server_and_database_are_killed():
    with Crashes() as crashes:
        crashes.kill(3)
        pushed, lost, twice = crashes.result()
    assert crashes.refused() == []
    assert (pushed > 100, lost, twice) == (True, 0, 0)


def test_a_standby_has_all_that_was_acknowledged_when_the_primary_is_killed():
    with Crashes(starts=False) as crashes:
        standby = standby_of(crashes)
        try:
            crashes.point_to(standby)
            crashes.start()
            crashes.wait_for_pushes()
            kill_postgres(crashes.postgres)
            standby._run("pg_ctl", "-D", str(standby.data), "-w", "promote")
            before = crashes.pushed()
            crashes.wait_for_pushes()
            pushed, lost, twice = crashes.result(standby.address)
        finally:
            remove(standby)
    assert crashes.refused() == []
    assert (pushed > before, lost, twice) == (True, 0, 0)


@pytest.mark.parametrize(
    "dishonest", [{"settings": UNFLUSHED, "unflushed": True}, {"early": True}], ids=["unflushed", "early"]
)
def test_the_harness_catches_what_acknowledges_before_it_is_kept(dishonest):
    with Crashes(**dishonest) as crashes:
        crashes.wait_for_pushes()
        (crashes.kill_server if "early" in dishonest else crashes.kill_database)()
        _pushed, lost, _twice = crashes.result()
    assert lost > 0


def test_a_server_that_may_lose_what_it_has_is_refused(server):
    def turn(fsync):
        with psycopg.connect(server.address, autocommit=True) as db:
            db.execute(f"ALTER SYSTEM SET fsync = {fsync}")
            db.execute("SELECT pg_reload_conf()")
            while db.execute("SHOW fsync").fetchone() != (fsync,):
                pass

    turn("off")
    try:
        with pytest.raises(Refused, match="fsync"), Connections(server.address).transaction():
            pass
    finally:
        turn("on")
