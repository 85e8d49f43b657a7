"""Answers to the closing questions: as they are typed or sent, as they lie in the box, and as they are counted.

An answer is a step for each question, from 1 to 4, and 0 where somebody left it out: `4 3 0`. In the box they are what
ballots are, with one difference: a phone draws its code by itself, and only so that what is sent twice counts once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.text import excerpt
from facilitate.domain.values.feedback import FEW, MOST_ANSWERS, STEPS, FeedbackCount
from facilitate.workshop.votes.contents import Contents, standing

ANSWERS_ELSEWHERE = N_(
    "The answers to the closing questions are on the computer where they were opened, and this one has no key to them: "
    "go on there. If it is not coming back: “facilitate feedback close --without-answers”."
)
_NOT_COUNTED = N_("This answer was not counted: {why}")
_STEPS_WANTED = N_(
    "“{typed}”: a number from 1 to 4 is needed for each question ({wanted}), 0 for none; you typed {found}."
)
_NO_STEP = N_("“{sign}” is no step: type a number from 1 to 4 for each question, 0 for none.")
_NOTHING = N_("no question is answered.")
_TOTALS = N_("“{typed}” is no count: write how many took each of the 4 steps, such as 0/2/9/4.")
_TOTALS_WANTED = N_("These totals were not taken: {found} of {wanted} questions are there, in their order.")
_OVER = N_("These totals were not taken: question {question} has {count} answers, and {answers} people answered.")
_NONE = frozenset("0-–—_xX")
_DIGITS = 5
_BETWEEN = re.compile(r"[\s,;./|]+")


def read_answer(typed: str, questions: int) -> str:
    """Return an answer as it lies in the box; raises `Refused` with one sentence for what is none.

    Numbers may stand together or apart (`434`, `4 3 4`, `4,3,4`); 0 or a hyphen is a question that was left out.
    """
    signs = _BETWEEN.sub("", typed)
    wrong = next((sign for sign in signs if sign not in _NONE and sign not in "1234"), "")
    if wrong:
        raise Refused(_NOT_COUNTED, why=Message(_NO_STEP, {"sign": wrong}))
    if len(signs) != questions:
        params = {"typed": excerpt(typed.strip(), 20), "found": len(signs), "wanted": questions}
        raise Refused(_NOT_COUNTED, why=Message(_STEPS_WANTED, params))
    if all(sign in _NONE for sign in signs):
        raise Refused(_NOT_COUNTED, why=Message(_NOTHING))
    return " ".join("0" if sign in _NONE else sign for sign in signs)


def read_counts(typed: Sequence[str], answers: int, questions: int) -> str:
    """Return how many took each step of each question, typed as `0/2/9/4`, as they lie in the box; raises `Refused`."""
    if len(typed) != questions:
        raise Refused(_TOTALS_WANTED, found=len(typed), wanted=questions)
    found: list[int] = []
    for place, text in enumerate(typed, 1):
        numbers = [each for each in re.split(r"[\s,;/]+", text.strip()) if each]
        if len(numbers) != STEPS or not all(
            each.isascii() and each.isdecimal() and len(each) <= _DIGITS for each in numbers
        ):
            raise Refused(_TOTALS, typed=excerpt(text, 20))
        steps = list(map(int, numbers))
        if sum(steps) > answers:
            raise Refused(_OVER, question=place, count=sum(steps), answers=answers)
        found += steps
    return " ".join(map(str, found))


def answers_in(contents: Contents) -> int:
    """Return how many answered, and nothing of what they said."""
    typed = sum(int(each[2]) for each in contents["typed"])
    return len(contents["slips"]) + len(contents["paper"]) - len(contents["back"]) + typed


def count_of(contents: Contents, questions: int, present: int) -> FeedbackCount:
    """Return what is in the box for the close; of a question that too few answered nothing is kept."""
    phones = [slip[1] for slip in contents["slips"].values()]
    paper = [each[1] for each in standing(contents)[0]]
    steps = [[0] * STEPS for _each in range(questions)]
    for text, many in Counter([*phones, *paper]).items():
        for place, step in enumerate(map(int, text.split())):
            if step:
                steps[place][step - 1] += many
    for _table, _world, _answers, text in contents["typed"]:
        for place, number in enumerate(map(int, text.split())):
            steps[place // STEPS][place % STEPS] += number
    typed = sum(each[2] for each in contents["typed"])
    return FeedbackCount(
        min(len(phones), MOST_ANSWERS),
        min(len(paper) + typed, MOST_ANSWERS),
        min(present, MOST_ANSWERS),
        tuple(tuple(each) if sum(each) >= FEW else () for each in steps),
    )
