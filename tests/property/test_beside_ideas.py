"""Words that are no ideas never come in silently, wherever they stand, and true ideas that look like them stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from tests.support.examples import examples

NO_IDEAS = (
    *(
        "No idea, sorry!",
        "I have no idea",
        "Je ne vois pas trop",
        "Rien à signaler de plus",
        "Pas d’autre idée, désolé",
    ),
    *("See above", "Idem table 2", "Voir plus haut", "Déjà dit par la table 1", "Nothing from me", "?", "/", "…"),
    *("Thanks for the biscuits", "Merci pour le goûter :)", "Merci aux rapporteurs !", "Many thanks to the cooks"),
    *("(P.07)", "(L. et S.)", "(Participante 07)", "P. 03 et P. 17", "(suite)"),
    *("Counted by P.07 and P.11", "Number of voters: 23", "Nombre de votants : 23 (69 pastilles)", "12 voters"),
    *("Source : paperboards", "Sources: flipcharts", "Dépouillement : P. 07 et P. 11", "Attendance: 31"),
    *("Retranscrit par l’animatrice", "Typed up by participant 07", "12 personnes présentes", "Rapporteuse : P.07"),
    *(
        "Priorité : un verger",
        "=> Priority: an orchard",
        "Notre coup de cœur : un verger",
        "Priorité retenue : un verger",
        "Favourite: an orchard",
    ),
    *("A compléter", "Voir photo", "Nous avons manqué de temps.", "Great session!", "A. M.", "Presents: 14"),
    *("The picture of the last poster is blurred, I will ask.", "Je n’ai pas pu lire la fin", "2 lignes illisibles"),
)
IDEAS = (
    *("Merci aux bénévoles : une fête annuelle", "Merci aux voisins – un goûter par mois", "Pas de voiture au centre"),
    *("Nothing about us without us", "Thank-you cards for carers", "Merci de poser des bancs", "No cars on Sundays"),
    *("Aucune voiture devant l’école", "Priorité aux piétons : une zone 30", "Priority seats for elders"),
    *(
        "Source d’eau potable au parc",
        "Voir les étoiles : un planétarium",
        "Same bus stop for all lines",
        "Mille arbres",
    ),
    *("Number of buses doubled", "Nombre de bancs à doubler", "Photo du mois à la mairie", "A photo exhibition"),
    *("50 arbres", "12 bancs devant la gare", "20 mph everywhere", "Présence d’un médiateur le soir", "People first"),
    *("Participation des jeunes au conseil", "Counting birds together", "Rapporteur : en nommer un par table"),
    *("Nombre de places : 50 de plus", "Sorry day for cars", "I will ask the council for a bench"),
    *("I will lend my drill", "Je veux un verger", "Photos des élus illisibles remplacées", "La priorité au vélo"),
)
_FILLED = ("Planter un verger", "Ouvrir le gymnase", "Lend tools", "Plant a hedge", "Réparer les bancs")


def _sheet(lines: list[str]) -> str:
    return "Table;Idée;Statut\n" + "".join(f"2;{line};\n" for line in lines)


def _list(lines: list[str]) -> str:
    return "Table 2\n" + "".join(f"- {line}\n" for line in lines)


def _plain_list(lines: list[str]) -> str:
    return "Table 2\n\n" + "".join(f"{line}\n" for line in lines)


def _read(text: str, **said: object) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(**said), 6)  # type: ignore[arg-type]


def _around(line: str, place: int) -> list[str]:
    place %= len(_FILLED) + 1
    return [*_FILLED[:place], line, *_FILLED[place:]]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


@pytest.mark.parametrize("write", [_sheet, _list, _plain_list])
@settings(max_examples=examples(30), deadline=None)
@given(line=st.sampled_from(NO_IDEAS), place=st.integers(0, 5))
def test_what_is_no_idea_stays_out_and_is_told(write, line: str, place: int) -> None:
    found = _read(write(_around(line, place)))
    assert [row.text for row in found.rows] == list(_FILLED)
    assert len(found.refused) == 1
    assert found.refused[0].aside


@pytest.mark.parametrize("write", [_sheet, _list, _plain_list])
@settings(max_examples=examples(30), deadline=None)
@given(line=st.sampled_from(IDEAS), place=st.integers(0, 5))
def test_an_idea_that_begins_alike_comes_in(write, line: str, place: int) -> None:
    found = _read(write(_around(line, place)))
    assert [_letters(row.text) for row in found.rows] == list(map(_letters, _around(line, place)))


@pytest.mark.parametrize("write", [_sheet, _list, _plain_list])
def test_what_is_in_doubt_comes_in_where_somebody_says_so(write) -> None:
    text = write(_around("Priorité : un verger", 2))
    assert [row.doubtful for row in _read(text).refused] == [True]
    assert "Priorité : un verger" in [row.text for row in _read(text, doubtful=True).rows]
    assert "Priorité : un verger" in [row.text for row in _read(text, as_written=True).rows]
