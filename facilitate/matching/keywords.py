"""The words that tell some texts from all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log

from facilitate.matching.features import Features


def stems_of(texts: Iterable[Features]) -> Counter[str]:
    """Return for each stem in how many of the texts it is."""
    return Counter(stem for text in texts for stem in {word.stem: 1 for word in text.written})


def distinctive_words(
    inside: Iterable[Features], everywhere: Counter[str], total: int, most: int, known: Iterable[Features] = ()
) -> list[str]:
    """Return the most telling words of some texts, as most of them write them; those of `known` texts are left out.

    By how much more often than in the others of all texts (log-odds, half a text added to each side), times in how
    many. `everywhere` counts the stems of all texts, of which there are `total`.
    """
    here = list(inside)
    seen = stems_of(here)
    known_stems = {word.stem for text in known for word in text.written}

    def worth(stem: str) -> float:
        share = (seen[stem] + 0.5) / (len(here) + 1)
        other = (everywhere[stem] - seen[stem] + 0.5) / (total - len(here) + 1)
        return round(seen[stem] * log(share / other), 6)

    ranked = sorted((-worth(stem), stem) for stem in seen if stem not in known_stems and worth(stem) > 0)
    return [_usual(stem, here) for _, stem in ranked[:most]]


def _usual(stem: str, texts: list[Features]) -> str:
    """Return how most texts write it; a capital that begins a sentence is not part of the word, initials are."""
    forms = Counter(
        written if written.isupper() else written.lower()
        for text in texts
        for word, written in text.written.items()
        if word.stem == stem
    )
    return min(forms, key=lambda form: (-forms[form], form))
