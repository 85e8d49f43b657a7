"""One journal: a file of framed lines that is only ever appended to, as a TinyDB storage.

A line is eight hexadecimal digits of CRC-32, a blank, JSON without a line end, and a line end. The first line is the
header. An append is one write and one fdatasync; if either fails, the file is cut back to what it was.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from facilitate import system
from facilitate.domain.errors import N_, StorageFailure

SCHEMA = 1
EVENTS = "events"
CRC = 9  # eight digits and a blank
MARK = "\ufeff".encode()  # what editors put before a text
_DEEPEST = 64  # our own documents are six deep
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class DamagedLineError(Exception):
    """A complete line that does not check, by its number from 1 and its bytes."""

    def __init__(self, path: Path, number: int, line: bytes) -> None:
        super().__init__(f"{path}:{number}")
        self.path = path
        self.number = number
        self.line = line


def frame(document: Mapping[str, Any]) -> bytes:
    """A document as one line of a journal."""
    text = _JSON.encode(document).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def unframe(line: bytes) -> dict[str, Any]:
    """The document of one line without its line end; raises `ValueError` when it does not check.

    The mark and the line ends of Windows' editors do no harm.
    """
    line = line.removeprefix(MARK).removesuffix(b"\r")
    text = line[CRC:]
    if line[CRC - 1 : CRC] != b" " or int(line[: CRC - 1], 16) != zlib.crc32(text):
        raise ValueError("the checksum does not agree")
    try:
        document = json.loads(text.decode())
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(document, dict):
        raise ValueError("not a document")  # noqa: TRY004 -- one kind of error for whatever does not check
    if text.count(b"[") + text.count(b"{") > _DEEPEST:
        _check_depth(document)
    if b"\\ud" in text.lower():
        _JSON.encode(document).encode()  # half a character cannot be written again, nor shown
    return document


def _check_depth(document: object) -> None:
    """Raise `ValueError` for what no recursive reader could walk through."""
    level: list[object] = [document]
    for _depth in range(_DEEPEST):
        level = [each for item in level if isinstance(item, (dict, list)) for each in _items(item)]
        if not level:
            return
    raise ValueError("nested too deep")


def _items(item: dict[str, object] | list[object]) -> Iterable[object]:
    return item.values() if isinstance(item, dict) else item


class JournalStorage(Storage):
    """A journal file for TinyDB. `read` gives all of it; `tail` only what was not read yet; there is no rewriting."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self.header: dict[str, Any] | None = None
        self.offset = 0
        self.lines = 0
        self.inode = 0  # of the file that was read: a purge puts another in its place
        self._fd: int | None = None

    def read(self) -> dict[str, dict[str, Any]]:
        """Every document that is there, numbered; raises `DamagedLineError`."""
        self.offset, self.lines, self.header = 0, 0, None
        documents = self.tail()
        return {EVENTS: {str(number): document for number, document in enumerate(documents, 1)}}

    def tail(self) -> list[dict[str, Any]]:
        """The documents appended since the last look. An unfinished last line is left for later."""
        try:
            with self.path.open("rb") as file:
                found = os.fstat(file.fileno())
                self.inode = found.st_ino
                if found.st_size <= self.offset:
                    return []
                file.seek(self.offset)
                data = file.read()
        except FileNotFoundError:
            return []
        documents: list[dict[str, Any]] = []
        unfinished = data[data.rfind(b"\n") + 1 :]
        if b"\r" in unfinished[:-1]:  # not one line, but all of them, with the line ends of old Macs
            raise DamagedLineError(self.path, self.lines + 1 + data.count(b"\n"), unfinished)
        for line in data[: data.rfind(b"\n") + 1].split(b"\n")[:-1]:
            try:
                document = unframe(line)
            except ValueError:
                raise DamagedLineError(self.path, self.lines + 1, line) from None
            self.lines += 1
            self.offset += len(line) + 1
            if self.lines == 1:
                self.header = document
            else:
                documents.append(document)
        return documents

    def open_for_appending(self, header: Mapping[str, Any]) -> bytes:
        """Make ready to append, as the only writer; returns a torn last line that was cut off (or nothing).

        A last line that is whole but for its line end is kept and finished.
        """
        self._fd = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | system.BINARY, 0o644)
        torn = self._unfinished(self._fd)
        if torn:
            try:
                unframe(torn)
            except ValueError:
                os.ftruncate(self._fd, os.fstat(self._fd).st_size - len(torn))
            else:
                self._write(b"\n")
                torn = b""
        if os.fstat(self._fd).st_size == 0:
            self._write(frame(header))
            system.sync_folder(self.path.parent)
        return torn

    @staticmethod
    def _unfinished(fd: int) -> bytes:
        """What stands after the last line end."""
        tail = b""
        for piece in system.read_backwards(fd):
            tail = piece + tail
            if b"\n" in piece:
                break
        return tail[tail.rfind(b"\n") + 1 :]

    def append(self, documents: Iterable[Mapping[str, Any]]) -> int:
        """Keep documents on the disk before returning their number; on failure none is kept."""
        data = b"".join(map(frame, documents))
        before = self._write(data)
        count = data.count(b"\n")
        if before == self.offset:  # else lines of an earlier holder are still to be read, and these after them
            self.offset += len(data)
            self.lines += count
        return count

    def write(self, data: dict[str, dict[str, Any]]) -> None:  # noqa: ARG002 -- TinyDB's signature
        """Refused: what a journal holds is never rewritten."""
        raise TypeError("a journal is only appended to")

    def close(self) -> None:
        """Let go of the file."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def _write(self, data: bytes) -> int:
        """Append and sync, or cut back and raise; returns the size before."""
        if self._fd is None:
            raise ValueError("the journal is not open for appending")
        before = os.fstat(self._fd).st_size
        try:
            if os.write(self._fd, data) != len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # noqa: TRY301 -- a short write is a full disk
            system.sync_file(self._fd)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._fd, before)
            raise not_written(self.path, error) from error
        return before


class EventTable(Table):
    """A TinyDB table whose inserts append, so that their cost does not grow with the file."""

    def insert(self, document: Mapping[str, Any]) -> int:
        """Append one document; durable when this returns."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Append documents as one write; all of them or none."""
        storage = self._storage
        if not isinstance(storage, JournalStorage):
            raise TypeError("an event table stands on a journal")
        first = storage.lines  # the header is line 1, so document n is line n + 1
        count = storage.append(documents)
        self.clear_cache()
        return list(range(first, first + count))


class JournalDatabase(TinyDB):
    """TinyDB on one journal."""

    table_class = EventTable
    default_table_name = EVENTS


def not_written(path: Path, error: OSError) -> StorageFailure:
    """The sentence for a write that failed; nothing of it was kept."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StorageFailure(
            N_("Not saved: the disk is full ({folder}). Free some space, then do it again."), folder=str(path.parent)
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StorageFailure(
            N_("Not saved: this folder cannot be written to ({folder}). Give yourself the right to, or use --home."),
            folder=str(path.parent),
        )
    return StorageFailure(
        N_("Not saved: the disk refused ({reason}, {file}). Check the disk, then do it again."),
        reason=error.strerror or str(error),
        file=str(path),
    )
