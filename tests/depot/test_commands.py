"""The programme's server as people type it: tokens, a sync, a purge, a laptop that was away, a restore; its page."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitate.store.record.connections import Connections
from facilitate.store.record.migrating import migrate
from facilitate.store.record.record import PostgresRecord
from facilitate.workshop.sharing.depot import DepotSession
from tests.depot.test_record import EXAMPLE, PARIS, forget_paris
from tests.support.depot import ideas, postgres, remove

ROOT = Path(__file__).parents[2]
SYNCED_AGAIN = [(home, ()) for home in ("one", "two", "three") * 2]


@pytest.fixture
def paris(tmp_path, connections):
    """A workspace with the example, of which the depot knows nothing."""
    forget_paris(connections)
    for home in ("one", "two"):
        shutil.copytree(EXAMPLE, tmp_path / home / "sessions" / "paris")


def dumped(server):
    """What a backup holds: lines are bytes, which it writes as digits."""
    words = [server._binaries / "pg_dump", "--dbname", server.address]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def test_a_day_with_a_programmes_server(address, typed, paris, tmp_path, server):
    code, out, err = typed("depot", "token", "new", "Paris", "--at", address)
    link = out.strip()
    assert (code, link.startswith(f"{address}/#"), "shown this once" in err) == (0, True, True)
    assert "asks for a token" in typed("depot", "sync", "paris", "--to", address)[2]
    assert "131 changes sent" in typed("depot", "sync", "paris", "--to", link)[1]
    typed("idea", "add", "paris", "Une idée de plus", "--table", "2")
    assert "1 change sent" in typed("depot", "sync", "paris", "--to", address)[1]  # the token is given once
    assert f"paris ({PARIS.session})" in typed("depot", "token", "list")[1]
    (tokens,) = [each for each in json.loads(typed("depot", "token", "list", "--json")[1]) if each["name"] == "Paris"]
    assert (tokens["session"], tokens["revoked"], tokens["day"]) == (PARIS.session, None, "2021-12-13")
    assert (tokens["state"], tokens["last_change"] > "2021") == ("fine", True)
    another = typed("depot", "token", "new", "Lyon", "--of", "ari", "--at", address)[1].strip()  # one for each laptop
    assert "1 change imported" in typed("depot", "sync", "paris", "--to", link, "--take-all", home="two")[1]

    assert b"Letissier".hex() in dumped(server)
    assert typed("purge", "paris", "--before", "2100-01-01", "--yes")[0] == 0
    assert typed("depot", "sync", "paris", "--to", address)[0] == 0  # nor does a purge take it
    assert b"Letissier".hex() not in dumped(server)
    code, _out, err = typed("depot", "sync", "paris", "--to", address, home="two")
    assert (code, "add --take-all" in err) == (1, True)

    assert typed("depot", "restore", "paris", "--from", link, home="three")[0] == 0
    assert "0 changes sent" in typed("depot", "sync", "paris", "--to", address, home="three")[1]  # one rule for tokens
    assert "only in" in typed("depot", "status", "--from", link, home="four")[1]
    assert "only in" in typed("depot", "status", "--from", address, home="four")[1]
    assert typed("depot", "forget", address, home="four")[0] == 0
    assert "asks for a token" in typed("depot", "status", "--from", address, home="four")[2]
    restored = tmp_path / "three" / "sessions" / "paris"
    for path in (tmp_path / "one" / "sessions" / "paris").glob("*.jsonl"):
        assert (restored / path.name).read_bytes() == path.read_bytes()
        assert b"Letissier" not in path.read_bytes()

    assert "in the depot (" in typed("depot", "dump", tmp_path / "backup")[1]
    assert "(0 new lines)" in typed("depot", "load", tmp_path / "backup")[1]
    code, out, _err = typed("depot", "restore", "paris", "--from", tmp_path / "backup", home="five")
    assert (code, out) == (0, "paris\n")
    code, out, err = typed("depot", "token", "revoke", "Paris")
    assert (code, "“Paris” opens “paris”, and was used last on" in err, "go on working for it: “Lyon”" in err) == (
        0,
        True,
        True,
    )
    assert "  the computer that made the session: its last change here is from" in err
    assert f"“facilitate depot token new NAME --of {PARIS.session} --at URL”, one for each computer" in err
    assert "revoked" in typed("depot", "sync", "paris", "--to", address)[2]
    assert "the last attempt to sync failed. The depot at" in typed("depot", "status")[1]
    assert "nothing (revoked)" in typed("depot", "token", "list")[1]
    assert "Paris (paris): revoked on" in typed("depot", "status", "--all", home="server")[1]
    assert typed("depot", "sync", "paris", "--to", another)[0] == 0
    assert "paris: no token opens it" not in typed("depot", "status", "--all", home="server")[1]
    typed("depot", "token", "revoke", "Lyon")
    assert "its last token, “Lyon”, was revoked" in typed("depot", "status", "--all", home="server")[1]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["token", "make", "Lyon"], "Write new, list or revoke"),
        (["token"], "Write new, list or revoke"),
        (["token", "new"], "Whose token?"),
        (["token", "new", "Lyon"], "--at https://"),
        (["token", "new", "Lyon", "--of", "nowhere", "--at", "https://d.example"], "name or identifier “nowhere”"),
        (["token", "revoke", "Nowhere"], "There is no token"),
        (["token", "list", "--database", "x", "--database-file", "y"], "Choose one of"),
        (["load", "nowhere"], "no folder"),
        (["dump", "HOME/one/sessions"], "has to be elsewhere"),
        (["token", "list", "--database", "no address"], "no address of a database"),
        (["token", "list", "--database", "host=127.0.0.1 port=1"], "does not answer"),
        (["token", "list", "--database-file", "nowhere"], "cannot be read"),
        (["serve", "--listen", "everywhere"], "no address to listen at"),
        (["sync", "paris", "--to", "http://depot.example.org"], "https"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_a_sentence(typed, paris, words, reason, tmp_path):
    code, _out, err = typed("depot", *(word.replace("HOME", str(tmp_path)) for word in words))
    assert code != 0
    assert reason in err


def test_the_tokens_of_a_depot_that_is_not_there_make_none(typed, tmp_path, monkeypatch):
    monkeypatch.delenv("FACILITATE_DATABASE")
    code, _out, err = typed("depot", "token", "list", home="wrong")
    assert (code, "No depot is in" in err, (tmp_path / "wrong" / "depot").exists()) == (1, True, False)


def test_an_event_that_no_link_here_opens_is_sent_by_whoever_has_its_link(address, typed, paris, tmp_path):
    typed("depot", "sync", "paris", "--to", typed("depot", "token", "new", "Paris", "--at", address)[1].strip())
    metz = typed("new", "--title", "Metz", home="metz")[1].split()[0]
    typed("depot", "sync", metz, "--to", tmp_path / "key", home="metz")
    typed("depot", "restore", metz, "--from", tmp_path / "key")
    told = typed("depot", "status", "--from", address)[1]
    assert f"{metz}: no link kept on this computer opens it in {address}" in told
    assert f"“facilitate depot sync {metz} --to LINK”" in told
    assert "To send it: “" not in told
    assert "to no link kept on this computer" in typed("depot", "sync", metz, "--to", address)[2]
    assert "stands for a depot" in typed("depot", "sync", metz, "--to", "LINK")[2]
    assert not Path("LINK").exists()
    states = {each["session"]: each for each in json.loads(typed("depot", "status", "--from", address, "--json")[1])}
    assert not states[metz]["needs_something"]
    fresh = typed("depot", "token", "new", "Metz", "--at", address)[1].strip()
    told = typed("depot", "status", "--from", fresh)[1].replace('"', "")
    assert f"To send it: “facilitate depot sync {metz} --to {address}”" in told
    assert typed("depot", "sync", metz, "--to", address)[0] == 0


def test_a_keeper_is_told_to_start_the_server_where_it_listened(typed, record, connections):
    record.note_server(platform.node(), "http://0.0.0.0:9")
    told = typed("depot", "status", home="keeper")[1]
    with connections.transaction() as db:
        db.execute("DELETE FROM depot.server")
    assert "does not answer at http://127.0.0.1:9:" in told
    assert "“facilitate depot serve --listen 0.0.0.0:9”" in told.replace('"', "")


def test_both_languages_of_its_page_hold_the_same_lines():
    pages = [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("depot-server.md", "depot-server.fr.md")]
    blocks = [re.findall(r"```\w*\n(.*?)```", page, re.DOTALL) for page in pages]
    assert [block.replace("FACILITATE_LANG=en", "FACILITATE_LANG=fr") for block in blocks[0]] == blocks[1]
    assert len(blocks[0]) > 10
    # What the commands advise begins with the name of the program: it has to be found on the server as well.
    assert not re.search(r"^depot |`depot token (new|revoke) ", "".join(pages), re.MULTILINE)
    assert "> /usr/local/bin/facilitate <<" in pages[0]
    assert [page.count("\n## ") for page in pages] == [10, 10]


@pytest.mark.skipif(sys.platform != "linux", reason="the page is for Debian")
def test_what_its_page_types_to_postgresql_can_be_typed_and_leaves_no_name_behind(server):
    """Its lines as they stand, but for the account they are typed as."""
    page = (ROOT / "docs" / "depot-server.md").read_text(encoding="utf-8")
    lines = re.findall(
        r"^su - postgres -c .*(?<!END')$|^su - postgres -c .*<<'END'$(?:\n.*)*?\nEND$", page, re.MULTILINE
    )
    own = re.compile("createuser|createdb|psql")
    before, after = [], []
    for line in filter(own.search, lines):
        (after if "VACUUM" in line or "CHECKPOINT" in line else before).append(line)
    assert (len(before), len(after)) == (6, 2)
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    made = postgres()
    made._settings.pop("wal_recycle")  # as Debian's has it, which the page sets
    try:
        known = conninfo_to_dict(made.start())
        names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
        environ = {**os.environ, "PATH": f"{made._binaries}:{os.environ['PATH']}"}
        environ |= {names[key]: str(value) for key, value in known.items() if key in names}

        def shell(words):
            script = f'set -e\nsu() {{ sh -c "$4"; }}\n{words}'
            done = subprocess.run(["sh", "-c", script], env=environ, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            return done.stdout

        for line in before[:3]:
            shell(line)
        connections = Connections(make_conninfo(made.address, dbname="facilitate"))
        migrate(connections)
        session = DepotSession("page9999", "page")
        PostgresRecord(connections).take(session, "table-3", 0, ideas(session, 1, text="Voir avec Laurence Mari"))
        assert "1" in "".join(map(shell, before[3:]))
        with connections.transaction() as db:
            db.execute("DELETE FROM depot.event")
        connections.close()
        for line in after:
            shell(line)
        written = [path for path in made.data.rglob("*") if path.is_file()]
        assert [path.name for path in written if b"Laurence Mari" in path.read_bytes()] == []
    finally:
        remove(made)


def test_a_town_that_a_restored_server_lost_is_told_of_to_everybody_and_sent_again(
    address, typed, paris, connections, record
):
    with connections.transaction() as db:
        for table in ("session", "journal", "event", "repeated", "purge", "cleared", "token"):
            db.execute(f"DELETE FROM depot.{table}")  # as others of this folder left it
    record.take(DepotSession("other999", "autre"), "table-3", 0, ideas("other999", 1))
    link = typed("depot", "token", "new", "Paris", "--at", address)[1].strip()
    reader = typed("depot", "token", "new", "Nation", "--reader", "--at", address)[1].strip()
    typed("depot", "sync", "paris", "--to", link)
    told = typed("depot", "status", "--from", reader, home="nation")[1]
    assert re.search(r"paris: only in .*\n  To read it with others: “facilitate cycle add CYCLE", told)
    assert told.count("reads all sessions and sends none") == 1
    assert "restore" not in typed("depot", "status", "--from", reader, home="nation")[1]
    cycle = typed("cycle", "new", "Le pays", home="nation")[1].splitlines()[0]
    assert "2 events added" in typed("cycle", "add", cycle, "--from", reader, home="nation")[1]
    assert (
        "only reads: changes that are made there"
        in typed("depot", "restore", "paris", "--from", reader, home="three")[2]
    )
    assert (
        "“facilitate depot sync paris --to LINK”"
        in typed("depot", "restore", "paris", "--from", reader, home="four")[2]
    )
    typed("depot", "status", "--from", link, home="four")  # a writer's link takes the place of the reader's
    typed("idea", "add", "paris", "--table", "1", "Un banc", home="four")
    assert "1 change sent" in typed("depot", "sync", "paris", "--to", address, home="four")[1]
    typed("depot", "token", "revoke", "Paris")
    assert "was revoked already, on" in typed("depot", "token", "revoke", "Paris")[1]
    link = typed("depot", "token", "new", "Paris", "--of", PARIS.session, "--at", address)[1].strip()
    told = typed("depot", "status", "--from", link, home="four")
    assert (told[0], "revoked" in "".join(told[1:])) == (0, False)  # the old one's refusal is nobody's any more
    assert typed("depot", "sync", "paris", home="four")[0] == 0
    typed("depot", "sync", "paris", "--to", link)
    typed("purge", "paris", "--before", "2100-01-01", "--yes", home="three")
    told = typed("depot", "status", home="three")[1]  # what cannot be sent by this link is to be sent by another
    syncs = set(re.findall(r"depot sync paris --to (\S+)”", told))
    assert ("here only reads" in told, "has to be removed by whoever sends" in told, syncs) == (True, True, {"LINK"})

    forget_paris(connections)  # the server has what a backup from before had
    _code, out, err = typed("cycle", "add", cycle, "--from", address, home="nation")
    assert ("older backup: “paris”" in err, out) == (True, "Nothing new in the depot.\n")
    told = typed("depot", "status", "--from", address, home="nation")[1]
    assert ("paris: as it was read on" in told, f"no longer in {address}" in told) == (True, True)
    assert "does not know this token" in typed("depot", "sync", "paris", "--to", address)[2]
    again = typed("depot", "token", "new", "Paris", "--at", address)[1].strip()
    command = re.compile(f'“facilitate (depot sync paris --to "?{address}"? --anew)”')
    refused = command.search(typed("depot", "sync", "paris", "--to", again)[2])  # and the link is kept
    advised = command.search(typed("depot", "status", "--from", address)[1])
    assert advised[1] == refused[1]
    assert "132 changes sent" in typed(*advised[1].replace('"', "").split())[1]
    assert "is in the cycle" in typed("depot", "status", "--from", address, "--all", home="nation")[1]


def test_a_cycle_over_a_server_keeps_no_word_that_was_taken_back(address, typed, paris, tmp_path):
    _, link, _ = typed("depot", "token", "new", "Paris", "--at", address)
    link = re.search(r"https?://\S+#\S+", link)[0]
    typed("idea", "add", "paris", "--table", "1", "Un mot de trop")
    typed("depot", "sync", "paris", "--to", link)
    cycle = typed("cycle", "new", "Le pays", home="nation")[1].splitlines()[0]
    ref = next(line.split()[0] for line in typed("idea", "list", "paris")[1].splitlines() if "mot de trop" in line)
    for act, is_kept in (("", True), ("withdraw", False), ("restore", True)):
        if act:
            typed("idea", act, "paris", ref)
            typed("depot", "sync", "paris", "--to", link)
        assert typed("cycle", "add", cycle, "--from", link, home="nation")[0] == 0
        files = [path for path in (tmp_path / "nation" / "cycles").rglob("*") if path.is_file()]
        assert any(b"Un mot de trop" in path.read_bytes() for path in files) == is_kept, act


def test_after_a_removal_one_sync_of_each_laptop_sends_all_and_none_is_told_to_remove_again(address, typed, paris):
    link = typed("depot", "token", "new", "Paris", "--at", address)[1].strip()
    typed("depot", "sync", "paris", "--to", link)
    for home in ("two", "three"):
        shutil.rmtree(Path(os.environ["FACILITATE_HOME"]).parent / home, ignore_errors=True)
        assert typed("depot", "restore", "paris", "--from", link, home=home)[0] == 0
        assert typed("idea", "add", "paris", f"tapée sur {home}", "--table", "2", home=home)[0] == 0
    assert typed("remark", "add", "paris", "À ne pas citer", home="two")[0] == 0
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    typed("purge", "paris", "--before", tomorrow, "--yes")
    told = [
        typed("depot", "sync", "paris", "--to", link, *more, home=home)
        for home, more in (("one", ()), ("two", ["--take-all"]), ("three", ["--take-all"]), *SYNCED_AGAIN)
    ]
    assert {code for code, _out, _err in told} == {0}
    assert not any("was removed from “paris”" in err for _code, _out, err in told)
    assert not any("facilitate purge" in err for _code, _out, err in told[-2:])  # of what came unread it is told once
    for home in ("one", "two", "three"):  # who had nothing to say to the remark has all ideas
        assert {"tapée sur two", "tapée sur three"} <= {
            each["text"] for each in json.loads(typed("idea", "list", "paris", "--json", home=home)[1])
        }


def test_a_keeper_settles_a_computer_that_never_comes_back_by_the_command_that_is_advised(address, typed, paris):
    link = typed("depot", "token", "new", "Paris", "--at", address)[1].strip()
    typed("depot", "sync", "paris", "--to", link)
    assert typed("depot", "restore", "paris", "--from", link, home="lost")[0] == 0
    typed("idea", "add", "paris", "Un mot", "--table", "2", home="lost")
    typed("depot", "sync", "paris", home="lost")
    typed("purge", "paris", "--before", "2100-01-01", "--yes")
    typed("depot", "sync", "paris")

    def pending():
        return json.loads(typed("depot", "status", "--json", home="server")[1])["server"]["removals_pending"]

    told = typed("depot", "status", "--all", home="server")[1]
    command = re.search(f"If one never comes back.*“facilitate (depot retire {PARIS.session} )COMPUTER”", told)[1]
    assert "computers that never sent anything of the session are not known here" in told
    (found,) = [each for each in pending() if each["session"] == PARIS.session]
    (maker, lost) = [
        each["computer"] for each in found["computers"]
    ]  # its folder was copied: that tag never comes again
    assert maker is None
    assert "computer that made “paris” is noted as gone" in typed(*command.split(), "--maker", home="server")[1]
    command = re.search(f"“facilitate (depot retire {PARIS.session} {lost})”", typed("depot", "status", "--all")[1])[1]
    assert "is noted as gone permanently" in typed(*command.split(), home="server")[1]
    assert PARIS.session not in [each["session"] for each in pending()]
    assert "never sent anything of the session are not known" in typed("depot", "status", home="server")[1]
    assert "noted as gone permanently on" in typed("depot", "status", "--all", home="server")[1]
    assert "is listed again" in typed(*command.split(), "--back", home="server")[1]
    assert command in typed("depot", "status", "--all", home="server")[1]
    assert "Which computer?" in typed("depot", "retire", "paris")[2]


def test_what_a_keeper_reads_helps_a_computer_that_only_syncs_by_a_key(address, typed, paris, tmp_path):
    key = tmp_path / "key"

    def sync(home, to):
        assert typed("depot", "sync", "paris", "--to", to, "--take-all", home=home)[0] == 0

    link = typed("depot", "token", "new", "Paris", "--at", address)[1].strip()
    sync("one", link)
    shutil.rmtree(tmp_path / "two")
    sync("one", key)
    typed("depot", "restore", "paris", "--from", key, home="two")
    typed("idea", "add", "paris", "Pour Paula Zuber", "--table", "2", home="two")
    for home, to in (("two", key), ("one", key), ("one", address)):
        sync(home, to)
    typed("purge", "paris", "--before", "2100-01-01", "--name", "Paula Zuber", "--yes")
    sync("one", address)
    told = typed("depot", "status")[1]
    (away,) = re.findall(
        "computer (....) \\(ideas written there", told.partition("paris: personal data may be left")[2]
    )
    assert "asks for a token" in typed("depot", "sync", "paris", "--to", address, home="two")[2]  # with its own command
    steps = "with this server and then with the stick; there, with the stick; then that first computer again, with the"
    assert f"{steps} stick and then with this server." in told
    for home, to in (("one", address), ("one", key), ("two", key), ("one", key), ("one", address)):
        sync(home, to)
    assert away not in typed("depot", "status")[1]
