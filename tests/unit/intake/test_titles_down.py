"""Sheets that lie on their side, and sheets without titles whose tables stand above empty cells."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices
from facilitate.workshop.intake.table_layout import TITLES_DOWN
from tests.support.workbooks import Cells, ods, xlsx

ON_ITS_SIDE: Cells = [
    ["Table", 1, 1, 2], ["Idée", "Un four", "Un banc", "Une halle"], ["Statut", "existant", "à créer", "à créer"],
]  # fmt: skip


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_sheet_with_its_titles_down_the_side_is_refused_with_what_to_do(make) -> None:  # type: ignore[no-untyped-def]
    english: Cells = [["Idea", "An oven", "A bench"], ["Table", 1, 2]]
    for rows in (ON_ITS_SIDE, english):
        with pytest.raises(Refused) as raised:
            read_ideas(contents_of(make({"F": rows})), Choices(), 6)
        assert raised.value.message.text == TITLES_DOWN


def test_titles_above_columns_are_no_titles_down_the_side() -> None:
    upright = [list(cells) for cells in zip(*ON_ITS_SIDE, strict=True)]
    assert len(read_ideas(contents_of(xlsx({"F": upright})), Choices(), 6).rows) == 3
    below = [["Table", "Idée"], [1, "Table"], [1, "Idée"]]
    assert len(read_ideas(contents_of(xlsx({"F": below})), Choices(), 6).rows) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_cells_left_empty_below_a_table_make_a_sheet_and_no_list(encoding: str) -> None:
    text = "Table 1;Un four à pain\n;Un banc\n;Un arbre\nTable 2;Une halle\n;Un gué\n"
    found = read_ideas(contents_of(text.encode(encoding)), Choices(), 6)
    assert [(row.table, row.text) for row in found.rows] == [
        (1, "Un four à pain"), (1, "Un banc"), (1, "Un arbre"), (2, "Une halle"), (2, "Un gué"),
    ]  # fmt: skip
