"""What the rules of seating ask that no plan can do, named in words before anything is looked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from facilitate.domain.errors import N_, Message, Names
from facilitate.workshop.seats.rules import Guests, SeatingRules, called, groups_of, seats_given


def contradictions(guests: Guests, tables: int, rounds: int, rules: SeatingRules) -> tuple[Message, ...]:
    """Return each contradiction once. Wishes not to sit with somebody are no rules: none is ever told of them."""
    if tables < 1 or rounds < 1:
        return (Message(N_("A seating plan needs at least one table and one round.")),)
    if len(guests) < tables:
        return (Message(N_("Too few people for {tables} tables: {n}."), {"tables": tables, "n": len(guests)}),)
    if unknown := sorted(table for table in _tables_named(guests, rules) if not 1 <= table <= tables):
        text = N_("There is no table {table} in this plan: the last is table {tables}.")
        return tuple(Message(text, {"table": table, "tables": tables}) for table in unknown)
    rooms = _Contradictions(guests, tables, rounds, rules)
    found = [*rooms.at_two_tables(), *rooms.large_groups(), *rooms.separate(), *rooms.steps()]
    found = found or [*rooms.groups_at_two_tables()] or [*rooms.separate_at_one_table(), *rooms.crowded()]
    return tuple(message for place, message in enumerate(found) if message not in found[:place])


def _tables_named(guests: Guests, rules: SeatingRules) -> set[int]:
    hosts = {table for host, table in rules.hosts.items() if table is not None and host in guests}
    return {pin.table for pin in rules.pins if pin.person in guests} | hosts | rules.step_free_tables


class _Contradictions:
    """The guests, their groups and the size of the largest table, against which each rule is held."""

    def __init__(self, guests: Guests, tables: int, rounds: int, rules: SeatingRules) -> None:
        self.guests, self.tables, self.rounds, self.rules = guests, tables, rounds, rules
        self.groups = groups_of(guests, rules)
        self.group_of = {person: group for group in self.groups for person in group}
        self.seats = -(-len(guests) // tables)
        self.asked = [self._asked(number) for number in range(1, rounds + 1)]

    def _asked(self, number: int) -> dict[str, set[int]]:
        """Return at which tables each person has been asked to sit in a round, by whatever rule."""
        asked: dict[str, set[int]] = defaultdict(set)
        for pin in self.rules.pins:
            if pin.person in self.guests and pin.round in {None, number}:
                asked[pin.person].add(pin.table)
        for host, table in self.rules.hosts.items():
            if host in self.guests and table is not None:
                asked[host].add(table)
        return asked

    def _named(self, *people: str) -> dict[str, object]:
        return dict(zip(("one", "other"), called(self.guests, people), strict=False))

    def _people(self, people: Sequence[str]) -> Names:
        return Names(called(self.guests, sorted(people)))

    def at_two_tables(self) -> Iterator[Message]:
        for asked in self.asked:
            for person, where in asked.items():
                if len(where) > 1:
                    one, other = sorted(where)[:2]
                    yield Message(
                        N_("“{person}” cannot sit at tables {one} and {other} in the same round: keep one of the two."),
                        {"person": called(self.guests, [person])[0], "one": one, "other": other},
                    )
        hosts = {host for host in self.rules.hosts if host in self.guests}
        for host in sorted(hosts):
            if len(where := {table for asked in self.asked for table in asked.get(host, ())}) > 1:
                one, other = sorted(where)[:2]
                yield Message(
                    N_("“{person}” hosts one table in every round, and cannot sit at tables {one} and {other}."),
                    {"person": called(self.guests, [host])[0], "one": one, "other": other},
                )

    def large_groups(self) -> Iterator[Message]:
        for group in self.groups:
            if len(group) > self.seats:
                yield Message(
                    N_("{n} people have to sit together, and a table has {seats} seats: {people}."),
                    {"n": len(group), "seats": self.seats, "people": self._people(group)},
                )

    def groups_at_two_tables(self) -> Iterator[Message]:
        for asked in self.asked:
            for group in self.groups:
                first = next((person for person in group if person in asked), None)
                for person in group:
                    if first and person in asked and asked[person] != asked[first]:
                        tables = {"table": min(asked[first]), "second": min(asked[person])}
                        yield Message(
                            N_(
                                "“{one}” and “{other}” have to sit together, "
                                "but one at table {table} and the other at table {second}."
                            ),
                            {**self._named(first, person), **tables},
                        )

    def separate(self) -> Iterator[Message]:
        for people in self.rules.separate:
            present = sorted({person for person in people if person in self.guests})
            for one, other in combinations(present, 2):
                if self.group_of[one] is self.group_of[other]:
                    yield Message(
                        N_("“{one}” and “{other}” have to sit both together and apart: remove one of the two rules."),
                        self._named(one, other),
                    )
            if len(present) > self.tables:
                yield Message(
                    N_("{n} people cannot all sit apart at {tables} tables: {people}."),
                    {"n": len(present), "tables": self.tables, "people": self._people(present)},
                )

    def separate_at_one_table(self) -> Iterator[Message]:
        for number in range(1, self.rounds + 1):
            given = seats_given(self.guests, number, self.rules)
            for people in self.rules.separate:
                for one, other in combinations(sorted(person for person in people if person in given), 2):
                    if given[one] == given[other]:
                        yield Message(
                            N_("“{one}” and “{other}” have to sit apart, but both at table {table}."),
                            {**self._named(one, other), "table": given[one]},
                        )

    def steps(self) -> Iterator[Message]:
        needing = sorted(person for person in self.rules.step_free_people if person in self.guests)
        free = self.rules.step_free_tables
        if needing and not free:
            yield Message(N_("No table is marked as step-free, and one is needed: {people}."), self._whose(needing))
            return
        for number in range(1, self.rounds + 1):
            given = seats_given(self.guests, number, self.rules)
            for person in needing:
                if given.get(person, min(free)) not in free:
                    yield Message(
                        N_("“{person}” needs a step-free table, and table {table} is not one."),
                        {"person": called(self.guests, [person])[0], "table": given[person]},
                    )
        there = sorted({other for person in needing for other in self.group_of[person]})
        if len(there) > self.seats * len(free):
            yield Message(
                N_("The step-free tables have {seats} seats, and {n} people have to sit there: {people}."),
                {"seats": self.seats * len(free), "n": len(there), **self._whose(there)},
            )

    def _whose(self, people: Sequence[str]) -> dict[str, object]:
        return {"people": self._people(people)}

    def crowded(self) -> Iterator[Message]:
        for number in range(1, self.rounds + 1):
            given = seats_given(self.guests, number, self.rules)
            for table, n in sorted(Counter(given.values()).items()):
                if n > self.seats:
                    people = [person for person, where in given.items() if where == table]
                    yield Message(
                        N_("{n} people have to sit at table {table}, which has {seats} seats: {people}."),
                        {"n": n, "table": table, "seats": self.seats, **self._whose(people)},
                    )
