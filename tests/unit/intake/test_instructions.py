"""What sheets, mails and assistants say to who reads them: kept back, and no idea."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming


def read(text: str) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(table=1), 8)


@pytest.mark.parametrize("sign", ["", "- "])
@pytest.mark.parametrize(
    "line",
    [
        *("Merci de rendre cette feuille", "Feuille à rendre à l’animatrice", "Veuillez compléter ce formulaire"),
        *("Rendez cette fiche avant 16 h", "Ne rien écrire ici", "Une idée par ligne", "TSVP", "1 idée = 1 ligne"),
        *("Please return this sheet to Ada", "Return this form", "One idea per line", "Do not write below this line"),
        *("Souhaitez-vous que je les classe ?", "Would you like me to sort them?", "Sure! Here are the ideas:"),
        *("idem table 2",),
    ],
)
def test_what_is_said_to_the_reader_is_kept_back(sign: str, line: str) -> None:
    found = read(f"{sign}une navette\n{sign}un lavoir\n{sign}{line}\n{sign}une ruche\n")
    assert [row.text for row in found.rows] == ["une navette", "un lavoir", "une ruche"]
    assert [row.doubtful for row in found.refused] == [True]


@pytest.mark.parametrize(
    "line",
    [
        *("Rendre la page du site plus claire", "Une feuille de route pour le vélo", "Tourner un film"),
        *("Return empty bottles to shops", "Un formulaire unique pour les salles", "Remplir les places vides"),
        *("Merci aux voisins : une fête", "Une idée par mois", "Would-be farmers share land"),
    ],
)
def test_an_idea_that_begins_alike_comes_in(line: str) -> None:
    assert line in [row.text for row in read(f"une navette\nun lavoir\n{line}\nune ruche\n").rows]


def test_what_announces_all_ideas_is_kept_back() -> None:
    found = read("Comme convenu, les idées de notre groupe :\n\n- une navette\n- un lavoir\n")
    assert [row.text for row in found.rows] == ["une navette", "un lavoir"]


def test_a_word_parted_by_a_hyphen_is_put_together_without_a_blank() -> None:
    found = read("- une navette vers l'é-\ncole du bourg\n- un porte-\nvélos à\nla gare\n- une ruche\n")
    assert [row.text for row in found.rows] == [
        "une navette vers l'é-cole du bourg",
        "un porte-vélos à la gare",
        "une ruche",
    ]


def test_the_third_level_of_word_is_a_bullet_even_once() -> None:
    text = "·        une navette\no   le soir\n§  en bois\n·        un lavoir\n"
    assert [row.text for row in read(text).rows] == ["une navette", "le soir", "en bois", "un lavoir"]
