"""A remark is marked for the report, by an act that can be undone and that says nothing of any other note."""

from __future__ import annotations

import pytest

from facilitate.domain.acts.notes import NoteKept
from facilitate.domain.errors import Refused
from facilitate.domain.values.notes import NoteKind
from tests.support.workshops import make_workshop


@pytest.fixture
def workshop():
    made = make_workshop()
    for text in "abc":
        made.notes.take(NoteKind.REMARK, text, about="1", quotable=True)
    return made


def kept(workshop):
    return [note.text for note in workshop.session.notes.values() if note.kept]


def test_several_are_kept_at_once_and_one_undo_takes_it_back(workshop):
    first, second, third = workshop.session.notes
    assert [note.kept for note in workshop.notes.keep([third, first, third])] == [True, True]
    assert kept(workshop) == ["a", "c"]
    assert str(workshop.history.undo()) == "2 remarks kept for the report"
    assert kept(workshop) == []
    workshop.history.redo()
    assert kept(workshop) == ["a", "c"]
    workshop.notes.keep([first, second], kept=False)
    assert kept(workshop) == ["c"]
    assert str(workshop.history.undo()) == "Remark no longer kept: a"


def test_what_is_so_already_is_no_act_and_a_correction_leaves_the_mark(workshop):
    first = next(iter(workshop.session.notes))
    workshop.notes.keep([first])
    acts = len(workshop.timeline.events)
    workshop.notes.keep([first])
    assert len(workshop.timeline.events) == acts
    workshop.notes.edit(first, "d", quotable=False)
    workshop.notes.withdraw(first)
    workshop.notes.restore(first)
    assert kept(workshop) == ["d"]


def test_only_a_remark_that_stands_is_kept(workshop):
    first = next(iter(workshop.session.notes))
    fact = workshop.notes.take(NoteKind.FACT, "Built in 1894")
    with pytest.raises(Refused, match="of another kind"):
        workshop.notes.keep([first, fact.id])
    workshop.notes.withdraw(first)
    with pytest.raises(Refused, match="withdrawn"):
        workshop.notes.keep([first])
    assert kept(workshop) == [], "of several nothing is done where one is refused"
    for key in ("nobody-knows", fact.id):
        with pytest.raises(Refused):
            workshop.recorder.record(NoteKept(key))
    assert len(workshop.session.void) == 2
    assert kept(workshop) == []
