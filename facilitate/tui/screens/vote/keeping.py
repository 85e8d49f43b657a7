"""Keeping a handful on the screen: by which reading, how many, and what the room decides where some are equal.

Each is asked in a sentence of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, Refused
from facilitate.domain.numbers import whole_number
from facilitate.domain.text import clean
from facilitate.domain.values.votes import Vote, VoteReading
from facilitate.tui.dialogs.questions import AskText, Choose
from facilitate.tui.plain import plain
from facilitate.tui.vote_refusals import ON_SCREEN, in_screen_words
from facilitate.tui.widgets.rows.rows import ListRow
from facilitate.workshop.cases.votes import NOT_CLOSED
from facilitate.workshop.report.vote_words import open_tie_words
from facilitate.workshop.report.votes import vote_part
from facilitate.workshop.votes import checks
from facilitate.workshop.votes.tally import serves

if TYPE_CHECKING:
    from facilitate.tui.page import SessionPage


class KeepQuestions:
    """What is asked one after the other until a handful of a closed vote is kept; `done` is called after each."""

    def __init__(self, page: SessionPage, vote: Vote, done: Callable[[], None]) -> None:
        self._page = page
        self._votes = page.workshop.votes
        self._vote = vote
        self._done = done
        self._reading = VoteReading.TOTALS
        self._wanted = 0
        self._first = ""  # the letters that come first where some are equal

    def ask(self) -> None:
        """Ask by which reading, unless the vote serves one alone; raises `Refused` where there is none."""
        _ = self._page.language
        if self._vote.is_open:
            raise Refused(ON_SCREEN[NOT_CLOSED])
        served = [each for each in VoteReading if serves(self._page.workshop.session, self._vote, each)]
        if not served:
            checks.check_served(self._page.workshop.session, self._vote, VoteReading.TOTALS)
        rows = [ListRow(each.value, plain(_(_BY[each]))) for each in served]

        def chosen(reading: str | None) -> None:
            if reading:
                self._reading = VoteReading(reading)
                self._ask(_(N_("How many proposals does the room keep?")), self._keep)

        if len(rows) == 1:
            chosen(rows[0].key)
        else:
            self._page.app.push_screen(Choose(_(N_("By which reading are proposals kept?")), rows, _), chosen)

    def _ask(self, question: str, keep: Callable[[str], Callable[[], None] | None]) -> None:
        """Ask for a text; what `keep` returns is what comes next."""
        following: list[Callable[[], None] | None] = []

        def answered(done: bool | None) -> None:
            self._done()
            if done and (then := following[-1]):
                then()

        kept = AskText(question, lambda typed: following.append(keep(typed)), self._page.language)
        self._page.app.push_screen(kept, answered)

    def _keep(self, typed: str) -> Callable[[], None] | None:
        most = len(self._vote.candidates)
        number = whole_number(typed.strip())
        if number is None or not 1 <= number <= most:
            raise Refused(N_("Type a number from 1 to {most}."), most=most)
        self._wanted = number
        if self._votes.find_tie(number, self._reading):
            return self._ask_first
        self._votes.keep(number, self._reading)
        return None

    def _ask_first(self) -> None:
        _ = self._page.language
        vote = self._votes.last
        part = vote_part(self._page.workshop.session, vote)
        equal = open_tie_words(part, _) if part else ""
        self._ask(_(N_("{equal} Type the letters that come first; the room sees the tie."), equal=equal), self._decide)

    def _decide(self, typed: str) -> Callable[[], None] | None:
        if not clean(typed):
            raise Refused(N_("Type the letters that come first."))
        first = f"{self._first} {typed}".strip()
        in_screen_words(lambda: self._votes.check_tie(self._wanted, self._reading, first))
        self._first = first
        if self._votes.find_tie(self._wanted, self._reading, first):
            return self._ask_first
        return self._ask_why

    def _ask_why(self) -> None:
        _ = self._page.language
        question = _(N_("{letters} first: how was it decided? The report prints it."), letters=self._first.upper())
        self._ask(question, self._because)

    def _because(self, typed: str) -> None:
        if not clean(typed):
            raise Refused(N_("Type how it was decided, such as: a show of hands."))
        in_screen_words(lambda: self._votes.keep(self._wanted, self._reading, self._first, typed))


_BY = {
    VoteReading.TOTALS: N_("The greatest totals"),
    VoteReading.BOTH_WORLDS: N_("What both worlds want most"),
    VoteReading.EQUAL_SHARES: N_("So that everyone finds something of theirs where that can be (equal shares)"),
}
