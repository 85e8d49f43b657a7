"""Texts of a form, a regular expression: made at once, where those that Hypothesis draws take a millisecond each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from random import Random
from re import _constants as op  # type: ignore[attr-defined]  # how `re` itself takes a form apart
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

from hypothesis import strategies as st

Write: TypeAlias = Callable[[Random], str]

_SIGNS = frozenset({*(chr(code) for code in range(0x2100) if not 0x7F <= code < 0xA0), "ſ", "\u212a", "œ", "™"})
_LATIN = frozenset(sign for sign in _SIGNS if ord(sign) < 0x100)
_AROUND = sorted(_LATIN)
_CATEGORIES: dict[Any, Callable[[str], Any]] = {
    op.CATEGORY_DIGIT: re.compile(r"\d").match,
    op.CATEGORY_NOT_DIGIT: re.compile(r"\D").match,
    op.CATEGORY_SPACE: re.compile(r"\s").match,
    op.CATEGORY_NOT_SPACE: re.compile(r"\S").match,
    op.CATEGORY_WORD: re.compile(r"\w").match,
    op.CATEGORY_NOT_WORD: re.compile(r"\W").match,
}
_FEW = 4  # times that something comes again where it may come again and again
_TRIES = 50  # what a form looks for before and behind a place is not written on purpose


def texts_of(form: re.Pattern[str], *, whole: bool = True, latin: bool = False) -> st.SearchStrategy[str]:
    """Texts that are of the form, or in which it is found. What is drawn is the beginning of what chance does."""
    found = form.fullmatch if whole else form.search

    def text(seed: int) -> str:
        random, write = Random(seed), _writer(form.pattern, form.flags, latin=latin)
        tries = (_cased(write(random), random, form.flags) for _try in range(_TRIES))
        return next(each for each in (_padded(one, random, whole) for one in tries) if found(each))

    return st.integers(0, 2**32 - 1).map(text)


def _cased(text: str, random: Random, flags: int) -> str:
    if not flags & re.IGNORECASE:
        return text
    ways = (str.lower, str.upper, str.capitalize, str.title, str.swapcase, lambda text: _each_cased(text, random))
    return random.choice(ways)(text)


def _each_cased(text: str, random: Random) -> str:
    return "".join(random.choice((sign, sign.swapcase())) for sign in text)


def _padded(text: str, random: Random, whole: bool) -> str:
    if whole:
        return text
    before, behind = ("".join(random.choices(_AROUND, k=random.choice((0, 0, 1, 5)))) for _side in range(2))
    return f"{before}{text}{behind}"


@cache
def _writer(pattern: str, flags: int, *, latin: bool) -> Write:
    return _all(parser.parse(pattern, flags), _LATIN if latin else _SIGNS)


def _all(parts: Sequence[Any], signs: frozenset[str]) -> Write:
    writes = [_part(kind, value, signs) for kind, value in parts]
    return lambda random: "".join([write(random) for write in writes])


def _part(kind: Any, value: Any, signs: frozenset[str]) -> Write:
    if kind is op.LITERAL:
        return lambda random: chr(value)
    if kind in (op.ANY, op.IN):
        return _one_of(_meant(value or [(op.NEGATE, None), (op.LITERAL, ord("\n"))], signs))
    if kind is op.BRANCH:
        ways = [_all(way, signs) for way in value[1]]
        return lambda random: random.choice(ways)(random)
    if kind is op.SUBPATTERN:
        return _all(value[3], signs)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, what = value
        again = _all(what, signs)
        return lambda random: "".join(
            [again(random) for _time in range(random.randint(least, min(most, least + _FEW)))]
        )
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return lambda random: ""
    raise NotImplementedError(kind)


def _meant(each: Sequence[Any], signs: frozenset[str]) -> list[str]:
    """Return the signs of a class; those that it names are among them, wherever they stand."""
    is_not, meant = False, set[str]()
    for kind, value in each:
        if kind is op.NEGATE:
            is_not = True
        elif kind is op.LITERAL:
            meant.add(chr(value))
        elif kind is op.RANGE:
            meant.update(map(chr, range(value[0], value[1] + 1)))
        else:
            meant |= _of_kind(value, signs)
    return sorted(signs - meant if is_not else meant)


@cache
def _of_kind(kind: Any, signs: frozenset[str]) -> frozenset[str]:
    return frozenset(filter(_CATEGORIES[kind], signs))


def _one_of(signs: Sequence[str]) -> Write:
    """Choose one; where only blanks can stand, most often the one that people type."""
    choice = [*signs, *" " * len(signs)] if " " in signs and "a" not in signs else signs
    return lambda random: random.choice(choice)
