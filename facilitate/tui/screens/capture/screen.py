"""The note-taker's page: one table, one field. What Enter has taken is on the disk before the field is empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from facilitate.domain.errors import N_, FacilitateError, Message, Refused
from facilitate.domain.text import is_clean, without_controls
from facilitate.domain.values.ideas import Idea, Status
from facilitate.labels import TRIAL, closed_words
from facilitate.tui.actions import PageAction
from facilitate.tui.page import SessionPage, sheet
from facilitate.tui.plain import pieces, plain
from facilitate.tui.screens.capture.around_field import (
    TableRequests,
    UplinkFooter,
    left_words,
    paste_asked,
    trial_words,
)
from facilitate.tui.widgets.big_digits import LabelledDigits
from facilitate.tui.widgets.field import Field
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import Rows
from facilitate.tui.widgets.table_lines import (
    about_words,
    capture_rows,
    counted,
    question_words,
    status_word,
    timer_words,
)
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.views.capture import table_view, timer_face
from facilitate.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitate.workshop.sharing.ports import Uplink
    from facilitate.workshop.views.pasting import PastedIdeas

_T = TypeVar("_T")

_FRESH = 4.0
_READY = N_("An idea, then Enter")
_EMPTY = N_("No ideas yet: the first one will appear here.")
_LEFT = N_("Text not saved last time · Enter: save · Ctrl+U: delete")
_OTHER = {Status.EXISTING: Status.TO_CREATE, Status.TO_CREATE: Status.EXISTING}


class CapturePage(SessionPage):
    """One table's ideas: `workshop` writes for that table; on a laptop of its own, `uplink` brings them to the hub."""

    PARTS = (TableRequests,)
    ORDER = ("save", "flip", "list", "field", "withdraw", "undo", "redo", "read_back", "call", "try_it")
    LEAVING = N_("Quit; saved ideas stay, and unsaved text is kept for next time.")
    ACTIONS = (
        PageAction(
            "save", "enter", N_("Save"), N_("Save the idea you typed; in the list, edit the selected one."), bar=False
        ),
        PageAction(
            "flip",
            "tab,f3",
            N_("Status"),
            N_("“Already existing” or “to be created”: for the next idea, or the one selected in the list."),
        ),
        PageAction("list", "down", N_("List"), N_("Go to the saved ideas; type any letter to return to the field.")),
        PageAction("field", "up", N_("Field"), N_("Go from the list back to the field."), bar=False),
        PageAction("withdraw", "f8,delete", N_("Withdraw"), N_("Withdraw the selected idea, or restore it.")),
        PageAction("undo", "f6,ctrl+z", N_("Undo"), N_("Undo this table’s last change.")),
        PageAction("redo", "f7,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
        PageAction("try_it", "f9", N_("Try it"), N_("Before the phase begins, check that what you write is saved.")),
    )
    AUTO_FOCUS, DEFAULT_CSS = "Field", sheet("capture")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-roomy")]  # noqa: RUF012 -- Textual’s own
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-tall")]  # noqa: RUF012 -- Textual’s own

    def __init__(self, workshop: Workshop, table: int, uplink: Uplink | None = None) -> None:
        super().__init__(workshop)
        self.table = table
        self.parts = (TableRequests(self, table),)
        self._uplink = uplink
        self._status: Status | None = None  # as the note-taker said it; else the usual one of what is asked
        self._editing: Idea | None = None
        self._begun: IdeaDraft | None = None  # what was asked when the sentence in the field was begun
        # What was being written when an idea was taken into the field.
        self._aside: tuple[str, Status | None] = ("", None)
        self._fresh: dict[str, float] = {}
        self._trial = ""  # the last one, while the hub may not have it yet
        self._says_between = False  # below the field, until a phase with tables is on
        self._says_closed = False  # the same, until the table is open
        self._between = ("", "")  # the phase of which that was told, and the one that was on
        self._warned_about = ""  # the words of which was told that they are not saved
        self._is_read = False  # that the list is to be read aloud
        self._moment: tuple[int, bool] | None = None  # which round it is, and whether tables change after it

    # What is drawn

    def compose(self) -> ComposeResult:
        """The table, its question and the timer; the field; what was saved."""
        _ = self.language
        with Horizontal(id="head"):
            yield LabelledDigits(id="table")
            with Vertical(id="about"):
                yield Static(plain(""), id="event")
                yield Static(plain(""), id="question")
            yield LabelledDigits(id="clock")
        with Horizontal(id="entry"):
            flips = dict.fromkeys(("tab", "f3"), self.action_flip)
            yield Field(placeholder=_(_READY), keep=self._submit, at_once=flips, draft=self._keep_draft)
            yield Static(plain(""), id="status")
        yield Static(plain(""), id="state")
        yield Rows(empty=_(_EMPTY), lines=3)
        yield UplinkFooter(self._uplink)
        yield KeyBar(self.ACTIONS, self.always, _)

    def on_mount(self) -> None:
        """Offer what the last run could not save, after the first picture; the page's own `on_mount` is called too."""
        self.call_after_refresh(self._offer_draft)

    def _offer_draft(self) -> None:
        typed = self._field.value
        text, idea = left_words(self.draft, self.workshop.session, self.table)
        if idea is not None:
            self._begin_editing(idea)
        if text:
            self._set_entry(text if idea else f"{text} {typed}".rstrip(), self._status)
            self._tell(self.language(_LEFT), "$warning")

    def redraw(self) -> None:
        """Draw the table as it stands."""
        _ = self.language
        view = table_view(self.workshop.session, self.table, self.workshop.clock.now())
        self.query_one("#table", LabelledDigits).show(_(N_("Table")), str(self.table))
        self.query_one("#event", Static).update(about_words(view))
        self.query_one("#question", Static).update(question_words(view, _))
        self._field.placeholder = plain(_(N_("This table is closed") if view.closed else _READY))
        self._fresh = {key: until for key, until in self._fresh.items() if until > monotonic()}
        waiting = self._uplink is not None and (not self._uplink.connected or self._uplink.trouble is not None)
        others = {each.key: each.title for each in self.workshop.session.plan.tables_phases if each.key != view.phase}
        self._list.empty = plain(_(N_("No ideas noted at this table.") if view.closed else _EMPTY))
        self._list.rows = capture_rows(view.ideas[::-1], frozenset(self._fresh), _, waiting=waiting, others=others)
        self.query_one(UplinkFooter).show(counted(len(view.ideas), view.withdrawn, _))
        self._show_status()
        between = self._says_between and self.workshop.session.current != view.phase
        if (self._says_between or self._says_closed) and not between and not (self._says_closed and view.closed):
            self._tell("")  # it is not so any more
        # Before the tables begin nothing matters more here than to know that this device saves.
        first = "read_back" if view.is_read else "try_it"
        shown = [each for each in self.helped if each.name != "try_it" or self.workshop.session.before_ideas]
        self.query_one(KeyBar).show(sorted(shown, key=lambda each: each.name != first))
        was_read, self._is_read = self._is_read, view.is_read
        if view.is_read and not was_read:  # told once: a sentence goes on being typed
            self._tell(_(N_("Read your list aloud now · F5: show it")), "$accent")

    def tick(self) -> None:
        """Draw the timer."""
        face = timer_face(agenda(self.workshop.session, self.workshop.clock.now()))
        part = face.round if face else None
        if (moment := (part.number, part.changing) if part else None) != self._moment:
            self._moment = moment
            self._show_change(changing=part is not None and part.changing)
        self.query_one("#clock", LabelledDigits).show(*timer_words(face, self.language))
        if self._trial and self._uplink is not None and self._uplink.has(self._trial):
            self._tell_trial()

    def _show_change(self, *, changing: bool) -> None:
        """Say in the place of the list that tables change; the field stays. Another round may ask something else."""
        if changing and not self.query("#change"):
            from facilitate.tui.widgets.huge_text import HugeText  # few phases have rounds

            change = HugeText(id="change")
            change.value = self.language(N_("Change tables now"))
            self.mount(change, before="#entry")
        if changing and self._list.has_focus:
            self._field.focus()
        self.set_class(changing, "-changing")
        if self.drawn:
            self.redraw()

    def help_text(self) -> str:
        """What a note-taker has to know."""
        if closed := closed_words(self.workshop.session, self.table):
            return self.language(N_("{closed} Its saved ideas can still be edited or withdrawn."), closed=closed)
        return self.language(
            N_(
                "Type an idea in the table’s own words and press Enter: once it is in the list, it is "
                "saved on this computer. Paste several lines to add several ideas."
            )
        )

    @property
    def always(self) -> tuple[PageAction, ...]:
        """What every page can do, without the letters: here they are words of an idea."""
        return tuple(replace(each, keys=each.keys.partition(",")[0]) for each in super().always)

    @property
    def helped(self) -> Sequence[PageAction]:
        """All actions; a closed table tries nothing, for it writes nothing any more."""
        closed = closed_words(self.workshop.session, self.table)
        return [each for each in self.ACTIONS if not (closed and each.name == "try_it")]

    @property
    def _shown_status(self) -> Status:
        return self._status or self.workshop.ideas.usual(begun=self._begun)

    def _show_status(self) -> None:
        self.query_one("#status", Static).update(status_word(self._shown_status, self.language))

    def _tell(self, text: str, tone: str = "$text-muted") -> None:
        self._says_between = self._says_closed = False
        state = self.query_one("#state", Static)
        state.update(pieces((text, tone)))
        state.set_class(bool(text), "said")

    # Saving

    def action_save(self) -> None:
        """Save what stands in the field."""
        self._submit(self._field.value)

    def _submit(self, text: str) -> None:
        if not text.strip() and self._editing is None:
            return
        if idea := self._kept(lambda: self._written(text)):
            self._saved([idea])

    def _written(self, text: str) -> Idea:
        if self._editing is None:
            return self.workshop.ideas.record(self.table, text, self._status, begun=self._begun)
        return self.workshop.ideas.edit(self._editing.id, text, self._status)

    def _kept(self, act: Callable[[], _T]) -> _T | None:
        """Do it and draw it; when it cannot be done, what was typed stays, and the reason beside it until it can."""
        _ = self.language
        self._warned_about = ""
        try:
            done = act()
        except Refused as error:
            closed = error.message == closed_words(self.workshop.session, self.table)  # it stands in the head already
            why = Message(N_("Not saved: this table is closed. Your text is still in the field."))
            self._tell(self._mended() or _.message(why if closed else error.message), "$error")
            self._says_closed = closed
            return None
        except FacilitateError as error:
            self._tell(_(N_("{reason} Your text is still in the field."), reason=error.message), "$error")
            return None
        self._tell("")
        self.draw()
        return done

    def _mended(self) -> str:
        """Take out of the field what no text may hold, and say so: Enter again saves the rest."""
        typed = self._field.value
        if is_clean(typed):
            return ""
        self._field.value = without_controls(typed)
        return self.language(
            N_("Invisible control characters have been removed from your text. Check it, then press Enter to save it.")
        )

    def _saved(self, ideas: Sequence[Idea]) -> None:
        """Make room for the next idea, and show these as saved."""
        self._fresh |= {idea.id: monotonic() + _FRESH for idea in ideas}
        self.set_timer(_FRESH + 0.1, self.redraw)
        self._stop_editing() if self._editing else self._set_entry("", None)
        self.redraw()
        self._list.highlighted = ideas[-1].id
        if self.has_class("-changing"):  # the list, which shows it otherwise, gives way to the change
            self._tell(self.language(N_("✓ {ref} saved"), ref=ideas[-1].ref), "$success")
        self._tell_phase(ideas[-1])

    def _tell_phase(self, idea: Idea) -> None:
        """Say where an idea went that was begun in another phase or round, or while no phase of several is on.

        That is said once, until it changes.
        """
        session, _ = self.workshop.session, self.language
        phase, asked = session.phase_of(idea), self.workshop.ideas.begun()
        if phase and phase.key != asked.phase:
            self._tell(_(N_("{ref} goes under “{phase}”, where it was begun."), ref=idea.ref, phase=phase.title))
        elif idea.round != asked.round:
            self._tell(_(N_("{ref} goes under round {number}, where it was begun."), ref=idea.ref, number=idea.round))
        elif phase and session.is_between(phase) and self._between != (phase.key, session.current):
            self._between = phase.key, session.current
            sentence = N_("No table session is under way, so {ref} goes under “{phase}”.")
            self._tell(_(sentence, ref=idea.ref, phase=phase.title))
            self._says_between = True

    def on_field_pasted(self, event: Field.Pasted) -> None:
        """Ask once before several lines become several ideas."""
        # Only a paste needs this, and the first picture waits for no more than it shows.
        from facilitate.workshop.views.pasting import pasted

        event.stop()
        found = pasted(event.every)
        if self._editing or len(found.ideas) + len(found.refused) < 2:  # noqa: PLR2004 -- one idea is simply typed
            event.field.insert(" ".join(found.ideas or (line.strip() for line in event.lines)))
            return
        asked = paste_asked(found, self.table, self.language)
        self.app.push_screen(asked, lambda yes: self._save_pasted(found) if yes else None)

    def _save_pasted(self, found: PastedIdeas) -> None:
        drafts = [IdeaDraft(text, self._status) for text in found.ideas]
        if drafts and (ideas := self._kept(lambda: self.workshop.ideas.record_many(self.table, drafts))):
            typed = self._field.value
            self._saved(ideas)
            self._set_entry(typed, None)

    # Correcting

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Take an idea from the list into the field; what stood there comes back afterwards."""
        event.stop()
        if idea := self.workshop.session.ideas.get(event.key):
            self._begin_editing(idea)

    def _begin_editing(self, idea: Idea) -> None:
        if self._editing is None:
            self._aside = (self._field.value, self._status)
        self._editing = idea
        self._set_entry(idea.text, idea.status)
        self._tell(self.language(N_("Editing {ref} · Enter: save · Esc: cancel"), ref=idea.ref), "$accent")
        self._field.focus()

    def _stop_editing(self) -> None:
        self._editing = None
        self._set_entry(*self._aside)
        self._tell("")

    def _keep_draft(self, text: str) -> bool:
        """Keep a correction with the idea it is of; while there is none to keep, the words it put aside."""
        corrected = self._editing if self._editing and text != self._editing.text else None
        words = self._aside[0] if self._editing and not corrected else text
        return self.draft.keep(words, corrected.id if corrected else "")

    def on_text_area_changed(self) -> None:
        """Remember what is asked when a sentence is begun, to which it belongs; while tables change nobody asks."""
        if self._editing is None and not self._field.value.strip():
            self._begun = None
        elif self._editing is None and not self.has_class("-changing"):
            self._begun = self._begun or self.workshop.ideas.begun()

    def _set_entry(self, text: str, status: Status | None) -> None:
        self._field.value = text
        self._status = status
        self._begun = self._begun if text else None
        self._show_status()

    def action_flip(self) -> None:
        """Existing or to create: for the idea in the list when one is there, else for the one being written."""
        idea = self._highlighted
        if not self._list.has_focus or idea is None:
            self._status = _OTHER[self._shown_status]
            self._show_status()
        elif self._kept(lambda: self.workshop.ideas.edit(idea.id, status=_OTHER[idea.status])):
            self._tell(f"{idea.ref} · {status_word(_OTHER[idea.status], self.language).plain}")

    def action_withdraw(self) -> None:
        """Withdraw the idea, or restore it."""
        if (idea := self._highlighted) is None:
            return
        ideas, _ = self.workshop.ideas, self.language
        if self._kept(lambda: ideas.restore(idea.id) if idea.withdrawn else ideas.withdraw(idea.id)) is None:
            return
        self._tell(_(N_("{ref} restored.") if idea.withdrawn else N_("{ref} withdrawn (F8: restore)."), ref=idea.ref))

    def action_undo(self) -> None:
        """Undo this table's last act."""
        self._tell_what(N_("Undone: “{what}”"), self._kept(self.workshop.history.undo))

    def action_redo(self) -> None:
        """Do it again."""
        self._tell_what(N_("Redone: “{what}”"), self._kept(self.workshop.history.redo))

    def action_try_it(self) -> None:
        """Send a trial the way of an idea; on a laptop, tell when the hub has it too."""
        _ = self.language
        if made := self._kept(lambda: self.workshop.trials.record(self.table, _(TRIAL))):
            self._trial = made.id
            self._tell_trial()

    def _tell_trial(self) -> None:
        """Say how far the last trial came; told once it has come to its end."""
        words, arrived = trial_words(self._trial, self._uplink)
        self._trial = "" if arrived else self._trial
        self._tell(self.language(words), "$success" if arrived else "$warning")

    def _tell_what(self, msgid: str, what: Message | None) -> None:
        if what is not None:
            self._tell(self.language(msgid, what=what))

    # Moving

    def action_list(self) -> None:
        """Go from the field to the list."""
        if self._list.current:
            self._list.focus()

    def action_field(self) -> None:
        """Go from the top of the list to the field."""
        self._field.focus() if self._list.has_focus else self.action_list()

    def on_key(self, event: events.Key) -> None:
        """Let a letter typed in the list go to the field."""
        if self._list.has_focus and event.is_printable and event.character:
            event.stop()
            self._field.focus()
            self._field.insert(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Let what is pasted in the list go to the field."""
        if not self._field.has_focus:
            event.stop()
            self._field.focus()
            self._field.post_message(events.Paste(event.text))

    def action_back(self) -> None:
        """Leave the idea, then the list, then the page; words that are not saved are not left unsaid."""
        if self._editing:
            self._stop_editing()
        elif self._list.has_focus:
            self._field.focus()
        elif self._field.value.strip() and self._warned_about != self._field.value:
            self._warned_about = self._field.value
            kept = N_("Text not saved · Enter: save · Esc: leave, and find it here next time")
            lost = N_("Text not saved · Enter: save · Esc: leave without saving")
            self._tell(self.language(kept if self._field.unsaved() else lost), "$warning")
        else:
            self.facilitate.step_back(asked=bool(self._field.value.strip()))

    @property
    def _field(self) -> Field:
        return self.query_one(Field)

    @property
    def _list(self) -> Rows:
        return self.query_one(Rows)

    @property
    def _highlighted(self) -> Idea | None:
        return self.workshop.session.ideas.get(self._list.highlighted or "")
