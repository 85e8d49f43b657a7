"""The road map: what becomes of proposals after the event. An action belongs to one proposal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, date, datetime
from enum import StrEnum
from typing import Any

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.frozen import dataclass

FIELDS = ("owner", "partners", "territory", "horizon", "state", "next_step", "due")
# Compiled when they are first used: most commands read no horizon.
_YEAR = r"\d{4}"
_QUARTERS = (
    r"(?P<year>\d{4})[ -]?[qt](?P<quarter>[1-4])",
    r"[qt](?P<quarter>[1-4])[ -]?(?P<year>\d{4})",
)
# In French not T1: that is table 1, in whatever stands near.
_QUARTERS_SAID = {"1": N_("Q1 {year}"), "2": N_("Q2 {year}"), "3": N_("Q3 {year}"), "4": N_("Q4 {year}")}


class ActionState(StrEnum):
    """How far an action is. A dropped one keeps everything that was said of it."""

    IDEA = "idea"
    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class ProgressNote:
    """One note of the years after; `id` is its event's."""

    id: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Action:
    """What becomes of a proposal. `horizon` is a year (`2023`) or a quarter (`2023-Q2`), or empty."""

    owner: str = ""
    partners: tuple[str, ...] = ()
    territory: str = ""
    horizon: str = ""
    state: ActionState = ActionState.IDEA
    next_step: str = ""
    due: date | None = None
    progress: tuple[ProgressNote, ...] = ()
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class ActionFields:
    """What is known of one proposal's action itself: the fields somebody set, its progress, and the last change."""

    fields: Mapping[str, Any]
    progress: tuple[ProgressNote, ...] = ()
    changed: datetime | None = None


def action_of(known: ActionFields) -> Action:
    """Return the action those fields make."""
    return Action(**known.fields, progress=known.progress, changed=known.changed)


def value_of(field: str, value: Any) -> Any:
    """Return the value as it is kept; raises `ValueError` for one no version of ours writes."""
    if field == "partners":
        if isinstance(value, (list, tuple)) and all(isinstance(each, str) for each in value):
            return tuple(value)
    elif field in FIELDS and isinstance(value, str):
        if field == "state":
            return ActionState(value or ActionState.IDEA)
        if field == "due":
            return _day(value) if value else None
        return horizon_of(value) if field == "horizon" else value
    raise ValueError(f"{field} cannot be {value!r}")


def _day(text: str) -> date:
    """Return a day of a year that can be reckoned with: days before and after it exist as well."""
    day = date.fromisoformat(text)
    if not MINYEAR < day.year < MAXYEAR:
        raise ValueError(f"no day of the year {day.year}")
    return day


def horizon_of(typed: str) -> str:
    """Return `2023`, or `2023-Q2` for `2023-T2`, `Q2 2023` and the like; raises `Refused`."""
    text = " ".join(typed.split()).lower()
    if not text:
        return ""
    if re.fullmatch(_YEAR, text):
        return text
    for form in _QUARTERS:
        if found := re.fullmatch(form, text):
            return f"{found['year']}-Q{found['quarter']}"
    raise Refused(N_("“{typed}” is not a year or a quarter: write 2023 or 2023-Q2."), typed=typed)


def horizon_said(text: str) -> Message | str:
    """Return a year, or a quarter as each language says it: `2e trimestre 2023`, `Q2 2023`."""
    year, _dash, quarter = text.partition("-Q")
    return Message(_QUARTERS_SAID[quarter], {"year": year}) if quarter in _QUARTERS_SAID else text
