"""Cells that no spreadsheet works out, and the words they were: one rule for the writer and the reader."""

from __future__ import annotations

# What a spreadsheet may take for a formula (OWASP, “CSV Injection”), with the full-width signs some treat alike.
_ACTING = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # fmt: skip
_SIGN = "'"


def harmless(cell: str) -> str:
    """The cell as text that no spreadsheet works out: an apostrophe before it is the sign for “this is text”."""
    return _SIGN + cell if _acts(cell) else cell


def as_it_was(cell: str) -> str:
    """What `harmless` was given."""
    return cell[1:] if cell.startswith(_SIGN) and _acts(cell[1:]) else cell


def _acts(cell: str) -> bool:
    # Apostrophes that are words already are counted with it, or nobody could tell them from the sign.
    return cell.lstrip(_SIGN).lstrip(" \u00a0").startswith(_ACTING)
