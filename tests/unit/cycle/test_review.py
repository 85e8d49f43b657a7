"""What became of actions: which an event begins with, and what counts of all that was said."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.values.learning import ReviewAnswer
from facilitate.workshop.cycle.reading import reading_of, statements_of
from facilitate.workshop.cycle.review import CycleReview, ReviewedAction, ReviewedAt, ReviewEvent, words_said
from facilitate.workshop.cycle.synthesis import synthesis_of
from tests.support.cycles import NOBODY_KNOWN, a_cycle, a_statement, an_action, an_event, events_of
from tests.support.workshops import make_workshop

LYON = ReviewEvent("idlyon", "Lyon", "2022-05-10")
LILLE = ReviewEvent("idlille", "Lille", "2022-09-01")


def paris(*actions, date="2021-12-13"):
    return replace(an_event("Paris", date=date), actions=actions)


def waiting(review, here):
    return [each.action.refs[0] for each in review.waiting(here)]


@pytest.mark.parametrize(
    ("state", "changed", "answer", "at_lyon", "at_lille"),
    [
        ("started", "2022-01-01", "", True, True),
        ("started", "2022-01-01", "done", True, False),
        ("started", "2022-01-01", "dropped", True, False),
        ("started", "2022-01-01", "goes-on", True, True),
        ("started", "2022-06-01", "done", True, True),  # it was taken up again after the answer
        ("done", "2022-06-01", "goes-on", True, False),
        ("done", "2022-01-01", "", False, False),
        ("dropped", "2022-01-01", "", False, False),
    ],
)
def test_an_event_begins_with_what_is_open_by_the_later_of_road_map_and_answer(
    state, changed, answer, at_lyon, at_lille
):
    lyon = replace(an_event("Lyon"), statements=(a_statement("Paris", 1, answer),) if answer else ())
    review = CycleReview(events_of(paris(an_action(1, state, changed)), lyon), LYON, lyon.statements)
    assert (waiting(review, LYON), waiting(review, LILLE)) == (["T1-01"] * at_lyon, ["T1-01"] * at_lille)


@pytest.mark.parametrize(
    ("date", "known"), [("2021-12-13", True), ("", True), ("2022-05-10", False), ("2022-06-01", False)]
)
def test_an_event_is_earlier_by_its_day_and_one_without_a_day_is(date, known):
    review = CycleReview(events_of(paris(an_action(1), date=date), an_event("Lyon")), LYON)
    assert waiting(review, LYON) == ["T1-01"] * known


def test_two_laptops_that_answer_are_both_heard_and_the_later_answer_counts():
    both = (a_statement("Paris", 1, "done", "2022-05-10T09:00"), a_statement("Paris", 1, "goes-on", "2022-05-10T09:05"))
    review = CycleReview(events_of(paris(an_action(1))), LYON, both)
    (found,) = review.waiting(LYON)
    assert (found.answer, [each.answer for each in found.said_at(LYON)]) == ("goes-on", ["done", "goes-on"])


def test_an_answer_follows_its_idea_and_one_of_what_was_withdrawn_is_only_counted():
    merged = paris(an_action(1, ideas=3))
    review = CycleReview(events_of(merged), LYON, (a_statement("Paris", 3, "done"), a_statement("Paris", 9, "done")))
    (found,) = review.waiting(LYON)
    assert (found.answer, review.name_of(found), review.lost) == ("done", "paris/T1-01 (+2)", 1)
    assert review.named("paris/t1-03", [found]) is found
    with pytest.raises(Refused, match="no open action T1-09"):
        review.named("paris/T1-09", [found])


@pytest.mark.parametrize("agreed", ["", "Camille Roux", "camille  ROUX", "Une autre"])
def test_a_cycle_reads_the_names_of_those_alone_who_agreed(agreed):
    workshop = make_workshop()
    workshop.ideas.record(1, "un jardin")
    workshop.roadmap.set("T1-01", owner="Camille Roux", agreed=agreed)
    yes = "roux" in agreed.lower()
    workshop.opening_review.say("idparis", ["idea1"], None, "", "Camille Roux", agreed=yes)
    reading = reading_of(workshop.session, "id", "lyon", lambda text: text.replace("Camille Roux", "Pilote 1"))
    owner, by = reading.actions[0], reading.statements[0]
    assert (owner.owner, owner.plain_owner) == ("Camille Roux" * yes, "Pilote 1")
    assert (by.by, by.plain_by) == ("Camille Roux" * yes, "Pilote 1")
    assert statements_of(workshop.session, str, at_home=True)[0].by == "Camille Roux"
    workshop.roadmap.set("T1-01", owner="Karim Benali")  # a yes is nobody else's
    assert reading_of(workshop.session, "id", "lyon", str).actions[0].owner == ""


def test_a_yes_that_comes_later_holds_for_all_that_somebody_said_of_an_action_and_is_no_more_to_say():
    workshop = make_workshop()
    say = workshop.opening_review
    with pytest.raises(Refused, match="Note first who says so"):
        say.agree("idparis", ["idea1"])
    say.say("idparis", ["idea1"], ReviewAnswer.DONE, "It opened", "Camille Roux")
    say.say("idparis", ["idea2"], None, "", "Camille Roux")
    say.say("idparis", ["idea1", "idea3"], None, "At last", "camille roux")
    assert [each.by for each in statements_of(workshop.session, str)] == ["", "", ""]
    assert say.agree("idparis", ["idea1", "idea3"]) == "camille roux"
    found = statements_of(workshop.session, str)
    assert [(each.by, each.word) for each in found] == [
        ("Camille Roux", "It opened"),
        ("", ""),
        ("camille roux", "At last"),
    ]
    with pytest.raises(Refused, match="agreed already"):
        say.agree("idparis", ["idea1"])


def test_a_role_of_an_anonymous_synthesis_is_one_person_of_one_event():
    def event(city, roles):
        action = replace(an_action(1), plain="[Pilote 1] ouvre, avec [pilote 2] [sic]", plain_owner="[Pilote 1]")
        statement = replace(a_statement("Paris", 1, "done"), plain_by="[Directrice]")
        return replace(an_event(city), actions=(action,), statements=(statement,), roles=roles)

    roles = ("pilote 1", "pilote 2", "directrice")
    found = synthesis_of(a_cycle().session, events_of(event("Lyon", roles), event("Nice", roles)), redact=NOBODY_KNOWN)
    texts = [(each.actions[0].text, each.actions[0].owner, each.statements[0].by) for each in found.readings]
    assert texts == [
        ("[Pilote 1] ouvre, avec [pilote 2] [sic]", "[Pilote 1]", "[Directrice]"),
        ("[Pilote 3] ouvre, avec [pilote 4] [sic]", "[Pilote 3]", "[Directrice (2)]"),
    ]


def _heard(*parts):
    """What is read of answer, word and name, said one after the other of one action, by somebody who agreed or not."""
    workshop, other = make_workshop(), make_workshop()
    idea = other.ideas.record(1, "un jardin")
    for part in parts:
        workshop.opening_review.say("idparis", (idea.id,), **part)
    statements = statements_of(workshop.session, NOBODY_KNOWN)
    for anonymise in (False, True):
        shown = [replace(each, word=each.plain, by=each.plain_by) if anonymise else each for each in statements]
        each = ReviewedAction(paris(), an_action(1), tuple(ReviewedAt(LYON, one) for one in shown))
        yield [message.text.partition(": ")[2] for message in words_said(each)]


@pytest.mark.parametrize(("answer", "word", "by", "agreed"), list(product((False, True), repeat=4)))
def test_whatever_was_noted_of_an_action_can_be_shown(answer, word, by, agreed):
    if not (answer or word or by):
        return
    given = {"answer": ReviewAnswer.DONE if answer else None, "word": "vu" * word, "by": "Ulysse" * by}
    pieces = [text for text, is_there in (("{answer}", answer), ("“{word}”", word)) if is_there]
    one_by_one = [{"answer": None, "word": "", "by": "", key: part} for key, part in given.items() if part]
    at_once, apart = (
        list(_heard({**given, "agreed": agreed and by})),
        list(_heard(*({**each, "agreed": agreed and bool(each["by"])} for each in one_by_one))),
    )
    named = " ({by})" if pieces else "said by {by}"
    wanted = [", ".join(pieces) + (named if by and agreed else "")] if pieces or (by and agreed) else []
    assert at_once[0] == apart[0] == wanted
    assert len(at_once[1]) <= 1


def test_two_answers_two_words_or_a_second_person_are_lines_of_their_own():
    nothing = {"answer": None, "word": "", "by": ""}
    said = ({"answer": ReviewAnswer.GOES_ON}, {"word": "vu"}, {"by": "Ana", "agreed": True}, {"word": "lu"})
    parts = [{**nothing, **each} for each in (*said, {"answer": ReviewAnswer.DONE})]
    assert next(_heard(*parts)) == ["{answer}, “{word}” ({by})", "{answer}, “{word}”"]
