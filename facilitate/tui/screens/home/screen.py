"""The sessions that are here, and the ways into them."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.domain.roles import table_role
from facilitate.labels import table_called
from facilitate.tui.actions import PageAction
from facilitate.tui.page import Screen
from facilitate.tui.plain import notify, pieces, plain
from facilitate.tui.screens.home.manage import ManageSessions
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.workshop.views.session_list import SessionSummary, title_text

_STAGES = {
    "prepared": N_("prepared: not started yet"),
    "tables": N_("at the tables: ideas are coming in"),
    "sorting": N_("at the synthesis: all ideas are in"),
    "done": N_("done: everything is filed"),
}
_RECENT = 31  # days ago, which are counted
_WITHOUT_SESSIONS = ("new", "demo", "manage")  # what can be done where there is none


class HomePage(Screen):
    """The list of sessions. It asks the app's host, and opens pages on what it gives."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("open", "enter", N_("Open"), N_("Open the selected session to run it.")),
        PageAction("new", "n", N_("New"), N_("Create a session: title, date, venue, tables, question.")),
        PageAction("capture", "c", N_("Take notes"), N_("Open the note-taking screen of a table.")),
        PageAction("sort", "t", N_("Synthesis"), N_("Merge proposals and file them in the typology.")),
        PageAction("door", "f5", N_("Door"), N_("Note who arrives, and say where they sit.")),
        PageAction("bring", "z", N_("Import"), N_("Import ideas from a spreadsheet or a text file.")),
        PageAction("cycles", "f7", N_("Cycles"), N_("Open a cycle: several sessions read together."), bar=False),
        PageAction("demo", "d", N_("Demo"), N_("Create a copy of the demo event and open it.")),
    )
    PARTS = (ManageSessions,)
    ORDER = ("open", "new", "capture", "sort", "bring", "manage", "door")
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012 -- Textual's own
    DEFAULT_CSS = """
    HomePage {
        & #top { height: 1; padding: 0 1; }
        & #top .name { width: auto; text-style: bold; color: $accent; }
        & #top .said { width: 1fr; text-align: right; color: $text-muted; }
        & #rows { border-top: solid $rule; padding: 0; }
        &.-high #top { margin: 1 0; }
        &.-high #rows { margin-bottom: 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._sessions: dict[str, SessionSummary] = {}
        self.parts = (ManageSessions(self, self._selected, self._show),)

    def compose(self) -> ComposeResult:
        """The name of the program, the list, the keys."""
        _ = self.language
        with Horizontal(id="top"):
            yield Static(plain("facilitate"), classes="name")
            yield Static(classes="said")
        empty = _(N_("No sessions here yet (n: create one · d: open the demo)."))
        yield Rows(id="rows", lines=5, empty=empty)
        yield KeyBar(self.ACTIONS, self.always, _)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(N_("The sessions in this workspace. Each is one event, from programme to report."))

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(Rows).focus()

    def on_screen_resume(self) -> None:
        """Draw the list as it is now: also after a session was worked on."""
        found = self.attempt(self.facilitate.services.sessions.listed) or []
        self._sessions = {session.slug: session for session in found}
        self.query_one(Rows).rows = tuple(self._row(session) for session in found)
        count = self.language.plural("{n} session", "{n} sessions", len(found))
        self.query_one("#top .said", Static).update(plain(count))
        without = [action for name in _WITHOUT_SESSIONS for action in self.ACTIONS if action.name == name]
        self.query_one(KeyBar).show(self.ACTIONS if found else without)

    def _show(self, slug: str = "") -> None:
        self.on_screen_resume()
        if slug:
            self.query_one(Rows).highlighted = slug

    def _row(self, session: SessionSummary) -> ListRow:
        _ = self.language
        if session.problem is not None:
            why = (_.message(session.problem), "$error")
            return ListRow(session.slug, pieces((session.title or session.slug, "bold"), "\n", why, "\n"))
        where = [_.date_short(session.date)] if session.date else []
        where += [session.place] if session.place else []
        ideas = _.plural("{n} idea", "{n} ideas", session.ideas)
        if session.ideas and not session.begun and not session.phase:  # from a list, or typed before the day
            ideas = _.plural("{n} idea already", "{n} ideas already", session.ideas)
        proposals = _.plural("{n} proposal", "{n} proposals", session.proposals)
        phase = _(N_("finished")) if session.finished else session.phase or _(N_("not started yet"))
        if session.late and not session.phase:
            phase = _.plural("planned for yesterday", "planned for {n} days ago", session.late)
            phase = phase if session.late <= _RECENT else _(N_("its day is over"))
        reached = " · ".join([phase, ideas, proposals, *([_(N_("to sync"))] if session.unsent else [])])
        below: list[str | tuple[str, str]] = [("\n" + " · ".join(where), "$text-muted")] if where else []
        below += [("\n" + _(session.next_text), "$accent")] if session.next_text else []
        below += [(f" · {reached}" if session.next_text else f"\n{reached}", "$text-muted")]
        named = (f"  {session.slug}", "$text-muted")  # what the command line calls it; copies have the same title
        title = (_.message(title_text(session)), "bold $warning" if session.rehearsal_of else "bold")
        return ListRow(session.slug, pieces(title, named, *below, "\n"))

    def _selected(self) -> SessionSummary | None:
        return self._sessions.get(self.query_one(Rows).highlighted or "")

    @property
    def _slug(self) -> str:
        """The session that is highlighted, if it opens; else its reason is told."""
        session = self._selected()
        if session is not None and session.problem is not None:
            notify(self.app, self.language.message(session.problem), "error", seconds=10)
            return ""
        return session.slug if session else ""

    # Into a session

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open it."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Run the highlighted session."""
        self._run(self._slug)

    def _run(self, slug: str) -> None:
        workshop = self.attempt(lambda: self.facilitate.services.sessions.open(slug)) if slug else None
        if workshop is not None:
            self.facilitate.open_screen("conduct", workshop)

    def action_sort(self) -> None:
        """Sort the highlighted session."""
        slug = self._slug
        workshop = self.attempt(lambda: self.facilitate.services.sessions.open(slug)) if slug else None
        if workshop is not None:
            self.facilitate.open_screen("sort", workshop)

    def action_door(self) -> None:
        """Open the door of the highlighted session."""
        slug = self._slug
        workshop = self.attempt(lambda: self.facilitate.services.sessions.open(slug)) if slug else None
        if workshop is not None:
            self.facilitate.open_screen("door", workshop)

    def action_bring(self) -> None:
        """Import a list into the highlighted session, which is shown then."""
        slug = self._slug
        workshop = self.attempt(lambda: self.facilitate.services.sessions.open(slug)) if slug else None
        if workshop is not None:
            self.facilitate.open_screen("imports", workshop, lambda: self._run(slug))

    def action_capture(self) -> None:
        """Ask which table, and open its page."""
        from facilitate.tui.dialogs.questions import Choose

        slug = self._slug
        workshop = self.attempt(lambda: self.facilitate.services.sessions.open(slug)) if slug else None
        if workshop is None:
            return
        _ = self.language
        tables = range(1, max(workshop.session.plan.tables, 1) + 1)
        phase = workshop.session.plan.phase(workshop.session.phase_for_ideas)
        rows = [ListRow(str(table), plain(table_called(phase, table, _))) for table in tables]
        chosen = Choose(_(N_("Which table are you taking notes for?")), rows, _)
        self.app.push_screen(chosen, lambda table: self._take_notes(slug, table or ""))

    def _take_notes(self, slug: str, table: str) -> None:
        if not table:
            return
        workshop = self.attempt(lambda: self.facilitate.services.sessions.open(slug, table_role(int(table))))
        if workshop is not None:
            uplink = self.facilitate.services.sharing.uplink(workshop, int(table))
            self.facilitate.open_screen("capture", workshop, int(table), uplink)

    def action_cycles(self) -> None:
        """Ask which cycle, and open its page."""
        from facilitate.tui.dialogs.questions import Choose

        _, cycles = self.language, self.facilitate.services.cycles()
        titles = self.attempt(cycles.titles) or {}
        if not titles:
            self.say(N_("No cycles here yet. Create one with “facilitate cycle new”."))
            return
        rows = [ListRow(slug, pieces(title, (f"  {slug}", "$text-muted"))) for slug, title in titles.items()]
        self.app.push_screen(Choose(_(N_("Which cycle?")), rows, _), lambda slug: self._open_cycle(slug or ""))

    def _open_cycle(self, slug: str) -> None:
        cycle = self.attempt(lambda: self.facilitate.services.cycles().open(slug)) if slug else None
        if cycle is not None:
            self.facilitate.open_screen("cycle", cycle)

    # New ones

    def action_new(self) -> None:
        """Ask the least, make the session, open it."""
        from facilitate.tui.screens.home.new_session import NewSession

        sessions = self.facilitate.services.sessions
        create = lambda document, like: sessions.create(document, like=like)  # noqa: E731 -- a name for a long line
        asked = NewSession(create, self.language, [*self._sessions.values()])
        self.app.push_screen(asked, lambda slug: self._run(slug or ""))

    def action_demo(self) -> None:
        """Ask how far the example has gone, and open a copy."""
        from facilitate.tui.dialogs.questions import Choose

        _ = self.language
        rows = [ListRow(stage, plain(_(about))) for stage, about in _STAGES.items()]
        chosen = Choose(_(N_("At which stage should the demo open?")), rows, _)
        self.app.push_screen(chosen, lambda stage: self._demo(stage or ""))

    def _demo(self, stage: str) -> None:
        slug = self.attempt(lambda: self.facilitate.services.sessions.play_example(stage)) if stage else None
        self._run(slug or "")
