"""The closing questions: opened, answered, counted by hand, closed, opened again; few answers are never told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.domain.errors import Refused
from facilitate.domain.values.feedback import FEW
from facilitate.workshop.cases.feedback import USUAL
from facilitate.workshop.report.feedback import feedback_part
from facilitate.workshop.votes.answers import read_answer
from tests.support.feedback import QUESTIONS, asked
from tests.support.workshops import PLAN, FakeLog, make_workshop


@pytest.mark.parametrize("typed", ["43", "4 3", " 4, 3 ", "4/3"])
def test_an_answer_reads_as_people_type_it(typed):
    assert read_answer(typed, 2) == "4 3"
    assert read_answer("-2", 2) == read_answer("0 2", 2) == "0 2"


@pytest.mark.parametrize(
    ("typed", "why"),
    [("4", "each question .2., 0 for none; you typed 1"), ("444", "you typed 3"), ("45", "“5” is no step"),
     ("4é", "“é” is no step"),
     ("²1", "“²” is no step"), ("00", "no question is answered"), ("", "you typed 0")],
)  # fmt: skip
def test_an_answer_with_a_mistake_is_one_sentence_and_counts_nothing(typed, why):
    workshop = asked()
    with pytest.raises(Refused, match=why):
        workshop.feedback.answer(typed)
    assert workshop.feedback.answered() == 0


def test_questions_are_those_given_else_those_of_the_programme_else_the_usual_ones():
    assert make_workshop().feedback.open().questions == USUAL["fr"]
    own = make_workshop(plan={**PLAN, "closing_questions": ["Et\u202f?", ""]})
    assert own.feedback.open().questions == ("Et\u202f?",)
    with pytest.raises(Refused, match="open already"):
        own.feedback.open()
    own.feedback.close()
    assert own.feedback.open([" Autre  chose\u202f? "]).questions == ("Autre chose\u202f?",), "nobody had answered"
    for wrong in (["a", "b", "c", "d"], ["a" * 400]):
        with pytest.raises(Refused, match=r"At most 3|too long"):
            make_workshop().feedback.open(wrong)
    with pytest.raises(Refused, match="At most 3"):
        make_workshop().programme.set("closing_questions", ["a", "b", "c", "d"])


def test_phones_paper_and_totals_are_counted_together_and_one_code_counts_once():
    workshop = asked({"43": 2, "-1": 1})
    take = workshop.feedback.taker()
    assert take([("aa" * 16, "4 4"), ("bb" * 16, "2 0")]) == [False, False]
    assert take([("aa" * 16, "3 3")]) == [True], "sent again: in the place of the first"
    assert workshop.feedback.totals(["0/1/0/2", "1/0/1/0"], 3, "Table 2") == (False, 8)
    assert workshop.feedback.totals(["0/1/0/2", "1/0/1/0"], 3, "Table 2") == (True, 8)
    with pytest.raises(Refused, match="not those that were typed first"):
        workshop.feedback.totals(["0/0/0/3", "1/0/1/0"], 3, "Table 2")
    for wrong in (["0/1/0/2"], ["0/1/2", "0/0/0/0"], ["0/1/0/3", "0/0/0/0"]):
        with pytest.raises(Refused):
            workshop.feedback.totals(wrong, 3, "Table 3")
    workshop.feedback.close(present=7)
    (part,) = feedback_part(workshop.session)
    assert [line.steps for line in part.lines] == [(0, 2, 1, 4), (2, 0, 4, 0)]
    assert (part.answers, part.phones, part.paper, part.present, part.excess) == (8, 2, 6, 7, 1)
    assert workshop.log.answers.look() is None
    with pytest.raises(Refused, match="no key"):  # nothing is left that could take it
        take([("cc" * 16, "1 1")])
    with pytest.raises(Refused, match="not open"):
        workshop.feedback.answer("11")


def test_questions_that_were_only_tried_can_be_asked_anew():
    workshop = asked({"44": 6})
    with pytest.raises(Refused, match="open already"):
        workshop.feedback.open(["Autre\u202f?"], anew=True)
    workshop.feedback.close()
    known = workshop.feedback.open(["Autre\u202f?"], anew=True)
    assert (known.questions, known.answers, workshop.feedback.answered()) == (("Autre\u202f?",), 0, 0)


def test_a_mistyped_sheet_is_taken_back_by_what_it_says_and_looked_for_at_the_close_alone():
    workshop = asked({"44": 6, "11": 1})
    assert workshop.feedback.answer("1 1", take_back=True) == 6
    assert workshop.feedback.answer("22", take_back=True) == 5, "as if there were one"
    workshop.feedback.close()
    (part,) = feedback_part(workshop.session)
    assert (part.answers, [line.steps for line in part.lines]) == (6, [(0, 0, 0, 6)] * 2)
    with pytest.raises(Refused, match="could be taken back"):
        asked().feedback.answer("11", take_back=True)


def test_so_few_that_they_would_be_recognised_are_told_of_nowhere():
    workshop = asked({"11": FEW - 1})
    with pytest.raises(Refused, match="Too few answered"):
        workshop.feedback.close()
    workshop.feedback.close(few=True)
    assert workshop.log.kept[-1].act.counts == ("", "")
    assert feedback_part(workshop.session)[0].lines[0].steps == ()
    again = asked({"1-": FEW, "14": FEW - 1})
    again.feedback.close()
    assert [line.steps for line in feedback_part(again.session)[0].lines] == [(9, 0, 0, 0), ()]


def test_what_comes_after_they_were_opened_again_is_no_difference_of_two_counts():
    workshop = asked({"44": 6})
    workshop.feedback.close()
    with pytest.raises(Refused, match="stay as they are"):
        workshop.feedback.open(["Autre\u202f?"])
    known = workshop.feedback.open()
    assert (known.questions, known.is_open, feedback_part(workshop.session)) == (QUESTIONS, True, ())
    workshop.feedback.answer("11")
    workshop.feedback.close(few=True)
    (part,) = feedback_part(workshop.session)
    assert [line.steps for line in part.lines] == [(0, 0, 0, 6)] * 2
    assert (part.answers, part.untold) == (7, 1)
    assert "11" not in str([event.act for event in workshop.log.kept[-2:]])


def test_a_box_that_a_killed_close_left_is_not_counted_twice():
    workshop = asked({"44": 6})
    left = workshop.log.answers.look()
    workshop.feedback.close()
    workshop.log.answers.contents = left
    workshop.feedback.open()
    assert workshop.feedback.answered() == 0
    for _each in range(FEW):
        workshop.feedback.answer("33")
    workshop.feedback.close()
    assert feedback_part(workshop.session)[0].answers == 6 + FEW


def test_answers_are_given_up_where_their_box_is_not():
    workshop = asked({"44": 6})
    workshop.log.answers.discard()
    assert workshop.feedback.answered() is None
    with pytest.raises(Refused, match="this one has no key"):
        workshop.feedback.answer("44")
    assert not workshop.feedback.give_up().answers


def test_two_laptops_that_asked_the_same_are_counted_together():
    """Each of two programs that do not hear each other opens the questions, with a box of its own."""
    one = make_workshop()
    other = make_workshop(log=FakeLog(kept=one.log.kept), seed=7)
    one.log.deaf = other.log.deaf = True
    for workshop in (one, other):
        workshop.feedback.open(QUESTIONS)
        for _each in range(FEW):
            workshop.feedback.answer("43")
    one.log.deaf = other.log.deaf = False
    assert (one.feedback.answered(), other.feedback.answered()) == (FEW, FEW)
    one.feedback.close()
    assert other.feedback.last.is_open
    other.feedback.close()
    for workshop in (one, other):
        workshop.recorder.refresh()
        assert [line.steps for line in feedback_part(workshop.session)[0].lines] == [(0, 0, 0, 10), (0, 0, 10, 0)]


def test_answers_that_another_laptop_closed_the_questions_without_are_told_and_counted_all_the_same():
    one = asked({"44": 6})
    other = make_workshop(log=FakeLog(kept=one.log.kept), seed=7)
    other.feedback.give_up()
    assert one.feedback.answered() is None
    with pytest.raises(Refused, match="closed without them: 6"):
        one.feedback.close()
    one.feedback.open()
    assert one.feedback.answered() == 6
    assert one.feedback.close().answers == 6


@pytest.mark.parametrize("first", ["counted", "given up"])
def test_answers_that_were_counted_here_and_given_up_elsewhere_are_counted(first):
    one = asked({"44": 6})
    other = make_workshop(log=FakeLog(kept=one.log.kept), seed=7)
    one.log.deaf = other.log.deaf = True
    for then in (one.feedback.close, other.feedback.give_up)[:: 1 if first == "counted" else -1]:
        then()
    one.log.deaf = other.log.deaf = False
    for workshop in (one, other):
        assert workshop.feedback.last.answers == 6


@given(st.dictionaries(st.sampled_from(["44", "4-", "-1", "23"]), st.integers(0, 9)))
def test_counts_add_up_and_the_order_of_answers_leaves_no_trace(answers):
    forwards, backwards = asked(answers), asked(dict(reversed(answers.items())))
    assert forwards.log.answers.contents["paper"] == backwards.log.answers.contents["paper"]
    forwards.feedback.close(few=True)
    for part in feedback_part(forwards.session):
        assert part.answers == sum(answers.values())
        for place, line in enumerate(part.lines):
            given_to = sum(count for typed, count in answers.items() if typed[place] != "-")
            assert sum(line.steps) == (given_to if given_to >= FEW else 0)
