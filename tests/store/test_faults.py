"""Disks that say no, programs that are killed, clocks that are set back."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitate.domain.errors import Refused, StorageFailure
from facilitate.domain.programme.document import complete
from facilitate.store import clock as clocks
from facilitate.store.clock import RandomIds, SteadyClock
from facilitate.store.workspace import Workspace, find_home, machine_tag
from facilitate.workshop.workshop import Workshop
from tests.support.sessions import create, open_session
from tests.support.systems import DATA_HOME, NO_LIMITS, NO_RIGHTS, WINDOWS
from tests.support.workshops import PLAN

ROOT = Path(__file__).parents[2]

FULL = """
import resource, sys
from pathlib import Path
from facilitate.domain.errors import StorageFailure
from tests.support.sessions import open_session
home = Path(sys.argv[1])
journal = home / "sessions" / "essai" / "table-1.jsonl"
workshop = open_session(home)
workshop.ideas.record(1, "avant")
whole = journal.read_bytes()
for room in (0, 1, 40):
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) + room, resource.RLIM_INFINITY))
    try:
        workshop.ideas.record(1, "perdue")
    except StorageFailure as error:
        print(error)
    assert journal.read_bytes() == whole
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print([idea.text for idea in workshop.session.ideas.values()], workshop.ideas.record(1, "après").ref)
"""

READ_ONLY = """
import os, sys
from pathlib import Path
from facilitate.domain.errors import StorageFailure
from tests.support.sessions import open_session
home = Path(sys.argv[1])
open_session(home, role="table-2").ideas.record(2, "avant")
folder = home / "sessions" / "essai"
for path in (*folder.iterdir(), *(folder / ".locks").iterdir(), folder, home):
    path.chmod(0o555 if path.is_dir() else 0o444)
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
workshop = open_session(home)
print(len(workshop.session.ideas))
for table in (1, 2):
    try:
        workshop.ideas.record(table, "perdue")
    except StorageFailure as error:
        print(error)
"""


def child(script, *arguments):
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@NO_LIMITS
def test_a_full_disk_is_said_and_costs_nothing_that_was_kept(tmp_path):
    create(tmp_path)
    *said, after = child(FULL, tmp_path)
    assert [line.startswith("Not saved: the disk is full") for line in said] == [True] * 3
    assert after == "['avant'] T1-02"
    assert [idea.text for idea in open_session(tmp_path).session.ideas.values()] == ["avant", "après"]


@pytest.mark.skipif(
    WINDOWS or not Path("/dev/full").exists(), reason="this system has no /dev/full; the test above has a full disk"
)
def test_a_disk_that_is_really_full(tmp_path):
    create(tmp_path)
    (tmp_path / "sessions" / "essai" / "table-1.jsonl").symlink_to("/dev/full")
    workshop = open_session(tmp_path)
    with pytest.raises(StorageFailure, match="the disk is full"):
        workshop.ideas.record(1, "perdue")
    assert workshop.ideas.record(2, "gardée").ref == "T2-01"


@NO_RIGHTS
def test_a_folder_that_may_only_be_read_is_read_and_the_refusal_says_what_to_do():
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        home.chmod(0o755)
        create(home)
        try:
            count, *said = child(READ_ONLY, home)
        finally:
            for path in [home, *home.rglob("*")]:
                path.chmod(0o755)
    assert count == "1"
    assert len(said) == 2
    assert all("cannot be written to" in line and "--home" in line for line in said)


def test_a_place_where_nothing_can_be_made(tmp_path):
    (tmp_path / "home").write_text("a file")
    with pytest.raises(StorageFailure, match="is not a folder"):
        create(tmp_path / "home")


def test_a_disk_that_fills_while_a_session_is_made_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("facilitate.system.sync_file", full)
    with pytest.raises(StorageFailure, match="the disk is full"):
        create(tmp_path)
    assert list((tmp_path / "sessions").iterdir()) == []


def test_a_sync_that_fails_keeps_nothing_of_the_gesture(tmp_path, monkeypatch):
    create(tmp_path)
    workshop = open_session(tmp_path)
    workshop.ideas.record(1, "avant")
    with monkeypatch.context() as patch:
        patch.setattr("facilitate.system.sync_file", lambda _: (_ for _ in ()).throw(OSError(5, "I/O error")))
        with pytest.raises(StorageFailure, match="the disk does not answer"):
            workshop.ideas.record(1, "perdue")
    assert workshop.ideas.record(1, "après").ref == "T1-02"
    assert [idea.text for idea in open_session(tmp_path).session.ideas.values()] == ["avant", "après"]


@pytest.mark.parametrize("part", range(5))
def test_killed_at_any_moment_every_acknowledged_idea_is_there(tmp_path, part):
    """Fifty programs, each killed somewhere within its 200 quick entries, ten one after another on one session."""
    create(tmp_path)
    chance = random.Random(part)
    command = [sys.executable, "-m", "tests.support.nursery", str(tmp_path), "essai"]
    acknowledged: list[str] = []
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as nursery:
        for run in range(10):
            acknowledged += killed_after(nursery, 1 + run % 3, 1 + int(198 * chance.random() ** 2))
        nursery.stdin.close()
    assert len(acknowledged) == len(set(acknowledged)) > 10 * 20
    workshop = open_session(tmp_path)
    kept = {idea.ref for idea in workshop.session.ideas.values()}
    assert set(acknowledged) <= kept
    assert len(kept) <= len(acknowledged) + 10  # at most one was on the disk and not yet said
    assert workshop.ideas.record(1, "la vie continue").ref not in kept


def killed_after(nursery, table, count):
    """The references a recorder had said when it was killed, which was when it had said so many."""
    nursery.stdin.write(f"{table}\n")
    nursery.stdin.flush()
    recorder = int(nursery.stdout.readline())
    said: list[str] = []
    while len(said) < count:
        line = nursery.stdout.readline().strip()
        if line == "gone":  # a quick disk: it had come to its end
            return said
        said.append(line)
    with contextlib.suppress(OSError):  # it had just ended: Windows calls its number an invalid parameter
        os.kill(recorder, getattr(signal, "SIGKILL", signal.SIGTERM))  # of Windows: it ends it at once
    while not (line := nursery.stdout.readline().strip()).endswith("gone"):  # after half a line, if it was killed there
        assert line, "the nursery itself is gone"
        said.append(line)
    return said


class Wall:
    """A wall clock somebody sets, and the counter nobody can."""

    def __init__(self, monkeypatch):
        self.wall = datetime(2026, 3, 1, 14, 0, tzinfo=UTC)
        self.counter = 1000.0
        wall = self

        class Now(datetime):
            @classmethod
            def now(cls, tz=None):
                return wall.wall.astimezone(tz)

        monkeypatch.setattr(clocks, "datetime", Now)
        monkeypatch.setattr(clocks, "_awake_and_asleep", lambda: self.counter)

    def passes(self, minutes):
        self.wall += timedelta(minutes=minutes)
        self.counter += 60 * minutes


def test_a_clock_set_back_while_the_program_runs_changes_nothing(tmp_path, monkeypatch):
    wall = Wall(monkeypatch)
    create(tmp_path)
    workshop = open_session(tmp_path)
    workshop.phases.start("tables")
    wall.passes(30)
    wall.wall -= timedelta(hours=1)
    wall.passes(5)
    run = workshop.session.runs["tables"]
    assert run.elapsed(workshop.recorder.now()) == timedelta(minutes=35)
    workshop.phases.pause()
    assert workshop.session.runs["tables"].elapsed(workshop.recorder.now()) == timedelta(minutes=35)


@pytest.mark.parametrize("back", [1, 59, 60, 61, 300])
def test_a_clock_set_back_between_two_starts_never_gives_time_again(tmp_path, monkeypatch, back):
    wall = Wall(monkeypatch)
    create(tmp_path)
    first = open_session(tmp_path)
    first.phases.start("tables")
    wall.passes(30)
    first.ideas.record(1, "x")
    used = first.session.runs["tables"].elapsed(first.recorder.now())
    wall.wall -= timedelta(minutes=back)
    last = first.timeline.events[-1].at
    second = Workshop(first.recorder.log, SteadyClock(not_before=last), RandomIds())
    for _ in range(3):
        now = second.recorder.now()
        assert second.session.runs["tables"].elapsed(now) >= used
        used = second.session.runs["tables"].elapsed(now)
        wall.passes(1)
    second.phases.end()
    assert second.session.runs["tables"].elapsed(second.recorder.now()) >= used
    assert [event.at for event in second.timeline.events] == sorted(event.at for event in second.timeline.events)


def test_a_time_far_ahead_in_a_journal_does_not_drag_the_clock_along(monkeypatch):
    wall = Wall(monkeypatch)
    assert SteadyClock(not_before=wall.wall + timedelta(days=300)).now() == wall.wall
    steady = SteadyClock(not_before=wall.wall + timedelta(hours=1))
    assert (steady.now(), steady.set_back_by) == (wall.wall + timedelta(hours=1), timedelta(hours=1))


def test_where_the_workspace_is(tmp_path):
    here = tmp_path / "here"
    (here / "sessions").mkdir(parents=True)
    assert find_home("/a", {"FACILITATE_HOME": "/b"}, here) == Path("/a").resolve()
    assert find_home(None, {"FACILITATE_HOME": "/b"}, here) == Path("/b").resolve()
    assert find_home(None, {}, here) == here
    assert find_home(None, {}, tmp_path).name == "facilitate"


def test_a_machine_keeps_the_name_it_drew(monkeypatch, tmp_path):
    monkeypatch.setenv(DATA_HOME, str(tmp_path))
    drawn = machine_tag({})
    assert len(drawn) == 4
    assert drawn[0].isalpha()
    assert machine_tag({}) == drawn
    assert machine_tag({"FACILITATE_MACHINE": "salle"}) == "salle"


def test_sessions_are_found_by_any_part_of_their_name(tmp_path):
    workspace = Workspace(tmp_path, "home")
    with pytest.raises(Refused, match="No sessions in"):
        workspace.find("x")
    for title in ("L’été à Lyon", "L’été à Paris", "🙂"):
        workspace.create(complete({**PLAN, "title": title}), title)
    slugs = workspace.slugs()
    assert [slug.rsplit("-", 1)[0] for slug in slugs] == ["l-ete-a-lyon", "l-ete-a-paris", "session"]
    assert workspace.find("lyon") == slugs[0]
    assert workspace.find(slugs[1]) == slugs[1]
    with pytest.raises(Refused, match="matches several"):
        workspace.find("ete")
    for name in ("nothing", ""):
        with pytest.raises(Refused, match=r"Session “.*” not found"):
            workspace.find(name)
    with pytest.raises(Refused, match="already exists"):
        workspace.create(complete(PLAN), "x", slug=slugs[0])


@pytest.mark.parametrize("tag", ["b", "../x", "Table", "3a", "a" * 13])
def test_a_machine_s_given_name_must_be_fit_for_references_and_files(tag):
    with pytest.raises(Refused, match="FACILITATE_MACHINE"):
        machine_tag({"FACILITATE_MACHINE": tag})
