"""What recurs from one event to another, and what one wants that another has."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.values.cycle import LedgerAnswer
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.matching.matcher import by_words
from facilitate.workshop.cycle.reading import filed_of
from facilitate.workshop.cycle.recurrences import (
    PairOfEvents,
    across,
    joined_through,
    ledger,
    pairs_answered,
    recurrences,
    suggested,
    texts_of,
    to_review,
    worth_a_look,
)
from facilitate.workshop.suggestions.contract import DuplicateSuggestion
from tests.support.cycles import a_cycle, a_proposal, an_event, events_of

FUND = "Un fonds commun pour les projets portés à deux"
LYON = an_event(
    "Lyon",
    [a_proposal(1, FUND), a_proposal(2, "Une cafétéria associative"), a_proposal(3, "Un fonds commun pour tous")],
)
PARIS = an_event("Paris", [a_proposal(1, "Fonds commun pour des projets portés à deux", standing="existing")])
LILLE = an_event("Lille", [a_proposal(1, "Créer un fonds commun de projets"), a_proposal(2, "Des jardins")])


@pytest.fixture
def cycle():
    return a_cycle()


def pairs(cycle, events):
    matcher = by_words()
    matcher.read(texts_of(cycle.session, events))
    found = [each for each in to_review(suggested(across(matcher, events), cycle.session, events)) if each.likely]
    return [{events.name_of(each.first), events.name_of(each.second)} for each in found]


def test_only_pairs_of_two_events_are_suggested_and_none_that_was_answered(cycle):
    events = events_of(LYON, PARIS)
    assert {"lyon/T1-01", "paris/T1-01"} in pairs(cycle, events)
    assert all(len({name.partition("/")[0] for name in pair}) == 2 for pair in pairs(cycle, events))
    cycle.cycle.answer(events, ["lyon/T1-01", "paris/T1-01"], DuplicateAnswer.DIFFERENT)
    assert {"lyon/T1-01", "paris/T1-01"} not in pairs(cycle, events)


def test_later_comes_back_last(cycle):
    events = events_of(LYON, PARIS)
    first = pairs(cycle, events)[0]
    cycle.cycle.answer(events, sorted(first), DuplicateAnswer.LATER)
    assert pairs(cycle, events)[-1] == first


def test_two_that_differ_and_are_the_same_as_a_third_are_told_with_what_joins_them(cycle):
    events = events_of(*(an_event(city, [a_proposal(1)]) for city in ("Lyon", "Paris", "Lens")))
    one, two, three = (events.proposal(f"{city}/T1-01") for city in ("lyon", "paris", "lens"))
    for first, second, answer in ((one, two, "SAME"), (two, three, "SAME"), (one, three, "DIFFERENT")):
        names = [events.name_of(first), events.name_of(second)]
        cycle.cycle.answer(events, names, DuplicateAnswer[answer])
    assert joined_through(cycle.session, events, one, three) == (two,)
    assert joined_through(cycle.session, events, one, two) == ()
    cycle.cycle.answer(events, ["lyon/T1-01", "paris/T1-01"], DuplicateAnswer.DIFFERENT)
    assert joined_through(cycle.session, events, one, three) is None


def test_confirmed_pairs_make_one_group_each_in_its_own_words(cycle):
    events = events_of(LYON, PARIS, LILLE)
    cycle.cycle.answer(events, ["lyon/T1-01", "paris/T1-01"], DuplicateAnswer.SAME)
    cycle.cycle.answer(events, ["lille/T1-01", "paris/T1-01"], DuplicateAnswer.SAME)
    (group,) = recurrences(cycle.session, events)
    assert group.events == 3
    assert {each.proposal.text for each in group.proposals} == {
        FUND, "Fonds commun pour des projets portés à deux", "Créer un fonds commun de projets",
    }  # fmt: skip
    assert {"lyon/T1-01", "lille/T1-01"} not in pairs(cycle, events)


def test_an_answer_holds_for_whatever_proposal_the_idea_is_in_later(cycle):
    events = events_of(LYON, PARIS)
    cycle.cycle.answer(events, ["lyon/T1-03", "paris/T1-01"], DuplicateAnswer.SAME)
    merged = an_event("Lyon", [a_proposal(2, FUND, ideas=2)])
    (group,) = recurrences(cycle.session, events_of(merged, PARIS))
    assert {each.proposal.text for each in group.proposals} == {FUND, PARIS.proposals[0].text}
    assert recurrences(cycle.session, events_of(an_event("Lyon", [a_proposal(9)]), PARIS)) == []


def test_two_proposals_of_one_event_are_merged_there_and_not_here(cycle):
    with pytest.raises(Refused, match="are of one event"):
        cycle.cycle.answer(events_of(LYON, PARIS), ["lyon/T1-01", "lyon/T1-02"], DuplicateAnswer.SAME)


def test_what_one_wants_stands_beside_what_another_has_and_keeps_its_answer(cycle):
    events = events_of(LYON, PARIS, LILLE)
    matcher = by_words()
    matcher.read(texts_of(cycle.session, events))
    first = ledger(across(matcher, events), cycle.session, events)[0]
    assert (events.name_of(first.wanted), events.name_of(first.existing)) == ("lyon/T1-01", "paris/T1-01")
    cycle.cycle.answer_wish(events, "lyon/T1-01", "paris/T1-01", LedgerAnswer.YES)
    answered = next(each for each in ledger(across(matcher, events), cycle.session, events) if each.answer)
    assert events.name_of(answered.wanted) == "lyon/T1-01"
    assert answered.answer is LedgerAnswer.YES


@pytest.mark.parametrize(
    ("wanted", "existing"), [("paris/T1-01", "lyon/T1-01"), ("lyon/T1-01", "lille/T1-01"), ("lyon/T1-01", "lyon/T1-02")]
)
def test_a_wish_is_of_what_is_to_be_created_beside_what_exists_elsewhere(cycle, wanted, existing):
    with pytest.raises(Refused):
        cycle.cycle.answer_wish(events_of(LYON, PARIS, LILLE), wanted, existing, LedgerAnswer.YES)


def test_commands_and_screens_show_the_likely_half_and_the_rest_when_asked():
    events = events_of(LYON, PARIS, LILLE)  # six proposals
    one, other = LYON.proposals[0], PARIS.proposals[0]
    first, second = (next(each for each in events.every() if each.proposal is found) for found in (one, other))
    whys = [
        ((), True),
        (("fonds",), True),
        (("commun",), True),
        (("tous",), False),
        (("porter",), True),
        (("deux",), True),
    ]
    every = [PairOfEvents(first, second, 0.9, because, likely) for because, likely in whys]
    assert [every.index(each) for each in worth_a_look(every, events, by_meaning=False)] == [1, 2, 4]
    assert [every.index(each) for each in worth_a_look(every, events, by_meaning=True)] == [0, 1, 2]
    two = replace(LYON, filed=filed_of(LYON.proposals[:1] * 2))
    assert [every.index(each) for each in worth_a_look(every, events, by_meaning=True, of=two)] == [0, 1]
    assert [every.index(each) for each in worth_a_look(every, events, by_meaning=False, unlikely=1)] == [1, 2, 3, 4]


def test_each_answer_leaves_fewer_to_look_at_until_none_is_left_and_counts_those_that_still_stand(cycle):
    lyon, paris = (an_event(city, [a_proposal(each) for each in range(1, 6)]) for city in ("Lyon", "Paris"))
    events = events_of(lyon, paris)
    places = product(*([each for each in events.every() if each.event is event] for event in events.readings))
    near = [(one, other, DuplicateSuggestion("", "", 0.9, ("fonds",))) for one, other in places]

    def left():
        every = suggested(near, cycle.session, events)
        return to_review(worth_a_look(every, events, by_meaning=False), every)

    assert (len(near), len(left())) == (25, 5), "half of the proposals"
    later = left()[0]
    cycle.cycle.answer(events, list(map(events.name_of, (later.first, later.second))), DuplicateAnswer.LATER)
    for many in range(4, -1, -1):
        assert [(each.first, each.second) for each in left()][-1] == (later.first, later.second)
        one = left()[0]
        cycle.cycle.answer(events, list(map(events.name_of, (one.first, one.second))), DuplicateAnswer.DIFFERENT)
        assert len(left()) == many
    assert len(pairs_answered(cycle.session, events)) == 5
    assert pairs_answered(cycle.session, events_of(replace(lyon, proposals=()), paris)) == [], "withdrawn since"
