"""Rehearsals from the shell: begun, joined, gone on with, thrown away, kept."""

import errno
import os
import time
from datetime import UTC, datetime, timedelta

import pytest

from facilitate.cli.composition import rehearsals
from facilitate.store import workspace
from tests.support.services import context_at


@pytest.fixture
def paris(shell):
    return shell.ok(
        "new",
        "--title",
        "Paris",
        "--date",
        "2031-03-04",
        "--starts-at",
        "14:00",
        "--tables",
        "3",
        "--question",
        "Quoi ?",
    ).lines[0]


@pytest.fixture
def rehearsal(shell, paris):
    return shell.ok("session", "rehearse", paris).lines[0]


def bytes_of(shell, slug):
    return {path.name: path.read_bytes() for path in (shell.home / "sessions" / slug).glob("*.jsonl")}


def test_the_team_works_in_it_by_its_name_and_the_session_stays_as_it_was(shell, paris):
    before = bytes_of(shell, paris)
    name = shell.ok("session", "rehearse", paris).lines[0]
    shell.ok("phase", "start", name, "tables")
    assert shell.ok("idea", "add", name, "--table", "2", "essai").lines == ["T2-01"]
    assert shell.ok("session", "rehearse", paris).lines == [name], "the one that is here goes on"
    listed = shell.json("list")
    assert [(each["session"], each["rehearsal_of"], each["ideas"]) for each in listed] == [
        (paris, None, 0),
        (name, paris, 1),
    ]
    assert listed[1]["next"] is None
    assert "Rehearsal: Paris" in shell.ok("list").lines[2]
    assert bytes_of(shell, paris) == before
    assert shell.json("show", name)["rehearsal"] == {"of": paris, "speed": 1}
    assert shell.ok("show", name).lines[0] == f"REHEARSAL of {paris}, speed ×1"
    assert shell.json("show", paris)["rehearsal"] is None
    assert shell.json("show", "paris")["session"] == paris, "a part of both names means the session itself"


def test_it_is_another_session_so_that_nothing_of_it_comes_into_the_first(shell, paris, rehearsal):
    context = context_at(str(shell.home))
    ids = {context.sessions.open_read_only(slug).log.session for slug in (paris, rehearsal)}
    assert len(ids) == 2
    shell.ok("idea", "add", rehearsal, "--table", "1", "essai")
    assert shell("collect", paris, shell.home / "rehearsals").code != 0
    assert shell.json("idea", "list", paris) == []
    assert shell.ok("doctor", rehearsal).code == 0


@pytest.mark.parametrize(("where", "what"), [(workspace, "write_file"), (rehearsals, "_time")], ids=["copy", "mark"])
def test_one_that_could_not_be_made_leaves_nothing(shell, paris, monkeypatch, where, what):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(where, what, full)
        assert "the disk is full" in shell("session", "rehearse", paris).err
    assert not list((shell.home / "rehearsals").rglob("*.jsonl"))
    assert [each["session"] for each in shell.json("list")] == [paris]


def test_its_speed_changes_while_it_runs_for_every_program(shell, paris, rehearsal):
    note_taker = context_at(str(shell.home)).sessions.open(rehearsal, "table-1")
    assert note_taker.session.rehearsal.speed == 1
    assert shell.json("session", "rehearse", rehearsal, "--speed", "60")["speed"] == 60
    note_taker.recorder.refresh()
    begun = note_taker.clock.now()
    assert begun.date().isoformat() == "2031-03-04"
    assert note_taker.session.rehearsal.speed == 60
    refused = shell("run", paris, "--speed", "2")
    assert refused.code == 2
    assert "add --rehearse" in refused.err


def test_it_is_thrown_away_and_taken_back(shell, paris, rehearsal):
    shell.ok("session", "delete", rehearsal, "--yes")
    assert [each["session"] for each in shell.json("list")] == [paris]
    second = shell.ok("session", "rehearse", paris).lines[0]
    assert second == f"{rehearsal}-2", "the name of what lies in the bin stays its own"
    shell.ok("session", "restore", rehearsal)
    assert {each["session"] for each in shell.json("list")} == {paris, rehearsal, second}
    assert shell.json("show", "paris")["session"] == paris, "it lies among the rehearsals again"


def test_kept_it_is_a_session_of_its_own_and_undo_makes_it_a_rehearsal_again(shell, paris, rehearsal):
    shell.ok("phase", "start", rehearsal, "tables")
    shell.ok("idea", "add", rehearsal, "--table", "2", "essai")
    assert shell.json("session", "keep", rehearsal)["title"] == "Rehearsal: Paris"
    kept = next(each for each in shell.json("list") if each["session"] == rehearsal)
    assert (kept["title"], kept["rehearsal_of"], kept["ideas"]) == ("Rehearsal: Paris", None, 1)
    assert (shell.home / "sessions" / rehearsal).is_dir()
    assert "not a rehearsal" in shell("session", "keep", rehearsal).err
    shell.ok("undo", rehearsal)
    assert any(each["rehearsal_of"] == paris for each in shell.json("list"))


def test_what_is_open_is_not_kept(shell, rehearsal):
    context = context_at(str(shell.home))
    with context.sessions.open(rehearsal).log.writing_as("facilitator"):
        assert "is open in a window" in shell("session", "keep", rehearsal).err
    assert shell.json("list")[-1]["rehearsal_of"]


def test_one_that_was_left_alone_goes_on_from_its_last_act(shell, rehearsal):
    shell.ok("phase", "start", rehearsal, "tables")
    shell.ok("session", "rehearse", rehearsal, "--speed", "3600")
    known = context_at(str(shell.home)).sessions.open(rehearsal).timeline.events
    folder = shell.home / "rehearsals" / "sessions" / rehearsal
    long_ago = time.time() - 2 * rehearsals._LEFT_ALONE
    for path in folder.glob("*.jsonl"):
        os.utime(path, (long_ago, long_ago))
    opened = context_at(str(shell.home)).sessions.open(rehearsal)
    assert len(opened.timeline.events) == len(known) + 1, "but not where somebody was there a moment ago"
    assert opened.session.rehearsal.at - known[-1].at == timedelta(milliseconds=1)
    assert datetime.now(UTC) - opened.session.rehearsal.real < timedelta(minutes=1)
    assert opened.session.rehearsal.speed == 3600


def test_a_day_that_has_begun_is_rehearsed_from_where_it_is(shell, paris):
    shell.ok("phase", "start", paris, "tables")
    shell.ok("idea", "add", paris, "--table", "1", "vraie")
    name = shell.ok("session", "rehearse", paris).lines[0]
    assert [idea["text"] for idea in shell.json("idea", "list", name)] == ["vraie"]
    assert shell.json("list")[1]["phase"] == shell.json("list")[0]["phase"] != ""
    shell.ok("idea", "add", name, "--table", "1", "fausse")
    assert len(shell.json("idea", "list", paris)) == 1


def test_a_table_tries_from_the_shell_and_is_listed_as_having_tried(shell, paris):
    done = shell.ok("table", "try", paris, "2")
    assert "Table 2: trial saved, not counted." in done.out
    assert "1 of 3 tables have tried." in done.err
    assert [bool(each["tried"]) for each in shell.json("table", "list", paris)] == [False, True, False]
    assert "✓ tried" in shell.ok("table", "list", paris).lines[1]
    assert shell.json("idea", "list", paris) == []
    shell.ok("phase", "start", paris, "tables")
    assert "The tables have begun" in shell("table", "try", paris, "2").err
    assert "✓ tried" not in shell.ok("table", "list", paris).out
