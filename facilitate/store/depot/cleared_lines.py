"""What is left of one act that two computers rid of names, each of those it knew, before they met.

Both lines come from one that nobody has any more. A removal puts signs in brackets in the place of names and leaves the
other words as they were: so a word that stands in one of them alone had to go, and none of those is left here. Where
names stood side by side, the words between them may go with them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from facilitate.store.journal import frame, unframe

_TOKEN = re.compile(r"\[[^\[\]\n]*\]|\w+|[^\w\s]|\s+")
_SIGN = "["


def cleared_by_both(here: bytes, there: bytes) -> bytes:
    """Return the line of an act without what either removal took; `there` where that has no less already."""
    mine, theirs = unframe(here.rstrip(b"\n")), unframe(there.rstrip(b"\n"))
    left = {**theirs, "data": _left(mine["data"], theirs["data"])}
    return there if left == theirs else frame(left)


def _left(mine: Any, theirs: Any) -> Any:
    if mine == theirs:
        return theirs
    if isinstance(mine, str) and isinstance(theirs, str):
        return _text_left(mine, theirs)
    if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        return {key: _left(mine[key], value) if key in mine else value for key, value in theirs.items()}
    if isinstance(mine, list) and isinstance(theirs, list):
        if len(mine) != len(theirs):
            return min(mine, theirs, key=len)
        return [_left(one, other) for one, other in zip(mine, theirs, strict=True)]
    return theirs


def _text_left(mine: str, theirs: str) -> str:
    ours, others = _TOKEN.findall(mine), _TOKEN.findall(theirs)
    if _is_within(others, ours):
        return theirs
    if _is_within(ours, others):
        return mine
    # A sign of one is never that of the other: each computer counts the people it knew.
    one, two = ([(token, side * token.startswith(_SIGN)) for token in text] for side, text in ((1, ours), (2, others)))
    parts = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    return "".join(
        "".join(ours[a:b]) if equal == "equal" else _part_left(ours[a:b], others[c:d]) for equal, a, b, c, d in parts
    )


def _part_left(ours: list[str], others: list[str]) -> str:
    """Return what both leave of words that one of them has otherwise."""
    if _is_within(others, ours):
        return "".join(others)
    if _is_within(ours, others):
        return "".join(ours)
    signs = [token for token in (*ours, *others) if token.startswith(_SIGN)]
    return " ".join(signs) or "".join(others)  # a key that stands for a name has no sign


def _is_within(text: list[str], other: list[str]) -> bool:
    """Return whether a text has no word that the other has not as often."""
    return _words(text) <= _words(other)


def _words(text: list[str]) -> Counter[str]:
    return Counter(token for token in text if token[0].isalnum() or token[0] == "_")
