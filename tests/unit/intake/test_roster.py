"""Guest lists as people have them: what their columns hold, what is left out, and what is no guest list."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
from facilitate.workshop.intake.roster import guest_contents, read_guests
from facilitate.workshop.intake.roster_columns import field_of
from tests.support.workbooks import ods, xlsx

ROWS = [
    ["Nom", "Prénom", "Structure", "Vous êtes…", "Courriel", "Téléphone"],
    ["Participante", "07", "Association du Parc", "élue", "p07@exemple.fr", "01"],
    ["Participante", "08", "", "Habitant·e", "", "02"],
]


def read(text, keep=None, **how):
    data = text if isinstance(text, bytes) else text.encode()
    return read_guests(guest_contents(data, **how), keep or {})


def lines(rows, separator=";"):
    return "\n".join(separator.join(row) for row in rows)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (lines(ROWS).encode(), "liste.csv"),
        (lines(ROWS, ",").encode("utf-8-sig"), "liste.csv"),
        (lines(ROWS, "\t").encode("utf-16"), "liste.txt"),
        (lines(ROWS).encode("cp1252"), "liste.csv"),
        (xlsx({"Liste": ROWS}), "liste.xlsx"),
        (ods({"Liste": ROWS}), "liste.ods"),
    ],
    ids=["csv", "comma", "utf-16", "cp1252", "xlsx", "ods"],
)
def test_a_list_of_any_make_is_read_alike(data, name):
    found = read(data, name=name, encoding="cp1252" if b"Pr\xe9nom" in data else "")
    first, second = found.guests
    assert (first.name, first.family_name, first.organisation, first.world, first.email) == (
        "07 Participante", "Participante", "Association du Parc", "élue", "p07@exemple.fr",
    )  # fmt: skip
    assert second.name == "08 Participante"
    assert found.left_out == ("Téléphone",)
    assert first.more == ()


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Nom et prénom", "name"), ("Participant", "name"), ("NOM", "last"), ("First name", "first"),
        ("Votre organisation", "organisation"), ("Nom de la structure", "organisation"), ("Monde", "world"),
        ("Vous êtes :", "world"), ("Groupe", "world"), ("Département", "territory"), ("City", "territory"),
        ("Besoins d’accessibilité", "access"), ("Avez-vous besoin d’un interprète LSF ?", "interpreter"),
        ("Régime alimentaire / allergies", "diet"), ("Dietary requirements", "diet"),
        ("Souhaite être à la même table que", "together"), ("À ne pas placer avec", "apart"),
        ("Une personne avec qui vous ne souhaitez pas être ?", "apart"),
        ("Avez-vous des besoins spécifiques (LSF...) ?", "access"), ("Not with", "apart"),
        ("Adresse e-mail", "email"), ("Téléphone", None), ("Horodateur", None), ("Fonction", None),
    ],
)  # fmt: skip
def test_columns_are_known_by_what_people_call_them(header, field):
    found = field_of(header)
    assert (found and found[0]) == field


def test_a_column_is_kept_only_for_a_purpose():
    found = read(lines(ROWS), {"telephone": "prévenir en cas de retard"})
    assert found.guests[0].more == (("Téléphone", "01"),)
    assert found.purposes == {"Téléphone": "prévenir en cas de retard"}
    assert found.left_out == ()
    with pytest.raises(Refused, match="no column"):
        read(lines(ROWS), {"Fax": "rien"})


def test_needs_are_words_and_not_a_no():
    rows = [["Nom", "PMR", "Allergies", "Interprète"], ["Participante 07", "x", "non", "Oui, LSF"],
            ["Participante 08", "Non", "noix", "-"]]  # fmt: skip
    first, second = read(lines(rows)).guests
    assert (first.access, first.diet, first.interpreter) == ("PMR", "", "Oui, LSF")
    assert (second.access, second.diet, second.interpreter) == ("", "noix", "")


def test_wishes_are_names_one_by_one():
    rows = [["Nom", "Avec", "Pas avec"], ["Participante 07", "Participante 08 et Participante 09", "Participante 10"]]
    (guest,) = read(lines(rows)).guests
    assert (guest.together, guest.apart) == (("Participante 08", "Participante 09"), ("Participante 10",))


def test_names_of_all_kinds_come_out_as_they_went_in():
    names = ["Zoé N’Dzaye", "D'Arvor de la Tour", "van der Berg Ødegård", "مشاركة ٠٧", "משתתפת 08", "李 07"]
    found = read("Nom;Monde\n" + "\n".join(f"{name};un" for name in names))
    assert [guest.name for guest in found.guests] == names


FORM = (
    "Horodateur,Adresse e-mail,Prénom,NOM,Votre structure,Vous êtes :,Régime alimentaire,"
    "Avec qui souhaitez-vous être à table ?,Commentaire\n"
    "2026/03/01 10:00:00,p07@exemple.fr,Participante,SEPT,Parc,élue,Végétarien,Participant HUIT,"
    "Très heureuse de venir à cette belle rencontre\n"
    "2026/03/01 10:01:00,p08@exemple.fr,Participant,HUIT,Coop,habitant,,,\n"
)
GIVEN = "Invités au 3 mars;;;\n;;;\nN°;Nom et prénom;Organisme;Public\n1;Participante 07;Ville;Élus\n;Total : 1;;\n"


def test_answers_of_a_form_and_lists_with_totals_are_read():
    found = read(FORM)
    assert [guest.name for guest in found.guests] == ["Participante SEPT", "Participant HUIT"]
    assert found.guests[0].together == ("Participant HUIT",)
    assert found.left_out == ("Horodateur", "Commentaire")
    assert [guest.name for guest in read(GIVEN).guests] == ["Participante 07"]


@pytest.mark.parametrize("text", [FORM, GIVEN])
def test_no_idea_is_made_of_them(text):
    with pytest.raises(Refused, match="list of people"):
        read_ideas(contents_of(text.encode()), Choices(1), 6)


def test_tables_without_names_of_columns_are_read_by_their_cells():
    found = read("Participante 07,Asso,p07@exemple.fr\nParticipante 08,Coop,p08@exemple.fr\n")
    assert [(guest.name, guest.email) for guest in found.guests] == [
        ("Participante 07", "p07@exemple.fr"), ("Participante 08", "p08@exemple.fr"),
    ]  # fmt: skip


def test_lines_without_a_name_and_titles_above_are_told():
    text = "Rencontre du 4 mars;;\n;;\nNom;Prénom;Groupe\nParticipante;07;élue\n;;élu\nTotal;;2\n"
    found = read(text)
    assert [guest.name for guest in found.guests] == ["07 Participante"]
    assert found.nameless == (5,)


def test_a_list_of_names_alone_is_one():
    found = read("Anne Roux\nLéa Petit\nParticipante 07\n")
    assert [guest.name for guest in found.guests] == ["Anne Roux", "Léa Petit", "Participante 07"]


@pytest.mark.parametrize(
    "text",
    [
        "Repère;Table;Idée\nT1-01;1;Un banc devant la bibliothèque du quartier\nT1-02;1;Un four à pain partagé",
        "Nom;Idée\nLéa;Un banc devant la bibliothèque du quartier\nAnne;Un four à pain partagé pour tous",
        "Un banc devant la bibliothèque, pour lire\nun four à pain partagé dans le quartier\n",
        "Ville;Téléphone\nParis;01\nLyon;02\n",
        "",
    ],
)
def test_what_lists_nobody_is_refused(text):
    with pytest.raises(Refused):
        read(text)


def answers(text):
    return {guest.name[-2:]: (guest.no_photo, guest.nameable) for guest in read(text).guests}


@pytest.mark.parametrize(
    ("column", "cells", "found"),
    [
        ("Droit à l’image", ("oui", "non", ""), (False, True, None)),
        ("Pas de photo", ("x", "", "non"), (True, None, False)),
        ("J’accepte d’être photographié·e", ("x", "x", ""), (False, False, True)),
        ("Photo", ("Refuse", "d’accord", "peut-être"), (True, None, None)),
        ("No photos", ("yes", "", ""), (True, False, False)),
    ],
)
def test_who_wants_no_photo_is_known_by_what_the_column_asks(column, cells, found):
    rows = "".join(f"Participante {number:02};{cell}\n" for number, cell in enumerate(cells, 7))
    assert tuple(no_photo for no_photo, _named in answers(f"Nom;{column}\n{rows}").values()) == found


@pytest.mark.parametrize(
    "column", ["Peut être nommé", "J’accepte que mon nom et mon prénom soient publiés", "May be named in the report"]
)
def test_whoever_agreed_to_be_named_is_known(column):
    text = f"Nom;{column}\nParticipante 07;oui\nParticipante 08;non\nParticipante 09;\n"
    assert answers(text) == {"07": (None, True), "08": (None, False), "09": (None, None)}


_OF_ACCESS = (
    "accès", "acces", "accessibilité", "aménagement", "aménagements", "besoin", "besoins", "handicap", "handicaps",
    "PMR", "mobilité", "mobilité réduite", "fauteuil", "fauteuil roulant", "access", "accessibility", "needs",
    "disability", "disabilities", "wheelchair",
)  # fmt: skip


def test_every_name_of_needs_of_access_is_one_and_no_other_access_is():
    joined = (" ", " d'", " d’", " de l’", " en ", " / ", " et ", " (", " : ", " of ", " and ")
    before = ("", "Vos ", "Avez-vous des ", "Any ", "Éventuels ", "Do you have any ")
    names = [*_OF_ACCESS, *(f"{a}{by}{b}" for a in _OF_ACCESS for by in joined for b in _OF_ACCESS)]
    headers = [f"{start}{name}" for start in before for name in names]
    assert [header for header in headers if (field_of(header) or ("",))[0] != "access"] == []
    others = (
        "Accès au site web", "mot de passe/accès", "Code d’accès", "Accès wifi", "Internet access", "Access code",
        "Besoins en formation", "Besoin de covoiturage", "Needs a hotel room", "Mobilité douce", "Lien d’accès",
        "Accès à la plateforme", "Besoin d’un hébergement",
    )  # fmt: skip
    assert [header for header in others if field_of(header)] == []


def test_every_wish_is_one():
    together = (
        "Souhaite être avec", "Souhaite s’asseoir avec", "À la table de", "Veut être à côté de", "Près de",
        "Wants to sit with", "Next to", "Would like to be with", "Même table que", "Préfère être avec",
    )  # fmt: skip
    apart = (
        "Ne doit pas être à la table de", "Pas à la table de", "À séparer de", "Pas à côté de", "Éloigner de",
        "Loin de", "Ne pas asseoir avec", "Incompatible avec", "En conflit avec", "Must not sit with",
        "Not at the table of", "Keep away from", "Can’t sit with",
        "Ne veut pas être avec", "Jamais à la même table que", "Séparés de",
    )  # fmt: skip
    assert [name for name in together if (field_of(name) or ("",))[0] != "together"] == []
    assert [name for name in apart if (field_of(name) or ("",))[0] != "apart"] == []


def test_no_column_with_words_of_access_or_names_of_the_list_is_left_out_in_silence():
    rows = [["Nom", "Divers", "Voisin", "Besoins d’accès", "Handicap", "Téléphone"],
            ["Zoé Martin", "fauteuil roulant", "Léa Petit", "", "x", "01"],
            ["Léa Petit", "", "", "boucle magnétique", "", "02"]]  # fmt: skip
    found = read(lines(rows))
    assert [guest.access for guest in found.guests] == ["Handicap", "boucle magnétique"]
    told = {each.params["column"]: each.text for each in found.overlooked()}
    assert "--access" in told.pop("Divers")
    assert "--not-with" in told.pop("Voisin")
    assert told == {}
    kept = read(lines(rows), {"Divers": "le dire à l’accueil"})
    assert "--access" in next(iter(kept.overlooked())).text
    said = read_guests(guest_contents(lines(rows).encode()), {}, {"access": "Divers", "apart": "Voisin"})
    assert said.guests[0].access == "Handicap, fauteuil roulant"
    assert said.guests[0].apart == ("Léa Petit",)
    assert list(said.overlooked()) == []
