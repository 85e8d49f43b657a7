from __future__ import annotations

from facilitate.workshop.seats.balance import Seat
from facilitate.workshop.seats.settle import Move, settle


def room(*rows: str) -> dict[str, Seat]:
    """Tables as words, a letter for each person's world: “AAB” is the first table."""
    return {
        f"{world}{table}{place}": Seat(world, table)
        for table, row in enumerate(rows, 1)
        for place, world in enumerate(row)
    }


def test_a_room_that_is_even_stays_as_it_is():
    assert settle(room("AAB", "ABB", "AB"), (1, 2, 3)).moves == ()


def test_who_came_last_moves_and_nobody_else():
    seats = room("AAAAB", "BBA", "BA")
    assert settle(seats, (1, 2, 3)).moves == (Move("A13", 1, 2), Move("A12", 1, 3))


def test_people_who_cannot_move_do_not_and_what_that_leaves_is_told():
    seats = room("AAAA", "B", "B")
    made = settle(seats, (1, 2, 3), frozenset({"A10", "A11", "A12"}))
    assert made.moves == (Move("A13", 1, 2),)
    assert [str(finding) for finding in made.findings] == [
        "Table 1 has 3 people and table 3 has 1: some people cannot change tables.",
        "“A”: 3 people at table 1, 0 at table 3: some people cannot change tables.",
    ]


def test_a_table_that_is_closed_is_left_by_all():
    made = settle(room("AB", "AB", "AB"), (1, 2))
    assert {move.person for move in made.moves} == {"A30", "B31"}
    assert {move.table for move in made.moves} == {1, 2}


def test_of_two_who_could_move_friends_stay_and_foes_do_not_meet():
    seats = room("AAAAA", "A", "AA")
    friends = settle(seats, (1, 2, 3), together=(("A13", "A14"),))
    assert [move.person for move in friends.moves] == ["A12", "A11"]
    foes = settle(seats, (1, 2, 3), separate=(("A14", "A20"),))
    assert foes.moves[0] == Move("A13", 1, 2)
