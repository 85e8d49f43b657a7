"""Which question of the study an idea answers."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.acts.ideas import idea_in
from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import N_, Message
from facilitate.domain.event import Act, Event, Readers, Writers, act
from facilitate.domain.personal import holding
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt


@act
class IdeaLinked(Act):
    """An idea answers an axis of the study; an empty one takes the link away."""

    kind = "idea.linked"
    subject = SYNTHESIS
    personal = holding()
    writers = Writers.FACILITATOR
    readers = Readers.NONE
    leads = 4

    idea: str
    axis: str

    def apply(self, session: Session, event: Event) -> None:
        idea_in(session, self.idea)
        if self.axis:
            session.links[self.idea] = self.axis
        else:
            session.links.pop(self.idea, None)

    def sentence(self, session: Session) -> Message:
        params = {"ref": session.ref_of(self.idea), "question": self._question(session)}
        return Message(
            N_("{ref} answers “{question}”") if self.axis else N_("{ref} no longer answers a question"), params
        )

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        params = {"count": len(acts), "question": self._question(session)}
        several = (
            N_("{count} ideas answer “{question}”") if self.axis else N_("{count} ideas no longer answer a question")
        )
        return Message(several, params)

    def _question(self, session: Session) -> str:
        return excerpt(next((axis.question for axis in session.plan.axes if axis.key == self.axis), self.axis))
