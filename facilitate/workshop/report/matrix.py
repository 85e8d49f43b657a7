"""The matrix: how many proposals answer which axis of the study, axis by category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Axis, Category
from facilitate.domain.session import Session
from facilitate.domain.values.proposals import Place, Proposal

NO_QUESTIONS = N_("This session has no research questions. Add a study with at least one to the programme.")


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """Numbers of proposals, by category; each proposal stands in one column, so they add up."""

    filed: tuple[int, ...]
    unfiled: int
    undecided: int

    @property
    def proposals(self) -> int:
        """The number of proposals in the row."""
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
    """Return the axes a proposal answers by the ideas it puts forward, in the order of the study."""
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
