"""What is measured on a labelled event however texts are compared: halves of it filed at random, piles, groups."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil

from benchmarks.labelled import Event, Make, Measure, interval
from facilitate.workshop.suggestions.contract import Reason

DRAWS = 20
UNNAMED = "unnamed"


@dataclass(frozen=True)
class Placed:
    """An idea that was not filed: the place of its right category, and what was said of the first one.

    `close` is how close what was named was said to be in meaning, or “unnamed”; nothing where words were the reason.
    """

    idea: str
    place: int
    confident: bool
    close: str


def drawn(event: Event, make: Make, share: float) -> list[Placed]:
    """All unfiled ideas, with so many of the others filed rightly: other ones each time, the same at each run."""
    rng, keys = random.Random(5), sorted(event.labels)
    matcher, found = make(event.filed(set())), []
    for _ in range(DRAWS if share else 1):
        filed = set(rng.sample(keys, ceil(len(keys) * share)))
        matcher.read(event.filed(filed))
        for key in keys:
            if key not in filed:
                ranked = matcher.filing(key, None)
                order = [each.category for each in ranked]
                place = order.index(event.labels[key]) if event.labels[key] in order else len(event.texts.categories)
                close = _close(ranked[0].because[0]) if ranked else ""
                found.append(Placed(key, place, bool(ranked) and ranked[0].confident, close))
    return found


def _close(because: Reason) -> str:
    return "" if because.words else because.closeness if because.nearest else UNNAMED


def first(event: Event, placed: Sequence[Placed], most: int) -> Measure:
    """How often the right category is among so many."""
    return _share(event, [(each.idea, each.place < most) for each in placed])


def called(event: Event, placed: Sequence[Placed]) -> Measure:
    """How many ideas have a first suggestion that is called confident."""
    return _share(event, [(each.idea, each.confident) for each in placed])


def right(event: Event, placed: Sequence[Placed]) -> Measure:
    """How many of those are right."""
    return _share(event, [(each.idea, each.place == 0) for each in placed if each.confident])


def close(event: Event, placed: Sequence[Placed], closeness: str) -> Measure:
    """How many of the first suggestions that were said to be so close are right."""
    return _share(event, [(each.idea, each.place == 0) for each in placed if each.close == closeness])


def _share(event: Event, hits: Sequence[tuple[str, bool]]) -> Measure:
    at = {key: place for place, key in enumerate(event.labels)}
    said, right = [0] * len(at), [0] * len(at)
    for key, hit in hits:
        said[at[key]] += 1
        right[at[key]] += hit
    return interval(len(at), lambda weights: _weighed(weights, right) / (_weighed(weights, said) or 1))


def _weighed(weights: Sequence[int], values: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def tight_piles(event: Event, make: Make) -> tuple[Measure, Measure]:
    """With nothing filed: how many pairs of a pile are of one category, and how many ideas are in a pile."""
    of = _pile_of(event, make, None)
    labels, held = list(event.labels.values()), [1.0 * (each >= 0) for each in of]
    together = [(a, b) for a, b in combinations(range(len(of)), 2) if of[a] == of[b] >= 0]

    def pairs_right(weights: Sequence[int]) -> float:
        every = sum(weights[a] * weights[b] for a, b in together)
        return sum(weights[a] * weights[b] for a, b in together if labels[a] == labels[b]) / (every or 1)

    return interval(len(of), pairs_right), interval(len(of), lambda weights: _weighed(weights, held) / sum(weights))


def groups_like_categories(event: Event, make: Make) -> Measure:
    """With nothing filed, in about √(2n) groups: how like categories they are (adjusted Rand index, 0 by chance)."""
    of = _pile_of(event, make, round((2 * len(event.labels)) ** 0.5))
    labels = list(event.labels.values())
    pairs = [(a, b, of[a] == of[b] >= 0, labels[a] == labels[b]) for a, b in combinations(range(len(of)), 2)]

    def adjusted_rand(weights: Sequence[int]) -> float:
        both = made = true = every = 0
        for a, b, in_one, of_one in pairs:
            if weight := weights[a] * weights[b]:
                every, made, true = every + weight, made + weight * in_one, true + weight * of_one
                both += weight * (in_one and of_one)
        by_chance = made * true / (every or 1)
        return (both - by_chance) / (((made + true) / 2 - by_chance) or 1)

    return interval(len(of), adjusted_rand)


def _pile_of(event: Event, make: Make, many: int | None) -> list[int]:
    """The number of the pile each idea is in; -1 in none."""
    of = dict.fromkeys(event.labels, -1)
    for number, pile in enumerate(make(event.filed(set())).clusters(many)):
        of.update(dict.fromkeys(pile.items, number))
    return list(of.values())


def mean(measures: Sequence[Measure]) -> float:
    return sum(each.value for each in measures) / len(measures)
