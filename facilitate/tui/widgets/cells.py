"""Where a text is cut to fit a width: measured in terminal cells, kept, and never at a no-break space."""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import cell_len, split_graphemes

# Only the plain space is a place to cut: French keeps `Pourquoi ?` and `« mot »` together with U+00A0 and U+202F.
# People type plain spaces there: a sign that would stand alone at the head of a line stays with its word all the same.
_WORD = re.compile(r" *(?:« )?[^ ]+(?: [?!:;»%]+(?![^ ]))*")

Slice = tuple[int, int]


def cells(text: str) -> int:
    """Count the columns a text takes; ASCII, which is most of it, needs no table."""
    return len(text) if text.isascii() else cell_len(text)


@lru_cache(maxsize=32_768)
def cuts(text: str, width: int) -> tuple[Slice, ...]:
    """Cut a text into lines, as (start, end) in the text; blanks at a cut belong to no line."""
    if cells(text) <= width and "\n" not in text:
        return ((0, len(text)),)
    lines: list[Slice] = []
    start = 0
    for paragraph in text.split("\n"):
        lines.extend(_paragraph(paragraph, start, max(1, width)))
        start += len(paragraph) + 1
    return tuple(lines)


def words(text: str) -> list[str]:
    """Return the words of a text in one line, each with the signs that stay with it."""
    return [word.strip(" ") for word in _WORD.findall(text.replace("\n", " ")) if word.strip(" ")]


def _paragraph(text: str, offset: int, width: int) -> list[Slice]:
    lines: list[Slice] = []
    start = end = used = 0
    for word in _WORD.finditer(text):
        size = cells(word.group())
        if used + size <= width:
            used, end = used + size, word.end()
            continue
        if end > start:
            lines.append((start, end))
        bare = word.group().lstrip(" ")
        full, start, used = _broken(bare, word.end() - len(bare), width)
        lines.extend(full)
        end = word.end()
    return [(offset + first, offset + last) for first, last in (*lines, (start, end))]


def _broken(word: str, start: int, width: int) -> tuple[list[Slice], int, int]:
    """Cut a word wider than a line between characters: its full lines, then where the rest starts and its cells."""
    if (size := cells(word)) <= width:
        return [], start, size
    full: list[Slice] = []
    line = used = 0
    for first, _, size in split_graphemes(word)[0]:
        if used and used + size > width:
            full.append((start + line, start + first))
            line, used = first, 0
        used += size
    return full, start + line, used


def bar(value: int, most: int, width: int = 7) -> str:
    """A thin bar as long as the value is great, to half a cell."""
    halves = max(round(value * width * 2 / most), 1) if value and most else 0
    return ("━" * (halves // 2) + "╸" * (halves % 2)).ljust(width)
