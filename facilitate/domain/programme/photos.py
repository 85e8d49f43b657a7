"""The photos that a programme names, which are no part of what is kept as the programme of a session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from facilitate.domain.errors import N_, Refused
from facilitate.domain.programme.document import Document
from facilitate.domain.programme.reader import Node
from facilitate.domain.values.pictures import MOST_PHOTOS, Photo, PhotoWords

TOO_MANY_PHOTOS = N_("There can be {most} photos at most: name fewer in the programme.")
_WORDS = ("caption", "credit", "alt", "people", "consent")


def photos_apart(document: Mapping[str, Any]) -> tuple[Document, Mapping[str, PhotoWords]]:
    """Return a programme without the photos that it names, and what it says of each, by the name of its file.

    Once they are in the session, they are described there.
    """
    publication = document.get("publication")
    if not isinstance(publication, Mapping) or "photos" not in publication:
        return dict(document), {}
    listed = Node(publication, "publication").items("photos", _photo)
    photos = dict(listed)
    if len(photos) < len(listed):
        files = [file for file, _words in listed]
        twice = next(file for file in files if files.count(file) > 1)
        raise Refused(N_("The programme names the photo {file} twice: remove one of the two."), file=twice)
    if len(photos) > MOST_PHOTOS:
        raise Refused(TOO_MANY_PHOTOS, most=MOST_PHOTOS)
    rest = {name: value for name, value in publication.items() if name != "photos"}
    return {**document, "publication": rest}, photos


def _photo(node: Node) -> tuple[str, PhotoWords]:
    file = node.text("file", required=True)
    words = PhotoWords(
        node.text("caption"), node.text("credit"), node.text("alt"), node.flag("people"), node.text("consent")
    )
    return node.finish((file, words))


def with_photos(document: Document, photos: Iterable[Photo]) -> Document:
    """Return a programme with those photos that came with one, as they are described by now."""
    named = [dict(_written(photo)) for photo in photos if photo.file]
    return {**document, "publication": {**document.get("publication", {}), "photos": named}} if named else document


def _written(photo: Photo) -> Iterator[tuple[str, Any]]:
    yield "file", photo.file
    yield from ((name, value) for name in _WORDS if (value := getattr(photo, name)))
