"""What the room puts forward: one idea, or several merged under one wording."""

from __future__ import annotations

from enum import StrEnum

from facilitate.domain.frozen import dataclass


class Place(StrEnum):
    """Where a proposal stands. Unfiled: nobody looked yet. Undecided: somebody looked and could not say."""

    FILED = "filed"
    UNFILED = "unfiled"
    UNDECIDED = "undecided"


class Standing(StrEnum):
    """What a proposal's ideas say of its existence; BOTH: it exists somewhere, is to be created elsewhere."""

    EXISTING = "existing"
    TO_CREATE = "to_create"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A node of the merge tree.

    `ideas` are all the idea ids below it, `sources` the proposals it was merged from (none for a single idea),
    `hidden_by` the merge that has taken it in, or its own id once it was split. A `wording` of None means the idea's
    own words.
    """

    id: str
    ideas: tuple[str, ...]
    sources: tuple[str, ...] = ()
    wording: str | None = None
    category: str = ""
    undecided: bool = False
    hidden_by: str = ""

    @property
    def place(self) -> Place:
        """The place where it stands: filed, unfiled or undecided."""
        if self.category:
            return Place.FILED
        return Place.UNDECIDED if self.undecided else Place.UNFILED

    @property
    def merged(self) -> bool:
        """Whether it was made of several."""
        return bool(self.sources)
