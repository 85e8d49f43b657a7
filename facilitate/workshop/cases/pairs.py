"""Answering suggestions: what is the same, what is not, and which group becomes a category."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.acts.pairs import PairAnswered
from facilitate.domain.acts.programme import PlanAdded
from facilitate.domain.acts.proposals import ProposalFiled
from facilitate.domain.errors import N_, Refused
from facilitate.domain.programme.plan import Category
from facilitate.domain.references import key_for
from facilitate.domain.text import required
from facilitate.domain.values.pairs import Answer
from facilitate.domain.values.proposals import Proposal
from facilitate.workshop.cases.proposals import Proposals, merging
from facilitate.workshop.recorder.recorder import Recorder


class Answers:
    """Use cases about suggestions. Proposals are named as in `Proposals`."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._proposals = Proposals(recorder)

    def answer(self, first: str, second: str, answer: Answer) -> None:
        """Remember that two proposals are related, different, or to be looked at later."""
        one, other = self._two(first, second)
        self._recorder.record(PairAnswered(one.id, other.id, answer.value))

    def same(self, first: str, second: str, wording: str) -> Proposal:
        """Merge two proposals that say the same, as one gesture."""
        one, other = self._two(first, second)
        answered = PairAnswered(one.id, other.id, Answer.SAME.value)
        merged = self._recorder.record(answered, merging((one, other), wording))[1]
        return self._recorder.session.all_proposals[merged.id]

    def name_group(self, names: Sequence[str], title: str) -> Category:
        """Make a category of a group and file the group under it, as one gesture."""
        found = [self._proposals.find(name) for name in names]
        plan = self._recorder.session.plan
        title = required(title)
        if any(category.title == title for category in plan.categories):
            raise Refused(N_("There is a category “{category}” already: give this one another title."), category=title)
        key = key_for(title, [category.key for category in plan.categories])
        added = PlanAdded("categories", {"title": title, "key": key})
        self._recorder.record(added, *(ProposalFiled(proposal.id, key) for proposal in found))
        return Category(key, title)

    def _two(self, first: str, second: str) -> tuple[Proposal, Proposal]:
        one, other = self._proposals.find(first), self._proposals.find(second)
        if one.id == other.id:
            raise Refused(N_("These two are one proposal already."))
        return one, other
