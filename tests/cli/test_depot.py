"""The commands of depots, as people type them."""

from __future__ import annotations

import pytest


@pytest.fixture
def depot(tmp_path):
    (tmp_path / "key").mkdir()
    return tmp_path / "key" / "depot"


def test_a_lost_laptop_is_made_anew_and_goes_on(shell, three, depot, tmp_path, monkeypatch):
    assert shell.ok("depot", "status").out == f"{three}: never synced.\n"
    assert shell.json("depot", "sync", three, "--to", depot)["came_in"] == 0
    shell.ok("idea", "add", three, "--table", 1, "plus tard")
    (state,) = shell.json("depot", "status")
    assert (state["to_send"], state["depot"]) == (1, str(depot))
    assert f"{three}: 1 change is not in {depot} yet, from" in shell.ok("depot", "status").out
    assert "1 change sent to the depot." in shell.ok("depot", "sync", three, "--to", depot).out
    assert "everything here is in" in shell.ok("depot", "status", "--from", depot).out
    refused = shell("depot", "restore", three, "--from", depot)
    assert (refused.code, "is here already" in refused.err) == (1, True)
    monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / "new"))
    monkeypatch.setenv("FACILITATE_MACHINE", "k7m2")
    assert "only in" in shell.ok("depot", "status", "--from", depot).out
    done = shell.ok("depot", "restore", three[:5], "--from", depot)
    assert (done.out, "guest list" in done.err) == (f"{three}\n", True)
    assert len(shell.json("idea", "list", three)) == 4
    shell.ok("proposal", "file", three, "T2-01", "--under", 1)
    shell.ok("depot", "sync", three, "--to", depot)
    monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FACILITATE_MACHINE", "home")
    done = shell.ok("depot", "sync", three, "--to", depot)
    assert "go beyond a table’s own" in done.err
    assert shell.json("depot", "sync", three, "--to", depot)["came_in"] == 0
    assert "not here yet" in shell.ok("depot", "status", "--from", depot).out
    assert shell.json("depot", "sync", three, "--to", depot, "--take-all")["came_in"] == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["sync", "SESSION"], "Which depot? Add --to"),
        (["restore", "paris"], "Which depot? Add --from"),
        (["sync", "SESSION", "--to", "nowhere/at/all"], "connect it"),
        (["restore", "paris", "--from", "nowhere/at/all"], "connect it"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(shell, three, words, reason):
    done = shell("depot", *[three if word == "SESSION" else word for word in words])
    assert done.code != 0
    assert reason in done.err


def test_a_cycle_reads_the_events_of_a_depot_and_what_was_purged_there_goes(shell, three, depot, tmp_path, monkeypatch):
    shell.ok("depot", "sync", three, "--to", depot)
    purged = shell.ok("purge", three, "--before", "2100-01-01", "--yes")
    assert f"facilitate depot sync {three} --to {depot}" in purged.out
    monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / "nation"))
    cycle = shell.ok("cycle", "new", "Tout le pays").lines[0]
    assert "Which sessions?" in shell("cycle", "add", cycle).err
    assert shell.json("cycle", "add", cycle, "--from", depot)["added"] == [three]
    assert shell.json("list") == []
    shown = shell.json("cycle", "show", cycle)
    assert (shown["received"], [each["session"] for each in shown["events"]]) == (3, [three])
    monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / "home"))
    shell.ok("idea", "add", three, "--table", 1, "plus tard")
    shell.ok("depot", "sync", three, "--to", depot)
    monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / "nation"))
    assert shell.json("cycle", "add", cycle, three, "--from", depot)["added"] == []
    assert shell.json("cycle", "show", cycle)["received"] == 4
    copies = tmp_path / "nation" / "cycles" / cycle / "copies" / three
    assert {path.name: path.read_bytes() for path in copies.glob("*.jsonl")} == {
        path.name: path.read_bytes() for path in (depot / three).glob("*.jsonl")
    }
