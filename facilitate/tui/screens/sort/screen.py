"""The synthesis: what the tables said is filed, merged, worded. Every act is one key, and every act can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import N_
from facilitate.domain.values.presence import SORT
from facilitate.tui.actions import PageAction
from facilitate.tui.page import SessionPage, sheet
from facilitate.tui.plain import joined, one_line, pieces, plain
from facilitate.tui.screens.sort.beside import Besides, Meanwhile, taken
from facilitate.tui.screens.sort.board import WIDE, Board
from facilitate.tui.screens.sort.filing import Filing
from facilitate.tui.screens.sort.proposal_rows import sum_line
from facilitate.tui.screens.sort.suggestions import Suggestions
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.workshop.report.counts import counts
from facilitate.workshop.sharing.ports import Uplink
from facilitate.workshop.workshop import Workshop

_MARGINS = 4  # cells beside the line at the top


class SortPage(SessionPage):
    """The facilitator's synthesis of one session."""

    DEFAULT_CSS = sheet("sort")
    PARTS = (Filing, Board, Suggestions)
    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last change in the synthesis, then the one before…")),
        PageAction("duplicates", "d", N_("Duplicates"), N_("Review possible duplicates, one pair at a time.")),
        PageAction(
            "open('matrix')", "o", N_("Matrix"), N_("See how many proposals in each category answer each question.")
        ),
        PageAction("categories", "c", N_("Categories"), N_("Add, rename, move, merge or remove categories.")),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Redo what was undone.")),
        PageAction("history", "h", N_("History"), N_("See everything that was done, and undo any of it."), bar=False),
    )
    # What the bottom line and the help begin with.
    ORDER = (
        "file", "accept(0)", "accept(1)", "accept(2)", "same", "mark", "new_category", "merge", "undo", "confident",
        "duplicates", "search", "view", "reword", "link", "open('matrix')", "split", "undecided", "unfile", "table",
        "status", "categories", "redo", "history",
    )  # fmt: skip

    AUTO_FOCUS = "#proposals"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (64, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 -- Textual’s own
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012 -- Textual’s own

    SHOWN_AS = SORT

    def __init__(self, workshop: Workshop, uplink: Uplink | None = None, proposal: str = "") -> None:
        """On a sorter's own laptop, `uplink` keeps in touch with the hub; `proposal` is selected first."""
        super().__init__(workshop)
        self.board = Board(self)
        if proposal:
            self.board.begin_at(proposal)
        self._meanwhile = Meanwhile(self, self.board, self.tell)
        self._besides = Besides(uplink, self, self.board)
        self._clash = ""
        self._filing = Filing(self, self.board, self.tell)
        self._suggestions = Suggestions(self, self.board, self._filing.send_to, self.tell)
        self.parts = (self._filing, self.board, self._suggestions)
        self._filing.before = self._look_before
        self._filing.find_same = self._suggestions.find_same
        self.board.below = self._suggestions.below
        self.board.acted = self._suggestions.take_back

    def compose(self) -> ComposeResult:
        """The sums, the board, what was done last, the keys."""
        _ = self.language
        with Horizontal(id="top"):
            title = one_line(self.workshop.session.plan.title)
            yield Static(joined([pieces((_(N_("Synthesis")), "bold")), title]), id="name")
            yield Static(plain(""), id="sum")
        yield self.board
        yield Static(plain(""), id="said")
        yield self._besides
        yield KeyBar(self.ACTIONS, self.always, _)

    def redraw(self) -> None:
        """Draw the session as it stands; what was suggested before an act is no longer so."""
        self._suggestions.forget()
        self._show_sum()
        self._meanwhile.say()
        self.board.follow()
        self._besides.send()
        self._besides.show()

    def _show_sum(self) -> None:
        """Show the sum whole: where it needs more room, the title gives way."""
        line, there = self.query_one("#sum", Static), self.size.width - _MARGINS
        text = sum_line(counts(self.workshop.session), there, self.language)
        line.update(text, layout=text.cell_length != line.size.width)

    def on_unmount(self) -> None:
        """Work out no more suggestions."""
        self._suggestions.leave()

    @property
    def selected(self) -> str:
        """The proposal that is selected here."""
        return self.board.proposals.highlighted or ""

    def show_beside(self) -> None:
        """Say who else is here, and mark what they look at."""
        self._meanwhile.begin_elsewhere(self.neighbours)
        if taken(self.neighbours) != self.board.taken:
            self.board.show_taken(taken(self.neighbours))
        self._besides.show()

    def _look_before(self, keys: Sequence[str]) -> None:
        self._clash = self._meanwhile.before_act(keys)

    def tell(self, text: str, tone: str = "$accent") -> None:
        """Say in one line what was done, and what somebody else had just done to the same."""
        if self._clash:
            text, tone, self._clash = f"{text} · {self._clash}", "$warning", ""
        self.query_one("#said", Static).update(pieces((text, tone)), layout=False)

    def help_text(self) -> str:
        """What the synthesis is for."""
        what = N_(
            "A proposal is one idea, or several merged into one. Merge duplicates, file the rest. Likely "
            "categories appear below the text of the selected proposal: "
            "press j, k or l to file it there. Every change can be undone."
        )
        by_meaning = self._suggestions.suggester.by_meaning
        how = N_("Words and meaning are compared.") if by_meaning else N_("Words alone are compared.")
        return f"{self.language(what)} {self.language(how)}"

    def on_key(self, event: events.Key) -> None:
        """Take the digit row, with or without Shift, as the numbers of categories."""
        if not self.board.search.has_focus and event.character and self._filing.take_digit(event.character):
            event.stop()

    def on_board_place_chosen(self, event: Board.PlaceChosen) -> None:
        """File under it."""
        self._filing.send_to(event.key)

    def action_back(self) -> None:
        """Leave the search, the categories, the marks, the filter, and at last the page."""
        if not self.board.step_back():
            super().action_back()

    # Undo, categories

    def action_undo(self) -> None:
        """Undo the last act of the synthesis."""
        self._time_travel(lambda: self.workshop.history.undo(SYNTHESIS, self.writer), N_("Undone: “{what}”"))

    def action_redo(self) -> None:
        """Redo what was undone."""
        self._time_travel(lambda: self.workshop.history.redo(SYNTHESIS, self.writer), N_("Redone: “{what}”"))

    def _time_travel(self, act: Callable[[], object], msgid: str) -> None:
        self.board.seeks_change = True
        if what := self.attempt(act):
            self.tell(self.language(msgid, what=what))
        self.board.seeks_change = False

    def action_history(self) -> None:
        """Show all that was done, by whom, and undo any of it."""
        from facilitate.tui.dialogs.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.workshop, self.language))

    def action_duplicates(self) -> None:
        """Open the queue of probable duplicates."""
        from facilitate.tui.screens.sort.duplicates import DuplicatesPage

        self.app.push_screen(DuplicatesPage(self.workshop, self._suggestions.suggester))

    def action_categories(self) -> None:
        """Open the typology."""
        from facilitate.tui.screens.sort.typology import TypologyPage

        self.app.push_screen(TypologyPage(self.workshop, self._suggestions.suggester))
