"""Tables as Markdown draws them: cells between `|`, a line of dashes below the header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from facilitate.domain.errors import N_, Message
from facilitate.sheets.contents import Contents, Kind, Origin, Prose, SheetRow, Table
from facilitate.sheets.counting import counted
from facilitate.sheets.delimited import lines_of
from facilitate.sheets.gathering import Asked
from facilitate.sheets.tables_in_text import left_out, named_table, unclear

# Org draws `|---+---|`, databases `+---+---+`.
_RULE = re.compile(r"[ \t>]*[|+]?(?:[ \t]*:?--+:?[ \t]*[|+])*[ \t]*:?--+:?[ \t]*[|+]?[ \t]*")
_CORNERS = re.compile(r"[|+]")
_CELL_END = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BEFORE = re.compile(r"#{1,6}(?:\s|$)|[-*_=]{3,}\s*$")


def find_pipes(text: str) -> bool:
    """Whether there is such a table in the text."""
    if "|" not in text or "-" not in text:
        return False
    return bool(_tables(lines_of(text)))


def read_pipes(text: str, origin: Origin, asked: Asked) -> Contents:
    """The one table of the text, or several with the same header; titles stand above as rows of one cell.

    Where the tables hold nothing of the list that the text is, it is the text. Raises `Refused` where other lines hold
    words too: which of them are ideas cannot be told.
    """
    lines = lines_of(text)
    tables = _tables(lines)
    if asked.sheet:
        tables, origin = _named(lines, tables, origin, asked.sheet)
    inside = {number for first, last in tables for number in range(first, last)}
    outside = [line for number, line in enumerate(lines) if number not in inside and line.strip()]
    headers = {_cells(lines[first]) for first, _ in tables}
    others = [line for line in outside if not _BEFORE.match(line.strip()) and not _is_rule(line)]
    if not asked.sheet and others:
        each = [list(_rows(lines, [place])) for place in tables]
        left = "\n".join("" if number in inside else line for number, line in enumerate(lines))
        if asked.are_beside(left, each):
            return Prose(replace(origin, notices=(*origin.notices, left_out(each))), left)
        if len(headers) > 1 or len(others) > sum(last - first for first, last in tables):
            raise unclear(each)
    rows = tuple(_rows(lines, tables))
    origin = replace(origin, kind=Kind.MARKDOWN)
    if others:
        notice = Message(
            N_("Everything around the table was skipped ({lines})."), {"lines": counted(len(others), "line")}
        )
        origin = replace(origin, separator="|", notices=(*origin.notices, notice))
    return Table(origin, rows)


def _named(
    lines: list[str], tables: list[tuple[int, int]], origin: Origin, wanted: str
) -> tuple[list[tuple[int, int]], Origin]:
    """The table of that number, or under that heading."""
    names = tuple(_heading(lines[:first]) or str(number) for number, (first, _last) in enumerate(tables, 1))
    place = named_table(names, wanted)
    return [tables[place]], replace(origin, sheet=names[place], sheets=names)


def _rows(lines: list[str], tables: list[tuple[int, int]]) -> Iterator[SheetRow]:
    """The rows of all tables; of several, each row ends with the heading above its table."""
    for place, (first, last) in enumerate(tables):
        heading = (_heading(lines[:first]),) if len(tables) > 1 else ()
        for number in range(first + (1 if place else 0), last):
            cells = _cells(lines[number])
            if not _is_rule(lines[number]) and any(cell.strip() for cell in cells):
                behind = ("",) if heading and number == first else heading
                yield SheetRow(number + 1, cells + behind, lines[number])


def _heading(lines: list[str]) -> str:
    return next((line.strip("# \t*:") for line in reversed(lines) if line.lstrip().startswith("#")), "")


def _tables(lines: list[str]) -> list[tuple[int, int]]:
    """Where each begins, and the line behind its last: a line of names, one of dashes as wide, lines with pipes."""
    found: list[tuple[int, int]] = []
    number = 1
    while number < len(lines):
        header, rule = lines[number - 1], lines[number]
        if "|" in header and _is_rule(rule) and _corners(rule) == len(_cells(header)) and not _is_rule(header):
            last = number + 1
            while last < len(lines) and ("|" in lines[last] or _is_rule(lines[last])):
                last += 1
            found.append((number - 1, last))
            number = last
        number += 1
    return found


def _is_rule(line: str) -> bool:
    return ("|" in line or "+" in line) and _RULE.fullmatch(line) is not None


def _corners(rule: str) -> int:
    return len(_CORNERS.split(rule.strip(" \t>").strip("|+")))


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().lstrip(">").strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return tuple(_BREAK.sub("\n", cell.strip()).replace("\\|", "|") for cell in _CELL_END.split(inner))
