"""Cells that count the ideas and are none: `2 idées`, `Total : 3`, `n=4`, and rows of nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, TypeAlias

from facilitate.domain.errors import N_, Refused

# `count` says what it counts, `number` does not; `label` stands before them, `none` in their place.
Meaning: TypeAlias = Literal["count", "number", "label", "none", "other"]

A_TOTAL = N_("This is a total, not an idea.")
ONLY_COUNTS = N_("These are only numbers, not an idea.")
OF_A_COUNT = N_("This says what is counted, it is not an idea.")
COUNTS = frozenset((A_TOTAL, ONLY_COUNTS, OF_A_COUNT))
_LONGEST = 60
_IDEAS = r"(?:id[ée]es?|propositions?|contributions?|pistes?|suggestions?|ideas?|proposals?|ideen|propuestas?)"
_OTHERS = (
    r"(?:réponses?|reponses?|votes?|voix|points?|post-?its?|cartes?|lignes?|participant(?:e|s|es|·e·s|\(e\)s)?|"
    r"personnes?|présents?|answers?|responses?|entry|entries|cards?|rows?|sticky notes?|people|persons?|attendees)"
)
_NUMBER = r"\d{1,6}(?:[.,]0+)?"
_SUM = r"(?:(?:sous[- ]?|sub[- ]?|grand[- ])?total|totaux|somme|summe|gesamt|suma?)"
_OF = (
    r"(?:de\s(?:la\s|l['’]\s?)?|des\s|du\s|d(?:['’]\s?|\s)|of\s(?:the\s)?|(?:par|per|by)\s|(?:à|dans|pour)\s(?:la|chaque)\s|"
    r"(?:at|in|for)\s(?:the|each)\s)"
)
_WHERE = rf"(?:{_OF}(?:tables?|groupes?|groups?))"
_WHICH = (
    r"(?:g[ée]n[ée]ral|total|au total|en tout|in total|in all|overall|"
    r"(?:recueilli|propos[ée]|not[ée]|exprim[ée]|retenu|pr[ée]sent|re[çc]u)e?s?|collected|noted|proposed|present|received)"
)
_LABEL = (
    rf"(?:{_SUM}|nombres?(?: total)?|nbre?|(?:total )?number|counts?|effectifs?|d[ée]comptes?|combien|how many|#|nb|n)"
    r"\.?"
    rf"(?:\s{_OF}?(?:{_IDEAS}|{_OTHERS}|tables?|groupes?|groups?)|(?<=#)(?:{_IDEAS}|{_OTHERS}))?(?:\s(?:{_WHERE}|{_WHICH})){{0,3}}"
)
_UNIT = rf"(?:%|{_OTHERS}|pers\.?|pts?\.?)"
_PART = rf"(?:\s?(?:/|sur|of|out of)\s?{_NUMBER})"
_COUNT = (
    rf"{_NUMBER}\s?{_IDEAS}(?:\s(?:au total|en tout|in total|in all|recueillies?|collected))?|"
    rf"{_LABEL}\s?[:=]?\s?{_NUMBER}(?:\s?(?:{_IDEAS}|{_OTHERS}))?|(?:{_IDEAS}|{_OTHERS})\s?[:=]\s?{_NUMBER}"
)
_NONE = rf"[-–—/]|(?:aucune?|no|none|keine)(?:\s{_IDEAS})?|une {_IDEAS}|one {_IDEAS}"
_FORMS: dict[Meaning, str] = {
    "count": _COUNT,
    "number": rf"[~≈]?\s?{_NUMBER}{_PART}?(?:\s?{_UNIT})?|\d{{1,3}}[.,]\d{{1,2}}\s?%|/\s?{_NUMBER}",
    "label": rf"{_LABEL}\s?[:=?]?",
    "none": _NONE,
}
# What the first word of each form of three words or more is, in a line of single blanks; `une idée` has two.
_BEGINS = (
    rf"[()\[\]*]*(?:[\d~≈/#–—-]|(?:{_SUM}|sous|sub|grand|nombres?|nbre?|number|counts?|effectifs?|d[ée]comptes?|combien|"
    rf"how|nb|n|sticky|{_IDEAS}|{_OTHERS}|aucune?|no|none|keine)(?![^\W\d_]))"
)
# Above or below numbers these say what is counted; elsewhere they may be anything.
_COUNTED = rf"(?:{_IDEAS}|{_OTHERS})(?:\s(?:{_WHERE}|{_WHICH}))?\s?:?"
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


@cache
def _begins() -> re.Pattern[str]:
    return re.compile(_BEGINS, re.IGNORECASE)


def may_mean_a_count(word: str) -> bool:
    """Whether a cell of three words or more that begins with this one may have a meaning in a row that counts."""
    return word.isdecimal() or _begins().match(word) is not None


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


def is_label(cell: str, *, beside_numbers: bool) -> bool:
    """`Nombre d'idées`, `TOTAL PAR TABLE :`; right above or below numbers also `Participants`."""
    words = " ".join(cell.split()).strip("()[]* ")
    if len(words) > _LONGEST:
        return False
    return meaning_of(words) == "label" or (beside_numbers and _counted().fullmatch(words) is not None)


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(_COUNTED, re.IGNORECASE)


def are_numbers(filled: Sequence[str]) -> bool:
    """Whether these cells hold nothing but numbers, or what stands for none."""
    meanings = {meaning_of(cell) for cell in filled}
    return "number" in meanings and meanings <= {"number", "none"}


def refuse_count(cell: str, *, across: bool) -> None:
    """Raise `Refused` for a cell that counts, or that says what is counted; `across` also for a number."""
    if len(cell) > _LONGEST:
        return
    meaning = meaning_of(cell)
    if meaning in ("count", "label"):
        raise Refused(A_TOTAL if meaning == "count" else OF_A_COUNT)
    if across and meaning == "number":
        raise Refused(ONLY_COUNTS)
