"""What would embarrass the organiser once it is printed: each finding says where, why, and what to do."""

from __future__ import annotations

from datetime import datetime

from facilitate.domain.session import Session
from facilitate.workshop.audit_claims import claims
from facilitate.workshop.audit_dates import dates
from facilitate.workshop.audit_finding import Audited, Finding, Severity
from facilitate.workshop.audit_names import names
from facilitate.workshop.audit_people import people
from facilitate.workshop.audit_state import state
from facilitate.workshop.audit_sums import sums
from facilitate.workshop.audit_texts import printed, unread
from facilitate.workshop.audit_withheld import withheld
from facilitate.workshop.audit_words import leftovers, said_twice
from facilitate.workshop.reporting import report
from facilitate.workshop.times import Room

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
