"""Where an item probably belongs: how near it is to what each category is called, its keywords, and what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitate.matching.features import Reader, Reading
from facilitate.matching.reasons import Reasons, Witness
from facilitate.matching.vectors import Blend, Space
from facilitate.workshop.suggestions.contract import (
    IDEAS,
    KEYWORDS,
    LEARNED,
    NAME,
    Because,
    Example,
    FilingSuggestion,
    Heading,
    Item,
)

# A title is worth three ideas, for until some are filed it may be all there is; a keyword is worth one.
_TITLE = 3
_STEM, _START, _RUNS = 0.25, 0.25, 0.5
_DIGITS = 6


class Shelf:
    """One category: all that speaks for it. What was answered is kept until something is put in or taken out."""

    def __init__(self, space: Space, seeds: Sequence[Witness]) -> None:
        self._space = space
        self._blend = Blend(space)
        self._seeds = seeds
        self._filed: dict[str, Witness] = {}
        self._reasons: Reasons | None = None
        self._forget()
        for seed in seeds:
            self._blend.add(seed.text, _TITLE if seed.source == NAME else 1)

    def put(self, key: str, text: Reading, ref: str) -> None:
        self._filed[key] = Witness(text, IDEAS, ref)
        self._blend.add(text)
        self._forget()

    def take(self, key: str) -> None:
        self._blend.add(self._filed.pop(key).text, -1)
        self._forget()

    def score(self, text: Reading) -> float:
        """How near a text is, 0 to 1."""
        found = self._scores.get(text)
        if found is None:
            stem, start, runs = self._blend.near(text)
            found = self._scores[text] = round(min(1.0, _STEM * stem + _START * start + _RUNS * runs), _DIGITS)
        return found

    def because(self, text: Reading) -> tuple[Because, ...]:
        """Why it is near; nothing when there is no reason that can be told."""
        found = self._told.get(text)
        if found is None:
            found = self._told[text] = self._witnesses().because(text, self._space)
        return found

    def _witnesses(self) -> Reasons:
        if self._reasons is None:
            self._reasons = Reasons((*self._seeds, *(self._filed[key] for key in sorted(self._filed))))
        return self._reasons

    def _forget(self) -> None:
        self._scores: dict[Reading, float] = {}
        self._told: dict[Reading, tuple[Because, ...]] = {}
        self._reasons = None


class Filing:
    """The shelves of a typology."""

    def __init__(self, space: Space, read: Reader, headings: Sequence[Heading], examples: Sequence[Example]) -> None:
        learned: dict[str, list[Witness]] = {}
        for example in examples:
            witness = Witness(read(example.text), LEARNED + example.source)
            learned.setdefault(example.category, []).append(witness)
        self._shelves = {
            heading.key: Shelf(space, (*_seeds(heading, read), *learned.get(heading.key, ()))) for heading in headings
        }

    def put(self, item: Item, text: Reading) -> None:
        """File an item; one under no category of the typology is filed nowhere."""
        if item.category in self._shelves:
            self._shelves[item.category].put(item.id, text, item.ref)

    def take(self, item: Item) -> None:
        """Take an item back out."""
        if item.category in self._shelves:
            self._shelves[item.category].take(item.id)

    def suggestions(self, text: Reading, most: int | None) -> tuple[FilingSuggestion, ...]:
        """The categories for a text, best first; equals in the order of their keys."""
        ranked = sorted(((-shelf.score(text), key) for key, shelf in self._shelves.items()))
        found: list[FilingSuggestion] = []
        for place, (below, key) in enumerate(ranked):
            if not below or len(found) == most:
                break
            because = self._shelves[key].because(text)
            if because:
                following = -ranked[place + 1][0] if place + 1 < len(ranked) else 0.0
                found.append(FilingSuggestion(key, -below, round((-below - following) / -below, _DIGITS), because))
        return tuple(found)


def _seeds(heading: Heading, read: Reader) -> Iterator[Witness]:
    yield Witness(read(heading.title), NAME)
    for keyword in heading.keywords:
        yield Witness(read(keyword), KEYWORDS)
