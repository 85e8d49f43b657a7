"""What is learned from an earlier event."""

from __future__ import annotations

from facilitate.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Learned:
    """One filing of an earlier event; `source` is what people call that event by."""

    source: str
    text: str
    category: str
