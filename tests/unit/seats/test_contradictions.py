from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.seats.contradictions import contradictions
from facilitate.workshop.seats.plan import plan
from facilitate.workshop.seats.rules import Pin, SeatingRules
from tests.support.rooms import guests

ONE, TWO, THREE, FOUR = (f"p000{number}" for number in range(1, 5))
FOUR_PEOPLE = "“Participante 01”, “Participante 02”, “Participante 03”, “Participante 04”"
LISTED = guests(9, 1)  # at three tables of three

CASES = {
    "a table that is not there": (
        SeatingRules(pins=(Pin(ONE, 4),)),
        "There is no table 4 in this plan: the last is table 3.",
    ),
    "two tables in one round": (
        SeatingRules(pins=(Pin(ONE, 1), Pin(ONE, 2, 2))),
        "“Participante 01” cannot sit at tables 1 and 2 in the same round: keep one of the two.",
    ),
    "a host with another table in a round": (
        SeatingRules(hosts={ONE: None}, pins=(Pin(ONE, 1, 1), Pin(ONE, 2, 2))),
        "“Participante 01” hosts one table in every round, and cannot sit at tables 1 and 2.",
    ),
    "a group larger than a table": (
        SeatingRules(together=((ONE, TWO), (THREE, FOUR)), interpreters=((TWO, FOUR),)),
        f"4 people have to sit together, and a table has 3 seats: {FOUR_PEOPLE}.",
    ),
    "a group at two tables": (
        SeatingRules(together=((ONE, TWO),), hosts={ONE: 1, TWO: 2}),
        "“Participante 01” and “Participante 02” have to sit together, but one at table 1 and the other at table 2.",
    ),
    "together and apart, by way of an interpreter": (
        SeatingRules(interpreters=((ONE, THREE), (TWO, THREE)), separate=((ONE, TWO),)),
        "“Participante 01” and “Participante 02” have to sit both together and apart: remove one of the two rules.",
    ),
    "more people apart than tables": (
        SeatingRules(separate=((ONE, TWO, THREE, FOUR),)),
        f"4 people cannot all sit apart at 3 tables: {FOUR_PEOPLE}.",
    ),
    "apart at one table": (
        SeatingRules(separate=((ONE, TWO),), pins=(Pin(ONE, 3), Pin(TWO, 3))),
        "“Participante 01” and “Participante 02” have to sit apart, but both at table 3.",
    ),
    "no step-free table": (
        SeatingRules(step_free_people=frozenset({ONE})),
        "No table is marked as step-free, and one is needed: “Participante 01”.",
    ),
    "a host who needs another table": (
        SeatingRules(step_free_people=frozenset({ONE}), step_free_tables=frozenset({2}), hosts={ONE: 1}),
        "“Participante 01” needs a step-free table, and table 1 is not one.",
    ),
    "too few seats without steps": (
        SeatingRules(
            step_free_people=frozenset({ONE, TWO}),
            step_free_tables=frozenset({2}),
            together=((ONE, THREE), (TWO, FOUR)),
        ),
        f"The step-free tables have 3 seats, and 4 people have to sit there: {FOUR_PEOPLE}.",
    ),
    "a crowded table": (
        SeatingRules(pins=tuple(Pin(person, 2) for person in (ONE, TWO, THREE, FOUR))),
        f"4 people have to sit at table 2, which has 3 seats: {FOUR_PEOPLE}.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_contradiction_is_named_before_anything_is_looked_for(case: str):
    rules, sentence = CASES[case]
    assert [str(found) for found in contradictions(LISTED, 3, 2, rules)] == [sentence]
    with pytest.raises(Refused) as refused:
        plan(LISTED, 3, 2, rules, seed=1, progress=lambda _done, _of: pytest.fail("it was looked for"))
    assert str(refused.value) == sentence


@pytest.mark.parametrize(("people", "tables", "rounds"), [(0, 0, 1), (3, 0, 1), (3, 1, 0), (3, 4, 1), (0, 1, 1)])
def test_a_plan_of_nothing_is_none(people: int, tables: int, rounds: int):
    assert len(contradictions(guests(people, 1), tables, rounds, SeatingRules())) == 1


def test_rules_about_people_who_are_away_ask_nothing():
    away = SeatingRules(
        pins=(Pin("away", 9),),
        hosts={"away": 9},
        together=(("away", ONE, "gone", TWO),),
        separate=(("away", THREE),),
        step_free_people=frozenset({"away"}),
    )
    assert contradictions(LISTED, 3, 1, away) == ()


def test_a_wish_not_to_sit_with_somebody_is_never_told():
    rules = SeatingRules(together=((ONE, TWO),), not_with=((ONE, TWO),))
    assert contradictions(LISTED, 3, 1, rules) == ()
    assert not any("Participante" in str(finding) for finding in plan(LISTED, 3, 1, rules, seed=1).findings)
