"""What is answered to suggestions, and what is learned from an earlier event."""

from __future__ import annotations

from enum import StrEnum

from facilitate.domain.frozen import dataclass


class Answer(StrEnum):
    """What somebody said of two proposals; LATER is no answer yet, and comes back last."""

    SAME = "same"
    RELATED = "related"
    DIFFERENT = "different"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class PairAnswered:
    """Two proposals looked at side by side."""

    kind = "pair.answered"
    first: str
    second: str
    answer: str


@dataclass(frozen=True, slots=True)
class FilingsLearned:
    """What was filed at an earlier event: each text with the category it was filed under, which is one of today's."""

    kind = "filings.learned"
    source: str
    texts: tuple[str, ...]
    categories: tuple[str, ...]


AnswerAct = PairAnswered | FilingsLearned


@dataclass(frozen=True, slots=True)
class Learned:
    """One filing of an earlier event; `source` is what people call that event by."""

    source: str
    text: str
    category: str
