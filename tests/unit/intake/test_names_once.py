"""A table that is named once above its rows is that of all of them, where the sheet shows it."""

from __future__ import annotations

import pytest

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
