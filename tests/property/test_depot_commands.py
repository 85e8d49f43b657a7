"""Whatever is typed after `depot`, over whatever lies in the folders: a sentence, or what was asked for is done."""

from __future__ import annotations

import io
import json
import os
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.cli.main import main
from tests.support.examples import examples

# What may be wrong with a folder, each a function of the home and the depot.
FAULTS = {
    "none": lambda home, depot: None,
    "no record": lambda home, depot: write(record_in(home), b""),
    "record of another form": lambda home, depot: write(record_in(home), b'{"form": 1, "depots": [{"address": 3}]}'),
    "record is a list": lambda home, depot: write(record_in(home), b"[1]"),
    "record of odd values": lambda home, depot: alter(
        record_in(home), at="2026-01-01", tried="x", waits="32", sent=[1]
    ),
    "record is a folder": lambda home, depot: folder_at(record_in(home)),
    "tokens are a folder": lambda home, depot: folder_at(home / ".depot-tokens.json"),
    "tokens are odd": lambda home, depot: write(home / ".depot-tokens.json", b'{"http://127.0.0.1:9": 7, "x": null}'),
    "torn here": lambda home, depot: tear(session_in(home) / "facilitator.jsonl"),
    "torn there": lambda home, depot: tear(depot / "essai" / "facilitator.jsonl"),
    "empty there": lambda home, depot: write(depot / "essai" / "facilitator.jsonl", b""),
    "not text there": lambda home, depot: write(depot / "essai" / "table-1.jsonl", bytes(range(256)) * 9),
    "no session there": lambda home, depot: shutil.rmtree(depot / "essai"),
    "no depot": lambda home, depot: shutil.rmtree(depot),
    "depot is a file": lambda home, depot: (shutil.rmtree(depot), write(depot, b"x")),
    "journal there is a folder": lambda home, depot: folder_at(depot / "essai" / "facilitator.jsonl"),
    "sums are no sums": lambda home, depot: write(depot / "depot.json", b'{"facilitate": 1, "journals": {"a": 3}}'),
    "sums are a list": lambda home, depot: write(depot / "depot.json", b"[[]]"),
    "typology is none": lambda home, depot: write(depot / "typology.json", b"{"),
    "other files there": lambda home, depot: write(depot / "Budget.xlsx", b"x"),
    "no sessions here": lambda home, depot: shutil.rmtree(home / "sessions"),
    "sessions are a file": lambda home, depot: (shutil.rmtree(home / "sessions"), write(home / "sessions", b"x")),
    "half a server": lambda home, depot: write(home / "depot" / "data" / "PG_VERSION", b"x\n"),
    "server is a file": lambda home, depot: write(home / "depot", b"x"),
    "copy is torn": lambda home, depot: tear(copy_in(home) / "facilitator.jsonl"),
    "copy is empty": lambda home, depot: [path.unlink() for path in copy_in(home).glob("*.jsonl")],
    "cycle is torn": lambda home, depot: tear(home / "cycles" / "pays" / "facilitator.jsonl"),
}
NAMES = (
    "essai",
    "ess",
    "ESSAI",
    "autre",
    "",
    " ",
    ".",
    "..",
    "../x",
    "/",
    "-x",
    "--",
    "été",
    "a" * 300,
    "pays",
    "copies",
    "%00",
)
PLACES = (
    "DEPOT", "DEPOT/", "DEPOT/essai", "HOME", "HOME/sessions", "HOME/depot", "TMP", "TMP/new", "TMP/file",
    "TMP/file/x", ".", "", " ", "~nobody-here/x", "http://127.0.0.1:9", "http://127.0.0.1:9/#k7m2q-94xzt-3f8wd-h5n0v",
    "http://127.0.0.1:99999", "http://[::1", "http://", "https://", "https:///x", "ftp://x/y", "file:///tmp", "//",
    "#", "DEPOT#k7m2q-94xzt-3f8wd-h5n0v", "http://127.0.0.1:9/#", "http://127.0.0.1:9/#x", "example.org/depot",
    "depot.example.org", "http://u:" + "p@127.0.0.1:9/", "x" * 300,
)  # fmt: skip
name, place = st.sampled_from(NAMES), st.sampled_from(PLACES)
login = st.sampled_from(([], [], [], ["--login", "TMP/file"], ["--login", "TMP"], ["--login", "nowhere"]))
database = st.sampled_from(
    (
        [], ["--folder", "HOME/depot"], ["--folder", "x" * 300], ["--database-file", "x" * 300],
        ["--folder", "TMP/file"], ["--folder", "TMP"], ["--database", "x"],
        ["--database", "host=127.0.0.1 port=1 connect_timeout=1"], ["--database", "postgresql://[::1"],
        ["--database-file", "TMP/file"], ["--database-file", "nowhere"], ["--database-file", "TMP"],
        ["--database", "x", "--database-file", "y"],
    )
)  # fmt: skip


def flags(*known):
    return st.lists(st.sampled_from(known), max_size=2, unique=True)


def line(*parts):
    """A command line of these parts: words, or strategies of a word or of several."""
    drawn = [part if isinstance(part, st.SearchStrategy) else st.just(part) for part in parts]
    return st.tuples(*drawn).map(
        lambda found: [word for part in found for word in ([part] if isinstance(part, str) else part)]
    )


LINES = st.one_of(
    line("sync", name, "--to", place, flags("--take-all", "--anew", "--json"), login),
    line("sync", name),
    line("restore", name, "--from", place, flags("--json"), login),
    line("status", flags("--json", "--all")),
    line("status", "--from", place, flags("--json", "--all"), login),
    line("status", flags("--json", "--all"), database),
    line("forget", place, flags("--json")),
    line("dump", place, database),
    line("load", place, database),
    line("token", st.sampled_from(("new", "list", "revoke", "", "x")), name, flags("--json", "--reader"), database),
    line("token", "new", name, "--at", place, "--of", name, database),
    line(
        "serve",
        "--listen",
        st.sampled_from(("", "x", "127.0.0.1", "1.1.1.1:1", "127.0.0.1:-1", ":", "[::1]")),
        database,
    ),
    st.lists(
        st.one_of(name, place, st.sampled_from(("sync", "status", "token", "--to", "--json", "--help"))), max_size=4
    ),
)


def record_in(home):
    return session_in(home) / ".depot.json"


def session_in(home):
    return home / "sessions" / "essai"


def copy_in(home):
    return home / "cycles" / "pays" / "copies" / "loin"


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def folder_at(path):
    path.unlink(missing_ok=True)
    path.mkdir(parents=True)


def tear(path):
    path.write_bytes(path.read_bytes()[:-30])


def alter(path, **values):
    document = json.loads(path.read_bytes())
    document["depots"][0] |= values
    path.write_bytes(json.dumps(document).encode())


def typed(words, home):
    environ = {"FACILITATE_HOME": str(home), "FACILITATE_MACHINE": "home", "FACILITATE_LANG": "en"}
    out, err = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, environ | {"FACILITATE_STATE": str(home / "state")}),
        patch("sys.stdin", io.StringIO()),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = main([str(word) for word in words])
    return int(code), out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A home with a session that was synced with a depot, and a cycle with a copy of another."""
    folder = tmp_path_factory.mktemp("made")
    home, depot = folder / "home", folder / "depot"
    for slug, where in (("loin", folder / "away"), ("essai", home)):
        (session,) = typed(["new", "--title", slug, "--tables", "2"], where)[1].split()
        (where / "sessions" / session).rename(where / "sessions" / slug)
        typed(["idea", "add", slug, "Un banc", "--table", "1"], where)
        assert typed(["depot", "sync", slug, "--to", depot], where)[0] == 0
    (cycle,) = typed(["cycle", "new", "Pays"], home)[1].split()
    (home / "cycles" / cycle).rename(home / "cycles" / "pays")
    assert typed(["cycle", "add", "pays", "--from", depot], home)[0] == 0
    assert copy_in(home).is_dir()
    return folder


@settings(max_examples=examples(60, long=1000), deadline=None)
@given(LINES, st.sampled_from(sorted(FAULTS)))
def test_no_command_of_a_depot_ends_in_a_crash_or_says_that_it_did_what_it_did_not(made, words, fault):
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        shutil.copytree(made / "home", folder / "home")
        shutil.copytree(made / "depot", folder / "depot")
        (folder / "file").write_bytes(b"x\n")
        home, depot = folder / "home", folder / "depot"
        if record_in(home).exists():
            document = record_in(home).read_bytes().replace(str(made).encode(), str(folder).encode())
            record_in(home).write_bytes(document)
        FAULTS[fault](home, depot)
        places = {"DEPOT": str(depot), "HOME": str(home), "TMP": str(folder)}
        words = [put(word, places) for word in words]
        before = Path.cwd()
        os.chdir(folder)
        try:
            code, out, err = typed(["depot", *words], home)
        finally:
            os.chdir(before)
        told = f"{words} over {fault}: {code}\n{out}\n{err}"
        assert "Traceback" not in out + err, told
        assert "Unexpected error" not in err, told
        assert code in range(5), told
        if "--json" in words and code == 0 and "--help" not in words:
            json.loads(out)
        assert out or err, told
        if code == 0 and "--help" not in words:
            check_done(words, home, folder, out, told)


def put(word, places):
    for sign, path in places.items():
        word = word.replace(sign, path)
    return word


def check_done(words, home, folder, out, told):
    """What a command that ended well was asked for is so."""
    what, *rest = words
    where = (
        rest[rest.index("--to") + 1 if "--to" in rest else rest.index("--from") + 1 if "--from" in rest else 0]
        if rest
        else ""
    )
    there = folder / where.partition("#")[0] if where and "://" not in where else None
    if what == "sync":
        there = there if "--to" in rest else folder / "depot"  # the only one it was synced with
        assert (there / "essai" / "facilitator.jsonl").stat().st_size > 0, told
    elif what == "restore":
        assert (
            home / "sessions" / json.loads(out)["session"] if "--json" in words else home / "sessions" / out.strip()
        ).is_dir(), told
    elif what == "forget":
        assert where.rstrip("/") not in json.dumps([*map(str, states(home))]) or not where, told
    elif what in ("dump", "load", "serve"):
        raise AssertionError(told)  # there is no database here


def states(home):
    found = json.loads(typed(["depot", "status", "--json"], home)[1])
    return [each["depot"] for each in found]
