"""Days of any shape are played through the use cases; at each step every door says the same of questions and counts.

A question, a number, an hour is that of the phase and the table it stands beside.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.export.json_report import report_json
from facilitate.export.table_cards import TableCard, cards_page
from facilitate.i18n import Language
from facilitate.web.hub.json_documents import table_document
from facilitate.workshop.report.build import report
from facilitate.workshop.report.counts import counts
from facilitate.workshop.report.wording import questions_asked
from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.views import conduct
from facilitate.workshop.views.capture import table_view, timer_face
from facilitate.workshop.views.sort import Deck, Filter, View
from facilitate.workshop.views.wall import wall_view
from facilitate.workshop.workshop import Workshop
from tests.support.examples import examples
from tests.support.workshops import make_workshop

FR = Language("fr")
OTHER_KINDS = st.sampled_from(["welcome", "venue", "study", "panel", "break", "synthesis", "closing", "other"])


@st.composite
def programmes(draw: st.DrawFn) -> dict[str, Any]:
    """A programme with one to four phases at tables, among any others."""
    asked = draw(st.integers(1, 4))
    kinds = draw(st.permutations(["tables"] * asked + draw(st.lists(OTHER_KINDS, max_size=5))))
    phases = []
    for place, kind in enumerate(kinds):
        phase: dict[str, Any] = {"key": f"p{place}", "kind": kind, "title": f"Phase {place}"}
        phase["minutes"] = draw(st.integers(1, 200))
        if kind == "tables":
            phase |= {
                "question": draw(st.sampled_from(["", f"Question {place} ?"])),
                "tables": draw(st.integers(1, 12)),
            }
            phase |= {"rounds": draw(st.integers(1, 4)), "changeover": draw(st.integers(0, 3))}
        if draw(st.integers(0, 5)) == 0:
            phase["starts_at"] = draw(st.times()).replace(second=0, microsecond=0)
        phases.append(phase)
    typology = [{"key": f"c{place}", "title": f"Item {place}"} for place in range(draw(st.integers(0, 3)))]
    start = draw(st.sampled_from(["09:00", "14:00", "22:30"]))
    return {"title": "Une journée", "date": "2021-12-13", "starts_at": start, "phases": phases, "categories": typology}


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("start"), st.integers(0, 9)),
        st.tuples(st.just("end"), st.just(0)),
        st.tuples(st.just("idea"), st.integers(1, 12)),
        st.tuples(st.just("idea"), st.integers(1, 12)),
        st.tuples(st.just("withdraw"), st.integers(0, 50)),
        st.tuples(st.just("file"), st.integers(0, 50)),
        st.tuples(st.just("wait"), st.integers(1, 90)),
    ),
    max_size=25,
)


class Day:
    """A day as it is played, beside what a person in the room would say of it."""

    def __init__(self, programme: dict[str, Any]) -> None:
        self.workshop: Workshop = make_workshop(plan=programme)
        self.tables = [phase for phase in programme["phases"] if phase["kind"] == "tables"]
        self.asked = self.tables[0]

    def play(self, act: str, number: int) -> None:
        workshop, session = self.workshop, self.workshop.session
        phases = session.plan.phases
        ideas = list(session.ideas.values())
        if act == "start":
            phase = phases[number % len(phases)]
            if session.current != phase.key:
                workshop.phases.start(phase.key)
                self.asked = next((each for each in self.tables if each["key"] == phase.key), self.asked)
        elif act == "end" and session.current:
            workshop.phases.end()
        elif act == "idea" and number <= session.plan.tables:
            workshop.ideas.record(number, f"idée {len(ideas)}")
        elif act == "withdraw" and ideas and not ideas[number % len(ideas)].withdrawn:
            workshop.ideas.withdraw(ideas[number % len(ideas)].ref)
        elif act == "file" and (proposals := session.proposals()) and session.plan.categories:
            workshop.proposals.file([proposals[number % len(proposals)].id], session.plan.categories[0].key)
        elif act == "wait":
            workshop.recorder.clock.advance(number)


def check_questions(day: Day) -> None:
    """Who types, who looks at the wall and who holds a phone are asked the same."""
    workshop, session, asked = day.workshop, day.workshop.session, day.asked
    expected = (asked["question"], asked["key"])
    for table in range(1, asked["tables"] + 1):
        view = table_view(session, table)
        document = table_document(workshop, table)
        assert (view.question, view.phase) == (document["question"], document["phase"]) == expected
    assert wall_view(session, workshop.clock.now()).question == asked["question"]


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
    assert {each.count.table: each.count.standing for each in conduct.tables(session, phase, ())} == standing
    deck = Deck()
    deck.follow(session)
    cards = [Filter(View.ALL, phase=phase["key"]).of(deck.cards.values()) for phase in day.tables]
    assert sum(map(len, cards)) == made.proposals  # nothing is merged here


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
    asked = questions_asked(session.plan, made.counts, FR)
    assert len(asked) == sum(bool(phase["question"]) for phase in day.tables)
    page = cards_page(session.plan, [TableCard(1, "http://127.0.0.1/#abcd-efgh")], FR)
    assert all(phase["question"] in page for phase in day.tables)


def check_clock(day: Day) -> None:
    """The time left is one number for who looks at the wall, at a table, or at the programme."""
    now = day.workshop.clock.now()
    line = agenda(day.workshop.session, now).current
    face, wall = timer_face(agenda(day.workshop.session, now)), wall_view(day.workshop.session, now)
    assert (face.left if face else None) == (line.left if line else None) == wall.left
    if line:
        assert (face.phase, wall.phase) == (line.phase.title, line.phase.title)


@settings(max_examples=examples(30))
@given(programmes(), ACTS)
def test_every_door_says_the_same_at_every_step(programme, acts):
    day = Day(programme)
    for act, number in acts:
        day.play(act, number)
        check_questions(day)
        check_counts(day)
        check_clock(day)
    check_documents(day)
