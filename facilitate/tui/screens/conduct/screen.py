"""The facilitator's page: where the day is, what the phase holds, and what the tables say."""

from __future__ import annotations

from asyncio import sleep
from contextlib import suppress
from math import inf
from time import monotonic
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.acts.wall import projected
from facilitate.domain.errors import N_, FacilitateError, Message, Refused
from facilitate.domain.programme.plan import Phase
from facilitate.domain.text import one_line
from facilitate.domain.values.phases import ZERO
from facilitate.domain.values.wall import WallContent
from facilitate.labels import neighbour_called
from facilitate.tui.actions import PageAction
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import notify, pieces, plain
from facilitate.tui.screens.conduct.phase_controls import PhaseControls, first_now, in_order
from facilitate.tui.screens.conduct.shown_phase import ShownPhase
from facilitate.tui.widgets.agenda_rows import agenda_rows
from facilitate.tui.widgets.hub_lines import HubSign, missing_hub
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.tui.widgets.times import RoundBell
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.report.counts import counts
from facilitate.workshop.schedule.agenda import Agenda, agenda
from facilitate.workshop.schedule.rounds import round_now
from facilitate.workshop.views.early_ideas import typed_early
from facilitate.workshop.views.table_flags import TableFlag, TableWatch
from facilitate.workshop.workshop import Workshop

_WIDE = 110
_LOOK_FOR_HUB = 5.0  # seconds between two looks for a hub of another program
_LONG = 20.0  # seconds for what takes a while to read while a phase begins
_BESIDE_TITLE = 4  # columns around the title: the edges of the page, and what keeps it apart
_WHOLE_TITLE = 40  # letters of a title for which the day gives way
_TITLE = 16  # letters of a title that are left whatever stands beside it
_FEW = 5  # references that are named
_WALLS = {
    WallContent.CLOCK: ("c", N_("The clock, full screen")),
    WallContent.QUESTION: ("s", N_("The current question")),
    WallContent.COUNTS: ("i", N_("The number of ideas at each table")),
    WallContent.TYPOLOGY: ("t", N_("The typology, as bars")),
    WallContent.PROPOSALS: ("p", N_("The proposals in each category, without people’s names")),
    WallContent.SEATS: ("n", N_("Everybody’s table, by the number on the badge")),
    WallContent.REPORT: ("r", N_("The table that reports back, and what is new in it")),
    WallContent.REVIEW: ("e", N_("What became of the actions of earlier events")),
    WallContent.VOTE: ("v", N_("How far the vote is, and its result once it is closed")),
    WallContent.FEEDBACK: ("f", N_("The closing questions, and how many answered")),
    WallContent.BLANK: ("b", N_("Nothing: an empty screen")),
}


class ConductPage(SessionPage):
    """Agenda on the left, the highlighted phase in the middle, the timer at the foot."""

    PARTS = (PhaseControls, ShownPhase)
    # What the first help of a narrow screen shows; the rest comes after it.
    ORDER = ("next_phase", "pause", "extend(5)", "add", "idea", "open('sort')", "undo")
    TELLS_CALLS = True
    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("open('sort')", "t", N_("Synthesis"), N_("Merge proposals and file them in the typology.")),
        PageAction("open('publish')", "p", N_("Publish"), N_("Check the report, preview it and export it.")),
        PageAction(
            "open('programme')", "g", N_("Programme"), N_("Correct the programme: people, phases, tables, categories.")
        ),
        PageAction(
            "share",
            "o",
            N_("Sharing"),
            N_("Connect the tables (phones, laptops) over the room’s network, without internet."),
        ),
        PageAction("undo", "u", N_("Undo"), N_("Undo the last change."), bar=False),
        PageAction("wall", "v", N_("Projector"), N_("Choose what to project for the room.")),
        PageAction("open('door')", "f5", N_("Door"), N_("Note who arrives, and say where they sit.")),
        PageAction("open('readback')", "f6", N_("Read back"), N_("Have each table hear its list, and sign it.")),
        PageAction(
            "open('reportback')", "f7", N_("Report back"), N_("See which table speaks next, and what is new in it.")
        ),
        PageAction("open('vote')", "f9", N_("Vote"), N_("Hold a secret vote on proposals, and see what came of it.")),
        PageAction("open('feedback')", "f10", N_("Questions"), N_("Ask up to three questions at the end.")),
        PageAction(
            "answer_call", "f12", N_("Go there"), N_("Note that somebody goes to the table that calls."), bar=False
        ),
        PageAction("open('imports')", "z", N_("Import"), N_("Import ideas from a spreadsheet or a text file.")),
        PageAction(
            "review",
            "f8",
            N_("Earlier actions"),
            N_("Note what became of the actions of earlier events of the cycle."),
            bar=False,
        ),
        PageAction("redo", "y", N_("Redo"), N_("Redo what was undone."), bar=False),
        PageAction("history", "h", N_("History"), N_("See everything that was done, and undo any of it."), bar=False),
        PageAction(
            "side",
            "tab,right,left",
            N_("Other pane"),
            N_("Switch between the agenda and the content of the phase."),
            bar=False,
        ),
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (56, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012 -- Textual's own
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (9, "-low"), (16, "-tall"), (30, "-high")]  # noqa: RUF012 -- Textual's own
    DEFAULT_CSS = """
    ConductPage {
        & #top { height: 1; padding: 0 1; }
        & #top .name { width: 1fr; margin-right: 2; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
        & #top .said { width: auto; color: $text-muted; }
        & #middle { height: 1fr; border-top: solid $rule; }
        & #agenda { width: 30; }
        & #panel { width: 1fr; border-left: solid $rule; }
        & #head { height: auto; padding: 0 1 1 3; }
        &.-late #head { padding: 0 1 0 3; }
        &.-wide #agenda { width: 56; }
        &.-wide #panel { padding: 0 1; }
        &.-tiny #agenda, &.-tiny #top .said { display: none; }
        &.-tiny #panel { border-left: none; }
        &.-high PhaseTimer { margin-bottom: 1; }
        &.-high #top { margin: 1 0; }
        &.-high #head { padding: 0 1 1 3; }
        &.-low #head, &.-flat #head, &.-flat #top, &.-flat #panel { display: none; }
        &.-flat #middle { border-top: none; }
    }
    """

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop)
        self._shown = ShownPhase(self)
        self._controls = PhaseControls(self, lambda: self.shown)
        self.parts = (self._controls, self._shown)
        self._was_on = ""
        self._elsewhere = ""  # the address at which another program shares it
        self._missing_hub: Content | None = None  # what its devices wait for, once that is known
        self._bell = RoundBell()
        self._watch = TableWatch()
        self._early = ""
        self._early_until = inf
        self._first: tuple[str, ...] = ()  # of what the bottom line names
        self._flags: tuple[TableFlag, ...] = ()

    def compose(self) -> ComposeResult:
        """The title, the two sides, the timer, the keys."""
        with Horizontal(id="top"):
            yield Static(classes="name")
            yield HubSign()
            yield Static(classes="said")
        with Horizontal(id="middle"):
            yield Rows(id="agenda", lines=3)
            yield self._shown
        yield self._controls
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def on_mount(self) -> None:
        """Begin on the agenda; Textual has called the page's own `on_mount` too."""
        self._agenda.focus()
        was_open = self.attempt(lambda: self.facilitate.services.sharing.was_open(self.workshop))
        self.beside(self._look_for_hub(0 if was_open else _LOOK_FOR_HUB), "hub elsewhere")
        self.call_after_refresh(self._tell_of_draft)
        if not self.workshop.session.runs:
            self._begin_with_review()

    def _begin_with_review(self) -> None:
        """Open the actions of earlier events, where any is open and nobody has spoken of it; Escape goes on."""
        try:
            found = self.facilitate.services.earlier_actions(self.workshop)
        except FacilitateError as error:
            notify(self.app, self.language.message(error.message), seconds=_LONG)
            return
        if found and found.here and any(not each.said_at(found.here) for each in found.waiting(found.here)):
            self.facilitate.open_screen("review", self.workshop, found)

    def action_review(self) -> None:
        """Open the actions of earlier events."""
        try:
            found = self.facilitate.services.earlier_actions(self.workshop)
        except FacilitateError as error:
            self.refuse(error)
            return
        if found:
            self.facilitate.open_screen("review", self.workshop, found)
        else:
            self.say(N_("This event is in no cycle here: no earlier event is known."))

    async def _look_for_hub(self, later: float) -> None:
        """Keep looking whether another program shares the session: devices that are connected there miss nothing."""
        await sleep(later)
        from facilitate.tui.background import aside  # the first picture needs none of it

        sharing = self.facilitate.services.sharing
        while self.stands:
            with suppress(FacilitateError):  # keys that cannot be read are told when the screen begins
                if sharing.was_open(self.workshop):
                    self._elsewhere = await aside(lambda: sharing.address_elsewhere(self.workshop))
                    self._missing_hub = missing_hub(self.language, elsewhere=bool(self._elsewhere))
            await sleep(_LOOK_FOR_HUB)

    def _tell_of_draft(self) -> None:
        if self.draft.read()[0]:
            self.say(N_("Some text was not saved when the screen was closed: press a or i to find it in the field."))
        text, about = self.dialog_draft.read()
        if text:
            question = about.partition("\n")[0]
            self.say(N_("Text not saved last time, in the question “{question}”: it will be there."), question=question)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "Run the session. Every change is saved at once and can be undone. A proposal is one idea, or "
                "several merged into one. In the phase’s "
                "list, Enter edits the selected note or idea, or adds one to the research question, "
                "speaker or table."
            )
        )

    @property
    def _agenda(self) -> Rows:
        return self.query_one("#agenda", Rows)

    @property
    def shown(self) -> Phase | None:
        """The phase that is shown."""
        return self.workshop.session.plan.phase(self._agenda.highlighted or "")

    # Drawing

    def redraw(self) -> None:
        """Draw the session; the highlight goes with the phase that is on when another one is."""
        session = self.workshop.session
        now = self._now()
        self._show_agenda(now)
        on = now.current or now.next
        if on and (session.current != self._was_on or not self._agenda.highlighted):
            self._agenda.highlighted = on.phase.key
            self._was_on = session.current
        self._top()
        self._look_at_early()
        if not self._shown.is_lively:
            self._show_phase(now)  # else `tick` does

    def _look_at_early(self) -> None:
        """Keep in sight which ideas came before the tables begin, and a while longer once they have begun."""
        session, today = self.workshop.session, self.workshop.clock.now().date()
        if session.before_ideas:
            # Once the day is over, whoever never used the timer writes down what was really said.
            is_over = session.plan.date and session.plan.date < today
            # In a rehearsal nothing counts, nor is what it was copied with to be withdrawn there.
            found = () if is_over or session.rehearsal else typed_early(self.workshop.timeline)
            self._early = self._early_words([idea.ref for idea in found])
            self._early_until = inf
        elif self._early:
            self._early_until = min(self._early_until, monotonic() + _LONG)

    def _early_words(self, refs: list[str]) -> str:
        if not refs:
            return ""
        return self.language.plural(
            "{refs} was written before the table session began. It counts as an idea; if it was only a test, "
            "withdraw it (w).",
            "{refs} were written before the table session began. They count as ideas; if they were only tests, "
            "withdraw them (w).",
            len(refs),
            refs=", ".join(refs[:_FEW]) + (", …" if len(refs) > _FEW else ""),
        )

    def tick(self) -> None:
        """Draw what time changes: the timer, expected times, how long ago the tables spoke."""
        now = self._now()
        self._look_at_tables(now)
        self._show_agenda(now)
        self._show_keys(now)
        hub = self.facilitate.services.sharing.open_hub(self.workshop)
        missing = self._missing_hub if self.workshop.session.current or self._elsewhere else None
        if self.query_one(HubSign).show(hub, self.language, missing):
            self._top()
        self._controls.show(now, big=self.size.width >= _WIDE)
        if self._shown.is_lively:
            self._show_phase(now)
        self._ring(now)

    def _show_keys(self, now: Agenda) -> None:
        """Name first what can be done now: the vote once the tables are over, above all while it is open."""
        first = first_now(self.workshop.session, now)
        if first != self._first:
            self._first = first
            self.query_one(KeyBar).show(in_order(self.ACTIONS, first))

    def keep_time(self) -> None:
        """Have the tables read their lists back once the programme says so; no key and no field notices it."""
        on = self.workshop.session.plan.phase(self.workshop.session.current)
        if on and on.read_back and (phase := self.attempt(self.workshop.readback.ask_by_agenda)):
            self.app.bell()
            text = N_("“{phase}”: each table is asked to read its list back now (F6: see it, put it off).")
            notify(self.app, self.language(text, phase=one_line(phase.title)), seconds=_LONG)

    def _look_at_tables(self, now: Agenda) -> None:
        """Tell which tables somebody should go to, whatever phase is shown."""
        line, workshop = now.current, self.workshop
        if line is None or not line.phase.tables:
            self._flags = ()
        else:
            self._flags = self._watch.flags(workshop.session, line, workshop.log.present(), workshop.clock.now())
        if monotonic() >= self._early_until:
            self._early = ""
        self._controls.flag(self._flags, self._early)

    def _ring(self, now: Agenda) -> None:
        """Ring where a round of the tables ends, and where the next one begins."""
        over = now.current is not None and now.current.left <= ZERO
        if self._bell.rings(round_now(now.current) if now.current else None, over=over):
            self.app.bell()

    def _now(self) -> Agenda:
        return agenda(self.workshop.session, self.workshop.clock.now())

    def _top(self) -> None:
        _ = self.language
        session = self.workshop.session
        count = counts(session)
        ideas = _.plural("{n} idea", "{n} ideas", count.standing)
        proposals = _.plural("{n} proposal", "{n} proposals", count.proposals)
        tell(self.query_one("#top .name", Static), plain(session.plan.title))
        day = [_.column_date(session.plan.date)] if session.plan.date else []
        here = pieces((self._others(), "$warning"))
        parts = [*day, ideas, proposals]
        room = self.size.width - self.query_one(HubSign).cells - here.cell_length - _BESIDE_TITLE
        title = plain(session.plan.title).cell_length
        # The title tells which session this is: the day, which is known best, gives way to nearly all of it.
        if day and room - len(" · ".join(parts)) < min(title, _WHOLE_TITLE):
            del parts[0]
        while len(parts) > 1 and room - len(" · ".join(parts)) < min(title, _TITLE):
            del parts[0]
        tell(self.query_one("#top .said", Static), pieces(here, " · ".join(parts)))

    def _others(self) -> str:
        """Who else has it open: by name where there is room, and not the window whose sharing is told beside."""
        if not self.neighbours:
            return ""
        from facilitate.domain.values.presence import SHARE  # few have somebody beside them

        is_told = self.query_one(HubSign).cells > HubSign().cells
        others = [one for one in self.neighbours if not (is_told and one.screen == SHARE)]
        if len(others) > 1 and self.size.width < _WIDE:
            return f"◆ {self.language.plural('{n} other window', '{n} other windows', len(others))}  "
        names = ", ".join(neighbour_called(one, self.language) for one in others)
        return f"◆ {names}  " if names else ""

    def refuse(self, error: FacilitateError) -> None:
        """Tell what was refused and why, with the key that helps here."""
        from facilitate.workshop.cases.panel import ABSENT
        from facilitate.workshop.cases.phases import LAST_PHASE, LAST_ROUND

        keyed = {
            LAST_ROUND: N_("This is the last round. To end the phase, press x."),
            LAST_PHASE: N_("This is the last phase. To end it, press x."),
            ABSENT: N_("{name} is marked as absent (b: record their arrival)."),
        }
        text = keyed.get(error.message.text)
        super().refuse(Refused(text, **error.message.params) if text else error)

    def show_beside(self) -> None:
        """Say who else is here."""
        self._top()

    def _show_agenda(self, now: Agenda) -> None:
        rows = agenda_rows(now, self.language, wide=self.size.width >= _WIDE)
        if rows != self._agenda.rows:
            self._agenda.rows = rows

    def _show_phase(self, now: Agenda) -> None:
        line = next((line for line in now.lines if line.phase.key == self._agenda.highlighted), None)
        if line is None:
            self._shown.phase = None
        else:
            self._shown.show(line, self._flags if line == now.current else ())

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Show the phase that is highlighted."""
        if event.rows is self._agenda and self.drawn:
            self._show_phase(self._now())

    def on_key(self, event: events.Key) -> None:
        """Let a digit begin or end the turn of that speaker while a panel is on."""
        if self._controls.turn(event.character or ""):
            event.stop()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Enter in the agenda: begin the phase."""
        if event.rows is self._agenda:
            self._controls.action_start()

    # Elsewhere

    def action_side(self) -> None:
        """Go to the other side."""
        (self._shown.items if self._agenda.has_focus else self._agenda).focus()

    def action_wall(self) -> None:
        """Ask what the room should see."""
        from facilitate.tui.dialogs.questions import Choose

        _ = self.language
        rows = [ListRow(wall.value, plain(_(label)), pieces((key, "$accent"))) for wall, (key, label) in _WALLS.items()]
        letters = {key: wall.value for wall, (key, _label) in _WALLS.items()}
        shown = self.workshop.session.wall.value
        asked = Choose(_(N_("What should the room see?")), rows, _, begin=shown, letters=letters)
        self.app.push_screen(asked, self._project)

    def _project(self, chosen: str | None) -> None:
        if chosen and self.attempt(lambda: self.workshop.wall.show(WallContent(chosen))):
            self.say(projected(chosen))

    def action_share(self) -> None:
        """Go to the sharing, or back to it."""
        self.facilitate.go_to_screen("share", self.workshop)

    def action_undo(self) -> None:
        """Undo the last change."""
        self.app.clear_notifications()  # what says that u takes an import back is not true any more
        self._say_what(N_("Undone: “{what}”"), self.attempt(lambda: self.workshop.history.undo(by=self.writer)))

    def action_redo(self) -> None:
        """Do it again."""
        self._say_what(N_("Redone: “{what}”"), self.attempt(lambda: self.workshop.history.redo(by=self.writer)))

    def _say_what(self, msgid: str, what: Message | None) -> None:
        if what is not None:
            self.say(msgid, what=what)

    def action_history(self) -> None:
        """Show all that was done."""
        from facilitate.tui.dialogs.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.workshop, self.language))
