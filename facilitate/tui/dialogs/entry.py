"""Writing one thing down: its words, what it is about, and a word that is one of a few."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from facilitate.domain.errors import N_, FacilitateError
from facilitate.domain.text import without_controls
from facilitate.i18n import Language
from facilitate.tui.dialogs.dialog import Dialog
from facilitate.tui.dialogs.entry_texts import EntryForm
from facilitate.tui.dialogs.wrong_line import WrongLine
from facilitate.tui.plain import pieces, plain
from facilitate.tui.services import Draft
from facilitate.tui.widgets.field import Field


class EntryDialog(Dialog[bool]):
    """Enter keeps it, Escape leaves it as it was; what is refused stays in the field with the reason below."""

    DEFAULT_CSS = """
    EntryDialog {
        align: center middle;
        & > Vertical {
            width: 76; max-width: 100%; height: auto; max-height: 100%;
            background: $surface; padding: 1 2; border-left: outer $accent;
        }
        & .question { text-style: bold; margin-bottom: 1; }
        & .about { height: auto; margin-bottom: 1; }
        & Field { background: $background; max-height: 8; }
        & .below { color: $text-muted; margin-top: 1; max-height: 6; }
        & .left { color: $warning; margin-top: 1; display: none; }
        & .left.shown { display: block; }
        & .hint { color: $text-muted; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("tab", "turn(1)", show=False, priority=True),
        Binding("shift+tab", "turn(-1)", show=False, priority=True),
        Binding("f3", "flip", show=False),
    ]

    def __init__(self, entry: EntryForm, kept: Callable[[object], None], language: Language, draft: Draft) -> None:
        super().__init__()
        self._entry = entry
        self._draft = draft
        self._left = "" if entry.value else draft.read()[0]
        self._kept = kept
        self._language = language
        keys = [key for key, _shown in entry.choices]
        self._place = keys.index(entry.chosen) if entry.chosen in keys else 0
        self._word = entry.word

    def compose(self) -> ComposeResult:
        """The question, what it is about, the field, and which key does what."""
        with Vertical():
            yield Static(classes="question")
            yield Static(classes="about")
            yield Field(self._entry.value or self._left, draft=self._keep_draft)
            if self._entry.below:
                yield Static(plain(self._entry.below), classes="below")
            left = N_("Text not saved last time · Enter: save · Ctrl+U: delete")
            yield Static(plain(self._language(left)), classes="left shown" if self._left else "left")
            yield WrongLine()
            yield Static(classes="hint")

    def on_mount(self) -> None:
        """Show what it is about."""
        self._show()
        self.query_one(Field).focus()

    def _keep_draft(self, text: str) -> bool | None:
        if self.answered:
            return None
        kept = self._draft.keep("" if text == self._entry.value else text)
        return None if text == self._entry.value else kept

    @property
    def _choice(self) -> str:
        return self._entry.choices[self._place][0] if self._entry.choices else ""

    def _hint(self) -> str:
        _ = self._language
        hints = [_(N_("Enter: save"))]
        if len(self._entry.choices) > 1:
            hints.append(_(N_("Tab: next")))
        if self._entry.words_for(self._choice):
            hints.append(self._entry.flips)
        return " · ".join([*hints, _(N_("Esc: cancel"))])

    def _show(self) -> None:
        self.query_one(".question", Static).update(plain(self._entry.question_for(self._choice)))
        self.query_one(".hint", Static).update(plain(self._hint()))
        about = self.query_one(".about", Static)
        parts: list[str | tuple[str, str]] = []
        if self._entry.choices:
            count = len(self._entry.choices)
            shown = self._entry.choices[self._place][1]
            parts += [("→ ", "$accent"), shown]
            if count > 1:
                parts.append((f"  {self._place + 1}/{count}", "$text-muted"))
        if words := self._entry.words_for(self._choice):
            word = words[self._word]
            parts += ["\n" if parts else "", ("◆ " if self._word else "◇ ", "$accent"), (word, "$accent")]
        about.display = bool(parts)
        about.update(pieces(*parts))

    def action_turn(self, by: int) -> None:
        """Take the next thing it may be about."""
        if self._entry.choices:
            self._place = (self._place + by) % len(self._entry.choices)
            self._show()

    def action_flip(self) -> None:
        """Take the next word."""
        if words := self._entry.words_for(self._choice):
            self._word = (self._word + 1) % len(words)
            self._show()

    def on_field_submitted(self, event: Field.Submitted) -> None:
        """Keep it, or say why not."""
        event.stop()
        if self.answered:
            return
        try:
            kept = self._entry.keep(event.value, self._choice, self._word)
        except FacilitateError as error:
            event.field.value = without_controls(event.value)
            self.query_one(WrongLine).show(error, self._language)
            return
        self._kept(kept)
        self.dismiss(result=True)
        self._draft.keep("")

    def on_text_area_changed(self) -> None:
        """Say no more what was wrong with other words."""
        self.query_one(WrongLine).look()

    def on_field_pasted(self, event: Field.Pasted) -> None:
        """Take a paste of several lines as one text."""
        event.stop()
        event.field.insert(" ".join(line.strip() for line in event.lines))

    def action_leave(self) -> None:
        """Change nothing; the words of something new are kept for the next time."""
        typed = self.query_one(Field).value
        unsaved = bool(typed.strip()) and typed != self._entry.value
        kept = unsaved and not self._entry.value and self._draft.keep(typed)
        self.cancel(result=False, typed=unsaved, kept=kept)
        if not kept:
            self._draft.keep("")
