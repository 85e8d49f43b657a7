"""A journal as a TinyDB storage: a file of framed lines that is only ever appended to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from facilitate import system
from facilitate.files import not_written
from facilitate.store.held import HeldFile, Mark
from facilitate.store.journal import DamagedLineError, frame, unframe

EVENTS = "events"
_TAIL = 64  # bytes before what is new, by which a file that was written anew is told


class JournalStorage(Storage):
    """A journal file for TinyDB. `read` gives all of it; `tail` only what was not read yet; there is no rewriting."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self.header: dict[str, Any] | None = None
        self.offset = 0
        self.lines = 0
        self.held: HeldFile | None = None
        self._inode = 0
        self._last = b""  # the end of what was read
        self.rewritten = False  # by somebody else, since the last time anybody looked

    def read(self) -> dict[str, dict[str, Any]]:
        """Return every document that is there, numbered; raises `DamagedLineError`."""
        self.forget()
        documents = self.tail()
        return {EVENTS: {str(number): document for number, document in enumerate(documents, 1)}}

    def forget(self) -> None:
        """Read it from its start the next time."""
        self.offset, self.lines, self.header, self._last = 0, 0, None, b""

    def pass_over(self) -> None:
        """Leave out all that stands there now: it was read another way, or cannot be."""
        self.forget()
        try:
            found = self.path.stat()
        except OSError:
            return
        self.offset, self._inode, self.lines = found.st_size, found.st_ino, 1  # what comes now is no first line

    def differs(self, found: os.stat_result) -> bool:
        """Return whether there is something to read in the file whose `stat` is `found`."""
        return found.st_size != self.offset or found.st_ino != self._inode

    def tail(self, most: Callable[[Path, int], int] | None = None) -> list[dict[str, Any]]:
        """Return the documents appended since the last look. An unfinished last line is left for later.

        `most` tells how much of a journal of that size may be read. What is being written here is not.
        """
        if self.held is None:
            return self._tail(most)
        if not self.held.lock.acquire(blocking=False):
            return []
        try:
            return self._tail(lambda _path, _size: self.size_held())
        finally:
            self.held.lock.release()

    def size_held(self) -> int:
        """Return how many bytes of the journal this program holds are on the disk for good."""
        return self.held.size if self.held else 0

    def _tail(self, most: Callable[[Path, int], int] | None) -> list[dict[str, Any]]:
        data = self._unread(most)
        documents: list[dict[str, Any]] = []
        unfinished = data[data.rfind(b"\n") + 1 :]
        if b"\r" in unfinished[:-1]:  # not one line, but all of them, with the line ends of old Macs
            raise DamagedLineError(self.path, self.lines + 1 + data.count(b"\n"), unfinished)
        for line in data[: data.rfind(b"\n") + 1].split(b"\n")[:-1]:
            try:
                document = unframe(line)
            except ValueError:
                raise DamagedLineError(self.path, self.lines + 1, line) from None
            self._pass(line + b"\n", 1)
            if self.lines == 1:
                self.header = document
            else:
                documents.append(document)
        return documents

    def _unread(self, most: Callable[[Path, int], int] | None) -> bytes:
        """Return what was appended; all of it when the file is another one, or was written anew."""
        try:
            with self.path.open("rb") as file:
                found = system.look_at(file.fileno(), str(self.path))
                if found.st_ino != self._inode or found.st_size < self.offset:
                    self._begin_anew()
                self._inode = found.st_ino
                end = most(self.path, found.st_size) if most else found.st_size
                if end == self.offset:
                    return b""
                start = self.offset - len(self._last)
                file.seek(start)
                data = file.read(max(end - start, 0))
                if not data.startswith(self._last):
                    self._begin_anew()
                    file.seek(0)
                    data = file.read(end)
                return data[len(self._last) :]
        except FileNotFoundError:
            return b""

    def _begin_anew(self) -> None:
        self.rewritten = self.rewritten or self.offset > 0
        self.forget()

    def _pass(self, data: bytes, lines: int) -> None:
        self.offset += len(data)
        self.lines += lines
        self._last = data[-_TAIL:]

    def open_for_appending(
        self,
        header: Mapping[str, Any],
        *,
        mark: Mark = lambda _size, _refused: None,
        refused: int | None = None,
        unsure: bool = False,
        set_aside: Callable[[bytes], None] = lambda _torn: None,
    ) -> None:
        """Make ready to append, as the only writer; `set_aside` keeps what was left half written, before it is cut."""
        held = HeldFile(self.path, frame(header), mark)
        held.open(refused, set_aside, unsure=unsure)
        self.held = held

    def append(self, lines: Iterable[bytes]) -> int:
        """Keep framed documents on the disk before returning their number; on failure none is kept."""
        held = self._writable()
        data = b"".join(lines)
        with held.lock:
            try:
                before, written, changed = held.append(data)
            except OSError as error:
                raise not_written(self.path, error) from error
            if changed:
                self.forget()
            elif before == self.offset:  # else lines of an earlier holder are still to be read, and these after them
                self._pass(written, written.count(b"\n"))
        return data.count(b"\n")

    def restore(self) -> None:
        """Write again what others took out of the file meanwhile; raises `OSError`. What is being written is left."""
        held = self._writable()
        if held.lock.acquire(blocking=False):
            try:
                if held.restore():
                    self.forget()
            finally:
                held.lock.release()

    def write(self, data: dict[str, dict[str, Any]]) -> None:  # noqa: ARG002 -- TinyDB's signature
        """Refuse: what a journal holds is never rewritten."""
        raise TypeError("a journal is only appended to")

    def close(self) -> None:
        """Let go of the file, when what is being written is on the disk."""
        if self.held is not None:
            with self.held.lock:
                self.held.close()
            self.held = None

    def _writable(self) -> HeldFile:
        if self.held is None:
            raise ValueError("the journal is not open for appending")
        return self.held


class EventTable(Table):
    """A TinyDB table whose inserts append, so that their cost does not grow with the file."""

    def insert(self, document: Mapping[str, Any]) -> int:
        """Append one document; durable when this returns."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Append documents as one write; all of them or none."""
        return self.insert_lines(map(frame, documents))

    def insert_lines(self, lines: Iterable[bytes]) -> list[int]:
        """`insert_multiple` for documents that are framed already."""
        storage = self._storage
        if not isinstance(storage, JournalStorage):
            raise TypeError("an event table stands on a journal")
        first = max(storage.lines, 1)  # the header is line 1, so document n is line n + 1
        count = storage.append(lines)
        self.clear_cache()
        return list(range(first, first + count))


class JournalDatabase(TinyDB):
    """TinyDB on one journal."""

    table_class = EventTable
    default_table_name = EVENTS


def storage_of(database: JournalDatabase) -> JournalStorage:
    """Return the journal a database stands on."""
    storage = database.storage
    if not isinstance(storage, JournalStorage):
        raise TypeError("a journal database stands on a journal")
    return storage


def insert_lines(database: JournalDatabase, lines: Iterable[bytes]) -> None:
    """Append documents that are framed already to the table of events, as one write; all of them or none."""
    table = database.table(database.default_table_name)
    if not isinstance(table, EventTable):
        raise TypeError("a journal database has a table of events")
    table.insert_lines(lines)
