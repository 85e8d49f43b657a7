"""What the pages of a typology share, be it of a session or of a cycle: categories added, renamed, moved, merged."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.domain.event import Subject
from facilitate.domain.programme.plan import Category
from facilitate.domain.text import NO_CATEGORY_TITLE, required
from facilitate.tui.dialogs.questions import AskText, Choose, Confirm
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import pieces, plain
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows

NAME_OF_LIST = N_("The typology")


class CategoriesPage(SessionPage):
    """The categories of a session or of a cycle, a row for each; whoever shows it draws the rows."""

    AUTO_FOCUS = "Rows"
    UNDOES: ClassVar[Subject | None] = None  # what undo is about, where not everything
    EMPTY: ClassVar[str] = N_("No categories yet (a: add one).")
    DEFAULT_CSS = """
    CategoriesPage {
        & Rows { padding: 0 1; }
        & #name { height: 3; padding: 0 2; border-bottom: solid $rule; }
        & #said { height: 1; padding: 0 2; color: $accent; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    goal = ""  # the category that is highlighted once it is drawn

    def compose(self) -> ComposeResult:
        """One line for each category."""
        _ = self.language
        yield Static(self.heading(), id="name")
        yield Rows(empty=_(self.EMPTY), lines=3)
        yield Static(plain(""), id="said")
        yield KeyBar(self.ACTIONS, self.always, _)

    def heading(self) -> Content:
        """Return the two lines above the categories."""
        return pieces("\n", (self.language(NAME_OF_LIST), "bold"))

    def redraw(self) -> None:
        """Draw the categories as they stand."""
        rows = self.query_one(Rows)
        rows.rows = tuple(self.category_rows())
        if self.goal and self.workshop.session.plan.category(self.goal):
            rows.highlighted = self.goal
        self.goal = ""

    @abstractmethod
    def category_rows(self, *, bare: bool = False) -> Sequence[ListRow]:
        """Return a row for each category, by its key; `bare` without what stands below its title."""

    @abstractmethod
    def consequence(self, category: Category) -> str:
        """Return what becomes of what is filed under a category that is removed."""

    @property
    def current(self) -> Category | None:
        """The category that is highlighted."""
        key = self.query_one(Rows).highlighted
        return self.workshop.session.plan.category(key) if key else None

    def tell(self, text: str) -> None:
        """Say what was just done."""
        self.query_one("#said", Static).update(plain(text))

    def action_add(self) -> None:
        """Ask for a title."""
        question = self.language(N_("Title of the new category"))
        self.app.push_screen(AskText(question, self._add, self.language))

    def _add(self, title: str) -> None:
        self.goal = self.workshop.programme.add_category(required(title, empty=NO_CATEGORY_TITLE)).key

    def action_rename(self) -> None:
        """Ask for another title."""
        if category := self.current:
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
        if category := self.current:
            self.attempt(lambda: self.workshop.programme.shift(f"categories/{category.key}", steps))

    def action_merge(self) -> None:
        """Ask which category takes over."""
        category = self.current
        if category is None:
            return
        others = [row for row in self.category_rows(bare=True) if row.key != category.key]
        question = self.language(N_("Merge “{category}” into which category?"), category=category.title)
        self.app.push_screen(Choose(question, others, self.language), lambda into: self._merge(category, into or ""))

    def _merge(self, category: Category, into: str) -> None:
        if not into:
            return
        if self.attempt(lambda: self.workshop.programme.merge_categories(category.key, into)):
            self.tell(self.language(N_("“{category}” merged (u: undo)."), category=category.title))

    def action_remove(self) -> None:
        """Ask first, saying what becomes of what is filed there."""
        if category := self.current:
            _ = self.language
            question = _(N_("Remove the category “{category}”?"), category=category.title)
            asked = Confirm(question, self.consequence(category), _(N_("Enter: remove · Esc: cancel")))
            self.app.push_screen(asked, lambda yes: self._remove(category) if yes else None)

    def _remove(self, category: Category) -> None:
        if self.attempt(lambda: self.workshop.programme.remove(f"categories/{category.key}")):
            self.tell(self.language(N_("“{category}” removed (u: undo)."), category=category.title))

    def action_undo(self) -> None:
        """Undo the last change here."""
        self._time_travel(lambda: self.workshop.history.undo(self.UNDOES, self.writer), N_("Undone: “{what}”"))

    def action_redo(self) -> None:
        """Redo what was undone."""
        self._time_travel(lambda: self.workshop.history.redo(self.UNDOES, self.writer), N_("Redone: “{what}”"))

    def _time_travel(self, act: Callable[[], object], msgid: str) -> None:
        if what := self.attempt(act):
            self.tell(self.language(msgid, what=what))
