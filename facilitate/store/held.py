"""The file of a journal that is held for writing: what was acknowledged stays in the file of that name.

Editors, `sed -i` and services that keep folders the same on several machines rename another file into the place of a
journal, or save older content into it. So before anything is acknowledged, and at every look for news, the descriptor
is compared with the file of that name; what that file lacks of what was read and written here is written again.
"""

from __future__ import annotations

import codecs
import errno
import os
from _thread import allocate_lock  # not `threading`, which a short command does without
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from facilitate import system
from facilitate.store.journal import unframe
from facilitate.store.journal_names import mode_of

_REMEMBERED = 8 << 20  # bytes of lines: more than a table writes in a day
_ATTEMPTS = 5
_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

Seen = tuple[int, int, int, int]
_NONE: Seen = (0, 0, 0, 0)
Mark = Callable[[int, bytes], None]


class HeldFile:
    """A journal's file, appended to by this program alone; whichever thread writes it has the `lock`."""

    def __init__(self, path: Path, header: bytes, mark: Mark) -> None:
        self.path = path
        self._name = str(path)
        self.size = 0  # of what is on the disk for good
        self.lock = allocate_lock()
        self._header = header
        self._mark = mark
        self._descriptor = -1
        self._seen: Seen = _NONE
        self._lines: deque[bytes] = deque()
        self._bytes = 0
        self._refused: int | None = None
        self._codec = ""
        self._nameless = False

    def open(self, refused: int | None, set_aside: Callable[[bytes], None], *, unsure: bool = False) -> None:
        """Make ready to append: what an earlier writer left half written is set aside, then cut off.

        With `unsure` it was killed, and what it wrote is synced before anybody takes it for kept.
        """
        self._descriptor = self._opened()
        try:
            if refused is not None:
                self._cut_off(refused, set_aside)
            self._make_whole(set_aside)
            if unsure:
                system.sync_file(self._descriptor)
            self._look()
        except BaseException:
            self.close()
            raise

    def _make_whole(self, set_aside: Callable[[bytes], None]) -> None:
        pieces: list[bytes] = []
        for piece in system.read_backwards(self._descriptor):
            pieces.insert(0, piece)
            if len(pieces) << 16 > _REMEMBERED:
                break
        *lines, torn = b"".join(pieces).split(b"\n")
        if lines and _is_header(lines[0]):
            self._header = lines[0] + b"\n"
        self._remember(line + b"\n" for line in lines)
        if torn:
            self._finish(torn, set_aside)
        # Whoever made a file that holds no act may have been killed before its name was on the disk.
        self._nameless = len(lines) <= 1

    def append(self, data: bytes) -> tuple[int, bytes, bool]:
        """Keep whole lines on the disk, in the file of this name; on failure none is kept.

        Returns the size before, what was written (in a new journal its header too), and whether others changed the
        file meanwhile.
        """
        self._cut_what_was_refused()
        changed = self.restore()
        before = self.size
        data = data if before else self._header + data
        lines = data.splitlines(keepends=True)
        written = self._write(data, before)
        named = self._named()
        if named[:2] == self._seen[:2] and named[2] == before + written:
            self._note(named)
        else:
            self._mend(lines, before)
            changed = True
        self._remember(lines)
        return before, data, changed

    def restore(self) -> bool:
        """Write again what the file of this name lacks; tells whether others changed it. Raises `OSError`."""
        if self._refused is not None or self._named() == self._seen != _NONE:
            return False
        self._mend([], None)
        return True

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)

    # The file of this name

    def _opened(self) -> int:
        private = mode_of(self.path)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | system.BINARY, private or 0o644)
        if private is not None:  # it may have come from a disk that knows no permissions
            with suppress(OSError):
                self.path.chmod(private)
        return descriptor

    def _named(self) -> Seen:
        """Return what the file of this name looks like; like none when there is none."""
        try:
            return _seen(os.stat(self._name))  # noqa: PTH116 -- asked twice for each act
        except FileNotFoundError:
            return _NONE

    def _note(self, seen: Seen) -> None:
        """Remember what the file looks like, and tell how far it is on the disk."""
        self._seen = seen
        self.size = seen[2]
        self._mark(self.size, b"")

    def _look(self) -> None:
        self._note(_seen(system.look_at(self._descriptor, self._name)))

    def _mend(self, new: list[bytes], before: int | None) -> None:
        """Follow the name to the file that has it now, and write there what it lacks of all lines and the new ones."""
        self._seen = _NONE  # until nothing is lacking
        for _ in range(_ATTEMPTS):
            try:
                descriptor = self._opened()
            except OSError:
                if before is not None:
                    self._cut(before, b"".join(new))  # it will be said that they were not saved
                raise
            os.close(self._descriptor)
            self._descriptor, before = descriptor, None
            self._write_missing([*self._lines, *new])
            if (seen := _seen(system.look_at(descriptor, self._name))) == self._named():
                system.sync_folder(self.path.parent)
                self._note(seen)
                return
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(self.path))

    def _write_missing(self, lines: Iterable[bytes]) -> None:
        data = b"".join(reversed(list(system.read_backwards(self._descriptor))))
        self._codec = next((codec for bom, codec in _UTF16 if data.startswith(bom)), "")
        if self._codec:
            data = data.decode(self._codec, "replace").encode()
        found = {_key(line) for line in data.removeprefix(codecs.BOM_UTF8).split(b"\n")}
        missing = b"".join(line for line in lines if (key := _key(line)) and key not in found)
        if not data and missing:
            missing = self._header + missing
        elif data and not data.endswith(b"\n"):
            missing = b"\n" + missing
        if missing:
            self._write(missing)

    # Writing

    def _write(self, data: bytes, before: int | None = None) -> int:
        """Append and sync, or cut back and raise; returns how many bytes it were."""
        if self._codec:
            data = data.decode().encode(self._codec)
        if before is None:
            before = os.fstat(self._descriptor).st_size
        try:
            if os.write(self._descriptor, data) != len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # noqa: TRY301 -- a short write is a full disk
            system.sync_file(self._descriptor)
            if self._nameless:
                system.sync_folder(self.path.parent)
                self._nameless = False
        except OSError:
            self._cut(before, data)
            raise
        return len(data)

    def _cut(self, before: int, data: bytes) -> None:
        """Take back what was refused; where that fails too, nobody reads it, and it goes before more is written."""
        try:
            os.ftruncate(self._descriptor, before)
        except OSError:
            self._refused = before
            self._mark(before, data[: os.fstat(self._descriptor).st_size - before])

    def _cut_what_was_refused(self) -> None:
        if self._refused is not None:
            os.ftruncate(self._descriptor, self._refused)
            self._refused = None
            self._look()

    def _cut_off(self, start: int, set_aside: Callable[[bytes], None]) -> None:
        os.lseek(self._descriptor, start, os.SEEK_SET)
        set_aside(os.read(self._descriptor, os.fstat(self._descriptor).st_size - start))
        os.ftruncate(self._descriptor, start)

    def _finish(self, torn: bytes, set_aside: Callable[[bytes], None]) -> None:
        """A last line that is whole but for its line end is kept; any other is set aside."""
        try:
            unframe(torn)
        except ValueError:
            self._cut_off(os.fstat(self._descriptor).st_size - len(torn), set_aside)
        else:
            self._write(b"\n")
            self._remember([torn + b"\n"])

    def _remember(self, lines: Iterable[bytes]) -> None:
        remembered = list(lines)
        self._lines.extend(remembered)
        self._bytes += sum(map(len, remembered))
        while self._bytes > _REMEMBERED:
            self._bytes -= len(self._lines.popleft())


def _seen(found: os.stat_result) -> Seen:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _is_header(line: bytes) -> bool:
    try:
        return "facilitate" in unframe(line)
    except ValueError:
        return False


def _key(line: bytes) -> str | None:
    """Return what tells a line from others: its event's id. None for a header, and for what does not check."""
    try:
        key = unframe(line.rstrip(b"\r\n")).get("id")
    except ValueError:
        return None
    return key if isinstance(key, str) else None
