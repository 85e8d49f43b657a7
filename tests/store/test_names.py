"""What files and folders are called: names that every system takes, and names that some system takes for one."""

from __future__ import annotations

import shutil
import unicodedata

import pytest

from facilitate.domain.errors import Refused, StorageFailure
from facilitate.domain.programme.document import complete
from facilitate.store.collect import collect
from facilitate.store.doctor import examine
from facilitate.store.journal import frame
from facilitate.store.journal_names import original
from facilitate.store.replica import Replicas
from facilitate.store.workspace import Workspace
from facilitate.system import is_portable
from facilitate.workshop.sharing.link import HubLink, Invitation
from tests.support.services import context_at
from tests.support.sessions import create, open_session
from tests.support.systems import WINDOWS, ignore_case
from tests.support.workshops import PLAN

DEVICES = ["CON", "prn", "aux", "NUL", "com1", "COM9", "lpt1", "COM¹", "lpt³", "con.txt", "nul .tar.gz", "CONIN$"]
OTHERS = ["", ".", "..", "a.", "a ", *(f"a{sign}b" for sign in '<>:"/\\|?*\0\n\x1f'), "x" * 256, "é" * 128]


@pytest.mark.parametrize("name", [*DEVICES, *OTHERS])
def test_what_no_windows_can_call_a_file_is_no_name_anywhere(name):
    assert not is_portable(name)


@pytest.mark.parametrize("name", ["con-1", "console", "com0", "com10", "table-3.aux.jsonl", ".hub", "Été", "x" * 255])
def test_what_only_looks_like_it_is_a_name(name):
    assert is_portable(name)


@pytest.mark.parametrize("title", [*DEVICES, *OTHERS[3:], "x" * 200, "🙂", "CON – l’été : « où ? »"])
def test_a_session_of_any_title_has_a_name_for_every_system(tmp_path, title):
    slug = Workspace(tmp_path, "home").create(complete(PLAN), title)
    assert is_portable(slug)
    assert [path.name for path in (tmp_path / "sessions").iterdir()] == [slug]
    assert len(slug) < 60


@pytest.mark.parametrize("slug", ["con", "nul", "com1", "lpt9"])
def test_what_a_hub_calls_its_session_becomes_no_device(tmp_path, slug):
    replicas = Replicas(Workspace(tmp_path, "k7m2"))
    made = replicas.settle(HubLink("http://x", "0" * 20), Invitation("essai123", "home", slug, "Essai", 3))
    assert made.slug == "session"


@pytest.mark.parametrize("session", ["../../x", "con", "a:b", ""])
def test_an_id_that_is_no_name_is_not_taken_for_a_session_s(tmp_path, session):
    create(tmp_path)
    folder = tmp_path / "sessions" / "essai"
    header = frame({"facilitate": 1, "session": session, "home": "home"})
    for path in folder.glob("*.jsonl"):
        path.write_bytes(header + b"".join(path.read_bytes().splitlines(keepends=True)[1:]))
    with pytest.raises(StorageFailure, match=r"Line 1 of .*facilitator\.jsonl is damaged"):
        open_session(tmp_path)
    assert not examine(folder).healthy


def test_a_session_is_found_whatever_its_case_and_however_its_accents_are_written(tmp_path):
    create(tmp_path)
    called = unicodedata.normalize("NFD", "Réunion d’Été")
    (tmp_path / "sessions" / "essai").rename(tmp_path / "sessions" / called)
    workspace = Workspace(tmp_path, "home")
    for name in (called, unicodedata.normalize("NFC", called), "RÉUNION D’ÉTÉ", "réunion", "ÉTÉ"):
        assert workspace.find(name) == called
    assert workspace.log(workspace.find("réunion")).read()


@pytest.mark.skipif(WINDOWS, reason="on Windows two such folders cannot stand beside each other")
def test_two_folders_that_are_one_elsewhere_are_told_and_kept_apart_here(tmp_path):
    create(tmp_path)
    Workspace(tmp_path, "home").create(complete(PLAN), "x", slug="Essai")
    workspace = Workspace(tmp_path, "home")
    assert [workspace.find(name) for name in ("essai", "Essai")] == ["essai", "Essai"]
    with pytest.raises(Refused, match="matches several"):
        workspace.find("ESSAI")
    findings = examine(tmp_path / "sessions" / "essai")
    assert [message.params for message in findings.copies] == [{"first": "Essai", "second": "essai"}]
    assert findings.healthy


def test_two_sessions_whose_folders_became_one_are_told_and_not_mixed(tmp_path):
    """As when both are copied to a system that ignores case: what is of the same name is the one or the other's."""
    create(tmp_path)
    open_session(tmp_path).ideas.record(2, "un")
    other = Workspace(tmp_path, "home").create(complete(PLAN), "x", slug="autre")
    open_session(tmp_path, other).ideas.record(3, "étrangère")
    folder = tmp_path / "sessions" / "essai"
    shutil.copy(tmp_path / "sessions" / other / "table-3.jsonl", folder)
    with pytest.raises(StorageFailure, match=r"table-3\.jsonl belongs to another session"):
        open_session(tmp_path)
    findings = examine(folder)
    assert [str(message) for message in findings.beyond if "table-3.jsonl belongs" in str(message)]
    assert [idea.text for idea in findings.timeline.session.ideas.values()] == ["un"]


def test_where_case_is_ignored_a_journal_of_another_case_is_that_journal(tmp_path, monkeypatch):
    create(tmp_path)
    open_session(tmp_path).ideas.record(3, "un")
    folder = tmp_path / "sessions" / "essai"
    (folder / "table-3.jsonl").rename(folder / "moved")
    (folder / "moved").rename(folder / "Table-3.jsonl")
    ignore_case(monkeypatch)
    workshop = open_session(tmp_path, role="table-3")
    with workshop.recorder.log.writing_as("table-3"):
        assert workshop.ideas.record(3, "deux").ref == "T3-02"
        workshop.recorder.refresh()
        assert workshop.ideas.record(3, "trois").ref == "T3-03"
    workshop.recorder.refresh()
    assert workshop.recorder.log._disturbed is None
    events = open_session(tmp_path).recorder.log.read()
    assert len(events) == len({event.id for event in events})
    assert [path.name for path in folder.glob("[Tt]*.jsonl")] == ["Table-3.jsonl"]
    assert examine(folder).healthy
    if not WINDOWS:  # wine leaves the case of a name as it was; the file is found by either
        assert [path.name for path in folder.glob("[Tt]*.jsonl")] == ["table-3.jsonl"]
    assert [idea.text for idea in open_session(tmp_path).session.ideas.values()] == ["un", "deux", "trois"]


COPIES = [
    "table-3-LAPTOP-XYZ.jsonl",
    "TABLE-3-LAPTOP-XYZ.jsonl",
    "table-3 (copie en conflit de Marie 2026-11-28).jsonl",
    "table-3 2.jsonl",
    "table-3.sync-conflict-20261128-101500-ABCDEFG.jsonl",
    "table-3 - Copie.jsonl",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_that_a_synchronised_folder_made_is_named_and_counts_once(tmp_path, name):
    create(tmp_path)
    open_session(tmp_path).ideas.record(3, "un")
    folder, key = tmp_path / "sessions" / "essai", tmp_path / "key"
    journal, copy = folder / "table-3.jsonl", folder / name
    copy.write_bytes(journal.read_bytes())
    findings = examine(folder)
    (message,) = findings.copies
    assert message.params == {"file": name, "journal": "table-3.jsonl", "count": 0}
    assert "you can delete it" in str(message)
    assert findings.healthy
    workshop = open_session(tmp_path)
    assert workshop.ideas.record(3, "deux").ref == "T3-02"
    again = open_session(tmp_path)
    assert [idea.text for idea in again.session.ideas.values()] == ["un", "deux"]
    assert len(again.timeline.events) == len(workshop.timeline.events)
    shutil.copytree(folder, key)
    assert collect(Workspace(tmp_path, "home").log("essai"), [key]).came == 0
    # What the other computer had written meanwhile stands in the copy alone.
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:1]))
    (message,) = examine(folder).copies
    assert message.params["count"] == 1
    assert "leave it there" in str(message)
    assert [idea.text for idea in open_session(tmp_path).session.ideas.values()] == ["un"]
    home = tmp_path / "other"
    create(home)
    assert collect(Workspace(home, "home").log("essai"), [folder / name]).came == 1


def test_of_two_copies_of_the_same_acts_one_is_to_be_left(tmp_path):
    create(tmp_path)
    open_session(tmp_path).ideas.record(3, "un")
    folder = tmp_path / "sessions" / "essai"
    whole = (folder / "table-3.jsonl").read_bytes()
    for name in COPIES[:2] if not WINDOWS else (COPIES[0], COPIES[3]):
        (folder / name).write_bytes(whole)
    (folder / "table-3.jsonl").write_bytes(whole.splitlines(keepends=True)[0])
    assert [message.params["count"] for message in examine(folder).copies if "count" in message.params] == [1, 0]


@pytest.mark.parametrize(
    "name", ["table-3.b.jsonl", "table-3.k7m2.jsonl", "table-30.jsonl", "table-31-X.jsonl", "x.jsonl"]
)
def test_what_is_no_copy_is_not_called_one(name):
    assert original(name, ["table-3.jsonl", "facilitator.jsonl"]) == ""


def test_a_draft_is_kept_by_a_name_that_every_system_takes(tmp_path):
    context = context_at(str(tmp_path), {"FACILITATE_MACHINE": "home", "FACILITATE_STATE": str(tmp_path / "state")})
    slug = create(tmp_path)
    draft = context.sessions.draft(open_session(tmp_path, slug), "table-3.k7m2")
    assert draft.keep("mots")
    assert all(is_portable(path.name) for path in (tmp_path / "state" / "drafts").iterdir())
