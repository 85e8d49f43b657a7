"""What an archive keeps of texts: the words of each part as numbers, and those of all parts put together.

They are made of the stems and the runs of letters of the words: no word can be read there, but one can be tried, so
that they go where the texts go.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

import numpy as np

from facilitate.matching.features import NGRAMS, FeatureExtractor, Word

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.uint32]
    Keys = NDArray[np.int64]

_OTHER = "no features of texts"
FORMAT = 2  # of what is kept; another one when features are read otherwise
NUMBERS = 1 << 20  # that features are told by: of the runs of letters of a language one in a hundred shares its own
_AT_ONCE = 16_384  # texts whose runs of letters are counted at a time


def numbers_of(word: Word) -> tuple[int, tuple[int, ...]]:
    """Return the number of the stem of a word, and those of its runs of letters, as often as it has them."""
    return _number(word.stem), tuple(map(_number, word.features[NGRAMS]))


def _number(feature: str) -> int:
    return crc32(feature.encode()) % NUMBERS


def features_of(texts: Sequence[str], language: str) -> bytes:
    """Return what an archive keeps of the texts of a part, as bytes."""
    extract = FeatureExtractor(language)
    of_texts = [extract(text).words for text in texts]
    places = {word: place for place, word in enumerate(dict.fromkeys(chain.from_iterable(of_texts)))}
    numbers = [numbers_of(word) for word in places]
    spoken = [[places[word] for word, many in words.items() for _each in range(many)] for words in of_texts]
    names = b"".join(map(_name, places))
    arrays = (
        [len(places), len(texts)],
        np.frombuffer(names, np.uint32),
        [stem for stem, _runs in numbers],
        [len(runs) for _stem, runs in numbers],
        [run for _stem, runs in numbers for run in runs],
        list(map(len, spoken)),
        list(chain.from_iterable(spoken)),
    )
    return b"".join(np.asarray(each, np.uint32).tobytes() for each in arrays)


def _name(word: Word) -> bytes:
    """Return by what a word of one part is found again in another: sixty-four bits of what it has."""
    return blake2b(" ".join((word.stem, *word.features[NGRAMS])).encode(), digest_size=8).digest()


class _PartOfArchive(NamedTuple):
    """The words of a part, each with a name, a stem and so many runs of letters; its texts, of so many words each."""

    names: NDArray[np.uint64]
    stems: Numbers
    runs_each: Numbers
    runs: Numbers
    words_each: Numbers
    words: Numbers


class _Taken:
    """Arrays that lie one after the other; raises `ValueError` where there are fewer numbers than wanted."""

    def __init__(self, data: bytes) -> None:
        if len(data) % 4:
            raise ValueError(_OTHER)
        self._values = np.frombuffer(data, np.uint32) if data else np.zeros(0, np.uint32)

    def next(self, many: int) -> Numbers:
        """Take so many numbers."""
        found, self._values = self._values[:many], self._values[many:]
        if len(found) < many:
            raise ValueError(_OTHER)
        return found

    def end(self, *, sound: bool) -> None:
        """Refuse what is left over, or not sound."""
        if len(self._values) or not sound:
            raise ValueError(_OTHER)


def _read(part: bytes) -> _PartOfArchive:
    """Take the bytes of a part apart; raises `ValueError` for other bytes."""
    taken = _Taken(part)
    words, texts = map(int, taken.next(2))
    names, stems, runs_each = taken.next(2 * words), taken.next(words), taken.next(words)
    runs = taken.next(int(runs_each.sum()))
    words_each = taken.next(texts)
    spoken = taken.next(int(words_each.sum()))
    highest = max(int(stems.max(initial=0)), int(runs.max(initial=0)))
    taken.end(sound=highest < NUMBERS and int(spoken.max(initial=0)) < max(1, words))
    return _PartOfArchive(names.view(np.uint64), stems, runs_each, runs, words_each, spoken)


class ArchiveTexts(NamedTuple):
    """The texts of all parts, one after the other, each as the places of its words, and those words.

    Where parts, texts and the runs of words begin, one more number says where the last ends. `stems_having` and
    `runs_having` say in how many texts each is; `lengths` are those of the texts’ vectors, for stems and for runs.
    """

    part_starts: Numbers
    text_starts: Numbers
    words: Numbers
    stems: Numbers
    stems_having: Numbers
    run_starts: Numbers
    runs: Numbers
    runs_having: Numbers
    lengths: Floats

    def as_bytes(self) -> bytes:
        """Return all of it as bytes."""
        sizes = [len(self.part_starts), len(self.text_starts), len(self.words), len(self.stems), len(self.runs)]
        return b"".join(each.tobytes() for each in (np.array(sizes, np.uint32), *self))

    @classmethod
    def from_bytes(cls, data: bytes) -> ArchiveTexts:
        """Return what gave these bytes; raises `ValueError` for other bytes."""
        taken = _Taken(data)
        parts, texts, words, stems, runs = map(int, taken.next(5))
        sizes = (parts, texts, words, stems, stems, stems + 1, runs, runs)
        arrays = [*map(taken.next, sizes)]
        lengths = taken.next(2 * max(0, texts - 1)).view(np.float32).reshape(2, -1)
        taken.end(sound=bool(texts and parts))
        return cls._make([*arrays, lengths])


def gather(parts: Sequence[bytes]) -> ArchiveTexts:
    """Put together what `features_of` gave of each part; raises `ValueError` for other bytes."""
    read = [_read(part) for part in parts]
    names, stems, runs_each, runs, words_each, words = (
        np.concatenate([np.zeros(0, np.uint32), *(part[place] for part in read)])
        if place else np.concatenate([np.zeros(0, np.uint64), *(part.names for part in read)])
        for place in range(len(_PartOfArchive._fields))
    )  # fmt: skip
    _names, first, place_of = np.unique(names, return_index=True, return_inverse=True)
    known = np.cumsum([0, *(len(part.names) for part in read)])[:-1]  # words of earlier parts
    words = place_of[words + np.repeat(known, [len(part.words) for part in read])]
    text_starts = _starts(words_each)
    # In one order in every text, so that two that have the same words are exactly as near to any third.
    of_text = np.repeat(np.arange(len(words_each), dtype=np.int64), words_each)
    words = np.sort(of_text * max(1, len(first)) + words) - of_text * max(1, len(first))
    run_starts = _starts(runs_each[first])
    runs = runs[_within(_starts(runs_each)[first], runs_each[first])]
    stems = stems[first]
    stems_having, stem_lengths = _counted(text_starts, words, np.arange(len(stems) + 1), stems)
    runs_having, run_lengths = _counted(text_starts, words, run_starts, runs)
    return ArchiveTexts(
        _starts(np.array([len(part.words_each) for part in read])).astype(np.uint32),
        text_starts.astype(np.uint32),
        words.astype(np.uint32),
        stems,
        stems_having,
        run_starts.astype(np.uint32),
        runs,
        runs_having,
        np.stack([stem_lengths, run_lengths]),
    )


def _starts(sizes: NDArray[Any]) -> Keys:
    """Return where each of what lies in a row begins, and where the last ends."""
    found: Keys = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
    return found


def _within(starts: Keys, sizes: NDArray[Any]) -> Keys:
    """Return the places of all that begins there and is so long."""
    ends = np.cumsum(sizes, dtype=np.int64)
    found: Keys = np.arange(int(sizes.sum())) + np.repeat(starts - (ends - sizes), sizes)
    return found


def _counted(text_starts: Keys, words: Keys, of_word: Keys, numbers: Numbers) -> tuple[Numbers, Floats]:
    """Return in how many texts each feature of the words is, and how long the vector of each text is."""
    having = np.zeros(NUMBERS, np.int64)
    counted = []
    for at in range(0, len(text_starts) - 1, _AT_ONCE):
        starts = text_starts[at : at + _AT_ONCE + 1]
        spoken = words[starts[0] : starts[-1]]
        sizes = of_word[spoken + 1] - of_word[spoken]
        text = np.repeat(np.repeat(np.arange(len(starts) - 1, dtype=np.int64), np.diff(starts)), sizes)
        keys = np.sort(text * NUMBERS + numbers[_within(of_word[spoken], sizes)])
        bounds = np.flatnonzero(np.diff(keys, prepend=-1))
        many = np.diff(bounds, append=len(keys)).astype(np.float32)
        keys = keys[bounds]
        having += np.bincount(keys % NUMBERS, minlength=NUMBERS)
        counted.append(
            ((keys % NUMBERS).astype(np.uint32), np.bincount(keys // NUMBERS, minlength=len(starts) - 1), many)
        )
    weights = np.log(len(text_starts) / np.maximum(having, 1)) ** 2
    lengths = [np.zeros(0, np.float32)]
    for features, sizes, many in counted:
        squares = np.append((many * weights[features]) ** 2, 0.0)  # so that what comes last may be empty
        sums = np.add.reduceat(squares, _starts(sizes)[:-1])
        lengths.append(np.where((sizes > 0) & (sums > 0), np.sqrt(sums), 1.0).astype(np.float32))
    return having[numbers].astype(np.uint32), np.concatenate(lengths)
