"""What an import would bring in, before anything is written: its columns, the first rows, what stays out and why."""

from __future__ import annotations

from asyncio import sleep as pause
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_, FacilitateError
from facilitate.domain.table_lookup import table_names
from facilitate.sheets.contents import Unclear
from facilitate.sheets.encodings import known_encodings
from facilitate.tui.actions import DIGITS, PageAction
from facilitate.tui.background import aside
from facilitate.tui.dialogs.questions import Choose
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import notify, plain
from facilitate.tui.screens.imports import import_words as words
from facilitate.tui.screens.imports.column_heads import ColumnHeads
from facilitate.tui.screens.imports.file_reading import Reader, Seen, Wish
from facilitate.tui.screens.imports.preview_actions import ACTIONS, LEAVING, useful
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import Rows
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.cases.imports import ImportPlan
from facilitate.workshop.intake.column_choices import Role, column_called, next_role, with_role
from facilitate.workshop.workshop import Workshop

_SOON = 0.5  # seconds after which is said that the file is being read
_SETTLED = 0.4  # seconds in which Enter was still meant for the file's name
_ROLES = {"idea": "idea", "table-column": "table", "status-column": "status", "item-column": "category"}
_MANY = 5_000  # ideas; beyond, they are not compared anew each time that somebody else writes one


class FirstRows(Rows, can_focus=False):
    """The rows of the preview: the arrows belong to the columns."""


class ImportPage(SessionPage):
    """The file is read beside the loop, anew after each thing that is set; what is shown is what would come in."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = ACTIONS
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012 -- Textual's own
    DEFAULT_CSS = """
    ImportPage {
        & #top { height: 1; padding: 0 1; }
        & #top .name { width: 1fr; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
        & #top .said { width: auto; margin: 0 0 0 2; color: $text-muted; }
        & #told { height: auto; max-height: 9; padding: 0 1; color: $text-muted; }
        & #told.wrong { color: $error; }
        & ColumnHeads { border-top: solid $rule; height: 4; }
        & #rows { border-top: solid $rule; }
        & #rows > .rows--highlighted { background: $background; }
        & #rows > .rows--bar { color: $background; }
        & #sums { height: auto; max-height: 10; padding: 0 1; border-top: solid $rule; }
        & #asked { display: none; height: 1fr; border-top: solid $rule; }
        & #note { height: auto; max-height: 4; padding: 0 1; color: $warning; display: none; }
        & #note.told { display: block; }
        &.-asking #asked { display: block; }
        &.-asking ColumnHeads, &.-asking #rows, &.-asking #sums { display: none; }
        &.-bare ColumnHeads { display: none; }
        &.-high #top { margin: 1 0; }
        &.-high #sums { margin-bottom: 1; }
    }
    """

    def __init__(self, workshop: Workshop, path: Path, done: Callable[[], None] | None = None) -> None:
        """`done` is called once it was imported and the pages of the import are gone."""
        super().__init__(workshop)
        self._path = path
        self._done = done
        self._wish = Wish()
        self._seen: Seen | None = None
        self._plan: ImportPlan | None = None
        self._reader: Reader | None = None
        self._at = 0
        # The roles when the column was chosen: stepping through them takes nothing away.
        self._before: tuple[Role, ...] = ()
        self._by_answers = True  # whether no column had been set whole by hand then
        self._writing = False
        self._with_items = self._with_corrections = False
        self._began = self._settled = 0.0

    def compose(self) -> ComposeResult:
        """The file, what it was read as, its columns, its first rows, the sums."""
        with Horizontal(id="top"):
            yield Static(plain(self._path.name), classes="name")
            yield Static(plain(self.workshop.session.plan.title), classes="said")
        yield Static(plain(""), id="told")
        yield ColumnHeads()
        yield Rows(id="asked", lines=3)
        yield FirstRows(id="rows", lines=3)
        yield Static(plain(""), id="sums")
        yield Static(plain(""), id="note")
        yield KeyBar((), LEAVING, self.language)

    def on_mount(self) -> None:
        """Begin to read; what was told in passing before must not cover what is shown here."""
        self.app.clear_notifications()
        session = self.workshop.session
        names = table_names(session.plan, session.plan.phase(session.phase_for_ideas))
        self._reader = Reader(self.facilitate.services.files(), self._path, max(session.plan.tables, 1), names)
        self.set_interval(_SOON, self._tell_progress)
        self._want(self._wish)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "A preview of the import: nothing is saved before Enter. Left and right: choose a column · up "
                "and down: change its role."
            )
        )

    def action_help(self) -> None:
        """Show what can be done here."""
        from facilitate.tui.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen(self.help_text(), (*self.ACTIONS, *LEAVING), self.language))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave nothing but the help and the refusal to leave while the ideas are being written."""
        return not self._writing or action in ("back", "help")

    # What is told in passing stands in a line of its own: nothing here may be covered

    def say(self, msgid: str, **params: object) -> None:
        """Tell it in the page's own line, until the next thing is done."""
        self._note(plain(self.language(msgid, **params)))

    def refuse(self, error: FacilitateError) -> None:
        """Tell what was refused in the page's own line."""
        self._note(plain(self.language.message(error.message)))

    def _note(self, text: Content) -> None:
        line = self.query_one("#note", Static)
        line.set_class(bool(text.plain), "told")
        tell(line, text)

    # Reading

    def _want(self, wish: Wish) -> None:
        """Read the file as it is wished now; while it is being read, the last wish waits."""
        if self._writing:
            return
        self._note(plain(""))
        idle = self._began == 0.0
        self._wish = wish
        if idle:
            self._began = monotonic()
            self.beside(self._read(), "read")

    async def _read(self) -> None:
        reader = self._reader
        while reader is not None and (self._seen is None or self._seen.wish != self._wish):
            seen = await aside(partial(reader.read, self._wish))
            if not self.stands:
                return
            self._take(seen)
        self._began = 0.0
        self._settled = monotonic()
        self.draw()

    def _take(self, seen: Seen) -> None:
        before = len(self._seen.heads) if self._seen else -1
        if seen.forgotten and seen.wish == self._wish:
            self._wish = replace(self._wish, roles=(), answers=(), names=())
            self._before = ()
            seen = replace(seen, wish=self._wish)
        self._plan = self.workshop.imports.plan(seen.incoming) if seen.incoming else None
        self._seen = seen = replace(seen, incoming=self._plan.incoming) if self._plan else seen
        if before != len(seen.heads):  # the arrows begin where the ideas are
            self._at = next((place for place, head in enumerate(seen.heads) if head.role == "idea"), 0)

    def _tell_progress(self) -> None:
        if self._began and monotonic() - self._began >= _SOON and self._reader is not None:
            tell(self.query_one("#told", Static), words.progress_line(self._path.name, self._reader, self.language))

    # Drawing

    def redraw(self) -> None:
        """Draw what was read last, as it compares with the session of now."""
        seen = self._seen
        if seen is None or self._writing:
            return
        if seen.incoming and self._plan and len(seen.incoming.rows) <= _MANY:
            self._plan = self.workshop.imports.plan(seen.incoming)
        asked, plan = isinstance(seen.trouble, Unclear), self._plan
        self.set_class(asked, "-asking")
        self.set_class(not seen.heads, "-bare")
        self._draw_told(seen)
        self._draw_rows(seen)
        self.query_one(KeyBar).show(useful(seen, plan, brings=plan is not None and self._brings(plan)))
        if asked:
            self.query_one("#asked", Rows).focus()
        else:
            self.set_focus(None)

    def _draw_told(self, seen: Seen) -> None:
        place, _ = self.query_one("#told", Static), self.language
        place.set_class(seen.trouble is not None and not isinstance(seen.trouble, Unclear), "wrong")
        tell(place, words.origin_text(seen, _, self.size.width - 2))
        self.query_one(ColumnHeads).show(words.column_heads(seen.heads, _), self._at)
        if isinstance(seen.trouble, Unclear):
            self.query_one("#asked", Rows).rows = words.answers(seen.trouble, seen, _)

    def _draw_rows(self, seen: Seen) -> None:
        plan, found, _ = self._plan, seen.incoming, self.language
        made = plan.correctable(items=self._with_items) if plan and self._with_corrections else ()
        self.query_one("#rows", Rows).rows = words.plan_rows(seen, found, plan, made, _) if plan and found else ()
        sums = self.query_one("#sums", Static)
        sums.display = plan is not None
        if plan is not None and seen.incoming is not None:
            named = plan.named(self.workshop.session, items=self._with_items)
            ticked = words.Ticked(self._with_items, self._with_corrections, self._filed(plan), named)
            tell(sums, words.sums(seen, seen.incoming, plan, ticked, self.size.width - 2, _))

    # Setting the columns

    def on_column_heads_column_chosen(self, event: ColumnHeads.ColumnChosen) -> None:
        """Choose the column that was clicked."""
        event.stop()
        self._choose(event.place)

    def action_column(self, by: int) -> None:
        """Choose another column."""
        if self._seen and self._seen.heads:
            self._choose(min(max(self._at + by, 0), len(self._seen.heads) - 1))

    def _choose(self, place: int) -> None:
        self._at, self._before = place, ()
        self._note(plain(""))
        self.draw()

    def action_idea(self) -> None:
        """Take the ideas from the chosen column."""
        if self._seen and self._seen.heads:
            self._set(self._at, "idea")

    def action_role(self, way: int) -> None:
        """Take the column for something else; a text has no columns, and its rows move."""
        seen = self._seen
        if seen is None or not seen.heads:
            self.query_one("#rows", Rows).action_page(way)
            return
        self._set(self._at, next_role(seen.heads[self._at].role, way))

    def _set(self, place: int, role: Role) -> None:
        """Give a column its role, at once on the screen; what it makes of the rows follows.

        A role that is only passed on the way to another goes back to the column that had it.
        """
        seen = self._seen
        if seen is None:
            return
        if not self._before:
            self._before = tuple(head.role for head in seen.heads)
            self._by_answers = not self._wish.roles
        roles = with_role(self._before, place, role, self._names(seen))
        self._seen = replace(
            seen, heads=tuple(replace(head, role=each) for head, each in zip(seen.heads, roles, strict=True))
        )
        self._at = place
        self.query_one(ColumnHeads).show(words.column_heads(self._seen.heads, self.language), place)
        if role == "idea" and self._by_answers:
            self._answer("idea", place)
        else:
            self._want(replace(self._wish, roles=roles, names=self._names(seen)))

    def _answer(self, option: str, place: int) -> None:
        """Say of one column what the command's option says, and leave the others to be told from it."""
        if self._seen is not None:
            answers = {**dict(self._wish.answers), option: place + 1}
            self._want(replace(self._wish, roles=(), answers=tuple(answers.items()), names=self._names(self._seen)))

    @staticmethod
    def _names(seen: Seen) -> tuple[str, ...]:
        return tuple(head.name for head in seen.heads)

    def action_page(self, way: int) -> None:
        """Move the rows by a screenful."""
        self.query_one("#rows", Rows).action_page(way)

    # What else can be said

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Take the answer to what could not be told."""
        event.stop()
        seen = self._seen
        if seen is None or not isinstance(seen.trouble, Unclear):
            return
        option, choice = seen.trouble.option, event.key
        if option == "encoding":
            self._want(replace(self._wish, encoding=choice))
        elif option == "sheet":
            self._want(replace(self._wish, sheet=choice))
        elif (place := column_called(choice, seen.heads)) is not None and self._wish.roles:
            self._set(place, _ROLES[option])
        elif place is not None:
            self._at, self._before = place, ()
            self._answer(option, place)

    def on_key(self, event: events.Key) -> None:
        """Let a digit name the table of the rows that name none, and take it back when it is pressed again."""
        number = DIGITS.get(event.character or "")
        if number and number <= self.workshop.session.plan.tables:
            event.stop()
            self._want(replace(self._wish, table=None if self._wish.table == number else number))

    def action_table(self) -> None:
        """Ask for the table of the rows that name none."""
        _ = self.language
        rows = words.table_choices(self.workshop.session, _)
        question = _(N_("Which table do the rows without one come from?"))
        asked = Choose(question, rows, _, begin=str(self._wish.table or 0))
        self.app.push_screen(asked, lambda key: self._answered(key, replace(self._wish, table=int(key or 0) or None)))

    def _answered(self, key: str | None, wish: Wish) -> None:
        """Read the file so, unless the question was left."""
        if key:
            self._want(wish)

    def action_sheet(self) -> None:
        """Ask for another sheet."""
        seen, _ = self._seen, self.language
        sheets = seen.contents.origin.sheets if seen and seen.contents else ()
        if not seen or not seen.contents or len(sheets) < 2:  # noqa: PLR2004
            self.say(N_("This file has no other sheet."))
            return
        rows, now = words.sheets(sheets, _), seen.contents.origin.sheet
        asked = Choose(_(N_("Which sheet?")), rows, _, begin=now or rows[0].key)
        self.app.push_screen(asked, lambda key: self._answered(key, replace(self._wish, sheet=words.sheet_meant(key))))

    def action_points(self) -> None:
        """Take points below another one as its detail, or as ideas again."""
        self._want(replace(self._wish, sub_points="ideas" if self._wish.sub_points == "detail" else "detail"))

    def action_written(self) -> None:
        """Take everything as it is written, or tell heads, names and lists in cells apart again."""
        self._want(replace(self._wish, as_written=not self._wish.as_written))

    def action_doubtful(self) -> None:
        """Take also the lines that may be no ideas, or leave them out again."""
        self._want(replace(self._wish, doubtful=not self._wish.doubtful))

    def action_encoding(self) -> None:
        """Ask how accents are written; of a workbook it is known."""
        seen, _ = self._seen, self.language
        if seen is None or seen.contents is None or not seen.contents.origin.encoding:
            self.say(N_("In this kind of file, accents are always read correctly."))
            return
        self.beside(self._ask_encoding(seen.contents.origin.encoding), "encoding")

    async def _ask_encoding(self, now: str) -> None:
        """Ask with a line of the file as each encoding makes it."""
        _, reader = self.language, self._reader
        known = tuple(known_encodings())
        if reader is None:
            return
        samples = await self.answered(aside(partial(reader.as_written, known)))
        if samples is not None:
            rows = words.encodings(known, samples, _)
            asked = Choose(_(N_("How are accents encoded in this file?")), rows, _, begin=now if now in known else None)
            self.app.push_screen(asked, lambda key: self._answered(key, replace(self._wish, encoding=key or "")))

    def action_items(self) -> None:
        """Take new items in, or leave their ideas unfiled."""
        if self._plan and self._plan.new_items(corrections=self._with_corrections):
            self._with_items = not self._with_items
            self.draw()

    def action_corrections(self) -> None:
        """Correct ideas from the file, or leave them as they are."""
        if self._plan and self._plan.corrections:
            self._with_corrections = not self._with_corrections
            self.draw()

    # Importing

    def action_bring(self) -> None:
        """Bring in what is shown, as one gesture."""
        plan = self._plan
        if plan is None or self._began or self._writing or monotonic() - self._settled < _SETTLED:
            return
        if not plan.compared.new and self._seen and self._seen.homeless:
            self.action_table()
            return
        if not self._brings(plan):
            self.say(N_("There is nothing to import."))
            return
        self._writing = True
        self._note(plain(""))
        self.query_one(KeyBar).show(())
        self.beside(self._bring(plan), "write")

    def _brings(self, plan: ImportPlan) -> bool:
        corrected = self._with_corrections and plan.correctable(items=self._with_items)
        return bool(plan.compared.new or corrected or self._filed(plan))

    def _filed(self, plan: ImportPlan) -> int:
        return self.workshop.imports.filed(plan, items=self._with_items)

    async def _bring(self, plan: ImportPlan) -> None:
        """Write it a part at a time, so that the page goes on; what is told as done is on the disk."""
        importing, refs, began = self.workshop.imports, list[str](), monotonic()
        wish = {"items": self._with_items, "corrections": self._with_corrections}
        steps = importing.steps(plan, refs, file=self._path.name, **wish)
        try:
            with closing(steps):  # also where the program ends: one undo takes back what is written by then
                for written in steps:
                    if monotonic() - began >= _SOON:
                        line = words.written_line(written, len(plan.compared.new), self.language)
                        tell(self.query_one("#told", Static), line)
                    await pause(0)
        except FacilitateError as error:
            self._writing = False
            if self._seen and self._seen.incoming:
                self._plan = importing.plan(self._seen.incoming)
            self.draw()
            self.refuse(error)
            return
        self._writing = False
        self._leave(plan.recorded(refs))

    def action_back(self) -> None:
        """Step back; an import that is being written is not left half done."""
        if self._writing:
            self.say(N_("The ideas are still being saved: wait for the end, then press u to undo."))
        else:
            super().action_back()

    def _leave(self, plan: ImportPlan) -> None:
        for _page in range(min(2, len(self.app.screen_stack) - 1)):  # this one, and the choice of the file
            self.app.pop_screen()
        if self._done:
            self._done()
        wish = {"items": self._with_items, "corrections": self._with_corrections}
        notify(self.app, words.done_line(plan.counts(self.workshop.session, **wish), self.language), seconds=8)
