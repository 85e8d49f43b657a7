"""A purge that is stopped, killed or refused leaves the old or the new whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
from operator import attrgetter

import pytest

from facilitate.domain.errors import Refused, StorageFailure
from facilitate.domain.values.notes import NoteKind
from facilitate.store.purge_finish import READY
from facilitate.workshop.privacy.people import leaks, people_of
from facilitate.workshop.privacy.purge import removal
from facilitate.workshop.report.counts import counts
from tests.support.example import EXAMPLE
from tests.support.purges import FR, KILLED_WITH, SOON, bytes_of, leaking, purged
from tests.support.services import context_at
from tests.support.systems import NO_LIMITS, WINDOWS

# The event they copy and the program that is killed are made once, by one worker.
pytestmark = pytest.mark.xdist_group("purge")


def test_somebody_who_writes_stops_it_and_nothing_changes(context, slug):
    before = bytes_of(context, slug)
    found = removal(context.sessions.read_timeline(slug), SOON, FR.message)
    with (
        context.sessions.open(slug).recorder.log.writing_as("table-3"),
        pytest.raises(StorageFailure, match="is being written"),
    ):
        context.upkeep.purge(slug, found, FR.message)
    after = bytes_of(context, slug)
    assert {path: after[path] for path in before if ".locks" not in str(path)} == {
        path: data for path, data in before.items() if ".locks" not in str(path)
    }


def test_a_damaged_journal_stops_it(context, slug):
    found = removal(context.sessions.read_timeline(slug), SOON, FR.message)
    path = context.workspace.folder(slug) / "table-2.jsonl"
    path.write_bytes(path.read_bytes() + b"0000")
    with pytest.raises(StorageFailure, match="facilitate doctor"):
        context.upkeep.purge(slug, found, FR.message)
    assert not list(context.workspace.folder(slug).glob("*.purged"))


def test_a_full_disk_leaves_everything_as_it_was(context, slug, monkeypatch):
    import errno

    before = {path: data for path, data in bytes_of(context, slug).items() if path.suffix == ".jsonl"}
    found = removal(context.sessions.read_timeline(slug), SOON, FR.message)
    calls = iter(range(100))

    def full(_fd):
        if next(calls) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("facilitate.system.sync_file", full)
    with pytest.raises(StorageFailure, match="the disk is full"):
        context.upkeep.purge(slug, found, FR.message)
    monkeypatch.undo()
    assert {path: path.read_bytes() for path in before} == before
    assert not list(context.workspace.folder(slug).glob("*.purged"))


def test_killed_at_any_step_it_is_the_old_or_the_new_whole(context, slug, tmp_path, killed):
    people = people_of(context.sessions.read_timeline(slug), FR.message)
    whole = tmp_path / "whole"
    shutil.copytree(context.workspace.home, whole)
    old = counts(context.sessions.read(slug))
    outcomes = []
    last = 0
    while True:
        home = tmp_path / f"killed-{last}"
        shutil.copytree(whole, home)
        ended = killed(home, slug, last)
        again = context_at(str(home), {"FACILITATE_MACHINE": "home"})
        session = again.sessions.read(slug)  # whoever opens it finishes what is ready
        assert counts(session) == old
        folder = again.workspace.folder(slug)
        assert not (folder / READY).exists()
        assert again.upkeep.examine(slug).healthy
        texts = [path.read_text() for path in folder.glob("*.jsonl")]
        named = [bool(leaks(people, text)) for text in texts]
        cleared = any('"session.purged"' in text for text in texts)
        assert cleared is not any(named), (last, named)
        assert [(folder / name).exists() for name in ("table-3.torn", ".hub")] == [not cleared] * 2
        assert len(list((folder / "photos").iterdir())) == (1 if cleared else 2)
        outcomes.append(cleared)
        shutil.rmtree(home)
        if ended == 0:
            break
        assert ended in KILLED_WITH
        last += 5 if WINDOWS else 3  # under wine a program takes a second
    assert outcomes[0] is False
    assert outcomes[-1] is True
    assert outcomes == sorted(outcomes), "before it is ready nothing has changed, after it everything has"
    assert len(outcomes) >= (4 if WINDOWS else 8)


@pytest.mark.parametrize(
    "act", ["sessions.read", "upkeep.examine", "sessions.open", "sessions.listed", "upkeep.collect"]
)
def test_whoever_comes_first_after_a_kill_finds_it_done(context, slug, act, tmp_path, after_a_kill):
    people = people_of(context.sessions.read_timeline(slug), FR.message)
    folder = after_a_kill()
    assert any(leaks(people, path.read_text()) for path in folder.glob("*.jsonl"))
    asked = {"sessions.listed": (), "upkeep.collect": (slug, [EXAMPLE / "none"])}.get(act, (slug,))
    try:
        attrgetter(act)(context)(*asked)
    except Refused:
        assert act == "upkeep.collect"
    assert not any(leaks(people, path.read_text()) for path in folder.rglob("*") if path.is_file())
    assert removal(context.sessions.read_timeline(slug), SOON, FR.message).nothing


def test_where_nothing_may_be_written_half_a_purge_is_not_read(context, slug, monkeypatch, after_a_kill):
    folder = after_a_kill()

    def forbidden(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("facilitate.store.purge_finish.hold", forbidden)
    with pytest.raises(StorageFailure, match="cannot be written to"):
        context.sessions.read(slug)
    assert (folder / READY).exists()


def test_while_somebody_purges_nobody_opens_the_half_of_it(context, slug, after_a_kill):
    from facilitate.store.purge_finish import rewriting

    folder = after_a_kill()
    with rewriting(folder), pytest.raises(StorageFailure, match="Try again when this is done"):
        context.sessions.read(slug)
    assert context.sessions.read_timeline(slug).void == {}


FULL = """
import resource, sys
from datetime import datetime, UTC
from tests.support.services import context_at
from facilitate.domain.acts.panel import TurnStarted
from facilitate.domain.errors import StorageFailure
from facilitate.i18n import Language
from facilitate.workshop.privacy.purge import removal
context, slug, tell = context_at(sys.argv[1]), sys.argv[2], Language("fr").message
found = removal(context.sessions.read_timeline(slug), datetime(2100, 1, 1, tzinfo=UTC), tell)
resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))
try:
    context.upkeep.purge(slug, found, tell)
except StorageFailure as error:
    print(error)
"""


@NO_LIMITS
def test_a_disk_that_is_really_full(context, slug):
    before = {path: data for path, data in bytes_of(context, slug).items() if ".locks" not in str(path)}
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(context.workspace.home), slug],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert "the disk is full" in run.stdout, run.stderr
    assert {path: data for path, data in bytes_of(context, slug).items() if ".locks" not in str(path)} == before


def test_who_writes_between_the_question_and_the_answer_is_not_run_over(context, slug):
    found = removal(context.sessions.read_timeline(slug), SOON, FR.message)
    context.sessions.open(slug).notes.take(NoteKind.FACT, "Christophe Vernier arrive")
    before = bytes_of(context, slug)
    with pytest.raises(Refused, match="changed in the meantime"):
        context.upkeep.purge(slug, found, FR.message)
    assert {path: data for path, data in bytes_of(context, slug).items() if path.suffix == ".jsonl"} == {
        path: data for path, data in before.items() if path.suffix == ".jsonl"
    }
    purged(context, slug)


def test_who_only_looks_goes_on_looking(context, slug):
    looking = context.sessions.open_read_only(slug)
    purged(context, slug)
    looking.recorder.refresh()
    context.sessions.open(slug).ideas.record(3, "une idée de plus")
    looking.recorder.refresh()
    assert counts(looking.session) == counts(context.sessions.read(slug))
    assert looking.timeline.events[-1].act.text == "une idée de plus"


def test_what_a_purge_killed_early_had_written_is_thrown_away(context, slug):
    people = people_of(context.sessions.read_timeline(slug), FR.message)
    (context.workspace.folder(slug) / "table-1.purged").write_bytes(b"the half of a line")
    before = counts(context.sessions.read(slug))
    purged(context, slug)
    assert counts(context.sessions.read(slug)) == before
    assert leaking(context, slug, people) == []
    assert not list(context.workspace.folder(slug).glob("*.purged"))
