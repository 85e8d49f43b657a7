"""Parting items into so many groups, each around an item that is near to many and far from the other centres."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitate.matching.duplicates import Pair
from facilitate.matching.features import Reading
from facilitate.matching.vectors import Blend, Space

_ROUNDS = 6


def parted(space: Space, texts: Mapping[str, Reading], pairs: Sequence[Pair], many: int) -> list[list[str]]:
    """At most so many groups; what shares no word with others is in none."""
    near: dict[str, dict[str, float]] = {key: {} for key in sorted(texts)}
    for pair in pairs:
        near[pair.a][pair.b] = near[pair.b][pair.a] = pair.score
    return _settle(space, texts, [[key] for key in _centres(near, many)], near)


def _centres(near: Mapping[str, Mapping[str, float]], many: int) -> list[str]:
    """Items near to many others, and far from each other."""
    reach = {key: round(sum(others.values()), 6) for key, others in near.items() if others}
    chosen: list[str] = []
    while reach and len(chosen) < many:
        best = min(reach, key=lambda key: (-reach[key], key))
        chosen.append(best)
        del reach[best]
        close = near[best]
        reach = {key: round(value * (1 - min(1.0, 2 * close.get(key, 0.0))), 6) for key, value in reach.items()}
    return chosen


def _settle(
    space: Space, texts: Mapping[str, Reading], members: list[list[str]], near: Mapping[str, Mapping[str, float]]
) -> list[list[str]]:
    """Move each item to the group it is nearest to, until nothing moves (spherical k-means)."""
    for _ in range(_ROUNDS):
        blends = []
        for keys in members:
            blend = Blend(space)
            for key in keys:
                blend.add(texts[key])
            blends.append(blend)
        after: list[list[str]] = [[] for _ in members]
        for key in (each for each in near if near[each]):
            scores = [round(sum(blend.near(texts[key])), 6) for blend in blends]
            if scores and max(scores) > 0:
                after[scores.index(max(scores))].append(key)
        if after == members:
            break
        members = after
    return members
