"""How large a workbook becomes once it is opened, told before it is: a few bytes can stand for thousands of millions.

The library that reads workbooks reserves a place for every cell between the first and the last one that is filled.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from facilitate.domain.errors import N_, Refused
from facilitate.sheets.archives import opening
from facilitate.sheets.contents import Kind
from facilitate.sheets.refusals import broken, encrypted

MOST_CELLS = 6_000_000
# What an old workbook may say of its size: all the rows and columns there were.
MOST_DECLARED = 65_536 * 256
MOST_UNPACKED = 400_000_000
MOST_PARTS = 5_000
_CHUNK = 1 << 20
_LONGEST_TAG = 8 << 20
_A_TO_Z = 26
_ENCRYPTED = 0x1
_STORED_OR_DEFLATED = (0, 8)

_CELL = re.compile(rb"<(?:\w+:)?c(?:\s[^>]*)?(?<!/)>")
_PLACED = re.compile(rb"<(?:\w+:)?c\s+(?:[^>]*?\s)?r\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^>]*(?<!/)>")
_NAMES_PLACE = re.compile(rb"\sr\s*=")
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)(\s[^>]*)?>")
_ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"']([0-9]{1,9})[\"']")
_ODS = re.compile(
    rb"<(?:\w+:)?(table)(?:\s[^>]*)?>|<(?:\w+:)?(table-row)(\s[^>]*)?>|<(?:\w+:)?(?:covered-)?(table-cell)(\s[^>]*)?>"
)
_ROWS_REPEATED = re.compile(rb"number-rows-repeated\s*=\s*[\"']([0-9]{1,12})[\"']")
_COLUMNS_REPEATED = re.compile(rb"number-columns-repeated\s*=\s*[\"']([0-9]{1,12})[\"']")


def check_dimensions(data: bytes, kind: Kind) -> None:
    """Raise `Refused` where opening a workbook would take more memory than a list of ideas can be worth."""
    if kind is Kind.XLS:
        from facilitate.sheets.binary_workbooks import dimensions

        filled, declared = dimensions(data)
        _check(Dimensions(*filled))
        if declared[0] * declared[1] > MOST_DECLARED:
            raise broken()
        return
    with opening():
        for parts in _parts(data):
            _check(_of_sheet(parts) if kind is Kind.XLSX else _of_tables(parts))


def unpacked(data: bytes) -> None:
    """Raise `Refused` for an archive that unpacks to more than a document holds."""
    with opening():
        for parts in _parts(data):
            for _ in parts:
                pass


def _check(dimensions: Dimensions) -> None:
    if dimensions.rows * dimensions.columns > MOST_CELLS:
        raise Refused(
            N_(
                "The sheet is too wide and too long: its last cell is {cell}. If that is a stray word, delete "
                "its row and its column; otherwise save the part that contains the list as CSV."
            ),
            cell=f"{_letters(dimensions.columns)}{dimensions.rows}",
        )


@dataclass
class Dimensions:
    """How far a sheet reaches: its rows and columns up to the last cell that is filled."""

    rows: int = 0
    columns: int = 0

    def reach(self, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)


def _parts(data: bytes) -> Iterator[Iterator[bytes]]:
    """Each part of an archive as pieces that end at a tag's end; raises `Refused` beyond what may be unpacked."""
    budget = _Budget()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise encrypted()
        if len(infos) > MOST_PARTS or any(info.compress_type not in _STORED_OR_DEFLATED for info in infos):
            raise broken()
        for info in infos:
            # What the archive says of a part's size may be false: it is read to its real end.
            info.file_size = MOST_UNPACKED + _CHUNK
            pieces = _whole_tags(archive, info, budget)
            yield pieces
            for _ in pieces:
                pass


@dataclass
class _Budget:
    left: int = MOST_UNPACKED

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise Refused(
                N_(
                    "Unpacked, this file is larger than {most} MB: it is not a list. Save the sheet that "
                    "contains the list as CSV, and import that file."
                ),
                most=MOST_UNPACKED // 1_000_000,
            )


def _whole_tags(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> Iterator[bytes]:
    rest = b""
    with archive.open(info) as part:
        while chunk := part.read(_CHUNK):
            budget.spend(len(chunk))
            cut = chunk.rfind(b">") + 1
            if cut:
                yield rest + chunk[:cut]
                rest = chunk[cut:]
            else:
                rest = (rest + chunk)[-_LONGEST_TAG:]
    if rest:
        yield rest


def _of_sheet(pieces: Iterator[bytes]) -> Dimensions:
    """The reach of an .xlsx sheet; cells that hold nothing but a style do not count."""
    found = Dimensions()
    row = column = 0
    for piece in pieces:
        placed = _PLACED.findall(piece)
        if placed:
            found.reach(max(int(number) for _, number in placed), max(_column(each) for each in {a for a, _ in placed}))
        if len(placed) < len(_CELL.findall(piece)):
            row, column = _unplaced(piece, found, row, column)
    return found


def _unplaced(piece: bytes, found: Dimensions, row: int, column: int) -> tuple[int, int]:
    """Cells without a place of their own stand behind one another."""
    for tag in _ROW_OR_CELL.finditer(piece):
        attributes = tag[2] or b""
        if tag[1] == b"row":
            number = _ROW_NUMBER.search(attributes)
            row, column = (int(number[1]) if number else row + 1), 0
        else:
            column += 1
            if not attributes.endswith(b"/"):
                if _NAMES_PLACE.search(attributes) and not _PLACED.fullmatch(tag[0]):
                    raise broken()
                found.reach(row, column)
    return row, column


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * _A_TO_Z + letter - 64
    return number


def _letters(column: int) -> str:
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, _A_TO_Z)
        letters = chr(65 + rest) + letters
    return letters


def _of_tables(pieces: Iterator[bytes]) -> Dimensions:
    """The reach of the widest and longest of an .ods file's tables, repeated rows and columns counted."""
    found = Dimensions()
    before = row = column = 0
    repeated = 1
    for piece in pieces:
        for tag in _ODS.finditer(piece):
            if tag[1]:
                before = row = 0
            elif tag[2]:
                before, repeated, column = row, _times(_ROWS_REPEATED, tag[3]), 0
                row = before + repeated
            else:
                attributes = tag[5] or b""
                column += _times(_COLUMNS_REPEATED, attributes)
                if not attributes.endswith(b"/") or b"value" in attributes:
                    found.reach(row, column)
    return found


def _times(pattern: re.Pattern[bytes], attributes: bytes | None) -> int:
    times = pattern.search(attributes or b"")
    return int(times[1]) if times else 1
