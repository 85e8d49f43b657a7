"""What seating has to obey: traits to mix and to keep apart, and what is asked of single people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import pairwise

from facilitate.domain.frozen import dataclass

Guests = Mapping[str, Mapping[str, str]]  # id: trait: what the guest list says; the trait `name` is said in sentences


@dataclass(frozen=True, slots=True)
class Pin:
    """A person who has to sit at a table: in one round, counted from 1, or in every round."""

    person: str
    table: int
    round: int | None = None


@dataclass(frozen=True, slots=True)
class SeatingRules:
    """The traits to mix and to keep apart, and what is asked of single people.

    Whoever is named and is not among the guests is left out, so that rules outlive an absence.
    """

    mix: tuple[str, ...] = ("world", "territory")  # evenly over the tables
    apart: tuple[str, ...] = ("organisation",)  # as few as can be of one value at one table
    together: tuple[tuple[str, ...], ...] = ()
    interpreters: tuple[tuple[str, str], ...] = ()  # who needs one, and the interpreter
    separate: tuple[tuple[str, ...], ...] = ()  # people of whom no two share a table
    not_with: tuple[tuple[str, str], ...] = ()  # wishes of theirs: obeyed, and named to nobody
    pins: tuple[Pin, ...] = ()
    hosts: Mapping[str, int | None] = field(default_factory=dict)  # in every round; without a table, one is found
    step_free_people: frozenset[str] = frozenset()
    step_free_tables: frozenset[int] = frozenset()


def groups_of(guests: Guests, rules: SeatingRules) -> tuple[tuple[str, ...], ...]:
    """Return everybody once, with those they have to sit with, in order of ids."""
    group_of = {person: [person] for person in guests}
    for asked in (*rules.together, *rules.interpreters):
        known = [person for person in asked if person in guests]
        for one, other in pairwise(known):
            if group_of[one] is not group_of[other]:
                group_of[one] += group_of[other]
                for person in group_of[other]:
                    group_of[person] = group_of[one]
    return tuple(sorted({tuple(sorted(group)) for group in group_of.values()}))


def seats_given(guests: Guests, number: int, rules: SeatingRules) -> dict[str, int]:
    """Return who has to sit at which table in a round, with those who sit with them; hosts without a table do not."""
    given = {pin.person: pin.table for pin in rules.pins if pin.person in guests and pin.round in {None, number}}
    given |= {host: table for host, table in rules.hosts.items() if table is not None and host in guests}
    for group in groups_of(guests, rules):
        for leader in [person for person in group if person in given][:1]:
            given |= {person: given.get(person, given[leader]) for person in group}
    return given


def called(guests: Guests, people: Sequence[str]) -> tuple[str, ...]:
    """Return how sentences call these people: by their names where they are known."""
    return tuple(guests.get(person, {}).get("name") or person for person in people)
