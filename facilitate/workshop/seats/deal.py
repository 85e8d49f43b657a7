"""Tables dealt at the door, one person at a time, so that the room is even whoever comes and whoever stays away.

Whoever arrives sits at a table where fewest people of their world sit, and of these where fewest people sit. So each
world is dealt out once to every table before any table gets a second, and is never more than 1 apart. Then sizes are
at most as many apart as there are worlds, which for two is the law of 2 at once; for three and four worlds every course
of arrivals was gone through (up to six tables for three, five for four). With five worlds nobody who deals without
knowing who comes can hold it: of five first arrivals at two tables, three sit at one, and the others' worlds even out.

A world that was not said is none: whoever says none sits at a table that stays small even when every world has been
dealt to it as to the others, so that those whose world is known can still be. For two worlds, and up to six tables,
every course of arrivals was gone through for this too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field, replace
from math import gcd

from facilitate.domain.frozen import dataclass
from facilitate.workshop.seats.balance import Seat, Seats, counts_of, sizes_of


@dataclass(frozen=True, slots=True)
class Door:
    """What one desk at the door knows: the tables, who is here and where, and who has a table already.

    Who was told a table and is not here is `expected` there. They count only where those who are here leave a choice:
    a third of them do not come. Each desk deals in an order of its own, the second backwards, so that what two have
    dealt apart is even together.
    """

    tables: tuple[int, ...]
    seats: Seats = field(default_factory=dict)
    pinned: Mapping[str, int] = field(default_factory=dict)  # whoever has to sit at a table, there yet or not
    desk: int = 0  # 0 is the first
    expected: Seats = field(default_factory=dict)


def deal(door: Door, person: str, world: str, not_with: Sequence[str] = (), among: Collection[int] = ()) -> int:
    """Return the table of whoever arrives; the same again for somebody who has been seated.

    People `not_with` whom they are to sit are avoided among the tables that keep the law. Somebody who may sit at some
    tables only is dealt one `among` them.
    """
    if person in door.seats:
        return door.seats[person].table
    if person in door.pinned:
        return door.pinned[person]
    sizes, counts = sizes_of(door.seats), counts_of(door.seats)
    hoped, known = sizes_of(door.expected), {**door.expected, **door.seats}
    foes = {known[other].table for other in not_with if other in known}
    least = min(sizes[table] for table in door.tables)
    order = {table: place for place, table in enumerate(_order(door))}
    allowed = [table for table in door.tables if table in among] or door.tables
    if world:
        fewest = min(counts[table, world] for table in allowed)
        allowed = [table for table in allowed if counts[table, world] == fewest]
    else:
        allowed = _stay_small([table for table in allowed if sizes[table] - least <= 1] or allowed, door)
    return min(
        allowed,
        key=lambda table: (sizes[table] - least > 1, table in foes, sizes[table], hoped[table], order[table]),
    )


def _stay_small(among: Collection[int], door: Door) -> list[int]:
    """Return the tables where fewest people sit once each world that a table has less of has been dealt to it."""
    sizes, counts = sizes_of(door.seats), counts_of(door.seats)
    for world in {world for _table, world in counts if world}:
        there = {table: counts[table, world] for table in door.tables}
        if max(there.values()) > min(there.values()):
            sizes.update(table for table, count in there.items() if count == min(there.values()))
    return [table for table in among if sizes[table] == min(sizes[each] for each in among)]


def arrived(door: Door, person: str, world: str, not_with: Sequence[str] = ()) -> Door:
    """Return the door after somebody has been seated."""
    seat = Seat(world, deal(door, person, world, not_with))
    return replace(door, seats={**door.seats, person: seat})


def joined(doors: Sequence[Door]) -> tuple[dict[str, Seat], dict[str, tuple[int, ...]]]:
    """Return everybody once, as the first of the desks seated them, and who was given several tables, with these."""
    seats: dict[str, Seat] = {}
    tables: dict[str, list[int]] = {}
    for door in sorted(doors, key=lambda door: door.desk):
        for person, seat in door.seats.items():
            seats.setdefault(person, seat)
            if seat.table not in tables.setdefault(person, []):
                tables[person].append(seat.table)
    return seats, {person: tuple(given) for person, given in tables.items() if len(given) > 1}


@dataclass(frozen=True, slots=True)
class Pile:
    """Badges dealt beforehand for the people of one world, from the top: the tables of each, round by round."""

    world: str
    tables: tuple[tuple[int, ...], ...]


def piles(worlds: Mapping[str, int], tables: Sequence[int], rounds: int) -> tuple[Pile, ...]:
    """Return the pile of each world, of so many badges, in an order that keeps the mix wherever dealing ends.

    Whoever arrives takes the next badge of the pile of their world. Each pile goes through all tables before any comes
    again, and the second goes backwards, as the second desk does: so worlds and sizes are as even as at the door. In
    further rounds each time through the tables is turned a little further, which keeps the law, and those who sat
    together part.
    """
    many = len(worlds)
    return tuple(
        Pile(world, tuple(_tables(number, place, many, tables, rounds) for number in range(people)))
        for place, (world, people) in enumerate(worlds.items())
    )


def _tables(number: int, place: int, piles: int, tables: Sequence[int], rounds: int) -> tuple[int, ...]:
    many = len(tables)
    order = tables[::-1] if place % 2 else tables
    through, at = divmod(number, many)
    turn = through * piles + place + 1
    return tuple(order[(at + _turned(turn, back, many) + place // 2) % many] for back in range(rounds))


def _turned(turn: int, back: int, tables: int) -> int:
    """Return how far a time through the tables is turned in a round; by steps that meet all tables, where some do."""
    steps = [step for step in range(1, tables + 1) if gcd(step, tables) == 1]
    return back and turn * steps[(back - 1) % len(steps)]


def _order(door: Door) -> tuple[int, ...]:
    tables = tuple(sorted(door.tables, reverse=bool(door.desk % 2)))
    first = door.desk // 2 % len(tables)
    return tables[first:] + tables[:first]
