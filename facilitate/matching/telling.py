"""The words that tell some texts from all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log

from facilitate.matching.words import Reading


def telling(
    inside: Iterable[Reading], outside: Iterable[Reading], most: int, known: Iterable[Reading] = ()
) -> list[str]:
    """The most telling words of some texts, as most of them write them; those of `known` texts are left out.

    By how much more often than elsewhere (log-odds, half a text added to each side), times in how many.
    """
    here, there = list(inside), list(outside)
    seen = Counter(stem for text in here for stem in {word.stem: 1 for word in text.written})
    elsewhere = Counter(stem for text in there for stem in {word.stem: 1 for word in text.written})
    said = {word.stem for text in known for word in text.written}

    def worth(stem: str) -> float:
        share = (seen[stem] + 0.5) / (len(here) + 1)
        other = (elsewhere[stem] + 0.5) / (len(there) + 1)
        return round(seen[stem] * log(share / other), 6)

    ranked = sorted((-worth(stem), stem) for stem in seen if stem not in said and worth(stem) > 0)
    return [_usual(stem, here) for _, stem in ranked[:most]]


def _usual(stem: str, texts: list[Reading]) -> str:
    """How most texts write it; a capital that begins a sentence is not part of the word, initials are."""
    forms = Counter(
        written if written.isupper() else written.lower()
        for text in texts
        for word, written in text.written.items()
        if word.stem == stem
    )
    return min(forms, key=lambda form: (-forms[form], form))
