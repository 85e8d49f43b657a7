"""Editors and synchronised folders that put another file in a held journal's place, or older content into it."""

from __future__ import annotations

import shutil

import pytest

from facilitate import system
from facilitate.domain.errors import StorageFailure
from facilitate.store.held import HeldFile
from facilitate.store.journal import unframe
from tests.support.sessions import create, open_session
from tests.support.systems import OPEN_FILES_MOVE, WINDOWS


@pytest.fixture
def table(tmp_path):
    """Table 1 as a program that holds its journal for the whole afternoon, with an idea in it."""
    create(tmp_path)
    workshop = open_session(tmp_path, role="table-1")
    with workshop.recorder.log.writing_as("table-1"):
        workshop.ideas.record(1, "un")
        yield workshop


@pytest.fixture
def journal(tmp_path):
    return tmp_path / "sessions" / "essai" / "table-1.jsonl"


def written(journal, encoding="utf-8-sig"):
    """The texts that stand in the file of this name, whatever an editor made of its line ends."""
    lines = journal.read_bytes().decode(encoding).splitlines()
    return [document["data"]["text"] for document in map(unframe, map(str.encode, lines[1:])) if "data" in document]


def save_by_renaming(path, data):
    beside = path.with_suffix(".new")
    beside.write_bytes(data)
    beside.replace(path)


def save_in_place(path, data):
    path.write_bytes(data)


SAVES = pytest.mark.parametrize("save", [pytest.param(save_by_renaming, marks=OPEN_FILES_MOVE), save_in_place])


@pytest.mark.skipif(not WINDOWS, reason="elsewhere an open file is replaced, which the tests below are about")
def test_a_held_journal_is_neither_replaced_removed_nor_renamed_on_windows(table, journal, tmp_path):
    stale = journal.read_bytes()
    table.ideas.record(1, "deux")
    for harm in (
        lambda: save_by_renaming(journal, stale),
        journal.unlink,
        lambda: journal.rename(journal.with_name("aside")),
        lambda: shutil.rmtree(journal.parent / ".locks"),
    ):
        with pytest.raises(PermissionError):
            harm()
        table.recorder.refresh()
        assert written(journal) == ["un", "deux"]
    assert table.ideas.record(1, "trois").ref == "T1-03"
    assert open_session(tmp_path).ideas.record(1, "quatre").ref == "T1b-01"


@SAVES
@pytest.mark.parametrize("role", ["table-1", "facilitator", "collected"])
def test_what_is_acknowledged_is_in_the_file_of_that_name_for_every_role(tmp_path, table, save, role):
    journal = tmp_path / "sessions" / "essai" / f"{role}.jsonl"
    workshop = open_session(tmp_path, role=role)
    with workshop.recorder.log.writing_as(role) if role != "table-1" else table.recorder.log.writing_as(role):
        other = open_session(tmp_path, machine="k7m2")
        keep = {
            "table-1": lambda text: table.ideas.record(1, text),
            "facilitator": lambda text: workshop.programme.set("title", text),
            "collected": lambda text: (other.ideas.record(2, text), workshop.recorder.ingest(other.timeline.events)),
        }[role]
        save(journal, journal.read_bytes())
        keep("deux")
        stale = journal.read_bytes()
        keep("trois")
        save(journal, stale)
        keep("quatre")
        for text in ("deux", "trois", "quatre"):
            assert journal.read_text().count(f'"{text}"') == 1
    open_session(tmp_path)


@SAVES
def test_what_an_idle_writer_had_acknowledged_comes_back_at_the_next_look(table, journal, tmp_path, save):
    stale = journal.read_bytes()
    table.ideas.record(1, "deux")
    save(journal, stale)
    assert written(journal) == ["un"]
    table.recorder.refresh()
    assert written(journal) == ["un", "deux"]
    assert [idea.text for idea in open_session(tmp_path).session.ideas.values()] == ["un", "deux"]


@SAVES
def test_what_was_there_before_this_program_comes_back_too(tmp_path, journal, save):
    create(tmp_path)
    open_session(tmp_path).ideas.record(1, "un")
    stale = journal.read_bytes()
    open_session(tmp_path).ideas.record(1, "deux")
    workshop = open_session(tmp_path, role="table-1")
    with workshop.recorder.log.writing_as("table-1"):
        save(journal, stale)
    assert written(journal) == ["un", "deux"]


@SAVES
def test_a_save_while_the_disk_syncs_takes_nothing(table, journal, save, monkeypatch):
    saves = [journal.read_bytes()]
    sync = system.sync_file

    def slow(descriptor):
        sync(descriptor)
        if saves:
            save(journal, saves.pop())

    monkeypatch.setattr(system, "sync_file", slow)
    assert table.ideas.record(1, "deux").ref == "T1-02"
    assert written(journal) == ["un", "deux"]


@SAVES
@pytest.mark.parametrize("change", [
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: b"\xef\xbb\xbf" + data,
    lambda data: data[:-1],
    lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n").rstrip(),
    lambda _data: b"",
])  # fmt: skip
def test_an_editor_that_changes_the_ends_of_lines_takes_no_word(table, journal, save, change):
    save(journal, change(journal.read_bytes()))
    table.ideas.record(1, "deux")
    table.ideas.record(1, "trois")
    assert written(journal) == ["un", "deux", "trois"]


@SAVES
def test_an_editor_that_saves_as_utf_16_takes_no_word(table, journal, save):
    save(journal, journal.read_bytes().decode().encode("utf-16"))
    table.ideas.record(1, "deux")
    table.ideas.record(1, "trois")
    assert written(journal, "utf-16") == ["un", "deux", "trois"]


@OPEN_FILES_MOVE
def test_a_file_that_was_removed_is_there_again(table, journal, tmp_path):
    journal.unlink()
    assert table.ideas.record(1, "deux").ref == "T1-02"
    assert written(journal) == ["un", "deux"]
    journal.unlink()
    table.recorder.refresh()
    assert [idea.text for idea in open_session(tmp_path).session.ideas.values()] == ["un", "deux"]


@OPEN_FILES_MOVE
def test_a_folder_in_its_place_is_said_and_the_word_is_not_doubled_afterwards(table, journal):
    aside = journal.with_name("aside")
    journal.rename(aside)
    journal.mkdir()
    with pytest.raises(StorageFailure, match="Not saved"):
        table.ideas.record(1, "deux")
    with pytest.raises(StorageFailure, match=r"table-1\.jsonl can no longer be written to"):
        table.recorder.refresh()
    journal.rmdir()
    aside.rename(journal)
    assert table.ideas.record(1, "deux").ref == "T1-02"
    assert written(journal) == ["un", "deux"]


@OPEN_FILES_MOVE
def test_a_name_that_goes_while_the_disk_syncs_is_said_and_leaves_nothing_behind(table, journal, monkeypatch):
    aside = journal.with_name("aside")
    taken_once = []
    sync = system.sync_file

    def taken(descriptor):
        sync(descriptor)
        if not taken_once:
            taken_once.append(journal.rename(aside))
            journal.mkdir()

    monkeypatch.setattr(system, "sync_file", taken)
    with pytest.raises(StorageFailure, match="Not saved"):
        table.ideas.record(1, "deux")
    journal.rmdir()
    aside.rename(journal)
    table.ideas.record(1, "deux")
    assert written(journal) == ["un", "deux"]


@SAVES
def test_a_full_disk_while_lines_are_written_again_loses_none_of_them(table, journal, save, monkeypatch):
    stale = journal.read_bytes()
    table.ideas.record(1, "deux")
    save(journal, stale)
    with monkeypatch.context() as patch:
        patch.setattr(system, "sync_file", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(StorageFailure, match="the disk is full"):
            table.recorder.refresh()
        with pytest.raises(StorageFailure, match="the disk is full"):
            table.ideas.record(1, "trois")
    table.recorder.refresh()
    assert written(journal) == ["un", "deux"]
    table.ideas.record(1, "trois")
    assert written(journal) == ["un", "deux", "trois"]


def test_a_program_that_never_stops_replacing_it_is_said(table, journal, monkeypatch):
    data = journal.read_bytes()
    sync = system.sync_file

    def replaced(descriptor):
        sync(descriptor)
        save_by_renaming(journal, data)

    monkeypatch.setattr(system, "sync_file", replaced)
    with pytest.raises(StorageFailure, match="Not saved"):
        table.ideas.record(1, "deux")


def test_who_only_reads_sees_what_was_written_anew(table, journal, tmp_path):
    reader = open_session(tmp_path)
    data = journal.read_bytes()
    table.ideas.record(1, "deux")
    reader.recorder.refresh()
    save_in_place(journal, data)
    reader.recorder.refresh()
    table.ideas.record(1, "trois")
    reader.recorder.refresh()
    assert [idea.text for idea in reader.session.ideas.values()] == ["un", "deux", "trois"]


def test_another_text_of_the_same_length_is_read(tmp_path, journal):
    """The file is longer again at the next look, and what was read of it is not there any more."""
    create(tmp_path)
    workshop = open_session(tmp_path)
    workshop.ideas.record(1, "un")
    start = journal.read_bytes()
    workshop.ideas.record(1, "aa")
    reader = open_session(tmp_path)
    journal.write_bytes(start)
    again = open_session(tmp_path)
    again.ideas.record(1, "bb")
    again.ideas.record(1, "cc")
    reader.recorder.refresh()
    assert {idea.text for idea in reader.session.ideas.values()} >= {"un", "bb", "cc"}


def test_lines_are_remembered_up_to_a_bound(tmp_path, monkeypatch):
    monkeypatch.setattr("facilitate.store.held._REMEMBERED", 100)
    held = HeldFile(tmp_path / "x", b"header\n", lambda _size, _refused: None)
    held.open(None, lambda _torn: None)
    for number in range(20):
        held.append(b"%09d\n" % number)
    assert len(held._lines) == 10
    held.close()
    assert len((tmp_path / "x").read_bytes()) == len("header\n") + 200


def next_descriptor(path):
    """The number the next open file gets, which is higher where one was left open."""
    with path.open() as file:
        return file.fileno()


def test_a_journal_that_could_not_be_opened_is_closed(tmp_path):
    (tmp_path / "x").write_bytes(b"torn")

    def full(_torn):
        raise OSError(28, "No space left on device")

    before = next_descriptor(tmp_path / "x")
    for _ in range(3):
        with pytest.raises(OSError, match="No space"):
            HeldFile(tmp_path / "x", b"header\n", lambda _size, _refused: None).open(None, full)
    assert next_descriptor(tmp_path / "x") == before
    assert (tmp_path / "x").read_bytes() == b"torn"


@pytest.mark.parametrize("harm", [*("save_by_renaming", "save_in_place"), "removed"])
@pytest.mark.parametrize("name", ["table-2.jsonl", "collected.jsonl"])
def test_what_nobody_holds_is_written_again_by_a_program_that_knows_it(tmp_path, monkeypatch, harm, name):
    create(tmp_path)
    path = tmp_path / "sessions" / "essai" / name
    hub = open_session(tmp_path)
    laptop = open_session(tmp_path, machine="k7m2")

    def say(text):
        if name == "table-2.jsonl":
            open_session(tmp_path).ideas.record(2, text)  # a screen that is closed again
        else:
            laptop.ideas.record(2, text)
            hub.recorder.ingest(laptop.timeline.events)
        hub.recorder.refresh()

    say("un")
    old = path.read_bytes()
    say("deux")
    path.unlink() if harm == "removed" else globals()[harm](path, old)
    if name == "collected.jsonl":  # the laptop is elsewhere: its own journal is not in this folder
        path.with_name("table-2.k7m2.jsonl").unlink()
    hub.recorder.refresh()  # whoever holds it may still mend it
    hub.recorder.refresh()
    monkeypatch.setattr("facilitate.store.event_log._PATIENCE", 0.0)
    hub.recorder.refresh()
    assert [idea.text for idea in open_session(tmp_path).session.ideas.values()] == ["un", "deux"]
    assert open_session(tmp_path).ideas.record(2, "trois").ref == "T2-03" if name == "table-2.jsonl" else True
    before = {each.name: each.read_bytes() for each in path.parent.glob("*.jsonl")}
    hub.recorder.refresh()
    assert {each.name: each.read_bytes() for each in path.parent.glob("*.jsonl")} == before
