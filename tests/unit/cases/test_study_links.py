"""Ideas linked to the questions of the study, and the matrix that comes of it."""

from __future__ import annotations

import copy

import pytest

from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import Refused
from facilitate.workshop.report.matrix import matrix
from facilitate.workshop.views.sort import Deck, detail
from tests.support.workshops import PLAN, make_workshop

AXES = [{"key": "freins", "question": "Quels freins ?"}, {"key": "leviers", "question": "Quels leviers ?"}]


def plan(axes):
    made = copy.deepcopy(PLAN)
    made["phases"][2]["study"] = {"title": "Une étude", "axes": axes}
    return made


@pytest.fixture
def workshop():
    workshop = make_workshop(plan=plan(AXES))
    for text in ("un", "deux", "trois", "quatre", "cinq"):
        workshop.ideas.record(1, text)
    return workshop


def links(workshop):
    return {workshop.session.ideas[key].ref: axis for key, axis in workshop.session.links.items()}


def told(workshop):
    return str(workshop.history.entries()[0].what)


def counted(row):
    return (*row.filed, row.unfiled, row.undecided)


def test_ideas_are_linked_as_one_gesture_and_one_undo_takes_all_back(workshop):
    third = workshop.ideas.find("T1-03")
    workshop.study_links.link(["t1-1", "T1-02", third.id, "T1-01"], "freins")
    assert links(workshop) == {"T1-01": "freins", "T1-02": "freins", "T1-03": "freins"}
    assert told(workshop) == "3 ideas answer “Quels freins ?”"
    workshop.history.undo(SYNTHESIS)
    assert links(workshop) == {}
    workshop.history.redo(SYNTHESIS)
    assert len(links(workshop)) == 3


def test_one_idea_is_told_by_its_reference_and_no_link_is_told_as_such(workshop):
    workshop.study_links.link(["T1-01"], "leviers")
    assert told(workshop) == "T1-01 answers “Quels leviers ?”"
    workshop.study_links.link(["T1-01", "T1-02"], "")
    assert told(workshop) == "T1-01 no longer answers a question"
    workshop.study_links.link(["T1-01", "T1-02"], "leviers")
    workshop.study_links.link(["T1-01", "T1-02"], "")
    assert told(workshop) == "2 ideas no longer answer a question"
    assert links(workshop) == {}


def test_what_is_linked_so_already_is_no_act(workshop):
    workshop.study_links.link(["T1-01"], "freins")
    before = len(workshop.timeline.events)
    assert [idea.ref for idea in workshop.study_links.link(["T1-01"], "freins")] == ["T1-01"]
    workshop.study_links.link(["T1-02"], "")
    assert len(workshop.timeline.events) == before
    workshop.study_links.link(["T1-01", "T1-02"], "freins")
    assert told(workshop) == "T1-02 answers “Quels freins ?”"


def test_an_unknown_axis_names_the_known_ones_and_nothing_is_linked(workshop):
    with pytest.raises(
        Refused, match=r"Unknown research question “frein”\. Choose one of: 1\. Quels freins \?.*2\. Quels leviers \?"
    ):
        workshop.study_links.link(["T1-01"], "frein")
    with pytest.raises(Refused, match="Idea “T1-09” not found"):
        workshop.study_links.link(["T1-01", "T1-09"], "freins")
    assert links(workshop) == {}


def test_a_programme_without_a_study_is_refused():
    workshop = make_workshop(plan=plan([]))
    workshop.ideas.record(1, "un")
    with pytest.raises(Refused, match="no research questions"):
        workshop.study_links.link(["T1-01"], "freins")
    assert matrix(workshop.session).rows == ()


def test_the_matrix_counts_proposals_by_axis_and_category(workshop):
    workshop.study_links.link(["T1-01", "T1-02", "T1-03", "T1-04"], "freins")
    workshop.proposals.merge(["T1-01", "T1-02"], "ensemble")
    workshop.proposals.file(["T1-01"], "formation")
    workshop.proposals.set_undecided(["T1-03"])
    found = matrix(workshop.session)
    assert [(axis.key, counted(row), row.proposals) for axis, row in found.rows] == [
        ("freins", (0, 1, 0, 1, 1), 3),
        ("leviers", (0, 0, 0, 0, 0), 0),
    ]
    assert (counted(found.free), found.answering, found.linked) == ((0, 0, 0, 1, 0), 3, True)
    assert [axis.key for axis in found.unanswered] == ["leviers"]


def test_a_proposal_whose_ideas_answer_two_questions_stands_in_both_rows_but_is_one(workshop):
    workshop.study_links.link(["T1-01"], "freins")
    workshop.study_links.link(["T1-02"], "leviers")
    workshop.proposals.merge(["T1-01", "T1-02"], "ensemble")
    found = matrix(workshop.session)
    assert [row.proposals for _axis, row in found.rows] == [1, 1]
    assert (found.answering, found.free.proposals, found.unanswered) == (1, 3, ())


def test_a_withdrawn_idea_answers_nothing_and_answers_again_once_restored(workshop):
    workshop.study_links.link(["T1-01"], "freins")
    workshop.proposals.merge(["T1-01", "T1-02"], "ensemble")
    workshop.ideas.withdraw("T1-01")
    assert not matrix(workshop.session).linked
    workshop.ideas.restore("T1-01")
    assert matrix(workshop.session).rows[0][1].proposals == 1


def test_a_link_to_an_axis_that_left_counts_for_nothing_until_it_is_back(workshop):
    workshop.study_links.link(["T1-01"], "freins")
    workshop.programme.remove("phases/study/study/axes/freins")
    found = matrix(workshop.session)
    assert ([axis.key for axis, _row in found.rows], found.free.proposals) == (["leviers"], 5)
    workshop.history.undo()
    assert matrix(workshop.session).answering == 1


def test_two_studies_share_the_rows_and_a_key_names_one_axis():
    made = plan(AXES)
    second = {"kind": "study", "title": "Encore", "minutes": 5, "study": {"axes": [
        {"key": "freins", "question": "Autrement ?"}, {"key": "suite", "question": "Et après ?"},
    ]}}  # fmt: skip
    made["phases"].append(second)
    workshop = make_workshop(plan=made)
    assert [axis.question for axis in workshop.study_links.axes()] == [
        "Quels freins ?",
        "Quels leviers ?",
        "Et après ?",
    ]


def test_the_detail_of_a_proposal_names_what_it_answers(workshop):
    workshop.study_links.link(["T1-02"], "leviers")
    merged = workshop.proposals.merge(["T1-01", "T1-02"], "ensemble")
    deck = Deck()
    deck.follow(workshop.session)
    assert detail(workshop.session, deck.cards[merged.id]).axes == ("Quels leviers ?",)
    assert detail(workshop.session, deck.cards[workshop.ideas.find("T1-03").id]).axes == ()
