"""Ideas out of what a file turned out to hold, a table or a list, in whatever program it was written.

Where a file names tables (a column, a heading), the file wins; the table given by the person fills what it leaves open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from facilitate.domain.errors import N_, Message, Refused
from facilitate.sheets.contents import Contents, Prose, SheetRow, Unclear
from facilitate.sheets.counting import counted
from facilitate.sheets.gathering import Progress, no_progress
from facilitate.sheets.reading import read
from facilitate.workshop.intake.board_words import without_cards
from facilitate.workshop.intake.category_headings import below_headings
from facilitate.workshop.intake.column_names import is_known_name
from facilitate.workshop.intake.contact_lines import of_contacts
from facilitate.workshop.intake.idea_marks import of_those_left, statuses_within, without_marks
from facilitate.workshop.intake.incoming import (
    Choices,
    Incoming,
    IncomingIdea,
    Reading,
    RefusedRow,
    Tables,
    incoming,
    names_no_table,
)
from facilitate.workshop.intake.lists import read_list
from facilitate.workshop.intake.lost_letters import seem_lost
from facilitate.workshop.intake.no_ideas import hold_back
from facilitate.workshop.intake.status_headings import READ_ABOVE
from facilitate.workshop.intake.statuses import is_status

__all__ = ["Incoming", "IncomingIdea", "RefusedRow", "contents_of", "read_ideas"]

_REPORTED = ("- **T", " · T")


def contents_of(
    data: bytes, *, name: str = "", encoding: str = "", sheet: str = "", progress: Progress = no_progress
) -> Contents:
    """What a file of ideas holds: `sheets.read` with the names and statuses that are known here.

    A workbook with a sheet for each table is one table.
    """

    def read_sheet(named: str) -> Contents:
        return read(
            data,
            name=name,
            encoding=encoding,
            sheet=named,
            knows=is_known_name,
            is_value=is_status,
            progress=progress,
            are_beside=_are_beside,
            are_heads=_are_own_heads,
        )

    try:
        found = read_sheet(sheet)
    except Unclear as unclear:
        if unclear.option != "sheet" or not (of_tables := _joined(unclear.choices, read_sheet)):
            raise
        return of_tables
    except Refused:
        _refuse_report(data.decode("utf-8", "replace"))  # whose tables are counts, and no list
        raise
    # One sheet with a header that is known must not hide those of the other tables.
    return _joined(found.origin.filled, read_sheet) or _with_others(found)


def _are_beside(text: str, tables: Sequence[Sequence[SheetRow]]) -> bool:
    from facilitate.workshop.intake.tables_beside import are_beside  # few texts have tables beside their lists

    return are_beside(text, tables)


def _are_own_heads(cells: Sequence[str]) -> bool:
    from facilitate.workshop.intake.own_sheets import are_own_heads  # few files are workbooks of several sheets

    return are_own_heads(cells)


def _with_others(contents: Contents) -> Contents:
    """Say which other sheets of a workbook are skipped, where nobody chose the one that is read."""
    origin = contents.origin
    if len(origin.filled) < 2:  # noqa: PLR2004 -- itself and another
        return contents
    from facilitate.workshop.intake.table_sheets import of_skipped

    notices = (*origin.notices, *of_skipped((origin.sheet,), origin.filled))
    return replace(contents, origin=replace(origin, notices=notices))


def _joined(filled: tuple[str, ...], read_sheet: Callable[[str], Contents]) -> Contents | None:
    """The sheets of a workbook as one table, where they are a table's each."""
    if not filled:
        return None
    from facilitate.workshop.intake.table_sheets import joined, sheets_of_tables

    of_tables = sheets_of_tables(filled)
    return joined(of_tables, filled, read_sheet) if of_tables else None


def read_ideas(contents: Contents, choices: Choices, tables: int) -> Incoming:
    """Read a whole file for a session of so many tables.

    Raises `Unclear` where a person has to name a column, `Refused` where none of it can be read or where what the
    person said does not exist.
    """
    known = Tables(tables, choices.table)
    if choices.table is not None:
        known.choose(choices.table)
    if isinstance(contents, Prose):
        return _with_what_is_missing(_read_prose(contents, choices, known))
    from facilitate.workshop.intake.tables import read_table  # lists, which are most, start without it

    return _with_what_is_missing(read_table(contents, choices, known))


def _with_what_is_missing(found: Incoming) -> Incoming:
    """Say that letters are lost, that people can be reached, or that nothing is there, which a zero leaves open."""
    reading = found.reading
    notices: list[Message] = []
    if lost := sum(not (row.ref or row.refs) and "?" in row.text and seem_lost(row.text) for row in found.rows):
        message = N_(
            "Letters seem to be lost in this file: there is a “?” inside a word ({rows}). Save the sheet as “CSV "
            "UTF-8”, or as .xlsx, and import that file."
        )
        notices.append(Message(message, {"rows": counted(lost, "row")}))
    notices += of_contacts(found.rows)
    if not reading.rows:
        notices.append(
            Message(N_("Line {line} contains the column headings, and no row follows it."), {"line": reading.header})
            if reading.header
            else Message(N_("This file is empty."))
        )
    return replace(found, reading=replace(reading, notices=(*reading.notices, *notices))) if notices else found


def _refuse_report(text: str) -> None:
    """Raise `Refused` for the program's own report in Markdown, which few files are."""
    if any(sign in text for sign in _REPORTED):
        from facilitate.workshop.intake.own_sheets import refuse_own_report

        refuse_own_report(text)


def _read_prose(prose: Prose, choices: Choices, tables: Tables) -> Incoming:
    if choices.names_columns:
        raise Refused(
            N_(
                "This file has no columns: it is read as a list, one idea per line. Remove the options that name "
                "columns."
            )
        )
    _refuse_report(prose.text)
    from facilitate.workshop.intake.quoted_mail import answers, find_quoted

    quoted = None if choices.as_written else find_quoted(prose.text)
    if quoted:
        found = _read_text(replace(prose, text=quoted.left()), choices, tables)
        if answers((*found.rows, *filter(names_no_table, found.refused)), quoted):
            notices = (*found.reading.notices, quoted.notice())
            return replace(found, reading=replace(found.reading, notices=notices))
    return _read_text(prose, choices, tables)


def _read_text(prose: Prose, choices: Choices, tables: Tables) -> Incoming:
    listed = read_list(prose.text, replace(tables, in_columns=False), choices)
    has_headings = any(notice.text == READ_ABOVE for notice in listed.notices)
    without = partial(statuses_within if choices.as_written else without_marks, has_headings=has_headings)
    before = listed.outcomes if choices.as_written else without_cards(listed.outcomes)
    marked, of_marks = without(before)
    from facilitate.workshop.intake.doubt import in_doubt  # sheets start without it

    outcomes, of_doubt = in_doubt(listed, marked if choices.as_written else hold_back(marked), choices)
    from facilitate.workshop.intake.after_doubt import of_other_tables, true_notices, without_title_of_guests

    if not (choices.as_written or choices.doubtful):
        outcomes = without_title_of_guests(outcomes)
    outcomes = [
        replace(each, never=True) if isinstance(each, RefusedRow) and each.line in listed.never else each
        for each in outcomes
    ]
    of_marks = of_those_left(before, outcomes, of_marks, without)
    of_text, of_others = true_notices(listed, outcomes), of_other_tables(listed, outcomes)
    notices = (*prose.origin.notices, *of_text, *of_marks, *of_doubt, *of_others)
    if choices.categories is not None:
        outcomes, of_headings = below_headings(outcomes, prose.text.split("\n"), choices.categories)
        notices = (*notices, *of_headings)
    reading = Reading(prose.origin, rows=len(listed.outcomes), notices=notices)
    return incoming(outcomes, listed.blank, reading, "text")
