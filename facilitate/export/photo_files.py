"""A photo as people bring it, made ready to be published: upright, of a size for pages, and nothing in it but itself.

Where it was taken, when, and with what is in no file that leaves: the picture is written anew, without what it carried.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, Refused
from facilitate.domain.values.pictures import LARGEST_PICTURE
from facilitate.export.engine_faults import loading
from facilitate.files import unreadable

if TYPE_CHECKING:
    from PIL import Image

_LARGEST_FILE = 100_000_000  # bytes
# The library knows formats that run other programs, and some whose damage ends ours: it is asked for these alone.
_FORMATS = ("JPEG", "PNG")
# Bounds of what is in memory at a time, half a gigabyte: a JPEG is reduced while it is read, others are read whole.
_MOST_PIXELS = 100_000_000
_MOST_PIXELS_WHOLE = 50_000_000
_LONG_SIDES = (1800, 1500, 1200, 900)  # a page of A4 at 250 dots an inch, and what is tried where that is too much
_ENOUGH = 2 * _LONG_SIDES[0]  # what is reduced from twice its size is as sharp as from ten times
_QUALITY = 82
_ORIENTATION = 0x0112  # of EXIF
# What a file of a telephone says of itself at its fifth byte (ISO/IEC 23008-12, 10).
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


def ready_photo(path: Path) -> bytes:
    """Return the photo as a JPEG to be published; raises `Refused` in one sentence where there is none to be had."""
    with loading("jpeg", "pillow"):
        from PIL import UnidentifiedImageError
    data = _read(path)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        what = N_("{file} is an HEIC photo, as telephones take them: save it as JPEG, then add that file.")
        raise Refused(what, file=str(path))
    try:
        with warnings.catch_warnings():  # they are for programmers, in English, and would stand on the screen
            warnings.simplefilter("ignore")
            return _written(_upright(data, path))
    except UnidentifiedImageError:
        what = N_("{file} is not a JPEG or PNG file: save the photo as JPEG in a picture program, then add that file.")
        raise Refused(what, file=str(path)) from None
    except (Refused, MemoryError):
        raise
    except Exception as error:
        what = N_("{file} is damaged: open it in a picture program, save it as JPEG, then add that file.")
        raise Refused(what, file=str(path)) from error


def _read(path: Path) -> bytes:
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe would keep us waiting for ever
            raise Refused(N_("{file} is not a file: add a JPEG or PNG file."), file=str(path))
        with path.open("rb") as file:
            data = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    except ValueError:  # a name that no file can have
        raise Refused(N_("{file} is not a file: add a JPEG or PNG file."), file=str(path)) from None
    if not data:
        raise Refused(N_("{file} is empty: copy the photo again, then add it."), file=str(path))
    if len(data) > _LARGEST_FILE:
        raise Refused(N_("{file} is larger than {size} MB."), file=str(path), size=_LARGEST_FILE // 1_000_000)
    return data


def _upright(data: bytes, path: Path) -> Image.Image:
    """Return the picture as it is meant to be seen, of at least twice the size that is published."""
    from PIL import Image

    try:
        opened = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise _too_many_pixels(path, _MOST_PIXELS) from None
    with opened:
        is_reduced = opened.format != "PNG" and not opened.info.get("progressive")
        most = _MOST_PIXELS if is_reduced else _MOST_PIXELS_WHOLE
        if opened.width * opened.height > most:
            raise _too_many_pixels(path, most)
        opened.draft("RGB", (_ENOUGH, _ENOUGH))
        opened.load()
        turned = opened.getexif().get(_ORIENTATION, 1)
        plain = _plain(_reduced(opened))
    ways = Image.Transpose
    upright = {
        2: ways.FLIP_LEFT_RIGHT, 3: ways.ROTATE_180, 4: ways.FLIP_TOP_BOTTOM, 5: ways.TRANSPOSE,
        6: ways.ROTATE_270, 7: ways.TRANSVERSE, 8: ways.ROTATE_90,
    }.get(turned)  # fmt: skip
    return plain if upright is None else plain.transpose(upright)


def _reduced(picture: Image.Image) -> Image.Image:
    """Return the picture of a size at which its colours can be converted at little cost."""
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value / 256).convert("L")
    elif picture.mode in ("1", "P"):
        picture = picture.convert("L" if picture.mode == "1" else "RGBA")
    factor = max(picture.size) // _ENOUGH
    return picture.reduce(factor) if factor > 1 else picture


def _too_many_pixels(path: Path, most: int) -> Refused:
    what = N_("{file} has more than {most} megapixels: reduce it in a picture program, then add it again.")
    return Refused(what, file=str(path), most=most // 1_000_000)


def _plain(picture: Image.Image) -> Image.Image:
    """Return the picture in the colours of every screen, on white where it was transparent."""
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
    if "transparency" in picture.info or "A" in picture.getbands():
        above = picture.convert("RGBA")
        ground = Image.new("RGBA", above.size, "white")
        picture = Image.alpha_composite(ground, above)
    return picture.convert("RGB")


def _written(picture: Image.Image) -> bytes:
    """Return the picture as a JPEG that journals and pages can carry."""
    from PIL import Image

    made = b""
    picture.info.clear()
    for side in _LONG_SIDES:
        smaller = picture.copy()
        smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
        written = io.BytesIO()
        smaller.save(written, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
        made = written.getvalue()
        if len(made) <= LARGEST_PICTURE:
            break
    return made
