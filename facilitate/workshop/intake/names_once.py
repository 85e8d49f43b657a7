"""Columns in which each table, or item, is named in the first of its rows only, as merged cells are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from facilitate.sheets.contents import SheetRow, Table
from facilitate.workshop.intake.table_layout import Block, Layout
from facilitate.workshop.intake.total_cells import is_total


def names_once(table: Table, layout: Layout, place: int | None, is_name: Callable[[str], bool]) -> bool:
    """Whether a column is written so: at least half of the names stand above a row without one.

    Where nearly every row names its own, a blank is a row that has none. Rows of totals do not count.
    """
    if place is None:
        return False
    named: list[str] = []
    once: set[str] = set()
    for row in table.rows[layout.header.first_row :]:
        if all(first_place(row, block) is None for block in layout.blocks):
            continue
        cell = cell_at(row.cells, place).strip()
        if cell in once:
            return False
        if cell and not is_name(cell):
            if is_total([each for each in row.cells if each.strip()], is_last=False, across=False):
                continue
            return False
        named.append(cell)
        if cell:
            once.add(cell)
    heads = sum(1 for cell, below in pairwise(named) if cell and not below)
    return 1 < len(once) < len(named) and bool(named[0]) and 2 * heads >= len(once)


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
