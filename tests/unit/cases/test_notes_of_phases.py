"""Notes go to the phase that is named, or to the one that knows whom they are about."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.values.notes import NoteKind
from tests.support.workshops import make_workshop


def _panel(title, *names):
    return {"kind": "panel", "title": title, "minutes": 30, "speakers": [{"name": name} for name in names]}


def _study(title, *questions):
    return {
        "kind": "study",
        "title": title,
        "minutes": 30,
        "study": {"axes": [{"question": each} for each in questions]},
    }


PLAN = {
    "title": "Essai",
    "phases": [
        _study("Le logement", "Quels freins ?"),
        _study("L’eau", "Quels leviers ?"),
        _panel("Le matin", "Intervenante 1", "Intervenante 2"),
        _panel("Le soir", "Intervenante 3", "Intervenante 2"),
    ],
}


@pytest.fixture
def workshop():
    return make_workshop(plan=PLAN)


def phase_of(workshop, note):
    return workshop.session.plan.phase(note.phase).title


@pytest.mark.parametrize(
    ("kind", "about", "title"),
    [
        (NoteKind.REMARK, "Intervenante 1", "Le matin"),
        (NoteKind.REMARK, "intervenante-3", "Le soir"),
        (NoteKind.REMARK, "  intervenante 3 ", "Le soir"),
        (NoteKind.REMARK, "1", "Le matin"),
        (NoteKind.REMARK, "", "Le matin"),
        (NoteKind.FINDING, "quels leviers ?", "L’eau"),
        (NoteKind.FINDING, "1", "Le logement"),
    ],
)
def test_a_note_goes_to_the_phase_that_knows_whom_it_is_about(workshop, kind, about, title):
    assert phase_of(workshop, workshop.notes.take(kind, "Un mot", about=about)) == title


@pytest.mark.parametrize(("kind", "about"), [(NoteKind.REMARK, "2"), (NoteKind.REMARK, "Intervenante 3"),
                                             (NoteKind.FINDING, "1")])  # fmt: skip
def test_or_to_the_phase_that_is_named(workshop, kind, about):
    last = {NoteKind.REMARK: "le soir", NoteKind.FINDING: "2"}[kind]
    note = workshop.notes.take(kind, "Un mot", phase=last, about=about)
    assert phase_of(workshop, note) in {"Le soir", "L’eau"}


def test_who_speaks_twice_is_asked_for_unless_one_of_the_phases_is_under_way(workshop):
    with pytest.raises(Refused, match="several phases"):
        workshop.notes.take(NoteKind.REMARK, "Un mot", about="Intervenante 2")
    workshop.phases.start("panel-2")
    assert phase_of(workshop, workshop.notes.take(NoteKind.REMARK, "Un mot", about="Intervenante 2")) == "Le soir"
    assert phase_of(workshop, workshop.notes.take(NoteKind.REMARK, "Un mot", about="Intervenante 1")) == "Le matin"


def test_a_correction_names_its_speaker_as_a_person_does(workshop):
    note = workshop.notes.take(NoteKind.REMARK, "Un mot", phase="panel-2")
    assert workshop.notes.edit(note.id, about="INTERVENANTE 3").about == "intervenante-3"
    with pytest.raises(Refused, match="Speakers of this panel"):
        workshop.notes.edit(note.id, about="Intervenante 1")
