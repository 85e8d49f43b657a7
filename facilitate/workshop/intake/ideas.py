"""Lists of ideas as people really have them: text, Markdown or CSV, in whatever encoding the machine at hand wrote.

Where a file names tables (a column, a heading), the file wins; the table given by the person fills what it leaves open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from facilitate.domain.errors import N_, Message, Refused
from facilitate.sheets.contents import Row
from facilitate.sheets.delimited import split_rows
from facilitate.sheets.plain import read_plain
from facilitate.workshop.intake.incoming import (
    Candidate,
    Incoming,
    IncomingIdea,
    IncomingStatus,
    Outcome,
    Reading,
    RefusedRow,
    Tables,
    admit,
    refusal,
)
from facilitate.workshop.intake.layout import Layout, find_layout
from facilitate.workshop.intake.lists import read_text
from facilitate.workshop.intake.vocabulary import ACCEPTED_STATUSES, status_of, table_of

__all__ = ["Incoming", "IncomingIdea", "RefusedRow", "new_rows", "read_ideas"]


def read_ideas(data: bytes, *, table: int | None, tables: int) -> Incoming:
    """Read a whole file; raise `Refused` only when none of it can be read or the given table does not exist."""
    known = Tables(tables, table)
    if table is not None:
        known.choose(table)
    contents = read_plain(data)
    text, encoding = contents.text, contents.origin.encoding
    layout = find_layout(text, known)
    outcomes, blank = _read_csv(text, layout, known) if layout else read_text(text, known)
    return Incoming(
        rows=tuple(outcome for outcome in outcomes if isinstance(outcome, IncomingIdea)),
        refused=tuple(outcome for outcome in outcomes if isinstance(outcome, RefusedRow)),
        skipped_blank=blank,
        encoding=encoding,
        kind="csv" if layout else "text",
        reading=Reading(contents.origin),
    )


def new_rows(rows: Iterable[IncomingIdea], recorded: Mapping[tuple[int, str], int]) -> tuple[IncomingIdea, ...]:
    """Leave out, table by table, as many of each text as were recorded: importing a file again adds nothing."""
    left = Counter(recorded)
    new: list[IncomingIdea] = []
    for row in rows:
        if left[row.table, row.text] > 0:
            left[row.table, row.text] -= 1
        else:
            new.append(row)
    return tuple(new)


def _read_csv(text: str, layout: Layout, tables: Tables) -> tuple[list[Outcome], int]:
    rows = [row for row in split_rows(text, layout.delimiter) if row.line >= layout.first_line]
    return [_outcome(row, layout, tables) for row in rows if not row.blank], sum(1 for row in rows if row.blank)


def _outcome(row: Row, layout: Layout, tables: Tables) -> Outcome:
    try:
        return _idea(row, layout, tables)
    except Refused as error:
        return refusal(row.line, row.raw, error.message)


def _idea(row: Row, layout: Layout, tables: Tables) -> IncomingIdea:
    if row.unclosed:
        raise Refused(
            N_(
                "A quotation mark opens on this line and is never closed. "
                "Close it, or double it if it belongs to the text.",
            )
        )
    _check_width(row, layout)
    cells = {name: row.cells[index] for name, index in layout.columns.items() if index < len(row.cells)}
    if not cells.get("idea", "").strip():
        raise Refused(N_("This row has no idea in it."))
    return admit(
        Candidate(row.line, row.raw, cells["idea"]),
        tables.choose(_table(cells.get("table", ""))),
        _status(cells.get("status", "")),
        cells,
    )


def _check_width(row: Row, layout: Layout) -> None:
    """More cells than columns: the idea holds the separator, and to guess where it ends would change it."""
    found = len(row.cells)
    if any(cell.strip() for cell in row.cells[layout.width :]):
        raise Refused(
            N_(
                "This row has {found} cells for {expected} columns. "
                "Put a text that holds the separator in quotation marks."
            ),
            found=found,
            expected=layout.width,
        )


def _table(cell: str) -> int | None:
    if not cell.strip():
        return None
    number = table_of(cell)
    if number is None:
        raise Refused(N_("“{cell}” is not a table number. Write for instance 3, T3 or Table 3."), cell=_shown(cell))
    return number


def _status(cell: str) -> IncomingStatus:
    status = status_of(cell)
    if status is None:
        raise Refused(
            N_("“{status}” is not a known status. Write one of these: {accepted}."),
            status=_shown(cell),
            accepted=ACCEPTED_STATUSES,
        )
    return status


def _shown(cell: str) -> str:
    return refusal(0, cell, Message("")).excerpt
