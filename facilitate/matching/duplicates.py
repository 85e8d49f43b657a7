"""Which items may say the same: half how near their stems are, half their runs of letters; more so in one category."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from heapq import merge, nlargest, nsmallest
from itertools import chain, combinations, islice, product, repeat
from operator import attrgetter, mul
from typing import NamedTuple

from facilitate.matching.features import NGRAMS, STEM, Features, Word
from facilitate.matching.vectors import TermWeights
from facilitate.workshop.suggestions.contract import DuplicateSuggestion

SAME_CATEGORY = 0.2
_DIGITS = 6
_ZEROS = repeat(0.0)
_SCORE = attrgetter("score")
_MOST_WORDS = 5
_SHOWN = 0.1  # of those nearer than that a third to two thirds say the same, on three labelled events
_ALIKE = 0.5  # so near are those that say the same in words that everybody has
_LETTERS = 4  # fewer in common are told by nobody
_ENOUGH = 6
# Every pair is compared while items are few, and every pair within a category: words that begin otherwise may still
# have most of their letters in common, and two items of one category may be the same without a letter in common.
_FEW = 150
_MOST_INSIDE = 20_000
# From a few hundred items on each is compared with those it shares most with: 29 at 450 items, 16 from 600 on, so that
# nobody waits. Those are found by each two of its rarest words, which few others have together; what shares one word
# alone comes last. So the time grows as the number of items (benchmarks/README.md says how many doubles are found).
_ROOM = 6_000_000
_FEWEST = 16
_RAREST = 6  # words of an item that are taken two by two
_LATEST = 200  # of more items that have the same two words; where as many have them by chance alone, three are taken
# An item of so few words shares no two with what says the same in another word, or shares them with hundreds. What has
# its words and no others, one more, one less, or another for one is looked at first.
_FEW_WORDS = 6
_TOLD_EVERY = 1_000


class Pair(NamedTuple):
    """Two items by their ids, in the order of the ids, and how near their texts are."""

    a: str
    b: str
    score: float


class DuplicatePairs:
    """The pairs of a session, worked out once for its texts; where items are filed is asked at each call."""

    def __init__(
        self,
        weights: TermWeights,
        texts: Mapping[str, Features],
        common: Collection[str] = (),
        tell: Callable[[int, int], object] = lambda _done, _of: None,
    ) -> None:
        """Compare these texts; `tell` is called with how many of how many are compared, where there are many."""
        self._weights = weights
        self._texts = texts
        self._common = common
        self._tell = tell
        self._pairs: list[Pair] | None = None
        self._compared: set[tuple[str, str]] = set()
        self._inside: dict[str, dict[str, Pair]] = {}

    @property
    def pairs(self) -> list[Pair]:
        """The pairs that are compared wherever items are filed, nearest first."""
        if self._pairs is None:
            self._pairs = nearest_first(self._candidates())
            self._compared = {(pair.a, pair.b) for pair in self._pairs}
        return self._pairs

    def compared(self, category: Mapping[str, str]) -> list[Pair]:
        """Return every pair that is compared where items are filed so, nearest first."""
        everywhere = self.pairs
        inside = list(self._filed_together(category))
        return nearest_first(everywhere + inside) if inside else everywhere

    def _filed_together(self, category: Mapping[str, str]) -> Iterator[Pair]:
        """Yield the pairs of each category that are not compared anyway, the smallest category first, up to a bound."""
        members: dict[str, list[str]] = {}
        for key in sorted(self._texts):
            if at := category.get(key):
                members.setdefault(at, []).append(key)
        room = _MOST_INSIDE
        for keys in sorted((keys for keys in members.values() if len(keys) <= _FEW), key=len):
            room -= len(keys) * (len(keys) - 1) // 2
            if room < 0:
                break
            words = self._words_by_run(keys)
            for place, a in enumerate(keys):
                yield from self._beside(a, keys[place + 1 :], words)

    def _beside(self, a: str, others: Sequence[str], words: Mapping[str, Sequence[Word]]) -> Iterator[Pair]:
        known = self._inside.setdefault(a, {})
        if new := [b for b in others if b not in known and (a, b) not in self._compared]:
            near = self._nearness_among(self._texts[a], words)
            known.update((b, Pair(a, b, near(self._texts[b]))) for b in new)
        return (known[b] for b in others if b in known)

    def suggestions(
        self, category: Mapping[str, str], most: int | None, settled: Collection[tuple[str, str]]
    ) -> Iterator[DuplicateSuggestion]:
        """Yield the pairs to look at, most probable first: each has something in common that can be told."""
        found = (
            self._suggestion(pair.a, pair.b, pair.score)
            for pair in ranked(self.compared(category), category, settled, SAME_CATEGORY)
        )
        reasoned = (each for each in found if each.because or category.get(each.a, "") == category.get(each.b) != "")
        yield from islice(reasoned, most)

    def _suggestion(self, a: str, b: str, score: float) -> DuplicateSuggestion:
        because = self.because(a, b)
        faint = not because and score < _ALIKE
        because = because or self._shared(a, b) or self._letters(a, b)
        return DuplicateSuggestion(a, b, min(1.0, score), because, not faint and score >= _SHOWN, faint)

    def nearness(self, item: str) -> Callable[[str], float]:
        """Return how near other items are to one, by their words."""
        near = self._nearness(self._texts[item])
        return lambda other: near(self._texts[other])

    def near(
        self, item: str, most: int, category: Mapping[str, str], settled: Collection[tuple[str, str]]
    ) -> Iterator[DuplicateSuggestion]:
        """Yield the items nearest to one of all that were not settled with it."""
        near, at = self.nearness(item), category.get(item)
        scores = {
            other: round(near(other) + (SAME_CATEGORY if at and at == category.get(other) else 0.0), _DIGITS)
            for other in self._texts
            if other != item and not is_settled(item, other, settled)
        }
        for other, score in best(scores, most):
            yield self._suggestion(item, other, score)

    def _letters(self, a: str, b: str) -> tuple[str, ...]:
        """Return the most letters in a row that a word of one text has in common with a word of the other."""
        best = ""
        for word, other in product(self._texts[a].written, self._texts[b].written):
            runs = (run.strip() for run in word.features[NGRAMS] if run in other.features[NGRAMS])
            best = max((best, *runs), key=lambda run: (len(run), run))
        return (best,) if len(best) >= _LETTERS else ()

    def because(self, a: str, b: str) -> tuple[str, ...]:
        """Return the words two items share that tell anything, those that tell most first, as the first has them."""
        return self._shared(a, b, self._common)

    def _shared(self, a: str, b: str, but: Collection[str] = ()) -> tuple[str, ...]:
        """Return the words two items share, but for those of some families."""
        text, other = self._texts[a], self._texts[b].families
        shared = [word for family, word in text.families.items() if family in other and family not in but]
        shared.sort(key=lambda word: (-self._weights.weight(word), text.says(word)))
        return tuple(dict.fromkeys(map(text.says, shared)))[:_MOST_WORDS]

    def _candidates(self) -> Iterator[Pair]:
        keys = sorted(self._texts)
        if len(keys) <= _FEW:
            yield from self._each_with_each(keys)
            return
        most = max(_FEWEST, _ROOM // max(1, len(keys)) ** 2)
        sharing = _Sharing([self._texts[key] for key in keys])
        # From the last to the first: of what comes later it is known by then what it shares and how long it is.
        for place in range(len(keys) - 1, -1, -1):
            text = self._texts[keys[place]]
            near = self._nearness(text)
            pairs = (
                Pair(keys[place], keys[other], near(self._texts[keys[other]]))
                for other in sharing.met(place, text, most)
            )
            yield from nlargest(most, pairs, key=_SCORE)
            if place % _TOLD_EVERY == 0:
                self._tell(len(keys) - place, len(keys))

    def _each_with_each(self, keys: Sequence[str]) -> Iterator[Pair]:
        words = self._words_by_run(keys)
        for place, a in enumerate(keys):
            near = self._nearness_among(self._texts[a], words)
            for b in keys[place + 1 :]:
                if score := near(self._texts[b]):
                    yield Pair(a, b, score)

    def _words_by_run(self, keys: Sequence[str]) -> Mapping[str, Sequence[Word]]:
        """Return the words of some texts by their runs of letters; one that has a run twice stands there twice."""
        found: defaultdict[str, list[Word]] = defaultdict(list)
        for word in dict.fromkeys(chain.from_iterable(self._texts[key].words for key in keys)):
            for run in word.features[NGRAMS]:
                found[run].append(word)
        return found

    def _nearness_among(self, text: Features, words: Mapping[str, Sequence[Word]]) -> Callable[[Features], float]:
        """Return how near texts of these words are to this one: for many, each word of theirs is weighed once."""
        length, stem_of, run_of = self._lengths()
        stems, runs = (self._weights.weighed(text, block) for block in (STEM, NGRAMS))
        stem_length, run_length = (2 * length(text, block) for block in (STEM, NGRAMS))
        letters: defaultdict[Word, float] = defaultdict(float)
        for run, weight in runs.items():
            for word in words.get(run, ()):
                letters[word] += weight

        def near(other: Features) -> float:
            run: float = sum(map(mul, map(letters.get, other.words, _ZEROS), other.words.values()))
            if not run:  # without a run in common there is no stem in common
                return 0.0
            long, wide = stem_of.get(other) or length(other, STEM), run_of.get(other) or length(other, NGRAMS)
            stem = sum(map(stems.get, other.features[STEM], _ZEROS)) / (stem_length * long)
            return round(stem + run / (run_length * wide), _DIGITS)

        return near

    def _nearness(self, text: Features) -> Callable[[Features], float]:
        """Return how near other texts are to this one."""
        length, stem_of, run_of = self._lengths()
        stems, runs = (self._weights.weighed(text, block) for block in (STEM, NGRAMS))
        stem_length, run_length = (2 * length(text, block) for block in (STEM, NGRAMS))

        def near(other: Features) -> float:
            long, wide = stem_of.get(other) or length(other, STEM), run_of.get(other) or length(other, NGRAMS)
            stem = sum(map(stems.get, other.features[STEM], _ZEROS)) / (stem_length * long)
            run = sum(map(runs.get, other.features[NGRAMS], _ZEROS)) / (run_length * wide)
            return round(stem + run, _DIGITS)

        return near

    def _lengths(self) -> tuple[Callable[[Features, int], float], Mapping[Features, float], Mapping[Features, float]]:
        """Return what tells the length of a text, and the lengths known, which is quicker where there are many."""
        weights = self._weights
        return weights.length, weights.known_lengths(STEM), weights.known_lengths(NGRAMS)


def best(scores: Mapping[str, float], most: int) -> list[tuple[str, float]]:
    """Return the ids of the highest scores above 0, highest first; of equals the smaller id."""
    found = ((other, score) for other, score in scores.items() if score > 0)
    return nsmallest(most, found, key=lambda each: (-each[1], each[0]))


def is_settled(a: str, b: str, settled: Collection[tuple[str, str]]) -> bool:
    """Return whether a pair of ids is among those, either way round."""
    return (a, b) in settled or (b, a) in settled


def nearest_first(pairs: Iterable[Pair]) -> list[Pair]:
    """Return pairs in their order, the nearest first; equals by their ids."""
    # Two sorts, each of what is ordered for the most part, take a third of the time of one with a key in Python.
    return sorted(sorted(pairs), key=_SCORE, reverse=True)


def ranked(
    pairs: Sequence[Pair], category: Mapping[str, str], settled: Collection[tuple[str, str]], together: float
) -> Iterator[Pair]:
    """Yield ranked pairs ranked again: items filed together gain so much; those that are settled are left out."""
    known = {tuple(sorted(pair)) for pair in settled}
    left = [pair for pair in pairs if (pair.a, pair.b) not in known] if known else pairs
    inside = (pair for pair in left if (at := category.get(pair.a)) and at == category.get(pair.b))
    apart = (pair for pair in left if not ((at := category.get(pair.a)) and at == category.get(pair.b)))
    more = ((-round(pair.score + together, _DIGITS), pair.a, pair.b) for pair in inside)
    for below, a, b in merge(more, ((-pair.score, pair.a, pair.b) for pair in apart)):
        yield Pair(a, b, -below)


def _beginnings(text: Features) -> dict[str, None]:
    """Return the first letters of its words, each once."""
    return dict.fromkeys(word.stem4 for word in text.words)


class _Sharing:
    """The items met so far, by the beginnings of their words and by each two of those that are rarest.

    Two that many items have together, by chance alone, are taken with each third. Of words taken together one number is
    made, so that a hundred thousand items take no more memory than they have to.
    """

    def __init__(self, texts: Collection[Features]) -> None:
        counts = Counter(chain.from_iterable(map(_beginnings, texts)))
        ranked = sorted(counts, key=lambda each: (counts[each], each))
        self._rank = {beginning: rank for rank, beginning in enumerate(ranked)}
        self._having = [counts[each] for each in ranked]
        self._often = _LATEST * len(texts)
        self._by_one: defaultdict[int, list[int]] = defaultdict(list)
        self._by_two: defaultdict[int, list[int]] = defaultdict(list)
        self._by_three: defaultdict[int, list[int]] = defaultdict(list)
        self._by_all: defaultdict[int, list[int]] = defaultdict(list)
        self._by_all_but_one: defaultdict[int, list[int]] = defaultdict(list)

    def met(self, place: int, text: Features, most: int) -> list[int]:
        """Return the items so far that share most with one, by their places, and add it to them.

        They are so many, and as many more of those that have its few words but for one.
        """
        rarest = sorted(map(self._rank.__getitem__, _beginnings(text)))
        seldom, often, three = self._together(rarest[:_RAREST])
        shared = Counter(self._latest((self._by_two, seldom), (self._by_three, three)))
        if len(shared) < most:
            shared.update(self._latest((self._by_two, often)))
        found = [other for other, _times in shared.most_common(most)]
        if len(found) < most:
            found += self._sharing_one(rarest, shared, most - len(found))
        for each in (*seldom, *often):
            self._by_two[each].append(place)
        for each in three:
            self._by_three[each].append(place)
        for each in rarest:
            self._by_one[each].append(place)
        if 0 < len(rarest) <= _FEW_WORDS:
            found = list(dict.fromkeys((*found, *self._alike(place, rarest, most))))
        return sorted(found)

    def _together(self, words: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
        """Return each two of some words, as one number: those that few items have, those that many have.

        And of the latter, each three, in which they are told apart.
        """
        many, having = len(self._rank), self._having
        seldom: list[int] = []
        often: list[int] = []
        for one, other in combinations(words, 2):
            (often if having[one] * having[other] > self._often else seldom).append(one * many + other)
        three = [
            (one * many + other) * many + third
            for one, other, third in combinations(words, 3)
            if having[one] * having[other] > self._often
        ]
        return seldom, often, three

    @staticmethod
    def _latest(*lists: tuple[Mapping[int, Sequence[int]], Iterable[int]]) -> Iterator[int]:
        """Return the items that were met last, of each list as often as they are there."""
        found = [table[key][-_LATEST:] for table, keys in lists for key in keys if key in table]
        return chain.from_iterable(found)

    def _alike(self, place: int, words: Sequence[int], most: int) -> Iterable[int]:
        """Return the items so far that have these words and no others, or but for one; and add this one to them."""
        whole, *others = (hash(each) for each in (tuple(words), *combinations(words, len(words) - 1)))
        # Those first that lack what most items have, and so the ones that have what tells most.
        lists = ((table, key) for key in (whole, *others) for table in (self._by_all, self._by_all_but_one))
        found = list(
            islice(dict.fromkeys(chain.from_iterable(table[key][-most:] for table, key in lists if key in table)), most)
        )
        self._by_all[whole].append(place)
        for each in others:
            self._by_all_but_one[each].append(place)
        return found

    def _sharing_one(self, rarest: Iterable[int], but: Collection[int], most: int) -> Iterable[int]:
        latest = chain.from_iterable(self._by_one[each][-most - len(but) :] for each in rarest if each in self._by_one)
        return islice(dict.fromkeys(other for other in latest if other not in but), most)
