"""Days of any shape are played through the use cases; at each step every door says the same of questions and counts.

A question, a number, an hour is that of the phase and the table it stands beside.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings

from facilitate.domain.programme.plan import Phase, Plan
from facilitate.export import table_cards
from facilitate.export.json_report import report_json
from facilitate.export.table_cards import TableCard, cards_page
from facilitate.i18n import Language
from facilitate.labels import tables_tried
from facilitate.web.hub.json_documents import table_document
from facilitate.workshop.report.build import report
from facilitate.workshop.report.counts import counts
from facilitate.workshop.report.wording import questions_asked
from facilitate.workshop.schedule.agenda import PhaseState, agenda
from facilitate.workshop.views import conduct
from facilitate.workshop.views.capture import table_view
from facilitate.workshop.views.sort import Deck, Filter, View
from facilitate.workshop.views.wall import wall_view
from tests.property.test_hours import check_clock, check_hours
from tests.support.days import ACTS, Day, programmes, said_of
from tests.support.examples import examples

FR = Language("fr")


@pytest.fixture(scope="module", autouse=True)
def _codes_drawn_once():
    """Whatever a card says, its link is one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_cards, "qr_drawing", cache(table_cards.qr_drawing))
        yield


def check_questions(day: Day) -> None:
    """Who types, who looks at the wall and who holds a phone are asked the same; a wall asks nothing that is over."""
    workshop, session, asked = day.workshop, day.workshop.session, day.asked
    wall = wall_view(session, workshop.clock.now())
    on_wall = {each.table: (each.name, each.question or wall.question, each.closed) for each in wall.tables}
    states = {line.phase.key: line.state for line in agenda(session, workshop.clock.now()).lines}
    over = states[asked["key"]] in (PhaseState.DONE, PhaseState.SKIPPED)
    of_room = said_of({**asked, "table_setups": []}, 0, day.round)["question"]
    assert wall.question == ("" if over else of_room)
    for table in range(1, asked["tables"] + 1):
        view, said = table_view(session, table, workshop.clock.now()), said_of(asked, table, day.round)
        document = table_document(workshop, table)
        closed = day.closed.get((asked["key"], table))
        for door in ((view.name, view.place, view.question), tuple(document[name] for name in said)):
            assert door == tuple(said.values())
        assert view.phase == document["phase"] == asked["key"]
        assert document["trial"] is not day.begun
        assert document["on"] == (len(day.tables) == 1 or session.current == asked["key"])
        assert (view.closed is not None) == (document["closed"] is not None) == (closed is not None)
        assert on_wall[table] == (said["name"], "" if over else said["question"], closed is not None)
        rounds = (document["clock"] or {}).get("rounds", [])
        on = next((each for each in rounds if document["clock"]["left"] > each["rest"]), None)
        assert on is None or (on["question"], on["round"]) == (said["question"], document["round"])


def check_counts(day: Day) -> None:
    """Each number is that of its phase and table, and they add up."""
    session = day.workshop.session
    made = counts(session)
    expected = Counter((session.phase_of(idea).key, idea.table) for idea in session.ideas.values())
    found = {(count.phase, table.table): table.received for count in made.by_phase for table in count.by_table}
    assert {at: number for at, number in found.items() if number} == dict(expected)
    assert [count.phase for count in made.by_phase] == [phase["key"] for phase in day.tables]
    assert made.received == made.filed + made.unfiled + made.undecided + made.withdrawn == sum(found.values())
    wall = wall_view(session, day.workshop.clock.now())
    standing = {
        table.table: table.standing
        for count in made.by_phase
        if count.phase == day.asked["key"]
        for table in count.by_table
    }
    assert {each.table: each.ideas for each in wall.tables} | standing == standing
    phase = session.plan.phase(day.asked["key"])
    tried = set() if day.begun else day.tried & set(range(1, phase.tables + 1))
    assert {each.count.table for each in conduct.tables(session, phase, ()) if each.tried} == tried
    assert bool(tables_tried(session, FR)) == bool(tried)
    assert {each.count.table: each.count.standing for each in conduct.tables(session, phase, ())} == standing
    check_rounds(day, phase, sum(standing.values()))
    everywhere = sum(each.standing for count in made.by_phase for each in count.by_table)
    assert sum(each.ideas for each in wall.phases) in (0, everywhere)
    assert not wall.phases or len(wall.phases) == len(day.tables)
    deck = Deck()
    deck.follow(session)
    cards = [Filter(View.ALL, phase=phase["key"]).of(deck.cards.values()) for phase in day.tables]
    assert sum(map(len, cards)) == made.proposals  # nothing is merged here


def check_rounds(day: Day, phase: Phase, standing: int) -> None:
    """The ideas beside the question of a round are those of that round, and those of all rounds are the phase's."""
    session, now = day.workshop.session, day.workshop.clock.now()
    turns = range(1, phase.rounds + 1) if phase.rounds > 1 else (0,)
    found = {turn: sum(each.ideas for each in conduct.tables(session, phase, (), turn)) for turn in turns}
    assert sum(found.values()) == standing
    turn = conduct.round_counted(session, phase, now)
    over = (run := session.runs.get(phase.key)) is not None and run.ended
    assert turn == (0 if over else day.round)


def check_documents(day: Day) -> None:
    """What is printed and exported says them too."""
    session = day.workshop.session
    made = report(session)
    data = json.loads(report_json(made))
    collected = {phase["phase"]: phase["ideas"] for phase in data["tables"]}
    assert collected == {count.phase: count.received for count in made.counts.by_phase}
    assert Counter(idea["phase"] for idea in data["ideas"]) == Counter(
        session.phase_of(idea).key for idea in session.ideas.values() if not idea.withdrawn
    )
    check_asked(day, questions_asked(session.plan, made.counts, FR))
    for phase in data["tables"]:
        planned = next(each for each in day.tables if each["key"] == phase["phase"])
        assert len(phase.get("setups", [])) == len(planned["table_setups"])
    for idea in data["ideas"]:
        planned = next(each for each in day.tables if each["key"] == idea["phase"])
        assert idea.get("table_name", "") == said_of(planned, idea["table"], 0)["name"]
    for phase in day.tables:
        check_card(session.plan, phase)


def check_asked(day: Day, asked: list[str]) -> None:
    """Each question is followed by the number of ideas of the tables that were asked it."""
    if len(asked) == 1 and len(day.tables) == 1:
        return  # the number of all ideas stands beside it
    session = day.workshop.session
    found = Counter(
        said_of(next(each for each in day.tables if each["key"] == idea.phase), idea.table, idea.round)["question"]
        for idea in session.ideas.values()
    )
    for line in asked:
        question = line.partition("«\u00a0")[2].partition("\u00a0»")[0]
        assert line.rpartition("\u00a0: ")[2].split("\u00a0")[0].split()[0] == str(found[question]), line
    assert {question for question, number in found.items() if number and question} <= {
        line.partition("«\u00a0")[2].partition("\u00a0»")[0] for line in asked
    }


def check_card(plan: Plan, phase: dict[str, Any]) -> None:
    """A card says the name, the place and the question of its table in its phase."""
    only = replace(plan, phases=tuple(each for each in plan.phases if each.key == phase["key"]))
    for table in range(1, phase["tables"] + 1):
        page = cards_page(only, [TableCard(table, "http://127.0.0.1/#abcd-efgh")], FR)
        turns = range(1, phase["rounds"] + 1)
        assert all(text in page for turn in turns for text in said_of(phase, table, turn).values())
        others = [each["question"] for each in phase["table_setups"] if each["number"] != table]
        assert not any(text and text in page for text in others)


@settings(max_examples=examples(30))
@given(programmes(), ACTS)
def test_every_door_says_the_same_at_every_step(programme, acts):
    day = Day(programme)
    check_hours(day, programme)
    for act, number in acts:
        if act == "slip":
            day.slip()
        elif act == "cut":
            day.cut_round()
        else:
            day.play(act, number)
        check_questions(day)
        check_counts(day)
        check_clock(day)
        check_hours(day, programme)
    check_documents(day)
