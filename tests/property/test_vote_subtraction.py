"""From all that is published of a vote, whatever its ballots, nobody works out how fewer than five people voted."""

from __future__ import annotations

from itertools import combinations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitate.domain.acts.votes import VoteClosed, VoteReopened
from facilitate.domain.values.votes import VoteRule
from facilitate.export.compose.votes import vote_data
from facilitate.i18n import Language
from facilitate.workshop.report.vote_words import turnout_words, worlds_words
from facilitate.workshop.report.votes import vote_part
from facilitate.workshop.votes import contents as box
from tests.support.votes import voting

_MARKS = {
    VoteRule.APPROVE: ["", "A", "B", "A B", "C D"],
    VoteRule.DOTS: ["", "A:2", "A B", "C:2 D"],
    VoteRule.FIVE: ["", "A:0", "A:3", "A:5"],
}
_BALLOTS = {
    rule: st.lists(
        st.tuples(st.sampled_from(["", *"xxxyyz"]), st.sampled_from(marks)),
        min_size=1,
        max_size=24,
    )
    for rule, marks in _MARKS.items()
}
_LONE = [*[("x", "A")] * 6, *[("y", "B")] * 6, ("", "A B")]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([*VoteRule]).flatmap(lambda rule: st.tuples(st.just(rule), _BALLOTS[rule])), st.booleans())
@example((VoteRule.APPROVE, _LONE), False)
@example((VoteRule.APPROVE, _LONE), True)
@example((VoteRule.APPROVE, [*_LONE, ("z", "C D"), ("z", "C D")]), False)
def test_no_group_of_fewer_than_five_is_left_when_published_numbers_are_taken_from_each_other(voted, by_hand):
    rule, ballots = voted
    by_hand = by_hand and rule is VoteRule.APPROVE
    part, journalled = _published(rule, ballots, by_hand)
    sizes = {share.world: share.ballots for line in part.lines for share in line.shares}
    sizes |= {world: sum(each == world for each, _marks in ballots) for world in part.worlds}
    for number in range(1, len(sizes) + 1):
        for some in combinations(sizes, number):
            left = part.ballots - sum(sizes[world] for world in some)
            assert not 0 < left < 5, f"{left} ballots are left when {some} are taken from all"
    assert all(size >= 5 for size in sizes.values())
    # Whoever is in none of these may have voted as anybody else of them did: what is published stays the same.
    rest = [place for place, (world, _marks) in enumerate(ballots) if world not in sizes]
    turned = [*ballots]
    for place, other in zip(rest, rest[1:] + rest[:1], strict=True):
        turned[place] = ballots[place][0], ballots[other][1]
    assert _published(rule, turned, by_hand) == (part, journalled)


def _published(rule, ballots, by_hand):
    """Everything that is told of a vote with these ballots, and what the journal holds of it."""
    workshop = voting(1 if rule is VoteRule.FIVE else 4)
    vote = workshop.votes.open(rule, 5)
    contents = workshop.log.ballots.contents
    if by_hand:
        typed = {}
        for world, marks in ballots:
            typed.setdefault(world, []).append(marks.split())
        for world, those in typed.items():
            summed = [f"{letter}:{n}" for letter in "ABCD" if (n := sum(letter in each for each in those))]
            contents["typed"].append(["1", world, len(those), " ".join(summed)])
    else:
        contents["paper"] = sorted([world, marks] for world, marks in ballots)
    workshop.votes.close(30)
    vote = workshop.session.votes[vote.id]
    part, _ = vote_part(workshop.session, vote), Language("en")
    return part, (vote.count, vote_data(part), [*turnout_words(part, _)], worlds_words(part, _))


def test_what_an_earlier_version_told_of_every_world_beside_a_lone_ballot_is_told_no_more():
    workshop = voting(4)
    vote = workshop.votes.open(VoteRule.APPROVE, 5)
    told = VoteClosed(vote.id, ("1 0 A B", "6 1 A", "6 2 B"), ("x", "y"), (), (), 0, 13, 0, 0, 30)
    workshop.recorder.record(told)
    count = workshop.session.votes[vote.id].count
    assert (count.worlds, count.hidden_worlds, count.ballots_of("")) == (("x",), ("y",), 7)


@settings(max_examples=60, deadline=None)
@given(st.lists(_BALLOTS[VoteRule.APPROVE], min_size=2, max_size=3))
@example([[*[("x", "A")] * 20, *[("y", "B")] * 8, ("", "C D")], [("y", "A")] * 5])
@example([[*[("x", "A")] * 9, *[("y", "B")] * 3], [("y", "A")] * 6])
def test_what_is_told_of_a_world_is_of_all_its_ballots_however_often_a_vote_was_reopened(rounds):
    workshop, cast = voting(4), []
    vote = workshop.votes.open(VoteRule.APPROVE, 5)
    for place, ballots in enumerate(rounds):
        if place:
            workshop.votes.reopen()
        cast += ballots
        for world, marks in ballots:
            box.cast(workshop.log.ballots.contents, world, marks, paper=True)
        assert workshop.votes.progress().worldless == sum(not world for world, _marks in ballots)
        workshop.votes.close(99)
    vote = workshop.session.votes[vote.id]
    part = vote_part(workshop.session, vote)
    told = {(share.world, line.letters, share.yes, share.ballots) for line in part.lines for share in line.shares}
    true = {
        (
            world,
            (letter,),
            sum(letter in marks for of, marks in cast if of == world),
            sum(of == world for of, _ in cast),
        )
        for world in "xyz"
        for letter in "ABCD"
    }
    assert told <= true
    assert len(cast) == part.ballots
    assert not {*part.worlds} & {*vote.untold, *part.hidden_worlds}
    assert {*vote.untold} <= {*part.hidden_worlds}
    said = " ".join(worlds_words(part, Language("en")))
    assert all((f"No separate figures for {', '.join(vote.untold)}: at the first" in said,) if vote.untold else ())


def test_a_count_of_an_earlier_version_tells_no_world_whose_ballots_lost_it_when_the_vote_was_reopened():
    workshop = voting(4)
    vote = workshop.votes.open(VoteRule.APPROVE, 5)
    first = VoteClosed(vote.id, ("9 0 B", "20 1 A"), ("x",), ("y",), (), 0, 29, 0, 0, 40)
    again = VoteClosed(vote.id, ("9 0 B", "20 1 A", "5 2 A"), ("x", "y"), (), (), 0, 34, 0, 0, 40)
    workshop.recorder.record(first)
    workshop.recorder.record(VoteReopened(vote.id))
    workshop.recorder.record(again)
    count = workshop.session.votes[vote.id].count
    assert (count.worlds, count.hidden_worlds, count.ballots_of("")) == (("x",), ("y",), 14)
