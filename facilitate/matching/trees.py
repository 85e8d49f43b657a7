"""A tree of items: the two nearest groups are joined, again and again, until one is left; it is cut where one likes.

Groups are joined by Ward’s rule (Ward 1963), found along chains of nearest neighbours (Murtagh 1983): a thousand items
take a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_DIGITS = 5


@dataclass(frozen=True, slots=True)
class _Join:
    """Two groups become one, each named by one of its items."""

    height: float
    a: int
    b: int


class Tree:
    """The tree of some items. `near` is a square of how near each is to each, 1 to itself; it is not changed."""

    def __init__(self, near: Floats) -> None:
        self._near = near
        self._joins = sorted(_joins(near), key=lambda join: join.height)  # in the order found where they are equal

    def cut(self, many: int) -> list[list[int]]:
        """Return so many groups, or as many as there are items; each in the order of its items."""
        groups = {place: [place] for place in range(len(self._near))}
        of = list(range(len(self._near)))
        for join in self._joins[: max(0, len(self._near) - many)]:
            _unite(groups, of, join)
        return [sorted(group) for group in groups.values()]

    def piles(self, least: float) -> list[list[int]]:
        """Return the largest groups of which both halves are so near on average, and within each half again."""
        groups = {place: [place] for place in range(len(self._near))}
        of = list(range(len(self._near)))
        stands = set(groups)
        found: list[list[int]] = []
        for join in self._joins:
            a, b = of[join.a], of[join.b]
            is_near = float(self._near[np.ix_(groups[a], groups[b])].mean()) >= least
            whole = a in stands and b in stands and is_near
            if not whole:
                found += [sorted(groups[each]) for each in (a, b) if each in stands]
            kept = _unite(groups, of, join)
            stands -= {a, b}
            if whole:
                stands.add(kept)
        return found + [sorted(groups[each]) for each in sorted(stands)]


def _unite(groups: dict[int, list[int]], of: list[int], join: _Join) -> int:
    a, b = of[join.a], of[join.b]
    for place in groups[b]:
        of[place] = a
    groups[a] += groups.pop(b)
    return a


def _joins(near: Floats) -> Sequence[_Join]:
    far = np.round(2 - 2 * near.astype(np.float64), _DIGITS)
    np.fill_diagonal(far, np.inf)
    size = np.ones(len(far))
    left = np.ones(len(far), dtype=bool)
    chain: list[int] = []
    found: list[_Join] = []
    while len(found) < len(far) - 1:
        if not chain:
            chain.append(int(left.argmax()))
        here = chain[-1]
        next_one = int(far[here].argmin())
        if len(chain) > 1 and far[here, chain[-2]] <= far[here, next_one]:
            a, b = sorted((here, chain[-2]))
            del chain[-2:]
            found.append(_Join(float(far[a, b]), a, b))
            _take_in(far, size, left, a, b)
        else:
            chain.append(next_one)
    return found


def _take_in(far: NDArray[np.float64], size: NDArray[np.float64], left: NDArray[np.bool_], a: int, b: int) -> None:
    """Make one group of two, in the place of the first: how far all others are from it."""
    between = far[a, b]
    together = ((size[a] + size) * far[a] + (size[b] + size) * far[b] - size * between) / (size[a] + size[b] + size)
    left[b] = False
    others = left.copy()
    others[a] = False
    far[a] = np.where(others, together, np.inf)
    far[:, a] = far[a]
    far[b] = far[:, b] = np.inf
    size[a] += size[b]
