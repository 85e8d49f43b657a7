"""What is still missing before publishing, in the words an organiser reads."""

from __future__ import annotations

import pytest

from facilitate.demo.play import Stage
from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.values.notes import NoteKind
from facilitate.i18n import Language
from facilitate.workshop.audit.run import Severity, audit, review
from facilitate.workshop.report.counts import counts
from facilitate.workshop.report.wording import counts_sentence, published_counts
from tests.support.demo import played
from tests.support.workshops import PLAN, make_workshop


@pytest.fixture
def complete():
    workshop = make_workshop()
    workshop.programme.set("date", "2021-12-13")
    workshop.programme.set("place", {"name": "Musée"})
    workshop.programme.set("attendance", {"present": 54})
    workshop.notes.take(NoteKind.FINDING, "le temps", about="freins")
    workshop.notes.take(NoteKind.REMARK, "à ne pas citer")
    for number, category in enumerate(("lieux", "formation", "outils"), 1):
        workshop.ideas.record(number, "une idée")
        workshop.proposals.file([f"T{number}-01"], category)
    for phase in workshop.session.plan.phases:
        workshop.phases.start(phase.key)
    workshop.phases.end()
    return workshop


def found(workshop) -> list[tuple[str, str]]:
    return [(gap.severity.value, str(gap.sentence)) for gap in review(workshop.session).gaps]


def test_a_complete_session_lacks_nothing(complete):
    assert found(complete) == []


def test_what_is_to_do_comes_before_what_is_to_check(complete):
    complete.phases.start("synthesis")
    complete.proposals.unfile(["T1-01"])
    assert found(complete) == [
        ("serious", "One proposal is unfiled."),
        ("doubtful", "This category is empty: Lieux."),
        ("doubtful", "“Synthèse” has not ended yet."),
    ]


def test_numbers_are_said_as_numbers(complete):
    complete.proposals.unfile(["T1-01", "T2-01"])
    complete.proposals.set_undecided(["T3-01"])
    assert found(complete) == [
        ("serious", "2 proposals are unfiled."),
        ("doubtful", "One proposal is undecided."),
    ]


def test_a_finding_taken_back_leaves_its_axis_open(complete):
    complete.notes.withdraw(next(iter(complete.session.notes)))
    assert found(complete) == [("doubtful", "This research question has no findings: Quels freins ?")]


def test_a_session_just_made_lacks_most():
    severities = [severity for severity, _what in found(make_workshop())]
    assert severities == ["serious"] * 3 + ["doubtful"] * 5


@pytest.mark.parametrize(
    ("begun", "refs"),
    [((), None), (("welcome",), "T1-01"), (("welcome", "tables"), "T1-01"), (("welcome", "synthesis"), None)],
)
def test_ideas_that_came_before_the_first_tables_phase_may_be_trials(begun, refs):
    workshop = make_workshop()
    workshop.ideas.record(1, "essai")
    workshop.ideas.record(2, "retirée")
    workshop.ideas.withdraw("T2-01")
    for phase in begun:
        workshop.recorder.clock.advance(1)
        workshop.phases.start(phase)
    if "tables" in begun:
        workshop.ideas.record(3, "une idée")
    issues = [each for each in audit(workshop.session, "essai") if each.code == "early-ideas"]
    told = [(str(each.why), each.command) for each in issues]
    why = f"1 idea was written before the first table session began: {refs}."
    assert told == ([(why, f"facilitate idea withdraw essai {refs}")] if refs else [])


@pytest.mark.parametrize(
    ("setups", "rounds", "told"),
    [
        ([], (1,), []),
        ([{"number": 2, "question": "Comment ?"}], (1,), ["No ideas were noted for round 2."]),
        ([{"number": 2, "question": "Comment ?"}], (1, 2), []),
        ([{"number": 2, "question": "Comment ?"}], (), []),
        (
            [{"number": 2, "question": "Comment ?"}],
            (0, 2),
            ["No ideas were noted for round 1; ideas whose round nobody noted: 1."],
        ),
    ],
)
def test_a_round_with_a_question_of_its_own_and_no_ideas_is_named(setups, rounds, told):
    phase = {"kind": "tables", "key": "tables", "title": "Tables", "question": "Où ?", "minutes": 40, "tables": 1}
    workshop = make_workshop(plan={"title": "Essai", "phases": [phase | {"rounds": 2, "round_setups": setups}]})
    for number in rounds:
        act = IdeaRecorded(f"T1-0{number + 1}", 1, "une idée", "to_create", round=number)
        workshop.recorder.record(act)
    assert [str(each.why) for each in audit(workshop.session) if each.code == "silent-round"] == told


def test_a_panel_of_which_nothing_is_noted_is_worth_a_look(complete):
    complete.notes.withdraw(list(complete.session.notes)[-1])
    assert found(complete) == [("doubtful", "No remarks were noted.")]


def test_the_demo_at_its_end_has_nothing_left_to_do():
    assert {gap.severity for gap in review(played(Stage.DONE).session).gaps} == {Severity.DOUBTFUL}


@pytest.mark.parametrize("stage", Stage)
def test_the_page_tells_each_finding_of_the_audit_once(stage):
    session = played(stage).session
    shown = review(session)
    both = [*(each for gap in shown.gaps for each in gap.issues), *shown.issues]

    def known(findings):
        return sorted((each.code, str(each.where), str(each.why)) for each in findings)

    assert known(both) == known(audit(session))
    assert all(gap.sentence for gap in shown.gaps)


def test_each_command_that_is_told_names_what_it_is_about():
    """A command that is copied as it stands must not take a word for another."""
    workshop = make_workshop()
    workshop.ideas.record(1, "une idée")
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.phases.start("welcome")
    workshop.phases.start("tables")
    # How a word is quoted is the shell's.
    commands = {(each.code, each.command.translate({34: "", 39: ""})) for each in audit(workshop.session, "essai")}
    assert commands >= {
        ("empty-category", "facilitate plan remove essai categories/outils"),
        ("phase-open", "facilitate phase end essai"),
        ("phase-never-run", "facilitate plan remove essai phases/panel"),
        ("silent-axis", "facilitate finding add essai … --axis freins"),
        ("silent-panel", "facilitate remark add essai …"),
    }


def test_more_remarks_than_stand_with_the_panel_are_to_be_chosen_from():
    workshop = make_workshop()
    notes = [workshop.notes.take(NoteKind.REMARK, f"Propos {n}", about="1", quotable=True) for n in range(6)]
    assert _of(workshop, "remarks-to-choose") == []
    workshop.notes.take(NoteKind.REMARK, "Un de plus", about="1", quotable=True)
    (issue,) = _of(workshop, "remarks-to-choose")
    assert (issue.why.params["count"], issue.command) == (7, 'facilitate remark keep essai "…"')
    workshop.notes.keep([notes[3].id])
    assert _of(workshop, "remarks-to-choose") == []


def _of(workshop, code):
    return [issue for issue in audit(workshop.session, "essai") if issue.code == code]


def test_while_the_day_runs_the_phases_to_come_are_no_issue():
    workshop = make_workshop()
    workshop.phases.start("venue")
    assert [each.command for each in _of(workshop, "phase-never-run")] == [
        "facilitate plan remove essai phases/welcome"
    ]
    workshop.phases.end()
    assert len(_of(workshop, "phase-never-run")) > 1


def test_before_the_tables_wrote_there_are_no_ideas_yet():
    workshop = make_workshop()
    (issue,) = _of(workshop, "no-ideas")
    assert issue.why.text == "No ideas yet."
    assert counts_sentence(counts(workshop.session), Language("en")) == "No ideas yet."
    published = published_counts(counts(workshop.session), Language("en"), typology=True)
    assert published == "No ideas were collected."


def test_two_categories_of_one_title_which_old_programmes_may_have_are_told_with_what_mends_them():
    twins = [*PLAN["categories"], {"key": "lieux-2", "title": "LIEUX"}]
    workshop = make_workshop(plan={**PLAN, "categories": twins})
    assert ("serious", "Two categories have the title “LIEUX”.") in found(workshop)
    issue = next(each for each in audit(workshop.session, "essai") if each.code == "category-twice")
    assert issue.command == "facilitate category merge essai lieux-2 --into lieux"
    workshop.programme.merge_categories("lieux-2", "lieux")
    assert not [each for each in audit(workshop.session) if each.code == "category-twice"]


@pytest.mark.parametrize(("of_rounds", "named"), [((1, 2), True), ((1,), False), ((), False)])
def test_a_question_that_no_round_leaves_room_for_is_named(of_rounds, named):
    setups = [{"number": number, "question": f"Question {number}"} for number in of_rounds]
    phase = {"kind": "tables", "title": "Tables", "minutes": 60, "tables": 2, "question": "Quoi ?", "rounds": 2}
    workshop = make_workshop(plan={"title": "Essai", "phases": [phase | {"round_setups": setups}]})
    found = [each.command for each in audit(workshop.session, "essai") if each.code == "unasked"]
    assert found == (['facilitate plan set essai phases/tables/question ""'] if named else [])
    workshop.programme.set("phases/tables/question", "")
    assert "unasked" not in {each.code for each in audit(workshop.session)}
