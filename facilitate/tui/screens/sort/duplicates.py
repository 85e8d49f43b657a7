"""Two proposals side by side: do they say the same? One key answers, and the next two come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import N_
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.domain.values.presence import SORT
from facilitate.tui.actions import PageAction
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import Piece, joined, pieces, plain
from facilitate.tui.screens.sort.proposal_rows import card_head
from facilitate.tui.screens.sort.questions import ask_wording
from facilitate.tui.suggester import Suggester
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.workshop.suggestions.contract import Closeness, DuplicateSuggestion
from facilitate.workshop.suggestions.texts import (
    Pair,
    closeness_message,
    common_messages,
    frame_of,
    settled_pairs,
    shared_words,
)
from facilitate.workshop.views.duplicates import Queue, queue, quota
from facilitate.workshop.views.sort import Card, Deck, detail
from facilitate.workshop.workshop import Workshop

_MORE = 20
_SPARE = 40
_COMING = 8


class DuplicatesPage(SessionPage):
    """The queue of probable duplicates, most probable first."""

    SHOWN_AS = SORT
    ACTIONS = (
        PageAction("same", "s", N_("Same"), N_("Same idea: merge them and choose the wording.")),
        PageAction("related", "r", N_("Related"), N_("Keep both, and note that they are related.")),
        PageAction("different", "d", N_("Different"), N_("Different ideas: keep both.")),
        PageAction("later", "l,right", N_("Later"), N_("Move the pair to the end of the queue.")),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last change in the synthesis, then the one before…")),
        PageAction("more", "m", N_("More"), N_("Show more pairs, increasingly unlikely.")),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-wide")]  # noqa: RUF012 -- Textual’s own
    DEFAULT_CSS = """
    DuplicatesPage {
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

    def __init__(self, workshop: Workshop, suggester: Suggester) -> None:
        super().__init__(workshop)
        self._suggester = suggester
        self._deck = Deck()
        self._found: tuple[DuplicateSuggestion, ...] | None = None
        self._queue = Queue((), 0)
        self._seen: dict[Pair, DuplicateSuggestion] = {}
        self._shown: DuplicateSuggestion | None = None
        self._more = 0

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
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What the queue is, and what it is not."""
        if self._suggester.by_meaning:
            how = N_(
                "The comparison looks at words and at meaning: more than half of the duplicates appear here, and some "
                "pairs are not duplicates. Nothing is merged until you decide. Every answer can be undone."
            )
        else:
            how = N_(
                "The comparison looks at words, not at meaning: about half of the duplicates appear here, and some "
                "pairs are not duplicates. Nothing is merged until you decide. Every answer can be undone."
            )
        return self.language(how)

    def on_mount(self) -> None:
        """Look again when meaning can be compared."""
        self._suggester.when_ready.append(self._look_again)

    def on_unmount(self) -> None:
        """Look no more."""
        self._suggester.when_ready.remove(self._look_again)

    def _look_again(self) -> None:
        self.beside(self._look, "duplicates")

    # What is drawn

    def redraw(self) -> None:
        """Show what is left at once; what the last act changed in it comes a moment later."""
        self._deck.follow(self.workshop.session)
        self._draw_pair()
        self.beside(self._look, "duplicates")

    async def _look(self) -> None:
        session = self.workshop.session
        settled, most = settled_pairs(session), quota(session, self._more) + _SPARE
        asking = self._suggester.ask(
            "duplicates",
            frame_of(session),
            self._deck.cards.values(),
            lambda matcher: matcher.duplicates(most, settled),
        )
        found = await self.answered(asking)
        if found is not None:
            # By words alone nothing can be said for two that share no letter, though they are in one category.
            self._found = tuple(each for each in found if each.because or self._suggester.by_meaning)
            self._seen.update(((each.a, each.b), each) for each in self._found)
            self._draw_pair()

    def _draw_pair(self) -> None:
        self._queue = queue(self._found or (), self.workshop.session, self._more)
        # A pair somebody is reading stays, whatever comes before it by now, until it is answered.
        if self._shown is None or not self._is_open(self._shown):
            self._shown = next(iter(self._queue.pairs), None)
        self._shown = self._shown and self._seen.get((self._shown.a, self._shown.b), self._shown)
        self.query_one("#name", Static).update(self._heading())
        sides = (self._shown.a, self._shown.b) if self._shown else ("", "")
        for name, key in zip(("first", "second"), sides, strict=True):
            card = self._deck.cards.get(key)
            self.query_one(f"#{name} Static", Static).update(self._side(card) if card else plain(""))
        self.query_one("#why", Static).update(self._why())
        self.query_one("#next", Static).update(self._coming())

    def _is_open(self, pair: DuplicateSuggestion) -> bool:
        stand = {pair.a, pair.b} <= self._deck.cards.keys()
        return stand and (pair.a, pair.b) not in settled_pairs(self.workshop.session)

    def _heading(self) -> Content:
        _ = self.language
        parts: list[str | Content] = [pieces((_(N_("Duplicates")), "bold"))]
        if self._found is not None:
            parts.append(
                _.plural("{n} possible pair to review", "{n} possible pairs to review", len(self._queue.pairs))
            )
            parts.append(_.plural("{n} reviewed", "{n} reviewed", self._queue.answered))
        return pieces("\n", joined(parts))

    def _side(self, card: Card) -> Content:
        shown = detail(self.workshop.session, card)
        words = self._shown.because if self._shown else ()
        texts = (shown.wording, *(f"\n– {each}" for each in card.wordings))
        marked = [piece for text in texts for piece in self._marked(text, words)]
        return pieces(*card_head(shown, self.language), "\n\n", *marked)

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
        if self._found is None:
            return pieces((_(N_("Comparing…")), "$text-muted"))
        if self._shown is None:
            end = N_("No more possible duplicates. m: more pairs · Esc: back to the synthesis")
            return plain(_(end))
        return pieces((self._reason(self._shown), "$text-muted"))

    def _reason(self, pair: DuplicateSuggestion) -> str:
        if common := self._in_common(pair):
            return common[:1].upper() + common[1:]
        if self._suggester.by_meaning and (pair.a, pair.b) in self._seen:
            close = pair.closeness is Closeness.CLOSE
            near, less = (
                N_("Close in meaning, with no word in common"),
                N_("Somewhat close in meaning, with no word in common"),
            )
            return self.language(near if close else less)
        return ""

    def _in_common(self, pair: DuplicateSuggestion) -> str:
        """What the two texts of a pair have in common; nothing where that is their meaning alone."""
        one, other = (self._deck.cards[key].whole for key in (pair.a, pair.b))
        found = common_messages(pair.because, one, other, self.workshop.session.plan.language)
        return " · ".join(map(self.language.message, found))

    def _coming(self) -> Content:
        _ = self.language
        coming = [each for each in self._queue.pairs if each is not self._shown][:_COMING]
        cards = self._deck.cards
        lines = [
            f"\n{cards[each.a].ref} – {cards[each.b].ref}   "
            f"{self._in_common(each) or _.message(closeness_message(each.closeness))}"
            for each in coming
            if each.a in cards and each.b in cards
        ]
        return pieces((_(N_("Next:")) + "".join(lines), "$text-muted")) if lines else plain("")

    def _tell(self, text: str) -> None:
        self.query_one("#said", Static).update(plain(text), layout=False)

    # Acts

    def action_same(self) -> None:
        """Merge the two."""
        if (pair := self._shown) is None:
            return
        session = self.workshop.session
        wordings = [session.wording(session.all_proposals[key]) for key in (pair.a, pair.b)]

        def merge(wording: str) -> None:
            self.workshop.duplicates.same(pair.a, pair.b, wording)
            self._tell(self.language(N_("Merged as {wording} (u: undo)."), wording=self.language.quoted(wording)))

        if len(set(wordings)) == 1:
            self.attempt(lambda: merge(wordings[0]))
        else:
            ask_wording(self, wordings, 2, merge)

    def action_related(self) -> None:
        """Keep both, and remember that they go together."""
        self._answer(DuplicateAnswer.RELATED, N_("{first} and {second} are related."))

    def action_different(self) -> None:
        """Keep both."""
        self._answer(DuplicateAnswer.DIFFERENT, N_("{first} and {second} are different."))

    def action_later(self) -> None:
        """Ask again at the end."""
        self._answer(DuplicateAnswer.LATER, N_("{first} and {second} will come back at the end."))

    def _answer(self, answer: DuplicateAnswer, msgid: str) -> None:
        if (pair := self._shown) is None:
            return
        names = {"first": self._deck.cards[pair.a].ref, "second": self._deck.cards[pair.b].ref}
        self._shown = None
        self.attempt(lambda: self.workshop.duplicates.answer(pair.a, pair.b, answer))
        self._tell(self.language(msgid, **names))

    def action_more(self) -> None:
        """Look further down."""
        self._more += _MORE
        self.redraw()

    def action_undo(self) -> None:
        """Undo the last act of the synthesis; the pair whose answer that was is asked again at once."""

        def undo() -> object:
            before = dict(self.workshop.session.duplicate_answers)
            what = self.workshop.history.undo(SYNTHESIS, self.writer)
            after = self.workshop.session.duplicate_answers
            for pair in (pair for pair in before if after.get(pair) is not before[pair]):
                self._shown = self._seen.get(pair, DuplicateSuggestion(*pair, 0.0, ()))
            return what

        self._time_travel(undo, N_("Undone: “{what}”"))

    def action_redo(self) -> None:
        """Redo what was undone."""
        self._time_travel(lambda: self.workshop.history.redo(SYNTHESIS, self.writer), N_("Redone: “{what}”"))

    def _time_travel(self, act: Callable[[], object], msgid: str) -> None:
        self._shown = None
        if what := self.attempt(act):
            self._tell(self.language(msgid, what=what))
