"""A depot in a folder: what goes there and comes from there, and what is found there and left alone."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitate.domain.errors import Refused, StorageFailure
from facilitate.domain.values.notes import NoteKind
from facilitate.store.depot.file_depot import FileDepot
from facilitate.store.depot.folder import FolderFiles
from facilitate.store.depot.record import keep_record, record_of
from facilitate.store.depot.status import remembered_states
from facilitate.workshop.sharing.depot import DepotUnreachable
from tests.support.depots import Laptop, everything, key, town

NAME = "Laurence Mari"


@pytest.fixture
def home(tmp_path):
    (tmp_path / "key").mkdir()
    laptop = town(tmp_path)
    laptop.note("une idée")
    return laptop


@pytest.fixture
def files(tmp_path):
    return key(tmp_path)


@pytest.fixture
def depot(tmp_path):
    return tmp_path / "key" / "depot"


@pytest.fixture
def other(home, files, tmp_path):
    """Another laptop, on which the session was made anew from the depot."""
    home.sync(files)
    laptop = Laptop(tmp_path / "k7m2", "k7m2")
    assert laptop.restore(files) == ("essai", 2, [])
    return laptop


def told(found):
    return [str(message) for message in (*found.notices, *found.taken.left_out)]


def test_whole_journals_go_one_writer_one_file_and_nothing_twice(home, files, depot):
    found = home.sync(files)
    assert (found.sent, told(found)) == (2, [])
    assert everything(depot) == {
        f"essai/{path.name}": path.read_bytes() for path in sorted(home.folder.glob("*.jsonl"))
    }
    home.note("une autre")
    assert home.sync(files).sent == 1
    again = home.sync(files)
    assert (again.sent, again.taken.came, told(again)) == (0, 0, [])


def test_what_another_laptop_wrote_comes_whole_and_both_are_one_session(home, other, files, depot):
    other.note("d’ailleurs", 2)
    home.note("d’ici")
    other.sync(files)
    found = home.sync(files)
    assert (found.taken.came, found.taken.whole) == (1, [f"table-2.{other.tag}"])
    other.sync(files)
    assert home.digest() == other.digest()
    names = [{path.name: path.read_bytes() for path in each.glob("*.jsonl")} for each in (home.folder, other.folder)]
    assert names[0] == names[1] == {path.name: path.read_bytes() for path in (depot / "essai").iterdir()}


def test_thirty_days_away_then_one_push_has_all_a_second_nothing_and_one_that_was_cut_the_rest(
    home, other, files, depot, monkeypatch
):
    for number in range(30):
        other.note(f"jour {number}", 1 + number % 3)
    (state,) = remembered_states(other.workspace)
    assert (state.to_send, state.unsent_since is not None) == (30, True)
    whole = FolderFiles.write
    calls = iter(range(100))

    def cut(self, *args):
        if next(calls) == 1:
            raise StorageFailure("cut")
        whole(self, *args)

    monkeypatch.setattr(FolderFiles, "write", cut)
    with pytest.raises(StorageFailure):
        other.sync(files)
    there = sum(data.count(b"\n") for name, data in everything(depot).items() if f".{other.tag}" in name) - 1
    assert 0 < there < 30
    assert other.sync(files).sent == 30 - there
    assert other.sync(files).sent == 0
    assert home.sync(files).taken.came == 30
    assert home.digest() == other.digest()


def test_nobody_who_was_invited_and_no_link_ever_goes_there(home, files, tmp_path):
    workshop = home.open()
    workshop.people.add("Participante Secrète", {"email": "zq7@exemple.fr"})
    private = home.folder / ".hub"
    private.mkdir()
    (private / "keys.json").write_text("k7m2q94xzt3f8wdh5n0v", encoding="ascii")
    old = (home.folder / "people.jsonl").read_bytes().splitlines(keepends=True)[1]
    with (home.folder / "table-1.jsonl").open("ab") as file:
        file.write(old)  # of a program that knew no such acts
    home.sync(files)
    found = b"".join(everything(tmp_path / "key").values())
    assert found
    assert not [word for word in ("Secr", "zq7@", "k7m2q9", "person.", "people") if word.encode() in found]


def test_a_folder_is_made_but_not_in_the_place_of_a_key_that_is_not_there(home, files, tmp_path):
    with pytest.raises(DepotUnreachable, match="connect it"):
        home.sync(FolderFiles(tmp_path / "nowhere" / "depot"))
    assert not (tmp_path / "nowhere").exists()
    home.sync(files)
    shutil.rmtree(tmp_path / "key" / "depot")
    with pytest.raises(Refused, match="is not there now"):
        home.sync(files)
    assert not (tmp_path / "key" / "depot").exists()
    assert home.sync(files, anew=True).sent == 2


def test_what_is_torn_shorter_or_damaged_there_is_named_and_made_whole_again(home, files, depot):
    home.note("une autre")
    home.sync(files)
    path = depot / "essai" / "table-1.jsonl"
    whole = path.read_bytes()
    ends = {"cut off": whole[:-20], "shorter": whole[: whole.rstrip().rfind(b"\n") + 1], "first line": whole[:15]}
    zeros = whole[:-20] + b"\0" * 20
    for data in (*ends.values(), b"", zeros, whole.replace(b"une autre", b"une Autre"), whole[:40] + whole[60:]):
        path.write_bytes(data)
        found = home.sync(files)
        assert path.read_bytes() == whole, data
        assert "table-1.jsonl" in str(told(found)), data
    assert home.digest() == home.digest()
    assert home.sync(files).sent == 0


@pytest.mark.parametrize(("was_read", "is_torn"), [(True, True), (True, False), (False, True)])
def test_who_does_not_have_what_is_missing_there_does_not_say_to_send_it(home, other, files, depot, was_read, is_torn):
    other.note("une première", 2)
    other.sync(files)
    home.sync(files)
    other.note("une seconde", 2)
    other.sync(files)
    path = depot / "essai" / f"table-2.{other.tag}.jsonl"
    whole = path.read_bytes()
    if was_read:
        home.sync(files)
    path.write_bytes(whole[:-20] if is_torn else whole[: whole.rstrip().rfind(b"\n") + 1])
    found = " ".join(told(home.sync(files)))
    assert found.count(path.name) == 1
    assert (path.read_bytes() == whole) is was_read
    assert ("was sent again" in found) is was_read
    assert ("once the computer that it was written on has synced again" in found) is not was_read
    assert ("was sent again" in " ".join(told(other.sync(files)))) is not was_read
    assert path.read_bytes() == whole


def test_of_a_journal_that_stays_shorter_there_it_is_said_who_sends_it(home, files):
    there = home.sync(files).record.there
    record = record_of(home.folder, files.address)
    longer = {key: replace(each, lines=each.lines + (key == "table-1")) for key, each in there.items()}
    keep_record(home.folder, replace(record, there=longer))
    found = " ".join(told(home.sync(files)))
    assert "table-1.jsonl in the depot is shorter" in found
    assert ("sent again" in found, "has synced again" in found) == (False, True)


def test_what_is_no_journal_of_the_session_is_left_and_ours_is_kept_beside_it(home, files, depot):
    home.sync(files)
    home.note("une autre", 2)
    folder = depot / "essai"
    strange = b"Bonjour\ntout le monde\n"
    (folder / "table-2.jsonl").write_bytes(strange)
    (folder / "notes.txt").write_bytes(strange)
    (folder / "._facilitator.jsonl").write_bytes(b"\0\5\x16\7")
    (folder / "people.jsonl").write_bytes(strange)
    found = home.sync(files)
    assert (folder / "table-2.jsonl").read_bytes() == strange
    assert [name for name in told(found) if "no journal" in name or "something else" in name or "guest list" in name]
    kept = list(folder.glob("table-2.fork*.jsonl"))
    assert [path.read_bytes() for path in kept] == [(home.folder / "table-2.jsonl").read_bytes()]
    assert home.sync(files).sent == 0


def test_two_sessions_of_one_name_have_a_folder_each(home, files, depot, tmp_path):
    home.sync(files)
    two = town(tmp_path / "two")
    for path in two.folder.glob("*.jsonl"):
        path.unlink()
    from facilitate.domain.programme.document import complete
    from tests.support.workshops import PLAN

    shutil.rmtree(two.folder)
    two.workspace.create(complete(PLAN), "Essai", slug="essai", session="autre456")
    two.sync(files)
    assert sorted(path.name for path in depot.iterdir()) == ["essai", "essai-autre456"]
    assert two.sync(files).sent == 0


@pytest.mark.parametrize(
    "name", ["table-2.{tag} (conflicted copy 2026-11-30 150102)", "table-2-PC-of-Anne", "TABLE-2.{TAG}"]
)
def test_a_copy_that_another_program_made_is_read_by_what_it_holds(home, other, files, depot, name):
    other.note("d’ailleurs", 2)
    other.sync(files)
    name = name.format(tag=other.tag, TAG=other.tag.upper())
    (depot / "essai" / f"table-2.{other.tag}.jsonl").rename(depot / "essai" / f"{name}.jsonl")
    found = home.sync(files)
    assert (found.taken.came, told(found)) == (1, [])
    assert home.digest() == other.digest()
    assert other.sync(files).taken.came == 0
    assert home.sync(files).sent == 0


def test_two_that_write_under_one_name_are_both_kept_and_count_once_each(home, files, depot, tmp_path):
    home.sync(files)
    shutil.copytree(tmp_path / "home", tmp_path / "clone")
    clone = Laptop(tmp_path / "clone", "home")
    home.note("l’une")
    clone.note("l’autre")
    home.sync(files)
    found = clone.sync(files)
    (fork,) = found.forks
    assert f"beside the other’s table-1.jsonl, as {fork}.jsonl" in str(told(found))
    assert told(clone.sync(files)) == []  # once
    assert (depot / "essai" / f"{fork}.jsonl").read_bytes() == (clone.folder / "table-1.jsonl").read_bytes()
    clone.note("encore")
    assert clone.sync(files).forks == [fork]
    home.sync(files)
    assert home.digest() == clone.digest()
    assert [home.sync(files).sent, clone.sync(files).sent] == [0, 0]


def test_an_idea_that_two_computers_worded_anew_is_told_once_on_each(home, other, files):
    home.sync(files)
    other.sync(files)

    def edited(laptop, text):
        ideas = laptop.open("table-1").ideas
        ideas.edit("T1-01", text)

    def said(laptop):
        return [str(each) for each in laptop.sync(files).notices]

    edited(home, "première")
    home.sync(files)
    assert said(other) == []
    edited(other, "après la première")  # which was known there
    other.sync(files)
    assert said(home) == []
    edited(home, "ici, au même moment")
    edited(home, "ici, encore une fois")
    edited(other, "là-bas")
    assert said(other) == []
    (told,) = said(home)
    assert "Idea T1-01 was worded anew on two computers" in told
    assert "“facilitate trace essai T1-01”" in told
    assert said(home) == []
    (told,) = said(other)
    assert "T1-01" in told
    assert said(other) == []


@pytest.mark.parametrize(("text", "said"), [("changée", "edited by hand"), ("[une personne]", "a removal that has")])
def test_an_act_that_is_otherwise_there_is_named_and_neither_is_written_over(home, files, depot, text, said):
    from facilitate.store.journal import frame, unframe

    home.sync(files)
    path = depot / "essai" / "table-1.jsonl"
    first, line = path.read_bytes().splitlines(keepends=True)
    document = unframe(line.rstrip())
    document["data"]["text"] = text
    path.write_bytes(first + frame(document))
    found = home.sync(files)
    assert said in str(told(found))
    assert text in path.read_text(encoding="utf-8")
    assert "une idée" in (home.folder / "table-1.jsonl").read_text(encoding="utf-8")


def test_a_full_disk_leaves_what_was_there_and_says_so(home, files, depot, monkeypatch):
    home.sync(files)
    before = everything(depot)
    home.note("une autre")

    def full(*_args, **_names):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr("facilitate.store.depot.folder.replace_file", full)
        with pytest.raises(StorageFailure, match="the disk is full"):
            home.sync(files)
    assert everything(depot) == before
    assert home.sync(files).sent == 1


def test_a_session_that_is_here_is_not_made_anew_and_one_that_is_not_there_is_named(home, files, tmp_path):
    empty = Laptop(tmp_path / "p3xy", "p3xy")
    with pytest.raises(Refused, match="holds no session"):
        empty.restore(files)
    home.sync(files)
    with pytest.raises(Refused, match="is here already"):
        home.restore(files)
    assert empty.restore(files)[0] == "essai"
    assert empty.digest() == home.digest()
    empty.folder.rename(empty.folder.with_name("autre"))
    with pytest.raises(Refused, match="as “autre”"):
        empty.restore(files)


# A second folder of the session, as people and programs make them

COPIES = ["essai - Copie", "essai (1)", "Copie de essai", "vieux"]


@pytest.mark.parametrize("copy", COPIES)
def test_what_a_copy_of_the_folder_alone_holds_comes_in_once(home, other, files, depot, copy):
    other.note("écrite puis rangée ailleurs", 2)
    other.sync(files)
    (depot / "essai").rename(depot / copy)
    home.note("une de plus")
    assert home.sync(files).taken.came == 1
    shutil.copytree(depot / copy, depot / "essai", dirs_exist_ok=True)
    assert [each.name for each in FileDepot(files).sessions()] == ["essai"]
    other.note("encore une", 2)
    other.sync(files)
    home.sync(files)
    assert home.digest() == other.digest()
    assert [found.sent + found.taken.came for found in (home.sync(files), other.sync(files))] == [0, 0]
    shutil.rmtree(depot / copy)
    assert told(home.sync(files)) == []
    assert home.digest() == other.digest()


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("many", [0, 60])
def test_names_go_from_every_copy_of_the_folder_too(home, named, files, depot, copy, many):
    for number in range(many):
        (depot / f"rencontre-{number}").mkdir()
    shutil.copytree(depot / "essai", depot / copy)
    home.purge()
    found = home.sync(files)
    assert leaks(depot) == []
    assert ["is out of" in each for each in told(found)] == [True]
    assert told(home.sync(files)) == []


def test_what_lies_beside_the_journals_is_named_where_names_were_removed(home, named, files, depot):
    shutil.copy(depot / "essai" / "table-1.jsonl", depot / "essai" / "table-1.jsonl.bak")
    assert told(home.sync(files)) == []
    home.purge()
    (line,) = told(home.sync(files))
    assert "essai/table-1.jsonl.bak lies beside the journals in the depot and is none" in line


# Names that had to go


@pytest.fixture
def named(home, files, tmp_path):
    """The session with words about somebody, in the depot, and on another laptop that then was away."""
    workshop = home.open()
    workshop.notes.take(NoteKind.FACT, f"Ouvert par {NAME}, 06 12 34 56 78")
    home.note(f"Voir avec {NAME}")
    home.sync(files)
    away = Laptop(tmp_path / "k7m2", "k7m2")
    away.restore(files)
    return away


def leaks(folder):
    return [name for name, data in everything(folder).items() if b"Laurence" in data or b"06 12 34" in data]


def test_what_was_purged_is_in_no_file_of_the_folder_and_who_was_away_cannot_bring_it_back(home, named, files, depot):
    shutil.copy(depot / "essai" / "table-1.jsonl", depot / "essai" / "table-1-PC-of-Anne.jsonl")
    (depot / "essai" / ".table-1.jsonl.part").write_bytes(NAME.encode())
    named.note(f"Encore {NAME}", 3)
    assert leaks(depot)
    home.purge()
    found = home.sync(files)
    assert leaks(depot) == []
    assert ["is out of" in each for each in told(found)] == [True]
    before = everything(depot)
    with pytest.raises(Refused, match="sync in a terminal"):
        named.sync(files)
    assert everything(depot) == before
    named.purge()
    assert ["is out of" in each for each in told(named.sync(files))] == [True]
    assert leaks(depot) == []
    assert told(home.sync(files)) == []
    named.sync(files)
    assert leaks(depot) == leaks(home.folder) == leaks(named.folder) == []
    assert home.digest() == named.digest()
    assert [home.sync(files).sent, named.sync(files).sent, home.sync(files).sent] == [0, 0, 0]


def test_an_old_copy_that_turns_up_in_the_folder_later_is_cleaned_and_brings_nothing_back(home, named, files, depot):
    old = (depot / "essai" / "table-1.jsonl").read_bytes()
    home.purge()
    home.sync(files)
    (depot / "essai" / "table-1 (conflicted copy).jsonl").write_bytes(old)
    fresh = Laptop(home.workspace.home.parent / "p3xy", "p3xy")
    fresh.restore(files)
    assert leaks(fresh.folder) == []
    home.sync(files)
    assert leaks(depot) == leaks(home.folder) == []


def test_a_removal_that_is_cut_off_is_finished_by_the_next_sync(home, named, files, depot, monkeypatch):
    home.purge()
    whole = FolderFiles.write
    for last in range(5):
        calls = iter(range(100))

        def cut(self, *args, last=last, calls=calls):
            if next(calls) == last:
                raise StorageFailure("cut")
            whole(self, *args)

        with monkeypatch.context() as patch:
            patch.setattr(FolderFiles, "write", cut)
            with suppress(StorageFailure):
                home.sync(files)
    home.sync(files)
    assert leaks(depot) == []


def test_who_came_while_a_removal_was_being_sent_is_rid_of_the_names_too(home, named, files, depot, monkeypatch):
    home.purge()
    whole = FolderFiles.write
    calls = iter(range(100))

    def cut(self, *args):
        if next(calls) == 1:  # some of what was removed is not there any more, and some is
            raise StorageFailure("cut")
        return whole(self, *args)

    with monkeypatch.context() as patch:
        patch.setattr(FolderFiles, "write", cut)
        with pytest.raises(StorageFailure):
            home.sync(files)
    fresh = Laptop(home.workspace.home.parent / "p3xy", "p3xy")
    fresh.restore(files)
    fresh.note("du nouveau", 2)
    assert leaks(fresh.folder)
    home.sync(files)
    with pytest.raises(Refused, match="sync in a terminal"):
        fresh.sync(files)
    fresh.purge()
    fresh.sync(files)
    assert leaks(depot) == leaks(fresh.folder) == []
    home.sync(files)
    assert home.digest() == fresh.digest()
    assert [home.sync(files).sent, fresh.sync(files).sent] == [0, 0]


def test_a_purge_from_the_future_in_the_folder_changes_nothing(home, files, depot):
    from facilitate.store.journal import frame

    home.sync(files)
    far = {"before": "2199-01-01", "people": 1, "remarks": 0, "events": [home.open().timeline.events[-1].id]}
    moment = datetime(2199, 1, 1, tzinfo=UTC).isoformat()
    document = {"id": "00000099-zzzzzzzz", "clock": 99, "at": moment, "by": "facilitator", "kind": "session.purged"}
    first = (depot / "essai" / "facilitator.jsonl").read_bytes().splitlines(keepends=True)[0]
    (depot / "essai" / "facilitator.zzzz.jsonl").write_bytes(first + frame({**document, "data": far}))
    found = home.sync(files)
    assert "impossible" in str(told(found))
    home.note("une autre")
    assert home.sync(files).sent == 1


def test_no_table_removes_names(home, named, files, depot):
    from facilitate.store.journal import frame

    document = {"id": "00000099-zzzzzzzz", "clock": 9, "at": "2026-11-01T10:00:00+00:00", "kind": "session.purged"}
    ids = [event.id for event in home.open().timeline.events]
    data = {"before": "2026-11-01", "people": 1, "remarks": 0, "events": ids}
    first = (depot / "essai" / "facilitator.jsonl").read_bytes().splitlines(keepends=True)[0]
    for number, by in enumerate(("table-3.zzzz", "facilitator")):
        forged = frame({**document, "id": f"0000009{number}-zzzzzzzz", "by": by, "data": data})
        (depot / "essai" / "table-3.zzzz.jsonl").write_bytes(first + forged)
        assert home.sync(files, agree=lambda _others: False).taken.came == 0
    assert NAME in (home.folder / "table-1.jsonl").read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a program is killed at a step by itself here")
def test_a_sync_that_is_killed_anywhere_leaves_what_the_next_one_completes(home, other, files, depot):
    killed = 0
    for last in range(24):
        laptop = (home, other)[last % 2]
        laptop.note(f"idée {last}", 1 + last % 3)
        child = os.fork()
        if child == 0:
            steps = iter(range(1000))

            def counted(act, steps=steps, last=last):
                def step(*args, **names):
                    if next(steps) == last // 4:
                        os.kill(os.getpid(), 9)
                    return act(*args, **names)

                return step

            Path.replace, os.fsync, os.fdatasync = counted(Path.replace), counted(os.fsync), counted(os.fdatasync)
            with suppress(BaseException):
                laptop.sync(files)
            os._exit(0)
        killed += os.waitpid(child, 0)[1] != 0
    assert killed >= 12
    home.sync(files)
    other.sync(files)
    home.sync(files)
    assert home.digest() == other.digest()
    assert len(home.open().session.ideas) == 25
    assert [home.sync(files).sent, other.sync(files).sent] == [0, 0]


def test_a_folder_that_nobody_may_look_into_is_passed_over(home, files, depot, monkeypatch):
    depot.mkdir(parents=True)
    (depot / "System Volume Information").mkdir()
    whole = Path.iterdir

    def closed(path):
        if path.name.startswith("System"):
            raise PermissionError(errno.EACCES, "no", str(path))
        return whole(path)

    monkeypatch.setattr(Path, "iterdir", closed)
    assert home.sync(files).sent == 2
    assert Laptop(home.workspace.home.parent / "k7m2", "k7m2").restore(files)[0] == "essai"
