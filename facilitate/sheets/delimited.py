"""Cut CSV text into rows, numbered as spreadsheet programs number them: a cell of several lines is in one row.

The standard reader cuts only the rows that are regular: a quote that is never closed makes it swallow the rest of the
file without a word, and it drops quotes that people typed as quotes (`"Oser" la rencontre`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from facilitate.sheets.contents import SheetRow

_NEWLINE = re.compile(r"\r\n|\r|\n")
_TO_LINE_END = re.compile(r"[^\r\n]*")
_QUOTED = re.compile(r' *"([^"]*(?:""[^"]*)*)" *')
_OPENS = re.compile(r' *"')
# No cell of anybody's is longer: a quote that is never closed must not be looked for to the end of a large file.
_LONGEST_CELL = 200_000
# A row of empty columns to the edge of the sheet costs as much as the columns that hold something.
_WIDEST = 256
_RAW = 400
# The standard reader takes no longer cell.
_LONGEST_REGULAR = 100_000


class _Unclosed(Exception):
    pass


def lines_of(text: str) -> list[str]:
    """The lines of a text; signs that only some programs take for a line's end are part of them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def split_rows(text: str, delimiter: str, first: int = 1) -> Iterator[SheetRow]:
    """Cut the text; with an empty delimiter each row is one cell. `first` is the number of its first row.

    A quote without an end costs its own line only: reading goes on at the next one.
    """
    cutter = _Cutter(text, delimiter)
    position, number, quote = 0, first, -1
    while position < len(text):
        if quote < position:
            quote = text.find('"', position)
            # The lines before the one with the next quote hold none: they are cut at once.
            plain = text.rfind("\n", position, quote) + 1 if quote >= 0 else len(text)
            if plain > position:
                for row in cutter.plain_rows(position, plain, number):
                    yield row
                    number += 1
                position = plain
                continue
        row, end = cutter.row(position, number)
        yield row
        number += 1
        position = end + 2 if text.startswith("\r\n", end) else end + 1


class _Cutter:
    """One text and the sign it is cut at."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._text = text
        self._delimiter = delimiter
        sign = re.escape(delimiter)
        self._plain = re.compile(f"[^\\r\\n{sign}]*")
        cell = f'(?:"[^"]*(?:""[^"]*)*"|[^"{sign}]*)'
        self._regular = re.compile(f"{cell}(?:{sign}{cell})*") if delimiter else re.compile(cell)

    def plain_rows(self, position: int, end: int, number: int) -> Iterator[SheetRow]:
        """The rows of whole lines without a quote."""
        delimiter = self._delimiter
        lines = lines_of(self._text[position:end])
        if not lines[-1]:  # behind the last line's end
            lines.pop()
        for at, raw in enumerate(lines, number):
            cells = tuple(raw.split(delimiter)) if delimiter else (raw,)
            yield SheetRow(at, cells if len(cells) <= _WIDEST else self._shortened([*cells]), raw[:_RAW])

    def row(self, position: int, number: int) -> tuple[SheetRow, int]:
        """The row that starts here, and where it ends."""
        end = _end(_TO_LINE_END, self._text, position)
        raw = self._text[position:end]
        if '"' not in raw:
            return SheetRow(
                number, self._shortened(raw.split(self._delimiter) if self._delimiter else [raw]), raw[:_RAW]
            ), end
        if self._delimiter and len(raw) < _LONGEST_REGULAR and self._regular.fullmatch(raw):
            cells = next(csv.reader((raw,), delimiter=self._delimiter))
            return SheetRow(number, self._shortened(cells), raw[:_RAW], quoted=self._opens_cell(raw)), end
        try:
            cells, end, quoted = self._cells(position)
        except _Unclosed:
            return SheetRow(number, (), raw[:_RAW], unclosed=True), end
        return SheetRow(
            number, self._shortened(cells), self._text[position : min(end, position + _RAW)], quoted=quoted
        ), end

    def _opens_cell(self, raw: str) -> bool:
        return raw.startswith('"') or f'{self._delimiter}"' in raw

    def _shortened(self, cells: list[str]) -> tuple[str, ...]:
        if len(cells) > _WIDEST:
            while cells and not cells[-1]:
                cells.pop()
        return tuple(cells)

    def _cells(self, position: int) -> tuple[list[str], int, bool]:
        cells: list[str] = []
        quoted_any = False
        while True:
            cell, position, quoted = self._cell(position)
            cells.append(cell)
            quoted_any = quoted_any or quoted
            if not self._delimiter or not self._text.startswith(self._delimiter, position):
                return cells, position, quoted_any
            position += 1

    def _cell(self, position: int) -> tuple[str, int, bool]:
        text = self._text
        quoted = _QUOTED.match(text, position, position + _LONGEST_CELL)
        if quoted and (quoted.end() == len(text) or text[quoted.end()] in f"\r\n{self._delimiter}"):
            return quoted[1].replace('""', '"'), quoted.end(), True
        # A quote that closes on another line, and not at a cell's end, has no sensible end.
        if quoted is None and _OPENS.match(text, position):
            raise _Unclosed
        if quoted and _NEWLINE.search(quoted[0]):
            raise _Unclosed
        end = _end(self._plain, text, position)
        return text[position:end], end, False


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position
