"""The matcher’s second way: a few new texts against a hundred thousand past ones, whose features are kept in a file.

Scores are those of pairs of duplicates, with what a feature tells counted over the past texts alone. For each feature
the file has the places of the texts that have it: a new text costs one sum over what it shares. Where there is an
encoder, the past texts’ vectors are kept too, less their mean, and what is near by meaning counts as for pairs.
"""

from __future__ import annotations

import hashlib
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile

import numpy as np

from facilitate.files import write_file
from facilitate.matching.encoders import Encoder
from facilitate.matching.features import NGRAMS, STEM, FeatureExtractor

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Halves = NDArray[np.float16]
    Places = NDArray[np.int32]
    Counts = NDArray[np.int64]

NAME = "archive.npz"
_DIGITS = 6
_FORMAT = "1"  # of the file; another one when features are read otherwise
_BLOCK = 10_000
_PART = 64


class Near(NamedTuple):
    """A past text by its place, and how near it is, from 0 to 1."""

    place: int
    score: float


class Archive:
    """Past texts in one language. `of` reads what is kept of them, or works it out and keeps it."""

    def __init__(self, language: str, kept: _Kept, encoder: Encoder | None) -> None:
        self._extract = FeatureExtractor(language)
        self._kept = kept
        self._encoder = encoder

    @classmethod
    def of(cls, texts: Sequence[str], folder: Path, language: str = "fr", encoder: Encoder | None = None) -> Archive:
        """Return the archive of these texts; what is kept of others, or is damaged, is replaced. Raises `Refused`."""
        path, digest = folder / NAME, _digest(texts, language, encoder)
        if (kept := _read(path, digest)) is None:
            mean, rows = _centred(texts, encoder)
            kept = _Kept(_gathered(texts, language, STEM), _gathered(texts, language, NGRAMS), mean, rows)
            write_file(path, _written(kept, digest), private=True)
        return cls(language, kept, encoder)

    def nearest(self, texts: Sequence[str], most: int) -> list[list[Near]]:
        """Return for each new text the past ones that are nearest, the nearest first; of equals the earlier."""
        if (encoder := self._encoder) is None or not texts:
            return [_first(self._by_words(text), most) for text in texts]
        share, meaning = encoder.trust.doubles, self._by_meaning(encoder, texts)
        both = (share * self._by_words(text) + (1 - share) * near for text, near in zip(texts, meaning, strict=True))
        return [_first(scores, most) for scores in both]

    def _by_words(self, text: str) -> Floats:
        features = self._extract(text).features
        return self._kept.stems.near(features[STEM]) + self._kept.runs.near(features[NGRAMS])

    def _by_meaning(self, encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
        new = _of_length_one(encoder.encode(texts) - self._kept.mean)
        rows = self._kept.rows
        parts = [new @ rows[at : at + _BLOCK].astype(np.float32).T for at in range(0, len(rows), _BLOCK)]
        found: NDArray[np.float32] = np.concatenate([np.zeros((len(new), 0), np.float32), *parts], axis=1)
        return found.clip(min=0)


def _first(scores: Floats, most: int) -> list[Near]:
    scores = np.round(scores, _DIGITS)
    least = np.partition(scores, -most)[-most] if most < len(scores) else 0.0
    found = np.flatnonzero((scores >= least) & (scores > 0))
    order = found[np.argsort(-scores[found], kind="stable")][:most]
    return [Near(int(place), float(scores[place])) for place in order]


class _Postings:
    """The features of one block: for each, the places of the texts that have it, as often as they have it."""

    def __init__(self, names: Sequence[str], starts: Counts, places: Places, size: int) -> None:
        self.names, self.starts, self.places, self.size = names, starts, places, size
        self._number = {name: number for number, name in enumerate(names)}
        self._unseen = log(size + 2) ** 2
        first, of, times = _counted(starts, places)
        having = np.bincount(of[first], minlength=len(names))
        each = {count: log((size + 1) / count) ** 2 for count in set(having.tolist()) if count}
        self._weights = np.array([each.get(count, 0.0) for count in having.tolist()])
        values = times * self._weights[of[first]]
        lengths = np.sqrt(np.bincount(places[first], weights=values * values, minlength=size))
        self._lengths = np.where(lengths > 0, lengths, 1.0)

    def near(self, features: Iterable[str]) -> Floats:
        """Return half the cosine of a new text with each past one."""
        parts: list[Places] = []
        worth: list[float] = []
        square = 0.0
        for name, times in Counter(features).items():
            number = self._number.get(name)
            weight = self._unseen if number is None else float(self._weights[number])
            square += (times * weight) ** 2
            if number is not None:
                parts.append(self.places[self.starts[number] : self.starts[number + 1]])
                worth.append(times * weight * weight)
        if not parts:
            return np.zeros(self.size)
        weights = np.repeat(worth, [len(part) for part in parts])
        sums = np.bincount(np.concatenate(parts), weights=weights, minlength=self.size)
        return sums / (2 * (sqrt(square) or 1.0) * self._lengths)


def _counted(starts: Counts, places: Places) -> tuple[Counts, Counts, Counts]:
    """Return where each text of each feature stands first, the feature of each place, and how often the text has it."""
    of = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    other = np.ones(len(places), dtype=bool)
    other[1:] = (places[1:] != places[:-1]) | (of[1:] != of[:-1])
    first = np.flatnonzero(other)
    return first, of, np.diff(first, append=len(places))


class _Kept(NamedTuple):
    """What is kept of past texts: their features of both blocks, the mean of their vectors, and these less the mean."""

    stems: _Postings
    runs: _Postings
    mean: Halves
    rows: Halves


def _gathered(texts: Sequence[str], language: str, block: int) -> _Postings:
    extract = FeatureExtractor(language)
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    found = [np.empty(0, np.int32)]
    found += (np.fromiter(map(numbers.__getitem__, extract(text).features[block]), np.int32) for text in texts)
    every = np.concatenate(found)
    sizes = [len(each) for each in found[1:]]
    places = np.repeat(np.arange(len(texts), dtype=np.int32), sizes)[np.argsort(every, kind="stable")]
    starts = np.concatenate([[0], np.cumsum(np.bincount(every, minlength=len(numbers)))]).astype(np.int64)
    return _Postings(list(numbers), starts, places, len(texts))


def _centred(texts: Sequence[str], encoder: Encoder | None) -> tuple[Halves, Halves]:
    if encoder is None or not texts:
        return np.zeros(0, np.float16), np.zeros((0, 0), np.float16)
    rows = np.concatenate([encoder.encode(texts[at : at + _PART]) for at in range(0, len(texts), _PART)])
    mean = rows.mean(axis=0).astype(np.float16)
    return mean, _of_length_one(rows - mean).astype(np.float16)


def _of_length_one(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    found: NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return found


def _written(kept: _Kept, digest: str) -> bytes:
    file = io.BytesIO()
    arrays: dict[str, NDArray[Any]] = {
        "digest": _bytes(digest),
        "size": np.array(kept.stems.size),
        "mean": kept.mean,
        "rows": kept.rows,
    }
    for side, block in (("stems", kept.stems), ("runs", kept.runs)):
        names = _bytes("".join(f"{name}\n" for name in block.names))
        arrays |= {f"{side}-names": names, f"{side}-starts": block.starts, f"{side}-places": block.places}
    np.savez(file, allow_pickle=False, **arrays)
    return file.getvalue()


def _read(path: Path, digest: str) -> _Kept | None:
    """Return what is kept in a file; None where there is none, it is of other texts, or it is not whole."""
    try:
        with path.open("rb") as source, np.load(source, allow_pickle=False) as file:
            if file["digest"].tobytes() != digest.encode():
                return None
            size = int(file["size"])
            stems, runs = (
                _Postings(
                    file[f"{side}-names"].tobytes().decode("utf-8", "surrogatepass").split("\n")[:-1],
                    file[f"{side}-starts"],
                    file[f"{side}-places"],
                    size,
                )
                for side in ("stems", "runs")
            )
            return _Kept(stems, runs, file["mean"], file["rows"])
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8)


def _digest(texts: Sequence[str], language: str, encoder: Encoder | None) -> str:
    whole = "\0".join((_FORMAT, language, encoder.name if encoder else "", *texts))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
