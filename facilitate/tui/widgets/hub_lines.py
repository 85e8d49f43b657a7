"""The hub in words: whether it is open, who came, and what each table's devices are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.domain.roles import DESK_SEAT, SYNTHESIS_SEAT, VOTE_SEAT
from facilitate.domain.session import Session
from facilitate.i18n import Language
from facilitate.labels import DEVICES
from facilitate.tui.plain import pieces, plain
from facilitate.tui.widgets import times
from facilitate.tui.widgets.rows.row import NOTHING, ListRow
from facilitate.workshop.report.counts import TableCount
from facilitate.workshop.sharing.devices import LOOPBACK, tables_of, used
from facilitate.workshop.views.conduct import TableGlance, tables

if TYPE_CHECKING:
    from facilitate.workshop.sharing.ports import Guest, Hub


_APART = 3
_LOW = 20  # percent of a battery that may not last the day


class HubSign(Static):
    """A few words in a page's top line; nothing where nobody ever shared anything."""

    DEFAULT_CSS = f"HubSign {{ width: auto; height: 1; margin-right: {_APART}; }}"

    def __init__(self) -> None:
        super().__init__(NOTHING)
        self._shown = NOTHING

    def show(self, hub: Hub | None, _: Language, missing: Content | None) -> bool:
        """Draw it if it says something else than before; `missing` stands where this program has no hub open.

        Tells whether it was drawn.
        """
        sign = _sign(hub, _) or missing or plain("")
        if sign.is_same(self._shown):
            return False
        self._shown = sign
        self.update(sign)
        return True

    @property
    def cells(self) -> int:
        """How many columns it takes, with those that keep it apart."""
        return self._shown.cell_length + _APART


def missing_hub(_: Language, *, elsewhere: bool) -> Content:
    """What is said of a session that was shared, in a program that does not share it now."""
    if elsewhere:
        return pieces((_(N_("shared in another window")), "$text-muted"))
    return pieces((_(N_("sharing is off (o)")), "$warning"))


def _sign(hub: Hub | None, _: Language) -> Content:
    if hub is None or not (hub.address or hub.trouble):
        return plain("")
    if not hub.address:
        return pieces(("✗ ", "$error"), _(N_("sharing interrupted")))
    guests = len(hub.guests())
    here = _.plural("{n} connected", "{n} connected", guests) if guests else _(N_("no devices connected"))
    return pieces(("● ", "$success"), here)


def state(hub: Hub, _: Language, tried: str = "", elsewhere: str = "") -> Content:
    """Whether the hub is open, where, and how many came and have `tried`; what to do when it is not.

    `elsewhere` is the address at which another program shares the session.
    """
    if hub.address:
        return pieces(_open(hub, _), ("\n" + tried, "$accent")) if tried else _open(hub, _)
    if hub.trouble:
        why, again = _.message(hub.trouble), _(N_("s: try again"))
        head = pieces(("✗ ", "$error"), (_(N_("Sharing was interrupted")), "bold"))
        return pieces(head, "\n", why, "\n", (again, "$text-muted"))
    if elsewhere:
        there, hint = _(N_("Shared in another window")), _(N_("s: share here as well"))
        return pieces(("● ", "$success"), (there, "bold"), f"\n{elsewhere}\n", (hint, "$text-muted"))
    hint = _(N_("s: turn on"))
    return pieces(("○ ", "$text-muted"), (_(N_("Sharing is off")), "bold"), "\n", (hint, "$text-muted"))


def _open(hub: Hub, _: Language) -> Content:
    here = used(hub)
    by = f"  {here.name}" if here and here.name else ""
    guests = len(hub.guests())
    none = _(N_("no devices connected"))
    came = _.plural("{n} device connected", "{n} devices connected", guests) if guests else none
    alone = here is not None and here.address == LOOPBACK
    only = _(N_("Only this computer can open these links (i: choose a network)."))
    if len(hub.interfaces()) == 1:
        only = _(N_("No network: only this computer can open these links."))
    return pieces(
        ("● ", "$success"),
        (_(N_("Sharing is on")), "bold"),
        (by, "$text-muted"),
        "\n",
        (hub.address, "$accent"),
        "\n",
        came,
        *(("\n", (only, "$warning")) if alone else ()),
    )


def table_rows(session: Session, hub: Hub, now: datetime, _: Language) -> tuple[ListRow, ...]:
    """Each table: its devices, and below them its ideas."""
    guests: dict[int, list[Guest]] = {}
    for guest in hub.guests():
        guests.setdefault(guest.table, []).append(guest)
    rows = [_row(glance, guests.get(glance.count.table, []), hub, now, _) for glance in _glances(session)]
    # The command begins a line, so that it is read, and typed, as one.
    sorts = _(N_("for a second person to sort: facilitate sort LINK")).replace(" facilitate ", "\n  facilitate ", 1)
    apart = [_row_apart(SYNTHESIS_SEAT, _(N_("Synthesis")), sorts, guests, hub, _)]
    if session.people or session.dealt_at_the_door:
        welcomes = _(N_("for a phone at the door"))
        apart.append(_row_apart(DESK_SEAT, _(N_("Desk")), welcomes, guests, hub, _))
    if session.votes or session.feedback:
        apart.append(_row_of_room(hub, _(N_("Vote") if session.votes else N_("Closing questions")), _))
    return (*rows, *apart)


def _row_of_room(hub: Hub, name: str, _: Language) -> ListRow:
    """The link of the whole room: nobody is told who came by it."""
    about = _(N_("for the whole room"))
    shut = ("✗ ", "$warning") if hub.address and not hub.link(VOTE_SEAT) else "  "
    return ListRow(str(VOTE_SEAT), pieces(shut, name, "\n", (f"  {about}", "$text-muted")), plain("+"))


def _row_apart(seat: int, name: str, about: str, guests: Mapping[int, list[Guest]], hub: Hub, _: Language) -> ListRow:
    """A link that is no table's: for who sorts on a laptop of their own, or who welcomes people at the door."""
    here = _here(seat, guests.get(seat, []), hub, _)
    return ListRow(str(seat), pieces(here, "  ", name, "\n", (f"  {about}", "$text-muted")), plain("+"))


def _glances(session: Session) -> list[TableGlance]:
    """Every table that gets a link, with its ideas in the phase that those of this moment belong to."""
    asked = session.plan.phase(session.phase_for_ideas)
    known = {glance.count.table: glance for glance in (tables(session, asked, ()) if asked else ())}
    without = (TableGlance(TableCount(table, 0, 0, 0, 0), None, present=False) for table in tables_of(session))
    return list(({glance.count.table: glance for glance in without} | known).values())


def _row(glance: TableGlance, guests: list[Guest], hub: Hub, now: datetime, _: Language) -> ListRow:
    number = glance.count.table
    here = _here(number, guests, hub, _)
    count = _.plural("{n} idea", "{n} ideas", glance.count.standing)
    last = f" · {times.ago(now - glance.last, _)}" if glance.last else ""
    if glance.tried:
        last += " · " + _(N_("✓ tried"))
    name = f"  {glance.setup.name}" if glance.setup and glance.setup.name else ""
    return ListRow(str(number), pieces(here, name, "\n", (f"  {count}{last}", "$text-muted")), plain(f"T{number}"))


def _here(seat: int, guests: list[Guest], hub: Hub, _: Language) -> Content:
    if guests:
        return pieces(("● ", "$success"), devices(guests, _))
    if hub.address and not hub.link(seat):
        return pieces(("✗ ", "$warning"), (_(N_("link closed")), "$warning"))
    return pieces(("○ ", "$text-muted"), (_(N_("no devices")), "$text-muted"))


def devices(guests: Iterable[Guest], _: Language) -> str:
    """`2 phones, 1 computer · 1 asleep`."""
    here = list(guests)
    count = Counter(guest.device if guest.device in DEVICES else "" for guest in here)
    kinds = ", ".join(_counted(kind, count[kind], _) for kind in (*DEVICES, "") if count[kind])
    return " · ".join([kinds, *_health(here, _)])


def _health(here: Sequence[Guest], _: Language) -> Iterator[str]:
    """What somebody should know of devices: that nobody looks at them, a low battery, what they could not send."""
    if asleep := sum(guest.asleep for guest in here):
        yield _.plural("{n} asleep", "{n} asleep", asleep)
    low = [guest.battery for guest in here if guest.battery is not None and guest.battery <= _LOW]
    if low:
        yield _(N_("battery at {percent}%"), percent=min(low))
    if unsent := sum(guest.unsent for guest in here):
        yield _.plural("{n} not sent yet", "{n} not sent yet", unsent)


def _counted(kind: str, n: int, _: Language) -> str:
    match kind:
        case "phone":
            return _.plural("{n} phone", "{n} phones", n)
        case "tablet":
            return _.plural("{n} tablet", "{n} tablets", n)
        case "computer":
            return _.plural("{n} computer", "{n} computers", n)
        case "facilitate":
            return _.plural("{n} facilitate", "{n} facilitate", n)
        case _:
            return _.plural("{n} device", "{n} devices", n)
