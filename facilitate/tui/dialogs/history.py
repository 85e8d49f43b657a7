"""What was done since the session began, and the undoing of any one of it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from facilitate.domain.errors import N_, FacilitateError
from facilitate.i18n import Language
from facilitate.labels import author_called
from facilitate.tui.dialogs.dialog import Dialog
from facilitate.tui.plain import notify, one_line, pieces, plain
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.workshop.history.undo import HistoryEntry
from facilitate.workshop.workshop import Workshop

_MOST = 300


class HistoryScreen(Dialog[None]):
    """Latest first; Enter undoes an act, or does an undone one again."""

    DEFAULT_CSS = """
    HistoryScreen {
        align: center middle;
        & > Vertical {
            width: 100; max-width: 100%; height: auto; max-height: 100%;
            background: $surface; padding: 1 2; border-left: outer $accent;
        }
        & .title { text-style: bold; margin-bottom: 1; }
        & Rows { height: auto; max-height: 70vh; background: $surface; }
        & .hint { color: $text-muted; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,h", "dismiss", show=False)]

    def __init__(self, workshop: Workshop, language: Language) -> None:
        super().__init__()
        self._workshop = workshop
        self._language = language

    def compose(self) -> ComposeResult:
        """The list of acts."""
        _ = self._language
        with Vertical():
            yield Static(plain(_(N_("Changes, latest first"))), classes="title")
            yield Rows(empty=_(N_("No changes yet.")), lines=3)
            yield Static(plain(_(N_("Enter: undo or redo · Esc: close"))), classes="hint")

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()
        self.query_one(Rows).focus()

    def _fill(self) -> None:
        # The very first act made the session: it is no act of anybody's to undo.
        entries = self._workshop.history.entries()[:-1][:_MOST]
        self.query_one(Rows).rows = tuple(self._row(entry) for entry in entries)

    def _row(self, entry: HistoryEntry) -> ListRow:
        _ = self._language
        zone = self._workshop.clock.now().tzinfo
        what, who = one_line(_.message(entry.what)), author_called(entry.by, _, phone=entry.by_phone)
        state = _(N_("change undone")) if entry.undone else _(N_("change without effect")) if entry.void else ""
        lead = _.column_time(entry.at.astimezone(zone))
        return ListRow(
            entry.gesture,
            pieces(what, (f"\n{who}", "$text-muted")),
            plain(lead),
            pieces((state, "$warning")),
            dim=entry.undone or entry.void,
        )

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Undo or redo that one."""
        event.stop()
        history = self._workshop.history
        undone = next((entry.undone for entry in history.entries() if entry.gesture == event.key), False)
        try:
            (history.redo_one if undone else history.undo_one)(event.key)
        except FacilitateError as error:
            notify(self.app, self._language.message(error.message), "error", seconds=8)
        self._fill()
