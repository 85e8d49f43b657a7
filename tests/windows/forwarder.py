"""A DLL that only hands functions on to another one: a table of names and no code.

What is written in Rust (uv, typst, rpds, tokenizers) asks `bcryptprimitives.dll` for random numbers. Every Windows has
it and wine 8 does not; the same function stands in `advapi32.dll` by another name.
"""

from __future__ import annotations

import struct
from pathlib import Path

_BASE = 0x1000  # where the only section stands in memory
_PAGE = 512  # of the file


def give_random_numbers(disk: Path) -> None:
    """Lay that library on a disk of wine, where Windows has it."""
    library = forwarder("bcryptprimitives.dll", {"ProcessPrng": "advapi32.SystemFunction036"})
    (disk / "drive_c" / "windows" / "system32" / "bcryptprimitives.dll").write_bytes(library)


def forwarder(name: str, forwards: dict[str, str]) -> bytes:
    """The file of a library `name` whose functions are those of others: `{"ProcessPrng": "advapi32.Name"}`."""
    section = _exports(name, forwards)
    padded = section.ljust(-(-len(section) // _PAGE) * _PAGE, b"\0")
    header = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64) + b"PE\0\0"
    header += struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, 240, 0x2022)  # 64 bits, one section, a library
    header += struct.pack("<HBBIIIII", 0x20B, 14, 0, 0, len(padded), 0, 0, _BASE)
    header += struct.pack(
        "<QIIHHHHHHIIIIHH", 0x180000000, 0x1000, _PAGE, 6, 0, 0, 0, 6, 0, 0, 0x2000, _PAGE, 0, 2, 0x160
    )
    header += struct.pack("<QQQQII", 0x100000, 0x1000, 0x100000, 0x1000, 0, 16)
    header += struct.pack("<II", _BASE, len(section)).ljust(16 * 8, b"\0")  # 16 directories, the first of exports
    header += struct.pack("<8sIIIIIIHHI", b".rdata", len(section), _BASE, len(padded), _PAGE, 0, 0, 0, 0, 0x40000040)
    return header.ljust(_PAGE, b"\0") + padded


def _exports(name: str, forwards: dict[str, str]) -> bytes:
    names = sorted(forwards)  # they are looked for by halving
    many = len(names)
    sizes = (40, 4 * many, 4 * many, 2 * many)  # the directory, the functions, their names, their numbers
    places = [_BASE + sum(sizes[:count]) for count in range(len(sizes) + 1)]
    texts = [text.encode() + b"\0" for text in (name, *(forwards[key] for key in names), *names)]
    starts = [places[-1]]
    for text in texts:
        starts.append(starts[-1] + len(text))
    library, functions, own = starts[0], starts[1 : many + 1], starts[many + 1 : -1]
    head = struct.pack("<IIHHIIIIIII", 0, 0, 0, 0, library, 1, many, many, *places[1:4])
    return head + struct.pack(f"<{many}I{many}I{many}H", *functions, *own, *range(many)) + b"".join(texts)
