"""The commands of depots, as people type them."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from facilitate.store.locks import turn
from facilitate.workshop.audit.issue import typed
from tests.support.dav import served


@pytest.fixture
def depot(tmp_path):
    (tmp_path / "key").mkdir()
    return tmp_path / "key" / "depot"


def test_a_lost_laptop_is_made_anew_and_goes_on(shell, three, depot, tmp_path, monkeypatch):
    never = f"{three}: never synced.\n  To send it: “facilitate depot sync {three} --to FOLDER|URL”."
    assert shell.ok("depot", "status").out == f"{never}\n"
    assert shell.json("depot", "sync", three, "--to", depot)["came_in"] == 0
    shell.ok("idea", "add", three, "--table", 1, "plus tard")
    (state,) = shell.json("depot", "status")
    assert (state["to_send"], state["depot"]) == (1, str(depot))
    assert f"{three}: 1 change is not in {depot} yet, from" in shell.ok("depot", "status").out
    assert "1 change sent to the depot, of which 1 idea." in shell.ok("depot", "sync", three, "--to", depot).out
    assert "everything here is in" in shell.ok("depot", "status", "--from", depot).out
    assert f"Depot: {depot}, the only one" in shell("depot", "sync", three).err
    assert "everything here was in" in shell.ok("depot", "status").out
    refused = shell("depot", "restore", three, "--from", depot)
    assert (refused.code, "is here already" in refused.err) == (1, True)
    monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / "new"))
    monkeypatch.setenv("FACILITATE_MACHINE", "k7m2")
    assert "No depot was looked at: add --from" in shell.ok("depot", "status").err
    told = shell.ok("depot", "status", "--from", depot).out
    assert ("only in" in told, f"facilitate cycle add CYCLE --from {depot}" in told.replace('"', "")) == (True, True)
    done = shell.ok("depot", "restore", three[:5], "--from", depot)
    assert (done.out, "guest list" in done.err) == (f"{three}\n", True)
    assert len(shell.json("idea", "list", three)) == 4
    shell.ok("proposal", "file", three, "T2-01", "--under", 1)
    shell.ok("depot", "sync", three, "--to", depot)
    monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FACILITATE_MACHINE", "home")
    done = shell.ok("depot", "sync", three, "--to", depot)
    assert "What was done on the facilitator’s screen of another computer" in done.err
    assert shell.json("depot", "sync", three, "--to", depot)["came_in"] == 0
    assert "not here yet" in shell.ok("depot", "status", "--from", depot).out
    assert shell.json("depot", "sync", three, "--to", depot, "--take-all")["came_in"] == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["sync", "SESSION"], "Which depot? Add --to"),
        (["restore", "paris"], "Which depot? Add --from"),
        (["sync", "SESSION", "--to", "nowhere/at/all"], "connect it"),
        (["sync", "SESSION", "--to", "HOME/sessions"], "has to be elsewhere"),
        (["sync", "SESSION", "--to", "HOME"], "has to be elsewhere"),
        (["sync", "SESSION", "--to", "HOME", "--anew"], "has to be elsewhere"),
        (["dump", "HOME"], "has to be elsewhere"),
        (["dump", "HOME/exports"], "and no backup: is it the right folder?"),
        (["sync", "SESSION", "--to", "HOME/lettre.txt"], "lettre.txt is a file: name a folder"),
        (["sync", "SESSION", "--to", ""], "Which depot?"),
        (["sync", "SESSION", "--to", "http://example.org/depot"], "https"),
        (["sync", "SESSION", "--to", "https://127.0.0.1:9/depot", "--login", "nowhere"], "cannot be read"),
        (["restore", "paris", "--from", "nowhere/at/all"], "check how it is written"),
        (["status", "--from", "nowhere"], "check how it is written"),
        (["sync", "SESSION", "--to", "http://127.0.0.1:9"], "depot serve --listen 127.0.0.1:9”"),
        (["sync", "SESSION", "--to", "https://depot.invalid"], "depot.invalid cannot be found"),
        (["forget", "/media/usb/depto"], "No depot is known here"),
        (["sync", "SESSION", "--to", "depot.example.org"], "did you mean https://depot.example.org?"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(shell, three, words, reason):
    (shell.home / "exports").mkdir(exist_ok=True)
    for place in (shell.home, shell.home / "exports"):
        (place / "lettre.txt").write_text("Bonjour", encoding="utf-8")
    done = shell("depot", *[three if word == "SESSION" else word.replace("HOME", str(shell.home)) for word in words])
    assert done.code != 0
    assert reason in done.err


def test_a_cycle_reads_the_events_of_a_depot_and_what_was_purged_there_goes(shell, three, depot, tmp_path, monkeypatch):
    shell.ok("plan", "set", three, "attendance/present", "")
    shell.ok("depot", "sync", three, "--to", depot)
    purged = shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    # Where a path has signs that a shell reads otherwise, as on Windows, it stands in quotation marks.
    assert f"facilitate depot sync {three} --to {depot}" in purged.out.replace('"', "")
    again = shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    assert f"Not changed yet: {depot}" in again.out
    monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / "nation"))
    cycle = shell.ok("cycle", "new", "Tout le pays").lines[0]
    assert "Which sessions?" in shell("cycle", "add", cycle).err
    assert shell.json("cycle", "add", cycle, "--from", depot)["added"] == [three]
    for done in (shell.ok("cycle", "show", cycle), shell.ok("cycle", "export", cycle, "--to", "csv")):
        assert f": “{three}”. What was withdrawn there since may still be shown." in done.err
        assert f"never has a guest list: “{three}”. Where the event was held: “facilitate plan set" in done.err
    (event,) = shell.json("cycle", "show", cycle)["events"]
    assert "how many people came is not in the depot" in " ".join(event["missing"])
    assert "which holds no guest lists: “paris”" in shell.ok("cycle", "export", cycle, "--anonymise").err
    told = shell.ok("cycle", "export", cycle, "--internal").err
    assert f"From a depot, of which a cycle keeps no words that were taken back: “{three}”." in told
    assert shell.json("list") == []
    assert f"is in the cycle “{cycle}”. Its last change is from" in shell.ok("depot", "status", "--from", depot).out
    assert f"in the cycle “{cycle}”, which read {depot}" in shell.ok("depot", "status").out
    shown = shell.json("cycle", "show", cycle)
    assert (shown["received"], [each["session"] for each in shown["events"]]) == (3, [three])
    monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / "home"))
    shell.ok("idea", "add", three, "--table", 1, "plus tard")
    shell.ok("depot", "sync", three, "--to", depot)
    monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / "nation"))
    told = shell.ok("depot", "status", "--from", depot)
    assert "now from its copy here" in told.err  # which brought the rest along
    monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / "home"))
    shell.ok("idea", "add", three, "--table", 1, "plus tard encore")
    shell.ok("depot", "sync", three, "--to", depot)
    monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / "nation"))
    told = shell.ok("depot", "status", "--from", depot)
    assert f"1 change in {depot} is not in the cycle “{cycle}” yet" in told.out
    done = shell.ok("cycle", "add", cycle, three, "--from", depot).out
    assert done == f"1 event updated: “{three}”.\n1 change imported from it.\n"
    assert "nothing has changed" in shell.ok("cycle", "add", cycle, three, "--from", depot).out
    assert shell.json("cycle", "show", cycle)["received"] == 5
    copies = tmp_path / "nation" / "cycles" / cycle / "copies" / three
    assert {path.name: path.read_bytes() for path in copies.glob("*.jsonl")} == {
        path.name: path.read_bytes() for path in (depot / three).glob("*.jsonl")
    }


def test_a_share_does_as_a_folder_and_its_password_is_shown_nowhere(shell, three, tmp_path, monkeypatch):
    with served() as share:
        share.login = ("anne", "geheim")
        login = tmp_path / "login"
        login.write_text("anne\ngeheim\n", encoding="utf-8")
        assert "another name or password" in shell("depot", "sync", three, "--to", share.url).err
        done = [shell.ok("depot", "sync", three, "--to", share.url, "--login", login)]
        done.append(shell.ok("depot", "status", "--from", share.url, "--login", login))
        assert "everything here is in" in done[-1].out
        shell.ok("idea", "add", three, "--table", 1, "encore")
        told = shell.ok("depot", "status", "--from", share.url, "--login", login).out
        (advised,) = re.findall("“facilitate ([^”]*)”", told)
        assert shell.ok(*shlex.split(advised)).code == 0
        monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / "nation"))
        monkeypatch.setenv("FACILITATE_DEPOT_USER", "anne")
        monkeypatch.setenv("FACILITATE_DEPOT_PASSWORD", "geheim")
        cycle = shell.ok("cycle", "new", "Tout le pays").lines[0]
        done.append(shell.ok("cycle", "add", cycle, three, "--from", share.url))
        assert shell.json("cycle", "show", cycle)["received"] == 4
        done.append(shell.ok("depot", "restore", three, "--from", share.url))
        assert len(shell.json("idea", "list", three)) == 4
    assert "geheim" not in str(done)
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path != login]
    assert not [data for data in kept if b"geheim" in data]


def test_one_damaged_session_keeps_nobody_from_knowing_of_the_others(shell, three, depot, folder):
    other = shell.ok("new", "--title", "Other").lines[0]
    for name in (three, other):
        shell.ok("depot", "sync", name, "--to", depot)
    path = folder / "table-1.jsonl"
    path.write_bytes(path.read_bytes().replace(b"kind", b"kinD"))
    lines = {state["session"]: state["problem"] for state in shell.json("depot", "status")}
    assert (lines[other], "doctor" in lines[three]) == (None, True)
    assert f"{other}: everything here" in shell.ok("depot", "status", "--from", depot).out
    assert "doctor" in shell("depot", "sync", three, "--to", depot).err


def test_one_session_is_synced_by_one_program_at_a_time(shell, three, depot, folder, monkeypatch):
    monkeypatch.setattr("facilitate.store.locks._PATIENCE", 0.01)
    with turn(folder, "depot") as alone:
        assert alone
        assert "in another window" in shell("depot", "sync", three, "--to", depot).err
    shell.ok("depot", "sync", three, "--to", depot)


@pytest.mark.parametrize("before", ["2100-01-01", "2026-11-30"])
def test_whoever_was_away_types_what_is_said_and_is_let_in_again(shell, three, depot, tmp_path, monkeypatch, before):
    shell.ok("depot", "sync", three, "--to", depot)
    homes = {"home": str(tmp_path / "home"), "k7m2": str(tmp_path / "away")}

    def at(machine):
        monkeypatch.setenv("FACILITATE_HOME", homes[machine])
        monkeypatch.setenv("FACILITATE_MACHINE", machine)

    at("k7m2")
    shell.ok("depot", "restore", three, "--from", depot)
    at("home")
    shell.ok("purge", three, "--before", before, "--yes")
    shell.ok("depot", "sync", three, "--to", depot)
    at("k7m2")
    done = shell("depot", "sync", three, "--to", depot, "--take-all")
    if done.code:
        command = done.err.partition("“facilitate ")[2].partition("”")[0]
        shell.ok(*command.split(), "--yes")
    assert shell.ok("depot", "sync", three, "--to", depot, "--take-all").err.count("Run “facilitate purge") == 0


def test_names_that_two_laptops_removed_before_they_met_are_both_gone(shell, three, depot, tmp_path, monkeypatch):
    homes = {"home": str(tmp_path / "home"), "k7m2": str(tmp_path / "away")}

    def at(machine, *words):
        monkeypatch.setenv("FACILITATE_HOME", homes[machine])
        monkeypatch.setenv("FACILITATE_MACHINE", machine)
        return shell.ok(*words)

    at("home", "idea", "add", three, "--table", 1, "With Hermione Vasseurdoux and Balthazar Moncornet")
    at("home", "depot", "sync", three, "--to", depot)
    at("k7m2", "depot", "restore", three, "--from", depot)
    at("home", "purge", three, "--before", "2100-01-01", "--name", "Hermione Vasseurdoux", "--yes")
    at("k7m2", "purge", three, "--before", "2100-01-01", "--name", "Balthazar Moncornet", "--yes")
    for machine in ("home", "k7m2", "home", "k7m2"):
        at(machine, "depot", "sync", three, "--to", depot, "--take-all")
    for folder in (*map(Path, homes.values()), depot):
        for path in (each for each in folder.rglob("*") if each.is_file()):
            assert not re.search(rb"Hermione|Vasseurdoux|Balthazar|Moncornet", path.read_bytes()), path
    kept = [b"".join(path.read_bytes() for path in Path(home).rglob("*.jsonl")) for home in homes.values()]
    assert all(re.search(rb"With \[[^]]+\] and \[[^]]+\]", each) for each in kept)


def test_files_of_others_are_not_taken_for_a_depot_and_a_mistyped_one_is_forgotten(shell, three, depot):
    depot.mkdir()
    (depot / "Budget 2026.xlsx").write_bytes(b"x")
    (depot / "Photos").mkdir()
    (depot / "Photos" / "fête.jpg").write_bytes(b"x")
    done = shell("depot", "sync", three, "--to", depot)
    assert (done.code, "“Photos”, “Budget 2026.xlsx”" in done.err) == (1, True)
    assert sorted(path.name for path in depot.iterdir()) == ["Budget 2026.xlsx", "Photos"]
    wrong = depot.with_name("depto")
    assert f"A new depot was begun in {wrong}" in shell.ok("depot", "sync", three, "--to", wrong).err
    assert "A new depot" not in shell.ok("depot", "sync", three, "--to", wrong).err
    assert "A new depot" in shell.ok("depot", "sync", three, "--to", depot, "--anew").err
    assert len(shell.json("depot", "status")) == 2
    assert shell.json("depot", "forget", wrong)["sessions"] == [three]
    assert [state["depot"] for state in shell.json("depot", "status")] == [str(depot)]
    told = shell("depot", "status", "--from", depot.parent)
    assert (told.code, f"is no depot, but {depot} is one" in told.err) == (1, True)
    assert "is no depot: no session is in it" in shell("depot", "status", "--from", depot / "Photos").err
    cycle = shell.ok("cycle", "new", "Tout le pays").lines[0]
    assert f"{depot / 'rien'} is not there" in shell("cycle", "add", cycle, "--from", depot / "rien").err


def test_a_depot_whose_first_sync_was_cut_off_is_gone_on_with(shell, three, depot):
    begun = depot / three
    begun.mkdir(parents=True)
    (begun / "facilitator.jsonl").write_bytes(b"2a24")
    (begun / ".table-1.jsonl.part").write_bytes(b"")
    (depot / "System Volume Information").mkdir()
    cycle = shell.ok("cycle", "new", "Tout").lines[0]
    assert "holds no session" in shell("cycle", "add", cycle, "--from", depot).err
    shell.ok("depot", "sync", three, "--to", depot)
    assert (begun / "table-1.jsonl").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the words of a line are parted as on Linux here")
def test_an_advised_command_works_when_it_is_pasted(shell, three, depot, tmp_path):
    home = ["--home", str(tmp_path / "a folder")]
    shell.ok("depot", "sync", three, "--to", depot)
    shell.ok("depot", "restore", three, "--from", depot, *home)
    again = shell("depot", "restore", three, "--from", depot, *home)
    command = again.err.partition("“facilitate ")[2].partition("”")[0]
    assert shell.ok(*shlex.split(command)).code == 0
    assert "--home" in command


def test_a_depot_that_is_away_keeps_its_link_and_what_is_known_of_it(shell, three):
    link = "http://127.0.0.1:9/#k7m2q-94xzt-3f8wd-h5n0v"
    assert shell("depot", "sync", three, "--to", link).code != 0
    (state,) = shell.json("depot", "status")
    assert (state["depot"], state["to_send"] > 0, state["synced"]) == ("http://127.0.0.1:9", True, None)
    told = shell.ok("depot", "status").out
    assert "was ever completed here.\n  To try again: “facilitate depot sync" in told
    assert "“facilitate depot forget" in told
    done = shell("depot", "status", "--from", "http://127.0.0.1:9")
    assert (done.code, f"{three}: 4 changes are not in" in done.out) == (1, True)
    assert "no server runs at that port" in done.err
    assert "What is known here from the last time:" in done.err
    assert shell.json("depot", "forget", link)["depot"] == "http://127.0.0.1:9"
    assert "never synced" in shell.ok("depot", "status").out


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    "words",
    ["token list", "token new Lyon --at https://depot.example.org", "token new", "token new Lyon", "token revoke"],
)
def test_a_keepers_advised_commands_name_the_same_data(shell, tmp_path, words, lang, monkeypatch):
    monkeypatch.setenv("FACILITATE_LANG", lang)
    folder = tmp_path / "data"
    told = shell("depot", *words.split(), "--folder", folder).err
    commands = re.findall(r"[“«]\s?(facilitate [^”»]*?)\s?[”»]", told)
    assert commands
    assert all(f"--folder {typed(str(folder))}" in each for each in commands)
