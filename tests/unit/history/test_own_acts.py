"""Two who work beside each other: each undoes by `u` what they did, and nothing else."""

import pytest

from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import Refused
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import FakeLog, SeededIds, make_workshop

ONE, TWO = "facilitator", "facilitator.b"


@pytest.fixture
def both():
    one = make_workshop(log=FakeLog())
    for table in (1, 2, 3):
        one.ideas.record(table, f"idée {table}")
    return one, Workshop(FakeLog(one.log.kept, suffix="b"), one.clock, SeededIds(9))


def places(workshop):
    workshop.recorder.refresh()
    return [proposal.category for proposal in workshop.session.proposals()]


def test_neither_undoes_what_the_other_did(both):
    one, two = both
    one.proposals.file(["T1-01"], "lieux")
    two.recorder.refresh()
    two.proposals.file(["T2-01"], "outils")
    assert str(one.history.undo(SYNTHESIS, ONE)) == "T1-01 filed under Lieux"
    with pytest.raises(Refused, match="You have nothing to undo here"):
        one.history.undo(SYNTHESIS, ONE)
    assert str(two.history.undo(SYNTHESIS, TWO)) == "T2-01 filed under Outils"
    assert str(one.history.redo(SYNTHESIS, ONE)) == "T1-01 filed under Lieux"
    assert places(one) == places(two) == ["lieux", "", ""]


def test_what_the_other_does_does_not_end_a_redo(both):
    one, two = both
    one.proposals.file(["T1-01"], "lieux")
    one.history.undo(SYNTHESIS, ONE)
    two.proposals.file(["T2-01"], "outils")
    one.history.redo(SYNTHESIS, ONE)
    assert places(one) == ["lieux", "outils", ""]


def test_chosen_from_the_history_any_act_can_be_undone_and_a_command_names_its_author(both):
    one, two = both
    two.proposals.file(["T2-01"], "outils")
    one.recorder.refresh()
    last = one.history.last_done(SYNTHESIS)
    assert one.history.author(last) == TWO
    one.history.undo_one(last)
    assert places(two) == ["", "", ""]
