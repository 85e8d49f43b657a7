"""The numbers of an event as one looks at them: by table, by category, by status, and over time."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from statistics import median

from facilitate.domain.proposals import Standing
from facilitate.domain.session import Session
from facilitate.domain.values import dataclass
from facilitate.workshop.counts import Counts
from facilitate.workshop.report import CategoryPart
from facilitate.workshop.reporting import report

_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 240, 720, 1440, 10080, 43200)  # minutes
_MOST = 20  # lines of a chart one still takes in


@dataclass(frozen=True, slots=True)
class CategoryFigures:
    """Proposals of one category by standing, and the ideas in them; number 0 is for those that are in none."""

    number: int
    title: str
    to_create: int
    existing: int
    both: int
    ideas: int

    @property
    def proposals(self) -> int:
        """All of them."""
        return self.to_create + self.existing + self.both


@dataclass(frozen=True, slots=True)
class Figures:
    """`times` are the beginnings of equal stretches of `minutes`, one after the other, with the ideas noted in each."""

    counts: Counts
    median_table: float
    categories: tuple[CategoryFigures, ...]
    unfiled: int
    undecided: int
    minutes: int
    times: tuple[tuple[datetime, int], ...]


def figures(session: Session) -> Figures:
    """Count the session as it stands; what is withdrawn counts in the tables alone, as withdrawn."""
    made = report(session)
    standing = [idea.at for idea in session.ideas.values() if not idea.withdrawn]
    minutes, times = _over_time(standing)
    return Figures(
        made.counts,
        float(median([table.standing for table in made.counts.by_table] or [0])),
        tuple(_category(part) for part in made.categories),
        len(made.unfiled),
        len(made.undecided),
        minutes,
        times,
    )


def _category(part: CategoryPart) -> CategoryFigures:
    by = {standing: part.standing(standing) for standing in Standing}
    return CategoryFigures(
        part.number, part.title, by[Standing.TO_CREATE], by[Standing.EXISTING], by[Standing.BOTH], part.ideas
    )


def _over_time(moments: list[datetime]) -> tuple[int, tuple[tuple[datetime, int], ...]]:
    if not moments:
        return 0, ()
    first, last = min(moments), max(moments)
    span = (last - first).total_seconds() / 60
    minutes = next((step for step in _STEPS if span / step < _MOST), _STEPS[-1])
    step = timedelta(minutes=minutes)
    start = first.replace(minute=0, second=0, microsecond=0)
    start += (first - start) // step * step
    counted = Counter((moment - start) // step for moment in moments)
    return minutes, tuple((start + place * step, counted[place]) for place in range(max(counted) + 1))[-500:]
