"""Photos and logos as people bring them, drawn for tests."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

PLACE = 0x8825  # the part of EXIF that tells where a photo was taken


def photo(folder: Path, name: str = "table.jpg", size: tuple[int, int] = (400, 300), turned: int = 1) -> Path:
    """Draw a photo that is red on its left and blue on its right once it is upright, with a camera and a place."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    ways = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    told = Image.Exif()
    told[0x0112], told[0x010F], told[0x0131] = turned, "CameraCo", "SoftCo"
    told.get_ifd(PLACE).update({1: "N", 2: (48.0, 51.0, 24.0)})
    path = folder / name
    (picture.transpose(ways[turned]) if turned in ways else picture).save(path, exif=told)
    return path


def logo(width: int, height: int) -> bytes:
    """Draw a logo with a frame that shows whether it is whole."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("white", (width // 20 + 1, height // 20 + 1, width - width // 20 - 1, height - height // 20 - 1))
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))
