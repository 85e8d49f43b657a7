"""What people said at the tables."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from facilitate.domain.frozen import dataclass


class Status(StrEnum):
    """Whether the thing an idea speaks of exists already."""

    EXISTING = "existing"
    TO_CREATE = "to_create"


status_called = lru_cache(maxsize=8)(Status)  # as `Status` itself, for a hundred thousand ideas


@dataclass(frozen=True, slots=True)
class Idea:
    """What one table said, in its note-taker's words. `first_text` is the text as first recorded.

    `aliases` are references it had before, where another idea had the same. `detail` is the longer text that came with
    the idea, mostly from somebody's file, and `first_detail` the same as first recorded; both may be empty.
    `first_status` is its status as first recorded, `phase` the key of the tables phase in which it was said; nothing
    where there was none yet. `round` is the number of the round of that phase, 0 where nobody
    knows or there is only one.
    `undone` is an idea whose recording was taken back: it was never noted, so nothing counts or prints it; one that
    is `withdrawn` was noted, and counts as such.
    """

    id: str
    ref: str
    table: int
    text: str
    first_text: str
    status: Status
    at: datetime
    by: str
    withdrawn: bool = False
    edited: bool = False
    aliases: tuple[str, ...] = ()
    detail: str = ""
    first_detail: str = ""
    first_status: Status = Status.TO_CREATE
    undone: bool = False
    phase: str = ""
    round: int = 0
