"""Cells of an .ods that are merged downwards, which the library that reads workbooks does not tell.

`table:number-rows-spanned` says it of the cell that is shown (OpenDocument 1.3, part 3, section 19.678).
"""

from __future__ import annotations

import re
from typing import TypeAlias

# The first and the last row and the column, from 0.
Span: TypeAlias = tuple[int, int, int]

_SPANNED = re.compile(rb"number-rows-spanned\s*=\s*[\"'](?!1[\"'])")
_TAG = re.compile(rb"<(?:\w+:)?(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>")
_ROWS = re.compile(rb"number-rows-repeated\s*=\s*[\"']([0-9]{1,7})[\"']")
_COLUMNS = re.compile(rb"number-columns-repeated\s*=\s*[\"']([0-9]{1,7})[\"']")
_DOWN = re.compile(rb"number-rows-spanned\s*=\s*[\"']([0-9]{1,7})[\"']")


def merged_downwards(content: bytes, place: int) -> list[Span]:
    """Those of the table at a place, of all that the content of a document holds; few documents have any."""
    if not _SPANNED.search(content):
        return []
    found: list[Span] = []
    table, row, below, column = -1, 0, 0, 0
    for tag in _TAG.finditer(content):
        name, attributes = tag[1], tag[2]
        if name == b"table":
            table, row, below = table + 1, 0, 0
            if table > place:
                break
        elif table == place and name == b"table-row":
            row, below, column = below, below + _number(_ROWS, attributes), 0
        elif table == place:
            down = _number(_DOWN, attributes)
            if down > 1:
                found.append((row, row + down - 1, column))
            column += _number(_COLUMNS, attributes)
    return found


def _number(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    number = pattern.search(attributes)
    return int(number[1]) if number else 1
