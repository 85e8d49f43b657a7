"""Rows of a form that only hold their own number are empty rows; a blank table names its column."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import NO_TABLE_IN_COLUMN, Choices, Incoming, names_no_table
from tests.support.workbooks import Cells, xlsx


def read(sheets: dict[str, Cells]) -> Incoming:
    return read_ideas(contents_of(xlsx(sheets)), Choices(table=None if len(sheets) > 1 else 2), 6)


@pytest.mark.parametrize(
    ("header", "numbers", "empty"),
    [
        (["N°", "Idée", "Existe"], [1, 2, 3, 4], ""),
        (["#", "Idea", "Exists"], ["1.", "2.", "3.", "4."], ""),
        (["Numéro", "Proposition", "Fait ?"], ["1)", "2)", "3)", "4)"], "FALSE"),
        (["", "Idée", "Déjà en place"], [1, 2, 3, 4], "☐"),
    ],
)
def test_a_row_with_nothing_but_its_number_is_empty(header: list[str], numbers: list[object], empty: str) -> None:
    words = ["Un lavoir communal", "", "Une halle aux livres", ""]
    sheet = [header, *([number, word, empty] for number, word in zip(numbers, words, strict=True))]
    for found in (read({"Feuille": sheet}), read({"Table 1": sheet, "Table 2": sheet})):
        assert {row.text for row in found.rows} == {"Un lavoir communal", "Une halle aux livres"}
        assert not found.refused
        assert found.reading.rows == len(found.rows)


def test_a_number_that_is_not_the_rows_own_is_told() -> None:
    found = read({"Feuille": [["Voix", "Idée"], [7, "Un lavoir"], [3, "Une halle"], [12, ""]]})
    assert [row.line for row in found.refused] == [4]


def test_where_the_column_of_tables_is_blank_that_is_said() -> None:
    rows = [["Table", "Existe", "À créer"], ["1", "Un club", "Une troupe"], ["", "Une AMAP", ""]]
    found = read_ideas(contents_of(xlsx({"Feuille": rows})), Choices(), 6)
    assert [(row.reason.text, row.reason.params) for row in found.refused] == [
        (NO_TABLE_IN_COLUMN, {"column": "Table"})
    ]
    assert all(map(names_no_table, found.refused))
