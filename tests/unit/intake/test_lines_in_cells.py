"""Cells with several lines that begin with no sign: ideas each, or one idea."""

from __future__ import annotations

import pytest

from facilitate.sheets.contents import Kind, Origin, SheetRow, Table
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming


def read(*cells: str, title: str = "Idée", choices: Choices = Choices()) -> Incoming:  # noqa: B008 -- it is frozen
    rows = ((title, "Table"), *((cell, "2") for cell in cells))
    lines = tuple(SheetRow(number, row, " ".join(row)) for number, row in enumerate(rows, start=1))
    return read_ideas(Table(Origin(Kind.XLSX), lines), choices, 6)


def ideas(found: Incoming) -> list[str]:
    return [row.text for row in found.rows]


def told(found: Incoming) -> str:
    return " ".join(map(str, found.reading.notices))


@pytest.mark.parametrize(
    "title",
    [
        "Vos propositions (une par ligne)",
        "Idées – une idée par ligne",
        "Idées : allez à la ligne",
        "Ideas (one per line)",
        "Your ideas, each on a new line",
    ],
)
def test_lines_are_ideas_where_the_title_says_so(title: str) -> None:
    found = read("une ludothèque\nun four à pain\n(existe)", "Un lavoir", title=title)
    assert [text.partition(" (")[0] for text in ideas(found)] == ["une ludothèque", "un four à pain", "Un lavoir"]
    assert "2 ideas" in told(found)


def test_lines_are_ideas_where_several_cells_hold_lines_that_read_as_ideas() -> None:
    found = read("Une navette\nUn garage à vélos", "Des bancs", "A community fridge\nSewing lessons\nMovie nights")
    assert ideas(found) == [
        "Une navette",
        "Un garage à vélos",
        "Des bancs",
        "A community fridge",
        "Sewing lessons",
        "Movie nights",
    ]
    written = read("Une navette\nUn garage", "Un four\nUn banc", choices=Choices(as_written=True))
    assert len(ideas(written)) == 2


@pytest.mark.parametrize(
    "cells",
    [
        ("Une navette\nUn garage à vélos",),
        ("Une navette\nPour les aînés", "Un four\nTenu par les parents"),
        ("Une navette\nle samedi", "Un four\nà pain"),
        ("Une navette.\nElle passe le soir.", "Un four,\nUn banc"),
        ("Une navette\nUn garage", "Un four\nà pain", "Un bal\nen juin"),
    ],
)
def test_what_may_be_one_idea_stays_one_and_is_told(cells: tuple[str, ...]) -> None:
    found = read(*cells)
    assert len(ideas(found)) == len(cells)
    rows = ", ".join(str(number) for number in range(2, len(cells) + 2))
    assert f"{rows}). If each line is an idea" in told(found)


def test_a_title_that_speaks_of_lines_of_buses_says_nothing_of_lines_of_text() -> None:
    assert len(ideas(read("Un bus\nUn car", title="Idées par ligne de bus"))) == 1
    assert "several lines" not in told(read("Un bus", "Un car"))


def test_numbers_that_go_on_within_a_line_begin_an_idea_each() -> None:
    assert ideas(read("1. une navette 2. un four", "1) Un bal ; 2) Un banc ; 3) Un lavoir")) == [
        "une navette",
        "un four",
        "Un bal",
        "Un banc",
        "Un lavoir",
    ]
    for one in ("1. un bal le 2 juin", "10. un bal 11. un four", "1. un bal 3. un four", "Un bal 1. ici 2. là"):
        assert len(ideas(read(one))) == 1


def test_parts_between_semicolons_are_ideas_where_a_column_is_of_such_lists() -> None:
    lists = ("un jardin ; des bancs à l’ombre;une fontaine", "Un four ; une navette, le soir.", "Un bus de nuit")
    found = read(*lists)
    assert ideas(found) == [
        *("un jardin", "des bancs à l’ombre", "une fontaine", "Un four", "une navette, le soir", "Un bus de nuit")
    ]
    assert "(2 cells, 5 ideas)" in told(found)
    assert len(ideas(read(*lists, choices=Choices(as_written=True)))) == len(lists)


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        (("Un jardin ; il serait tenu par les voisins", "Un four ; un bus ; un bal"), "3"),
        (("Un jardin ; des bancs", "Un bus", "Un bal"), "2"),
        (("Un jardin ; des bancs", "Un bus. Le soir ; le matin", "Un bal"), "2"),
    ],
)
def test_a_semicolon_in_a_sentence_parts_nothing_and_what_may_be_a_list_is_told(
    cells: tuple[str, ...], rows: str
) -> None:
    found = read(*cells)
    assert ideas(found) == list(cells)
    assert f"(1 cell, row {rows}). If they hold several ideas" in told(found)


def test_a_title_says_that_semicolons_part_the_ideas() -> None:
    for title in (
        "Vos idées (séparées par des points-virgules)",
        "Ideas, separated by semicolons",
        "Idées séparées par ;",
    ):
        assert ideas(read("Un jardin ; il serait tenu", "Un bal", title=title)) == [
            "Un jardin",
            "il serait tenu",
            "Un bal",
        ]


def test_lines_of_a_text_are_parted_at_semicolons_where_most_are_such_lists() -> None:
    def of_text(text: str, **said: bool) -> tuple[list[tuple[int, str]], str]:
        found = read_ideas(contents_of(text.encode()), Choices(**said), 6)
        return [(row.table, row.text) for row in found.rows], told(found)

    text = "Table 1\nun jardin ; un four ; un lavoir\nTable 2\nDes bancs ; une fontaine.\n"
    parts = [(1, "un jardin"), (1, "un four"), (1, "un lavoir"), (2, "Des bancs"), (2, "une fontaine")]
    assert of_text(text)[0] == parts
    assert "(2 lines, 5 ideas)" in of_text(text)[1]
    assert of_text(text.replace("\nun", " : un").replace("\nDes", " : Des"))[0] == parts
    assert len(of_text(text, as_written=True)[0]) == 2
    one = "Table 1\n- un jardin ; un four ; un bal\n- un lavoir ;\n- un bus ;\n"
    assert len(of_text(one)[0]) == 3
    assert "read as one idea each (1 line)" in of_text(one)[1]
    assert "semicolons" not in of_text("Table 1\n- un jardin ;\n- un lavoir ;\n- un bus.\n")[1]
