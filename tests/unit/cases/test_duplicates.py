"""What was answered about two proposals, and what was learned elsewhere, follow what becomes of both."""

from __future__ import annotations

import pytest

from facilitate.domain.acts.duplicates import PairAnswered
from facilitate.domain.acts.learning import FilingsLearned
from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import Refused
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.workshop.suggestions.texts import put_off_pairs, related_to, settled_pairs
from tests.support.workshops import FakeLog, make_workshop


@pytest.fixture
def workshop():
    workshop = make_workshop()
    for text in "abcd":
        workshop.ideas.record(1, text)
    return workshop


def pair(workshop, first, second):
    ids = sorted(workshop.proposals.find(name).id for name in (first, second))
    return ids[0], ids[1]


def test_an_answer_is_remembered_whichever_came_first_and_the_last_one_counts(workshop):
    workshop.duplicates.answer("T1-02", "T1-01", DuplicateAnswer.LATER)
    assert put_off_pairs(workshop.session) == {pair(workshop, "T1-01", "T1-02")}
    assert settled_pairs(workshop.session) == set()
    workshop.duplicates.answer("T1-01", "T1-02", DuplicateAnswer.DIFFERENT)
    assert put_off_pairs(workshop.session) == set()
    assert settled_pairs(workshop.session) == {pair(workshop, "T1-01", "T1-02")}
    workshop.duplicates.answer("T1-02", "T1-01", DuplicateAnswer.LATER)
    assert settled_pairs(workshop.session) == set()
    assert list(workshop.session.duplicate_answers) == [pair(workshop, "T1-01", "T1-02")]


def test_what_is_settled_for_one_idea_of_a_proposal_is_no_longer_put_off_for_another(workshop):
    workshop.duplicates.answer("T1-01", "T1-02", DuplicateAnswer.DIFFERENT)
    workshop.duplicates.answer("T1-01", "T1-03", DuplicateAnswer.LATER)
    workshop.proposals.merge(["T1-02", "T1-03"], "bc")
    assert settled_pairs(workshop.session) == {pair(workshop, "T1-01", "T1-02")}
    assert put_off_pairs(workshop.session) == set()


def test_an_answer_holds_for_the_proposal_the_ideas_are_merged_into(workshop):
    workshop.duplicates.answer("T1-01", "T1-02", DuplicateAnswer.DIFFERENT)
    workshop.duplicates.answer("T1-01", "T1-04", DuplicateAnswer.RELATED)
    merged = workshop.proposals.merge(["T1-02", "T1-03"], "bc")
    assert settled_pairs(workshop.session) == {pair(workshop, "T1-01", "T1-03"), pair(workshop, "T1-01", "T1-04")}
    assert related_to(workshop.session, merged.id) == []
    workshop.proposals.merge(["T1-03", "T1-04"], "bcd")
    bcd = workshop.proposals.find("T1-02").id
    assert related_to(workshop.session, bcd) == [workshop.proposals.find("T1-01").id]
    assert settled_pairs(workshop.session) == {pair(workshop, "T1-01", "T1-02")}
    workshop.proposals.merge(["T1-01", "T1-02"], "abcd")
    assert settled_pairs(workshop.session) == set()


def test_an_answer_goes_with_an_undo_and_comes_back_with_a_redo(workshop):
    workshop.duplicates.answer("T1-01", "T1-02", DuplicateAnswer.DIFFERENT)
    workshop.history.undo(SYNTHESIS)
    assert settled_pairs(workshop.session) == set()
    workshop.history.redo(SYNTHESIS)
    assert settled_pairs(workshop.session) == {pair(workshop, "T1-01", "T1-02")}


def test_an_undone_merge_gives_the_answers_back_to_its_sources(workshop):
    workshop.duplicates.answer("T1-01", "T1-03", DuplicateAnswer.DIFFERENT)
    before = settled_pairs(workshop.session)
    workshop.duplicates.same("T1-01", "T1-02", "ab")
    assert settled_pairs(workshop.session) == {pair(workshop, "T1-02", "T1-03")}
    assert str(workshop.history.undo(SYNTHESIS)) == "T1-01 + T1-02 merged"
    assert settled_pairs(workshop.session) == before
    assert len(workshop.session.proposals()) == 4


def test_a_proposal_is_not_compared_with_itself_nor_with_nothing(workshop):
    one = workshop.proposals.find("T1-01").id
    for other in (one, "nothing"):
        with pytest.raises(Refused):
            workshop.recorder.record(PairAnswered(one, other, DuplicateAnswer.DIFFERENT.value))
    assert len(workshop.timeline.void) == 2
    assert workshop.session.duplicate_answers == {}


@pytest.fixture
def taught(workshop):
    workshop.recorder.record(
        FilingsLearned("Lille", ("une friche", "une école", "ailleurs"), ("lieux", "formation", "rien"))
    )
    return workshop


def known(workshop):
    return [(each.text, each.category) for each in workshop.session.learned]


def test_what_was_learned_is_kept_for_categories_that_are_here(taught):
    assert known(taught) == [("une friche", "lieux"), ("une école", "formation")]
    assert {each.source for each in taught.session.learned} == {"Lille"}


def test_a_merged_category_takes_what_was_learned_along(taught):
    taught.programme.merge_categories("lieux", "outils")
    assert known(taught) == [("une friche", "outils"), ("une école", "formation")]
    taught.history.undo()
    assert known(taught) == [("une friche", "lieux"), ("une école", "formation")]


def test_a_removed_category_drops_what_was_learned_and_undo_brings_it_back(taught):
    taught.programme.remove("categories/lieux")
    assert known(taught) == [("une école", "formation")]
    taught.programme.set("categories", [{"key": "outils", "title": "Outils"}])
    assert known(taught) == []
    taught.history.undo()
    taught.history.undo()
    assert known(taught) == [("une friche", "lieux"), ("une école", "formation")]
    taught.history.undo()
    assert known(taught) == []


def test_who_comes_later_knows_the_same(taught):
    taught.duplicates.answer("T1-01", "T1-02", DuplicateAnswer.RELATED)
    late = make_workshop(log=FakeLog(taught.recorder.log.kept))
    assert late.session.learned == taught.session.learned
    assert late.session.duplicate_answers == taught.session.duplicate_answers
