"""Which items may say the same: half how near their stems are, half their runs of letters; more so in one category."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import chain, islice, repeat

from facilitate.matching.features import NGRAMS, STEM, Features
from facilitate.matching.vectors import TermWeights
from facilitate.workshop.suggestions.contract import DuplicateSuggestion

SAME_CATEGORY = 0.2
_DIGITS = 6
_ZEROS = repeat(0.0)
_MOST_WORDS = 5
_ENOUGH = 6
# Every pair that shares the beginning of a word is compared while items are few. From a few hundred on each item is
# compared with those it shares most with: 29 at 450 items, 6 at 1,000, 4 from 1,300 on, so that nobody waits.
_ROOM = 6_000_000
_FEWEST = 4
_LATEST = 300


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items by their ids, in the order of the ids, and how near their texts are."""

    a: str
    b: str
    score: float


class DuplicatePairs:
    """The pairs of a session, worked out once for its texts; where items are filed is asked at each call."""

    def __init__(self, weights: TermWeights, texts: Mapping[str, Features]) -> None:
        self._weights = weights
        self._texts = texts
        self._pairs: list[Pair] | None = None

    @property
    def pairs(self) -> list[Pair]:
        """Every pair that was compared, nearest first."""
        if self._pairs is None:
            self._pairs = sorted(self._compared(), key=lambda pair: (-pair.score, pair.a, pair.b))
        return self._pairs

    def suggestions(
        self, category: Mapping[str, str], most: int | None, settled: Collection[tuple[str, str]]
    ) -> Iterator[DuplicateSuggestion]:
        """Yield the pairs to look at, most probable first."""
        for pair in islice(ranked(self.pairs, category, settled), most):
            yield DuplicateSuggestion(pair.a, pair.b, min(1.0, pair.score), self.because(pair.a, pair.b))

    def because(self, a: str, b: str) -> tuple[str, ...]:
        """Return the words two items share, those that tell most first, as the first has them."""
        text, other = self._texts[a], self._texts[b].stem4
        shared = [word for stem4, word in text.stem4.items() if stem4 in other]
        shared.sort(key=lambda word: (-self._weights.weight(word), text.says(word)))
        return tuple(dict.fromkeys(map(text.says, shared)))[:_MOST_WORDS]

    def _compared(self) -> Iterator[Pair]:
        keys = sorted(self._texts)
        most = max(_FEWEST, _ROOM // max(1, len(keys)) ** 2)
        # From the last to the first: of what comes later it is known by then what it shares and how long it is.
        sharing: dict[str, list[int]] = {}
        for place in range(len(keys) - 1, -1, -1):
            text = self._texts[keys[place]]
            near = self._nearness(text)
            for other in _candidates(text, sharing, most):
                yield Pair(keys[place], keys[other], near(self._texts[keys[other]]))
            for stem4 in text.stem4:
                sharing.setdefault(stem4, []).append(place)

    def _nearness(self, text: Features) -> Callable[[Features], float]:
        """Return how near other texts are to this one."""
        length = self._weights.length
        stems, runs = (self._weights.weighed(text, block) for block in (STEM, NGRAMS))
        stem_length, run_length = (2 * length(text, block) for block in (STEM, NGRAMS))

        def near(other: Features) -> float:
            stem = sum(map(stems.get, other.features[STEM], _ZEROS)) / (stem_length * length(other, STEM))
            run = sum(map(runs.get, other.features[NGRAMS], _ZEROS)) / (run_length * length(other, NGRAMS))
            return round(stem + run, _DIGITS)

        return near


def ranked(pairs: Sequence[Pair], category: Mapping[str, str], settled: Collection[tuple[str, str]]) -> Iterator[Pair]:
    """Ranked pairs ranked again by where items are filed now; those that are settled left out."""
    known = {tuple(sorted(pair)) for pair in settled}
    left = [pair for pair in pairs if (pair.a, pair.b) not in known] if known else pairs
    together = (pair for pair in left if (at := category.get(pair.a)) and at == category.get(pair.b))
    apart = (pair for pair in left if not ((at := category.get(pair.a)) and at == category.get(pair.b)))
    more = ((-round(pair.score + SAME_CATEGORY, _DIGITS), pair.a, pair.b) for pair in together)
    for below, a, b in merge(more, ((-pair.score, pair.a, pair.b) for pair in apart)):
        yield Pair(a, b, -below)


def _candidates(text: Features, sharing: Mapping[str, list[int]], most: int) -> list[int]:
    """Return the items so far that share the beginning of a word; of too many, those that share the rarest."""
    lists = [sharing[stem4] for stem4 in text.stem4 if stem4 in sharing]
    if sum(map(len, lists)) <= most:
        return sorted(set(chain.from_iterable(lists)))
    shared: dict[int, float] = {}
    for each in sorted(lists, key=len):
        if len(shared) > _ENOUGH * most:
            break
        worth = 1 / (len(each) + 1)
        # A word that hundreds have tells so little that its latest are enough.
        for other in each[-_LATEST:]:
            shared[other] = shared.get(other, 0.0) - worth
    return [other for _, other in sorted(zip(shared.values(), shared, strict=True))[:most]]
