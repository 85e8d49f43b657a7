"""A new session from the least that must be known; all else is corrected later in the programme."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from facilitate.domain.errors import N_, FacilitateError, Message, Refused
from facilitate.domain.programme.day_length import check_hours
from facilitate.domain.programme.defaults import (
    default_programme,
    default_question,
    tables_left_without_name,
    tables_named,
    usual_typology,
    with_table_names,
)
from facilitate.domain.programme.document import complete
from facilitate.domain.programme.plan import USUAL_TABLES, has_key
from facilitate.domain.programme.reader import read_plan
from facilitate.domain.text import NO_EVENT_TITLE, one_line, required
from facilitate.i18n import Language
from facilitate.tui.dialogs.dialog import Dialog
from facilitate.tui.dialogs.questions import Choose
from facilitate.tui.dialogs.wrong_line import WrongLine
from facilitate.tui.plain import pieces, plain
from facilitate.tui.widgets.field import Field
from facilitate.tui.widgets.rows.row import ListRow
from facilitate.workshop.views.programme import ValueKind, typed_value
from facilitate.workshop.views.session_list import SessionSummary

_NO_TYPOLOGY, _USUAL = ":none", ":usual"
_FIELDS = {
    "tables": N_("Tables"),
    "starts_at": N_("Starts at"),
    "ends_at": N_("Planned end"),
    "expected": N_("People expected"),
}


_KINDS = {
    "date": ValueKind.DATE,
    "starts_at": ValueKind.TIME,
    "ends_at": ValueKind.TIME,
    "expected": ValueKind.WHOLE,
    "tables": ValueKind.WHOLE,
}
_PER_PHASE = {"tables": "tables", "names": "table_setups", "asked": "question"}  # what each phase at tables has


class NewSession(Dialog[str]):
    """Fields; Enter goes to the next, and after the last asks for the typology. The result is its name, or nothing.

    `create` makes the session, with the typology of the earlier one that is named, if one is; `earlier` lists these.
    """

    DEFAULT_CSS = """
    NewSession {
        align: center middle;
        & > Vertical {
            width: 76; max-width: 100%; height: auto; max-height: 100%;
            background: $surface; padding: 1 2; border-left: outer $accent;
        }
        & .question { text-style: bold; margin-bottom: 1; }
        & Horizontal { height: auto; }
        & .label { width: 21; color: $text-muted; }
        & Field { width: 1fr; background: $background; }
        & .hint { color: $text-muted; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(
        self,
        create: Callable[[Mapping[str, Any], str], str],
        language: Language,
        earlier: Sequence[SessionSummary] = (),
    ) -> None:
        super().__init__()
        self._create = create
        self._language = language
        self._wrong = ""  # the name of the field that was refused
        self._tables_put, self._tables_typed = str(USUAL_TABLES), False
        self._nameless: Message | None = None
        self._earlier = {each.slug: each for each in earlier if each.categories}

    def compose(self) -> ComposeResult:
        """What is asked, with what will do when nothing else is said."""
        _ = self._language
        today = _.column_date(datetime.now().astimezone())
        with Vertical():
            yield Static(plain(_(N_("New session"))), classes="question")
            for name, label, value, hint in (
                ("title", N_("Title"), "", ""),
                ("date", N_("Date"), today, ""),
                ("starts_at", N_("Starts at"), "", N_("optional; for example 14:00 or 2 pm")),
                ("ends_at", N_("Planned end"), "", N_("optional")),
                ("place", N_("Venue"), "", N_("optional")),
                ("expected", N_("People expected"), "", N_("optional")),
                ("tables", N_("Tables"), str(USUAL_TABLES), ""),
                ("names", N_("Table names"), "", N_("optional, such as Garden, Kitchen, Workshop")),
                ("asked", N_("Question"), default_question(_.code), ""),
            ):
                with Horizontal():
                    yield Static(plain(_(label)), classes="label")
                    yield Field(value, placeholder=_(hint) if hint else "", id=name, draft=partial(_unsaved, value))
            yield WrongLine()
            yield Static(
                plain(_(N_("Enter: next field (after the last: the categories) · Esc: cancel"))), classes="hint"
            )

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Select what a field was filled with: the first key replaces it, an arrow keeps it."""
        field = event.widget
        if isinstance(field, Field) and field.value and field.unsaved() is None:
            field.select_all()

    def on_mount(self) -> None:
        """Begin with the title."""
        self.query_one("#title", Field).focus()

    def on_field_submitted(self, event: Field.Submitted) -> None:
        """Go on, or ask for the typology."""
        event.stop()
        if self.answered:
            return
        if event.field.id not in ("asked", self._wrong):
            self.focus_next()
            return
        typed = {field.id or "": field.value.strip() for field in self.query(Field)}
        document = default_programme("-", self._language.code)
        self._wrong = ""
        try:
            for name, value in typed.items():
                self._wrong = name
                document = _with(document, name, value)
                check_hours(read_plan(complete(document)))
        except FacilitateError as error:
            self._complain_of(self._wrong, error)
            return
        # Who meant it presses Enter once more.
        if (nameless := _nameless_tables(document)) and nameless != self._nameless:
            self._nameless = nameless
            self._complain_of("names", Refused(N_("{problem} Enter: create the session without."), problem=nameless))
        else:
            self._wrong = ""
            self._ask_typology(document)

    def on_text_area_changed(self, event: Field.Changed) -> None:
        """Say no more what was wrong with other words; let names tell the number of tables until one is typed."""
        self.query_one(WrongLine).look()
        field, tables = event.text_area, self.query_one("#tables", Field)
        self._tables_typed = self._tables_typed or tables.value != self._tables_put
        if field.id == "names" and not self._tables_typed:
            self._tables_put = tables.value = str(tables_named(field.text) or USUAL_TABLES)

    def _complain_of(self, name: str, error: FacilitateError) -> None:
        """Say it, and go where it is to be corrected; Enter there tries again."""
        self._wrong = name
        self._complain(error)
        self.query_one(f"#{name}", Field).focus()

    def _complain(self, error: FacilitateError) -> None:
        named = _named(error.message)
        self.query_one(WrongLine).show(Refused(named.text, **named.params), self._language)

    def _ask_typology(self, document: dict[str, Any]) -> None:
        """Ask for none, the usual one or that of an earlier session, and make the session with it."""
        _ = self._language
        usual = usual_typology(_.code)
        titles = "\n" + ", ".join(each["title"] for each in usual)
        none = "\n" + _(N_("The categories emerge from the ideas, in the synthesis."))
        rows = [
            ListRow(_NO_TYPOLOGY, pieces((_(N_("None")), "bold"), (none, "$text-muted"))),
            ListRow(_USUAL, pieces((_(N_("The standard ones")), "bold"), (titles, "$text-muted"))),
            *(
                ListRow(slug, pieces(_(N_("Like “{title}”"), title=one_line(each.title)), (f"  {slug}", "$text-muted")))
                for slug, each in self._earlier.items()
            ),
        ]

        def chosen(key: str | None) -> None:
            if not key:
                return
            whole = {**document, "categories": usual} if key == _USUAL else document
            try:
                self.dismiss(self._create(whole, key if key in self._earlier else ""))
            except FacilitateError as error:
                self._complain(error)

        self.app.push_screen(Choose(_(N_("Which categories do you want to start with?")), rows, _, lines=3), chosen)

    def on_field_pasted(self, event: Field.Pasted) -> None:
        """Take a paste of several lines as one text."""
        event.stop()
        event.field.insert(" ".join(line.strip() for line in event.lines))

    def action_leave(self) -> None:
        """Make nothing."""
        self.cancel("", typed=False in [field.unsaved() for field in self.query(Field)])


def _with(document: dict[str, Any], name: str, typed: str) -> dict[str, Any]:
    """Return the programme with what was typed into the field of that name."""
    if name == "title":
        return {**document, name: required(typed, empty=NO_EVENT_TITLE)}
    if name == "place":
        return {**document, name: {"name": typed}}
    value = typed_value(_KINDS[name], typed) if name in _KINDS else typed
    if name in _PER_PHASE:
        return {**document, "phases": [_phase_with(phase, name, value) for phase in document["phases"]]}
    if value is None:
        return document
    return {**document, **({"attendance": {name: value}} if name == "expected" else {name: value})}


def _phase_with(phase: dict[str, Any], name: str, value: Any) -> dict[str, Any]:  # a value a programme can hold
    if not has_key(phase["kind"], "tables"):
        return phase
    return with_table_names(phase, value) if name == "names" else {**phase, _PER_PHASE[name]: value}


def _nameless_tables(document: Mapping[str, Any]) -> Message | None:
    return next(filter(None, map(tables_left_without_name, document["phases"])), None)


def _unsaved(begun: str, text: str) -> bool | None:
    """Nothing keeps what is typed before there is a session."""
    return None if text == begun else False


def _named(refusal: Message) -> Message:
    """The refusal with the name of the field, in the place of a path in a programme that nobody has seen."""
    last = str(refusal.params.get("key", "")).rpartition(", ")[2].rpartition(".")[2]
    return Message(refusal.text, {**refusal.params, "key": Message(_FIELDS[last])}) if last in _FIELDS else refusal
