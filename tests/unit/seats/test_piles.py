"""Badges dealt beforehand: wherever dealing ends, the tables are even."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from facilitate.workshop.seats.deal import piles


@st.composite
def courses(draw):
    """Some tables and rounds, and how many of each world have come."""
    tables = draw(st.lists(st.integers(1, 40), min_size=1, max_size=12, unique=True))
    came = draw(st.lists(st.integers(0, 40), min_size=1, max_size=5))
    return sorted(tables), draw(st.integers(1, 5)), came


@given(courses())
def test_wherever_dealing_ends_each_world_is_even_in_every_round(course):
    tables, rounds, came = course
    dealt = piles({str(number): 40 for number in range(len(came))}, tables, rounds)
    for number in range(rounds):
        sizes = Counter()
        for pile, taken in zip(dealt, came, strict=True):
            seats = Counter(each[number] for each in pile.tables[:taken])
            counts = [seats[table] for table in tables]
            assert max(counts) - min(counts) <= 1
            sizes.update(seats)
        counts = [sizes[table] for table in tables]
        assert max(counts) - min(counts) <= len(came)


def test_those_who_sat_together_part():
    dealt = piles({"élues": 30, "habitantes": 30}, range(1, 7), 3)
    met = Counter(
        frozenset(pair)
        for number in range(3)
        for table in range(1, 7)
        for pair in combinations(
            [(pile.world, place) for pile in dealt for place, each in enumerate(pile.tables) if each[number] == table],
            2,
        )
    )
    again = sum(times - 1 for times in met.values())
    assert again <= 110, "of 810 meetings; 72 at least, and 540 where nobody changes tables"
