"""The laws of seating: at the door whoever comes, the fewest moves whatever the room, plans that keep what is asked."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from itertools import combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.errors import Refused
from facilitate.workshop.seats.balance import Seat, Seats, counts_of, imbalances, sizes_of
from facilitate.workshop.seats.deal import Door, arrived
from facilitate.workshop.seats.plan import plan
from facilitate.workshop.seats.rules import SeatingRules
from facilitate.workshop.seats.settle import settle
from tests.support.rooms import guests

pytestmark = pytest.mark.usefixtures("whole_search")

WORLDS = ("A", "B", "C", "")  # nobody says the last
few = settings(max_examples=40, deadline=None)


def spread(counts, tables) -> int:
    there = [counts[table] for table in tables]
    return max(there) - min(there)


@given(
    st.integers(1, 7),
    st.lists(st.tuples(st.sampled_from(["A", "B", ""]), st.booleans()), max_size=50),
    st.lists(st.integers(0, 49), max_size=6),
)
@few
def test_at_every_prefix_of_arrivals_each_desk_and_the_room_are_even(tables, arrivals, foes):
    doors = [Door(tuple(range(1, tables + 1)), desk=desk) for desk in (0, 1)]
    for number, (world, second) in enumerate(arrivals):
        not_with = [f"p{other}" for other in foes] if number in foes else []
        doors[second] = arrived(doors[second], f"p{number}", world, not_with)
        for door in doors:
            counts = counts_of(door.seats)
            assert all(spread({t: counts[t, w] for t in door.tables}, door.tables) <= 1 for w in "AB")
            assert spread(sizes_of(door.seats), door.tables) <= 2
            assert imbalances(door.seats, door.tables, most=2) == ()
    both = {**doors[0].seats, **doors[1].seats}
    assert len(both) == len(arrivals)
    assert spread(sizes_of(both), doors[0].tables) <= 4


@given(st.integers(1, 6), st.lists(st.sampled_from("ABCD"), max_size=60))
@few
def test_four_worlds_are_even_too(tables, arrivals):
    door = Door(tuple(range(1, tables + 1)))
    for number, world in enumerate(arrivals):
        door = arrived(door, f"p{number}", world)
        assert imbalances(door.seats, door.tables, most=2) == ()


@given(
    st.integers(2, 6),
    st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 9)), max_size=50),
)
@few
def test_with_pins_the_law_of_the_door_is_broken_by_who_is_pinned_alone_and_said(tables, arrivals):
    pinned = {f"p{number}": pin for number, (_world, pin) in enumerate(arrivals) if 1 <= pin <= tables}
    door, forced = Door(tuple(range(1, tables + 1)), pinned=pinned), Counter()
    for number, (world, _pin) in enumerate(arrivals):
        person = f"p{number}"
        door = arrived(door, person, world)
        table = door.seats[person].table
        assert table == pinned.get(person, table)
        forced[table, world] += person in pinned
        counts = counts_of(door.seats)
        for each in "AB":
            fewest = min(counts[table, each] for table in door.tables)
            assert all(counts[table, each] <= fewest + 1 + forced[table, each] for table in door.tables)
        if spread({t: counts[t, world] for t in door.tables}, door.tables) > 1:
            assert f"“{world}”" in " ".join(map(str, imbalances(door.seats, door.tables, most=2)))


def shares(people: int, least: list[int]):
    """Every way to spread people of one world over tables at each of which some have to stay."""
    if len(least) == 1:
        yield from [(people,)] if people >= least[0] else []
        return
    for here in range(least[0], people + 1):
        for others in shares(people - here, least[1:]):
            yield (here, *others)


def best(seats: Seats, tables: range, pinned: frozenset[str]) -> tuple[int, int]:
    """How uneven a room must be, and how many have to move for it: found by trying every room."""
    worlds = sorted({seat.world for seat in seats.values()})
    now = [[counts_of(seats)[table, world] for table in tables] for world in worlds]
    kept = counts_of({person: seats[person] for person in pinned})
    least = [[kept[table, world] for table in tables] for world in worlds]
    return min(
        (
            sum(n * n for world, row in zip(worlds, room, strict=True) for n in row if world)
            + sum(sum(column) ** 2 for column in zip(*room, strict=True)),
            sum(
                max(0, before - n)
                for row, then in zip(room, now, strict=True)
                for n, before in zip(row, then, strict=True)
            ),
        )
        for room in product(*(shares(sum(row), low) for row, low in zip(now, least, strict=True)))
    )


@given(st.data(), st.integers(1, 4))
@few
def test_the_fewest_people_move_and_none_twice_and_none_who_is_pinned(data, tables):
    chairs = st.tuples(st.sampled_from(WORLDS), st.integers(1, tables), st.booleans())
    drawn = data.draw(st.lists(chairs, min_size=1, max_size=8))
    seats = {f"p{number}": Seat(world, table) for number, (world, table, _) in enumerate(drawn)}
    pinned = frozenset(f"p{number}" for number, (_, _, stays) in enumerate(drawn) if stays)
    made = settle(seats, range(1, tables + 1), pinned)
    moved = [move.person for move in made.moves]
    assert len(set(moved)) == len(moved)
    assert pinned.isdisjoint(moved)
    assert all(seats[move.person].table == move.origin != move.table for move in made.moves)
    after = dict(seats) | {move.person: Seat(seats[move.person].world, move.table) for move in made.moves}
    unevenness, fewest = best(seats, range(1, tables + 1), pinned)
    assert len(moved) == fewest
    assert best(after, range(1, tables + 1), frozenset(after)) == (unevenness, 0)
    assert made.findings == imbalances(after, range(1, tables + 1))
    if not pinned:
        assert made.findings == ()


def seatings(people: tuple[str, ...], sizes: tuple[int, ...]):
    """Every way to seat people at tables of these sizes."""
    if not sizes:
        yield ()
        return
    for table in combinations(people, sizes[0]):
        for others in seatings(tuple(person for person in people if person not in table), sizes[1:]):
            yield (table, *others)


@given(st.data(), st.integers(2, 3))
@settings(max_examples=25, deadline=None)
def test_a_remix_repeats_as_little_as_any_seating_at_its_tables_and_the_bound_holds_for_all(data, tables):
    people = tuple(f"p{number}" for number in range(data.draw(st.integers(2 * tables, 7))))
    sat = [data.draw(st.integers(0, tables)) for _ in people]  # 0: not there yet
    past = [[tuple(p for p, at in zip(people, sat, strict=True) if at == table) for table in range(1, tables + 1)]]
    pin = {person: data.draw(st.integers(1, tables)) for person in people[: data.draw(st.integers(0, 3))]}
    rules = SeatingRules(mix=(), apart=(), hosts=pin)
    try:
        made = plan({person: {} for person in people}, tables, 1, rules, seed=3, past=past)
    except Refused:
        return  # too many of them are pinned to one table
    least, larger = divmod(len(people), tables)
    sizes = {tuple(each) for each in permutations([least + 1] * larger + [least] * (tables - larger))}

    def again(tables):
        pairs_met = (len(set(table) & set(then)) for table in tables for then in past[0])
        return sum(n * (n - 1) // 2 for n in pairs_met)

    def obeys(tables):
        return all(person in tables[table - 1] for person, table in pin.items())

    fewest = {size: min(map(again, filter(obeys, seatings(people, size))), default=made.repeats) for size in sizes}
    assert made.repeats == fewest[tuple(map(len, made.rounds[0]))]
    assert made.bound <= min(fewest.values())


def test_a_plan_and_a_remix_are_the_same_bytes_on_every_machine_and_version_of_python():
    first = plan(guests(60, 3), 6, 1, seed=5)
    here = {key: guest for place, (key, guest) in enumerate(guests(60, 3).items()) if place % 7}
    rules = SeatingRules(together=(("p0002", "p0010"),), hosts={"p0005": 3, "p0006": None})
    made = plan(here, 6, 2, rules, seed=5, past=first.rounds)
    told = repr((first.rounds, made.rounds, made.repeats, made.bound))
    assert sha256(told.encode()).hexdigest() == "2b7a3031cbf556e0f909150285916a8c432a02858fcd74488fe04b036a088851"


@given(st.data(), st.integers(1, 4), st.integers(1, 2))
@settings(max_examples=15, deadline=None)
def test_a_plan_seats_everybody_once_and_says_what_is_not_even(data, tables, rounds):
    kinds = st.fixed_dictionaries({"world": st.sampled_from(["", "A", "B"]), "organisation": st.sampled_from("xyz")})
    listed = {
        f"p{number}": guest for number, guest in enumerate(data.draw(st.lists(kinds, min_size=tables, max_size=9)))
    }
    friends = data.draw(st.lists(st.sampled_from(sorted(listed)), max_size=-(-len(listed) // tables), unique=True))
    rules = SeatingRules(mix=("world",), together=(tuple(friends),) if len(friends) * tables <= len(listed) else ())
    made = plan(listed, tables, rounds, rules, seed=7)
    told = " ".join(map(str, made.findings))
    assert made.repeats >= made.bound
    for each in made.rounds:
        assert sorted(person for table in each for person in table) == sorted(listed)
        assert spread(dict(enumerate(map(len, each))), range(tables)) <= 1
        assert all(any(set(group) <= set(table) for table in each) for group in rules.together)
        for world in "AB":
            people = sum(guest["world"] == world for guest in listed.values())
            there = [sum(listed[person]["world"] == world for person in table) for table in each]
            assert f"“{world}”" in told or {people // tables, -(-people // tables)} >= set(there)
