"""What becomes of proposals when they are filed, worded, merged, split and compared: one total rule for each act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from facilitate.domain import events as e
from facilitate.domain.answers import Answer, FilingsLearned, Learned, PairAnswered
from facilitate.domain.proposals import Proposal
from facilitate.domain.void import VoidError

if TYPE_CHECKING:
    from facilitate.domain.state import State


_FEWEST = 2


def _filed(state: State, _event: e.Event, act: e.ProposalFiled) -> None:
    proposal = state.standing_proposal(act.proposal)
    if state.plan.category(act.category) is None:
        raise VoidError(f"no category {act.category}")
    state.proposals[act.proposal] = replace(proposal, category=act.category, undecided=False)


def _unfiled(state: State, _event: e.Event, act: e.ProposalUnfiled) -> None:
    proposal = state.standing_proposal(act.proposal)
    state.proposals[act.proposal] = replace(proposal, category="", undecided=False)


def _undecided(state: State, _event: e.Event, act: e.ProposalUndecided) -> None:
    proposal = state.standing_proposal(act.proposal)
    state.proposals[act.proposal] = replace(proposal, category="", undecided=True)


def _reworded(state: State, _event: e.Event, act: e.ProposalReworded) -> None:
    proposal = state.standing_proposal(act.proposal)
    state.proposals[act.proposal] = replace(proposal, wording=act.wording or None)


def _merged(state: State, event: e.Event, act: e.ProposalsMerged) -> None:
    sources = [state.standing_proposal(key) for key in dict.fromkeys(act.sources)]
    if len(sources) < _FEWEST:
        raise VoidError("one proposal alone is not merged")
    category = act.category if state.plan.category(act.category) else ""
    ideas = tuple(idea for source in sources for idea in source.ideas)
    keys = tuple(source.id for source in sources)
    undecided = act.undecided and not category
    state.proposals[event.id] = Proposal(event.id, ideas, keys, act.wording, category, undecided)
    for source in sources:
        state.proposals[source.id] = replace(source, hidden_by=event.id)
    for idea in ideas:
        state.proposal_of[idea] = event.id


def _split(state: State, _event: e.Event, act: e.ProposalSplit) -> None:
    proposal = state.standing_proposal(act.proposal)
    if not proposal.merged:
        raise VoidError(f"{act.proposal} is not merged")
    state.proposals[proposal.id] = replace(proposal, hidden_by=proposal.id)
    for source in proposal.sources:
        restored = replace(state.proposals[source], hidden_by="")
        state.proposals[source] = restored
        for idea in restored.ideas:
            state.proposal_of[idea] = source


def _pair_answered(state: State, _event: e.Event, act: PairAnswered) -> None:
    first, second = sorted((act.first, act.second))
    if first == second or first not in state.proposals or second not in state.proposals:
        raise VoidError(f"no proposals {first} and {second}")
    state.answers[first, second] = Answer(act.answer)


def _filings_learned(state: State, _event: e.Event, act: FilingsLearned) -> None:
    filings = zip(act.texts, act.categories, strict=False)
    state.learned += tuple(Learned(act.source, text, key) for text, key in filings if state.plan.category(key))


RULES: dict[type[Any], Callable[[State, e.Event, Any], None]] = {
    e.ProposalFiled: _filed,
    e.ProposalUnfiled: _unfiled,
    e.ProposalUndecided: _undecided,
    e.ProposalReworded: _reworded,
    e.ProposalsMerged: _merged,
    e.ProposalSplit: _split,
    PairAnswered: _pair_answered,
    FilingsLearned: _filings_learned,
}
