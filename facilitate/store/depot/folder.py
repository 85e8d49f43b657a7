"""A depot in a folder: a USB key, a disk of the network, a folder that is kept the same on several computers."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from facilitate.domain.errors import N_, Refused
from facilitate.files import not_written, replace_file, unreadable, unreadable_folder
from facilitate.store.journal_names import is_file
from facilitate.system import make_folders
from facilitate.workshop.sharing.depot import DepotUnreachable, FileChanged, StoredFile

LARGEST = 64 * 1024 * 1024  # bytes of a journal: a quarter of a million ideas
_PART = ".part"  # ends the name of what is being written; a hidden file, which nobody takes for a journal
_MISSING = N_(
    "{folder} is not there. If it is on a USB stick or a network disk, connect it; if it is to be made, make {parent} "
    "first. Nothing was done."
)


class FolderFiles:
    """The files in a folder of this computer, each written beside and then put in its place."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def address(self) -> str:
        """The folder."""
        return str(self._root)

    def folders(self) -> Sequence[str]:
        """Return the names of the folders in it; raises `DepotUnreachable` where not even the one above it is there."""
        if not self._root.exists() and not self._root.parent.is_dir():
            raise DepotUnreachable(_MISSING, folder=str(self._root), parent=str(self._root.parent))
        return self._listed(self._root, folders=True)

    def names(self, folder: str) -> Sequence[str]:
        """Return the names of the files in one of them."""
        return self._listed(self._root / folder, folders=False)

    @staticmethod
    def _listed(path: Path, *, folders: bool) -> Sequence[str]:
        try:
            found = [each for each in path.iterdir() if not each.name.startswith(".")]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise unreadable_folder(path, error) from error
        return sorted(each.name for each in found if each.is_dir() is folders)

    def read(self, folder: str, name: str) -> StoredFile | None:
        """Return a file; raises `Refused` for what is none, or too large to be a journal."""
        path = self._root / folder / name
        try:
            found = path.stat()
            if not is_file(path):
                raise Refused(N_("{file} is not a file and was skipped."), file=str(path))
            if found.st_size > LARGEST:
                raise Refused(N_("{file} is too large to be a journal and was skipped."), file=str(path))
            return StoredFile(path.read_bytes(), _tag(path))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise unreadable(path, error) from error

    def write(self, folder: str, name: str, data: bytes, tag: str) -> str:
        """Put the bytes in the place of the file's, on the disk when this returns."""
        path = self._root / folder / name
        try:
            make_folders(path.parent)
            if _tag(path) != tag:
                raise FileChanged
            replace_file(path, data, beside=path.with_name(f".{name}{_PART}"))
            return _tag(path)
        except OSError as error:
            raise not_written(path, error) from error

    def remove(self, folder: str, name: str) -> None:
        """Remove a file."""
        path = self._root / folder / name
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise not_written(path, error) from error

    def clear(self, folder: str) -> None:
        """Remove what was left half written."""
        for path in (self._root / folder).glob(f".*{_PART}"):
            with suppress(OSError):
                path.unlink()

    def close(self) -> None:
        """Nothing is held."""


def _tag(path: Path) -> str:
    try:
        found = path.stat()
    except FileNotFoundError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}"
