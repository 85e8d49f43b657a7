"""Fonts within a picture: which file of a folder has a cut, and that file as a browser reads it (WOFF 1.0, W3C 2012).

A font is taken whole and not only with the letters of a page: whoever corrects a word needs others.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from facilitate.domain.frozen import dataclass

_SFNT = {b"\x00\x01\x00\x00", b"OTTO", b"true"}
_NEEDLESS = frozenset({b"DSIG"})  # a signature of the file it was
_FAMILY, _TYPOGRAPHIC_FAMILY, _WINDOWS = 1, 16, 3  # of the table of names
_ITALIC = 1  # of fsSelection
_RESTRICTED, _LEAVES, _BITMAPS = 0x0002, 0x000C, 0x0200  # of fsType: what may be done with a font in a document


@dataclass(frozen=True, slots=True)
class FontCut:
    """A font of a family: its weight, whether it is italic, and its file."""

    family: str
    weight: int
    italic: bool
    file: Path


def cuts(folders: Iterable[Path]) -> Iterator[FontCut]:
    """Yield the fonts in these folders that may be put into a document; files that are no fonts are passed over."""
    for file in (file for folder in folders for file in sorted(folder.glob("*.[to]tf"))):
        try:
            tables = dict(_tables(file.read_bytes()))
            weight, rights = struct.unpack_from(">H2xH", tables[b"OS/2"], 4)
            (selection,) = struct.unpack_from(">H", tables[b"OS/2"], 62)
            family = _family(tables[b"name"])
        except (OSError, ValueError, KeyError, struct.error):
            continue
        if not (rights & _RESTRICTED and not rights & _LEAVES) and not rights & _BITMAPS:
            yield FontCut(family.lower(), weight, bool(selection & _ITALIC), file)


def nearest(found: Iterable[FontCut], family: str, weight: int, *, italic: bool) -> FontCut | None:
    """Return the cut of a family that is nearest to what is asked for; None where there is no such family."""
    kin = [cut for cut in found if cut.family == family.lower()]
    return min(kin, key=lambda cut: (cut.italic != italic, abs(cut.weight - weight)), default=None)


def woff(font: bytes) -> bytes:
    """Return a font with its tables compressed."""
    entries, data = b"", b""
    kept = [(name, table) for name, table in _tables(font) if name not in _NEEDLESS]
    begin = 44 + 20 * len(kept)
    for name, table in sorted(kept):
        packed = min(zlib.compress(table, 6), table, key=len)
        padded = table + bytes(-len(table) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        entries += struct.pack(">4sIIII", name, begin + len(data), len(packed), len(table), checksum)
        data += packed + bytes(-len(packed) % 4)
    whole = 12 + 16 * len(kept) + sum(len(table) + -len(table) % 4 for _name, table in kept)
    head = struct.pack(">4s4sIHHIHH20x", b"wOFF", font[:4], begin + len(data), len(kept), 0, whole, 1, 0)
    return head + entries + data


def _tables(font: bytes) -> Iterator[tuple[bytes, bytes]]:
    if font[:4] not in _SFNT:
        raise ValueError("no font")
    (many,) = struct.unpack_from(">H", font, 4)
    for number in range(many):
        name, _sum, begin, length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        yield name, font[begin : begin + length]


def _family(names: bytes) -> str:
    """Return the name all its cuts share, where they have one."""
    _form, many, begin = struct.unpack_from(">HHH", names)
    found: dict[int, str] = {}
    for number in range(many):
        platform, _code, _language, name, length, at = struct.unpack_from(">6H", names, 6 + 12 * number)
        if platform == _WINDOWS:
            found.setdefault(name, names[begin + at : begin + at + length].decode("utf-16-be"))
    return found.get(_TYPOGRAPHIC_FAMILY) or found[_FAMILY]
