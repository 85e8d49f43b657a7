"""Texts as words, and words as the features they are compared by.

Everything is compared by what its words have: a stem, a beginning of five letters, and the runs of three to five
letters. Each word is worked out once for all the texts that have it.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from threading import Lock
from typing import Any

from facilitate.domain.text import ALIKE, folded
from facilitate.workshop.suggestions.families import family, spelling
from facilitate.workshop.suggestions.stop_words import stop_words

STEM, PREFIX, NGRAMS = 0, 1, 2
BLOCKS = (STEM, PREFIX, NGRAMS)
_PREFIX_LENGTH = 5
_NGRAM_LENGTHS = (3, 4, 5)
_STEM4_LENGTH = 4
_COMMON, _FEW = 0.08, 4
_TOKEN = re.compile(r"[^\W_]+")
_ALIKE = str.maketrans(ALIKE)
_STEMMING = Lock()


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word as compared.

    Words of the same `family` are near enough to be given as a reason, and those of the same `spelling` are called the
    same; those with the same `stem4`, their first four letters, may be worth a comparison.

    Compared by identity: there is one for each spelling, and dictionaries of words are what all the time goes into.
    """

    features: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    stem4: str
    family: str
    spelling: str

    @property
    def stem(self) -> str:
        """What the word is without its endings."""
        return self.features[STEM][0]


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """A text as read: its words and those its synonyms add, with their counts.

    `written` has each of its own words as the text has it, `through` what the text has for each word a synonym adds;
    `families` the first word of each family; `features`, for each block, those of all words as often as they come.
    """

    words: Mapping[Word, int]
    written: Mapping[Word, str]
    through: Mapping[Word, str]
    families: Mapping[str, Word]
    features: tuple[tuple[str, ...], ...]

    def says(self, word: Word) -> str:
        """Return the words of the text that stand for a word."""
        return self.written.get(word) or self.through[word]


class FeatureExtractor:
    """Reads texts in one language with the synonyms of a house.

    Synonyms are pairs of expressions: a text with one of them is read as if it also had the other.
    """

    def __init__(self, language: str, synonyms: Sequence[tuple[str, str]] = ()) -> None:
        self._language = language
        sides = [[tuple(each for _, each in _words(side, language)) for side in pair] for pair in synonyms]
        ways = [way for one, other in sides if one and other for way in ((one, other), (other, one))]
        self._ways = tuple((tuple(each.stem for each in here), there) for here, there in ways)

    def __call__(self, text: str) -> Features:
        found = list(_words(text, self._language))
        written: dict[Word, str] = {}
        for each, word in found:
            written.setdefault(word, each)
        through = self._through(found) if self._ways else {}
        # From the last to the first, so that the first of each family stays, and a text's own before a synonym's.
        families = {word.family: word for word in (*reversed(through), *reversed(written))}
        every = (*(word for _, word in found), *through)
        features = tuple(tuple(chain.from_iterable([word.features[block] for word in every])) for block in BLOCKS)
        return Features(dict(Counter(every)), written, through, dict(reversed(families.items())), features)

    def _through(self, found: Sequence[tuple[str, Word]]) -> dict[Word, str]:
        """Return the words that synonyms add to a text, each with what the text has for it."""
        stems = [word.stem for _, word in found]
        added: dict[Word, str] = {}
        for here, there in self._ways:
            size = len(here)
            for place in range(len(stems) - size + 1):
                if tuple(stems[place : place + size]) == here:
                    written = " ".join(each for each, _ in found[place : place + size])
                    added.update({each: written for each in there if each.stem not in stems and each not in added})
        return added


def widespread(texts: Collection[Features]) -> frozenset[str]:
    """Return the families of words that more than one text in twelve has, and more than four have.

    They tell nothing: of first suggestions by such words alone one in six is right, on three labelled events.
    """
    having = Counter(chain.from_iterable(text.families for text in texts))
    least = max(_FEW, _COMMON * len(texts))
    return frozenset(family for family, many in having.items() if many > least)


def is_telling(plain: str, language: str) -> bool:
    """Return whether a word without capitals and accents tells something, and does not only join others."""
    return len(plain) > 1 and plain not in stop_words(language)


def _words(text: str, language: str) -> Iterator[tuple[str, Word]]:
    """Yield each word that tells something, as written and as compared."""
    empty = stop_words(language)
    shouted = text.isupper()
    for found in _TOKEN.finditer(unicodedata.normalize("NFC", text)):
        written = found.group()
        word, plain = _word(written.casefold(), language)
        # Capitals in a text that has small letters are initials: “ES” is not the French “es”.
        initials = written.isupper() and not shouted
        if len(plain) > 1 and (initials or plain not in empty):
            yield written, word


@lru_cache(maxsize=100_000)
def _word(written: str, language: str) -> tuple[Word, str]:
    """Return a word, and how it reads without accents."""
    plain = folded(written)
    with _STEMMING:  # a stemmer holds the word it works on, and screens ask from several threads
        stem = folded(_stemmer(language).stemWord(written.translate(_ALIKE))) or plain
    features = (sys.intern(stem),), (sys.intern(plain[:_PREFIX_LENGTH]),), _runs(plain)
    names = (plain[:_STEM4_LENGTH], family(written, language), spelling(written, language))
    return Word(features, *map(sys.intern, names)), plain


def _runs(plain: str) -> tuple[str, ...]:
    edged = f" {plain} "
    return tuple(sys.intern(edged[at : at + size]) for size in _NGRAM_LENGTHS for at in range(len(edged) - size + 1))


@cache
def _stemmer(language: str) -> Any:
    # The classes themselves: `snowballstemmer.stemmer` answers with another library where there is one. 24 ms.
    if language == "en":
        from snowballstemmer.english_stemmer import EnglishStemmer as Stemmer
    else:
        from snowballstemmer.french_stemmer import FrenchStemmer as Stemmer
    return Stemmer()
