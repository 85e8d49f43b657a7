"""How far the sheets of an old workbook (.xls) reach, told by walking over its records; nothing is unpacked."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from facilitate.sheets.refusals import broken

_HEADER = 512
_END = 0xFFFFFFFA  # this and above are no sectors
_ENTRY = 128
_STREAM_NAMES = ("Workbook", "Book")
_ROOT = 5
_SHORT = 4096
_DIMENSIONS = 0x0200
_MANY = 0x00BD
# Records of one cell that holds something; each begins with its row and its column.
_CELLS = frozenset((0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x0203, 0x0204, 0x0205, 0x0206, 0x00FD, 0x027E, 0x00D6))
_WIDE_DIMENSIONS = 14


def dimensions(data: bytes) -> tuple[tuple[int, int], tuple[int, int]]:
    """Rows and columns up to the last cell that is filled, and those that the file says to have, over all sheets."""
    try:
        stream = _workbook(data)
        return _reach(stream)
    except (struct.error, IndexError, ValueError) as error:
        raise broken() from error


def _reach(stream: bytes) -> tuple[tuple[int, int], tuple[int, int]]:
    rows = columns = said_rows = said_columns = 0
    position, end = 0, len(stream) - 4
    unpack, pair = struct.Struct("<HH").unpack_from, struct.Struct("<HH").unpack_from
    while position <= end:
        kind, size = unpack(stream, position)
        position += 4
        if kind in _CELLS or kind == _MANY:
            row, column = pair(stream, position)
            if kind == _MANY and size >= 6:  # noqa: PLR2004 -- the last column is its last word
                column = max(column, struct.unpack_from("<H", stream, position + size - 2)[0])
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind == _DIMENSIONS:
            form = "<IIHH" if size >= _WIDE_DIMENSIONS else "<HHHH"
            _, last_row, _, last_column = struct.unpack_from(form, stream, position)
            said_rows, said_columns = max(said_rows, last_row), max(said_columns, last_column)
        position += size
    return (rows, columns), (said_rows, said_columns)


def _workbook(data: bytes) -> bytes:
    """The stream of that name out of the file's little file system."""
    sector = 1 << struct.unpack_from("<H", data, 30)[0]
    if sector not in (512, 4096):
        raise ValueError(sector)
    table = _allocation(data, sector)
    directory = b"".join(_chain(data, table, struct.unpack_from("<I", data, 48)[0], sector))
    entries = {name: (kind, start, size) for name, kind, start, size in _entries(directory)}
    for name in _STREAM_NAMES:
        if name in entries:
            _, start, size = entries[name]
            if size >= _SHORT:
                return b"".join(_chain(data, table, start, sector))[:size]
            root = next(start for kind, start, _ in entries.values() if kind == _ROOT)
            return _short_stream(data, table, sector, root, start)[:size]
    raise ValueError


def _short_stream(data: bytes, table: list[int], sector: int, root: int, start: int) -> bytes:
    """Short streams lie in pieces of 64 bytes in the stream of the root."""
    holder = b"\0" * _HEADER + b"".join(_chain(data, table, root, sector))
    first = struct.unpack_from("<I", data, 60)[0]
    small = b"".join(_chain(data, table, first, sector))
    return b"".join(_chain(holder, list(struct.unpack(f"<{len(small) // 4}I", small)), start, 64, _HEADER))


def _allocation(data: bytes, sector: int) -> list[int]:
    places = list(struct.unpack_from("<109I", data, 76))
    more, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // sector)):
        if more >= _END:
            break
        words = struct.unpack_from(f"<{sector // 4}I", data, (more + 1) * sector)
        places.extend(words[:-1])
        more = words[-1]
    table: list[int] = []
    for place in places:
        if place < _END:
            table.extend(struct.unpack_from(f"<{sector // 4}I", data, (place + 1) * sector))
    return table


def _chain(data: bytes, table: list[int], place: int, size: int, header: int = 0) -> Iterator[bytes]:
    for _ in range(len(table) + 1):
        if place >= _END:
            return
        start = (header or size) + place * size
        yield data[start : start + size]
        place = table[place]
    raise ValueError("the chain has no end")


def _entries(directory: bytes) -> Iterator[tuple[str, int, int, int]]:
    for position in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", directory, position + 64)[0]
        name = directory[position : position + max(0, length - 2)].decode("utf-16-le", "replace")
        start, size = struct.unpack_from("<II", directory, position + 116)
        yield name, directory[position + 66], start, size
