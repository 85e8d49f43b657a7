"""The whole life of one idea: every act that touched it or a proposal it was in, and where it stands today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from facilitate.domain.errors import N_, Message
from facilitate.domain.events import Event, IdeaEdited, IdeaRecorded, ProposalReworded, ProposalsMerged, Undone
from facilitate.domain.ideas import Idea
from facilitate.domain.proposals import Proposal
from facilitate.domain.session import Session
from facilitate.domain.values import dataclass
from facilitate.workshop.describe import describe
from facilitate.workshop.desk import role_of


@dataclass(frozen=True, slots=True)
class Step:
    """One act; `words` are the words it gave, whole. An undone act stays, and says so; a void one had no effect."""

    at: datetime
    by: str
    what: Message
    words: str
    undone: bool
    void: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """An idea from when it was noted to now; `with_refs` are the ideas its proposal holds beside it."""

    idea: Idea
    steps: tuple[Step, ...]
    proposal: Proposal
    wording: str
    category: str
    number: int
    with_refs: tuple[str, ...]
    question: str


def trace(session: Session, idea: Idea) -> Trace:
    """The life of an idea; acts of any kind are found by the ids they name, so that new kinds appear by themselves."""
    proposal = session.proposal_of(idea.id)
    titles = [category.key for category in session.plan.categories]
    category = session.plan.category(proposal.category)
    return Trace(
        idea,
        tuple(_steps(session, idea)),
        proposal,
        session.wording(proposal),
        category.title if category else "",
        titles.index(proposal.category) + 1 if category else 0,
        tuple(other.ref for other in session.ideas_of(proposal) if other.id != idea.id),
        next((axis.question for axis in session.plan.axes if axis.key == session.links.get(idea.id)), ""),
    )


def _steps(session: Session, idea: Idea) -> Iterator[Step]:
    # Proposals it is or ever was in; those of undone merges are no proposals any more, but their acts are told.
    related = {idea.id, *(key for key, proposal in session.all_proposals.items() if idea.id in proposal.ideas)}
    for event in session.events:
        act = event.act
        if isinstance(act, ProposalsMerged) and related.intersection(act.sources):
            related.add(event.id)
        if isinstance(act, Undone):
            targets = [target for key in act.events if (target := session.event(key)) is not None]
            if any(_touches(target, related) for target in targets):
                yield _step(session, event, _undoing(targets, session), "")
        elif _touches(event, related):
            yield _step(session, event, describe([event], session), _words(act))


def _touches(event: Event, related: set[str]) -> bool:
    return event.id in related or any(related.intersection(_strings(value)) for value in _values(event.act))


def _values(act: Any) -> Iterator[Any]:
    return (getattr(act, name) for name in act.__dataclass_fields__)


def _strings(value: Any) -> Sequence[str]:
    if isinstance(value, str):
        return (value,)
    return [each for each in value if isinstance(each, str)] if isinstance(value, (tuple, list)) else ()


def _undoing(targets: Sequence[Event], session: Session) -> Message:
    if any(isinstance(target.act, Undone) for target in targets):
        first = targets[0].act
        again = [
            event
            for key in (first.events if isinstance(first, Undone) else ())
            if (event := session.event(key)) is not None
        ]
        return Message(N_("Done again: {what}"), {"what": describe(again, session)} if again else {"what": "–"})
    return Message(N_("Undone: {what}"), {"what": describe(targets, session)})


def _words(act: Any) -> str:
    if isinstance(act, (IdeaRecorded, IdeaEdited)):
        return act.text
    return act.wording if isinstance(act, (ProposalReworded, ProposalsMerged)) else ""


def _step(session: Session, event: Event, what: Message, words: str) -> Step:
    return Step(event.at, role_of(event.by), what, words, event.id in session.undone, event.id in session.void)
