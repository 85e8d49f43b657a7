"""Where the words of people may go to a new line on a set page, and where they may not."""

from __future__ import annotations

import re
import unicodedata

from facilitate.export.compose.french_spaces import spaced

_LONG = 11
_PIECE = 6
_NATURAL = 27
_ZERO_WIDTH = "\u200b"
_SOFT_HYPHEN = "\u00ad"
_JOINER = "\u200d"

_PIECES = re.compile(rf"[^\s\-–—/]{{{_LONG + 1},}}")
_WORD = re.compile(r"[^\W\d_]+")
# Hyphenation knows no such words: a letter three times, five vowels or six consonants in a row.
_ODD = re.compile(r"(.)\1\1|[aeiouyà-æè-ïò-öù-ýœ]{5}|[^aeiouyà-æè-ïò-öù-ýœ]{6}")


def wrappable(text: str, code: str) -> str:
    """Return the text as it is set in that language: every letter as it was, no sign alone on a line, no line overfull.

    Words that a language divides are left to its hyphenation; others may be divided anywhere that shows whole signs.
    """
    return _PIECES.sub(lambda found: _opened(found[0]), spaced(text, code))


def _opened(piece: str) -> str:
    words = _WORD.findall(piece)
    if all(map(_natural, words)) and len(piece) - max(map(len, words), default=0) <= _PIECE:
        return piece
    sign = _SOFT_HYPHEN if len(words) == 1 and words[0] == piece else _ZERO_WIDTH
    signs = _signs(piece)
    return sign.join("".join(signs[first : first + _PIECE]) for first in range(0, len(signs), _PIECE))


def _natural(word: str) -> bool:
    return len(word) <= _LONG or (
        len(word) <= _NATURAL and word[1:].islower() and not _ODD.search(word.lower()) and word.isascii() | _latin(word)
    )


def _latin(word: str) -> bool:
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in word)


def _signs(text: str) -> list[str]:
    """Return what a reader takes for one sign: a letter with its accents, an emoji with all it is joined to."""
    signs: list[str] = []
    for char in text:
        joined = unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Mc", "Cf", "Sk"}
        if signs and (joined or signs[-1].endswith(_JOINER)):
            signs[-1] += char
        else:
            signs.append(char)
    return signs
