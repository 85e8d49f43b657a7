"""Words that were typed and not saved yet, kept on this machine outside the session until they are."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from facilitate.cli.crash_report import state_folder

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = "drafts"
_ENDING = ".json"
_PARTS = ("about", "text")


class FileDraft:
    """The draft of one writer of a session, in a file only its owner reads.

    It is a courtesy for the day a disk vanishes, a window is closed or a program is killed: it is not synced (so that
    a slow disk never holds up keys); where it cannot be written, that is told when somebody leaves.
    """

    def __init__(self, environ: Mapping[str, str], session: str, writer: str) -> None:
        self._path = state_folder(environ) / _FOLDER / f"{session}.{writer}{_ENDING}"

    def read(self) -> tuple[str, str]:
        """The words an earlier run left and what they are about; empty strings when there are none."""
        about, text = _words(self._path)
        return text, about

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


def kept(environ: Mapping[str, str], session: str) -> int:
    """Return how many drafts of a session are kept."""
    return sum(any(_words(path)) for path in _drafts(environ, session))


def naming(environ: Mapping[str, str], session: str, redact: Callable[[str], str]) -> int:
    """Return how many drafts of a session would not be the same without names."""
    return sum(redact(words) != words for path in _drafts(environ, session) for words in _words(path))


def without_names(
    environ: Mapping[str, str], session: str, redact: Callable[[str], str], had_to_go: Callable[[str], bool]
) -> tuple[list[str], list[str]]:
    """Take names out of every draft of a session; returns which changed, and which `had_to_go` as they are.

    What no program can read is removed too. Raises `StorageFailure`.
    """
    from facilitate.files import not_written, write_file

    changed, removed = [], []
    for path in _drafts(environ, session):
        words = _words(path)
        clean = [redact(text) for text in words]
        try:
            if path.suffix != _ENDING or not any(words):
                path.unlink(missing_ok=True)
            elif any(map(had_to_go, clean)):
                path.unlink(missing_ok=True)
                removed.append(path.name)
            elif clean != words:
                write_file(path, json.dumps(dict(zip(_PARTS, clean, strict=True))))
                changed.append(path.name)
        except OSError as error:
            raise not_written(path, error) from error
    return changed, removed


def _drafts(environ: Mapping[str, str], session: str) -> list[Path]:
    return sorted((state_folder(environ) / _FOLDER).glob(f"{session}.*"))


def _words(path: Path) -> list[str]:
    """Return the parts of a draft; empty ones where it cannot be read."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        parts = [found[part] for part in _PARTS]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ["", ""]
    return parts if all(isinstance(part, str) for part in parts) else ["", ""]
