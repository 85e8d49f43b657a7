"""Whatever desks do, together or apart: nobody sits twice, the past stays, and all of it can be brought together."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.errors import Refused
from facilitate.workshop.cases.seats import SeatingAsked
from facilitate.workshop.workshop import Workshop
from tests.property.test_fold import ROLES, events_of
from tests.support import walk
from tests.support.examples import examples
from tests.support.workshops import PLAN, FakeClock, FakeLog, make_workshop, snapshot

_PHASES = [{**each, "rounds": 3} if each["kind"] == "tables" else each for each in PLAN["phases"]]
THREE_ROUNDS = {**PLAN, "phases": _PHASES}
UNDOING = [*sorted(walk.PEOPLE_ACTS), *("add guest", "remove guest", "undo people", "undo", "redo", "redo one") * 6]
NAMES = [*sorted(walk.PEOPLE_ACTS), *("arrive",) * 12, *("start", "time") * 2]


def goes_on(workshop: Workshop, name: str, seed: int) -> None:
    clock = workshop.recorder.clock
    assert isinstance(clock, FakeClock)
    clock.advance(seed % 3)
    if name == "start":
        walk.try_to(lambda: workshop.phases.start("5"))
    elif name == "time":
        clock.advance(12)
    else:
        walk.act(workshop, name, seed)


def filled(log: FakeLog) -> Workshop:
    workshop = make_workshop(log=log, plan=THREE_ROUNDS)
    for number in range(12):
        workshop.people.add(f"Participante {number:02}", {"world": walk.WORLDS[1 + number % 2]})
    return workshop


@settings(max_examples=examples(15), deadline=None)
@given(st.integers(0, 2**32), st.integers(10, 60))
def test_what_two_desks_did_apart_is_one_room_in_any_order_and_everybody_sits_once(seed, length):
    chance, log = random.Random(seed), FakeLog()
    desks = [filled(log), make_workshop(log=FakeLog(log.kept, "k7m2"), seed=1)]
    for _ in range(length):
        desk = chance.choice(desks)
        desk.recorder.log.deaf = chance.random() < 0.7
        goes_on(desk, chance.choice(NAMES), chance.randrange(2**32))
    events = list(log.kept)
    joined = make_workshop(log=FakeLog(events))
    mixed = [events[0], *chance.sample(events[1:], len(events) - 1)]
    assert snapshot(make_workshop(log=FakeLog(mixed)).session) == snapshot(joined.session)
    for number in (1, 2, 3):
        taken = joined.seats.at(number).taken() if joined.session.people else {}
        sitting = Counter(seat.person.id for people in taken.values() for seat in people)
        assert set(sitting.values()) <= {1}
        assert set(sitting) <= set(joined.session.people)


@settings(max_examples=examples(15), deadline=None)
@given(st.integers(0, 2**32), st.integers(10, 40))
def test_a_remix_leaves_the_past_alone_seats_everybody_who_is_here_and_is_one_gesture(seed, length):
    chance, workshop = random.Random(seed), filled(FakeLog())
    for _ in range(length):
        goes_on(workshop, chance.choice(NAMES), chance.randrange(2**32))
    before, now = snapshot(workshop.session), workshop.seats.now()
    try:
        planned = workshop.seats.remix(SeatingAsked(mix=("world",)))
    except Refused:
        return
    past = [workshop.seats.at(number).taken() for number in range(1, now.round + 1)]
    assert planned.first == now.round + 1
    workshop.seats.keep(planned)
    assert [workshop.seats.at(number).taken() for number in range(1, now.round + 1)] == past
    here = sorted(person.id for person in now.present())
    for number, tables in enumerate(planned.rounds(), planned.first):
        assert sorted(key for people in tables.values() for key in people) == here
        taken = workshop.seats.at(number).taken()
        at = {seat.person.id: table for table, people in taken.items() for seat in people}
        assert {key: at[key] for key in here} == {key: table for table, people in tables.items() for key in people}
    assert planned.plan.repeats >= planned.plan.bound
    if snapshot(workshop.session) != before:
        workshop.history.undo()
        assert snapshot(workshop.session) == before


@settings(max_examples=examples(15), deadline=None)
@given(st.integers(0, 2**32), st.integers(10, 40))
def test_whatever_the_room_one_proposal_settles_it_and_moves_nobody_twice_or_who_stays(seed, length):
    chance, workshop = random.Random(seed), filled(FakeLog())
    for _ in range(length):
        goes_on(workshop, chance.choice(NAMES), chance.randrange(2**32))
    try:
        proposed = workshop.seats.settle()
    except Refused:
        return
    now = workshop.seats.now()
    moved = {move.person: move for move in proposed.moves}
    assert len(moved) == len(proposed.moves)
    for key, table in now.fixed.items():
        if now.table_of(key) in now.tables:
            assert key not in moved
        elif key in moved:
            assert moved[key].table == table
    workshop.seats.move(proposed)
    assert workshop.seats.settle().moves == ()
    assert workshop.seats.settle().findings == proposed.findings
    free = not now.fixed and not now.needing_no_steps(now.present()) and not any(p.interprets for p in now.present())
    assert not (free and proposed.findings)


@settings(max_examples=examples(30), deadline=None)
@given(st.integers(0, 2**32), st.integers(20, 60))
def test_who_was_put_on_the_list_is_found_also_while_others_undo_what_nobody_saw(seed, length):
    chance = random.Random(seed)
    steps = [
        (chance.randrange(len(ROLES)), chance.choice(UNDOING), chance.randrange(1000), chance.random() < 0.7)
        for _ in range(length)
    ]
    events_of(steps)  # whoever adds somebody is given them, whatever comes in at that moment
