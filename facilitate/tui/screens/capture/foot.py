"""The last line of the note-taker's page: how many ideas there are and, on a laptop of the table's own, the hub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import pieces, plain

if TYPE_CHECKING:
    from facilitate.workshop.sharing.ports import Uplink


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
