"""Choosing the file of a list of ideas: what lies in the usual folders, any other folder, or a path."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from facilitate.domain.errors import N_, FacilitateError, Message
from facilitate.tui.actions import PageAction
from facilitate.tui.background import aside
from facilitate.tui.file_list import FileEntry, Files, is_path, ordered
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import plain
from facilitate.tui.screens.imports.import_words import file_row, folder_row
from facilitate.tui.widgets.field import Field
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.workshop import Workshop

_MOST_ROWS = 5_000
_WIDE = 100
_FOLDERS, _LISTS, _OTHERS = N_("Folders"), N_("Lists, newest first"), N_("Other files")


class PathField(Field):
    """A field that leaves left and right to the page while nothing is written in it."""

    def action_cursor_left(self, select: bool = False) -> None:
        """Go back in what is written."""
        if not self.value:
            raise SkipAction
        super().action_cursor_left(select)

    def action_cursor_right(self, select: bool = False) -> None:
        """Go on in what is written."""
        if not self.value:
            raise SkipAction
        super().action_cursor_right(select)


class ImportFilesPage(SessionPage):
    """Folders are looked at beside the loop, each by itself: one that does not answer holds up nothing."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("choose", "enter", N_("Choose"), N_("Open the selected folder, or preview the selected file.")),
        PageAction("into", "right", N_("Open folder"), N_("Open the selected folder.")),
        PageAction("out", "left", N_("Folder above"), N_("Go up to the folder above.")),
        PageAction("step(-1)", "up", N_("Up"), N_("Go to the file above."), bar=False),
        PageAction("step(1)", "down", N_("Down"), N_("Go to the file below."), bar=False),
        PageAction("page(-1)", "pageup", N_("Page up"), N_("Go up one screen."), bar=False),
        PageAction("page(1)", "pagedown", N_("Page down"), N_("Go down one screen."), bar=False),
    )
    AUTO_FOCUS = "PathField"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012 -- Textual's own
    DEFAULT_CSS = """
    ImportFilesPage {
        & #top { height: 1; padding: 0 1; }
        & #top .name { width: 1fr; margin-right: 2; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
        & #top .said { width: auto; color: $text-muted; }
        & #where { height: auto; max-height: 3; padding: 0 1; color: $text-muted; }
        & #rows { border-top: solid $rule; }
        & #rows > .rows--highlighted { background: $accent 18%; }
        & #rows > .rows--bar { color: $accent; }
        & PathField { margin: 0 1; max-height: 2; }
        &.-high #top { margin: 1 0; }
        &.-high #rows { margin-bottom: 1; }
    }
    """

    def __init__(self, workshop: Workshop, done: Callable[[], None] | None = None) -> None:
        """`done` is called once a list was imported and the pages of the import are gone."""
        super().__init__(workshop)
        self._done = done
        self._folder: Path | None = None  # none: what lies in the usual folders
        self._places: tuple[Path, ...] = ()
        self._found: dict[Path, Sequence[FileEntry] | Message] = {}
        self._typed = ""
        self._named: Sequence[FileEntry] = ()
        self._entries: dict[str, FileEntry] = {}
        self._view: tuple[Path | None, str] = (None, "")
        self._moved = False

    def compose(self) -> ComposeResult:
        """The field, the folder, what is in it."""
        _ = self.language
        with Horizontal(id="top"):
            yield Static(plain(_(N_("Import a list of ideas"))), classes="name")
            yield Static(plain(self.workshop.session.plan.title), classes="said")
        yield PathField(placeholder=_(N_("Type part of the name, or paste the path of the file")))
        yield Static(plain(""), id="where")
        yield Rows(id="rows")
        yield KeyBar(self.ACTIONS, self.always, _)

    def on_mount(self) -> None:
        """Begin to look around."""
        self.beside(self._look_around(), "places")

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "Choose a spreadsheet (Excel, LibreOffice, CSV) or a text file. A preview comes before the import. To "
                "fill in a path, drop the file on this window."
            )
        )

    @property
    def _files(self) -> Files:
        return self.facilitate.services.files()

    @property
    def _rows(self) -> Rows:
        return self.query_one(Rows)

    # Looking

    async def _look_around(self) -> None:
        self._places = tuple(await aside(self._files.places))
        if self.stands:
            self.draw()
            await asyncio.gather(*(self._look(place) for place in self._places))

    async def _look(self, folder: Path) -> None:
        try:
            self._found[folder] = await aside(partial(self._files.look, folder))
        except FacilitateError as error:
            self._found[folder] = error.message
        if self.stands:
            self.draw()

    def on_text_area_changed(self) -> None:
        """Narrow the list, or look where the path leads."""
        self._typed = self.query_one(PathField).value.strip()
        self._named = ()
        if is_path(self._typed):
            self.beside(self._look_for(self._typed), "named")
        self.draw()

    async def _look_for(self, typed: str) -> None:
        found = await self.answered(aside(partial(self._files.named, typed)))
        if found is not None and typed == self._typed:
            self._named = found
            self.draw()

    def on_field_pasted(self, event: Field.Pasted) -> None:
        """Take a path that came in several lines, or several files: the first."""
        event.stop()
        event.field.value = event.lines[0].strip()

    # Drawing

    def redraw(self) -> None:
        """Draw what was found so far; the newest list is highlighted until somebody moves."""
        entries, folders = self._shown()
        shown = (*folders, *entries[:_MOST_ROWS])
        self._entries = {str(entry.path): entry for entry in shown}
        if self._view != (self._folder, self._typed):
            self._view, self._moved = (self._folder, self._typed), False
        rows = self._rows
        kept = rows.highlighted if self._moved else None
        rows.empty = plain(self._nothing())
        rows.rows = tuple(self._listed(shown))
        newest = next((entry for entry in shown if not entry.folder), shown[0] if shown else None)
        rows.highlighted = kept or (str(newest.path) if newest else None)
        tell(self.query_one("#where", Static), plain(self._where()))

    def _shown(self) -> tuple[Sequence[FileEntry], Sequence[FileEntry]]:
        """What is listed, and the usual folders above it where these are what is looked at."""
        if is_path(self._typed):
            return ordered(self._named), ()
        if self._folder is not None:
            found = self._found.get(self._folder, ())
            return (() if isinstance(found, Message) else ordered(found, self._typed)), ()
        each = [self._found.get(place, ()) for place in self._places]
        files = (entry for found in each if not isinstance(found, Message) for entry in found if not entry.folder)
        places = (FileEntry(place, folder=True) for place in self._places)
        return ordered(files, self._typed), () if self._typed else tuple(places)

    def _listed(self, shown: Sequence[FileEntry]) -> Iterator[ListRow]:
        """The rows, each kind under its own heading."""
        kind = ""
        for entry in shown:
            heading = _FOLDERS if entry.folder else _LISTS if entry.is_list else _OTHERS
            if heading != kind:
                kind = heading
                yield ListRow(f":{heading}", plain(self.language(heading)), heading=True)
            yield self._row(entry)

    def _row(self, entry: FileEntry) -> ListRow:
        if entry.folder:
            is_place = self._folder is None and not is_path(self._typed)
            return folder_row(entry, self._found.get(entry.path), self.language, place=is_place)
        return file_row(entry, self.language, folder=self._folder is None and self.size.width >= _WIDE)

    def _looked(self) -> Sequence[object] | Message | None:
        """What was found where one looks; None until that place has answered."""
        return self._found.get(self._folder) if self._folder else self._places or None

    def _where(self) -> str:
        _, looked = self.language, self._looked()
        if is_path(self._typed):
            return _(N_("At this path:"))
        if looked is None:
            return _(N_("Searching…"))
        if isinstance(looked, Message):
            return _.message(looked)
        return str(self._folder) if self._folder else _(N_("The usual folders and their contents"))

    def _nothing(self) -> str:
        """What is said in the place of a list that is empty, and not because it is still being looked for."""
        if self._typed:
            return self.language(N_("No file or folder of that name here."))
        return (
            "" if self._looked() is None or isinstance(self._looked(), Message) else self.language(N_("No files here."))
        )

    # Choosing

    def action_step(self, by: int) -> None:
        """Highlight the next one."""
        self._moved = True
        self._rows.action_step(by)

    def action_page(self, way: int) -> None:
        """Go by a screenful."""
        self._moved = True
        self._rows.action_page(way)

    def on_field_submitted(self, event: Field.Submitted) -> None:
        """Choose what is highlighted."""
        event.stop()
        self.action_choose()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Choose it: it was clicked twice."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Open the folder, or look at the file."""
        entry = self._entries.get(self._rows.highlighted or "")
        if entry is None:
            return
        if entry.folder:
            self._open(entry.path)
            return
        from facilitate.tui.screens.imports.preview import ImportPage

        self.app.push_screen(ImportPage(self.workshop, entry.path, self._done))

    def action_into(self) -> None:
        """Open the selected folder."""
        entry = self._entries.get(self._rows.highlighted or "")
        if entry is not None and entry.folder:
            self._open(entry.path)

    def action_out(self) -> None:
        """Go to the folder above; from the topmost one, back to the usual folders."""
        if self._folder is None:
            return
        left = self._folder
        self._open(left.parent if left.parent != left else None)
        self._moved = True
        self._rows.highlighted = str(left) if str(left) in self._entries else self._rows.highlighted

    def _open(self, folder: Path | None) -> None:
        self._folder = folder
        field = self.query_one(PathField)
        field.value = self._typed = ""
        field.focus()
        if folder is not None:
            self.beside(self._look(folder), "folder")
        self.draw()

    def action_back(self) -> None:
        """Take back what was typed, then leave the folder, then the page."""
        if self._typed:
            self.query_one(PathField).value = ""
        elif self._folder is not None:
            self._open(None)
        else:
            super().action_back()
