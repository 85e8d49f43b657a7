"""Laptops that meet in the record of a programme, and in folders and on a share beside it."""

from __future__ import annotations

import random
import shutil

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.values.notes import NoteKind
from facilitate.store.record.removals import removals_known, retire
from facilitate.store.record.tokens import StoredSession
from facilitate.web.carriers.webdav import WebDavFiles
from facilitate.workshop.sharing.depot import DepotSession
from tests.support.dav import served
from tests.support.depots import Laptop, RecordDepot, everything, key, town

NAME = "Laurence Mari"


@pytest.fixture
def home(session, tmp_path):
    laptop = town(tmp_path, session=session.session)
    laptop.note("une idée")
    return laptop


@pytest.fixture
def programme(record, home, session):
    return RecordDepot(record, DepotSession(session.session, "essai"))


def in_record(programme):
    given = (programme.give(programme.session, each.writer, 0) for each in programme.offer(programme.session))
    return b"".join(given)


def test_folders_a_share_and_the_record_mixed_in_any_order_make_one_session(home, programme, tmp_path):
    (tmp_path / "key").mkdir()
    with served() as share:
        laptops = [home]
        for machine in ("k7m2", "p3xy", "z9z9", "b4cd"):
            shutil.copytree(tmp_path / "home", tmp_path / machine)
            laptops.append(Laptop(tmp_path / machine, machine))
        carriers = [lambda _laptop: key(tmp_path), lambda _laptop: files, programme.of]
        files = WebDavFiles(share.url)
        chance = random.Random(7)
        for number in range(20):
            laptop = chance.choice(laptops)
            laptop.note(f"idée {number}", chance.randint(1, 3))
            laptop.sync(chance.choice(carriers)(laptop))
        for laptop in laptops * 2:
            for carrier in carriers:
                laptop.sync(carrier(laptop))
        assert {len(laptop.open().session.ideas) for laptop in laptops} == {21}
        assert len({laptop.digest() for laptop in laptops}) == 1
        again = [laptop.sync(carrier(laptop)) for laptop in laptops for carrier in carriers]
        assert {(found.sent, found.taken.came) for found in again} == {(0, 0)}
        files.close()


def test_a_lost_laptop_is_made_anew_from_the_record_byte_for_byte(home, programme, tmp_path):
    home.sync(programme.of(home))
    other = Laptop(tmp_path / "k7m2", "k7m2")
    assert other.restore(programme)[1] == 2
    assert {path.name: path.read_bytes() for path in other.folder.glob("*.jsonl")} == {
        path.name: path.read_bytes() for path in home.folder.glob("*.jsonl")
    }


def test_what_was_purged_is_not_in_the_record_and_who_was_away_cannot_bring_it_back(
    home, programme, tmp_path, connections
):
    home.open().notes.take(NoteKind.FACT, f"Ouvert par {NAME}")
    home.note(f"Voir avec {NAME}")
    home.sync(programme.of(home))
    away = Laptop(tmp_path / "k7m2", "k7m2")
    away.restore(programme)
    away.note("Un mot", 3)
    away.sync(programme.of(away))
    away.note(f"Encore {NAME}", 3)
    assert pending(connections, programme) == []
    home.sync(programme.of(home))
    home.purge()
    home.sync(programme.of(home))
    assert b"Laurence" not in in_record(programme)
    assert pending(connections, programme) == [away.tag]
    with pytest.raises(Refused, match="--take-all"):
        away.sync(programme.of(away))
    away.purge()
    away.sync(programme.of(away))
    for laptop in (home, away, home):
        laptop.sync(programme.of(laptop))
    assert b"Laurence" not in in_record(programme)
    assert pending(connections, programme) == []
    assert home.digest() == away.digest()
    assert [home.sync(programme.of(home)).sent, away.sync(programme.of(away)).sent] == [0, 0]


@pytest.mark.parametrize("by_server", [True, False])
def test_a_date_that_was_ahead_holds_up_neither_ideas_nor_a_removal(home, programme, tmp_path, by_server):
    (tmp_path / "key").mkdir()

    def depot(laptop):
        return programme.of(laptop) if by_server else key(tmp_path)

    home.note_ahead("par une date fausse", 40)
    home.sync(depot(home))
    away = Laptop(tmp_path / "k7m2", "k7m2")
    away.restore(depot(away) if by_server else key(tmp_path))
    away.note_ahead(f"Avant, avec {NAME}", 370)
    away.note("Après, à la même table", 3)
    away.sync(depot(away))
    home.sync(depot(home))
    assert {idea.text for idea in home.open().session.ideas.values()} >= {
        f"Avant, avec {NAME}",
        "Après, à la même table",
    }
    away.note_ahead(f"Pas encore envoyée, avec {NAME}", 12)
    home.open().people.add(NAME, {})
    home.purge()
    home.sync(depot(home))
    with pytest.raises(Refused, match="--take-all"):
        away.sync(depot(away))
    away.open().people.add(NAME, {})
    away.purge()
    for laptop in (away, home, away):
        found = laptop.sync(depot(laptop))
    assert (found.notices, found.taken.left_out, found.taken.waiting) == ([], [], {})
    assert [*home.open().session.ideas.values()] == [*away.open().session.ideas.values()]
    stored = in_record(programme) if by_server else b"".join(everything(tmp_path / "key").values())
    assert b"Laurence" not in stored


def test_who_followed_a_removal_and_wrote_nothing_since_is_known_to_have_made_it(
    home, programme, tmp_path, connections
):
    home.sync(programme.of(home))
    away = Laptop(tmp_path / "k7m2", "k7m2")
    away.restore(programme)
    away.note("Un mot", 3)
    for laptop in (away, home):
        laptop.sync(programme.of(laptop))
    for word in ("avec", "sans"):  # the second time to the same day, of what the first had not reached
        home.open().people.add(NAME, {})  # its guest list tells what a name is
        home.open().notes.take(NoteKind.FACT, f"Ouvert {word} {NAME}")
        home.purge()
        home.sync(programme.of(home))
        assert pending(connections, programme) == [away.tag]
        away.follow(programme.of(away))
        assert pending(connections, programme) == []
        assert [home.sync(programme.of(home)).sent, away.sync(programme.of(away)).sent] == [0, 0]


def test_computers_that_had_removed_it_are_not_asked_again_when_an_old_backup_of_another_removes_the_same(
    home, programme, tmp_path, connections
):
    home.open().notes.take(NoteKind.FACT, f"Ouvert par {NAME}")
    home.note(f"Voir avec {NAME}")
    home.sync(programme.of(home))
    laptops = [Laptop(tmp_path / machine, machine) for machine in ("k7m2", "p3xy")]
    for laptop in laptops:
        laptop.restore(programme.of(laptop))
        laptop.note("Un mot", 2)
        laptop.sync(programme.of(laptop))
    old, other = laptops
    shutil.copytree(old.workspace.home, tmp_path / "backup")
    home.sync(programme.of(home))
    home.purge()
    home.sync(programme.of(home))
    for laptop in laptops:
        laptop.follow(programme.of(laptop))
    assert pending(connections, programme) == []
    shutil.rmtree(old.workspace.home)
    shutil.copytree(tmp_path / "backup", old.workspace.home)
    old.purge()
    old.follow(programme.of(old))
    assert pending(connections, programme) == []  # nothing that others had not removed
    home.open().notes.take(NoteKind.FACT, "Une salle de Claire Aubry")
    home.open().people.add("Claire Aubry", {})
    home.sync(programme.of(home))
    home.purge()
    home.sync(programme.of(home))
    assert pending(connections, programme) == sorted((old.tag, other.tag))


def test_a_computer_that_is_retired_is_asked_for_no_more_until_something_of_it_comes(
    home, programme, tmp_path, connections
):
    home.note(f"Voir avec {NAME}")
    home.open().people.add(NAME, {})
    home.sync(programme.of(home))
    lost = Laptop(tmp_path / "k7m2", "k7m2")
    lost.restore(programme.of(lost))
    lost.note("Un mot", 2)
    lost.sync(programme.of(lost))
    home.sync(programme.of(home))
    home.purge()
    home.sync(programme.of(home))
    assert pending(connections, programme) == [lost.tag]
    session = StoredSession(programme.session.session, "essai")
    with pytest.raises(Refused, match=rf"No computer “nowhere” sent.*--maker.*{lost.tag}"):
        retire(connections, session, "nowhere")
    retire(connections, session, lost.tag)
    assert pending(connections, programme) == []
    retire(connections, session, lost.tag, back=True)
    assert pending(connections, programme) == [lost.tag]
    retire(connections, session, lost.tag)
    home.note("Encore un mot")
    home.sync(programme.of(home))
    assert pending(connections, programme) == []
    lost.note("De retour", 2)
    with pytest.raises(Refused, match="--take-all"):
        lost.sync(programme.of(lost))
    assert pending(connections, programme) == []  # it sent nothing: what it is told, it tells whoever has it
    lost.purge()
    lost.sync(programme.of(lost))
    assert pending(connections, programme) == []


def pending(connections, programme):
    """The computers of which the record does not know that they made the removal."""
    found = [each for each in removals_known(connections) if each.session == programme.session.session]
    return [tag for each in found for tag, _last in each.computers]


def test_two_that_write_under_one_name_are_both_kept_in_the_record(home, programme, tmp_path):
    home.sync(programme.of(home))
    shutil.copytree(tmp_path / "home", tmp_path / "clone")
    clone = Laptop(tmp_path / "clone", "home")
    home.note("l’une")
    clone.note("l’autre")
    for laptop in (home, clone, home, clone):
        laptop.sync(programme.of(laptop))
    assert home.digest() == clone.digest()
    assert [home.sync(programme.of(home)).sent, clone.sync(programme.of(clone)).sent] == [0, 0]
