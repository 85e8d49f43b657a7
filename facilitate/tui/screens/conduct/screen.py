"""The facilitator's page: where the day is, what the phase holds, and what the tables say."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from facilitate.domain.errors import N_, Message
from facilitate.domain.programme.plan import Phase
from facilitate.domain.values.notes import Note
from facilitate.domain.values.phases import ZERO
from facilitate.domain.values.wall import Wall
from facilitate.tui.actions import PageAction
from facilitate.tui.dialogs.entry_texts import EntryForm
from facilitate.tui.page import ALWAYS, SessionPage
from facilitate.tui.plain import pieces, plain
from facilitate.tui.screens.conduct import entries
from facilitate.tui.screens.conduct.clock import ClockControl, recovery_lines
from facilitate.tui.screens.conduct.panels import CATEGORY, IDEA, TABLE, PhaseSeen, panel_of, phase_head, phase_rows
from facilitate.tui.widgets.agenda_rows import agenda_rows
from facilitate.tui.widgets.bar import Bar
from facilitate.tui.widgets.hub_lines import HubSign
from facilitate.tui.widgets.phase_clock import PhaseClock
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.cases.panel import speaking
from facilitate.workshop.clock.agenda import Agenda, agenda
from facilitate.workshop.clock.recovery import delay, recoveries
from facilitate.workshop.clock.rounds import round_now
from facilitate.workshop.report.counts import counts
from facilitate.workshop.workshop import Workshop

_WIDE = 110
_WALLS = {
    Wall.CLOCK: ("c", N_("The clock, as large as the screen")),
    Wall.QUESTION: ("q", N_("The question being worked on")),
    Wall.COUNTS: ("i", N_("The ideas of each table")),
    Wall.TYPOLOGY: ("t", N_("The typology, as bars")),
    Wall.BLANK: ("b", N_("Nothing: an empty screen")),
}


class ConductPage(SessionPage):
    """Agenda on the left, the highlighted phase in the middle, the clock at the foot."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("next_phase", "n", N_("Next"), N_("Begin the next phase; the one that is on ends.")),
        PageAction("pause", "space", N_("Pause"), N_("Stop the phase’s clock, or let it go on.")),
        PageAction("extend(5)", "plus,e", N_("5 min"), N_("Give the phase five more minutes.")),
        PageAction("add", "a", N_("Note"), N_("Note something in the phase shown: a fact, a finding, a remark.")),
        PageAction("idea", "i", N_("Idea"), N_("Write an idea down for a table.")),
        PageAction("sort", "t", N_("Sort"), N_("Merge proposals and file them into the typology.")),
        PageAction("publish", "p", N_("Publish"), N_("See what is missing, preview the report, export it.")),
        PageAction("programme", "g", N_("Programme"), N_("Correct the programme: people, phases, tables, categories.")),
        PageAction("share", "o", N_("Sharing"), N_("Let the tables in by their own phones and laptops.")),
        PageAction("wall", "v", N_("Wall"), N_("Choose what is projected for the room.")),
        PageAction("bring", "z", N_("Import"), N_("Bring in ideas from a sheet or a text somebody has.")),
        PageAction("recover(0)", "j", N_("Win time"), N_("Win back time in the first way proposed."), bar=False),
        PageAction(
            "recover(1)",
            "k",
            N_("Win time"),
            N_("Win back time in the second way proposed."),
            bar=False,
        ),
        PageAction("recover(2)", "l", N_("Win time"), N_("Win back time in the third way proposed."), bar=False),
        PageAction(
            "start", "s", N_("Start"), N_("Begin the highlighted phase, or go back to it (also Enter)."), bar=False
        ),
        PageAction("extend(-5)", "minus,r", N_("5 min less"), N_("Take five minutes from the phase."), bar=False),
        PageAction(
            "minutes", "m", N_("Minutes…"), N_("Give the phase as many minutes as you say, or take some."), bar=False
        ),
        PageAction(
            "absent",
            "b",
            N_("Absent"),
            N_("Say that the highlighted speaker is missing, or came after all."),
            bar=False,
        ),
        PageAction("end", "x", N_("End"), N_("End the phase without beginning another."), bar=False),
        PageAction(
            "withdraw",
            "w,delete",
            N_("Withdraw"),
            N_("Withdraw the highlighted note or idea, or restore it."),
            bar=False,
        ),
        PageAction("undo", "u", N_("Undo"), N_("Undo the last act."), bar=False),
        PageAction("redo", "y", N_("Redo"), N_("Do again what was undone."), bar=False),
        PageAction("history", "h", N_("History"), N_("See all that was done, and undo any of it."), bar=False),
        PageAction(
            "side", "tab,right,left", N_("Other side"), N_("Go between the agenda and what the phase holds."), bar=False
        ),
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (56, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012 -- Textual's own
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (9, "-low"), (16, "-tall"), (30, "-high")]  # noqa: RUF012 -- Textual's own
    DEFAULT_CSS = """
    ConductPage {
        & ToastRack { margin-bottom: 4; }
        & #top { height: 1; padding: 0 1; }
        & #top .name { width: 1fr; text-style: bold; }
        & #top .said { width: auto; color: $text-muted; }
        & #middle { height: 1fr; border-top: solid $rule; }
        & #agenda { width: 30; }
        & #panel { width: 1fr; border-left: solid $rule; }
        & #recover { display: none; height: auto; padding: 0 1; border-top: solid $rule; }
        & #head { height: auto; padding: 0 1 1 3; }
        &.-wide #agenda { width: 56; }
        &.-wide #panel { padding: 0 1; }
        &.-tiny #agenda, &.-tiny #top .said { display: none; }
        &.-tiny #panel { border-left: none; }
        &.-high ToastRack { margin-bottom: 7; }
        &.-high PhaseClock { margin-bottom: 1; }
        &.-high #top { margin: 1 0; }
        &.-low #head, &.-flat #head, &.-flat #top, &.-flat #panel { display: none; }
        &.-flat #middle { border-top: none; }
    }
    """

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop)
        self._clock = ClockControl(self, lambda: self.shown)
        self._was_on = ""
        self._fresh = ""
        self._recoveries = plain("")
        self._moment: tuple[int, bool, bool] | None = None

    def compose(self) -> ComposeResult:
        """The title, the two sides, the clock, the keys."""
        with Horizontal(id="top"):
            yield Static(classes="name")
            yield HubSign()
            yield Static(classes="said")
        with Horizontal(id="middle"):
            yield Rows(id="agenda", lines=3)
            with Vertical(id="panel"):
                yield Static(id="head")
                yield Rows(
                    id="items", lines=0, empty=self.language(N_("Nothing noted yet. Press a to note something."))
                )
        yield Static(plain(""), id="recover")
        yield PhaseClock(self.language)
        yield Bar(self.ACTIONS, ALWAYS, self.language)

    def on_mount(self) -> None:
        """Begin on the agenda; Textual has called the page's own `on_mount` too."""
        self._agenda.focus()
        self.call_after_refresh(self._tell_of_draft)

    def _tell_of_draft(self) -> None:
        if self.draft.read()[0]:
            self.say(N_("Words were not saved when this was closed: press a or i, and they stand in the field."))

    def on_resize(self) -> None:
        """Show the times where there is room."""
        self.query_one(PhaseClock).set_class(self.size.width >= _WIDE, "big")
        if self._drawn >= 0:
            self.draw()

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "Runs the day. Every act is kept at once, and can be undone. "
                "In the phase’s list Enter edits the note or idea, or adds to the axis, speaker or table."
            )
        )

    @property
    def _agenda(self) -> Rows:
        return self.query_one("#agenda", Rows)

    @property
    def _items(self) -> Rows:
        return self.query_one("#items", Rows)

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
        if not self._lively:
            self._show_phase(now)  # else `tick` does

    def tick(self) -> None:
        """Draw what time changes: the clock, expected times, how long ago the tables spoke."""
        now = self._now()
        self._show_agenda(now)
        self.query_one(HubSign).show(self.facilitate.services.sharing.open_hub(self.workshop), self.language)
        self.query_one(PhaseClock).show(now)
        self._show_recoveries(now)
        if self._lively:
            self._show_phase(now)
        self._ring(now)

    @property
    def _lively(self) -> bool:
        """Whether what the phase shows changes by time alone."""
        return self.shown is not None and panel_of(self.shown).lively

    def _ring(self, now: Agenda) -> None:
        """Ring where a round of the tables ends, and where the next one begins."""
        part = round_now(now.current) if now.current else None
        moment = (part.number, part.changing, part.left <= ZERO) if part else None
        if moment and self._moment and moment != self._moment:
            self.app.bell()
        self._moment = moment

    def _now(self) -> Agenda:
        return agenda(self.workshop.session, self.workshop.clock.now())

    def _top(self) -> None:
        _ = self.language
        session = self.workshop.session
        count = counts(session)
        ideas = _.plural("{n} idea", "{n} ideas", count.standing)
        proposals = _.plural("{n} proposal", "{n} proposals", count.proposals)
        tell(self.query_one("#top .name", Static), plain(session.plan.title))
        tell(self.query_one("#top .said", Static), plain(f"{ideas} · {proposals}"))

    def _show_agenda(self, now: Agenda) -> None:
        rows = agenda_rows(now, self.language, wide=self.size.width >= _WIDE)
        if rows != self._agenda.rows:
            self._agenda.rows = rows

    def _show_recoveries(self, now: Agenda) -> None:
        text = recovery_lines(delay(now), recoveries(now), self.language, width=self.size.width - 2)
        if not text.is_same(self._recoveries):
            self._recoveries = text
            place = self.query_one("#recover", Static)
            place.display = bool(text.plain)
            place.update(text)

    def _show_phase(self, now: Agenda) -> None:
        line = next((line for line in now.lines if line.phase.key == self._agenda.highlighted), None)
        if line is None:
            return
        seen = PhaseSeen(self.workshop.session, line, self.workshop.clock.now(), self.workshop.log.present)
        rows = phase_rows(seen, self.language)
        tell(self.query_one("#head", Static), phase_head(seen, self.language))
        if rows != self._items.rows:
            self._items.rows = rows
        if self._fresh:
            self._items.highlighted, self._fresh = self._fresh, ""

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Show the phase that is highlighted."""
        if event.rows is self._agenda and self._drawn >= 0:
            self._show_phase(self._now())

    # The clock

    def on_key(self, event: events.Key) -> None:
        """Let a digit begin or end the turn of that speaker while a panel is on."""
        if self._clock.turn(event.character or ""):
            event.stop()

    def action_start(self) -> None:
        """Begin the highlighted phase."""
        self._clock.start()

    def action_next_phase(self) -> None:
        """Begin the next one."""
        self._clock.start_next()

    def action_pause(self) -> None:
        """Stop the clock or let it go on."""
        self._clock.pause()

    def action_extend(self, minutes: int) -> None:
        """Give the phase so many minutes more."""
        self._clock.extend(minutes)

    def action_minutes(self) -> None:
        """Ask by how many."""
        self._clock.ask_minutes()

    def action_end(self) -> None:
        """End the phase that is on."""
        self._clock.end()

    def action_recover(self, place: int) -> None:
        """Win time back in one of the ways proposed."""
        self._clock.recover(place)

    # Writing down

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Enter: begin the phase, edit the note or idea, or add to what is highlighted."""
        if event.rows is self._agenda:
            self._clock.start()
            return
        session = self.workshop.session
        idea = session.ideas.get(event.key.removeprefix(IDEA))
        note = session.notes.get(event.key)
        if event.key.startswith(TABLE):
            self.action_idea()
        elif event.key.startswith(CATEGORY):
            self.action_sort()
        elif idea is not None:
            self._ask(entries.edited_idea(self.workshop, idea, self.language))
        elif note is not None:
            self._ask(entries.edited_note(self.workshop, self.shown, note, self.language))
        else:
            self.action_add()

    def action_add(self) -> None:
        """Note something in the phase shown."""
        phase = self.shown
        if phase is None:
            return
        key = self._items.highlighted or ""
        note = self.workshop.session.notes.get(key)
        about = note.about if note else key.partition("/")[2]
        if not self._items.has_focus:
            about = speaking(self.workshop.session, phase.key) or about
        self._ask(panel_of(phase).entry(self.workshop, phase, about, self.language))

    def action_absent(self) -> None:
        """Say that the highlighted speaker is missing, or came after all."""
        phase, key = self.shown, (self._items.highlighted or "").removeprefix("speaker/")
        speaker = next((each for each in phase.speakers if each.key == key), None) if phase else None
        if phase is None or speaker is None:
            self.say(N_("Highlight a speaker first (Tab goes there)."))
            return
        self.attempt(lambda: self.workshop.turns.set_absent(phase, key, absent=not speaker.absent))

    def action_idea(self) -> None:
        """Write an idea down for the highlighted table, or for any."""
        key = self._items.highlighted or ""
        idea = self.workshop.session.ideas.get(key.removeprefix(IDEA))
        table = int(key.removeprefix(TABLE)) if key.startswith(TABLE) else idea.table if idea else 1
        self._ask(entries.new_idea(self.workshop, table, self.language))

    def _ask(self, entry: EntryForm) -> None:
        from facilitate.tui.dialogs.entry import EntryDialog

        self.app.push_screen(EntryDialog(entry, self._keeping, self.language, self.draft))

    def _keeping(self, kept: object) -> None:
        self._fresh = kept.id if isinstance(kept, Note) else ""

    def action_withdraw(self) -> None:
        """Withdraw the highlighted note or idea, or restore it."""
        key = self._items.highlighted or ""
        session = self.workshop.session
        note, idea = session.notes.get(key), session.ideas.get(key.removeprefix(IDEA))
        if note is not None:
            notes = self.workshop.notes
            self.attempt(lambda: notes.restore(note.id) if note.withdrawn else notes.withdraw(note.id))
        elif idea is not None:
            ideas = self.workshop.ideas
            self.attempt(lambda: ideas.restore(idea.id) if idea.withdrawn else ideas.withdraw(idea.id))
        else:
            self.say(N_("Highlight a note or an idea first (Tab goes there)."))

    # Elsewhere

    def action_side(self) -> None:
        """Go to the other side."""
        (self._items if self._agenda.has_focus else self._agenda).focus()

    def action_sort(self) -> None:
        """Open the sorting."""
        self.facilitate.open_screen("sort", self.workshop)

    def action_bring(self) -> None:
        """Import a list of ideas."""
        self.facilitate.open_screen("imports", self.workshop)

    def action_publish(self) -> None:
        """Open the publication."""
        self.facilitate.open_screen("publish", self.workshop)

    def action_programme(self) -> None:
        """Open the programme."""
        self.facilitate.open_screen("programme", self.workshop)

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
        if chosen:
            self.attempt(lambda: self.workshop.wall.show(Wall(chosen)))

    def action_share(self) -> None:
        """Go to the sharing, or back to it."""
        self.facilitate.go_to_screen("share", self.workshop)

    def action_undo(self) -> None:
        """Undo the last act."""
        self._say_what(N_("Undone: {what}"), self.attempt(self.workshop.history.undo))

    def action_redo(self) -> None:
        """Do it again."""
        self._say_what(N_("Done again: {what}"), self.attempt(self.workshop.history.redo))

    def _say_what(self, msgid: str, what: Message | None) -> None:
        if what is not None:
            self.say(msgid, what=what)

    def action_history(self) -> None:
        """Show all that was done."""
        from facilitate.tui.dialogs.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.workshop, self.language))
