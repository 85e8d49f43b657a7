"""Files that people open, change and send: what this program wrote it may replace, what a person changed it keeps.

What was written is remembered in the workspace, outside the folders it was written to: the sums of its bytes, each
before the file itself is written, so that a program that is killed leaves nothing that looks like a person's. A file
is known by its bytes alone, wherever it was copied to and whenever; one of unknown bytes is a person's, and the new one
is written beside it. Beside that list stands which states of sessions a report was written of: such a session is
published until something happens in it; and of which state of a cycle each of its files is.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, Names, StorageFailure
from facilitate.files import Written, check_name, not_written, write_file

if TYPE_CHECKING:
    from facilitate.domain.timeline import Timeline

FOLDER, LIST, REPORTS, CYCLES = ".facilitate", "written", "reports", "cycle-files"
_MOST = 10_000  # lines of the list, after which the older half is forgotten


def state_of(timeline: Timeline) -> str:
    """Return a name for all that has happened in a session: any further act gives it another one."""
    return f"{len(timeline.events)} {timeline.events[-1].id}" if timeline.events else ""


class PublishedFiles:
    """The files written from one workspace, wherever they are."""

    def __init__(self, home: Path) -> None:
        self._home = Path(os.path.realpath(home))
        self._list = self._home / FOLDER / LIST
        self._reports = self._home / FOLDER / REPORTS
        self._cycles = self._home / FOLDER / CYCLES

    def write(
        self, files: Iterable[tuple[Path, bytes | str]], *, private: bool = False, replace: bool = False
    ) -> list[Written]:
        """Write each file whole or not at all, beside one that a person made or changed unless it is to `replace` it.

        A file that holds these very bytes is left as it is, and known from then on. Raises `StorageFailure`, which of
        several files tells those that were written and those that were not.
        """
        files = list(files)
        for path, _data in files:
            check_name(path)
        written: list[Written] = []
        for path, data in files:
            content = data.encode("utf-8") if isinstance(data, str) else data
            try:
                written.append(self._write(path, content, private=private, replace=replace))
            except OSError as error:  # already where it looks at what is there
                raise _of_several(not_written(path, error), written, files) from error
            except StorageFailure as error:
                raise _of_several(error, written, files) from error
        return written

    def unchanged(self, path: Path) -> bool:
        """Return whether a file is as it was written from here: no person made or changed it."""
        return _sum_of(path) in self._known()

    def has_report(self, state: str) -> bool:
        """Return whether the report of a session was written as the session stands in that state."""
        return bool(state) and state in _text(self._reports).split("\n")

    def remember_report(self, state: str) -> None:
        """Keep in mind that the report of that state was written."""
        if state and not self.has_report(state):
            self._add(self._reports, state)

    def remember_state(self, paths: Iterable[Path], state: str) -> None:
        """Keep in mind of which state of a cycle, known by the sum of it, these files are."""
        known = _text(self._cycles).split("\n")
        for path in paths:
            if (line := f"{_sum_of(path)} {state}") not in known:
                self._add(self._cycles, line)

    def is_of_state(self, path: Path, state: str) -> bool:
        """Return whether a file was written of a cycle as it stands in that state."""
        return f"{_sum_of(path)} {state}" in _text(self._cycles).split("\n")

    def name_for(self, path: Path, data: bytes | str, *, replace: bool = False) -> str:
        """Return what a file will be called where it is to be written: another name beside one that a person made."""
        content = data.encode("utf-8") if isinstance(data, str) else data
        return self._free(path, content, replace=replace).name

    def _free(self, asked: Path, data: bytes, *, replace: bool) -> Path:
        return next(each for each in _names(asked) if replace or self._is_ours(each, data))

    def _write(self, asked: Path, data: bytes, *, private: bool, replace: bool) -> Written:
        path = self._free(asked, data, replace=replace)
        self._remember(_sum(data))
        if private or _sum_of(path) != _sum(data):
            write_file(path, data, private=private)
        return Written(path, None if path == asked else asked)

    def _is_ours(self, path: Path, data: bytes) -> bool:
        # The file is read before the list: who writes it at this moment has put it on the list before.
        found = _sum_of(path)
        return found is None or found == _sum(data) or found in self._known()

    def _known(self) -> set[str]:
        """Return the sums of all that was written; older lists have the place of a file behind each."""
        return {line.partition(" ")[0] for line in _text(self._list).split("\n")} - {""}

    def _remember(self, digest: str) -> None:
        """Put a sum on the list; where it cannot be written, the file will be taken for a person's."""
        if digest not in self._known():
            self._add(self._list, digest)

    @staticmethod
    def _add(kept: Path, line: str) -> None:
        """Put a line at the end of what is kept in mind, as far as that can be written."""
        text = _text(kept)
        lines = text.split("\n")
        with contextlib.suppress(OSError, StorageFailure):
            if len(lines) > _MOST:
                write_file(kept, "\n".join(lines[-_MOST // 2 :]))
            kept.parent.mkdir(exist_ok=True)
            with kept.open("a", encoding="ascii", newline="\n") as file:
                # At once, for another program may be adding its own; and not to a line that was cut off.
                file.write(f"{line}\n" if not text or text.endswith("\n") else f"\n{line}\n")


def _of_several(
    error: StorageFailure, written: Sequence[Written], files: Sequence[tuple[Path, object]]
) -> StorageFailure:
    """Return the error with what became of each file, where it was one of several."""
    if len(files) == 1:
        return error
    names = {"problem": error.message, "count": len(files)}
    if not written:
        return StorageFailure(N_("{problem} None of the {count} files was written."), **names)
    return StorageFailure(
        N_("{problem} Of the {count} files, these were written: {written}. These were not: {left}."),
        **names,
        written=Names(tuple(each.path.name for each in written)),
        left=Names(tuple(path.name for path, _data in files[len(written) :])),
    )


def _text(kept: Path) -> str:
    try:
        return kept.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""


def _names(path: Path) -> Iterator[Path]:
    """Yield a file's name, then `report-2.md` and so on."""
    yield path
    yield from (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sum_of(path: Path) -> str | None:
    """Return the sum of what is there; None where nothing is, or a folder, which whoever writes there will say."""
    if path.is_dir() or not path.exists():
        return None
    try:
        return _sum(path.read_bytes()) if path.is_file() else ""
    except OSError:
        return ""  # it cannot be read: it is not ours
