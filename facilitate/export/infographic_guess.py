"""How large the type of an infographic will be, reckoned from the lengths of its words: where the page begins to try.

Measuring is the template's business and takes most of its time; a guess that is a step away saves most of it. A wrong
one costs time, never a word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

# Of Source Sans Pro, in ems; measured on French prose.
_LETTER = 0.42
_TITLE_LETTER = 0.66
_LINE = 1.02  # from one to the next; the last of a proposal is as high as a capital
_AROUND = 0.25
_HEAD, _FOOT = 12.0, 5.0  # of the page, in its units of a 120th of the width
_FILLED = 1.03  # of the columns; what is reckoned for each line is a little too much


def guess(paper: Mapping[str, float], categories: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The size in points, by halves; how many proposals of each category will fit, and how many to try."""
    lengths = [[len(each["words"]) for each in category["proposals"]] for category in categories]
    titles = [(len(category["title"]), len(category["marks"])) for category in categories]
    largest = max(map(len, lengths), default=1) or 1
    size = paper["most"]
    while size > paper["least"] and not _fits(paper, size, titles, lengths, largest):
        size -= 0.5
    most = largest
    if not _fits(paper, size, titles, lengths, most):
        most = next((most for most in range(1, largest) if not _fits(paper, size, titles, lengths, most + 1)), 1)
    # All of them, where they probably fit; else as many as the page will be tried with.
    limit = largest if most >= largest else min(largest, ceil(most * 1.12) + 2)
    return {"size": size, "most": most, "limit": limit}


def _fits(
    paper: Mapping[str, float],
    size: float,
    titles: Sequence[tuple[int, int]],
    lengths: Sequence[Sequence[int]],
    most: int,
) -> bool:
    unit = paper["width"] / 120
    wide = paper["width"] - 2 * paper["margin"]
    high = paper["height"] - 2 * paper["margin"] - (_HEAD + _FOOT) * unit
    columns = max(2, min(6, int((wide + 2 * size) // (27 * size)), max(1, len(titles))))
    ems = ((wide - (columns - 1) * 2 * size) / columns) / size
    total = 0.0
    for (title, marks), words in zip(titles, lengths, strict=True):
        total += (
            1.1 + max(1.55, ceil(title * _TITLE_LETTER / (ems - 6)) * 1.33 - 0.5) + 1.6
        )  # band, and the gap above it
        total += 1.1 + ceil(marks * 1.21 / (ems - 1)) * 1.15 if marks else 0
        total += sum(ceil(length * _LETTER / (ems - 4.2)) * _LINE + _AROUND for length in words[:most])
        total += _LINE + _AROUND if len(words) > most else 0
    return total * size <= columns * high * _FILLED
