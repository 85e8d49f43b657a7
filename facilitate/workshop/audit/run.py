"""What would embarrass the organiser once it is printed: each finding says where, why, and what to do."""

from __future__ import annotations

from datetime import datetime

from facilitate.domain.session import Session
from facilitate.workshop.audit.claims import claims
from facilitate.workshop.audit.consent import people
from facilitate.workshop.audit.dates import dates
from facilitate.workshop.audit.finding import Audited, Finding, Severity
from facilitate.workshop.audit.names import names
from facilitate.workshop.audit.printed_texts import printed, unread
from facilitate.workshop.audit.state import state
from facilitate.workshop.audit.sums import sums
from facilitate.workshop.audit.withheld import withheld
from facilitate.workshop.audit.words import leftovers, said_twice
from facilitate.workshop.clock.real_times import Room
from facilitate.workshop.report.build import report

__all__ = ["UNFINISHED", "Finding", "Severity", "audit"]

# What `readiness` says too, in the words of the publication page.
UNFINISHED = frozenset(
    {
        "no-date", "no-place", "no-attendance", "no-ideas", "unfiled", "undecided", "empty-category", "phase-open",
        "phase-never-run", "silent-axis", "silent-panel",
    }
)  # fmt: skip

_PARTS = (sums, claims, dates, people, withheld, leftovers, state, names, said_twice, unread)


def audit(session: Session, name: str = "SESSION", room: Room = datetime.astimezone) -> tuple[Finding, ...]:
    """Everything that is wrong, then everything that may be.

    `name` is what the commands that mend it call the session by; `room` tells times in the zone of the room.
    """
    audited = Audited(session, report(session), tuple(printed(session, name)), name, room)
    found = (finding for part in _PARTS for finding in part(audited))
    once = {(each.code, str(each.where), str(each.why)): each for each in found}
    return tuple(sorted(once.values(), key=lambda each: each.severity is Severity.DOUBTFUL))
