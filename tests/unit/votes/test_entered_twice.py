"""Paper that is entered twice: what the two entries say is compared, spoilt ballots too, and counts once."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.values.votes import VoteRule
from tests.support.votes import voting


def entered(first, second):
    """A vote with two entries, each of ballots by their letters, with x for a spoilt one."""
    votes = voting(4).votes
    votes.open(VoteRule.APPROVE, 2)
    for again, entry in ((False, first), (True, second)):
        for each in entry:
            votes.ballot("" if each == "x" else each, paper=True, spoilt=each == "x", again=again)
    return votes


@pytest.mark.parametrize(
    ("first", "second", "agree", "spoilt"),
    [
        (["a", "b", "x"], ["b", "a", "x"], True, 1),
        (["a", "b", "x", "x"], ["x", "a", "x", "b"], True, 2),
        (["a", "b", "x"], ["a", "b"], True, 1),  # whoever set them aside says nothing of them
        (["a", "b"], ["a", "b"], True, 0),
    ],
)
def test_spoilt_ballots_of_two_entries_count_once(first, second, agree, spoilt):
    votes = entered(first, second)
    assert votes.progress().agree is agree
    count = votes.close(10).count
    assert (count.ballots, count.spoilt, count.cast) == (2, spoilt, 2 + spoilt)


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        (["a", "b", "x"], ["a", "b", "x", "x"], "in the spoilt ones: 1 and 2"),
        (["a", "b"], ["a", "b", "x"], "in the spoilt ones: 0 and 1"),
        (["a", "b", "x"], ["a", "x"], "2 and 1 ballots"),
    ],
)
def test_where_they_differ_in_spoilt_ones_that_is_said_and_the_second_may_count(first, second, says):
    votes = entered(first, second)
    assert not votes.progress().agree
    with pytest.raises(Refused) as refused:
        votes.close(10)
    assert says in refused.value.message.text.format(**refused.value.message.params)
    assert votes.close(10, second=True).count.spoilt == second.count("x")


def test_no_ballot_on_paper_is_lost_to_a_second_entry_that_was_never_begun():
    votes = entered(["a", "b"], [])
    with pytest.raises(Refused, match="entered a second time"):
        votes.close(10, second=True)
    assert votes.close(10).count.ballots == 2


def test_a_spoilt_one_of_the_second_entry_is_taken_back_from_it_alone():
    votes = entered(["a", "x"], ["a", "x", "x"])
    assert votes.take_back("", spoilt=True, again=True).agree
    assert votes.close(10).count.spoilt == 1
    with pytest.raises(Refused, match="No spoilt ballot"):
        entered(["a", "x"], ["a"]).take_back("", spoilt=True, again=True)
