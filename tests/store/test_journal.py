"""What a crash, a bad disk or a careless hand leaves in a session's folder."""

from __future__ import annotations

import json
import re

import pytest

from facilitate.domain.errors import StorageFailure
from facilitate.store import journal
from facilitate.store.database import JournalDatabase, JournalStorage
from facilitate.store.journal import frame, unframe
from tests.support.sessions import create, open_session
from tests.support.systems import ONE_IN
from tests.support.workshops import snapshot


@pytest.fixture
def folder(tmp_path):
    """A session with three ideas of table 1."""
    create(tmp_path)
    workshop = open_session(tmp_path)
    for text in ("un", "deux\u2028lignes", "trois \U0001f642"):
        workshop.ideas.record(1, text)
    return tmp_path / "sessions" / "essai"


def reopened(folder, role="facilitator"):
    return open_session(folder.parents[1], role=role)


def texts(workshop):
    return [idea.text for idea in workshop.session.ideas.values()]


def test_a_torn_last_line_is_set_aside_and_said_wherever_it_was_cut(folder, tmp_path):
    journal, aside = folder / "table-1.jsonl", folder / "table-1.torn"
    whole = journal.read_bytes()
    start = whole.rfind(b"\n", 0, -1) + 1
    for end in (*range(start, len(whole) - 1, ONE_IN), len(whole) - 1):
        journal.write_bytes(whole[:end])
        aside.unlink(missing_ok=True)
        reader = reopened(folder)
        assert texts(reader) == ["un", "deux\nlignes"]
        writer = reopened(folder)
        idea = writer.ideas.record(1, "quatre")
        if end == len(whole) - 1:  # only the line end was missing: the idea is kept
            assert idea.ref == "T1-04"
            assert not aside.exists()
        elif end == start:
            assert not aside.exists()
        else:
            assert idea.ref == "T1-03"
            assert aside.read_bytes() == whole[start:end] + b"\n"
            assert [notice.params for notice in writer.recorder.log.notices] == [
                {"file": "table-1.jsonl", "kept": "table-1.torn"}
            ]
        reader.recorder.refresh()
        assert texts(reader)[-1] == "quatre"
        assert snapshot(reader.session) == snapshot(reopened(folder).session)


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80])
def test_a_flipped_byte_anywhere_is_named_or_harms_nothing(folder, flip):
    journal = folder / "table-1.jsonl"
    whole = journal.read_bytes()
    expected = snapshot(reopened(folder).session)
    unharmed = 0
    for place in range(flip % ONE_IN, len(whole) - 1, ONE_IN):
        broken = bytearray(whole)
        broken[place] ^= flip
        journal.write_bytes(broken)
        line = whole.count(b"\n", 0, place) + 1
        try:
            found = snapshot(reopened(folder).session)
        except StorageFailure as error:
            # A byte that became a line end cuts its line in two, of which the first is damaged.
            assert re.search(rf"Line {line} of .*table-1\.jsonl is damaged", str(error))  # noqa: PT017
        else:
            assert found == expected
            unharmed += 1
    assert unharmed < 40  # the case of a checksum's letters


def test_the_line_ends_of_old_macs_make_it_no_torn_line_but_a_journal_to_repair(folder):
    """Read as one unfinished line, all of it would be set aside."""
    journal = folder / "table-1.jsonl"
    whole = journal.read_bytes()
    first = whole.index(b"\n") + 1
    for data, line in ((whole.replace(b"\n", b"\r"), 1), (whole[:first] + whole[first:].replace(b"\n", b"\r"), 2)):
        journal.write_bytes(data)
        with pytest.raises(StorageFailure) as caught:
            reopened(folder)
        assert re.match(rf"Line {line} of .*table-1\.jsonl is damaged", str(caught.value))
        assert journal.read_bytes() == data
        assert not (folder / "table-1.torn").exists()


def test_a_flipped_last_line_end_is_a_torn_line(folder):
    journal = folder / "table-1.jsonl"
    journal.write_bytes(journal.read_bytes()[:-1] + b"\x0b")
    workshop = reopened(folder)
    workshop.ideas.record(1, "quatre")
    assert "cut off" in str(workshop.recorder.log.notices[0])
    assert b"trois" in journal.with_suffix(".torn").read_bytes()


def test_damage_in_one_journal_hides_no_news_of_another_for_good(folder):
    open_session(folder.parents[1]).ideas.record(3, "trois")
    reader = reopened(folder)
    open_session(folder.parents[1]).ideas.record(1, "quatre")
    journal = folder / "table-3.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole + b"garbage\n")
    open_session_fails(folder)
    for _ in range(2):
        with pytest.raises(StorageFailure, match=r"Line 3 of .*table-3\.jsonl"):
            reader.recorder.refresh()
    journal.write_bytes(whole)
    reader.recorder.refresh()
    assert texts(reader)[-1] == "quatre"
    assert reader.timeline.events == reopened(folder).timeline.events


def open_session_fails(folder):
    with pytest.raises(StorageFailure, match="facilitate doctor essai"):
        reopened(folder)


@pytest.mark.parametrize("line", [{"x": 1}, {"id": 5}, []])
def test_a_whole_line_that_is_no_event_is_named_by_its_own_number(folder, line):
    journal = folder / "table-1.jsonl"
    header, first, *rest = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([header, first, frame(line), *rest]))
    with pytest.raises(StorageFailure, match=r"Line 3 of .*table-1\.jsonl"):
        reopened(folder)


def test_an_empty_journal_is_a_journal_nobody_wrote_in(folder):
    (folder / "table-2.jsonl").write_bytes(b"")
    workshop = reopened(folder)
    assert len(texts(workshop)) == 3
    assert workshop.ideas.record(2, "x").ref == "T2-01"
    assert len(texts(reopened(folder))) == 4


def test_a_missing_journal_leaves_the_others(folder):
    open_session(folder.parents[1]).ideas.record(2, "x")
    (folder / "table-1.jsonl").unlink()
    assert texts(reopened(folder)) == ["x"]


def test_without_the_journal_that_holds_the_programme_the_session_opens_and_says_so(folder):
    (folder / "facilitator.jsonl").unlink()
    workshop = reopened(folder)
    assert workshop.session.document is None
    assert len(texts(workshop)) == 3
    assert workshop.ideas.record(4, "quatre").ref == "T4-01"
    with pytest.raises(StorageFailure, match="cannot be read"):
        open_session(folder.parents[1], "nothing")


def test_files_that_are_no_journals_are_left_alone(folder):
    (folder / "notes.txt").write_text("x")
    (folder / "old.torn").write_bytes(b"garbage\n")
    assert len(texts(reopened(folder))) == 3


def test_long_texts_and_strange_line_ends_come_back(tmp_path):
    create(tmp_path)
    workshop = open_session(tmp_path)
    long = ("é|#`<\u2060\u200d\n" * 1250)[:9_999] + "."
    workshop.ideas.record(1, long)
    workshop.programme.set("title", "a\u00a0b")
    again = open_session(tmp_path)
    assert texts(again) == [long]
    assert again.session.plan.title == "a\u00a0b"
    assert unframe(frame({"text": "a\u2028b\x85c\r"})[:-1]) == {"text": "a\u2028b\x85c\r"}


def test_the_database_reads_as_any_tinydb_and_rewrites_nothing(tmp_path):
    path = tmp_path / "x.jsonl"
    database = JournalDatabase(path, storage=JournalStorage)
    storage = database.storage
    with pytest.raises(ValueError, match="not open"):
        database.insert({"a": 1})
    storage.open_for_appending({"header": True})
    storage.read()
    assert database.insert_multiple([{"a": 1}, {"a": 2}]) == [1, 2]
    assert database.insert({"a": 3}) == 3
    assert [document["a"] for document in database.all()] == [1, 2, 3]
    assert database.get(doc_id=2) == {"a": 2}
    before = path.read_bytes()
    for change in (lambda: database.update({"a": 9}), lambda: database.remove(doc_ids=[1]), database.drop_tables):
        with pytest.raises(TypeError, match="only appended"):
            change()
    database.close()
    assert path.read_bytes() == before


def test_a_line_is_the_json_of_the_standard_library_with_or_without_its_encoder_in_c(monkeypatch):
    values = ['é\u2028\n"\\\x00\x7f🙂', 3, 10**30, -0.5, 1e300, None, True, [], {}, [1, {"a": [2]}], ("x", "y")]
    document = {"id": "1", "data": {str(place): value for place, value in enumerate(values)}, 7: "seven"}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    assert frame(document)[9:] == f"{text}\n".encode()
    monkeypatch.setattr(json.encoder, "c_make_encoder", None)
    assert journal._quick()(document) == text
