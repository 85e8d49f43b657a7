"""What one event wants beside what another has: introduce them to each other, or not, or later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from facilitate.domain.errors import N_
from facilitate.domain.text import one_line
from facilitate.domain.values.cycle import LedgerAnswer
from facilitate.tui.actions import PageAction
from facilitate.tui.dialogs.questions import AskText
from facilitate.tui.screens.cycle.pairs import PairsPage
from facilitate.workshop.cycle.events import EventProposal, Events
from facilitate.workshop.cycle.recurrences import LedgerPair, NearPair, SuggestedPair, ledger

_WHOM = N_("Whom to write to, with an address? Somebody who agreed that letters and the synthesis print it.")


class WishesPage(PairsPage):
    """The queue of wishes, each beside what may answer it."""

    TITLE = N_("Wanted here, existing elsewhere")
    NOTHING = N_("No more wishes that another event seems to answer.")
    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction(
            "introduce", "i", N_("Introduce"), N_("Yes: both should hear of each other; letters can be exported.")
        ),
        PageAction("refuse", "n", N_("No"), N_("No: the one does not answer the other.")),
        PageAction("later", "l,right", N_("Later"), N_("Move the pair to the end of the queue.")),
        PageAction(
            "contact",
            "c",
            N_("Contact"),
            N_("Note whom to write to about what exists: somebody who agreed that letters and the synthesis print it."),
        ),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last change to the cycle, then the one before…")),
        PageAction("more", "m", N_("More"), N_("Show more pairs, increasingly unlikely.")),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )

    def help_text(self) -> str:
        """What the queue is, and what becomes of it."""
        return self.language(
            N_(
                "What one event wants to create, beside what exists elsewhere; about half of those shown fit. For "
                "those you introduce, “facilitate cycle export CYCLE --to letters” writes a letter each. Nothing is "
                "sent by itself."
            )
        )

    def pairs(self, near: Sequence[NearPair], events: Events) -> Sequence[SuggestedPair]:
        """The wishes, each beside what may answer it."""
        return ledger(near, self.workshop.session, events)

    def two(self, pair: SuggestedPair) -> tuple[EventProposal, EventProposal]:
        """The wish first."""
        found = cast("LedgerPair", pair)
        return found.wanted, found.existing

    def answers(self, pairs: Sequence[SuggestedPair], events: Events) -> Sequence[LedgerAnswer]:
        """What was answered of wishes that still stand."""
        return [found.answer for found in cast("Sequence[LedgerPair]", pairs) if found.answer]

    def heads(self) -> tuple[str, str]:
        """Which is which."""
        return self.language(N_("Wanted")), self.language(N_("Exists"))

    def below(self, item: EventProposal, *, first: bool) -> str:
        """Whom to write to, where something exists."""
        report = self.workshop.session.cycle_reports.get(item.event.session)
        contact = one_line(report.contact if report else item.event.contact)
        if first:
            return ""
        return f"{self.language(N_('Contact:'))} {contact or self.language(N_('no address was published'))}"

    def action_introduce(self) -> None:
        """Both should hear of each other."""
        self._answered(LedgerAnswer.YES, N_("{first} and {second}: to be introduced."))

    def action_refuse(self) -> None:
        """They do not belong together."""
        self._answered(LedgerAnswer.NO, N_("{first} and {second}: no."))

    def action_later(self) -> None:
        """Ask again at the end."""
        self._answered(LedgerAnswer.LATER, N_("{first} and {second} will come back at the end."))

    def action_contact(self) -> None:
        """Ask whom to write to where something exists, for an event that was held without the tool."""
        if (pair := self.shown) is None:
            return
        event, cycle, _ = self.two(pair)[1].event, self.workshop.cycle, self.language
        report = self.workshop.session.cycle_reports.get(event.session)
        if report is None:  # what it publishes is its own
            self.attempt(lambda: cycle.set_contact(event, ""))
            return

        def keep(text: str) -> bool:
            cycle.set_contact(event, text)
            return True

        question = _(
            N_("Whom to write to, with an address? Somebody who agreed that letters and the synthesis print it.")
        )
        self.app.push_screen(AskText(question, keep, _, report.contact), lambda _done: self.draw())

    def _answered(self, answer: LedgerAnswer, msgid: str) -> None:
        cycle = self.workshop.cycle
        self.answer(lambda events, first, second: cycle.answer_wish(events, first, second, answer), msgid)
