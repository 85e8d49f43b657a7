"""The fewest people who have to change tables so that the room is even again.

How many people of each world each table is to have is a flow of least cost from worlds through tables (Ahuja, Magnanti
and Orlin, Network Flows, 1993): the square of each number, so that what is not even costs more than any number of moves
saves, and 1 for each person who leaves. Both are convex, so a flow without a cycle of negative cost is the optimum; it
is reached from where people sit now by cancelling such cycles (Klein 1967). Those whose world was not said count in the
sizes alone, and where they leave a table. Without pins, tables whose sizes and worlds
are at most 1 apart always exist (the rounding of a matrix, Bacharach 1966), and have the least squares of all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from facilitate.domain.errors import Message
from facilitate.domain.frozen import dataclass
from facilitate.workshop.seats.balance import Seat, Seats, counts_of, imbalances, sizes_of

Link = tuple[int, int, int]  # from a node, to a node, at a cost


@dataclass(frozen=True, slots=True)
class Move:
    """One person who changes tables."""

    person: str
    origin: int
    table: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """The moves that make a room as even as can be, and what stays uneven because of those who cannot move."""

    moves: tuple[Move, ...]
    findings: tuple[Message, ...]


def settle(
    seats: Seats,
    tables: Sequence[int],
    pinned: frozenset[str] = frozenset(),
    *,
    together: Sequence[Sequence[str]] = (),
    separate: Sequence[Sequence[str]] = (),
    moved: Collection[str] = (),
) -> Settlement:
    """Return the fewest moves, each of another person, after which sizes and worlds are at most 1 apart.

    Nobody who is `pinned` moves; with them, it is as even as they allow. Of the people who could move alike, those do
    who have not `moved` before, join nobody from whom they are to be `separate`, part from nobody they sit `together`
    with, and came last.
    """
    wanted = _Flow(seats, tables, pinned).wanted()
    chosen = _Movers(seats, pinned, together, separate, moved)
    moves = tuple(chosen.moves(wanted))
    after = dict(seats) | {move.person: Seat(seats[move.person].world, move.table) for move in moves}
    return Settlement(moves, imbalances(after, tables))


class _Flow:
    """How many people of each world sit at each table, while cycles of negative cost are cancelled.

    Nodes are the worlds, then the tables, then one behind all tables through which sizes even out.
    """

    def __init__(self, seats: Seats, tables: Sequence[int], pinned: frozenset[str]) -> None:
        # Somebody at a table that is closed has to move: the table stands last, and nobody may stay there.
        self.open = len(tables)
        self.tables = [*tables, *sorted({seat.table for seat in seats.values()} - set(tables))]
        self.worlds = sorted({seat.world for seat in seats.values()})
        self.now = counts_of(seats)
        self.kept = counts_of({person: seat for person, seat in seats.items() if person in pinned})
        self.there, self.sizes = Counter(self.now), sizes_of(seats)
        self.square = len(seats) + 1

    def wanted(self) -> Counter[tuple[int, str]]:
        """Return how many people of each world each table has in the end."""
        while cycle := _negative_cycle(list(self._links()), len(self.worlds) + len(self.tables) + 1):
            for origin, target in cycle:
                self._shift(origin, target)
        return self.there

    def _links(self) -> Iterator[Link]:
        first, behind = len(self.worlds), len(self.worlds) + len(self.tables)
        for place, table in enumerate(self.tables):
            size, is_open = self.sizes[table], place < self.open
            if is_open:
                yield first + place, behind, self.square * (2 * size + 1)
            yield behind, first + place, -self.square * (2 * size - 1) if is_open else 0
            for number, world in enumerate(self.worlds):
                there, now = self.there[table, world], self.now[table, world]
                square = self.square if world else 0
                if is_open:
                    yield number, first + place, square * (2 * there + 1) - (there < now)
                if there > self.kept[table, world]:
                    back = square * (2 * there - 1) if is_open else self.square * self.square * 4
                    yield first + place, number, -back + (there <= now)

    def _shift(self, origin: int, target: int) -> None:
        """Let one person more, or one less, sit where a link goes."""
        worlds, behind = len(self.worlds), len(self.worlds) + len(self.tables)
        if behind in {origin, target}:
            self.sizes[self.tables[min(origin, target) - worlds]] += 1 if target == behind else -1
        elif origin < worlds:
            self.there[self.tables[target - worlds], self.worlds[origin]] += 1
        else:
            self.there[self.tables[origin - worlds], self.worlds[target]] -= 1


def _negative_cycle(links: Sequence[Link], nodes: int) -> list[tuple[int, int]]:
    """Return the links of a cycle whose costs are below 0, if there is one (Bellman and Ford)."""
    cost, before = [0] * nodes, [-1] * nodes
    changed = -1
    for _ in range(nodes):
        changed = -1
        for origin, target, price in links:
            if cost[origin] + price < cost[target]:
                cost[target], before[target] = cost[origin] + price, origin
                changed = target
        if changed < 0:
            return []
    for _ in range(nodes):
        changed = before[changed]
    cycle = [(before[changed], changed)]
    while cycle[-1][0] != changed:
        target = cycle[-1][0]
        cycle.append((before[target], target))
    return cycle


class _Movers:
    """Who moves, of those who could: one after the other, looking at where all sit by then."""

    def __init__(
        self,
        seats: Seats,
        pinned: frozenset[str],
        together: Sequence[Sequence[str]],
        separate: Sequence[Sequence[str]],
        moved: Collection[str],
    ) -> None:
        self.seats, self.pinned, self.moved = seats, pinned, frozenset(moved)
        self.at = {person: seat.table for person, seat in seats.items()}
        self.came = {person: place for place, person in enumerate(seats)}
        self.friends, self.foes = _others(together), _others(separate)

    def moves(self, wanted: Counter[tuple[int, str]]) -> Iterator[Move]:
        surplus = counts_of(self.seats)
        surplus.subtract(wanted)
        for (table, world), missing in sorted((place, -more) for place, more in surplus.items() if more < 0):
            for _ in range(missing):
                person = max(self._able(world, surplus), key=lambda person: self._ease(person, table))
                origin, self.at[person] = self.at[person], table
                surplus[origin, world] -= 1
                yield Move(person, origin, table)

    def _able(self, world: str, surplus: Counter[tuple[int, str]]) -> list[str]:
        return [
            person
            for person, seat in self.seats.items()
            if seat.world == world
            and person not in self.pinned
            and self.at[person] == seat.table
            and surplus[seat.table, world] > 0
        ]

    def _ease(self, person: str, table: int) -> tuple[bool, int, int, int]:
        def met(others: set[str], where: int) -> int:
            return sum(self.at.get(other) == where for other in others)

        friends, foes = self.friends.get(person, set()), self.foes.get(person, set())
        here = self.seats[person].table
        parted = met(friends, table) - met(friends, here)
        return person not in self.moved, -met(foes, table), parted, self.came[person]


def _others(groups: Sequence[Sequence[str]]) -> dict[str, set[str]]:
    others: dict[str, set[str]] = {}
    for group in groups:
        for person in group:
            others.setdefault(person, set()).update(set(group) - {person})
    return others
