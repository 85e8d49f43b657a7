"""How often people meet again, and how often they cannot but meet again.

Two people who share a table in two rounds have one repeated meeting; in three rounds three, one for each two of them.

The lower bound is a count, as in the social golfer problem (CSPLib 010). Ten people at one table in a round come from
tables of the round before: from six, at least four of them sit with somebody again, since ten over six is 2, 2, 2, 2,
1, 1. In general people are spread over tables as evenly as they can be: k people of one table meet k(k-1)/2 again, a
convex function of k, whose sum is least when each k is the floor or the ceiling of the mean. Those who have to sit at
a table in both rounds are there already. Each group that sits together is at one place whole; what that costs adds up,
because the more is bound already, the more each further group costs. All of this holds from the tables of either
round, whichever of them are larger by one, so the larger counts; for all rounds it is the sum over each two of them:
6 tables × 4 × 3 pairs of rounds = 72 for sixty people. With many rounds another count is larger: all meetings of all
rounds, spread evenly over all pairs of people.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heapreplace
from itertools import combinations

from facilitate.workshop.seats.room import SeatingRoom

Masks = Sequence[int]  # who sits at each table, as bits


def pairs(people: int) -> int:
    return people * (people - 1) // 2


def repeats_between(one: Masks, other: Masks) -> int:
    """Count the pairs of people who share a table in both rounds."""
    return sum(pairs((table & before).bit_count()) for before in one for table in other)


def repeats_of(rounds: Sequence[Masks], past: Sequence[Masks]) -> int:
    """Count the repeated meetings of a plan: among its rounds, and of each with each round that was."""
    among = sum(repeats_between(one, other) for one, other in combinations(rounds, 2))
    return among + sum(repeats_between(before, now) for before in past for now in rounds)


def least_repeats(room: SeatingRoom) -> int:
    """Return a number of repeated meetings that no plan can go below (see above)."""
    rounds = len(room.sizes)
    together = sum(pairs(len(group)) for group in set(room.group_of))
    two = sum(max(_least_between(room, one, other), together) for one, other in combinations(range(rounds), 2))
    meetings = sum(pairs(size) for sizes in room.sizes for size in sizes)
    among = max(two, _even(meetings, pairs(len(room.people))) if len(room.people) > 1 else 0)
    return among + sum(_least_with(room, before, number) for before in room.past for number in range(rounds))


def _least_between(room: SeatingRoom, one: int, other: int) -> int:
    fixed, fixed_then = _fixed(room, one), _fixed(room, other)
    there = [[(people & then).bit_count() for then in fixed_then] for people in fixed]
    rows = _least_at_tables(room.sizes[one], there)
    columns = _least_at_tables(room.sizes[other], [list(column) for column in zip(*there, strict=True)])
    free = [group for group in set(room.group_of) if len(group) > 1 and not _is_fixed(room, (one, other), group[0])]
    return max(rows + _more(room.sizes[one], free), columns + _more(room.sizes[other], free))


def _is_fixed(room: SeatingRoom, rounds: Sequence[int], person: int) -> bool:
    return all(room.allowed[number][person].bit_count() == 1 for number in rounds)


def _more(sizes: Sequence[int], groups: Sequence[Sequence[int]]) -> int:
    """Return how many more pairs meet again, at least, because of groups that come from one table whole."""
    return sum(
        min(_spread(size, [len(group), *[0] * (len(sizes) - 1)]) - _even(size, len(sizes)) for size in set(sizes))
        for group in groups
    )


def _fixed(room: SeatingRoom, number: int) -> list[int]:
    """Return, for each table, who has to sit there in a round, as bits."""
    fixed = [0] * room.tables
    for person, allowed in enumerate(room.allowed[number]):
        if not allowed & (allowed - 1):
            fixed[allowed.bit_length() - 1] |= 1 << person
    return fixed


def _least_with(room: SeatingRoom, before: Masks, number: int) -> int:
    """Return the same between a round that was and one planned; some may have left since, and some have come."""
    sat = 0
    for table in before:
        sat |= table
    come = len(room.people) - sat.bit_count()
    groups, fixed = [table for table in before if table], _fixed(room, number)
    rows = sum(_spread(group.bit_count(), [(group & those).bit_count() for those in fixed]) for group in groups)
    there = [[(group & those).bit_count() for group in groups] for those in fixed]
    columns = _least_at_tables(room.sizes[number], there, come) if groups else 0
    together = {group for group in room.group_of if len(group) > 1}
    again = sum(repeats_between(before, [sum(1 << person for person in group)]) for group in together)
    return max(rows, columns, again)


def _least_at_tables(sizes: Sequence[int], there: Sequence[list[int]], come: int = 0) -> int:
    """Return how many pairs meet again at tables of these sizes, whichever of them are the larger ones.

    Of each table it is said how many of each earlier one have to sit there; `come` are those who met nobody yet.
    """
    least = min(sizes)
    as_small = [_spread(max(least - come, sum(each)), each) for each in there]
    as_large = [_spread(max(least + 1 - come, sum(each)), each) for each in there]
    more = sorted(large - small for large, small in zip(as_large, as_small, strict=True))
    return sum(as_small) + sum(more[: sum(sizes) - least * len(sizes)])


def _spread(people: int, there: list[int]) -> int:
    """Return how many pairs of people share a place when they are spread as evenly as those already there allow."""
    if not any(there):
        return _even(people, len(there))
    counts = list(there)
    heapify(counts)
    for _ in range(people - sum(there)):
        heapreplace(counts, counts[0] + 1)
    return sum(map(pairs, counts))


def _even(number: int, places: int) -> int:
    least, more = divmod(number, places)
    return more * pairs(least + 1) + (places - more) * pairs(least)
