"""Tables in HTML, whatever its file is called, and in Excel's XML of 2003."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitate.domain.errors import N_, Message, Names, Refused
from facilitate.domain.text import excerpt, without_controls
from facilitate.sheets.contents import Contents, Kind, Origin, Prose, SheetRow, Table, Unclear
from facilitate.sheets.counting import counted
from facilitate.sheets.gathering import Asked, table_of
from facilitate.sheets.grids import Grid, HtmlGrids, SpreadsheetGrids, count_rows
from facilitate.sheets.headers import known_names
from facilitate.sheets.refusals import PICTURE, XML, broken, not_read
from facilitate.sheets.tables_in_text import left_out, named_table, unclear
from facilitate.sheets.word_levels import indented, without_marks

_TWO = 2
_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_HEAD = 4000
_LONGEST_HEADING, _SHOWN = 40, 6
_HEADINGS_READ = N_(
    "The {count} tables of the document were read together, each row with the heading above it ({headings})."
)
_HEADINGS_ONLY = N_(
    "The {count} tables of the document were read together, each row with the heading above it ({headings}). The other "
    "text around them was skipped."
)
_PICTURE = re.compile(r"<svg\b")


def read_html(text: str, origin: Origin, asked: Asked) -> Table:
    """Read the table of a page; raises `Refused` where the page is a text, or holds none."""
    page = HtmlGrids.of(text)
    origin = _with_notes(origin, page.notes)
    if not page.grids:
        raise Refused(
            N_(
                "This is a web page without a table: no list can be read from it. Copy its list into a text "
                "file, one entry per line, and import that file."
            )
        )
    if page.letters_outside > sum(grid.letters for grid in page.grids):
        raise Refused(
            N_(
                "This is a web page, and most of it is text: it is unclear which part is the list. Copy the "
                "table or the list into a file of its own, and import that file."
            )
        )
    return _chosen(page.grids, origin, asked)


def _with_notes(origin: Origin, notes: int) -> Origin:
    if not notes:
        return origin
    notice = Message(N_("Footnote numbers were removed, not the words ({signs})."), {"signs": counted(notes, "sign")})
    return replace(origin, notices=(*origin.notices, notice))


def read_markup_of_document(text: str, origin: Origin, asked: Asked) -> Contents:
    """Read a word processor's document that was turned into HTML: its table, or its text as a list."""
    page = HtmlGrids.of(without_marks(text) if "<table" in text else text)
    origin = _with_notes(origin, page.notes)
    count_rows(page.grids)
    text = "\n".join(map(indented, page.lines))
    if not page.grids:
        return Prose(origin, text)
    tables = [list(grid.rows()) for grid in page.grids]
    if not asked.sheet and asked.are_beside(text, tables):
        return Prose(replace(origin, notices=(*origin.notices, left_out(tables))), text)
    if not asked.sheet and page.letters_outside > sum(grid.letters for grid in page.grids):
        raise unclear(tables)
    if page.letters_outside:
        origin = replace(origin, notices=(*origin.notices, _around(page, asked)))
    return _chosen(page.grids, origin, asked)


def _around(page: HtmlGrids, asked: Asked) -> Message:
    """What is told of the text around the tables: their headings are read where each has its own."""
    if asked.sheet or not _under_headings(page.grids):
        return Message(N_("Everything around the table was skipped."))
    headings = [grid.heading for grid in page.grids]
    shown = tuple(excerpt(without_controls(each), _LONGEST_HEADING) for each in headings[:_SHOWN])
    params = {"count": len(headings), "headings": Names(shown, len(headings) - len(shown))}
    only = sum(not line.startswith("#") for line in page.lines) == 0
    return Message(_HEADINGS_READ if only else _HEADINGS_ONLY, params)


def read_xml(text: str, origin: Origin, asked: Asked) -> Table:
    """Read a sheet of Excel's XML; raises `Refused` for any other."""
    if _SPREADSHEET in text[:_HEAD]:
        if grids := SpreadsheetGrids.of(text).grids:
            return _chosen(grids, origin, asked)
        raise broken()
    if _PICTURE.search(text[:_HEAD]):
        raise not_read(PICTURE)
    raise not_read(XML)


def _chosen(grids: Sequence[Grid], origin: Origin, asked: Asked) -> Table:
    """The table that was named, the only one, the one whose header is known, or the one that is far the longest."""
    if not asked.sheet and (rows := _under_headings(grids)):
        return table_of(replace(origin, headings=len(rows[0].cells)), rows, asked.progress)
    names = tuple(grid.name or grid.heading or str(number) for number, grid in enumerate(grids, 1))
    place = named_table(names, asked.sheet) if asked.sheet else _only(grids, asked)
    if place is None:
        raise Unclear(
            N_("This file contains several tables. Choose one with --sheet: {sheets}."),
            option="sheet",
            choices=names,
            sheets=", ".join(names),
        )
    several = len(grids) > 1 or origin.kind is Kind.XML or bool(asked.sheet)
    origin = replace(origin, sheet=names[place] if several else "", sheets=names if several else ())
    return table_of(origin, grids[place].rows(), asked.progress)


def _under_headings(grids: Sequence[Grid]) -> list[SheetRow]:
    """Tables with one header, each under a heading of its own, are one: each row ends with its heading."""
    tables = [(grid.heading, rows) for grid in grids if (rows := list(grid.rows()))]
    headings = {heading for heading, _ in tables if heading}
    if len(tables) < _TWO or len(headings) < len(tables) or len({rows[0].cells for _, rows in tables}) > 1:
        return []
    width = max(len(row.cells) for _, rows in tables for row in rows)
    header = replace(tables[0][1][0], cells=_padded(tables[0][1][0].cells, width, ""))
    return [header, *(replace(row, cells=_padded(row.cells, width, name)) for name, rows in tables for row in rows[1:])]


def _padded(cells: tuple[str, ...], width: int, last: str) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)), last)


def _only(grids: Sequence[Grid], asked: Asked) -> int | None:
    filled = [place for place, grid in enumerate(grids) if grid.letters]
    if len(filled) <= 1:
        return filled[0] if filled else 0
    known = [place for place in filled if known_names(_first(grids[place].rows()), asked.knows) >= _TWO]
    if len(known) == 1:
        return known[0]
    longest = sorted(filled, key=lambda place: len(grids[place].lines), reverse=True)
    first, second = (len(grids[place].lines) for place in longest[:2])
    return longest[0] if first > 2 * second else None


def _first(rows: Iterator[SheetRow]) -> list[SheetRow]:
    return [row for row, _ in zip(rows, range(20), strict=False)]
