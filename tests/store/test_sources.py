"""What comes in from keys as they are, and what is told of the rest."""

from __future__ import annotations

import shutil

import pytest

from facilitate.domain.codec import document_of
from facilitate.domain.errors import Refused
from facilitate.domain.text import LONGEST
from facilitate.domain.values.ideas import Status
from facilitate.store.collect import collect
from facilitate.store.journal import frame, unframe
from facilitate.store.workspace import Workspace
from facilitate.workshop.cases.ideas import IdeaDraft
from tests.store.test_doctor import damaging, others
from tests.support.sessions import create, open_session

MAC = b"\0\5\x16\7\0\2\0\0Mac OS X        "


@pytest.fixture
def key(tmp_path):
    """A key with the copy of a session that was gone on with elsewhere, by two tables."""
    home, key = tmp_path / "home", tmp_path / "key"
    create(home)
    shutil.copytree(home / "sessions" / "essai", key / "sessions" / "essai")
    for table in (1, 2):
        writer = open_session(key, role=f"table-{table}", machine="k7m2")
        writer.ideas.record_many(table, [IdeaDraft(text, Status.EXISTING) for text in ("un", "deux")])
    return key


@pytest.fixture
def taken(tmp_path):
    home = tmp_path / "home"

    def taken(*sources):
        return collect(Workspace(home, "home").log("essai"), list(sources))

    taken.ideas = lambda: sorted(idea.ref for idea in open_session(home).session.ideas.values())
    return taken


ALL = ["T1k7m2-01", "T1k7m2-02", "T2k7m2-01", "T2k7m2-02"]


@pytest.mark.parametrize("where", [".", "sessions", "sessions/essai"])
def test_the_key_its_sessions_or_the_folder_itself(key, taken, where):
    assert taken(key / where).came == 4
    assert taken.ideas() == ALL
    assert taken(key / where).came == 0


def test_what_a_mac_and_an_old_system_leave_on_a_key(key, taken):
    folder = key / "sessions" / "essai"
    (folder / "table-1.k7m2.jsonl").rename(folder / "TABLE-1.K7M2.JSONL")
    (folder / "._TABLE-1.K7M2.JSONL").write_bytes(MAC)
    shutil.copy(folder / "table-2.k7m2.jsonl", folder / ".table-2.k7m2.jsonl")
    (key / ".Trashes").mkdir()
    shutil.copy(folder / "table-2.k7m2.jsonl", key / ".Trashes" / "table-2.jsonl")
    found = taken(key)
    assert (found.journals, found.came) == (3, 4)
    assert [str(message) for message in found.left_out] == [
        f"{folder / '.table-2.k7m2.jsonl'} is a hidden file and was skipped. To import it, name the file itself."
    ]


def test_a_cut_journal_and_lines_that_nobody_can_read_cost_only_themselves(key, taken):
    folder = key / "sessions" / "essai"
    cut = folder / "table-1.k7m2.jsonl"
    data = cut.read_bytes()
    cut.write_bytes(data[: len(data) - 40])
    other = folder / "table-2.k7m2.jsonl"
    lines = list(damaging())
    other.write_bytes(other.read_bytes() + b"".join(lines))
    found = taken(folder)
    assert found.came == 3
    spoiled = ((str(other), 4 + number) for number in range(len(lines)))
    assert found.damaged == ((str(cut), 3), *spoiled)
    assert taken.ideas() == [ALL[0], *ALL[2:]]


@pytest.mark.parametrize("first", [b"", b"00000000 {}\n", b'00000000 {"facilitate":1,"session":"essai123","ho'])
def test_a_journal_without_its_first_line_belongs_where_the_others_of_its_folder_do(key, taken, first):
    path = key / "sessions" / "essai" / "table-1.k7m2.jsonl"
    path.write_bytes(first + path.read_bytes().partition(b"\n")[2])
    assert taken(path.parent).came == 4


def test_alone_it_belongs_where_its_acts_are_known(key, taken):
    path = key / "sessions" / "essai" / "table-1.k7m2.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[1:]))
    with pytest.raises(Refused, match="Give the folder it was in"):
        taken(path)
    path.write_bytes(b"".join(lines[:2]))
    assert taken(path).came == 1
    path.write_bytes(b"".join(lines[1:]))
    assert taken(path).came == 1


def test_envelopes_are_undone(key, taken):
    folder = key / "sessions" / "essai"
    for path, encoding in zip(sorted(folder.glob("table*.jsonl")), ("utf-16", "utf-8-sig"), strict=True):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n").decode().encode(encoding))
    found = taken(folder)
    assert (found.came, found.damaged) == (4, ())


def test_what_is_only_named_like_a_journal_is_named_and_stops_nothing(key, taken):
    folder = key / "sessions" / "essai"
    others(folder)
    found = taken(key)
    assert found.came == 4
    assert [str(message).split()[0] for message in found.left_out] == [
        str(folder / f"{name}.jsonl") for name in ("broken", "folder", "pipe", "socket")
    ]
    with pytest.raises(Refused, match="is not a file"):
        taken(folder / "pipe.jsonl")


def test_other_sessions_of_the_key_are_named_and_alone_refused(key, taken):
    other = key / "sessions" / "autre"
    other.mkdir()
    for name in ("facilitator", "table-1"):
        (other / f"{name}.jsonl").write_bytes(frame({"facilitate": 1, "session": "autre123", "home": "home"}))
    found = taken(key)
    assert found.came == 4
    assert [str(message) for message in found.left_out] == [
        f"{other} contains journals of another session (2): they were skipped."
    ]
    for source in (other, other / "table-1.jsonl"):
        with pytest.raises(Refused, match=r"belongs to another session\. Nothing was imported"):
            taken(source)


def test_the_session_s_own_folder_is_no_source_of_news(taken, tmp_path):
    create(tmp_path / "home")
    with pytest.raises(Refused, match="No journal found"):
        taken(tmp_path / "home")


def test_folders_too_deep_too_many_or_that_lead_back_are_not_followed(key, taken, monkeypatch):
    folder = key / "sessions" / "essai"
    deep = key / "a" / "b" / "c" / "d"
    deep.mkdir(parents=True)
    shutil.move(folder / "table-1.k7m2.jsonl", deep / "table-1.jsonl")
    (key / "a" / "back").symlink_to(key)
    assert taken(key).came == 2
    monkeypatch.setattr("facilitate.store.sources._MOST_ENTRIES", 6)
    for number in range(9):
        (folder / f"photo-{number}").touch()
    assert any("contains too many files" in str(message) for message in taken(folder, deep).left_out)


def test_a_journal_of_many_gigabytes_is_not_read(key, taken, monkeypatch):
    monkeypatch.setattr("facilitate.store.sources._LARGEST", 4000)
    huge = key / "sessions" / "essai" / "table-9.jsonl"
    huge.write_bytes(b"x" * 4001)
    monkeypatch.setattr("facilitate.store.sources.read_journal", _not_the(huge))
    assert any("too large" in str(message) for message in taken(key).left_out)


def _not_the(huge):
    from facilitate.store.journal_reading import read_journal

    def read(path):
        assert path != huge
        return read_journal(path)

    return read


def test_a_text_that_no_screen_and_no_hub_takes_stays_out_and_is_named(key, taken):
    path = key / "sessions" / "essai" / "table-1.k7m2.jsonl"
    header, first, second = path.read_bytes().splitlines(keepends=True)
    acts = [unframe(line[:-1]) for line in (first, second)]
    acts[0]["data"]["text"] = "é" * LONGEST
    acts[1]["data"]["text"] = "é" * (LONGEST + 1)
    path.write_bytes(header + b"".join(map(frame, acts)))
    found = taken(path)
    assert found.came == 1
    assert [message.params["file"] for message in found.left_out] == [str(path)]
    assert taken.ideas() == ["T1k7m2-01"]


def test_nothing_that_came_in_is_changed_by_coming_in(key, taken, tmp_path):
    taken(key)
    there = {event.id: event for event in open_session(key).timeline.events}
    here = {event.id: event for event in open_session(tmp_path / "home").timeline.events}
    assert {key: document_of(event) for key, event in here.items()} == {
        key: document_of(event) for key, event in there.items()
    }
