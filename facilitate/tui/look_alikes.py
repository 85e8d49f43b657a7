"""Proposals that look alike and that nobody compared yet, found beside a screen: what is spoken or voted on twice."""

from __future__ import annotations

from facilitate.tui.page import SessionPage
from facilitate.tui.suggester import Suggester
from facilitate.workshop.suggestions.contract import DuplicateSuggestion
from facilitate.workshop.suggestions.texts import frame_of, settled_pairs
from facilitate.workshop.views.duplicates import queue, quota
from facilitate.workshop.views.sort import Deck


class LookAlikes:
    """Looks by words alone, which answers at once; the synthesis compares by meaning too, and finds more."""

    def __init__(self, page: SessionPage) -> None:
        self._page = page
        self._deck = Deck()
        self._suggester: Suggester | None = None
        self.found: tuple[DuplicateSuggestion, ...] = ()

    async def look(self) -> bool:
        """Look among the proposals as they stand; tells whether something else was found than before."""
        page = self._page
        if self._suggester is None:
            self._suggester = Suggester(page.facilitate.services.by_words, lambda: None)
        session = page.workshop.session
        self._deck.follow(session)
        settled, most = settled_pairs(session), quota(session)
        asking = self._suggester.ask(
            "duplicates",
            frame_of(session),
            self._deck.cards.values(),
            lambda matcher: matcher.duplicates(most, settled),
        )
        pairs = await page.answered(asking)
        if pairs is None:
            return False
        before = self.found
        likely = (each for each in pairs if each.likely and each.because and not each.faint)
        self.found = queue(likely, page.workshop.session).pairs
        return self.found != before
