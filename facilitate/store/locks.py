"""Who writes which journal: one lock file for each, held while its writer runs, and touched to show that it does."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from facilitate.system import hold

FOLDER = ".locks"
_BEAT = 4.0
_SILENT = 12.0


def names(role: str, tag: str) -> Iterator[tuple[str, str]]:
    """(writer, suffix) to try in order: `table-3`, `table-3.b`; on another machine `table-3.k7m2`, `table-3.k7m2b`."""
    for letter in ("", *"bcdefghijklmnopqrstuvwxyz"):
        suffix = tag + letter
        yield (f"{role}.{suffix}" if suffix else role), suffix


class WriterLock:
    """The right to write one journal."""

    def __init__(self, path: Path, name: str, suffix: str, let_go: Callable[[], None]) -> None:
        self.name = name
        self.suffix = suffix
        self._path = path
        self._let_go = let_go
        self._beaten = 0.0

    @classmethod
    def take(cls, folder: Path, role: str, tag: str) -> WriterLock:
        """The first of a role's writers that no other program holds; raises `OSError` where the folder refuses."""
        locks = folder / FOLDER
        locks.mkdir(exist_ok=True)
        for name, suffix in names(role, tag):
            path = locks / f"{name}.lock"
            let_go = hold(path)
            if let_go is not None:
                return cls(path, name, suffix, let_go)
        raise OSError(f"all writers of {role} are taken")

    def beat(self) -> None:
        """Show that the writer is alive; cheap enough to call at every poll."""
        now = time.monotonic()
        if now - self._beaten >= _BEAT:
            self._beaten = now
            os.utime(self._path)

    def release(self) -> None:
        """Let another program take it, and stop showing presence."""
        if self._path.exists():
            os.utime(self._path, (0, 0))
        self._let_go()


def present(folder: Path) -> frozenset[str]:
    """The writers that showed themselves in the last seconds."""
    now = time.time()
    try:
        found = [
            entry.name.removesuffix(".lock")
            for entry in os.scandir(folder / FOLDER)
            if abs(now - entry.stat().st_mtime) < _SILENT
        ]
    except FileNotFoundError:
        return frozenset()
    return frozenset(found)
