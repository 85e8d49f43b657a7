"""The typology: categories added, renamed, moved, merged and removed, in the middle of the synthesis."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Category
from facilitate.domain.values.presence import SORT
from facilitate.tui.actions import PageAction
from facilitate.tui.categories_page import CategoriesPage
from facilitate.tui.screens.sort.proposal_rows import category_rows
from facilitate.tui.screens.sort.questions import ask_keywords
from facilitate.tui.suggester import Suggester
from facilitate.tui.widgets.rows.rows import ListRow
from facilitate.workshop.suggestions.texts import frame_of
from facilitate.workshop.views.sort import Deck, filed_counts
from facilitate.workshop.workshop import Workshop


class TypologyPage(CategoriesPage):
    """The categories of one session."""

    SHOWN_AS = SORT
    UNDOES = SYNTHESIS
    EMPTY = N_("No categories yet (a: add one · g: look for groups among the proposals).")
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

    def __init__(self, workshop: Workshop, suggester: Suggester) -> None:
        super().__init__(workshop)
        self._suggester = suggester
        self._deck = Deck()

    def help_text(self) -> str:
        """What can be changed without loss."""
        return self.language(
            N_("The typology can change at any time: no proposal is lost, and every change can be undone.")
        )

    def category_rows(self, *, bare: bool = False) -> Sequence[ListRow]:
        """Return a row for each category, with how many proposals it has."""
        session = self.workshop.session
        self._deck.follow(session)
        return category_rows(session.plan.categories, filed_counts(self._deck), keywords=not bare)

    def consequence(self, category: Category) -> str:
        """Return what becomes of its proposals."""
        filed = filed_counts(self._deck).get(category.key, 0)
        if not filed:
            return self.language(N_("This category is empty: no proposal is affected."))
        return self.language.plural(
            "{n} proposal will become unfiled. Nothing is lost (u: undo).",
            "{n} proposals will become unfiled. Nothing is lost (u: undo).",
            filed,
        )

    def action_keywords(self) -> None:
        """Ask which keywords the category has."""
        if category := self.current:
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
