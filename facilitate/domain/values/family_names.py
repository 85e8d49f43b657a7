"""The family name in the name of a person, as far as it is known: lists on paper are sorted by it.

Two columns of a guest list tell it, or somebody says it; else nothing but the way in which the name is written does,
and only where that leaves no doubt. `Camille Martin` may be either way round: nobody can tell.
"""

from __future__ import annotations

import re

from facilitate.domain.text import folded

_PARTICLES = frozenset(
    ("de", "du", "des", "la", "le", "les", "van", "von", "der", "den", "ten", "ter", "zu", "zur", "da", "do", "dos",
     "das", "di", "della", "del", "dalla", "el", "al", "ben", "bin", "ibn", "bint", "af", "av")
)  # fmt: skip
_ELIDED = re.compile(r"(?:d|l|dell)['’]\w", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiouy]")


def family_name_in(name: str, known: str = "") -> str:
    """Return the words of a name that are the family name; nothing where nobody can tell.

    What is `known` counts as far as it still is the beginning or the end of the name.
    """
    if known and is_part(known, name):
        return known
    words = _words(name)
    if name.count(",") == 1 and not any(letter.isdecimal() for letter in name):
        before = name.partition(",")[0].split()
        if len(before) < len(words) and _is_one_name(before):
            return " ".join(before)
    return " ".join(_in_capitals(words) or _after_particle(words))


def is_part(family: str, name: str) -> bool:
    """Return whether a family name is whole words at the beginning or at the end of a name, and not all of it."""
    own, words = family.split(), _words(name)
    return 0 < len(own) < len(words) and own in (words[: len(own)], words[-len(own) :])


def other_names(name: str, family: str) -> str:
    """Return a name without the family name in it."""
    own, words = family.split(), _words(name)
    if not family:
        return name
    rest = words[len(own) :] if words[: len(own)] == own else words[: -len(own)]
    return " ".join(rest)


def says_no_family_name(name: str) -> bool:
    """Return whether nothing can be a family name there: one word, or one with a number, as `Participante 07` has."""
    return len(name.split()) < 2 or any(letter.isdecimal() for letter in name)  # noqa: PLR2004 -- of two names


def _words(name: str) -> list[str]:
    """Return the words of a name, without the comma after a family name."""
    return [word for word in (each.rstrip(",") for each in name.split()) if word]


def _is_one_name(words: list[str]) -> bool:
    return len([word for word in words if word.casefold() not in _PARTICLES]) == 1 or all(map(_is_loud, words))


def _is_loud(word: str) -> bool:
    """Return whether a word is written in capitals as a family name is, and is not initials."""
    letters = re.sub(r"[-'’.]", "", word)
    return len(letters) > 1 and letters.isalpha() and word.isupper() and bool(_VOWEL.search(folded(word)))


def _in_capitals(words: list[str]) -> list[str]:
    """Return the words in capitals at one end of a name whose others are not, with the particles before them."""
    loud = [_is_loud(word) for word in words]
    if not any(loud) or not any(word != word.upper() for word in words):
        return []
    first, last = loud.index(True), len(loud) - loud[::-1].index(True)
    if not all(loud[first:last]):
        return []
    while first and words[first - 1].casefold() in _PARTICLES and words[first - 1].islower():
        first -= 1
    return words[first:last] if (first == 0) != (last == len(words)) else []


def _after_particle(words: list[str]) -> list[str]:
    """Return the end of a name from a particle in small letters on, where one name stands after it."""
    for place, word in enumerate(words[1:], 1):
        rest = words[place:]
        if word in _PARTICLES:  # of several, as in `de La Tour du Pin`, nobody can tell which begins it
            return rest if len(rest) > 1 and _is_one_name(rest) else []
        if _ELIDED.match(word) and word[0].islower() and len(rest) == 1:
            return rest
    return []
