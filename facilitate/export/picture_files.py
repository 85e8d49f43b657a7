"""Pictures inside files: their sizes, and the forms that pages and office files take."""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import sqrt

from facilitate.export.compose.document import Picture
from facilitate.export.engines import typeset
from facilitate.export.style.style import Style

MIME = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}
_MARK = 0xFF
_WIDEST = 6  # times the height of logos
# Markers of a JPEG behind which no length stands, and those of frames, which hold the size (ITU-T T.81, B.1.1.3).
_BARE = frozenset((0x01, *range(0xD0, 0xDA)))
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
Size = tuple[float, float]
Place = tuple[float, float, float, float]  # from the left, from the top, width, height
_ROOT = re.compile(rb"<(?:\w+:)?svg\b[^>]*>")
_SIDES = [re.compile(rb"""\s%s\s*=\s*["']([\d.]+)(?:px|pt|mm|cm|in)?["']""" % side) for side in (b"width", b"height")]
_BOX = re.compile(rb"""\sviewBox\s*=\s*["'][\s,]*[-+.\deE]+[\s,]+[-+.\deE]+[\s,]+([\d.]+)[\s,]+([\d.]+)""")


def data_address(picture: Picture) -> str:
    """Return the picture as an address that holds it."""
    return f"data:{MIME[picture.form]};base64,{base64.b64encode(picture.data).decode('ascii')}"


def drawn(picture: Picture, style: Style) -> Picture:
    """Return a picture that every office can show: Word shows no SVG that comes alone."""
    if picture.form != "svg":
        return picture
    data = {"logo": picture.name}
    return replace(picture, form="png", data=typeset("logo.typ", data, style, "png", ppi=300,
                                                     pictures={picture.name: picture.data}))  # fmt: skip


def measures(picture: Picture) -> Size:
    """Return how wide and high a picture is, in whatever it is measured; a square where its bytes do not tell."""
    found: Mapping[str, Callable[[bytes], Size]] = {"png": _png, "jpg": _jpeg, "svg": _svg}
    size = found[picture.form](picture.data)
    return size if all(each > 0 for each in size) else (1, 1)


def as_logo(picture: Picture, height: float) -> Size:
    """Return how large a logo stands among others: each takes as much room to the eye, whole whatever its shape.

    A wide one is at least half as high as the others may be: its letters have to be read.
    """
    across, down = measures(picture)
    high = max(height * sqrt(1.8 * down / across), height / 2)
    return fitted(picture, _WIDEST * height, min(high, height))


def beside(pictures: Sequence[Picture], width: float, height: float) -> dict[str, object]:
    """Return logos as a page is given them: where each stands in a box that large, and how large all are together."""
    places = in_a_row(pictures, width, height)
    named = zip(pictures, places, strict=True)
    return {
        "logos": [{"file": each.name, "alt": each.alt, "place": place} for each, place in named],
        "logos-size": [max((each[side] + each[side + 2] for each in places), default=0) for side in (0, 1)],
    }


def in_a_row(pictures: Sequence[Picture], width: float, height: float) -> list[Place]:
    """Return where logos stand beside each other in a box, as large as all of them fit: on one line if they can."""
    size, places = height, _lines(pictures, width, height)
    while places and places[-1][1] + size > height:
        size *= 0.9
        places = _lines(pictures, width, size)
    return places


def _lines(pictures: Sequence[Picture], width: float, size: float) -> list[Place]:
    """Return where logos of that height stand, on as many lines as they take."""
    places: list[Place] = []
    left = top = 0.0
    for picture in pictures:
        across, down = as_logo(picture, size)
        if left and left + across > width:
            left, top = 0.0, top + size * 1.25
        places.append((left, top + (size - down) / 2, across, down))
        left += across + size * 0.7
    return places


def fitted(picture: Picture, width: float, height: float) -> Size:
    """Return the largest size of a picture within a box."""
    across, down = measures(picture)
    scale = min(width / across, height / down)
    return across * scale, down * scale


def _svg(data: bytes) -> Size:
    """Return the size that the root of an SVG says, else that of what it shows (SVG 2, 8.2)."""
    root = found[0] if (found := _ROOT.search(data)) else b""
    lengths = [float(length[1]) for each in _SIDES if (length := each.search(root))]
    if len(lengths) == len(_SIDES):
        return lengths[0], lengths[1]
    box = _BOX.search(root)
    return (float(box[1]), float(box[2])) if box else (0, 0)


def _jpeg(data: bytes) -> Size:
    return next(_frames(data), (0, 0))


def _png(data: bytes) -> Size:
    if len(data) < len(b"\x89PNG\r\n\x1a\n....IHDR........"):
        return 0, 0
    across, down = struct.unpack(">II", data[16:24])
    return across, down


def _frames(data: bytes) -> Iterator[tuple[int, int]]:
    place = 2
    while place + 9 < len(data):
        mark, marker = data[place], data[place + 1]
        if mark != _MARK or marker == _MARK or marker in _BARE:
            place += 1 if mark != _MARK or marker == _MARK else 2
            continue
        if marker in _FRAMES:
            down, across = struct.unpack(">HH", data[place + 5 : place + 9])
            yield across, down
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
