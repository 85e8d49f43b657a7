"""The numbers and letters that people number lists with, and which comes after which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TypeAlias

Style: TypeAlias = str
Value: TypeAlias = tuple[int, ...]
Numeral: TypeAlias = tuple[tuple[Style, Value], ...]

_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
_ALONE = 2  # two in a row are an order if they begin at the beginning, else three
_RUN = 3


@cache
def numeral(written: str) -> Numeral:
    """What a number or letter may stand for: `i` is a letter and a Roman number."""
    if written[0].isdecimal():
        return (("1", tuple(int(part) for part in written.split("."))),)
    lower = written.lower()
    capital = "" if written == lower else "capital "
    found = []
    if len(written) == 1:
        found.append((f"{capital}letter", (ord(lower) - ord("a") + 1,)))
    if _ROMAN.fullmatch(lower):
        found.append((f"{capital}roman", (_roman(lower),)))
    return tuple(found)


def _roman(written: str) -> int:
    values = [_ROMAN_DIGITS[sign] for sign in written]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def follows(value: Value, before: Value) -> bool:
    """2 follows 1, 1.2 follows 1.1, 1.1 follows 1, and 2 (or 2.1) follows 1.4."""
    if len(value) > len(before):
        return value == (*before, 1)
    common = next((place for place, part in enumerate(value) if part != before[place]), None)
    return common is not None and value[common] == before[common] + 1 and set(value[common + 1 :]) <= {1}


def in_order(values: Sequence[Value]) -> Iterable[int]:
    """The places of the values that belong to an order; one that has been seen makes every other 1 begin one."""
    runs: list[list[int]] = []
    for place, value in enumerate(values):
        if runs and follows(value, values[runs[-1][-1]]):
            runs[-1].append(place)
        else:
            runs.append([place])
    first = {id(run): set(values[run[0]]) == {1} for run in runs}
    if not any(len(run) >= (_ALONE if first[id(run)] else _RUN) for run in runs):
        return []
    return [place for run in runs if first[id(run)] or len(run) >= _RUN for place in run]
