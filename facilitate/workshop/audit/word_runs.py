"""Words in a row: whether a text has those of another, found without comparing every two texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from facilitate.workshop.audit.issue import READ
from facilitate.workshop.audit.number_words import plain

Words = tuple[str, ...]
_FIRST = 8  # words by which a text is looked for, before all of it is compared


def words_in(text: str) -> Words:
    """Return the words of a text, in plain letters."""
    return tuple(re.findall(r"\w+", plain(text[:READ])))


def rows(words: Words, long: int) -> Iterator[Words]:
    """Yield every stretch of `long` words in a row."""
    return zip(*(words[start:] for start in range(long)), strict=False)


def contained(parts: Iterable[Words], texts: Iterable[Words]) -> Iterator[tuple[Words, Words]]:
    """Yield each of the parts with each text it stands in."""
    by_first: dict[int, dict[Words, list[Words]]] = {}
    for part in dict.fromkeys(parts):
        if part:
            first = part[:_FIRST]
            by_first.setdefault(len(first), {}).setdefault(first, []).append(part)
    for text in texts if by_first else ():
        for long, known in by_first.items():
            for start, row in enumerate(rows(text, long)):
                for part in known.get(row, ()):
                    if text[start : start + len(part)] == part:
                        yield part, text
