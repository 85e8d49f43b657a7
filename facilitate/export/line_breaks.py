"""Where the words of people may go to a new line on a set page, and where they may not."""

from __future__ import annotations

import math
import re
import unicodedata
from itertools import pairwise

from facilitate.domain.text import inlined
from facilitate.export.compose.addresses import around
from facilitate.export.compose.french_spaces import spaced

_LONG = 11
_PIECE = 6
_NATURAL = 27
_ZERO_WIDTH = "\u200b"
_SOFT_HYPHEN = "\u00ad"
_JOINER = "\u200d"
_BEFORE_END = " ,;:.·/-\u00a0\u202f\u200d"

# A parenthesis that is not closed, and after it words that only begin something: "in a", "and the".
_HANGING = re.compile(r"(?:\s*\([^()]*)?(?:\s+[^\W\d]{1,4}’?)*\Z")
_PIECES = re.compile(rf"[^\s\-–—/]{{{_LONG + 1},}}")
_WORD = re.compile(r"[^\W\d_]+")
# Hyphenation knows no such words: a letter three times, five vowels or six consonants in a row.
_ODD = re.compile(r"(.)\1\1|[aeiouyà-æè-ïò-öù-ýœ]{5}|[^aeiouyà-æè-ïò-öù-ýœ]{6}")


def wrappable(text: str, code: str, longest: int = _LONG) -> str:
    """Return the text as it is set in that language: every letter as it was, no sign alone on a line, no line overfull.

    Words that a language divides are left to its hyphenation, and addresses to the engine; others may be divided
    anywhere that shows whole signs, unless they have at most `longest` letters.
    """

    def piece(found: re.Match[str]) -> str:
        return found[0] if len(found[0]) <= longest else _opened(found[0])

    return around(spaced(text, code), lambda words: _PIECES.sub(piece, words))


def ended(text: str, longest: int) -> str:
    """Return a text of at most so many letters: a longer one stands on one line and ends on a word with “…”."""
    if len(text) <= longest:
        return text
    cut = inlined(text[: 2 * longest])[:longest]
    whole = cut.rpartition(" ")[0]
    whole = _HANGING.sub("", whole)
    return (whole if len(whole) * 2 > len(cut) else cut).rstrip(_BEFORE_END) + "…"


def opened(text: str) -> str:
    """Return a word for a line that cannot hold it: it may be divided, whatever it is."""
    return _PIECES.sub(lambda found: _opened(found[0]), text)


def hyphens_kept(text: str) -> str:
    """Return a title whose words with a hyphen are not divided there, for programs that divide at every other one."""
    return re.sub(r"(?<=[^\W_])-(?=[^\W_])", "\u2011", text)


def _opened(piece: str) -> str:
    words = _WORD.findall(piece)
    if all(map(_natural, words)) and len(piece) - max(map(len, words), default=0) <= _PIECE:
        return piece
    sign = _SOFT_HYPHEN if len(words) == 1 and words[0] == piece else _ZERO_WIDTH
    signs = _signs(piece)
    many = math.ceil(len(signs) / _PIECE)  # as long as each other: no two letters alone on a line
    ends = [round(len(signs) * number / many) for number in range(many + 1)]
    return sign.join("".join(signs[first:end]) for first, end in pairwise(ends))


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
