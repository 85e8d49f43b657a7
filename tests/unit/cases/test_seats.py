"""Seats that are planned, dealt at the door and moved: what stays, what counts, and whom it means."""

from __future__ import annotations

import pytest

from facilitate.domain.acts.people import PersonAdded
from facilitate.domain.acts.seats import SeatMoved, SeatsPlanned
from facilitate.domain.errors import Refused
from facilitate.domain.roles import PEOPLE
from facilitate.workshop.cases.seats import SeatingAsked
from tests.support.workshops import make_workshop


@pytest.fixture
def room():
    """Nine people of two worlds, in a session of three tables."""
    workshop = make_workshop()
    for number in range(1, 10):
        workshop.people.add(f"Participante {number:02}", {"world": ("élue", "habitante")[number % 2]})
    return workshop


def seat_everybody(workshop, tables):
    for number, table in enumerate(tables, 1):
        workshop.people.arrive(f"Participante {number:02}", table)


def tables_of(workshop):
    return [workshop.session.arrivals[key].table for key in sorted(workshop.session.people)]


def test_a_plan_that_is_kept_again_is_written_once(room):
    planned = room.seats.plan(SeatingAsked())
    room.seats.keep(planned)
    events = len(room.timeline.events)
    room.seats.keep(room.seats.plan(SeatingAsked()))
    assert len(room.timeline.events) == events
    assert len(room.session.seating[1]) == 9


def test_a_table_that_is_closed_has_no_seats_and_its_people_move(room):
    room.room_tables.close(2)
    assert list(room.seats.plan(SeatingAsked()).rounds()[0]) == [1, 3]
    seat_everybody(room, [1, 1, 1, 1, 2, 2, 3, 3, 3])
    proposed = room.seats.settle()
    assert {move.origin for move in proposed.moves} == {2}
    room.seats.move(proposed)
    assert sorted(map(tables_of(room).count, (1, 3))) == [4, 5]


def test_a_host_of_the_programme_stays_at_their_table(room):
    room.room_tables.describe(3, {"host": "participante 01"})
    host = room.people.find("01").id
    assert host in room.seats.plan(SeatingAsked()).rounds()[0][3]
    seat_everybody(room, [3] * 9)
    assert host not in {move.person for move in room.seats.settle().moves}


def test_a_host_who_came_without_a_table_goes_to_theirs_and_everybody_gets_one(room):
    room.room_tables.describe(3, {"host": "Participante 01"})
    seat_everybody(room, [0] * 9)
    room.seats.move(room.seats.settle())
    assert tables_of(room)[0] == 3
    assert [tables_of(room).count(table) for table in (1, 2, 3)] == [3, 3, 3]
    assert room.seats.settle().moves == ()


def test_wishes_are_obeyed_and_two_that_contradict_part(room):
    room.people.wish("01", together=["02"], apart=["03"])
    room.people.wish("02", apart=["04"])
    room.people.wish("04", together=["02"])
    keys = [room.people.find(name).id for name in ("01", "02", "03", "04")]
    plan = room.seats.plan(SeatingAsked(rounds=2)).plan
    for number in (1, 2):
        one, two, three, four = (plan.table_of(key, number) for key in keys)
        assert one == two
        assert three != one
        assert four != two


def test_whoever_arrives_gets_the_planned_table_or_where_it_was_merged_into(room):
    planned = room.seats.plan(SeatingAsked())
    room.seats.keep(planned)
    person = planned.rounds()[0][2][0]
    room.room_tables.close(2, merged_into=3)
    room.people.arrive(person)
    assert room.session.arrivals[person].table == 3
    walk_in = room.people.add("Participante 30", {"world": "élue"}, walk_in=True)
    room.people.arrive(walk_in.id)
    assert room.session.arrivals[walk_in.id].table == 1


def test_dealt_at_the_door_a_plan_counts_no_more(room):
    room.seats.keep(room.seats.plan(SeatingAsked()))
    room.seats.deal(at_the_door=True)
    seat_everybody(room, [0] * 9)
    assert [tables_of(room).count(table) for table in (1, 2, 3)] == [3, 3, 3]
    room.people.leave("03")
    room.people.arrive("03")
    assert tables_of(room)[2] == 3, "who comes back sits where they sat"


def test_a_person_of_two_desks_sits_at_one_table(room):
    first, second = (
        room.recorder.record(PersonAdded("Participante 40", nth=1), role=PEOPLE)[0].id for _desk in range(2)
    )
    room.recorder.record(SeatsPlanned([[[second], [], []]]), SeatMoved(second, 2), role=PEOPLE)
    assert room.session.seating == {1: {first: 2}}


@pytest.mark.parametrize("rounds", ["no", [["no"]], [[[1]]], [[[]] * 41]])
def test_rounds_that_are_none_are_wrong(rounds):
    assert list(SeatsPlanned(rounds).wrong_fields()) == ["rounds"]


def test_nobody_to_seat_is_said():
    with pytest.raises(Refused, match="guest list is empty"):
        make_workshop().seats.plan(SeatingAsked())
