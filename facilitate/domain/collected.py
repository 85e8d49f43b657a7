"""What was brought in from elsewhere: that it was, so that it can be undone as one gesture."""

from __future__ import annotations

from facilitate.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class ActsCollected:
    """Acts of other machines came in together. To undo this is to undo them."""

    kind = "acts.collected"
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileImported:
    """What its gesture brought in came from that file; the name has no folder, and is empty for a list without one.

    It stands after the `ActsCollected` of its gesture: a program that does not know it undoes an import all the same.
    """

    kind = "file.imported"
    file: str
