"""A PostgreSQL of one's own: made once, started by whoever comes first, stopped by whoever leaves last."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from facilitate.domain.errors import Refused
from facilitate.store.record import own_postgres
from facilitate.store.record.connections import Connections
from facilitate.store.record.own_postgres import OwnPostgres
from tests.support.depot import postgres, remove


def test_two_programs_that_start_it_at_once_have_one_and_the_last_to_leave_stops_it(server):
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
