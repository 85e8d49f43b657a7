"""How much the accents and quotes of a text stand where they do in words.

The weights are those of French first, then of English, German, Spanish and their neighbours: no word begins with `è`, a
circumflex is followed by a consonant, `à` ends a word or is one.
"""

from __future__ import annotations

import re
from collections import Counter

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_VOWELS = frozenset("aeiouyàâäáéèêëíîïóôöúùûüœ")
_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxzñ")
_STRANGE = -4
_NEVER = -3

# What a letter says at the beginning of a word, within it, at its end.
_PLACES = {
    "é": (4, 4, 4), "è": (-3, 4, -1), "à": (-1, -1, 4), "ê": (4, 4, -2), "ç": (4, 4, -2), "œ": (3, 4, -3),
    "â": (1, 3, -2), "î": (2, 3, -1), "ô": (1, 3, 1), "û": (-1, 3, 1), "ù": (-3, -2, 3), "ë": (-2, 2, 1),
    "ï": (-2, 2, 1), "ÿ": (-3, 1, -1), "ä": (2, 3, 1), "ö": (2, 3, 1), "ü": (3, 3, 1), "ß": (-4, 3, 3),
    "ñ": (0, 4, -2), "á": (1, 3, 3), "í": (1, 3, 3), "ó": (1, 3, 3), "ú": (1, 3, 2), "ã": (-2, 3, 1),
    "õ": (-2, 3, 1), "ò": (0, 1, 2), "ì": (-1, 1, 2), "å": (2, 2, 1), "æ": (1, 2, -1), "ø": (1, 2, 0),
    "š": (1, 1, 1), "ž": (1, 1, 1), "ý": (-2, 1, 1), "ð": (-2, 1, 1), "þ": (1, 1, -2),
}  # fmt: skip
_ALONE = {"à": 4, "ô": 1, "é": 0, "ó": 0, "è": 0}
_CIRCUMFLEX = frozenset("âêîôû")
_NEEDED_BEFORE = {"ù": frozenset("o"), "à": frozenset("jl'’"), "ë": _VOWELS, "ï": _VOWELS, "ÿ": _VOWELS}
_NEEDED_AFTER = {
    "ç": frozenset("aouàâôûãõáó"),
    "ñ": _VOWELS,
    "á": _CONSONANTS,
    "ó": _CONSONANTS,
    "è": _CONSONANTS,
    "ã": frozenset("oe"),
    "õ": frozenset("e"),
}
_OPENING = frozenset("«“‘„¿¡")
_CLOSING = frozenset("»”’")
_OTHER_SIGNS = frozenset("–—…°€£•\u00a0·§©²³½¼®™×ªº")


def likeness(text: str) -> int:
    """How well a text is spelt: the weights of all signs beyond ASCII, by what stands beside each."""
    padded = f"\n\n{text}\n"
    places = Counter(padded[found.start() - 2 : found.end() + 1] for found in _BEYOND_ASCII.finditer(padded))
    return sum(_fitness(*place) * count for place, count in places.items())


def _fitness(earlier: str, before: str, sign: str, after: str) -> int:
    if sign.lower() in _PLACES:
        return _letter(before, sign, after)
    inside = before.isalpha() and after.isalpha()
    if inside and sign == "’":
        return 6 if _elides(earlier, before) or after in "stdmrlv" else 1
    if inside and sign != "–":
        return 5 if sign == "·" and after in "eE" and before.lower() in "rtnldséiuc" else _STRANGE
    if sign in _OPENING:
        return -2 if before.isalnum() or (after.isspace() and sign not in "«“") else 2
    if sign in _CLOSING:
        return -2 if after.isalnum() or (before.isspace() and sign == "’") else 2
    return _sign(before, sign, after) if sign in _OTHER_SIGNS else _STRANGE


def _elides(earlier: str, before: str) -> bool:
    """French drops a vowel after a lone letter, and after `qu`; so does `aujourd’hui`."""
    lone = before.lower() in "lcdjnmts" and not earlier.isalpha()
    return lone or (earlier + before).lower() in ("qu", "rd")


def _letter(before: str, sign: str, after: str) -> int:
    lower = sign.lower()
    if before.isdigit() or after.isdigit():
        return _NEVER
    if sign != lower and (before.islower() or (before.isalpha() and after.islower())):
        return _STRANGE
    if sign == lower and before.isupper() and after.isupper():
        return _STRANGE
    if not before.isalpha() and not after.isalpha():
        return _ALONE.get(lower, -1)
    place = 0 if not before.isalpha() else 1 if after.isalpha() else 2
    weight = _PLACES[lower][place]
    return min(weight, _NEVER) if _never_beside(before.lower(), lower, after.lower()) else weight


def _never_beside(before: str, letter: str, after: str) -> bool:
    """Whether what stands beside a letter never does in a word."""
    if letter in _CIRCUMFLEX and after in _VOWELS:
        return (letter, after) != ("â", "i")
    if letter in _NEEDED_BEFORE:
        return before not in _NEEDED_BEFORE[letter] and (letter != "à" or before.isalpha())
    if letter in _NEEDED_AFTER:
        return after.isalpha() and after not in _NEEDED_AFTER[letter]
    return letter == "â" and before in "aiou"


def _sign(before: str, sign: str, after: str) -> int:
    if sign == "°":
        return 3 if before in "nNoO" or before.isdigit() or before == " " else -1
    if sign == "\u00a0":
        return 5 if after in ":;!?»%€" else 3 if before == "«" or before.isdigit() else 1
    if sign in "€£":
        return 3 if before.isdigit() or after.isdigit() or before in " \u00a0" else 0
    if sign == "…":
        return 1 if after.isalpha() or not (before.isalnum() or (before, after) == ("\n", " ")) else 3
    if sign in "–—":
        return 3 if before.isspace() and after.isspace() else 1 if after.isspace() or before.isdigit() else 0
    return 3 if sign == "•" and before in "\r\n" else 0 if sign in "ªº×·" else 1
