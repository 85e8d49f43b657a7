"""What a laptop and the hub say to one another, apart from how it travels."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any, Protocol

from facilitate.domain.frozen import dataclass
from facilitate.workshop.sharing.link import HubLink


@dataclass(frozen=True, slots=True)
class HubMessage:
    """One message of the hub: `session`, `events`, `presence`, `closed` or `bye`."""

    name: str
    data: Any


class Unreachable(Exception):
    """No answer, or one that was cut short: the network, or the hub, is away."""


class Busy(Exception):
    """The hub asks to wait so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Rejected(Exception):
    """The hub says no, in a sentence for people."""

    def __init__(self, status: int, reason: str = "") -> None:
        super().__init__(status, reason)
        self.status = status
        self.reason = reason


class NotAHub(Exception):
    """Something else than a hub answers at that address: the page of a hotel's wifi, for one."""


class Impostor(NotAHub):
    """What answers cannot prove that it is the hub of this link: another session's, or anybody's."""


class HubConnection(Protocol):
    """A conversation with the hub; everything may raise the exceptions above.

    Nothing is given to what answers, not even the token, before it has proved that it is the hub.
    """

    @property
    def link(self) -> HubLink:
        """Where it leads; with the key by which the hub is known again, once it was met."""
        ...

    def journal(self) -> AsyncGenerator[HubMessage, None]:
        """Yield the hub's messages, for as long as the connection lasts."""
        ...

    async def push(self, documents: Sequence[Mapping[str, Any]]) -> Mapping[str, str]:
        """Hand over events; when this returns they are on the hub's disk, but for those left out, with the reason."""
        ...

    async def tell(self, here: Sequence[Mapping[str, str]]) -> None:
        """Say who is at the synthesis on this laptop, and what is selected there."""
        ...

    async def close(self) -> None:
        """Close the connection."""
        ...
