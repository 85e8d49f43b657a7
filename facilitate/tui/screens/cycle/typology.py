"""The typology of the cycle itself: for as long as it lives, whatever its categories are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.content import Content

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Category
from facilitate.domain.text import one_line
from facilitate.tui.actions import PageAction
from facilitate.tui.categories_page import NAME_OF_LIST, CategoriesPage
from facilitate.tui.dialogs.questions import AskText
from facilitate.tui.plain import Piece, joined, pieces, plain
from facilitate.tui.screens.cycle.board import CycleBoard
from facilitate.tui.themes import category_style
from facilitate.tui.widgets.rows.rows import ListRow
from facilitate.workshop.cycle.totals import matrix_of
from facilitate.workshop.workshop import Workshop

_Reader = Callable[[str], "str | list[str]"]


class CycleTypologyPage(CategoriesPage):
    """The categories of one cycle, each with how many ideas of all events count there."""

    ACTIONS = (
        PageAction("add", "a", N_("Add"), N_("Add a category.")),
        PageAction("rename", "r,enter", N_("Rename"), N_("Rename it; what counted there still does.")),
        PageAction(
            "merge", "m", N_("Merge"), N_("Merge the category into another: all that counted there counts under it.")
        ),
        PageAction(
            "remove", "x,delete", N_("Remove"), N_("Remove the category; what counted there counts by itself again.")
        ),
        PageAction("keywords", "k", N_("Keywords"), N_("Write the keywords used for suggestions.")),
        PageAction("describe", "d", N_("Describe"), N_("Say what belongs there.")),
        PageAction("decidim", "i", N_("Decidim"), N_("Write the ids that a Decidim platform has for the category.")),
        PageAction("higher", "shift+up,h", N_("Up"), N_("Move the category up.")),
        PageAction("lower", "shift+down,l", N_("Down"), N_("Move the category down.")),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last change to the cycle, then the one before…")),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )

    def __init__(self, workshop: Workshop, board: CycleBoard) -> None:
        super().__init__(workshop)
        self._board = board

    def help_text(self) -> str:
        """What can be changed without loss, and who should hear of it."""
        return self.language(
            N_(
                "The typology of a cycle can change as long as it lives: no idea is lost, and every change can be "
                "undone. Whoever prepares an event with an older kit does not know of it: make a new kit."
            )
        )

    def heading(self) -> Content:
        """Return the cycle, and what the numbers beside its categories are."""
        _, title = self.language, one_line(self.workshop.session.plan.title)
        what = joined([pieces((_(NAME_OF_LIST), "bold")), _(N_("on the right: ideas of all events"))])
        return plain("\n").join([joined([pieces((_(N_("Cycle")), "bold")), title]), what])

    def category_rows(self, *, bare: bool = False) -> Sequence[ListRow]:
        """Return a row for each category, with how many ideas count there."""
        session, events = self.workshop.session, self._board.events
        matrix = matrix_of(session, events.readings if events else ())
        return [
            ListRow(
                category.key,
                pieces((one_line(category.title), category_style(place)), *([] if bare else _below(category))),
                lead=pieces((str(place + 1), f"bold {category_style(place)}")),
                trail=plain(self.language.number(matrix.ideas_in(place))),
            )
            for place, category in enumerate(session.plan.categories)
        ]

    def consequence(self, category: Category) -> str:
        """Return what becomes of the ideas that count there."""
        session, events = self.workshop.session, self._board.events
        keys = [each.key for each in session.plan.categories]
        ideas = matrix_of(session, events.readings if events else ()).ideas_in(keys.index(category.key))
        if not ideas:
            return self.language(N_("This category is empty: no idea is affected."))
        return self.language.plural(
            "{n} idea will count by itself, with its event. Nothing is lost (u: undo).",
            "{n} ideas will count by themselves, with their events. Nothing is lost (u: undo).",
            ideas,
        )

    def action_keywords(self) -> None:
        """Ask for its keywords."""
        if category := self.current:
            question = N_("Keywords, separated by commas")
            self._ask(category, question, "keywords", ", ".join(category.keywords), _words)

    def action_describe(self) -> None:
        """Ask what belongs there."""
        if category := self.current:
            question = N_("What belongs there? A sentence or two; it may stay empty.")
            self._ask(category, question, "description", category.description, one_line)

    def action_decidim(self) -> None:
        """Ask for its ids on a platform."""
        if category := self.current:
            question = N_("Ids of its taxonomies on Decidim, separated by commas; it may stay empty.")
            self._ask(category, question, "taxonomies", ", ".join(map(str, category.taxonomies)), _words)

    def _ask(self, category: Category, question: str, name: str, value: str, read: _Reader) -> None:
        path, programme = f"categories/{category.key}/{name}", self.workshop.programme

        def keep(text: str) -> None:
            programme.set(path, read(text) or None)

        self.app.push_screen(AskText(self.language(question), keep, self.language, value))


def _below(category: Category) -> Iterator[Piece]:
    """Yield what is said of a category, a line each."""
    ids = ", ".join(map(str, category.taxonomies))
    words = " · ".join(filter(None, (", ".join(category.keywords), ids and f"Decidim {ids}")))
    for line in filter(None, (one_line(category.description), words)):
        yield "\n" + line, "$text-muted"


def _words(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := part.strip())]
