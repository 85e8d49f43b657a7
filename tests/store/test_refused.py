"""What other programs see of a line whose sync is under way, was refused, or could not even be cut off again."""

from __future__ import annotations

import os
import time

import pytest

from facilitate import system
from facilitate.domain.errors import StorageFailure
from facilitate.store.doctor import examine
from tests.support.sessions import create, open_session


@pytest.fixture
def table(tmp_path):
    """A program that holds table 1, with an idea in it."""
    create(tmp_path)
    workshop = open_session(tmp_path, role="table-1")
    with workshop.recorder.log.writing_as("table-1"):
        workshop.ideas.record(1, "un")
        yield workshop


@pytest.fixture
def reader(tmp_path, table):
    return open_session(tmp_path)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "sessions" / "essai"


def texts(workshop):
    workshop.recorder.refresh()
    return [idea.text for idea in workshop.session.ideas.values()]


def while_syncing(monkeypatch, look):
    """Look at the moment when the line is written, and nobody knows yet whether it will be on the disk."""
    sync = system.sync_file

    def slow(descriptor):
        look()
        sync(descriptor)

    monkeypatch.setattr(system, "sync_file", slow)


class BadDisk:
    """A disk that syncs nothing, and cuts nothing off either."""

    def __init__(self, monkeypatch, *, cuts):
        def refuse(*_arguments):
            raise OSError(5, "I/O error")

        self._monkeypatch = monkeypatch
        self._sync, self._cut = system.sync_file, os.ftruncate
        monkeypatch.setattr(system, "sync_file", refuse)
        if not cuts:
            monkeypatch.setattr(os, "ftruncate", refuse)

    def mended(self):
        self._monkeypatch.setattr(system, "sync_file", self._sync)
        self._monkeypatch.setattr(os, "ftruncate", self._cut)


def refused(table, text):
    with pytest.raises(StorageFailure, match="Not saved"):
        table.ideas.record(1, text)


def test_a_line_is_read_when_it_is_on_the_disk_and_no_sooner(table, reader, tmp_path, monkeypatch):
    seen = []
    while_syncing(monkeypatch, lambda: seen.append((texts(reader), texts(open_session(tmp_path)))))
    table.ideas.record(1, "deux")
    assert seen == [(["un"], ["un"])]
    assert texts(reader) == ["un", "deux"]


def test_a_writer_that_is_busy_for_minutes_is_not_taken_for_dead(table, reader, folder, monkeypatch):
    lock = folder / ".locks" / "table-1.lock"

    def look():
        os.utime(lock, (1000, 1000))
        assert texts(reader) == ["un"]

    while_syncing(monkeypatch, look)
    table.ideas.record(1, "deux")
    assert texts(reader) == ["un", "deux"]


def test_what_a_dead_writer_left_is_read_when_it_has_been_silent_for_long(tmp_path, folder):
    create(tmp_path)
    open_session(tmp_path).ideas.record(1, "un")
    lock, journal = folder / ".locks" / "table-1.lock", folder / "table-1.jsonl"
    size = journal.stat().st_size
    open_session(tmp_path).ideas.record(1, "deux")
    lock.write_bytes(b"%d %d 0\n" % (size, size))  # as one that was killed before it could say how far it was
    reader = open_session(tmp_path)
    assert texts(reader) == ["un"]
    long_ago = time.time() - 60
    os.utime(lock, (long_ago, long_ago))
    assert texts(reader) == ["un", "deux"]


@pytest.mark.parametrize("killed", [True, False])
def test_what_a_killed_writer_left_is_synced_before_it_counts_as_kept(tmp_path, folder, monkeypatch, killed):
    create(tmp_path)
    open_session(tmp_path).ideas.record(1, "un")
    if killed:
        (folder / ".locks" / "table-1.lock").write_bytes(b"100 100 0\n")
    synced = []
    monkeypatch.setattr(system, "sync_file", synced.append)
    with open_session(tmp_path).recorder.log.writing_as("table-1"):
        assert len(synced) == killed


def test_what_was_refused_is_seen_by_nobody(table, reader, tmp_path, monkeypatch):
    disk = BadDisk(monkeypatch, cuts=True)
    refused(table, "perdue")
    disk.mended()
    assert texts(reader) == texts(open_session(tmp_path)) == ["un"]
    table.ideas.record(1, "perdue")
    assert texts(reader) == texts(open_session(tmp_path)) == ["un", "perdue"]


def test_what_was_refused_and_not_cut_off_is_seen_by_nobody_and_not_doubled(
    table, reader, tmp_path, folder, monkeypatch
):
    disk = BadDisk(monkeypatch, cuts=False)
    refused(table, "perdue")
    assert texts(reader) == texts(open_session(tmp_path)) == texts(table) == ["un"]
    refused(table, "perdue")
    assert (folder / "table-1.jsonl").read_text().count("perdue") == 1
    disk.mended()
    assert texts(reader) == ["un"]
    assert table.ideas.record(1, "perdue").ref == "T1-02"
    assert texts(reader) == texts(open_session(tmp_path)) == ["un", "perdue"]
    assert (folder / "table-1.jsonl").read_text().count("perdue") == 1


def test_the_next_writer_sets_aside_what_was_refused(tmp_path, folder, monkeypatch):
    create(tmp_path)
    workshop = open_session(tmp_path)
    workshop.ideas.record(1, "un")
    disk = BadDisk(monkeypatch, cuts=False)
    refused(workshop, "perdue")
    disk.mended()
    assert texts(open_session(tmp_path)) == ["un"]
    assert open_session(tmp_path).ideas.record(1, "deux").ref == "T1-02"
    assert texts(open_session(tmp_path)) == ["un", "deux"]
    assert b"perdue" in (folder / "table-1.torn").read_bytes()
    assert b"perdue" not in (folder / "table-1.jsonl").read_bytes()


def test_a_mark_of_something_that_is_not_there_any_more_hides_and_cuts_nothing(tmp_path, folder, monkeypatch):
    create(tmp_path)
    workshop = open_session(tmp_path)
    workshop.ideas.record(1, "un")
    disk = BadDisk(monkeypatch, cuts=False)
    refused(workshop, "perdue")
    disk.mended()
    mark = (folder / ".locks" / "table-1.lock").read_bytes()
    open_session(tmp_path).ideas.record(1, "deux")
    (folder / ".locks" / "table-1.lock").write_bytes(mark)  # what a power cut may bring back
    assert texts(open_session(tmp_path)) == ["un", "deux"]
    open_session(tmp_path).ideas.record(1, "trois")
    assert texts(open_session(tmp_path)) == ["un", "deux", "trois"]


@pytest.mark.parametrize("mark", [b"", b"garbage", b"1 2", b"\xff\xff \xff", b"-5 -5 0\n", b"9" * 60])
def test_a_mark_that_nobody_can_read_hides_nothing(tmp_path, folder, mark):
    create(tmp_path)
    open_session(tmp_path).ideas.record(1, "un")
    (folder / ".locks" / "table-1.lock").write_bytes(mark)
    assert texts(open_session(tmp_path)) == ["un"]


def test_a_refused_line_is_no_damage(table, reader, folder, monkeypatch):
    """It was filed by a reader once, cut off by the writer, and called a damaged file by the same reader."""
    disk = BadDisk(monkeypatch, cuts=True)
    refused(table, "perdue, et bien plus longue que ce qui vient après")
    disk.mended()
    assert texts(reader) == ["un"]
    table.ideas.record(1, "deux")
    assert texts(reader) == ["un", "deux"]
    assert examine(folder).healthy


def test_a_file_that_became_shorter_is_read_anew(tmp_path, folder):
    create(tmp_path)
    journal = folder / "table-1.jsonl"
    open_session(tmp_path).ideas.record(1, "un")
    start = journal.read_bytes()
    open_session(tmp_path).ideas.record(1, "une idée qui s’en va")
    reader = open_session(tmp_path)
    journal.write_bytes(start)
    assert not reader.recorder.refresh()
    open_session(tmp_path).ideas.record(1, "deux")
    assert "deux" in texts(reader)
