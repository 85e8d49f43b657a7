"""Names of columns that differ by a number: `Idée 1`, `Première idée`, `Votre 2e proposition`, `Une autre idée ?`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from facilitate.workshop.intake.column_names import bare, language_of, named
from facilitate.workshop.intake.vocabulary import AROUND, TEXTS, Role


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TWO = 2
_NUMBER = re.compile(r" ?\d{1,2}$")
_SHORT_ORDINAL = re.compile(r"\d{1,2}(?:re|er|ere|ers|nde|nd|eme|ieme|e|st|rd|th|o|a)?")
_ORDINALS = _words(
    "premier premiere second seconde deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme "
    "dixieme first third fourth fifth sixth seventh eighth ninth tenth erste zweite dritte vierte funfte primera "
    "segunda tercera cuarta quinta autre autres another other encore secondaire secondary"
)
# What stands around the name of what is asked for: `Avez-vous une deuxième idée ?`.
_AROUND = AROUND | _words(
    "avez vous auriez si oui have do you would any number numero num no n nr one top best main favourite favorite "
    "prioritaire prioritaires preferee meilleure derniere last"
)


def numbered(titles: Sequence[str]) -> dict[str, list[int]]:
    """The places of names that differ by a number, or not at all; those of other languages are one."""
    names = {place: name for place, name in enumerate(titles) if name and not language_of(name)}
    found: dict[str, list[int]] = {}
    for place, name in names.items():
        found.setdefault(_NUMBER.sub("", bare(name)).strip(), []).append(place)
    found = {stem: places for stem, places in found.items() if stem and len(places) >= _TWO}
    wider = {stem: places for stem, places in _with_ordinals(names).items() if places not in found.values()}
    return {stem: places for stem, places in found.items() if not flat(wider).issuperset(places)} | wider


def flat(groups: Mapping[str, Sequence[int]]) -> set[int]:
    """All places of some groups."""
    return {place for places in groups.values() for place in places}


def role_of(stem: str) -> Role | None:
    """What a name without its number says its columns hold."""
    found = named(stem)
    return found.role if found else None


def _with_ordinals(names: Mapping[int, str]) -> dict[str, list[int]]:
    """`Votre idée;Une deuxième idée;Une autre idée ?`: what the ordinals are of, where a text has it."""
    stems = dict.fromkeys(stem for name in names.values() if (stem := _without_ordinal(name)))
    found = {
        stem: [place for place, name in names.items() if _without_small_words(name) == stem]
        for stem in stems
        if role_of(stem) in TEXTS
    }
    return {stem: places for stem, places in found.items() if len(places) >= _TWO}


def _words_of(name: str) -> list[str]:
    """The words of a name, without the letter of `Idée A`."""
    words = bare(name).split()
    return words[:-1] if len(words) > 1 and len(words[-1]) == 1 and name.rstrip(" ?:*")[-1:] in "ABCDEF" else words


def _without_ordinal(name: str) -> str:
    """A name without its ordinal and what stands around it, in the singular; nothing where it has no ordinal."""
    words = _words_of(name)
    if words == bare(name).split() and not any(word in _ORDINALS or _SHORT_ORDINAL.fullmatch(word) for word in words):
        return ""
    return _without_small_words(name)


def _without_small_words(name: str) -> str:
    """What a name is about, whatever number it has: `Votre première idée` and `Idée 2` are about the same."""
    kept = (word for word in _words_of(name) if word not in _AROUND and word not in _ORDINALS)
    return " ".join(word.rstrip("s") for word in kept if not _SHORT_ORDINAL.fullmatch(word))
