"""The store on Windows and macOS, as far as this machine can play them."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import stat
import sys
import types

import pytest

from facilitate import system
from facilitate.domain.errors import StorageFailure
from facilitate.files import write_file
from facilitate.store.doctor import examine
from facilitate.store.hub_tokens import FolderKeys
from tests.support.sessions import create, digest, open_session
from tests.support.systems import WINDOWS, play_windows, reload_as


@pytest.fixture
def windows(monkeypatch):
    play_windows(monkeypatch)


def texts(workshop):
    return [idea.text for idea in workshop.session.ideas.values()]


def test_a_session_is_made_written_and_read_on_windows(tmp_path, windows):
    create(tmp_path)
    first, second = (open_session(tmp_path, role="table-3") for _ in range(2))
    with first.recorder.log.writing_as("table-3"), second.recorder.log.writing_as("table-3"):
        assert [first.ideas.record(3, "a\nb").ref, second.ideas.record(3, "c").ref] == ["T3-01", "T3b-01"]
        first.recorder.refresh()
        assert first.recorder.log.present() == {"table-3"}
    journal = tmp_path / "sessions" / "essai" / "table-3.jsonl"
    journal.write_bytes(journal.read_bytes()[:-4])
    again = open_session(tmp_path)
    again.ideas.record(3, "d")
    assert texts(again) == ["c", "d"]
    assert digest(again.session) == digest(open_session(tmp_path).session)


def test_what_is_written_whole_is_written_on_windows(tmp_path, windows):
    write_file(tmp_path / "a.md", "un")
    write_file(tmp_path / "a.md", "deux")
    assert (tmp_path / "a.md").read_text() == "deux"
    keys = FolderKeys(tmp_path)
    before = keys.token(1)
    keys.renew(1)
    assert keys.token(1) != before


def test_a_file_that_another_program_reads_is_replaced_a_moment_later(tmp_path, windows, monkeypatch):
    path = tmp_path / "a.md"
    write_file(path, "un")
    reader = os.open(path, os.O_RDONLY)
    monkeypatch.setattr("time.sleep", lambda _seconds: os.close(reader))
    write_file(path, "deux")
    assert path.read_text() == "deux"


def test_a_file_that_stays_open_elsewhere_is_said_not_to_be_written(tmp_path, windows, monkeypatch):
    path = tmp_path / "a.md"
    write_file(path, "un")
    reader = os.open(path, os.O_RDONLY)
    monkeypatch.setattr(system, "_PATIENCE", 0)
    with pytest.raises(StorageFailure, match=r"another program has .*a\.md open"):
        write_file(path, "deux")
    os.close(reader)
    assert path.read_text() == "un"


def test_windows_has_no_bound_of_descriptors_and_a_counter(windows):
    assert system.descriptors(4096) > 10**6
    assert system.awake_and_asleep() <= system.awake_and_asleep()


async def test_where_the_loop_takes_no_signals_they_end_the_program_all_the_same(monkeypatch):
    def absent(*_arguments):
        raise NotImplementedError

    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    monkeypatch.setattr(loop, "add_signal_handler", absent, raising=False)
    before = signal.getsignal(signal.SIGTERM)
    try:
        system.on_ending(loop, ("SIGTERM",), lambda _number: ended.set())
        signal.raise_signal(signal.SIGTERM)
        await asyncio.wait_for(ended.wait(), 5)
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.parametrize("refuses", [None, errno.ENOTSUP, errno.EINVAL, errno.EIO])
def test_macos_asks_for_a_full_sync_and_falls_back_where_the_disk_knows_none(tmp_path, monkeypatch, refuses):
    asked, plain = [], []

    def control(_descriptor, command):
        asked.append(command)
        if refuses:
            raise OSError(refuses, os.strerror(refuses))

    fcntl = types.ModuleType("fcntl")
    monkeypatch.setattr(fcntl, "fcntl", control, raising=False)
    monkeypatch.setitem(sys.modules, "fcntl", fcntl)
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(os, "fsync", plain.append)
    monkeypatch.delattr(os, "fdatasync", raising=False)
    reload_as(monkeypatch, "darwin")
    with (tmp_path / "x").open("wb") as file:
        if refuses == errno.EIO:
            with pytest.raises(OSError, match="error"):
                system.sync_file(file.fileno())
        else:
            system.sync_file(file.fileno())
    assert asked == [51]
    assert len(plain) == (refuses in (errno.ENOTSUP, errno.EINVAL))


@pytest.mark.skipif(WINDOWS, reason="on Windows locks are of another kind")
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP])
def test_a_share_that_knows_no_locks_is_said_and_what_is_there_is_read(tmp_path, monkeypatch, number):
    import fcntl

    create(tmp_path)
    open_session(tmp_path).ideas.record(1, "un")

    def refused(*_arguments):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refused)
    workshop = open_session(tmp_path)
    assert texts(workshop) == ["un"]
    with pytest.raises(StorageFailure, match="does not support locks"):
        workshop.ideas.record(1, "deux")


@pytest.mark.parametrize("name", ["pread", "fdatasync", "O_BINARY"])
def test_a_journal_needs_no_call_that_some_system_lacks(tmp_path, monkeypatch, name):
    monkeypatch.delattr(os, name, raising=False)
    create(tmp_path)
    workshop = open_session(tmp_path)
    assert workshop.ideas.record(1, "a").ref == "T1-01"
    assert texts(open_session(tmp_path)) == ["a"]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM])
def test_a_file_system_that_flushes_no_folder_is_written_to(tmp_path, monkeypatch, number):
    real = os.fsync

    def sync(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", sync)
    create(tmp_path)
    assert open_session(tmp_path).ideas.record(1, "a").ref == "T1-01"


def test_doctor_mends_on_windows(tmp_path, windows):
    create(tmp_path)
    open_session(tmp_path).ideas.record(1, "a")
    folder = tmp_path / "sessions" / "essai"
    with (folder / "table-1.jsonl").open("ab") as file:
        file.write(b"garbage\n")
    examine(folder)
    assert texts(open_session(tmp_path)) == ["a"]


def test_what_an_editor_saves_in_place_on_windows_takes_no_word(tmp_path, windows):
    """There `fstat` and `stat` may number one file differently: only the name is asked."""
    create(tmp_path)
    journal = tmp_path / "sessions" / "essai" / "table-1.jsonl"
    workshop = open_session(tmp_path, role="table-1")
    with workshop.recorder.log.writing_as("table-1"):
        workshop.ideas.record(1, "un")
        stale = journal.read_bytes()
        workshop.ideas.record(1, "deux")
        journal.write_bytes(stale)
        workshop.recorder.refresh()
        workshop.ideas.record(1, "trois")
        assert [journal.read_text().count(f'"{text}"') for text in ("un", "deux", "trois")] == [1, 1, 1]
    assert texts(open_session(tmp_path)) == ["un", "deux", "trois"]
