"""The synthesis: what the tables said is filed, merged, worded. Every act is one key, and every act can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import N_
from facilitate.tui.actions import DIGITS, PageAction
from facilitate.tui.dialogs.questions import AskText
from facilitate.tui.page import ALWAYS, SessionPage, sheet
from facilitate.tui.plain import joined, one_line, pieces, plain
from facilitate.tui.screens.sort.board import WIDE, Board
from facilitate.tui.screens.sort.proposal_rows import UNDECIDED, UNFILED, sum_line
from facilitate.tui.screens.sort.questions import ask_axis, ask_wording
from facilitate.tui.screens.sort.suggestions import Suggestions
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.workshop.report.counts import counts
from facilitate.workshop.views.sort import Card, detail
from facilitate.workshop.workshop import Workshop

_T = TypeVar("_T")

_ZERO = ("0", "à")


class SortPage(SessionPage):
    """The facilitator's synthesis of one session."""

    DEFAULT_CSS = sheet("sort")
    ACTIONS = (
        PageAction("file", "1-9,right", N_("File"), N_("File under a category by its number; → reaches all of them.")),
        PageAction("accept(0)", "j", N_("Suggested"), N_("File under the first category suggested."), bar=False),
        PageAction("accept(1)", "k", N_("Suggested"), N_("File under the second category suggested."), bar=False),
        PageAction("accept(2)", "l", N_("Suggested"), N_("File under the third category suggested."), bar=False),
        PageAction("mark", "space", N_("Mark"), N_("Mark several: the next act is about all of them, as one gesture.")),
        PageAction("merge", "m", N_("Merge"), N_("Make one proposal of those marked, under one wording.")),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last act of the synthesis, and the one before…")),
        PageAction("confident", "g", N_("Confident"), N_("File at once all that is suggested with confidence.")),
        PageAction("duplicates", "d", N_("Doubles"), N_("Look at pairs that may say the same, one after the other.")),
        PageAction("search", "f,slash", N_("Search"), N_("Search in words and references.")),
        PageAction(
            "view", "v", N_("Show"), N_("Show unfiled, all, undecided, filed or withdrawn; on a category, its own.")
        ),
        PageAction("reword", "r", N_("Reword"), N_("Give the proposal other words; its ideas keep theirs.")),
        PageAction("link", "b", N_("Axis"), N_("Link the ideas to the question of the study they answer, or to none.")),
        PageAction("matrix", "o", N_("Matrix"), N_("See how many proposals of which category answer which question.")),
        PageAction("split", "s", N_("Split"), N_("Split a merged proposal into exactly what it was made of.")),
        PageAction("undecided", "i,0", N_("Undecided"), N_("Say that the room could not place it.")),
        PageAction("unfile", "x,backspace", N_("Unfile"), N_("Take it back to those nobody has filed.")),
        PageAction("table", "t", N_("Table"), N_("Show one table’s proposals, then the next one’s, then all.")),
        PageAction("status", "e", N_("Status"), N_("Show what is to create, then what exists, then both.")),
        PageAction("categories", "c", N_("Categories"), N_("Add, rename, move, merge and remove categories.")),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Do again what was undone.")),
        PageAction("mark_all", "a", N_("Mark all"), N_("Mark all that is listed; again, none.")),
        PageAction("left", "left", N_("List"), N_("Go back from the categories to the list."), bar=False),
    )

    AUTO_FOCUS = "#proposals"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (64, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 -- Textual’s own
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012 -- Textual’s own

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop)
        self.board = Board(self)
        self._suggestions = Suggestions(self, self.board, self.send_to, self.tell)
        self.board.below = self._suggestions.below

    def compose(self) -> ComposeResult:
        """The sums, the board, what was done last, the keys."""
        _ = self.language
        with Horizontal(id="top"):
            title = one_line(self.workshop.session.plan.title)
            yield Static(joined([pieces((_(N_("Synthesis")), "bold")), title]), id="name")
            yield Static(plain(""), id="sum")
        yield self.board
        yield Static(plain(""), id="said")
        yield KeyBar(self.ACTIONS, ALWAYS, _)

    def redraw(self) -> None:
        """Draw the session as it stands; what was suggested before an act is no longer so."""
        self._suggestions.forget()
        line = sum_line(counts(self.workshop.session), self.language)
        self.query_one("#sum", Static).update(line, layout=False)
        self.board.follow()

    def tell(self, text: str, tone: str = "$accent") -> None:
        """Say in one line what was done."""
        self.query_one("#said", Static).update(pieces((text, tone)), layout=False)

    def help_text(self) -> str:
        """What the synthesis is for."""
        return self.language(
            N_(
                "File what is different, merge what is the same. Digits work without Shift on a French keyboard. "
                "Beside a proposal stands where it may belong and why: j, k and l file it there. Nothing is ever lost: "
                "every act can be undone."
            )
        )

    # Filing

    def on_key(self, event: events.Key) -> None:
        """Take the digit row, with or without Shift, as the numbers of categories."""
        if self.board.search.has_focus or not event.character:
            return
        if event.character in _ZERO:
            event.stop()
            self.action_undecided()
        elif number := DIGITS.get(event.character):
            event.stop()
            categories = self.workshop.session.plan.categories
            if number <= len(categories):
                self.send_to(categories[number - 1].key)
            else:
                self.tell(self.language(N_("There is no category {number}."), number=number), "$warning")

    def action_file(self) -> None:
        """Go to the categories, where Enter files."""
        self.board.places.focus()

    def on_board_place_chosen(self, event: Board.PlaceChosen) -> None:
        """File under it."""
        self.send_to(event.key)

    def action_undecided(self) -> None:
        """Mark as undecided."""
        self.send_to(UNDECIDED)

    def action_unfile(self) -> None:
        """Take out of the category."""
        self.send_to(UNFILED)

    def send_to(self, place: str) -> None:
        """File the targets under a category, or put them in one of the two places that are none."""
        _ = self.language
        proposals = self.workshop.proposals
        category = self.workshop.session.plan.category(place)
        keys = self._keys(self.board.targets)
        if place == UNDECIDED:
            done, where = self._act(lambda: proposals.set_undecided(keys)), _(N_("Undecided"))
        elif category is None:
            done, where = self._act(lambda: proposals.unfile(keys)), _(N_("Unfiled"))
        else:
            done, where = self._act(lambda: proposals.file(keys, category.key)), category.title
        if done:
            self.tell(f"{self._named(keys, len(done))} → {where}")

    def _act(self, act: Callable[[], _T], goal: str = "") -> _T | None:
        """Do something to the targets; then nothing is marked, and the next unfiled one is highlighted."""
        following = goal or self.board.next_unfiled()

        def done() -> _T:
            result = act()
            self.board.finish(following)
            return result

        return self.attempt(done)

    def _named(self, keys: Sequence[str], count: int) -> str:
        if count == 1 and (card := self.board.deck.cards.get(keys[0])):
            return card.ref
        return self.language.plural("{n} proposal", "{n} proposals", count)

    @staticmethod
    def _keys(cards: Sequence[Card]) -> list[str]:
        # The reference of a withdrawn idea makes the use case say that it is withdrawn.
        return [card.ref if card.withdrawn else card.key for card in cards]

    # Merging, splitting, wording

    def action_merge(self) -> None:
        """Ask which wording the merged proposal keeps."""
        _ = self.language
        cards = self.board.targets
        if len(cards) < 2:  # noqa: PLR2004 -- merging takes two
            self.tell(_(N_("Mark two proposals or more with Space, then m merges them.")), "$warning")
            return
        session = self.workshop.session
        wordings = [session.wording(session.all_proposals[card.key]) for card in cards]
        keys = self._keys(cards)
        ask_wording(self, wordings, len(cards), lambda wording: self._merge(keys, wording))

    def _merge(self, keys: Sequence[str], wording: str) -> None:
        merged = self.workshop.proposals.merge(keys, wording)
        self.board.finish(merged.id)
        self.tell(self.language(N_("{n} proposals are one now; s splits it again."), n=len(keys)))

    def action_split(self) -> None:
        """Give back what the highlighted proposal was merged from."""
        card = self.board.current
        if card is None:
            return
        if not card.merged:
            self.tell(self.language(N_("{ref} is a single idea: there is nothing to split."), ref=card.ref), "$warning")
            return

        def split() -> int:
            parts = self.workshop.proposals.split(card.key)
            self.board.finish(parts[0].id)
            return len(parts)

        if count := self.attempt(split):
            self.tell(self.language(N_("{n} proposals again, as they were."), n=count))

    def action_reword(self) -> None:
        """Ask for other words."""
        card = self.board.current
        if card is None or card.withdrawn:
            return
        session = self.workshop.session
        question = self.language(N_("Other words for {ref}"), ref=card.ref)
        value = session.wording(session.all_proposals[card.key])
        keep = lambda text: self.workshop.proposals.reword(card.key, text)  # noqa: E731 -- a name for a long line
        self.app.push_screen(AskText(question, keep, self.language, value))

    # The study

    def action_link(self) -> None:
        """Ask which question of the study the targets' ideas answer."""
        session = self.workshop.session
        cards = self.board.targets
        ideas = [
            idea.id for card in cards for idea in detail(session, card).ideas if card.withdrawn or not idea.withdrawn
        ]
        named = self._named([card.key for card in cards], len(cards)) if cards else ""

        def link(axis: str, words: str) -> None:
            if self._act(lambda: self.workshop.study.link(ideas, axis), self.board.proposals.highlighted or ""):
                self.tell(f"{named} → {words}")

        if ideas:
            ask_axis(self, ideas, link)

    def action_matrix(self) -> None:
        """Open the matrix."""
        self.facilitate.open_screen("matrix", self.workshop)

    # The board and its suggestions

    def action_mark(self) -> None:
        """Mark the highlighted card, or take its mark away, and go to the next."""
        self.board.mark()

    def action_mark_all(self) -> None:
        """Mark all that is listed; again, none."""
        self.board.mark_all()

    def action_view(self) -> None:
        """Show the next kind of proposals; in the categories, those of the highlighted one."""
        self.board.show_next_view()

    def action_table(self) -> None:
        """Show one table's proposals, then the next one's, then all."""
        self.board.show_next_table()

    def action_status(self) -> None:
        """Show what is to create, then what exists, then both."""
        self.board.show_next_status()

    def action_search(self) -> None:
        """Look for words or a reference."""
        self.board.start_search()

    def action_left(self) -> None:
        """Go back to the list."""
        self.board.proposals.focus()

    def action_accept(self, place: int) -> None:
        """File under the first, second or third category suggested, counted from zero."""
        self._suggestions.accept(place)

    def action_confident(self) -> None:
        """Show what can be filed with confidence."""
        self._suggestions.preview_confident()

    def action_back(self) -> None:
        """Leave the search, the categories, the marks, the filter, and at last the page."""
        if not self.board.step_back():
            super().action_back()

    # Undo, categories

    def action_undo(self) -> None:
        """Undo the last act of the synthesis."""
        self._time_travel(lambda: self.workshop.history.undo(SYNTHESIS), N_("Undone: {what}"))

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._time_travel(lambda: self.workshop.history.redo(SYNTHESIS), N_("Done again: {what}"))

    def _time_travel(self, act: Callable[[], object], msgid: str) -> None:
        self.board.seeks_change = True
        if what := self.attempt(act):
            self.tell(self.language(msgid, what=what))
        self.board.seeks_change = False

    def action_duplicates(self) -> None:
        """Open the queue of probable duplicates."""
        from facilitate.tui.screens.sort.duplicates import DuplicatesPage

        self.app.push_screen(DuplicatesPage(self.workshop, self._suggestions.suggester))

    def action_categories(self) -> None:
        """Open the typology."""
        from facilitate.tui.screens.sort.typology import TypologyPage

        self.app.push_screen(TypologyPage(self.workshop, self._suggestions.suggester))
