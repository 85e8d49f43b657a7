"""What is answered when two proposals that may be duplicates are looked at side by side."""

from __future__ import annotations

from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import N_, IneffectiveAct, Message
from facilitate.domain.event import Act, Event, Readers, Writers, act
from facilitate.domain.personal import holding
from facilitate.domain.session import Session
from facilitate.domain.values.duplicates import DuplicateAnswer

_ANSWERED: dict[str, str] = {
    DuplicateAnswer.SAME: N_("{a} and {b} are the same"),
    DuplicateAnswer.RELATED: N_("{a} and {b} are related"),
    DuplicateAnswer.DIFFERENT: N_("{a} and {b} are different"),
    DuplicateAnswer.LATER: N_("Left for later: {a} and {b}"),
}


@act
class PairAnswered(Act):
    """Two proposals looked at side by side."""

    kind = "pair.answered"
    subject = SYNTHESIS
    personal = holding()
    writers = Writers.FACILITATOR
    readers = Readers.NONE

    first: str
    second: str
    answer: str

    def apply(self, session: Session, event: Event) -> None:
        first, second = sorted((self.first, self.second))
        if first == second or first not in session.all_proposals or second not in session.all_proposals:
            raise IneffectiveAct(f"no proposals {first} and {second}")
        session.duplicate_answers[first, second] = DuplicateAnswer(self.answer)

    def sentence(self, session: Session) -> Message:
        # An answer of a newer version counts for nothing, but it is in the history.
        answered = _ANSWERED.get(self.answer, N_("{a} and {b} compared"))
        return Message(answered, {"a": session.name_of(self.first), "b": session.name_of(self.second)})
