"""Which table speaks next, what nobody said before it, and how long it still has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from facilitate.domain.acts.readback import REPORT_BACK
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.programme.plan import Phase
from facilitate.domain.text import one_line
from facilitate.domain.values.wall import WallContent
from facilitate.labels import table_called
from facilitate.tui.actions import PageAction
from facilitate.tui.look_alikes import LookAlikes
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import joined, pieces, plain
from facilitate.tui.widgets.big_digits import LabelledDigits
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.views.capture import digits
from facilitate.workshop.views.reportback import (
    ALL_SPOKEN,
    SpokenProposal,
    TableReport,
    have_all_spoken,
    minutes_each,
    report_back,
    said_words,
    spoken_words,
    time_left,
)

_SOON = timedelta(seconds=30)


class ReportBackPage(SessionPage):
    """The tables in the order in which they speak, and what the selected one has to say."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("call", "enter,space", N_("Speaks"), N_("Let the selected table speak, or end its time.")),
        PageAction("next", "n", N_("Next table"), N_("Let the table speak that comes next.")),
        PageAction("project", "v", N_("Project"), N_("Show the room which table speaks, and what is new in it.")),
        PageAction("open('sort')", "t", N_("Synthesis"), N_("Merge proposals and file them in the typology.")),
        PageAction("move(-1)", "m", N_("Up"), N_("Let the selected table speak earlier.")),
        PageAction("move(1)", "d", N_("Down"), N_("Let the selected table speak later.")),
        PageAction("minutes(1)", "plus,equals_sign", N_("1 min more"), N_("Give each table a minute more.")),
        PageAction("minutes(-1)", "minus", N_("1 min less"), N_("Give each table a minute less."), bar=False),
        PageAction("usual", "r", N_("Usual order"), N_("Let the longest new content come first again."), bar=False),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last change."), bar=False),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )
    AUTO_FOCUS = "#tables"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 -- Textual’s own
    DEFAULT_CSS = """
    ReportBackPage {
        & #head { height: 5; padding: 0 2; border-bottom: solid $rule; }
        & #about { width: 1fr; height: 4; }
        & #name { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & #state { height: 3; }
        & #clock { align-horizontal: right; min-width: 16; margin-left: 3; }
        & #middle { height: 1fr; }
        & #tables { width: 30; padding: 1 0 0 1; }
        & #spoken { width: 1fr; border-left: solid $rule; padding: 1 1 0 1; }
        &.-wide #tables { width: 44; }
    }
    """

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self._rang = False
        self._alike = LookAlikes(self)

    def compose(self) -> ComposeResult:
        """Who speaks and for how long; the order; what the selected table says."""
        with Horizontal(id="head"):
            with Vertical(id="about"):
                yield Static(plain(""), id="name")
                yield Static(plain(""), id="state")
            yield LabelledDigits(id="clock")
        with Horizontal(id="middle"):
            yield Rows(id="tables", empty=self.language(N_("No table has ideas yet.")), lines=2)
            yield Rows(id="spoken", lines=0)
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "Tables report back one by one, and nothing is said twice: the table with most that is new comes "
                "first, and what another table says before is struck through. Merge what is the same in the synthesis, "
                "also while they speak: the lists follow."
            )
        )

    # Drawing

    @property
    def _phase(self) -> Phase | None:
        try:
            return self.workshop.room_tables.phase()
        except Refused:
            return None

    @property
    def _reports(self) -> tuple[TableReport, ...]:
        phase = self._phase
        return report_back(self.workshop.session, phase) if phase else ()

    @property
    def _speaking(self) -> int:
        now, phase = self.workshop.session.report_back, self._phase
        return now.table if now and phase and now.phase == phase.key else 0

    def redraw(self) -> None:
        """Draw the order and what the selected table says."""
        _, phase, reports = self.language, self._phase, self._reports
        title = one_line(phase.title if phase else self.workshop.session.plan.title)
        tell(self.query_one("#name", Static), joined([pieces((_(N_("Report back")), "bold")), plain(title)]))
        self._show_state(reports)
        self.beside(self._look, "look-alikes")
        rows = self.query_one("#tables", Rows)
        rows.rows = tuple(self._table_row(place, report, phase) for place, report in enumerate(reports, 1))
        self._show_spoken(reports)
        self._show_keys()

    def _show_keys(self) -> None:
        """Name what Enter does to the selected table: it speaks, or has finished."""
        call, *others = self.ACTIONS
        is_on = bool(self._speaking) and self._selected == self._speaking
        self.query_one(KeyBar).show([replace(call, label=N_("Has finished")) if is_on else call, *others])

    def _show_state(self, reports: tuple[TableReport, ...]) -> None:
        """Say how much there is to speak of, and what may be said twice."""
        _, alike = self.language, len(self._alike.found)
        spoken = spoken_words(self.workshop.session, reports, _, alike)
        spoken += f" {_(N_('(t, then d: compare)'))}" if alike else ""
        each = _.plural("{n} minute for each table", "{n} minutes for each table", minutes_each(self.workshop.session))
        words = " · ".join(filter(None, (spoken, each)))
        words = f"{_(ALL_SPOKEN)} {words}" if have_all_spoken(self.workshop.session, reports) else words
        tell(self.query_one("#state", Static), pieces((words, "$warning" if alike else "$text-muted")))

    async def _look(self) -> None:
        if await self._alike.look():
            self._show_state(self._reports)

    def _table_row(self, place: int, report: TableReport, phase: Phase | None) -> ListRow:
        _, is_on = self.language, report.table == self._speaking
        mark = "▸" if is_on else "✓" if report.has_spoken else f"{place}"
        lead = pieces((mark, "$accent bold" if is_on else "$text-muted"))
        called = pieces((one_line(table_called(phase, report.table, _)), "bold" if is_on else ""))
        return ListRow(str(report.table), called, lead, pieces((f"+{len(report.new)}", "$text-muted")))

    def _show_spoken(self, reports: tuple[TableReport, ...]) -> None:
        key = self.query_one("#tables", Rows).highlighted
        report = next((each for each in reports if str(each.table) == key), None)
        spoken = self.query_one("#spoken", Rows)
        rows = tuple(self._spoken_row(each) for each in report.proposals) if report else ()
        if rows != spoken.rows:
            spoken.rows = rows

    def _spoken_row(self, each: SpokenProposal) -> ListRow:
        lead = pieces((each.refs[0], "$text-muted"))
        star = ("★ " if each.favourite else "", "$accent")
        if not each.said_by:
            return ListRow(each.proposal, pieces(star, (one_line(each.wording), "bold")), lead)
        text = pieces(
            star,
            (one_line(each.wording), "strike $text-muted"),
            (f" – {said_words(each, self.language)}", "$text-muted"),
        )
        return ListRow(each.proposal, text, lead, dim=True)

    def tick(self) -> None:
        """Draw the time the table still has, and ring once when it is over."""
        _, left = self.language, time_left(self.workshop.session, self.workshop.clock.now())
        clock = self.query_one("#clock", LabelledDigits)
        if left is None or not self._speaking:
            self._rang = False
            clock.show("", "", "still")
            return
        over = left <= timedelta()
        label = _(N_("Table {table} · over by")) if over else _(N_("Table {table} · time left"))
        clock.show(
            label.format(table=self._speaking), digits(left), "late" if over else "soon" if left <= _SOON else ""
        )
        if over and not self._rang:
            self.app.bell()
        self._rang = over

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Show what the highlighted table says."""
        if event.rows.id == "tables" and self.drawn:
            self._show_spoken(self._reports)
            self._show_keys()

    # Acts

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Let that table speak."""
        event.stop()
        if event.rows.id == "tables":
            self.action_call()

    @property
    def _selected(self) -> int:
        return int(self.query_one("#tables", Rows).highlighted or 0)

    def action_call(self) -> None:
        """Let the selected table speak; the one that speaks ends."""
        table = self._selected
        if table:
            self.attempt(lambda: self.workshop.reportback.call(0 if table == self._speaking else table))

    def action_next(self) -> None:
        """Let the first table begin that has not spoken; after the last, none."""
        table = next((each.table for each in self._reports if not each.has_spoken), 0)
        if self.attempt(lambda: self.workshop.reportback.call(table)) and table:
            self.query_one("#tables", Rows).highlighted = str(table)
            self._show_spoken(self._reports)
        elif have_all_spoken(self.workshop.session, self._reports):
            self.say(ALL_SPOKEN)

    def action_move(self, step: int) -> None:
        """Let the selected table speak earlier or later."""
        reports, table = self._reports, self._selected
        tables = [each.table for each in reports]
        if table not in tables or not 0 <= tables.index(table) + step < len(tables):
            return
        place = tables.index(table)
        if reports[place].has_spoken or reports[place + step].has_spoken:
            self.say(N_("Tables that have spoken stay first."))
            return
        tables.insert(place + step, tables.pop(place))
        self.attempt(lambda: self.workshop.reportback.arrange(tables))

    def action_minutes(self, step: int) -> None:
        """Give each table another minute, or take one away."""
        wanted = minutes_each(self.workshop.session) + step
        self.attempt(lambda: self.workshop.reportback.arrange(minutes=wanted))

    def action_usual(self) -> None:
        """Bring the usual order back."""
        self.attempt(lambda: self.workshop.reportback.arrange([]))

    def action_project(self) -> None:
        """Show it to the room."""
        if self.attempt(lambda: self.workshop.wall.show(WallContent.REPORT)):
            self.say(N_("Projected: the table that speaks, and what is new in it"))

    def action_undo(self) -> None:
        """Undo the last change to how tables report back."""
        self._travel(lambda: self.workshop.history.undo(REPORT_BACK, self.writer), N_("Undone: “{what}”"))

    def action_redo(self) -> None:
        """Do it again."""
        self._travel(lambda: self.workshop.history.redo(REPORT_BACK, self.writer), N_("Redone: “{what}”"))

    def _travel(self, act: Callable[[], Message], msgid: str) -> None:
        what = self.attempt(act)
        if what is not None:
            self.say(msgid, what=what)
