"""What a phone may do that came by the link of the whole room, besides voting: see the closing questions, and answer.

It is told how many answered and nothing of what. No phone has a name here: it draws a code for one answer, which only
makes that what is sent twice, as after a network that went away, counts once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass
from facilitate.workshop.cases.feedback import FULL, Feedbacks
from facilitate.workshop.cases.vote_rooms import present_now
from facilitate.workshop.recorder.recorder import Recorder
from facilitate.workshop.votes.answers import read_answer

_CODE = re.compile("[0-9a-f]{32}")
_LONGEST = 100
_CLOSED = N_("The closing questions are closed: this answer was not counted.")
_OTHERS = N_("This page shows other questions: load it again.")


@dataclass(frozen=True, slots=True)
class QuestionsShown:
    """What phones are shown: the questions, how many answered them, and how many people are here (0: nobody knows)."""

    id: str
    questions: tuple[str, ...]
    answers: int
    present: int


class Respondents:
    """The use cases of phones that answer the closing questions."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._feedback = Feedbacks(recorder)
        self._take: tuple[object, Callable[[Sequence[tuple[str, str]]], list[bool | Refused]]] | None = None

    def look(self) -> QuestionsShown | None:
        """Return what is asked now; None where nothing is, or its answers are on another computer."""
        answered, known = self._feedback.answered(), self._recorder.session.feedback
        if answered is None or known is None:
            return None
        return QuestionsShown(known.id, known.questions, known.answers + answered, present_now(self._recorder.session))

    def check(self, feedback: str, code: str, steps: str) -> tuple[str, str]:
        """Return a code and the answer under it as it is kept; raises `Refused` for what is no such answer."""
        known = self._recorder.session.feedback
        if known is None or known.id != feedback or not _CODE.fullmatch(code):
            raise Refused(_OTHERS)
        if not known.is_open:
            raise Refused(_CLOSED)
        return code, read_answer(steps[:_LONGEST], len(known.questions))

    def taker(self) -> Callable[[Sequence[tuple[str, str]]], list[bool | Refused]]:
        """Return what takes checked answers together, in a thread (`Feedbacks.taker`); raises `Refused`."""
        last = self._feedback.last
        opened = (last.open, len(last.counts))
        if self._take is None or self._take[0] != opened:
            self._take = (opened, _unless_closed(self._feedback.taker()))
        return self._take[1]


def _unless_closed(
    take: Callable[[Sequence[tuple[str, str]]], list[bool | Refused]],
) -> Callable[[Sequence[tuple[str, str]]], list[bool | Refused]]:
    """Return what says of questions that were closed while answers were on their way what a phone can be told of it."""

    def taken(waiting: Sequence[tuple[str, str]]) -> list[bool | Refused]:
        try:
            return take(waiting)
        except Refused as refusal:
            raise (refusal if refusal.message.text == FULL else Refused(_CLOSED)) from None

    return taken
