"""The room as numbers: people, tables and values counted from 0, sets of people as the bits of one integer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from facilitate.domain.frozen import dataclass
from facilitate.workshop.seats.rules import Guests, SeatingRules, groups_of, seats_given

Past = Sequence[Sequence[Sequence[str]]]  # rounds that were: tables: people

# What a fault costs, where a repeated meeting costs 1. A plan with fewer faults is better whatever it repeats; these
# are low enough for groups to change tables while the search is warm.
FOE, ALIKE, UNEVEN, UNEVEN_FOR_SIZE = 128, 32, 16, 4


@dataclass(frozen=True, slots=True)
class TraitValue:
    """One value of a trait, and how many people have it."""

    trait: str
    text: str
    people: int
    apart: bool  # as few as can be at one table, else evenly over the tables


@dataclass(frozen=True, slots=True)
class SeatingRoom:
    """All that a plan is looked for with; each list counts from 0."""

    people: tuple[str, ...]
    tables: int
    sizes: tuple[tuple[int, ...], ...]  # of the tables, round by round; known once groups are placed
    group_of: tuple[tuple[int, ...], ...]  # with whom each sits, themselves included
    allowed: tuple[tuple[int, ...], ...]  # round by round, at which tables each may sit, as bits
    foes: tuple[int, ...]  # with whom each may not sit, as bits: by a rule, or by a wish
    separate: tuple[int, ...]  # of these, by a rule
    values: tuple[TraitValue, ...]  # the first stands for what is not known
    values_of: tuple[tuple[int, ...], ...]  # of each person, trait by trait
    past: tuple[tuple[int, ...], ...]  # round by round, who sat at each table, as bits

    def least_cost(self) -> int:
        """Return what the faults of a round cost at least: people of a value to keep apart may be too many for it."""
        return sum(
            ALIKE * ((known.people - least * self.tables) * least + self.tables * (least * (least - 1) // 2))
            for known in self.values
            if known.apart
            for least in [known.people // self.tables]
        )

    def penalties(self, value: int, size: int) -> list[int]:
        """Return what it costs when 0, 1, 2, … people with this value sit at a table of a size."""
        known = self.values[value]
        if not value:  # what is not known of a person, perhaps trait after trait
            return [0] * ((size + 2) * (len(self.values_of[0]) + 1))
        if known.apart:
            return [ALIKE * (count * (count - 1) // 2) for count in range(size + 2)]
        even, fair = share(known.people, self.tables), share_of_size(known.people, size, len(self.people))
        return [UNEVEN * _outside(n, even) + UNEVEN_FOR_SIZE * _outside(n, fair) for n in range(size + 2)]


def people_in(mask: int) -> list[int]:
    """Return the numbers of the people that these bits stand for."""
    people = []
    while mask:
        lowest = mask & -mask
        people.append(lowest.bit_length() - 1)
        mask ^= lowest
    return people


def share(people: int, tables: int) -> tuple[int, int]:
    """Return the least and the most people at a table when they are spread evenly."""
    return people // tables, -(-people // tables)


def share_of_size(people: int, size: int, everybody: int) -> tuple[int, int]:
    """Return the floor and the ceiling of the share of a table of a size, where sizes differ by one."""
    return people * size // everybody, -(-people * size // everybody)


def _outside(count: int, bounds: tuple[int, int]) -> int:
    return max(bounds[0] - count, count - bounds[1], 0)


def room_of(guests: Guests, tables: int, rounds: int, rules: SeatingRules, past: Past) -> SeatingRoom:
    people = tuple(sorted(guests))
    number_of = {person: number for number, person in enumerate(people)}
    group_of: list[tuple[int, ...]] = [()] * len(people)
    for group in groups_of(guests, rules):
        for person in group:
            group_of[number_of[person]] = tuple(number_of[other] for other in group)
    given = [seats_given(guests, number, rules) for number in range(1, rounds + 1)]
    values, values_of = _values(guests, people, rules)
    return SeatingRoom(
        people=people,
        tables=tables,
        sizes=(),
        group_of=tuple(group_of),
        allowed=tuple(_allowed(people, group_of, tables, each, rules) for each in given),
        foes=_apart(number_of, (*rules.separate, *rules.not_with)),
        separate=_apart(number_of, rules.separate),
        values=values,
        values_of=values_of,
        past=tuple(
            tuple(sum(1 << number_of[person] for person in set(table) if person in number_of) for table in tables_then)
            for tables_then in past
        ),
    )


def _allowed(
    people: Sequence[str],
    group_of: Sequence[tuple[int, ...]],
    tables: int,
    given: Mapping[str, int],
    rules: SeatingRules,
) -> tuple[int, ...]:
    anywhere = (1 << tables) - 1
    free = sum(1 << table - 1 for table in rules.step_free_tables)
    own = [
        (1 << given[person] - 1 if person in given else anywhere)
        & (free if person in rules.step_free_people else anywhere)
        for person in people
    ]
    for number, group in enumerate(group_of):
        for other in group:
            own[number] &= own[other]
    return tuple(own)


def _apart(number_of: Mapping[str, int], groups: Iterable[Sequence[str]]) -> tuple[int, ...]:
    foes = [0] * len(number_of)
    for asked in groups:
        known = sum(1 << number_of[person] for person in set(asked) if person in number_of)
        for person in asked:
            if person in number_of:
                foes[number_of[person]] |= known & ~(1 << number_of[person])
    return tuple(foes)


def _values(
    guests: Guests, people: Sequence[str], rules: SeatingRules
) -> tuple[tuple[TraitValue, ...], tuple[tuple[int, ...], ...]]:
    traits = [*((trait, False) for trait in rules.mix), *((trait, True) for trait in rules.apart)]
    counts = Counter((trait, guests[person].get(trait, "")) for person in people for trait, _apart in traits)
    apart = dict(reversed(traits))
    known = sorted(key for key in counts if key[1])
    values = (TraitValue("", "", 0, apart=False), *(TraitValue(*key, counts[key], apart[key[0]]) for key in known))
    number_of = {key: number for number, key in enumerate(known, 1)}
    return values, tuple(
        tuple(number_of.get((trait, guests[person].get(trait, "")), 0) for trait, _apart in traits) for person in people
    )
