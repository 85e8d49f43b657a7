"""Where a table's header is, and what its columns are called.

A first line of short names is a header. Above it there may be lines of title; a group of columns may have a name of its
own above theirs, or the names of a group stand below it. Where the caller knows names of columns, they tell most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from facilitate.sheets.contents import SheetRow, Table
from facilitate.sheets.gathering import Knows, nothing

_SEARCHED = 20
_COMPARED = 200
_MOST_WORDS = 6
_MOST_LETTERS = 60
_TWO = 2
_MOSTLY = 0.8
_VALUE = re.compile(
    r"[-+(]?\d[\d\s.,:/()%€$-]*|\d{4}-\d\d-\d\d[T ][\d:.+Z-]*|\d[\d:. /-]*(?:am|pm|AM|PM)?(?: ?(?:UTC|GMT)[+-]?\d*)?|"
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|(?i:true|false|vrai|faux|yes|no|oui|non)"
)
_NUMBERED = re.compile(r"(\D{1,40})\d{1,3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Header:
    """The names of a table's columns, one for each column; an empty one has none.

    `names` are whole (`Group / name` where a group has a name of its own), `own` and `groups` their two parts. `line`
    is that of the lowest line of the header, 0 where the table has none; `first_row` the place of the first row of data
    in the table's rows; `titles` the lines above.
    """

    names: tuple[str, ...]
    own: tuple[str, ...]
    groups: tuple[str, ...]
    line: int
    first_row: int
    titles: tuple[str, ...] = ()


def find_header(table: Table, knows: Knows = nothing, is_value: Knows = nothing, parts: Knows = nothing) -> Header:
    """Find the header; `knows` tells the names that the caller knows, `is_value` what can only be data.

    `parts` tells values that name columns as well, where a row holds nothing else: `Existing`, `To create`.
    """
    rows = table.rows
    width = _width(rows)
    place = header_place(rows, knows, is_value, parts)
    if place is None:
        first = _first_wide(rows, width)
        nothing = ("",) * width
        return Header(nothing, nothing, nothing, 0, first, _titles(rows[:first]))
    top, own, below = place, _cells(rows[place], width), place + 1
    groups = ("",) * width
    if below < len(rows) and _names_below(rows, place, is_value, parts):
        lower = _cells(rows[below], width)
        groups = tuple(group if name else "" for group, name in zip(_filled_across(own, width), lower, strict=True))
        own = tuple(name or upper for name, upper in zip(lower, own, strict=True))
        below += 1
    elif place and _groups_above(rows[place - 1], rows[place], width, is_value):
        top, groups = place - 1, _filled_across(_cells(rows[place - 1], width), width)
    names = tuple(_joined(group, name) for group, name in zip(groups, own, strict=True))
    return Header(names, own, groups, rows[below - 1].line, below, _titles(rows[:top]))


def header_place(rows: Sequence[SheetRow], knows: Knows, is_value: Knows, parts: Knows = nothing) -> int | None:
    """The place of the row that holds the columns' own names, or None."""
    width = _width(rows[:_COMPARED])
    first = _first_wide(rows, width)
    known = _known_place(rows, knows, as_header=True)
    if known and not (known[1] == 1 and first < known[0] and _numbers_columns(rows[first], rows[known[0]], knows)):
        return known[0]
    for place in range(first, min(first + _TWO, len(rows))):
        if _are_parts(rows[place], rows[place + 1 : place + 1 + _COMPARED], parts):
            of_groups = place > first and looks_like_names(rows, first, is_value)
            return first if of_groups else place
    return first if first < len(rows) and looks_like_names(rows, first, is_value) else None


def _numbers_columns(row: SheetRow, below: SheetRow, knows: Knows) -> bool:
    """`;Table 1;Table 2;Total` above `Idées;Un banc;Un four`: what is known there is the name of a row."""
    names = [cell.strip().casefold() for cell in row.cells if _NUMBERED.match(cell.strip())]
    beside = below.cells and knows(below.cells[0]) and not (row.cells and row.cells[0].strip())
    return bool(beside) and _are_alike_but_for_a_number(names)


def _known_place(rows: Sequence[SheetRow], knows: Knows, *, as_header: bool = False) -> tuple[int, int] | None:
    """The first row with the most known names, and how many; a single one counts only among short names.

    A name that is a value in its column as well is none `as_header`, and shows all the same that a text is a table.
    """
    best: tuple[int, int] | None = None
    for place, row in enumerate(rows[:_SEARCHED]):
        filled = [cell for cell in row.cells if cell.strip()]
        known = sum(1 for cell in filled if knows(cell) and not (as_header and _comes_again(cell, row, rows, knows)))
        enough = known >= _TWO or (known == 1 and best is None and _alone_is_enough(rows, place, filled))
        if enough and (best is None or (known > best[1] and not _asks(rows[best[0]], len(filled)))):
            best = place, known
    return best


def _asks(row: SheetRow, filled: int) -> bool:
    """Whether a row with names holds a question too, and as many cells as a row below: that one answers it."""
    cells = [cell for cell in row.cells if cell.strip()]
    return len(cells) >= filled > 1 and any(cell.rstrip(" *:").endswith("?") for cell in cells)


def _comes_again(cell: str, row: SheetRow, rows: Sequence[SheetRow], knows: Knows) -> bool:
    """Whether a cell stands in its column again, beside what is no name: then it is a value."""
    place = row.cells.index(cell)
    others = (each.cells for each in rows[:_COMPARED] if place < len(each.cells) and each.cells[place] == cell)
    return any(cells != row.cells and any(each.strip() and not knows(each) for each in cells) for cells in others)


def _alone_is_enough(rows: Sequence[SheetRow], place: int, filled: Sequence[str]) -> bool:
    if any(_is_value(cell) for cell in filled) or (place and _asks(rows[place - 1], len(filled))):
        return False
    if len(filled) == 1:  # the name of a sheet's only column; above a wider table it is a title
        below = rows[place + 1 : place + 1 + _COMPARED]
        return not any(sum(1 for cell in row.cells if cell.strip()) > 1 for row in below)
    return place == 0 or all(map(_is_short, filled)) or place <= _first_wide(rows, _width(rows[:_COMPARED]))


def known_names(rows: Sequence[SheetRow], knows: Knows) -> int:
    """How many names of the best header are known."""
    found = _known_place(rows, knows)
    return found[1] if found else 0


def looks_like_names(rows: Sequence[SheetRow], place: int, is_value: Knows) -> bool:
    """Whether a row's cells are names and what is below them is something else."""
    row, below = rows[place], rows[place + 1 : place + 1 + _COMPARED]
    filled = [(index, cell.strip()) for index, cell in enumerate(row.cells) if cell.strip()]
    words = [cell.casefold() for _, cell in filled]
    if not filled or row.unclosed or (len(set(words)) < len(words) and not _repeats_names(filled, below)):
        return False
    if _counts_columns(words, below) or _differ_by_number(words, below):
        return True
    columns = [(cell, _column(below, index)) for index, cell in filled]
    # A value of the caller's (a status) above words that are none is the name of their column.
    if any(
        _is_value(cell) or (is_value(cell) and (not column or any(map(is_value, column)))) for cell, column in columns
    ):
        return False
    if any(_begins_as_most(cell, column) for cell, column in columns):
        return False
    # A short word over a single column may be an idea as well.
    short = len(filled) > 1 and all(_is_short(cell) for _, cell in filled)
    return short or any(_differs(cell, column) for cell, column in columns)


def _repeats_names(filled: Sequence[tuple[int, str]], below: Sequence[SheetRow]) -> bool:
    """One question over several columns, as programs for forms write it that take several answers."""
    again = {cell.casefold() for row in below for each in row.cells if (cell := each.strip())}
    times = Counter(cell.casefold() for _, cell in filled)
    if any(count > 1 and cell in again for cell, count in times.items()):
        return False
    asked = all(cell.rstrip(" *:").endswith("?") for cell, count in times.items() if count > 1)
    return asked or any(times[cell.casefold()] == 1 and _differs(cell, _column(below, index)) for index, cell in filled)


def _is_one_of(cell: str, column: Sequence[str], is_value: Knows) -> bool:
    """Whether a cell is a value among others; above words that are none, the same word is the name of their column."""
    return is_value(cell) and (not column or any(map(is_value, column)))


def _counts_columns(words: Sequence[str], below: Sequence[SheetRow]) -> bool:
    """1, 2, 3… over columns of words: each column is one of something."""
    if len(words) < _TWO or list(words) != [str(number) for number in range(1, len(words) + 1)]:
        return False
    cells = [cell for row in below for cell in row.cells if cell.strip()]
    return bool(cells) and not any(map(_is_value, cells))


def _differ_by_number(words: Sequence[str], below: Sequence[SheetRow]) -> bool:
    """`Table 1;Table 2`, `Idée 1;Idée 2`: names that are alike but for their number, above cells that are not."""
    if not _are_alike_but_for_a_number(words):
        return False
    cells = [[cell.strip().casefold() for cell in row.cells if cell.strip()] for row in below]
    return bool(cells) and not any(map(_are_alike_but_for_a_number, cells))


def _are_alike_but_for_a_number(words: Sequence[str]) -> bool:
    found = [_NUMBERED.match(word) for word in words]
    stems = {each[1].strip() for each in found if each}
    return len(words) >= _TWO and all(found) and len(stems) == 1 and "" not in stems


def _begins_as_most(cell: str, column: Sequence[str]) -> bool:
    """A line that begins like the lines below is one of them; a name that is also a value is no name."""
    first = cell.split(maxsplit=1)[0].casefold()
    alike = sum(1 for each in column if each.split(maxsplit=1)[0].casefold() == first)
    same = any(each.casefold() == cell.casefold() for each in column)
    return same or (len(column) > 0 and 2 * alike > len(column) and len(cell.split()) > 1)


def _differs(cell: str, column: Sequence[str]) -> bool:
    """What is below is of another kind (numbers, dates, addresses), or always longer, or the cell is a question."""
    if not column:
        return False
    values = sum(1 for each in column if _is_value(each))
    repeated = len(column) >= _MOST_WORDS and len(set(column)) * 2 <= len(column)
    return values >= _MOSTLY * len(column) or repeated or cell.rstrip(" *:").endswith("?")


def _is_value(cell: str) -> bool:
    return _VALUE.fullmatch(cell.strip()) is not None


def is_data(cell: str) -> bool:
    """Whether a cell is a number, a date, an address or a yes: data, and no name of anything."""
    return _is_value(cell)


def _is_short(cell: str) -> bool:
    words = cell.split()
    return len(words) <= _MOST_WORDS and len(cell) <= _MOST_LETTERS and not cell.rstrip().endswith((".", "!", "…"))


def _column(rows: Sequence[SheetRow], index: int) -> list[str]:
    return [row.cells[index].strip() for row in rows if index < len(row.cells) and row.cells[index].strip()]


def _width(rows: Sequence[SheetRow]) -> int:
    """How many columns hold anything."""
    width = 0
    for row in rows:
        for place in range(len(row.cells), width, -1):
            if row.cells[place - 1].strip():
                width = place
                break
    return width


def _first_wide(rows: Sequence[SheetRow], width: int) -> int:
    """The first row that is no title: one with as many cells as a row of this table may have."""
    if width < _TWO:
        return 0
    for place, row in enumerate(rows[:_SEARCHED]):
        if row.unclosed or len({cell.strip() for cell in row.cells if cell.strip()}) > 1:
            return place
    return 0


def _cells(row: SheetRow, width: int) -> tuple[str, ...]:
    cells = [" ".join(cell.split()) for cell in row.cells[:width]]
    return (*cells, *([""] * (width - len(cells))))


def _filled_across(cells: Sequence[str], width: int) -> tuple[str, ...]:
    filled: list[str] = []
    for cell in cells[:width]:
        filled.append(cell or (filled[-1] if filled else ""))
    return tuple(filled)


def _groups_above(above: SheetRow, names: SheetRow, width: int, is_value: Knows) -> bool:
    """Whether the line just above the names has names of groups, and is no title and no data."""
    cells = _cells(above, width)
    filled = [place for place, cell in enumerate(cells) if cell]
    if not filled or above.unclosed or names.line - above.line != 1:
        return False
    if len({cells[place] for place in filled}) == 1 and filled[0] == 0:
        return False
    return not any(_is_value(cells[place]) or is_value(cells[place]) for place in filled)


def _names_below(rows: Sequence[SheetRow], place: int, is_value: Knows, parts: Knows) -> bool:
    """Whether groups in a row have their columns' names in the one below: it names nothing else."""
    width, below, rest = _width(rows), rows[place + 1], rows[place + 2 : place + 2 + _COMPARED]
    upper, lower = _cells(rows[place], width), _cells(below, width)
    if below.unclosed or "" not in upper[1:] or not any(lower):
        return False
    grouped = {place for place in range(width) if not upper[place] or (place + 1 < width and not upper[place + 1])}
    named = {place for place, cell in enumerate(lower) if cell and cell != upper[place]}
    blanks = {place for place in range(width) if not upper[place]}
    return (
        named <= grouped
        and blanks & named == blanks
        and all(_is_short(lower[place]) and not _is_value(lower[place]) for place in named)
        and (
            not any(is_value(lower[place]) for place in named)
            # The same statuses in each group, above what is none: `Table 1` and `Table 2` over `Existing`, `To create`.
            or (len({lower[place] for place in named}) < len(named) and _are_parts(below, rest, parts))
        )
    )


def _are_parts(row: SheetRow, below: Sequence[SheetRow], parts: Knows) -> bool:
    """Whether a row holds nothing but such values, and most of what stands below is none: it names the columns."""
    filled = [(index, cell) for index, cell in enumerate(row.cells) if cell.strip()]
    if len({cell for _, cell in filled}) < _TWO or not all(parts(cell) for _, cell in filled):
        return False
    others = [cell for index, _ in filled for cell in _column(below, index)]
    return 2 * sum(map(parts, others)) < len(others)


def _joined(group: str, name: str) -> str:
    return f"{group} / {name}" if group and name and group != name else name or group


def _titles(rows: Sequence[SheetRow]) -> tuple[str, ...]:
    return tuple(
        " ".join(dict.fromkeys(cell.strip() for cell in row.cells if cell.strip())) or row.raw.strip() for row in rows
    )
