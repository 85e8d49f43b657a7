"""Whole numbers that people type or files hold, as far as they can be told from other text."""

from __future__ import annotations

_MOST_DIGITS = 9


def whole_number(text: str) -> int | None:
    """Return the number that a few decimal digits write; None for any other text (`²` is a digit, but no number)."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def position_named(name: str, length: int) -> int | None:
    """Return the place, from 0, in a list of that length that somebody names by a number from 1 on."""
    number = whole_number(name)
    return number - 1 if number is not None and 1 <= number <= length else None
