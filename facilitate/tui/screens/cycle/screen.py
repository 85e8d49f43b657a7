"""A cycle at a glance: its events, and how many ideas of each stand in each category."""

from __future__ import annotations

from asyncio import get_running_loop
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.tui.actions import PageAction
from facilitate.tui.page import Screen, SessionPage
from facilitate.tui.plain import joined, one_line, pieces, plain
from facilitate.tui.screens.cycle.board import CycleBoard
from facilitate.tui.screens.cycle.matrix_lines import matrix_lines, problem_lines, vote_lines
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.workshop.cycle.history import NONE_READ, CycleSentences
from facilitate.workshop.cycle.kit import origin_of
from facilitate.workshop.cycle.recurrences import recurrences
from facilitate.workshop.cycle.synthesis import introductions
from facilitate.workshop.cycle.totals import matrix_of
from facilitate.workshop.cycle.vote_totals import votes_of
from facilitate.workshop.workshop import Workshop

_MARGIN, _FRAME = 4, 5


class CyclePage(SessionPage):
    """The table of events and categories, and the ways into what is to be answered."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("recurring", "r", N_("What recurs"), N_("Compare proposals of two events side by side.")),
        PageAction("wishes", "w", N_("Wishes"), N_("Compare what one event wants with what another has.")),
        PageAction("typology", "t", N_("Typology"), N_("Change the cycle’s own categories.")),
        PageAction(
            "categories", "c", N_("Categories"), N_("Choose the cycle’s category each event’s own one counts under.")
        ),
        PageAction("read", "f5", N_("Read again"), N_("Read the events again, as they are now.")),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last change to the cycle, then the one before…")),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )
    AUTO_FOCUS = "#whole"
    DEFAULT_CSS = """
    CyclePage {
        & #name { height: 3; padding: 0 2; border-bottom: solid $rule; text-wrap: nowrap; text-overflow: ellipsis; }
        & #whole { height: 1fr; padding: 0 1 0 2; scrollbar-gutter: stable; }
        & #table { width: auto; height: auto; }
        & #votes, & #problems { width: 100%; height: auto; margin-top: 1; }
        & #said { height: 1; padding: 0 2; color: $accent; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop)
        self._made: CycleBoard | None = None
        self._reading = ""
        history = workshop.history
        history.describe = CycleSentences(lambda: self._board.events or NONE_READ, history.describe)

    @property
    def _board(self) -> CycleBoard:
        if self._made is None:
            self._made = CycleBoard(self.workshop, self.facilitate.services)
        return self._made

    def compose(self) -> ComposeResult:
        """What it is, the table with its legend, and what was just done."""
        yield Static(plain(""), id="name")
        with ScrollableContainer(id="whole"):
            yield Static(plain(""), id="table")
            yield Static(plain(""), id="votes")
            yield Static(plain(""), id="problems")
        yield Static(plain(""), id="said")
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "Several events read together. The sessions themselves are never changed: only what you answer here is "
                "kept, in the cycle. A small number is quieter, for it tells little of a region."
            )
        )

    def on_unmount(self) -> None:
        """Stop what is being got ready."""
        self._board.suggester.leave()
        super().on_unmount()

    def redraw(self) -> None:
        """Draw the cycle as it stands; the events are read first, and again where others joined."""
        if self._board.outdated and not self._reading:
            self.beside(self._read, "reading")
        self._draw()

    def _draw(self) -> None:
        self._draw_head()
        _, session, events = self.language, self.workshop.session, self._board.events
        if events is None:
            return
        table = self.query_one("#table", Static)
        if not events.read:
            some = N_("No events yet. To add some: “facilitate cycle add {cycle} SESSION”.")
            table.update(plain(_(some, cycle=self.workshop.log.slug)))
            return
        matrix = matrix_of(session, events.readings, self.workshop.clock.now().date().isoformat())
        width, height = self.app.size.width - _MARGIN, self.app.size.height - _FRAME
        problems = self.query_one("#problems", Static)
        now = origin_of(self.workshop.timeline, self.workshop.log.session)
        problems.update(lines := problem_lines(events, now, _))
        problems.display = bool(lines)
        votes = vote_lines(events, matrix.rows, votes_of(session, events.readings, matrix.rows), _)
        self.query_one("#votes", Static).update(votes)
        self.query_one("#votes").display = bool(votes)
        table.update(matrix_lines(events, matrix, _, width=width, height=height))

    def _draw_head(self) -> None:
        title = one_line(self.workshop.session.plan.title)
        head = joined([pieces((self.language(N_("Cycle")), "bold")), title])
        self.query_one("#name", Static).update(plain("\n").join([head, self._counted()]))

    def _counted(self) -> Content:
        _, session, events = self.language, self.workshop.session, self._board.events
        if events is None or self._reading:
            return pieces((self._reading or _(N_("Reading the events…")), "$text-muted"))
        several = len(recurrences(session, events))
        pairs = sum(1 for _pair in introductions(session, events))
        parts = (
            _.plural("{n} event", "{n} events", len(events.read)),
            _.plural("{n} idea", "{n} ideas", sum(each.received for each in events.readings)),
            _.plural("{n} said in several events", "{n} said in several events", several),
            _.plural("{n} introduction", "{n} introductions", pairs),
        )
        return pieces((" · ".join(parts), "$text-muted"))

    async def _read(self) -> None:
        loop = get_running_loop()
        self._reading = self.language(N_("Reading the events…"))
        self._draw()
        try:
            await self.answered(
                self._board.read(lambda done, of: loop.call_soon_threadsafe(self._tell_progress, done, of))
            )
        finally:
            self._reading = ""
        if not self.stands or (events := self._board.events) is None:
            return
        self._draw()
        await self.answered(self._board.suggester.get_ready(self._board.texts(events), (), self._tell_meaning))

    def _tell_progress(self, done: int, of: int) -> None:
        """Say how far the reading is."""
        if self._reading and self.stands:
            self._reading = self.language(N_("Reading the events: {done} of {of}"), done=done, of=of)
            self._draw_head()

    def _tell_meaning(self, done: int, of: int) -> None:
        if self.stands:
            text = N_("Comparing by meaning soon: {done} of {of} texts ready.")
            self._tell(self.language(text, done=done, of=of) if done < of else "")

    def _tell(self, text: str) -> None:
        self.query_one("#said", Static).update(plain(text), layout=False)

    def _open(self, page: Callable[[Workshop, CycleBoard], Screen]) -> None:
        if self._board.events is None:
            self.say(N_("The events are being read: one moment."))
        else:
            self.app.push_screen(page(self.workshop, self._board))

    def action_recurring(self) -> None:
        """Compare proposals of two events."""
        from facilitate.tui.screens.cycle.recurring import RecurringPage

        self._open(RecurringPage)

    def action_wishes(self) -> None:
        """Compare wishes with what exists."""
        from facilitate.tui.screens.cycle.wishes import WishesPage

        self._open(WishesPage)

    def action_categories(self) -> None:
        """Say where categories count."""
        from facilitate.tui.screens.cycle.mapping import MappingPage

        self._open(MappingPage)

    def action_typology(self) -> None:
        """Change the categories of the cycle."""
        from facilitate.tui.screens.cycle.typology import CycleTypologyPage

        self._open(CycleTypologyPage)

    def action_read(self) -> None:
        """Read the events as they are now."""
        if not self._reading:
            self.beside(self._read, "reading")

    def action_undo(self) -> None:
        """Undo the last act of the cycle."""
        if what := self.attempt(lambda: self.workshop.history.undo(by=self.writer)):
            self._tell(self.language(N_("Undone: “{what}”"), what=what))

    def action_redo(self) -> None:
        """Redo what was undone."""
        if what := self.attempt(lambda: self.workshop.history.redo(by=self.writer)):
            self._tell(self.language(N_("Redone: “{what}”"), what=what))
