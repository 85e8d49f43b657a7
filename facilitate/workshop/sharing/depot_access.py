"""Who comes into a programme's depot, and what its server asks of the record behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass
from facilitate.workshop.sharing.depot import DepotSession, Receipt, WriterState
from facilitate.workshop.sharing.link import LENGTH, SIGNS, plain_token

DEPOT_PORT = 8318
_ADDRESS = re.compile(r"(?P<scheme>https?)://(?P<host>\[[0-9A-Fa-f:.]+\]|[^/@#?:\s]+)(?::[0-9]{1,5})?(?:/[^@#?\s]*)?")
_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})
# Begins as an address does whose scheme was left out: host.tld, host:port, an IP. `D:` is a disk.
_BARE = re.compile(
    r"(?:https?:/?)?(?P<host>localhost|\[[0-9a-f:.]+\]|[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}"
    r"|[\w-]{2,}(?:\.[\w-]+)*(?=:[0-9]))(?::[0-9]{1,5})?(?=[/#]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Access:
    """What a token opens: one `session`, empty until its first push takes one, or all of them for reading alone."""

    name: str
    session: str = ""
    reads_all: bool = False
    revoked: bool = False

    def may_read(self, session: str) -> bool:
        """Return whether it opens that session for reading."""
        return self.reads_all or (bool(session) and session == self.session)


class AccessTokens(Protocol):
    """The tokens of a depot. Each question is asked of the database: one that was revoked opens nothing more."""

    def access(self, token: str) -> Access | None:
        """Return what a token opens; None for one that was never given."""
        ...

    def claim(self, access: Access, session: str) -> bool:
        """Make a session the one of a token that has none yet; False where it is another's, or the token has one."""
        ...

    def release(self, access: Access) -> None:
        """Take a session back from its token, of which nothing came after all."""
        ...


class ProgrammeRecord(Protocol):
    """The record of a programme's depot, as its server uses it (`depot.py` says what the verbs do)."""

    def sessions(self) -> Sequence[DepotSession]: ...

    def offer(self, session: DepotSession) -> Sequence[WriterState]: ...

    def give(self, session: DepotSession, writer: str, from_line: int, most: int) -> bytes:
        """Return at most so many lines."""
        ...

    def take(self, session: DepotSession, writer: str, from_line: int, lines: bytes, purges: bytes) -> Receipt:
        """Take lines; `purges` are those by which the sender's session tells of removals, wherever they stand."""
        ...

    def typology(self) -> bytes:
        """Return the typology of the cycle as JSON; empty where nobody has put one there."""
        ...


@dataclass(frozen=True, slots=True)
class DepotLink:
    """Where a programme's depot is, without a slash at its end, and the token it is opened with, if one was given."""

    address: str
    token: str = ""

    def __str__(self) -> str:
        """What is handed to an organiser. The token stands behind `#`, which is sent to nobody."""
        grouped = "-".join(self.token[at : at + 5] for at in range(0, len(self.token), 5))
        return f"{self.address}/#{grouped}" if self.token else self.address


def address_meant(typed: str) -> str:
    """Return the address that somebody seems to have typed without its scheme, and no token; empty for a folder."""
    found = _BARE.match(typed.strip())
    if found is None:
        return ""
    rest = typed.strip()[found.start("host") :].partition("#")[0].rstrip("/")
    return f"{'http' if found['host'].lower() in _HERE else 'https'}://{rest}"


def read_depot_link(typed: str) -> DepotLink:
    """Return the link to a depot that somebody meant; raises `Refused` for one that is none, or sends a token in clear.

    Without TLS a token goes no farther than this very computer.
    """
    address, _, token = typed.strip().partition("#")
    found, opens = _ADDRESS.fullmatch(address), plain_token(token)
    if found is None or (opens and (len(opens) != LENGTH or set(opens) - set(SIGNS))):
        raise Refused(
            N_("This is no link to a depot. It should look like {example}: copy the whole of it."),
            example="https://depot.example.org/#k7m2q-94xzt-3f8wd-h5n0v",
        )
    if found["scheme"] == "http" and found["host"].lower() not in _HERE:
        raise Refused(N_("A depot is reached by https: over http anybody on the way could read what is sent to it."))
    return DepotLink(address.rstrip("/"), opens)
