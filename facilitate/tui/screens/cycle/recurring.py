"""What may recur from one event to another: the same, related, different, or later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from facilitate.domain.errors import N_
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.tui.actions import PageAction
from facilitate.tui.screens.cycle.pairs import PairsPage
from facilitate.workshop.cycle.events import EventProposal, Events
from facilitate.workshop.cycle.recurrences import NearPair, PairOfEvents, SuggestedPair, pairs_answered, suggested


class RecurringPage(PairsPage):
    """The queue of proposals that may say the same in two events."""

    TITLE = N_("What may recur")
    NOTHING = N_("No more pairs that seem to say the same.")
    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("same", "s", N_("Same"), N_("Same proposal: it recurs, and each event keeps its own words.")),
        PageAction("related", "r", N_("Related"), N_("Keep both, and note that they are related.")),
        PageAction("different", "d", N_("Different"), N_("Different ideas: keep both.")),
        PageAction("later", "l,right", N_("Later"), N_("Move the pair to the end of the queue.")),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last change to the cycle, then the one before…")),
        PageAction("more", "m", N_("More"), N_("Show more pairs, increasingly unlikely.")),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )

    def help_text(self) -> str:
        """What the queue is, and what it is not."""
        return self.language(
            N_(
                "Proposals of two events that may say the same; about half of those shown do. What you confirm stands "
                "together in the synthesis, each event in its own words, and the sessions stay as they are. Every "
                "answer can be undone."
            )
        )

    def pairs(self, near: Sequence[NearPair], events: Events) -> Sequence[SuggestedPair]:
        """The pairs that may say the same."""
        return suggested(near, self.workshop.session, events)

    def two(self, pair: SuggestedPair) -> tuple[EventProposal, EventProposal]:
        """The earlier event first."""
        found = cast("PairOfEvents", pair)
        return found.first, found.second

    def answers(self, pairs: Sequence[SuggestedPair], events: Events) -> Sequence[DuplicateAnswer]:
        """What was answered of pairs that still stand."""
        return pairs_answered(self.workshop.session, events)

    def action_same(self) -> None:
        """It recurs."""
        self._answered(DuplicateAnswer.SAME, N_("{first} and {second} say the same."))

    def action_related(self) -> None:
        """Remember that they go together."""
        self._answered(DuplicateAnswer.RELATED, N_("{first} and {second} are related."))

    def action_different(self) -> None:
        """Keep both."""
        self._answered(DuplicateAnswer.DIFFERENT, N_("{first} and {second} are different."))

    def action_later(self) -> None:
        """Ask again at the end."""
        self._answered(DuplicateAnswer.LATER, N_("{first} and {second} will come back at the end."))

    def _answered(self, answer: DuplicateAnswer, msgid: str) -> None:
        cycle = self.workshop.cycle
        self.answer(lambda events, first, second: cycle.answer(events, [first, second], answer), msgid)
