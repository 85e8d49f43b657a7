"""Workbooks (.xlsx, .ods, .xls): which sheet is read, and its cells as people see them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from html import unescape
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.text import folded
from facilitate.sheets.archives import opening
from facilitate.sheets.bounds import check_dimensions
from facilitate.sheets.contents import Kind, Origin, SheetRow, Table, Unclear
from facilitate.sheets.counting import counted
from facilitate.sheets.gathering import Asked, check_length, table_of
from facilitate.sheets.headers import known_names
from facilitate.sheets.refusals import broken, encrypted

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    from facilitate.sheets.open_document import Span

Value: TypeAlias = "int | float | str | bool | time | date | datetime | timedelta"

Made = TypeVar("Made")

_CONTENT = "content.xml"
_NEEDED = {"mimetype", "META-INF/manifest.xml"}  # what the library reads besides
_BREAK = re.compile(rb"<((?:[\w-]+:)?)(line-break|tab)(?:\s[^<>]*)?(?:/>|></\1\2>)")
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_NAME = re.compile(r"\sname=[\"']([^\"']*)[\"']")
_KEY = re.compile(r"\s\w+:id=[\"']([^\"']*)[\"']")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_TARGET = re.compile(r"\sTarget=[\"']([^\"']*)[\"']")
_HIDES = re.compile(rb"\shidden=[\"'](?:1|true)[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*(?<!/)>")
_NUMBER = re.compile(rb"\sr=[\"'](\d{1,7})[\"']")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_LEFT = re.compile(rb"\smin=[\"'](\d{1,5})[\"']")
_RIGHT = re.compile(rb"\smax=[\"'](\d{1,5})[\"']")
_MOST_COLUMNS = 1000
_HIDDEN_ROWS = N_("Hidden rows of the sheet were read too ({rows}).")
_HIDDEN_COLUMNS = N_("Hidden columns of the sheet were read too ({columns}).")
_RAW = 400
_SAMPLE = 50
_A_FEW = 3  # words
_TWO = 2
_FIFTEEN_DIGITS = ".15g"
_WHOLE = 1e15
_ONE_SECOND = time(second=1)
_HALF_A_SECOND = timedelta(milliseconds=500)
_OVERVIEWS = frozenset(
    ("overview", "sommaire", "summary", "table des matieres", "index", "contents", "apercu", "vue d'ensemble", "toc")
)


def read_workbook(data: bytes, kind: Kind, asked: Asked) -> Table:
    """Read one sheet; raises `Unclear` where several hold words and nothing tells which is meant."""
    check_dimensions(data, kind)
    book = _refusing(lambda: _opened(data if kind is not Kind.ODS else with_breaks(data)))
    names = tuple(book.sheet_names)
    sheets = _Sheets(book)
    place, filled = (_place_named(names, asked.sheet), ()) if asked.sheet else _only_place(book, sheets, asked)
    sheet = sheets.at(place)
    origin = Origin(kind, sheet=names[place], sheets=names, filled=filled)
    merged = _merged_in(data, place) if kind is Kind.ODS else None
    table = table_of(origin, _rows(sheet, merged), asked.progress, total=sheet.total_height)
    return _with_hidden(table, data, (sheet.start or (0, 0))[1]) if kind is Kind.XLSX else table


def _with_hidden(table: Table, data: bytes, first: int) -> Table:
    """Tell of the rows and columns of an .xlsx that are read though they are hidden; `first` is its first column.

    The library does not tell them; a filter hides rows too.
    """
    with opening(), zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = _part_of_sheet(archive, table.origin.sheet)
    if not _HIDES.search(content):
        return table
    rows = {int(number[1]) for tag in _ROW.findall(content) if _HIDES.search(tag) and (number := _NUMBER.search(tag))}
    columns: set[int] = set()
    for tag in _COLUMN.findall(content):
        if _HIDES.search(tag) and (left := _LEFT.search(tag)) and (right := _RIGHT.search(tag)):
            columns.update(range(int(left[1]) - 1 - first, min(int(right[1]), _MOST_COLUMNS) - first))
    hidden_rows = sum(1 for row in table.rows if row.line in rows)
    filled = {place for row in table.rows for place in columns if 0 <= place < len(row.cells) and row.cells[place]}
    notices = [
        Message(text, {what + "s": counted(count, what)})
        for text, what, count in ((_HIDDEN_ROWS, "row", hidden_rows), (_HIDDEN_COLUMNS, "column", len(filled)))
        if count
    ]
    return replace(table, origin=replace(table.origin, notices=(*table.origin.notices, *notices)))


def _part_of_sheet(archive: zipfile.ZipFile, sheet: str) -> bytes:
    """The XML of a sheet, or nothing where it is not where Excel writes it."""
    names = set(archive.namelist())
    if not {_BOOK, _RELATIONS} <= names:
        return b""
    for tag in _SHEET.findall(archive.read(_BOOK).decode("utf-8", "replace")):
        name, key = _NAME.search(tag), _KEY.search(tag)
        if not name or not key or unescape(name[1]) != sheet:
            continue
        for relation in _RELATION.findall(archive.read(_RELATIONS).decode("utf-8", "replace")):
            target = _TARGET.search(relation)
            if target and re.search(rf"\bId=[\"']{re.escape(key[1])}[\"']", relation):
                path = target[1].lstrip("/") if target[1].startswith("/") else f"xl/{target[1]}"
                return archive.read(path) if path in names else b""
    return b""


def _merged_in(data: bytes, place: int) -> list[Span]:
    """The merged cells of an .ods, whose content is known to be no larger than may be read."""
    from facilitate.sheets.open_document import merged_downwards

    with opening(), zipfile.ZipFile(io.BytesIO(data)) as archive:
        return merged_downwards(archive.read(_CONTENT), place)


def with_breaks(data: bytes) -> bytes:
    """An .ods in which a line break or a tab within a cell is a sign: the library would glue the words around it.

    `text:line-break` and `text:tab` are elements of their own (OpenDocument 1.3, part 3, section 6.1).
    """
    with opening(), zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read(_CONTENT)
        if not _BREAK.search(content):
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
            for name in _NEEDED & set(archive.namelist()):
                made.writestr(name, archive.read(name))
            made.writestr(_CONTENT, _BREAK.sub(_sign, content))
    return out.getvalue()


def _sign(found: re.Match[bytes]) -> bytes:
    return b"\n" if found[2] == b"line-break" else b"\t"


def _opened(data: bytes) -> CalamineWorkbook:
    from python_calamine import load_workbook

    return load_workbook(io.BytesIO(data))


def _refusing(act: Callable[[], Made]) -> Made:
    """What the library says of a workbook it cannot open, as a sentence."""
    from python_calamine import CalamineError, PasswordError

    try:
        return act()
    except PasswordError as error:
        raise encrypted() from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise broken() from error
    except BaseException as error:
        # A panic of the library is no Exception; nothing else of that name exists.
        if type(error).__name__ == "PanicException":
            raise broken() from error
        raise


def _place_named(names: Sequence[str], wanted: str) -> int:
    """A sheet by its name, or by its number from 1."""
    plain = wanted.strip().casefold()
    for place, name in enumerate(names):
        if name.strip().casefold() == plain:
            return place
    if plain.isdecimal() and 1 <= int(plain) <= len(names):
        return int(plain) - 1
    raise Refused(
        N_("This workbook has no sheet “{sheet}”. Its sheets are: {sheets}."), sheet=wanted, sheets=", ".join(names)
    )


class _Sheets:
    """The sheets of a workbook, of which the one looked at last is kept: most workbooks have one, read once then."""

    def __init__(self, book: CalamineWorkbook) -> None:
        self._book = book
        self._kept: tuple[int, CalamineSheet] | None = None

    def at(self, place: int) -> CalamineSheet:
        """The sheet of that place."""
        if self._kept is None or self._kept[0] != place:
            self._kept = None  # before another one takes as much room
            self._kept = place, _refusing(lambda: self._book.get_sheet_by_index(place))
        return self._kept[1]


def _only_place(book: CalamineWorkbook, sheets: _Sheets, asked: Asked) -> tuple[int, tuple[str, ...]]:
    """The one sheet that holds words, or the one whose header is known, and the names of all that hold any.

    Hidden ones count where no other has any.
    """
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    places = [
        (place, about.visible == SheetVisibleEnum.Visible)
        for place, about in enumerate(book.sheets_metadata)
        if about.typ == SheetTypeEnum.WorkSheet
    ]
    samples = {place: _sample(sheets, place) for place, _ in places}
    seen = [place for place, visible in places if visible and samples[place]]
    filled = seen or [place for place, _ in places if samples[place]]
    if len(filled) == 1:
        return filled[0], ()
    names = tuple(book.sheet_names[place] for place in filled)
    meant = [place for place in filled if asked.are_heads(samples[place][0].cells)]
    known = meant or [
        place
        for place in filled
        if known_names(samples[place], asked.knows) >= _TWO and not _lists_others(book.sheet_names[place])
    ]
    if len(known) == 1:
        return known[0], names
    if not filled:
        return 0, ()

    def rank(name: str) -> tuple[bool, int]:
        return not _lists_others(name), _sentences(samples[filled[names.index(name)]])

    raise Unclear(
        N_("Several sheets of this workbook contain text. Choose one with --sheet: {sheets}."),
        option="sheet",
        choices=names,
        likely=max(names, key=rank),
        sheets=", ".join(names),
    )


def _lists_others(name: str) -> bool:
    """Whether a sheet tells what the others hold, and is not the one that is meant: `Overview`, `Sommaire`."""
    return folded(name).strip(" .:0123456789") in _OVERVIEWS


def _sentences(rows: Sequence[SheetRow]) -> int:
    """In how many cells somebody may have said something: of a few words."""
    return sum(1 for row in rows for cell in row.cells if len(cell.split()) >= _A_FEW)


def _sample(sheets: _Sheets, place: int) -> list[SheetRow]:
    """The first rows of a sheet that hold anything."""
    sheet = sheets.at(place)
    found: list[SheetRow] = []
    for row in _rows(sheet):
        if not row.blank:
            found.append(row)
            if len(found) == _SAMPLE:
                break
    return found


def _rows(sheet: CalamineSheet, spans: Sequence[Span] | None = None) -> Iterator[SheetRow]:
    """The rows that hold anything; a cell merged downwards is shown on each of its rows that does."""
    merged = _Merged(sheet, spans)
    letters = 0
    for number, values in enumerate(sheet.iter_rows(), 1):
        cells = [shown(value) for value in values]
        if not any(cells):
            continue
        letters += sum(map(len, cells))
        check_length(letters)
        continued = merged.fill(number, cells)
        yield SheetRow(number, tuple(cells), "\t".join(filter(None, cells))[:_RAW], continued=continued)


class _Merged:
    """The cells that are merged downwards, met from the top."""

    def __init__(self, sheet: CalamineSheet, spans: Sequence[Span] | None) -> None:
        first = (sheet.start or (0, 0))[1]
        if spans is None:
            spans = [(top, bottom, left) for (top, left), (bottom, _) in sheet.merged_cell_ranges or ()]
        ranges = [(top, bottom, left - first) for top, bottom, left in spans]
        self._waiting = sorted((each for each in ranges if each[0] < each[1] and each[2] >= 0), reverse=True)
        self._open: dict[int, tuple[int, str]] = {}

    def fill(self, number: int, cells: list[str]) -> tuple[int, ...]:
        """Write into this row what stands above; returns the places."""
        row = number - 1
        while self._waiting and self._waiting[-1][0] <= row:
            top, bottom, column = self._waiting.pop()
            if top == row and column < len(cells):
                self._open[column] = bottom, cells[column]
        if not self._open:
            return ()
        self._open = {column: held for column, held in self._open.items() if held[0] >= row}
        continued = tuple(sorted(column for column in self._open if column < len(cells) and not cells[column]))
        for column in continued:
            cells[column] = self._open[column][1]
        return continued


def shown(value: Value) -> str:
    """A cell as people see it: no `.0` behind a whole number, dates as `2026-11-28`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _WHOLE else format(value, _FIFTEEN_DIGITS)
    if isinstance(value, datetime):
        value += _HALF_A_SECOND  # days are counted in fractions, which fall short of a full minute
        return value.strftime("%Y-%m-%d %H:%M") if value.time() >= _ONE_SECOND else value.date().isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value)
