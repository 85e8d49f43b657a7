"""Rounds: which one it is, what is asked in it, and that no round comes back when a phase is given more time."""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.errors import Refused
from facilitate.domain.programme.reader import read_plan
from facilitate.export.csv_ideas import ideas_csv
from facilitate.export.json_report import report_json
from facilitate.export.markdown import render
from facilitate.i18n import Language
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.report.build import report
from facilitate.workshop.report.counts import counts
from facilitate.workshop.report.wording import questions_asked
from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.schedule.rounds import round_for_ideas, round_now, rounds_ahead
from facilitate.workshop.views.capture import table_view
from facilitate.workshop.views.wall import wall_view
from tests.support.examples import examples
from tests.support.workshops import make_workshop

MINUTE = timedelta(minutes=1)
FIRST = [{"number": 1, "key": "1", "question": "Et d’abord ?"}]


def programme(**more):
    """Three rounds of 20 minutes with 3 minutes between them; the second has a question of its own."""
    phase = {
        "kind": "tables", "key": "tables", "title": "Tables", "minutes": 66, "tables": 3, "question": "Quoi ?",
        "rounds": 3, "changeover": 3, "round_setups": [{"number": 2, "question": "Comment ?"}],
    }  # fmt: skip
    return {"title": "Essai", "phases": [{**phase, **more}, {"kind": "closing", "key": "end", "title": "Fin"}]}


@pytest.fixture
def workshop():
    return make_workshop(plan=programme())


def now(workshop):
    return agenda(workshop.session, workshop.recorder.now()).current


def asked(workshop, table=1):
    return table_view(workshop.session, table, workshop.recorder.now()).question


def test_each_round_asks_its_own_question_until_the_change_over_is_over(workshop):
    found = []
    assert asked(workshop) == "Quoi ?"
    workshop.phases.start("tables")
    for minutes in (0, 19, 2, 3, 20, 2):
        workshop.recorder.clock.advance(minutes)
        part = round_now(now(workshop))
        found.append((part.number, part.changing, asked(workshop)))
        view = wall_view(workshop.session, workshop.recorder.now())
        assert view.question == asked(workshop)
    assert found == [
        (1, False, "Quoi ?"),
        (1, False, "Quoi ?"),
        (1, True, "Quoi ?"),
        (2, False, "Comment ?"),
        (2, True, "Comment ?"),
        (3, False, "Quoi ?"),
    ]


def test_a_table_with_a_question_of_its_own_keeps_it_in_all_rounds(workshop):
    workshop.room_tables.describe(2, {"question": "À nous ?"})
    workshop.phases.start("tables")
    workshop.recorder.clock.advance(25)
    assert (asked(workshop, 1), asked(workshop, 2)) == ("Comment ?", "À nous ?")


def test_an_idea_knows_its_round_and_each_question_its_number(workshop):
    workshop.ideas.record(1, "avant")
    workshop.phases.start("tables")
    workshop.recorder.clock.advance(21)
    workshop.ideas.record(1, "pendant le changement")
    workshop.recorder.clock.advance(3)
    workshop.ideas.record(1, "au deuxième tour")
    workshop.recorder.clock.advance(25)
    workshop.phases.end()
    workshop.ideas.record(3, "après")
    assert [idea.round for idea in workshop.session.ideas.values()] == [1, 1, 2, 3]
    said = questions_asked(workshop.session.plan, counts(workshop.session), Language("en"))
    assert said == ["“Quoi ?”: 3 ideas collected", "Round 2 · “Comment ?”: 1 idea collected"]


@pytest.mark.parametrize("minutes", [5, -5, 40])
def test_no_round_comes_back_when_the_phase_is_given_more_time(workshop, minutes):
    workshop.phases.start("tables")
    workshop.recorder.clock.advance(47)  # a minute into the third round
    assert (round_now(now(workshop)).number, round_now(now(workshop)).left) == (3, 19 * MINUTE)
    workshop.phases.extend(minutes)
    part = round_now(now(workshop))
    assert (part.number, part.changing, part.left) == (3, False, (19 + minutes) * MINUTE)
    assert part.left == now(workshop).left


def test_more_time_lengthens_what_is_left_of_the_rounds(workshop):
    workshop.phases.start("tables")
    workshop.recorder.clock.advance(21)  # a minute into the change-over
    workshop.phases.extend(10)
    assert (round_now(now(workshop)).changing, round_now(now(workshop)).left) == (True, 2 * MINUTE)
    rests = [(each.number, each.changing, each.rest / MINUTE) for each in rounds_ahead(now(workshop), 1)]
    assert rests == [(1, False, 56), (1, True, 53), (2, False, 28), (2, True, 25), (3, False, 0)]


def test_a_question_of_the_only_round_is_refused_without_asking_for_more_rounds():
    with pytest.raises(Refused, match="With a single round"):
        read_plan(make_workshop(plan=programme()).session.document | programme(rounds=1, round_setups=FIRST))


def test_a_phase_of_one_round_has_none():
    workshop = make_workshop(plan=programme(rounds=1, round_setups=[]))
    workshop.phases.start("tables")
    assert (round_for_ideas(workshop.session, workshop.recorder.now()), rounds_ahead(now(workshop), 1)) == (0, ())
    assert workshop.ideas.record(1, "une").round == 0


def test_a_question_of_a_round_that_is_not_there_is_refused(workshop):
    with pytest.raises(Refused, match="round 2 needs more rounds"):
        workshop.programme.set("phases/tables/rounds", 1)
    with pytest.raises(Refused, match="two questions for round 2"):
        workshop.programme.add("phases/tables/round_setups", {"number": 2, "question": "Encore ?"})
    workshop.programme.set("phases/tables/round_setups/2/question", "Autrement ?")
    assert workshop.session.plan.phase("tables").question_in(2) == "Autrement ?"


STEPS = st.lists(st.tuples(st.integers(0, 9), st.sampled_from([0, 5, -5, 20, -60])), min_size=4, max_size=14)


@settings(max_examples=examples(40))
@given(st.integers(2, 5), st.integers(0, 5), st.integers(1, 60), STEPS)
def test_rounds_go_forward_only_and_end_with_the_phase(rounds, changeover, minutes, steps):
    workshop = make_workshop(plan=programme(rounds=rounds, changeover=changeover, minutes=minutes, round_setups=[]))
    workshop.phases.start("tables")
    before = (1, False)
    for wait, extra in steps:
        workshop.recorder.clock.advance(wait)
        with suppress(Refused):  # where it would take all its time from the phase
            workshop.phases.extend(extra)
        line = now(workshop)
        part, ahead = round_now(line), rounds_ahead(line, 1)
        assert [each.rest for each in ahead] == sorted((each.rest for each in ahead), reverse=True)
        assert ahead[-1].rest == timedelta()
        assert (part is None) == (line.left <= timedelta())
        if part:
            assert (part.number, part.changing) >= before
            assert timedelta() < part.left <= line.left
            before = (part.number, part.changing)


def test_a_sheet_has_a_column_of_rounds_where_there_are_some(workshop):
    workshop.phases.start("tables")
    workshop.recorder.clock.advance(25)
    workshop.ideas.record(1, "une idée")
    rows = list(csv.reader(io.StringIO(ideas_csv(report(workshop.session), Language("fr"))), delimiter=";"))
    assert [dict(zip(rows[0], row, strict=True))["Tour"] for row in rows[1:]] == ["2"]
    plain = make_workshop(plan=programme(rounds=1, round_setups=[]))
    plain.ideas.record(1, "une idée")
    assert "Tour" not in ideas_csv(report(plain.session), Language("fr"))


def test_the_report_prints_the_question_of_a_round_beside_its_number(workshop):
    workshop.ideas.record(1, "une idée")
    made = report(workshop.session)
    data = json.loads(report_json(made))
    assert data["tables"][0]["rounds"] == [{"round": 2, "question": "Comment ?", "ideas": 0}]
    assert data["ideas"][0]["round"] == 1
    assert "\n- Tour 2 · «\u00a0Comment ?\u00a0»\u00a0: 0 idée\n" in render(made, Language("fr"))


def test_what_is_printed_stands_beside_its_round_and_its_table():
    plan = programme(title="Matin", tables=2, rounds=2)
    plan["phases"].append(
        {"kind": "tables", "key": "after", "title": "Soir", "minutes": 9, "question": "Où ?", "tables": 2}
    )
    workshop = make_workshop(plan=plan)
    workshop.room_tables.describe(2, {"name": "Rivière", "question": "À nous ?"}, "tables")
    workshop.phases.start("tables")
    for table, minutes in ((1, 0), (2, 40), (1, 0)):
        workshop.recorder.clock.advance(minutes)
        workshop.ideas.record(table, "une idée")
    asked = ["Table 1 · “Quoi ?”: 1 idea", "Table 1 · Round 2 · “Comment ?”: 1 idea", "Table 2 · “À nous ?”: 1 idea"]
    said = questions_asked(workshop.session.plan, counts(workshop.session), Language("en"))
    assert said == [*(f"Matin · {each} collected" for each in asked), "Soir · “Où ?”: 0 ideas collected"]
    text = render(report(workshop.session), Language("en"))
    asked[2] = asked[2].replace("Table 2", "Table 2 · Rivière")
    assert "\n\n- " + "\n- ".join(asked) + "\n\n" in text
    assert re.findall("### Matin · (.*)\n\n- (.*) —", text) == [
        ("Table 1 · Round 1", "**T1-01**"), ("Table 1 · Round 2", "**T1-02**"), ("Table 2 · Rivière", "**T2-01**"),
    ]  # fmt: skip


def test_an_idea_of_which_nobody_knows_the_round_stands_beside_no_question(workshop):
    workshop.phases.start("tables")
    workshop.ideas.record_many(1, [IdeaDraft("brought later", phase="tables")])
    event = workshop.ideas.recording(2, [IdeaDraft("from a file")])
    workshop.recorder.record_with(event, role="table-2")
    said = questions_asked(workshop.session.plan, counts(workshop.session), Language("en"))
    assert said == ["Round not known: 1 idea", "“Quoi ?”: 1 idea collected", "Round 2 · “Comment ?”: 0 ideas collected"]
    bare = make_workshop(plan=programme(question=""))
    bare.ideas.record(1, "in the first round, which has no question")
    assert questions_asked(bare.session.plan, counts(bare.session), Language("en")) == ["Comment ?"]


def test_ideas_of_a_round_that_was_taken_out_of_the_programme_are_counted_beside_the_questions_all_the_same():
    """Each round has a question of its own, so that none is left to stand beside."""
    setups = [{"number": number, "question": f"Q{number} ?"} for number in (1, 2)]
    workshop = make_workshop(plan=programme(rounds=2, round_setups=setups))
    for number in (1, 2, 3):
        workshop.recorder.record(IdeaRecorded(f"T1-0{number}", 1, "idée", "to_create", phase="tables", round=number))
    said = questions_asked(workshop.session.plan, counts(workshop.session), Language("en"))
    rounds = [f"Round {number} · “Q{number} ?”: 1 idea collected" for number in (1, 2)]
    assert said == ["Round not known: 1 idea", *rounds]


def ahead(workshop):
    return [(each.number, each.changing, each.rest / MINUTE) for each in rounds_ahead(now(workshop), 1)]


def test_a_round_that_ends_early_leaves_its_time_to_those_that_follow(workshop):
    workshop.phases.start("tables")
    workshop.recorder.clock.advance(10)
    assert workshop.phases.end_round().number == 1
    assert (round_now(now(workshop)).changing, asked(workshop)) == (True, "Quoi ?")
    assert ahead(workshop) == [(1, False, 56), (1, True, 53), (2, False, 28), (2, True, 25), (3, False, 0)]
    workshop.recorder.clock.advance(1)
    assert workshop.phases.end_round().changing
    assert (round_now(now(workshop)).number, round_now(now(workshop)).left) == (2, 26 * MINUTE)
    assert asked(workshop) == wall_view(workshop.session, workshop.recorder.now()).question == "Comment ?"
    assert workshop.ideas.record(1, "au deuxième tour").round == 2
    workshop.history.undo()
    workshop.history.undo()
    assert (round_now(now(workshop)).number, round_now(now(workshop)).changing) == (1, True)


def test_the_last_round_ends_with_its_phase(workshop):
    with pytest.raises(Refused, match="No phase under way"):
        workshop.phases.end_round()
    workshop.phases.start("tables")
    for _each in range(4):
        workshop.recorder.clock.advance(1)
        workshop.phases.end_round()
    assert (round_now(now(workshop)).number, round_now(now(workshop)).left) == (3, 62 * MINUTE)
    with pytest.raises(Refused, match="last round"):
        workshop.phases.end_round()
    workshop.phases.start("end")
    with pytest.raises(Refused, match="single round"):
        workshop.phases.end_round()


@settings(max_examples=examples(50))
@given(
    st.integers(2, 6),
    st.integers(0, 5),
    st.integers(1, 90),
    st.lists(st.tuples(st.sampled_from(["wait", "cut", "give", "pause"]), st.integers(1, 30)), max_size=12),
)
def test_whatever_ends_early_the_parts_fill_the_phase_in_their_order(rounds, changeover, minutes, acts):
    setups = [{"number": each, "question": f"{each} ?"} for each in range(1, rounds + 1)]
    plan = programme(rounds=rounds, changeover=changeover, minutes=minutes, round_setups=setups)
    workshop = make_workshop(plan=plan)
    workshop.phases.start("tables")
    for act, number in acts:
        before = round_now(now(workshop))
        if act == "wait":
            workshop.recorder.clock.advance(number)
        elif act == "give":
            workshop.phases.extend(number)
        elif act == "pause":
            run = workshop.session.runs["tables"]
            workshop.phases.pause() if run.running else workshop.phases.resume()
        elif before is None or (before.number == rounds and not before.changing):
            with pytest.raises(Refused, match="last round"):
                workshop.phases.end_round()
        else:
            workshop.phases.end_round()
            after = round_now(now(workshop))
            assert (after.number, after.changing) > (before.number, before.changing) or after.number > before.number
        rests = [each.rest for each in rounds_ahead(now(workshop), 1)]
        assert rests == sorted(rests, reverse=True)
        assert rests[-1] == 0 * MINUTE
