"""The people’s journal: for its owner alone, and nothing that stops the day when it is damaged."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime

import pytest

from facilitate.domain.acts.people import PersonAdded
from facilitate.domain.event import kinds
from facilitate.domain.roles import PEOPLE
from facilitate.store.collect import collect
from facilitate.store.doctor import examine
from facilitate.store.journal import without_people
from facilitate.store.workspace import Workspace
from facilitate.workshop.privacy.purge import removal
from tests.support.services import context_at
from tests.support.sessions import create, open_session
from tests.support.systems import WINDOWS

NAME = "Participante 07"


@pytest.fixture
def home(tmp_path):
    create(tmp_path)
    workshop = open_session(tmp_path)
    workshop.people.add(NAME, {"organisation": "Parc", "world": "élue"})
    workshop.people.add("Participante 08")
    return tmp_path


def journal(home, name="people.jsonl"):
    return home / "sessions" / "essai" / name


def mode(path):
    return path.stat().st_mode & 0o777


def names(home):
    return [person.name for person in open_session(home).session.people.values()]


def spoil(home, garbage=b"\x00\xffnothing that reads\n"):
    lines = journal(home).read_bytes().splitlines(keepends=True)
    journal(home).write_bytes(b"".join([*lines[:2], garbage, *lines[3:]]))


def test_a_sorter_a_table_and_the_facilitator_all_write_it_there(home):
    assert NAME.encode() not in journal(home, "facilitator.jsonl").read_bytes()
    for role in ("table-1", "sorter"):
        open_session(home, role=role).people.add(f"Participante {role}")
    assert sorted(path.name for path in journal(home).parent.glob("*.jsonl")) == ["facilitator.jsonl", "people.jsonl"]
    assert len(names(home)) == 4


def test_what_has_journals_of_its_own_is_written_nowhere_else(home):
    with pytest.raises(ValueError, match="of its own"):
        open_session(home).recorder.record(PersonAdded("Participante 09"))


@pytest.mark.skipif(WINDOWS, reason="permissions are of another kind there")
def test_only_its_owner_reads_it_whatever_writes_it(home):
    assert mode(journal(home)) == 0o600
    journal(home).chmod(0o644)  # as from a disk that knows no permissions
    open_session(home).people.arrive("07")
    assert mode(journal(home)) == 0o600
    spoil(home)
    examine(journal(home).parent)
    assert {mode(path) for path in journal(home).parent.glob("people.*")} == {0o600}
    assert journal(home, "people.damaged").exists()
    purge(home)
    assert mode(journal(home)) == 0o600


@pytest.mark.parametrize("garbage", [b"\x00\xffnothing\n", b"{}\n", b"\r\r\r\n", b""])
def test_a_damaged_one_is_told_and_keeps_nobody_from_working(home, garbage):
    spoil(home, garbage)
    workshop = open_session(home)
    assert NAME in names(home)
    assert workshop.ideas.record(1, "un banc")
    workshop.people.add("Participante 09")
    assert "Participante 09" in names(home)
    workshop.seats.deal(at_the_door=True)
    workshop.people.arrive("09")
    assert len(workshop.seats.settle().moves) == 0
    assert workshop.seats.now().taken()[1]
    assert context_at(home).sessions.read("essai").ideas
    if garbage:
        assert any("people.jsonl" in str(each.params) for each in open_session(home).log.notices)
        examine(journal(home).parent)
        assert "Participante 09" in names(home)
        assert not open_session(home).log.notices


def test_one_that_is_nothing_but_damage_or_cannot_be_read_is_left_out(home):
    journal(home).write_bytes(os.urandom(4000))
    assert names(home) == []
    open_session(home).people.add("Participante 09")
    assert names(home) == ["Participante 09"]
    journal(home).unlink()
    assert names(home) == []
    open_session(home).ideas.record(1, "un banc")


def test_a_second_desk_is_joined_where_somebody_agrees_and_its_people_stay_apart(home, tmp_path):
    desk = tmp_path / "desk"
    Workspace(desk, "k7m2").sessions.mkdir(parents=True)
    target = desk / "sessions" / "essai"
    target.mkdir()
    (target / "facilitator.jsonl").write_bytes(journal(home, "facilitator.jsonl").read_bytes())
    open_session(desk, machine="k7m2").people.add("Participante 30")
    assert (target / "people.k7m2.jsonl").exists()
    refused = collect(Workspace(home, "home").log("essai"), [target])
    assert [list(each.matters) for each in refused.others] == [["the people"]]
    assert "Participante 30" not in names(home)
    collect(Workspace(home, "home").log("essai"), [target], lambda _others: True)
    assert "Participante 30" in names(home)
    assert not journal(home, "collected.jsonl").exists()


def test_two_desks_that_seated_the_same_person_are_joined_without_a_double(home, tmp_path):
    workshop = open_session(home)
    for number in range(9, 15):
        workshop.people.add(f"Participante {number:02}")
    workshop.seats.deal(at_the_door=True)
    desk = tmp_path / "desk"
    shutil.copytree(journal(home).parent, Workspace(desk, "k7m2").sessions / "essai")
    other = open_session(desk, machine="k7m2")
    for number in (7, 8, 9, 10):
        open_session(home).people.arrive(f"Participante {number:02}")
        other.people.arrive(f"Participante {number + 3:02}")
    alone = {key: each.table for key, each in other.session.arrivals.items()}
    collect(Workspace(home, "home").log("essai"), [desk / "sessions" / "essai"], lambda _others: True)
    joined = open_session(home)
    seated = [seat.person.id for people in joined.seats.now().taken().values() for seat in people]
    assert len(seated) == len(set(seated)) == len(joined.session.arrivals) == 7
    ten = joined.people.find("10").id
    assert ten in alone, "both desks seated them"
    assert joined.people.arrive("10").id == ten
    assert len(joined.session.arrivals) == 7


def test_what_somebody_took_out_is_not_written_again_elsewhere(home):
    workshop = open_session(home)
    workshop.log.keep_others([event for event in workshop.timeline.events if event.by == "people"])
    assert not journal(home, "collected.jsonl").exists()


def purge(home):
    workspace = context_at(home)
    found = removal(open_session(home).timeline, datetime(2100, 1, 1, tzinfo=UTC), str)
    workspace.upkeep.purge("essai", found, str)
    return found


def test_a_purge_takes_the_list_away_and_keeps_worlds_arrivals_and_counts(home):
    workshop = open_session(home)
    workshop.people.arrive("07", table=2)
    workshop.ideas.record(1, "demander à Participante 07, du Parc")
    found = purge(home)
    assert found.guests == 2
    session = open_session(home).session
    assert [(each.name, each.organisation, each.world) for each in session.people.values()] == [
        ("", "", "élue"), ("", "", ""),
    ]  # fmt: skip
    assert [arrival.table for arrival in session.arrivals.values()] == [2]
    assert b"Participante" not in b"".join(path.read_bytes() for path in journal(home).parent.glob("*.jsonl"))


def test_no_act_about_people_is_copied_with_a_journal_whatever_its_kind():
    others = b'00000000 {"kind":"idea.recorded"}\n'
    about = [name for name, each in kinds().items() if each.subject.role == PEOPLE]
    assert len(about) > 8
    for kind in about:
        assert without_people(others + b'00000000 {"kind":"%s"}\n' % kind.encode()) == others, kind
