"""What the room does with proposals: it files, words, merges and splits them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitate.domain.acts.programme import SYNTHESIS, PlanAdded
from facilitate.domain.errors import N_, IneffectiveAct, Message
from facilitate.domain.event import Act, Event, Readers, Writers, act
from facilitate.domain.personal import Personal, holding
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt
from facilitate.domain.values.proposals import Proposal

_FEWEST = 2


class ProposalAct(Act):
    """What is done with proposals."""

    __slots__ = ()

    subject = SYNTHESIS
    writers = Writers.FACILITATOR
    readers = Readers.NONE

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        return Message(N_("{count} proposals changed together"), {"count": len(acts)})


@act
class ProposalFiled(ProposalAct):
    """A proposal put under a category."""

    kind = "proposal.filed"
    personal = holding()
    leads = 3

    proposal: str
    category: str

    def apply(self, session: Session, event: Event) -> None:
        proposal = session.standing_proposal(self.proposal)
        category = session.category(self.category)
        if category is None:
            raise IneffectiveAct(f"no category {self.category}")
        session.all_proposals[self.proposal] = replace(proposal, category=category.key, undecided=False)

    def sentence(self, session: Session) -> Message:
        return Message(
            N_("{ref} filed under {category}"),
            {"ref": session.name_of(self.proposal), "category": session.category_title(self.category)},
        )

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        filed = [each for each in acts if isinstance(each, ProposalFiled)]
        params = {"count": len(filed), "category": session.category_title(self.category)}
        if isinstance(acts[0], PlanAdded):
            one = N_("Category “{category}” created (1 proposal)")
            many = N_("Category “{category}” created ({count} proposals)")
            return Message(one if len(filed) == 1 else many, params)
        if any(each.category != self.category for each in filed):
            return Message(N_("{count} proposals filed"), {"count": len(filed)})
        return Message(N_("{count} proposals filed under {category}"), params)


@act
class ProposalUnfiled(ProposalAct):
    """A proposal taken back to those nobody has filed."""

    kind = "proposal.unfiled"
    personal = holding()

    proposal: str

    def apply(self, session: Session, event: Event) -> None:
        proposal = session.standing_proposal(self.proposal)
        session.all_proposals[self.proposal] = replace(proposal, category="", undecided=False)

    def sentence(self, session: Session) -> Message:
        return Message(N_("{ref} unfiled"), {"ref": session.name_of(self.proposal)})


@act
class ProposalUndecided(ProposalAct):
    """A proposal the room could not place."""

    kind = "proposal.undecided"
    personal = holding()

    proposal: str

    def apply(self, session: Session, event: Event) -> None:
        proposal = session.standing_proposal(self.proposal)
        session.all_proposals[self.proposal] = replace(proposal, category="", undecided=True)

    def sentence(self, session: Session) -> Message:
        return Message(N_("{ref} marked undecided"), {"ref": session.name_of(self.proposal)})


@act
class ProposalReworded(ProposalAct):
    """Another wording; an empty one gives a single idea its own words back."""

    kind = "proposal.reworded"
    personal = holding(wording=Personal.WORDS)

    proposal: str
    wording: str

    def apply(self, session: Session, event: Event) -> None:
        proposal = session.standing_proposal(self.proposal)
        session.all_proposals[self.proposal] = replace(proposal, wording=self.wording or None)

    def sentence(self, session: Session) -> Message:
        ref = session.name_of(self.proposal)
        if not self.wording:
            return Message(N_("{ref} has the words of its idea again"), {"ref": ref})
        return Message(N_("{ref} reworded: {text}"), {"ref": ref, "text": excerpt(self.wording)})


@act
class ProposalsMerged(ProposalAct):
    """Several proposals become one; they stay below it and come back when it is split."""

    kind = "proposal.merged"
    personal = holding(wording=Personal.TEXT)
    leads = 2

    sources: tuple[str, ...]
    wording: str
    category: str = ""
    undecided: bool = False

    def apply(self, session: Session, event: Event) -> None:
        sources = [session.standing_proposal(key) for key in dict.fromkeys(self.sources)]
        if len(sources) < _FEWEST:
            raise IneffectiveAct("one proposal alone is not merged")
        found = session.category(self.category)
        category = found.key if found else ""
        ideas = tuple(idea for source in sources for idea in source.ideas)
        keys = tuple(source.id for source in sources)
        undecided = self.undecided and not category
        session.all_proposals[event.id] = Proposal(event.id, ideas, keys, self.wording, category, undecided)
        for source in sources:
            session.all_proposals[source.id] = replace(source, hidden_by=event.id)
        for idea in ideas:
            session.holders[idea] = event.id

    def sentence(self, session: Session) -> Message:
        return Message(N_("{refs} merged"), {"refs": " + ".join(map(session.name_of, self.sources))})

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        return self.sentence(session)

    def wrong_fields(self) -> Iterator[str]:
        if len(set(self.sources)) < _FEWEST:
            yield "sources"


@act
class ProposalSplit(ProposalAct):
    """A merged proposal gives back exactly what it was made of."""

    kind = "proposal.split"
    personal = holding()

    proposal: str

    def apply(self, session: Session, event: Event) -> None:
        proposal = session.standing_proposal(self.proposal)
        if not proposal.merged:
            raise IneffectiveAct(f"{self.proposal} is not merged")
        session.all_proposals[proposal.id] = replace(proposal, hidden_by=proposal.id)
        for source in proposal.sources:
            restored = replace(session.all_proposals[source], hidden_by="")
            session.all_proposals[source] = restored
            for idea in restored.ideas:
                session.holders[idea] = source
            session.follow(source, of=proposal.id)

    def sentence(self, session: Session) -> Message:
        return Message(N_("{ref} split"), {"ref": session.name_of(self.proposal)})
