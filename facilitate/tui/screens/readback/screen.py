"""Which tables heard their lists: asked all at once, signed one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.acts.readback import READ_BACK
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.numbers import whole_number
from facilitate.domain.programme.plan import Phase
from facilitate.labels import table_called
from facilitate.tui.actions import PageAction
from facilitate.tui.dialogs.questions import AskText
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import joined, one_line, pieces, plain
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.report.readback import TableList, list_of, lists_of, signed_again, signed_of, signed_words
from facilitate.workshop.schedule.read_back import read_back_due


class ReadBackPage(SessionPage):
    """The tables of the phase that ideas of now belong to, each with what it said of its list."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("ask", "a", N_("Ask the tables"), N_("Show each table its list, to be read aloud; or no longer.")),
        PageAction("look", "enter", N_("List"), N_("See the selected table’s list, and correct it.")),
        PageAction(
            "sign(True)", "p", N_("Paper"), N_("Enter that the selected table ticked the box of its sheet of paper.")
        ),
        PageAction("sign", "s", N_("Sign"), N_("Sign for the selected table yourself; the report says so.")),
        PageAction(
            "favour", "f", N_("Favourites"), N_("Enter which ideas the selected table named as its favourites.")
        ),
        PageAction(
            "put_off(5)", "d", N_("5 min later"), N_("Have the agenda ask the tables five minutes later."), bar=False
        ),
        PageAction("put_off(0)", "x", N_("Not by agenda"), N_("Have the agenda not ask the tables."), bar=False),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last change."), bar=False),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )
    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    ReadBackPage {
        & #name { height: auto; padding: 0 2; border-bottom: solid $rule; text-wrap: nowrap; text-overflow: ellipsis; }
        & Rows { padding: 0 1; margin-top: 1; }
    }
    """

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self._offered = 0  # the table that was signed for last, which its own screen would ask for its favourites

    def compose(self) -> ComposeResult:
        """What is asked, and how many tables did it; the tables."""
        yield Static(plain(""), id="name")
        yield Rows(empty=self.language(N_("No phase of this session has tables.")))
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "In the last minutes, each table hears its list and says whether it is what they said. Press a: "
                "laptops and phones show the list. Tables on paper tick a box: enter it with p, as their own "
                "signature. With s you sign for a table yourself, and the report says so."
            )
        )

    def redraw(self) -> None:
        """Draw the tables as they stand."""
        phase = self._phase
        lists = lists_of(self.workshop.session, phase) if phase else ()
        tell(self.query_one("#name", Static), self._head(phase, lists))
        self.query_one(Rows).rows = tuple(self._row(each, phase) for each in lists)

    @property
    def _phase(self) -> Phase | None:
        try:
            return self.workshop.room_tables.phase()
        except Refused:
            return None

    def _head(self, phase: Phase | None, lists: tuple[TableList, ...]) -> Content:
        _, session = self.language, self.workshop.session
        shown = _(N_("Each table sees its list now.")) if phase and session.reading_back == phase.key else ""
        title = one_line(phase.title if phase else session.plan.title)
        head = joined([pieces((_(N_("Read back")), "bold")), title, *([pieces((shown, "$accent"))] if shown else [])])
        signed, asked = signed_of(lists)
        done = signed_words(lists, _)
        tone = "$success" if asked and signed == asked and not signed_again(lists) else "$text-muted"
        lines = [head, joined([pieces((done, tone)), self._by_agenda()]), self._offer(lists)]
        return plain("\n").join(line for line in lines if line.plain)

    def _offer(self, lists: tuple[TableList, ...]) -> Content:
        """What the table that was signed for may still be asked, as its own phone would."""
        signed = next((each for each in lists if each.table == self._offered and each.is_signed), None)
        if signed is None or signed.favourites:
            return plain("")
        text = self.language(N_("Table {table}: three favourites at most? (f, optional)"), table=signed.table)
        return pieces((text, "$accent bold"))

    def _by_agenda(self) -> Content:
        """What the agenda does by itself, with the keys that put it off."""
        _, session = self.language, self.workshop.session
        phase = session.plan.phase(session.current)
        if phase is None or not phase.read_back:
            return plain("")
        if session.reading_back == phase.key:
            return pieces((_(N_("d: ask 5 min later · x: no longer")), "$text-muted"))
        if read_back_due(session, self.workshop.clock.now()) is None:
            return plain("")
        text = N_("Asked {duration} before the end (d: 5 min later · x: not)")
        return pieces((_(text, duration=_.minutes(phase.read_back)), "$accent"))

    def _row(self, each: TableList, phase: Phase | None) -> ListRow:
        _ = self.language
        mark, tone = ("✓", "$success") if each.is_signed else ("·", "$text-muted")
        if each.since:
            mark, tone = "!", "$warning"
        best = f" ★ {', '.join(idea.ref for idea in each.favourites)}" if each.favourites else ""
        text = pieces(one_line(table_called(phase, each.table, _)), (best, "$accent"))
        state = _.message(each.state) if each.ideas or each.is_signed else _(N_("no ideas"))
        counted = "" if each.is_signed or not each.ideas else f"{_.plural('{n} idea', '{n} ideas', len(each.ideas))} · "
        return ListRow(
            str(each.table), text, pieces((mark, f"{tone} bold")), pieces((f"{counted}{state}", tone)), dim=each.closed
        )

    # Acts

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the list of that table."""
        event.stop()
        self.action_look()

    def action_look(self) -> None:
        """Open the list of the selected table."""
        key, phase = self.query_one(Rows).highlighted, self._phase
        if key and phase:
            self.facilitate.open_screen("table_list", self.workshop, int(key), phase.key)

    def action_ask(self) -> None:
        """Ask all tables, or no longer."""
        if phase := self._phase:
            asked = self.workshop.session.reading_back != phase.key
            if self.attempt(lambda: self.workshop.readback.ask(phase.key, asked=asked)):
                self.say(N_("Each table sees its list now.") if asked else N_("The lists are no longer shown."))

    def action_put_off(self, minutes: int) -> None:
        """Have the agenda ask so many minutes later, or not at all."""
        phase = self.attempt(lambda: self.workshop.readback.put_off(minutes))
        if phase and phase.read_back:
            before = self.language.minutes(phase.read_back)
            self.say(N_("The agenda asks the tables {duration} before the end."), duration=before)
        elif phase:
            self.say(N_("The agenda does not ask the tables."))

    def action_sign(self, on_paper: bool = False) -> None:
        """Sign for the selected table, or enter that it did `on_paper` itself."""
        key, phase = self.query_one(Rows).highlighted, self._phase
        if not (key and phase):
            return
        before = self._offered
        self._offered = int(key)
        if not self.attempt(lambda: self.workshop.readback.sign(int(key), phase.key, on_paper=on_paper)):
            self._offered = before

    def action_favour(self) -> None:
        """Ask which ideas matter most to the selected table, by their numbers on its list."""
        key, phase = self.query_one(Rows).highlighted, self._phase
        if not (key and phase):
            return
        table = int(key)
        read, _ = list_of(self.workshop.session, phase, table), self.language
        question = N_(
            "Table {table}: which ideas matter most to it, three at most? Their numbers on its list, such as 2 5, or "
            "references."
        )
        now = " ".join(idea.ref for idea in read.favourites)
        asked = AskText(_(question, table=table), lambda typed: self._favour(table, phase, typed), _, now)
        asked.follow = lambda typed: "\n".join(self._called(ref, read) for ref in _references(typed, read))
        self.app.push_screen(asked, lambda _done: self.draw())

    def _called(self, ref: str, read: TableList) -> str:
        found = next((idea for idea in read.ideas if idea.ref.casefold() == ref.casefold()), None)
        return f"★ {found.ref} {one_line(found.text)}" if found else f"? {one_line(ref)}"

    def _favour(self, table: int, phase: Phase, typed: str) -> TableList:
        read = list_of(self.workshop.session, phase, table)
        return self.workshop.readback.favour(table, _references(typed, read), phase.key)

    def action_undo(self) -> None:
        """Undo the last change to what was read back."""
        self._travel(lambda: self.workshop.history.undo(READ_BACK, self.writer), N_("Undone: “{what}”"))

    def action_redo(self) -> None:
        """Do it again."""
        self._travel(lambda: self.workshop.history.redo(READ_BACK, self.writer), N_("Redone: “{what}”"))

    def _travel(self, act: Callable[[], Message], msgid: str) -> None:
        what = self.attempt(act)
        if what is not None:
            self.say(msgid, what=what)


def _references(typed: str, read: TableList) -> list[str]:
    """Return the references that were typed, as such or as numbers of the list."""
    words = typed.replace(",", " ").replace(";", " ").split()
    numbers = [(word, whole_number(word) or 0) for word in words]
    return [read.ideas[number - 1].ref if 0 < number <= len(read.ideas) else word for word, number in numbers]
