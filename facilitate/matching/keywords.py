"""The words that tell some texts from all others, and the phrases that could name them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations_with_replacement
from math import log

from facilitate.domain.text import folded
from facilitate.matching.features import Features, is_telling

_MOST_WORDS = 5
_MOST = 10
_BEGINNING = 4  # letters by which words are counted as one
# A phrase goes on over spaces, hyphens and apostrophes, and ends at any other sign.
_RUN = re.compile(r"[^\W_]+(?:[ \u00a0'’-]+[^\W_]+)*")
_WORD = re.compile(r"[^\W_]+")


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


def phrases(near_the_middle: Iterable[str], pile: Sequence[str], language: str) -> list[str]:
    """Return the phrases of some texts whose words most texts of the pile have; the first is the likeliest name."""
    shared = Counter(word for text in pile for word in set(_beginnings(text)))
    worth: dict[str, float] = {}
    for text in near_the_middle:
        for phrase, telling, many in _phrases(text, language):
            # A name says what several share, in few words.
            worth.setdefault(phrase, sum(shared[word[:_BEGINNING]] for word in telling) / (many + 1))
    return sorted(worth, key=lambda phrase: (-worth[phrase], len(phrase), phrase))[:_MOST]


def _phrases(text: str, language: str) -> Iterator[tuple[str, list[str], int]]:
    """Yield what stands from one telling word to another, the telling words in it, and how many words it has."""
    for run in _RUN.finditer(text):
        words = [(found.start(), found.end(), folded(found.group())) for found in _WORD.finditer(run.group())]
        telling = [place for place, (_, _, word) in enumerate(words) if is_telling(word, language)]
        for first, last in combinations_with_replacement(telling, 2):
            if last < first + _MOST_WORDS:
                inside = [words[place][2] for place in telling if first <= place <= last]
                yield run.group()[words[first][0] : words[last][1]], inside, last - first + 1


def _beginnings(text: str) -> Iterator[str]:
    return (folded(word)[:_BEGINNING] for word in _WORD.findall(text))
