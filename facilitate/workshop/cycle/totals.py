"""How the ideas of events count under the categories of a cycle.

Each idea of each event stands in one row: a category of the cycle, one of the event's own that nobody has mapped yet,
unfiled, undecided or withdrawn. So the rows of an event add up to what it received, whatever is mapped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.text import title_key
from facilitate.domain.values.cycle import InEvent
from facilitate.domain.values.proposals import Place, Standing
from facilitate.workshop.cycle.reading import EventReading, ReadProposal

FEW = 2  # ideas; so few say something of a table, and little of a region


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix: a category of the cycle, or with an `event` one that this event alone has."""

    key: str
    title: str
    event: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What an event has in a row. `asked` is False where the event's typology has no such category: 0 would be false.

    `share` is that of the event's ideas that stand.
    """

    ideas: int
    proposals: int
    existing: int
    to_create: int
    share: float
    asked: bool

    @property
    def few(self) -> bool:
        """Whether there are some, and so few that they tell little of a region."""
        return 0 < self.ideas <= FEW


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """An event of the matrix: its reading, its cells row by row, and its ideas that stand in none of them."""

    event: EventReading
    cells: tuple[Cell, ...]
    unfiled: int
    undecided: int

    @property
    def total(self) -> int:
        """The number of ideas it received: those of all rows, unfiled, undecided and withdrawn."""
        return sum(cell.ideas for cell in self.cells) + self.unfiled + self.undecided + self.event.withdrawn


@dataclass(frozen=True, slots=True)
class CycleMatrix:
    """Category by event, the categories of the cycle first, then what only one event has."""

    rows: tuple[Row, ...]
    columns: tuple[MatrixColumn, ...]

    def ideas_in(self, place: int) -> int:
        """Return how many ideas of all events stand in the row at that place."""
        return sum(column.cells[place].ideas for column in self.columns)

    @property
    def received(self) -> int:
        """The number of ideas of all events, withdrawn ones too."""
        return sum(column.event.received for column in self.columns)


class CycleTypology:
    """Where what an event has filed counts in the cycle: as people mapped it, else by its key or its title."""

    def __init__(self, cycle: Session) -> None:
        self._cycle = cycle
        self._titles = {title_key(each.title): each.key for each in cycle.plan.categories}
        self._own: dict[str, dict[str, str]] = {}

    def category_of(self, event: EventReading, proposal: ReadProposal) -> str:
        """Return the key of the cycle's category under which a filed proposal counts; nothing where none is known."""
        mapped = (self._cycle.idea_mappings.get((event.session, idea), "") for idea in proposal.ideas)
        return next(filter(None, mapped), "") or self.of(event, proposal.category)

    def of(self, event: EventReading, category: str) -> str:
        """Return the key of the cycle's category under which one of an event counts; nothing where none is known."""
        return self._of_event(event).get(category, "")

    def asked(self, event: EventReading) -> frozenset[str]:
        """Return the categories of the cycle that an event could file under."""
        return frozenset(filter(None, self._of_event(event).values()))

    def _of_event(self, event: EventReading) -> dict[str, str]:
        if event.session not in self._own:
            self._own[event.session] = {each.key: self._found(event, each.key, each.title) for each in event.categories}
        return self._own[event.session]

    def _found(self, event: EventReading, key: str, title: str) -> str:
        if mapped := self._cycle.category_mappings.get((event.session, key)):
            return mapped.to
        # A key is made of a title, and outlives it: where both are here and lead apart, the title says what is meant.
        if by_title := self._titles.get(title_key(title)):
            return by_title
        by_key = self._cycle.category(key)
        return by_key.key if by_key else ""


def matrix_of(cycle: Session, events: Sequence[EventReading]) -> CycleMatrix:
    """Return how the ideas of events count under the categories of the cycle, in the order of their days."""
    typology = CycleTypology(cycle)
    ordered = sorted(events, key=lambda event: event.order)
    rows = [Row(each.key, each.title) for each in cycle.plan.categories]
    for event in ordered:
        rows += [
            Row(each.key, each.title, event.session) for each in event.categories if not typology.of(event, each.key)
        ]
    return CycleMatrix(tuple(rows), tuple(_column(typology, rows, event) for event in ordered))


def _column(typology: CycleTypology, rows: Sequence[Row], event: EventReading) -> MatrixColumn:
    filed: dict[InEvent, list[ReadProposal]] = {}
    own = {row.key for row in rows if row.event == event.session}
    undecided = unfiled = 0
    for proposal in event.proposals:
        to = typology.category_of(event, proposal) if proposal.place is Place.FILED else ""
        if to:
            filed.setdefault(("", to), []).append(proposal)
        elif proposal.place is Place.FILED and proposal.category in own:
            filed.setdefault((event.session, proposal.category), []).append(proposal)
        elif proposal.place is Place.UNDECIDED:
            undecided += len(proposal.ideas)
        else:
            unfiled += len(proposal.ideas)
    asked = typology.asked(event)
    cells = tuple(
        _cell(filed.get((row.event, row.key), ()), event, row.event == event.session if row.event else row.key in asked)
        for row in rows
    )
    return MatrixColumn(event, cells, unfiled, undecided)


def _cell(proposals: Iterable[ReadProposal], event: EventReading, asked: bool) -> Cell:
    found = list(proposals)
    standing = Counter(each.standing for each in found)
    ideas = sum(len(each.ideas) for each in found)
    return Cell(
        ideas,
        len(found),
        standing[Standing.EXISTING] + standing[Standing.BOTH],
        standing[Standing.TO_CREATE] + standing[Standing.BOTH],
        ideas / event.standing if event.standing else 0.0,
        asked or bool(found),
    )
