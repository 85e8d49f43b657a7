"""What was taken back and stands in another text all the same is found; what somebody stands by is not."""

from __future__ import annotations

import pytest

from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.audit.run import Severity, audit
from tests.support.workshops import make_workshop

LONG = "Confier la gestion de la salle commune aux jeunes du quartier le samedi soir"


@pytest.fixture
def workshop():
    made = make_workshop()
    made.ideas.record(1, LONG)
    made.ideas.record(2, "Un café associatif")
    return made


def found(workshop):
    return [(str(each.where), each.severity) for each in audit(workshop.session, "paris") if each.code == "taken-back"]


def test_a_withdrawn_idea_quoted_in_a_merged_wording(workshop):
    workshop.proposals.merge(["T1-01", "T2-01"], f"Un café, et : {LONG.lower()} !")
    assert found(workshop) == []
    workshop.ideas.withdraw("T1-01")
    assert found(workshop) == [("the proposal with T2-01", Severity.DOUBTFUL)]
    workshop.proposals.reword("T2-01", "Un café ; la gestion de la salle commune aux jeunes du quartier")
    assert len(found(workshop)) == 1, "a part of it tells enough"
    workshop.proposals.reword("T2-01", "Un café et une salle commune aux jeunes")
    assert found(workshop) == []


def test_an_idea_that_was_entered_twice_is_withdrawn_in_peace(workshop):
    workshop.ideas.record(2, LONG)
    workshop.ideas.withdraw("T1-01")
    workshop.notes.take(NoteKind.FACT, LONG)
    assert found(workshop) == []


def test_the_first_wording_that_stands_elsewhere(workshop):
    workshop.ideas.edit("T1-01", f"{LONG}, avec un adulte")
    workshop.proposals.reword("T1-01", LONG)
    assert found(workshop) == [], "they are its own words still"
    workshop.ideas.edit("T1-01", "Ouvrir la salle aux jeunes")
    assert [where for where, _severity in found(workshop)] == ["the proposal with T1-01"]
    workshop.ideas.record(3, LONG)
    assert len(found(workshop)) == 2


@pytest.mark.parametrize("text", ["Osez", "il faut oser davantage", "moi je dis qu’il faut fermer ce lieu bien vite"])
def test_a_remark_that_may_not_be_quoted(workshop, text):
    speaker = workshop.session.plan.phases[3].speakers[0].key
    workshop.notes.take(NoteKind.REMARK, text, about=speaker)
    workshop.ideas.record(3, f"Quelqu’un a dit : {text}")
    long_enough = len(text.split()) > 2
    assert found(workshop) == ([("the idea T3-01", Severity.SERIOUS)] if long_enough else [])
    workshop.notes.take(NoteKind.REMARK, text, about=speaker, quotable=True)
    assert found(workshop) == [], "these very words may be quoted"
