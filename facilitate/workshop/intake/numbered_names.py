"""Names of columns that differ by a number: `Idée 1`, `Première idée`, `Votre 2e proposition`, `Une autre idée ?`."""

from __future__ import annotations

import re

from facilitate.workshop.intake.column_names import bare
from facilitate.workshop.intake.vocabulary import AROUND

_NUMBER = re.compile(r" ?\d{1,2}$")
_SHORT_ORDINAL = re.compile(r"\d{1,2}(?:re|er|ere|ers|nde|nd|eme|ieme|e|st|rd|th|o|a)?")
_ORDINALS = frozenset(
    (
        "premier premiere second seconde deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme "
        "dixieme first third fourth fifth sixth seventh eighth ninth tenth erste zweite dritte vierte funfte primera "
        "segunda tercera cuarta quinta autre autres another other une"
    ).split()
)
# What stands around the name of what is asked for: `Avez-vous une deuxième idée ?`.
_AROUND = AROUND | frozenset("avez vous auriez si oui have do you would any number numero num no n nr one".split())


def without_number(name: str) -> str:
    """A name without the number at its end."""
    return _NUMBER.sub("", bare(name)).strip()


def without_ordinal(name: str) -> str:
    """A name without its ordinal and what stands around it, in the singular; nothing where it has no ordinal."""
    words = bare(name).split()
    if not any(word in _ORDINALS or _SHORT_ORDINAL.fullmatch(word) for word in words):
        return ""
    return without_small_words(" ".join(words))


def without_small_words(name: str) -> str:
    """What a name is about, whatever number it has: `Votre première idée` and `Idée 2` are about the same."""
    kept = (word for word in bare(name).split() if word not in _AROUND and word not in _ORDINALS)
    return " ".join(word.rstrip("s") for word in kept if not _SHORT_ORDINAL.fullmatch(word))
