"""In a poll the ideas are the column headings, and what stands in its rows are names and answers: none comes in."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
from facilitate.workshop.intake.polls import OF_A_POLL

NAMED = "Nom;Un verger partagé;Une navette vers la gare\nParticipante 01;{};{}\nParticipante 02;{};{}\n"
POLLS = [
    ";Un verger partagé;Une navette vers la gare\nClaire;Oui;Non\nJoël;Si nécessaire;Oui\n",
    *(NAMED.format(*each) for each in (
        ("Oui", "Non", "Si nécessaire", "?"), ("✔", "", "", "✔"), ("1", "0", "0", "1"), ("OK", "(OK)", "", "OK"),
        ("yes", "(yes)", "no", "yes"), ("pour", "contre", "abstention", "pour"), ("👍", "👎", "❤️", "👍"),
        ("x", "", "x", "x"), ("+1", "-1", "0", "+1"), ("4/5", "2/5", "1/5", "3/5"),
    )),
    "Sondage « Quelles idées ? »\n\n;Un verger partagé;Un lieu pour les jeunes\nClaire;OK;(OK)\nJoël;;OK\nNombre;1;2\n",
    "Participant;Garden on the roof;More bins;Comment\nParticipant 01;yes;(yes);I like it\nParticipant 02;✔;1;\n",
    "Table;Un verger partagé;Une navette vers la gare\nTable 1;12;4\nTable 2;3;7\n",
    "Horodateur;Un verger partagé;Une navette\n14/03/2027 10:02;Oui;Non\n14/03/2027 10:05;Non;Oui\n",
    "Nom;Un repas partagé;Un verger;Une navette du soir;Des bancs\nParticipante 01;Oui;;Oui;\nParticipante 02;;x;;x\n",
]  # fmt: skip


NAMELESS = ";{}\nClaire;Oui;Non\nJoël;Non;Oui\n"


def test_headings_of_one_word_above_names_are_a_poll_too() -> None:
    with pytest.raises(Refused) as refused:
        read_ideas(contents_of(NAMELESS.format("Jardin;Navette").encode()), Choices(table=1), 6)
    assert refused.value.message.text == OF_A_POLL


@pytest.mark.parametrize("days", ["lundi 3 mars;mardi 4 mars", "Sat 6 March;Sun 7 March"])
def test_a_poll_of_days_brings_no_names_in_and_shows_none(days: str) -> None:
    with pytest.raises(Refused, match="list of people") as refused:
        read_ideas(contents_of(NAMELESS.format(days).encode()), Choices(table=1), 6)
    assert "Claire" not in str(refused.value.message)


@pytest.mark.parametrize("text", POLLS)
@pytest.mark.parametrize("choices", [Choices(), Choices(table=1), Choices(idea=1, table=1), Choices(doubtful=True)])
def test_a_poll_is_said_to_be_one(text: str, choices: Choices) -> None:
    with pytest.raises(Refused) as refused:
        read_ideas(contents_of(text.encode()), choices, 6)
    assert refused.value.message.text == OF_A_POLL


SHEETS = [
    "Nom;Idée;Déjà en place ici;À créer bientôt\nClaire;Un verger;Oui;Non\nJoël;Une navette;Non;Oui\n",
    "Nom;Votre proposition pour la ville;Utile à tous;Facile à faire\nClaire;Un verger;Oui;Non\nJoël;Un bal;Non;Oui\n",
    "Rang;Proposition;Table d’origine;Pour;Contre\n1;Un verger;2;56;3\n2;Une navette;1;52;6\n",
    "Idée;Facile à faire;Pas trop cher\nUn verger;Oui;Non\nUne navette;Non;Oui\n",
    ";Facile à faire;Pas trop cher\nUn verger partagé;Oui;Non\nUne navette du soir;Non;Oui\n",
    "Table 1;Table 2;Table 3\nUn verger;Une navette;Un bal\nUn four;;Un pré\n",
]  # fmt: skip


@pytest.mark.parametrize("text", SHEETS)
def test_a_sheet_of_ideas_beside_answers_is_none(text: str) -> None:
    found = read_ideas(contents_of(text.encode()), Choices(table=1), 6)
    assert {row.text for row in found.rows} >= {"Un verger"} or len(found.rows) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Nom;lundi 3 mars;mardi 4 mars au soir\nParticipante 01;Oui;Non\nParticipante 02;Non;Oui\n",
        "Nom;Serez-vous là le matin ?;Mangez-vous avec nous ?\nParticipante 01;Oui;Non\nParticipante 02;Non;Oui\n",
        "Nom;Présence confirmée;Repas du midi\nParticipante 01;Oui;Non\nParticipante 02;Non;Oui\n",
        "Table;Votes pour;Votes contre\nTable 1;12;4\nTable 2;3;7\n",
        ";Votes pour;Votes contre\nTable 1;12;4\nTable 2;3;7\n",
    ],
)
def test_what_is_asked_of_guests_or_days_is_no_poll_of_ideas(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_ideas(contents_of(text.encode()), Choices(), 6)
    assert refused.value.message.text != OF_A_POLL
