"""A workbook with a sheet for each table is read as one table; where sheets are something else, it is asked."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.sheets import gathering
from facilitate.sheets.contents import Unclear
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
from tests.support.workbooks import ods, sheet_xml, xlsx


def read(book, tables=6, **choices):
    return read_ideas(contents_of(book), Choices(**choices), tables)


def ideas(found):
    return [(row.table, row.text, row.status) for row in found.rows]


@pytest.mark.parametrize("make", [xlsx, ods])
def test_each_sheet_goes_to_its_table_whatever_the_order_of_its_columns(make):
    found = read(
        make(
            {
                "Mode d’emploi": [["Remplissez une feuille par table"]],
                "Table 1": [["Idée", "Statut"], ["Un four", "existant"], ["Un banc", "à créer"]],
                "Groupe 2": [["Statut", "Idée"], ["existant", "Un café"]],
                "T3 - Les aînés": [["Idée", "Statut", "Précisions"], ["Un parc", "", "pour marcher"]],
            }
        )
    )
    assert ideas(found) == [
        (1, "Un four", "existing"), (1, "Un banc", "to_create"),
        (2, "Un café", "existing"), (3, "Un parc", "to_create"),
    ]  # fmt: skip
    assert [row.detail for row in found.rows][-1] == "pour marcher"
    told = " ".join(str(notice) for notice in found.reading.notices)
    assert "Table 1, Groupe 2, T3 - Les aînés" in told
    assert "Mode d’emploi" in told


def test_sheets_without_a_header_are_put_below_one_another():
    book = xlsx({"Tisch 1": [["Un four à pain"], ["Un banc devant la mairie"]], "Tisch 2": [["Un café associatif"]]})
    assert [(table, text) for table, text, _status in ideas(read(book))] == [
        (1, "Un four à pain"), (1, "Un banc devant la mairie"), (2, "Un café associatif"),
    ]  # fmt: skip


def test_what_stands_first_in_every_sheet_is_no_idea():
    book = xlsx({f"Groupe {n}": [["Ce que nous proposons"], [f"Un jardin {n}"]] for n in (1, 2, 3)})
    assert [(table, text) for table, text, _status in ideas(read(book))] == [(n, f"Un jardin {n}") for n in (1, 2, 3)]


def test_a_sheet_s_own_column_of_tables_wins():
    book = xlsx({"Table 1": [["Table", "Idée"], ["4", "Un four"]], "Table 2": [["Table", "Idée"], ["5", "Un café"]]})
    assert [row.table for row in read(book).rows] == [4, 5]


def test_merged_cells_stay_merged():
    rows = [["Thème", "Idée"], ["Manger", "Un four"], ["", "Un café"]]
    book = xlsx({"Table 1": rows, "Table 2": rows})
    assert [(row.table, row.text) for row in read(book).rows] == [
        (1, "Un four"), (1, "Un café"), (2, "Un four"), (2, "Un café"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [("Table 1", "Budget"), ("Idées", "Budget"), ("Table 1", "Table 1 (suite)"), ("Tables 1 et 2", "Tables 3 et 4")],
)
def test_where_names_do_not_tell_a_table_each_it_is_asked(names):
    with pytest.raises(Unclear) as asked:
        contents_of(xlsx({name: [["Un four"], ["Un banc"]] for name in names}))
    assert asked.value.choices == names


def test_a_sheet_that_is_named_is_read_alone():
    book = xlsx({f"Table {n}": [["Idée"], [f"Un jardin {n}"]] for n in (1, 2)})
    found = read_ideas(contents_of(book, sheet="Table 2"), Choices(), 6)
    assert ideas(found) == [(2, "Un jardin 2", "to_create")]


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_sheet_with_a_fuller_header_hides_no_other_table(make):
    book = make({"Table 1": [["Idée", "Statut"], ["Un four", "existant"]], "Table 2": [["Idée"], ["Un café"]]})
    assert ideas(read(book)) == [(1, "Un four", "existing"), (2, "Un café", "to_create")]
    summary = [["Table", "Idée"], ["1", "Un four"], ["2", "Un café"]]
    found = read(make({"Synthèse": summary, "Table 1": [["Un four"]], "Table 2": [["Un café"]]}))
    assert [row.table for row in found.rows] == [1, 2]
    assert found.reading.notices[-1].params == {"sheets": "Synthèse"}


def test_sheets_together_hold_no_more_than_one_table_may(monkeypatch):
    book = xlsx({f"Table {n}": [["Idée"], *([f"Un jardin {n}"] for _ in range(8))] for n in (1, 2)})
    monkeypatch.setattr(gathering, "MOST_ROWS", 17)
    with pytest.raises(Refused, match="more than 17 rows"):
        contents_of(book)
    monkeypatch.setattr(gathering, "MOST_ROWS", 18)
    assert len(read(book).rows) == 16


def test_merged_cells_give_their_table_and_item_and_that_is_told():
    rows = [
        ["Table", "Thème", "Idée"],
        [1, "Manger", "Un four"],
        ["", "", "Un banc"],
        [2, "Jouer", "Un parc"],
        [2, "", "Un bal"],
    ]
    found = read(xlsx({"Idées": sheet_xml(rows, ["A2:A3", "B2:B3"])}))
    assert [(row.table, row.category) for row in found.rows] == [(1, "Manger"), (1, "Manger"), (2, "Jouer"), (2, "")]
    assert ["(1 row)" in str(notice) for notice in found.reading.notices] == [True]


def test_no_column_is_added_and_where_the_table_came_from_is_told():
    sheets = {f"Table {n}": [["Qui ?", "Idée"], ["", f"Un jardin {n}"]] for n in (1, 2)}
    found = read(xlsx(sheets))
    assert [(column.field, column.name, column.place) for column in found.reading.columns] == [("idea", "Idée", 1)]
    assert found.reading.by_sheets
    (told,) = found.reading.notices
    assert str(told) == "No column names the table: it is taken from the name of each sheet (Table 1, Table 2)."
    assert [row.text for row in read(xlsx(sheets), idea="2").rows] == ["Un jardin 1", "Un jardin 2"]
    assert [row.table for row in read(xlsx(sheets), table=5).rows] == [1, 2]


def test_a_blank_in_a_sheet_s_own_column_of_tables_is_the_table_of_the_sheet():
    rows = [["Table", "Idée"], ["4", "Un four"], ["", "Un banc"], ["4", "Un pré"]]
    found = read(xlsx({"Table 1": rows, "Table 2": [["Table", "Idée"], ["5", "Un café"]]}))
    assert [(row.table, row.text) for row in found.rows] == [
        (4, "Un four"),
        (1, "Un banc"),
        (4, "Un pré"),
        (5, "Un café"),
    ]
    assert (found.reading.by_sheets, str(found.reading.notices[0])) == (
        False, "These sheets were read together: Table 1, Table 2."
    )  # fmt: skip


def test_numbers_in_the_sheets_are_no_tables():
    rows = [["1", "Un four à pain"], ["1", "Un banc devant la mairie"], ["2", "Un pré pour les jeux"]]
    found = read(xlsx({"Tisch 3": rows, "Tisch 4": [["2", "Un café associatif"], ["2", "Des vélos à prêter"]]}))
    assert [row.table for row in found.rows] == [3, 3, 3, 4, 4]


def test_rows_are_named_with_their_sheets():
    rows = [["Idée"], ["Un four"], ["anne@example.org"]]
    found = read(xlsx({"Table 1": [["Idée"], ["Un four"]], "Table 2": rows}))
    assert [(row.sheet, row.line) for row in found.rows] == [("Table 1", 2), ("Table 2", 2)]
    assert [(row.sheet, row.line) for row in found.refused] == [("Table 2", 3)]
    assert {row.sheet for row in read(xlsx({"Idées": [["Table", "Idée"], [1, "Un four"]]})).rows} == {""}


def test_the_sheet_that_nobody_chose_is_told() -> None:
    book = xlsx({"Synthèse": [["Table", "Idée"], ["1", "Un verger"]], "Présences": [["P.07", "x"], ["P.11", "x"]]})
    found = read_ideas(contents_of(book), Choices(), 4)
    assert [row.text for row in found.rows] == ["Un verger"]
    assert [notice.params for notice in found.reading.notices] == [{"sheets": "Présences"}]
    assert not read_ideas(contents_of(book, sheet="Synthèse"), Choices(), 4).reading.notices
