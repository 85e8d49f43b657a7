"""The photos that a programme names: read beside its file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from facilitate.domain.session import Session
from facilitate.domain.values.pictures import PhotoWords

Photos = dict[str, tuple[PhotoWords, bytes]]


def photos_beside(file: Path, named: Mapping[str, PhotoWords], session: Session | None = None) -> Photos:
    """Return the photos of a programme, ready to be published; raises `Refused` for one that cannot be.

    One that came to the session with its programme already may be missing beside the file.
    """
    if not named:
        return {}
    from facilitate.export.photo_files import ready_photo

    known = {photo.file for photo in session.published_photos} if session else set()
    paths = {name: file.parent / name for name in named}
    return {
        name: (named[name], b"" if name in known and not path.exists() else ready_photo(path))
        for name, path in paths.items()
    }
