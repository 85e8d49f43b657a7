"""What the wall may say, and what it never says."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

import pytest

from facilitate.domain.values.notes import NoteKind
from facilitate.domain.values.wall import WallContent
from facilitate.workshop.schedule.agenda import Urgency
from facilitate.workshop.views.wall import WallCategory, WallTable, wall_view
from tests.support.workshops import PLAN, make_workshop

MINUTE = timedelta(minutes=1)


@pytest.fixture
def workshop():
    return make_workshop()


def seen(workshop):
    return wall_view(workshop.session, workshop.recorder.now())


def test_the_facilitator_chooses_and_takes_it_back(workshop):
    assert seen(workshop).wall is WallContent.CLOCK
    workshop.wall.show(WallContent.COUNTS)
    workshop.wall.show(WallContent.TYPOLOGY)
    workshop.wall.show(WallContent.TYPOLOGY)
    assert seen(workshop).wall is WallContent.TYPOLOGY
    workshop.history.undo()
    assert seen(workshop).wall is WallContent.COUNTS


@pytest.mark.parametrize(
    ("wall", "sentence"),
    [
        (WallContent.BLANK, "Projected: nothing"),
        (WallContent.QUESTION, "Projected: the question"),
        (WallContent.COUNTS, "Projected: the number of ideas at each table"),
        (WallContent.TYPOLOGY, "Projected: the typology"),
    ],
)
def test_the_history_tells_what_was_projected(workshop, wall, sentence):
    workshop.wall.show(wall)
    assert str(workshop.history.entries()[0].what) == sentence


def test_between_phases_there_is_no_time_left_but_what_comes(workshop):
    view = seen(workshop)
    assert (view.left, view.phase, view.next, view.urgency) == (None, "", "Accueil", Urgency.CALM)


def test_the_clock_of_the_phase(workshop):
    workshop.phases.start("study")
    workshop.recorder.clock.advance(34)
    workshop.phases.pause()
    view = seen(workshop)
    assert (view.phase, view.left, view.paused) == ("L’étude", 6 * MINUTE, True)
    assert (view.urgency, view.elapsed_share) == (Urgency.SOON, 0.85)
    workshop.phases.resume()
    workshop.recorder.clock.advance(7)
    view = seen(workshop)
    assert (view.left, view.urgency, view.elapsed_share, view.paused) == (-MINUTE, Urgency.OVER, 1.0, False)


def test_tables_and_typology_count_what_stands(workshop):
    refs = [workshop.ideas.record(table, text).ref for table, text in ((1, "a"), (1, "b"), (3, "c"))]
    workshop.proposals.file(refs[:1], "lieux")
    workshop.proposals.file(refs[2:], "lieux")
    workshop.ideas.withdraw(refs[2])
    view = seen(workshop)
    assert view.tables == (WallTable(1, 2), WallTable(2, 0), WallTable(3, 0))
    assert view.typology == (WallCategory("Lieux", 1), WallCategory("Formation", 0), WallCategory("Outils", 0))
    assert view.unfiled == 1


def test_the_question_is_that_of_the_tables_phase_that_is_on_or_to_come():
    asked = [
        {"kind": "tables", "key": key, "title": key, "minutes": 10, "question": f"Question {key} ?", "tables": 2}
        for key in "ab"
    ]
    workshop = make_workshop(plan={**PLAN, "phases": [*asked, {"kind": "closing", "title": "Fin", "minutes": 5}]})
    told = [seen(workshop).question]
    for _ in range(3):
        workshop.phases.start_next()
        told.append(seen(workshop).question)
    assert told == ["Question a ?", "Question a ?", "Question b ?", ""]
    assert seen(make_workshop(plan={**PLAN, "phases": PLAN["phases"][:3]})).question == ""


def test_nobody_is_named_and_nothing_said_is_quoted(workshop):
    workshop.phases.start("panel")
    workshop.notes.take(NoteKind.REMARK, "secret-remark", about="laurence-mari")
    workshop.phases.start("tables")
    kept = workshop.ideas.record(1, "secret-idea")
    elapsed_share = workshop.ideas.record(2, "secret-withdrawn")
    workshop.ideas.withdraw(elapsed_share.ref)
    workshop.proposals.file([kept.ref], "lieux")
    said = str(asdict(seen(workshop)))
    assert "Les tables" in said
    assert not [word for word in ("secret", "Laurence", kept.ref, "T1-") if word in said]
