"""What was brought in from elsewhere: that it was, so that it can be undone as one gesture."""

from __future__ import annotations

from facilitate.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class ActsCollected:
    """Acts of other machines came in together. To undo this is to undo them."""

    kind = "acts.collected"
    events: tuple[str, ...]
