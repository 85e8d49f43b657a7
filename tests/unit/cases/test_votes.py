"""Votes: opened, filled, closed, reopened; what is merged, withdrawn or split meanwhile; what is kept."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.values.votes import VoteReading, VoteRule
from facilitate.i18n import Language
from facilitate.workshop.cases.vote_candidates import candidates, sources
from facilitate.workshop.report.vote_words import excess_words, kept_words, turnout_words
from facilitate.workshop.report.votes import vote_part
from facilitate.workshop.votes.contents import cast
from tests.support.votes import voting
from tests.support.workshops import FakeLog, make_workshop


@pytest.fixture
def workshop():
    made = voting(4)
    made.votes.open(VoteRule.APPROVE, 2, source="T1-01,T1-02,T1-03,T1-04")
    return made


def lines(workshop):
    part = vote_part(workshop.session, workshop.votes.last)
    return {"+".join(line.letters): (line.total, line.state) for line in part.lines}


@pytest.mark.parametrize(
    ("rule", "typed", "read"),
    [
        (VoteRule.APPROVE, "ca", "A C"),
        (VoteRule.APPROVE, " a, d ", "A D"),
        (VoteRule.APPROVE, "-", ""),
        (VoteRule.DOTS, "AAB", "A:2 B"),
        (VoteRule.DOTS, "b a:2 c:0", "A:2 B"),
        (VoteRule.FIVE, "4", "A:4"),
        (VoteRule.FIVE, "0", "A:0"),
    ],
)
def test_a_ballot_reads_as_people_type_it(rule, typed, read):
    workshop = voting(4)
    workshop.votes.open(rule, 3, source="T1-01" if rule is VoteRule.FIVE else "")
    assert workshop.votes.ballot(typed, paper=True).ballots == 1
    assert workshop.log.ballots.contents["paper"] == [["", read]]


@pytest.mark.parametrize(
    ("rule", "typed", "why"),
    [
        (VoteRule.APPROVE, "AX", "“X” is no candidate"),
        (VoteRule.APPROVE, "A1", "“1” is no candidate"),
        (VoteRule.APPROVE, "ABA", "A is there twice"),
        (VoteRule.APPROVE, "A:2", "A is there twice"),
        (VoteRule.APPROVE, "ABCD", "4 proposals are chosen, and at most 3"),
        (VoteRule.DOTS, "AAAB", "4 dots"),
        (VoteRule.DOTS, "AAA", "A has 3 dots"),
        (VoteRule.FIVE, "6", "no number from 0 to 5"),
        (VoteRule.DOTS, " ", "typed as a hyphen"),
    ],
)
def test_a_ballot_with_a_mistake_is_one_sentence_and_nothing_is_counted(rule, typed, why):
    workshop = voting(4)
    workshop.votes.open(rule, 3, source="T1-01" if rule is VoteRule.FIVE else "")
    with pytest.raises(Refused, match=why):
        workshop.votes.ballot(typed, paper=True)
    assert workshop.votes.progress().ballots == 0
    assert workshop.votes.ballot(typed, spoilt=True).spoilt == 1


def test_a_code_votes_once_and_may_change_until_the_close(workshop):
    ((code, _world), *_others) = workshop.votes.slips(3, (), list)
    assert not workshop.votes.coded_ballot(code, "AB", typed=True)
    assert workshop.votes.coded_ballot(code.lower().replace("-", " "), "C")
    assert workshop.votes.progress().ballots == 1
    for refused in ("ABCD-EFGH", ""):
        with pytest.raises(Refused, match="No slip of this vote"):
            workshop.votes.coded_ballot(refused, "A")
    workshop.votes.close()
    assert lines(workshop)["C"] == (1, "")
    assert workshop.log.ballots.look() is None
    workshop.votes.open(VoteRule.APPROVE, 2)
    with pytest.raises(Refused, match="slips of the vote before are no longer good"):
        workshop.votes.coded_ballot(code, "A")


def test_slips_of_a_vote_in_which_nobody_voted_are_good_for_the_next(workshop):
    ((code, _world),) = workshop.votes.slips(1, (), list)
    workshop.votes.close()
    workshop.votes.open(VoteRule.DOTS, 3)
    assert not workshop.votes.coded_ballot(code, "A:2")
    with pytest.raises(Refused, match="Try"):
        workshop.votes.slips(1, (), lambda _drawn: (_ for _ in ()).throw(Refused("Try another folder")))
    assert workshop.votes.progress().slips == 1


def test_more_than_slips_or_people_are_refused_but_never_paper(workshop):
    workshop.votes.give(2)
    workshop.votes.ballot("A")
    workshop.votes.ballot("", spoilt=True)
    with pytest.raises(Refused, match="3 ballots would be more than 2"):
        workshop.votes.ballot("B")
    assert workshop.votes.ballot("B", paper=True).ballots == 2
    part = vote_part(workshop.session, workshop.votes.close(present=9))
    assert (dict(part.excess), part.indicative) == ({"slips": 1}, True)


def test_where_no_slips_were_drawn_there_are_no_more_ballots_on_screens_than_people():
    workshop = voting(2, attendance={"present": 2})
    workshop.votes.open(VoteRule.APPROVE, 2)
    for _each in range(2):
        workshop.votes.ballot("A")
    with pytest.raises(Refused, match="3 ballots would be more than 2, the number of people present"):
        workshop.votes.ballot("B")
    assert workshop.votes.ballot("B", paper=True).ballots == 3


def test_a_mistyped_ballot_is_taken_back_by_what_it_says_and_only_the_close_tells_whether_it_was_there(workshop):
    votes = workshop.votes
    for letters in ("AC", "AC", "B"):
        votes.ballot(letters, paper=True)
    there, absent = votes.take_back("ca"), votes.take_back("D")
    assert (there.ballots, absent.ballots, absent.corrected) == (2, 1, 2)
    votes.ballot("AD", paper=True)
    votes.ballot("", spoilt=True)
    assert votes.take_back("", spoilt=True).spoilt == 0
    for wrong in (lambda: votes.take_back("AX"), lambda: votes.take_back("", spoilt=True)):
        with pytest.raises(Refused):
            wrong()
    part = vote_part(workshop.session, votes.close())
    assert lines(workshop) == {"A": (2, ""), "B": (1, ""), "C": (1, ""), "D": (1, "")}
    assert (part.ballots, part.uncoded, part.corrected, part.missed) == (3, 3, 3, 1)
    told = " ".join(turnout_words(part, Language("en")))
    assert "2 mistyped ballots were taken back" in told
    assert "1 correction was about a ballot that was not there" in told
    votes.reopen()
    assert votes.take_back("AC").ballots == 2
    part = vote_part(workshop.session, votes.close())
    assert (lines(workshop)["C"], part.ballots, part.corrected, part.missed) == ((0, ""), 2, 4, 1)


def test_no_more_ballots_are_taken_back_than_were_typed(workshop):
    workshop.votes.ballot("A")
    with pytest.raises(Refused, match="No ballot on paper"):
        workshop.votes.take_back("A")
    workshop.votes.ballot("A", paper=True)
    workshop.votes.take_back("A")
    with pytest.raises(Refused, match="No ballot on paper"):
        workshop.votes.take_back("A")


def test_a_merge_keeps_the_union_of_ballots_counted_once(workshop):
    for letters in ("AB", "A", "B", "C", "D"):
        workshop.votes.ballot(letters, paper=True)
    workshop.proposals.merge(["T1-01", "T1-02"], "Ensemble")
    workshop.ideas.withdraw("T1-03")
    vote = workshop.votes.close()
    assert lines(workshop) == {"A+B": (3, ""), "C": (1, "withdrawn"), "D": (1, "")}
    assert vote_part(workshop.session, vote).lines[1].wording == ""
    for reading in (VoteReading.TOTALS, VoteReading.EQUAL_SHARES):
        kept = workshop.votes.keep(2, reading).shortlist.kept
        assert [workshop.session.name_of(key) for key in kept] == ["T1-01 (+1)", "T1-04"]
    workshop.proposals.split("T1-01")
    assert lines(workshop)["A"] == lines(workshop)["B"] == (2, "")


def test_what_was_kept_and_is_merged_before_anybody_said_more_of_it_is_followed(workshop):
    workshop.votes.ballot("A", paper=True)
    workshop.votes.close()
    workshop.votes.keep(1, VoteReading.TOTALS)
    merged = workshop.proposals.merge(["T1-01", "T1-04"], "Ensemble")
    assert workshop.session.action(merged).changed is None
    assert lines(workshop)["A+D"] == (1, "")


def test_the_next_vote_is_about_what_the_last_one_kept_as_it_stands_now(workshop):
    def source_of(source):
        return [each.id for each in candidates(workshop.recorder, source)]

    with pytest.raises(Refused, match="No vote has kept"):
        source_of("kept")
    for letters in ("A", "AB", "C"):
        workshop.votes.ballot(letters, paper=True)
    workshop.votes.close()
    kept = workshop.votes.keep(3, VoteReading.TOTALS).shortlist.kept
    assert sources(workshop.session)[0][::2] == ("kept", 3)
    merged = workshop.proposals.merge(["T1-01", "T1-02"], "Ensemble")
    assert source_of("") == [merged.id, kept[-1]]
    assert source_of("Kept") == source_of("")


def test_a_candidate_that_is_split_while_the_vote_is_open_keeps_what_was_voted_on():
    workshop = voting(3)
    merged = workshop.proposals.merge(["T1-01", "T1-02"], "Ensemble")
    workshop.votes.open(VoteRule.APPROVE, 2, source="T1-01,T1-03")
    workshop.votes.ballot("A", paper=True)
    workshop.proposals.split(merged.id)
    workshop.votes.close()
    assert lines(workshop) == {"A": (1, "split"), "B": (0, "")}
    workshop.votes.keep(1, VoteReading.TOTALS)
    assert [workshop.session.name_of(key) for key in workshop.session.actions] == ["T1-01", "T1-02"]
    assert vote_part(workshop.session, workshop.votes.last).lines[0].wording == "Ensemble"


def test_slips_that_were_drawn_after_the_close_are_good_when_the_vote_is_reopened(workshop):
    for code, _world in workshop.votes.slips(2, (), list):
        workshop.votes.coded_ballot(code, "A")
    workshop.votes.close()
    ((code, _world),) = workshop.votes.slips(1, (), list)
    workshop.votes.reopen()
    assert not workshop.votes.coded_ballot(code, "B")
    part = vote_part(workshop.session, workshop.votes.close())
    assert (part.ballots, part.slips, part.excess) == (3, 3, ())


@pytest.mark.parametrize(
    ("given", "present", "new", "slips"),
    [(0, 0, 0, 0), (0, 0, 1, 3), (2, 0, 0, 2), (2, 0, 3, 5), (2, 4, 3, 4), (2, 1, 3, 2), (5, 0, 1, 6)],
)
def test_slips_of_a_reopened_vote_come_beside_those_of_before(workshop, given, present, new, slips):
    workshop.votes.give(given)
    for letters in "AB":
        workshop.votes.ballot(letters, paper=True)
    workshop.votes.close(present)
    workshop.votes.reopen()
    workshop.votes.slips(new, (), list)
    workshop.votes.ballot("A", paper=True)
    assert workshop.votes.close(present).count.slips == slips


@pytest.mark.parametrize("when", ["before the vote is opened", "while it is open"])
def test_slips_are_of_the_same_world_however_the_programme_calls_it_meanwhile(when):
    workshop = voting(2, attendance={"groups": ["34 habitants", "26 élus"]})
    if when == "while it is open":
        workshop.votes.open(VoteRule.APPROVE, 2)
    codes = [code for code, _world in workshop.votes.slips(6, ("habitants", "élus"), list)]
    workshop.programme.set_text("attendance/groups", 0, "34 habitants", "34 habitants du quartier")
    if when == "before the vote is opened":
        workshop.votes.open(VoteRule.APPROVE, 2)
    for code in codes:
        workshop.votes.coded_ballot(code, "A")
    vote = workshop.votes.close()
    assert vote.count.worlds == vote.worlds
    assert [vote.count.ballots_of(world) for world in vote.worlds] == [6, 6]


def test_a_vote_is_not_opened_on_slips_of_a_world_that_the_event_has_no_more():
    workshop = voting(2, attendance={"groups": ["34 habitants", "26 élus"]})
    workshop.votes.slips(6, ("habitants", "élus"), list)
    workshop.programme.set_text("attendance/groups", 0, "34 habitants", "34 riverains")
    with pytest.raises(Refused, match=r"Slips are printed for “habitants”, .*\(riverains, élus\)"):
        workshop.votes.open(VoteRule.APPROVE, 2)
    workshop.programme.set_text("attendance/groups", 0, "34 riverains", "habitants")
    assert workshop.votes.open(VoteRule.APPROVE, 2).worlds == ("habitants", "élus")


def test_two_entries_of_paper_are_compared_before_the_close(workshop):
    for letters in ("A", "B", "AB"):
        workshop.votes.ballot(letters, paper=True)
    for letters in ("A", "C", "AB"):
        found = workshop.votes.ballot(letters, again=True)
    assert (found.ballots, found.first, found.second, found.agree) == (3, 3, 3, False)
    with pytest.raises(Refused, match="3 and 3 ballots, not all the same"):
        workshop.votes.close()
    workshop.votes.close(second=True)
    assert lines(workshop)["C"] == (1, "")


def test_of_what_is_kept_by_equal_shares_it_is_said_what_these_do_and_not_that_everyone_finds_something(workshop):
    for letters in ("A", "A", "B"):
        workshop.votes.ballot(letters, paper=True)
    workshop.votes.close()
    part = vote_part(workshop.session, workshop.votes.keep(1, VoteReading.EQUAL_SHARES))
    told = " ".join(kept_words(part, Language("en")))
    assert "each ballot has the same share of the places to spend" in told
    assert "where that can be" in told, "who voted B alone finds nothing"


def test_totals_of_tables_are_added_and_say_what_they_cannot_serve(workshop):
    assert not workshop.votes.totals(["A=3", "B=5"], 6, table="1")
    assert workshop.votes.totals(["A=3 B=5"], 6, table="1")
    with pytest.raises(Refused, match="not those that were typed first"):
        workshop.votes.totals(["A=4", "B=5"], 6, table="1")
    workshop.votes.totals(["A=2", "B=2"], 2, table="2")
    assert not workshop.votes.totals(["A=1"], 2, table="2", replace=True)
    assert workshop.votes.progress().ballots == 8
    for wrong in (["A=7"], ["A=6", "B=6", "C=1"], ["A=1", "A=2"]):
        with pytest.raises(Refused, match="not taken"):
            workshop.votes.totals(wrong, 6, table="3")
    workshop.votes.close()
    assert lines(workshop)["A"] == (4, "")
    assert "1" not in {each.world for each in workshop.votes.last.count.typed}
    with pytest.raises(Refused, match="needs each ballot"):
        workshop.votes.keep(2, VoteReading.EQUAL_SHARES)


def test_a_vote_is_reopened_with_what_was_in_it_and_shows_nothing_meanwhile(workshop):
    workshop.votes.ballot("A", paper=True)
    workshop.votes.ballot("B")
    workshop.votes.close()
    workshop.votes.reopen("Une table manquait")
    assert vote_part(workshop.session, workshop.votes.last) is None
    assert workshop.votes.ballot("A", paper=True).ballots == 3
    workshop.votes.close()
    assert (lines(workshop)["A"], lines(workshop)["B"]) == ((2, ""), (1, ""))
    assert vote_part(workshop.session, workshop.votes.last).reopened == 1


def test_a_tie_is_decided_with_a_reason_and_what_is_kept_is_followed(workshop):
    for letters in ("A", "B", "AC"):
        workshop.votes.ballot(letters, paper=True)
    workshop.votes.close()
    with pytest.raises(Refused, match="Equal at the cut: B, C, for the last place"):
        workshop.votes.keep(2, VoteReading.TOTALS)
    with pytest.raises(Refused, match="How was the tie decided"):
        workshop.votes.keep(2, VoteReading.TOTALS, "C")
    part = vote_part(workshop.session, workshop.votes.last)
    assert (part.open_tie.letters, part.open_tie.left, part.open_tie.wanted) == (("B", "C"), 1, 2)
    for wanted, letters, why in ((1, "A", "Nothing is equal"), (2, "A", "among those equal at the cut: B, C")):
        with pytest.raises(Refused, match=why):
            workshop.votes.keep(wanted, VoteReading.TOTALS, letters, "tiré au sort")
    workshop.votes.keep(2, VoteReading.TOTALS, "C", "À main levée, 12 contre 5")
    part = vote_part(workshop.session, workshop.votes.last)
    assert part.open_tie is None
    assert (part.kept.letters, part.ties[0].letters) == (("A", "C"), ("C",))
    assert len(workshop.session.actions) == 2
    workshop.history.undo()
    assert (workshop.votes.last.shortlist, workshop.session.actions) == (None, {})
    workshop.votes.keep(1, VoteReading.TOTALS)
    assert vote_part(workshop.session, workshop.votes.last).ties == (), "no tie is told that nothing hangs on"


@pytest.mark.parametrize("reading", [VoteReading.TOTALS, VoteReading.EQUAL_SHARES])
def test_of_a_vote_in_which_nobody_voted_nothing_is_equal_and_nothing_kept(workshop, reading):
    workshop.votes.close()
    for wanted in (2, 4):
        with pytest.raises(Refused, match="nobody voted"):
            workshop.votes.keep(wanted, reading)
        with pytest.raises(Refused, match="nobody voted"):
            workshop.votes.find_tie(wanted, reading)
    assert workshop.votes.last.open_tie is None


def test_what_the_room_votes_on_is_withdrawn_and_not_undone_before_the_close(workshop):
    with pytest.raises(Refused, match="The room votes on this now"):
        workshop.history.undo()
    workshop.ideas.withdraw("T1-04")
    workshop.history.undo()
    workshop.votes.ballot("D", paper=True)
    workshop.votes.close()
    workshop.history.undo()
    assert lines(workshop)["D"] == (1, "undone")


def test_an_open_vote_is_not_undone_and_the_box_of_a_killed_close_goes(workshop):
    workshop.votes.ballot("A", paper=True)
    left = workshop.log.ballots.look()
    workshop.votes.close()
    workshop.log.ballots.contents = left  # killed before the box was removed
    workshop.votes.open(VoteRule.APPROVE, 2)
    assert workshop.votes.progress().ballots == 0
    with pytest.raises(Refused, match="cannot be undone"):
        workshop.history.undo_one(workshop.votes.last.id)


def test_two_laptops_that_each_open_a_vote_lose_no_ballot_once_they_hear_of_each_other():
    kept = []
    laptops = [FakeLog(kept=kept, home=home) for home in ("one", "other")]
    one, other = (make_workshop(log=log, seed=seed) for seed, log in enumerate(laptops))
    one.ideas.record(1, "Idée")
    other.recorder.refresh()
    for log in laptops:
        log.deaf = True
    for workshop in (one, other):
        workshop.votes.open(VoteRule.APPROVE, 1)
        workshop.votes.ballot("A", paper=True)
    for log in laptops:
        log.deaf = False
    for workshop in (one, other):
        assert workshop.votes.ballot("A", paper=True).ballots == 2
        assert workshop.votes.close().count.ballots == 2
    one.recorder.refresh()
    assert [vote.count.ballots for vote in one.session.votes.values()] == [2, 2]
    assert not one.session.void


@pytest.mark.parametrize("paper", [False, True], ids=["of a slip", "on paper"])
def test_ballots_of_a_vote_that_another_laptop_gave_up_are_told_and_counted_all_the_same(paper):
    kept = []
    here, away = FakeLog(kept=kept, home="one"), FakeLog(kept=kept, home="other")
    one, other = (make_workshop(log=log, seed=seed) for seed, log in enumerate((here, away)))
    one.ideas.record(1, "Idée")
    one.votes.open(VoteRule.APPROVE, 1)
    ((code, _world),) = one.votes.slips(1, (), list)
    if paper:
        one.votes.ballot("A", paper=True)
    else:
        one.votes.coded_ballot(code, "A")
    other.recorder.refresh()
    other.votes.give_up()
    assert one.votes.progress() is None
    assert one.votes.uncounted().ballots == 1
    for refused in (one.votes.close, lambda: one.votes.open(VoteRule.APPROVE, 1)):
        with pytest.raises(Refused, match="closed without them: 1"):
            refused()
    other.votes.open(VoteRule.APPROVE, 1)
    one.votes.reopen("L’autre ordinateur ne savait pas")
    assert one.votes.uncounted() is None
    assert one.votes.coded_ballot(code, "A") is not paper, "slips stay good"
    assert one.votes.close().count.ballots == 1 + paper
    assert other.votes.close().count.ballots == 0


def test_slips_that_nobody_used_hold_up_no_vote_once_another_laptop_gave_theirs_up():
    kept = []
    one, other = (make_workshop(log=FakeLog(kept=kept, home=home)) for home in ("one", "other"))
    one.ideas.record(1, "Idée")
    one.votes.open(VoteRule.APPROVE, 1)
    one.votes.slips(3, (), list)
    other.recorder.refresh()
    other.votes.give_up()
    assert one.votes.uncounted() is None
    assert one.votes.open(VoteRule.APPROVE, 1).is_open


@pytest.mark.parametrize("first", ["counted", "given up"])
def test_a_vote_that_was_counted_here_and_given_up_elsewhere_is_counted(first):
    kept = []
    here, away = FakeLog(kept=kept, home="one"), FakeLog(kept=kept, home="other")
    one, other = (make_workshop(log=log, seed=seed) for seed, log in enumerate((here, away)))
    one.ideas.record(1, "Idée")
    one.votes.open(VoteRule.APPROVE, 1)
    one.votes.ballot("A", paper=True)
    other.recorder.refresh()
    here.deaf = away.deaf = True
    for then in (one.votes.close, other.votes.give_up)[:: 1 if first == "counted" else -1]:
        then()
    here.deaf = away.deaf = False
    for workshop in (one, other):
        workshop.recorder.refresh()
        assert workshop.votes.last.count.ballots == 1


def test_two_laptops_that_both_reopen_a_vote_and_close_it_say_that_there_are_two_counts():
    kept = []
    one, other = (make_workshop(log=FakeLog(kept=kept, home=home), seed=len(home)) for home in ("one", "other"))
    one.ideas.record(1, "Idée")
    one.votes.open(VoteRule.APPROVE, 1)
    one.votes.ballot("A", paper=True)
    one.votes.close()
    other.recorder.refresh()
    one.log.deaf = other.log.deaf = True
    for workshop, more in ((one, 1), (other, 2)):
        workshop.votes.reopen()
        for _each in range(more):
            workshop.votes.ballot("A", paper=True)
        workshop.votes.close()
    one.log.deaf = other.log.deaf = False
    one.recorder.refresh()
    other.recorder.refresh()
    part = vote_part(one.session, one.votes.last)
    assert part == vote_part(other.session, other.votes.last)
    assert {(part.ballots, *part.other_counts)} <= {(2, 3), (3, 2)}
    told = (
        f"Another computer counted this vote too: {part.other_counts[0]} ballots. Its count is not the one shown here."
    )
    assert excess_words(part, Language("en")) == [told]


@pytest.mark.parametrize("second", ["A", "B"])
def test_a_box_that_a_killed_close_left_is_gone_once_somebody_looks(workshop, second):
    workshop.votes.ballot("A", paper=True)
    workshop.votes.ballot(second, again=True)
    left = workshop.log.ballots.look()
    workshop.votes.close(second=second == "B")
    workshop.log.ballots.contents = left
    assert workshop.votes.progress() is None
    assert workshop.log.ballots.contents is None


def test_ballots_are_refused_where_the_box_is_not(workshop):
    workshop.log.ballots.contents = None
    with pytest.raises(Refused, match="on the computer where it was opened"):
        workshop.votes.ballot("A")
    assert workshop.votes.progress() is None
    workshop.votes.give_up()
    workshop.votes.open(VoteRule.APPROVE, 2)
    workshop.votes.ballot("A")
    with pytest.raises(Refused, match="are on this computer"):
        workshop.votes.give_up()


def test_a_vote_has_candidates_and_one_sentence_for_a_hand():
    empty = make_workshop()
    with pytest.raises(Refused, match="nothing to vote on"):
        empty.votes.open(VoteRule.APPROVE, 5)
    workshop = voting(30)
    with pytest.raises(Refused, match="one sentence"):
        workshop.votes.open(VoteRule.FIVE, 5)
    with pytest.raises(Refused, match="No table has named favourites"):
        workshop.votes.open(VoteRule.APPROVE, 5, source="favourites")
    workshop.readback.favour(1, ["T1-03", "T1-05"], "")
    assert len(workshop.votes.open(VoteRule.APPROVE, 5).candidates) == 2
    workshop.votes.close()
    vote = workshop.votes.open(VoteRule.APPROVE, 5, source="T1-01," + ",".join(f"T1-{n:02}" for n in range(1, 31)))
    assert (len(vote.candidates), vote.letters[25:28]) == (30, ("Z", "27", "28"))
    workshop.votes.ballot("Z 27", paper=True)
    cast(workshop.log.ballots.contents, "", "28")
    workshop.votes.close()
    assert {letter for letter, found in lines(workshop).items() if found[0]} == {"Z", "27", "28"}
