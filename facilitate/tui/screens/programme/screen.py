"""The programme, every value of which can be corrected at any time without losing what stands on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from facilitate.domain.errors import N_, Refused
from facilitate.domain.programme.plan import PHASE_KINDS
from facilitate.tui.actions import PageAction
from facilitate.tui.dialogs.questions import AskText, Choose, Confirm
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import pieces, plain
from facilitate.tui.screens.programme.hours import PlannedHours, bears_on_hours, typed_hours
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.suggestions.acronyms import REFUSED, SYNONYMS, acronyms_explained
from facilitate.workshop.views.plan_choices import choice_typed, choice_word, choice_words
from facilitate.workshop.views.programme import (
    EASY_PARTS,
    PlanRow,
    ValueKind,
    asked_of_item,
    new_phase,
    programme_rows,
    standing_on,
    texts_at,
    typed_value,
)
from facilitate.workshop.workshop import Workshop

_EASY = tuple(f"easy/{name}" for name in EASY_PARTS)
_TEXT_LISTS = ("partners", "place/facts", "attendance/groups", "closing_questions", SYNONYMS, REFUSED, *_EASY)
_OTHER, _NONE = "other", "none"


class ProgrammePage(SessionPage):
    """One list of rows under headings; Enter edits the highlighted one."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("edit", "enter", N_("Edit"), N_("Correct the selected value.")),
        PageAction(
            "add",
            "a",
            N_("Add"),
            N_("Add a phase, speaker, research question, category, partner, fact, group or synonym below."),
        ),
        PageAction(
            "remove", "w,delete", N_("Remove"), N_("Remove the selected entry, or clear the value; this can be undone.")
        ),
        PageAction("up", "m,shift+up", N_("Up"), N_("Move the entry up in its list.")),
        PageAction("down", "d,shift+down", N_("Down"), N_("Move the entry down in its list.")),
        PageAction(
            "one_phase", "o", N_("One phase only"), N_("Show the selected phase alone, or the whole programme again.")
        ),
        PageAction("turn(1)", "right", N_("Next phase"), N_("Go to the next phase’s page."), bar=False),
        PageAction("turn(-1)", "left", N_("Previous phase"), N_("Go to the previous phase’s page."), bar=False),
        PageAction("undo", "u", N_("Undo"), N_("Undo the last change.")),
        PageAction("redo", "y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012 -- Textual's own
    DEFAULT_CSS = """
    ProgrammePage {
        & #top { height: 1; padding: 0 1; text-style: bold; }
        & #rows { border-top: solid $rule; }
        &.-high #rows { margin-bottom: 1; }
        &.-high #top { margin: 1 0; }
    }
    """

    def __init__(self, workshop: Workshop, path: str = "") -> None:
        super().__init__(workshop)
        self._rows: dict[str, PlanRow] = {}
        self._wanted = path  # the row to be selected when it is drawn next
        self._only = ""  # the key of the phase whose page this is; nothing for the whole programme

    def compose(self) -> ComposeResult:
        """The title, the rows, the keys."""
        yield Static(plain(self.language(N_("Programme"))), id="top")
        yield Rows(id="rows", lines=5)
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What can be corrected here."""
        return self.language(N_("Everything in the programme can be corrected at any time. No idea is ever lost."))

    def redraw(self) -> None:
        """Draw the programme as it stands."""
        found = self._on_page(programme_rows(self.workshop.session))
        self._rows = {row.key: row for row in found}
        listing = self.query_one(Rows)
        hours = PlannedHours(self.workshop, self.language)
        listing.rows = tuple(self._drawn_row(row, hours) for row in found)
        if self._wanted:
            listing.highlighted = next(
                (row.key for row in found if self._wanted in (row.key, row.item, row.path)), listing.highlighted
            )
            self._wanted = ""

    def _on_page(self, found: Sequence[PlanRow]) -> Sequence[PlanRow]:
        """Keep the rows of the phase whose page this is, and say so above them."""
        phase = self.workshop.session.plan.phase(self._only)
        title = self.language(N_("Programme"))
        if phase is None:
            self._only = ""
        else:
            own = f"phases/{phase.key}"
            found = [row for row in found if row.path == own or row.path.startswith(f"{own}/")]
            title = f"{title} · {phase.title}"
        tell(self.query_one("#top", Static), plain(title))
        return found

    def action_one_phase(self) -> None:
        """Show one phase alone, or all again."""
        names = self._row.path.split("/") if self._row else []
        if not self._only and (len(names) < len(("phases", "key")) or names[0] != "phases"):
            self.say(N_("Select a phase first."))
            return
        self._turn_to("" if self._only else names[1])

    def action_turn(self, by: int) -> None:
        """Go to the page of another phase."""
        keys = [phase.key for phase in self.workshop.session.plan.phases]
        if self._only in keys:
            self._turn_to(keys[min(max(keys.index(self._only) + by, 0), len(keys) - 1)])

    def action_back(self) -> None:
        """Go back from the page of a phase to the whole programme, and from there to where this was opened."""
        if self._only:
            self._turn_to("")
        else:
            super().action_back()

    def _turn_to(self, phase: str) -> None:
        self._wanted = f"phases/{phase or self._only}"
        self._only = phase
        self.redraw()

    def _drawn_row(self, row: PlanRow, hours: PlannedHours) -> ListRow:
        label = self.language.message(row.label)
        if row.kind is ValueKind.HEADING:
            return ListRow(row.key, plain(label), heading=True)
        lead = pieces("  " * row.depth, label)
        if row.kind is ValueKind.NONE_YET:
            return ListRow(row.key, pieces((self.language(N_("none yet (a: add)")), "$text-muted")), lead)
        strong = row.name and row.kind is ValueKind.TEXT and not row.depth
        text = pieces((row.value, "bold")) if strong else plain(self._written(row))
        text = text if row.value else pieces(("–", "$text-muted"))
        wrong = [pieces("\n", (fault, "$warning")) for fault in hours.faults(row.path)]
        return ListRow(row.key, pieces(text, *wrong), lead, pieces((hours.of(row.path), "$text-muted")))

    def _written(self, row: PlanRow) -> str:
        """The value as people write it, and as it may be typed: in French a date has its day first."""
        if row.kind is ValueKind.CHOICE and row.value:
            return choice_word(row.path, row.value, self.language)
        dated = row.kind is ValueKind.DATE and row.value
        return self.language.column_date(date.fromisoformat(row.value)) if dated else row.value

    @property
    def _row(self) -> PlanRow | None:
        return self._rows.get(self.query_one(Rows).highlighted or "")

    # Correcting

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Edit it."""
        event.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """Correct the highlighted value in one line."""
        row = self._row
        if row is None:
            return
        if row.kind is ValueKind.NONE_YET:
            self.action_add()
            return
        question = self._question(row)
        asked = AskText(question, lambda typed: self._set(row, typed), self.language, self._written(row))
        asked.place = row.key
        if bears_on_hours(row.path):
            asked.follow = lambda typed: typed_hours(self.workshop, row, typed, self.language)
        self.app.push_screen(asked)

    def _question(self, row: PlanRow) -> str:
        if row.kind is ValueKind.WORDS:
            return self.language(N_("Keywords, separated by commas"))
        if row.path in (SYNONYMS, REFUSED):
            return self.language(N_("Synonym or acronym, such as TS = travailleur social"))
        label = self.language.message(row.label)
        return f"{label} ({choice_words(row.path, self.language)})" if row.kind is ValueKind.CHOICE else label

    def _set(self, row: PlanRow, typed: str) -> None:
        try:
            self._set_as_typed(row, typed)
        except Refused as error:
            if "key" not in error.message.params:
                raise
            # Who edits on the page never saw the keys of the file.
            params = {**error.message.params, "key": row.label, "value": typed.strip() or "∅"}
            if row.kind is ValueKind.CHOICE:
                params["allowed"] = choice_words(row.path, self.language)
            raise Refused(error.message.text, **params) from error

    def _set_as_typed(self, row: PlanRow, typed: str) -> None:
        programme = self.workshop.programme
        if row.kind is ValueKind.CHOICE:
            typed = choice_typed(row.path, typed, self.language)
        if row.kind is not ValueKind.ONE_OF_TEXTS:
            programme.set(row.path, typed_value(row.kind, typed))
            return
        programme.set_text(row.path, row.place, row.value, typed.strip())
        # When the last one goes, the one before it takes the highlight, not a stranger below.
        last = len(texts_at(self.workshop.session, row.path)) - 1
        self._wanted = f"{row.path}#{min(row.place, last)}"

    def action_add(self) -> None:
        """Add an item after the highlighted one."""
        row = self._row
        if row is None or not row.holder:
            self.say(N_("Select a phase, a speaker, a research question, a category or another list first."))
        elif row.holder == SYNONYMS and (found := acronyms_explained(self.workshop.session)):
            self._choose_synonym(row, found)
        elif row.holder in _TEXT_LISTS:
            self._ask(self._question(row), lambda typed: self._insert_text(row, typed))
        elif row.holder == "phases":
            kinds = [ListRow(name, plain(self.language(kind.label))) for name, kind in PHASE_KINDS.items()]
            question = self.language(N_("What kind of phase?"))
            self.app.push_screen(Choose(question, kinds, self.language), lambda kind: self._add_phase(row, kind or ""))
        else:
            name, question, kind = asked_of_item(row.holder)
            self._ask(self.language(question), lambda typed: self._add(row, {name: typed_value(kind, typed)}))

    def _choose_synonym(self, row: PlanRow, found: Sequence[str]) -> None:
        """Offer the acronyms that what was typed explains."""
        _ = self.language
        rows = [ListRow(str(place), plain(each)) for place, each in enumerate(found)]
        rows.append(ListRow(_OTHER, pieces((_(N_("Type another one…")), "$text-muted"))))
        rows.append(ListRow(_NONE, pieces((_(N_("None of these: do not ask again")), "$text-muted"))))

        def take(key: str | None) -> None:
            if key == _OTHER:
                self._ask(self._question(row), lambda typed: self._insert_text(row, typed))
            elif key == _NONE:
                self.attempt(lambda: self.workshop.programme.add_texts(REFUSED, found))
            elif key:
                self.attempt(lambda: self._insert_text(row, found[int(key)]))

        self.app.push_screen(Choose(_(N_("Which of these is right?")), rows, _), take)

    def _ask(self, question: str, keep: Callable[[str], object]) -> None:
        self.app.push_screen(AskText(question, keep, self.language))

    def _insert_text(self, row: PlanRow, typed: str) -> None:
        texts = self.workshop.programme.add_texts(row.path, [typed])
        self._wanted = f"{row.path}#{len(texts) - 1}"

    def _add_phase(self, row: PlanRow, kind: str) -> None:
        if not kind:
            return
        begun = new_phase(PHASE_KINDS[kind], self.workshop.session.plan)
        question = self.language(N_("Phase title"))
        self._ask(question, lambda typed: self._add(row, {**begun, "title": typed}))

    def _add(self, row: PlanRow, item: dict[str, object]) -> None:
        """Put the item after the one the row belongs to; a phase gets 15 minutes, which the next row corrects."""
        key = self.workshop.programme.add(row.holder, item, self._following(row))
        self._wanted = f"{row.holder}/{key}"

    def _following(self, row: PlanRow) -> str:
        items = [item for item in dict.fromkeys(each.item for each in self._rows.values()) if _within(item, row.holder)]
        place = items.index(row.item) + 1 if row.item in items else len(items)
        return items[place].rpartition("/")[2] if place < len(items) else ""

    # Removing and moving

    def action_remove(self) -> None:
        """Remove the item the row names, or empty its value."""
        row = self._row
        if row is None or row.kind is ValueKind.NONE_YET:
            return
        if row.kind is ValueKind.ONE_OF_TEXTS or not row.name:
            self.attempt(lambda: self._set(row, ""))
            return
        loss = standing_on(self.workshop.session, row.item)
        if loss is None:
            self._remove(row)
            return
        question = self.language(N_("Remove “{name}”?"), name=row.value)
        hint = self.language(N_("Enter: remove · Esc: cancel"))
        confirm = Confirm(question, self.language.message(loss), hint)
        self.app.push_screen(confirm, lambda yes: self._remove(row) if yes else None)

    def _remove(self, row: PlanRow) -> None:
        if self.attempt(lambda: self.workshop.programme.remove(row.item)):
            self.say(N_("“{name}” removed (u: undo)."), name=row.value)

    def action_up(self) -> None:
        """Move it up."""
        self._shift(-1)

    def action_down(self) -> None:
        """Move it down."""
        self._shift(1)

    def _shift(self, steps: int) -> None:
        row = self._row
        if row is None or not row.item:
            return
        if row.kind is ValueKind.ONE_OF_TEXTS:
            self.attempt(lambda: self._shift_text(row, steps))
        else:
            self.attempt(lambda: self.workshop.programme.shift(row.item, steps))

    def _shift_text(self, row: PlanRow, steps: int) -> None:
        self.workshop.programme.shift_text(row.path, row.place, row.value, steps)
        last = len(texts_at(self.workshop.session, row.path)) - 1
        self.query_one(Rows).highlighted = f"{row.path}#{min(max(row.place + steps, 0), last)}"

    def action_undo(self) -> None:
        """Undo the last change."""
        if what := self.attempt(lambda: self.workshop.history.undo(by=self.writer)):
            self.say(N_("Undone: “{what}”"), what=what)

    def action_redo(self) -> None:
        """Do it again."""
        if what := self.attempt(lambda: self.workshop.history.redo(by=self.writer)):
            self.say(N_("Redone: “{what}”"), what=what)


def _within(item: str, holder: str) -> bool:
    return item.rpartition("/")[0] == holder
