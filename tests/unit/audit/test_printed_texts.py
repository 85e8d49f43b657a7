from __future__ import annotations

from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.audit.printed_texts import printed
from tests.support.workshops import make_workshop


def test_a_note_of_a_phase_that_was_removed_is_named_without_its_key():
    workshop = make_workshop()
    workshop.notes.take(NoteKind.NOTE, "Un mot", phase="panel")
    assert "a note on “" in str(next(each.where for each in printed(workshop.session, "x") if each.text == "Un mot"))
    workshop.programme.remove("phases/panel")
    (where,) = (str(each.where) for each in printed(workshop.session, "x") if each.text == "Un mot")
    assert where == "a note on a removed phase: “Un mot”"
