"""Which files of a folder are journals."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG

ENDING = ".jsonl"


def is_journal_name(name: str) -> bool:
    """Whether a file of that name may be a journal: keys from cameras and old systems write names in capitals.

    Hidden files are none: a Mac puts a companion (`._table-3.jsonl`) beside each file it copies.
    """
    return name.lower().endswith(ENDING) and not name.startswith(".")


def is_file(path: Path) -> bool:
    """Whether it can be read to its end: pipes, sockets and devices would keep a reader waiting for ever."""
    try:
        return S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def journals_in(folder: Path) -> list[Path]:
    """The journals of a session's folder, by name; raises `OSError` where it cannot be looked into."""
    with os.scandir(folder) as entries:
        found = [Path(entry.path) for entry in entries if is_journal_name(entry.name)]
    return sorted(path for path in found if is_file(path))
