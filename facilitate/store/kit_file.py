"""The kit of a cycle as one zip: made so that the same kit has the same bytes, and read as a stranger's file.

Nothing is ever unpacked where it says: the files are read into memory, each by a name that a kit may have, within
bounds that hold for what really comes out and not for what the archive says of itself.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from facilitate.domain.errors import N_, Refused
from facilitate.domain.text import excerpt
from facilitate.files import unreadable
from facilitate.system import is_portable
from facilitate.workshop.cycle.kit import Kit, check_name, opened

LARGEST_FILE, LARGEST, MOST_FILES = 25_000_000, 80_000_000, 120
_ROOM = 1_000_000  # for what a zip says of its files
_FOLDERS = ("style/", "style/fonts/")
_OF_AN_ENTRY = b"PK\x01\x02"
_LONGEST_SHOWN = 80
_ENCRYPTED = 0x1
_STORED_OR_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OF_ARCHIVES = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, LookupError, RuntimeError,
    NotImplementedError, OverflowError,
)  # fmt: skip
_NO_ZIP = N_("{file} is not a kit: a kit is a zip that “facilitate cycle kit” made, as it was sent.")


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip without times and without compression, which differs from one machine to the other."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(files):
            check_name(name)
            _check_size(name, len(files[name]))
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            entry.create_system = 3
            archive.writestr(entry, files[name])
    _check_whole(len(files), sum(map(len, files.values())))
    return made.getvalue()


def read_kit(path: Path) -> tuple[Kit, Mapping[str, bytes]]:
    """Return what a kit says of itself, and its files; raises `Refused` naming what is wrong with it."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + _ROOM + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) > LARGEST + _ROOM:
        _check_whole(0, len(data))
    files = unpacked(data, str(path))
    return opened(files), files


def unpacked(data: bytes, file: str) -> Mapping[str, bytes]:
    """Return the files of a zip that may be a kit, by their names."""
    _check_whole(data.count(_OF_AN_ENTRY) // 2, 0)  # each would be read before anybody could count them
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _files(archive)
    except _OF_ARCHIVES as error:
        raise Refused(_NO_ZIP, file=file) from error


def _files(archive: zipfile.ZipFile) -> Mapping[str, bytes]:
    entries = archive.infolist()
    _check_whole(len(entries), 0)
    found: dict[str, bytes] = {}
    left = LARGEST
    for entry in entries:
        name = entry.orig_filename  # as the archive has it: `filename` ends where a zero stands
        if name in _FOLDERS:
            continue
        _check_entry(entry, name)
        if name.casefold() in {each.casefold() for each in found}:
            raise Refused(N_("The kit has two files called {file}."), file=_shown(name))
        found[name] = _content(archive, entry, name, left)
        left -= len(found[name])
    return found


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    """Raise `Refused` for a name that leads elsewhere, or for what is no plain file that belongs in a kit."""
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in name:
        raise Refused(N_("{file} leads out of the kit: it is not used, and neither is the rest."), file=_shown(name))
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        raise Refused(N_("{file} is not a plain file, such as a link: no kit has any."), file=_shown(name))
    if not all(is_portable(part) for part in parts):
        raise Refused(N_("{file} is a name that not every system can give to a file."), file=_shown(name))
    if entry.flag_bits & _ENCRYPTED:
        raise Refused(N_("{file} is locked by a password: no kit is."), file=_shown(name))
    check_name(name)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, left: int) -> bytes:
    if entry.compress_type not in _STORED_OR_DEFLATED:
        raise zipfile.BadZipFile
    # What the archive says of a size may be false: it is read to its real end, or to where it is too much.
    with archive.open(entry) as file:
        content = file.read(min(LARGEST_FILE, left) + 1)
    _check_size(name, len(content))
    _check_whole(0, LARGEST - left + len(content))
    return content


def _check_size(name: str, size: int) -> None:
    if size > LARGEST_FILE:
        raise Refused(
            N_("{file} is larger than {most} MB: no file of a kit is."),
            file=_shown(name),
            most=LARGEST_FILE // 1_000_000,
        )


def _check_whole(files: int, size: int) -> None:
    if files > MOST_FILES:
        raise Refused(N_("A kit has at most {most} files; this one has {found}."), most=MOST_FILES, found=files)
    if size > LARGEST:
        raise Refused(N_("Unpacked, the kit is larger than {most} MB."), most=LARGEST // 1_000_000)


def _shown(name: str) -> str:
    return excerpt(name.replace("\0", "␀"), _LONGEST_SHOWN)
