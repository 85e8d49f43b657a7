"""Parting items into so many groups, each around an item that is near to many and far from the other centres."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitate.matching.duplicates import Pair
from facilitate.matching.features import Features
from facilitate.matching.vectors import Centroid, TermWeights

_ROUNDS = 6


def kmeans(weights: TermWeights, texts: Mapping[str, Features], pairs: Sequence[Pair], many: int) -> list[list[str]]:
    """Return at most `many` groups of item ids; an item that shares no word with others is in none."""
    near: dict[str, dict[str, float]] = {key: {} for key in sorted(texts)}
    for pair in pairs:
        near[pair.a][pair.b] = near[pair.b][pair.a] = pair.score
    return _settle(weights, texts, [[key] for key in _centres(near, many)], near)


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
    weights: TermWeights,
    texts: Mapping[str, Features],
    members: list[list[str]],
    near: Mapping[str, Mapping[str, float]],
) -> list[list[str]]:
    """Move each item to the group it is nearest to, until nothing moves (spherical k-means)."""
    for _ in range(_ROUNDS):
        centroids = []
        for keys in members:
            centroid = Centroid(weights)
            for key in keys:
                centroid.add(texts[key])
            centroids.append(centroid)
        after: list[list[str]] = [[] for _ in members]
        for key in (each for each in near if near[each]):
            scores = [round(sum(centroid.near(texts[key])), 6) for centroid in centroids]
            if scores and max(scores) > 0:
                after[scores.index(max(scores))].append(key)
        if after == members:
            break
        members = after
    return members
