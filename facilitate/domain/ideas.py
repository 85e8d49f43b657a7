"""What people said: ideas at the tables, and notes taken about the phases."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from facilitate.domain.frozen import dataclass


class Status(StrEnum):
    """Whether the thing an idea speaks of exists already."""

    EXISTING = "existing"
    TO_CREATE = "to_create"


class NoteKind(StrEnum):
    """What a note about a phase is."""

    NOTE = "note"
    FACT = "fact"
    FINDING = "finding"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Idea:
    """What one table said, in its note-taker's words. `first_text` is the text as first recorded.

    `aliases` are references it had before, where another idea had the same. `detail` is the longer text that came with
    the idea, mostly from somebody's file, and `first_detail` the same as first recorded; both may be empty.
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
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something noted about a phase. `about` is an axis key for a finding, a speaker key for a remark.

    Only a `quotable` remark may be printed as a quotation under its speaker's name.
    """

    id: str
    kind: NoteKind
    phase: str
    text: str
    at: datetime
    by: str
    about: str = ""
    quotable: bool = False
    withdrawn: bool = False
