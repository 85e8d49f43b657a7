"""Names, speakers, attendance, tables and what is not finished: found where it is so, left where it is not."""

from __future__ import annotations

import copy
import shlex
import subprocess
import sys

import pytest

from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.acts.purge import SessionPurged
from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.audit.issue import command, typed_on_windows
from facilitate.workshop.audit.run import Severity, audit
from facilitate.workshop.audit.spelling import inflected, neighbours
from facilitate.workshop.cases.ideas import IdeaDraft
from tests.support.workshops import PLAN, TWO_QUESTIONS, FakeLog, make_workshop


def with_plan(speakers=None, **changes):
    plan = copy.deepcopy(PLAN)
    plan.update(changes)
    if speakers is not None:
        plan["phases"][3]["speakers"] = speakers
    return make_workshop(plan=plan)


def of(workshop, code):
    return [each for each in audit(workshop.session, "paris") if each.code == code]


def spellings(workshop):
    return [(each.why.params["one"], each.why.params["other"]) for each in of(workshop, "spelling")]


@pytest.mark.parametrize(
    ("organiser", "partner"),
    [
        ("Compagnie Générale", "Compagnie Generale"), ("Ouishare", "OuiShare"), ("Impact France", "Impact-France"),
        ("Fondation Crédit Coopératif", "Fondation du Crédit Coopératif"), ("Le Gniac", "Gniac"),
        ("Tiers Lieu", "Tiers-lieu"), ("Association Merlin", "Association Merlim"), ("Bernardot", "Bernadrot"),
    ],
)  # fmt: skip
def test_two_spellings_of_one_name_in_the_programme(organiser, partner):
    workshop = with_plan(organiser=organiser, partners=[partner])
    assert len(spellings(workshop)) == 1


@pytest.mark.parametrize(
    ("organiser", "partner"),
    [
        ("Ville de Lyon", "Ville de Laon"), ("Participante 07", "Participante 08"), ("Paris 7e", "Paris 8e"),
        ("Compagnie d’Ici", "Compagnie d'Ici"), ("CAF", "CAP"), ("Mairie de Lille", "Musée de Lille"),
        ("Association des aidants du Nord", "Association des aidants du Sud"), ("Gniac", "Gniac"),
    ],
)  # fmt: skip
def test_two_names_are_left_alone(organiser, partner):
    assert spellings(with_plan(organiser=organiser, partners=[partner])) == []


def test_the_command_that_spells_them_alike_holds_all_partners():
    workshop = with_plan(organiser="Crédit Coopératif", partners=["Gniac", "Credit Coopératif"])
    (one,) = of(workshop, "spelling")
    assert one.command in (
        'facilitate plan set paris partners Gniac "Crédit Coopératif"',
        'facilitate plan set paris organiser "Credit Coopératif"',
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Demander à Jérémiaz de venir", 1), ("Jérémiaz viendra", 1), ("Monsieur Jeremiasz viendra", 1),
        ("Demander à Jérémiasz de venir", 0), ("la jérémiade", 0), ("Demander à JÉRÉMIASZ", 0), ("Voir Bernardots", 0),
    ],
)  # fmt: skip
def test_a_name_of_the_programme_misspelled_in_an_idea(text, expected):
    workshop = with_plan(speakers=[{"name": "Jonathan Jérémiasz"}, {"name": "Marie-Jo Bernardot"}])
    workshop.ideas.record(1, text)
    assert len(spellings(workshop)) == expected


def test_a_name_that_is_not_in_the_programme_and_occurs_once_otherwise():
    workshop = with_plan()
    for text in ("avec la Maison Bakhita", "un jour à Bakhita", "un repas chez Bakhitta", "la loi de l'Etat",
                 "un service de l'État", "un prix de l'État", "les Formations", "une formation"):  # fmt: skip
        workshop.ideas.record(1, text)
    assert sorted(spellings(workshop)) == [("Bakhitta", "Bakhita"), ("Etat", "État")]


def test_words_with_a_capital_that_open_a_sentence_or_stand_in_a_title_are_no_names():
    workshop = with_plan()
    for text in ("Partager des locaux", "Partagez vos locaux", "Partages de locaux", "The Great Garden Party",
                 "The Great Gardens Party", "Visiter. Partagee ensuite", "L’Etude du quartier",
                 "L’Étude", "L’Étude encore"):  # fmt: skip
        workshop.ideas.record(1, text)
    assert spellings(workshop) == []


def test_neighbours_are_the_pairs_one_letter_apart():
    words = ["gniac", "gnac", "gniaq", "gnica", "paris", "gniac"]
    assert {frozenset(pair) for pair in neighbours(words)} == {
        frozenset(pair) for pair in (("gniac", "gnac"), ("gniac", "gniaq"), ("gniac", "gnica"))
    }  # fmt: skip
    assert inflected("tables", "table")
    assert not inflected("gniac", "gniaq")


def test_namesakes():
    one = {"name": "Laurence Mari", "role": "élue", "organisation": "Ville"}
    assert of(with_plan(speakers=[one]), "speaker-twice") == []
    (same,) = of(with_plan(speakers=[one, {**one, "key": "autre"}]), "speaker-twice")
    assert (same.severity, same.command) == (
        Severity.SERIOUS, "facilitate plan remove paris phases/panel/speakers/autre",
    )  # fmt: skip
    plan = copy.deepcopy(PLAN)
    plan["phases"][3]["speakers"] = [one]
    plan["phases"].append({"kind": "panel", "title": "Seconde table ronde", "minutes": 20, "speakers": [one]})
    assert of(make_workshop(plan=plan), "speaker-twice") == [], "one person on two panels"
    plan["phases"][-1]["speakers"] = [{**one, "role": "chercheuse"}]
    assert [each.severity for each in of(make_workshop(plan=plan), "speaker-twice")] == [Severity.DOUBTFUL]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Il faut oser », dit Laurence Mari", 1), ('Mme Mari : "osons"', 1), ("“Let us dare”, said Laurence Mari", 1),
        ("Laurence Mari a présenté « Table ronde »", 0), ("« Il faut oser », dit mon mari", 0),
        ("Laurence Mari est venue", 0), ("« Il faut oser »", 0), ("Mari-mari « oui »", 0),
    ],
)  # fmt: skip
def test_a_quotation_beside_a_name(text, expected):
    for take in (lambda made: made.ideas.record(1, text), lambda made: made.notes.take(NoteKind.FACT, text)):
        workshop = with_plan()
        take(workshop)
        assert len(of(workshop, "consent")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moi, Laurence Mari, je dis oui", 1), ("comme dit Mme MARI", 1), ("Laurence l’a promis", 1),
        ("Il faut oser, mon mari aussi", 0), ("Sacha l’a promis", 0),
    ],
)  # fmt: skip
def test_a_remark_without_the_name_whose_words_hold_it(text, expected):
    workshop = with_plan(speakers=[{"name": "Laurence Mari"}, {"name": "Sacha Essai"}])
    named = workshop.notes.take(NoteKind.REMARK, text, about="laurence-mari", quotable=True)
    assert of(workshop, "unnamed") == [], "she agreed to stand by it"
    workshop.notes.edit(named.id, quotable=True, unnamed=True)
    found = of(workshop, "unnamed")
    assert [each.severity for each in found] == [Severity.SERIOUS] * expected
    assert all(each.command.startswith("facilitate remark edit paris ") for each in found)
    workshop.notes.withdraw(named.id)
    assert of(workshop, "unnamed") == []


def test_somebody_absent_is_not_quoted():
    workshop = with_plan(speakers=[{"name": "Laurence Mari", "absent": True}])
    assert [of(workshop, code) for code in ("absent-speaker", "no-role", "no-organisation")] == [[], [], []]
    workshop.notes.take(NoteKind.REMARK, "osons", about="laurence-mari", quotable=True)
    assert [each.severity for each in of(workshop, "absent-speaker")] == [Severity.SERIOUS]


@pytest.mark.parametrize(
    ("attendance", "expected"),
    [
        ({"present": 1}, 1), ({"present": 2}, 0), ({"present": 200, "expected": 60}, 1), ({}, 0),
        ({"present": 54, "groups": ["40 habitants", "10 élus"]}, 1),
        ({"present": 50, "groups": ["40 habitants", "10 élus"]}, 0),
        ({"present": 54, "groups": ["40 habitants", "élus"]}, 0),
        ({"present": 54, "groups": ["70 habitants", "élus"]}, 1),
        ({"groups": ["40 habitants"]}, 0),
    ],
)  # fmt: skip
def test_numbers_of_people_that_contradict_one_another(attendance, expected):
    workshop = with_plan(attendance=attendance)
    for table in (1, 2):
        workshop.ideas.record(table, "une idée")
    assert len(of(workshop, "attendance")) == expected


def test_more_speakers_than_people_who_came():
    speakers = [{"name": f"Participante {number:02}"} for number in range(3)]
    assert len(of(with_plan(speakers=speakers, attendance={"present": 2}), "attendance")) == 1
    assert of(with_plan(speakers=speakers, attendance={"present": 3}), "attendance") == []


def test_a_table_that_the_programme_does_not_know():
    workshop = with_plan()
    workshop.ideas.record(3, "une idée")
    assert of(workshop, "more-tables") == []
    workshop.programme.set("phases/tables/tables", 2)
    (more,) = of(workshop, "more-tables")
    assert (more.severity, more.command) == (Severity.SERIOUS, "facilitate plan set paris phases/tables/tables 3")


def test_two_ideas_of_one_reference():
    workshop = with_plan()
    workshop.ideas.record(1, "une")
    assert of(workshop, "reference-twice") == []
    workshop.recorder.record(IdeaRecorded("T1-01", 1, "deux", "existing"))
    assert "T1-01" in str(of(workshop, "reference-twice")[0].why)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Un jardin", "un JARDIN !", 1), ("Un jardin partagé", "Un jardin partagée", 1),
        ("Des tiers-lieux", "des tiers lieux", 1),
        ("Un jardin partagé", "Un jardin public", 0), ("Ouvrir 3 lieux ici", "Ouvrir 4 lieux ici", 0),
        ("oui", "ouf", 0), ("Ouvrir le local12 ici", "Ouvrir le local13 ici", 0),
        ("🙂", "🙃", 0),
    ],
)  # fmt: skip
def test_the_same_idea_twice_at_one_table(one, other, expected):
    workshop = with_plan()
    workshop.ideas.record(1, one)
    workshop.ideas.record(1, other)
    workshop.ideas.record(2, one)
    assert len(of(workshop, "said-twice")) == expected
    if expected:
        assert of(workshop, "said-twice")[0].command == "facilitate idea withdraw paris T1-02"
        workshop.ideas.withdraw("T1-02")
        assert of(workshop, "said-twice") == []


@pytest.mark.parametrize(
    "text", ["à compléter", "[TODO] voir", "XXX", "Lorem ipsum dolor", "TBD", "à définir", "???", "[…]"]
)
def test_placeholders_of_the_organiser_are_serious(text):
    assert [each.severity for each in of(with_plan(subtitle=text), "placeholder")] == [Severity.SERIOUS]


@pytest.mark.parametrize(
    "text", ["tout compléter", "XXe siècle", "todos los días", "vraiment ?", "un album complet", "mastodo"]
)
def test_words_that_only_look_like_placeholders(text):
    assert of(with_plan(subtitle=text), "placeholder") == []


def test_a_table_may_leave_things_open_but_not_forget_them():
    workshop = with_plan()
    workshop.ideas.record(1, "un lieu à définir ???")
    assert of(workshop, "placeholder") == []
    workshop.ideas.record(1, "TODO")
    assert [each.severity for each in of(workshop, "placeholder")] == [Severity.DOUBTFUL]


def test_what_the_programme_and_the_notes_lack():
    workshop = with_plan()
    lacking = ("no-date", "no-place", "no-attendance", "no-ideas", "silent-axis", "silent-panel", "phase-never-run")
    assert [code for code in lacking if not of(workshop, code)] == []
    assert [each.severity for each in of(workshop, "no-start")] == [Severity.DOUBTFUL]
    workshop.programme.set("starts_at", "14:00:00")
    assert of(workshop, "no-start") == []
    workshop.programme.set("starts_at", None)
    assert len(of(workshop, "no-start")) == 1
    workshop.programme.set("date", "2021-12-13")
    workshop.programme.set("place", {"name": "Musée"})
    workshop.programme.set("attendance", {"present": 54})
    workshop.ideas.record(1, "une idée")
    workshop.notes.take(NoteKind.FINDING, "le temps", about="freins")
    workshop.notes.take(NoteKind.REMARK, "osons")
    for phase in workshop.session.plan.phases:
        workshop.phases.start(phase.key)
    assert [code for code in (*lacking, "no-start") if of(workshop, code)] == []
    assert len(of(workshop, "phase-open")) == 1
    workshop.phases.end()
    assert of(workshop, "phase-open") == []


def test_a_table_whose_ideas_are_all_withdrawn():
    workshop = with_plan()
    for table in (1, 2, 3):
        workshop.ideas.record(table, "une idée")
    assert of(workshop, "silent-table") == []
    workshop.ideas.withdraw("T2-01")
    (silent,) = of(workshop, "silent-table")
    assert "withdrawn" in str(silent.why)


def test_a_table_is_silent_in_a_phase_and_a_closed_one_never():
    workshop = make_workshop(plan=TWO_QUESTIONS)
    for phase, tables in (("first", (1, 2)), ("second", (1,))):
        for table in tables:
            workshop.ideas.record_many(table, [IdeaDraft("une idée", phase=phase)])
    workshop.room_tables.close(3, "first", merged_into=1)
    (silent,) = of(workshop, "silent-table")
    assert silent.where.params == {"table": 2, "phase": "Pistes"}
    assert silent.command.endswith(" --table 2 --phase second")


def test_a_session_with_nothing_to_mend_says_nothing():
    speakers = [{"name": "Laurence Mari", "role": "élue", "organisation": "Ville"}]
    workshop = with_plan(speakers=speakers, date="2021-12-13", place={"name": "Musée"}, attendance={"present": 54})
    for number, category in enumerate(("lieux", "formation", "outils"), 1):
        workshop.ideas.record(number, f"une idée de la table {number}")
        workshop.proposals.file([f"T{number}-01"], category)
    workshop.notes.take(NoteKind.FINDING, "le temps", about="freins")
    workshop.notes.take(NoteKind.REMARK, "osons", about="laurence-mari", quotable=True)
    for phase in workshop.session.plan.phases:
        workshop.phases.start(phase.key)
    workshop.phases.end()
    assert audit(workshop.session, "paris", room=lambda at: at) == ()


def test_a_word_that_opens_a_sentence_or_a_title_is_compared_with_people_alone():
    for text, expected in (
        ("Partagions des locaux", []), ("Le Grand Partagions De Paris", []),
        ("avec Partagions", [("Partagions", "Partageons")]), ("Bernardet viendra", [("Bernardet", "Bernardot")]),
        ("Le Grand Soir Avec Bernardet", [("Bernardet", "Bernardot")]),
    ):  # fmt: skip
        workshop = with_plan(organiser="Compagnie Partageons", speakers=[{"name": "Marie-Jo Bernardot"}])
        workshop.ideas.record(1, text)
        assert spellings(workshop) == expected


def test_a_word_that_also_occurs_without_a_capital_is_no_name():
    workshop = with_plan(organiser="Association Merlon")
    workshop.ideas.record(1, "frire un Merlan")
    assert spellings(workshop) == [("Merlan", "Merlon")]
    workshop.ideas.record(1, "du merlan pour tous")
    assert spellings(workshop) == []


def test_what_is_spelled_twice_in_each_way_is_no_slip():
    workshop = with_plan()
    for text in ("avec l’Etat", "et l’Etat", "pour l’État", "chez l’État"):
        workshop.ideas.record(1, text)
    assert spellings(workshop) == []


def test_names_that_differ_in_a_number_are_two():
    assert spellings(with_plan(organiser="Collectif Espace2021", partners=["Collectif Espace2022"])) == []


def test_a_purged_session_lacks_nothing_of_its_speakers():
    workshop = with_plan()
    assert of(workshop, "no-organisation")
    workshop.recorder.record(SessionPurged("2024-01-01", 1, 0, (workshop.timeline.events[0].id,)))
    assert not of(workshop, "no-organisation")
    assert not of(workshop, "no-role")


def test_a_note_is_called_by_the_beginning_of_its_id_where_that_is_enough():
    log = FakeLog()
    one, other = make_workshop(log=log), make_workshop(log=FakeLog(kept=log.kept, deaf=True), seed=1)
    note = one.notes.take(NoteKind.FACT, "TODO")
    (found,) = of(one, "placeholder")
    assert found.command == f'facilitate fact edit paris {note.id.partition("-")[0]} "…"'
    same_moment = other.notes.take(NoteKind.FACT, "XXX")
    assert same_moment.id.partition("-")[0] == note.id.partition("-")[0]
    one.recorder.refresh()
    assert {each.command.split()[4] for each in of(one, "placeholder")} == {note.id, same_moment.id}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no /bin/sh; what its shells read is tried below")
@pytest.mark.parametrize(
    "word", ["paris", "Café des Amis", "l’an 2000 ?", 'dit "x"', "$HOME", "`ls`", "a\\b", "ça !", "it's"]
)
def test_a_command_is_read_by_a_shell_as_it_was_meant(word):
    typed = command("paris", "plan set", "title", word)
    assert shlex.split(typed) == ["facilitate", "plan", "set", "paris", "title", word]
    done = subprocess.run(
        ["/bin/sh", "-c", f"printf '%s' {typed.partition(' title ')[2]}"], capture_output=True, check=True
    )
    assert done.stdout.decode() == word


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("Café des Amis", '"Café des Amis"'), ("l’an 2000 ?", '"l’an 2000 ?"'), ("a & b | c", '"a & b | c"'),
        ("ça !", '"ça !"'), ("it's", '"it\'s"'), ("a\\b c\\", '"a\\b c\\\\"'),
        ("$HOME", "'$HOME'"), ("`ls`", "'`ls`'"), ("l’“art” d'ici", "'l’’“art” d''ici'"),
        ('dit "x"', r"""'dit \"x\"'"""),
    ],
)  # fmt: skip
def test_a_command_is_quoted_on_windows_as_its_shells_read_it(word, typed):
    assert typed_on_windows(word) == typed


@pytest.mark.skipif(sys.platform != "win32", reason="Windows reads it")
@pytest.mark.parametrize(
    "word", ["paris", "Café des Amis", "l’an 2000 ?", "a & b | c", "a\\b", "ça !", "it's", "fin\\"]
)
def test_windows_reads_a_command_as_it_was_meant(word):
    typed = command("paris", "plan set", "title", word).partition(" title ")[2]
    told = f'"{sys.executable}" -X utf8 -c "import sys; print(ascii(sys.argv[1]))" {typed}'
    done = subprocess.run(f'cmd /s /c "{told}"', capture_output=True, check=True, stdin=subprocess.DEVNULL)
    assert done.stdout.decode().strip() == ascii(word)
