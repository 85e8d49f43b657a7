from datetime import timedelta

import pytest

from facilitate.domain.text import is_clean
from facilitate.domain.values.ideas import Status
from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.views.capture import digits, table_view, timer_face
from facilitate.workshop.views.pasting import pasted
from tests.support.workshops import FakeLog, make_workshop
from tests.tui.hostile import NOTES, UNSAFE


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (725, "12:05"), (59.2, "1:00"), (1, "0:01"), (0.4, "0:01"), (0, "0:00"), (-0.5, "+0:00"), (-200, "+3:20"),
        (3725, "1:02:05"), (-3600, "+1:00:00"),
    ],
)  # fmt: skip
def test_digits(seconds, shown):
    assert digits(timedelta(seconds=seconds)) == shown


def test_a_table_sees_its_own_ideas_in_the_order_they_came_withdrawn_ones_too():
    workshop = make_workshop(log=FakeLog())
    for table, text in ((3, "une"), (2, "autre"), (3, "deux"), (3, "trois")):
        workshop.ideas.record(table, text, Status.TO_CREATE)
    workshop.ideas.withdraw("T3-02")
    view = table_view(workshop.session, 3, workshop.recorder.now())
    assert [(idea.ref, idea.text) for idea in view.ideas] == [("T3-01", "une"), ("T3-02", "deux"), ("T3-03", "trois")]
    assert (view.withdrawn, view.title, view.question) == (1, "Essai", "Quelles pistes ?")


def face(workshop):
    return timer_face(agenda(workshop.session, workshop.recorder.now()))


def test_the_clock_of_the_phase_that_is_on():
    workshop = make_workshop(log=FakeLog())
    assert face(workshop) is None
    workshop.phases.start("tables")
    clock = workshop.recorder.clock
    clock.advance(30)
    assert (face(workshop).phase, face(workshop).digits, face(workshop).soon) == ("Les tables", "45:00", False)
    clock.advance(31)
    assert (face(workshop).digits, face(workshop).soon, face(workshop).over) == ("14:00", True, False)
    workshop.phases.pause()
    clock.advance(60)
    assert (face(workshop).digits, face(workshop).paused) == ("14:00", True)
    workshop.phases.resume()
    clock.advance(15)
    assert (face(workshop).digits, face(workshop).soon, face(workshop).over) == ("+1:00", False, True)


def test_a_phase_is_soon_over_from_its_last_fifth_to_its_very_end():
    workshop = make_workshop(log=FakeLog())
    workshop.phases.start("tables")
    clock, seen = workshop.recorder.clock, []
    for minutes in (59, 1, 15, 0.01):
        clock.advance(minutes)
        seen.append((face(workshop).soon, face(workshop).over))
    assert seen == [(False, False), (True, False), (True, False), (False, True)]


def test_pasted_lines_lose_their_bullets_and_keep_their_words():
    found = pasted(["# Table 5", "- une [x]", "  et sa suite", "* deux", "• trois", "4. quatre", "Table 9", "cinq"])
    assert found.ideas == ("une [x] et sa suite", "deux", "trois", "quatre", "cinq")
    assert (found.refused, found.cleaned) == ((), False)


def test_pasted_lines_lose_what_no_text_may_hold_and_it_is_said():
    found = pasted(["- une\x1b[31m idée", "- deux\u202e", "- trois"])
    assert found.ideas == ("une[31m idée", "deux", "trois")
    assert found.cleaned


def test_a_pasted_line_that_is_too_long_is_refused_with_its_reason():
    found = pasted(["- une", "- " + "x" * 10_001])
    assert found.ideas == ("une",)
    assert "10001" in str(found.refused[0].reason)


@pytest.mark.parametrize("note", NOTES)
def test_what_may_be_kept_is_clean(note):
    assert is_clean(note)


@pytest.mark.parametrize("text", [text for text in UNSAFE if "\r" not in text])
def test_what_may_not_be_kept_is_not(text):
    assert not is_clean(text)
