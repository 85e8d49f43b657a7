"""The road map: what becomes of proposals after the event. An action belongs to one proposal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, date, datetime
from enum import StrEnum
from typing import Any

from facilitate.domain.frozen import dataclass

FIELDS = ("owner", "partners", "territory", "horizon", "state", "next_step", "due", "agreed")


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
    """What becomes of a proposal. `horizon` is a year, a part of one (`2023-Q2`, `2023-06`, `2023-end`), or empty.

    `agreed` is the name of whoever agreed to be named as its owner: a yes of one owner is none of the next.
    """

    owner: str = ""
    partners: tuple[str, ...] = ()
    territory: str = ""
    horizon: str = ""
    state: ActionState = ActionState.IDEA
    next_step: str = ""
    due: date | None = None
    agreed: str = ""
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
        if field == "horizon":
            from facilitate.domain.year_parts import read_year_part  # most commands read none

            return read_year_part(value)
        return value
    raise ValueError(f"{field} cannot be {value!r}")


def _day(text: str) -> date:
    """Return a day of a year that can be reckoned with: days before and after it exist as well."""
    day = date.fromisoformat(text)
    if not MINYEAR < day.year < MAXYEAR:
        raise ValueError(f"no day of the year {day.year}")
    return day
