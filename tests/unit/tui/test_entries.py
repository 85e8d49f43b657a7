from __future__ import annotations

from facilitate.domain.values.notes import NoteKind
from facilitate.i18n import Language
from facilitate.tui.screens.conduct.entries import edited_note, new_note
from tests.support.workshops import make_workshop

_ = Language("fr")
PLAN = {
    "title": "Essai",
    "phases": [
        {"key": "study", "kind": "study", "title": "Étude"},
        {"key": "panel", "kind": "panel", "title": "Débat"},
    ],
}


def test_what_belongs_to_nobody_is_said_by_its_own_kind():
    workshop = make_workshop(plan=PLAN)
    study, panel = workshop.session.plan.phases
    assert new_note(workshop, panel, "", _).choices[0][1] == "sans nom (propos de la table ronde)"
    note = workshop.notes.take(NoteKind.FINDING, "Un constat", phase=study.key)
    workshop.programme.add("phases/study/study/axes", {"question": "Pourquoi ?"})
    shown = [shown for _key, shown in edited_note(workshop, workshop.session.plan.phases[0], note, _).choices]
    assert shown == ["un constat de l’étude", "Pourquoi ?"]


def test_a_remark_is_quoted_not_at_all_by_name_or_without_it():
    workshop = make_workshop(plan=PLAN)
    panel = workshop.session.plan.phases[1]
    form = new_note(workshop, panel, "", _)
    assert form.words == ("non citable", "citable avec le nom", "citable sans le nom")
    for word in range(3):
        note = form.keep("Un mot", "=", word)
        assert (note.quotable, note.unnamed) == (word > 0, word == 2)
        assert edited_note(workshop, panel, note, _).word == word


def test_a_note_beside_the_matter_of_a_phase_is_asked_as_one_and_quoted_by_nobody():
    workshop = make_workshop(plan=PLAN)
    form = new_note(workshop, workshop.session.plan.phases[1], "", _)
    own, beside = form.choices[0][0], form.choices[-1][0]
    assert (form.question_for(own), len(form.words_for(own))) == ("Propos de la table ronde", 3)
    assert (form.question_for(beside), form.words_for(beside)) == ("Note\u00a0: Débat", ())


def test_a_note_is_corrected_by_the_name_of_its_kind():
    workshop = make_workshop(plan=PLAN)
    study, panel = workshop.session.plan.phases
    said = workshop.notes.take(NoteKind.REMARK, "Un mot", phase=panel.key)
    found = workshop.notes.take(NoteKind.FINDING, "Un constat", phase=study.key)
    asked = [edited_note(workshop, phase, note, _).question for phase, note in ((panel, said), (study, found))]
    assert asked == ["Corriger le propos", "Corriger le constat"]


def test_a_note_in_a_phase_that_is_not_on_names_it():
    workshop = make_workshop(plan=PLAN)
    study, panel = workshop.session.plan.phases
    workshop.phases.start(panel.key)
    assert new_note(workshop, panel, "", _).question == "Propos de la table ronde"
    assert new_note(workshop, study, "", _).question == "Constat de l’étude · Étude"
