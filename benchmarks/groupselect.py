"""GroupSelect’s published methods (Sortition Foundation), written anew from their public description, to compare with.

`legacy` (Verpoort 2020): people are sorted by how frequent their values are, and each goes to the group, of those that
are not full, with fewest people of their values, then to the emptiest; a hundred attempts from a shuffled list; of a
hundred samples of as many attempts as there are rounds, the one with most different meetings is kept.

`dream` (Barrett and Gal 2024, arXiv:2410.21451), which its successor does with all weights at their most: round after
round, people are shuffled and dealt round; then each in turn exchanges places with the one in another group for whom
neither the mix nor the number of people met before gets worse and one gets better: as often the best for the mix as
the best for meetings. Of three attempts the one with most different meetings is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from random import Random

ATTEMPTS, ATTEMPTS_OF_DREAM = 100, 3
Listed = Mapping[str, Mapping[str, str]]
Groups = list[list[str]]


def sizes(people: int, tables: int) -> list[int]:
    least, larger = divmod(people, tables)
    return [least + (table < larger) for table in range(tables)]


def repeats(rounds: Sequence[Sequence[Sequence[str]]]) -> int:
    """Repeated meetings: one for each two rounds in which two people share a table."""
    times = Counter(two for groups in rounds for group in groups for two in combinations(sorted(group), 2))
    return sum(n * (n - 1) // 2 for n in times.values())


def different(rounds: Sequence[Groups]) -> int:
    return len({two for groups in rounds for group in groups for two in combinations(sorted(group), 2)})


def legacy(listed: Listed, tables: int, rounds: int, traits: Sequence[str], seed: int) -> list[Groups]:
    chance = Random(seed)
    attempts = [_greedy(listed, tables, traits, chance) for _ in range(ATTEMPTS)]
    samples = [chance.sample(attempts, rounds) for _ in range(ATTEMPTS)]
    return max(samples, key=different)


def _greedy(listed: Listed, tables: int, traits: Sequence[str], chance: Random) -> Groups:
    often = {trait: Counter(guest[trait] for guest in listed.values()) for trait in traits}
    people = list(listed)
    chance.shuffle(people)
    people.sort(key=lambda person: [(-often[trait][listed[person][trait]], listed[person][trait]) for trait in traits])
    groups: Groups = [[] for _ in range(tables)]
    seats = sizes(len(people), tables)
    for person in people:
        free = [group for group, size in zip(groups, seats, strict=True) if len(group) < size]
        values = listed[person]
        min(
            free,
            key=lambda group: (
                [sum(listed[other][trait] == values[trait] for other in group) for trait in traits],
                len(group),
            ),
        ).append(person)
    return groups


def dream(listed: Listed, tables: int, rounds: int, traits: Sequence[str], seed: int) -> list[Groups]:
    chance = Random(seed)
    return max((_dream(listed, tables, rounds, traits, chance) for _ in range(ATTEMPTS_OF_DREAM)), key=different)


def _dream(listed: Listed, tables: int, rounds: int, traits: Sequence[str], chance: Random) -> list[Groups]:
    met: Counter[tuple[str, str]] = Counter()
    made = []
    for _ in range(rounds):
        people = list(listed)
        chance.shuffle(people)
        groups = [people[table::tables] for table in range(tables)]
        order = list(people)
        chance.shuffle(order)
        for person in order:
            _exchange(person, groups, _Scores(listed, traits, tables, met), chance)
        made.append(groups)
        met.update(two for group in groups for two in combinations(sorted(group), 2))
    return made


class _Scores:
    """What an exchange changes: how far groups are from the mix of all, and how many have met before."""

    def __init__(self, listed: Listed, traits: Sequence[str], tables: int, met: Counter[tuple[str, str]]) -> None:
        self.listed, self.traits, self.met = listed, traits, met
        self.ideal = {trait: Counter(guest[trait] for guest in listed.values()) for trait in traits}
        self.tables = tables

    def mix(self, group: Sequence[str]) -> int:
        """Deviations from the ideal, times the number of tables."""
        found = 0
        for trait in self.traits:
            there = Counter(self.listed[person][trait] for person in group)
            found += sum(abs(self.tables * there[value] - n) for value, n in self.ideal[trait].items())
        return found

    def meetings(self, person: str, group: Sequence[str]) -> int:
        return sum(self.met[min(person, other), max(person, other)] for other in group if other != person)


def _exchange(person: str, groups: Groups, scores: _Scores, chance: Random) -> None:
    here = next(group for group in groups if person in group)
    better = [
        (mix, meetings, there, other)
        for there in groups
        if there is not here
        for mix, meetings, other in _changes(person, here, there, scores)
        if mix <= 0 and meetings <= 0 and mix + meetings < 0
    ]
    if better:
        first = chance.random() < 0.5
        _mix, _meetings, there, other = min(better, key=lambda way: way[:2] if first else (way[1], way[0]))
        here[here.index(person)], there[there.index(other)] = other, person


def _changes(person: str, here: Sequence[str], there: Sequence[str], scores: _Scores) -> Iterator[tuple[int, int, str]]:
    before = scores.mix(here) + scores.mix(there)
    rest = [one for one in here if one != person]
    for other in there:
        others = [one for one in there if one != other]
        mix = scores.mix([*rest, other]) + scores.mix([*others, person]) - before
        meetings = scores.meetings(person, others) + scores.meetings(other, rest)
        meetings -= scores.meetings(person, rest) + scores.meetings(other, others)
        yield mix, meetings, other
