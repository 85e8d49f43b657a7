"""Cells that count the ideas and are none: `2 idées`, `Total : 3`, `n=4`, and rows of nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, TypeAlias

from facilitate.domain.errors import N_

# `count` says what it counts, `number` does not; `label` stands before them, `none` in their place.
Meaning: TypeAlias = Literal["count", "number", "label", "none", "other"]

A_TOTAL = N_("This is a total, not an idea.")
_LONGEST = 60
_IDEAS = r"(?:id[ée]es?|propositions?|contributions?|pistes?|suggestions?|ideas?|proposals?|ideen|propuestas?)"
_OTHERS = (
    r"(?:réponses?|reponses?|votes?|voix|points?|post-?its?|cartes?|lignes?|participant(?:e|s|es|·e·s|\(e\)s)?|"
    r"personnes?|présents?|answers?|responses?|entry|entries|cards?|rows?|sticky notes?|people|persons?|attendees)"
)
_NUMBER = r"\d{1,6}(?:[.,]0+)?"
_SUM = r"(?:(?:sous[- ]?|sub[- ]?|grand[- ])?total|totaux|somme|summe|gesamt|suma?)"
_LABEL = (
    rf"(?:{_SUM}|nombre(?: total)?|nbre?|number|count|effectifs?|#|nb|n|décompte)\.?"
    rf"(?:\s(?:de\s|des\s|d['’]\s?|of\s|par\s|per\s)?(?:{_IDEAS}|{_OTHERS}|tables?))?"
    r"(?:\s(?:g[ée]n[ée]ral|total|par table|per table))?"
)
_COUNT = (
    rf"{_NUMBER}\s?{_IDEAS}(?:\s(?:au total|en tout|in total|in all|recueillies?|collected))?|"
    rf"{_LABEL}\s?[:=]?\s?{_NUMBER}(?:\s?(?:{_IDEAS}|{_OTHERS}))?|(?:{_IDEAS}|{_OTHERS})\s?[:=]\s?{_NUMBER}"
)
_NONE = rf"[-–—/]|(?:aucune?|no|none|keine)(?:\s{_IDEAS})?|une {_IDEAS}|one {_IDEAS}"
_FORMS: dict[Meaning, str] = {
    "count": _COUNT,
    "number": rf"{_NUMBER}(?:\s?{_OTHERS})?",
    "label": rf"{_LABEL}\s?[:=]?",
    "none": _NONE,
}
_SEVERAL = 2


@cache
def _forms() -> dict[Meaning, re.Pattern[str]]:
    """To compile them takes milliseconds, and few files have a cell that needs them."""
    return {meaning: re.compile(form, re.IGNORECASE) for meaning, form in _FORMS.items()}


def meaning_of(cell: str) -> Meaning:
    """What a cell means in a row that counts."""
    if cell.isdecimal():
        return "number"
    words = " ".join(cell.split()).strip("()[]* ")
    if len(words) > _LONGEST:
        return "other"
    return next((meaning for meaning, form in _forms().items() if form.fullmatch(words)), "other")


def is_count(cell: str) -> bool:
    """Whether a cell counts ideas and says so: it is neither an idea nor the name of a column."""
    return any(map(str.isdecimal, cell[:_LONGEST])) and meaning_of(cell) == "count"


def is_total(filled: Sequence[str], *, is_last: bool, across: bool) -> bool:
    """Whether these cells, all that a row holds, are a total: each is a count, or a number behind a label.

    `across` where each column is of a table, so that no number of a row names one.
    """
    meanings = []
    for cell in filled:
        meanings.append(meaning_of(cell))
        if meanings[-1] == "other" or not (across or meanings[0] in ("count", "label")):
            return False
    if not meanings:
        return False
    if meanings[0] == "label":
        return len(meanings) > 1
    return "count" in meanings and (is_last or len(meanings) >= _SEVERAL)


def sums_up(cells: Sequence[str]) -> bool:
    """`;TOTAL;2;2`: a total of numbers, which below columns of ticks says nothing of what stands in them."""
    label, *numbers = [cell.strip() for cell in cells if cell.strip()] or [""]
    return bool(numbers) and all(map(str.isdecimal, numbers)) and meaning_of(label) == "label"


def are_numbers(filled: Sequence[str]) -> bool:
    """Whether these cells hold nothing but numbers, or what stands for none."""
    meanings = {meaning_of(cell) for cell in filled}
    return "number" in meanings and meanings <= {"number", "none"}
