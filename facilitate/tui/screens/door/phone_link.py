"""The link of the desk's phones, as a QR code beside the door: who scans it finds a few names at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_, FacilitateError
from facilitate.tui.background import aside
from facilitate.tui.dialogs.dialog import Dialog
from facilitate.tui.plain import pieces, plain
from facilitate.tui.widgets.qr_code import QrCode

if TYPE_CHECKING:
    from facilitate.i18n import Language
    from facilitate.tui.services import SharingService
    from facilitate.workshop.workshop import Workshop


class PhoneLink(Dialog[str]):
    """Shows the link, and whether it leads anywhere; the result is `share` where its sharing is to be opened."""

    DEFAULT_CSS = """
    PhoneLink {
        align: center middle;
        & > Horizontal { width: 100%; height: 100%; background: $surface; padding: 0 1; }
        & QrCode { width: 1fr; height: 100%; content-align: center middle; }
        & Vertical { width: 34; height: 100%; padding: 1 1 0 2; }
        & .question { text-style: bold; margin-bottom: 1; }
        & .about { height: auto; }
        & .hint { color: $text-muted; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f5,enter", "leave", show=False),
        Binding("o", "share", show=False),
    ]

    def __init__(self, workshop: Workshop, sharing: SharingService, language: Language) -> None:
        super().__init__()
        self._workshop = workshop
        self._sharing = sharing
        self._language = language

    def compose(self) -> ComposeResult:
        """The code, and beside it the link to be typed and what is to be known of it."""
        _ = self._language
        with Horizontal():
            yield QrCode(_(N_("Not enough room for the QR code:\nenlarge the window, or type the link.")))
            with Vertical():
                yield Static(plain(_(N_("For a phone at the door"))), classes="question")
                yield Static(plain(""), classes="about")
                yield Static(plain(_(N_("o: open the sharing, where it is turned on · Esc: back"))), classes="hint")

    def on_mount(self) -> None:
        """Ask for the link, which may take a moment."""
        self.run_worker(self._show())

    async def _show(self) -> None:
        try:
            link, state = await aside(lambda: self._sharing.desk_link(self._workshop))
        except FacilitateError as error:
            link, state = "", error.message
        if self.is_attached and not self.answered:
            self.query_one(QrCode).show(link)
            self.query_one(".about", Static).update(self._about(link, self._language.message(state)))

    def _about(self, link: str, state: str) -> Content:
        _ = self._language
        if not link:
            return pieces(
                _(N_("The desk’s link is closed: the sharing gives a new one.")), "\n\n", (state, "$text-muted")
            )
        warning = _(N_("It finds a few names at a time and keeps nothing. The room’s wifi does not hide it."))
        address, sign, token = link.partition("#")
        return pieces(
            (f"{address}{sign}", "$text-muted"), (token, "bold $accent"), f"\n\n{state}\n\n", (warning, "$text-muted")
        )

    def action_share(self) -> None:
        """Go on to the sharing."""
        self.dismiss("share")

    def action_leave(self) -> None:
        """Go back to the door."""
        self.dismiss("")
