"""The typology: categories added, renamed, moved, merged and removed, in the middle of the synthesis."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult
from textual.widgets import Static

from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Category
from facilitate.domain.text import NO_CATEGORY_TITLE, required
from facilitate.domain.values.presence import SORT
from facilitate.tui.actions import PageAction
from facilitate.tui.dialogs.questions import AskText, Choose, Confirm
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import pieces, plain
from facilitate.tui.screens.sort.proposal_rows import category_rows
from facilitate.tui.screens.sort.questions import ask_keywords
from facilitate.tui.suggester import Suggester
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import Rows
from facilitate.workshop.suggestions.texts import frame_of
from facilitate.workshop.views.sort import Deck, filed_counts
from facilitate.workshop.workshop import Workshop


class TypologyPage(SessionPage):
    """The categories of one session."""

    SHOWN_AS = SORT
    ACTIONS = (
        PageAction("add", "a", N_("Add"), N_("Add a category.")),
        PageAction("rename", "r,enter", N_("Rename"), N_("Rename the category.")),
        PageAction("higher", "shift+up,h", N_("Up"), N_("Move the category up.")),
        PageAction("lower", "shift+down,l", N_("Down"), N_("Move the category down.")),
        PageAction("merge", "m", N_("Merge"), N_("Merge the category into another: its proposals are filed there.")),
        PageAction("remove", "x,delete", N_("Remove"), N_("Remove the category; its proposals become unfiled.")),
        PageAction(
            "keywords", "k", N_("Keywords"), N_("Choose the keywords used for suggestions; some are suggested.")
        ),
        PageAction("groups", "g", N_("Groups"), N_("Show groups of unfiled proposals that seem to belong together.")),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last change in the synthesis, then the one before…")),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )
    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    TypologyPage {
        & Rows { padding: 0 1; }
        & #name { height: 3; padding: 0 2; border-bottom: solid $rule; }
        & #said { height: 1; padding: 0 2; color: $accent; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    def __init__(self, workshop: Workshop, suggester: Suggester) -> None:
        super().__init__(workshop)
        self._suggester = suggester
        self._deck = Deck()
        self._goal = ""

    def compose(self) -> ComposeResult:
        """One line for each category."""
        _ = self.language
        yield Static(pieces("\n", (_(N_("The typology")), "bold")), id="name")
        yield Rows(empty=_(N_("No categories yet (a: add one · g: look for groups among the proposals).")), lines=3)
        yield Static(plain(""), id="said")
        yield KeyBar(self.ACTIONS, self.always, _)

    def redraw(self) -> None:
        """Draw the categories as they stand."""
        session = self.workshop.session
        self._deck.follow(session)
        rows = self.query_one(Rows)
        rows.rows = tuple(category_rows(session.plan.categories, filed_counts(self._deck), keywords=True))
        if self._goal and session.plan.category(self._goal):
            rows.highlighted = self._goal
        self._goal = ""

    def help_text(self) -> str:
        """What can be changed without loss."""
        return self.language(
            N_("The typology can change at any time: no proposal is lost, and every change can be undone.")
        )

    @property
    def _current(self) -> Category | None:
        key = self.query_one(Rows).highlighted
        return self.workshop.session.plan.category(key) if key else None

    def _count(self, category: Category) -> int:
        return filed_counts(self._deck).get(category.key, 0)

    def _tell(self, text: str) -> None:
        self.query_one("#said", Static).update(plain(text))

    def action_add(self) -> None:
        """Ask for a title."""
        question = self.language(N_("Title of the new category"))
        self.app.push_screen(AskText(question, self._add, self.language))

    def _add(self, title: str) -> None:
        self._goal = self.workshop.programme.add_category(required(title, empty=NO_CATEGORY_TITLE)).key

    def action_rename(self) -> None:
        """Ask for another title."""
        if category := self._current:
            path = f"categories/{category.key}/title"
            self.app.push_screen(
                AskText(
                    self.language(N_("New title for this category")),
                    lambda title: self.workshop.programme.set(path, required(title, empty=NO_CATEGORY_TITLE)),
                    self.language,
                    category.title,
                )
            )

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Rename it."""
        event.stop()
        self.action_rename()

    def action_higher(self) -> None:
        """Move it up."""
        self._shift(-1)

    def action_lower(self) -> None:
        """Move it down."""
        self._shift(1)

    def _shift(self, steps: int) -> None:
        if category := self._current:
            self.attempt(lambda: self.workshop.programme.shift(f"categories/{category.key}", steps))

    def action_merge(self) -> None:
        """Ask which category takes over."""
        category = self._current
        if category is None:
            return
        rows = category_rows(self.workshop.session.plan.categories, filed_counts(self._deck))
        others = [row for row in rows if row.key != category.key]
        question = self.language(N_("Merge “{category}” into which category?"), category=category.title)
        self.app.push_screen(Choose(question, others, self.language), lambda into: self._merge(category, into or ""))

    def _merge(self, category: Category, into: str) -> None:
        if not into:
            return
        if self.attempt(lambda: self.workshop.programme.merge_categories(category.key, into)):
            self._tell(self.language(N_("“{category}” merged (u: undo)."), category=category.title))

    def action_remove(self) -> None:
        """Ask first, saying what becomes of its proposals."""
        category = self._current
        if category is None:
            return
        _ = self.language
        filed = self._count(category)
        what = _.plural(
            "{n} proposal will become unfiled. Nothing is lost (u: undo).",
            "{n} proposals will become unfiled. Nothing is lost (u: undo).",
            filed,
        )
        if not filed:
            what = _(N_("This category is empty: no proposal is affected."))
        question = _(N_("Remove the category “{category}”?"), category=category.title)
        hint = _(N_("Enter: remove · Esc: cancel"))
        self.app.push_screen(Confirm(question, what, hint), lambda yes: self._remove(category) if yes else None)

    def _remove(self, category: Category) -> None:
        if self.attempt(lambda: self.workshop.programme.remove(f"categories/{category.key}")):
            self._tell(self.language(N_("“{category}” removed (u: undo)."), category=category.title))

    def action_keywords(self) -> None:
        """Ask which keywords the category has."""
        if category := self._current:
            self.beside(partial(self._keywords, category), "keywords")

    async def _keywords(self, category: Category) -> None:
        session = self.workshop.session
        asking = self._suggester.ask(
            "keywords", frame_of(session), self._deck.cards.values(), lambda matcher: matcher.keywords(category.key)
        )
        found = await self.answered(asking)
        if found is not None:
            ask_keywords(self, category, found)

    def action_groups(self) -> None:
        """Open the emerging typology."""
        from facilitate.tui.screens.sort.clusters import ClustersPage

        self.app.push_screen(ClustersPage(self.workshop, self._suggester))

    def action_undo(self) -> None:
        """Undo the last act of the synthesis."""
        self._time_travel(lambda: self.workshop.history.undo(SYNTHESIS, self.writer), N_("Undone: “{what}”"))

    def action_redo(self) -> None:
        """Redo what was undone."""
        self._time_travel(lambda: self.workshop.history.redo(SYNTHESIS, self.writer), N_("Redone: “{what}”"))

    def _time_travel(self, act: Callable[[], object], msgid: str) -> None:
        if what := self.attempt(act):
            self._tell(self.language(msgid, what=what))
