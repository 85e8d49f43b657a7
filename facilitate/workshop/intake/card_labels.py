"""Labels of the cards of a board: `culture (purple), jeunesse (green)` are two, and the colours are the program's.

An idea has one category, so that a card with several labels is filed under none of them, which is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.text import excerpt, without_controls
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.column_names import bare
from facilitate.workshop.intake.incoming import IncomingIdea, Outcome

SEVERAL_LABELS = N_("Ideas with several labels are not filed, since an idea has one category ({ideas}): {labels}.")
_COLOURS = (
    "green|yellow|orange|red|purple|blue|sky|lime|pink|black|"
    "vert|jaune|rouge|violet|bleu|bleu ciel|citron vert|rose|noir"
)
_COLOURED = re.compile(
    rf"(?P<name>.*?)[ \u00a0]*\((?:(?:light|dark)[ _-])?(?:{_COLOURS})(?:[ _-](?:light|dark|clair|foncé))?\)",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*[,;|\n]\s*")
_AFTER_COLOUR = re.compile(r"(?<=\))\s*[,;|\n]\s*")
_OF_LABELS = frozenset("label labels tag tags etiquette etiquettes".split())  # noqa: SIM905 -- as a list it is long
_SHOWN, _LONGEST = 3, 60


def with_one_label(outcomes: Sequence[Outcome], column: str) -> tuple[list[Outcome], list[Message]]:
    """The outcomes, each filed under its one label, where the `column` of categories holds labels; and what is told."""
    cells = {each.category for each in outcomes if isinstance(each, IncomingIdea) and each.category}
    of_labels = not _OF_LABELS.isdisjoint(bare(column).split())
    labels = {cell: _labels(cell, cells if of_labels else frozenset()) for cell in cells}
    if all(labels[cell] == (cell,) for cell in cells):
        return list(outcomes), []
    ideas = [each for each in outcomes if isinstance(each, IncomingIdea)]
    several = [each.category for each in ideas if len(labels.get(each.category, ())) > 1]
    made = [
        replace(each, category=found[0] if len(found := labels[each.category]) == 1 else "")
        if isinstance(each, IncomingIdea) and each.category
        else each
        for each in outcomes
    ]
    return made, _notice(several, labels)


def _notice(several: Sequence[str], labels: dict[str, tuple[str, ...]]) -> list[Message]:
    if not several:
        return []
    words = [excerpt(without_controls(", ".join(labels[cell])), _LONGEST) for cell in dict.fromkeys(several)]
    names = Names(tuple(words[:_SHOWN]), len(words) - len(words[:_SHOWN]))
    return [Message(SEVERAL_LABELS, {"ideas": counted(len(several), "idea"), "labels": names})]


def _labels(cell: str, cells: set[str] | frozenset[str]) -> tuple[str, ...]:
    """The labels of a cell, without their colours; a cell that may be one name with a comma is one label."""
    coloured = [_COLOURED.fullmatch(part) for part in _AFTER_COLOUR.split(cell.strip())]
    if all(coloured):
        return tuple(dict.fromkeys(name for each in coloured if each and (name := each["name"].strip())))
    parts = tuple(dict.fromkeys(filter(None, _CUT.split(cell.strip()))))
    alone = {_uncoloured(other) for other in cells if other != cell}
    plainly = len(parts) > 1 and any(_uncoloured(part) in alone for part in parts)
    return tuple(_uncoloured(part) for part in parts) if plainly else (cell,)


def _uncoloured(label: str) -> str:
    found = _COLOURED.fullmatch(label.strip())
    return (found["name"].strip() if found else "") or label.strip()
