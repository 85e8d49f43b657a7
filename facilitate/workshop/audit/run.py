"""What would embarrass the organiser once it is printed: each issue says where, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.workshop.audit.claims import claims
from facilitate.workshop.audit.consent import people
from facilitate.workshop.audit.dates import dates
from facilitate.workshop.audit.easy import easy
from facilitate.workshop.audit.issue import Audited, FaultsOfLogo, Issue, Severity, Undrawn, all_drawn, faultless
from facilitate.workshop.audit.names import names
from facilitate.workshop.audit.pictures import pictures
from facilitate.workshop.audit.printed_texts import printed, unprintable, unread
from facilitate.workshop.audit.roster import roster
from facilitate.workshop.audit.sums import sums
from facilitate.workshop.audit.unfinished import Gap, unfinished
from facilitate.workshop.audit.withheld import withheld
from facilitate.workshop.audit.words import acronyms, leftovers, said_twice, typography
from facilitate.workshop.report.build import report
from facilitate.workshop.schedule.real_times import Room

__all__ = ["Gap", "Issue", "Review", "Severity", "audit", "review"]

# What is told before and after what is unfinished.
_FIRST = (sums, roster, claims, dates, people, withheld, leftovers)
_LAST = (pictures, names, said_twice, typography, unprintable, unread, easy, acronyms)


@dataclass(frozen=True, slots=True)
class Review:
    """An audit as the publication page shows it: gaps told in one sentence each, and every other issue."""

    gaps: tuple[Gap, ...]
    issues: tuple[Issue, ...]


def audit(
    session: Session, name: str = "SESSION", room: Room = datetime.astimezone, *, example: bool = False,
    undrawn: Undrawn = all_drawn, faults_of_logo: FaultsOfLogo = faultless,
) -> tuple[Issue, ...]:  # fmt: skip
    """Return everything that is wrong, then everything that may be.

    `name` is what the commands that mend it call the session by; `room` tells times in the zone of the room.
    An `example` is what the demo made; `undrawn` asks the fonts of the printed pages, `faults_of_logo` looks into one.
    """
    audited = _audited(session, name, room, undrawn, faults_of_logo, example=example)
    return _sorted(_found(audited, unfinished(audited)))


def review(
    session: Session, *, example: bool = False, undrawn: Undrawn = all_drawn, faults_of_logo: FaultsOfLogo = faultless
) -> Review:
    """Return the same issues as those of `audit`, each once: in the sentence of its gap where there is one."""
    audited = _audited(session, "SESSION", datetime.astimezone, undrawn, faults_of_logo, example=example)
    gaps = tuple(unfinished(audited))
    summed_up = sorted((gap for gap in gaps if gap.sentence), key=lambda gap: gap.severity is Severity.DOUBTFUL)
    return Review(tuple(summed_up), _sorted(_found(audited, (gap for gap in gaps if not gap.sentence))))


def _audited(session: Session, name: str, room: Room, fonts: Undrawn, logos: FaultsOfLogo, *, example: bool) -> Audited:
    return Audited(session, report(session), tuple(printed(session, name)), name, room, example, fonts, logos)


def _found(audited: Audited, gaps: Iterable[Gap]) -> Iterator[Issue]:
    for part in _FIRST:
        yield from part(audited)
    for gap in gaps:
        yield from gap.issues
    for part in _LAST:
        yield from part(audited)


def _sorted(found: Iterable[Issue]) -> tuple[Issue, ...]:
    once = {(each.code, str(each.where), str(each.why)): each for each in found}
    return tuple(sorted(once.values(), key=lambda each: each.severity is Severity.DOUBTFUL))
