"""Tables that a file calls by their names in the programme: read as if their numbers stood there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from facilitate.domain.errors import N_, Message
from facilitate.sheets.contents import Contents, Prose, SheetRow
from facilitate.workshop.intake.table_titles import TABLE_WORDS
from facilitate.workshop.intake.vocabulary import exactly_named, plain, table_in_column

_WORD_BEFORE = re.compile(rf"(?:{TABLE_WORDS})\s+", re.IGNORECASE)
_HASHES = re.compile(r"\s*(#{1,6}\s+)?")
_POINT = re.compile(r"\s*(?:[-–—•◦▪·✓]|\*\s|\d{1,3}[.)]\s)")


def with_numbers(contents: Contents, names: Mapping[str, int]) -> Contents:
    """Return the contents with `Table 2` where a title or a cell of a column of tables says the name of table 2.

    `names` are the numbers of tables by their names. What was taken so is told among the notices.
    """
    known = {plain(name): (number, name) for name, number in names.items() if plain(name)}
    if not known:
        return contents
    found: dict[str, int] = {}
    if isinstance(contents, Prose):
        lines = [_titled(line, known, found) for line in contents.text.split("\n")]
        changed: Contents = replace(contents, text="\n".join(lines))
    else:
        changed = replace(contents, rows=_numbered(contents.rows, known, found))
    if not found:
        return contents
    listing = ", ".join(f"{name} = {number}" for name, number in sorted(found.items(), key=lambda each: each[1]))
    notice = Message(N_("Tables found by their names: {names}."), {"names": listing})
    return replace(changed, origin=replace(changed.origin, notices=(*changed.origin.notices, notice)))


_Known = Mapping[str, tuple[int, str]]


def _called(words: str, known: _Known) -> tuple[int, str] | None:
    """Return the table that words name, alone or after the word for a table."""
    text = plain(words)
    return known.get(text) or known.get(plain(_WORD_BEFORE.sub("", words.strip(" *_#:"), count=1)))


def _titled(line: str, known: _Known, found: dict[str, int]) -> str:
    if not line.strip() or _POINT.match(line) or (table := _called(line, known)) is None:
        return line
    number, name = table
    found[name] = number
    hashes = _HASHES.match(line)
    return f"{hashes[1] if hashes and hashes[1] else ''}Table {number}"


def _numbered(rows: Sequence[SheetRow], known: _Known, found: dict[str, int]) -> tuple[SheetRow, ...]:
    """Return the rows with numbers in the column of tables: one so called, or one in which every cell is a table."""
    width = max((len(row.cells) for row in rows), default=0)
    columns = {place: [_cell(row, place) for row in rows] for place in range(width)}
    called = {place: cells for place, cells in columns.items() if _role(cells) == "table"}
    if any(_has_numbers(cells, known) for cells in called.values()):
        return tuple(rows)  # names beside them say nothing more
    places = [place for place, cells in (called or columns).items() if _is_of_tables(cells, known)]
    if not places:
        return tuple(rows)
    return tuple(replace(row, cells=_with_tables(row.cells, places, known, found)) for row in rows)


def _cell(row: SheetRow, place: int) -> str:
    return row.cells[place].strip() if place < len(row.cells) else ""


def _is_of_tables(cells: Sequence[str], known: _Known) -> bool:
    role, filled = _role(cells), [cell for cell in cells[1:] if cell]
    named = [cell for cell in filled if _called(cell, known)]
    if not named or role not in ("", "table"):
        return False
    return bool(role) or all(_called(cell, known) or table_in_column(cell) is not None for cell in filled)


def _has_numbers(cells: Sequence[str], known: _Known) -> bool:
    filled = [cell for cell in cells[1:] if cell]
    return bool(filled) and all(table_in_column(cell) is not None and not _called(cell, known) for cell in filled)


def _role(cells: Sequence[str]) -> str:
    """Return what the head of a column calls it; nothing where that is no known name."""
    found = exactly_named(plain(cells[0])) if cells else None
    return found[0] if found else ""


def _with_tables(cells: Sequence[str], places: Sequence[int], known: _Known, found: dict[str, int]) -> tuple[str, ...]:
    changed = [*cells]
    for place in places:
        if place < len(changed) and (table := _called(changed[place], known)):
            changed[place] = f"Table {table[0]}"
            found[table[1]] = table[0]
    return tuple(changed)
