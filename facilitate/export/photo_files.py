"""A photo as people bring it, made ready to be published: upright, of a size for pages, and nothing in it but itself.

Where it was taken, when, and with what is in no file that leaves: the picture is written anew, without what it carried.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, Refused
from facilitate.domain.values.pictures import LARGEST_PICTURE
from facilitate.export.engines import missing
from facilitate.files import unreadable

if TYPE_CHECKING:
    from PIL import Image

_LARGEST_FILE = 100_000_000  # bytes
_MOST_PIXELS = 100_000_000
_LONG_SIDES = (1800, 1500, 1200, 900)  # a page of A4 at 250 dots an inch, and what is tried where that is too much
_QUALITY = 82
# What a file of a telephone says of itself at its fifth byte (ISO/IEC 23008-12, 10).
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


def ready_photo(path: Path) -> bytes:
    """Return the photo as a JPEG to be published; raises `Refused` in one sentence where there is none to be had."""
    try:
        from PIL import Image, ImageOps, UnidentifiedImageError
    except ImportError:
        raise missing("jpeg", "pillow") from None
    data = _read(path)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        what = N_("{file} is an HEIC photo, as telephones take them: save it as JPEG, then add that file.")
        raise Refused(what, file=str(path))
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise _too_many_pixels(path)
            opened.draft("RGB", (2 * _LONG_SIDES[0], 2 * _LONG_SIDES[0]))
            upright = _plain(ImageOps.exif_transpose(opened))
    except Image.DecompressionBombError:
        raise _too_many_pixels(path) from None
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        is_picture = not isinstance(error, UnidentifiedImageError)
        text = N_("{file} is damaged: open it in a picture program, save it as JPEG, then add that file.")
        raise Refused(
            text if is_picture else N_("{file} is not a photo: add a JPEG or PNG file."), file=str(path)
        ) from None
    return _written(upright)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) > _LARGEST_FILE:
        raise Refused(N_("{file} is larger than {size} MB."), file=str(path), size=_LARGEST_FILE // 1_000_000)
    return data


def _too_many_pixels(path: Path) -> Refused:
    most = _MOST_PIXELS // 1_000_000
    what = N_("{file} has more than {most} megapixels: reduce it in a picture program, then add it again.")
    return Refused(what, file=str(path), most=most)


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
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value / 256).convert("L")
    if "transparency" in picture.info or "A" in picture.getbands():
        above = picture.convert("RGBA")
        ground = Image.new("RGBA", above.size, "white")
        picture = Image.alpha_composite(ground, above)
    return picture.convert("RGB")


def _written(picture: Image.Image) -> bytes:
    """Return the picture as a JPEG that journals and pages can carry."""
    from PIL import Image

    made = b""
    for side in _LONG_SIDES:
        smaller = picture.copy()
        smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
        smaller.info.clear()
        written = io.BytesIO()
        smaller.save(written, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
        made = written.getvalue()
        if len(made) <= LARGEST_PICTURE:
            break
    return made
