"""A text as the pieces of a vocabulary: the division whose pieces are together the most probable (unigram model).

Kudo 2018, “Subword Regularization”; the search for the best division is Viterbi’s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_SPACE = "▁"  # stands for a space in pieces, and begins each text
_RARER = 10.0  # by how much a sign that is no piece is less probable than the rarest piece
_NEVER = -1e30


class Unigram:
    """A vocabulary of pieces, each a place with the logarithm of its probability.

    `rewritten` gives for a sign what it is read as (full-width letters, ligatures, no-break spaces).
    """

    def __init__(
        self, pieces: Mapping[bytes, int], scores: Sequence[float], rewritten: Mapping[str, str], unknown: int
    ) -> None:
        self._pieces = pieces
        self._scores = scores
        self._rewritten = str.maketrans(dict(rewritten))
        self._unknown = unknown
        self._unknown_score = min(scores) - _RARER
        self._longest = max(map(len, pieces))

    def __call__(self, text: str) -> list[int]:
        """Return the places of the pieces of a text, in their order."""
        signs = [sign.encode("utf-8", "replace") for sign in self._spaced(text)]
        best, begins, piece = self._best(signs)
        found: list[int] = []
        at = len(signs)
        while at > 0 and best:
            found.append(piece[at])
            at = begins[at]
        return found[::-1]

    def _spaced(self, text: str) -> str:
        read = text.translate(self._rewritten)
        while "  " in read:
            read = read.replace("  ", " ")
        return (read if read.startswith(" ") else f" {read}").replace(" ", _SPACE)

    def _best(self, signs: Sequence[bytes]) -> tuple[list[float], list[int], list[int]]:
        """Return for each place between signs: the best score up to there, where its last piece begins, and which."""
        best = [0.0, *[_NEVER] * len(signs)]
        begins, piece = [0] * len(best), [self._unknown] * len(best)
        for start in range(len(signs)):
            here, so_far = b"", best[start]
            for end in range(start, len(signs)):
                here += signs[end]
                if len(here) > self._longest:
                    break
                place = self._pieces.get(here, self._unknown)
                if place != self._unknown and (score := so_far + self._scores[place]) > best[end + 1]:
                    best[end + 1], begins[end + 1], piece[end + 1] = score, start, place
            if (score := so_far + self._unknown_score) > best[start + 1]:
                best[start + 1], begins[start + 1], piece[start + 1] = score, start, self._unknown
        return best, begins, piece
