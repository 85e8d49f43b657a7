"""What stands around the note-taker’s field: the last line, with the hub; words that were left or pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.domain.text import one_line
from facilitate.i18n import Language
from facilitate.tui.actions import PageAction
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import pieces, plain

if TYPE_CHECKING:
    from facilitate.domain.session import Session
    from facilitate.domain.values.ideas import Idea
    from facilitate.tui.dialogs.questions import Confirm
    from facilitate.tui.services import Draft
    from facilitate.workshop.sharing.ports import Uplink
    from facilitate.workshop.views.pasting import PastedIdeas


def trial_words(trial: str, uplink: Uplink | None) -> tuple[str, bool]:
    """How far a trial came, and whether that is its end."""
    if uplink is None:
        return N_("✓ Trial saved: this device works. The trial is not counted."), True
    if uplink.has(trial):
        there = N_("✓ Trial saved here and on the facilitator’s computer: this device works. The trial is not counted.")
        return there, True
    return N_("Trial saved here, not yet on the facilitator’s computer …"), False


class TableRequests:
    """What a table asks for beside its ideas: to see its list large, and that somebody come."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("read_back", "f5", N_("Read back"), N_("Show the list large, to be read aloud and signed.")),
        PageAction("call", "f10", N_("Call us"), N_("Ask the facilitator to come to this table, or no more.")),
    )

    def __init__(self, page: SessionPage, table: int) -> None:
        self._page = page
        self._table = table

    def action_read_back(self) -> None:
        """Show the list, to be read aloud."""
        self._page.facilitate.open_screen("table_list", self._page.workshop, self._table)

    def action_call(self) -> None:
        """Call for somebody, or for nobody any more."""
        page = self._page
        calling = self._table not in page.workshop.session.calls
        if page.attempt(lambda: page.workshop.room_tables.call(self._table, calling=calling)) is not None:
            page.say(N_("The facilitator is called (F10: no more).") if calling else N_("Nobody is called any more."))


class UplinkFooter(Horizontal):
    """Keeps the uplink running for as long as the page stands; without one it only counts."""

    def __init__(self, uplink: Uplink | None) -> None:
        super().__init__()
        self._uplink = uplink

    def compose(self) -> ComposeResult:
        """The hub at the left, the count at the right."""
        yield Static(plain(""), id="uplink")
        yield Static(plain(""), id="count")

    def on_mount(self) -> None:
        """Open the line; once a second is often enough to tell that something is waiting."""
        if self._uplink is not None:
            self.run_worker(self._uplink.run(self._heard), exclusive=True)
            self.set_interval(1, self._tell)

    def show(self, counted: str) -> None:
        """Show what there is, which may be news for the hub."""
        self.query_one("#count", Static).update(plain(counted))
        if self._uplink is None:
            return
        self._uplink.look()
        # While the hub is there, what was just written is on its way: told as waiting it would flash at each Enter.
        if self.has_class("told") and not self._uplink.connected:
            self._tell()

    def _heard(self) -> None:
        page = self.screen
        if isinstance(page, SessionPage) and page.stands:
            self._tell()
            page.facilitate.wake()

    def _tell(self) -> None:
        page = self.screen
        if self._uplink is None or not isinstance(page, SessionPage):
            return
        self.set_class(not self._uplink.connected or self._uplink.trouble is not None, "away")
        self.add_class("told")
        self.query_one("#uplink", Static).update(pieces(*uplink_told(self._uplink, page.language)))


def uplink_told(uplink: Uplink, _: Language) -> tuple[tuple[str, str], ...]:
    """A sign and a sentence: on the line, off it, or what somebody has to see to."""
    if uplink.trouble is not None:
        return ("! ", "bold $warning"), (_.message(uplink.trouble), "$warning")
    if uplink.connected:
        sign, words = ("● ", "$success"), _(N_("connected to the facilitator’s computer"))
        if uplink.waiting:
            words += " · " + _.plural("sending {n} idea", "sending {n} ideas", uplink.waiting)
        return sign, (words, "$text-muted")
    if not uplink.waiting:
        return ("○ ", "$warning"), (_(N_("offline: everything is saved on this computer")), "$text-muted")
    waiting = _.plural(
        "offline: {n} idea waiting, saved on this computer",
        "offline: {n} ideas waiting, saved on this computer",
        uplink.waiting,
    )
    return ("○ ", "$warning"), (waiting, "$text-muted")


def paste_asked(found: PastedIdeas, table: int, _: Language) -> Confirm:
    """Whether several pasted lines are to become several ideas."""
    from facilitate.tui.dialogs.questions import Confirm

    question = _.plural(
        "Save {n} idea for table {table}?", "Save {n} ideas for table {table}?", len(found.ideas), table=table
    )
    return Confirm(question, paste_told(found, _), _(N_("Enter: save · Esc: cancel")))


def paste_told(found: PastedIdeas, _: Language) -> str:
    """What would come in, and what cannot with its reason."""
    lines = [f"• {one_line(text)}" for text in found.ideas]
    lines += [f"✗ {row.excerpt} – {_.message(row.reason)}" for row in found.refused]
    lines += [_.message(notice) for notice in found.notices]
    if found.cleaned:
        lines.append(_(N_("Invisible control characters have been removed from these lines.")))
    return "\n".join(lines)


def left_words(draft: Draft, session: Session, table: int) -> tuple[str, Idea | None]:
    """The words to offer, and the idea they correct; none when the table has them already.

    A program may end between the journal's sync and the end of the draft.
    """
    text, about = draft.read()
    idea = session.ideas.get(about)
    ideas = [idea] if idea else [each for each in session.ideas.values() if each.table == table]
    if text.strip() and any(each.text == text.strip() for each in ideas):
        draft.keep("")
        return "", None
    return text, idea
