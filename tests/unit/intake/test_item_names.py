"""Names of items that are one item, names that may be one, and names that are two."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.item_names import close_item, item_key

_SAME = (
    ("Lieux de rencontre", "lieux de rencontres"),
    ("Lieux de rencontre", "Les lieux de rencontre"),
    ("Lieux de rencontre", "LIEU DE RENCONTRE"),
    ("Lieux de rencontre", "2. Lieux de rencontre"),
    ("Commerces locaux", "Commerce local"),
    ("L’école", "Écoles"),
    ("Tiers-lieux", "tiers lieu"),
    ("Ponts et chaussées", "Pont & chaussée"),
    ("Food and drinks", "Food & drink"),
    ("Activities", "The activity"),
    ("Œuvres", "Oeuvre"),
    ("Jeux d’enfants", "Jeu d'enfant"),
)
_CLOSE = (
    ("Mobilité", "Mobilté"),
    ("Mobilité", "Moblité"),
    ("Mobilités douces", "Mobiltés douces"),
    ("Communication", "Comunication"),
    ("Lieux de rencontre", "Lieux de rencontre ouverts"),
    ("Santé et alimentation", "Alimentation et santé"),
    ("Public transport", "Free public transport"),
    ("Formation", "Formtaion"),
)
_OTHER = (
    ("Lieux de rencontre", "Lieux et rencontres"),
    ("Culture", "Culture numérique"),
    ("Axe A", "Axe B"),
    ("Axe 1", "Axe 2"),
    ("Axe A", "Axe"),
    ("Sport", "Port"),
    ("Formation", "Information"),
    ("Jeunes", "Aînés"),
    ("Règles et plaidoyer", "Règles et outils"),
    ("Phase 12", "Phase 13"),
)


@pytest.mark.parametrize(("title", "name"), _SAME)
def test_a_plural_an_article_or_an_accent_is_the_same_item(title: str, name: str) -> None:
    assert item_key(title) == item_key(name)


@pytest.mark.parametrize(("title", "name"), [*_CLOSE, *((name, title) for title, name in _CLOSE)])
def test_a_wrong_letter_another_order_or_one_word_more_may_be_the_same_item(title: str, name: str) -> None:
    assert item_key(title) != item_key(name)
    assert close_item(item_key(name), [item_key("Autre chose"), item_key(title)]) == item_key(title)


@pytest.mark.parametrize(("title", "name"), [*_OTHER, *((name, title) for title, name in _OTHER)])
def test_other_words_are_another_item(title: str, name: str) -> None:
    assert item_key(title) != item_key(name)
    assert close_item(item_key(name), [item_key(title)]) == ()
