"""Rehearsals from the shell: begun, joined, gone on with, thrown away, kept."""

import errno
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitate.cli.composition import rehearsals
from facilitate.domain.errors import Refused
from facilitate.domain.programme.document import complete
from facilitate.store import workspace
from facilitate.store.journal_names import journals_in
from tests.support.services import context_at
from tests.support.workshops import PLAN, SeededIds


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


def test_several_that_are_begun_at_once_have_a_name_each(shell, paris):
    """Another program gives its rehearsal the name that was free a moment ago."""
    workshop = workspace.Workspace(shell.home, "home")
    to_come, names = [1, 2], []

    def rival(_log):
        if to_come and to_come.pop():
            names.append(workshop.copy(paris, "essai", rival))

    assert workshop.copy(paris, "essai", rival) == "essai-3"
    assert names == ["essai", "essai-2"]
    assert workshop.rehearsals.slugs() == ["essai", "essai-2", "essai-3"]


def test_who_comes_too_late_to_copy_or_keep_hears_that_it_was_moved(shell, paris, rehearsal, monkeypatch):
    sessions = shell.home / "sessions"

    def moved(_folder):
        (sessions / paris).rename(sessions / "elsewhere")
        return journals_in(sessions / paris)

    with monkeypatch.context() as patched:
        patched.setattr(workspace, "journals_in", moved)
        made = workspace.Workspace(shell.home, "home")
        with pytest.raises(Refused, match="another program has moved it"):
            made.copy(paris, "essai", lambda _log: None)
    opened = rehearsals._opened

    def kept_by_another(made, name):
        found = opened(made, name)
        monkeypatch.setattr(rehearsals, "_opened", opened)
        rehearsals.keep(made, name, "")
        return found

    monkeypatch.setattr(rehearsals, "_opened", kept_by_another)
    assert "another program has moved it" in shell("session", "keep", rehearsal).err


def test_a_name_that_is_drawn_twice_is_drawn_again(shell, monkeypatch):
    drawn = iter(["abcd0001", "abcd0002", "efgh0003"])
    monkeypatch.setattr(workspace.RandomIds, "tokens", lambda _self, count: [next(drawn)] * count)
    made = workspace.Workspace(shell.home, "home")
    ids = SeededIds()
    names = [made.create(complete(PLAN), "Essai", ids=ids) for _each in range(2)]
    assert names == ["essai-abcd", "essai-efgh"]
    with pytest.raises(Refused, match="already exists"):
        made.create(complete(PLAN), "Essai", slug="essai-abcd", session="abcd0004")


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
    assert shell.json("session", "keep", rehearsal)["title"] == "Paris"
    kept = next(each for each in shell.json("list") if each["session"] == rehearsal)
    assert (kept["title"], kept["rehearsal_of"], kept["ideas"]) == ("Paris", None, 1)
    assert (shell.home / "sessions" / rehearsal).is_dir()
    assert "not a rehearsal" in shell("session", "keep", rehearsal).err
    shell.ok("undo", rehearsal)
    assert any(each["rehearsal_of"] == paris for each in shell.json("list"))


@pytest.mark.parametrize("back", [True, False])
def test_one_that_cannot_be_kept_for_a_full_disk_stays_where_it_was_or_says_where_it_is(
    shell, rehearsal, monkeypatch, back
):
    before, folder = shell.json("list"), shell.home / "rehearsals" / "sessions" / rehearsal
    known = {path.name: path.read_bytes() for path in folder.glob("*.jsonl")}
    rename = Path.rename

    def full(*_arguments):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("facilitate.system.sync_file", full)
        patched.setattr(Path, "rename", lambda path, to: rename(path, to) if back or path == folder else full())
        done = shell("session", "keep", rehearsal)
    assert done.code == 3
    assert "Not saved: the disk is full" in done.err
    there = folder if back else shell.home / "sessions" / rehearsal
    assert str(there) in done.err
    assert ("still a rehearsal" in done.err) is not back
    assert {path.name: path.read_bytes() for path in there.glob("*.jsonl")} == known
    assert shell.json("list") == before
    assert shell.json("session", "keep", rehearsal)["title"] == "Paris"


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
    assert "1 of 3 tables has done a trial." in done.err
    assert [bool(each["tried"]) for each in shell.json("table", "list", paris)] == [False, True, False]
    assert "✓ tried" in shell.ok("table", "list", paris).lines[1]
    assert shell.json("idea", "list", paris) == []
    shell.ok("phase", "start", paris, "tables")
    assert "The table session has started" in shell("table", "try", paris, "2").err
    assert "✓ tried" not in shell.ok("table", "list", paris).out
