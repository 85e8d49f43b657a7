"""The arithmetic of votes, against published examples and what comes of trying everything."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.domain.values.votes import VoteReading, VoteRule
from facilitate.workshop.votes.contents import count_of, empty
from facilitate.workshop.votes.equal_shares import equal_shares
from facilitate.workshop.votes.tally import both_worlds, excess, handful, is_indicative, results
from tests.support.votes import closed, counted


def voters(**ballots):
    """Ballots by their letters: `ab=3` are three people for a and b."""
    return [(count, frozenset(letters)) for letters, count in ballots.items()]


# Lackner and Skowron, “Multi-Winner Voting with Approval Preferences”, example 2.12; and example 11 of the survey it
# grew from, where either d or e comes last.
def test_equal_shares_elects_whom_the_published_examples_elect():
    first = equal_shares(voters(cd=3, ab=2, ac=2, bd=1), "abcd", 3)
    assert set(first.elected) == {*"acd"}
    assert first.completed == ("d",)
    second = voters(abc=6, abcde=4, abde=2, de=3)
    assert set(equal_shares(second, "abcde", 4).elected) == {*"abcd"}
    assert set(equal_shares(second, "abced", 4).elected) == {*"abce"}


@pytest.mark.parametrize("apart", [2, 10])
def test_a_minority_that_votes_as_a_block_finds_something_of_its_own(apart):
    most, few = [f"m{n}" for n in range(12)], [f"f{n}" for n in range(12)]
    ballots = [(34, frozenset(most)), (26 - apart, frozenset(few)), (apart, frozenset(few))]
    elected = equal_shares(ballots, [*most, *few], 10).elected
    assert len(elected) == 10
    assert sum(name in few for name in elected) >= 4


@given(st.lists(st.frozensets(st.sampled_from("abcde"), max_size=4), min_size=1, max_size=7), st.integers(1, 4))
def test_no_group_that_agrees_and_is_large_enough_goes_without(ballots, places):
    """Justified representation (Aziz et al. 2017), tried for every group; equal ballots weigh as much in one pile."""
    elected = equal_shares([(1, each) for each in ballots], "abcde", places).elected
    assert len(elected) == min(places, len(frozenset().union(*ballots)))
    piles = [(ballots.count(each), each) for each in dict.fromkeys(ballots)]
    assert equal_shares(piles, "abcde", places).elected == elected
    for size in range(1, len(ballots) + 1):
        if size * places >= len(ballots):
            for group in combinations(ballots, size):
                assert not frozenset.intersection(*group) or any(each & set(elected) for each in group)


def test_both_worlds_puts_what_both_want_before_what_one_wants_alone():
    alone, both = both_worlds([(30, 34), (2, 26)]), both_worlds([(18, 34), (14, 26)])
    assert (alone, both) == (Fraction(61, 70) * Fraction(5, 54), Fraction(37, 70) * Fraction(29, 54))
    vote = closed({"A": [*["one"] * 30, *["other"] * 2], "B": [*["one"] * 18, *["other"] * 14]}, one=34, other=26)
    found = {each.letters[0]: each for each in results(*vote)}
    assert (found["A"].both_rank, found["B"].both_rank) == (2, 1)
    assert found["B"].both_worlds == pytest.approx(((18.5 / 35) * (14.5 / 27)) ** 0.5)
    assert [(share.yes, share.ballots) for share in found["B"].shares] == [(18, 34), (14, 26)]
    assert [each.letters[0] for each in handful(*vote, VoteReading.TOTALS, 1).tied] == ["A", "B"]
    assert [each.letters[0] for each in handful(*vote, VoteReading.BOTH_WORLDS, 1).kept] == ["B"]


def test_a_world_of_few_is_not_reckoned_nor_can_it_be_worked_out():
    vote = closed({"A": [*["one"] * 9, *["other"] * 3]}, one=20, other=4)
    assert results(*vote)[0].both_worlds is None
    assert (results(*vote)[0].shares, vote[1].count.hidden_worlds) == ((), ("other", "one"))
    vote = closed({"A": ["one"] * 9}, one=20, two=8, three=6, other=4)
    assert ([each.world for each in results(*vote)[0].shares]) == ["one", "two"]
    assert results(*vote)[0].both_worlds is not None


def test_equal_totals_share_a_rank_and_a_tie_at_the_cut_waits_for_the_room():
    session, vote = closed({"A": 7, "B": 5, "C": 5, "D": 2}, anybody=9)
    assert [each.rank for each in results(session, vote)] == [1, 2, 2, 4]
    assert [each.letters[0] for each in handful(session, vote, VoteReading.TOTALS, 3).kept] == [*"ABC"]
    found = handful(session, vote, VoteReading.TOTALS, 2)
    assert ([each.letters[0] for each in found.kept], [each.letters[0] for each in found.tied]) == (["A"], ["B", "C"])
    assert found.left == 1


@given(st.lists(st.tuples(st.sampled_from(["", "x", "y", "z"]), st.sampled_from(["", "A", "A C", "B C"])), max_size=40))
def test_nothing_is_lost_on_the_way_to_the_piles_and_no_world_told_is_small(ballots):
    contents = {**empty(), "paper": [list(each) for each in ballots]}
    found = count_of(contents, ("x", "y", "z"), 0)
    assert found.ballots == sum(pile.count for pile in found.piles) == len(ballots)
    for letter in "ABC":
        in_piles = sum(pile.count for pile in found.piles if letter in dict(pile.marks))
        assert in_piles == sum(letter in marks.split() for _world, marks in ballots)
    sizes = {world: sum(pile.count for pile in found.piles if pile.world == world) for world in ("", *found.worlds)}
    assert all(size >= 5 for world, size in sizes.items() if world)
    assert not found.hidden_worlds or sizes[""] >= 5 or not found.worlds


def test_a_tie_of_equal_shares_is_told_whenever_the_order_of_letters_would_decide():
    for ballots in combinations(["ab", "bc", "cd", "ad", "a", "c", "bd", "abd"], 4):
        session, vote = counted([(each, 1) for each in ballots])
        keys = dict(zip(vote.letters, vote.candidates, strict=True))
        piles = [(1, frozenset(keys[letter] for letter in each.upper())) for each in ballots]
        ways = {frozenset(equal_shares(piles, order, 2).elected) for order in permutations(vote.candidates)}
        assert bool(handful(session, vote, VoteReading.EQUAL_SHARES, 2).tied) is (len(ways) > 1), ballots


def test_dots_and_fingers_are_counted_as_they_are_given():
    session, vote = counted([("A:2 B", 3), ("B:2", 1)], rule=VoteRule.DOTS)
    found = [(each.letters[0], each.total, each.yes) for each in results(session, vote)]
    assert found[:2] == [("A", 6, 3), ("B", 5, 4)]
    session, vote = counted([("A:5", 2), ("A:3", 1), ("A:0", 4)], rule=VoteRule.FIVE, candidates=1)
    assert [(each.total, each.yes) for each in results(session, vote)] == [(13, 3)]


def test_sums_and_quorum():
    _session, vote = counted([("A", 30)], slips=28, present=27)
    assert excess(vote.count, 27) == {"slips": 2, "present": 1}
    assert excess(counted([("A", 30)], present=27)[1].count, 27) == {"ballots": 3}
    assert excess(counted([("A", 30)])[1].count, 0) == {}
    assert [is_indicative(vote.count, present) for present in (61, 60, 0)] == [True, False, None]
