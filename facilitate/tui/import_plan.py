"""What would come of the rows that were read, as the page shows it: each with a sign, and the sums."""

from __future__ import annotations

from facilitate.domain.ideas import Status
from facilitate.domain.values import dataclass
from facilitate.workshop.intake.ideas import new_rows
from facilitate.workshop.intake.incoming import Incoming, IncomingIdea
from facilitate.workshop.workshop import Workshop


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The rows that are new, those that are here already, what would be corrected, and items that do not exist yet."""

    new: tuple[IncomingIdea, ...]
    known: tuple[IncomingIdea, ...] = ()
    corrections: tuple[IncomingIdea, ...] = ()
    items: tuple[str, ...] = ()


def planned(workshop: Workshop, incoming: Incoming) -> ImportPlan:
    new = new_rows(incoming.rows, workshop.ideas.recorded_texts())
    lines = {row.line for row in new}
    return ImportPlan(new, tuple(row for row in incoming.rows if row.line not in lines))


def recorded(workshop: Workshop, plan: ImportPlan, *, items: bool, corrections: bool) -> int:
    for table in dict.fromkeys(row.table for row in plan.new):
        workshop.ideas.record_many(table, [(row.text, Status(row.status)) for row in plan.new if row.table == table])
    return len(plan.new)
