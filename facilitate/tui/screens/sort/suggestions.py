"""Suggestions in the synthesis: shown beside the proposal one looks at, and all the confident ones at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Category
from facilitate.domain.text import excerpt, one_line
from facilitate.domain.values.proposals import Place, Proposal
from facilitate.i18n import Language
from facilitate.tui.actions import PageAction
from facilitate.tui.dialogs.questions import Find, Ticks
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import pieces, plain
from facilitate.tui.screens.sort.board import Board
from facilitate.tui.suggester import Suggester
from facilitate.tui.themes import category_style
from facilitate.tui.widgets.cells import cells, cuts
from facilitate.tui.widgets.rows.row import ListRow
from facilitate.workshop.ports import Matcher
from facilitate.workshop.suggestions.contract import DuplicateSuggestion, FilingSuggestion
from facilitate.workshop.suggestions.texts import (
    clearest,
    closeness_message,
    common_messages,
    frame_of,
    reason_message,
    settled_pairs,
)
from facilitate.workshop.views.sort import Card

_MOST = 3
_KEYS = "jkl"
_KEY_SAME = "="
_WORDS = 4
_REASONS = 2
_MARGINS = 4  # cells beside the line that says what was done
_LEAST_WORDING = 8
_LEAST = 16  # cells for the proposal that may say the same, however much there is to say of why
# Without a category nothing can be suggested: then it is told how they come about.
_BEGIN = N_(
    "No categories yet. n: make one from this proposal, or from all the marked ones (Space) · c, then g: suggest groups"
)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is suggested for a proposal: where it belongs, and which other may say the same."""

    filing: tuple[FilingSuggestion, ...]
    double: DuplicateSuggestion | None


class Suggestions:
    """Says under a card where it may belong, and files what is accepted.

    `send_to` files the board's targets under a category; `tell` says in one line what was done, in a tone.
    """

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("accept(0)", "j", N_("Suggestion 1"), N_("File under the first suggested category."), bar=False),
        PageAction("accept(1)", "k", N_("Suggestion 2"), N_("File under the second suggested category."), bar=False),
        PageAction("accept(2)", "l", N_("Suggestion 3"), N_("File under the third suggested category."), bar=False),
        PageAction(
            "confident",
            "g",
            N_("Confident suggestions"),
            N_("File all proposals with a confident suggestion in one go."),
        ),
        PageAction(
            "same", "equals_sign", N_("Same idea"), N_("Merge with the proposal that may say the same."), bar=False
        ),
    )

    def __init__(
        self, page: SessionPage, board: Board, send_to: Callable[[str], None], tell: Callable[..., None]
    ) -> None:
        self._page = page
        self._board = board
        self._send_to = send_to
        self._tell = tell
        self._suggester: Suggester | None = None
        self._known: dict[str, _Shown] = {}
        self._progress = ""  # how far it was told to be with what meaning needs
        self._under_the_finger = ""  # the proposal whose suggestions by words stay while one looks at it
        self._none_yet = ""  # what was told of suggestions that are none, until the next act

    @property
    def suggester(self) -> Suggester:
        """What works suggestions out; it is loaded when first asked."""
        if self._suggester is None:
            services, workshop = self._page.facilitate.services, self._page.workshop
            self._suggester = Suggester(services.by_words, lambda: services.by_meaning(workshop))
            self._suggester.when_ready.append(self._meaning_is_ready)
        return self._suggester

    def leave(self) -> None:
        """Stop what is worked out: the synthesis is left."""
        if self._suggester is not None:
            self._suggester.leave()

    async def _get_ready(self) -> None:
        """Have meaning compared too, and say so while it takes time."""
        frame, cards = frame_of(self._page.workshop.session), self._board.deck.cards.values()
        await self._page.answered(self.suggester.get_ready(frame, cards, self._tell_progress))
        if self._progress and str(self._page.query_one("#said", Static).content) == self._progress:
            self._tell("")
        self._progress = ""

    def _tell_progress(self, done: int, of: int) -> None:
        """Say how far it is, where nothing else is said."""
        if not self._page.stands:
            return
        if str(self._page.query_one("#said", Static).content) in ("", self._progress):
            text = N_("Getting ready to compare by meaning… {done} of {of}")
            self._progress = self._page.language(text, done=done, of=of)
            self._tell(self._progress, "$text-muted")

    def _meaning_is_ready(self) -> None:
        """Compare by meaning from the next proposal on: what is shown for this one stays under the finger."""
        if self._page.stands:
            current = self._board.current
            shown = self._known.get(current.key) if current else None
            self.forget()
            if current and shown is not None and (shown.filing or self._double_of(shown)):
                self._known[current.key], self._under_the_finger = shown, current.key
            else:
                self._board.show_detail()  # where nothing was suggested, nothing changes under the finger
            # Where nobody had to wait there is nothing to announce, nor when the page is opened again.
            if self._progress and not self._page.facilitate.told_of_meaning:
                self._page.facilitate.told_of_meaning = True
                self._none_yet = self._page.language(N_("Meaning is compared too, from the next proposal on."))
                self._tell(self._none_yet, "$text-muted")

    def forget(self) -> None:
        """Ask anew for what was suggested before an act, and take back that there was nothing to suggest."""
        self._known = {}
        self.take_back()

    def take_back(self) -> None:
        """Leave no sentence there that nothing could be suggested, once something else is done."""
        if self._none_yet and str(self._page.query_one("#said", Static).content) == self._none_yet:
            self._tell("")
        self._none_yet = ""

    def below(self, card: Card) -> Content:
        """What is suggested for a card; asked for if it is not known yet."""
        if card.withdrawn or card.place is Place.FILED:
            return plain("")
        if not self._page.workshop.session.plan.categories:
            return pieces("\n" * (1 + self._page.has_class("-wide")), (self._page.language(_BEGIN), "$accent"))
        if (found := self._known.get(card.key)) is None:
            # What the key did is drawn first: the two would take each other's time.
            self._page.call_after_refresh(self._page.beside, partial(self._look, card.key), "suggestions")
            return plain("")
        categories, wide = self._page.workshop.session.plan.categories, self._page.has_class("-wide")
        width, _ = self._board.detail_width, self._page.language
        hints = hints_text(found.filing, categories, _, width=width, wide=wide)
        if found.double is None or (other := self._double_of(found)) is None:
            return hints
        spoken = self._page.workshop.session.plan.language
        common = common_messages(found.double.because, card.whole, other.whole, spoken)
        why = " · ".join(map(_.message, common)) or _.message(closeness_message(found.double.closeness))
        return hints + double_text(other, why, _, width=width, wide=wide)

    def _double_of(self, shown: _Shown) -> Card | None:
        return self._board.deck.cards.get(shown.double.b) if shown.double and shown.double.likely else None

    async def _look(self, key: str) -> None:
        if self._under_the_finger not in ("", key):  # one has moved on: it is compared by meaning next time
            self._known.pop(self._under_the_finger, None)
            self._under_the_finger = ""
            self.take_back()
        known, settled = self._known, settled_pairs(self._page.workshop.session)
        asking = self.suggester.ask(
            "filing",
            frame_of(self._page.workshop.session),
            self._board.deck.cards.values(),
            lambda matcher: _Shown(
                tuple(each for each in matcher.filing(key, _MOST) if each.likely),
                next(iter(matcher.near(key, 1, settled)), None),
            ),
        )
        found = await self._page.answered(asking)
        if found is not None and known is self._known:
            known[key] = found
            self._board.show_detail()
            self._page.run_worker(self._get_ready(), group="meaning")

    # Acts

    def action_accept(self, place: int) -> None:
        """File under the first, second or third category suggested."""
        card = self._board.current
        shown = self._known.get(card.key) if card else None
        found = shown.filing if shown else ()
        if place < len(found):
            self._send_to(found[place].category)
        elif card:
            self._tell(_too_few(len(found), card.ref, self._page.language), "$warning")

    def action_same(self) -> None:
        """Merge with the proposal that may say the same, under the wording that says most."""
        card = self._board.current
        shown = self._known.get(card.key) if card else None
        other = self._double_of(shown) if shown else None
        if card is None or other is None:
            self._tell(self._page.language(N_("No proposal is suggested as the same idea.")), "$warning")
            return
        self._merge_with(card, other)

    def _merge_with(self, card: Card, other: Card) -> None:
        session, duplicates = self._page.workshop.session, self._page.workshop.duplicates
        wording = clearest([session.wording(session.all_proposals[each.key]) for each in (card, other)])

        def merge() -> Proposal:
            merged = duplicates.same(card.key, other.key, wording)
            self._board.finish(merged.id)
            return merged

        if self._page.attempt(merge):
            _ = self._page.language
            text = N_("Merged with {ref} as {wording} (u: undo · r: reword).")
            room = self._page.size.width - _MARGINS - cells(_(text, ref=other.ref, wording=_.quoted("")))
            self._tell(_(text, ref=other.ref, wording=_.quoted(excerpt(wording, max(_LEAST_WORDING, room)))))

    def find_same(self) -> None:
        """Ask which proposal says the same as the one that is selected, those nearest to it first."""
        if (card := self._board.current) and not card.withdrawn:
            self._page.beside(partial(self._find_same, card), "same")

    async def _find_same(self, card: Card) -> None:
        cards = self._board.deck.cards
        asking = self.suggester.ask(
            "same",
            frame_of(self._page.workshop.session),
            cards.values(),
            lambda matcher: matcher.near(card.key, len(cards)),
        )
        found = await self._page.answered(asking)
        if found is None:
            return
        others = [cards[key] for key in dict.fromkeys([*(each.b for each in found), *cards]) if key in cards]
        rows = [
            ListRow(each.key, plain(each.text), lead=plain(each.ref))
            for each in others
            if each.key != card.key and not each.withdrawn
        ]
        question = self._page.language(N_("Merge {ref} with…"), ref=card.ref)

        def chosen(key: str | None) -> None:
            if key and key in self._board.deck.cards:
                self._merge_with(card, self._board.deck.cards[key])

        self._page.app.push_screen(Find(question, rows, self._page.language), chosen)

    def action_confident(self) -> None:
        """Show what can be filed with confidence."""
        self._page.beside(self._confident, "confident")

    async def _confident(self) -> None:
        free = [
            card.key for card in self._board.deck.cards.values() if card.place is Place.UNFILED and not card.withdrawn
        ]

        if not free:
            self._none_yet = self._page.language(N_("All proposals are filed or undecided."))
            self._tell(self._none_yet)
            return

        def ask(matcher: Matcher) -> dict[str, FilingSuggestion]:
            first = ((key, next(iter(matcher.filing(key, 1)), None)) for key in free)
            return {key: found for key, found in first if found and found.confident}

        cards = self._board.deck.cards.values()
        found = await self._page.answered(
            self.suggester.ask("confident", frame_of(self._page.workshop.session), cards, ask)
        )
        if found:
            self._preview(found)
        elif found is not None:
            waiting = N_("Meaning is being prepared: wait a moment, then try again.")
            filing = N_("No confident suggestions yet: file a few more proposals, then try again.")
            self._none_yet = self._page.language(waiting if self._progress else filing)
            self._tell(self._none_yet, "$warning")

    def _preview(self, found: dict[str, FilingSuggestion]) -> None:
        _ = self._page.language
        places = {category.key: place for place, category in enumerate(self._page.workshop.session.plan.categories)}
        rows = []
        for key, each in sorted(found.items(), key=lambda item: (places[item[1].category], item[0])):
            card, place = self._board.deck.cards[key], places[each.category]
            title = self._page.workshop.session.plan.categories[place].title
            about = ("\n" + f"→ {place + 1} {title}", category_style(place)), (f"  {reason(each, _)}", "$text-muted")
            rows.append(ListRow(key, pieces(card.text, *about), lead=plain(card.ref)))
        question = _.plural("{n} confident suggestion", "{n} confident suggestions", len(rows))
        hint = _(N_("Space: tick or untick · Enter: file · Esc: cancel"))
        self._page.app.push_screen(
            Ticks(question, rows, hint, ticked=set(found)), lambda kept: self._file(found, kept or ())
        )

    def _file(self, found: dict[str, FilingSuggestion], kept: tuple[str, ...]) -> None:
        if not kept:
            return
        places = {key: found[key].category for key in kept}
        if done := self._page.attempt(lambda: self._page.workshop.proposals.file_each(places)):
            _ = self._page.language
            self._tell(_.plural("{n} proposal filed (u: undo).", "{n} proposals filed (u: undo).", len(done)))


def hints_text(
    found: Sequence[FilingSuggestion], categories: Sequence[Category], _: Language, *, width: int, wide: bool
) -> Content:
    """Up to three categories with their keys and reasons: whole where it is wide, else on one line each."""
    numbers = {category.key: (place, category.title) for place, category in enumerate(categories)}
    lines: list[Content] = []
    beside = cells(f"{_KEYS[0]}    ")
    for key, each in zip(_KEYS, (each for each in found if each.category in numbers), strict=False):
        place, title = numbers[each.category]
        named, style, why = f"{place + 1} {title}", category_style(place), reason(each, _)
        if wide:
            first, *more = _lines(named, width)
            lines.append(pieces((key, "bold $accent"), "  ", (first, style)))
            lines += [pieces("   ", (line, style)) for line in more]
            lines += [pieces("   ", (line, "$text-muted")) for line in _lines(why, width)]
        else:
            # The category stands in its list as well: of two that are long, why it is suggested has half of the line.
            named = excerpt(named, max(_LEAST, width - beside - min(cells(why), width // 2)))
            lines.append(pieces((key, "bold $accent"), "  ", (named, style), "  ", (why, "$text-muted")))
    if not lines:
        return plain("")
    above = "\n\n" + _(N_("Suggested categories:")) + "\n" if wide else "\n"
    return pieces((above, "$text-muted")) + plain("\n").join(line.truncate(width, ellipsis=True) for line in lines)


def double_text(other: Card, why: str, _: Language, *, width: int, wide: bool) -> Content:
    """The proposal that may say the same, with its key and the reason, which is always seen."""
    named = f"{other.ref}  {one_line(other.text)}"
    if not wide:
        asked = _(N_("same idea?"))
        room = max(_LEAST, width - cells(f"{_KEY_SAME}  {asked} ") - min(cells(why) + 2, width // 2))
        line = pieces((_KEY_SAME, "bold $accent"), "  ", (asked, "$text-muted"), f" {excerpt(named, room)}")
        return plain("\n") + (line + pieces((f"  {why}", "$text-muted"))).truncate(width, ellipsis=True)
    first, *more = _lines(named, width)
    if len(more) > 1:
        more = [excerpt(f"{more[0]} {more[1]}", max(1, width - 3))]
    lines = [pieces((_KEY_SAME, "bold $accent"), f"  {first}"), *(plain(f"   {line}") for line in more)]
    lines += [pieces(("   " + line, "$text-muted")) for line in _lines(why, width)]
    return pieces(("\n\n" + _(N_("Same idea?")) + "\n", "$text-muted")) + plain("\n").join(lines)


def _lines(text: str, width: int) -> list[str]:
    """A text in lines beside the three columns of a key: who chooses reads it whole."""
    return [text[start:end] for start, end in cuts(text, max(1, width - 3))]


def reason(found: FilingSuggestion, _: Language) -> str:
    """Why a category is suggested, in half a line."""
    return " · ".join(_.message(reason_message(each, _WORDS)) for each in found.because[:_REASONS])


def _too_few(found: int, ref: str, _: Language) -> str:
    """Why a key files nothing: there are fewer suggestions than that."""
    if not found:
        return _(N_("No suggestion for {ref}."), ref=ref)
    return _.plural("Only {n} suggestion for {ref}.", "Only {n} suggestions for {ref}.", found, ref=ref)
