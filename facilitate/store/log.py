"""The log of one session: all its journals read as one, and written one at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from facilitate.domain.errors import N_, Message, StorageFailure
from facilitate.domain.events import Event
from facilitate.store import locks
from facilitate.store.codec import document_of, event_of
from facilitate.store.journal import SCHEMA, DamagedLineError, JournalDatabase, JournalStorage, not_written
from facilitate.store.names import ENDING, is_journal_name


class JournalWriter:
    """One journal held for writing."""

    def __init__(self, lock: locks.WriterLock, database: JournalDatabase) -> None:
        self.name = lock.name
        self.suffix = lock.suffix
        self._lock = lock
        self._database = database

    def append(self, events: Sequence[Event]) -> None:
        """Keep the events on the disk; raises `StorageFailure` having kept none."""
        self._database.table(self._database.default_table_name).insert_multiple(map(document_of, events))

    def beat(self) -> None:
        """Show that somebody is here."""
        self._lock.beat()


class FolderLog:
    """The journals in a session's folder.

    `home` is the machine whose writers carry no tag; a program on another one signs with its `machine`. `notices`
    collects what was set aside on the way.
    """

    def __init__(self, folder: Path, machine: str, session: str = "", home: str = "") -> None:
        self.folder = folder
        self.machine = machine
        self.session = session
        self.home = home
        self.notices: list[Message] = []
        self._databases: dict[str, JournalDatabase] = {}
        self._held: dict[str, JournalWriter] = {}

    def read(self) -> list[Event]:
        """Every event of every journal; raises `StorageFailure` naming file and line where one does not check."""
        self._databases.clear()
        return self.news()

    def news(self) -> list[Event]:
        """The events that appeared since the last look, whoever wrote them."""
        for writer in self._held.values():
            writer.beat()
        try:
            return [event for name in self._grown() for event in self._tail(self.folder / name)]
        except StorageFailure:
            # What was read on the way was not handed out: it is read again when the damage is mended.
            self._databases.clear()
            raise

    def present(self) -> frozenset[str]:
        """The roles that somebody has open."""
        return frozenset(name.partition(".")[0] for name in locks.present(self.folder))

    @contextmanager
    def writing_as(self, role: str) -> Iterator[JournalWriter]:
        """Hold a journal of that role; within, asking for the same role gives the same journal."""
        if role in self._held:
            yield self._held[role]
            return
        with ExitStack() as stack:
            writer = self._take(role, stack)
            self._held[role] = writer
            stack.callback(self._held.pop, role)
            yield writer

    def _take(self, role: str, stack: ExitStack) -> JournalWriter:
        try:
            lock = locks.WriterLock.take(self.folder, role, "" if self.machine == self.home else self.machine)
            stack.callback(lock.release)
            path = self.folder / f"{lock.name}{ENDING}"
            database = self._database(path)
            storage = _storage(database)
            stack.callback(storage.close)
            torn = storage.open_for_appending({"facilitate": SCHEMA, "session": self.session, "home": self.home})
            if torn:
                self._set_aside(path, torn)
        except OSError as error:
            raise not_written(self.folder / role, error) from error
        return JournalWriter(lock, database)

    def _set_aside(self, path: Path, torn: bytes) -> None:
        kept = path.with_suffix(".torn")
        with kept.open("ab") as file:
            file.write(torn + b"\n")
        self.notices.append(
            Message(
                N_("The last line of {file} was cut off while it was being written; it is kept in {kept}."),
                {"file": path.name, "kept": kept.name},
            )
        )

    def _grown(self) -> list[str]:
        """The journals that are longer than what was read of them; called at every act, so one look at the folder."""
        try:
            return sorted(
                entry.name
                for entry in os.scandir(self.folder)
                if is_journal_name(entry.name)
                and entry.is_file()  # a pipe of that name would keep the reader waiting
                and entry.stat().st_size > self._read_of(entry.name, entry.stat().st_ino)
            )
        except OSError as error:
            raise StorageFailure(
                N_("This session cannot be read ({folder}): {reason}."),
                folder=str(self.folder),
                reason=error.strerror or str(error),
            ) from error

    def _read_of(self, name: str, inode: int) -> int:
        database = self._databases.get(name)
        if database is None:  # a database is as long as its file: asking for its truth would read it all
            return 0
        storage = _storage(database)
        if storage.inode != inode and storage.inode and inode:
            del self._databases[name]  # another file took its place (a purge, a mending), to be read from its start
            return 0
        return storage.offset

    def _database(self, path: Path) -> JournalDatabase:
        database = self._databases.get(path.name)
        if database is None:
            database = self._databases[path.name] = JournalDatabase(path, storage=JournalStorage)
        return database

    def _tail(self, path: Path) -> list[Event]:
        storage = _storage(self._database(path))
        try:
            documents = storage.tail()
        except DamagedLineError as damage:
            raise damaged(damage.path, damage.number) from None
        except OSError as error:
            raise StorageFailure(
                N_("{file} cannot be read: {reason}. Check the disk."),
                file=str(path),
                reason=error.strerror or str(error),
            ) from error
        self._check_header(path, storage)
        events: list[Event] = []
        for line, document in enumerate(documents, storage.lines - len(documents) + 1):
            try:
                events.append(event_of(document))
            except ValueError:
                raise damaged(path, line) from None
        return events

    def _check_header(self, path: Path, storage: JournalStorage) -> None:
        header = storage.header
        if header is None:
            return
        session, home = header.get("session"), header.get("home")
        if not (isinstance(header.get("facilitate"), int) and isinstance(session, str) and isinstance(home, str)):
            raise damaged(path, 1)
        self.session = self.session or session
        self.home = self.home or home
        if session != self.session:
            raise StorageFailure(
                N_("{file} belongs to another session. Move it away; to bring two together use “facilitate collect”."),
                file=str(path),
            )


def damaged(path: Path, line: int) -> StorageFailure:
    """The sentence for a line that does not check."""
    return StorageFailure(
        N_(
            "Line {line} of {file} is damaged. Run “facilitate doctor {session}”: "
            "it sets that line aside and keeps all the others.",
        ),
        line=line,
        file=str(path),
        session=path.parent.name,
    )


def _storage(database: JournalDatabase) -> JournalStorage:
    storage = database.storage
    if not isinstance(storage, JournalStorage):
        raise TypeError("a journal database stands on a journal")
    return storage
