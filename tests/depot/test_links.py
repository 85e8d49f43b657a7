"""Two kinds of link to one depot on one computer: a session's own, and a reader's that opens all of them."""

from __future__ import annotations

import json
import re

import pytest

from tests.depot.conftest import serving


@pytest.fixture
def day(address, typed, monkeypatch):
    """A session that was made and sent on computer “one”; returns its name, its own link and a reader's."""
    name = typed("new", "--title", "Journée", "--tables", "2")[1].strip()
    own = typed("depot", "token", "new", f"{name} own", "--at", address)[1].strip()
    reader = typed("depot", "token", "new", f"{name} reader", "--reader", "--at", address)[1].strip()
    typed("idea", "add", name, "Un banc", "--table", "1")
    assert "2 changes sent" in typed("depot", "sync", name, "--to", own)[1]
    monkeypatch.delenv("FACILITATE_DATABASE")  # whoever has a link is no keeper
    return name, own, reader


def kept(tmp_path, name, home="one"):
    return json.loads((tmp_path / home / "sessions" / name / ".depot-tokens.json").read_text(encoding="utf-8"))


def code_of(link):
    return link.partition("#")[2].replace("-", "")


def state_of(typed, name, *words, **where):
    found = json.loads(typed("depot", "status", *words, "--json", **where)[1])
    return next(each for each in found if each["session"] == name)


@pytest.mark.parametrize("given", ["cycle", "status", "restore", "sync"])
@pytest.mark.parametrize("home", ["one", "two"])
def test_a_readers_link_takes_no_right_of_a_session_that_has_its_own(
    typed, tmp_path, address, day, given, home, monkeypatch
):
    name, own, reader = day
    if home == "two":  # nobody wrote there yet: it is still no session that is only read
        assert typed("depot", "restore", name, "--from", own, home=home)[0] == 0
    cycle = typed("cycle", "new", "Région", home=home)[1].strip()
    other = typed("new", "--title", "Ailleurs", home="three")[1].strip()
    link = typed("depot", "token", "new", f"{name} other", "--at", address, home="three", database="postgres")[
        1
    ].strip()
    monkeypatch.delenv("FACILITATE_DATABASE")
    typed("depot", "sync", other, "--to", link, home="three")
    words = {
        "cycle": ("cycle", "add", cycle, "--from", reader),
        "status": ("depot", "status", "--from", reader),
        "restore": ("depot", "restore", other, "--from", reader),
        "sync": ("depot", "sync", name, "--to", reader),
    }[given]
    told = typed(*words, home=home)
    assert told[0] == 0
    assert ("only reads: this session’s own link" in told[2]) is (given == "sync")
    assert kept(tmp_path, name, home)[address] == code_of(own)
    typed("idea", "add", name, "Une lampe", "--table", "2", home=home)
    for where in ((), ("--from", address), ("--from", reader)):
        out = typed("depot", "status", *where, home=home)[1]
        assert f"{name}: 1 change is not in {address} yet" in out
        assert not re.search(rf"{name}:[^\n]*(restored|only reads)", out)
        assert state_of(typed, name, *where, home=home)["to_send"] == 1
    assert "1 change sent" in typed("depot", "sync", name, "--to", address, home=home)[1]


def test_a_removal_that_was_not_sent_is_told_whichever_links_are_kept(typed, address, day):
    name, _own, reader = day
    typed("idea", "add", name, "Demander à Paula Zuber", "--table", "1")
    typed("depot", "sync", name, "--to", address)
    typed("purge", name, "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    out = typed("depot", "status", "--from", reader)[1]
    assert f"{name}: personal data was removed here, and is still in {address}" in out


def test_where_no_link_of_its_own_is_kept_a_sync_says_what_a_link_that_only_reads_can_do(typed, tmp_path, address, day):
    name, own, reader = day
    assert typed("depot", "restore", name, "--from", reader, home="two")[0] == 0
    assert "restored" not in typed("depot", "status", home="two")[1]
    assert f"{name}: the link that opens it in {address} here only reads" in typed("depot", "status", home="two")[1]
    typed("idea", "add", name, "De loin", "--table", "2", home="two")
    code, out, err = typed("depot", "sync", name, "--to", address, home="two")
    assert (code, "0 changes sent" in out) == (1, True)
    assert "only reads" in err
    assert "Not sent: 1" in err
    assert f"“facilitate depot sync {name} --to LINK”" in err
    for where in ((), ("--from", address)):
        out = typed("depot", "status", *where, home="two")[1]
        assert f"{name}: 1 change is not in {address} yet" in out
        assert f"“facilitate depot sync {name} --to LINK”" in out.replace('"', "")
        assert "To sync" not in out
    typed("idea", "add", name, "D’ici", "--table", "1")
    typed("depot", "sync", name, "--to", address)
    assert "1 change imported" in typed("depot", "sync", name, "--to", address, home="two")[1]
    assert "1 change sent" in typed("depot", "sync", name, "--to", own, home="two")[1]
    assert f"{name}: everything here was in" in typed("depot", "status", home="two")[1]
    assert kept(tmp_path, name, "two")[address] == code_of(own)
    typed("depot", "forget", address, home="two")
    assert "asks for a token" in typed("depot", "sync", name, "--to", address, home="two")[2]  # of both kinds


def test_a_link_that_was_replaced_by_a_readers_is_taken_anew(typed, tmp_path, address, day):
    name, own, reader = day
    folder = tmp_path / "one" / "sessions" / name
    (folder / ".depot-tokens.json").write_text(json.dumps({address: code_of(reader)}), encoding="utf-8")
    record = json.loads((folder / ".depot.json").read_text(encoding="utf-8"))
    record["depots"][0]["reads_only"] = True
    (folder / ".depot.json").write_text(json.dumps(record), encoding="utf-8")
    typed("idea", "add", name, "Une lampe", "--table", "2")
    assert "Not sent: 1" in typed("depot", "sync", name, "--to", address)[2]
    typed("depot", "status", "--from", own)
    assert kept(tmp_path, name)[address] == code_of(own)
    assert "only reads" not in typed("depot", "status")[1]
    assert "1 change sent" in typed("depot", "sync", name)[1]


def test_a_revoked_link_is_told_of_though_a_readers_opens_the_session(typed, address, day):
    name, _own, reader = day
    typed("depot", "status", "--from", reader)
    typed("depot", "token", "revoke", f"{name} own", database="postgres")
    assert "revoked" in typed("depot", "status", "--from", address)[2]
    assert "revoked" in typed("depot", "sync", name, "--to", address)[2]
    code, out, err = typed("depot", "sync", name, "--to", reader)
    assert (code, "0 changes sent" in out, "only reads" in err) == (0, True, True)


def test_a_readers_link_that_reached_nobody_takes_no_place(typed, tmp_path, connections):
    with serving(connections) as address:
        name = typed("new", "--title", "Journée", "--tables", "2")[1].strip()
        own = typed("depot", "token", "new", f"{name} own", "--at", address)[1].strip()
        reader = typed("depot", "token", "new", f"{name} reader", "--reader", "--at", address)[1].strip()
        typed("depot", "sync", name, "--to", own)
    assert "Nothing answers" in typed("depot", "sync", name, "--to", reader)[2]
    assert kept(tmp_path, name)[address] == code_of(own)
