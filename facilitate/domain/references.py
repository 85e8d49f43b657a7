"""Names that people say aloud or that files carry: references and keys."""

from __future__ import annotations

import re
from collections.abc import Iterable

from facilitate.domain.text import ALIKE, folded

MOST_DIGITS = 7  # of a reference's number
# Compiled when they are first used: most commands meet neither.
_WRITTEN = rf"T([1-9][0-9]?)(?:[a-z][a-z0-9]{{0,16}})?-[0-9]{{2,{MOST_DIGITS}}}"
_REFERENCE = r"(?i)t?(\d{1,2})([a-z][a-z0-9]*)?-(\d{1,9})"


def reference(table: int, suffix: str, number: int) -> str:
    """Return `T3-07` for the seventh idea of table 3; the suffix tells another writer or machine apart (`T3b-07`)."""
    return f"T{table}{suffix}-{number:02d}"


def read_reference(typed: str) -> str | None:
    """Return the reference somebody meant (`t3-7` and `3-07` are `T3-07`); None for what is none."""
    found = re.fullmatch(_REFERENCE, typed.strip())
    if not found:
        return None
    return reference(int(found[1]), (found[2] or "").lower(), int(found[3]))


def table_of_reference(ref: str) -> int | None:
    """Return the table of a reference such as our programs write; None for any other text."""
    found = re.fullmatch(_WRITTEN, ref)
    return int(found[1]) if found else None


def key_for(title: str, taken: Iterable[str] = (), default: str = "item") -> str:
    """Return a short key of plain letters from a title, different from those already taken."""
    # Keys are on disks: a letter that is folded into two has none in them.
    title = title.casefold().translate(dict.fromkeys(map(ord, ALIKE), " "))
    base = re.sub(r"[^a-z0-9]+", "-", folded(title)).strip("-")[:48].rstrip("-") or default
    used = set(taken)
    key, number = base, 2
    while key in used:
        key, number = f"{base}-{number}", number + 1
    return key
