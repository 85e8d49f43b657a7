"""Where an item probably belongs: how near it is to what each category is called, its keywords, and what is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from facilitate.matching.features import FeatureExtractor, Features
from facilitate.matching.reasons import CategoryEvidence, Reasons
from facilitate.matching.vectors import Centroid, TermWeights
from facilitate.workshop.suggestions.contract import (
    IDEAS,
    KEYWORDS,
    LEARNED,
    NAME,
    CategoryText,
    Example,
    FilingSuggestion,
    ProposalText,
    Reason,
)

# A title is worth three ideas, for until some are filed it may be all there is; a keyword is worth one.
_TITLE = 3
_STEM, _START, _RUNS = 0.25, 0.25, 0.5
# Of first suggestions that lead by so much six of ten are right with nothing filed, three of four once a quarter is,
# and six of seven once half is: before a quarter none is called confident, and before half only those that score more.
_LEAD, _SCORE, _EARLY_SCORE = 0.5, 0.1, 0.15
_QUARTER, _HALF = 0.25, 0.5
_DIGITS = 6
_FAINT = 0.02  # of those by a word that resembles one, nearer ones are worth showing
# A word that very many ideas have tells something where most ideas filed with it are filed there.
_MOST_OF, _ENOUGH = 0.75, 3


class CategoryProfile:
    """One category: all that speaks for it. What was answered is kept until something is put in or taken out."""

    def __init__(self, weights: TermWeights, seeds: Sequence[CategoryEvidence]) -> None:
        self._weights = weights
        self._centroid = Centroid(weights)
        self._seeds = seeds
        # Whoever writes a keyword says that it tells something.
        self._keywords = frozenset(family for seed in seeds if seed.source == KEYWORDS for family in seed.text.families)
        self._filed: dict[str, CategoryEvidence] = {}
        self._reasons: Reasons | None = None
        self._forget()
        for seed in seeds:
            self._centroid.add(seed.text, _TITLE if seed.source == NAME else 1)

    def put(self, key: str, text: Features, ref: str) -> None:
        self._filed[key] = CategoryEvidence(text, IDEAS, ref)
        self._centroid.add(text)
        self._forget()

    def take(self, key: str) -> None:
        self._centroid.add(self._filed.pop(key).text, -1)
        self._forget()

    def score(self, text: Features) -> float:
        """Return how near a text is, from 0 to 1."""
        found = self._scores.get(text)
        if found is None:
            stem, start, runs = self._centroid.near(text)
            found = self._scores[text] = round(min(1.0, _STEM * stem + _START * start + _RUNS * runs), _DIGITS)
        return found

    def because(self, text: Features, dull: frozenset[str]) -> tuple[Reason, ...]:
        """Return the reasons for which it is near: by words of `dull` families only where there are no others."""
        found = self._given.get((text, dull))
        if found is None:
            found = self._given[text, dull] = self._evidence().because(text, self._weights, dull - self._keywords)
        return found

    def _evidence(self) -> Reasons:
        if self._reasons is None:
            self._reasons = Reasons((*self._seeds, *(self._filed[key] for key in sorted(self._filed))))
        return self._reasons

    def _forget(self) -> None:
        self._scores: dict[Features, float] = {}
        self._given: dict[tuple[Features, frozenset[str]], tuple[Reason, ...]] = {}
        self._reasons = None


class CategoryRanking:
    """The categories of a typology, ranked for a text by how near it is to each profile.

    `common` are the families of words that very many of the texts have.
    """

    def __init__(
        self,
        weights: TermWeights,
        extract: FeatureExtractor,
        categories: Sequence[CategoryText],
        examples: Sequence[Example],
        common: Collection[str],
    ) -> None:
        # For each of these families, how many of the texts that are filed are where.
        self._common: dict[str, Counter[str]] = {family: Counter() for family in common}
        learned: dict[str, list[CategoryEvidence]] = {}
        for example in examples:
            each = CategoryEvidence(extract(example.text), LEARNED + example.source)
            learned.setdefault(example.category, []).append(each)
        self._profiles = {
            category.key: CategoryProfile(weights, (*_seeds(category, extract), *learned.get(category.key, ())))
            for category in categories
        }

    def put(self, item: ProposalText, text: Features) -> None:
        """File an item; one under no category of the typology is filed nowhere."""
        if item.category in self._profiles:
            self._profiles[item.category].put(item.id, text, item.ref)
            for family in text.families.keys() & self._common.keys():
                self._common[family][item.category] += 1

    def take(self, item: ProposalText, text: Features) -> None:
        """Take an item back out."""
        if item.category in self._profiles:
            self._profiles[item.category].take(item.id)
            for family in text.families.keys() & self._common.keys():
                self._common[family][item.category] -= 1

    def scores(self, text: Features) -> dict[str, float]:
        """Return how near a text is to each category, from 0 to 1."""
        return {key: profile.score(text) for key, profile in self._profiles.items()}

    def because(self, text: Features, category: str) -> tuple[Reason, ...]:
        """Return the reasons for which a text is near a category; none when there is no reason that can be told."""
        dull = (each for each in text.families if each in self._common and not self._is_told_by(each, category))
        return self._profiles[category].because(text, frozenset(dull))

    def _is_told_by(self, family: str, category: str) -> bool:
        """Return whether a word that many have tells a category all the same: most that are filed with it are there."""
        here, filed = self._common[family][category], self._common[family].total()
        return filed >= _ENOUGH and here >= _MOST_OF * filed

    def suggestions(self, text: Features, most: int | None, filed: float) -> tuple[FilingSuggestion, ...]:
        """Return the categories for a text, best first; equals in the order of their keys.

        `filed` is the share of all items that is filed, on which depends what is confident.
        """
        least = _EARLY_SCORE if filed < _HALF else _SCORE
        ranked = sorted((-score, key) for key, score in self.scores(text).items())
        found: list[FilingSuggestion] = []
        for place, (below, key) in enumerate(ranked):
            if not below or len(found) == most:
                break
            if because := self.because(text, key):
                following = -ranked[place + 1][0] if place + 1 < len(ranked) else 0.0
                lead = round((-below - following) / -below, _DIGITS)
                likely = any(each.tells and (not each.like or -below >= _FAINT) for each in because)
                confident = likely and filed >= _QUARTER and lead >= _LEAD and -below >= least
                found.append(FilingSuggestion(key, -below, lead, because, confident, likely))
        return tuple(found)


def _seeds(category: CategoryText, extract: FeatureExtractor) -> Iterator[CategoryEvidence]:
    yield CategoryEvidence(extract(category.title), NAME)
    for keyword in category.keywords:
        yield CategoryEvidence(extract(keyword), KEYWORDS)
