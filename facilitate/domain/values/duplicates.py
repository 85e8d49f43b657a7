"""What people answer when two proposals may be duplicates."""

from __future__ import annotations

from enum import StrEnum


class DuplicateAnswer(StrEnum):
    """What somebody said of two proposals; LATER is no answer yet, and comes back last."""

    SAME = "same"
    RELATED = "related"
    DIFFERENT = "different"
    LATER = "later"
