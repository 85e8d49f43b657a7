"""A table's list, to be read aloud: numbered, corrected on the spot, and signed once it is what they said."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.programme.plan import Phase
from facilitate.domain.text import one_line
from facilitate.domain.values.ideas import Idea
from facilitate.tui.actions import PageAction
from facilitate.tui.dialogs.questions import AskText
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import joined, pieces, plain
from facilitate.tui.widgets.big_digits import LabelledDigits
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.tui.widgets.table_lines import status_word
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.report.readback import TableList, list_of
from facilitate.workshop.workshop import Workshop

_ASKED = N_("Read the list aloud. Is this what you said?")
_HEARD = N_("✓ This is what we said (ideas: {ideas})")
_SIGNED_FOR = N_("✓ Signed for the table by the facilitator (ideas: {ideas})")
_CHANGED = N_("Changed since it was signed: {changed}. Read these aloud, and sign again (s).")


class TableListPage(SessionPage):
    """The list of one table in one phase; where none is named, that of ideas of now."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("sign", "s", N_("It is what we said"), N_("Sign for the table: this is what we said.")),
        PageAction("favour", "space", N_("Favourite"), N_("Name the idea as a favourite, at most three, or no more.")),
        PageAction("correct", "enter", N_("Correct"), N_("Correct the selected idea’s words.")),
        PageAction("add", "a", N_("Add"), N_("Add an idea that is missing.")),
        PageAction("withdraw", "delete,w", N_("Withdraw"), N_("Withdraw the selected idea; undo brings it back.")),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last change."), bar=False),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )
    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    TableListPage {
        & #head { height: 5; padding: 0 2; border-bottom: solid $rule; }
        & #table { min-width: 9; }
        & #table BigDigits { color: $accent; }
        & #about { width: 1fr; height: 4; padding: 0 0 0 2; }
        & #asked { height: 1; text-style: bold; }
        & #signed { height: 2; }
        & Rows { padding: 0 1; margin-top: 1; }
    }
    """

    def __init__(self, workshop: Workshop, table: int, phase: str = "") -> None:
        super().__init__(workshop)
        self.table = table
        self._phase = phase

    def compose(self) -> ComposeResult:
        """The table and what is asked of it; its list."""
        with Horizontal(id="head"):
            yield LabelledDigits(id="table")
            with Vertical(id="about"):
                yield Static(plain(self.language(_ASKED)), id="asked")
                yield Static(plain(""), id="signed")
        yield Rows(empty=self.language(N_("No ideas noted at this table.")), lines=0)
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "In the last minutes, somebody reads the table’s list aloud. Correct what is not right, add what is "
                "missing, name up to three favourites; then sign for the table with s. What is changed afterwards is "
                "marked here and in the report."
            )
        )

    def redraw(self) -> None:
        """Draw the list as it stands."""
        _ = self.language
        read = self._list
        self.query_one("#table", LabelledDigits).show(_(N_("Table")), str(self.table))
        tell(self.query_one("#signed", Static), self._signed(read))
        best = {idea.id: place for place, idea in enumerate(read.favourites, 1)}
        self.query_one(Rows).rows = tuple(
            self._row(place, idea, idea.id in best, read) for place, idea in enumerate(read.ideas, 1)
        )

    @property
    def _where(self) -> Phase:
        return self.workshop.room_tables.having(self._phase, self.table)

    @property
    def _list(self) -> TableList:
        try:
            return list_of(self.workshop.session, self._where, self.table)
        except Refused:  # the phase or the table has left the programme meanwhile
            return TableList(self.table, (), None)

    def _signed(self, read: TableList) -> Content:
        _ = self.language
        if read.signed is None:
            return pieces((_(N_("s: sign for the table · space: a favourite ★, three at most")), "$text-muted"))
        if read.since:
            return pieces((_(_CHANGED, changed=read.since), "$warning"))
        heard = _(_SIGNED_FOR if read.signed.by_facilitator else _HEARD, ideas=read.signed.count)
        more = "" if read.favourites else f"\n{_(N_('space: name its favourites ★, three at most (optional)'))}"
        return pieces((heard, "$success bold"), (more, "$accent"))

    def _row(self, place: int, idea: Idea, favourite: bool, read: TableList) -> ListRow:
        _ = self.language
        star = pieces(("★ ", "$accent bold")) if favourite else plain("")
        detail = pieces(f" – {one_line(idea.detail)}", "$text-muted") if idea.detail else plain("")
        unheard = pieces((_(N_("not heard yet")), "$warning")) if idea.id in read.changed else plain("")
        text = pieces(star, (one_line(idea.text), "bold"), detail)
        trail = joined([part for part in (unheard, status_word(idea.status, _)) if part.plain])
        return ListRow(idea.id, text, pieces((f"{place:>2}", "$accent bold")), trail)

    # Acts

    @property
    def _idea(self) -> Idea | None:
        return self.workshop.session.ideas.get(self.query_one(Rows).highlighted or "")

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Correct the idea of that line."""
        event.stop()
        self.action_correct()

    def action_sign(self) -> None:
        """Sign for the table."""
        self.attempt(lambda: self.workshop.readback.sign(self.table, self._where.key))

    def action_favour(self) -> None:
        """Name the idea as a favourite, after those that are named, or take it back."""
        if (idea := self._idea) is None:
            return
        now = [each.id for each in self._list.favourites]
        wanted = [key for key in now if key != idea.id] if idea.id in now else [*now, idea.id]
        self.attempt(lambda: self.workshop.readback.favour(self.table, wanted, self._where.key))

    def action_correct(self) -> None:
        """Ask for the words as they should be."""
        if (idea := self._idea) is not None:
            question = self.language(N_("{ref}: what did you say?"), ref=idea.ref)
            asked = AskText(question, partial(self._correct, idea.id), self.language, idea.text)
            asked.place = idea.id
            self.app.push_screen(asked, lambda _done: self.draw())

    def _correct(self, key: str, text: str) -> Idea:
        return self.workshop.ideas.edit(key, text)

    def action_add(self) -> None:
        """Ask for the idea that is missing."""
        question = self.language(N_("Table {table}: which idea is missing?"), table=self.table)
        self.app.push_screen(AskText(question, self._add, self.language), lambda _done: self.draw())

    def _add(self, text: str) -> Idea:
        from facilitate.workshop.cases.ideas import IdeaDraft

        return self.workshop.ideas.record_many(self.table, [IdeaDraft(text, phase=self._where.key)])[0]

    def action_withdraw(self) -> None:
        """Take the idea back."""
        idea = self._idea
        if idea is None:
            return
        done = self.attempt(partial(self.workshop.ideas.withdraw, idea.id))
        if done is not None:
            self.say(N_("{ref} withdrawn (u: undo)."), ref=idea.ref)

    def action_undo(self) -> None:
        """Undo this program's last change."""
        self._travel(lambda: self.workshop.history.undo(by=self.writer), N_("Undone: “{what}”"))

    def action_redo(self) -> None:
        """Do it again."""
        self._travel(lambda: self.workshop.history.redo(by=self.writer), N_("Redone: “{what}”"))

    def _travel(self, act: Callable[[], Message], msgid: str) -> None:
        what = self.attempt(act)
        if what is not None:
            self.say(msgid, what=what)
