"""The photos of a session: files beside its journals, each under the digest of its bytes, which its act names.

A journal is read whole at each start, so it holds what is said of a photo and not the photo.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from facilitate.domain.acts.pictures import PhotoAdded, PhotoRemoved
from facilitate.domain.errors import N_, Message
from facilitate.domain.event import Event, Undone
from facilitate.domain.session import Session
from facilitate.domain.values.pictures import LARGEST_PICTURE, digest_of
from facilitate.files import not_written, replace_file, unreadable
from facilitate.store.journal_names import is_file
from facilitate.system import make_folders

PHOTOS = "photos"  # in the folder of a session
ENDING = ".jpg"
_MISSING = N_(
    "The photo {photo} is left out of the report: {file} is missing. Bring it back from a copy of the session with "
    "“facilitate collect”, or add the photo again."
)
_DAMAGED = N_(
    "The photo {photo} is left out of the report: {file} is damaged. Bring it back from a copy of the session with "
    "“facilitate collect”, or add the photo again."
)


class FolderPhotos:
    """The photos in a session's folder; `notices` takes what is told of those that are not there."""

    def __init__(self, folder: Path, notices: list[Message]) -> None:
        self._folder = folder / PHOTOS
        self._notices = notices

    def keep(self, data: bytes) -> bool:
        """Have these bytes on the disk when this returns; tells whether they were not. Raises `StorageFailure`."""
        path = self._path(digest_of(data))
        if _read(path, "")[0]:
            return False
        try:
            make_folders(self._folder)
            replace_file(path, data)
        except OSError as error:
            raise not_written(path, error) from error
        return True

    def read(self, digest: str, photo: str = "") -> bytes:
        """Return the photo of that digest; nothing where its file is missing or damaged, which is told of `photo`."""
        data, fault = _read(self._path(digest), photo)
        if fault is not None and fault not in self._notices:
            self._notices.append(fault)
        return data

    def _path(self, digest: str) -> Path:
        return self._folder / f"{digest}{ENDING}"


def faults(folder: Path, session: Session) -> list[Message]:
    """Return what is to be told of the photos that are published: whose file is missing or damaged."""
    notices: list[Message] = []
    for photo in session.published_photos:
        if photo.digest:
            FolderPhotos(folder, notices).read(photo.digest, photo.id)
    return notices


def bring(folder: Path, sources: Iterable[Path], events: Collection[Event]) -> int:
    """Copy the photos that these acts name and that are not here from beside other journals; tells how many came."""
    here = FolderPhotos(folder, [])
    lacking = [digest for digest in sorted(named(events)) if not here.read(digest)]
    found = ({digest: FolderPhotos(source, []).read(digest) for digest in lacking} for source in sorted({*sources}))
    return sum(here.keep(data) for those in found for data in those.values() if data)


def lost(folder: Path, events: Sequence[Event]) -> list[Message]:
    """Return what is to be told of photos that these acts added and did not take out again, and that are not here."""
    notices: list[Message] = []
    removed = {event.act.photo for event in events if isinstance(event.act, PhotoRemoved)}
    removed |= {undone for event in events if isinstance(event.act, Undone) for undone in event.act.events}
    for event in events:
        if isinstance(event.act, PhotoAdded) and event.act.digest and event.id not in removed:
            FolderPhotos(folder, notices).read(event.act.digest, event.id)
    return notices


def named(events: Iterable[Event]) -> set[str]:
    """Return the digests of the photos that acts add."""
    return {event.act.digest for event in events if isinstance(event.act, PhotoAdded) and event.act.digest}


def photo_files(folder: Path, *, but: Collection[str] = ()) -> list[Path]:
    """Return what lies in the folder of photos, but for those of these digests."""
    if not (folder / PHOTOS).is_dir():
        return []
    kept = {f"{digest}{ENDING}" for digest in but}
    return sorted(path for path in (folder / PHOTOS).iterdir() if path.name not in kept and is_file(path))


def _read(path: Path, photo: str) -> tuple[bytes, Message | None]:
    """Return what a file holds, or nothing and what is wrong with it."""
    try:
        if path.exists() and not is_file(path):  # a pipe would keep the reader waiting
            return b"", _message(_DAMAGED, path, photo)
        with path.open("rb") as file:
            data = file.read(LARGEST_PICTURE + 1)
    except FileNotFoundError:
        return b"", _message(_MISSING, path, photo)
    except OSError as error:
        return b"", unreadable(path, error).message
    return (data, None) if digest_of(data) == path.stem else (b"", _message(_DAMAGED, path, photo))


def _message(text: str, path: Path, photo: str) -> Message:
    return Message(text, {"file": str(path), "photo": photo.partition("-")[0]})
