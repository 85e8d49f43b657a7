"""Suggestions that also go by what words mean: a model2vec model in a local folder joins the lexical score.

Every score is half the lexical one and half the cosine of the model's vectors (0 where it is below 0). A reason is the
words shared, as without a model; where no word is shared, the two words that are nearest by meaning.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitate.domain.errors import N_, Refused
from facilitate.matching.duplicates import DuplicatePairs, Pair, ranked
from facilitate.matching.features import FeatureExtractor
from facilitate.matching.lexical import LexicalMatcher
from facilitate.workshop.suggestions.contract import (
    IDEAS,
    KEYWORDS,
    LEARNED,
    NAME,
    Cluster,
    DuplicateSuggestion,
    FilingSuggestion,
    Reason,
    Texts,
)

if TYPE_CHECKING:
    import numpy as np

_TITLE = 3  # a title is worth three ideas, as for words
_NEAREST = 6
_BLOCK = 512
_TELLABLE = 0.5  # from this cosine on two words are near enough for a reader to see why
_DIGITS = 4  # vectors are of single precision


def load(folder: str) -> Any:
    """Return the model in a folder of this machine; nothing is ever downloaded. Raises `Refused`."""
    if not Path(folder).is_dir():
        raise Refused(N_("No folder {folder} on this computer: give the folder of the model."), folder=folder)
    os.environ["HF_HUB_OFFLINE"] = (
        "1"  # read when model2vec is imported: a folder without a model must not be asked for
    )
    try:
        from model2vec import StaticModel
    except ImportError as error:
        raise Refused(
            N_("Comparing by meaning requires one more package. Install it with: {command}"),
            command='pip install "facilitate[semantic]"',
        ) from error
    try:
        return StaticModel.from_pretrained(Path(folder).resolve(), force_download=False)
    except Exception as error:
        reason = " ".join(str(error).split())[:200]
        raise Refused(
            N_("The model in {folder} cannot be read: {reason}"), folder=folder, reason=reason or type(error).__name__
        ) from error


class Vectors:
    """The vectors of texts, of length one; each is worked out once."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._known: dict[str, np.ndarray] = {}

    def of(self, texts: Sequence[str]) -> np.ndarray:
        """Return an array of one row of length 1 for each text; of zeros where the model knows no word of it."""
        import numpy as np

        new = sorted({text for text in texts if text not in self._known})
        if new:
            made = np.asarray(self._model.encode(new, use_multiprocessing=False), dtype=np.float32)
            made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)
            self._known.update(zip(new, np.nan_to_num(made), strict=True))
        return np.stack([self._known[text] for text in texts])


class MeaningProfile:
    """All that speaks for a category, for one state of the filings."""

    def __init__(self, vectors: Vectors, read: FeatureExtractor, evidence: Sequence[tuple[str, str, str]]) -> None:
        self._vectors = vectors
        self._extract = read
        self._evidence = evidence
        weights = [_TITLE if source == NAME else 1 for _, source, _ in evidence]
        self.centre = (vectors.of([text for text, _, _ in evidence]).T * weights).sum(axis=1)
        self._words: list[tuple[str, str, str]] | None = None

    def because(self, text: str) -> tuple[Reason, ...]:
        """Return the two words that are nearest by meaning, when they are near."""
        if self._words is None:
            self._words = [
                (word, source, ref)
                for text, source, ref in self._evidence
                for word in self._extract(text).written.values()
            ]
        found = nearest(self._vectors, list(self._extract(text).written.values()), [word for word, _, _ in self._words])
        if found is None:
            return ()
        word, place = found
        like, source, ref = self._words[place]
        return (Reason((word,), (ref,) if ref else (), source, (like,)),)


def nearest(vectors: Vectors, here: Sequence[str], there: Sequence[str]) -> tuple[str, int] | None:
    """Return the word that is nearest to one of `there`, and the place of that one; None when all are far."""
    if not here or not there:
        return None
    cosines = vectors.of(here) @ vectors.of(there).T
    place = int(cosines.argmax())
    row, column = divmod(place, len(there))
    return (here[row], column) if cosines[row, column] >= _TELLABLE else None


class SemanticMatcher:
    """A matcher of which half is a model. What it says of keywords and groups is the lexical matcher's."""

    def __init__(self, model: Any) -> None:
        self._lexical = LexicalMatcher()
        self._vectors = Vectors(model)
        self._pairs: list[Pair] = []
        self._pairs_of: DuplicatePairs | None = None
        self.read(Texts())

    def read(self, texts: Texts) -> None:
        """Take what there is now."""
        self._lexical.read(texts)
        self._extract = FeatureExtractor(texts.language, texts.synonyms)
        self._items = {item.id: item for item in sorted(texts.items, key=lambda item: item.id)}
        self._profiles = {
            heading.key: MeaningProfile(self._vectors, self._extract, list(self._evidence(texts, heading.key)))
            for heading in texts.categories
        }

    def _evidence(self, texts: Texts, key: str) -> Iterator[tuple[str, str, str]]:
        for heading in texts.categories:
            if heading.key == key:
                yield heading.title, NAME, ""
                yield from ((word, KEYWORDS, "") for word in heading.keywords)
        yield from ((item.text, IDEAS, item.ref) for item in self._items.values() if item.category == key)
        yield from ((each.text, LEARNED + each.source, "") for each in texts.examples if each.category == key)

    def filing(self, item: str, most: int | None = 3) -> tuple[FilingSuggestion, ...]:
        """Categories for an unfiled item, best first; none without a reason that can be told."""
        if item not in self._items or self._items[item].category:
            return ()
        text = self._items[item].text
        by_words = {each.category: each for each in self._lexical.filing(item, None)}
        vector = self._vectors.of([text])[0]
        scores = {}
        for key, profile in self._profiles.items():
            lexical = by_words[key].score if key in by_words else 0.0
            scores[key] = _half(lexical, vector @ profile.centre / max(_length(profile.centre), 1e-9))
        ranking = sorted(((-score, key) for key, score in scores.items()))
        found: list[FilingSuggestion] = []
        for place, (below, key) in enumerate(ranking):
            if not below or len(found) == most:
                break
            because = by_words[key].because if key in by_words else self._profiles[key].because(text)
            if because:
                following = -ranking[place + 1][0] if place + 1 < len(ranking) else 0.0
                found.append(FilingSuggestion(key, -below, round((-below - following) / -below, _DIGITS), because))
        return tuple(found)

    def duplicates(
        self, most: int | None = None, settled: Collection[tuple[str, str]] = ()
    ) -> tuple[DuplicateSuggestion, ...]:
        """Pairs that may say the same, most probable first; `settled` pairs of ids are left out."""
        category = {key: item.category for key, item in self._items.items()}
        return tuple(islice(self._given(ranked(self._compared(), category, settled)), most))

    def _given(self, pairs: Iterable[Pair]) -> Iterator[DuplicateSuggestion]:
        for pair in pairs:
            because = self._lexical.duplicate_pairs.because(pair.a, pair.b)
            if not because:
                here, there = (list(self._extract(self._items[key].text).written.values()) for key in (pair.a, pair.b))
                found = nearest(self._vectors, here, there)
                because = (found[0],) if found else ()
            if because:
                yield DuplicateSuggestion(pair.a, pair.b, min(1.0, pair.score), because)

    def _compared(self) -> list[Pair]:
        """Return every pair compared by its words, and for each item those nearest by meaning; nearest first."""
        if self._pairs_of is not self._lexical.duplicate_pairs:
            self._pairs_of = self._lexical.duplicate_pairs
            self._pairs = self._joined() if len(self._items) > 1 else []
        return self._pairs

    def _joined(self) -> list[Pair]:
        import numpy as np

        keys = list(self._items)
        places = {key: place for place, key in enumerate(keys)}
        rows = self._vectors.of([item.text for item in self._items.values()])
        lexical = {(places[pair.a], places[pair.b]): pair.score for pair in self._lexical.duplicate_pairs.pairs}
        both = sorted(lexical.keys() | set(_neighbours(rows)))
        if not both:
            return []
        one, other = np.array(both).T
        cosines = np.einsum("ij,ij->i", rows[one], rows[other])
        scored = ((_half(lexical.get(pair, 0.0), cosine), *pair) for pair, cosine in zip(both, cosines, strict=True))
        pairs = [Pair(keys[a], keys[b], score) for score, a, b in scored if score > 0]
        return sorted(pairs, key=lambda pair: (-pair.score, pair.a, pair.b))

    def keywords(self, category: str, most: int = 8) -> tuple[str, ...]:
        """Return the most telling words of what was filed under a category."""
        return self._lexical.keywords(category, most)

    def clusters(self, many: int | None = None) -> tuple[Cluster, ...]:
        """Unfiled items that seem to belong together."""
        return self._lexical.clusters(many)


def _neighbours(rows: np.ndarray) -> Iterator[tuple[int, int]]:
    """For each row those nearest to it, as pairs in the order of the rows."""
    import numpy as np

    most = min(_NEAREST, len(rows) - 1)
    for first in range(0, len(rows), _BLOCK):
        cosines = rows[first : first + _BLOCK] @ rows.T
        cosines[np.arange(len(cosines)), np.arange(first, first + len(cosines))] = -1
        for place, others in enumerate(np.argpartition(-cosines, most - 1, axis=1)[:, :most], first):
            yield from ((min(place, int(other)), max(place, int(other))) for other in others)


def _half(lexical: float, cosine: float) -> float:
    return round((lexical + max(0.0, float(cosine))) / 2, _DIGITS)


def _length(vector: np.ndarray) -> float:
    return float((vector @ vector) ** 0.5)
