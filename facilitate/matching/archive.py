"""The matcher’s second way: a few texts against a hundred thousand others, whose features are kept part by part.

Scores are those of pairs of duplicates. What is kept of a part, an event of a cycle, are numbers made of the stems and
the runs of letters of its texts: no word can be read there, but one can be tried, so that they go where the texts go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from facilitate.matching.features import NGRAMS, STEM, FeatureExtractor

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.int64]

FORMAT = 1  # of what is kept; another one when features are read otherwise
_BLOCKS = (STEM, NGRAMS)
_NUMBERS = 1 << 20  # that features are told by: of the runs of letters of a language one in a hundred shares its own
_DIGITS = 6
_TOGETHER = 120  # texts that are looked for at a time
# Those to look at are found by what at most so large a share has, or so few; their scores are then worked out in full.
_RARE, _FEW, _LOOKED_AT = 0.1, 100, 100
_NONE = np.zeros(0, np.uint32)


class Near(NamedTuple):
    """A text by its part and its place there, and how near it is, from 0 to 1."""

    part: int
    place: int
    score: float


def features_of(texts: Sequence[str], language: str) -> bytes:
    """Return what an archive keeps of the texts of a part, as bytes."""
    extract = FeatureExtractor(language)
    counted = [_counted(extract(text).features) for text in texts]
    arrays = [np.array([len(texts)], np.uint32)]
    for block in range(len(_BLOCKS)):
        of_block = [each[block] for each in counted]
        arrays += [
            np.array([len(each) for each in of_block], np.uint32),
            np.array([number for each in of_block for number in each], np.uint32),
            np.array([times for each in of_block for times in each.values()], np.float32).view(np.uint32),
        ]
    return b"".join(each.tobytes() for each in arrays)


def _counted(features: Sequence[Iterable[str]]) -> list[Counter[int]]:
    """Return for each block the numbers of the features of a text, and how often it has them."""
    return [Counter(crc32(each.encode()) % _NUMBERS for each in features[block]) for block in _BLOCKS]


class Archive:
    """Texts in parts, by what `features_of` gave of each; raises `ValueError` for other bytes."""

    def __init__(self, parts: Sequence[bytes], language: str) -> None:
        self._extract = FeatureExtractor(language)
        read = [_read(part) for part in parts]
        self._starts = [0, *accumulate(size for size, _blocks in read)]
        self._blocks = [
            _Block([blocks[number] for _size, blocks in read], self._starts[-1]) for number in range(len(_BLOCKS))
        ]

    def nearest(self, texts: Sequence[str], most: int, but: int) -> list[list[Near]]:
        """Return for each text at most so many that are nearest, of all parts but one; the nearest first."""
        found: list[list[Near]] = []
        for at in range(0, len(texts), _TOGETHER):
            found += self._nearest(texts[at : at + _TOGETHER], most, but)
        return found

    def _nearest(self, texts: Sequence[str], most: int, but: int) -> Iterable[list[Near]]:
        counted = [_counted(self._extract(text).features) for text in texts]
        of_blocks = [[each[number] for each in counted] for number in range(len(_BLOCKS))]
        rough = [block.sums(of_block) for block, of_block in zip(self._blocks, of_blocks, strict=True)]
        for number, (stems, runs) in enumerate(zip(*rough, strict=True)):
            both = stems + runs
            both[self._starts[but] : self._starts[but + 1]] = 0
            places = _highest(both, max(_LOOKED_AT, 2 * most))
            scores = sum(
                (block.near(of_block[number], places) for block, of_block in zip(self._blocks, of_blocks, strict=True)),
                start=np.zeros(len(places)),
            )
            order = np.argsort(-np.round(scores, _DIGITS), kind="stable")[:most]
            yield [self._at(int(places[each]), float(scores[each])) for each in order]

    def _at(self, place: int, score: float) -> Near:
        part = int(np.searchsorted(self._starts, place, side="right")) - 1
        return Near(part, place - self._starts[part], round(score, _DIGITS))


def _highest(scores: Floats, most: int) -> Places:
    """Return the places of the highest scores above 0, in their order; of equals all."""
    above = np.flatnonzero(scores > 0)  # of many zeros a partition takes ten times as long
    if len(above) <= most:
        return above
    found: Places = above[scores[above] >= np.partition(scores[above], -most)[-most]]
    return found


_OfBlock = tuple["NDArray[np.uint32]", "NDArray[np.uint32]", "NDArray[np.uint32]"]


def _read(part: bytes) -> tuple[int, list[_OfBlock]]:
    values = np.frombuffer(part, np.uint32)
    size, at = int(values[0]) if len(values) else -1, 1
    blocks: list[_OfBlock] = []
    for _each in _BLOCKS:
        counts = values[at : at + size] if size >= 0 else _NONE
        many = int(counts.sum())
        first = at + size
        blocks.append((counts, values[first : first + many], values[first + many : first + 2 * many]))
        at = first + 2 * many
    if at != len(values) or any(int(numbers.max(initial=0)) >= _NUMBERS for _counts, numbers, _times in blocks):
        raise ValueError("no features of texts")
    return size, blocks


class _Block:
    """The features of one kind of all texts: their numbers, text by text, and what each is worth there."""

    def __init__(self, parts: Sequence[_OfBlock], size: int) -> None:
        counts, self._numbers, times = (
            np.concatenate([_NONE, *(part[place] for part in parts)]) for place in range(len(_BLOCKS) + 1)
        )
        self._size = size
        self._texts = np.repeat(np.arange(size, dtype=np.int32), counts)
        self._starts = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        self._having = np.bincount(self._numbers, minlength=_NUMBERS)
        self._weights = np.zeros(_NUMBERS, np.float32)
        seen = np.flatnonzero(self._having)
        self._weights[seen] = np.log((size + 1) / self._having[seen]) ** 2
        self._values = times.view(np.float32) * self._weights[self._numbers]
        squares = np.append(self._values * self._values, np.float32(0))  # so that what comes last may be empty
        lengths = np.sqrt(np.add.reduceat(squares, self._starts[:-1])) if size else np.zeros(0, np.float32)
        self._lengths = np.where((counts > 0) & (lengths > 0), lengths, np.float32(1))
        self._worth = np.zeros(_NUMBERS, np.float32)

    def sums(self, texts: Sequence[Counter[int]]) -> list[Floats]:
        """Return about how near each of some texts is to each of all: by what few enough have."""
        rare = max(_RARE * self._size, _FEW)
        kept = [{number: each for number, each in text.items() if self._having[number] <= rare} for text in texts]
        wanted = sorted(set().union(*kept))
        slots = np.zeros(_NUMBERS, np.uint16)
        slots[wanted] = np.arange(1, len(wanted) + 1)
        of_all = slots[self._numbers]
        rows = np.flatnonzero(of_all)
        of = of_all[rows]
        rows = rows[np.argsort(of, kind="stable")]
        bounds = pairwise(accumulate(np.bincount(of, minlength=len(wanted) + 1).tolist()))
        places = self._texts[rows]
        values = self._values[rows] / self._lengths[places]
        having = {number: slice(*each) for number, each in zip(wanted, bounds, strict=True)}
        return [self._sum(text, having, places, values) for text in kept]

    def _sum(
        self, text: Mapping[int, int], having: Mapping[int, slice], places: NDArray[np.int32], values: Floats
    ) -> Floats:
        if not text:
            return np.zeros(self._size)
        worth = {number: np.float32(times * self._weights[number]) for number, times in text.items()}
        length = sqrt(sum(float(each) ** 2 for each in worth.values())) or 1.0
        parts = [values[having[number]] * (each / length) for number, each in worth.items()]
        where = np.concatenate([places[having[number]] for number in worth])
        return np.bincount(where, weights=np.concatenate(parts), minlength=self._size).astype(np.float64, copy=False)

    def near(self, text: Counter[int], places: Places) -> Floats:
        """Return half the cosine of a text with those at some places."""
        unseen = log(self._size + 2) ** 2
        worth = {number: times * (float(self._weights[number]) or unseen) for number, times in text.items()}
        numbers = list(worth)
        self._worth[numbers] = list(worth.values())
        sizes = self._starts[places + 1] - self._starts[places]
        ends = np.cumsum(sizes)
        rows = np.arange(int(sizes.sum())) + np.repeat(self._starts[places] - ends + sizes, sizes)
        products = self._values[rows] * self._worth[self._numbers[rows]]
        self._worth[numbers] = 0
        sums = np.bincount(np.repeat(np.arange(len(places)), sizes), weights=products, minlength=len(places))
        found: Floats = sums / (2 * (sqrt(sum(each * each for each in worth.values())) or 1.0) * self._lengths[places])
        return found
