"""What the hub offers to the screens, and what it asks of the disk: the links of the tables, and who is connected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from facilitate.domain.errors import Message
from facilitate.domain.frozen import dataclass

if TYPE_CHECKING:
    from facilitate.workshop.sharing.wifi import Wifi


@dataclass(frozen=True, slots=True)
class Interface:
    """One way this machine can be reached: the system's name for it, and its address (`192.168.1.10`)."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Guest:
    """A device that is connected now. `device` is what it says it is (`phone`, `tablet`, `computer`, `facilitate`).

    It may say how it is: `asleep` while nobody looks at its page, the percents of its `battery` where that is not being
    charged and its browser tells, and how many acts are `unsent` on it.
    """

    table: int
    device: str
    since: datetime
    asleep: bool = False
    battery: int | None = None
    unsent: int = 0


class Keys(Protocol):
    """The tokens of a session's tables, kept on this machine only: whoever holds one may write for that table."""

    @property
    def place(self) -> tuple[str, int]:
        """The address and the port of last time, so that links and what browsers keep under them stay right."""
        ...

    def keep_place(self, address: str, port: int) -> None: ...

    @property
    def open_at(self) -> str:
        """The address at which a hub was opened, in whichever program, and not closed; else nothing."""
        ...

    def keep_open_at(self, address: str) -> None: ...

    @property
    def wifi(self) -> Wifi | None:
        """The room's wifi, for the cards; None where nobody said it."""
        ...

    def token(self, table: int) -> str:
        """Return the token of a table, drawn when first asked for; empty while the table is closed."""
        ...

    def given(self, table: int) -> bool:
        """Return whether a table's link may be among the cards; that of the synthesis once somebody asked for it."""
        ...

    def table_of(self, token: str) -> int | None:
        """Return the table a token opens: None when nobody was ever given it, 0 when it was closed or renewed since."""
        ...

    def key(self, table: int) -> str:
        """Return the key by which a table's devices know the hub; it stands behind the token, and does not change."""
        ...

    def known_as(self, name: str) -> tuple[str, str] | None:
        """Return the secret of that name (see `proof.py`), and the key that whoever knows that secret may be told."""
        ...

    def renew(self, table: int) -> None:
        """Draw another token: the one before opens nothing any more."""
        ...

    def close(self, table: int) -> None:
        """Take the token back; `renew` opens the table again."""
        ...


class Hub(Protocol):
    """The hub of one session. It serves while it is open, and stops with the program at the latest."""

    @property
    def address(self) -> str:
        """What stands before every link (`http://192.168.1.10:8317`); empty while it is closed."""
        ...

    @property
    def trouble(self) -> Message | None:
        """Why it stopped by itself, if it did."""
        ...

    @property
    def moved(self) -> Message | None:
        """That it is not at the port of last time, as something else is there already; None where it is."""
        ...

    def interfaces(self) -> Sequence[Interface]:
        """Return the ways this machine can be reached now, the likeliest first; the machine itself (127.0.0.1) last."""
        ...

    async def open(self, address: str = "", port: int = 0) -> None:
        """Listen on that address only (last time's, else the likeliest, when none is named); raises `Refused`.

        A hub that is open moves there.
        """
        ...

    async def close(self) -> None:
        """Say goodbye to everyone and stop listening."""
        ...

    def link(self, table: int) -> str:
        """Return the link that a table's device opens; empty while the hub or that table is closed."""
        ...

    def renew(self, table: int) -> None:
        """Give the table another link; whoever came by the old one is shown out."""
        ...

    def shut(self, table: int) -> None:
        """Take the table's link back; `renew` gives another."""
        ...

    def guests(self) -> Sequence[Guest]:
        """Return who is connected now, in order of arrival."""
        ...

    def listen(self, changed: Callable[[], None]) -> None:
        """Have `changed` called, in the loop the hub runs in, whenever guests, links or the session changed by it."""
        ...


class Uplink(Protocol):
    """A note-taker's own laptop, as it keeps in touch with the hub."""

    @property
    def connected(self) -> bool: ...

    @property
    def waiting(self) -> int:
        """How many ideas this laptop knows better than the hub; they are on this laptop's disk."""
        ...

    @property
    def trouble(self) -> Message | None:
        """Why the hub takes nothing from this laptop, when that will not pass by itself."""
        ...

    def has(self, event: str) -> bool:
        """Whether the hub has said that the act of that id is on its disk."""
        ...

    def look(self) -> None:
        """Take note that something was done here and may be sent; cheap, and nothing while the hub is away."""
        ...

    async def run(self, changed: Callable[[], None]) -> None:
        """Keep in touch until cancelled; `changed` is called when anything above, or the session, did."""
        ...
