"""Two proposals of two events side by side: what the pages share that ask about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.cycle_acts import CYCLE
from facilitate.domain.errors import N_
from facilitate.domain.values.cycle import LedgerAnswer
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.labels import PLACES, STATUSES
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import Piece, joined, pieces, plain
from facilitate.tui.screens.cycle.board import CycleBoard
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.workshop.cycle.events import EventProposal, Events
from facilitate.workshop.cycle.recurrences import NearPair, SuggestedPair, count_settled, to_review, worth_a_look
from facilitate.workshop.cycle.totals import CycleTypology
from facilitate.workshop.suggestions.texts import common_messages, shared_words
from facilitate.workshop.workshop import Workshop

_MORE = 20
_COMING = 8


class PairsPage(SessionPage):
    """A queue of pairs, most probable first: one key answers, and the next two come.

    Subclasses give `TITLE`, `NOTHING`, `pairs`, `two`, `answers` and `heads`.
    """

    TITLE: ClassVar[str] = ""
    NOTHING: ClassVar[str] = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-wide")]  # noqa: RUF012 -- Textual’s own
    DEFAULT_CSS = """
    PairsPage {
        & #name { height: 3; padding: 0 2; border-bottom: solid $rule; }
        & #two { height: auto; max-height: 60%; min-height: 9; border-bottom: solid $rule; }
        & #first, & #second { width: 1fr; height: auto; max-height: 100%; min-height: 8; padding: 1 2; }
        & #second { border-left: solid $rule; }
        & #why { height: auto; max-height: 3; padding: 1 2; }
        & #next { height: 1fr; padding: 0 2; }
        & #said { height: 1; padding: 0 2; color: $accent; text-wrap: nowrap; text-overflow: ellipsis; }
        &.-narrow #two { layout: vertical; }
        &.-narrow #second { border-left: none; border-top: solid $rule; }
    }
    """

    def __init__(self, workshop: Workshop, board: CycleBoard) -> None:
        super().__init__(workshop)
        self.board = board
        self.near: list[NearPair] | None = None
        self.shown: SuggestedPair | None = None
        self._waiting: list[SuggestedPair] = []
        self._reviewed = self._beyond = self._more = 0

    # What subclasses say

    def pairs(self, near: Sequence[NearPair], events: Events) -> Sequence[SuggestedPair]:
        """The pairs, each with its answer, most probable first."""
        raise NotImplementedError

    def two(self, pair: SuggestedPair) -> tuple[EventProposal, EventProposal]:
        """The two of a pair, as they stand side by side."""
        raise NotImplementedError

    def answers(self, pairs: Sequence[SuggestedPair], events: Events) -> Sequence[DuplicateAnswer | LedgerAnswer]:
        """What was answered, in the cycle as a whole, of pairs of which both still stand."""
        raise NotImplementedError

    def heads(self) -> tuple[str, str]:
        """What stands above the two, besides what they are called."""
        return "", ""

    def below(self, item: EventProposal, *, first: bool) -> str:
        """What stands below one of the two."""
        return ""

    # What is drawn

    def compose(self) -> ComposeResult:
        """How far one is, the two, and what they share."""
        yield Static(plain(""), id="name")
        with Horizontal(id="two"):
            for name in ("first", "second"):
                with VerticalScroll(id=name, can_focus=False):
                    yield Static(plain(""))
        yield Static(plain(""), id="why")
        yield Static(plain(""), id="next")
        yield Static(plain(""), id="said")
        yield KeyBar(self.ACTIONS, self.always, self.language, lines=2)

    def on_mount(self) -> None:
        """Look again when meaning can be compared."""
        self.board.suggester.when_ready.append(self._look_again)
        self._look_again()

    def on_unmount(self) -> None:
        """Look no more."""
        self.board.suggester.when_ready.remove(self._look_again)

    def _look_again(self) -> None:
        self.beside(self._look, "pairs")

    async def _look(self) -> None:
        found = await self.answered(self.board.near(type(self).__name__))
        if found is not None:
            self.near = found
            self.redraw()

    def redraw(self) -> None:
        """Draw the pair that is next, and those behind it."""
        self._look_through()
        same = next(
            (each for each in self._waiting if self.shown and self._names(each) == self._names(self.shown)), None
        )
        self.shown = same or next(iter(self._waiting), None)
        self.query_one("#name", Static).update(self._heading())
        sides = self.two(self.shown) if self.shown else (None, None)
        for name, item, head, first in zip(("first", "second"), sides, self.heads(), (True, False), strict=True):
            text = self._side(item, head, first=first) if item else plain("")
            self.query_one(f"#{name} Static", Static).update(text)
        self.query_one("#why", Static).update(self._why())
        self.query_one("#next", Static).update(self._coming())

    def _look_through(self) -> None:
        """Find what waits, of the likely ones and so many of the others as were asked for, and what waits beyond."""
        events = self.board.events
        if self.near is None or events is None:
            return
        every, by_meaning = self.pairs(self.near, events), self.board.suggester.by_meaning
        found = worth_a_look(every, events, by_meaning=by_meaning, unlikely=self._more)
        self._waiting = to_review(found, every)
        self._reviewed = count_settled(self.answers(every, events))
        self._beyond = len(to_review(every)) - len(self._waiting)

    def _heading(self) -> Content:
        _ = self.language
        parts: list[str | Content] = [pieces((_(self.TITLE), "bold"))]
        if self.near is not None:
            left = _.plural("{n} possible pair to review", "{n} possible pairs to review", len(self._waiting))
            parts.append(left if self._waiting or not self._reviewed else _(N_("no pair left to review")))
            parts.append(_.plural("{n} reviewed", "{n} reviewed", self._reviewed))
        return pieces("\n", joined(parts))

    def _side(self, item: EventProposal, head: str, *, first: bool) -> Content:
        _, events = self.language, self.board.events
        name = events.name_of(item) if events else ""
        category = self._category(item)
        about = " · ".join(filter(None, (_(STATUSES[item.proposal.standing]), category)))
        opening: list[Piece] = [(f"{head}\n", "$accent")] if head else []
        words = self.shown.because if self.shown else ()
        below: list[Piece] = [(f"\n\n{text}", "$text-muted")] if (text := self.below(item, first=first)) else []
        return pieces(
            *opening,
            (name, "bold"),
            (f" · {about}", "$text-muted"),
            "\n\n",
            *self._marked(item.proposal.text, words),
            *below,
        )

    def _category(self, item: EventProposal) -> str:
        """What it counts under in the cycle, else what its event calls it."""
        session = self.workshop.session
        found = session.category(CycleTypology(session).category_of(item.event, item.proposal))
        own = next((each.title for each in item.event.categories if each.key == item.proposal.category), "")
        return found.title if found else own or self.language(PLACES[item.proposal.place])

    def _marked(self, text: str, words: Sequence[str]) -> Iterator[Piece]:
        """Yield a text with the words that are shared set off."""
        at = 0
        for start, end in shared_words(text, words, self.workshop.session.plan.language):
            yield text[at:start]
            yield text[start:end], "bold $accent"
            at = end
        yield text[at:]

    def _why(self) -> Content:
        _ = self.language
        if self.near is None:
            return pieces((_(N_("Comparing…")), "$text-muted"))
        if self.shown is None:
            less = _.plural("m: {n} less likely pair", "m: {n} less likely pairs", self._beyond) if self._beyond else ""
            return plain(" ".join(filter(None, (_(self.NOTHING), less))))
        reason = self._reason(self.shown)
        return pieces((reason[:1].upper() + reason[1:], "$text-muted"))

    def _reason(self, pair: SuggestedPair) -> str:
        first, second = (item.proposal.text for item in self.two(pair))
        found = common_messages(pair.because, first, second, self.workshop.session.plan.language)
        unlike = N_("close in meaning") if self.board.suggester.by_meaning else N_("same category")
        return " · ".join(map(self.language.message, found)) or self.language(unlike)

    def _coming(self) -> Content:
        coming = [each for each in self._waiting if each is not self.shown][:_COMING]
        lines = [f"\n{' – '.join(self._names(each))}   {self._reason(each)}" for each in coming]
        return pieces((self.language(N_("Next:")) + "".join(lines), "$text-muted")) if lines else plain("")

    def _names(self, pair: SuggestedPair) -> tuple[str, ...]:
        events = self.board.events
        return tuple(events.name_of(item) for item in self.two(pair)) if events else ()

    def _tell(self, text: str) -> None:
        self.query_one("#said", Static).update(plain(text), layout=False)

    # Acts

    def answer(self, act: Callable[[Events, str, str], object], msgid: str) -> None:
        """Do something with the two that are shown; the next two come."""
        if (pair := self.shown) is None or (events := self.board.events) is None:
            return
        first, second = self._names(pair)
        self.shown = None
        self.attempt(lambda: act(events, first, second))
        self._tell(self.language(msgid, first=first, second=second))

    def action_more(self) -> None:
        """Look further down, past those that were answered there."""
        waiting, beyond = len(self._waiting), self._beyond
        for _step in range(beyond // _MORE + 1):
            self._more += _MORE
            self._look_through()
            if len(self._waiting) > waiting:
                break
        self.redraw()

    def action_undo(self) -> None:
        """Undo the last act of the cycle."""
        self._time_travel(lambda: self.workshop.history.undo(CYCLE, self.writer), N_("Undone: “{what}”"))

    def action_redo(self) -> None:
        """Redo what was undone."""
        self._time_travel(lambda: self.workshop.history.redo(CYCLE, self.writer), N_("Redone: “{what}”"))

    def _time_travel(self, act: Callable[[], object], msgid: str) -> None:
        self.shown = None
        if what := self.attempt(act):
            self._tell(self.language(msgid, what=what))
