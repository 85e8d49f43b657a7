"""Rows and cells out of markup, which may be as careless as people's programs write it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from facilitate.domain.errors import N_, Refused
from facilitate.sheets.contents import SheetRow

_RAW = 400
_WIDEST = 2_000
_DEEPEST = 50
_SILENT = frozenset(("script", "style", "template", "title", "svg"))
_BLOCKS = frozenset(
    (
        *("p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table"),
        *("section", "article", "header", "footer", "blockquote", "pre", "dt", "dd"),
    )
)
_LISTS = frozenset(("ul", "ol"))

_WITHIN_RAISED = frozenset(("a", "b", "i", "em", "strong", "span", "small"))
_NOTE = re.compile(r"\s*(?:\d{1,3}|\*{1,3}|[†‡])\s*")
_NOTE_IN_BRACKETS = re.compile(r"\s*[\[(](?:\d{1,3}|\*{1,3}|note \d{1,3})[\])]\s*")
_MAY_HAVE_NOTE = re.compile(r"(?:[^\W\d_]{3}|\d{4}|[.,;:!?…»”\")\]])\s?$")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FEW = 6
_POINT = "\U000f51b8"  # a point of a list in a cell, until the cell is read: of a private plane, where nobody writes
_INDENT = "  "
_SEVERAL = 2

Attributes = Sequence[tuple[str, str | None]]


def is_note(before: str, raised: str) -> bool:
    """Whether what is set above the line behind some words is the number of a footnote."""
    if _NOTE_IN_BRACKETS.fullmatch(raised):
        return True
    return _NOTE.fullmatch(raised) is not None and _MAY_HAVE_NOTE.search(before) is not None


def raised_words(raised: str) -> str:
    """What is set above the line, as it reads without: `m²`, `10³`, `1er`."""
    return raised.translate(_RAISED) if raised.isdecimal() else raised


def _with_bullets(words: str) -> str:
    """A cell's words, each point of a list with its bullet; a single point needs none."""
    if _POINT not in words:
        return words
    lines = [line.strip() for line in words.split("\n")]
    if sum(line.startswith(_POINT) for line in lines) < _SEVERAL:
        return words.replace(_POINT, "")
    shown = (line.lstrip(_POINT) for line in lines)
    depths = (len(line) - len(line.lstrip(_POINT)) for line in lines)
    pairs = zip(shown, depths, strict=True)
    return "\n".join(f"{_INDENT * (depth - 1)}• {line}" if depth else line for line, depth in pairs if line)


@dataclass
class _Cell:
    words: str
    across: int = 1
    down: int = 1
    place: int = -1


@dataclass
class Grid:
    """A table as it was met: its name, the heading above it, and the line and the cells of each of its rows."""

    name: str = ""
    heading: str = ""
    lines: list[tuple[int, list[_Cell]]] = field(default_factory=list)
    letters: int = 0

    def rows(self) -> Iterator[SheetRow]:
        """The rows as they look: a cell over several rows is shown on each of them, over several columns once."""
        held: dict[int, tuple[int, str]] = {}
        for number, cells in self.lines:
            shown: dict[int, str] = {}
            column = 0
            below = {place: (left - 1, words) for place, (left, words) in held.items() if left > 1}
            for cell in cells:
                column = cell.place if cell.place >= 0 else column
                while column in held:
                    column += 1
                if column >= _WIDEST:
                    break
                shown[column] = cell.words
                for place in range(column, min(column + cell.across, _WIDEST)) if cell.down > 1 else ():
                    below[place] = cell.down - 1, cell.words if place == column else ""
                column += cell.across
            filled = any(words.strip() for words in shown.values())
            continued = tuple(sorted(place for place, (_, words) in held.items() if words)) if filled else ()
            shown |= {place: held[place][1] for place in continued}
            held = below
            width = max(shown, default=-1) + 1
            row = tuple(shown.get(place, "") for place in range(width))
            yield SheetRow(number, row, "\t".join(filter(None, row))[:_RAW], continued=continued)


def _count_rows(grids: Sequence[Grid]) -> None:
    """Number the rows in their order where programs wrote several in one line of the source."""
    lines = [number for grid in grids for number, _cells in grid.lines]
    if len(set(lines)) < len(lines):
        count_rows(grids)


def count_rows(grids: Sequence[Grid]) -> None:
    """Number the rows in their order: the lines of a document's markup are seen by nobody."""
    counted = itertools.count(1)
    for grid in grids:
        grid.lines = [(next(counted), cells) for _number, cells in grid.lines]


class HtmlGrids(HTMLParser):
    """The tables of a page and, line by line, the text that is in none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[Grid] = []
        self.lines: list[str] = []
        self._open: list[Grid] = []
        self._cells: list[list[str] | None] = []
        self._silent = 0
        self._lists = 0
        self._line: list[str] = []
        self._before = ""
        self._heading = ""
        self._caption = False
        self._raised: list[str] | None = None
        self._point = 0  # how deep the point of a list in a cell is whose words are to come
        self.notes = 0

    @classmethod
    def of(cls, text: str) -> HtmlGrids:
        """Read a whole page."""
        page = cls()
        page.feed(text)
        page.close()
        page._end_raised()
        page._end_line()
        page.grids = [grid for grid in page.grids if grid.letters]
        for cell in (cell for grid in page.grids for _number, cells in grid.lines for cell in cells):
            cell.words = _with_bullets(cell.words)
        _count_rows(page.grids)
        return page

    @property
    def letters_outside(self) -> int:
        """How much text is in no table."""
        return sum(map(len, self.lines))

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag not in _WITHIN_RAISED:
            self._end_raised()
        if tag in _SILENT:
            self._silent += 1
        elif tag == "sup":
            self._raised = []
        elif tag == "table":
            self._start_table()
        elif tag == "caption":
            self._caption = True
        elif tag == "tr" and self._open:
            self._open[-1].lines.append((self.getpos()[0], []))
            self._cells[-1] = None
        elif tag in ("td", "th") and self._open:
            self._start_cell(dict(attrs))
        elif tag == "br":
            self._newline(again=True)
        elif tag in _BLOCKS:
            self._start_block(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _WITHIN_RAISED:
            self._end_raised()
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._open:
            self._open.pop()
            self._cells.pop()
        elif tag == "caption":
            self._caption = False
        elif tag in ("td", "th") and self._cells:
            self._cells[-1] = None
        elif tag in _BLOCKS:
            self._newline()
            self._lists -= tag in _LISTS and self._lists > 0

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._raised is not None:
            self._raised.append(data)
        elif self._caption and self._open:
            self._open[-1].name = " ".join(f"{self._open[-1].name} {data}".split())
        elif self._open:
            cell = self._cell()
            if cell and (data.strip() or not cell.words.endswith("\n")):  # between two paragraphs the source has blanks
                if self._point and data.strip():
                    cell.words, self._point = f"{cell.words}{_POINT * self._point}", 0
                    data = data.lstrip()
                cell.words += data
                self._open[-1].letters += len(data.strip())
        else:
            self._line.append(data)

    def _end_raised(self) -> None:
        """`m²` and `1er` stay words; a number behind a word is that of a footnote."""
        raised, self._raised = self._raised, None
        if not raised:
            return
        words = "".join(raised)
        cell = self._cell() if self._open else None
        before = cell.words if cell else "".join(self._line[-_FEW:])
        if is_note(before[-_FEW:], words):
            self.notes += 1
        else:
            self.handle_data(raised_words(words))

    def _start_table(self) -> None:
        self._end_line()
        if len(self._open) >= _DEEPEST:
            raise Refused(N_("The tables of this page are nested too deeply. Save the list as CSV."))
        grid = Grid(heading=self._heading)
        self.grids.append(grid)
        self._open.append(grid)
        self._cells.append(None)

    def _start_cell(self, attributes: dict[str, str | None]) -> None:
        grid = self._open[-1]
        if not grid.lines:
            grid.lines.append((self.getpos()[0], []))
        across, down = (_number(attributes.get(name), 1) for name in ("colspan", "rowspan"))
        grid.lines[-1][1].append(_Cell("", min(across, _WIDEST), down))
        self._cells[-1] = []
        self._point = self._lists = 0

    def _cell(self) -> _Cell | None:
        if self._cells[-1] is None or not self._open[-1].lines:
            return None
        return self._open[-1].lines[-1][1][-1]

    def _start_block(self, tag: str) -> None:
        self._newline()
        if tag in _LISTS:
            self._lists += 1
        elif self._open and tag == "li":
            self._point = max(1, self._lists)
        elif tag == "li":
            # A dash may be a minus of somebody's idea.
            self._before = "  " * max(0, self._lists - 1) + "• "
        elif not self._open and tag[0] == "h" and tag[1:].isdecimal():
            self._before = "#" * int(tag[1]) + " "

    def _newline(self, *, again: bool = False) -> None:
        """Where a block ends and the next begins is one end of a line; `again` makes a line without words."""
        if not self._open:
            self._end_line()
        elif (cell := self._cell()) and cell.words.strip() and (again or not cell.words.endswith("\n")):
            cell.words += "\n"

    def _end_line(self) -> None:
        words = " ".join("".join(self._line).split())
        self._line = []
        if words:
            self.lines.append(self._before + words)
            if self._before.startswith("#"):
                self._heading = words
            self._before = ""


class SpreadsheetGrids(HTMLParser):
    """The sheets of a workbook in Excel's XML of 2003."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[Grid] = []
        self._cell: _Cell | None = None
        self._data = False
        self._comment = False

    @classmethod
    def of(cls, text: str) -> SpreadsheetGrids:
        """Read a whole workbook."""
        book = cls()
        book.feed(text)
        book.close()
        return book

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        name = tag.rpartition(":")[2]
        attributes = {key.rpartition(":")[2]: value for key, value in attrs}
        if name == "worksheet":
            self.grids.append(Grid(attributes.get("name") or ""))
        elif name == "row" and self.grids:
            lines = self.grids[-1].lines
            lines.append((_number(attributes.get("index"), lines[-1][0] + 1 if lines else 1), []))
        elif name == "cell" and self.grids and self.grids[-1].lines:
            across, down = (1 + _number(attributes.get(key), 0) for key in ("mergeacross", "mergedown"))
            self._cell = _Cell("", across, down, _number(attributes.get("index"), 0) - 1)
            self.grids[-1].lines[-1][1].append(self._cell)
        elif name == "comment":
            self._comment = True
        elif name == "data":
            self._data = not self._comment

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "data":
            self._data = False
        elif name == "comment":
            self._comment = False
        elif name == "cell":
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._data and self._cell is not None:
            self._cell.words += data
            self.grids[-1].letters += len(data.strip())


def _number(words: str | None, otherwise: int) -> int:
    plain = (words or "").strip()
    return min(int(plain), 1_000_000) if plain.isdecimal() and len(plain) < 8 else otherwise  # noqa: PLR2004
