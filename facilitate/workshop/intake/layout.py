"""Whether a text is a CSV, cut by what, and which column is which.

The header's names are the strong evidence. Without them, only a column that can be nothing else (table numbers, known
statuses) makes a CSV of lines with `;` or `,` in them: prose has those too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from facilitate.sheets.contents import Row
from facilitate.sheets.delimited import split_rows
from facilitate.workshop.intake.incoming import Tables
from facilitate.workshop.intake.vocabulary import NAMES, field_named, is_idea_title, plain, status_of, table_of

_SAMPLE = 300
_MOSTLY = 0.8
_SEP = re.compile(r"sep=([;,\t])[ \t]*(?=\r|\n|\Z)", re.IGNORECASE)
DELIMITERS = ("\t", ";", ",")


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read the rows: the delimiter, where each known field is, how many cells, where the data begin."""

    delimiter: str
    columns: dict[str, int]
    width: int
    first_line: int


def find_layout(text: str, tables: Tables) -> Layout | None:
    """Return the layout of a CSV; None when the text is better read as a list, a line an idea."""
    announced = _SEP.match(text)
    delimiters = (announced[1],) if announced else DELIMITERS
    samples = {delimiter: _sample(text, delimiter, skip=bool(announced)) for delimiter in delimiters}
    headed = [layout for delimiter, rows in samples.items() if (layout := _with_header(delimiter, rows))]
    if headed:
        return max(headed, key=lambda layout: len(layout.columns))
    for delimiter, rows in samples.items():
        layout = _without_header(delimiter, rows, tables)
        if layout:
            return layout
    return _one_column(_sample(text, "", skip=bool(announced)))


def _sample(text: str, delimiter: str, *, skip: bool) -> list[Row]:
    rows = (row for row in islice(split_rows(text, delimiter), _SAMPLE) if not row.blank)
    return [row for row in rows if not (skip and row.line == 1)]


def _with_header(delimiter: str, rows: Sequence[Row]) -> Layout | None:
    if not rows or len(rows[0].cells) < 2:  # noqa: PLR2004
        return None
    header, data = rows[0], [row for row in rows[1:] if not row.unclosed]
    columns = _named_columns(header.cells)
    wide = sum(1 for row in data if len(row.cells) > 1)
    enough = 2 * wide >= len(data) if len(columns) > 1 else bool(data) and wide >= _MOSTLY * len(data)
    if not columns or not enough or (len(columns) == 1 and not _short_names(header.cells)):
        return None
    if "idea" not in columns:
        guessed = _longest_column(data, len(header.cells), taken=set(columns.values()))
        if guessed is None:
            return None
        columns["idea"] = guessed
    return Layout(delimiter, columns, len(header.cells), _after(header))


def _named_columns(cells: Sequence[str]) -> dict[str, int]:
    """Of two columns for one thing the plainer name wins; a `groupe` is a table when no column is called one."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(cells):
        field = field_named(cell)
        if field and (field not in columns or _plainness(field, cell) < _plainness(field, cells[columns[field]])):
            columns[field] = index
    if "group" in columns and "table" not in columns:
        columns["table"] = columns.pop("group")
    return columns


def _plainness(field: str, cell: str) -> int:
    return NAMES[field].index(plain(cell))


def _short_names(cells: Sequence[str]) -> bool:
    """A header's cells are names, not sentences."""
    return all(len(cell.split()) <= 5 for cell in cells)  # noqa: PLR2004


def _after(header: Row) -> int:
    """Return the line below the header, which may itself hold newlines in quotes."""
    return header.line + 1 + len(re.findall(r"\r\n|\r|\n", header.raw))


def _longest_column(rows: Sequence[Row], width: int, taken: set[int]) -> int | None:
    lengths = {index: sum(len(cell) for cell in _column(rows, index)) for index in range(width) if index not in taken}
    return max(lengths, key=lambda index: lengths[index]) if lengths else None


def _column(rows: Sequence[Row], index: int) -> list[str]:
    return [row.cells[index].strip() for row in rows if len(row.cells) > index and row.cells[index].strip()]


def _without_header(delimiter: str, rows: Sequence[Row], tables: Tables) -> Layout | None:
    whole = [row for row in rows if not row.unclosed]
    if not whole or (delimiter != "\t" and len(whole) < 2):  # noqa: PLR2004
        return None
    width, share = Counter(len(row.cells) for row in whole).most_common(1)[0]
    if width < 2 or share < _MOSTLY * len(whole):  # noqa: PLR2004
        return None
    rows = [row for row in whole if len(row.cells) == width]
    columns, numbering = _guess(rows, width, tables)
    certain = delimiter == "\t" or columns or numbering
    idea = _longest_column(rows, width, taken={*columns.values(), *numbering})
    return Layout(delimiter, {**columns, "idea": idea}, width, whole[0].line) if certain and idea is not None else None


def _guess(rows: Sequence[Row], width: int, tables: Tables) -> tuple[dict[str, int], set[int]]:
    columns: dict[str, int] = {}
    numbering: set[int] = set()
    for index in range(width):
        cells = _column(rows, index)
        numbers = [number for cell in cells if (number := table_of(cell)) is not None]
        if len(cells) < _MOSTLY * len(rows):
            continue
        if len(numbers) >= _MOSTLY * len(cells):
            if _numbers_the_rows(numbers, tables):
                numbering.add(index)
            else:
                columns.setdefault("table", index)
        elif sum(1 for cell in cells if status_of(cell)) >= _MOSTLY * len(cells):
            columns.setdefault("status", index)
    return columns, numbering


def _numbers_the_rows(numbers: list[int], tables: Tables) -> bool:
    """1, 2, 3… down the file numbers the ideas, if the person names the table or there are not so many tables."""
    counted = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
    return counted and (tables.given is not None or len(numbers) > tables.count)


def _one_column(rows: Sequence[Row]) -> Layout | None:
    """A single column is a CSV only if quotes are used as a CSV uses them: else they are somebody's own quotes."""
    quoted = [row for row in rows if row.quoted]
    if not quoted or any(row.unclosed for row in rows):
        return None
    header = is_idea_title(rows[0].cells[0])
    needed = any(row.cells[0] != row.raw.strip(' "') for row in quoted)
    if not header and not needed and len(quoted) < max(2, len(rows)):
        return None
    return Layout("", {"idea": 0}, 1, _after(rows[0]) if header else rows[0].line)
