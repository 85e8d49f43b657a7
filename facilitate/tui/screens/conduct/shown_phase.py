"""What the phase shown holds: its head, what was noted in it, and how more is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Phase
from facilitate.domain.values.notes import Note, NoteKind
from facilitate.tui.actions import PageAction
from facilitate.tui.page import SessionPage
from facilitate.tui.screens.conduct.phase_kinds import (
    CATEGORY,
    IDEA,
    TABLE,
    PhaseSeen,
    display_of,
    phase_head,
    phase_rows,
)
from facilitate.tui.screens.conduct.table_shape import Room
from facilitate.tui.widgets.rows.rows import Rows
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.cases.panel import speaking
from facilitate.workshop.schedule.agenda import AgendaLine
from facilitate.workshop.views.table_flags import TableFlag

if TYPE_CHECKING:
    from facilitate.tui.dialogs.entry_texts import EntryForm


_HIGH = 30  # lines from which a page has room for what is said of each table
_BESIDE = ((110, 59), (56, 31), (0, 0))  # columns of the agenda and its edge, from that width of the page on
_AROUND_TEXT = 12  # columns of a row that are no text: its sign, its reference, the bar that shows where one is


class ShownPhase(Vertical):
    """One phase of the agenda; `show` draws it."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction(
            "add", "a", N_("Note"), N_("Take a note in the phase shown: a fact about the venue, a finding, a remark.")
        ),
        PageAction("idea", "i", N_("Idea"), N_("Record an idea for a table.")),
        PageAction(
            "absent",
            "b",
            N_("Absent"),
            N_("Mark the selected speaker as absent, or as present after all."),
            bar=False,
        ),
        PageAction(
            "table",
            "c",
            N_("Table…"),
            N_("Name a table, give it a question, add, merge or close one."),
            bar=False,
        ),
        PageAction(
            "look",
            "f4",
            N_("Table’s page"),
            N_("See the selected table’s page as that table sees it."),
            bar=False,
        ),
        PageAction(
            "withdraw",
            "w,delete",
            N_("Withdraw"),
            N_("Withdraw the selected note or idea, or restore it."),
            bar=False,
        ),
        PageAction(
            "keep",
            "full_stop",
            N_("Keep"),
            N_("Keep the selected remark for the report, or no longer."),
            bar=False,
        ),
    )

    def __init__(self, page: SessionPage) -> None:
        super().__init__(id="panel")
        self._page = page
        self._workshop = page.workshop
        self.phase: Phase | None = None
        self._fresh = ""

    def compose(self) -> ComposeResult:
        """The head of the phase, and what it holds."""
        yield Static(id="head")
        nothing = self._page.language(N_("No notes yet (a: take a note)."))
        yield Rows(id="items", lines=0, empty=nothing)

    @property
    def items(self) -> Rows:
        """What was noted, said or filed in it."""
        return self.query_one("#items", Rows)

    @property
    def is_lively(self) -> bool:
        """Whether what it shows changes by time alone."""
        return self.phase is not None and display_of(self.phase).lively

    @property
    def _room(self) -> Room:
        """What the page leaves for the text of a row; reckoned, for nothing is laid out before the first picture."""
        width, height = self._page.size
        agenda = next(taken for least, taken in _BESIDE if width >= least)
        return Room(max(1, width - agenda - _AROUND_TEXT), low=height < _HIGH)

    def show(self, line: AgendaLine, flags: tuple[TableFlag, ...] = ()) -> None:
        """Draw that phase as it stands now, with the tables that somebody should go to."""
        self.phase = line.phase
        workshop = self._workshop
        seen = PhaseSeen(workshop.session, line, workshop.clock.now(), workshop.log.present, flags, self._room)
        rows = phase_rows(seen, self._page.language)
        tell(self.query_one("#head", Static), phase_head(seen, self._page.language))
        if rows != self.items.rows:
            self.items.rows = rows
        if self._fresh:
            self.items.highlighted, self._fresh = self._fresh, ""

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Enter: edit the note or idea, or add to what is highlighted."""
        from facilitate.tui.screens.conduct.entries import edited_idea, edited_note

        event.stop()
        _ = self._page.language
        session = self._workshop.session
        idea = session.ideas.get(event.key.removeprefix(IDEA))
        note = session.notes.get(event.key)
        if event.key.startswith(TABLE):
            self.action_idea()
        elif event.key.startswith(CATEGORY):
            self._page.action_open("sort")
        elif idea is not None:
            self._ask(edited_idea(self._workshop, idea, _))
        elif note is not None:
            self._ask(edited_note(self._workshop, self.phase, note, _))
        else:
            self.action_add()

    def action_add(self) -> None:
        """Note something in the phase."""
        from facilitate.tui.screens.conduct.entries import new_note

        phase = self.phase
        if phase is None:
            return
        key = self.items.highlighted or ""
        note = self._workshop.session.notes.get(key)
        about = note.about if note else key.partition("/")[2]
        # Whoever speaks is noted, whatever is selected: Tab in the form chooses somebody else, and it shows whom.
        about = speaking(self._workshop.session, phase.key) or about
        entry = display_of(phase).entry or new_note
        self._ask(entry(self._workshop, phase, about, self._page.language))

    def action_absent(self) -> None:
        """Mark the selected speaker as absent, or as present after all."""
        phase, key = self.phase, (self.items.highlighted or "").removeprefix("speaker/")
        speaker = next((each for each in phase.speakers if each.key == key), None) if phase else None
        if phase is None or speaker is None:
            none = phase is None or not phase.speakers
            self._page.say(N_("There are no speakers in this phase.") if none else N_("Select a speaker first."))
            return
        self._page.attempt(lambda: self._workshop.panel.set_absent(phase, key, absent=not speaker.absent))

    def action_table(self) -> None:
        """Change the highlighted table, or ask which."""
        from facilitate.tui.screens.conduct.table_changes import TableChanges

        phase, key = self.phase, self.items.highlighted or ""
        if phase is None or not phase.tables:
            self._page.say(N_("First select a phase that has tables."))
        elif key.startswith(TABLE) and self.items.has_focus and int(key.removeprefix(TABLE)) <= phase.tables:
            TableChanges(self._page, phase).ask_change(int(key.removeprefix(TABLE)))
        else:
            TableChanges(self._page, phase).ask_table()

    def action_look(self) -> None:
        """Show the page of the highlighted table, or of the first, as that table sees it."""
        self._page.facilitate.open_screen("table", self._workshop, self._table)

    def action_idea(self) -> None:
        """Write an idea down for the highlighted table, or for any."""
        from facilitate.tui.screens.conduct.entries import new_idea

        self._ask(new_idea(self._workshop, self._table, self._page.language))

    @property
    def _table(self) -> int:
        """The table that is highlighted, or that of the idea; else the first."""
        key = self.items.highlighted or ""
        idea = self._workshop.session.ideas.get(key.removeprefix(IDEA))
        return int(key.removeprefix(TABLE)) if key.startswith(TABLE) else idea.table if idea else 1

    def _ask(self, entry: EntryForm) -> None:
        from facilitate.tui.dialogs.entry import EntryDialog

        self.app.push_screen(EntryDialog(entry, self._keeping, self._page.language, self._page.draft))

    def _keeping(self, kept: object) -> None:
        self._fresh = kept.id if isinstance(kept, Note) else ""

    def action_keep(self) -> None:
        """Mark the selected remark as kept for the report, or take the mark off."""
        note = self._workshop.session.notes.get(self.items.highlighted or "")
        if note is None or note.kind is not NoteKind.REMARK or not self.items.has_focus:
            self._page.say(N_("Select a panel remark first."))
            return
        changed = self._page.attempt(lambda: self._workshop.notes.keep([note.id], kept=not note.kept))
        if changed and changed[0].kept and not note.quotable:
            self._page.say(N_("Kept, but it may not be quoted yet: until then it is not printed (Enter, then F3)."))

    def action_withdraw(self) -> None:
        """Withdraw the selected note or idea, or restore it."""
        key = self.items.highlighted or ""
        session = self._workshop.session
        note, idea = session.notes.get(key), session.ideas.get(key.removeprefix(IDEA))
        if note is not None:
            notes = self._workshop.notes
            self._page.attempt(lambda: notes.restore(note.id) if note.withdrawn else notes.withdraw(note.id))
        elif idea is not None:
            ideas = self._workshop.ideas
            self._page.attempt(lambda: ideas.restore(idea.id) if idea.withdrawn else ideas.withdraw(idea.id))
        else:
            there = self.items.has_focus  # on a speaker, perhaps, who is neither
            self._page.say(
                N_("Select a note or an idea first.")
                if there
                else N_("Select a note or an idea first (Tab: go to the list).")
            )
