"""Exports of boards: kinds of cards are no items, and a link or a picture is no idea."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.link_lines import ONLY_A_LINK, refuse_link


def read(text: str, **said: object) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(**said), 6)  # type: ignore[arg-type]


def fields(found: Incoming) -> dict[str, str]:
    return {column.name: column.field for column in found.reading.columns}


@pytest.mark.parametrize("name", ["Type", "Kind of card", "Catégorie de carte", "Category of card", "type"])
@pytest.mark.parametrize("kinds", [("Idée", "Photo", "Question"), ("Sticky note", "Text", "Image")])
def test_kinds_of_cards_are_no_items(name: str, kinds: tuple[str, ...]) -> None:
    rows = "".join(f"{kind};Un moulin numéro {place};Table 2\n" for place, kind in enumerate(kinds))
    found = read(f"{name};Contenu;Table\n{rows}")
    assert "category" not in fields(found).values()
    assert len(found.rows) == 3


def test_a_type_of_themes_stays_the_item() -> None:
    assert fields(read("Type;Idée;Table\nMobilité;Un moulin;1\nCulture;Une halle;2\n"))["Type"] == "category"
    kinds = "Type;Idée;Table\nIdée;Un moulin;1\nPhoto;Une halle;2\n"
    assert fields(read(kinds, item_column="Type"))["Type"] == "category"


@pytest.mark.parametrize(
    "words",
    [
        *("https://board.example/img/8831.png", "www.exemple.fr/page", "IMG_2034.jpg", "photo de groupe.jpeg"),
        *("Capture d’écran du 28 novembre 2026 à 14.12.png", "plan.pdf", "![une photo](https://board.example/1)"),
        *("<https://board.example>", "https://a.example/1, https://a.example/2"),
    ],
)
def test_a_link_or_a_picture_is_no_idea(words: str) -> None:
    with pytest.raises(Refused):
        refuse_link(words)
    sheet = read(f'Contenu;Table\n"Un moulin";1\n"{words}";2\n"Une halle aux grains";2\n')
    listed = read(f"- Un moulin\n- {words}\n- Une halle aux grains\n", table=1)
    for found in (sheet, listed):
        assert [row.text for row in found.rows] == ["Un moulin", "Une halle aux grains"]
        assert [(row.reason.text, row.aside) for row in found.refused] == [(ONLY_A_LINK, True)]


@pytest.mark.parametrize(
    "words",
    [
        *("Un site comme https://exemple.fr", "Créer un site www", "Mettre en ligne le plan du quartier.pdf", "N.B."),
        *("Un logo", "2.0", "Ouvrir un lieu. Vite.", "[Un jardin](https://exemple.fr)", "...", "/"),
        *("Refaire toutes les photos du site en .png",),
    ],
)
def test_words_beside_a_link_are_an_idea(words: str) -> None:
    refuse_link(words)
