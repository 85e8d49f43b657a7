"""The matcher that compares words: everything together, and only what an act changed worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from facilitate.domain.text import one_line
from facilitate.matching.categories import CategoryRanking
from facilitate.matching.clusters import clusters, group_words
from facilitate.matching.duplicates import DuplicatePairs
from facilitate.matching.features import FeatureExtractor, Features, widespread
from facilitate.matching.keywords import distinctive_words, phrases, stems_of
from facilitate.matching.vectors import TermWeights
from facilitate.workshop.suggestions.contract import (
    Cluster,
    DuplicateSuggestion,
    FilingSuggestion,
    ProposalText,
    Reason,
    Texts,
)

_WORDS = 8


class LexicalMatcher:
    """Compares words. Give it a session's texts by `read` after every act, then ask.

    The same texts give the same answers, whatever was read before.
    """

    def __init__(
        self, texts: Texts | None = None, tell: Callable[[int, int], object] = lambda _done, _of: None
    ) -> None:
        """Compare these texts; `tell` is called with how many of how many are compared, where there are many."""
        self._tell = tell
        self._begin(texts or Texts())

    def _begin(self, texts: Texts) -> None:
        self._texts = texts
        self._filed_share = filed_share(texts)
        self._items = {item.id: item for item in texts.items}
        self._extract = FeatureExtractor(texts.language, texts.synonyms)
        # In the order of the ids, so that sums come out the same whatever order the items came in.
        self._features: dict[str, Features] = {
            key: self._extract("\n".join(self._items[key].wordings)) for key in sorted(self._items)
        }
        titles = [self._extract(heading.title) for heading in texts.categories]
        examples = [self._extract(example.text) for example in texts.examples]
        self._weights = TermWeights([*self._features.values(), *titles, *examples])
        common = widespread(self._features.values())
        self._ranking = CategoryRanking(self._weights, self._extract, texts.categories, texts.examples, common)
        for key, features in self._features.items():
            self._ranking.put(self._items[key], features)
        self._duplicates = DuplicatePairs(self._weights, self._features, common, self._tell)

    def read(self, texts: Texts) -> None:
        """Take what there is now; when only filings changed, this is quick."""
        items = {item.id: item for item in texts.items}
        if not self._same_words(texts, items):
            self._begin(texts)
            return
        for key, item in items.items():
            before = self._items[key]
            if before is not item and (before.category, before.ref) != (item.category, item.ref):
                self._ranking.take(before, self._features[key])
                self._ranking.put(item, self._features[key])
        self._texts, self._items, self._filed_share = texts, items, filed_share(texts)

    @property
    def duplicate_pairs(self) -> DuplicatePairs:
        """The pairs of the texts; the same object as long as no text changes."""
        return self._duplicates

    def filing(self, item: str, most: int | None = 3) -> tuple[FilingSuggestion, ...]:
        """Return categories for an item that is in none, best first; with `most` None, all that share a word."""
        if item not in self._items or self._items[item].category:
            return ()
        return self._ranking.suggestions(self._features[item], most, self._filed_share)

    def scores(self, item: str) -> dict[str, float]:
        """Return how near an item is to each category by its words, from 0 to 1."""
        return self._ranking.scores(self._features[item])

    def because(self, item: str, category: str) -> tuple[Reason, ...]:
        """Return the words for which an item is near a category; none where none can be told."""
        return self._ranking.because(self._features[item], category)

    def duplicates(
        self, most: int | None = None, settled: Collection[tuple[str, str]] = ()
    ) -> tuple[DuplicateSuggestion, ...]:
        """Pairs that may say the same, most probable first; `settled` pairs (of ids, either way round) are left out."""
        category = {key: item.category for key, item in self._items.items()}
        return tuple(self._duplicates.suggestions(category, most, settled))

    def near(self, item: str, most: int, settled: Collection[tuple[str, str]] = ()) -> tuple[DuplicateSuggestion, ...]:
        """Return the items that share most with one, most probable first."""
        if item not in self._items:
            return ()
        category = {key: each.category for key, each in self._items.items()}
        return tuple(self._duplicates.near(item, most, category, settled))

    def keywords(self, category: str, most: int = _WORDS) -> tuple[str, ...]:
        """Return the most telling words of what is filed under a category, without those of its title and keywords."""
        heading = next((each for each in self._texts.categories if each.key == category), None)
        if heading is None:
            return ()
        inside = [self._features[key] for key, item in self._items.items() if item.category == category]
        known = [self._extract(text) for text in (heading.title, *heading.keywords)]
        return tuple(
            distinctive_words(inside, stems_of(self._features.values()), len(self._features), most, known=known)
        )

    def telling_words(self, items: Iterable[str]) -> tuple[str, ...]:
        """Return the few words that tell these items from all others."""
        inside = [self._features[key] for key in items]
        return group_words(inside, stems_of(self._features.values()), len(self._features))

    def clusters(self, many: int | None = None) -> tuple[Cluster, ...]:
        """Items in no category that seem to belong together, with words for a working title."""
        free = {key: self._features[key] for key, item in self._items.items() if not item.category}
        pairs = [pair for pair in self._duplicates.pairs if pair.a in free and pair.b in free]
        return tuple(map(self._titled, clusters(self._weights, free, pairs, many)))

    def _titled(self, group: Cluster) -> Cluster:
        """Return a group with a phrase of its middle where its items share no word that could name it."""
        if group.words:
            return group
        texts = [self._items[key].text for key in group.items]
        middle = self._items[group.middle].text
        return replace(group, name=next(iter(phrases([middle], texts, self._texts.language)), one_line(middle)))

    def _same_words(self, texts: Texts, items: dict[str, ProposalText]) -> bool:
        before = self._texts
        return (
            (texts.categories, texts.examples, texts.synonyms, texts.language)
            == (before.categories, before.examples, before.synonyms, before.language)
            and items.keys() == self._items.keys()
            and all(
                item is self._items[key] or item.wordings == self._items[key].wordings for key, item in items.items()
            )
        )


def filed_share(texts: Texts) -> float:
    """Return the share of the items that is filed, from 0 to 1."""
    return sum(bool(item.category) for item in texts.items) / max(1, len(texts.items))
