from __future__ import annotations

import pytest

from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import Refused
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.proposals import Place
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.cases.proposals import merging
from tests.support.workshops import FakeLog, make_workshop, snapshot


@pytest.fixture
def workshop():
    workshop = make_workshop()
    for text in "abc":
        workshop.ideas.record(1, text)
    return workshop


def test_what_one_key_did_one_key_undoes(workshop):
    workshop.proposals.file(["T1-01", "T1-02", "T1-03"], "lieux")
    assert str(workshop.history.undo()) == "3 proposals filed under Lieux"
    assert {proposal.place for proposal in workshop.session.proposals()} == {Place.UNFILED}
    workshop.history.redo()
    assert {proposal.category for proposal in workshop.session.proposals()} == {"lieux"}


def test_undo_goes_back_to_the_beginning_and_redo_all_the_way_again(workshop):
    workshop.proposals.merge(["T1-01", "T1-02"], "ab")
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.programme.set("title", "Autre")
    end = snapshot(workshop.session)
    for _ in range(3):
        workshop.history.undo()
    assert [len(proposal.ideas) for proposal in workshop.session.proposals()] == [1, 1, 1]
    for _ in range(3):  # the ideas that this program wrote for a table
        workshop.history.undo()
    assert not workshop.session.ideas
    with pytest.raises(Refused, match="Nothing to undo"):
        workshop.history.undo()
    for _ in range(6):
        workshop.history.redo()
    assert snapshot(workshop.session) == end
    with pytest.raises(Refused, match="Nothing to redo"):
        workshop.history.redo()


def test_a_new_act_closes_the_way_forward(workshop):
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.history.undo()
    workshop.proposals.file(["T1-02"], "lieux")
    with pytest.raises(Refused, match="Nothing to redo"):
        workshop.history.redo()


def test_in_sorting_only_the_synthesis_is_undone(workshop):
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.programme.add_category("Plus")
    workshop.phases.start("synthesis")
    assert "“Plus”" in str(workshop.history.undo(SYNTHESIS))
    assert "filed under" in str(workshop.history.undo(SYNTHESIS))
    with pytest.raises(Refused):
        workshop.history.undo(SYNTHESIS)
    assert workshop.session.current == "synthesis"


def test_an_act_that_others_stand_on_says_which(workshop):
    workshop.proposals.merge(["T1-01", "T1-02"], "ab")
    workshop.proposals.file(["T1-01"], "lieux")
    merge = workshop.history.entries()[1]
    before = snapshot(workshop.session)
    with pytest.raises(Refused, match=r"Undo that one first: “T1-01 \(\+1\) filed under Lieux”"):
        workshop.history.undo_one(merge.gesture)
    assert snapshot(workshop.session) == before


def test_an_act_whose_ground_is_undone_is_not_done_again(workshop):
    workshop.proposals.merge(["T1-01", "T1-02"], "ab")
    workshop.proposals.file(["T1-01"], "lieux")
    filed, merge, *_ = workshop.history.entries()
    workshop.history.undo_one(filed.gesture)
    workshop.history.undo_one(merge.gesture)
    with pytest.raises(Refused, match="redo that one first"):
        workshop.history.redo_one(filed.gesture)
    workshop.history.redo_one(merge.gesture)
    workshop.history.redo_one(filed.gesture)
    assert workshop.proposals.find("T1-01").category == "lieux"


def test_an_act_in_the_middle_is_undone_alone(workshop):
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.proposals.file(["T1-02"], "outils")
    workshop.history.undo_one(workshop.history.entries()[1].gesture)
    assert [proposal.category for proposal in workshop.session.proposals()] == ["", "outils", ""]
    with pytest.raises(Refused, match="already been undone"):
        workshop.history.undo_one(workshop.history.entries()[1].gesture)
    with pytest.raises(Refused, match="not been undone"):
        workshop.history.redo_one(workshop.history.entries()[0].gesture)
    with pytest.raises(Refused, match="Change “nothing” not found"):
        workshop.history.undo_one("nothing")


def test_a_note_taker_undoes_the_acts_of_their_own_table_only():
    first = FakeLog()
    facilitator = make_workshop(log=first)
    facilitator.ideas.record(1, "a")
    table = make_workshop(role="table-2", log=FakeLog(first.kept), seed=1)
    table.ideas.record(2, "b")
    table.history.undo()
    with pytest.raises(Refused, match="Nothing to undo"):
        table.history.undo()
    other = next(entry for entry in table.history.entries() if entry.by == "table-1")
    with pytest.raises(Refused, match="at another table"):
        table.history.undo_one(other.gesture)
    with pytest.raises(Refused, match="belongs to table 1"):
        table.ideas.withdraw("T1-01")
    facilitator.recorder.refresh()
    facilitator.history.redo_one(next(e.gesture for e in facilitator.history.entries() if e.by == "table-2"))
    assert not facilitator.ideas.find("T2-01").withdrawn


def test_the_session_itself_is_not_undone(workshop):
    with pytest.raises(Refused, match="cannot be undone"):
        workshop.history.undo_one(workshop.history.entries()[-1].gesture)


def test_two_gestures_at_the_same_moment_stay_two():
    first = FakeLog()
    facilitator = make_workshop(log=first)
    other = make_workshop(log=FakeLog(first.kept, "b"), seed=1)
    other.recorder.log.deaf = True
    facilitator.ideas.record_many(1, [IdeaDraft("a", Status.EXISTING), IdeaDraft("b", Status.EXISTING)])
    other.ideas.record_many(2, [IdeaDraft("c", Status.EXISTING), IdeaDraft("d", Status.EXISTING)])
    facilitator.recorder.refresh()
    entries = facilitator.history.entries()
    assert len(entries) == 3
    assert all(" and " in str(entry.what) for entry in entries[:2])


def test_what_came_too_late_is_shown_as_void_and_says_so_when_it_happens():
    first = FakeLog()
    facilitator = make_workshop(log=first)
    facilitator.ideas.record(1, "a")
    facilitator.ideas.record(1, "b")
    other = make_workshop(log=FakeLog(first.kept, "b"), seed=1)
    decided = merging([facilitator.proposals.find(ref) for ref in ("T1-01", "T1-02")], "ba")
    other.proposals.merge(["T1-01", "T1-02"], "ab")
    with pytest.raises(Refused, match="at the same moment"):
        facilitator.recorder.record(decided)
    assert [entry.void for entry in facilitator.history.entries()[:2]] == [True, False]
    assert len(facilitator.session.proposals()) == 1


def test_what_was_brought_in_and_taken_back_is_not_undone_a_second_time(workshop):
    workshop.programme.add_category("Avant")
    before = len(workshop.session.plan.categories)
    workshop.programme.add_category("Venue d’ailleurs")
    workshop.history.note_collected([workshop.timeline.events[-1].id])
    workshop.history.undo()
    assert len(workshop.session.plan.categories) == before
    workshop.history.undo()
    assert len(workshop.session.plan.categories) == before - 1
    workshop.history.redo()
    workshop.history.redo()
    assert len(workshop.session.plan.categories) == before + 1
