"""Exports of boards: kinds of cards are no items, and a link or a picture is no idea."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.intake.board_words import ARCHIVED, ASKED
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import NO_NUMBER, Choices, Incoming
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


CARDS = ["Sticky note", "Note", "Post-it", "Sticky", "Card", "Shape", "Texte", "Carte"]


@pytest.mark.parametrize("card", CARDS)
def test_what_a_card_is_among_the_ideas_of_a_column_is_no_header_and_no_idea(card: str) -> None:
    lines = [
        "Soirée du 14 mars",
        "Frame : Table 1",
        "Un moulin",
        "Une halle",
        card,
        "Un gué",
        "Frame : Table 4",
        "Un lavoir",
        card,
    ]
    found = read("".join(f'"{line}"\n' for line in [*lines, "Exported from Miro on 2026-03-14 by Odile"]))
    assert [(row.table, row.text) for row in found.rows] == [
        (1, "Un moulin"), (1, "Une halle"), (1, "Un gué"), (4, "Un lavoir")
    ]  # fmt: skip
    assert [row.excerpt.strip('"') for row in found.refused if row.aside][:2] == [card, card]


def test_a_title_among_the_ideas_of_a_column_costs_none_of_them() -> None:
    found = read('"Table 3"\n"Un moulin"\n"Une halle"\n"Idées"\n"Un gué"\n')
    assert [row.text for row in found.rows] == ["Un moulin", "Une halle", "Un gué"]
    once = read('"Table 3"\n"Un moulin"\n"Carte"\n"Un gué"\n')
    assert [row.text for row in once.rows] == ["Un moulin", "Carte", "Un gué"]


@pytest.mark.parametrize("above", ["Atelier du 14 mars", "Table 2", "Budget du village"])
def test_a_title_below_lines_of_title_stays_the_header(above: str) -> None:
    found = read(f'"{above}"\n"Idées"\n"Un moulin"\n"Une halle"\n', table=2)
    assert [row.text for row in found.rows] == ["Un moulin", "Une halle"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_column_of_what_each_card_is_holds_no_header(separator: str) -> None:
    rows = [("Frame", "Table 1"), ("Sticky note", "Un moulin"), ("Sticky note", "Une halle"), ("Frame", "Table 2")]
    rows += [("Shape", "Un gué"), ("Sticky note", "Un lavoir")]
    found = read("".join(f"{kind}{separator}{words}\n" for kind, words in rows))
    assert [(row.table, row.text) for row in found.rows] == [
        (1, "Un moulin"), (1, "Une halle"), (2, "Un gué"), (2, "Un lavoir")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "footer",
    [
        *("Exported from Miro by Odile", "Exported from Mural by Paul Henry, 14 March 2026", "Exporté depuis Klaxoon"),
        *("Exporté de Padlet le 14 mars 2026", "Généré par Mentimeter", "Made with Padlet", "Created in FigJam"),
        *("Export Miro du 14 mars", "Créé avec Miro", "Exported on 14/03/2026 from Klaxoon"),
    ],
)
def test_where_a_file_comes_from_is_no_idea(footer: str) -> None:
    for text in (f"Table 1\n- Un moulin\n\n{footer}\n", f'"Table 1"\n"Un moulin"\n"{footer}"\n'):
        assert [row.text for row in read(text).rows] == ["Un moulin"]


@pytest.mark.parametrize(
    "words",
    [
        *("Créer un journal mural", "Exporter les plants du jardin", "Fait par les jeunes : une fresque murale"),
        *("Créé avec soin, un mural sur la halle", "Export de fruits par le canal", "Générer du lien"),
    ],
)
def test_ideas_that_begin_alike_stay(words: str) -> None:
    assert [row.text for row in read(f"Table 1\n- {words}\n- Un four\n").rows] == [words, "Un four"]


def test_the_title_of_a_day_above_the_first_table_of_a_column_is_no_idea() -> None:
    found = read('"Atelier du 14 mars"\n"Table 1"\n"Un moulin"\n"Une halle"\n', table=2)
    assert [row.text for row in found.rows] == ["Un moulin", "Une halle"]
    alone = read('"Atelier de couture"\n"Un moulin"\n"Une halle"\n', table=2)
    assert [row.text for row in alone.rows] == ["Atelier de couture", "Un moulin", "Une halle"]


def test_a_list_that_is_no_table_an_archived_card_and_the_colours_of_labels() -> None:
    text = (
        "Card Name,Labels,List Name,Archived\nHow to use this board,,Instructions,false\n"
        "A bench,,Table 1,false\nA test,,Table 1,true\nA ramp,Already exists (green),Table 2,false\n"
        '"A fair","Urgent (red), Already exists (light green)",Table 3,false\nA pool,Urgent (red),Table 3,false\n'
    )
    found = read_ideas(contents_of(text.encode(), name="board.csv"), Choices(), 6)
    assert [(row.table, row.text, row.status) for row in found.rows] == [
        (1, "A bench", "to_create"), (2, "A ramp", "existing"), (3, "A fair", "existing"), (3, "A pool", "to_create")
    ]  # fmt: skip
    assert [(row.line, row.reason.text, row.aside) for row in found.refused] == [
        (2, NO_NUMBER, False),
        (4, ARCHIVED, True),
    ]


@pytest.mark.parametrize("lists", ["Table 1,Mobility,Schools,Parks", "Table 1,Table 1,Ideas,Done"])
def test_lists_of_which_few_are_tables_are_no_column_of_tables(lists: str) -> None:
    text = "Card Name,List Name\n" + "".join(f"Idea {at},{each}\n" for at, each in enumerate(lists.split(",")))
    found = read_ideas(contents_of(text.encode(), name="board.csv"), Choices(table=4), 6)
    assert {row.table for row in found.rows} == {4}


def test_the_question_on_a_board_is_no_idea_without_a_table() -> None:
    text = "Type,Contenu,Catégorie\nTexte,Que faire ensemble ?,\nIdée,Un four ?,Table 1\n"
    text += "Idée,Un bac,Table 2\nIdée,Un pré,\n"
    found = read_ideas(contents_of(text.encode(), name="board.csv"), Choices(), 6)
    assert [(row.table, row.text) for row in found.rows] == [(1, "Un four ?"), (2, "Un bac")]
    assert [(row.line, row.reason.text == ASKED, row.aside) for row in found.refused] == [
        (2, True, True),
        (5, False, False),
    ]
