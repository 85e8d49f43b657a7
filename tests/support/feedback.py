"""Closing questions that were answered, in a session without a disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from tests.support.workshops import make_workshop

QUESTIONS = ("Ai-je été entendu\u202f?", "Ai-je rencontré quelqu’un\u202f?")


def asked(answers: Mapping[str, int] | None = None, questions=QUESTIONS):
    """A workshop whose closing questions are open, with so many of each answer in the box."""
    workshop = make_workshop()
    workshop.feedback.open(questions)
    for typed in Counter(answers or {}).elements():
        workshop.feedback.answer(typed)
    return workshop
