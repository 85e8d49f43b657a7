"""What the room decides of proposals: they are filed, merged, split, worded, and linked to the study."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, TypeVar

from facilitate.domain.errors import N_
from facilitate.domain.values.proposals import Place
from facilitate.tui.actions import DIGITS, PageAction
from facilitate.tui.dialogs.questions import AskText
from facilitate.tui.page import SessionPage
from facilitate.tui.screens.sort.board import Board
from facilitate.tui.screens.sort.proposal_rows import UNDECIDED, UNFILED
from facilitate.tui.screens.sort.questions import ask_axis, ask_wording
from facilitate.workshop.views.sort import Card, detail

_T = TypeVar("_T")
_ZERO = ("0", "à")


class Filing:
    """Acts on what is marked on the board, or highlighted; `tell` says in one line what was done, in a tone."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("file", "1-9,right", N_("File"), N_("File under a category by its number (→: all categories).")),
        PageAction(
            "new_category",
            "n",
            N_("New category"),
            N_(
                "Create a category from the marked proposals, or the selected one; if it already exists, they are "
                "filed there."
            ),
        ),
        PageAction("merge", "m", N_("Merge"), N_("Merge the marked proposals into one, with a single wording.")),
        PageAction("reword", "r", N_("Reword"), N_("Reword the proposal; the text of its ideas does not change.")),
        PageAction("link", "b", N_("Link"), N_("Link the ideas to the research question they answer, or to none.")),
        PageAction("split", "s", N_("Split"), N_("Split a merged proposal back into the proposals it came from.")),
        PageAction("undecided", "i,0", N_("Undecided"), N_("Mark as undecided: the room did not agree.")),
        PageAction("unfile", "x,backspace", N_("Unfile"), N_("Put it back with the unfiled proposals.")),
    )

    def __init__(self, page: SessionPage, board: Board, tell: Callable[..., None]) -> None:
        self._page = page
        self._board = board
        self._tell = tell
        self.before: Callable[[Sequence[str]], None] = lambda _keys: None  # told what a key is about to change
        self.find_same: Callable[[], None] = lambda: None  # asks with which other one the selected one is merged

    def take_digit(self, character: str) -> bool:
        """File under the category of that number, or mark as undecided with a zero; tells whether it was a digit."""
        if character in _ZERO:
            self.action_undecided()
            return True
        number = DIGITS.get(character)
        if number is None:
            return False
        categories = self._page.workshop.session.plan.categories
        if number <= len(categories):
            self.send_to(categories[number - 1].key)
        else:
            self._tell(self._page.language(N_("There is no category {number}."), number=number), "$warning")
        return True

    def action_file(self) -> None:
        """Go to the categories, where Enter files."""
        self._board.places.focus()

    def action_undecided(self) -> None:
        """Mark as undecided."""
        self.send_to(UNDECIDED)

    def action_unfile(self) -> None:
        """Take out of the category."""
        self.send_to(UNFILED)

    def send_to(self, place: str) -> None:
        """File the targets under a category, or put them in one of the two places that are none."""
        _ = self._page.language
        proposals = self._page.workshop.proposals
        category = self._page.workshop.session.plan.category(place)
        targets = self._board.targets
        keys = self._keys(targets)
        if place == UNFILED and targets and all(card.place is Place.UNFILED and not card.withdrawn for card in targets):
            named, many = self._named(keys, len(keys)), len(keys)
            self._tell(_.plural("{named} is in no category.", "{named} are in no category.", many, named=named))
            return
        if place == UNDECIDED:
            done, where = self._act(lambda: proposals.set_undecided(keys)), _(N_("Undecided"))
        elif category is None:
            done, where = self._act(lambda: proposals.unfile(keys)), _(N_("Unfiled"))
        else:
            done, where = self._act(lambda: proposals.file(keys, category.key)), category.title
        if done:
            self._tell(f"{self._named(keys, len(done))} → {where}")

    def action_new_category(self) -> None:
        """Ask for a title, and file the targets under it, in one act."""
        _ = self._page.language
        keys = self._keys(self._board.targets)

        def keep(title: str) -> None:
            following = self._board.next_unfiled()
            category = self._page.workshop.proposals.file_under_new(keys, title)
            self._board.finish(following)
            self._tell(f"{self._named(keys, len(keys))} → {category.title}" if keys else category.title)

        asked = _.plural(
            "Title of the new category ({n} proposal)", "Title of the new category ({n} proposals)", len(keys)
        )
        self._page.app.push_screen(AskText(asked, keep, _))

    def _act(self, act: Callable[[], _T], goal: str = "") -> _T | None:
        """Do something to the targets; then nothing is marked, and the next unfiled one is highlighted."""
        self.before(self._keys(self._board.targets))
        following = goal or self._board.next_unfiled()

        def done() -> _T:
            result = act()
            self._board.finish(following)
            return result

        return self._page.attempt(done)

    def _named(self, keys: Sequence[str], count: int) -> str:
        if count == 1 and (card := self._board.deck.cards.get(keys[0])):
            return card.ref
        return self._page.language.plural("{n} proposal", "{n} proposals", count)

    @staticmethod
    def _keys(cards: Sequence[Card]) -> list[str]:
        # The reference of a withdrawn idea makes the use case say that it is withdrawn.
        return [card.ref if card.withdrawn else card.key for card in cards]

    # Merging, splitting, wording

    def action_merge(self) -> None:
        """Ask which wording the merged proposal keeps."""
        _ = self._page.language
        cards = self._board.targets
        if len(cards) < 2:  # noqa: PLR2004 -- merging takes two
            self.find_same()
            return
        session = self._page.workshop.session
        wordings = [session.wording(session.all_proposals[card.key]) for card in cards]
        keys = self._keys(cards)
        ask_wording(self._page, wordings, len(cards), lambda wording: self._merge(keys, wording))

    def _merge(self, keys: Sequence[str], wording: str) -> None:
        self.before(keys)
        merged = self._page.workshop.proposals.merge(keys, wording)
        self._board.finish(merged.id)
        self._tell(self._page.language(N_("{n} proposals merged (s: split)."), n=len(keys)))

    def action_split(self) -> None:
        """Give back what the highlighted proposal was merged from."""
        card = self._board.current
        if card is None:
            return
        if not card.merged:
            self._tell(
                self._page.language(N_("{ref} is not a merged proposal: nothing to split."), ref=card.ref), "$warning"
            )
            return

        self.before([card.key])

        def split() -> int:
            parts = self._page.workshop.proposals.split(card.key)
            self._board.finish(parts[0].id)
            return len(parts)

        if count := self._page.attempt(split):
            self._tell(self._page.language(N_("Proposal split into {n}."), n=count))

    def action_reword(self) -> None:
        """Ask for other words."""
        card = self._board.current
        if card is None or card.withdrawn:
            return
        session = self._page.workshop.session
        question = self._page.language(N_("New wording for {ref}"), ref=card.ref)
        value = session.wording(session.all_proposals[card.key])

        def keep(text: str) -> None:
            self.before([card.key])
            self._page.workshop.proposals.reword(card.key, text)
            self._tell(self._page.language(N_("{ref} reworded."), ref=card.ref))

        self._page.app.push_screen(AskText(question, keep, self._page.language, value))

    # The study

    def action_link(self) -> None:
        """Ask which question of the study the targets' ideas answer."""
        session = self._page.workshop.session
        cards = self._board.targets
        ideas = [
            idea.id for card in cards for idea in detail(session, card).ideas if card.withdrawn or not idea.withdrawn
        ]
        named = self._named([card.key for card in cards], len(cards)) if cards else ""

        def link(axis: str, words: str) -> None:
            if self._act(
                lambda: self._page.workshop.study_links.link(ideas, axis), self._board.proposals.highlighted or ""
            ):
                self._tell(f"{named} → {words}")

        if ideas:
            ask_axis(self._page, ideas, link)
