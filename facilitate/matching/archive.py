"""The matcher’s second way: a few texts against a hundred thousand others, by numbers that were kept of their words.

Scores are those of pairs of duplicates, and every text is scored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from facilitate.matching.archive_parts import NUMBERS, ArchiveTexts, numbers_of
from facilitate.matching.features import FeatureExtractor

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.uint32]
    Places = NDArray[np.int64]

_DIGITS = 6
_TOGETHER = 64  # texts that are looked for at a time: what each word is worth to them stays near the processor
_ROWS = 4_096  # texts of the archive that are scored at a time, for the same reason
_BLOCK = 256  # scores of which the highest is looked at first


class Near(NamedTuple):
    """A text by its part and its place there, and how near it is, from 0 to 1."""

    part: int
    place: int
    score: float


class Archive:
    """Texts in parts, by what was gathered of them."""

    def __init__(self, archive: ArchiveTexts, language: str) -> None:
        self._extract = FeatureExtractor(language)
        self._archive = archive
        size = len(archive.text_starts) - 1
        self._stems = _Block(archive.stems, archive.stems_having, size)
        self._runs = _Block(archive.runs, archive.runs_having, size)

    def nearest(self, texts: Sequence[str], most: int, but: int) -> list[list[Near]]:
        """Return for each text at most so many that are nearest, of all parts but one; the nearest first."""
        found: list[list[Near]] = []
        first, end = self._archive.part_starts[but : but + 2]
        for at in range(0, len(texts), _TOGETHER):
            scores = self._scores(texts[at : at + _TOGETHER])
            scores[first:end] = 0
            found += (list(self._highest(of_one, most)) for of_one in np.ascontiguousarray(scores.T))
        return found

    def _scores(self, texts: Sequence[str]) -> Floats:
        """Return how near each text of the archive (rows) is to each of these (columns)."""
        archive = self._archive
        starts, (of_stems, of_runs) = archive.text_starts, self._worth(texts)
        many = np.diff(starts)
        scores = np.zeros((len(many), len(texts)), np.float32)
        # Texts of as many words each at a time: their first words, then their second ones, and so on.
        for size in np.unique(many[many > 0]):
            alike = np.flatnonzero(many == size)
            for at in range(0, len(alike), _ROWS):
                rows = alike[at : at + _ROWS]
                words = archive.words[starts[rows] + np.arange(size)[:, None]]
                stems, runs = _sum(of_stems, words), _sum(of_runs, words)
                scores[rows] = stems / archive.lengths[0, rows, None] + runs / archive.lengths[1, rows, None]
        return scores

    def _worth(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Return what each word of the archive (rows) adds to the nearness to each text (columns), by both blocks."""
        numbers = cache(numbers_of)
        of_texts = [[(*numbers(word), many) for word, many in self._extract(text).words.items()] for text in texts]
        stems, runs = [Counter[int]() for _text in texts], [Counter[int]() for _text in texts]
        for place, words in enumerate(of_texts):
            for stem, runs_of_word, many in words:
                stems[place][stem] += many
                for run in runs_of_word:
                    runs[place][run] += many
        slots, worth = self._stems.worth(stems)
        of_stems = worth[slots]
        slots, worth = self._runs.worth(runs)
        of_runs = np.zeros_like(of_stems)
        shared = np.flatnonzero(slots)  # runs of words of the archive that any of these texts has
        of_word = np.searchsorted(self._archive.run_starts, shared, side="right") - 1
        if len(shared):
            bounds = np.flatnonzero(np.diff(of_word, prepend=-1))
            of_runs[of_word[bounds]] = np.add.reduceat(worth[slots[shared]], bounds, axis=0)
        return of_stems, of_runs

    def _highest(self, scores: Floats, most: int) -> Iterator[Near]:
        """Yield the nearest texts by the scores of all; of equals those that come first."""
        least = 0.0
        if len(scores) > most * _BLOCK:  # there are as many at least as blocks that have one
            highest = np.maximum.reduceat(scores, np.arange(0, len(scores), _BLOCK))
            least = max(0.0, float(np.partition(highest, -most)[-most]) - 10**-_DIGITS)
        places = np.flatnonzero(scores > least)
        rounded = np.round(scores[places].astype(np.float64), _DIGITS)
        starts = self._archive.part_starts
        for each in np.argsort(-rounded, kind="stable")[:most]:
            part = int(np.searchsorted(starts, places[each], side="right")) - 1
            yield Near(part, int(places[each] - starts[part]), float(rounded[each]))


def _sum(worth: Floats, words: Numbers) -> Floats:
    """Return what the words of some texts (columns) are worth together."""
    found: Floats = worth[words[0]]
    for each in words[1:]:
        found += worth[each]
    return found


class _Block:
    """The features of one kind that the words of an archive have, and in how many of its texts each is."""

    def __init__(self, numbers: Numbers, having: Numbers, size: int) -> None:
        self._numbers = numbers
        self._having = np.zeros(NUMBERS, np.uint32)
        self._having[numbers] = having
        self._size = size

    def worth(self, texts: Sequence[Counter[int]]) -> tuple[Numbers, Floats]:
        """Return for each feature its row in a table of what it adds to the nearness to each text (columns).

        The first row is of what none of them has.
        """
        wanted = sorted(set().union(*texts))
        row = {number: place for place, number in enumerate(wanted, 1)}
        slots = np.zeros(NUMBERS, np.uint32)
        slots[wanted] = np.arange(1, len(wanted) + 1)
        worth = np.zeros((len(wanted) + 1, len(texts)), np.float32)
        weight = {number: self._weight(int(many)) for number, many in zip(wanted, self._having[wanted], strict=True)}
        for column, text in enumerate(texts):
            values = {number: many * weight[number] for number, many in text.items()}
            length = sqrt(sum(each * each for each in values.values())) or 1.0
            for number, value in values.items():
                worth[row[number], column] = value * weight[number] / (2 * length)
        return slots[self._numbers], worth

    def _weight(self, having: int) -> float:
        return log((self._size + 1) / having if having else self._size + 2) ** 2
