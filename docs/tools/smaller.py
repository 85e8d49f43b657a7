"""Makes a picture a third of its size: 256 colours are enough for a screen. Standard library only."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOURS = 256
Colour = tuple[int, ...]
_T = TypeVar("_T")


def make_smaller(path: Path) -> None:
    """Write a PNG of 8 bits a channel anew, each pixel as a number in a palette."""
    chunks = list(_chunks(path.read_bytes()))
    width, height, depth, kind = struct.unpack(">IIBB", chunks[0][1][:10])
    channels = {2: 3, 6: 4}[kind]
    if depth != 8:  # noqa: PLR2004 -- bits
        raise ValueError("a picture of 8 bits a channel is expected")
    packed = zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT"))
    pixels = [
        tuple(pixel[:3]) for line in _lines(packed, width * channels, channels) for pixel in _groups(line, channels)
    ]
    palette = _palette(Counter(pixels))
    nearest = _nearest(palette)
    rows = (bytes([0, *map(nearest, row)]) for row in _groups(pixels, width))
    new = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", bytes(part for colour in palette for part in colour)),
        (b"IDAT", zlib.compress(b"".join(rows), 9)),
        (b"IEND", b""),
    ]
    path.write_bytes(_SIGNATURE + b"".join(_chunk(*chunk) for chunk in new))


def _groups(things: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    return (things[at : at + size] for at in range(0, len(things), size))


def _palette(used: Counter[Colour]) -> list[Colour]:
    """The commonest colour of each little cube of alike ones, so that a rare green tick stays green."""
    cubes: dict[Colour, Colour] = {}
    for colour, _times in used.most_common():
        cubes.setdefault(tuple(part >> 4 for part in colour), colour)
    return list(cubes.values())[:_COLOURS]


def _nearest(palette: list[Colour]) -> Callable[[Colour], int]:
    numbers = {colour: number for number, colour in enumerate(palette)}

    @cache
    def nearest(colour: Colour) -> int:
        if colour in numbers:
            return numbers[colour]
        return min(numbers.items(), key=lambda item: sum((a - b) ** 2 for a, b in zip(item[0], colour, strict=True)))[1]

    return nearest


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _lines(packed: bytes, length: int, step: int) -> Iterator[bytearray]:
    """Take back what PNG did to each line to make it compress: a difference from the left, from above, or both."""
    above = bytearray(length)
    for start in range(0, len(packed), length + 1):
        line = bytearray(packed[start + 1 : start + 1 + length])
        _unfilter(packed[start], line, above, step)
        yield line
        above = line


def _unfilter(how: int, line: bytearray, above: bytearray, step: int) -> None:
    if how == 0:
        return
    for at, value in enumerate(line):
        left = line[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        guess = (0, left, above[at], (left + above[at]) // 2, 0)[how] if how != 4 else _paeth(left, above[at], corner)  # noqa: PLR2004 -- PNG's fifth filter
        line[at] = (value + guess) & 255


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda near: abs(guess - near))
