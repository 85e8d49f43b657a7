from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.notes import NoteKind
from facilitate.domain.values.proposals import Place
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import FakeClock, FakeLog, SeededIds, make_workshop


@pytest.fixture
def workshop():
    return make_workshop()


def test_ideas_are_numbered_by_table(workshop):
    refs = [workshop.ideas.record(table, "x").ref for table in (1, 3, 1, 2, 3)]
    assert refs == ["T1-01", "T3-01", "T1-02", "T2-01", "T3-02"]


def test_a_second_writer_and_another_machine_sign_with_their_own(workshop):
    workshop.ideas.record(3, "x")
    second = make_workshop(log=FakeLog(workshop.recorder.log.kept, "b"), seed=1)
    apart = make_workshop(log=FakeLog(workshop.recorder.log.kept, "k7m2"), seed=2)
    assert [second.ideas.record(3, "y").ref, apart.ideas.record(3, "z").ref] == ["T3b-01", "T3k7m2-01"]


def test_many_at_once_are_one_gesture_and_all_or_none(workshop):
    with pytest.raises(Refused, match="empty"):
        workshop.ideas.record_many(1, [IdeaDraft("a", Status.EXISTING), IdeaDraft(" ", Status.EXISTING)])
    assert not workshop.session.ideas
    made = workshop.ideas.record_many(1, [IdeaDraft("a", Status.EXISTING), IdeaDraft("b", Status.TO_CREATE)])
    assert [idea.ref for idea in made] == ["T1-01", "T1-02"]
    assert len({event.gesture for event in workshop.timeline.events[-2:]}) == 1


@pytest.mark.parametrize("table", [0, -1, 4, 99])
def test_a_table_that_is_not_there_is_refused(workshop, table):
    with pytest.raises(Refused, match=rf"No table {table}: this session has tables 1 to 3"):
        workshop.ideas.record(table, "x")


def test_without_its_programme_a_session_still_takes_ideas_at_any_table():
    workshop = Workshop(FakeLog(), FakeClock(), SeededIds(), "table-5")
    assert workshop.ideas.record(5, "x").ref == "T5-01"
    with pytest.raises(Refused, match="programme of this session is missing"):
        workshop.programme.set("title", "x")


def test_correcting_taking_back_and_putting_forward_again(workshop):
    workshop.ideas.record(1, "a")
    edited = workshop.ideas.edit("t1-1", "b", Status.EXISTING)
    assert (edited.text, edited.first_text, edited.status, edited.edited) == ("b", "a", Status.EXISTING, True)
    events = len(workshop.timeline.events)
    workshop.ideas.edit("T1-01", "b")
    assert len(workshop.timeline.events) == events
    with pytest.raises(Refused, match="not withdrawn"):
        workshop.ideas.restore("T1-01")
    assert workshop.ideas.withdraw("T1-01").withdrawn
    with pytest.raises(Refused, match="already withdrawn"):
        workshop.ideas.withdraw("T1-01")
    with pytest.raises(Refused, match="“T1-01” is withdrawn: restore it first"):
        workshop.proposals.file(["T1-01"], "lieux")
    assert not workshop.ideas.restore("T1-01").withdrawn
    with pytest.raises(Refused, match="Idea “T9-99” not found"):
        workshop.ideas.find("T9-99")


def test_a_merge_is_filed_where_the_first_filed_was_else_undecided_if_one_was(workshop):
    for text in "abcd":
        workshop.ideas.record(1, text)
    workshop.proposals.set_undecided(["T1-01"])
    workshop.proposals.file(["T1-03"], "outils")
    assert workshop.proposals.merge(["T1-01", "T1-02"], "ab").place is Place.UNDECIDED
    merged = workshop.proposals.merge(["T1-01", "T1-03"], "abc")
    assert (merged.category, merged.undecided, len(merged.ideas)) == ("outils", False, 3)
    back = workshop.proposals.split("T1-02")
    assert [proposal.place for proposal in back] == [Place.UNDECIDED, Place.FILED]


def test_merging_and_splitting_what_cannot_be(workshop):
    workshop.ideas.record(1, "a")
    workshop.ideas.record(1, "b")
    for names in ([], ["T1-01"], ["T1-01", "t1-1"]):
        with pytest.raises(Refused, match="at least two"):
            workshop.proposals.merge(names, "x")
    with pytest.raises(Refused, match="empty"):
        workshop.proposals.merge(["T1-01", "T1-02"], " ")
    with pytest.raises(Refused, match="not a merged proposal"):
        workshop.proposals.split("T1-01")
    with pytest.raises(Refused, match=r"Category “x” not found.*1\. Lieux, 2\. Formation, 3\. Outils"):
        workshop.proposals.file(["T1-01"], "x")
    with pytest.raises(Refused, match="Proposal “T7-01” not found"):
        workshop.proposals.find("T7-01")


def test_another_wording_and_ones_own_words_back(workshop):
    workshop.ideas.record(1, "a")
    workshop.ideas.record(1, "b")
    with pytest.raises(Refused, match="T1-01 already has the words of its idea"):
        workshop.proposals.reword("T1-01", "")
    assert workshop.proposals.reword("T1-01", "A").wording == "A"
    assert workshop.session.wording(workshop.proposals.reword("T1-01", "")) == "a"
    merged = workshop.proposals.merge(["T1-01", "T1-02"], "ab")
    with pytest.raises(Refused, match="needs a wording"):
        workshop.proposals.reword(merged.id, "")


def test_filing_again_where_it_is_writes_nothing(workshop):
    workshop.ideas.record(1, "a")
    workshop.proposals.file(["T1-01"], "lieux")
    events = len(workshop.timeline.events)
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.proposals.unfile(["T1-01"])
    workshop.proposals.unfile(["T1-01"])
    assert len(workshop.timeline.events) == events + 1


def test_each_proposal_goes_under_its_own_category_as_one_gesture(workshop):
    for text in "abc":
        workshop.ideas.record(1, text)
    workshop.proposals.file(["T1-03"], "lieux")
    filed = workshop.proposals.file_each({"T1-01": "outils", "T1-02": "formation", "T1-03": "lieux"})
    assert [proposal.category for proposal in filed] == ["outils", "formation", "lieux"]
    assert (
        len([event for event in workshop.timeline.events if event.gesture == workshop.timeline.events[-1].gesture]) == 2
    )
    version = workshop.recorder.version
    assert workshop.proposals.file_each({"T1-01": "outils"})[0].category == "outils"
    assert workshop.proposals.file_each({}) == []
    with pytest.raises(Refused, match=r"Category “rien” not found.*Formation"):
        workshop.proposals.file_each({"T1-01": "lieux", "T1-02": "rien"})
    with pytest.raises(Refused, match="T9-99"):
        workshop.proposals.file_each({"T1-01": "lieux", "T9-99": "lieux"})
    assert workshop.recorder.version == version
    workshop.history.undo()
    assert [proposal.category for proposal in workshop.session.proposals()] == ["", "", "lieux"]


def test_notes_go_where_they_belong(workshop):
    fact = workshop.notes.take(NoteKind.FACT, "bâti en 1894")
    finding = workshop.notes.take(NoteKind.FINDING, "un frein", about="freins")
    remark = workshop.notes.take(NoteKind.REMARK, "oui", about="laurence-mari", quotable=True)
    assert [note.phase for note in (fact, finding, remark)] == ["venue", "study", "panel"]
    assert remark.quotable
    with pytest.raises(Refused, match="Which phase is this note for"):
        workshop.notes.take(NoteKind.NOTE, "x")
    for kind, about in ((NoteKind.FINDING, ""), (NoteKind.FINDING, "x"), (NoteKind.REMARK, "x"), (NoteKind.FACT, "x")):
        with pytest.raises(Refused):
            workshop.notes.take(kind, "x", about=about)
    assert workshop.notes.edit(fact.id, "bâti en 1895").text == "bâti en 1895"
    assert workshop.notes.withdraw(fact.id).withdrawn
    with pytest.raises(Refused):
        workshop.notes.withdraw(fact.id)
    assert not workshop.notes.restore(fact.id).withdrawn
