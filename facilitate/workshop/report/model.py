"""The compte rendu as data: what is said, in which order, and not one sentence. `reporting` makes it."""

from __future__ import annotations

from datetime import datetime

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Plan, Speaker, Study
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.proposals import Place, Standing
from facilitate.workshop.report.counts import Counts
from facilitate.workshop.report.matrix import Matrix
from facilitate.workshop.report.roadmap import RoadMapPart
from facilitate.workshop.schedule.real_times import PhaseTimes


@dataclass(frozen=True, slots=True)
class PhaseNotes:
    """What was noted about a phase that has no part of its own; without a title when the phase has left the agenda."""

    title: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VenuePart:
    """What was said of the place: facts of the programme first, then those noted on the day."""

    facts: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AxisPart:
    """A question of the study with what was found."""

    question: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StudyPart:
    """One study; `findings` are those of no axis."""

    title: str
    study: Study
    axes: tuple[AxisPart, ...]
    findings: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeakerPart:
    """Somebody on the panel, with what may be printed as their words."""

    speaker: Speaker
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelPart:
    """One panel. `remarks` carry no name: who said them is not in the report at all.

    `unquotable` are those that may not be quoted; only an internal report has them.
    """

    title: str
    speakers: tuple[SpeakerPart, ...]
    remarks: tuple[str, ...]
    notes: tuple[str, ...]
    unquotable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TablesPart:
    """What a round of tables was asked."""

    title: str
    question: str
    tables: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposalPart:
    """A proposal with the references it comes from."""

    id: str
    wording: str
    standing: Standing
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CategoryPart:
    """An item of the typology by its number, also when nothing is filed there."""

    number: int
    title: str
    proposals: tuple[ProposalPart, ...]

    @property
    def ideas(self) -> int:
        """How many ideas its proposals hold."""
        return sum(len(proposal.refs) for proposal in self.proposals)

    def standing(self, standing: Standing) -> int:
        """How many of its proposals stand so."""
        return sum(proposal.standing is standing for proposal in self.proposals)


@dataclass(frozen=True, slots=True)
class IdeaLine:
    """An idea word for word, where it ended up, and where it came from.

    `wording` is there only where its proposal says it otherwise, `first_text` and `first_detail` only in an internal
    report, where the table changed these words.
    `at` is a moment of UTC; `by` is the role that wrote it down, never a machine or a person.
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


@dataclass(frozen=True, slots=True)
class TableIdeas:
    """What one table put forward."""

    table: int
    ideas: tuple[IdeaLine, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One event as it is published; `plan` gives the title block.

    What was taken back is counted and not here: withdrawn ideas and what becomes of them, first wordings, remarks that
    may not be quoted (`unquoted` says how many). Only an `internal` report has their words, which every format marks.
    There is a `matrix` when a proposal answers a question of the study, a `roadmap` when one was begun, and there are
    `times` when they were asked for.
    """

    plan: Plan
    venue: VenuePart | None
    studies: tuple[StudyPart, ...]
    panels: tuple[PanelPart, ...]
    notes: tuple[PhaseNotes, ...]
    tables: tuple[TablesPart, ...]
    categories: tuple[CategoryPart, ...]
    unfiled: tuple[ProposalPart, ...]
    undecided: tuple[ProposalPart, ...]
    annex: tuple[TableIdeas, ...]
    withdrawn: tuple[IdeaLine, ...]
    counts: Counts
    unquoted: int = 0
    internal: bool = False
    matrix: Matrix | None = None
    roadmap: RoadMapPart | None = None
    times: tuple[PhaseTimes, ...] = ()
