"""What doctor mends, what it puts back, and what it leaves alone."""

from __future__ import annotations

import os
import socket
import zlib

import pytest

from facilitate.domain.errors import StorageFailure
from facilitate.domain.values.ideas import Status
from facilitate.store.doctor import examine
from facilitate.store.journal import frame, unframe
from facilitate.store.workspace import Workspace
from facilitate.system import hold
from facilitate.workshop.cases.ideas import IdeaDraft
from tests.support.sessions import create, open_session


@pytest.fixture
def folder(tmp_path):
    """A session with three ideas of table 1."""
    create(tmp_path)
    open_session(tmp_path, role="table-1").ideas.record_many(1, [IdeaDraft(text, Status.EXISTING) for text in "abc"])
    return tmp_path / "sessions" / "essai"


@pytest.fixture
def table(folder):
    return folder / "table-1.jsonl"


def texts(folder):
    return [idea.text for idea in open_session(folder.parents[1]).session.ideas.values()]


def lines(path):
    return path.read_bytes().splitlines(keepends=True)


def test_what_an_earlier_doctor_set_aside_for_its_line_ends_is_put_back_once(folder, table):
    plain = table.read_bytes()
    header, *acts = lines(table)
    table.write_bytes(header)
    table.with_suffix(".damaged").write_bytes(b"".join(line[:-1] + b"\r\n" for line in (header, *acts[:2])))
    table.with_suffix(".torn").write_bytes(acts[2][:-1] + b"\r\n")
    assert texts(folder) == []
    (journal,) = [each for each in examine(folder).journals if each.returned]
    assert (journal.name, journal.returned) == ("table-1.jsonl", 3)
    assert table.read_bytes() == plain
    assert not list(folder.glob("*.damaged")) + list(folder.glob("*.torn"))
    assert examine(folder).healthy
    assert table.read_bytes() == plain


def test_a_whole_journal_set_aside_comes_back_with_its_first_line(folder, table):
    """The only journals of a session, all of which an editor had saved and a doctor emptied."""
    before = {path: path.read_bytes() for path in folder.glob("*.jsonl")}
    for path, data in before.items():
        path.with_suffix(".damaged").write_bytes(data.decode().encode("utf-16"))
        path.unlink()
    examine(folder)
    assert {path: path.read_bytes() for path in folder.glob("*.jsonl")} == before
    assert not list(folder.glob("*.damaged"))


def test_what_does_not_check_stays_aside_and_what_a_journal_holds_is_not_put_in_twice(folder, table):
    plain = table.read_bytes()
    table.with_suffix(".damaged").write_bytes(b"rubbish\n" + lines(table)[1] + lines(table)[1])
    assert examine(folder).healthy
    assert table.read_bytes() == plain
    assert table.with_suffix(".damaged").read_bytes() == b"rubbish\n"


def test_a_kill_between_putting_back_and_letting_go_puts_nothing_in_twice(folder, table, monkeypatch):
    plain = table.read_bytes()
    header, *acts = lines(table)
    table.write_bytes(header)
    table.with_suffix(".damaged").write_bytes(b"".join(acts).replace(b"\n", b"\r\n"))
    with monkeypatch.context() as patch:
        patch.setattr("facilitate.store.set_aside.Aside.keep", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            examine(folder)
    assert examine(folder).healthy
    assert table.read_bytes() == plain
    assert not table.with_suffix(".damaged").exists()


def test_what_is_put_back_is_seen_at_once_also_after_a_writer_was_killed(folder, table):
    header, *acts = lines(table)
    table.write_bytes(header)
    (folder / ".locks" / "table-1.lock").write_bytes(b"%-20d %-20d %-10d\n" % (len(header), len(header), 0))
    table.with_suffix(".damaged").write_bytes(b"".join(acts).replace(b"\n", b"\r\n"))
    examine(folder)
    assert texts(folder) == ["a", "b", "c"]


def test_what_was_refused_is_not_put_back(folder, table):
    """It checks as it stands, and was cut off all the same: somebody was told that it was not saved."""
    act = unframe(lines(table)[1][:-1]) | {"id": "00000090-aaaaaaaa", "clock": 90}
    table.with_suffix(".torn").write_bytes(frame(act) + lines(table)[1])
    assert examine(folder).healthy
    assert texts(folder) == ["a", "b", "c"]
    assert table.with_suffix(".torn").read_bytes() == frame(act)


def test_another_content_of_an_act_that_is_here_stays_aside(folder, table):
    act = unframe(lines(table)[1][:-1])
    act["data"]["text"] = "changed by hand"
    table.with_suffix(".damaged").write_bytes(frame(act))
    examine(folder)
    assert texts(folder) == ["a", "b", "c"]
    assert table.with_suffix(".damaged").read_bytes() == frame(act)


def test_a_repair_that_is_killed_before_its_end_sets_nothing_aside_twice(folder, table, monkeypatch):
    header, first, *rest = lines(table)
    table.write_bytes(b"".join((header, first.replace(b'"a"', b'"x"'), *rest)))
    with monkeypatch.context() as patch:
        patch.setattr("facilitate.store.doctor.mend_file", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            examine(folder)
    examine(folder)
    assert texts(folder) == ["b", "c"]
    assert len(lines(table.with_suffix(".damaged"))) == 1


@pytest.mark.parametrize("place", range(0, 61, 3))
def test_one_changed_byte_of_the_first_line_costs_nothing(folder, place):
    """Not even where no other journal tells whose it is."""
    (folder / "table-1.jsonl").unlink()
    path = folder / "facilitator.jsonl"
    plain = path.read_bytes()
    path.write_bytes(plain[:place] + bytes((plain[place] ^ 1,)) + plain[place + 1 :])
    findings = examine(folder)
    assert findings.timeline.session.document is not None
    assert path.read_bytes() == plain
    assert texts(folder) == []


def test_a_first_line_that_is_missing_is_written_anew(folder, table):
    plain = table.read_bytes()
    table.write_bytes(b"".join(lines(table)[1:]))
    examine(folder)
    assert table.read_bytes() == plain


def test_two_lines_run_together_are_two_again(folder, table):
    plain = table.read_bytes()
    table.write_bytes(plain.replace(b"\n", b"", 2))
    examine(folder)
    assert table.read_bytes() == plain


def test_a_journal_that_was_added_to_after_an_editor_had_saved_it(folder, table):
    header, first, *rest = lines(table)
    table.write_bytes((header + first).decode().encode("utf-16") + b"".join(rest))
    examine(folder)
    assert lines(table) == [header, first, *rest]


def test_a_name_in_capitals_is_read_and_given_back_its_own(folder, table):
    plain = table.read_bytes()
    table.rename(folder / "TABLE-1.JSONL")
    assert texts(folder) == ["a", "b", "c"]
    assert examine(folder).healthy
    assert [path.name for path in folder.glob("table*")] == ["table-1.jsonl"]
    assert table.read_bytes() == plain
    (folder / "Table-1.Jsonl").write_bytes(plain)
    if table.samefile(folder / "Table-1.Jsonl"):  # the disk knows no capitals
        return
    examine(folder)
    assert sorted(path.name for path in folder.glob("table*")) == ["table-1-2.jsonl", "table-1.jsonl"]
    assert texts(folder) == ["a", "b", "c"]


def test_what_is_written_while_doctor_works_is_not_lost(folder, table):
    """A journal that is held is told and left as it is; one that is not may have grown since it was looked at."""
    table.write_bytes(table.read_bytes().replace(b"\n", b"\r\n"))
    before = table.read_bytes()
    let_go = hold(folder / ".locks" / "table-1.lock")
    findings = examine(folder)
    assert any("is being written" in str(message) for message in findings.beyond)
    assert len(findings.timeline.session.ideas) == 3
    assert table.read_bytes() == before
    let_go()
    assert not examine(folder).beyond
    assert len(open_session(folder.parents[1]).session.ideas) == 3


def others(folder):
    """Things that are named like journals and are none; a pipe keeps whoever opens it waiting for ever."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes with names")
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "folder.jsonl").mkdir()
    (folder / "broken.jsonl").symlink_to("nowhere")
    (folder / "._table-1.jsonl").write_bytes(b"\0\5\x16\7\0\2\0\0Mac OS X        ")
    with socket.socket(socket.AF_UNIX) as door:
        here = os.open(".", os.O_RDONLY)
        os.chdir(folder)  # the name of a socket may be a hundred bytes long
        try:
            door.bind("socket.jsonl")
        finally:
            os.fchdir(here)
            os.close(here)


def test_what_is_only_named_like_a_journal_stops_nothing(folder, tmp_path):
    others(folder)
    assert texts(folder) == ["a", "b", "c"]
    assert examine(folder).healthy
    assert Workspace(tmp_path, "home").slugs() == ["essai"]
    (tmp_path / "sessions" / "none").mkdir()
    others(tmp_path / "sessions" / "none")
    assert Workspace(tmp_path, "home").slugs() == ["essai"]


DEEP = b'{"a":' * 10_000 + b"1" + b"}" * 10_000


EVENT = {
    "id": "00000999-zzzzzzzz",
    "clock": 999,
    "at": "2026-11-28T14:00:00.000Z",
    "by": "table-1",
    "kind": "idea.recorded",
    "data": {"ref": "T1-99", "table": 1, "text": "trop", "status": "existing"},
}


def damaging():
    """Lines with a right checksum that nobody can read, keep or show."""
    half = frame(EVENT)[9:-1].replace(b"trop", b"\\ud83d")
    huge = frame(EVENT)[9:-1].replace(b'"table":1', b'"table":' + b"9" * 5000)
    nested = frame({**EVENT, "kind": "later", "data": {"a": "X"}})[9:-1].replace(b'"X"', b"[" * 900 + b"]" * 900)
    for text in (DEEP, half, huge, nested):
        yield b"%08x %s\n" % (zlib.crc32(text), text)


def test_no_line_ends_a_program_as_unforeseen(folder, table):
    plain = table.read_bytes()
    for line in damaging():
        table.write_bytes(plain + line)
        with pytest.raises(StorageFailure, match=r"Line 5 of .* is damaged"):
            open_session(folder.parents[1])
        examine(folder)
        assert table.read_bytes() == plain
        assert texts(folder) == ["a", "b", "c"]
