"""A question about what works asks for what exists: its ideas are so, unless somebody says otherwise."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.values.ideas import Status
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.views.capture import table_view
from facilitate.workshop.views.programme import programme_rows
from tests.support.workshops import make_workshop

PLAN = {
    "title": "Deux questions",
    "phases": [
        {"kind": "tables", "key": "works", "title": "Ce qui marche", "minutes": 30, "tables": 3, "status": "existing"},
        {
            "kind": "tables", "key": "next", "title": "La suite", "minutes": 60, "tables": 3, "rounds": 2,
            "round_setups": [{"number": 1, "question": "Que reprendre ?", "status": "existing"}],
        },
    ],
}  # fmt: skip
EXISTING, TO_CREATE = Status.EXISTING, Status.TO_CREATE


@pytest.fixture
def workshop():
    return make_workshop(plan=PLAN)


def usual(workshop):
    return table_view(workshop.session, 1, workshop.recorder.now()).usual


def test_an_idea_of_which_nobody_says_it_has_the_status_of_its_question(workshop):
    workshop.phases.start("works")
    assert (usual(workshop), workshop.ideas.record(1, "Un jardin").status) == (EXISTING, EXISTING)
    assert workshop.ideas.record(1, "Un four", TO_CREATE).status is TO_CREATE
    workshop.phases.start("next")
    assert (usual(workshop), workshop.ideas.record(1, "Une ruche").status) == (EXISTING, EXISTING)
    workshop.recorder.clock.advance(31)
    assert (usual(workshop), workshop.ideas.record(1, "Un banc").status) == (TO_CREATE, TO_CREATE)


def test_an_idea_brought_later_has_that_of_the_phase_it_is_brought_for(workshop):
    workshop.phases.start("next")
    workshop.recorder.clock.advance(31)
    brought = workshop.ideas.record_many(2, [IdeaDraft("Un jardin", phase="works"), IdeaDraft("Un banc")])
    assert [idea.status for idea in brought] == [EXISTING, TO_CREATE]


def test_a_programme_says_it_by_its_words_and_can_take_it_back(workshop):
    rows = {row.path: row.value for row in programme_rows(workshop.session)}
    assert rows["phases/works/status"] == rows["phases/next/round_setups/1/status"] == "existing"
    workshop.programme.set("phases/works/status", None)
    assert usual(workshop) is TO_CREATE
    with pytest.raises(Refused, match="existing, to_create"):
        workshop.programme.set("phases/works/status", "perhaps")
