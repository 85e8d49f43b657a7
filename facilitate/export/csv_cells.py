"""Rows as a CSV file a French Excel opens with a double click, and in which no cell is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence

from facilitate.sheets.formulas import harmless

_BOM = "\ufeff"


def sheet(rows: Iterable[Sequence[str]], *, bom: bool = True, guarded: Callable[[str], str] = harmless) -> str:
    """Return rows set apart by semicolons and CRLF, with the mark that tells Excel it is UTF-8.

    A cell that could be taken for a formula starts with an apostrophe, the sign for “this is text”, unless cells are
    `guarded` otherwise.
    """
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)
    return (_BOM if bom else "") + out.getvalue()
