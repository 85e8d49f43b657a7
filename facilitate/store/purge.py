"""The one place where journals are rewritten: when personal data must go. Either all of it goes, or nothing.

New journals are written whole beside the old; then a file says that they are; then they take their places. Killed
before that file is there, the old ones stand; killed after, the next one who writes here puts the rest in place.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from facilitate.domain.errors import N_, StorageFailure
from facilitate.domain.events import Event
from facilitate.store.codec import document_of
from facilitate.store.doctor import Journal, read_journal
from facilitate.store.journal import frame, not_written, sync_folder
from facilitate.store.locks import FOLDER as LOCKS
from facilitate.store.locks import hold
from facilitate.store.log import ENDING
from facilitate.store.private import FOLDER as PRIVATE

READY = "purge.ready"
_NEW = ".purged"
_LEFT_OVER = (".torn", ".damaged", ".mending", ".tmp")


def purge(folder: Path, events: Mapping[str, Event], told: Sequence[Event] = ()) -> list[str]:
    """Put those events in the place of the old ones of their ids, and remove what was set aside, tokens and links.

    What is `told` of it is written in the same step. Returns the names of the files that were removed. Raises
    `StorageFailure`: nothing has changed then.
    """
    try:
        with _alone(folder):
            finish(folder)
            # All are read before the first is written: one that is damaged stops it at once.
            new = {path: _rewritten(_sound(path), events) for path in _journals(folder)}
            new[next(iter(new))] += b"".join(frame(document_of(event)) for event in told)
            for path, data in new.items():
                _written(path.with_suffix(_NEW), data)
            sync_folder(folder)
            _written(folder / READY, b"")
            finish(folder)
            return _removed(folder)
    except OSError as error:
        _forget(folder)
        raise not_written(folder / READY, error) from error


def finish(folder: Path) -> None:
    """Put in place what a purge has made ready, or throw away what it had not: what a kill left half done."""
    ready = (folder / READY).exists()
    for path in sorted(folder.glob(f"*{_NEW}")):
        path.replace(path.with_suffix(ENDING)) if ready else path.unlink()
    if ready:
        sync_folder(folder)
        (folder / READY).unlink()
        sync_folder(folder)


def _forget(folder: Path) -> None:
    """After a failure: when it was ready it will be finished, else nothing of it stays."""
    if not (folder / READY).exists():
        for path in folder.glob(f"*{_NEW}"):
            path.unlink(missing_ok=True)


def _journals(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{ENDING}"))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold every journal, so that nobody writes meanwhile."""
    (folder / LOCKS).mkdir(exist_ok=True)
    with ExitStack() as stack:
        for path in _journals(folder):
            let_go: Callable[[], None] | None = hold(folder / LOCKS / f"{path.stem}.lock")
            if let_go is None:
                raise StorageFailure(
                    N_("{file} is being written to. Close the program that does, then run this again."), file=str(path)
                )
            stack.callback(let_go)
        yield


def _sound(path: Path) -> Journal:
    journal = read_journal(path)
    if not journal.sound or journal.header is None:
        raise StorageFailure(
            N_("{file} is damaged or was cut off. Run “facilitate doctor {session}” first."),
            file=str(path),
            session=path.parent.name,
        )
    return journal


def _rewritten(journal: Journal, events: Mapping[str, Event]) -> bytes:
    header, *lines = journal.kept
    new = [
        frame(document_of(events[event.id])) if event.id in events else line + b"\n"
        for event, line in zip(journal.events, lines, strict=True)
    ]
    return b"".join((header + b"\n", *new))


def _written(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _removed(folder: Path) -> list[str]:
    """Remove what holds words or tokens beside the journals."""
    gone = []
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix in _LEFT_OVER:
            path.unlink()
            gone.append(path.name)
    if (folder / PRIVATE).is_dir():
        shutil.rmtree(folder / PRIVATE)
        gone.append(PRIVATE)
    sync_folder(folder)
    return gone
