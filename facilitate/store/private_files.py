"""Small files that only their owner reads: tokens, and the links they make."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from facilitate.domain.errors import StorageFailure
from facilitate.files import not_written, write_synced
from facilitate.system import replace, sync_folder

FOLDER = ".hub"  # in a session's folder, beside the journals, which are passed on
KEYS = "keys.json"  # the tokens of the tables, and where the hub was last time
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
    """Return the document on the disk, in the file's folder under a name of its own."""
    temporary = path.with_suffix(f".{os.urandom(4).hex()}.tmp")
    try:
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            sync_folder(path.parent.parent)
        write_synced(temporary, json.dumps(document).encode(), 0o600)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise not_written(path, error) from error
    return temporary


def put_once(path: Path, document: Any) -> None:
    """Put a document where there is no file yet: of two programs that do so at once both find the same one there."""
    temporary = written_beside(path, document)
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    except OSError:  # a disk without links
        replace(temporary, path)
    temporary.unlink(missing_ok=True)


def machine_secret() -> str:
    """Return what only this machine knows, drawn once and kept; empty where nothing can be kept."""
    import platformdirs

    path = Path(platformdirs.user_data_dir("facilitate", appauthor=False)) / "secret"
    with contextlib.suppress(OSError, StorageFailure, ValueError, TypeError):
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            put_once(path, os.urandom(16).hex())
        return str(json.loads(path.read_text(encoding="ascii")))
    return ""
