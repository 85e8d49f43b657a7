"""Pictures that go into what is published: photos of the day, and logos of those who support it.

A photo lies in a file of its own, and its act holds the digest of its bytes. Logos, and the photos of journals from
before that, stand in their acts: as base64 in pieces, for an act holds no text as long as a picture.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from facilitate.domain.frozen import dataclass

LARGEST_PICTURE = 600_000  # bytes; it goes into every file that is sent
MOST_PHOTOS = 40
_PIECE = 60_000  # a multiple of three, so that each piece reads by itself
_DIGEST = r"[0-9a-f]{40}"
_BASE64 = r"[A-Za-z0-9+/]{0,80000}={0,2}"
Pieces = tuple[str, ...]
BareLogo = Callable[[str, str, Pieces], Pieces]  # by its name and form: with nothing in them but what is seen


@dataclass(frozen=True, slots=True)
class PhotoWords:
    """What is said of a photo; `people` is whether somebody can be recognised, `consent` how they agreed to it."""

    caption: str = ""
    credit: str = ""
    alt: str = ""
    people: bool = False
    consent: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it is published; `consent` is how the `people` who can be recognised in it agreed.

    Its bytes are those of `digest`, or `pieces` where its act holds them. One with neither was removed by a purge.
    `file` is what a programme calls it, where it came with one.
    """

    id: str
    pieces: Pieces
    caption: str = ""
    credit: str = ""
    alt: str = ""
    people: bool = False
    consent: str = ""
    digest: str = ""
    file: str = ""

    @property
    def words(self) -> PhotoWords:
        """What is said of it."""
        return PhotoWords(self.caption, self.credit, self.alt, self.people, self.consent)


@dataclass(frozen=True, slots=True)
class Logo:
    """The logo that a programme names by the name of its file; `form` is svg, png or jpg.

    One without `pieces` was removed by a purge.
    """

    form: str
    pieces: Pieces


def digest_of(data: bytes) -> str:
    """Return the name of these bytes: the first half of what tells them from all others is enough for that."""
    from hashlib import sha256  # at the start of no program

    return sha256(data).hexdigest()[:40]


def is_digest(text: str) -> bool:
    """Return whether this is such a name; it becomes a file's."""
    return bool(re.fullmatch(_DIGEST, text))


def pieces_of(data: bytes) -> Pieces:
    """Return bytes as an act holds them."""
    from base64 import b64encode  # at the start of no program

    return tuple(b64encode(data[start : start + _PIECE]).decode("ascii") for start in range(0, len(data), _PIECE))


def bytes_of(pieces: Sequence[str]) -> bytes:
    """Return the bytes that an act holds."""
    from base64 import b64decode

    return b"".join(b64decode(piece) for piece in pieces)


def are_pieces(pieces: Sequence[str]) -> bool:
    """Return whether these are such as our programs write."""
    whole = sum(map(len, pieces)) <= LARGEST_PICTURE * 4 // 3 + 8
    return whole and all(len(piece) % 4 == 0 and re.fullmatch(_BASE64, piece) for piece in pieces)
