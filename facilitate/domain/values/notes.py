"""What is noted about the phases."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from facilitate.domain.frozen import dataclass


class NoteKind(StrEnum):
    """What a note about a phase is."""

    NOTE = "note"
    FACT = "fact"
    FINDING = "finding"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Note:
    """Something noted about a phase. `about` is an axis key for a finding, a speaker key for a remark.

    Only a `quotable` remark may be printed, as a quotation under its speaker's name; an `unnamed` one is printed
    without the name. One that is `kept` was marked for the report: it is printed before those that are not. One that is
    `purged` lost its words when personal data was removed; it stays counted.
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
    purged: bool = False
    unnamed: bool = False
    kept: bool = False
