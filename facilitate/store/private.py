"""Small files that only their owner reads: tokens, and the links they make."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from facilitate.store.journal import not_written
from facilitate.system import replace, sync_file, sync_folder

FOLDER = ".hub"  # in a session's folder, beside the journals, which are passed on
LINKS = "link.json"  # of a laptop's copy: where its hub is


def write_private(path: Path, document: Any) -> None:
    """Put a JSON document in the place of the file in one step; raises `StorageFailure`."""
    temporary = written_beside(path, document)
    try:
        replace(temporary, path)
        sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise not_written(path, error) from error


def written_beside(path: Path, document: Any) -> Path:
    """The document on the disk, in the file's folder under a name of its own."""
    temporary = path.with_suffix(f".{os.urandom(4).hex()}.tmp")
    try:
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            sync_folder(path.parent.parent)
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(document, file)
            file.flush()
            sync_file(file.fileno())
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise not_written(path, error) from error
    return temporary
