"""What a purge that was killed left half done, and the lock under which journals are rewritten.

A purge writes the new journals whole beside the old, then a file that says that they are, and names the photos that go.
From then on the old ones are as good as gone: whoever opens the session next puts the new in their place, and removes
those photos and what holds words beside the journals. Before that file is there, the old ones stand.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from facilitate.domain.errors import N_, StorageFailure
from facilitate.files import not_written
from facilitate.store.journal_names import ENDING
from facilitate.store.locks import FOLDER as LOCKS
from facilitate.store.private_files import FOLDER as PRIVATE
from facilitate.system import hold, replace, sync_folder

READY = "purge.ready"
NEW = ".purged"
# Lines that were set aside, and whole files that were being written.
SET_ASIDE = (".torn", ".damaged", ".mending", ".tmp")
# What texts mean, in numbers: of each wording that stands in the session.
VECTORS = ".vectors"


@contextlib.contextmanager
def rewriting(folder: Path) -> Iterator[None]:
    """Be the only one who rewrites this session's journals; raises `StorageFailure` when somebody does."""
    (folder / LOCKS).mkdir(exist_ok=True)
    let_go = hold(folder / LOCKS / "purge.lock")
    if let_go is None:
        raise StorageFailure(
            N_("Personal data is being removed from {folder}. Try again when this is done."),
            folder=str(folder),
        )
    try:
        yield
    finally:
        let_go()


def finish_what_was_left(folder: Path) -> None:
    """Finish a purge that was killed, if there is one; cheap when there is none. Raises `StorageFailure`."""
    if not (folder / READY).exists():
        return
    try:
        with rewriting(folder):
            finish(folder)
    except OSError as error:
        raise not_written(folder / READY, error) from error


def finish(folder: Path) -> None:
    """Put in place what is ready, or throw away what is not; only while `rewriting`."""
    ready = (folder / READY).exists()
    for path in sorted(folder.glob(f"*{NEW}")):
        replace(path, path.with_suffix(ENDING)) if ready else path.unlink()
    if not ready:
        return
    from facilitate.store.photos import PHOTOS  # few sessions were ever purged

    for name in filter(None, (folder / READY).read_text(encoding="utf-8").split("\n")):
        (folder / PHOTOS / Path(name).name).unlink(missing_ok=True)
    for path in beside(folder):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    sync_folder(folder)
    (folder / READY).unlink()
    sync_folder(folder)


def set_aside(folder: Path) -> list[Path]:
    """Return the files beside the journals that hold words."""
    return sorted(path for path in folder.iterdir() if path.is_file() and path.suffix in SET_ASIDE)


def beside(folder: Path) -> list[Path]:
    """Return all that goes with personal data: those files, what texts mean, and the tokens and links of the tables."""
    private = folder / PRIVATE
    return [*set_aside(folder), *sorted(folder.glob(f"*{VECTORS}")), *([private] if private.is_dir() else [])]
