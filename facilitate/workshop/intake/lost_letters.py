"""Words in which a program wrote “?” in place of the letters that its kind of file cannot hold.

Spreadsheet programs do so without a word where a sheet is saved as “CSV (MS-DOS)” or as any CSV that is not UTF-8.
"""

from __future__ import annotations

import re
from itertools import zip_longest

_LOST = "?"
_WITHIN = re.compile(r"\?\S|\?\s+[^\W\dA-ZÀ-Þ]")  # where no question ends
_OF_WINDOWS = "cp1252"
_IN_A_WORD = re.compile(r"\?[a-zà-öø-ÿ]")
_OF_A_LINK = ("/", "=", "www.")


def has_lost_letters(words: str, was: str) -> bool:
    """Whether `words` are `was` with “?” in place of letters, and nothing else in them is changed."""
    if words.count(_LOST) <= was.count(_LOST) or was.isascii():
        return False
    return _is_same(words, was) or _is_same(words, _in_units(was))


def may_have_lost_letters(words: str, was: str) -> bool:
    """Whether a “?” stands within other words, and signs are gone that few kinds of files can hold."""
    if words.count(_LOST) <= was.count(_LOST) or was.isascii() or not _WITHIN.search(words):
        return False
    return any(sign not in words and not sign.encode(_OF_WINDOWS, "ignore") for sign in was if not sign.isspace())


def seem_lost(words: str) -> bool:
    """Whether a “?” stands within a word (`c?ur`), and in no address of a page."""
    if not _IN_A_WORD.search(words):
        return False
    return any(_IN_A_WORD.search(each) and not any(sign in each for sign in _OF_A_LINK) for each in words.split())


def lengths(was: str) -> set[int]:
    """How long these words may be with such letters lost."""
    return {len(was), len(_in_units(was))}


def _in_units(text: str) -> str:
    """Each sign as often as programs count it: twice where two units of UTF-16 make it."""
    return "".join(sign if sign <= "\uffff" else sign * 2 for sign in text)


def _is_same(words: str, was: str) -> bool:
    """A letter that is lost is a “?”, or a plain one that looks like it; all others are as they were."""
    pairs = zip_longest(words, was, fillvalue="")
    return all(now == before or (now.isascii() and now != "" and not before.isascii()) for now, before in pairs)
