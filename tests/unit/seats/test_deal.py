from __future__ import annotations

from facilitate.workshop.seats.balance import Seat, imbalances
from facilitate.workshop.seats.deal import Door, arrived, deal, joined


def test_each_world_is_dealt_once_to_every_table():
    door = Door((1, 2, 3))
    for number, world in enumerate("AAABBBAB"):
        door = arrived(door, f"p{number}", world)
    assert [seat.table for seat in door.seats.values()] == [1, 2, 3, 1, 2, 3, 1, 2]


def test_somebody_who_comes_again_keeps_the_table():
    door = arrived(arrived(Door((1, 2)), "p1", "A"), "p2", "A")
    assert deal(door, "p1", "A") == 1
    assert arrived(door, "p1", "A").seats == door.seats


def test_people_who_have_to_sit_at_a_table_do_and_others_go_round_them():
    door = Door((1, 2), pinned={"p1": 1, "p2": 1, "p3": 1})
    for number in range(1, 6):
        door = arrived(door, f"p{number}", "A")
    assert [seat.table for seat in door.seats.values()] == [1, 1, 1, 2, 2]
    assert imbalances(door.seats, door.tables, most=2) == ()
    uneven = arrived(Door((1, 2), door.seats | {"p4": Seat("A", 1), "p5": Seat("A", 1)}), "p6", "B")
    assert [str(finding) for finding in imbalances(uneven.seats, (1, 2), most=2)] == [
        "Table 1 has 5 people and table 2 has 1: some people cannot change tables.",
        "“A”: 5 people at table 1, 0 at table 2: some people cannot change tables.",
    ]


def test_a_wish_not_to_sit_with_somebody_chooses_among_tables_that_keep_the_law():
    door = arrived(Door((1, 2, 3)), "p1", "A")
    assert deal(door, "p2", "B") == 2
    assert deal(arrived(door, "p2", "B"), "p3", "B", ["p2"]) == 3
    assert deal(door, "p4", "A", ["p1"]) == 2


def test_two_desks_deal_from_either_end_and_are_joined_without_a_double():
    one, other = Door((1, 2, 3)), Door((1, 2, 3), desk=1)
    one, other = arrived(one, "p1", "A"), arrived(other, "p2", "A")
    other = arrived(arrived(other, "p1", "A"), "p3", "B")
    seats, doubles = joined((other, one))
    assert seats == {"p1": Seat("A", 1), "p2": Seat("A", 3), "p3": Seat("B", 1)}
    assert doubles == {"p1": (1, 2)}
    assert joined((one, other)) == (seats, doubles)


def test_a_world_that_was_not_said_is_none_and_sits_where_fewest_do():
    there = zip(("", "", "A", "A", "B", "B"), (1, 1, 2, 2, 2, 2), strict=True)
    door = Door((1, 2), {f"p{number}": Seat(world, table) for number, (world, table) in enumerate(there)})
    assert deal(door, "p6", "") == 1
    assert imbalances({key: Seat("", seat.table) for key, seat in door.seats.items()}, (1, 2), most=2) == ()
