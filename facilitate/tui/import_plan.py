"""What would come of the rows that were read, compared with the session as it is now, and bringing it in."""

from __future__ import annotations

from facilitate.domain.ideas import Status
from facilitate.domain.values import dataclass
from facilitate.workshop.ideas import IdeaDraft
from facilitate.workshop.intake.comparing import Compared, new_rows
from facilitate.workshop.intake.incoming import Incoming
from facilitate.workshop.workshop import Workshop


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The rows beside the session, and the items they name that do not exist yet."""

    compared: Compared
    items: tuple[str, ...] = ()


def planned(workshop: Workshop, incoming: Incoming) -> ImportPlan:
    """Compare the rows with the session."""
    return ImportPlan(new_rows(incoming, workshop.session))


def recorded(workshop: Workshop, plan: ImportPlan, *, items: bool, corrections: bool) -> int:
    """Bring it in."""
    new = plan.compared.new
    ids = []
    for table in dict.fromkeys(row.table for row in new):
        drafts = [IdeaDraft(row.text, Status(row.status), row.detail) for row in new if row.table == table]
        ids += [idea.id for idea in workshop.ideas.record_many(table, drafts)]
    workshop.history.note_collected(ids)
    return len(new)
