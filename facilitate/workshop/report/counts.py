"""How many ideas came in, and where each of them is now: the one count that screens, commands and report show."""

from __future__ import annotations

from collections import Counter

from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.proposals import Place


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
        """The number of ideas the table still puts forward."""
        return self.received - self.withdrawn


@dataclass(frozen=True, slots=True)
class RoundCount:
    """The ideas that one table recorded in one round, withdrawn ones too; round 0: nobody knows which."""

    round: int
    table: int
    received: int


@dataclass(frozen=True, slots=True)
class PhaseCount:
    """The ideas of one tables phase, with those of each of its tables; `phase` is its key.

    The one with no key counts what was said in phases that the programme has no more. `by_round` says of a phase that
    has rounds in which of them its ideas were said.
    """

    phase: str
    by_table: tuple[TableCount, ...]
    by_round: tuple[RoundCount, ...] = ()

    @property
    def received(self) -> int:
        """The number of its ideas, withdrawn ones too."""
        return sum(table.received for table in self.by_table)


@dataclass(frozen=True, slots=True)
class Counts:
    """Every number but `proposals` is a number of ideas: received = filed + unfiled + undecided + withdrawn.

    `existing + to_create` are those that stand. Each idea is in one of `by_phase`, in the order of the agenda.
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
    by_phase: tuple[PhaseCount, ...] = ()

    @property
    def standing(self) -> int:
        """The number of ideas somebody still puts forward."""
        return self.received - self.withdrawn


def counts(session: Session) -> Counts:
    """Count the session as it stands now; every table of the programme is there, also one that has said nothing."""
    statuses = Counter((idea.table, None if idea.withdrawn else idea.status) for idea in session.ideas.values())
    standing = [key for key, idea in session.ideas.items() if not idea.withdrawn]
    proposals = {key: session.proposal_of(key) for key in standing}
    places = Counter(proposal.place for proposal in proposals.values())
    by_table = tuple(_table(table, statuses) for table in _tables_of(statuses, session.plan.tables))
    by_phase = phase_counts(session)
    return Counts(
        received=len(session.ideas),
        filed=places[Place.FILED],
        unfiled=places[Place.UNFILED],
        undecided=places[Place.UNDECIDED],
        withdrawn=len(session.ideas) - len(standing),
        proposals=len({proposal.id for proposal in proposals.values()}),
        existing=sum(table.existing for table in by_table),
        to_create=sum(table.to_create for table in by_table),
        by_table=by_table,
        by_phase=by_phase,
    )


def phase_counts(session: Session) -> tuple[PhaseCount, ...]:
    """Count each tables phase, in the order of the agenda, and last what was said in phases that left it."""
    phases = session.plan.tables_phases
    statuses: dict[str, Counter[tuple[int, Status | None]]] = {phase.key: Counter() for phase in phases}
    for idea in session.ideas.values():
        phase = session.phase_of(idea)
        found = statuses.setdefault(phase.key if phase else "", Counter())
        found[idea.table, None if idea.withdrawn else idea.status] += 1
    last, rounds = {phase.key: phase.tables for phase in phases}, _round_counts(session)
    return tuple(
        PhaseCount(
            key, tuple(_table(table, found) for table in _tables_of(found, last.get(key, 0))), rounds.get(key, ())
        )
        for key, found in statuses.items()
    )


def _round_counts(session: Session) -> dict[str, tuple[RoundCount, ...]]:
    """Count the ideas of phases with rounds, by the key of the phase; those of a round it has no more as not known."""
    found: dict[str, Counter[tuple[int, int]]] = {
        each.key: Counter() for each in session.plan.phases if each.rounds > 1
    }
    for idea in session.ideas.values() if found else ():
        if (phase := session.phase_of(idea)) and phase.key in found:
            found[phase.key][idea.round if idea.round <= phase.rounds else 0, idea.table] += 1
    return {key: tuple(RoundCount(*at, each[at]) for at in sorted(each)) for key, each in found.items()}


def tables_of_phase(session: Session, phase: str) -> tuple[TableCount, ...]:
    """Count the tables of the phase of that key; none where it has no tables."""
    return next((count.by_table for count in phase_counts(session) if count.phase == phase), ())


def _tables_of(statuses: Counter[tuple[int, Status | None]], last: int) -> list[int]:
    """Return the tables of the programme up to the last, and any other that has said something."""
    return sorted({*range(1, last + 1), *(table for table, _status in statuses)})


def _table(table: int, statuses: Counter[tuple[int, Status | None]]) -> TableCount:
    withdrawn, existing, to_create = (statuses[table, what] for what in (None, Status.EXISTING, Status.TO_CREATE))
    return TableCount(table, withdrawn + existing + to_create, withdrawn, existing, to_create)
