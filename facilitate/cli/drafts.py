"""Words that were typed and not saved yet, kept on this machine outside the session until they are."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from typing import Any

from facilitate.cli.crash_report import state_folder

_FOLDER = "drafts"
_ENDING = ".json"


class FileDraft:
    """The draft of one writer of a session, in a file only its owner reads.

    It is a courtesy for the day a disk vanishes, a window is closed or a program is killed: it is not synced (so that
    a slow disk never holds up keys); where it cannot be written, that is told when somebody leaves.
    """

    def __init__(self, environ: Mapping[str, str], session: str, writer: str) -> None:
        self._path = state_folder(environ) / _FOLDER / f"{session}.{writer}{_ENDING}"

    def read(self) -> tuple[str, str]:
        """The words an earlier run left and what they are about; empty strings when there are none."""
        try:
            found: Any = json.loads(self._path.read_text(encoding="utf-8"))
            text, about = found["text"], found["about"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return "", ""
        return (text, about) if isinstance(text, str) and isinstance(about, str) else ("", "")

    def keep(self, text: str, about: str = "") -> bool:
        """Remember the words in the place of those before; empty ones remove the draft. Tells whether it could."""
        with contextlib.suppress(OSError):
            if not text.strip():
                self._path.unlink(missing_ok=True)
                return True
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary = self._path.with_suffix(".tmp")
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
                json.dump({"about": about, "text": text}, file)
            temporary.replace(self._path)
            return True
        return False


def forget(environ: Mapping[str, str], session: str) -> list[str]:
    """Remove every draft of a session; returns the names of the files. Raises `StorageFailure`."""
    from facilitate.files import not_written

    found = sorted((state_folder(environ) / _FOLDER).glob(f"{session}.*"))
    for path in found:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise not_written(path, error) from error
    return [path.name for path in found]
