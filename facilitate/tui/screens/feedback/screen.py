"""The closing questions on the facilitator's screen: how many answered, answers on paper as they are typed, counts."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_, Refused
from facilitate.domain.roles import VOTE_SEAT
from facilitate.domain.text import one_line
from facilitate.domain.values.feedback import FEW, Feedback
from facilitate.domain.values.wall import WallContent
from facilitate.tui.actions import PageAction
from facilitate.tui.dialogs.questions import AskText, Confirm
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import pieces, plain
from facilitate.tui.widgets.field import Field
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.cases.feedback import questions_of
from facilitate.workshop.cases.vote_rooms import present_now
from facilitate.workshop.report.feedback import (
    STEP_WORDS,
    FeedbackPart,
    answered_words,
    excess_words,
    feedback_part,
    steps_words,
    turnout_words,
)
from facilitate.workshop.sharing.devices import short

_FOOT = 5  # lines of the field for answers, what stands above it, and the keys
# What the bottom line names: while answers come in, and else.
_WHILE_OPEN, _ELSE = ("end", "take_back", "totals", "project"), ("begin", "note", "project")


class FeedbackPage(SessionPage):
    """The questions and a field for answers on paper; once they are closed, how many took each step."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("begin", "f7", N_("Open"), N_("Open the closing questions; they do not change any more.")),
        PageAction("totals", "f6", N_("By hand"), N_("Enter sheets that were counted by hand.")),
        PageAction(
            "take_back", "f8", N_("Take back"), N_("Take back one answer on paper that was mistyped like this.")
        ),
        PageAction("project", "f5", N_("Project"), N_("Show the room the questions, and how many answered.")),
        PageAction("note", "a", N_("Note"), N_("Note what is to be said of the count; the report prints it.")),
        PageAction("end", "f9", N_("Close"), N_("Close the closing questions and count what was answered.")),
    )
    AUTO_FOCUS = "Field"
    DEFAULT_CSS = """
    FeedbackPage {
        & #name { height: 3; padding: 0 2; border-bottom: solid $rule; }
        & #about { height: auto; max-height: 6; padding: 0 2; margin-top: 1; }
        & Rows { padding: 0 1; margin-top: 1; height: 1fr; }
        & #entry { height: auto; padding: 0 2; border-top: solid $rule; }
        & #entry.hidden, & Field.hidden { display: none; }
        & Field { margin: 0 2; }
    }
    """

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self._answered: int | None = None
        self._typed = 0
        self._last = ""
        self._to_go = ""  # the answer of which it was asked whether to take it back
        self._brought = False  # F8 brought it into the field, nobody typed it there
        self._asked_to_close = False  # it is asked above the field whether to close: F9 again does, as for the vote

    def compose(self) -> ComposeResult:
        """How many answered; the questions, or what was answered; the field for answers on paper."""
        yield Static(plain(""), id="name")
        yield Static(plain(""), id="about")
        yield Rows(lines=3)
        yield Static(plain(""), id="entry")
        yield Field(keep=self._take)
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "Up to three questions at the end of the event, answered by nobody in particular. Phones answer on the "
                "room’s link; type each answer on paper as a number from 1 (not at all) to 4 (entirely) for each "
                "question, then Enter: 434. Until you close the questions, nobody sees what was answered."
            )
        )

    # Drawing

    def redraw(self) -> None:
        """Draw the questions as they stand."""
        _, known = self.language, self._known
        (part,) = feedback_part(self.workshop.session) or (None,)
        self._look()
        self._head(known, part)
        rows = self.query_one(Rows)
        if part:
            rows.rows = tuple(
                ListRow(str(place), pieces((one_line(line.question), "bold"), ("\n" + steps_words(line, _), "$accent")))
                for place, line in enumerate(part.lines, 1)
            )
        else:
            asked = known.questions if known else questions_of(self.workshop.session)
            rows.rows = tuple(
                ListRow(str(place), plain(one_line(text)), pieces((f"{place}.", "$accent bold")))
                for place, text in enumerate(asked, 1)
            )
        is_open = bool(known and known.is_open)
        for rack in self.query("ToastRack"):  # what is told in passing stands above the field, and covers no legend
            rack.styles.margin = (0, 0, _FOOT if is_open else 1, 0)
        field = self.query_one(Field)
        now = {action.name: action for action in self.ACTIONS}
        self.query_one(KeyBar).show(now[name] for name in (_WHILE_OPEN if is_open else _ELSE))
        self.query_one("#entry").set_class(not is_open, "hidden")
        field.set_class(not is_open, "hidden")
        if self.focused is None or (self.focused is field) is not is_open:
            (field if is_open else rows).focus()

    def tick(self) -> None:
        """Count how many answered on phones meanwhile."""
        before = self._answered
        self._look()
        if self._answered != before:
            self._head(self._known, None)

    @property
    def _known(self) -> Feedback | None:
        return self.workshop.session.feedback

    def _look(self) -> None:
        known = self._known
        self._answered = self.workshop.feedback.answered() if known and known.is_open else None

    def _head(self, known: Feedback | None, part: FeedbackPart | None) -> None:
        _, session = self.language, self.workshop.session
        name = pieces((_(N_("Closing questions")), "bold"), " · ", plain(one_line(session.plan.title)))
        tell(self.query_one("#name", Static), plain("\n").join([name, self._state(known, part)]))
        tell(self.query_one("#about", Static), self._about(known, part))
        if self._asked_to_close:
            tell(self.query_one("#entry", Static), pieces((self._close_question(), "$warning bold")))
            return
        steps = " · ".join(f"{number} {_(word).lower()}" for number, word in enumerate(STEP_WORDS, 1))
        typed = _.plural(" {n} typed here.", " {n} typed here.", self._typed) if self._typed else ""
        hint = _(N_("Answers on paper: {steps} · 0 none. One number for each question, then Enter."), steps=steps)
        tell(self.query_one("#entry", Static), pieces((hint, "$text-muted"), (typed, "$text-muted")))

    def _state(self, known: Feedback | None, part: FeedbackPart | None) -> Content:
        _ = self.language
        if part:
            return plain(" ".join(turnout_words(part, _)))
        if known is None:
            return pieces((_(N_("Not opened yet: F7 asks these questions.")), "$text-muted"))
        if not known.is_open:
            return pieces((_(N_("The closing questions are closed: nobody answered.")), "$text-muted"))
        if self._answered is None:
            words = N_("The closing questions are open on another computer, which has the answers.")
            return pieces((_(words), "$warning"))
        progress = answered_words(known.answers + self._answered, present_now(self.workshop.session), _)
        return pieces((_(N_("Answered: {progress}"), progress=progress), "bold $accent"))

    def _about(self, known: Feedback | None, part: FeedbackPart | None) -> Content:
        _ = self.language
        if part:
            return pieces((excess_words(part, _), "$error bold"))
        hub = self.facilitate.services.sharing.open_hub(self.workshop)
        if known and known.is_open and hub and (link := short(hub.link(VOTE_SEAT))):
            return pieces((_(N_("Phones answer at {link}"), link=link), "$text-muted"))
        return plain("")

    # Acts

    def _take(self, typed: str) -> None:
        """Count an answer on paper; one that does not read stays in the field."""
        if self._leave_closing() and not typed.strip():
            return
        if self.attempt(lambda: self.workshop.feedback.answer(typed)):
            self._typed, self._last = self._typed + 1, typed
            self.settle()
            self.query_one(Field).value = ""
            self.redraw()

    def action_take_back(self) -> None:
        """Take back an answer like the one in the field; into an empty one comes the answer that was typed last."""
        field = self.query_one(Field)
        self._brought = self._brought or not field.value.strip()
        field.value = field.value if field.value.strip() else self._last
        if not field.value:
            self.say(N_("Type the answer as it was mistyped, then F8."))
        elif self._to_go != field.value:
            self._to_go = field.value  # what stands there may be the half of one to be counted
            self.say(N_("F8 again takes back one answer {answer} · Esc: leave it."), answer=field.value)
        elif self.attempt(lambda: self.workshop.feedback.answer(field.value, take_back=True)):
            field.value = self._last = self._to_go = ""
            self._typed = max(0, self._typed - 1)
            self.redraw()
            self.say(N_("One answer like this is taken back at the count."))

    def action_begin(self) -> None:
        """Ask once, showing the questions, then open them."""
        _, known = self.language, self._known
        if known and known.is_open:
            self.say(N_("The closing questions are open already."))
            return
        asked = known.questions if known and known.answers else questions_of(self.workshop.session)
        about = "\n".join(f"{place}. {one_line(text)}" for place, text in enumerate(asked, 1))
        hint = _(N_("Enter: ask them · Esc: not yet (other questions: programme, g)"))
        opening = Confirm(_(N_("Ask the room these questions?")), about, hint)
        self.app.push_screen(opening, lambda yes: self._begin() if yes else None)

    def _begin(self) -> None:
        self._typed = 0
        self.attempt(self.workshop.feedback.open)
        self.redraw()

    def action_totals(self) -> None:
        """Ask for what was counted by hand."""
        question = N_(
            "How many sheets were counted, and for each question how many took each of the 4 steps? For example: "
            "15 0/2/9/4 1/3/8/3 2/2/8/3"
        )
        self.app.push_screen(AskText(self.language(question), self._totals, self.language), lambda _done: self.redraw())

    def _totals(self, typed: str) -> None:
        number, *counts = typed.split()[:9] or [""]
        if not re.fullmatch("[1-9][0-9]{0,3}", number):
            raise Refused(N_("How many sheets were counted? Begin with their number."))
        self.workshop.feedback.totals(counts, int(number), self.language.column_time(self.workshop.clock.now()))

    def on_text_area_changed(self) -> None:
        """What is typed is the next answer, whatever was asked."""
        if self.query_one(Field).value:
            self._leave_closing()
        if self.query_one(Field).value != self._to_go:
            self._to_go, self._brought = "", False

    def action_back(self) -> None:
        """Leave what was asked, else the page; the last answer, which F8 brought back, would be counted once more."""
        asked, self._to_go = self._to_go, ""
        if asked and self._brought:
            self.query_one(Field).value = ""
        if not (self._leave_closing() or asked):
            super().action_back()

    def _leave_closing(self) -> bool:
        was, self._asked_to_close = self._asked_to_close, False
        if was:
            self._head(self._known, None)
        return was

    def action_end(self) -> None:
        """Ask once above the field, then close and count; no other key says yes, for eyes may be on paper."""
        known = self._known
        if not (known and known.is_open):
            self.say(N_("The closing questions are not open."))
        elif self.query_one(Field).value.strip():
            self.say(N_("An answer is still in the field: Enter counts it, Ctrl+U empties the field."))
        elif self._asked_to_close:
            self._asked_to_close = False
            self._count()
        else:
            self._asked_to_close = True
            self._look()  # phones answered since the last look
            self._head(known, None)

    def _close_question(self) -> str:
        _ = self.language
        answered = self._answered or 0
        what = _.plural("{n} person answered.", "{n} people answered.", answered)
        if 0 < answered < FEW:
            too_few = _(N_("Fewer than {few} would tell who said what: nothing of it will be counted."), few=FEW)
            what = f"{what} {too_few}"
        return _(N_("Close the questions? {answered}\nF9 again: close and count · Esc: go on."), answered=what)

    def _count(self) -> None:
        self.attempt(lambda: self.workshop.feedback.close(few=True))
        self.redraw()

    def action_note(self) -> None:
        """Note why the sums do not add up."""
        _, known = self.language, self._known
        if known is None or known.is_open:
            return
        question = _(N_("What is to be said of the count? The report prints it."))
        asked = AskText(question, self.workshop.feedback.note, _, known.note)
        self.app.push_screen(asked, lambda _done: self.redraw())

    def action_project(self) -> None:
        """Show the questions to the room."""
        if self.attempt(lambda: self.workshop.wall.show(WallContent.FEEDBACK)):
            self.say(N_("Projected: the closing questions"))
