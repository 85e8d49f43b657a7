"""Suggestions that also go by what texts mean: the vectors of an encoder join what their words say.

The vectors of one event are all alike, for all of it speaks of the same; what is compared is how they differ from
their mean. Until every text has its vector, words alone answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from facilitate.matching.duplicates import Pair, best, is_settled, ranked
from facilitate.matching.embeddings import Embeddings, general_mean
from facilitate.matching.keywords import phrases
from facilitate.matching.lexical import LexicalMatcher, filed_share
from facilitate.matching.trees import Tree
from facilitate.workshop.suggestions.contract import (
    IDEAS,
    KEYWORDS,
    LEARNED,
    NAME,
    Closeness,
    Cluster,
    DuplicateSuggestion,
    FilingSuggestion,
    Reason,
    Texts,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Places = NDArray[np.int64]

_TITLE = 3.0  # a title is worth three ideas, as for words
_NEAREST_IDEA = 0.4  # of a score by meaning: the nearest idea filed there; the rest: the middle of all that is there
_GENERAL = 8  # texts the mean of texts in general counts for: of few ideas the mean tells what they say
_DIGITS = 4  # vectors are of half precision, and processors sum in an order of their own
# Of so many items each is compared with each; of more, each with those nearest to it.
_ALL = 450
_NEAREST = 12
_BLOCK = 512
# How far the first category must be before the second: nine of ten are right then (benchmarks/README.md).
_EARLY_LEAD, _LEAD, _HALF = 0.15, 0.10, 0.5
# A category that comes after the first is worth showing so near by meaning, and no more than that behind the first: one
# in three is right then, of the others one in eight.
_NEAR, _BEHIND = 0.10, 0.02
# A title or a keyword so near to an item is named: people see what the two have in common. However near it is, the
# category is right one time of two, so that it is called somewhat close.
_NAMED = 0.10
_PILE = 0.12
_SHOWN = 0.15  # of doubles nearer than that a third to three quarters say the same, on three labelled events
_MIDDLE = 3
_MOST_IN_TREE = 3_000


class MeaningMatcher:
    """A matcher of words and of meaning. `prepare` works the vectors out; it may be called in another thread."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._embeddings = embeddings
        self._lexical = LexicalMatcher()
        self._texts, self._filed_share = Texts(), 0.0
        self._space: _Space | None = None
        self._pairs: tuple[object, list[Pair]] | None = None

    def read(self, texts: Texts) -> None:
        """Take what there is now."""
        self._lexical.read(texts)
        self._texts, self._filed_share = texts, filed_share(texts)
        if self._embeddings.missing(_all_texts(texts)):
            self._space = None
        elif self._space is None or not self._space.take(texts):
            self._space = _Space(texts, self._embeddings)
            self._pairs = None

    def is_ready(self, texts: Texts) -> bool:
        """Return whether every text has its vector."""
        return not self._embeddings.missing(_all_texts(texts))

    def prepare(
        self, texts: Texts, tell: Callable[[int, int], None], stopped: Callable[[], bool]
    ) -> MeaningMatcher | None:
        """Work out the vectors of these texts; None when stopped before the end. Raises `Refused`."""
        items = [item.text for item in texts.items]

        def tell_items(_done: int, _of: int) -> None:
            tell(len(items) - sum(map(len, map(self._embeddings.missing, ([text] for text in items)))), len(items))

        return self if self._embeddings.prepare(_all_texts(texts), tell_items, stopped) else None

    def filing(self, item: str, most: int | None = 3) -> tuple[FilingSuggestion, ...]:
        """Return categories for an unfiled item, best first; with `most` None, all of them."""
        space = self._space
        if space is None or item not in space.places or space.items[item].category:
            return self._lexical.filing(item, most)
        words, near = self._lexical.scores(item), space.near_categories(item)
        share = self._embeddings.encoder.trust.filing
        scores = {
            key: round(share * words[key] + (1 - share) * max(0.0, value), _DIGITS) for key, value in near.items()
        }
        order = sorted((key for key in scores if scores[key] > 0), key=lambda key: (-scores[key], key))
        least = _EARLY_LEAD if self._filed_share < _HALF else _LEAD
        found = []
        for place, key in enumerate(order[:most]):
            gap = scores[key] - (scores[order[place + 1]] if place + 1 < len(order) else 0.0)
            lead = round(gap / scores[key], _DIGITS)
            because = self._shared(item, key)
            is_near = space.had_it_ideas(key, near[key]) >= _NEAR and scores[order[0]] - scores[key] <= _BEHIND
            meant = space.nearest(item, key)
            # Where nothing can be named that it is near to, nobody can tell whether it is.
            likely = bool(because) or bool(meant.nearest and (not place or is_near))
            because = because or (meant,)
            found.append(FilingSuggestion(key, min(1.0, scores[key]), lead, because, likely and gap >= least, likely))
        return tuple(found)

    def _shared(self, item: str, category: str) -> tuple[Reason, ...]:
        """Return the words shared with a category; none where they tell nothing or only resemble some."""
        because = self._lexical.because(item, category)
        return because if any(each.tells and not each.like for each in because) else ()

    def duplicates(
        self, most: int | None = None, settled: Collection[tuple[str, str]] = ()
    ) -> tuple[DuplicateSuggestion, ...]:
        """Pairs that may say the same, most probable first; `settled` pairs of ids are left out."""
        if self._space is None:
            return self._lexical.duplicates(most, settled)
        category = {key: item.category for key, item in self._space.items.items()}
        together = self._embeddings.encoder.trust.together
        pairs = list(islice(ranked(self._compared(category), category, settled, together), most))
        some = np.array([self._space.places[pair.a] for pair in pairs], np.int64)
        others = np.array([self._space.places[pair.b] for pair in pairs], np.int64)
        return tuple(map(self._suggestion, pairs, self._space.cosines(some, others).tolist()))

    def _suggestion(self, pair: Pair, cosine: float) -> DuplicateSuggestion:
        a, b, score = pair
        because = self._lexical.duplicate_pairs.because(a, b)
        is_close = round(cosine, _DIGITS) >= self._embeddings.encoder.trust.close
        closeness = Closeness.CLOSE if is_close else Closeness.SOMEWHAT
        return DuplicateSuggestion(a, b, min(1.0, score), because, score >= _SHOWN, closeness=closeness)

    def near(self, item: str, most: int, settled: Collection[tuple[str, str]] = ()) -> tuple[DuplicateSuggestion, ...]:
        """Return the items that may say the same as one, most probable first."""
        space = self._space
        if space is None or item not in space.items:
            return self._lexical.near(item, most, settled)
        trust, at = self._embeddings.encoder.trust, space.items[item].category
        words = self._lexical.duplicate_pairs.nearness(item)
        cosines = (space.rows @ space.rows[space.places[item]]).tolist()
        scores = {
            other.id: round(
                trust.doubles * words(other.id)
                + (1 - trust.doubles) * max(0.0, cosine)
                + (trust.together if at and at == other.category else 0.0),
                _DIGITS,
            )
            for other, cosine in zip(space.items.values(), cosines, strict=True)
            if other.id != item and not is_settled(item, other.id, settled)
        }
        pairs = (Pair(item, other, score) for other, score in best(scores, most))
        return tuple(self._suggestion(pair, cosines[space.places[pair.b]]) for pair in pairs)

    def keywords(self, category: str, most: int = 8) -> tuple[str, ...]:
        """Return the most telling words of what was filed under a category."""
        return self._lexical.keywords(category, most)

    def clusters(self, many: int | None = None) -> tuple[Cluster, ...]:
        """Return groups of unfiled items, the largest first: those that are near together, or about so many of all."""
        space = self._space
        free = [key for key, item in space.items.items() if not item.category] if space else []
        if space is None or not 1 < len(free) <= _MOST_IN_TREE:
            return self._lexical.clusters(many)
        tree = Tree(self._square(space, free))
        groups = tree.piles(_PILE) if many is None else tree.cut(many)
        piles = [[free[place] for place in group] for group in groups if len(group) > 1]
        return tuple(self._named(space, sorted(piles, key=lambda pile: (-len(pile), pile))))

    def _named(self, space: _Space, piles: Sequence[Sequence[str]]) -> Iterator[Cluster]:
        """Yield each pile with its words, the phrase that is nearest to its middle, and the item that is."""
        ordered = [space.from_the_middle(pile) for pile in piles]
        names = [
            phrases(
                [space.items[key].text for key in pile[:_MIDDLE]],
                [space.items[key].text for key in pile],
                self._texts.language,
            )
            for pile in ordered
        ]
        vectors = dict(zip(each := [p for some in names for p in some], self._vectors(space, each), strict=True))
        for pile, middle_first, some in zip(piles, ordered, names, strict=True):
            middle = space.middle(pile)
            best = max(some, key=lambda phrase: (round(float(vectors[phrase] @ middle), _DIGITS), phrase), default="")
            words = self._lexical.telling_words(pile)
            yield Cluster(tuple(sorted(pile)), words, best, middle_first[0])

    def _vectors(self, space: _Space, texts: Sequence[str]) -> Floats:
        return space.centred(self._embeddings.encode_more(texts)) if texts else np.empty((0, 0), np.float32)

    def _square(self, space: _Space, keys: Sequence[str]) -> Floats:
        """Return how near each of these items is to each, by words and meaning."""
        rows = space.rows[[space.places[key] for key in keys]]
        share = self._embeddings.encoder.trust.doubles
        near: Floats = (1 - share) * (rows @ rows.T)
        at = {key: place for place, key in enumerate(keys)}
        for pair in self._lexical.duplicate_pairs.pairs:
            if pair.a in at and pair.b in at:
                near[at[pair.a], at[pair.b]] += share * pair.score
                near[at[pair.b], at[pair.a]] += share * pair.score
        np.fill_diagonal(near, 1)
        return near

    def _compared(self, category: Mapping[str, str]) -> list[Pair]:
        """Return every pair compared by its words, and those near by meaning; nearest first."""
        space, filed = self._space, tuple(category.items())
        assert space is not None  # noqa: S101 -- asked by `duplicates` alone, once there is one
        if self._pairs is None or self._pairs[0] != filed:
            self._pairs = filed, self._joined(space, category)
        return self._pairs[1]

    def _joined(self, space: _Space, category: Mapping[str, str]) -> list[Pair]:
        share, many, places = self._embeddings.encoder.trust.doubles, len(space.keys), space.places
        pairs = self._lexical.duplicate_pairs.compared(category)
        # A pair as one number, so that pairs in their order are those of the ids in their order.
        compared = np.array([places[a] * many + places[b] for a, b, _ in pairs], np.int64)
        order = np.argsort(compared)
        compared = compared[order]
        both = np.union1d(compared, space.near_pairs)
        by_words, alike = np.zeros(len(both)), np.searchsorted(both, compared)
        by_words[alike] = np.array([score for _, _, score in pairs])[order]
        scores = share * by_words + (1 - share) * np.maximum(space.cosines(both // many, both % many), 0)
        scores = np.round(scores, _DIGITS)
        # Two items that are filed together are compared whatever they say, as they are by words.
        stays = scores > 0
        stays[alike] = True
        both, scores = both[stays], scores[stays]
        nearest_first = np.argsort(-scores, kind="stable")
        both, keys = both[nearest_first], space.keys
        ends = zip((both // many).tolist(), (both % many).tolist(), scores[nearest_first].tolist(), strict=True)
        return [Pair(keys[a], keys[b], score) for a, b, score in ends]


class _Space:
    """The vectors of one state of the texts, each less the mean of all and of length 1."""

    def __init__(self, texts: Texts, embeddings: Embeddings) -> None:
        self._embeddings = embeddings
        self._frame = _frame(texts)
        self.items = {item.id: item for item in sorted(texts.items, key=lambda item: item.id)}
        self.keys = list(self.items)
        self.places = {key: place for place, key in enumerate(self.keys)}
        every = _all_texts(texts)
        width = embeddings.of(every[:1]).shape[1] if every else 1
        empty = np.empty((0, width), np.float32)
        raw = embeddings.of([item.text for item in self.items.values()]) if self.items else empty
        for place, item in enumerate(self.items.values()):
            if item.others:
                middle = embeddings.of(item.wordings).mean(axis=0)
                raw[place] = middle / max(float(np.linalg.norm(middle)), 1e-9)
        general = _GENERAL * general_mean(embeddings.encoder.name, width)
        self._mean = (raw.sum(axis=0) + general) / (len(raw) + _GENERAL)
        self.rows = self.centred(raw)
        self._seeds = {
            heading.key: [
                (heading.title, NAME, _TITLE),
                *((word, KEYWORDS, 1.0) for word in heading.keywords),
                *((each.text, LEARNED + each.source, 1.0) for each in texts.examples if each.category == heading.key),
            ]
            for heading in texts.categories
        }
        self._seed_rows = {
            key: self.centred(embeddings.of([text for text, _, _ in seeds])) for key, seeds in self._seeds.items()
        }
        self._of_categories: dict[str, list[int]] | None = None

    def take(self, texts: Texts) -> bool:
        """Take where items are filed now; False when anything else has changed."""
        items = {item.id: item for item in sorted(texts.items, key=lambda item: item.id)}
        same = self._frame == _frame(texts) and items.keys() == self.items.keys()
        if not same or any(item.wordings != self.items[key].wordings for key, item in items.items()):
            return False
        if any(item.category != self.items[key].category for key, item in items.items()):
            self._of_categories = None
            self.__dict__.pop("_middles", None)
        self.items = items
        return True

    def centred(self, rows: Floats) -> Floats:
        """Return vectors less the mean, of length 1."""
        found: Floats = rows - self._mean
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        return found

    def near_categories(self, item: str) -> dict[str, float]:
        """Return how near an item is to each category, from -1 to 1."""
        row = self.rows[self.places[item]]
        cosines, middles = self.rows @ row, self._middles @ row
        found = {}
        for (key, filed), middle in zip(self._filed.items(), middles.tolist(), strict=True):
            nearest = max(0.0, float(cosines[filed].max())) if filed else 0.0
            found[key] = (1 - _NEAREST_IDEA) * middle + _NEAREST_IDEA * nearest
        return found

    def had_it_ideas(self, category: str, near: float) -> float:
        """Return how near a category would be, had it ideas that are as near as its title, where it has none yet."""
        return near if self._filed[category] else near / (1 - _NEAREST_IDEA)

    @property
    def _filed(self) -> dict[str, list[int]]:
        if self._of_categories is None:
            filed: dict[str, list[int]] = {key: [] for key in self._seeds}
            for key, item in self.items.items():
                if item.category in filed:
                    filed[item.category].append(self.places[key])
            self._of_categories = filed
        return self._of_categories

    @cached_property
    def _middles(self) -> Floats:
        """One row of length 1 for each category: the middle of all that speaks for it."""
        found = np.zeros((len(self._filed), self.rows.shape[1]), np.float32)
        for place, (key, filed) in enumerate(self._filed.items()):
            weights = np.array([weight for _, _, weight in self._seeds[key]], np.float32)
            found[place] = weights @ self._seed_rows[key] + self.rows[filed].sum(axis=0)
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        return found

    def nearest(self, item: str, category: str) -> Reason:
        """Return what is nearest to an item of all that speaks for a category; nothing is named that is not near.

        An idea, today's or an earlier one, is named where it is close; a title or a keyword where it is somewhat so.
        """
        row, close, filed = self.rows[self.places[item]], self._embeddings.encoder.trust.close, self._filed[category]
        ideas = [round(float(value), _DIGITS) for value in self.rows[filed] @ row]
        if ideas and max(ideas) >= close:
            found = self.items[self.keys[filed[ideas.index(max(ideas))]]]
            return Reason((), (found.ref,) if found.ref else (), IDEAS, nearest=found.text, closeness=Closeness.CLOSE)
        seeds = [round(float(value), _DIGITS) for value in self._seed_rows[category] @ row]
        near = sorted(zip(seeds, self._seeds[category], strict=True), key=lambda each: -each[0])
        for value, (text, source, _) in near:
            is_idea = source.startswith(LEARNED)
            if value >= (close if is_idea else _NAMED):
                closeness = Closeness.CLOSE if is_idea else Closeness.SOMEWHAT
                return Reason((), (), source, nearest=text, closeness=closeness)
        return Reason((), ())

    def cosines(self, some: Places, others: Places) -> NDArray[np.float64]:
        """Return how near each of some items is to the other beside it."""
        found: NDArray[np.float64] = np.einsum("ij,ij->i", self.rows[some], self.rows[others]).astype(np.float64)
        return found

    @cached_property
    def near_pairs(self) -> Places:
        """The pairs worth a comparison by meaning, as numbers: of few items all, else each with the nearest."""
        many = len(self.keys)
        if many <= _ALL:
            some, others = np.triu_indices(many, 1)
            return (some * many + others).astype(np.int64)
        found = []
        for first in range(0, many, _BLOCK):
            cosines = self.rows[first : first + _BLOCK] @ self.rows.T
            some = np.arange(first, first + len(cosines))[:, np.newaxis]
            cosines[some - first, some] = -1
            others = np.argpartition(-cosines, _NEAREST - 1, axis=1)[:, :_NEAREST]
            found.append((np.minimum(some, others) * many + np.maximum(some, others)).ravel())
        return np.unique(np.concatenate(found))

    def middle(self, pile: Sequence[str]) -> Floats:
        """Return the mean of the vectors of some items."""
        mean: Floats = self.rows[[self.places[key] for key in pile]].mean(axis=0)
        return mean

    def from_the_middle(self, pile: Sequence[str]) -> list[str]:
        """Return the ids of some items, the one nearest to their middle first."""
        middle = self.middle(pile)
        return sorted(pile, key=lambda key: (-round(float(self.rows[self.places[key]] @ middle), _DIGITS), key))


def _all_texts(texts: Texts) -> list[str]:
    headings = (each for heading in texts.categories for each in (heading.title, *heading.keywords))
    wordings = (each for item in texts.items for each in item.wordings)
    return [*wordings, *headings, *(example.text for example in texts.examples)]


def _frame(texts: Texts) -> tuple[object, ...]:
    return texts.categories, texts.examples
