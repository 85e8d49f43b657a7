"""Sharing: the room's hub, each table's link as a QR code, and who came by it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_, FacilitateError
from facilitate.domain.roles import DESK_SEAT, SYNTHESIS_SEAT, VOTE_SEAT
from facilitate.domain.values.presence import SHARE
from facilitate.files import KEPT
from facilitate.labels import tables_tried
from facilitate.system import FIREWALL_ASKS
from facilitate.tui.actions import PageAction
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import joined, notify, one_line, pieces, plain
from facilitate.tui.widgets import hub_lines
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.qr_code import QrCode
from facilitate.tui.widgets.rows.row import ListRow
from facilitate.tui.widgets.rows.rows import Rows
from facilitate.workshop.sharing.devices import FIREWALL, LOOPBACK, short, used
from facilitate.workshop.sharing.ports import Hub, Interface
from facilitate.workshop.sharing.printed_links import KINDS
from facilitate.workshop.workshop import Workshop

_TABLE, _CLOSED = N_("Table {table}"), N_("The link for table {table} is closed (r: new link).")
_RENEW, _SHUT = N_("Give table {table} a new link?"), N_("Close the link for table {table}?")
# What is said of a link that is no table's, for what is said of a table's.
_APART: Mapping[int, Mapping[str, str]] = {
    SYNTHESIS_SEAT: {
        _TABLE: N_("Synthesis"),
        _CLOSED: N_("The synthesis link is closed (r: new link)."),
        _RENEW: N_("Give the synthesis a new link?"),
        _SHUT: N_("Close the synthesis link?"),
    },
    DESK_SEAT: {
        _TABLE: N_("Desk"),
        _CLOSED: N_("The desk’s link is closed (r: new link)."),
        _RENEW: N_("Give the desk a new link?"),
        _SHUT: N_("Close the desk’s link?"),
    },
    VOTE_SEAT: {
        _TABLE: N_("Vote, for the whole room"),
        _CLOSED: N_("The link of the voting page is closed (r: new link)."),
        _RENEW: N_("Give the voting page a new link?"),
        _SHUT: N_("Close the link of the voting page?"),
    },
}
_LONG = 30  # seconds a sentence stays to be read that takes its room from the list, and covers nothing


class SharePage(SessionPage):
    """Opens the hub when it is opened, and leaves it open: the hub belongs to the program."""

    SHOWN_AS = SHARE
    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction(
            "renew", "r", N_("New link"), N_("Give the selected table a new link; the old one no longer works.")
        ),
        PageAction("shut", "x", N_("Close link"), N_("Close the selected table’s link, or give it a new one.")),
        PageAction("cards", "c", N_("Cards"), N_("Create a page of cards to print, one per table.")),
        PageAction("network", "i", N_("Network"), N_("Choose the network the devices connect through.")),
        PageAction(
            "conduct", "a", N_("Facilitator’s screen"), N_("Go to the facilitator’s screen; the tables stay connected.")
        ),
        PageAction(
            "serve",
            "s",
            N_("On/off"),
            N_("Turn sharing off, or on again. Closing facilitate also turns it off."),
        ),
    )
    AUTO_FOCUS = "#tables"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (72, "-normal"), (110, "-wide"), (150, "-huge")]  # noqa: RUF012 -- Textual's own
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-tall")]  # noqa: RUF012 -- Textual's own
    DEFAULT_CSS = """
    SharePage {
        & ToastHolder { align-horizontal: left; }
        & Toast { max-width: 40; }
        & #top { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & #middle { height: 1fr; border-top: solid $rule; }
        & #left { width: 40; }
        & #state { height: auto; padding: 0 1; border-bottom: solid $rule; }
        & #notices { height: auto; max-height: 50%; padding: 0 1; color: $warning; border-bottom: solid $rule; }
        & #notices { display: none; }
        & #right { width: 1fr; border-left: solid $rule; }
        & QrCode { height: 1fr; content-align: center middle; text-align: center; color: $text-muted; }
        & #link { height: auto; text-align: center; }
        &.-wide #left { width: 48; }
        &.-huge #left { width: 60; }
        &.-tiny #left { width: 1fr; }
        &.-tiny #right { display: none; }
        &.-flat #top { display: none; }
        &.-flat #middle { border-top: none; }
    }
    """

    def __init__(self, workshop: Workshop, address: str = "", port: int = 0) -> None:
        """`address` is the one of this machine to listen on; without it, the likeliest."""
        super().__init__(workshop)
        self._wanted = (address, port)
        self._drawn_of: object = None
        self._shown: dict[str, Content] = {}
        self._misprinted: Sequence[str] = ()  # which printed sheets lead elsewhere
        self._notices: tuple[str, ...] = ()  # what is to be known for a while
        self._elsewhere = ""  # the address at which another program shares it

    def compose(self) -> ComposeResult:
        """The hub and the tables on the left, the highlighted table's link on the right."""
        _ = self.language
        yield Static(plain(""), id="top")
        with Horizontal(id="middle"):
            with Vertical(id="left"):
                yield Static(plain(""), id="state")
                yield Static(plain(""), id="notices")
                yield Rows(id="tables", lines=3)
            with Vertical(id="right"):
                yield QrCode(_(N_("Not enough room for the QR code:\nenlarge the window, or type the link.")))
                yield Static(plain(""), id="link")
        yield KeyBar(self.ACTIONS, self.always, _)

    def on_mount(self) -> None:
        """Open the hub; Textual has called the page's own `on_mount` too."""
        if not self.hub.address:
            self.app.run_worker(self._open_unless_shared(), group="hub")

    async def _open_unless_shared(self) -> None:
        """Open it; where another program shares the session, its links lead there, and a person says what is meant."""
        from facilitate.tui.background import aside

        self._elsewhere = await aside(lambda: self.facilitate.services.sharing.address_elsewhere(self.workshop))
        if not self._elsewhere:
            self._open(*self._wanted)
        elif self.stands:
            self.redraw()
            what = N_("The links and cards already handed out lead to that window; its devices stay connected there.")
            question = N_("Already shared in another window. Share here as well?")
            self._sure(question, what, lambda: self._open(*self._wanted), ask=True)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "Connect the tables (phones, laptops) over the room’s network, without internet. A "
                "table’s link gives access to that table only. If the network drops, people keep "
                "writing, and their ideas are sent later. The tables stay connected when you leave this "
                "page; closing facilitate disconnects them."
            )
        )

    @property
    def hub(self) -> Hub:
        """The hub of this session."""
        return self.facilitate.services.sharing.hub(self.workshop, self.facilitate.wake)

    @property
    def table(self) -> int:
        """The table that is highlighted."""
        return int(self.query_one(Rows).highlighted or 1)

    # Drawing

    def follow(self) -> bool:
        """Draw too when a device came or went, or a link changed: neither is an event of the session."""
        drawn = super().follow()
        if self._drawn_of != self._state():
            self.draw()
            return True
        return drawn

    def _state(self) -> object:
        hub = self.hub
        return hub.address, hub.trouble, tuple(hub.guests()), tuple(map(hub.link, self._numbers()))

    def _numbers(self) -> list[int]:
        return [int(row.key) for row in self.query_one(Rows).rows]

    def redraw(self) -> None:
        """Draw the hub as it stands."""
        head = pieces((self.language(N_("Sharing")), "bold"))
        self._put("#top", joined([head, one_line(self.workshop.session.plan.title)]))
        tried = tables_tried(self.workshop.session, self.language)
        self._put("#state", hub_lines.state(self.hub, self.language, tried, self._elsewhere))
        with suppress(FacilitateError):
            self._drawn_of = self._state()
        for notice in self.facilitate.services.sessions.new_notices():
            self._tell(self.language.message(notice))

    def tick(self) -> None:
        """Draw the tables, whose last ideas grow older, and the link."""
        with suppress(FacilitateError):  # where the links cannot be read, `follow` says so
            rows = hub_lines.table_rows(self.workshop.session, self.hub, self.workshop.clock.now(), self.language)
            if rows != self.query_one(Rows).rows:
                self.query_one(Rows).rows = rows
            self._show_link()

    def on_rows_highlighted(self) -> None:
        """Show the link of the table that is highlighted."""
        with suppress(FacilitateError):
            self._show_link()

    def on_resize(self) -> None:
        """Write the link in one line or in two."""
        if self.drawn:
            self.tick()

    def _show_link(self) -> None:
        link = short(self.hub.link(self.table))  # a code with the key would not fit on the smallest screen
        self.query_one(QrCode).show(link)
        self._put("#link", self._written(link) if link else self._why_none())

    def _put(self, where: str, text: Content) -> None:
        """Write it there, unless it stands there already: what has not changed is not painted again."""
        if where not in self._shown or not text.is_same(self._shown[where]):
            self._shown[where] = text
            self.query_one(where, Static).update(text)

    def _tell(self, sentence: str) -> None:
        """Tell something for a while above the list, where it covers neither a table nor a code."""
        if not self.stands:  # it was left meanwhile
            notify(self.app, sentence, "warning", seconds=_LONG)
            return
        if sentence not in self._notices:
            self._notices = (*self._notices, sentence)
            self.set_timer(_LONG, lambda: self._draw_notices(sentence))
        self._draw_notices()

    def _draw_notices(self, *over: str) -> None:
        """Draw what is told, without those whose time is `over`."""
        self._notices = tuple(each for each in self._notices if each not in over)
        if self.stands:
            self._put("#notices", plain("\n").join(map(plain, self._notices)))
            self.query_one("#notices").display = bool(self._notices)

    def _written(self, link: str) -> Content:
        """The link to be read aloud or typed, its two parts in one line where there is room."""
        address, sign, token = link.partition("#")
        name = self._worded(_TABLE)
        between = "" if len(link) < self.query_one("#link").size.width else "\n"
        return pieces((name, "bold"), "\n", (f"{address}{sign}", "$text-muted"), between, (token, "bold $accent"))

    def _why_none(self) -> Content:
        if not self.hub.address:
            return plain("")
        reason = self._worded(_CLOSED)
        return pieces((reason, "$warning"))

    # Opening and closing

    def _open(self, address: str = "", port: int = 0) -> None:
        """Open it, or move it there; what Windows will ask is told before."""
        if FIREWALL_ASKS and address != LOOPBACK:
            self._tell(self.language(FIREWALL))
        self._wanted = ("", 0)  # from then on the network that was chosen last
        self._beside_all(self.hub.open(address, port))

    def _beside_all(self, change: Coroutine[None, None, None]) -> None:
        """Change the hub; leaving the page meanwhile does not leave it half open."""

        async def changing() -> None:
            await self.answered(change)
            if self.hub.address and self.hub.moved:
                self._tell(self.language.message(self.hub.moved))
            self._say_misprinted()
            self.facilitate.wake()

        self.app.run_worker(changing(), group="hub")

    def _say_misprinted(self) -> None:
        """Say which printed sheets lead elsewhere than to where the hub is open now."""
        self._draw_notices(*self._misprinted)  # it was about the network before
        if here := self.hub.address:
            self._misprinted = self.facilitate.services.sharing.misprinted(self.workshop, self.language, KINDS, here)
            for wrong in self._misprinted:
                self._tell(wrong)

    def action_serve(self) -> None:
        """Stop, or begin again; whoever is connected is asked for first."""
        hub = self.hub
        if not hub.address:
            self.app.run_worker(self._open_unless_shared(), group="hub")
            return
        came = len(hub.guests())
        what = N_("Anything typed on the devices stays there, and is sent when sharing is on again.")
        self._sure(N_("Turn sharing off?"), what, lambda: self._beside_all(hub.close()), ask=bool(came))

    def action_network(self) -> None:
        """Ask by which network."""
        from facilitate.tui.dialogs.questions import Choose

        here = used(self.hub)
        rows = [self._row(each) for each in self.hub.interfaces()]
        question = self.language(
            N_(
                "Which network do the devices use? A different network means a different address: the links change, "
                "and cards already printed no longer work."
            )
        )
        begin = here.address if here else None
        self.app.push_screen(Choose(question, rows, self.language, begin=begin), self._move)

    def _row(self, found: Interface) -> ListRow:
        only = self.language(N_("this computer only"))
        return ListRow(
            found.address, plain(found.address), plain(found.name), plain(only if found.address == LOOPBACK else "")
        )

    def _move(self, address: str | None) -> None:
        here = used(self.hub)
        if address and (here is None or here.address != address):
            self._open(address)

    def action_renew(self) -> None:
        """Give the table another link."""
        table = self.table
        what = N_("Devices that used the old link will be disconnected; its printed card will no longer work.")
        self._sure(_RENEW, what, lambda: self.hub.renew(table), ask=True)

    def action_shut(self) -> None:
        """Take the link back, or give another."""
        table = self.table
        if self.hub.address and not self.hub.link(table):
            self._change(lambda: self.hub.renew(table))
            return
        what = N_("Devices that used it will be disconnected; its printed card will no longer work.")
        self._sure(_SHUT, what, lambda: self.hub.shut(table), ask=True)

    def _sure(self, question: str, what: str, act: Callable[[], None], *, ask: bool) -> None:
        from facilitate.tui.dialogs.questions import Confirm

        if not ask:
            self._change(act)
            return
        _ = self.language
        hint = _(N_("Enter: confirm · Esc: cancel"))
        texts = (self._worded(question), _(what), hint)
        self.app.push_screen(Confirm(*texts), lambda yes: self._change(act) if yes else None)

    def _worded(self, text: str) -> str:
        """What is said of the selected table, or of the synthesis or the desk where its link is selected."""
        seat = self.table
        return self.language(_APART.get(seat, {}).get(text, text), table=seat)

    def _change(self, act: Callable[[], None]) -> None:
        self.app.clear_notifications()
        self._draw_notices(*self._notices)  # what says that cards work is not true any more of this table's
        self.attempt(act)
        self.facilitate.wake()

    # Elsewhere

    def action_cards(self) -> None:
        """Write the cards."""
        made = self.attempt(lambda: self.facilitate.services.sharing.write_cards(self.workshop))
        if made is not None:
            _ = self.language
            written = N_("Cards created: {path}. They work as long as this computer keeps the same address.")
            kept = f" {_(KEPT, kept=made.kept.name, file=made.path.name)}" if made.kept else ""
            self._tell(f"{_(written, path=made.path)}{kept}")

    def action_conduct(self) -> None:
        """Go to the facilitator's screen, or back to it."""
        self.facilitate.go_to_screen("conduct", self.workshop)
