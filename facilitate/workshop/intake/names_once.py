"""What the rows of a form show only together: a table or item named once above its rows, and rows left empty.

An empty row holds its own number, boxes without a tick, or both.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from facilitate.domain.errors import N_, Refused
from facilitate.sheets.contents import SheetRow, Table
from facilitate.workshop.intake.column_cells import holds_words
from facilitate.workshop.intake.table_layout import Block, Layout
from facilitate.workshop.intake.total_cells import is_total

_UNTICKED = frozenset(("FALSE", "FAUX", "false", "☐", "□"))
_AROUND = " .)°\u00a0\u202f"
_SEVERAL = 2
_WORDS_ELSEWHERE = N_(
    "The columns read as ideas are empty in this row; the column “{column}”, which is skipped, contains text."
)


def names_once(table: Table, layout: Layout, place: int | None, is_name: Callable[[str], bool]) -> bool:
    """Whether a column is written so: at least half of the names stand above a row without one.

    Where nearly every row names its own, a blank is a row that has none. Rows of totals do not count.
    """
    named = _names(table, layout, place, is_name, again=False)
    once = {cell for cell in named if cell}
    heads = sum(1 for cell, below in pairwise(named) if cell and not below)
    return 1 < len(once) < len(named) and bool(named[0]) and 2 * heads >= len(once)


def begins_blocks(table: Table, layout: Layout, place: int | None, is_name: Callable[[str], bool]) -> bool:
    """Whether each name of a table stands above rows without one, also where one comes again, or there is only one.

    A number alone, above blanks to the end, may be that of the first row only.
    """
    named = _names(table, layout, place, is_name, again=True)
    if not named or not named[0] or (filled := sum(map(bool, named))) == len(named):
        return False
    if filled == 1:
        return not named[0][0].isdecimal()
    return True


def _names(
    table: Table, layout: Layout, place: int | None, is_name: Callable[[str], bool], *, again: bool
) -> list[str]:
    """What a column holds beside each idea; nothing where a cell is no name, and where it is not written so.

    That is where a name comes again, or, where it may, stands right below another one.
    """
    named: list[str] = []
    seen: set[str] = set()
    for row in table.rows[layout.header.first_row :] if place is not None else ():
        if all(first_place(row, block) is None for block in layout.blocks):
            continue
        cell = cell_at(row.cells, place).strip()
        if cell and (named[-1:] not in ([], [""]) if again else cell in seen):
            return []
        if cell and not is_name(cell):
            if is_total([each for each in row.cells if each.strip()], is_last=False, across=False):
                continue
            return []
        named.append(cell)
        if cell:
            seen.add(cell)
    return named


def first_place(row: SheetRow, block: Block) -> int | None:
    """The place of the first text of a block that is not empty, but for one that a merged cell shows again."""
    for place in block.idea:
        cell = cell_at(row.cells, place)
        if cell and not cell.isspace() and place not in row.continued:
            return place
    return None


def cell_at(cells: Sequence[str], place: int | None) -> str:
    """A cell of a row; nothing where the row is shorter, or no column is meant."""
    return cells[place] if place is not None and place < len(cells) else ""


def refuse_row_without_ideas(row: SheetRow, layout: Layout, skipped: Collection[int]) -> None:
    """Raise `Refused` for a row without an idea: one with words in a column that is skipped is not empty."""
    for place in skipped:
        if holds_words([cell_at(row.cells, place)]):
            raise Refused(_WORDS_ELSEWHERE, column=layout.name(place))
    raise Refused(N_("There is no idea in this row."))


def may_be_empty(filled: Sequence[str]) -> bool:
    """Whether the cells that hold anything are a number and boxes without a tick: most rows end here.

    A row without any cell has a quotation mark that is never closed, which has to be told.
    """
    for cell in filled:  # mostly the first or the second one holds words
        if not (cell.strip(_AROUND).isdecimal() or cell.strip() in _UNTICKED):
            return False
    return bool(filled) and sum(1 for cell in filled if cell.strip() not in _UNTICKED) <= 1


class EmptyRows:
    """Which columns number the rows, worked out where a row first asks for it."""

    def __init__(self, rows: Sequence[SheetRow], layout: Layout) -> None:
        self._rows = rows
        used = {block.table for block in layout.blocks}.union(*(block.idea for block in layout.blocks))
        self._others = [place for place in range(len(layout.header.names)) if place not in used]
        self._numbering: frozenset[int] | None = None

    def holds(self, row: SheetRow) -> bool:
        """Whether a row holds nothing but its own number in such a column, and boxes without a tick."""
        if self._numbering is None:
            self._numbering = frozenset(place for place in self._others if self._numbers_rows(place))
        places = (place for place, cell in enumerate(row.cells) if cell.strip() and cell.strip() not in _UNTICKED)
        return all(place in self._numbering for place in places)

    def _numbers_rows(self, place: int) -> bool:
        """Whether each number in a column is one more than that above it, or one in the first row of a sheet."""
        before, sheet, count = None, "", 0
        for row in self._rows:
            number = cell_at(row.cells, place).strip(_AROUND)
            if row.sheet != sheet:
                before, sheet = None, row.sheet
            if not number.isdecimal():
                continue
            if int(number[:9]) != (1 if before is None else before + 1):
                return False
            before, count = int(number[:9]), count + 1
        return count >= _SEVERAL
