"""The opening review: actions of earlier events of the cycle, one a line, one key for what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.acts.learning import REVIEW
from facilitate.domain.errors import N_, Message
from facilitate.domain.values.learning import ReviewAnswer
from facilitate.i18n import Language
from facilitate.labels import NOBODY, REVIEW_ANSWERS, UNNAMED
from facilitate.tui.actions import PageAction
from facilitate.tui.dialogs.questions import AskText
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import joined, one_line, pieces, plain
from facilitate.tui.widgets.cells import cuts
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.workshop.cycle.reading import EventReading, statements_of
from facilitate.workshop.cycle.review import (
    CycleReview,
    ReviewedAction,
    words_said,
    written_state,
    written_way,
)
from facilitate.workshop.workshop import Workshop

_UNTOUCHED = "○"
_MARKS = {ReviewAnswer.DONE: "●", ReviewAnswer.GOES_ON: "→", ReviewAnswer.DROPPED: "×"}


class ReviewPage(SessionPage):
    """The actions that an event begins with, event by event; one whole at the side."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("answer('done')", "d", N_("Done"), N_("Note that the selected action is done.")),
        PageAction("answer('goes-on')", "g", N_("Goes on"), N_("Note that the selected action goes on.")),
        PageAction("answer('dropped')", "x", N_("Dropped"), N_("Note that the selected action was dropped.")),
        PageAction("word", "w,enter", N_("A word"), N_("Note a word about what became of the selected action.")),
        PageAction("by", "b", N_("Who says so"), N_("Note who says what became of the selected action.")),
        PageAction(
            "agree",
            "c",
            N_("Consent"),
            N_("Note that whoever says so agreed to be named in the synthesis of a cycle."),
        ),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last answer, then the one before…")),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )
    LEAVING = N_("Go on to the day; the actions without an answer stay open.")
    LEAVING_LABEL = N_("On to the day")
    AUTO_FOCUS = "Rows"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 -- Textual's own
    DEFAULT_CSS = """
    ReviewPage {
        & #name { height: 3; padding: 0 2; border-bottom: solid $rule; text-wrap: nowrap; text-overflow: ellipsis; }
        & #middle { height: 1fr; layout: vertical; }
        & Rows { height: 1fr; }
        & #one { height: 9; padding: 0 3; border-top: solid $rule; }
        & #problems { height: auto; max-height: 3; padding: 0 2; color: $warning; }
        &.-wide #middle { layout: horizontal; }
        &.-wide #one { width: 44%; height: 1fr; padding: 1 3; border-top: none; border-left: solid $rule; }
    }
    """

    def __init__(self, workshop: Workshop, review: CycleReview) -> None:
        super().__init__(workshop)
        self._review = review
        self._waiting: dict[str, ReviewedAction] = {}
        self._unnamed: dict[tuple[str, str], str] = {}  # who said something of an idea of a session, without a yes

    def compose(self) -> ComposeResult:
        """The list, one action whole, and what could not be read."""
        yield Static(plain(""), id="name")
        with Horizontal(id="middle"):
            yield Rows(lines=1)
            with VerticalScroll(id="one"):
                yield Static(plain(""), id="whole")
        yield Static(plain(""), id="problems")
        yield KeyBar(self.ACTIONS, self.always, self.language, lines=2)

    def help_text(self) -> str:
        """What the review is for."""
        return self.language(
            N_(
                "What earlier events of the cycle decided and is still open. Note what became of each, or go on to "
                "the day with Esc: nothing has to be answered. The earlier events stay as they are; what is noted here "
                "is kept with this one."
            )
        )

    # Drawing

    def on_mount(self) -> None:
        """Set the one at the side in its width, which is known once all is laid out."""
        self.call_after_refresh(self._draw_one)

    def redraw(self) -> None:
        """Draw the actions with what was said of them until now."""
        here = self._review.here
        if here is None:
            return
        session = self.workshop.session
        every, printed = statements_of(session, str, at_home=True), statements_of(session, str)
        self._review = self._review.as_of(every)
        self._unnamed = {
            (one.session, idea): one.by
            for one, as_printed in zip(every, printed, strict=True)
            if one.by and not as_printed.by
            for idea in one.ideas
        }
        self._waiting = {self._review.name_of(each): each for each in self._review.waiting(here)}
        self.query_one("#name", Static).update(self._head())
        rows = self.query_one(Rows)
        begins = not rows.rows
        rows.rows = tuple(self._rows())
        if begins:  # where nothing was said yet
            untouched = (name for name, each in self._waiting.items() if not each.said_at(here))
            rows.highlighted = next(untouched, rows.highlighted)
        problems = [self.language.message(each) for each in self._review.events.problems]
        below = self.query_one("#problems", Static)
        below.update(plain("\n".join(problems)))
        below.display = bool(problems)
        self._draw_one()

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Show the one that is highlighted."""
        event.stop()
        self._draw_one()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Enter: a word."""
        event.stop()
        self.action_word()

    def on_resize(self) -> None:
        """Set the one at the side in its new width."""
        if self.drawn:
            self.call_after_refresh(self._draw_one)

    def _head(self) -> Content:
        _ = self.language
        here = self._review.here
        spoken = [every.said_at(here) if here else () for every in self._waiting.values()]
        answered = sum(any(each.answer for each in those) for those in spoken)
        alone = sum(any(each.word for each in those) and not any(each.answer for each in those) for those in spoken)
        counted = [
            _.plural("{n} action of earlier events", "{n} actions of earlier events", len(self._waiting)),
            _.plural("{n} reviewed", "{n} reviewed", answered),
            *([_.plural("{n} with a word only", "{n} with a word only", alone)] if alone else []),
        ]
        title = joined(
            [pieces((_(N_("What became of earlier actions")), "bold")), one_line(self.workshop.session.plan.title)]
        )
        return plain("\n").join([title, pieces((" · ".join(counted), "$text-muted"))])

    def _rows(self) -> Iterator[ListRow]:
        for session, those in groupby(self._waiting.items(), key=lambda item: item[1].event.session):
            found = list(those)
            yield ListRow(session, one_line(self._called(found[0][1].event)), heading=True)
            for name, each in found:
                yield self._row(name, each)

    def _called(self, event: EventReading) -> str:
        label = self._review.events.label(event)
        return f"{label} · {self.language.date_short(date.fromisoformat(event.date))}" if event.date else label

    def _row(self, name: str, each: ReviewedAction) -> ListRow:
        here = self._review.here
        answer = next(
            (found.answer for found in reversed(each.said_at(here)) if found.answer) if here else iter(()), None
        )
        mark = _MARKS[answer] if answer else _UNTOUCHED
        return ListRow(
            name,
            one_line(each.action.text),
            plain(mark),
            plain(self.language(REVIEW_ANSWERS[answer]) if answer else ""),
            dim=answer is ReviewAnswer.DROPPED,
        )

    def _draw_one(self) -> None:
        key = self.query_one(Rows).highlighted
        whole = self.query_one("#whole", Static)
        if key in self._waiting:
            each = self._waiting[key]
            places = ((each.event.session, idea) for idea in each.action.ideas)
            unnamed = next((self._unnamed[place] for place in places if place in self._unnamed), "")
            whole.update(_detail(key, each, self.language, whole.size.width, unnamed))
        else:
            whole.update(plain(self.language(N_("No open action of an earlier event."))))

    # Acts

    def action_answer(self, answer: str) -> None:
        """Note what became of it."""
        self._say(lambda each: self._note(each, answer=ReviewAnswer(answer)))

    def action_word(self) -> None:
        """Ask for a word."""
        self._ask(N_("What became of it, in a word?"), lambda each, text: self._note(each, word=text))

    def action_by(self) -> None:
        """Ask who says so."""
        question = N_("Who says so? A cycle names them only with agreement: press c then.")
        self._ask(question, lambda each, text: self._note(each, by=text))

    def action_agree(self) -> None:
        """Note that whoever says so agreed to be named."""
        each = self._waiting.get(self.query_one(Rows).highlighted or "")
        if each is None:
            return
        name = self.attempt(lambda: self.workshop.opening_review.agree(each.event.session, each.action.ideas))
        if name is not None:
            self.say(N_("{owner} agreed to be named in a cycle."), owner=name)

    def _note(self, each: ReviewedAction, answer: ReviewAnswer | None = None, word: str = "", by: str = "") -> bool:
        self.workshop.opening_review.say(each.event.session, each.action.ideas, answer, word, by)
        return True

    def _say(self, act: Callable[[ReviewedAction], object]) -> None:
        each = self._waiting.get(self.query_one(Rows).highlighted or "")
        if each is not None:
            self.attempt(lambda: act(each))

    def _ask(self, question: str, keep: Callable[[ReviewedAction, str], object]) -> None:
        name = self.query_one(Rows).highlighted or ""
        each = self._waiting.get(name)
        if each is None:
            return
        asking = AskText(self.language(question), lambda text: keep(each, text), self.language)
        asking.place = name
        self.app.push_screen(asking, lambda _done: self.draw())

    def action_undo(self) -> None:
        """Undo the last answer."""
        self._travel(lambda: self.workshop.history.undo(REVIEW, self.writer), N_("Undone: “{what}”"))

    def action_redo(self) -> None:
        """Do it again."""
        self._travel(lambda: self.workshop.history.redo(REVIEW, self.writer), N_("Redone: “{what}”"))

    def _travel(self, act: Callable[[], Message], msgid: str) -> None:
        what = self.attempt(act)
        if what is not None:
            self.say(msgid, what=what)


def _detail(name: str, each: ReviewedAction, _: Language, room: int, unnamed: str) -> Content:
    """All that is known of an action, what was said of it, and by whom without a yes, in lines of so many cells."""
    steps, notes = written_way(each)
    facts = [
        (_(N_("State")), written_state(each, _)),
        (_(N_("Owner")), each.action.owner or _(UNNAMED if each.action.plain_owner else NOBODY)),
        (_(N_("References")), name),
        *((_(N_("Next step")), _.message(step)) for step in steps),
        *((_(N_("Progress")) if not place else "", _.message(note)) for place, note in enumerate(notes)),
        *((_(N_("Said")) if not place else "", _.message(words)) for place, words in enumerate(words_said(each))),
    ]
    if unnamed:
        facts.append(("", _(N_("{name}: not named in a cycle (c)"), name=unnamed)))
    if each.changed_since:
        facts.append(("", _(N_("Changed since the last answer."))))
    width = max(len(label) for label, _value in facts) + 2
    lines = [pieces((each.action.text, "bold")), plain("")]
    for label, value in facts:
        first, *others = (value[start:end] for start, end in cuts(value, max(12, room - width)))
        lines.append(pieces((label.ljust(width), "$text-muted"), first))
        lines += [plain(" " * width + other) for other in others]
    return plain("\n").join(lines)
