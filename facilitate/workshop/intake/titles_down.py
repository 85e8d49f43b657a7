"""Sheets whose titles stand one below the other, each idea in a column of its own: refused, with what to do."""

from __future__ import annotations

from facilitate.domain.errors import N_, Names, Refused
from facilitate.sheets.contents import Table
from facilitate.workshop.intake.column_names import EXACT, named
from facilitate.workshop.intake.vocabulary import TEXTS

_MOST_TITLES = 12
_TWO = 2
TITLES_DOWN = N_(
    "The titles of this sheet stand in its first column ({titles}) and not in a line above the ideas, so nothing is "
    "imported. In the spreadsheet, copy the cells, choose Paste special, then Transpose, and import that sheet."
)


def refuse_titles_down(table: Table) -> None:
    """Raise `Refused` where each cell of the first column is the name of one, and no other cell of the first row is."""
    rows = [row.cells for row in table.rows[: _MOST_TITLES + 1] if row.cells]
    titles = [cells[0].strip() for cells in rows if cells[0].strip()]
    if not _TWO <= len(titles) <= _MOST_TITLES or len(set(titles)) < len(titles):
        return
    roles = [found.role if (found := named(title)) and found.strength == EXACT else None for title in titles]
    if None in roles or not {"idea", "title"} & set(roles) or not set(roles) - set(TEXTS):
        return
    ideas = next(cells for cells in rows if (found := named(cells[0])) and found.role in ("idea", "title"))
    if sum(1 for cell in ideas[1:] if cell.strip()) < _TWO or any(named(cell) for cell in rows[0][1:] if cell.strip()):
        return
    raise Refused(TITLES_DOWN, titles=Names(tuple(titles), 0))
