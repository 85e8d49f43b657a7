"""A round with everybody seated: first somewhere they may sit, groups whole, then wherever an exchange puts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
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
        return uneven + FOE * (len(self._near(self.room.foes)) + len(self._near(self.room.separate)))

    def foes(self) -> list[tuple[int, int]]:
        """Return those who share a table though they may not: by a rule, which costs twice as much, or by a wish."""
        return self._near(self.room.foes)

    def _near(self, apart: Sequence[int]) -> list[tuple[int, int]]:
        return [
            (person, other)
            for person, foes in enumerate(apart)
            if (near := foes & self.masks[self.table_of[person]])
            for other in range(person)
            if near >> other & 1
        ]


def _steps(costs: list[int]) -> list[int]:
    return [after - before for before, after in pairwise(costs)]


def seated(room: SeatingRoom, number: int, placed: Mapping[int, int], chance: Random) -> SeatedRound:
    """Seat everybody in a round: those who are placed there, and the others one by one where they fit best."""
    made = SeatedRound(room, number)
    places = list(made.sizes)
    for person, table in placed.items():
        places[table] -= 1
        made.seat(person, table)
    others = [person for person in range(len(room.people)) if person not in placed]
    chance.shuffle(others)
    for person in others:
        table = _best_table(made, person, places)
        places[table] -= 1
        made.seat(person, table)
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


def packed(
    room: SeatingRoom, number: int, chance: Random, people: Collection[int] = ()
) -> tuple[tuple[int, ...], dict[int, int]] | None:
    """Place whoever may not sit anywhere with anybody, and these `people`, and tell how large the tables then are.

    Nothing where these groups, the tables and what is asked of people do not go together, or no way was found. People
    who may not share a table do so only where there is no other way.
    """
    anywhere = (1 << room.tables) - 1
    groups = sorted(set(room.group_of))
    chance.shuffle(groups)
    allowed = room.allowed[number]
    bound = [
        group
        for group in groups
        if len(group) > 1 or allowed[group[0]] != anywhere or room.foes[group[0]] or group[0] in people
    ]
    bound.sort(key=lambda group: (allowed[group[0]].bit_count(), -len(group)))
    tables = _Packing(room, allowed, bound, strict=True).tables()
    if tables is None:
        tables = _Packing(room, allowed, bound, strict=False).tables()
    if tables is None:
        return None
    placed = {person: table for group, table in zip(bound, tables, strict=True) for person in group}
    return _sizes(room, Counter(placed.values())), placed


def _sizes(room: SeatingRoom, there: Counter[int]) -> tuple[int, ...]:
    """Return the sizes of the tables; the larger ones are those where most people sit already."""
    least, larger = divmod(len(room.people), room.tables)
    order = sorted(range(room.tables), key=lambda table: (-there[table], table))
    return tuple(least + (table in order[:larger]) for table in range(room.tables))


class _Packing:
    """The search for tables for groups, the tightest first, each at the table with most room that may take it."""

    def __init__(
        self, room: SeatingRoom, allowed: Sequence[int], groups: list[tuple[int, ...]], *, strict: bool
    ) -> None:
        self.room, self.allowed, self.groups, self.strict = room, allowed, groups, strict
        self.least, self.larger = divmod(len(room.people), room.tables)
        self.there, self.masks = [0] * room.tables, [0] * room.tables
        self.tries = _MOST_TRIES

    def tables(self) -> list[int] | None:
        """Return a table for each group, or nothing where there is no way, or none was found."""
        chosen: list[int] = []
        waiting = [self._choices(0)] if self.groups else []
        while len(chosen) < len(self.groups):
            self.tries -= 1
            if not self.tries:
                return None
            if waiting[-1]:
                chosen.append(waiting[-1].pop(0))
                self._put(len(chosen) - 1, chosen[-1], 1)
                waiting.append(self._choices(len(chosen)) if len(chosen) < len(self.groups) else [])
            elif chosen:
                waiting.pop()
                self._put(len(chosen) - 1, chosen[-1], -1)
                chosen.pop()
            else:
                return None
        return chosen

    def _put(self, number: int, table: int, sign: int) -> None:
        group = self.groups[number]
        self.there[table] += sign * len(group)
        self.masks[table] ^= sum(1 << person for person in group)

    def _choices(self, number: int) -> list[int]:
        group = self.groups[number]
        foes = separate = 0
        for person in group:
            foes |= self.room.foes[person]
            separate |= self.room.separate[person]
        fits = [
            table
            for table in range(self.room.tables)
            if self._has_room(table, len(group))
            and self.allowed[group[0]] >> table & 1
            and not (self.strict and separate & self.masks[table])
        ]
        return sorted(fits, key=lambda table: ((foes & self.masks[table]).bit_count(), self.there[table], table))

    def _has_room(self, table: int, people: int) -> bool:
        """Return whether so many more fit; as many tables as are larger by one than the others may be filled so far."""
        then = self.there[table] + people
        larger = sum(there > self.least for other, there in enumerate(self.there) if other != table)
        return then <= self.least or (then == self.least + 1 and larger < self.larger)
