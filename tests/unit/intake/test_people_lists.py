"""Tables of people are refused by what they are, and what people wrote beside their names still comes in."""

from __future__ import annotations

import json

import pytest

from facilitate.domain.errors import Refused
from facilitate.sheets.contents import Unclear
from facilitate.workshop.intake.column_choices import holds_names
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from tests.support.workbooks import xlsx

_PEOPLE = (
    "nom;prenom;email;tel\nMartin;Sophie;s@exemple.org;0611223344\nLe Goff;Jean-Marc;j@exemple.org;0611223345\n",
    "Nom;Prénom;Téléphone;Organisation\nMartin;Sophie;0611223344;CCAS de Paris\nLe Goff;Jean;0611223345;Emmaüs\n",
    "first_name;last_name;organisation\nSophie;Martin;ESS\nJean;Roy;CCAS\n",
    "Civilité;Nom complet;E-mail;Structure;Fonction\nMme;Sophie Martin;s@ex.org;CCAS;Assistante sociale\n",
    "Table;Nom;Prénom\n1;Martin;Sophie\n2;Roy;Jean\n1;Diallo;Awa\n",
    "Nom;Prénom;Signature\nMartin;Sophie;\nRoy;Jean;\n",
    "Nom;Email\nSophie Martin;s@ex.org\nJean Roy;j@ex.org\n",
    "Titre;Nom;Prénom\nMme;Martin;Sophie\nM.;Roy;Jean\n",
    "Prénom;Nom;Société;Fonction;Adresse de messagerie;Rue (bureau)\nSophie;Martin;CCAS;Chargée;s@ex.org;12 rue X\n",
    "Name;Team;Phone\nSophie Martin;Red;0611223344\nJean Roy;Blue;0611223345\n",
    "Nom;Commune\nSophie Martin;Rennes\nJean Roy;Brest\n",
    "Participant;Table\nSophie Martin;1\nJean Roy;2\nAwa Diallo;3\n",
    "Martin;Sophie;s@ex.org\nRoy;Jean;j@ex.org\nDiallo;Awa;a@ex.org\n",
    "Martin Sophie;s@ex.org;oui;1\nJean Roy;j@ex.org;non;2\nAwa Diallo;a@ex.org;oui;1\n",
)
_GUESTS = (
    "Nom;Prénom;Société;E-mail;Présence confirmée;Table\nRoy;Jean;CCAS;j@ex.org;Oui;1\nDiallo;Awa;ESS;a@ex.org;Non;2\n",
    "Table;Nom;Prénom;Mail;Régime alimentaire\n1;Roy;Jean;j@ex.org;\n2;Diallo;Awa;a@ex.org;Végétarienne\n",
    "Nom et prénom;Courriel;Sera au dîner;Remarques\nJean Roy;j@ex.org;oui;à 15 h\nAwa Diallo;a@ex.org;non;\n",
    "Order ID;First Name;Last Name;Email;Ticket Type;Company\n88;Jean;Roy;j@ex.org;General;CCAS\n",
    "Numéro de billet;Nom payeur;Prénom payeur;Email payeur;Tarif;Votre idée ?\n12;Roy;Jean;j@ex.org;Libre;\n",
    "Guest name;Email;RSVP;Dietary requirements;Plus one\nJean Roy;j@ex.org;Yes;Vegan;\nAwa Diallo;a@ex.org;No;;Sam\n",
    "Nom;Prénom;Téléphone;Allergies éventuelles;Commentaire\nRoy;Jean;0611223344;noix;vient en train\n",
    "Participant;E-mail;Besoins particuliers\nJean Roy;j@ex.org;interprète LSF\nAwa Diallo;a@ex.org;\n",
    "Nom;Prénom;Mail;Atelier choisi;Comment nous avez-vous connus ?\nRoy;Jean;j@ex.org;Climat;Par un ami\n",
)
_IDEAS = (
    ("Nom;Prénom;Email;Commentaire\nRoy;Jean;j@ex.org;Une navette le dimanche\n", "Une navette le dimanche"),
    ("Nom;Prénom;Votre proposition\nRoy;Jean;Une navette\n", "Une navette"),
    ("Prénom;Ce que je veux;Email\nSophie;Un jardin;s@ex.org\nJean;Un bus;j@ex.org\n", "Un jardin"),
    ("Nom;Prénom;Projet\nRoy;Jean;Un four\n", "Un four"),
    ("Prénom;Table 1;Table 2\nSophie;Un four à pain;Un bal\nJean;Un banc;Un verger\n", "Un four à pain"),
    ("Nom;Prénom;E-mail;Votre idée;Régime alimentaire\nRoy;Jean;j@ex.org;Un bal;vegan\n", "Un bal"),
    (
        "Nom;Email;Viendrez-vous au repas ?;Que changer dans le quartier ?\nJean Roy;j@ex.org;oui;Un banc au quai\n",
        "Un banc au quai",
    ),
    ("Nom;Email;Que faire pour l’alimentation ?\nRoy;j@ex.org;Une cantine ouverte\n", "Une cantine ouverte"),
    ("Prénom;Email;Que faudrait-il faire chaque année ?\nAwa;a@ex.org;Une fête au parc\n", "Une fête au parc"),
    ("Name;Email;Idea\nJean Roy;j@ex.org;A bus at night\n", "A bus at night"),
)


def read(data: bytes, choices: Choices | None = None, name: str = "liste.csv") -> Incoming:
    return read_ideas(contents_of(data, name=name), choices or Choices(table=1), 6)


def forms(text: str) -> list[tuple[str, bytes]]:
    rows = [line.split(";") for line in text.splitlines()]
    entries = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return [
        ("liste.csv", text.encode()),
        ("liste.xlsx", xlsx({"Feuille": rows})),
        ("liste.json", json.dumps(entries).encode()),
    ]


@pytest.mark.parametrize("text", [*_PEOPLE, *_GUESTS])
def test_a_list_of_people_is_refused_and_no_column_of_it_is_proposed(text: str) -> None:
    for name, data in forms(text) if not text.startswith("Martin") else [("liste.csv", text.encode())]:
        with pytest.raises(Refused, match="list of people") as refused:
            read(data, name=name)
        assert not isinstance(refused.value, Unclear), name


@pytest.mark.parametrize(("text", "idea"), _IDEAS)
def test_what_people_wrote_beside_their_names_comes_in(text: str, idea: str) -> None:
    for name, data in forms(text):
        assert read(data, name=name).rows[0].text == idea, name


def test_a_question_that_speaks_of_organisations_is_no_part_of_an_address_book() -> None:
    text = "Prénom;Quelle organisation proposez-vous ?\nSophie;Une amicale qui gère le four\nJean;Un comité des fêtes\n"
    with pytest.raises(Unclear):
        read(text.encode())


def test_a_column_of_names_is_no_example_of_a_column_of_ideas() -> None:
    rows = "Sophie Martin-Dupont de la Tour;four;bal\nJean-Marc Le Goff;banc;bus\n"
    with pytest.raises(Unclear) as unclear:
        read(f"Nom complet;Envie du matin ?;Envie du soir ?\n{rows}".encode())
    assert unclear.value.likely == "Envie du matin ?"


def test_a_column_that_a_person_names_is_read() -> None:
    text = "Nom;Téléphone\nSophie Martin;0611223344\nJean Roy;0611223345\n"
    assert len(read(text.encode(), Choices(table=1, idea="Nom")).rows) == 2


@pytest.mark.parametrize("text", ["Léa\nOmar\nInès\n", "Idées :\n- Léa : un four\n- Omar : un bal\n"])
def test_nobody_is_told_to_import_names_as_they_are_written(text: str) -> None:
    assert holds_names(read(text.encode(), name="liste.txt"))
