"""A round with everybody seated: first somewhere they may sit, groups whole, then wherever an exchange puts them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from facilitate.workshop.seats.room import FOE, SeatingRoom

_MOST_TRIES = 20_000  # of places for groups and for those who may not sit anywhere


class SeatedRound:
    """Who sits where in one round, and how many people of each value sit at each table."""

    def __init__(self, room: SeatingRoom, number: int) -> None:
        self.room, self.allowed, self.sizes = room, room.allowed[number], room.sizes[number]
        self.table_of = [0] * len(room.people)
        self.masks = [0] * room.tables
        self.counts = [[0] * len(room.values) for _ in self.sizes]
        of_size = {size: [room.penalties(n, size) for n in range(len(room.values))] for size in set(self.sizes)}
        self.penalties = [of_size[size] for size in self.sizes]
        steps = {size: [_steps(costs) for costs in rows] for size, rows in of_size.items()}
        self.gains = [
            steps[size] for size in self.sizes
        ]  # what one more person of a value costs, by how many there are

    def seat(self, person: int, table: int) -> None:
        self.table_of[person] = table
        self.masks[table] |= 1 << person
        for value in self.room.values_of[person]:
            self.counts[table][value] += 1

    def exchange(self, one: int, other: int) -> None:
        """Let two people of different tables take each other's seat."""
        tables = self.table_of
        here, there = tables[one], tables[other]
        both = 1 << one | 1 << other
        self.masks[here] ^= both
        self.masks[there] ^= both
        tables[one], tables[other] = there, here
        left, taken = self.counts[here], self.counts[there]
        for value, instead in zip(self.room.values_of[one], self.room.values_of[other], strict=True):
            left[value] -= 1
            taken[value] += 1
            left[instead] += 1
            taken[instead] -= 1

    def cost(self) -> int:
        """Return what the faults of this round cost, apart from repeated meetings."""
        uneven = sum(
            costs[count]
            for counts, penalties in zip(self.counts, self.penalties, strict=True)
            for count, costs in zip(counts, penalties, strict=True)
        )
        return uneven + FOE * len(self.foes())

    def foes(self) -> list[tuple[int, int]]:
        """Return those who share a table though they may not."""
        return [
            (person, other)
            for person, foes in enumerate(self.room.foes)
            if (near := foes & self.masks[self.table_of[person]])
            for other in range(person)
            if near >> other & 1
        ]


def _steps(costs: list[int]) -> list[int]:
    return [after - before for before, after in pairwise(costs)]


def seated(room: SeatingRoom, number: int, chance: Random) -> SeatedRound | None:
    """Seat everybody in a round; nothing where groups, tables and what is asked of people do not go together."""
    made = SeatedRound(room, number)
    anywhere = (1 << room.tables) - 1
    places = list(made.sizes)
    groups = sorted(set(room.group_of))
    chance.shuffle(groups)
    bound = [group for group in groups if len(group) > 1 or made.allowed[group[0]] != anywhere]
    bound.sort(key=lambda group: (made.allowed[group[0]].bit_count(), -len(group)))
    found = _Packing(room, made.allowed, places, bound).tables()
    if found is None:
        return None
    for group, table in zip(bound, found, strict=True):
        places[table] -= len(group)
        for person in group:
            made.seat(person, table)
    for group in groups:
        if len(group) == 1 and made.allowed[group[0]] == anywhere:
            table = _best_table(made, group[0], places)
            places[table] -= 1
            made.seat(group[0], table)
    return made


def _best_table(made: SeatedRound, person: int, places: Sequence[int]) -> int:
    def price(table: int) -> tuple[int, int, int]:
        gains, counts = made.gains[table], made.counts[table]
        foes = (made.room.foes[person] & made.masks[table]).bit_count()
        return (
            FOE * foes + sum(gains[value][counts[value]] for value in made.room.values_of[person]),
            -places[table],
            table,
        )

    return min((table for table, free in enumerate(places) if free), key=price)


class _Packing:
    """The search for tables for groups, the tightest first, each at the table with most room that may take it."""

    def __init__(
        self, room: SeatingRoom, allowed: Sequence[int], places: Sequence[int], groups: list[tuple[int, ...]]
    ) -> None:
        self.room, self.allowed, self.groups = room, allowed, groups
        self.places, self.masks = list(places), [0] * len(places)
        self.tries = _MOST_TRIES

    def tables(self) -> list[int] | None:
        """Return a table for each group, or nothing where there is no way, or none was found."""
        chosen: list[int] = []
        waiting = [self._choices(0)] if self.groups else []
        while waiting and len(chosen) < len(self.groups):
            self.tries -= 1
            if not waiting[-1] or not self.tries:
                waiting.pop()
                if not chosen or not self.tries:
                    return None
                self._put(len(chosen) - 1, chosen.pop(), -1)
                continue
            chosen.append(waiting[-1].pop(0))
            self._put(len(chosen) - 1, chosen[-1], 1)
            if len(chosen) < len(self.groups):
                waiting.append(self._choices(len(chosen)))
        return chosen

    def _put(self, number: int, table: int, sign: int) -> None:
        group = self.groups[number]
        self.places[table] -= sign * len(group)
        self.masks[table] ^= sum(1 << person for person in group)

    def _choices(self, number: int) -> list[int]:
        group = self.groups[number]
        foes = 0
        for person in group:
            foes |= self.room.foes[person]
        fits = [
            table
            for table, free in enumerate(self.places)
            if free >= len(group) and self.allowed[group[0]] >> table & 1
        ]
        return sorted(fits, key=lambda table: ((foes & self.masks[table]).bit_count(), -self.places[table], table))
