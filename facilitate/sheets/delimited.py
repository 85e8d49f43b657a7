"""Cut CSV text into rows that know their line in the file.

The standard reader is not used: a quote that is never closed makes it swallow the rest of the file without a word, and
it drops quotes that people typed as quotes (`"Oser" la rencontre`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitate.sheets.contents import Row

_QUOTED = re.compile(r' *"([^"]*(?:""[^"]*)*)" *')
_NEWLINE = re.compile(r"\r\n|\r|\n")
_TO_LINE_END = re.compile(r"[^\r\n]*")
_OPENS = re.compile(r' *"')


class _Unclosed(Exception):
    pass


def split_rows(text: str, delimiter: str) -> Iterator[Row]:
    """Cut the text; with an empty delimiter each row is one cell.

    A quote without an end costs its own line only: reading goes on at the next one.
    """
    position, line = 0, 1
    while position < len(text):
        try:
            cells, end, quoted = _row(text, position, delimiter)
            row = Row(line, cells, text[position:end], quoted=quoted)
        except _Unclosed:
            end = _line_end(text, position)
            row = Row(line, (), text[position:end], unclosed=True)
        yield row
        line += 1 + len(_NEWLINE.findall(text, position, end))
        newline = _NEWLINE.match(text, end)
        position = newline.end() if newline else end


def _row(text: str, position: int, delimiter: str) -> tuple[tuple[str, ...], int, bool]:
    cells: list[str] = []
    quoted_any = False
    plain = re.compile(f"[^\\r\\n{re.escape(delimiter)}]*")
    while True:
        cell, position, quoted = _cell(text, position, plain, delimiter)
        cells.append(cell)
        quoted_any = quoted_any or quoted
        if not delimiter or not text.startswith(delimiter, position):
            return tuple(cells), position, quoted_any
        position += 1


def _cell(text: str, position: int, plain: re.Pattern[str], delimiter: str) -> tuple[str, int, bool]:
    quoted = _QUOTED.match(text, position)
    if quoted and (quoted.end() == len(text) or text[quoted.end()] in f"\r\n{delimiter}"):
        return quoted[1].replace('""', '"'), quoted.end(), True
    if _OPENS.match(text, position):
        line_end = _line_end(text, position)
        if quoted is None or quoted.end() > line_end:
            raise _Unclosed
    end = _end(plain, text, position)
    return text[position:end], end, False


def _line_end(text: str, position: int) -> int:
    return _end(_TO_LINE_END, text, position)


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position
