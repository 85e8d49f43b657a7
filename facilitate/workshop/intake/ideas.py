"""Ideas out of what a file turned out to hold, a table or a list, in whatever program it was written.

Where a file names tables (a column, a heading), the file wins; the table given by the person fills what it leaves open.
"""

from __future__ import annotations

from facilitate.domain.errors import N_, Refused
from facilitate.sheets.contents import Contents, Prose, Table
from facilitate.sheets.gathering import Progress, no_progress
from facilitate.sheets.reading import read
from facilitate.workshop.intake.across import find_blocks
from facilitate.workshop.intake.columns import Columns
from facilitate.workshop.intake.incoming import Choices, Incoming, IncomingIdea, Outcome, Reading, RefusedRow, Tables
from facilitate.workshop.intake.layout import Layout, header_of, width_of
from facilitate.workshop.intake.lists import read_list
from facilitate.workshop.intake.own import own_layout, refuse_own_report
from facilitate.workshop.intake.roles import is_known_name
from facilitate.workshop.intake.rows import RowReader
from facilitate.workshop.intake.statuses import is_status
from facilitate.workshop.intake.titles import named_in

__all__ = ["Incoming", "IncomingIdea", "RefusedRow", "contents_of", "find_layout", "read_ideas"]


def contents_of(
    data: bytes, *, name: str = "", encoding: str = "", sheet: str = "", progress: Progress = no_progress
) -> Contents:
    """What a file of ideas holds: `sheets.read` with the names and statuses that are known here."""
    return read(
        data,
        name=name,
        encoding=encoding,
        sheet=sheet,
        knows=is_known_name,
        is_value=is_status,
        progress=progress,
    )


def read_ideas(contents: Contents, choices: Choices, tables: int) -> Incoming:
    """Read a whole file for a session of so many tables.

    Raises `Unclear` where a person has to name a column, `Refused` where none of it can be read or where what the
    person said does not exist.
    """
    known = Tables(tables, choices.table)
    if choices.table is not None:
        known.choose(choices.table)
    if isinstance(contents, Prose):
        return _read_prose(contents, choices, known)
    return _read_table(contents, choices, known)


def find_layout(table: Table, choices: Choices, tables: Tables) -> Layout:
    """Which column of a table is what; raises `Unclear` where none can be told as the idea."""
    header = header_of(table)
    if not _names_columns(choices) and (own := own_layout(header, width_of(table, header))):
        return own
    blocks = find_blocks(Columns(table, header, choices, tables))
    default = _table_above((*header.titles, table.origin.sheet))
    return Layout(header, blocks, width_of(table, header), default)


def _names_columns(choices: Choices) -> bool:
    said = (choices.idea, choices.title, choices.table_column, choices.status_column, choices.item_column)
    return any((*said, choices.left_out))


def _read_table(table: Table, choices: Choices, tables: Tables) -> Incoming:
    if not table.rows:
        return _incoming([], table.blank, Reading(table.origin), "csv")
    layout = find_layout(table, choices, tables)
    reader = RowReader(table, layout, tables)
    outcomes = list(reader.outcomes())
    reading = Reading(
        table.origin,
        layout.columns,
        layout.left_out(table),
        _header_line(table, layout),
        reader.rows,
        (*table.origin.notices, *reader.told.notices()),
    )
    return _incoming(outcomes, table.blank, reading, "csv")


def _header_line(table: Table, layout: Layout) -> int:
    return layout.header.line if any(layout.header.names) and table.rows else 0


def _table_above(lines: tuple[str, ...]) -> int | None:
    """The table that the lines above a table name, or its sheet: one, and no other."""
    found = {titled.table for line in lines if (titled := named_in(line.strip())) and titled.table is not None}
    return found.pop() if len(found) == 1 else None


def _read_prose(prose: Prose, choices: Choices, tables: Tables) -> Incoming:
    if _names_columns(choices):
        raise Refused(
            N_(
                "This file has no columns: it is read as a list, a line an idea. "
                "Leave out the options that name columns."
            )
        )
    refuse_own_report(prose.text)
    listed = read_list(prose.text, tables)
    outcomes = list(listed.outcomes)
    reading = Reading(prose.origin, rows=len(outcomes), notices=(*prose.origin.notices, *listed.notices))
    return _incoming(outcomes, listed.blank, reading, "text")


def _incoming(outcomes: list[Outcome], blank: int, reading: Reading, kind: str) -> Incoming:
    return Incoming(
        rows=tuple(outcome for outcome in outcomes if isinstance(outcome, IncomingIdea)),
        refused=tuple(outcome for outcome in outcomes if isinstance(outcome, RefusedRow)),
        skipped_blank=blank,
        encoding=reading.origin.encoding,
        kind="text" if kind == "text" else "csv",
        reading=reading,
    )
