"""The closing questions: opened, closed with what was answered, opened again.

No act is about an answer: these lie sealed beside the journals until the close, as ballots do, and come here as counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, IneffectiveAct, Message
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act, within
from facilitate.domain.personal import Personal, holding
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt

if TYPE_CHECKING:
    from facilitate.domain.values.feedback import Feedback

FEEDBACK = Subject("feedback", N_("the closing questions"))
_MOST_QUESTIONS, _STEPS, _FEW = 3, 4, 5
_COUNT = range(100_001)
# What they are (`values/feedback.py`) is loaded where there are any: every command loads acts.


class FeedbackAct(Act):
    """What is done with the closing questions. It cannot be undone, for answers are no acts and would be nobody's."""

    __slots__ = ()

    subject = FEEDBACK
    writers = Writers.FACILITATOR
    readers = Readers.NONE
    can_be_undone = False


@act
class FeedbackOpened(FeedbackAct):
    """The room is asked these questions; from here on they are what they are, unless nobody answers.

    Asked `anew`, they take the place of questions that are closed, whose counts are told no more.
    """

    kind = "feedback.opened"
    personal = holding(questions=Personal.WORDS)
    later = ("anew",)

    questions: tuple[str, ...]
    anew: bool = False

    def apply(self, session: Session, event: Event) -> None:
        if wrong := list(self.wrong_fields()):
            raise IneffectiveAct(f"no such {wrong[0]}")
        known = session.feedback
        if known is None or not (known.is_open or (known.answers and not self.anew)):
            from facilitate.domain.values.feedback import Feedback

            session.feedback = Feedback(event.id, event.at, self.questions, (event.id,))
        elif known.questions == self.questions:  # of a laptop that knew nothing of these
            session.feedback = replace(known, open=(*known.open, event.id), joined=(*known.joined, event.id))
        else:
            raise IneffectiveAct("there are closing questions")

    def sentence(self, session: Session) -> Message:
        if len(self.questions) == 1:
            return Message(N_("Closing questions opened: 1 question"))
        return Message(N_("Closing questions opened: {count} questions"), {"count": len(self.questions)})

    def wrong_fields(self) -> Iterator[str]:
        if not (1 <= len(self.questions) <= _MOST_QUESTIONS and all(each.strip() for each in self.questions)):
            yield "questions"


@act
class FeedbackClosed(FeedbackAct):
    """Nobody answers any more, and what was in the box is this.

    The `counts` of a question are how many took each step: `0 2 9 4`; an empty text where too few answered it. Where
    another laptop gave the answers up meanwhile, these are they.
    """

    kind = "feedback.closed"
    personal = holding()
    bounds = within(phones=_COUNT, paper=_COUNT, present=_COUNT)

    feedback: str
    counts: tuple[str, ...]
    phones: int
    paper: int
    present: int

    def apply(self, session: Session, event: Event) -> None:
        known = _of(session, self.feedback)
        steps = tuple(map(_steps, self.counts))
        if wrong := [name for name, allowed in self.bounds.items() if getattr(self, name) not in allowed]:
            raise IneffectiveAct(f"no such {wrong[0]}")
        answers, given_up = self.phones + self.paper, next((each for each in known.counts if not each.answers), None)
        if self.feedback not in known.open and not (answers and given_up):
            raise IneffectiveAct(f"{self.feedback} is closed")
        if len(steps) != len(known.questions) or any(each and not _FEW <= sum(each) <= answers for each in steps):
            raise IneffectiveAct("counts that do not add up")
        from facilitate.domain.values.feedback import FeedbackCount

        count = FeedbackCount(self.phones, self.paper, self.present, steps)
        still = tuple(each for each in known.open if each != self.feedback)
        counts = tuple(each for each in known.counts if self.feedback in known.open or each is not given_up)
        session.feedback = replace(known, open=still, counts=(*counts, count))

    def sentence(self, session: Session) -> Message:
        answers = self.phones + self.paper
        if answers == 1:
            return Message(N_("Closing questions closed: 1 person answered"))
        return Message(N_("Closing questions closed: {count} people answered"), {"count": answers})

    def wrong_fields(self) -> Iterator[str]:
        try:
            list(map(_steps, self.counts))
        except ValueError:
            yield "counts"


@act
class FeedbackReopened(FeedbackAct):
    """The same questions take answers again; those that were counted stay."""

    kind = "feedback.reopened"
    personal = holding()

    feedback: str

    def apply(self, session: Session, event: Event) -> None:
        known = _of(session, self.feedback)
        if self.feedback in known.open:
            raise IneffectiveAct(f"{self.feedback} is open")
        session.feedback = replace(known, open=(*known.open, self.feedback))

    def sentence(self, session: Session) -> Message:
        return Message(N_("Closing questions opened again"))


@act
class FeedbackNoted(FeedbackAct):
    """What is said beside the sums of the closing questions, which may not add up; an empty text takes it away."""

    kind = "feedback.noted"
    personal = holding(text=Personal.WORDS)

    feedback: str
    text: str

    def apply(self, session: Session, event: Event) -> None:
        session.feedback = replace(_of(session, self.feedback), note=self.text)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Note on the closing questions: {text}"), {"text": excerpt(self.text) or "–"})


def _of(session: Session, key: str) -> Feedback:
    known = session.feedback
    if known is None or key not in (known.id, *known.joined):
        raise IneffectiveAct(f"no closing questions {key}")
    return known


def _steps(text: str) -> tuple[int, ...]:
    """Return how many took each step; raises `ValueError` for what no version of ours writes."""
    numbers = text.split(" ") if text else []
    if not all(each.isascii() and each.isdecimal() for each in numbers) or len(numbers) not in (0, _STEPS):
        raise ValueError(f"no counts {text!r}")
    found = tuple(int(each[:9]) for each in numbers)
    if any(each not in _COUNT for each in found):
        raise ValueError(f"no counts {text!r}")
    return found
