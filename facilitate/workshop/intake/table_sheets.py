"""A workbook with a sheet for each table: its sheets as one table, each row with the name of its sheet.

No column is added: columns keep the numbers by which people name them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from facilitate.domain.errors import N_, Message
from facilitate.sheets.contents import Contents, SheetRow, Table
from facilitate.sheets.gathering import check_length, check_rows
from facilitate.sheets.headers import Header
from facilitate.workshop.intake.column_names import bare
from facilitate.workshop.intake.table_layout import header_of
from facilitate.workshop.intake.table_titles import table_in_heading

_SEVERAL = 2


def sheets_of_tables(names: Sequence[str]) -> tuple[str, ...]:
    """The sheets that name a table each; none where only one does, or where two name the same."""
    found = {name: table for name in names if (table := table_in_heading(name.strip())) is not None}
    return tuple(found) if len(set(found.values())) == len(found) >= _SEVERAL else ()


def joined(names: Sequence[str], filled: Sequence[str], read: Callable[[str], Contents]) -> Table:
    """Read these sheets as one table; the other ones that are filled are left out, which is told.

    Columns are put together by their names, in whatever order each sheet has them.
    """
    sheets = list(_read_within_bounds(names, read))
    headers = _headers([table for _name, table in sheets])
    columns = _columns(headers)
    rows: list[SheetRow] = []
    if any(columns):
        head = sheets[0][1].rows[max(headers[0].first_row - 1, 0)]
        rows.append(replace(head, cells=columns, continued=()))
    for (name, table), header in zip(sheets, headers, strict=True):
        places = _places(header, columns, len(columns) or max((len(row.cells) for row in table.rows), default=0))
        rows += (_row(row, places, name) for row in table.rows[header.first_row :])
    first = sheets[0][1]
    notices = [notice for _name, table in sheets for notice in table.origin.notices]
    origin = replace(
        first.origin, sheet="", filled=(), together=tuple(names), notices=(*notices, *of_skipped(names, filled))
    )
    return Table(origin, tuple(rows), sum(table.blank for _name, table in sheets), headed=any(columns))


def _read_within_bounds(names: Sequence[str], read: Callable[[str], Contents]) -> Iterator[tuple[str, Table]]:
    """Each sheet; raises `Refused` where all of them together are more than one table may be."""
    rows = letters = 0
    for name in names:
        found = read(name)
        if isinstance(found, Table):
            rows += len(found.rows)
            letters += sum(len(cell) for row in found.rows for cell in row.cells)
            check_rows(rows)
            check_length(letters)
            yield name, found


def _headers(tables: Sequence[Table]) -> list[Header]:
    """The header of each sheet. Words that stand first in every sheet name columns, also where nobody knows them."""
    found = [header_of(table) for table in tables]
    first = {table.rows[0].cells for table in tables if table.rows}
    if len(first) == 1 and not any(header.line for header in found) and all(table.rows for table in tables):
        cells = first.pop()
        return [Header(cells, cells, ("",) * len(cells), table.rows[0].line, 1) for table in tables]
    return found


def of_skipped(names: Sequence[str], filled: Sequence[str]) -> list[Message]:
    """Name the filled sheets beside those that are read."""
    others = [name for name in filled if name not in names]
    return [Message(N_("Other sheets skipped: {sheets}."), {"sheets": ", ".join(others)})] if others else []


def _columns(headers: Sequence[Header]) -> tuple[str, ...]:
    """The names of all columns, each once, in the order in which they are met; none where sheets have no header."""
    found: dict[str, str] = {}
    for header in headers:
        if not header.line:
            continue
        for place, name in enumerate(header.names):
            found.setdefault(bare(name) if name.strip() else f" {place}", name)
    return tuple(found.values())


def _places(header: Header, columns: Sequence[str], width: int) -> list[int]:
    """For each column its place in the rows of one sheet, -1 where the sheet does not have it.

    A sheet without a header has its columns in the order of the others.
    """
    if not header.line:
        return list(range(width))
    known = {bare(name) if name.strip() else f" {place}": place for place, name in enumerate(header.names)}
    keys = [bare(name) if name.strip() else f" {place}" for place, name in enumerate(columns)]
    return [known.get(key, -1) for key in keys]


def _row(row: SheetRow, places: Sequence[int], sheet: str) -> SheetRow:
    cells = tuple(row.cells[place] if 0 <= place < len(row.cells) else "" for place in places)
    continued = tuple(at for at, place in enumerate(places) if place in row.continued)
    return replace(row, cells=cells, continued=continued, sheet=sheet)
