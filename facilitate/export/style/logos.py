"""A logo as a file: what it is, whether it can be shown, and what in it will look otherwise than its makers meant."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.values.pictures import LARGEST_PICTURE

_FORMS = {".svg": b"<svg", ".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
_TEXT = re.compile(rb"<(?:\w+:)?text[\s>]")
# What lies elsewhere: a picture or a style sheet that is not inside the file, nor a part of it (`#…`).
_ELSEWHERE = re.compile(rb"""href\s*=\s*["'](?!data:|#)[^"']|@import|url\(\s*(?!["']?(?:data:|#))""")
_LINK = re.compile(rb"<(?:\w+:)?a\b[^>]*>")


def read_logo(folder: Path, name: str, largest: int = LARGEST_PICTURE) -> tuple[bytes, str]:
    """Return what the file of that name holds, and its form: svg, png or jpg.

    Raises `Refused` with what is wrong with it, as the end of a sentence that says where it is named.
    """
    path = folder / name
    start = _FORMS.get(path.suffix.lower())
    if start is None:
        raise Refused(N_("the logo {name} is neither SVG, PNG nor JPEG"), name=name)
    # Anything but a file (a pipe, a folder, a name with a NUL) is as good as missing.
    if not path.is_file():
        raise Refused(N_("there is no file {name} in this folder"), name=name)
    with path.open("rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise Refused(N_("the logo {name} is larger than {size} kB"), name=name, size=largest // 1000)
    if start not in data[:1000]:
        raise Refused(N_("the content of the logo {name} does not match its extension"), name=name)
    form = path.suffix.lower().lstrip(".").replace("jpeg", "jpg")
    if not (_is_svg(data) if form == "svg" else _is_picture(data)):
        raise Refused(N_("the logo {name} is damaged"), name=name)
    return data, form


def logo_notices(data: bytes, form: str, name: str) -> Iterator[Message]:
    """Yield what of a logo will not look as its makers meant it."""
    if form != "svg":
        return
    if _TEXT.search(data):
        text = N_("The logo {name} contains text, which may be drawn in another font: convert its text to outlines.")
        yield Message(text, {"name": name})
    if _ELSEWHERE.search(_LINK.sub(b"", data)):
        text = N_("The logo {name} refers to another file, which will be missing: embed that picture in the logo.")
        yield Message(text, {"name": name})


def _is_svg(data: bytes) -> bool:
    from xml.etree import ElementTree as ET

    try:
        root = ET.fromstring(data)  # noqa: S314 -- expat bounds what entities become
    except (ET.ParseError, ValueError, LookupError):
        return False
    return root.tag.rpartition("}")[2] == "svg"


def _is_picture(data: bytes) -> bool:
    """Return whether a PNG or a JPEG can be read to its end; without the library that reads them nobody knows."""
    try:
        from PIL import Image
    except ImportError:
        return True
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True
