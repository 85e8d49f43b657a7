"""Seats that are planned, dealt at the door and moved: what stays, what counts, and whom it means."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations
from random import Random

import pytest

from facilitate.domain.acts.people import PersonAdded, PersonArrived
from facilitate.domain.acts.seats import SeatMoved, SeatsPlanned
from facilitate.domain.errors import Refused
from facilitate.domain.roles import PEOPLE
from facilitate.domain.values.people import SeatRules
from facilitate.domain.values.wall import WallContent
from facilitate.export.compose.build import compose
from facilitate.export.compose.document import DocumentTable, plain
from facilitate.export.json_report import report_json
from facilitate.i18n import Language
from facilitate.workshop.audit.run import audit
from facilitate.workshop.cases.seats import SeatingAsked
from facilitate.workshop.report.build import report
from facilitate.workshop.report.people import people_counts
from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.schedule.rounds import round_now
from facilitate.workshop.views.seating import tables_so_far
from facilitate.workshop.views.wall import wall_view
from tests.support.workshops import PLAN, TWO_QUESTIONS, make_workshop


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
    assert [len(seats) for seats in room.session.seating.values()] == [9]
    assert not any(seat.awaited for seats in room.seats.at(1).taken().values() for seat in seats)
    room.people.arrive("Participante 01")
    awaited = [seat.awaited for seats in room.seats.at(1).taken().values() for seat in seats]
    assert (len(awaited), sum(awaited)) == (9, 8)


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
    assert {key: room.session.table_of_person(key) for key in room.session.people if key in (first, second)} == {
        first: 2
    }


@pytest.mark.parametrize("rounds", ["no", [["no"]], [[[1]]], [[[]] * 41]])
def test_rounds_that_are_none_are_wrong(rounds):
    assert list(SeatsPlanned(rounds).wrong_fields()) == ["rounds"]


def test_nobody_to_seat_is_said():
    with pytest.raises(Refused, match="guest list is empty"):
        make_workshop().seats.plan(SeatingAsked())


def test_a_plan_that_was_kept_counts_again_once_tables_are_not_dealt_any_more(room):
    room.seats.keep(room.seats.plan(SeatingAsked()))
    planned = dict(room.session.seating)
    room.seats.deal(at_the_door=True)
    key = room.people.find("05").id
    assert room.session.table_of_person(key) == 0
    room.seats.deal(at_the_door=False)
    assert room.session.seating == planned
    room.seats.deal(at_the_door=True)
    room.seats.tell_none()
    assert (room.session.seating, room.session.dealt_at_the_door) == ({}, False)


def at_rounds(people=12, *, rounds=3, plan=None):
    """People of two worlds in a session of three tables, whose rounds last as the phase's minutes allow."""
    phases = [{**each, "rounds": rounds} if each["kind"] == "tables" else each for each in PLAN["phases"]]
    workshop = make_workshop(plan=plan or {**PLAN, "phases": phases})
    for number in range(1, people + 1):
        workshop.people.add(f"Participante {number:02}", {"world": ("élue", "habitante")[number % 2]})
    return workshop


def met(workshop, *rounds):
    """How often each two sat together in these rounds."""
    seated = [Counter(), *(workshop.seats.at(number).taken() for number in rounds)]
    return Counter(
        pair
        for tables in seated[1:]
        for people in tables.values()
        for pair in combinations(sorted(seat.person.id for seat in people), 2)
    )


def test_a_remix_plans_the_next_rounds_from_who_is_here_and_sat_with_whom():
    workshop = at_rounds()
    workshop.seats.keep(workshop.seats.plan(SeatingAsked()))
    for number in range(1, 11):
        workshop.people.arrive(f"Participante {number:02}")
    workshop.people.arrive("Participante 01", table=3)
    workshop.phases.start("5")
    first = {key: dict(seats) for key, seats in workshop.session.seating.items() if key[1] == 1}
    before = workshop.seats.at(1).taken()
    planned = workshop.seats.remix(SeatingAsked())
    assert planned.first == 2
    assert [sorted(map(len, tables.values())) for tables in planned.rounds()] == [[3, 3, 4], [3, 3, 4]]
    workshop.seats.keep(planned)
    assert workshop.seats.at(1).taken() == before
    assert {key: seats for key, seats in workshop.session.seating.items() if key[1] == 1} == first
    assert planned.plan.repeats == sum(n * (n - 1) // 2 for n in met(workshop, 1, 2, 3).values() if n > 1)
    assert planned.plan.repeats >= planned.plan.bound
    assert workshop.seats.remix(SeatingAsked()) == planned
    events = len(workshop.timeline.events)
    workshop.seats.keep(workshop.seats.remix(SeatingAsked()))
    assert len(workshop.timeline.events) == events
    workshop.history.undo()
    assert len(workshop.session.seating[workshop.seats.now().phase.key, 2]) == 12


def test_who_comes_after_a_remix_is_dealt_a_table_of_the_round_that_is_on():
    workshop = at_rounds()
    workshop.seats.keep(workshop.seats.plan(SeatingAsked()))
    for number in range(1, 10):
        workshop.people.arrive(f"Participante {number:02}")
    workshop.phases.start("5")
    workshop.seats.keep(workshop.seats.remix(SeatingAsked()))
    workshop.recorder.clock.advance(26)
    assert workshop.seats.now().round == 2
    late = [workshop.people.arrive(f"Participante {number:02}").id for number in (10, 11, 12)]
    assert {len(people) for people in workshop.seats.now().taken().values()} == {4}
    assert workshop.people.find("12").id in late
    with pytest.raises(Refused, match="Round 2 has begun"):
        workshop.seats.keep(workshop.seats.plan(SeatingAsked()))
    again = workshop.seats.remix(SeatingAsked())
    assert again.first == 3
    assert sorted(key for table in again.rounds()[0].values() for key in table) == sorted(workshop.session.people)
    sat_once = {pair for key in late for pair in met(workshop, 1) if key in pair}
    assert not sat_once & set(met_so_far(workshop)), "who was not there yet met nobody"
    workshop.recorder.clock.advance(60)
    with pytest.raises(Refused, match="No round follows"):
        workshop.seats.remix(SeatingAsked())


def met_so_far(workshop):
    rounds = tables_so_far(workshop.seats.now())
    return Counter(pair for tables in rounds[:1] for table in tables for pair in combinations(sorted(table), 2))


def test_the_next_phase_at_tables_is_mixed_when_no_round_is_left():
    workshop = at_rounds(plan=TWO_QUESTIONS)
    workshop.seats.deal(at_the_door=True)
    seat_everybody(workshop, [0] * 12)
    workshop.phases.start("1")
    planned = workshop.seats.remix(SeatingAsked())
    assert (planned.phase, planned.first, planned.tables) == ("second", 1, (1, 2))
    workshop.seats.keep(planned)
    assert workshop.session.dealt_at_the_door, "whoever still comes to the first phase is dealt a table"
    assert tables_of(workshop) == [
        workshop.session.table_of_person(key, 1, "first") for key in sorted(workshop.session.people)
    ]
    workshop.phases.start("3")
    assert {len(people) for people in workshop.seats.now().taken().values()} == {6}
    counts = people_counts(workshop.session).rounds
    assert [(phase.phase, each.table, each.came) for phase in counts for each in phase.tables] == [
        ("first", 1, 4), ("first", 2, 4), ("first", 3, 4), ("second", 1, 6), ("second", 2, 6),
    ]  # fmt: skip
    workshop.phases.start("1")
    assert {len(people) for people in workshop.seats.now().taken().values()} == {4}


def test_seats_of_an_older_journal_are_of_the_first_round_of_the_phase_that_ideas_belonged_to():
    workshop = at_rounds(plan=TWO_QUESTIONS)
    key = workshop.people.find("01").id
    workshop.recorder.record(PersonArrived(key, 3), SeatMoved(key, 2), role=PEOPLE)
    assert workshop.session.arrivals[key].table == 2
    assert workshop.session.table_of_person(key, 1, "first") == 2
    assert workshop.session.sat == {("first", 1): {key: 2}}


def test_who_is_pinned_stays_whatever_is_planned_and_moves_there_with_the_pin():
    workshop = at_rounds()
    workshop.seats.keep(workshop.seats.plan(SeatingAsked()))
    seat_everybody(workshop, [0] * 12)
    person = workshop.people.find("05")
    other = tables_of(workshop)[4] % 3 + 1
    assert workshop.seats.pin(person, other) == other
    assert tables_of(workshop)[4] == other
    assert workshop.seats.pin(person) == other
    moves = workshop.seats.settle().moves
    assert len(moves) == 1
    assert person.id not in {move.person for move in moves}
    workshop.phases.start("5")
    planned = workshop.seats.remix(SeatingAsked())
    assert all(person.id in tables[other] for tables in planned.rounds())
    workshop.history.undo()
    workshop.history.undo()
    assert workshop.session.pins == {}
    assert workshop.session.table_of_person(person.id) != other
    with pytest.raises(Refused, match="not pinned"):
        workshop.seats.unpin(person)
    with pytest.raises(Refused, match="no open table 7"):
        workshop.seats.pin(person, 7)


def test_moves_accepted_one_by_one_stay_the_fewest_and_nobody_moves_twice(room):
    seat_everybody(room, [1, 1, 1, 1, 1, 1, 1, 2, 3])
    proposed = room.seats.settle()
    moved = []
    for left in range(len(proposed.moves), 0, -1):
        now = room.seats.settle()
        assert len(now.moves) == left
        room.seats.move(now, [now.moves[-1].person])
        moved.append(now.moves[-1].person)
    assert room.seats.settle().moves == ()
    assert len(set(moved)) == len(proposed.moves)
    assert len({event.gesture for event in room.timeline.events if isinstance(event.act, SeatMoved)}) == len(moved)


def test_who_cannot_take_steps_sits_at_a_step_free_table_when_planned_dealt_and_evened_out(room):
    for name in ("01", "04"):
        room.people.edit(name, {"access": "fauteuil roulant"})
    keys = [room.people.find(name).id for name in ("01", "04")]
    assert "step-free" in str(room.seats.plan(SeatingAsked()).plan.findings), "the programme knows of no steps"
    room.room_tables.describe(3, {"step_free": True})
    planned = room.seats.plan(SeatingAsked(rounds=2))
    assert all(set(keys) <= set(tables[3]) for tables in planned.rounds())
    room.seats.deal(at_the_door=True)
    seat_everybody(room, [0] * 4)
    assert [room.session.arrivals[key].table for key in keys] == [3, 3]
    seat_everybody(room, [1] * 9)
    moves = {move.person: move.table for move in room.seats.settle().moves}
    assert [moves[key] for key in keys] == [3, 3]
    room.seats.move(room.seats.settle())
    assert room.seats.settle().moves == ()
    room.room_tables.close(3)
    with pytest.raises(Refused, match="No table is marked as step-free"):
        room.seats.plan(SeatingAsked())
    room.people.arrive("Participante 09", 2)


def test_who_needs_an_interpreter_sits_with_one_when_planned_dealt_and_evened_out(room):
    room.people.edit("02", {"interpreter": "LSF"})
    room.people.edit("05", {"interprets": "langue des signes"})
    guest, other = (room.people.find(name).id for name in ("02", "05"))
    for tables in room.seats.plan(SeatingAsked(rounds=3)).rounds():
        assert any({guest, other} <= set(people) for people in tables.values())
    room.seats.deal(at_the_door=True)
    seat_everybody(room, [0] * 9)
    assert tables_of(room)[1] == tables_of(room)[4]
    room.people.arrive("05", tables_of(room)[1] % 3 + 1)
    moves = {move.person: move.table for move in room.seats.settle().moves}
    assert moves[guest] == tables_of(room)[4]
    assert other not in moves
    room.seats.move(room.seats.settle())
    assert room.seats.settle().moves == ()
    room.people.edit("03", {"interpreter": "arabe"})
    assert "interprets" in str(room.seats.plan(SeatingAsked()).plan.findings)


def test_what_a_kept_plan_was_asked_for_holds_until_something_else_is(room):
    one, two, three, four = (room.people.find(name).id for name in ("01", "02", "03", "04"))
    asked = SeatingAsked(rounds=3, together=((one, two),), separate=((three, four),), hosts=(one,))
    planned = room.seats.plan(asked)
    room.seats.keep(planned)
    assert room.seats.plan(asked) == planned
    assert room.seats.plan(SeatingAsked(rounds=3)) == planned
    events = len(room.timeline.events)
    room.seats.keep(planned)
    assert len(room.timeline.events) == events
    seat_everybody(room, [0] * 9)
    table = tables_of(room)[0]
    remix = room.seats.remix(SeatingAsked())
    for tables in remix.rounds():
        assert {one, two} <= set(tables[table])
        assert not any({three, four} <= set(people) for people in tables.values())
    assert not {one} & {move.person for move in room.seats.settle().moves}
    room.seats.keep(room.seats.plan(SeatingAsked(together=(), separate=(), hosts=())))
    assert room.session.seat_rules == SeatRules()


def test_rules_that_no_plan_can_keep_are_named_before_anything_is_computed(room):
    one, two, three = (room.people.find(name).id for name in ("01", "02", "03"))
    with pytest.raises(Refused, match="both together and apart"):
        room.seats.plan(SeatingAsked(together=((one, two),), separate=((one, two, three),)))
    plan = room.seats.plan(SeatingAsked(rounds=3, separate=((one, two, three),), hosts=(one,))).plan
    assert len({plan.table_of(one, number) for number in (1, 2, 3)}) == 1
    for number in (1, 2, 3):
        assert len({plan.table_of(key, number) for key in (one, two, three)}) == 3
    room.seats.pin(room.people.find("01"), 1)
    room.seats.pin(room.people.find("02"), 2)
    with pytest.raises(Refused, match="have to sit together, but one at table 1 and the other at table 2"):
        room.seats.plan(SeatingAsked(together=((one, two),)))


def test_what_pins_force_at_the_door_is_said(room):
    room.seats.deal(at_the_door=True)
    assert room.seats.uneven() == ()
    for name in ("01", "03", "05", "07"):
        room.seats.pin(room.people.find(name), 1)
    seat_everybody(room, [0] * 9)
    assert [tables_of(room).count(table) for table in (1, 2, 3)] == [5, 2, 2]
    assert "“habitante”" in " ".join(map(str, room.seats.uneven()))


@pytest.mark.parametrize("seed", range(4))
def test_told_beforehand_a_walk_in_sits_where_fewest_are_who_came_whoever_is_still_expected(seed):
    room, rng = at_rounds(24, rounds=1), Random(seed)
    room.seats.keep(room.seats.plan(SeatingAsked()))
    known = sorted(room.session.people)
    course = [*rng.sample(known, 16), *["élue", "habitante", ""] * 2]  # a third does not come
    rng.shuffle(course)
    for number, each in enumerate(course):
        if each in known:
            room.people.arrive(each)
            continue
        before = here_at(room)
        table = room.session.arrivals[room.people.walk_in(f"Participante {number + 30}", each).id].table
        of_world = {place: people.count(each) for place, people in before.items()}
        alike = [place for place in before if of_world[place] == min(of_world.values())]
        assert table in alike
        assert len(before[table]) == min(len(before[place]) for place in alike)


def here_at(workshop):
    """The worlds of those who are at each table now."""
    seating = workshop.seats.now()
    found = {table: [] for table in seating.tables}
    for each in seating.present():
        found[seating.table_of(each.id)].append(each.world)
    return found


def test_a_walk_in_goes_where_fewest_are_expected_when_those_who_came_leave_a_choice(room):
    planned = room.seats.plan(SeatingAsked())
    room.seats.keep(planned)
    room.people.remove(planned.rounds()[0][2][0])
    assert room.session.arrivals[room.people.walk_in("Participante 10").id].table == 2


def test_who_left_after_a_remix_keeps_no_seat_from_who_comes():
    room = at_rounds(12)
    room.seats.keep(room.seats.plan(SeatingAsked()))
    for number in range(1, 13):
        room.people.arrive(f"Participante {number:02}")
    room.phases.start("5")
    room.seats.keep(room.seats.remix(SeatingAsked()))
    room.recorder.clock.advance(26)
    gone = room.seats.now().taken()[3][:2]
    room.people.leave_all([seat.person.id for seat in gone])
    worlds = [seat.person.world for seat in gone]
    late = [room.people.walk_in(f"Participante {number}", world) for number, world in enumerate(worlds, 20)]
    assert [room.session.arrivals[each.id].table for each in late] == [3, 3]
    assert room.seats.settle().moves == ()


def test_while_tables_change_desk_wall_arrivals_and_moves_mean_the_round_that_begins():
    phases = [{**each, "rounds": 2, "changeover": 5} if each["kind"] == "tables" else each for each in PLAN["phases"]]
    room = at_rounds(plan={**PLAN, "phases": phases})
    room.seats.keep(room.seats.plan(SeatingAsked()))
    first, *_others = room.people.arrive_all([f"Participante {number:02}" for number in (1, 3, 4, 5)])
    room.wall.show(WallContent.SEATS)
    room.phases.start("5")
    while not round_now(agenda(room.session, room.clock.now()).current).changing:
        assert told_rounds(room, first) == [1, 1, 1, 1]
        room.recorder.clock.advance(1)
    assert told_rounds(room, first) == [2, 2, 2, 2]
    assert room.desk.find("Participante 01").guests[0].table == room.session.seating["tables", 2][first.id]
    late = room.people.arrive("Participante 02")
    assert room.session.arrivals[late.id].round[1] == 2
    assert room.seats.remix(SeatingAsked()).first == 2, "a round that has not begun can still be planned"
    room.recorder.clock.advance(5)
    assert told_rounds(room, first) == [2, 2, 2, 2]
    room.phases.end()
    assert told_rounds(room, first)[0] == 2


def told_rounds(workshop, person):
    """The round that everything means that says where people sit now."""
    now = workshop.clock.now()
    seen = wall_view(workshop.session, now)
    return [
        workshop.seats.now().round,
        workshop.seats.settle().round,
        seen.seats_round,
        workshop.desk.find(person.name).guests[0].round,
    ]


@pytest.mark.parametrize("seed", range(4))
def test_the_tables_of_a_round_have_whoever_was_present_in_it_whatever_the_course_of_the_day(seed):
    rng = Random(seed)
    phases = [{**each, "rounds": 2} if each["kind"] == "tables" else each for each in PLAN["phases"]]
    room = at_rounds(18, plan={**PLAN, "phases": phases})
    room.seats.keep(room.seats.plan(SeatingAsked()))
    come_and_go(room, rng, 20)
    first = set(room.session.arrivals) - {key for key, each in room.session.arrivals.items() if each.left}
    room.phases.start("5")
    first |= come_and_go(room, rng, 6)
    while room.seats.now().round == 1:
        room.recorder.clock.advance(1)
    come_and_go(room, rng, 10)
    counts = people_counts(room.session)
    tables, second = counts.rounds
    assert (tables.round, second.round) == (1, 2)
    assert sum(each.came for each in tables.tables) == len(first)
    assert tables.without_table == 0
    for each in counts.rounds:
        seated = sum(table.came for table in each.tables)
        assert seated + each.later + each.left_before + each.without_table == counts.came


def test_a_report_has_the_tables_of_each_round_that_was_held_and_of_no_other():
    phases = [{**each, "rounds": 3} if each["kind"] == "tables" else each for each in PLAN["phases"]]
    room = at_rounds(8, plan={**PLAN, "phases": phases, "attendance": {"groups": ["élue", "habitante"]}})
    room.seats.keep(room.seats.plan(SeatingAsked()))
    room.people.arrive_all(f"Participante {number:02}" for number in range(1, 9))
    late = room.people.walk_in("Sans monde", "")
    room.phases.start("5")
    room.recorder.clock.advance(1)
    room.phases.end_round()
    room.recorder.clock.advance(0.1)
    room.people.leave(late.id)
    room.phases.end()
    document = compose(report(room.session), Language("en"))
    blocks = [block for section in document.sections for block in section.blocks]
    rounds = [block for block in blocks if isinstance(block, DocumentTable) and block.caption == "People at each table"]
    assert [block.head for block in rounds] == [("Table", "élue", "habitante", "world not said", "People")] * 2
    assert [plain(block.rows[-1][-1]) for block in rounds] == ["9", "9"]
    people = json.loads(report_json(report(room.session)))["people"]
    assert [each["round"] for each in people["not_at_tables"]] == [1, 2]


def come_and_go(workshop, rng, times):
    """Have people arrive, leave and come unexpected, and return who was there at any time."""
    there = {key for key, each in workshop.session.arrivals.items() if not each.left}
    for number in range(times):
        away = sorted(set(workshop.session.people) - set(workshop.session.arrivals))
        here = sorted(key for key, each in workshop.session.arrivals.items() if not each.left)
        what = rng.choice("aaalw")
        if what == "a" and away:
            there.add(workshop.people.arrive(rng.choice(away)).id)
        elif what == "l" and here:
            workshop.people.leave(rng.choice(here))
        elif what == "w":
            there.add(workshop.people.walk_in(f"Invitée {times} {number}", "habitante").id)
        workshop.recorder.clock.advance(0.01)
    return there


def test_an_interpreter_who_is_not_here_is_told_to_whoever_seats_people_and_by_check(room):
    room.people.edit("01", {"interpreter": "arabe"})
    room.people.edit("09", {"interprets": "arabe"})
    seat_everybody(room, [1, 1, 1, 2, 2, 2, 3, 3])
    said = "“Participante 01” needs an interpreter (arabe), and nobody who interprets that is here."

    def told():
        planned = room.seats.plan(SeatingAsked(present=True)).plan.findings
        return [[str(each) for each in found] for found in (room.seats.settle().findings, planned)]

    def checked():
        return [each.code for each in audit(room.session, "essai") if each.code == "no-interpreter"]

    assert all(said in each for each in told())
    assert len(checked()) == 1
    room.people.arrive("Participante 09")
    assert not any(said in each for each in told())
    assert checked() == []


def test_who_sits_without_their_interpreter_in_a_round_that_is_planned_is_told_and_why_somebody_moves(room):
    one, nine = (room.people.find(name).id for name in ("01", "09"))
    room.people.edit("01", {"interpreter": "arabe"})

    def said(found):
        return " ".join(map(str, found))

    def checked():
        return [
            each.code
            for each in audit(room.session, "essai")
            if each.code.startswith(("interpreter", "no-interpreter"))
        ]

    assert "Nobody on the list interprets for others" in said(room.seats.plan(SeatingAsked()).plan.findings)
    assert checked() == ["no-interpreter"]
    tables = [[one, *sorted(set(room.session.people) - {one, nine})[:2]], [nine], []]
    rest = sorted(set(room.session.people) - {*tables[0], nine})
    room.recorder.record(SeatsPlanned([[tables[0], [nine, *rest], []]] * 2), role=PEOPLE)
    room.people.edit("09", {"interprets": "LSF"})
    assert checked() == ["no-interpreter"]
    room.people.edit("09", {"interprets": "arabe"})
    assert checked() == ["interpreter-apart"] * 2
    seat_everybody(room, [0] * 9)
    proposed = room.seats.settle()
    assert str(proposed.why[one]) == "with Participante 09, who interprets"
    room.seats.move(proposed)
    assert "will sit with none in “Les tables”, round 2." in said(room.seats.settle().findings)
    assert checked() == ["interpreter-apart"]
    room.seats.keep(room.seats.remix(SeatingAsked()))
    assert "interpreter" not in said(room.seats.settle().findings)
    assert checked() == []


def test_a_need_of_a_table_without_steps_is_told_where_no_table_is_said_to_be_one(room):
    room.people.edit("01", {"access": "fauteuil roulant"})
    assert "“Participante 01”" in " ".join(map(str, room.seats.plan(SeatingAsked()).plan.findings))
    assert [each.code for each in audit(room.session, "essai") if each.code == "no-step-free"] == ["no-step-free"]
    room.room_tables.describe(3, {"step_free": True})
    assert room.seats.plan(SeatingAsked()).plan.findings == ()
    assert not [each for each in audit(room.session, "essai") if each.code == "no-step-free"]


def test_once_a_phase_is_over_who_never_came_sat_nowhere(room):
    room.seats.keep(room.seats.plan(SeatingAsked()))
    room.phases.start(room.session.phase_for_ideas)
    room.phases.end()
    assert sum(map(len, room.seats.now().taken().values())) == 9, "nobody was ticked: nobody can tell"
    room.people.arrive("Participante 01")
    assert [seat.person.name for seats in room.seats.now().taken().values() for seat in seats] == ["Participante 01"]


def test_pins_that_no_wish_can_be_kept_beside_are_counted_before_a_plan_and_name_nobody(room):
    room.people.wish("01", apart=["02", "03"])
    assert room.seats.pinned_against_wishes() == ()
    room.seats.pin(room.people.find("01"), 2)
    room.seats.pin(room.people.find("03"), 1)
    assert room.seats.pinned_against_wishes() == ()
    room.seats.pin(room.people.find("02"), 2)
    (unmet,) = room.seats.pinned_against_wishes()
    assert unmet.params == {"n": 1}
