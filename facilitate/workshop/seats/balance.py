"""How even a room is: how many people of each world, and of all, sit at each table, and what is not even, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a person sits, and from which world they come; an empty one was not said, and is none to be evened out."""

    world: str
    table: int


Seats = Mapping[str, Seat]  # of each person


def counts_of(seats: Seats) -> Counter[tuple[int, str]]:
    """Count who sits at each table from each world."""
    return Counter((seat.table, seat.world) for seat in seats.values())


def sizes_of(seats: Seats) -> Counter[int]:
    return Counter(seat.table for seat in seats.values())


def imbalances(seats: Seats, tables: Sequence[int], most: int = 1) -> tuple[Message, ...]:
    """Say what is less even than can be without pins: worlds more than 1 apart, and sizes more than `most`."""
    return tuple(_imbalances(seats, tables, most))


def _imbalances(seats: Seats, tables: Sequence[int], most: int) -> Iterator[Message]:
    sizes, counts = sizes_of(seats), counts_of(seats)
    low, high = _ends({table: sizes[table] for table in tables})
    if sizes[high] - sizes[low] > most:
        yield Message(
            N_("Table {table} has {n} people and table {other} has {m}: some people cannot change tables."),
            {"table": high, "n": sizes[high], "other": low, "m": sizes[low]},
        )
    for world in sorted({seat.world for seat in seats.values()} - {""}):
        low, high = _ends({table: counts[table, world] for table in tables})
        if counts[high, world] - counts[low, world] > 1:
            yield Message(
                N_("“{world}”: {n} people at table {table}, {m} at table {other}: some people cannot change tables."),
                {
                    "world": world,
                    "table": high,
                    "n": counts[high, world],
                    "other": low,
                    "m": counts[low, world],
                },
            )


def _ends(numbers: Mapping[int, int]) -> tuple[int, int]:
    """Return the tables with the least and with the most."""
    return min(numbers, key=lambda table: (numbers[table], table)), max(
        numbers, key=lambda table: (numbers[table], -table)
    )
