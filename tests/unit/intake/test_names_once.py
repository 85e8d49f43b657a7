"""A table that is named once above its rows is that of all of them, where the sheet shows it."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.adjustments import TABLES_BELOW
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from tests.support.workbooks import Cells, ods, xlsx


def read(rows: Cells) -> Incoming:
    return read_ideas(contents_of(xlsx({"Feuille1": rows})), Choices(), 6)


def ideas(found: Incoming) -> list[tuple[int, str]]:
    return [(row.table, row.text) for row in found.rows]


@pytest.mark.parametrize("total", [["TOTAL", "4 idées", 12], ["Total", 4, 12], ["Total général", "", 12]])
def test_a_total_below_does_not_hide_it(total: list[object]) -> None:
    rows = [
        ["Table", "Idée", "Voix"], ["Table 1", "Un bac à sable", 3], ["", "Une fontaine", 2],
        ["Table 2", "Un kiosque", 3], ["", "Des bancs", 4], total,
    ]  # fmt: skip
    expected = [(1, "Un bac à sable"), (1, "Une fontaine"), (2, "Un kiosque"), (2, "Des bancs")]
    for found in (read(rows), read_ideas(contents_of(ods({"Feuille1": rows})), Choices(), 6)):
        assert ideas(found) == expected


def test_the_columns_of_a_row_share_its_table() -> None:
    found = read([
        ["Table", "Existe", "À créer", "Note"], ["Table 1", "Un club d’échecs", "Une troupe", "Paul"],
        ["", "Une AMAP", "", "Lina"], ["Table 2", "", "", "Omar"], ["", "", "Un fournil", "Zoé"],
        ["Table 3", "Un lavoir", "", ""], ["", "Une halle", "", ""],
    ])  # fmt: skip
    assert ideas(found) == [
        (1, "Un club d’échecs"), (1, "Une troupe"), (1, "Une AMAP"), (2, "Un fournil"), (3, "Un lavoir"),
        (3, "Une halle"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "tables",
    [
        ["Table 1", ""],
        ["Table 1", "", ""],
        ["Table 1", "", "Table 2", "", "Table 1", ""],
        ["1", "", "2", "", "", "1", "", "3"],
    ],
)
def test_a_table_above_blanks_is_theirs_and_that_can_be_refused(tables: list[str]) -> None:
    rows: Cells = [["Table", "Idée"], *([table, f"Une idée {place}"] for place, table in enumerate(tables))]
    numbers: list[int] = []
    for table in tables:
        numbers.append(int(table[-1]) if table else numbers[-1])
    found = read(rows)
    assert [row.table for row in found.rows] == numbers
    assert [notice.text for notice in found.reading.notices] == [TABLES_BELOW]
    data = contents_of(xlsx({"Feuille1": rows}))
    refused = read_ideas(data, Choices(as_written=True), 6)
    assert len(refused.rows) == sum(map(bool, tables))
    given = read_ideas(data, Choices(as_written=True, table=6), 6)
    assert {row.table for row in given.rows} == {*numbers, 6}


@pytest.mark.parametrize(
    "tables", [["1", "", ""], ["", "Table 1", ""], ["1", "1", "", "2", ""], ["1", "", "2", "3", "1"]]
)
def test_a_blank_that_may_be_a_row_without_a_table_is_never_guessed(tables: list[str]) -> None:
    found = read([["Table", "Idée"], *([table, f"Une idée {place}"] for place, table in enumerate(tables))])
    assert len(found.rows) == sum(map(bool, tables))


def test_an_item_above_blanks_can_be_refused() -> None:
    rows = [
        ["Table", "Thème", "Idée"],
        [1, "Santé", "Un bal"],
        [1, "", "Un four"],
        [2, "Sport", "Un gué"],
        [2, "", "Un pré"],
    ]
    data = contents_of(xlsx({"Feuille1": rows}))
    assert [row.category for row in read_ideas(data, Choices(), 6).rows] == ["Santé", "Santé", "Sport", "Sport"]
    assert [row.category for row in read_ideas(data, Choices(as_written=True), 6).rows] == ["Santé", "", "Sport", ""]
