"""The field note-takers write in: it grows with the sentence, so that all of it is seen, and loses nothing pasted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from facilitate.tui.plain import plain, visible

_DRAFT = 0.3  # a burst of keys is written once
_LINE_END = "\r\n|[\n\r\v\f\x85\u2028\u2029]"


class Field(TextArea, inherit_bindings=False):
    """One entry, wrapped on one to `max-height` lines.

    Enter posts `Submitted`; the screen empties the field (`value = ""`) once the text is on the disk: nothing is lost
    when it is refused. A paste of several lines inserts nothing and posts `Pasted`. Read and set `value`. `up` on
    the first line and `down` on the last are left to the screen's own bindings.

    A message is read only after the keys that were already typed: where people type on without looking up, give `keep`
    instead. It is called at once, before the next key, and empties the field when it has kept the words. So are
    `at_once`, by key: what is about the words being written must not come after the Enter that keeps them.

    `draft` is called with the text soon after it has changed, at once when the field was emptied, and when it goes; it
    tells whether the words could be kept, and None where they are saved already.
    """

    class _FieldMessage(Message):
        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> Field:
            return self.field

    class Submitted(_FieldMessage):
        """Enter was pressed; `value` is what stands in the field, as it was typed."""

        def __init__(self, field: Field, value: str) -> None:
            super().__init__(field)
            self.value = value

    class Pasted(_FieldMessage):
        """Several lines came at once: `lines` are those with something in them, `every` the blank ones too."""

        def __init__(self, field: Field, lines: tuple[str, ...], every: tuple[str, ...]) -> None:
            super().__init__(field)
            self.lines = lines
            self.every = every

    DEFAULT_CSS = """
    Field {
        height: auto;
        min-width: 4; /* less would leave no column to write in, where Textual fails to wrap the placeholder */
        min-height: 1;
        max-height: 4;
        border: none;
        padding: 0;
        background: transparent;
        scrollbar-size-vertical: 1;
        &:focus { border: none; }
        & .text-area--placeholder { color: $text-muted; }
    }
    """
    # TextArea's own, but for ctrl+a, ctrl+k, ctrl+e, ctrl+d (kept for screens and tmux) and the page keys.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, show=False)
        for keys, action in (
            ("up", "cursor_up"),
            ("down", "cursor_down"),
            ("left", "cursor_left"),
            ("right", "cursor_right"),
            ("ctrl+left", "cursor_word_left"),
            ("ctrl+right", "cursor_word_right"),
            ("home", "cursor_line_start"),
            ("end", "cursor_line_end"),
            ("ctrl+home", "cursor_start"),
            ("ctrl+end", "cursor_end"),
            ("shift+up", "cursor_up(True)"),
            ("shift+down", "cursor_down(True)"),
            ("shift+left", "cursor_left(True)"),
            ("shift+right", "cursor_right(True)"),
            ("ctrl+shift+left", "cursor_word_left(True)"),
            ("ctrl+shift+right", "cursor_word_right(True)"),
            ("shift+home", "cursor_line_start(True)"),
            ("shift+end", "cursor_line_end(True)"),
            ("backspace", "delete_left"),
            ("delete", "delete_right"),
            ("ctrl+w,ctrl+backspace,alt+backspace", "delete_word_left"),
            ("ctrl+delete,alt+delete", "delete_word_right"),
            ("ctrl+u", "delete_to_start_of_line"),
            ("ctrl+x,super+x", "cut"),
            ("ctrl+c,super+c", "copy"),
            ("ctrl+v", "paste"),
            ("ctrl+z,super+z", "undo"),
            ("ctrl+y,super+y", "redo"),
        )
    ]

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        keep: Callable[[str], None] | None = None,
        at_once: Mapping[str, Callable[[], None]] = MappingProxyType({}),
        draft: Callable[[str], bool | None] | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        super().__init__(
            value,
            placeholder=plain(placeholder),
            highlight_cursor_line=False,
            id=id,
            classes=classes,
        )
        self._keep = keep
        self._at_once = at_once
        self._draft = draft
        self._draft_due: Timer | None = None
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.action_cursor_end()

    @property
    def value(self) -> str:
        """What stands in the field, exactly."""
        return self.text

    @value.setter
    def value(self, value: str) -> None:
        self.load_text(value)
        self.action_cursor_end()
        if not value:
            self._keep_draft()

    def on_text_area_changed(self) -> None:
        """Keep the draft in a moment, once for several keys."""
        if self._draft is not None and self._draft_due is None:
            self._draft_due = self.set_timer(_DRAFT, self._keep_draft)

    def on_unmount(self) -> None:
        """Keep what was typed in the last moment."""
        if self._draft_due is not None:
            self._keep_draft()

    def unsaved(self) -> bool | None:
        """Whether words that stand here are kept as a draft; None where there are none."""
        if self._draft is None or not self.value.strip():
            return None
        return self._draft(self.value)

    def _keep_draft(self) -> None:
        if self._draft_due is not None:
            self._draft_due.stop()
            self._draft_due = None
        if self._draft is not None:
            self._draft(self.value)

    def get_line(self, line_index: int) -> Text:
        """Draw the text with its unsafe characters as signs; what is kept stays as it is."""
        return Text("\t".join(map(visible, self.document.get_line(line_index).split("\t"))), end="", no_wrap=True)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            if self._keep is not None:
                self._keep(self.value)
            else:
                self.post_message(self.Submitted(self, self.value))
        elif event.key in self._at_once:
            event.stop()
            event.prevent_default()
            self._at_once[event.key]()

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._take(event.text)

    def action_paste(self) -> None:
        """Paste what was cut or copied in this program."""
        self._take(self.app.clipboard)

    def _take(self, text: str) -> None:
        every = tuple(re.split(_LINE_END, text))
        lines = tuple(line for line in every if line.strip())
        if len(lines) > 1:
            self.post_message(self.Pasted(self, lines, every))
        elif lines and (done := self._replace_via_keyboard(lines[0], *self.selection)):
            self.move_cursor(done.end_location)

    def action_cursor_up(self, select: bool = False) -> None:
        """Leave the key to the screen when there is no line above."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Leave the key to the screen when there is no line below."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            raise SkipAction
        super().action_cursor_down(select)

    def action_cursor_start(self) -> None:
        """Go before the first character."""
        self.move_cursor((0, 0))

    def action_cursor_end(self) -> None:
        """Go after the last character."""
        self.move_cursor(self.document.end)
