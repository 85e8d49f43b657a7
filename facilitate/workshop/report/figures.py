"""The numbers of an event as one looks at them: by table, by category, by status, and over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from statistics import median

from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.domain.values.proposals import Standing
from facilitate.workshop.report.build import report
from facilitate.workshop.report.counts import Counts, TableCount
from facilitate.workshop.report.model import ProposalPart
from facilitate.workshop.schedule.real_times import Room

_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 240, 720, 1440, 10080, 43200)  # minutes
_MOST = 20  # lines of a chart one still takes in


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """Proposals of one place by standing, and the ideas in them; number 0 for those that are in no category."""

    number: int
    title: str
    to_create: int
    existing: int
    both: int
    ideas: int

    @property
    def proposals(self) -> int:
        """The number of proposals, whatever their standing."""
        return self.to_create + self.existing + self.both


@dataclass(frozen=True, slots=True)
class PhaseFigures:
    """How many ideas belong to a tables phase; without a title, to one that the programme has no more.

    `names` are what its tables are called besides their number, where they are.
    """

    title: str
    ideas: int
    tables: tuple[TableCount, ...]
    median_table: float
    names: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Figures:
    """`times` are the beginnings of equal stretches of `minutes`, one after the other, with the ideas noted in each.

    Tables are those of a phase: in another one other people may sit at a table of that number. Tables, phases and times
    count every idea received, the withdrawn ones too; the rest counts what stands.
    `proposals` are all of them together.
    """

    counts: Counts
    categories: tuple[PlaceFigures, ...]
    unfiled: PlaceFigures
    undecided: PlaceFigures
    proposals: PlaceFigures
    median_table: float
    median_category: float
    median_proposal: float
    phases: tuple[PhaseFigures, ...]
    minutes: int
    times: tuple[tuple[datetime, int], ...]


def figures(session: Session, room: Room = datetime.astimezone) -> Figures:
    """Count the session as it stands; `room` tells times in the zone of the room."""
    made = report(session)
    categories = tuple(_place(part.proposals, part.number, part.title) for part in made.categories)
    every = [*(part for category in made.categories for part in category.proposals), *made.unfiled, *made.undecided]
    phases = _phases(session, made.counts)
    minutes, times = _over_time([room(idea.at) for idea in session.ideas.values()])
    return Figures(
        made.counts,
        categories,
        _place(made.unfiled),
        _place(made.undecided),
        _place(every),
        _median([table.received for each in phases for table in each.tables]),
        _median([each.proposals for each in categories]),
        _median([len(part.refs) for part in every]),
        phases,
        minutes,
        times,
    )


def _median(numbers: Sequence[int]) -> float:
    return float(median(numbers or [0]))


def _place(parts: Sequence[ProposalPart], number: int = 0, title: str = "") -> PlaceFigures:
    by = Counter(part.standing for part in parts)
    ideas = sum(len(part.refs) for part in parts)
    return PlaceFigures(
        number, one_line(title), by[Standing.TO_CREATE], by[Standing.EXISTING], by[Standing.BOTH], ideas
    )


def _phases(session: Session, made: Counts) -> tuple[PhaseFigures, ...]:
    """Return the phases in which tables work, in order, and last those that left the programme where ideas have it."""
    phases = {phase.key: phase for phase in session.plan.tables_phases}
    return tuple(
        PhaseFigures(
            one_line(phase.title) if phase else "",
            count.received,
            count.by_table,
            _median([table.received for table in count.by_table]),
            {setup.number: setup.name for setup in phase.table_setups if setup.name} if phase else {},
        )
        for count in made.by_phase
        for phase in (phases.get(count.phase),)
    )


def _over_time(moments: Sequence[datetime]) -> tuple[int, tuple[tuple[datetime, int], ...]]:
    """Return the minutes of a stretch, and of each stretch its beginning, a round time, with its number of moments."""
    if not moments:
        return 0, ()
    first, last = min(moments), max(moments)
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    minutes = next((step for step in _STEPS if (last - first) / timedelta(minutes=step) < _MOST - 1), 0)
    minutes = minutes or int((last - first) / timedelta(days=_MOST - 1) + 1) * _STEPS[-3]
    step = timedelta(minutes=minutes)
    start = midnight + (first - midnight) // step * step
    counted = Counter((moment - start) // step for moment in moments)
    return minutes, tuple((start + place * step, counted[place]) for place in range(max(counted) + 1))
