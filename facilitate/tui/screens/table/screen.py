"""A table's page as that table sees it, for the facilitator to look at: nothing can be written on it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.domain.roles import table_role
from facilitate.tui.actions import PageAction
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import joined, pieces, plain
from facilitate.tui.widgets.big_digits import LabelledDigits
from facilitate.tui.widgets.hub_lines import devices
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import Rows
from facilitate.tui.widgets.table_lines import about_words, capture_rows, counted, question_words, timer_words
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.sharing.devices import tables_of
from facilitate.workshop.views.capture import TableView, table_view, timer_face
from facilitate.workshop.workshop import Workshop


class ShownTablePage(SessionPage):
    """The page of one table; the arrows lead to the others."""

    ACTIONS = (
        PageAction("other(1)", "right,n", N_("Next table"), N_("Look at the next table’s page.")),
        PageAction("other(-1)", "left,p", N_("Previous table"), N_("Look at the previous table’s page.")),
    )
    AUTO_FOCUS = "Rows"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-roomy")]  # noqa: RUF012 -- Textual’s own
    DEFAULT_CSS = """
    ShownTablePage {
        & #head { height: 5; padding: 0 2; border-bottom: solid $rule; }
        & #table { min-width: 9; }
        & #table BigDigits { color: $accent; }
        & #about { width: 1fr; height: 4; padding: 0 2 0 0; }
        & #event { height: 1; }
        & #question { height: 3; text-style: bold; }
        & #clock { align-horizontal: right; max-width: 50%; }
        & #state { height: 1; padding: 0 2; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
        & Rows { padding: 0 0 0 1; margin-top: 1; }
        &.-narrow #clock { display: none; }
    }
    """

    def __init__(self, workshop: Workshop, table: int = 1) -> None:
        super().__init__(workshop)
        self.table = table

    def compose(self) -> ComposeResult:
        """The table, its question and the timer; its ideas; who writes there."""
        with Horizontal(id="head"):
            yield LabelledDigits(id="table")
            with Vertical(id="about"):
                yield Static(plain(""), id="event")
                yield Static(plain(""), id="question")
            yield LabelledDigits(id="clock")
        yield Rows(empty=self.language(N_("No ideas noted at this table.")), lines=3)
        yield Static(plain(""), id="state")
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "What a table sees now, as it sees it: its question, its time, its ideas. Nothing can be changed here; "
                "to add an idea for a table, press i on the facilitator’s screen."
            )
        )

    def redraw(self) -> None:
        """Draw the table as it stands."""
        _, session = self.language, self.workshop.session
        view = table_view(session, self.table, self.workshop.clock.now())
        self.query_one("#table", LabelledDigits).show(_(N_("Table")), str(self.table))
        tell(self.query_one("#event", Static), about_words(view))
        others = {phase.key: phase.title for phase in session.plan.tables_phases if phase.key != view.phase}
        rows = capture_rows(view.ideas[::-1], frozenset(), _, others=others)
        if rows != self.query_one(Rows).rows:
            self.query_one(Rows).rows = rows

    def tick(self) -> None:
        """Draw what time changes: the timer, what is asked, who is there."""
        now = self.workshop.clock.now()
        view, face = table_view(self.workshop.session, self.table, now), timer_face(agenda(self.workshop.session, now))
        self.query_one("#clock", LabelledDigits).show(*timer_words(face, self.language))
        changing = face is not None and face.round is not None and face.round.changing
        change = pieces((self.language(N_("Change tables now")), "$accent"))
        tell(self.query_one("#question", Static), change if changing else question_words(view, self.language))
        tell(self.query_one("#state", Static), self._state(view))

    def _state(self, view: TableView) -> Content:
        """That this is to look at, how many ideas there are, and by which devices the table writes."""
        _ = self.language
        hub = self.facilitate.services.sharing.open_hub(self.workshop)
        here = [guest for guest in hub.guests() if guest.table == self.table] if hub else []
        writes = devices(here, _) or (
            _(N_("somebody is taking notes")) if table_role(self.table) in self.workshop.log.present() else ""
        )
        parts = [_(N_("Read only: as table {table} sees it"), table=self.table)]
        return joined([*parts, counted(len(view.ideas), view.withdrawn, _), *filter(None, [writes])])

    def action_other(self, step: int) -> None:
        """Go to another table; after the last comes the first."""
        tables = tables_of(self.workshop.session)
        self.table = (self.table - 1 + step) % len(tables) + 1
        self.draw()
