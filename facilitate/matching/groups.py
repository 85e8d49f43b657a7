"""An emerging typology: which items seem to belong together, when no category was prepared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

from facilitate.matching.doubles import Pair
from facilitate.matching.telling import telling
from facilitate.matching.words import Reading
from facilitate.workshop.suggesting import Group

# Groups are joined while their items are at least so near on average: low, for items of one kind share few words, and
# a person names, splits or refuses each group.
_NEAR = 0.03
_WORDS = 3
_DIGITS = 6

Candidate = tuple[float, str, str]


def groups(texts: Mapping[str, Reading], pairs: Sequence[Pair], many: int | None = None) -> list[Group]:
    """Groups of two items or more, the largest first; what is near to nothing is in none.

    With `many`, groups are joined further until there are no more than that, as far as they share words at all.
    """
    members = _Joining(pairs).joined(many)
    found = [Group(tuple(sorted(keys)), _title(keys, texts)) for keys in members]
    return sorted(found, key=lambda group: (-len(group.items), group.items))


class _Joining:
    """The two nearest groups are joined, again and again; groups are as near as their items are on average."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        # Between groups the sum of what is between their items, which only adds up when groups are joined.
        self._near: dict[str, dict[str, float]] = {}
        for pair in pairs:
            self._near.setdefault(pair.a, {})[pair.b] = pair.score
            self._near.setdefault(pair.b, {})[pair.a] = pair.score
        self._members = {key: [key] for key in self._near}
        self._heap = [self._candidate(pair.a, pair.b) for pair in pairs]
        heapify(self._heap)

    def joined(self, many: int | None) -> list[list[str]]:
        whole = 0  # groups of two and more
        while self._heap:
            candidate = heappop(self._heap)
            far, a, b = candidate
            if a not in self._members or b not in self._members or candidate != self._candidate(a, b):
                continue
            if -far < _NEAR and (many is None or whole <= many):
                break
            whole += 1 - (len(self._members[a]) > 1) - (len(self._members[b]) > 1)
            self._join(a, b)
        return [keys for keys in self._members.values() if len(keys) > 1]

    def _join(self, a: str, b: str) -> None:
        self._members[a] += self._members.pop(b)
        here = self._near[a]
        del here[b]
        for other, near in self._near.pop(b).items():
            if other != a:
                here[other] = self._near[other][a] = here.get(other, 0.0) + near
                del self._near[other][b]
        for other in here:
            heappush(self._heap, self._candidate(min(a, other), max(a, other)))

    def _candidate(self, a: str, b: str) -> Candidate:
        average = self._near[a][b] / (len(self._members[a]) * len(self._members[b]))
        return (-round(average, _DIGITS), a, b)


def _title(keys: Sequence[str], texts: Mapping[str, Reading]) -> tuple[str, ...]:
    inside = set(keys)
    others = [text for key, text in texts.items() if key not in inside]
    return tuple(telling([texts[key] for key in sorted(keys)], others, _WORDS))
