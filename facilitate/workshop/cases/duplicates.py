"""Probable duplicates: what somebody says of two proposals that may be the same."""

from __future__ import annotations

from facilitate.domain.acts.duplicates import PairAnswered
from facilitate.domain.errors import N_, Refused
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.domain.values.proposals import Proposal
from facilitate.workshop.cases.proposals import Proposals, merging
from facilitate.workshop.recorder.recorder import Recorder, in_turn


class Duplicates:
    """Use cases about pairs of proposals that may say the same. Proposals are named as in `Proposals`."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._proposals = Proposals(recorder)

    @in_turn
    def answer(self, first: str, second: str, answer: DuplicateAnswer) -> None:
        """Remember that two proposals are related, different, or to be looked at later."""
        one, other = self._two(first, second)
        self._recorder.record(PairAnswered(one.id, other.id, answer.value))

    @in_turn
    def same(self, first: str, second: str, wording: str) -> Proposal:
        """Merge two proposals that say the same, as one gesture."""
        one, other = self._two(first, second)
        answered = PairAnswered(one.id, other.id, DuplicateAnswer.SAME.value)
        merged = self._recorder.record(answered, merging((one, other), wording))[1]
        return self._recorder.session.all_proposals[merged.id]

    def _two(self, first: str, second: str) -> tuple[Proposal, Proposal]:
        one, other = self._proposals.find(first), self._proposals.find(second)
        if one.id == other.id:
            raise Refused(N_("These two are already merged."))
        return one, other
