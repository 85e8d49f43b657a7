"""The copies of a cycle: what a stopped program, an older version or another window leaves, the next command mends."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from facilitate.domain.errors import Refused
from facilitate.store.cycle_readings import read_source
from facilitate.store.depot import cycle_copies
from facilitate.store.depot.cycle_copies import COPIES, refresh_copy, settle_copies
from facilitate.store.depot.file_depot import FileDepot
from facilitate.store.depot.folder import FolderFiles
from facilitate.store.depot.record import read_records
from facilitate.store.locks import turn
from facilitate.workshop.cycle.reading import reading_of
from facilitate.workshop.sharing.standing_words import with_omissions
from tests.support.depots import everything, key, town

NOW = datetime(2026, 11, 30, tzinfo=UTC)


class Cycle:
    """The folder of a cycle, and the session “essai” on another computer, which syncs with a key."""

    def __init__(self, root):
        (root / "key").mkdir()
        self.home, self.files = town(root), key(root)
        self.folder = root / "cycles" / "pays"
        self.folder.mkdir(parents=True)
        self.elsewhere = root / "nowhere"

    @property
    def copy(self):
        return self.folder / COPIES / "essai"

    def refresh(self, files=None, now=NOW):
        depot = FileDepot(files or self.files)
        (session,) = depot.sessions()
        return refresh_copy(depot, session, self.copy, now)

    def settle(self, sessions=None):
        settle_copies(self.folder, sessions or self.elsewhere)

    def texts(self):
        session = read_source(self.copy).timeline.session
        return [each.text for each in with_omissions(reading_of(session, "", "", str)).proposals]

    def files_with(self, words):
        return [name for name, data in everything(self.folder).items() if words.encode() in data]


@pytest.fixture
def cycle(tmp_path):
    made = Cycle(tmp_path)
    made.home.note("un jardin")
    made.home.note("des cafés", 2)
    made.home.sync(made.files)
    made.refresh()
    return made


def withdraw(cycle, ref="T1-01"):
    cycle.home.open("table-1").ideas.withdraw(ref)
    cycle.home.sync(cycle.files)


def copied_whole(cycle):
    """Put there what an earlier version kept: the journals as they are, and photos."""
    whole = cycle.files.address
    shutil.rmtree(cycle.folder / COPIES)
    shutil.copytree(f"{whole}/essai", cycle.copy)
    (cycle.copy / "photos").mkdir()
    (cycle.copy / "photos" / "x.jpg").write_bytes(b"un jardin")


def test_what_an_earlier_version_kept_loses_its_words_and_gets_those_back_that_stand_again(cycle):
    withdraw(cycle)
    copied_whole(cycle)
    assert cycle.files_with("un jardin")
    cycle.settle()
    assert (cycle.files_with("un jardin"), cycle.texts()) == ([], ["des cafés"])
    before = everything(cycle.folder)
    cycle.settle()
    assert everything(cycle.folder) == before
    cycle.home.open("table-1").ideas.restore("T1-01")
    cycle.home.sync(cycle.files)
    assert cycle.refresh().came == 1
    assert cycle.texts() == ["un jardin", "des cafés"]


@pytest.mark.parametrize("killed", ["while it was made", "before the old one went", "before the new one came", "after"])
def test_killed_at_any_step_the_next_command_leaves_one_whole_copy_and_none_of_the_words(cycle, killed, tmp_path):
    shutil.copytree(cycle.copy, tmp_path / "before")
    withdraw(cycle)
    unfinished = cycle.folder / COPIES / cycle_copies._UNFINISHED
    fresh, replaced = unfinished / "essai", unfinished / cycle_copies._REPLACED / "essai"
    if killed == "while it was made":
        shutil.copytree(cycle.copy, fresh)
        (fresh / "facilitator.jsonl").unlink()
        cycle.settle()
        assert cycle.texts() == ["un jardin", "des cafés"], "as it was"
        cycle.refresh()
    elif killed == "before the old one went":
        cycle.refresh()
        shutil.copytree(cycle.copy, fresh)
    elif killed == "before the new one came":
        cycle.refresh()
        fresh.parent.mkdir()
        cycle.copy.rename(fresh)
        shutil.copytree(tmp_path / "before", replaced)
    else:
        cycle.refresh()
        shutil.copytree(tmp_path / "before", replaced)
    cycle.settle()
    assert not unfinished.exists()
    assert (cycle.files_with("un jardin"), cycle.texts()) == ([], ["des cafés"])


def test_what_stands_again_and_is_not_here_is_an_ellipsis_until_a_depot_brings_it(cycle, tmp_path):
    withdraw(cycle)
    cycle.refresh()
    cycle.home.open().ideas.restore("T1-01")
    cycle.home.sync(cycle.files)
    part = shutil.copytree(cycle.files.address, tmp_path / "part")
    (part / "essai" / "table-1.jsonl").unlink()
    cycle.refresh(FolderFiles(part))
    assert cycle.texts() == ["[…]", "des cafés"]
    cycle.refresh()
    assert cycle.texts() == ["un jardin", "des cafés"]


def test_two_windows_do_not_make_one_copy_at_once(cycle, monkeypatch):
    withdraw(cycle)
    monkeypatch.setattr("facilitate.store.locks._PATIENCE", 0.01)
    with turn(cycle.folder, COPIES) as alone:
        assert alone
        with pytest.raises(Refused, match="another window"):
            cycle.refresh()
        cycle.settle()
    cycle.refresh()
    assert cycle.files_with("un jardin") == []


def test_a_copy_yields_to_the_session_itself_once_that_has_all_of_it(cycle, tmp_path):
    sessions = cycle.home.workspace.sessions
    behind = tmp_path / "behind"
    shutil.copytree(cycle.home.folder, behind / "essai")
    withdraw(cycle)
    cycle.refresh()
    cycle.settle(behind)
    assert cycle.copy.is_dir()
    cycle.settle(sessions)
    assert not cycle.copy.exists()


def test_a_copy_that_is_damaged_is_given_again(cycle):
    path = cycle.copy / "table-2.jsonl"
    path.write_bytes(path.read_bytes().replace("cafés".encode(), b"caf\xc3s"))
    cycle.home.note("plus tard")
    cycle.home.sync(cycle.files)
    cycle.refresh()
    assert cycle.texts() == ["un jardin", "des cafés", "plus tard"]


def test_a_copy_that_is_read_again_without_anything_new_was_read_that_day(cycle):
    later = NOW + timedelta(days=31)
    assert not cycle.refresh(now=later).changed
    assert [each.at for each in read_records(cycle.copy)] == [later]
