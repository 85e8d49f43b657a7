"""Cells that no spreadsheet works out, and the words they were: one rule for the writer and the reader."""

from __future__ import annotations

import re

# What a spreadsheet may take for a formula (OWASP, “CSV Injection”), with the full-width signs some treat alike.
_ACTING = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # fmt: skip
_SIGN = "'"
# After the signs of a formula a name with its bracket, or what leads to another program (`=cmd|…`) or sheet (`=A!1`).
_FUNCTION = re.compile(r"['\s\u00a0]*[=+\-@＝＋－＠]+\s*(?:[^\W\d][\w.]*\s*\(|[^\s|!]+[|!])")


def harmless(cell: str) -> str:
    """The cell as text that no spreadsheet works out: an apostrophe before it is the sign for “this is text”."""
    return _SIGN + cell if _acts(cell) else cell


def as_published(cell: str) -> str:
    """The cell as it is read on a web page: only what a spreadsheet would run as a function is guarded so."""
    return _SIGN + cell if runs(cell) or (cell.startswith(_SIGN) and _acts(cell)) else cell


def runs(cell: str) -> bool:
    """Whether a spreadsheet would call a function, or another program, for the cell."""
    return _FUNCTION.match(cell) is not None


def as_it_was(cell: str) -> str:
    """What `harmless` was given."""
    return cell[1:] if cell.startswith(_SIGN) and _acts(cell[1:]) else cell


def _acts(cell: str) -> bool:
    # Apostrophes that are words already are counted with it, or nobody could tell them from the sign.
    return cell.lstrip(_SIGN).lstrip(" \u00a0").startswith(_ACTING)
