"""The words that tell some texts from all others, and the phrases that could name them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import combinations_with_replacement
from math import log

from facilitate.domain.text import folded
from facilitate.matching.features import Features, is_telling
from facilitate.workshop.suggestions.stop_words import name_words

_MOST_WORDS = 5  # but articles
_MOST = 10
_BEGINNING = 4  # letters by which words are counted as one
# A phrase goes on over spaces, hyphens and apostrophes, and ends at any other sign.
_RUN = re.compile(r"[^\W_]+(?:[ \u00a0'’-]+[^\W_]+)*")
_WORD = re.compile(r"[^\W_]+")
# Words with hyphens are whole, and an elided article is a word.
_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def stems_of(texts: Iterable[Features]) -> Counter[str]:
    """Return for each stem in how many of the texts it is."""
    return Counter(stem for text in texts for stem in {word.stem: 1 for word in text.written})


def distinctive_words(
    inside: Iterable[Features],
    everywhere: Counter[str],
    total: int,
    most: int,
    *,
    known: Iterable[Features] = (),
    in_texts: int = 1,
) -> list[str]:
    """Return the most telling words of some texts, as most of them write them; those of `known` texts are left out.

    Words count that are in so many of the texts at least.

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

    stems = (stem for stem, many in seen.items() if many >= in_texts and stem not in known_stems)
    ranked = sorted((-worth(stem), stem) for stem in stems if worth(stem) > 0)
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
        for phrase, beginnings, many in _phrases(text, language):
            # A name says what several share, in few words.
            worth.setdefault(phrase, sum(shared[each] for each in beginnings) / (many + 1))
    return sorted(worth, key=lambda phrase: (-worth[phrase], len(phrase), phrase))[:_MOST]


class _Part(Enum):
    """What a word is to a name."""

    NAMING = "naming"
    ARTICLE = "article"
    OF = "of"
    JOINING = "joining"
    OTHER = "other"


def _phrases(text: str, language: str) -> Iterator[tuple[str, list[str], int]]:
    """Yield what may be a name, the beginnings of its telling words, and how many words it has but articles."""
    for run in _RUN.finditer(text):
        words = list(_COMPOUND.finditer(run.group()))
        parts = _parts([each.group() for each in words], language, shouted=text.isupper())
        for first, last in combinations_with_replacement(range(len(words)), 2):
            many = last - first + 1 - parts[first:last].count(_Part.ARTICLE)
            if many <= _MOST_WORDS and _is_name(parts, first, last):
                inside = [words[place].group() for place in range(first, last + 1) if parts[place] is _Part.NAMING]
                beginnings = [each for word in inside for each in _beginnings(word)]
                if len(set(beginnings)) == len(beginnings):
                    yield run.group()[words[first].start() : words[last].end()], beginnings, many


def _parts(words: Sequence[str], language: str, *, shouted: bool) -> list[_Part]:
    articles, of, joining = name_words(language)
    found: list[_Part] = []
    for word in words:
        plain = folded(word)
        if plain in articles:
            # No noun stands right before an article: “replace the computers”, “visiter les lieux”.
            found[-1:] = [_Part.OTHER if each is _Part.NAMING else each for each in found[-1:]]
            found.append(_Part.ARTICLE)
        elif is_telling(plain, language) or (word.isupper() and len(word) > 1 and not shouted):
            found.append(_Part.NAMING)
        else:
            found.append(_Part.OF if plain in of else _Part.JOINING if plain in joining else _Part.OTHER)
    return found


def _is_name(parts: Sequence[_Part], first: int, last: int) -> bool:
    """Return whether it begins and ends where names do, and only has between what joins the words of a name."""
    before = parts[first - 1] if first else _Part.ARTICLE
    after = parts[last + 1] if last + 1 < len(parts) else _Part.OTHER
    return (
        before in (_Part.ARTICLE, _Part.OF)
        and parts[first] is parts[last] is _Part.NAMING is not after
        and _Part.OTHER not in parts[first:last]
    )


def _beginnings(text: str) -> Iterator[str]:
    return (folded(word)[:_BEGINNING] for word in _WORD.findall(text))
