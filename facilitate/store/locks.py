"""Who writes which journal: one lock file for each, held while its writer runs, and touched to show that it does.

In the lock file stands how far the journal is on the disk: other programs read no further, for what comes after may
still be refused, or was. It is never synced, and worth nothing once its writer is dead.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
import zlib
from _thread import allocate_lock  # not `threading`, which a short command does without
from collections.abc import Iterator
from pathlib import Path

from facilitate.system import BINARY, lock_file, look_at

FOLDER = ".locks"
_BEAT = 4.0
_SILENT = 12.0
_SURE = 0.1
_LOCK, _TURN = ".lock", ".turn"  # how the names of the files end: of those that keep a journal, and of turns
_PATIENCE = 2.0  # seconds; whoever has the turn for longer has been stopped
_PAUSE = 0.005
_MARK = b"%-20d %-20d %-10d\n"


@contextlib.contextmanager
def turn(folder: Path, what: str) -> Iterator[bool]:
    """Wait for the turn to do something, and keep it; yields whether it came, or another program kept it for long."""
    descriptor, alone = _taken_turn(folder / FOLDER / f"{what}{_TURN}")
    try:
        yield alone
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _taken_turn(path: Path) -> tuple[int | None, bool]:
    """Return what holds a turn, and whether nobody else has it; a disk that knows no locks keeps nobody waiting."""
    until = time.monotonic() + _PATIENCE
    try:
        path.parent.mkdir(exist_ok=True)
        while (descriptor := lock_file(path)) is None and time.monotonic() < until:
            time.sleep(_PAUSE)
    except OSError:
        return None, True
    return descriptor, descriptor is not None


def names(role: str, tag: str) -> Iterator[tuple[str, str]]:
    """Yield (writer, suffix) to try in order: `table-3`, `table-3.b`; elsewhere `table-3.k7m2`, `table-3.k7m2b`."""
    for letter in ("", *"bcdefghijklmnopqrstuvwxyz"):
        suffix = tag + letter
        yield (f"{role}.{suffix}" if suffix else role), suffix


class WriterLock:
    """The right to write one journal."""

    def __init__(self, path: Path, name: str, suffix: str, descriptor: int) -> None:
        self.name = name
        self.suffix = suffix
        self._path = path
        self._name = str(path)
        self._descriptor = descriptor
        self._identity = _identity(look_at(descriptor, self._name))
        self._beaten = 0.0
        self._kept = time.monotonic()
        self._marked = b""
        self._turn = allocate_lock()

    @classmethod
    def take(cls, folder: Path, role: str, tag: str) -> WriterLock:
        """Return the lock of the first of a role's writers that no other program holds; raises `OSError`."""
        locks = folder / FOLDER
        locks.mkdir(exist_ok=True)
        for name, suffix in names(role, tag):
            path = locks / f"{name}.lock"
            descriptor = lock_file(path)
            if descriptor is not None:
                return cls(path, name, suffix, descriptor)
        raise OSError(errno.EBUSY, f"all writers of {role} are taken", str(folder / f"{role}.jsonl"))

    def beat(self) -> None:
        """Show that the writer is alive; cheap enough to call at every poll. A courtesy: it never fails."""
        now = time.monotonic()
        if now - self._beaten >= _BEAT:
            self._beaten = now
            with contextlib.suppress(OSError):
                os.utime(self._path)

    def keep(self) -> bool:
        """Return whether the name is ours: a lock file that was removed is made again, if nobody else did first."""
        now = time.monotonic()
        if now - self._kept < _SURE:
            return True
        with self._turn:
            self._kept = now
            try:
                found = os.stat(self._name)  # noqa: PTH116 -- asked for each act
                return _identity(found) == self._identity or self._take_again()
            except FileNotFoundError:
                return self._take_again()
            except OSError:
                return True  # a disk that says nothing: nobody else takes it either

    def _take_again(self) -> bool:
        try:
            self._path.parent.mkdir(exist_ok=True)
            descriptor = lock_file(self._path)
        except OSError:
            return True
        if descriptor is None:
            self._kept = float("-inf")
            return False
        os.close(self._descriptor)
        self._descriptor, self._identity = descriptor, _identity(look_at(descriptor, self._name))
        self._write(self._marked)
        return True

    def mark(self, size: int, refused: bytes = b"") -> None:
        """Tell how far the journal is on the disk, and what stands after that was refused and could not be cut off."""
        self._marked = _MARK % (size, size + len(refused), zlib.crc32(refused) if refused else 0)
        self._write(self._marked)

    def refused(self, journal: Path) -> int | None:
        """Return the byte at which a tail begins that an earlier writer could not cut off; None when there is none."""
        with contextlib.suppress(OSError):
            return _refused(journal, _read(self._descriptor))
        return None

    def killed(self) -> bool:
        """Return whether the writer before this one was killed: what it wrote last may not be on the disk yet."""
        with contextlib.suppress(OSError):
            return _read(self._descriptor) is not None
        return False

    def release(self) -> None:
        """Let another program take it, and stop showing presence."""
        size, end, _ = _parsed(self._marked) or (0, 0, 0)
        with contextlib.suppress(OSError):
            if size == end:
                os.ftruncate(self._descriptor, 0)
            if _identity(self._path.stat()) == self._identity:
                os.utime(self._path, (0, 0))
        os.close(self._descriptor)

    def _write(self, mark: bytes) -> None:
        with contextlib.suppress(OSError):
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, mark)


def present(folder: Path) -> frozenset[str]:
    """Return the writers that showed themselves in the last seconds; nobody where that cannot be seen."""
    with contextlib.suppress(OSError), os.scandir(folder / FOLDER) as entries:
        return frozenset(
            entry.name.removesuffix(_LOCK)
            for entry in entries
            if entry.name.endswith(_LOCK) and _fresh(os.stat(entry.path))  # noqa: PTH116 -- `DirEntry.stat` may be stale on Windows
        )
    return frozenset()


def held(folder: Path) -> bool:
    """Return whether some program has a journal of that session open to write; raises `OSError`."""
    return any(_held(path) for path in (folder / FOLDER).glob("*.lock"))


def readable(journal: Path, size: int) -> int:
    """Return how many bytes of a journal of that size cannot be taken back any more."""
    path = journal.parent / FOLDER / f"{journal.stem}.lock"
    try:
        descriptor = os.open(path, os.O_RDONLY | BINARY)
        try:
            found, mark = os.fstat(descriptor), _read(descriptor)
        finally:
            os.close(descriptor)
        if mark is None or mark[0] >= size:
            return size
        refused = _refused(journal, mark)
        if refused is not None:
            return refused
        return mark[0] if mark[0] == mark[1] and (_fresh(found) or _held(path)) else size
    except OSError:
        return size


def _held(path: Path) -> bool:
    """Return whether a writer that has not shown itself for long is busy, not dead."""
    descriptor = lock_file(path)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


def _refused(journal: Path, mark: tuple[int, int, int] | None) -> int | None:
    """Return the place in bytes of the refused tail, if it is still there: the journal may be mended by now."""
    if mark is None or mark[0] == mark[1]:
        return None
    size, end, checksum = mark
    with journal.open("rb") as file:
        file.seek(size)
        tail = file.read(end - size)
    return size if len(tail) == end - size and zlib.crc32(tail) == checksum else None


def _read(descriptor: int) -> tuple[int, int, int] | None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return _parsed(os.read(descriptor, 80))


def _parsed(mark: bytes) -> tuple[int, int, int] | None:
    try:
        size, end, checksum = map(int, mark.split())
    except ValueError:
        return None
    return (size, end, checksum) if 0 <= size <= end else None


def _fresh(found: os.stat_result) -> bool:
    return abs(time.time() - found.st_mtime) < _SILENT


def _identity(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino
