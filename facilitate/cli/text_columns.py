"""Aligned plain text: columns as wide as their widest cell, measured as terminals show it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from facilitate.domain.text import one_line

_GAP = "  "
_NARROWEST = 20
# What European languages are written with, each sign in one cell: for them no table of Unicode need be read (3 ms).
_ONE_CELL_EACH = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f]*")

# Quoted in a sentence, or alone on its line.
_COMMAND = re.compile("[“«][\u00a0\u202f]?facilitate [^”»]*[”»]|^facilitate .*")


def cells(text: str) -> int:
    """How many cells a terminal gives to a text, by Rich's table."""
    if _ONE_CELL_EACH.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def columns(rows: Sequence[Sequence[str]], heads: Sequence[str], width: int | None) -> Iterator[str]:
    """The lines of a table, its head first; `width` None leaves every row on one line."""
    flat = [[one_line(cell) for cell in row] for row in rows]
    every = [list(heads), *flat] if heads else flat
    widths = [max(cells(row[place]) for row in every) for place in range(len(every[0]) - 1)]
    left = None if width is None else width - sum(widths) - len(_GAP) * len(widths)
    if width is not None and left is not None and left < _NARROWEST:
        yield from _blocks(flat, width)
        return
    indent = " " * (sum(widths) + len(_GAP) * len(widths))
    for row in every:
        start = "".join(cell + " " * (wide - cells(cell)) + _GAP for cell, wide in zip(row[:-1], widths, strict=True))
        first, *more = wrapped(row[-1], left) if left else [row[-1]]
        yield (start + first).rstrip()
        yield from (indent + line for line in more)


def _blocks(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The rows one below the other, for a terminal too narrow to put them in columns."""
    for row in rows:
        yield from wrapped(_GAP.join(cell for cell in row[:-1] if cell), width)
        yield from (_GAP + line for line in wrapped(row[-1], width - len(_GAP)))


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, cut at blanks; a longer word stays whole."""
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and cells(longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def folded_lines(text: str, width: int) -> list[str]:
    """A line in lines of at most `width` cells under its own indent; a command to be copied stays on one."""
    if cells(text) <= width:
        return [text]
    indent = text[: len(text) - len(text.lstrip(" "))]
    joined = _COMMAND.sub(lambda found: found[0].replace(" ", "\0"), text.strip(" "))
    return [indent + line.replace("\0", " ") for line in wrapped(joined, width - len(indent))]
