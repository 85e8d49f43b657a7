"""The files of this machine that can be chosen on a screen, and how they are read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, Refused
from facilitate.files import unreadable, unreadable_folder
from facilitate.system import drives
from facilitate.tui.file_list import FileEntry, Progress, paths_meant

if TYPE_CHECKING:
    from facilitate.sheets.contents import Contents

_USUAL = ("Documents", "Desktop", "Bureau", "Downloads", "Téléchargements", "OneDrive")
_MOST_ENTRIES = 20_000
_MOST_BYTES = 200_000_000  # no list is larger; a film is, and reading it would fill the memory
_BEGINNING = 200_000  # bytes
_WINDOWS = os.name == "nt"


class NearbyFiles:
    """What `facilitate.tui.file_list.Files` asks for. Nothing is kept: a key can be plugged in at any moment."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def places(self) -> Sequence[Path]:
        """Where the program was started, where its sessions are, the person's own folders, what is plugged in."""
        return tuple(dict.fromkeys(Path(os.path.abspath(each)) for each in self._places()))  # noqa: PTH100 -- asks no disk

    def _places(self) -> Iterator[Path]:
        import platformdirs

        with suppress(OSError):  # the folder may have been removed since
            yield Path.cwd()
        yield self._home
        person = Path(os.path.expanduser("~"))  # noqa: PTH111 -- it answers where there is no home
        named = (platformdirs.user_downloads_dir, platformdirs.user_desktop_dir, platformdirs.user_documents_dir)
        own = [Path(each()) for each in named] + [person / each for each in _USUAL]
        cloud = os.environ.get("ONEDRIVE")
        own += [Path(cloud) / each for each in _USUAL[:3]] if cloud else []
        yield from filter(os.path.isdir, own)
        yield person
        yield from map(Path, drives())

    def look(self, folder: Path) -> Sequence[FileEntry]:
        """What is in a folder, but for what programs keep there for themselves."""
        try:
            with os.scandir(folder) as found:
                shown = (each for each in found if not each.name.startswith((".", "~$")))
                return tuple(
                    entry for each, _ in zip(shown, range(_MOST_ENTRIES), strict=False) for entry in _entry(each.path)
                )
        except OSError as error:
            raise unreadable_folder(folder, error) from error

    def photo(self, text: str) -> bytes:
        """The photo at a path that somebody typed, ready to be published; raises `Refused`."""
        from facilitate.export.photo_files import ready_photo

        meant = [_whole(each) for each in paths_meant(text, windows=_WINDOWS)]
        # Any text can be typed, and none of it may raise.
        return ready_photo(next((path for path in meant if os.path.isfile(path)), [*meant, Path(text)][0]))  # noqa: PTH113

    def named(self, text: str) -> Sequence[FileEntry]:
        """The files of that name; what is in the folder of that name; else what begins so in the folder before it."""
        found: list[FileEntry] = []
        for meant in paths_meant(text, windows=_WINDOWS):
            path = _whole(meant)
            if os.path.isfile(path):  # noqa: PTH113 -- any text can be typed, and none of it may raise
                found += _entry(str(path))
            elif not found and os.path.isdir(path):  # noqa: PTH112
                return self.look(path)
        return found or self._begun(text)

    def _begun(self, text: str) -> Sequence[FileEntry]:
        for meant in paths_meant(text, windows=_WINDOWS):
            path = _whole(meant)
            if path.name and os.path.isdir(path.parent):  # noqa: PTH112 -- as above
                begun = path.name.casefold()
                return tuple(each for each in self.look(path.parent) if each.path.name.casefold().startswith(begun))
        return ()

    def beginning(self, path: Path) -> bytes:
        """The first lines of a file, whole ones."""
        first = _bytes(path, _BEGINNING)
        return first[: first.rfind(b"\n") + 1] or first

    def contents(
        self, path: Path, encoding: str = "", sheet: str = "", progress: Progress = lambda _done, _of: None
    ) -> Contents:
        """Read a file into a table or a text."""
        from facilitate.workshop.intake.ideas import contents_of

        return contents_of(_bytes(path), name=path.name, encoding=encoding, sheet=sheet, progress=progress)


def _whole(meant: str) -> Path:
    """A path as it was typed, from the root on; the disk is not asked."""
    return Path(os.path.abspath(os.path.expanduser(meant)))  # noqa: PTH100, PTH111 -- they raise nothing


def _bytes(path: Path, most: int = -1) -> bytes:
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):  # a pipe or a device may never end
            raise Refused(N_("{file} is not a file."), file=path.name)
        if status.st_size > _MOST_BYTES:
            size = status.st_size // 1_000_000
            raise Refused(N_("{file} is too large for a list ({size} MB)."), file=path.name, size=size)
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise unreadable(path, error) from error


def _entry(path: str) -> Iterator[FileEntry]:
    """The file or folder; nothing where it went away meanwhile. `DirEntry.stat` may tell what is old on Windows."""
    try:
        status = os.stat(path)  # noqa: PTH116 -- asked for each file of a folder
    except (OSError, ValueError):
        return
    yield FileEntry(Path(path), S_ISDIR(status.st_mode), status.st_size, status.st_mtime)
