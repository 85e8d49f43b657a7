"""What the workshop asks of the world: a log that keeps events, a clock, a source of ids, and suggestions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from facilitate.domain.event import Event

if TYPE_CHECKING:
    from facilitate.domain.values.presence import Presence
    from facilitate.workshop.suggestions.contract import Cluster, DuplicateSuggestion, FilingSuggestion, Texts
    from facilitate.workshop.votes.contents import BallotBox


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """Return the time in the zone of the room; never earlier than it was told before."""
        ...


class IdSource(Protocol):
    """Where unique names come from."""

    def tokens(self, count: int) -> Sequence[str]:
        """So many names, each of eight characters of 0-9 and a-z, that nobody else will draw."""
        ...


class Writer(Protocol):
    """One journal held for writing. `suffix` goes into references (`b` in `T3b-07`); empty for a role's first."""

    @property
    def name(self) -> str: ...

    @property
    def suffix(self) -> str: ...

    def append(self, events: Sequence[Event]) -> None:
        """Keep the events on the disk before returning; raises `StorageFailure` having kept none of them.

        It may be called in a thread, while the log is read and other journals are written.
        """
        ...


class PresenceBoard(Protocol):
    """Where those who work in one session show themselves. Nothing here ever fails: it is a courtesy."""

    def show(self, here: Presence) -> None:
        """Show oneself; to be called again and again, for who is silent for some seconds counts as gone."""
        ...

    def leave(self, writer: str) -> None:
        """Show oneself no longer."""
        ...

    def others(self, writer: str) -> tuple[Presence, ...]:
        """Return who else is there, in the order of their names."""
        ...


class PhotoFiles(Protocol):
    """The photos of one session, each under the digest of its bytes."""

    def keep(self, data: bytes) -> bool:
        """Have these bytes on the disk when this returns; tells whether they were not. Raises `StorageFailure`."""
        ...

    def read(self, digest: str, photo: str = "") -> bytes:
        """Return the photo of that digest; nothing where its file is missing or damaged.

        That is told of later, with the identifier of the photo.
        """
        ...


class EventLog(Protocol):
    """The events of one session, from every writer; its id and its home machine are known once it is read.

    `slug` is the name of the session in its workspace.
    """

    session: str
    home: str
    slug: str

    @property
    def presence(self) -> PresenceBoard:
        """Where those who work in the session show themselves."""
        ...

    @property
    def photos(self) -> PhotoFiles:
        """The photos that its acts name."""
        ...

    @property
    def ballots(self) -> BallotBox:
        """The box with the ballots of its vote, until that is closed."""
        ...

    @property
    def answers(self) -> BallotBox:
        """The box with the answers to its closing questions, until these are closed."""
        ...

    def read(self) -> list[Event]:
        """Return every event that is there now, in any order."""
        ...

    def news(self) -> list[Event]:
        """Return what other programs wrote since the last `read` or `news`."""
        ...

    def restore(self, events: Iterable[Event]) -> None:
        """Keep again which of these acts others took out of the journals; cheap while nobody did."""
        ...

    def writing_as(self, role: str) -> AbstractContextManager[Writer]:
        """Hold a journal of that role for a while; a fresh one when another program holds the first."""
        ...

    def in_turn(self, what: str) -> AbstractContextManager[bool]:
        """Do something alone among the programs of this machine; tells whether the turn came, or one keeps it."""
        ...

    def present(self) -> frozenset[str]:
        """Return the roles somebody has open right now."""
        ...


class Matcher(Protocol):
    """Who says where items probably belong and which are probably the same. The same texts give the same answers."""

    def read(self, texts: Texts) -> None:
        """Take what there is now; call it after every act, it is quick when only filings changed."""
        ...

    def filing(self, item: str, most: int | None = 3) -> tuple[FilingSuggestion, ...]:
        """Categories for an unfiled item, best first; none without a reason that can be told."""
        ...

    def duplicates(
        self, most: int | None = None, settled: Collection[tuple[str, str]] = ()
    ) -> tuple[DuplicateSuggestion, ...]:
        """Pairs that may say the same, most probable first; `settled` pairs of ids are left out."""
        ...

    def near(self, item: str, most: int, settled: Collection[tuple[str, str]] = ()) -> tuple[DuplicateSuggestion, ...]:
        """Return the items that may say the same as this one, most probable first; it is the `a` of each."""
        ...

    def keywords(self, category: str, most: int = 8) -> tuple[str, ...]:
        """Return the most telling words of what was filed under a category."""
        ...

    def clusters(self, many: int | None = None) -> tuple[Cluster, ...]:
        """Unfiled items that seem to belong together: an emerging typology."""
        ...


class Preparation(Protocol):
    """What has to be done before texts can be compared by meaning."""

    def is_ready(self, texts: Texts) -> bool:
        """Return whether it is done for these texts."""
        ...

    def prepare(self, texts: Texts, tell: Callable[[int, int], None], stopped: Callable[[], bool]) -> Matcher | None:
        """Get ready for these texts, telling how many of how many are; None when it was stopped.

        The matcher goes by meaning, and by words alone for texts that came since. It may take seconds, and be called
        in a thread while the matcher is asked in another. Raises `FacilitateError`.
        """
        ...
