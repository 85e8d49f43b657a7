"""The compte rendu as data: what is said, in which order, and not one sentence. `build.py` makes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date, datetime
from typing import TypeVar

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Plan
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.proposals import Place, Standing
from facilitate.workshop.report.counts import Counts
from facilitate.workshop.report.matrix import Matrix
from facilitate.workshop.report.people import Attendee, PeopleCounts
from facilitate.workshop.report.wording import Translator
from facilitate.workshop.schedule.real_times import PhaseTimes

# What is said of fields of parts (`field(metadata=…)`): an anonymous report has a role in the place of a name, and
# leaves structure as it is; everything else is read for names, and whoever publishes reads what often names people.
NAME = {"holds": "a name"}
NAMING = {"holds": "a text in which people are often named"}
STRUCTURE = {"holds": "structure"}


class ReportPart:
    """What one kind of phase, or one capability, gives to the compte rendu; each is a frozen value of its own class."""

    __slots__ = ()

    def lines_of(self, _proposal: str) -> Iterator[ReportLine]:
        """Return the lines in which a proposal is named, for its trace."""
        return iter(())

    def outcomes(self, _language: Translator) -> Iterator[tuple[str, str]]:
        """Yield what came of proposals, each by its id and in a few words, for whoever looks up an idea."""
        return iter(())


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A line of the report: in which part, what it says, and the references of the ideas it comes from."""

    part: str
    text: str
    refs: tuple[str, ...]


_Part = TypeVar("_Part", bound=ReportPart)


@dataclass(frozen=True, slots=True)
class ProposalPart:
    """A proposal with the references it comes from; `phases` are the keys of the tables phases that said it.

    `tables` are the tables it comes from, each by the place of its phase in the `by_phase` of the counts and by its
    number there: one number in two phases may be two groups of people. `number` is what it is called by in the report,
    such as `2.1`: its category and its place there; nothing where it is in none.
    """

    id: str
    wording: str
    standing: Standing
    refs: tuple[str, ...]
    phases: tuple[str, ...] = ()
    tables: tuple[tuple[int, int], ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class CategoryPart:
    """An item of the typology by its number, also when nothing is filed there; `taxonomies` are its ids on Decidim."""

    number: int
    title: str
    proposals: tuple[ProposalPart, ...]
    taxonomies: tuple[int, ...] = ()

    @property
    def ideas(self) -> int:
        """How many ideas its proposals hold."""
        return sum(len(proposal.refs) for proposal in self.proposals)

    def standing(self, standing: Standing) -> int:
        """Return how many of its proposals stand so."""
        return sum(proposal.standing is standing for proposal in self.proposals)


@dataclass(frozen=True, slots=True)
class IdeaLine:
    """An idea as it reads now, where it ended up, and where it came from.

    `wording` is there only where its proposal says it otherwise, `first_text` and `first_detail` only in an internal
    report, where the table changed these words.
    `phase` is the key of its tables phase, nothing where the programme has it no more, `round` the
    round of that phase, 0 where it had one only or nobody knows.
    `at` is a moment of UTC; `by` is the role that wrote it down, never a machine or a person. Of an idea that was
    `imported` they are the import's: nobody knows when it was noted, nor by whom.
    """

    ref: str
    table: int
    text: str
    status: Status
    place: Place
    category: str
    wording: str
    proposal: str
    at: datetime
    by: str
    first_text: str
    axis: str
    aliases: tuple[str, ...] = ()
    detail: str = ""
    first_detail: str = ""
    phase: str = ""
    round: int = 0
    imported: bool = False


@dataclass(frozen=True, slots=True)
class TableIdeas:
    """What one table put forward in one phase; `phase` is its key."""

    table: int
    ideas: tuple[IdeaLine, ...]
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One event as it is published.

    `plan` gives the title block: its date is the day it was held on, its hours are those that were announced, for the
    `announced_date` where that was another. `parts` are what kinds of phases and capabilities give (`phase_parts`,
    `build`).
    What was taken back is counted and not here: withdrawn ideas and what becomes of them, first wordings, remarks that
    may not be quoted (`unquoted` says how many). Only an `internal` report has their words, which every format marks.
    `withdrawn_refs` are there in any: whoever looks up an idea is told that it was withdrawn.
    `edition` is the moment of the last act in it, in UTC: the same wherever it is published.
    One of a `rehearsal` says so in every format, for its ideas are nobody's.
    `people` are counts of those who were ticked as they came, where any were; then `plan` has that number. `attendees`
    are those of them who agreed to be named; an anonymous report has none.
    In an `anonymous` one roles stand for names, as in any after a purge.
    There is a `matrix` when a proposal answers a question of the study, and there are `times` when they were asked for.
    """

    plan: Plan
    parts: tuple[ReportPart, ...]
    categories: tuple[CategoryPart, ...]
    unfiled: tuple[ProposalPart, ...]
    undecided: tuple[ProposalPart, ...]
    annex: tuple[TableIdeas, ...]
    withdrawn: tuple[IdeaLine, ...]
    counts: Counts
    unquoted: int = 0
    internal: bool = False
    matrix: Matrix | None = None
    times: tuple[PhaseTimes, ...] = ()
    rehearsal: bool = False
    anonymous: bool = False
    edition: datetime | None = None
    announced_date: date | None = None
    people: PeopleCounts | None = None
    attendees: tuple[Attendee, ...] = ()
    withdrawn_refs: tuple[str, ...] = field(default=(), metadata=STRUCTURE)

    @property
    def has_typology(self) -> bool:
        """Whether there is anything to file proposals under: without it none of them is unfiled."""
        return bool(self.categories or self.undecided)

    def of(self, part: type[_Part]) -> tuple[_Part, ...]:
        """Return the parts of one class, in the order of the agenda."""
        return tuple(each for each in self.parts if isinstance(each, part))
