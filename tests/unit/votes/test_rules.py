"""The arithmetic of votes, against published examples and what comes of trying everything."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitate.domain.errors import Refused
from facilitate.domain.values.votes import (
    MOST_CANDIDATES,
    TieBreak,
    VoteReading,
    VoteRule,
    letter_of,
    marks_of,
    place_of,
)
from facilitate.i18n import Language
from facilitate.workshop.cycle.event_votes import read_vote
from facilitate.workshop.report.open_vote_words import alike_words
from facilitate.workshop.votes.contents import (
    CodedBallot,
    cast,
    cast_with_code,
    count_of,
    draw_slips,
    empty,
    keep_totals,
    keep_with_code,
    progress,
    put_back,
    take_back,
    take_back_spoilt,
)
from facilitate.workshop.votes.equal_shares import equal_shares
from facilitate.workshop.votes.marks import check_marks
from facilitate.workshop.votes.tally import Handful, both_worlds, excess, handful, is_indicative, results, serves
from tests.support.votes import closed, counted, voting


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


def voter_by_voter(ballots, order, places):
    """The same rule told of each voter apart: what each has, what each pays; whom nobody pays for comes last."""
    has = [Fraction(places, len(ballots)) for _each in ballots]
    elected, late = [], []
    backers = {name: [n for n, each in enumerate(ballots) if name in each] for name in order}
    while left := [name for name in order if backers[name] and name not in elected]:
        if len(elected) == places:
            break
        prices = {}
        for name in left if not late else ():
            sums = [has[n] for n in backers[name]]
            asked = {price for rich in range(1, len(sums) + 1) for price in
                     ((1 - sum(sorted(sums)[: len(sums) - rich])) / Fraction(rich), *sums)}  # fmt: skip
            if enough := [price for price in asked if sum(min(each, price) for each in sums) == 1]:
                prices[name] = min(enough)
        if prices:
            name = min(prices, key=lambda name: (prices[name], -len(backers[name]), order.index(name)))
            for n in backers[name]:
                has[n] -= min(has[n], prices[name])
        else:
            waits = {name: (1 - sum(has[n] for n in backers[name])) / len(backers[name]) for name in left}
            name = min(waits, key=lambda name: (waits[name], -len(backers[name]), order.index(name)))
            has = [0 if n in backers[name] else each + waits[name] for n, each in enumerate(has)]
            late.append(name)
        elected.append(name)
    return tuple(elected), tuple(late)


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=4), min_size=1, max_size=9), st.integers(1, 5))
@example([*map(frozenset, ("ad", "cd", "acd", "b"))], 3)  # of two that wait, the one whose voters are richer
@example([*map(frozenset, ("", "ad", "bd", "c", "abd"))], 3)  # what all earned meanwhile
def test_equal_shares_is_what_voters_one_by_one_come_to(ballots, places):
    found = equal_shares([(1, each) for each in ballots], "abcdef", places)
    assert (found.elected, found.completed) == voter_by_voter(ballots, "abcdef", places)


@pytest.mark.parametrize(("candidates", "wanted"), [(20, 10), (32, 28)])  # of the second, not even one way is followed
def test_more_ties_than_can_be_followed_are_told_as_ties(candidates, wanted):
    session, vote = counted([(" ".join(map(letter_of, range(candidates))), 3)], candidates=candidates)
    found = handful(session, vote, VoteReading.EQUAL_SHARES, wanted)
    assert (found.kept, len(found.tied), found.left) == ((), candidates, wanted)


def test_of_equals_more_voters_come_first_then_those_the_room_chose():
    assert equal_shares(voters(ab=2, c=1), "cba", 2).elected == ("b", "a")
    assert equal_shares(voters(ab=2, c=1), "cba", 2, first="a").elected == ("a", "b")
    assert equal_shares(voters(), "abc", 2).elected == ()


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
    assert (results(*vote)[0].shares, vote[1].count.hidden_worlds) == ((), ("one", "other"))
    assert results(*vote)[0].both_rank == 0
    assert [each.both_worlds for each in results(*closed({"A": ["one"] * 9}, one=20))] == [None]
    vote = closed({"A": ["one"] * 9}, one=20, two=8, three=6, other=4)
    assert ([each.world for each in results(*vote)[0].shares]) == ["one", "two"]
    assert results(*vote)[0].both_worlds is not None


def test_equal_totals_share_a_rank_and_a_tie_at_the_cut_waits_for_the_room():
    session, vote = closed({"A": 7, "B": 5, "C": 5, "D": 2}, anybody=9)
    assert [each.rank for each in results(session, vote)] == [1, 2, 2, 4]
    assert [each.letters[0] for each in handful(session, vote, VoteReading.TOTALS, 3).kept] == [*"ABC"]
    assert [each.letters[0] for each in handful(session, vote, VoteReading.TOTALS, 9).kept] == [*"ABCD"]
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
    merged = voting(2)
    merged.votes.open(VoteRule.DOTS, 5)
    merged.votes.ballot("A:2 B", paper=True)
    merged.proposals.merge(["T1-01", "T1-02"], "Ensemble")
    assert [each.total for each in results(merged.session, merged.votes.close())] == [2]
    session, vote = counted([("A:5", 2), ("A:3", 1), ("A:2", 1), ("A:0", 4)], rule=VoteRule.FIVE, candidates=1)
    assert not any(serves(session, vote, reading) for reading in VoteReading)
    assert [(each.total, each.yes) for each in results(session, vote)] == [(15, 3)]


BALLOTS = st.lists(
    st.tuples(st.sampled_from(["x", "y"]), st.sampled_from(["", "A", "A B", "B C", "A B C"])), max_size=30
)


@given(BALLOTS, st.booleans())
@example([("x", "A B")] * 5 + [("y", "B C")] * 4 + [("y", "")], False)
@example([("x", "A B")] * 5 + [("x", "B")] * 2, True)
@example([("x", "A")] * 5 + [("y", "B")] * 4 + [("y", "")], True)
@example([("x", "A B")] * 5 + [("x", "A")] + [("y", "B C")] * 4 + [("y", "")], True)
@example([("x", "A B")] * 2 + [("x", "")], True)
def test_what_is_counted_by_hand_comes_to_what_the_same_ballots_come_to(ballots, merged):
    """Each reading that it serves; of merged proposals it says at least how many where nothing more follows."""
    found = []
    for by_hand in (False, True):
        workshop = voting(3, attendance={"groups": ["10 x", "10 y"]})
        workshop.votes.open(VoteRule.APPROVE, 3)
        for world, marks in () if by_hand else ballots:
            workshop.votes.ballot(marks or "-", world, paper=True)
        for world in ("x", "y") if by_hand else ():
            of_world = [marks.split() for each, marks in ballots if each == world]
            typed = [f"{letter}={sum(letter in marks for marks in of_world)}" for letter in "ABC"]
            for table in ("1", "2") if of_world else ():
                share = of_world[:2] if table == "1" else of_world[2:]
                typed = [f"{letter}={sum(letter in marks for marks in share)}" for letter in "ABC"]
                if share:
                    workshop.votes.totals(typed, len(share), world, table)
        assert workshop.votes.progress().ballots == len(ballots)
        if merged:
            workshop.proposals.merge(["T1-01", "T1-02"], "Ensemble")
        vote = workshop.votes.close()
        assert vote.count.ballots == len(ballots)
        found.append({each.letters: each for each in results(workshop.session, vote)})
        marked = [(each.ballots, [n for letter, n in each.marks if letter in "AB"]) for each in vote.count.typed]
        follows = all(len(numbers) < 2 or max(numbers) == size for size, numbers in marked)
        known = (not merged or not by_hand or follows) and len(vote.count.worlds) == 2
        assert not by_hand or not ballots or serves(workshop.session, vote, VoteReading.BOTH_WORLDS) is known
        assert serves(workshop.session, vote, VoteReading.EQUAL_SHARES) is (not (by_hand and ballots))
        assert serves(workshop.session, vote, VoteReading.TOTALS)
    one_by_one, summed = found
    for letters, each in one_by_one.items():
        same = summed[letters]
        if len(letters) == 1:
            assert same == replace(each, rank=same.rank, both_rank=same.both_rank)
            assert merged or same == each
        else:
            ticks = [sum(letter in marks.split() for _world, marks in ballots) for letter in "AB"]
            assert max(ticks) <= same.total <= each.total
            assert max(ticks) <= same.yes <= each.yes
            assert same.at_least is not follows
            if follows:
                assert (same.total, same.yes, same.shares) == (each.total, each.yes, each.shares)
            else:
                assert (same.shares, same.product) == ((), None)


@pytest.mark.parametrize("ballots", [[], [("", 3)]], ids=["nobody voted", "all are blank"])
def test_of_no_tick_there_is_no_handful_and_of_an_open_vote_no_result(ballots):
    session, vote = counted(ballots)
    assert handful(session, vote, VoteReading.EQUAL_SHARES, 2) == Handful(())
    assert handful(session, vote, VoteReading.TOTALS, 2).left == 2
    still_open = replace(vote, count=None)
    assert results(session, still_open) == ()
    assert not any(serves(session, still_open, reading) for reading in VoteReading)


def test_dots_counted_by_hand_tell_no_ballots_of_a_world():
    workshop = voting(3, attendance={"groups": ["10 x", "10 y"]})
    workshop.votes.open(VoteRule.DOTS, 5)
    for world in "xy":
        workshop.votes.totals(["A=12", "B=3"], 6, world)
    for over in (["A=19"], ["A=18", "B=13"]):
        with pytest.raises(Refused, match=r"6 ballots can give (18|30) at most"):
            workshop.votes.totals(over, 6)
    vote = workshop.votes.close()
    assert [(each.total, each.shares) for each in results(workshop.session, vote)] == [(24, ()), (6, ()), (0, ())]
    assert not serves(workshop.session, vote, VoteReading.BOTH_WORLDS)
    assert [each.letters for each in handful(workshop.session, vote, VoteReading.TOTALS, 1).kept] == [("A",)]


def test_a_decision_about_totals_decides_nothing_about_another_reading():
    session, vote = counted([("ab", 2), ("c", 1)])
    tie = TieBreak(VoteReading.TOTALS, (vote.proposal("B"),), "À main levée")
    vote = replace(vote, ties=(tie,))
    assert [each.letters for each in handful(session, vote, VoteReading.TOTALS, 1).kept] == [("B",)]
    assert [each.letters for each in handful(session, vote, VoteReading.TOTALS, 3).kept] == [("B",), ("A",), ("C",)]
    undecided = handful(session, vote, VoteReading.EQUAL_SHARES, 1)
    assert (undecided.kept, len(undecided.tied), undecided.left) == ((), 2, 1)
    session, vote = counted([("ab", 2), ("c", 2)])
    found = handful(session, vote, VoteReading.EQUAL_SHARES, 2)
    assert [[each.letters for each in those] for those in (found.kept, found.tied)] == [[("C",)], [("A",), ("B",)]]
    assert found.left == 1


@given(st.permutations([("x", "A"), ("x", "B C"), ("", "A"), ("y", ""), ("y", "C")]), st.randoms())
def test_the_box_is_the_same_whatever_came_first(ballots, draw):
    """So that whoever opens it finds no order in it."""
    contents = {**empty(), "salt": "00"}
    codes = [code for code, _world in draw_slips(contents, ["x", "y", "x"])]
    assert all(re.fullmatch("[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}", code) for code in codes)
    assert [*contents["slips"]] == sorted(contents["slips"])
    slips = dict(zip(codes, ("A", "B", "C"), strict=True))
    for code in draw.sample(codes, 3):
        assert not cast_with_code(contents, CodedBallot(code, slips[code]))
    for number, (world, marks) in enumerate(ballots):
        cast(contents, world, marks)
        cast(contents, world, marks, paper=True)
        cast(contents, world, marks, again=True)
        keep_totals(contents, (str(ord(marks[0]) if marks else 0), world, 3, marks))
        assert number == len(contents["paper"]) - 1
    for world, marks in ballots[:2]:
        take_back(contents, world, marks, again=True)
    for name in ("spoken", "paper", "again", "typed", "back_again"):
        assert contents[name] == sorted(contents[name])
    assert len(contents["typed"]) == 5
    back = empty()
    put_back(back, count_of(contents, ("x", "y"), 0))
    assert (len(back["paper"]), len(back["spoken"]), len(back["typed"])) == (10, 3, 3)
    assert [back[name] for name in ("paper", "spoken")] == [sorted(back[name]) for name in ("paper", "spoken")]


def test_how_far_it_is_counts_what_stands_and_two_entries_agree_or_not():
    contents, told = empty(), []

    def then(act=lambda *_: None, *arguments, **named):
        act(contents, *arguments, **named)
        found = progress(contents, 0)
        told.append((found.ballots, found.first, found.second, found.agree, found.corrected))

    for marks in "AAB":
        cast(contents, "", marks, paper=True)
    then(cast, "", "A", again=True)
    then(cast, "", "A", again=True)
    then(cast, "", "B", again=True)
    then(take_back, "", "B", again=True)
    then(cast, "", "C", again=True)
    then(take_back, "", "B")
    then(cast, "", "C", paper=True)
    contents["spoilt"] = 1
    then(take_back_spoilt)
    then(keep_totals, ("1", "", 4, "A"))
    assert keep_totals(contents, ("1", "", 4, "A"), replace=True)
    assert [keep_with_code(contents, "AAAA-BBBB", marks) for marks in "AB"] == [False, True]
    then()
    assert told == [
        (3, 3, 1, None, 0), (3, 3, 2, None, 0), (3, 3, 3, True, 0), (3, 3, 2, None, 0), (3, 3, 3, False, 0),
        (2, 2, 3, None, 1), (3, 3, 3, True, 1), (3, 3, 3, True, 2), (7, 3, 3, True, 2), (8, 3, 3, True, 2),
    ]  # fmt: skip


def test_of_a_reopened_vote_any_ballot_without_a_code_may_be_meant():
    contents = empty()
    for marks in "AB":
        cast(contents, "", marks, paper=True)
    ((code, _world),) = draw_slips(contents, [""])
    cast_with_code(contents, CodedBallot(code, "C"))
    back = empty()
    put_back(back, count_of(contents, (), 0))
    for box, missed in ((contents, 1), (back, 0)):
        take_back(box, "", "C")
        found = count_of(box, (), 0)
        assert (found.missed, found.ballots, found.corrected) == (missed, 2 + missed, 1)
        assert (found.coded, found.uncoded) == ((1, 2) if missed else (1, 1))


def test_either_entry_of_paper_is_counted_with_what_was_taken_back_of_it():
    contents = empty()
    for marks in "ABD":
        cast(contents, "", marks, paper=True)
        cast(contents, "", marks, paper=True, again=True)
    take_back(contents, "", "B")
    take_back(contents, "", "D", again=True)
    take_back(contents, "", "Z", again=True)
    found = [count_of(contents, (), 0, second=second) for second in (False, True)]
    assert [[pile.marks[0][0] for pile in each.piles] for each in found] == [[*"AD"], [*"AB"]]
    assert [(each.corrected, each.missed) for each in found] == [(1, 0), (2, 1)]


@pytest.mark.parametrize(
    ("sizes", "shown", "hidden"),
    [
        ({"x": 5, "y": 5}, "xy", ""),
        ({"x": 20, "y": 4, "": 1}, "x", "y"),
        ({"x": 20, "y": 4}, "", "xy"),
        ({"x": 7, "y": 6, "": 1}, "x", "y"),
        ({"x": 7, "y": 6, "": 5}, "xy", ""),
        ({"x": 20, "y": 3, "z": 6, "": 1}, "x", "yz"),
        ({"x": 20, "y": 3, "z": 6, "": 2}, "xz", "y"),
        ({"x": 9}, "x", ""),
    ],
)
def test_a_world_is_told_where_it_and_what_is_left_hide_everybody(sizes, shown, hidden):
    contents = empty()
    contents["paper"] = [[world, "A"] for world, size in sizes.items() for _each in range(size)]
    found = count_of(contents, ("x", "y", "z"), 0)
    assert (found.worlds, found.hidden_worlds) == (tuple(shown), tuple(hidden))
    assert {pile.world: pile.count for pile in found.piles if pile.world} == {world: sizes[world] for world in shown}
    contents = empty()
    for world, size in sizes.items():
        keep_totals(contents, ("1", world, size, "A:2"))
    typed = count_of(contents, ("x", "y", "z"), 0)
    assert (typed.worlds, typed.hidden_worlds, typed.uncoded) == (found.worlds, found.hidden_worlds, found.uncoded)


@pytest.mark.parametrize(
    ("rule", "marks"),
    [
        (VoteRule.APPROVE, "X"), (VoteRule.APPROVE, "A:0"), (VoteRule.APPROVE, "A A"), (VoteRule.APPROVE, "A B C D"),
        (VoteRule.DOTS, "A:3"), (VoteRule.DOTS, "A:2 B:2"), (VoteRule.DOTS, "A:2 A:2"), (VoteRule.DOTS, "A:-1 B:2"),
        (VoteRule.DOTS, "A:0 B:2"),
        (VoteRule.FIVE, "A:6"), (VoteRule.FIVE, "A:-1"), (VoteRule.FIVE, "B:1"), (VoteRule.FIVE, "A:1 B:1"),
        (VoteRule.FIVE, ""),
    ],
)  # fmt: skip
def test_what_a_phone_sends_that_is_no_ballot_is_refused(rule, marks):
    workshop = voting(4)
    vote = workshop.votes.open(rule, 3, source="T1-01" if rule is VoteRule.FIVE else "")
    with pytest.raises(Refused, match="not counted"):
        check_marks(marks, vote)
    sound = {VoteRule.APPROVE: ["A B C", ""], VoteRule.DOTS: ["A:2 B", ""], VoteRule.FIVE: ["A:5", "A:0"]}[rule]
    assert [check_marks(each, vote) for each in sound] == sound


def test_each_candidate_is_found_by_what_it_is_called_and_nothing_else_finds_one():
    places = range(MOST_CANDIDATES)
    assert [place_of(letter_of(place)) for place in places] == [*places]
    for wrong in ("a", "AB", "0", "26", "²7", "٢٧", "-3", "É"):
        for read in (place_of, marks_of):
            with pytest.raises(ValueError, match="no candidate"):
                read(wrong)


def test_sums_and_quorum():
    _session, vote = counted([("A", 30)], slips=28, present=27)
    assert excess(vote.count, 27) == {"slips": 2, "present": 1}
    assert excess(counted([("A", 30)], present=27)[1].count, 27) == {"ballots": 3}
    assert excess(counted([("A", 30)])[1].count, 0) == {}
    assert excess(counted([("A", 30)], slips=30, present=30)[1].count, 30) == {}
    assert [is_indicative(vote.count, present) for present in (61, 60, 0)] == [True, False, None]


@pytest.mark.parametrize("before", [True, False], ids=["while the vote is open", "after it"])
def test_what_says_the_same_is_told_while_it_stands_twice_and_counts_once_when_it_is_merged(before):
    room = voting(3)
    room.ideas.record(2, "IDÉE 1.")
    vote = room.votes.open(VoteRule.APPROVE, 5)

    def told():
        return [*alike_words(room.session, vote, Language("en"))]

    assert [each.partition(" say")[0] for each in told()] == ["A, D"]
    for letters in ("AB", "AD", "D", "C"):
        room.votes.ballot(letters, paper=True)
    if not before:
        vote = room.votes.close()
    room.proposals.merge(["T1-01", "T2-01"], "Idée 1")
    vote = room.votes.close() if before else vote
    assert not told()
    assert {each.letters: each.total for each in results(room.session, vote)} == {
        ("A", "D"): 3,
        ("B",): 1,
        ("C",): 1,
    }


def test_what_a_cycle_reads_of_an_event_is_the_vote_that_kept_something_whatever_was_voted_on_after():
    room = voting(3)
    for kept in (True, False):
        room.votes.open(VoteRule.APPROVE, 5)
        room.votes.ballot("A", paper=True)
        room.votes.close()
        if kept:
            room.votes.keep(1, VoteReading.TOTALS)
    read = read_vote(room.session)
    assert [each.ideas for each in read.candidates if each.kept] == [(next(iter(room.session.ideas)),)]
