"""What was kept, and split or left out since: the next list, receipts and the road map say what became of it."""

from __future__ import annotations

from facilitate.domain.values.votes import VoteReading, VoteRule
from facilitate.export.formats import made
from facilitate.i18n import Language
from facilitate.workshop.cases.vote_candidates import candidates, sources
from facilitate.workshop.report.open_vote_words import on_ballot_words, split_since_words
from facilitate.workshop.report.roadmap import put_forward
from tests.support.published import told
from tests.support.votes import voting

EN = Language("en")


def kept(*, split_before=False):
    """The room kept a winner that was two ideas, and the facilitator split it: before the close or after it."""
    workshop = voting(4)
    merged = workshop.proposals.merge(["T1-01", "T1-02"], "Un café partagé")
    workshop.votes.open(VoteRule.APPROVE, 2, 0, f"{merged.id},T1-03")
    for ballot in ("a", "a", "a", "b", "ab"):
        workshop.votes.ballot(ballot, paper=True)
    if split_before:
        workshop.proposals.split(merged.id)
    workshop.votes.close(5)
    workshop.votes.keep(1, VoteReading.TOTALS)
    if not split_before:
        workshop.proposals.split(merged.id)
    return workshop


def refs(workshop, proposals):
    return [workshop.session.name_of(each.id) for each in proposals]


def test_the_parts_of_what_was_kept_are_on_the_next_list_and_that_is_said():
    for split_before in (False, True):
        workshop = kept(split_before=split_before)
        found = candidates(workshop.recorder, "")
        assert refs(workshop, found) == ["T1-01", "T1-02"]
        assert [number for source, _words, number in sources(workshop.session) if source == "kept"] == [2]
        said = [*split_since_words(workshop.session, [each.id for each in found], EN)]
        assert said == ["Kept, and split since: “Un café partagé”. In its place stand T1-01 and T1-02."]
        assert not [*split_since_words(workshop.session, [workshop.proposals.find("T1-03").id], EN)]


def test_what_was_merged_again_since_is_one_of_the_next_list():
    workshop = kept()
    again = workshop.proposals.merge(["T1-02", "T1-04"], "Un autre lieu")
    assert refs(workshop, candidates(workshop.recorder, "")) == ["T1-01", workshop.session.name_of(again.id)]


def test_the_receipts_of_its_ideas_say_what_the_vote_said_of_it():
    (page,) = (data for name, data in made(told(kept(), "en"), ["html"]) if name.endswith("html"))
    assert page.count("rank 1 of 2, 4 votes, kept, before it was split") == 2
    assert page.count("not among the proposals voted on") == 1  # T1-04


def test_what_was_followed_is_followed_in_its_parts_with_what_was_known_of_it():
    workshop = voting(3)
    merged = workshop.proposals.merge(["T1-01", "T1-02"], "Un café partagé")
    workshop.roadmap.set(merged.id, owner="La mairie")
    workshop.proposals.split(merged.id)
    part = put_forward(workshop.session)
    assert [action.owner for horizon in part.horizons for action in horizon.actions] == ["La mairie", "La mairie"]


def test_who_changes_what_is_on_an_open_ballot_is_told_that_ballots_stay():
    workshop = voting(3)
    merged = workshop.proposals.merge(["T1-01", "T1-02"], "Un café partagé")
    assert on_ballot_words(workshop.session, merged.ideas, EN) == ""
    workshop.votes.open(VoteRule.APPROVE, 2, 0, f"{merged.id},T1-03")
    parts = workshop.proposals.split(merged.id)
    ideas = [idea for part in parts for idea in part.ideas]
    assert on_ballot_words(workshop.session, ideas, EN).startswith("On the ballot of the open vote: A. Ballots stay")
    workshop.votes.close()
    assert on_ballot_words(workshop.session, ideas, EN) == ""


def test_what_is_kept_no_more_leaves_the_road_map_unless_something_was_said_of_it():
    workshop = voting(4)
    workshop.votes.open(VoteRule.APPROVE, 4)
    for ballot in ("abcd", "abc", "ab", "a"):
        workshop.votes.ballot(ballot, paper=True)
    workshop.votes.close(5)
    workshop.votes.keep(4, VoteReading.TOTALS)
    workshop.roadmap.set("T1-03", owner="La mairie")
    workshop.votes.keep(2, VoteReading.TOTALS)
    followed = {workshop.session.name_of(key) for key in workshop.session.actions}
    assert followed == {"T1-01", "T1-02", "T1-03"}
    workshop.history.undo()
    assert len(workshop.session.actions) == 4
