"""Folders that go while a program runs, and names that a power cut could take back."""

from __future__ import annotations

import os
import shutil
import threading
from types import SimpleNamespace

import pytest

from facilitate import system
from facilitate.domain.errors import StorageFailure
from facilitate.store import locks
from tests.support.sessions import create, open_session
from tests.support.systems import OPEN_FILES_MOVE


@pytest.fixture
def table(tmp_path):
    """A program that holds table 1, with an idea in it."""
    create(tmp_path)
    workshop = open_session(tmp_path, role="table-1")
    with workshop.recorder.log.writing_as("table-1"):
        workshop.ideas.record(1, "un")
        yield workshop


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "sessions" / "essai"


@pytest.fixture(autouse=True)
def looks_are_not_spared(monkeypatch):
    """The lock is looked at anew at every act, and a beat is due at every look."""
    monkeypatch.setattr(locks, "_SURE", 0)
    monkeypatch.setattr(locks, "_BEAT", 0)


def refs(workshop):
    return [idea.ref for idea in workshop.session.ideas.values()]


@OPEN_FILES_MOVE
def test_locks_that_were_deleted_are_made_again(table, folder, tmp_path):
    shutil.rmtree(folder / ".locks")
    table.recorder.refresh()
    assert table.ideas.record(1, "deux").ref == "T1-02"
    other = open_session(tmp_path)
    assert other.recorder.log.present() == {"table-1"}
    assert other.ideas.record(1, "trois").ref == "T1b-01"


@OPEN_FILES_MOVE
def test_locks_that_were_deleted_are_made_again_at_the_next_act_too(table, folder, tmp_path):
    shutil.rmtree(folder / ".locks")
    assert table.ideas.record(1, "deux").ref == "T1-02"
    assert open_session(tmp_path).ideas.record(1, "trois").ref == "T1b-01"


@OPEN_FILES_MOVE
@pytest.mark.parametrize("looks", [True, False])
def test_who_took_the_name_meanwhile_keeps_it(table, folder, tmp_path, looks):
    shutil.rmtree(folder / ".locks")
    other = open_session(tmp_path, role="table-1")
    with other.recorder.log.writing_as("table-1"):
        assert other.ideas.record(1, "deux").ref == "T1-02"
        if looks:
            table.recorder.refresh()
        assert table.ideas.record(1, "trois").ref == "T1b-01"
        assert other.ideas.record(1, "quatre").ref == "T1-03"
        assert table.ideas.record(1, "cinq").ref == "T1b-02"
    fresh = open_session(tmp_path)
    assert sorted(refs(fresh)) == ["T1-01", "T1-02", "T1-03", "T1b-01", "T1b-02"]
    table.recorder.refresh()
    assert sorted(refs(table)) == sorted(refs(fresh))


@OPEN_FILES_MOVE
def test_who_lost_the_name_does_not_end_the_other_s_presence(table, folder, tmp_path):
    shutil.rmtree(folder / ".locks")
    other = open_session(tmp_path, role="table-1")
    with other.recorder.log.writing_as("table-1"):
        table.recorder.refresh()
        assert {"table-1", "table-1.b"} == locks.present(folder)


@OPEN_FILES_MOVE
def test_a_writer_that_lost_its_name_says_so_where_it_is_still_used(table, folder, tmp_path):
    with table.recorder.log.writing_as("table-1") as lost:
        shutil.rmtree(folder / ".locks")
        other = open_session(tmp_path, role="table-1")
        with other.recorder.log.writing_as("table-1"):
            table.recorder.refresh()
            with pytest.raises(StorageFailure, match=r"table-1\.jsonl is now in use by another program"):
                lost.append([])


@pytest.mark.parametrize("name", ["utime", "scandir", "stat"])
def test_a_disk_that_answers_nothing_ends_no_screen(table, monkeypatch, name):
    def pulled(*_arguments, **_names):
        raise OSError(5, "I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(os, name, pulled)
        table.recorder.log._held["table-1"]._lock.beat()
        assert table.recorder.log.present() <= {"table-1"}
        if name == "utime":
            table.recorder.refresh()
        else:
            with pytest.raises(StorageFailure, match="the disk does not answer"):
                table.recorder.refresh()
    assert table.ideas.record(1, "deux").ref == "T1-02"


@OPEN_FILES_MOVE
def test_a_folder_that_was_deleted_is_said(table, folder):
    shutil.rmtree(folder)
    with pytest.raises(StorageFailure, match="is missing: nothing is saved"):
        table.recorder.refresh()
    with pytest.raises(StorageFailure, match=r"Not saved: the folder .* is missing"):
        table.ideas.record(1, "perdue")
    with pytest.raises(StorageFailure, match=r"Not saved: the folder .* is missing"):
        table.phases.start("tables")
    assert table.recorder.log.present() == frozenset()
    assert not folder.exists()


@OPEN_FILES_MOVE
def test_a_folder_that_was_renamed_is_named_and_nothing_is_lost_when_it_is_back(table, folder, tmp_path):
    elsewhere = folder.with_name("réunion")
    folder.rename(elsewhere)
    with pytest.raises(StorageFailure, match="is now named “réunion”"):
        table.recorder.refresh()
    with pytest.raises(StorageFailure, match="Not saved: this session’s folder is now named “réunion”"):
        table.ideas.record(1, "deux")
    with pytest.raises(StorageFailure, match="Not saved"):
        table.phases.start("tables")
    elsewhere.rename(folder)
    table.recorder.refresh()
    assert table.ideas.record(1, "deux").ref == "T1-02"
    assert refs(open_session(tmp_path)) == ["T1-01", "T1-02"]


@OPEN_FILES_MOVE
def test_letting_go_where_nothing_is_left_ends_nothing(tmp_path, folder):
    create(tmp_path)
    workshop = open_session(tmp_path, role="table-1")
    with workshop.recorder.log.writing_as("table-1"):
        workshop.ideas.record(1, "un")
        shutil.rmtree(folder)
    assert not folder.exists(), "what somebody removed is not made again"
    assert refs(workshop) == ["T1-01"]


def test_letting_go_waits_for_what_is_being_written(tmp_path, monkeypatch):
    create(tmp_path)
    workshop = open_session(tmp_path, role="table-1")
    free, begun = threading.Event(), threading.Event()
    sync = system.sync_file

    def slow(descriptor):
        begun.set()
        assert free.wait(10)
        sync(descriptor)

    holding = workshop.recorder.log.writing_as("table-1")
    writer = holding.__enter__()
    workshop.ideas.record(1, "un")
    event = workshop.timeline.events[-1]
    monkeypatch.setattr(system, "sync_file", slow)
    thread = threading.Thread(target=writer.append, args=([event],))
    thread.start()
    assert begun.wait(10)
    assert workshop.recorder.log.news() == []  # the beat does not wait, and what is under way is not read
    threading.Timer(0.05, free.set).start()
    holding.__exit__(None, None, None)
    thread.join(10)
    assert (tmp_path / "sessions" / "essai" / "table-1.jsonl").read_text().count(event.id) == 2


# Names


def synced_folders(monkeypatch):
    synced = []
    real = system.sync_folder

    def sync(folder):
        synced.append((folder, sorted(path.name for path in folder.iterdir())))
        real(folder)

    monkeypatch.setattr(system, "sync_folder", sync)
    return synced


def test_every_name_on_the_way_to_a_new_session_is_made_durable(tmp_path, monkeypatch):
    synced = synced_folders(monkeypatch)
    home = tmp_path / "documents" / "facilitate"
    create(home)
    found = {folder for folder, _names in synced}
    assert {tmp_path, home.parent, home, home / "sessions", home / "sessions" / "essai"} <= found
    last = dict(synced)
    assert last[tmp_path] == ["documents"]
    assert last[home] == ["sessions"]
    assert last[home / "sessions"] == ["essai"]
    assert "facilitator.jsonl" in last[home / "sessions" / "essai"]


def test_names_that_an_earlier_program_made_and_did_not_sync_are_made_durable(tmp_path, monkeypatch):
    (tmp_path / "facilitate" / "sessions").mkdir(parents=True)
    synced = synced_folders(monkeypatch)
    create(tmp_path / "facilitate")
    assert {tmp_path, tmp_path / "facilitate"} <= {folder for folder, _names in synced}


@pytest.mark.parametrize("whole", [True, False])
def test_a_journal_whose_writer_was_killed_before_its_name_was_synced_gets_it_synced(
    tmp_path, folder, monkeypatch, whole
):
    create(tmp_path)
    header = (folder / "facilitator.jsonl").read_bytes().splitlines(keepends=True)[0]
    (folder / "table-1.jsonl").write_bytes(header if whole else header[:10])
    synced = synced_folders(monkeypatch)
    open_session(tmp_path).ideas.record(1, "un")
    assert folder in {path for path, _names in synced}


def test_a_journal_that_holds_something_costs_no_sync_of_its_folder(tmp_path, folder, monkeypatch):
    create(tmp_path)
    open_session(tmp_path).ideas.record(1, "un")
    synced = synced_folders(monkeypatch)
    open_session(tmp_path).ideas.record(1, "deux")
    assert synced == []


@pytest.mark.parametrize("fails", ["sync_file", "sync_folder", "ftruncate"])
def test_a_torn_line_is_set_aside_on_the_disk_before_it_is_cut_off(tmp_path, folder, monkeypatch, fails):
    create(tmp_path)
    open_session(tmp_path).ideas.record(1, "un")
    journal, aside = folder / "table-1.jsonl", folder / "table-1.torn"
    torn = b"0123abcd {torn"
    before = journal.read_bytes() + torn
    journal.write_bytes(before)

    def refused(*_arguments):
        raise OSError(5, "I/O error")

    with monkeypatch.context() as patch:
        if fails == "ftruncate":
            patch.setattr(os, fails, refused)
        else:
            patch.setattr("facilitate.files.system", SimpleNamespace(**{**vars(system), fails: refused}))
        with pytest.raises(StorageFailure, match="the disk does not answer"):
            open_session(tmp_path).ideas.record(1, "deux")
        assert journal.read_bytes() == before
    assert open_session(tmp_path).ideas.record(1, "deux").ref == "T1-02"
    assert aside.read_bytes().splitlines()[-1] == torn
    assert torn not in journal.read_bytes()


def test_to_hold_a_new_journal_waits_for_no_disk(tmp_path, folder, monkeypatch):
    """A phone that connects shows its table as present; the screens do not stand still for that."""
    create(tmp_path)
    workshop = open_session(tmp_path)
    asked = []
    monkeypatch.setattr(system, "sync_file", asked.append)
    monkeypatch.setattr(system, "sync_folder", asked.append)
    with workshop.recorder.log.writing_as("table-1"):
        assert open_session(tmp_path).recorder.log.present() == {"table-1"}
        assert asked == []
        workshop.ideas.record(1, "un")
        assert len(asked) == 2
        workshop.ideas.record(1, "deux")
        assert len(asked) == 3
    assert refs(open_session(tmp_path)) == ["T1-01", "T1-02"]


def test_a_folder_that_cannot_be_synced_refuses_the_first_act(tmp_path, folder, monkeypatch):
    create(tmp_path)
    workshop = open_session(tmp_path)

    def refused(_folder):
        raise OSError(5, "I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(system, "sync_folder", refused)
        with pytest.raises(StorageFailure, match="the disk does not answer"):
            workshop.ideas.record(1, "un")
    assert (folder / "table-1.jsonl").read_bytes() == b""
    assert workshop.ideas.record(1, "un").ref == "T1-01"
