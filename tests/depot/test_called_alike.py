"""Two towns that call their events alike: neither is taken for the other, also on a server that was filled anew."""

from __future__ import annotations

import json

import pytest

from facilitate.store.record.record import PostgresRecord
from facilitate.workshop.sharing.depot import DepotSession, told_apart
from tests.depot.conftest import serving

NAME = "rencontre"


@pytest.fixture
def towns(typed, tmp_path, connections):
    with connections.transaction() as db:
        db.execute("DELETE FROM depot.session WHERE name = %s", (NAME,))  # of the test before
        db.execute("DELETE FROM depot.token WHERE name = ANY(%s)", (["nord", "sud", "Ministry"],))
    for home in ("nord", "sud"):
        drawn = typed("new", "--title", "Rencontre", "--tables", "2", home=home)[1].strip()
        (tmp_path / home / "sessions" / drawn).rename(tmp_path / home / "sessions" / NAME)
        typed("idea", "add", NAME, f"Un banc au {home}", "--table", "1", home=home)
    return ("nord", "sud")


def pushed(typed, towns, address):
    for home in towns:
        link = typed("depot", "token", "new", home, "--at", address)[1].strip()
        assert "2 changes sent" in typed("depot", "sync", NAME, "--to", link, home=home)[1]


def reader(typed, address, **where):
    words = ("depot", "token", "new", "Ministry", "--reader", "--at", address)
    return typed(*words, **where)[1].strip()


def read(typed, link, towns_of, tmp_path):
    code, out, err = typed("cycle", "add", "pays", "--from", link, *towns_of, home="reader")
    copies = tmp_path / "reader" / "cycles" / "pays" / "copies"
    texts = {
        each.name: b"".join(path.read_bytes() for path in each.glob("*.jsonl"))
        for each in sorted(copies.iterdir())
        if each.is_dir() and each.name.startswith(NAME)
    }
    return code, out, err, texts


def test_a_reader_has_each_of_two_events_that_are_called_alike_also_after_the_server_was_filled_anew(
    address, typed, towns, tmp_path, record, elsewhere
):
    pushed(typed, towns, address)
    ids = {each.session: each for each in record.sessions() if each.name == NAME}
    assert len(ids) == 2
    drawn = typed("cycle", "new", "Pays", home="reader")[1].strip()
    (tmp_path / "reader" / "cycles" / drawn).rename(tmp_path / "reader" / "cycles" / "pays")
    link = reader(typed, address)
    names = [each.name for each in told_apart(record.sessions()) if each.session in ids]
    before = read(typed, link, names, tmp_path)[3]
    assert sorted(before) == sorted(names)
    assert [sum(f"Un banc au {home}".encode() in text for text in before.values()) for home in towns] == [1, 1]
    assert all(text.count(b"Un banc au") == 1 for text in before.values())
    out = typed("depot", "status", "--from", link, "--all", home="onlooker")[1]
    assert all(f"{name}: only in" in out for name in names)

    assert typed("depot", "dump", tmp_path / "backup")[0] == 0
    assert typed("depot", "load", tmp_path / "backup", database="elsewhere")[0] == 0
    assert {each for each in PostgresRecord(elsewhere).sessions() if each.name.startswith(NAME)} == {*ids.values()}
    with serving(elsewhere) as other:
        link = reader(typed, other, database="elsewhere")
        code, _out, err, after = read(typed, link, names, tmp_path)
        assert (code, "older state" in err, after) == (0, False, before)
        for home, session in zip(towns, sorted(ids, key=lambda key: b"nord" not in held(record, key)), strict=True):
            own = typed("depot", "token", "new", home, "--of", session, "--at", other, database="elsewhere")[1].strip()
            typed("idea", "add", NAME, f"Un arbre au {home}", "--table", "1", home=home)
            assert "1 change sent" in typed("depot", "sync", NAME, "--to", own, home=home)[1]
            assert typed("depot", "restore", NAME, "--from", own, home=f"{home}2")[:2] == (0, f"{NAME}\n")
        texts = read(typed, link, names, tmp_path)[3]
        assert all(
            f"Un arbre au {home}".encode() in text
            for home in towns
            for text in texts.values()
            if f"banc au {home}".encode() in text
        )


def held(record, session):
    return b"".join(
        record.give(DepotSession(session, ""), each.writer, 0) for each in record.offer(DepotSession(session, ""))
    )


def test_an_event_from_a_depot_is_not_taken_for_one_here_of_the_same_name(address, typed, towns, tmp_path, record):
    pushed(typed, towns, address)
    link = reader(typed, address)
    drawn = typed("cycle", "new", "Pays", home="nord")[1].strip()
    names = [each.name for each in told_apart(record.sessions()) if each.name.startswith(NAME)]
    typed("cycle", "add", drawn, "--from", link, *names, home="nord")
    shown = json.loads(typed("cycle", "show", drawn, "--json", home="nord")[1])
    assert len({each["session"] for each in shown["events"]}) == 2
    (copy,) = [
        each for each in (tmp_path / "nord" / "cycles" / drawn / "copies").iterdir() if not each.name.startswith(".")
    ]
    assert b"Un banc au sud" in b"".join(path.read_bytes() for path in copy.glob("*.jsonl"))
    states = json.loads(typed("depot", "status", "--from", link, "--json", home="nord")[1])
    assert len([each for each in states if each["session"].startswith(NAME)]) == 2
