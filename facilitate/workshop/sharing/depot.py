"""The depot, where the journals of a programme meet: what each carrier of it does, and nothing of how.

A folder, a WebDAV share and the programme's server are carriers. A writer is one journal of a session, by the name of
its file without the ending (`facilitator`, `table-3.k7m2`); its lines are those of the file, the header first, each
with its line end, and what they hold is a union by event id. Lines are only ever added, but where personal data was
removed. Journals of people, tokens and keys never come to a depot.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol, runtime_checkable

from facilitate.domain.errors import FacilitateError, Message, Refused
from facilitate.domain.frozen import dataclass


class AccessRefused(Refused):
    """A depot does not let whoever asks in, as with a token that was revoked; nothing was changed."""


class DepotEmptied(Refused):
    """A depot lets whoever asks in, and holds nothing of a session that was in it; nothing was changed."""


class DepotUnreachable(FacilitateError):
    """The depot does not answer now; nothing is lost, and the same is done by trying again later."""


@dataclass(frozen=True, slots=True)
class DepotSession:
    """A session by its id (`session`, which its journals' first lines hold), and the `name` of its folder."""

    session: str
    name: str


def told_apart(sessions: Iterable[DepotSession]) -> list[DepotSession]:
    """Return sessions by names that no two share: the first of one name keeps it, after the others comes their id."""
    found: dict[str, DepotSession] = {}
    for each in sessions:
        name = each.name
        while name in found:
            name = f"{name}-{each.session}"
        found[name] = DepotSession(each.session, name)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class WriterState:
    """How far a writer's journal goes: the `length` in bytes of its whole `lines`, and the SHA-256 (hex) of them.

    What stands after the last line end is no line, and not counted.
    """

    writer: str
    length: int
    lines: int
    checksum: str

    def begins(self, data: bytes) -> bool:
        """Return whether a journal's bytes begin with what this tells of."""
        return len(data) >= self.length and checksum_of(data[: self.length]) == self.checksum


@dataclass(frozen=True, slots=True)
class Receipt:
    """How many lines a depot holds now that it did not before, and a sentence for each that it refused."""

    accepted: int
    refused: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """How far whoever asks reaches in a depot: whether it shows every session, and takes anything of one."""

    is_whole: bool = True
    takes: bool = True


class Depot(Protocol):
    """A place where journals meet. Every verb may raise `DepotUnreachable`, `Refused` or `StorageFailure`.

    `purges` are the lines by which the session of whoever opened it tells of removals, the line ends included: a sync
    adds those that it has just taken in, before it hands over what was written earlier.
    """

    purges: bytes

    @property
    def address(self) -> str:
        """Where it is, as people wrote it, without anything secret."""
        ...

    @property
    def notices(self) -> Sequence[Message]:
        """What was found there that is no journal, or damaged, and is told of; it grows with every verb."""
        ...

    @property
    def reach(self) -> Reach:
        """How far whoever asks reaches, known once `sessions` or `offer` has answered."""
        ...

    def sessions(self) -> Sequence[DepotSession]:
        """Return the sessions that it holds, by names that no two share."""
        ...

    def offer(self, session: DepotSession) -> Sequence[WriterState]:
        """Return how far each writer of a session is there, by name; nothing for a session that it does not hold."""
        ...

    def give(self, session: DepotSession, writer: str, from_line: int) -> bytes:
        """Return the lines of a writer from that one on, the header being line 0; nothing where there are none."""
        ...

    def take(self, session: DepotSession, writer: str, from_line: int, lines: bytes) -> Receipt:
        """Keep whole lines of a writer, the first of which is its line `from_line`; they are kept when this returns.

        What is there already is passed over, so what was cut off is sent again. Nothing that is there goes: lines that
        would leave a gap, or stand where others are, are refused. One case is else: with `from_line` 0, the journal may
        be written anew where an act that removes personal data (`SessionPurged`), there, among the lines or known to
        whoever hands them over, names every event of it that has other contents, and no event is missing.
        """
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


@runtime_checkable
class PhotoDepot(Protocol):
    """A depot that keeps the photos of a session too, each under the digest of its bytes."""

    def photos(self, session: DepotSession) -> Collection[str]:
        """Return the digests of the photos that it has."""
        ...

    def give_photo(self, session: DepotSession, digest: str) -> bytes:
        """Return a photo; nothing where it is missing or damaged."""
        ...

    def take_photo(self, session: DepotSession, digest: str, data: bytes) -> None:
        """Keep a photo."""
        ...

    def drop_photo(self, session: DepotSession, digest: str) -> None:
        """Remove a photo, which no act names any more."""
        ...


@runtime_checkable
class TimedDepot(Protocol):
    """A depot that tells the time, as a server does with each answer."""

    @property
    def clock_notices(self) -> Sequence[Message]:
        """What is said where the date of this computer is another than its own, as it answered last."""
        ...


class FileChanged(Exception):
    """A file of a depot is not as it was when it was read: another computer, or another program, wrote it."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a depot; `tag` tells whether it is as it was read."""

    data: bytes
    tag: str


class DepotFiles(Protocol):
    """A place that keeps files in folders, and in folders of these (`paris/photos`): a disk, or a share on a server.

    Each may raise `DepotUnreachable`, `StorageFailure`, and `Refused` for what can never be done.
    """

    @property
    def address(self) -> str:
        """Where it is, as people wrote it, without anything secret."""
        ...

    def folders(self) -> Sequence[str]:
        """Return the names of the folders, in order; nothing where the place is still to be made."""
        ...

    def names(self, folder: str) -> Sequence[str]:
        """Return the names of the files in a folder, in order; nothing where there is none."""
        ...

    def read(self, folder: str, name: str) -> StoredFile | None:
        """Return a file; None where there is none."""
        ...

    def write(self, folder: str, name: str, data: bytes, tag: str) -> str:
        """Have these bytes be the file, in one step, kept when this returns; its folder is made if need be.

        `tag` is that of the file they replace, and empty where there is none; raises `FileChanged` where it is another.
        Returns the new one.
        """
        ...

    def remove(self, folder: str, name: str) -> None:
        """Remove a file; it need not be there."""
        ...

    def clear(self, folder: str) -> None:
        """Remove what was left half written in a folder; only where nobody needs it, as after a removal of names."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def state_of_journal(writer: str, data: bytes) -> WriterState:
    """Return how far a journal's bytes go."""
    whole = data[: data.rfind(b"\n") + 1]
    return WriterState(writer, len(whole), whole.count(b"\n"), checksum_of(whole))


def checksum_of(data: bytes) -> str:
    """Return by what two depots tell whether they hold the same bytes."""
    return hashlib.sha256(data).hexdigest()
