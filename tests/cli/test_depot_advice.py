"""What the depot’s commands advise, pasted as it stands where it is printed: it is done, and is not advised again."""

from __future__ import annotations

import re
import shlex
import shutil
import sys

import pytest

from facilitate.workshop.audit.issue import typed

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the words of a line are parted as on Linux here"),
    pytest.mark.parametrize("lang", ["en", "fr"]),
]
ADVISED = re.compile(r"[“«]\s?facilitate ([^”»]*?)\s?[”»]")


@pytest.fixture
def depot(tmp_path):
    return tmp_path / "a key" / "depot"


@pytest.fixture
def at(tmp_path, monkeypatch, lang, depot):
    """Sit at a computer; whoever sits there can be asked."""
    depot.parent.mkdir()
    monkeypatch.setenv("FACILITATE_LANG", lang)
    for module in ("depot_sync", "agreement", "purging"):
        monkeypatch.setattr(f"facilitate.cli.{module}.has_terminal", lambda: True)

    def sit(machine):
        monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / machine))
        monkeypatch.setenv("FACILITATE_MACHINE", machine)

    return sit


@pytest.fixture
def pasted(shell, lang):
    """Do as is advised by a command, and have it not advise the same again; returns what was typed."""

    def advised(*words):
        done = shell(*words)
        return [" ".join(each.split()) for each in ADVISED.findall(done.out + done.err)]

    def do(*words, code=0):
        commands = advised(*words)
        for each in commands:
            done = shell(*shlex.split(each), stdin={"en": b"yes\nyes\n", "fr": b"oui\noui\n"}[lang])
            assert done.code == code, (each, done.out, done.err)
        assert not {*commands} & {*advised(*words)}
        return commands

    return do


def restored(shell, at, three, depot, machine="nord"):
    at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    at(machine)
    shell.ok("depot", "restore", three, "--from", depot)


def test_what_is_here_alone_or_there_alone_is_synced(shell, three, depot, at, pasted):
    restored(shell, at, three, depot)
    shell.ok("idea", "add", three, "--table", 1, "du nord")
    for words in (("depot", "status"), ("depot", "status", "--from", depot)):
        shell.ok("idea", "add", three, "--table", 1, "encore")
        assert pasted(*words) == [f"depot sync {three} --to {typed(str(depot))}"]
    at("home")
    assert pasted("depot", "status", "--from", depot) == [f"depot sync {three} --to {typed(str(depot))}"]


def test_what_was_skipped_is_imported(shell, three, depot, at, pasted):
    restored(shell, at, three, depot)
    shell.ok("proposal", "file", three, "T2-01", "--under", 1)
    shell.ok("depot", "sync", three, "--to", depot)
    at("home")
    shell.ok("depot", "sync", three, "--to", depot, stdin=b"no\n")
    assert pasted("depot", "status") == [f"depot sync {three} --to {typed(str(depot))} --take-all"]


def test_a_removal_that_waits_or_was_not_sent_is_made(shell, three, depot, at, pasted):
    restored(shell, at, three, depot)
    shell.ok("idea", "add", three, "--table", 1, "du nord")
    shell.ok("depot", "sync", three, "--to", depot)
    at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    assert pasted("depot", "status")
    at("nord")
    assert pasted("depot", "status", "--from", depot)


def test_a_key_that_was_emptied_is_filled_anew_and_a_wrong_one_forgotten(shell, three, depot, at, pasted):
    restored(shell, at, three, depot, "home2")
    at("home")
    shutil.rmtree(depot / three)
    assert pasted("depot", "sync", three, "--to", depot)
    shutil.rmtree(depot / three)
    shell.ok("new", "--title", "Other")
    assert pasted("depot", "status", "--from", depot)
    wrong = depot.with_name("depto")
    (command,) = ADVISED.findall(shell.ok("depot", "sync", three, "--to", wrong).err)
    assert shell.ok(*shlex.split(command)).code == 0
    assert "depto" not in shell.ok("depot", "status").out


def test_a_session_that_is_archived_here_comes_back_and_is_not_restored_beside_itself(shell, three, depot, at, pasted):
    restored(shell, at, three, depot)
    for words in (("status",), ("restore", three)):
        shell.ok("session", "archive", three)
        assert pasted("depot", *words, "--from", depot) == [f"session unarchive {three}"]
        assert three in shell.ok("list").out


def test_a_copy_of_a_cycle_is_read_again(shell, three, depot, at, pasted):
    at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nation")
    cycle = shell.ok("cycle", "new", "Tout le pays").lines[0]
    advised = ADVISED.findall(shell.ok("depot", "status", "--from", depot).out)  # of cycles there is one alone
    assert shell.ok(*shlex.split(advised[-1])).code == 0
    at("home")
    shell.ok("idea", "add", three, "--table", 1, "encore")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nation")
    assert pasted("depot", "status", "--from", depot) == [f"cycle add {cycle} --from {typed(str(depot))}"]


def test_a_session_of_a_name_that_another_one_has_here_is_not_advised_to_be_synced_with_it(shell, three, depot, at):
    at("home")
    shell.ok("depot", "sync", three, "--to", depot)
    at("nord")
    other = shell.ok("new", "--title", "Other").lines[0]
    shutil.move(shell.home.parent / "nord" / "sessions" / other, shell.home.parent / "nord" / "sessions" / three)
    told = shell("depot", "restore", three, "--from", depot).err
    assert (ADVISED.findall(told), "--home" in told) == ([], True)
    shell.ok("depot", "restore", three, "--from", depot, "--home", shell.home.parent / "elsewhere")


def test_one_by_one_is_asked_of_the_same_depot(shell, depot, at):
    at("home")
    for number in range(7):
        shell.ok("depot", "sync", shell.ok("new", "--title", f"Ville {number}").lines[0], "--to", depot)
    at("nation")
    told = shell.ok("depot", "status", "--from", depot).out
    words = shlex.split(ADVISED.findall(told)[-1])
    assert words == ["depot", "status", "--from", str(depot), "--all"]
    assert len(shell.ok(*words).lines) > 6
