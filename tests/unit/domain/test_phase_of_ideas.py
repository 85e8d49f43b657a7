"""An idea belongs to the tables phase it was said in, whatever is on when somebody looks."""

import pytest

from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.codec import document_of
from facilitate.workshop.cases.ideas import IdeaDraft
from tests.support.workshops import PLAN, TWO_QUESTIONS, make_workshop


def phases(workshop):
    return [workshop.session.phase_of(idea).key for idea in workshop.session.ideas.values()]


def test_it_is_that_of_the_phase_that_is_on_else_of_the_last_that_was():
    workshop = make_workshop(plan=TWO_QUESTIONS)
    workshop.ideas.record(1, "avant la première")
    for phase in ("first", "lunch", "second", "end", "first"):
        workshop.phases.start(phase)
        workshop.ideas.record(1, f"pendant {phase}")
        workshop.recorder.clock.advance(5)
    assert phases(workshop) == ["first", "first", "first", "second", "second", "first"]


def test_it_is_the_one_that_somebody_names():
    workshop = make_workshop(plan=TWO_QUESTIONS)
    workshop.phases.start("second")
    workshop.ideas.record_many(1, [IdeaDraft("à la première question", phase="first"), IdeaDraft("à la seconde")])
    assert phases(workshop) == ["first", "second"]


def test_a_journal_that_does_not_say_it_is_read_by_what_was_on_and_written_back_as_it_was():
    old = IdeaRecorded("T1-01", 1, "un banc", "to_create")
    workshop = make_workshop(plan=TWO_QUESTIONS)
    workshop.phases.start("second")
    workshop.recorder.record(old)
    workshop.phases.start("first")
    assert phases(workshop) == ["second"]
    (event,) = (event for event in workshop.timeline.events if event.act == old)
    assert "phase" not in str(document_of(event))


def test_of_a_programme_without_tables_it_is_none_and_of_one_that_gets_them_the_first():
    workshop = make_workshop(plan={**PLAN, "phases": PLAN["phases"][:2]})
    workshop.ideas.record(1, "une idée")
    (idea,) = workshop.session.ideas.values()
    assert (idea.phase, workshop.session.phase_of(idea)) == ("", None)


@pytest.mark.parametrize("keys", [("first",), ("second",), ("first", "second")])
def test_what_was_said_in_a_phase_that_left_the_programme_is_of_none_and_still_counted(keys):
    from facilitate.workshop.report.counts import counts

    workshop = make_workshop(plan=TWO_QUESTIONS)
    for key in ("first", "second"):
        workshop.ideas.record_many(1, [IdeaDraft(key, phase=key)])
    for key in keys:
        workshop.programme.remove(f"phases/{key}")
    found = {count.phase: count.received for count in counts(workshop.session).by_phase}
    assert sum(found.values()) == 2
    assert found.get("", 0) == len(keys)
