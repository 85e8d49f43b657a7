"""The views that can be projected for the room."""

from __future__ import annotations

from enum import StrEnum


class WallContent(StrEnum):
    """The views that can be projected for the room."""

    CLOCK = "clock"
    QUESTION = "question"
    COUNTS = "counts"
    TYPOLOGY = "typology"
    PROPOSALS = "proposals"
    SEATS = "seats"
    REPORT = "report"
    REVIEW = "review"
    VOTE = "vote"
    FEEDBACK = "feedback"
    BLANK = "blank"
