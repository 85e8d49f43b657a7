"""What the workshop asks of the world: a log that keeps events, a clock, and a source of ids."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from facilitate.domain.events import Event


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """The time in the zone of the room; never earlier than it was told before."""
        ...


class IdSource(Protocol):
    """Where unique names come from."""

    def token(self) -> str:
        """Eight characters of 0-9 and a-z that nobody else will draw."""
        ...


class Writer(Protocol):
    """One journal held for writing. `suffix` goes into references (`b` in `T3b-07`); empty for a role's first."""

    @property
    def name(self) -> str: ...

    @property
    def suffix(self) -> str: ...

    def append(self, events: Sequence[Event]) -> None:
        """Keep the events on the disk before returning; raises `StorageFailure` having kept none of them."""
        ...


class EventLog(Protocol):
    """The events of one session, from every writer."""

    def read(self) -> list[Event]:
        """Every event that is there now, in any order."""
        ...

    def news(self) -> list[Event]:
        """What other programs wrote since the last `read` or `news`."""
        ...

    def writing_as(self, role: str) -> AbstractContextManager[Writer]:
        """Hold a journal of that role for a while; a fresh one when another program holds the first."""
        ...

    def present(self) -> frozenset[str]:
        """The roles somebody has open right now."""
        ...
