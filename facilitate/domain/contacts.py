"""Addresses and telephone numbers in a text. Sums, dates and amounts are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_GAP = r"[\s./\u2010-\u2013-]"
_PHONE = re.compile(
    # Neither within a word nor the end of a great number (1 000 000 000).
    r"(?<![\w+])(?<!\d[\s.,])(?:"
    rf"(?:\+|00){_GAP}?\d{{1,3}}(?:{_GAP}?\(?\d\)?){{7,11}}"
    # In pairs, and in groups as other countries write them, with one sign between all (01.02.2021 14:30 is none).
    rf"|0[1-9](?P<pair>{_GAP}?)\d\d(?:(?P=pair)\d\d){{3}}"
    r"|0[1-9]\d{0,3}(?P<group>[\s-])\d{2,4}(?:(?P=group)\d{2,4}){1,3}"
    r"|(?:\(\d{3}\)\s?|\d{3}[.-])\d{3}[.-]\d{4}"
    r")(?!\w)"
)
_FEWEST = 9  # digits of a telephone number


def without_contacts(text: str, address: str, phone: str) -> str:
    """Return the text with `address` in the place of each address and `phone` in that of each telephone number."""

    def number(found: re.Match[str]) -> str:
        return phone if _is_number(found[0]) else found[0]

    return _PHONE.sub(number, _ADDRESS.sub(lambda _found: address, text))


def contacts(text: str) -> Iterator[str]:
    """Yield the addresses and telephone numbers in a text."""
    yield from (found[0] for found in _ADDRESS.finditer(text))
    yield from (found[0] for found in _PHONE.finditer(text) if _is_number(found[0]))


def _is_number(text: str) -> bool:
    return sum(letter.isdecimal() for letter in text) >= _FEWEST
