"""Small questions: a text, a choice, a yes or no. Enter says yes, Escape steps back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from facilitate.domain.errors import N_, FacilitateError
from facilitate.domain.text import folded, without_controls
from facilitate.i18n import Language
from facilitate.tui.actions import DIGITS
from facilitate.tui.dialogs.dialog import Dialog
from facilitate.tui.dialogs.wrong_line import WrongLine
from facilitate.tui.plain import plain
from facilitate.tui.widgets.field import Field
from facilitate.tui.widgets.rows.rows import ListRow, Rows

_BOX = """
    {name} {{ align: center middle; }}
    {name} > Vertical {{
        width: {width}; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; padding: 1 2; border-left: outer $accent;
    }}
    {name} .question {{ text-style: bold; margin-bottom: 1; }}
    {name} .left {{ color: $warning; margin-top: 1; display: none; }}
    {name} .left.shown {{ display: block; }}
    {name} .follow {{ color: $text-muted; margin-top: 1; }}
    {name} .hint {{ color: $text-muted; margin-top: 1; }}
"""


class AskText(Dialog[bool]):
    """Asks for a text and hands it to `keep`, which may refuse it: then the words stay, with the reason below.

    Several pasted lines become one text. The result is True once kept, False when left.
    """

    DEFAULT_CSS = _BOX.format(name="AskText", width=72) + "AskText Field { background: $background; max-height: 8; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(
        self,
        question: str,
        keep: Callable[[str], object],
        language: Language,
        value: str = "",
        *,
        selected: bool = False,
    ) -> None:
        super().__init__()
        self._question = question
        self._selected = selected
        self._keep = keep
        self._language = language
        self._value = value
        self.place = ""  # what tells this question from others of the same words
        self.follow: Callable[[str], str] | None = None  # what is said of the text while it is typed

    def compose(self) -> ComposeResult:
        """The question, the field, and what is wrong if something is."""
        with Vertical():
            yield Static(plain(self._question), classes="question")
            yield Field(self._left() or self._value, draft=self._keep_draft)
            left = N_("Text not saved last time · Enter: save · Ctrl+U: delete")
            yield Static(plain(self._language(left)), classes="left shown" if self._left() else "left")
            yield WrongLine()
            if self.follow:
                yield Static(plain(self.follow(self._value)), classes="follow")
            yield Static(plain(self._language(N_("Enter: save · Esc: cancel"))), classes="hint")

    def on_mount(self) -> None:
        """Select the words there are where others are wanted: the first key replaces them, an arrow keeps them."""
        if self._selected:
            self.query_one(Field).select_all()

    @property
    def _about(self) -> str:
        return f"{self._question}\n{self.place}"

    def _left(self) -> str:
        """What was typed here when the program ended, and not saved."""
        text, question = self.draft.read() if self.draft else ("", "")
        return text if question == self._about and text != self._value else ""

    def _keep_draft(self, text: str) -> bool | None:
        if self.answered or text == self._value:
            return None
        return self.draft.keep(text, self._about) if self.draft else False

    def _forget_draft(self) -> None:
        if self.draft and self.draft.read()[1] == self._about:
            self.draft.keep("")

    def on_text_area_changed(self) -> None:
        """Say what the text means as it stands, and no more what was wrong with it."""
        self.query_one(WrongLine).look()
        if self.follow and self.is_mounted:
            self.query_one(".follow", Static).update(plain(self.follow(self.query_one(Field).value)))

    def on_field_submitted(self, event: Field.Submitted) -> None:
        """Keep the text, or say why not."""
        event.stop()
        if self.answered:
            return
        try:
            self._keep(event.value)
        except FacilitateError as error:
            event.field.value = without_controls(event.value)
            self.query_one(WrongLine).show(error, self._language)
            return
        self._forget_draft()
        self.dismiss(result=True)

    def on_field_pasted(self, event: Field.Pasted) -> None:
        """Take a paste of several lines as one text."""
        event.stop()
        event.field.insert(" ".join(line.strip() for line in event.lines))

    def action_leave(self) -> None:
        """Change nothing."""
        self._forget_draft()
        self.cancel(result=False, typed=self.query_one(Field).value != self._value)


class Choose(Dialog[str]):
    """Asks for one of several; the result is its key, or nothing when left."""

    DEFAULT_CSS = (
        _BOX.format(name="Choose", width=72) + "Choose Rows { height: auto; max-height: 16; background: $surface; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", show=False)]

    def __init__(
        self,
        question: str,
        rows: Sequence[ListRow],
        language: Language,
        *,
        lines: int = 2,
        begin: str | None = None,
        letters: Mapping[str, str] | None = None,
    ) -> None:
        """`begin` is the key of the row that is highlighted first; without it, that is the first row.

        `letters` are keys of the keyboard, each with the key of the row that it chooses at once.
        """
        super().__init__()
        self._letters = letters or {}
        self._begin = begin
        self._question = question
        self._rows = tuple(rows)
        self._language = language
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The question above the list."""
        with Vertical():
            yield Static(plain(self._question), classes="question")
            yield Rows(lines=self._lines)
            yield Static(plain(self._language(N_("Enter: choose · Esc: cancel"))), classes="hint")

    def on_mount(self) -> None:
        """Fill the list; it is as high as what is in it."""
        rows = self.query_one(Rows)
        rows.rows = self._rows
        rows.highlighted = self._begin or rows.highlighted
        rows.focus()

    def on_key(self, event: events.Key) -> None:
        """Choose by letter."""
        # The digit row of a French keyboard types signs without Shift.
        digit = str(DIGITS.get(event.character or "", ""))
        if chosen := self._letters.get(event.key) or self._letters.get(digit):
            event.stop()
            self.dismiss(chosen)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Give the chosen key back."""
        event.stop()
        self.dismiss(event.key)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.cancel("")


class Find(Dialog[str]):
    """Asks for one of many; what is typed leaves the rows that have it."""

    DEFAULT_CSS = (
        _BOX.format(name="Find", width=100)
        + "Find Rows { height: auto; min-height: 2; max-height: 16; background: $surface; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, question: str, rows: Sequence[ListRow], language: Language) -> None:
        super().__init__()
        self._question = question
        self._rows = tuple(rows)
        self._language = language
        self._typed = ""

    def compose(self) -> ComposeResult:
        """The question, the list, and what is typed."""
        with Vertical():
            yield Static(plain(self._question), classes="question")
            yield Rows(lines=2, empty=self._language(N_("Nothing has these words.")))
            yield Static(plain(self._language(N_("Type to find · Enter: choose · Esc: cancel"))), classes="hint")

    def on_mount(self) -> None:
        """List them all."""
        self._list()
        self.query_one(Rows).focus()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Give the chosen key back."""
        event.stop()
        self.dismiss(event.key)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.cancel("")

    def on_key(self, event: events.Key) -> None:
        """Take letters as words to look for."""
        if event.key == "backspace":
            self._typed = self._typed[:-1]
        elif event.is_printable and event.character:
            self._typed += event.character
        else:
            return
        event.stop()
        self._list()

    def _list(self) -> None:
        words = folded(self._typed).split()
        found = [
            row for row in self._rows if all(word in folded(f"{row.lead.plain} {row.text.plain}") for word in words)
        ]
        rows = self.query_one(Rows)
        rows.rows = tuple(found)
        rows.highlighted = found[0].key if found else None
        hint = self._language(N_("Type to find · Enter: choose · Esc: cancel"))
        self.query_one(".hint", Static).update(plain(self._typed or hint))


class Ticks(Dialog[tuple[str, ...]]):
    """Asks which of several to take; the result is the ticked keys in the order of the rows, or nothing when left."""

    DEFAULT_CSS = (
        _BOX.format(name="Ticks", width=100) + "Ticks Rows { height: auto; max-height: 24; background: $surface; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False),
        Binding("space", "tick", show=False),
    ]

    def __init__(self, question: str, rows: Sequence[ListRow], hint: str, ticked: Collection[str]) -> None:
        super().__init__()
        self._question = question
        self._hint = hint
        self._rows = tuple(replace(row, marked=row.key in ticked) for row in rows)

    def compose(self) -> ComposeResult:
        """The question above the list."""
        with Vertical():
            yield Static(plain(self._question), classes="question")
            yield Rows(lines=3)
            yield Static(plain(self._hint), classes="hint")

    def on_mount(self) -> None:
        """Fill the list; it is as high as what is in it."""
        rows = self.query_one(Rows)
        rows.rows = self._rows
        rows.focus()

    def action_tick(self) -> None:
        """Tick the row, or take its tick away, and go to the next."""
        rows = self.query_one(Rows)
        here = rows.highlighted
        rows.rows = tuple(replace(row, marked=not row.marked) if row.key == here else row for row in rows.rows)
        following = [row.key for row in rows.rows]
        rows.highlighted = following[min(following.index(here) + 1, len(following) - 1)] if here else None

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Give the ticked keys back."""
        event.stop()
        self.dismiss(tuple(row.key for row in self.query_one(Rows).rows if row.marked))

    def action_leave(self) -> None:
        """Take none."""
        self.cancel(())


class Confirm(Dialog[bool]):
    """Asks before something that the user may not have meant; shows `lines` of what it is about."""

    DEFAULT_CSS = (
        _BOX.format(name="Confirm", width=72)
        + "Confirm .what { color: $text-muted; max-height: 14; overflow-y: auto; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "no", show=False),
        Binding("enter", "yes", show=False),
    ]

    def __init__(self, question: str, what: str, hint: str) -> None:
        super().__init__()
        self._question = question
        self._what = what
        self._hint = hint

    def compose(self) -> ComposeResult:
        """The question, what it is about, and which key says what."""
        with Vertical():
            yield Static(plain(self._question), classes="question")
            yield Static(plain(self._what), classes="what")
            yield Static(plain(self._hint), classes="hint")

    def action_yes(self) -> None:
        """Say yes."""
        self.dismiss(result=True)

    def action_no(self) -> None:
        """Say no."""
        self.cancel(result=False)
