"""Suggestions in the synthesis: shown beside the proposal one looks at, and all the confident ones at once."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from facilitate.domain.errors import N_
from facilitate.domain.values.proposals import Place
from facilitate.tui.dialogs.questions import Ticks
from facilitate.tui.plain import pieces, plain
from facilitate.tui.screens.sort.board import SortList
from facilitate.tui.screens.sort.hints import KEYS, hints_text, reason
from facilitate.tui.suggester import Suggester
from facilitate.tui.themes import category_style
from facilitate.tui.widgets.rows.row import Row
from facilitate.tui.widgets.text_view import Reading
from facilitate.workshop.ports import Matcher
from facilitate.workshop.suggestions.contract import FilingSuggestion
from facilitate.workshop.suggestions.texts import frame_of, is_confident, is_telling
from facilitate.workshop.views.sort import Card
from facilitate.workshop.workshop import Workshop

_MOST = 3

Found = tuple[FilingSuggestion, ...]


class SortSuggesting(SortList):
    """The list with suggestions; `send_to` files the targets under a category."""

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop)
        self._suggester: Suggester | None = None
        self._known: dict[str, Found] = {}

    def send_to(self, place: str) -> None:
        """File the targets; the page that has the keys says how."""
        raise NotImplementedError

    @property
    def suggester(self) -> Suggester:
        """What works suggestions out; it is loaded when first asked."""
        if self._suggester is None:
            self._suggester = Suggester(self.facilitate.services.matcher)
        return self._suggester

    def redraw(self) -> None:
        """Draw the session; what was suggested before an act is no longer so."""
        self._known = {}
        super().redraw()

    def hints(self, card: Card) -> Content:
        """What is suggested for a card; asked for if it is not known yet."""
        if card.withdrawn or card.place is Place.FILED:
            return plain("")
        if (found := self._known.get(card.key)) is None:
            # What the key did is drawn first: the two would take each other's time.
            self.call_after_refresh(self.beside, partial(self._look, card.key), "suggestions")
            return plain("")
        width, wide = self.query_one(Reading).size.width, self.has_class("-wide")
        return hints_text(found, self.workshop.session.plan.categories, self.language, width=width, wide=wide)

    async def _look(self, key: str) -> None:
        known = self._known
        asking = self.suggester.ask(
            "filing",
            frame_of(self.workshop.session),
            self.deck.cards.values(),
            lambda matcher: tuple(filter(is_telling, matcher.filing(key, _MOST))),
        )
        found = await self.answered(asking)
        if found is not None and known is self._known:
            known[key] = found
            self.show_detail()

    # Acts

    def action_accept(self, place: int) -> None:
        """File under the first, second or third category suggested."""
        card = self.current
        found = self._known.get(card.key, ()) if card else ()
        if place < len(found):
            self.send_to(found[place].category)
        elif card:
            self.tell(self.language(N_("Nothing is suggested under {key}."), key=KEYS[place]), "$warning")

    def action_confident(self) -> None:
        """Show what can be filed with confidence."""
        self.beside(self._confident, "confident")

    async def _confident(self) -> None:
        free = [card.key for card in self.deck.cards.values() if card.place is Place.UNFILED and not card.withdrawn]

        def ask(matcher: Matcher) -> dict[str, FilingSuggestion]:
            first = ((key, next(iter(matcher.filing(key, 1)), None)) for key in free)
            return {key: found for key, found in first if found and is_confident(found)}

        cards = self.deck.cards.values()
        found = await self.answered(self.suggester.ask("confident", frame_of(self.workshop.session), cards, ask))
        if found:
            self._preview(found)
        elif found is not None:
            self.tell(self.language(N_("Nothing is certain enough yet: file a few more, then ask again.")), "$warning")

    def _preview(self, found: dict[str, FilingSuggestion]) -> None:
        _ = self.language
        places = {category.key: place for place, category in enumerate(self.workshop.session.plan.categories)}
        rows = []
        for key, each in sorted(found.items(), key=lambda item: (places[item[1].category], item[0])):
            card, place = self.deck.cards[key], places[each.category]
            title = self.workshop.session.plan.categories[place].title
            about = ("\n" + f"→ {place + 1} {title}", category_style(place)), (f"  {reason(each, _)}", "$text-muted")
            rows.append(Row(key, pieces(card.text, *about), lead=plain(card.ref)))
        question = _.plural(
            "{n} proposal can be filed with confidence", "{n} proposals can be filed with confidence", len(rows)
        )
        hint = _(N_("␣ takes one out or back in · Enter files those with a dot, as one act · Esc leaves it"))
        self.app.push_screen(Ticks(question, rows, hint, ticked=set(found)), lambda kept: self._file(found, kept or ()))

    def _file(self, found: dict[str, FilingSuggestion], kept: tuple[str, ...]) -> None:
        if not kept:
            return
        places = {key: found[key].category for key in kept}
        if done := self.attempt(lambda: self.workshop.proposals.file_each(places)):
            _ = self.language
            self.tell(_.plural("{n} proposal filed; u undoes it.", "{n} proposals filed; u undoes it.", len(done)))
