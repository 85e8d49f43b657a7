"""Tables that a file calls by their names in the programme: read as if their numbers stood there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from facilitate.domain.errors import N_, Message
from facilitate.sheets.contents import Contents, Prose, SheetRow
from facilitate.workshop.intake.beside_ideas import beside_ideas
from facilitate.workshop.intake.table_titles import GROUP_WORDS, TABLE_WORDS
from facilitate.workshop.intake.total_cells import meaning_of
from facilitate.workshop.intake.vocabulary import exactly_named, plain, table_in_column

_WORD = rf"(?:{TABLE_WORDS}|{GROUP_WORDS})"
_WORD_BEFORE = re.compile(
    rf"(?:(?:la|le|les|the)\s+)?{_WORD}(?:\s*:\s*|\s+)(?:(?:de\s+la|de\s+l['’]|du|des|de|d['’]|of(?:\s+the)?)\s*)?[«“\"]?\s*",
    re.IGNORECASE,
)
_WORD_AFTER = re.compile(rf"[»”\"]?\s+{_WORD}\W*$", re.IGNORECASE)
# `(8 people)`, `(6 personnes, rapporteuse : P.07)`, `, 8 people`: who sat there, behind the name of a table.
_WHO_SAT_THERE = re.compile(
    r"\s*\((?=[^()]*(?:\d|:|rapport|anim|not|host|scrib|secr|facil))[^()]{1,80}\)\s*:?\s*$"
    r"|\s*[,–:-]\s*(?:environ |about )?\d{1,3}\s+(?:people|persons?|personnes?|participante?s?|présente?s?)\W*$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*\([^()]{1,80}\)\s*:?\s*$")
_HASHES = re.compile(r"\s*(#{1,6}\s+)?")
_MOST_ABOVE = 6  # lines of a title and a header, above the names
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
    """Return the table that words name, alone or beside the word for a table."""
    if found := known.get(plain(words)):
        return found
    bare = words.strip(" *_#:\u00a0")
    return known.get(plain(_WORD_BEFORE.sub("", bare, count=1))) or known.get(plain(_WORD_AFTER.sub("", bare, count=1)))


def _titled(line: str, known: _Known, found: dict[str, int]) -> str:
    if not line.strip() or _POINT.match(line):
        return line
    hashes = _HASHES.match(line)
    marks = hashes[1] if hashes and hashes[1] else ""
    table = _called(line, known)
    if table is None and line.rstrip(" *_:\r\u00a0")[-1:] in (")", "e", "s", "t", "n"):
        bare = line.strip(" *_#:\r\u00a0")
        table = _called(_WHO_SAT_THERE.sub("", bare), known) or (
            _called(_IN_BRACKETS.sub("", bare), known) if marks else None
        )
    if table is None:
        return line
    number, name = table
    found[name] = number
    return f"{marks}Table {number}"


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
    """Whether a column names tables: one so called, or one in which each cell below its head is one of these names."""
    filled = [cell for cell in cells if cell]
    first = next((place for place, cell in enumerate(filled) if _called(cell, known)), None)
    if first is None:
        return False
    if _role(cells) == "table":
        return True
    # A total stands there as well, and who counted.
    below = (cell for cell in filled[first:] if meaning_of(cell) == "other" and not beside_ideas(cell))
    return first <= _MOST_ABOVE and all(_called(cell, known) or table_in_column(cell) is not None for cell in below)


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
