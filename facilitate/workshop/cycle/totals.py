"""How the ideas of events count under the categories of a cycle.

Each idea of each event stands in one place: under a category of the cycle, under one of the event's own that nobody has
mapped yet, unfiled, undecided or withdrawn. So those of an event add up to what it received, whatever is mapped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Category
from facilitate.domain.references import key_for
from facilitate.domain.session import Session
from facilitate.domain.text import one_line, title_key
from facilitate.domain.values.proposals import Place
from facilitate.workshop.cycle.event_votes import ReadCandidate
from facilitate.workshop.cycle.events import Events
from facilitate.workshop.cycle.reading import EventReading, Filed, ReadCategory, ReadProposal, filed_of

FEW = 2  # ideas; so few say something of a table, and little of a region


@dataclass(frozen=True, slots=True)
class Cell:
    """What an event has in a category. To say 0 where nothing was `asked` would be false.

    That is False where the event has no such category, or is still to be held. `share` is that of the event's ideas
    that stand.
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
    """An event of the matrix: its cells, one for each category of the cycle, and what stands in none of them.

    `own` are the categories that this event alone has, each with its cell. One that is `upcoming` asked nothing yet.
    """

    event: EventReading
    cells: tuple[Cell, ...]
    own: tuple[tuple[ReadCategory, Cell], ...]
    unfiled: int
    undecided: int
    upcoming: bool = False

    @property
    def total(self) -> int:
        """The number of ideas it received: those of all cells, unfiled, undecided and withdrawn."""
        inside = sum(cell.ideas for cell in self.cells) + sum(cell.ideas for _category, cell in self.own)
        return inside + self.unfiled + self.undecided + self.event.withdrawn


@dataclass(frozen=True, slots=True)
class CycleMatrix:
    """Category by event: a row for each category of the cycle."""

    rows: tuple[Category, ...]
    columns: tuple[MatrixColumn, ...]

    def ideas_in(self, place: int) -> int:
        """Return how many ideas of all events stand in the row at that place."""
        return sum(column.cells[place].ideas for column in self.columns)

    @property
    def received(self) -> int:
        """The number of ideas of all events, withdrawn ones too."""
        return sum(column.event.received for column in self.columns)


@dataclass(frozen=True, slots=True)
class Counted:
    """What of an event somebody said to count under a category of the cycle, the day of that, and why."""

    what: str
    day: str
    why: str


def counted_under(cycle: Session, events: Events) -> dict[str, tuple[Counted, ...]]:
    """Return what people said to count there, by the keys of the cycle’s categories: `lyon/Venues`, `lyon/T3-07`."""
    found: dict[str, dict[Counted, None]] = {}
    read = {event.session: event for event in events.readings}
    for (session, key), mapping in cycle.category_mappings.items():
        if (event := read.get(session)) is None:
            continue
        title = next((each.title for each in event.categories if each.key == key), key)
        counted = Counted(f"{events.short(event)}/{one_line(title)}", mapping.day, mapping.why)
        found.setdefault(mapping.to, {})[counted] = None
    for place, mapping in cycle.idea_mappings.items():
        if item := events.proposal_at(place):
            counted = Counted(events.name_of(item), mapping.day, mapping.why)
            found.setdefault(mapping.to, {})[counted] = None
    return {key: tuple(each) for key, each in found.items()}


class CycleTypology:
    """Where what an event has filed counts in the cycle: as people mapped it, else by title or key, old ones too."""

    def __init__(self, cycle: Session) -> None:
        self._cycle = cycle
        self._titles = {title_key(each.title): each.key for each in cycle.plan.categories}
        self._own: dict[str, dict[str, str]] = {}
        self._unmapped: dict[tuple[str, str], str] = {}  # most events of a cycle have the same categories

    def category_of(self, event: EventReading, proposal: ReadProposal | ReadCandidate) -> str:
        """Return the key of the cycle's category under which a proposal counts; nothing where none is known.

        One that its event left unfiled or undecided counts where somebody said so, and nowhere else.
        """
        mapped = (self._cycle.idea_mappings.get((event.session, idea)) for idea in proposal.ideas)
        if found := next(filter(None, mapped), None):
            return found.to
        return self.of(event, proposal.category) if proposal.place is Place.FILED else ""

    def of(self, event: EventReading, category: str) -> str:
        """Return the key of the cycle's category under which one of an event counts; nothing where none is known."""
        return self._of_event(event).get(category, "")

    def guessed(self, title: str) -> str:
        """Return the title of the category that one of that other title counts under, while nobody mapped it."""
        called, key, cycle = title_key(title), key_for(title), self._cycle
        if not called or called in self._titles:
            return ""
        by_key = cycle.category(cycle.former_titles.get(called, "")) or cycle.category(key)
        found = by_key or cycle.category(cycle.former_keys.get(key, ""))
        return found.title if found else ""

    def meant(self, title: str) -> str:
        """Return the key of the category that one of that title counts under, while nobody mapped it."""
        return self._meant(key_for(title), title)

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
        if (key, title) not in self._unmapped:
            self._unmapped[key, title] = self._meant(key, title)
        return self._unmapped[key, title]

    def _meant(self, key: str, title: str) -> str:
        """Return the key of the cycle's category that a category means of which nobody said anything."""
        # A key is made of a title, and outlives it: where both are here and lead apart, the title says what is meant.
        called, cycle = title_key(title), self._cycle
        if found := self._titles.get(called) or cycle.former_titles.get(called):
            return found
        by_key = cycle.category(key)
        return by_key.key if by_key else cycle.former_keys.get(key, "")


def legend_of(matrix: CycleMatrix) -> str:
    """Return what the numbers of a matrix are, and what “–” means there, as a message."""
    if any(column.upcoming for column in matrix.columns):
        return N_("Numbers of ideas. “–”: not asked there, that event had no such category or is still to come.")
    return N_("Numbers of ideas. “–”: not asked there, that event had no such category.")


def matrix_of(cycle: Session, events: Sequence[EventReading], today: str = "") -> CycleMatrix:
    """Return how the ideas of events count under the categories of the cycle, in the order of their days.

    `today` is the day of the reading, as ISO 8601: an event of an earlier day was held.
    An event of which single ideas are mapped has to be read with its proposals.
    """
    typology, split = CycleTypology(cycle), {session for session, _idea in cycle.idea_mappings}
    rows = cycle.plan.categories
    columns = []
    for event in sorted(events, key=lambda event: event.order):
        places = list(_places(typology, event, split=event.session in split))
        columns.append(_column(typology, rows, event, places, upcoming=event.upcoming(today)))
    return CycleMatrix(rows, tuple(columns))


def _places(typology: CycleTypology, event: EventReading, *, split: bool) -> Iterator[tuple[str, Filed]]:
    """Yield what stands at each place of an event, with the category of the cycle it counts under, or nothing."""
    if not split:
        for filed in event.filed:
            yield typology.of(event, filed.category) if filed.place is Place.FILED else "", filed
        return
    groups: dict[str, list[ReadProposal]] = {}
    for proposal in event.proposals:
        groups.setdefault(typology.category_of(event, proposal), []).append(proposal)
    for to, proposals in groups.items():
        for filed in filed_of(proposals):
            yield to, filed


def _column(
    typology: CycleTypology,
    rows: Sequence[Category],
    event: EventReading,
    places: Sequence[tuple[str, Filed]],
    *,
    upcoming: bool,
) -> MatrixColumn:
    asked = frozenset[str]() if upcoming else typology.asked(event)
    by_category: dict[str, list[Filed]] = {}
    by_own: dict[str, list[Filed]] = {}
    own = [each for each in event.categories if not typology.of(event, each.key)]
    keys = {each.key for each in own}
    unfiled = undecided = 0
    for to, filed in places:
        if to:
            by_category.setdefault(to, []).append(filed)
        elif filed.place is Place.FILED and filed.category in keys:
            by_own.setdefault(filed.category, []).append(filed)
        elif filed.place is Place.UNDECIDED:
            undecided += filed.ideas
        else:
            unfiled += filed.ideas
    return MatrixColumn(
        event,
        tuple(_cell(by_category.get(row.key, ()), event, asked=row.key in asked) for row in rows),
        tuple((each, _cell(by_own.get(each.key, ()), event, asked=not upcoming)) for each in own),
        unfiled,
        undecided,
        upcoming,
    )


def _cell(places: Iterable[Filed], event: EventReading, *, asked: bool) -> Cell:
    found = list(places)
    if not found:  # as most are of ten thousand events
        return Cell(0, 0, 0, 0, 0.0, asked)
    ideas = sum(each.ideas for each in found)
    return Cell(
        ideas,
        sum(each.proposals for each in found),
        sum(each.existing for each in found),
        sum(each.to_create for each in found),
        ideas / event.standing if event.standing else 0.0,
        asked=True,
    )
