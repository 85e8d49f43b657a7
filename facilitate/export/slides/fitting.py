"""How much room words take on a slide, reckoned from their letters: more than any usual font needs."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

LINE = 1.22  # heights of the type
_WIDE, _CAPITAL, _USUAL, _NARROW = 1.0, 0.7, 0.55, 0.32  # widths of letters, in sizes of the type
_NARROW_LETTERS = frozenset(" .,:;!'’|ijlIft()[]·\u00a0\u202f")
_WIDE_LETTERS = frozenset("mwMWœŒæÆ@%—…→&■□")
_BEFORE_END = " ,;:.·\u00a0\u202f\u200d"
_WORDS = re.compile(r"\S+|\s+")


@cache
def _letter(char: str) -> float:
    if char in _NARROW_LETTERS:
        return _NARROW
    if char in _WIDE_LETTERS or ord(char) > 0x2E80 or unicodedata.east_asian_width(char) in "WF":  # noqa: PLR2004
        return _WIDE
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0.0
    return _CAPITAL if char.isupper() else _USUAL


@lru_cache(maxsize=4096)  # the same words are reckoned for each place they may stand in
def _long(text: str) -> float:
    return sum(map(_letter, text))


def width(text: str, size: float) -> float:
    """Return how long a line of these words is, in points."""
    return size * _long(text)


@lru_cache(maxsize=1024)
def lines(text: str, size: float, room: float) -> int:
    """Return on how many lines a text stands; a word that no line holds is divided."""
    count, at = 1, 0.0
    for piece in _WORDS.findall(text):
        if "\n" in piece:
            count, at = count + piece.count("\n"), 0.0
            continue
        long = width(piece, size)
        if at + long <= room:
            at += long
        elif piece.isspace():
            at = room
        elif long <= room:
            count, at = count + 1, long
        else:  # a part of it stands at the end of each line, where a sign may be too wide
            usable = room - size * _WIDE
            full, rest = divmod(long, usable)
            count, at = count + int(full) + (1 if at else 0), rest
    return count


def height(text: str, size: float, room: float) -> float:
    """Return how high a paragraph is."""
    return lines(text, size, room) * size * LINE


def shortened(text: str, size: float, room: float, most: int, end: str = "") -> str:
    """Return the text with its `end`, on so many lines: it ends with a whole word and “…” where it is longer."""
    if lines(text + end, size, room) <= most:
        return text + end
    low, high = 0, len(text)
    while low < high:  # the most letters that fit
        middle = (low + high + 1) // 2
        low, high = (middle, high) if lines(f"{text[:middle]}…{end}", size, room) <= most else (low, middle - 1)
    cut = text[:low]
    whole = cut.rpartition(" ")[0] if low < len(text) and not text[low].isspace() else cut
    kept = whole if len(whole) * 2 > low else cut
    return f"{kept.rstrip(_BEFORE_END)}…{end}"
