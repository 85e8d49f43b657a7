"""Many programs on one session: nothing lost, no reference twice, the same session everywhere."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from facilitate.domain.errors import StorageFailure
from facilitate.domain.programme.document import complete
from facilitate.domain.roles import FACILITATOR
from facilitate.store import locks
from facilitate.store.clock import RandomIds, SteadyClock
from facilitate.store.journal import frame
from facilitate.store.locks import names
from facilitate.store.workspace import Workspace
from facilitate.store.writer import JournalWriter
from tests.support.sessions import create, digest, open_session
from tests.support.systems import ONE_IN, WINDOWS
from tests.support.workshops import PLAN

ROOT = Path(__file__).parents[2]
EACH = 100 if WINDOWS else 500  # under wine the disk is slow
TABLES = (1, 2, 3, 3, 3, 2)


def test_six_writers_and_a_reader(tmp_path):
    slug = create(tmp_path)
    total = EACH * len(TABLES)
    command = [sys.executable, "-m", "tests.support.recorder", str(tmp_path), slug]
    children = [
        subprocess.Popen([*command, str(table), str(EACH), str(total)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for table in TABLES
    ]
    reader = open_session(tmp_path)
    for child in children:
        while child.poll() is None and len(reader.session.ideas) < total:
            reader.recorder.refresh()
            assert len({idea.ref for idea in reader.session.ideas.values()}) == len(reader.session.ideas)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(0.1)
    printed = [child.communicate(timeout=60)[0].split() for child in children]
    assert [child.returncode for child in children] == [0] * len(TABLES)
    acknowledged = [ref for lines in printed for ref in lines[:-1]]
    assert len(acknowledged) == len(set(acknowledged)) == total
    reader.recorder.refresh()
    assert {idea.ref for idea in reader.session.ideas.values()} == set(acknowledged)
    assert {lines[-1] for lines in printed} == {digest(reader.session)} == {digest(open_session(tmp_path).session)}


def test_two_programs_for_one_table_sign_apart_and_show_that_they_are_there(tmp_path):
    create(tmp_path)
    first, second = (open_session(tmp_path, role="table-3") for _ in range(2))
    with first.recorder.log.writing_as("table-3"), second.recorder.log.writing_as("table-3"):
        assert [first.ideas.record(3, "a").ref, second.ideas.record(3, "b").ref] == ["T3-01", "T3b-01"]
        assert [first.ideas.record(3, "c").ref, second.ideas.record(3, "d").ref] == ["T3-02", "T3b-02"]
        assert open_session(tmp_path).recorder.log.present() == {"table-3"}
    assert open_session(tmp_path).recorder.log.present() == frozenset()
    assert open_session(tmp_path, role="table-3").ideas.record(3, "e").ref == "T3-03"


def test_another_machine_signs_with_its_tag_and_never_meets_ours(tmp_path):
    create(tmp_path)
    ours, theirs = open_session(tmp_path), open_session(tmp_path, machine="k7m2")
    with ours.recorder.log.writing_as("table-1"), theirs.recorder.log.writing_as("table-1"):
        third = open_session(tmp_path, machine="k7m2")
        refs = [workshop.ideas.record(1, "x").ref for workshop in (ours, theirs, third, ours, theirs)]
    assert refs == ["T1-01", "T1k7m2-01", "T1k7m2b-01", "T1-02", "T1k7m2-02"]


def test_when_every_writer_of_a_role_is_taken_that_is_said(tmp_path):
    create(tmp_path)
    assert len(list(names("table-1", ""))) == 26
    holders = [open_session(tmp_path).recorder.log.writing_as("table-1") for _ in range(26)]
    for holder in holders:
        holder.__enter__()
    with pytest.raises(StorageFailure, match=r"another program has .*table-1"):
        open_session(tmp_path).ideas.record(1, "x")
    for holder in holders:
        holder.__exit__(None, None, None)


def test_who_acts_for_the_facilitator_acts_alone_and_nobody_waits_for_one_that_was_stopped(tmp_path, monkeypatch):
    create(tmp_path)
    one, other = open_session(tmp_path), open_session(tmp_path)
    seen = []
    turn = tmp_path / "sessions" / "essai" / locks.FOLDER / f"{FACILITATOR}{locks._TURN}"
    append = JournalWriter.append
    monkeypatch.setattr(
        JournalWriter, "append", lambda self, events: (seen.append(locks.lock_file(turn)), append(self, events))
    )
    one.programme.set("title", "Autre")
    other.ideas.record(1, "les tables n’attendent personne")
    assert seen[0] is None
    os.close(seen[1])
    monkeypatch.setattr(locks, "_PATIENCE", 0.0)
    with one.log.in_turn(FACILITATOR) as alone:
        assert alone
        other.programme.set("subtitle", "Encore")
        assert not locks.held(turn.parents[1])
        with one.log.writing_as("table-2"):
            assert one.log.present() == {"table-2"}
    assert (other.session.plan.title, other.session.plan.subtitle) == ("Autre", "Encore")


def test_a_reader_sees_whole_lines_only_while_they_are_written(tmp_path):
    create(tmp_path)
    writer = open_session(tmp_path)
    writer.ideas.record(1, "é" * 50)
    path = tmp_path / "sessions" / "essai" / "table-1.jsonl"
    whole = path.read_bytes()
    start = whole.rfind(b"\n", 0, -1) + 1
    path.write_bytes(whole[:start])
    reader = open_session(tmp_path)
    for cut in range(start + 1, len(whole), ONE_IN):
        path.write_bytes(whole[:cut])
        assert not reader.recorder.refresh()
    path.write_bytes(whole)
    assert reader.recorder.refresh()
    assert [idea.text for idea in reader.session.ideas.values()] == ["é" * 50]
    assert not reader.recorder.refresh()


def test_what_a_role_wrote_before_is_read_before_more_is_written(tmp_path):
    create(tmp_path)
    stale = open_session(tmp_path)
    open_session(tmp_path).ideas.record(1, "a")
    assert stale.ideas.record(1, "b").ref == "T1-02"
    assert [idea.text for idea in stale.session.ideas.values()] == ["a", "b"]
    assert not stale.recorder.refresh()


def test_a_journal_of_another_session_is_named(tmp_path):
    create(tmp_path)
    other = Workspace(tmp_path, "home").create(complete(PLAN), "Autre", slug="autre")
    stray = tmp_path / "sessions" / "essai" / "stray.jsonl"
    stray.write_bytes((tmp_path / "sessions" / other / "facilitator.jsonl").read_bytes())
    with pytest.raises(StorageFailure, match=r"stray\.jsonl belongs to another session"):
        open_session(tmp_path)


def test_a_header_of_no_kind_we_know_is_damage(tmp_path):
    create(tmp_path)
    (tmp_path / "sessions" / "essai" / "stray.jsonl").write_bytes(frame({"facilitate": "x"}))
    with pytest.raises(StorageFailure, match=r"Line 1 of .*stray\.jsonl is damaged"):
        open_session(tmp_path)


def test_ids_and_times_are_told_apart_and_kept_to_the_millisecond(tmp_path):
    create(tmp_path)
    writer = open_session(tmp_path)
    for number in range(20):
        writer.ideas.record(1, str(number))
    assert open_session(tmp_path).timeline.events == writer.timeline.events
    assert len({*RandomIds().tokens(500), *RandomIds().tokens(500)}) == 1000
    assert SteadyClock().now().tzinfo is not None
