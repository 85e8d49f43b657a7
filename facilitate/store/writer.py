"""One journal held for writing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Protocol

from facilitate.domain.codec import document_of
from facilitate.domain.errors import N_, StorageFailure
from facilitate.domain.event import Event
from facilitate.store.database import JournalDatabase, insert_lines, storage_of
from facilitate.store.journal import frame
from facilitate.store.locks import WriterLock

_FEW = 50


class Folder(Protocol):
    """The members of a session's folder that a writer uses."""

    folder: Path

    def moved(self) -> Path | None: ...


class JournalWriter:
    """One journal held for writing, until it is closed; `users` hold it."""

    def __init__(self, log: Folder, lock: WriterLock, database: JournalDatabase, closing: ExitStack) -> None:
        self.name = lock.name
        self.suffix = lock.suffix
        self.users = 0
        self._log = log
        self._lock = lock
        self._database = database
        self._storage = storage_of(database)
        self._closing: ExitStack | None = closing

    def append(self, events: Sequence[Event]) -> None:
        """Keep the events on the disk; raises `StorageFailure` having kept none."""
        if self._closing is None:  # `keep` was asked when it was handed out
            raise StorageFailure(
                N_("Not saved: {file} is now in use by another program. Try again: another file will be used."),
                file=str(self._storage.path),
            )
        try:
            insert_lines(self._database, _lines_of(events))
        except StorageFailure:
            found = self._log.moved()
            if found is None:
                raise
            raise StorageFailure(
                N_("Not saved: this session’s folder is now named “{found}”. Rename it “{folder}”, then try again."),
                found=found.name,
                folder=self._log.folder.name,
            ) from None

    def keep(self) -> bool:
        """Return whether this journal is still ours; its lock may have been removed, and taken by another program."""
        return self._closing is not None and self._lock.keep()

    def beat(self) -> None:
        """Show that somebody is here, and write again what others took out of the journal; raises `OSError`."""
        self._lock.beat()
        self._storage.restore()

    def close(self) -> None:
        """Let another program write it, whole as it was left."""
        if self._closing is None:
            return
        if self.keep():
            with suppress(OSError):
                self._storage.restore()
        self._closing.close()
        self._closing = None


def _lines_of(events: Sequence[Event]) -> Iterable[bytes]:
    if len(events) < _FEW:
        return (frame(document_of(event)) for event in events)
    from facilitate.store.event_lines import lines_of  # what brings many events at once is an import

    return lines_of(events)
