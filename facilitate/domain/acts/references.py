"""What becomes of references where two ideas were given the same."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.domain.acts.ideas import IdeaAct, change, idea_in
from facilitate.domain.errors import N_, IneffectiveAct, Message
from facilitate.domain.event import Event, Writers, act
from facilitate.domain.personal import holding
from facilitate.domain.references import read_reference, table_of_reference
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt


@act
class IdeaRenamed(IdeaAct):
    """An idea gets another reference, for its own is another’s too; the old one stays as an alias."""

    kind = "idea.renamed"
    personal = holding()
    writers = Writers.FACILITATOR

    idea: str
    ref: str

    def apply(self, session: Session, event: Event) -> None:
        idea = idea_in(session, self.idea)
        if read_reference(self.ref) != self.ref or session.by_ref.get(self.ref):
            raise IneffectiveAct("no reference, or one that is taken")
        aliases = (*(alias for alias in idea.aliases if alias != self.ref), idea.ref)
        others = tuple(key for key in session.by_ref.get(idea.ref, ()) if key != idea.id)
        before = tuple(key for key in session.by_alias.get(idea.ref, ()) if key != idea.id)
        change(session, idea.id, ref=self.ref, aliases=aliases)
        session.by_ref[idea.ref] = others
        session.by_ref[self.ref] = (idea.id,)
        session.by_alias[idea.ref] = (*before, idea.id)

    def sentence(self, session: Session) -> Message:
        idea = session.idea(self.idea)
        params = {"ref": self.ref, "text": excerpt(idea.text) if idea else "?"}
        return Message(N_("{ref} is the new reference of “{text}”"), params)

    def wrong_fields(self) -> Iterator[str]:
        if table_of_reference(self.ref) is None:
            yield "ref"
