"""The words of suggestions: where a proposal probably belongs, and why."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Category
from facilitate.i18n import Language
from facilitate.tui.plain import pieces, plain
from facilitate.tui.themes import category_style
from facilitate.workshop.suggestions.contract import FilingSuggestion
from facilitate.workshop.suggestions.texts import told

KEYS = "jkl"
_WORDS = 4
_REASONS = 2


def hints_text(
    found: Sequence[FilingSuggestion], categories: Sequence[Category], _: Language, *, width: int, wide: bool
) -> Content:
    """Up to three categories with their keys and reasons: on two lines each where it is wide, else on one."""
    numbers = {category.key: (place, category.title) for place, category in enumerate(categories)}
    lines: list[Content] = []
    for key, each in zip(KEYS, (each for each in found if each.category in numbers), strict=False):
        place, title = numbers[each.category]
        named = pieces((key, "bold $accent"), "  ", (f"{place + 1} {title}", category_style(place)))
        why = pieces("   " if wide else "  ", (reason(each, _), "$text-muted"))
        lines += [named, why] if wide else [named + why]
    if not lines:
        return plain("")
    above = "\n\n" + _(N_("It may belong here:")) + "\n" if wide else "\n"
    return pieces((above, "$text-muted")) + plain("\n").join(line.truncate(width, ellipsis=True) for line in lines)


def reason(found: FilingSuggestion, _: Language) -> str:
    """Why a category is suggested, in half a line."""
    return " · ".join(_.message(told(each, _WORDS)) for each in found.because[:_REASONS])
