"""What a cycle takes from the closing questions of an event: each question with its counts, side by side, never added.

Rooms answer for themselves: a sum over rooms would hide the one that was not heard.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.workshop.report.feedback import feedback_part


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A closing question, and how many took each step; none where too few answered it to be told of.

    With those who left it `blank` and those whose answers are not told, `hidden`, they add up to all who answered. Both
    are None where a version read the event that did not tell them apart.
    """

    text: str
    steps: tuple[int, ...]
    blank: int | None = 0
    hidden: int | None = 0


@dataclass(frozen=True, slots=True)
class ReadFeedback:
    """The closing questions of an event once they are closed: how many answered, of how many present (0: unknown)."""

    answers: int
    present: int
    questions: tuple[ReadQuestion, ...]


def read_feedback(session: Session) -> ReadFeedback | None:
    """Return the closing questions of an event; None where none are closed with answers."""
    for part in feedback_part(session):
        questions = tuple(ReadQuestion(line.question, line.steps, line.blank, line.hidden) for line in part.lines)
        return ReadFeedback(part.answers, part.present, questions)
    return None


def unnamed_feedback(feedback: ReadFeedback | None, hide: Callable[[str], str]) -> ReadFeedback | None:
    """Return the same with questions in which `hide` hides names."""
    if feedback is None:
        return None
    return replace(feedback, questions=tuple(replace(each, text=hide(each.text)) for each in feedback.questions))


def feedback_as_document(feedback: ReadFeedback | None) -> list[Any] | None:
    """Return closing questions as JSON has them."""
    if feedback is None:
        return None
    questions = [[each.text, each.steps, each.blank, each.hidden] for each in feedback.questions]
    return [feedback.answers, feedback.present, questions]


def feedback_from_document(document: Sequence[Any] | None) -> ReadFeedback | None:
    """Return the closing questions that JSON has; raises `ValueError` or `TypeError` for another document."""
    if document is None:
        return None
    answers, present, questions = document
    asked = (ReadQuestion(text, tuple(steps), *beside) for text, steps, *beside in questions)
    return ReadFeedback(answers, present, tuple(asked))
