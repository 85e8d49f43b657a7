"""An emerging typology: which items seem to belong together, when no category was prepared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

from facilitate.matching.duplicates import Pair
from facilitate.matching.features import Features
from facilitate.matching.keywords import distinctive_words, stems_of
from facilitate.matching.kmeans import kmeans
from facilitate.matching.vectors import TermWeights
from facilitate.workshop.suggestions.contract import Cluster

# Groups are joined while their items are at least so near on average: low, for items of one kind share few words, and
# a person names, splits or refuses each group.
_NEAR = 0.03
_WORDS = 3
_SHARED = 2  # what one idea alone says names no group
_DIGITS = 6

Candidate = tuple[float, str, str]


def clusters(
    weights: TermWeights, texts: Mapping[str, Features], pairs: Sequence[Pair], many: int | None = None
) -> list[Cluster]:
    """Groups of two items or more, the largest first; what is near to nothing is in none.

    With `many` the items are parted into so many groups, however near they are: that splits a group.
    """
    members = _Joining(pairs).joined() if many is None else kmeans(weights, texts, pairs, many)
    everywhere = stems_of(texts.values())
    reach = _reach(members, pairs)
    found = [
        Cluster(
            tuple(sorted(keys)),
            group_words([texts[key] for key in keys], everywhere, len(texts)),
            middle=min(keys, key=lambda key: (-reach[key], key)),
        )
        for keys in members
        if len(keys) > 1
    ]
    return sorted(found, key=lambda group: (-len(group.items), group.items))


def group_words(inside: Sequence[Features], everywhere: Counter[str], total: int) -> tuple[str, ...]:
    """Return the few words that tell some texts from all others, of those that several of them share."""
    return tuple(distinctive_words(inside, everywhere, total, _WORDS, in_texts=_SHARED))


def _reach(members: Sequence[Sequence[str]], pairs: Sequence[Pair]) -> dict[str, float]:
    """Return how near each item is to all others of its group together."""
    group = {key: place for place, keys in enumerate(members) for key in keys}
    found = dict.fromkeys(group, 0.0)
    for pair in pairs:
        if pair.a in group and group[pair.a] == group.get(pair.b):
            found[pair.a] += pair.score
            found[pair.b] += pair.score
    return {key: round(value, _DIGITS) for key, value in found.items()}


class _Joining:
    """The two nearest groups are joined, again and again; groups are as near as their items are on average."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        # Between groups the sum of what is between their items, which only adds up when groups are joined.
        self._near: dict[str, dict[str, float]] = {}
        for pair in pairs:
            self._near.setdefault(pair.a, {})[pair.b] = pair.score
            self._near.setdefault(pair.b, {})[pair.a] = pair.score
        self._members = {key: [key] for key in self._near}
        self._heap: list[Candidate] = []
        for pair in pairs:
            self._offer(pair.a, pair.b)

    def joined(self) -> list[list[str]]:
        while self._heap:
            far, a, b = heappop(self._heap)
            if a not in self._members or b not in self._members:
                continue
            if far == self._far(a, b):
                self._join(a, b)
            else:  # one of them has grown since; it was nearer then
                self._offer(a, b)
        return list(self._members.values())

    def _join(self, a: str, b: str) -> None:
        if len(self._near[a]) < len(self._near[b]):
            a, b = b, a
        self._members[a] += self._members.pop(b)
        here = self._near[a]
        del here[b]
        for other, near in self._near.pop(b).items():
            if other != a:
                here[other] = self._near[other][a] = here.get(other, 0.0) + near
                del self._near[other][b]
                self._offer(a, other)

    def _offer(self, a: str, b: str) -> None:
        far = self._far(a, b)
        if -far >= _NEAR:
            heappush(self._heap, (far, min(a, b), max(a, b)))

    def _far(self, a: str, b: str) -> float:
        return -round(self._near[a][b] / (len(self._members[a]) * len(self._members[b])), _DIGITS)
