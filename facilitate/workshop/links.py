"""Which question of the study an idea answers, and the matrix that comes of it: axis by category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from facilitate.domain.errors import N_, Refused
from facilitate.domain.ideas import Idea
from facilitate.domain.live import IdeaLinked
from facilitate.domain.plan import Axis, Category
from facilitate.domain.proposals import Place, Proposal
from facilitate.domain.session import Session
from facilitate.domain.values import dataclass
from facilitate.workshop.desk import Desk
from facilitate.workshop.naming import idea_called


class Links:
    """Use cases about what ideas answer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def axes(self) -> tuple[Axis, ...]:
        """What an idea can be linked to; refused where there is nothing."""
        axes = self._desk.session.plan.axes
        if not axes:
            raise Refused(N_("This programme has no study with axes: add an axis to the programme first."))
        return axes

    def link(self, names: Sequence[str], axis: str) -> list[Idea]:
        """Say which axis ideas answer, each named by reference or id, as one gesture; none takes the links away."""
        if axis:
            self._check(axis)
        ideas = {idea.id: idea for idea in map(self._find, names)}
        links = self._desk.session.links
        acts = [IdeaLinked(key, axis) for key in ideas if links.get(key, "") != axis]
        if acts:
            self._desk.do(*acts)
        return list(ideas.values())

    def _check(self, axis: str) -> None:
        known = [each.key for each in self.axes()]
        if axis not in known:
            raise Refused(N_("There is no axis “{axis}”. Known here: {known}."), axis=axis, known=", ".join(known))

    def _find(self, name: str) -> Idea:
        idea = idea_called(self._desk.session, name)
        if idea is None:
            raise Refused(N_("There is no idea “{ref}” in this session. References look like T3-07."), ref=name)
        return idea


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """Numbers of proposals, by category; each proposal stands in one column, so they add up."""

    filed: tuple[int, ...]
    unfiled: int
    undecided: int

    @property
    def proposals(self) -> int:
        """All of them."""
        return sum(self.filed) + self.unfiled + self.undecided


@dataclass(frozen=True, slots=True)
class Matrix:
    """How many proposals answer which axis, the row beside it; one that answers two counts in both rows.

    `free` are the proposals that answer none; `answering` is how many answer at least one.
    """

    categories: tuple[Category, ...]
    rows: tuple[tuple[Axis, MatrixRow], ...]
    free: MatrixRow
    answering: int

    @property
    def linked(self) -> bool:
        """Whether any proposal answers any axis."""
        return self.answering > 0

    @property
    def unanswered(self) -> tuple[Axis, ...]:
        """The axes that nothing answers."""
        return tuple(axis for axis, row in self.rows if not row.proposals)


def matrix(session: Session) -> Matrix:
    """Count the session as it stands; what is withdrawn answers nothing, nor does a link to an axis that has left."""
    axes = session.plan.axes
    found: dict[str, list[Proposal]] = {axis.key: [] for axis in axes}
    free = []
    proposals = session.proposals()
    for proposal in proposals:
        answered = axes_of(session, proposal)
        for axis in answered:
            found[axis.key].append(proposal)
        if not answered:
            free.append(proposal)
    rows = tuple((axis, _row(session, found[axis.key])) for axis in axes)
    return Matrix(session.plan.categories, rows, _row(session, free), len(proposals) - len(free))


def axes_of(session: Session, proposal: Proposal) -> tuple[Axis, ...]:
    """The axes a proposal answers by the ideas it puts forward, in the order of the study."""
    keys = {session.links.get(idea.id) for idea in session.ideas_of(proposal)}
    return tuple(axis for axis in session.plan.axes if axis.key in keys)


def _row(session: Session, proposals: Sequence[Proposal]) -> MatrixRow:
    filed = Counter(proposal.category for proposal in proposals)
    places = Counter(proposal.place for proposal in proposals)
    return MatrixRow(
        tuple(filed[category.key] for category in session.plan.categories),
        places[Place.UNFILED],
        places[Place.UNDECIDED],
    )
