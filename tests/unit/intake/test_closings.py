"""What ends a meeting, announces the next one, thanks or says goodbye, and ideas that begin alike."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.incoming import Choices, IncomingIdea, RefusedRow, Tables
from facilitate.workshop.intake.lists import read_list
from facilitate.workshop.intake.minutes import CLOSING

ENDS = (
    *("La séance est levée à 17 h", "La séance est levée à 18 h 15.", "Séance levée à 17h", "Fin de la réunion"),
    *("Fin de l’atelier à 20h", "Clôture de la séance : 18h", "L’ordre du jour étant épuisé, la séance est levée."),
    *("Meeting closed at 5 pm", "The meeting was adjourned at 17:00.", "End of meeting", "La réunion prend fin à 20h"),
)
LAST = (
    *("merci à tous", "Merci pour votre participation", "Merci à tous pour votre participation !", "Bonne soirée"),
    *("Merci d’être venus si nombreux", "Merci et à bientôt", "Bonne soirée à toutes et à tous !", "Merci :)"),
    *("Bon week-end 😀", "À la prochaine !", "Un grand merci aux participants et aux animateurs", "Bravo à tous"),
    *("Thanks everyone", "Thank you all", "Thanks everyone for coming!", "Thank you for your participation"),
    *("Have a nice evening!", "See you soon", "Prochaine réunion le…", "Prochaine rencontre : date à définir"),
    *("Prochaine réunion le 12 mars à 18h, salle des fêtes", "Prochain rendez-vous : mardi 3 décembre"),
    *("Rendez-vous le 12 mars", "Next meeting: 12 March", "Next meeting: TBC", "Next session on Monday"),
    *("Merci à tous, c’était super", "Voilà, c’est tout pour nous !", "C'est tout pour la table 2.", "Bisous !"),
    *("Bises à tous, à tout à l’heure", "Merci, c’était vraiment un beau moment", "That’s all from us!", "Voilà"),
    *("Thanks everyone, it was great fun", "Hugs, see you later"),
    *("-- merci à tous, à bientôt ! Karim", "Merci, bonne journée, Karim et Zoé"),
)
IDEAS = (
    *("Remercier les bénévoles", "Merci aux voisins : fête annuelle", "Merci à tous les voisins de venir"),
    *("Prochaine réunion : en plein air", "Fin de la rue à rouvrir", "Bonne soirée jeux au café", "Bon restaurant"),
    *("Réunion de quartier", "Merci aux voisins", "Séance de cinéma", "Thank the volunteers", "A meeting place"),
    *("Next to the station, a park", "Un grand arbre", "Nice benches", "Plus de bancs", "On se retrouve au café"),
    *("C’est tout un quartier à verdir", "Voilà le plan : un verger", "C’était mieux avec un bus", "Ce soir un bal"),
    *("It was great to have a market: keep it", "That’s all the more reason for a park", "À toute vitesse à vélo"),
    *("Meeting room", "Close the street", "Merci de fermer la rue", "Good day care", "À bientôt la gare"),
)


def ideas(text: str, *, as_written: bool = False) -> list[str]:
    outcomes = read_list(text, Tables(6, 1), Choices(as_written=as_written)).outcomes
    return [each.text for each in outcomes if isinstance(each, IncomingIdea)]


@pytest.mark.parametrize("line", [*ENDS, *LAST])
def test_the_last_line_of_a_list_closes_it_and_is_no_idea(line: str) -> None:
    assert ideas(f"un four\nun banc\n{line}\n") == ["un four", "un banc"]
    assert ideas(f"- un four\n- un banc\n\n{line}\n") == ["un four", "un banc"]
    assert ideas(f"Table 1\n- un four\n{line}\n\nTable 2\n- un banc\n") == ["un four", "un banc"]


@pytest.mark.parametrize("line", ENDS)
def test_the_end_of_a_meeting_is_no_idea_wherever_it_stands(line: str) -> None:
    text = f"un four\n{line}\nun banc\n"
    assert ideas(text) == ["un four", "un banc"]
    refused = [each for each in read_list(text, Tables(6, 1)).outcomes if isinstance(each, RefusedRow)]
    assert [(each.line, each.reason.text, each.aside) for each in refused] == [(2, CLOSING, True)]
    assert ideas(text, as_written=True) == ["un four", line, "un banc"]


@pytest.mark.parametrize("line", ["Merci à tous", "Bonne soirée", "Next meeting: 12 March"])
def test_among_ideas_it_may_be_one_but_not_in_minutes(line: str) -> None:
    assert ideas(f"un four\n{line}\nun banc\n") == ["un four", line, "un banc"]
    assert ideas(f"Compte rendu\nDate : 12 mars 2027\n\nun four\n{line}\n\nun banc\n") == ["un four", "un banc"]
    assert ideas(f"Compte rendu\nDate : 12 mars 2027\n\n- un four\n- {line}\n- un banc\n")[1] == line


@pytest.mark.parametrize("line", IDEAS)
def test_an_idea_that_begins_alike_is_one(line: str) -> None:
    assert ideas(f"un four\n{line}\n") == ["un four", line]
    assert ideas(f"Compte rendu\nDate : 12 mars 2027\n\nun four\n\n{line}\n\nun banc\n")[1] == line


def test_as_written_they_come_in_without_who_signed() -> None:
    assert ideas("un four\nBonne soirée\n", as_written=True) == ["un four", "Bonne soirée"]
    assert ideas("un four\n- merci, à bientôt ! Karim\n", as_written=True) == ["un four"]


@pytest.mark.parametrize("many", ["merci ", "à tous ", "merci, ", "le ", "12 ", "et ", "! "])
def test_a_long_line_takes_no_longer_than_another(many: str) -> None:
    for begins in ("", "Merci ", "La séance est levée ", "Prochaine réunion "):
        assert read_list(f"fin\n{begins}{many * 40_000}x\n", Tables(6, 1)).outcomes
        assert read_list(f"fin\n{begins}{many * (150 // len(many))}\n", Tables(6, 1)).outcomes


def test_a_meeting_that_is_closed_and_signed_in_one_line_below_a_list_without_blank_lines() -> None:
    text = "Table 1\n- Un four\n- Un bac\nTable 6\n- Une mare\nSuites à donner\n"
    text += "La séance est levée à 17 h 05. La secrétaire de séance, N. Costa\n"
    for as_written in (False, True):
        found = read_list(text, Tables(6, None), Choices(as_written=as_written))
        assert [row.text for row in found.outcomes if isinstance(row, IncomingIdea)] == [
            "Un four",
            "Un bac",
            "Une mare",
        ]
        assert found.never == {7}
