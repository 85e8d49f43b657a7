"""Pictures as printers take them: no alpha, sRGB, and their density said (PNG, ISO/IEC 15948)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from facilitate.export.engines import letting_another_go_on

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGB, _RGBA = 2, 6
_INCH = 0.0254  # metres
_LEVEL = 1  # a third of the time of the usual 6, and a tenth larger
_ROWS = 32  # so few at a time are near the processor, and a poster of seventy megabytes is never there whole


def printable(png: bytes, ppi: int) -> bytes:
    """Return an opaque picture of 8 bits a channel without its alpha channel, with that density and as sRGB.

    Filters of a row compare each byte with those of the same channel (9.2), so a channel can be taken out of the
    filtered rows as it is.
    """
    parts = dict(_chunks(png))
    head, data = parts[b"IHDR"], parts[b"IDAT"]
    width, _height, depth, kind, *_how = struct.unpack(">IIBBBBB", head)
    if (depth, kind) == (8, _RGBA):
        head = head[:9] + bytes([_RGB]) + head[10:]
        with letting_another_go_on():
            data = _without_alpha(data, width)
    density = round(ppi / _INCH)
    made = (
        (b"IHDR", head),
        (b"sRGB", b"\x00"),  # perceptual
        (b"pHYs", struct.pack(">IIB", density, density, 1)),  # a metre
        (b"IDAT", data),
        (b"IEND", b""),
    )
    return _SIGNATURE + b"".join(_chunk(name, content) for name, content in made)


def _without_alpha(data: bytes, width: int) -> bytes:
    """Return the compressed rows of an RGBA picture as those of an RGB one; each begins with the name of its filter."""
    stride, new = 1 + 4 * width, bytearray(1 + 3 * width)
    unpacked, packed = zlib.decompressobj(), zlib.compressobj(_LEVEL)
    made = []
    while rows := unpacked.decompress(data, _ROWS * stride):
        data = unpacked.unconsumed_tail
        for begin in range(0, len(rows), stride):
            row = rows[begin : begin + stride]
            new[0] = row[0]
            for channel in range(3):
                new[1 + channel :: 3] = row[1 + channel :: 4]
            made.append(packed.compress(new))
    return b"".join((*made, packed.flush()))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks of a file by their names, the pieces of the picture as one."""
    place, data = len(_SIGNATURE), []
    while place < len(png):
        length = int.from_bytes(png[place : place + 4])
        name, content = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        if name == b"IDAT":
            data.append(content)
        else:
            yield name, content
        place += 12 + length
    yield b"IDAT", b"".join(data)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
