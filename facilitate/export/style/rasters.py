"""A logo of pixels, written anew without what it carried: when it was made, with what, by whom, a smaller one."""

from __future__ import annotations

import io
import struct
import warnings
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, Refused

if TYPE_CHECKING:
    from PIL import Image

STARTS = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
_MOST_PIXELS = 25_000_000
_LONG_SIDES = (2000, 1500, 1000, 700)  # of A4 at 240 dots an inch, and what is tried where that is too much
_QUALITY = 90
_READ = ("PNG", "JPEG")
_CHUNKS = (b"IHDR", b"IDAT", b"IEND")  # of a PNG that shows pixels and says nothing of them (PNG, 11.2)
# Of such a JPEG (ITU-T T.81, B.1.1.3): its size and tables, with the word that it is one (JFIF, 10.1).
_SEGMENTS = frozenset((0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDD, 0xDA))
_JFIF, _SCAN, _END, _MARK = 0xE0, 0xDA, 0xD9, 0xFF
_WITHIN = frozenset((0, *range(0xD0, 0xD8)))  # what a mark stands before in a scan without an end to it
_JFIF_LENGTH = 16  # without a smaller picture in it


def bare(data: bytes, form: str, name: str, largest: int) -> bytes:
    """Return a picture that holds its pixels alone: as it is where it holds nothing else, else written anew.

    Raises `Refused` with what is wrong with the logo of that name, as the end of a sentence.
    """
    try:
        from PIL import Image
    except Exception:  # noqa: BLE001 -- whatever a library that does not load raises: it is as if it were not there
        if _is_bare(data, form):
            return data
        what = N_(
            "the logo {name} cannot be read without Pillow, which comes with facilitate[publish]: install it, or save "
            "the logo as SVG"
        )
        raise Refused(what, name=name) from None
    try:
        # What the library warns of is not for whoever sits here.
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data), formats=_READ) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise _too_many_pixels(name)
            opened.load()
            if _is_bare(data, form) and max(opened.size) <= _LONG_SIDES[0]:
                return data
            made = _written(_on_screens(_upright(opened), form), form, largest)
    except Image.DecompressionBombError:
        raise _too_many_pixels(name) from None
    except (OSError, ValueError, SyntaxError, EOFError, struct.error):
        raise Refused(N_("the logo {name} is damaged"), name=name) from None
    return made


def _too_many_pixels(name: str) -> Refused:
    what = N_("the logo {name} has more than {most} megapixels: reduce it to {side} pixels on its long side")
    return Refused(what, name=name, most=_MOST_PIXELS // 1_000_000, side=_LONG_SIDES[0])


def _upright(picture: Image.Image) -> Image.Image:
    from PIL import ImageOps

    try:
        return ImageOps.exif_transpose(picture)
    except (SyntaxError, ValueError, struct.error):  # what it says of itself does not read: its pixels do
        return picture


def _on_screens(picture: Image.Image, form: str) -> Image.Image:
    """Return the picture in the colours of every screen; what is transparent in it stays so."""
    from PIL import Image, ImageCms

    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK", "L"):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            picture = (
                ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB") or picture
            )
        except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that does not read changes nothing
            pass
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value / 256).convert("L")
    if form == "png" and picture.has_transparency_data:
        # Nobody sees what colour is where nothing is shown.
        seen = picture.convert("RGBA")
        return Image.composite(
            seen, Image.new("RGBA", seen.size), seen.getchannel("A").point(lambda value: 255 * (value > 0))
        )
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


def _written(picture: Image.Image, form: str, largest: int) -> bytes:
    from PIL import Image

    made = b""
    for side in _LONG_SIDES:
        smaller = picture.copy()
        smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
        smaller.info.clear()
        written = io.BytesIO()
        if form == "png":
            smaller.save(written, "PNG", optimize=True)
        else:
            smaller.save(written, "JPEG", quality=_QUALITY, optimize=True, subsampling=0)
        made = written.getvalue()
        if len(made) <= largest:
            break
    return made


def _is_bare(data: bytes, form: str) -> bool:
    """Return whether nothing is in the file but what its pixels need, and nothing behind them."""
    try:
        return _is_bare_png(data) if form == "png" else _is_bare_jpeg(data)
    except (struct.error, IndexError):  # it ends too early
        return False


def _is_bare_png(data: bytes) -> bool:
    place, kind = len(STARTS["png"]), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, place)
        place += 12 + length
        if kind not in _CHUNKS or (kind == b"IHDR" and data[24] != 8):  # noqa: PLR2004 -- bits of a colour
            return False
    return place == len(data)


def _is_bare_jpeg(data: bytes) -> bool:
    place = 2
    while data[place + 1] != _END:
        kind, length = data[place + 1], struct.unpack_from(">H", data, place + 2)[0]
        if data[place] != _MARK or kind not in _SEGMENTS or (kind == _JFIF and length != _JFIF_LENGTH):
            return False
        if kind in (0xC0, 0xC2) and data[place + 9] == 4:  # noqa: PLR2004 -- inks, which PDF/A does not take
            return False
        place += 2 + length
        while kind == _SCAN and (data[place] != _MARK or data[place + 1] in _WITHIN):
            place = data.index(_MARK, place + 1)
    return place + 2 == len(data)
