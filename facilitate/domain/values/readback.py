"""What a table heard when its list was read back to it, what matters most to it, and how tables report back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from facilitate.domain.frozen import dataclass
from facilitate.domain.values.ideas import Idea


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A table heard its list and said: this is what we said.

    `ideas` are those that were read, by their ids, each as it stood at that moment; `count` is how many there were,
    also of those whose journal is not here. It was signed `by_facilitator` for the table, or by the table itself.
    """

    at: datetime
    count: int
    ideas: Mapping[str, Idea]
    by_facilitator: bool = False

    def heard(self, idea: Idea) -> bool:
        """Return whether the table heard an idea as it stands now."""
        read = self.ideas.get(idea.id)
        return read is not None and (read.text, read.detail, read.status) == (idea.text, idea.detail, idea.status)


@dataclass(frozen=True, slots=True)
class ReportBack:
    """How tables report back: the `orders` that were chosen, by phase, and the `minutes` that each table has.

    `table` of `phase` speaks since `since`; 0 where none does. `spoken` are the tables that began to speak, by phase,
    in the order in which they first did.
    """

    orders: Mapping[str, tuple[int, ...]]
    minutes: int = 3
    phase: str = ""
    table: int = 0
    since: datetime | None = None
    spoken: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
