"""A begun session goes back to its preparation, and nothing of it is lost."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.domain.values.notes import NoteKind
from facilitate.domain.values.wall import WallContent
from facilitate.workshop.report.counts import counts
from facilitate.workshop.sharing.arrivals import touched
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import FakeLog, SeededIds, make_workshop, snapshot


@pytest.fixture
def workshop():
    workshop = make_workshop()
    workshop.notes.take(NoteKind.FACT, "Built in 1930")
    workshop.clock.advance(1)
    workshop.phases.start("1")
    workshop.notes.take(NoteKind.NOTE, "They came late")
    for text in "abc":
        workshop.ideas.record(1, text)
    workshop.proposals.merge(["T1-01", "T1-02"], "ab")
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.duplicates.answer("T1-01", "T1-03", DuplicateAnswer.DIFFERENT)
    workshop.wall.show(WallContent.COUNTS)
    return workshop


def test_a_reset_session_has_not_begun_and_keeps_its_preparation(workshop):
    workshop.programme.set("title", "Corrected meanwhile")
    found = workshop.phases.to_reset()
    assert (found.phases, len(found.ideas), len(found.notes), found.proposals) == (1, 3, 1, 2)
    workshop.phases.reset(found)
    session = workshop.session
    assert (session.runs, session.current, session.proposals(), counts(session).received) == ({}, "", [], 0)
    assert not session.duplicate_answers
    assert (session.plan.title, session.wall) == ("Corrected meanwhile", WallContent.CLOCK)
    assert [note.text for note in session.notes.values() if not note.withdrawn] == ["Built in 1930"]
    with pytest.raises(Refused, match="has not started"):
        workshop.phases.to_reset()


def test_one_undo_brings_all_of_it_back_and_a_redo_takes_it_out_again(workshop):
    before = snapshot(workshop.session)
    workshop.phases.reset(workshop.phases.to_reset())
    after = snapshot(workshop.session)
    assert str(workshop.history.undo()) == "Session reset to the start (3 ideas no longer counted)"
    assert snapshot(workshop.session) == before
    workshop.history.redo()
    assert snapshot(workshop.session) == after != before


@pytest.mark.parametrize(
    ("ideas", "said"), [(0, "Session reset to the start"), (1, "Session reset to the start (1 idea no longer counted)")]
)
def test_the_history_says_how_many_ideas_it_was(ideas, said):
    workshop = make_workshop()
    workshop.phases.start("1")
    for _each in range(ideas):
        workshop.ideas.record(1, "une idée")
    workshop.phases.reset(workshop.phases.to_reset())
    assert str(workshop.history.entries()[0].what) == said


def test_undo_stops_at_the_reset_for_a_table_and_in_the_synthesis(workshop):
    from facilitate.domain.acts.programme import SYNTHESIS

    log = workshop.log
    workshop.phases.reset(workshop.phases.to_reset())
    with pytest.raises(Refused, match="Nothing to undo"):
        workshop.history.undo(SYNTHESIS)
    table = Workshop(FakeLog(log.kept), workshop.clock, SeededIds(9), "table-1")
    with pytest.raises(Refused, match="Nothing to undo"):
        table.history.undo()


def test_references_go_on_and_what_was_there_is_named_as_such(workshop):
    workshop.phases.reset(workshop.phases.to_reset())
    with pytest.raises(Refused, match="before the session was reset"):
        workshop.ideas.withdraw("T1-01")
    assert workshop.ideas.record(1, "for real").ref == "T1-04"
    assert counts(workshop.session).received == 1


def test_what_came_in_after_the_question_stays_and_so_does_what_comes_late(workshop):
    agreed = workshop.phases.to_reset()
    workshop.ideas.record(2, "meanwhile")
    workshop.phases.reset(agreed)
    assert [idea.text for idea in workshop.session.ideas.values()] == ["meanwhile"]
    events = list(workshop.timeline.events)
    assert snapshot(Timeline.of(reversed(events)).session) == snapshot(workshop.session)


def test_devices_are_told_of_each_idea_that_went(workshop):
    found = workshop.phases.to_reset()
    workshop.phases.reset(found)
    assert touched([workshop.timeline.events[-1]], workshop.timeline) == list(found.ideas)


def test_a_day_after_a_rehearsal_is_a_day_of_its_own(workshop):
    workshop.phases.reset(workshop.phases.to_reset())
    workshop.phases.start("1")
    workshop.ideas.record(1, "for real")
    assert len(workshop.session.runs) == 1
    assert "started" in str(workshop.history.entries()[1].what)
    assert [str(workshop.history.undo()).split()[0] for _ in range(3)] == ["T1-04", "“Accueil”", "Session"]
    assert counts(workshop.session).received == 3
