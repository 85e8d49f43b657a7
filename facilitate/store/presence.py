"""Who is at a session's screens: one small file for each in a folder beside the journals, unsynced, and soon stale."""

from __future__ import annotations

import contextlib
import json
import os
import time
from pathlib import Path

from facilitate.domain.values.presence import Presence, presence_of

FOLDER = ".presence"
_BEAT = 3.0
_SILENT = 10.0
_LONGEST = 400
_ENDING = ".json"


class FolderPresence:
    """`PresenceBoard` in a session's folder: second screens write there, and the hub and a laptop's line for others."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._shown: dict[str, tuple[Presence, float]] = {}
        self._read: dict[str, tuple[tuple[int, int], Presence | None]] = {}

    def show(self, here: Presence) -> None:
        """Write the file where it says something else than before, else touch it from time to time."""
        now = time.monotonic()
        before, at = self._shown.get(here.writer, (None, 0.0))
        if before == here and now - at < _BEAT:
            return
        with contextlib.suppress(OSError):
            self._write(self._folder / f"{here.writer}{_ENDING}", here)
            self._shown[here.writer] = (here, now)

    def _write(self, path: Path, here: Presence) -> None:
        self._folder.mkdir(exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(here.document()), encoding="utf-8")
        try:
            fresh.replace(path)
        except OSError:  # on Windows somebody may be reading it
            fresh.unlink(missing_ok=True)
            raise

    def leave(self, writer: str) -> None:
        """Take the file away."""
        self._shown.pop(writer, None)
        with contextlib.suppress(OSError):
            (self._folder / f"{writer}{_ENDING}").unlink(missing_ok=True)

    def others(self, writer: str) -> tuple[Presence, ...]:
        """Return whose files are fresh; one that did not change since the last look is not read again."""
        found: list[Presence] = []
        with contextlib.suppress(OSError), os.scandir(self._folder) as entries:
            names = [entry.name for entry in entries if entry.name.endswith(_ENDING)]
            found = [here for here in map(self._one, names) if here is not None and here.writer != writer]
        return tuple(sorted(found, key=lambda here: here.writer))

    def _one(self, name: str) -> Presence | None:
        with contextlib.suppress(OSError):
            path = self._folder / name
            stat = path.stat()
            if abs(time.time() - stat.st_mtime) > _SILENT:
                return None
            mark = (stat.st_ino, stat.st_mtime_ns)
            if self._read.get(name, (None, None))[0] != mark:
                self._read[name] = (mark, _parsed(path))
            return self._read[name][1]
        return None


def _parsed(path: Path) -> Presence | None:
    """Return what a file says; None for one that was damaged, or whose name says another."""
    with path.open("rb") as file, contextlib.suppress(ValueError, RecursionError):
        here = presence_of(json.loads(file.read(_LONGEST)))
        return here if here is not None and path.name == f"{here.writer}{_ENDING}" else None
    return None
