"""A new session from the least that must be known; all else is corrected later in the programme."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from facilitate.domain.errors import N_, FacilitateError, Message
from facilitate.domain.programme.defaults import default_programme, default_question
from facilitate.domain.programme.plan import USUAL_TABLES, has_key
from facilitate.domain.text import NO_EVENT_TITLE, required
from facilitate.i18n import Language
from facilitate.tui.dialogs.dialog import Dialog
from facilitate.tui.plain import plain
from facilitate.tui.widgets.field import Field
from facilitate.workshop.views.programme import ValueKind, typed_value


class NewSession(Dialog[str]):
    """Five fields; Enter goes to the next and, on the last, makes the session. The result is its name, or nothing."""

    DEFAULT_CSS = """
    NewSession {
        align: center middle;
        & > Vertical {
            width: 76; max-width: 100%; height: auto; max-height: 100%;
            background: $surface; padding: 1 2; border-left: outer $accent;
        }
        & .question { text-style: bold; margin-bottom: 1; }
        & Horizontal { height: auto; margin-bottom: 1; }
        & .label { width: 19; color: $text-muted; }
        & Field { width: 1fr; background: $background; }
        & .wrong { color: $error; margin-bottom: 1; display: none; }
        & .wrong.shown { display: block; }
        & .hint { color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, create: Callable[[Mapping[str, Any]], str], language: Language) -> None:
        super().__init__()
        self._create = create
        self._language = language

    def compose(self) -> ComposeResult:
        """What is asked, with what will do when nothing else is said."""
        _ = self._language
        today = _.column_date(datetime.now().astimezone())
        with Vertical():
            yield Static(plain(_(N_("New session"))), classes="question")
            for name, label, value in (
                ("title", _(N_("Title")), ""),
                ("date", _(N_("Date (yyyy-mm-dd)")), today),
                ("place", _(N_("Venue")), ""),
                ("tables", _(N_("Tables")), str(USUAL_TABLES)),
                ("asked", _(N_("Question")), default_question(_.code)),
            ):
                with Horizontal():
                    yield Static(plain(label), classes="label")
                    yield Field(value, id=name, draft=partial(_unsaved, value))
            yield Static(classes="wrong")
            yield Static(plain(_(N_("Enter: next field, then create the session · Esc: cancel"))), classes="hint")

    def on_mount(self) -> None:
        """Begin with the title."""
        self.query_one("#title", Field).focus()

    def on_field_submitted(self, event: Field.Submitted) -> None:
        """Go on, or make the session."""
        event.stop()
        if self.answered:
            return
        if event.field.id != "asked":
            self.focus_next()
            return
        try:
            self.dismiss(self._create(self._document()))
        except FacilitateError as error:
            wrong = self.query_one(".wrong", Static)
            wrong.update(plain(self._language.message(_named(error.message))))
            wrong.add_class("shown")

    def on_field_pasted(self, event: Field.Pasted) -> None:
        """Take a paste of several lines as one text."""
        event.stop()
        event.field.insert(" ".join(line.strip() for line in event.lines))

    def _document(self) -> dict[str, Any]:
        typed = {field.id: field.value.strip() for field in self.query(Field)}
        document = default_programme(required(typed["title"], empty=NO_EVENT_TITLE), self._language.code)
        document["date"] = typed_value(ValueKind.DATE, typed["date"])
        document["place"] = {"name": typed["place"]}
        tables = typed_value(ValueKind.WHOLE, typed["tables"])
        for phase in document["phases"]:
            if has_key(phase["kind"], "tables"):
                phase |= {"tables": tables, "question": typed["asked"]}
        return {name: value for name, value in document.items() if value is not None}

    def action_leave(self) -> None:
        """Make nothing."""
        self.cancel("", typed=False in [field.unsaved() for field in self.query(Field)])


def _unsaved(begun: str, text: str) -> bool | None:
    """Nothing keeps what is typed before there is a session."""
    return None if text == begun else False


def _named(refusal: Message) -> Message:
    """The refusal with the name of the field, where it counts the phases of a programme that nobody has seen."""
    if not str(refusal.params.get("key", "")).endswith(", tables"):
        return refusal
    return Message(refusal.text, {**refusal.params, "key": Message(N_("Tables"))})
