"""A list that is cut says how many more there are: nobody takes a part for the whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from facilitate.i18n import Language

_Item = TypeVar("_Item")


def cut(items: Sequence[_Item], most: int, _: Language) -> tuple[Sequence[_Item], str]:
    """Return the first `most` items, and the words for the others; no words where all are there."""
    return items[:most], and_others(len(items) - most, _)


def and_others(many: int, _: Language) -> str:
    """Return “and 2 more”; nothing where there are no others."""
    return _.plural("and {many} more", "and {many} more", many, many=_.number(many)) if many > 0 else ""
