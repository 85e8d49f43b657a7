"""Photos of the day, with what is said of them, and the logos that the programme names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from facilitate.domain.acts.pictures import LogoKept, PhotoAdded, PhotoDescribed, PhotoRemoved
from facilitate.domain.errors import N_, Refused
from facilitate.domain.event import Act
from facilitate.domain.programme.photos import TOO_MANY_PHOTOS
from facilitate.domain.session import Session
from facilitate.domain.text import clean
from facilitate.domain.values.pictures import (
    LARGEST_PICTURE,
    MOST_PHOTOS,
    BareLogo,
    Photo,
    PhotoWords,
    bytes_of,
    digest_of,
    pieces_of,
)
from facilitate.workshop.recorder.recorder import Recorder, in_turn

_SHORTEST_KEY = 8  # the clock part of an id, which is all people see of it


class Pictures:
    """Use cases about pictures."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    @in_turn
    def add(self, data: bytes, words: PhotoWords) -> Photo:
        """Keep a photo that is ready to be published; one that is there is refused, unless its file was lost."""
        if not 0 < len(data) <= LARGEST_PICTURE:
            raise Refused(N_("This photo is too large."))
        digest, files, there = digest_of(data), self._recorder.log.photos, self._recorder.session.published_photos
        if same := next((photo for photo in there if _digest(photo) == digest), None):
            if same.digest and files.keep(data):  # its file was lost
                return same
            raise Refused(N_("This photo is already there ({photo})."), photo=short_key(same.id))
        if len(there) >= MOST_PHOTOS:
            raise Refused(N_("There are already {count} photos: remove one first."), count=len(there))
        files.keep(data)
        (added,) = self._recorder.record(_added(words, digest))
        return self._recorder.session.photos[added.id]

    @in_turn
    def bring(self, named: Mapping[str, tuple[PhotoWords, bytes]]) -> int:
        """Have the photos that a programme names by their files, in one gesture; returns how many acts it took.

        One without bytes is as it was. Those that the programme does not name any more go; those that were added to
        the session itself stay.
        """
        files, there = self._recorder.log.photos, self._recorder.session.published_photos
        known = {photo.file: photo for photo in there if photo.file}
        own = {_digest(photo) for photo in there if not photo.file}
        acts: list[Act] = [PhotoRemoved(photo.id) for file, photo in known.items() if file not in named]
        for file, (words, data) in named.items():
            photo, digest = known.get(file), digest_of(data) if data else ""
            if photo and digest in ("", photo.digest):
                acts += _described(photo, _clean(words))
            elif digest and digest not in own:
                acts += [PhotoRemoved(photo.id)] if photo else []
                acts.append(_added(words, digest, file))
        if len(own) + len(named) > MOST_PHOTOS:
            raise Refused(TOO_MANY_PHOTOS, most=MOST_PHOTOS)
        for _words, data in named.values():
            if data:
                files.keep(data)
        if acts:
            self._recorder.record(*acts)
        return len(acts)

    @in_turn
    def describe(self, key: str, changes: Mapping[str, Any]) -> Photo:
        """Correct what is said of a photo; what is not given stays."""
        photo = self.find(key)
        given = {name: value for name, value in changes.items() if value is not None}
        if acts := _described(photo, _clean(replace(photo.words, **given))):
            self._recorder.record(*acts)
        return self._recorder.session.photos[photo.id]

    @in_turn
    def remove(self, key: str) -> Photo:
        """Take a photo out of what is published."""
        photo = self.find(key)
        self._recorder.record(PhotoRemoved(photo.id))
        return photo

    def find(self, key: str) -> Photo:
        """Return the photo of that identifier or of the only one that begins so; raises `Refused`."""
        typed = key.strip()
        photos = self._recorder.session.published_photos
        found = [photo for photo in photos if len(typed) >= _SHORTEST_KEY and photo.id.startswith(typed)]
        if len(found) != 1:
            raise Refused(
                N_("No photo has the identifier “{photo}”. To list them: “facilitate photo list”.")
                if not found
                else N_("Several photos begin with “{photo}”: type more of its identifier."),
                photo=typed,
            )
        return found[0]

    @in_turn
    def keep_logos(self, logos: Mapping[str, tuple[bytes, str]]) -> int:
        """Keep the logos that a programme names, by their names; what is here already is not kept again."""
        kept = self._recorder.session.logos
        acts = [
            each for each in logo_acts(logos) if (there := kept.get(each.name)) is None or there.pieces != each.pieces
        ]
        if acts:
            self._recorder.record(*acts)
        return len(acts)


def logo_acts(logos: Mapping[str, tuple[bytes, str]]) -> list[LogoKept]:
    """Return the acts that keep logos: by their names, what their files hold and their form."""
    return [LogoKept(name, form, pieces_of(data)) for name, (data, form) in logos.items()]


def kept_logos(session: Session, bare: BareLogo) -> list[LogoKept]:
    """Return the acts by which another session has the logos of one, with nothing in them but what is seen."""
    found = ((name, logo.form, bare(name, logo.form, logo.pieces)) for name, logo in session.logos.items())
    return [LogoKept(name, form, pieces) for name, form, pieces in found if pieces]


def short_key(key: str) -> str:
    """Return what people see of an identifier."""
    return key.partition("-")[0]


def _added(words: PhotoWords, digest: str, file: str = "") -> PhotoAdded:
    words = _clean(words)
    return PhotoAdded((), words.caption, words.credit, words.alt, words.people, words.consent, digest, file)


def _described(photo: Photo, now: PhotoWords) -> list[PhotoDescribed]:
    if now == photo.words:
        return []
    return [PhotoDescribed(photo.id, now.caption, now.credit, now.alt, now.people, now.consent)]


def _digest(photo: Photo) -> str:
    return photo.digest or digest_of(bytes_of(photo.pieces))


def _clean(words: PhotoWords) -> PhotoWords:
    return replace(
        words,
        caption=clean(words.caption),
        credit=clean(words.credit),
        alt=clean(words.alt),
        consent=clean(words.consent),
    )
