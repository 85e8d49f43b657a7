"""How many ideas came in, and where each of them is now: the one count that screens, commands and report show."""

from __future__ import annotations

from collections import Counter

from facilitate.domain.ideas import Idea, Status
from facilitate.domain.proposals import Place
from facilitate.domain.session import Session
from facilitate.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class TableCount:
    """The ideas of one table; `received` counts the withdrawn ones too, `existing` and `to_create` do not."""

    table: int
    received: int
    withdrawn: int
    existing: int
    to_create: int

    @property
    def standing(self) -> int:
        """Those the table still puts forward."""
        return self.received - self.withdrawn


@dataclass(frozen=True, slots=True)
class Counts:
    """Every number but `proposals` is a number of ideas: received = filed + unfiled + undecided + withdrawn.

    `existing + to_create` are those that stand.
    """

    received: int
    filed: int
    unfiled: int
    undecided: int
    withdrawn: int
    proposals: int
    existing: int
    to_create: int
    by_table: tuple[TableCount, ...]

    @property
    def standing(self) -> int:
        """Those somebody still puts forward."""
        return self.received - self.withdrawn


def counts(session: Session) -> Counts:
    """Count the session as it stands now; every table of the programme is there, also one that has said nothing."""
    ideas = list(session.ideas.values())
    standing = [idea for idea in ideas if not idea.withdrawn]
    proposals = [session.proposal_of(idea.id) for idea in standing]
    places = Counter(proposal.place for proposal in proposals)
    said = Counter(idea.status for idea in standing)
    return Counts(
        received=len(ideas),
        filed=places[Place.FILED],
        unfiled=places[Place.UNFILED],
        undecided=places[Place.UNDECIDED],
        withdrawn=len(ideas) - len(standing),
        proposals=len({proposal.id for proposal in proposals}),
        existing=said[Status.EXISTING],
        to_create=said[Status.TO_CREATE],
        by_table=_by_table(session, ideas),
    )


def _by_table(session: Session, ideas: list[Idea]) -> tuple[TableCount, ...]:
    of_table: dict[int, list[Idea]] = {table: [] for table in range(1, session.plan.tables + 1)}
    for idea in ideas:
        of_table.setdefault(idea.table, []).append(idea)
    return tuple(_table(table, of_table[table]) for table in sorted(of_table))


def _table(table: int, ideas: list[Idea]) -> TableCount:
    said = Counter("withdrawn" if idea.withdrawn else idea.status.value for idea in ideas)
    return TableCount(table, len(ideas), said["withdrawn"], said["existing"], said["to_create"])
