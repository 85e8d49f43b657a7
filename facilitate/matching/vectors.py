"""How much each feature tells, and how near a text is to a sum of texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import repeat
from math import log, sqrt
from operator import mul

from facilitate.matching.features import BLOCKS, NGRAMS, STEM, Features, Word

# One value for each block: stem, beginning, runs of letters.
Near = tuple[float, float, float]
_NOTHING: Near = (0.0, 0.0, 0.0)
# Texts of length one are summed in whole numbers: what was added can be taken away again without a trace, so that a
# session sorted back and forth gives the same suggestions as one sorted straight.
_ONE = 1 << 24
_ZEROS = repeat(0.0)


class TermWeights:
    """The weight of each feature, from the texts of a session.

    A feature weighs the square of its logarithmic rarity. Ideas of one event all speak of the same few things; weights
    that fall off this fast keep those words from deciding.
    """

    def __init__(self, texts: Iterable[Features]) -> None:
        counts: tuple[Counter[str], ...] = tuple(Counter() for _ in BLOCKS)
        total = 1
        for text in texts:
            total += 1
            for block in BLOCKS:
                counts[block].update(list(dict.fromkeys(text.features[block])))
        self._unseen = log(total + 1) ** 2
        self._weights = tuple({each: log(total / count) ** 2 for each, count in block.items()} for block in counts)
        self._lengths: tuple[dict[Features, float], ...] = tuple({} for _ in BLOCKS)

    def weight(self, word: Word) -> float:
        """Return how much a word tells by its stem: the square of the logarithm of its rarity."""
        return self._weights[STEM].get(word.stem, self._unseen)

    def ngram_weight(self, run: str) -> float:
        """Return how much a run of letters tells: the square of the logarithm of its rarity."""
        return self._weights[NGRAMS].get(run, self._unseen)

    def weights(self, block: int, features: Iterable[str]) -> Iterable[float]:
        """Yield the weight of each feature, in the order given."""
        return map(self._weights[block].get, features, repeat(self._unseen))

    def vector(self, text: Features, block: int) -> dict[str, float]:
        """Return the features of a text with their weights; not of length one."""
        features, values, *_ = self._valued(text, block)
        return dict(zip(features, values, strict=True))

    def weighed(self, text: Features, block: int) -> dict[str, float]:
        """Return the vector, each feature times its weight once more: what another text's words add to a product."""
        features, values, _, weights = self._valued(text, block)
        return dict(zip(features, map(mul, values, weights), strict=True))

    def _valued(self, text: Features, block: int) -> tuple[Iterable[str], list[float], float, list[float]]:
        counts = Counter(text.features[block])
        weights = list(self.weights(block, counts))
        values = list(map(mul, counts.values(), weights))
        length = self._lengths[block][text] = sqrt(sum(map(mul, values, values))) or 1.0
        return counts, values, length, weights

    def length(self, text: Features, block: int) -> float:
        """Return the Euclidean length of a text's vector in a block; 1 where it is 0."""
        return self._lengths[block].get(text) or self._valued(text, block)[2]

    def known_lengths(self, block: int) -> Mapping[Features, float]:
        """Return those lengths that were asked for so far; the mapping grows with each that is."""
        return self._lengths[block]


class Centroid:
    """A sum of texts scaled to length 1, and the nearness of other texts to it."""

    def __init__(self, term_weights: TermWeights) -> None:
        self._term_weights = term_weights
        self._sums: tuple[dict[str, int], ...] = tuple({} for _ in BLOCKS)
        self._known: dict[Word, Near] | None = None
        self._weighted: tuple[dict[str, float], ...] = ()

    def add(self, text: Features, times: int = 1) -> None:
        """Put a text in, so many times; a negative number takes it out."""
        self._known = None
        for block in BLOCKS:
            vector = self._term_weights.vector(text, block)
            sums, scale = self._sums[block], _ONE / self._term_weights.length(text, block)
            for feature, value in zip(vector, map(round, map(mul, vector.values(), repeat(scale))), strict=False):
                sums[feature] = sums.get(feature, 0) + times * value

    def near(self, text: Features) -> Near:
        """Return the cosine of a text with the sum (0 to 1) in each block: stems, beginnings, runs of letters."""
        known = self._known
        if known is None:
            known = self._known = {}
            self._weighted = tuple(self._weigh(block) for block in BLOCKS)
        stem = start = runs = 0.0
        for word, count in text.words.items():
            found = known.get(word)
            if found is None:
                found = known[word] = self._of(word)
            if found is not _NOTHING:
                stem, start, runs = stem + count * found[0], start + count * found[1], runs + count * found[2]
        if not runs:
            return _NOTHING
        a, b, c = (self._term_weights.length(text, block) for block in BLOCKS)
        return stem / a, start / b, runs / c

    def _weigh(self, block: int) -> dict[str, float]:
        """Return the sum scaled to length 1, each feature times its weight: what it adds to the cosine of a text."""
        sums = self._sums[block]
        scale = 1 / (sqrt(sum(map(mul, sums.values(), sums.values()))) or 1.0)
        return {
            each: value * weight * scale
            for (each, value), weight in zip(sums.items(), self._term_weights.weights(block, sums), strict=True)
            if value
        }

    def _of(self, word: Word) -> Near:
        stems, starts, runs = self._weighted
        letters = sum(map(runs.get, word.features[2], _ZEROS))
        if not letters:
            return _NOTHING  # without a run in common there is no stem or beginning in common
        return stems.get(word.features[0][0], 0.0), starts.get(word.features[1][0], 0.0), letters
