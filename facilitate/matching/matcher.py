"""The matcher: everything together, and only what an act changed worked out anew."""

from __future__ import annotations

from collections.abc import Collection

from facilitate.matching.categories import Filing
from facilitate.matching.clusters import groups
from facilitate.matching.duplicates import Doubles
from facilitate.matching.features import Reader, Reading
from facilitate.matching.keywords import stems_of, telling
from facilitate.matching.vectors import Space
from facilitate.workshop.ports import Matcher
from facilitate.workshop.suggestions.contract import DoubleSuggestion, FilingSuggestion, Group, Item, Texts

_WORDS = 8


def make(model: str | None = None) -> Matcher:
    """The matcher for a model's folder; without one words alone are compared. Raises `Refused`."""
    if not model:
        return LexicalMatcher()
    from facilitate.matching.semantic import SemanticMatcher, load

    return SemanticMatcher(load(model))


class LexicalMatcher:
    """Compares words. Give it a session's texts by `read` after every act, then ask.

    The same texts give the same answers, whatever was read before.
    """

    def __init__(self, texts: Texts | None = None) -> None:
        self._begin(texts or Texts())

    def _begin(self, texts: Texts) -> None:
        self._texts = texts
        self._items = {item.id: item for item in texts.items}
        self._reader = Reader(texts.language, texts.synonyms)
        # In the order of the ids, so that sums come out the same whatever order the items came in.
        self._readings: dict[str, Reading] = {key: self._reader(self._items[key].text) for key in sorted(self._items)}
        titles = [self._reader(heading.title) for heading in texts.categories]
        examples = [self._reader(example.text) for example in texts.examples]
        self._space = Space([*self._readings.values(), *titles, *examples])
        self._filing = Filing(self._space, self._reader, texts.categories, texts.examples)
        for key, reading in self._readings.items():
            self._filing.put(self._items[key], reading)
        self._doubles = Doubles(self._space, self._readings)

    def read(self, texts: Texts) -> None:
        """Take what there is now; when only filings changed, this is quick."""
        items = {item.id: item for item in texts.items}
        if not self._same_words(texts, items):
            self._begin(texts)
            return
        for key, item in items.items():
            before = self._items[key]
            if before is not item and (before.category, before.ref) != (item.category, item.ref):
                self._filing.take(before)
                self._filing.put(item, self._readings[key])
        self._texts, self._items = texts, items

    @property
    def compared(self) -> Doubles:
        """The pairs of the texts; the same object as long as no text changes."""
        return self._doubles

    def filing(self, item: str, most: int | None = 3) -> tuple[FilingSuggestion, ...]:
        """Categories for an item that is in none; with `most` None, all that share a word."""
        if item not in self._items or self._items[item].category:
            return ()
        return self._filing.suggestions(self._readings[item], most)

    def doubles(
        self, most: int | None = None, settled: Collection[tuple[str, str]] = ()
    ) -> tuple[DoubleSuggestion, ...]:
        """Pairs that may say the same, most probable first; `settled` pairs (of ids, either way round) are left out."""
        category = {key: item.category for key, item in self._items.items()}
        return tuple(self._doubles.suggestions(category, most, settled))

    def keywords(self, category: str, most: int = _WORDS) -> tuple[str, ...]:
        """The most telling words of what is filed under a category, without those of its title and keywords."""
        heading = next((each for each in self._texts.categories if each.key == category), None)
        if heading is None:
            return ()
        inside = [self._readings[key] for key, item in self._items.items() if item.category == category]
        known = [self._reader(text) for text in (heading.title, *heading.keywords)]
        return tuple(telling(inside, stems_of(self._readings.values()), len(self._readings), most, known))

    def groups(self, many: int | None = None) -> tuple[Group, ...]:
        """Items in no category that seem to belong together, with words for a working title."""
        free = {key: self._readings[key] for key, item in self._items.items() if not item.category}
        pairs = [pair for pair in self._doubles.pairs if pair.a in free and pair.b in free]
        return tuple(groups(self._space, free, pairs, many))

    def _same_words(self, texts: Texts, items: dict[str, Item]) -> bool:
        before = self._texts
        return (
            (texts.categories, texts.examples, texts.synonyms, texts.language)
            == (before.categories, before.examples, before.synonyms, before.language)
            and items.keys() == self._items.keys()
            and all(item is self._items[key] or item.text == self._items[key].text for key, item in items.items())
        )
