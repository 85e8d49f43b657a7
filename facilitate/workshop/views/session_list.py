"""One line about each session, for the list of those that are here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.values.proposals import Place

_A_DAY = timedelta(days=1)


class Shelf(StrEnum):
    """Where sessions lie that are not in the list: put away by somebody, whole, and taken back as they were."""

    ARCHIVE = "archive"
    BIN = "bin"


class Need(StrEnum):
    """What an event needs next."""

    PREPARE = "prepare"
    RUN = "run"
    PUBLISH = "publish"


NEEDS = {
    Need.PREPARE: N_("to prepare"),
    Need.RUN: N_("to run"),
    Need.PUBLISH: N_("to publish"),
}

SHELVED = {
    Shelf.ARCHIVE: N_("“{name}” is archived. To put it back on the list: “facilitate session unarchive {session}”."),
    Shelf.BIN: N_("“{name}” is in the bin. To restore it: “facilitate session restore {session}”."),
}
KEPT_REHEARSAL = N_("“{name}” is now a session of its own.")
TAKEN_BACK = N_("“{name}” is on the list again.")


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A session in the list. `phase` is the title of the phase reached; `problem` says why it cannot be opened.

    It is `finished` when its last phase is over. An `example` is what `facilitate demo` made, and shown as such.
    `begun` tells that one of its phases has started; `today`, that it is planned for today, or was under way today.
    `rehearsal_of` is the name of the session it is
    a rehearsal of; such a one needs nothing next, nor does one that is `published` as it stands. `late` tells how many
    days ago it was planned for, where none of its phases ever began; `unsent`, that its depot lacks something of it, or
    something of the last sync is pending, as far as is known here.
    """

    slug: str
    title: str
    date: date | None = None
    place: str = ""
    phase: str = ""
    ideas: int = 0
    withdrawn: int = 0
    proposals: int = 0
    problem: Message | None = None
    example: bool = False
    finished: bool = False
    next: Need | None = None
    today: bool = False
    rehearsal_of: str = ""
    begun: bool = False
    published: bool = False
    categories: int = 0
    late: int = 0
    unsent: bool = False

    @property
    def next_text(self) -> str:
        """What it needs next, as a message."""
        if self.published:
            return N_("report exported")
        if self.begun and self.next is Need.RUN:
            return N_("under way")
        if self.today and self.next is Need.RUN:
            return N_("to run today")
        return NEEDS[self.next] if self.next else ""


def title_text(found: SessionSummary) -> Message:
    """Return what a session is called in the list: an example and a rehearsal say that they are one."""
    if found.rehearsal_of:
        return Message(N_("Rehearsal: {title}"), {"title": found.title})
    return Message(N_("Demo: {title}") if found.example else "{title}", {"title": found.title})


def in_order(found: Iterable[SessionSummary]) -> list[SessionSummary]:
    """Return today's sessions first, then the latest, then examples; rehearsals stand below their session."""
    found = sorted(
        found, key=lambda each: (not each.example, each.today, each.date or date.min, each.slug), reverse=True
    )
    own = {each.slug for each in found if not each.rehearsal_of}
    below: dict[str, list[SessionSummary]] = {}
    for each in found:
        if each.rehearsal_of in own:
            below.setdefault(each.rehearsal_of, []).append(each)
    return [line for each in found if each.rehearsal_of not in own for line in (each, *below.get(each.slug, ()))]


def summary(slug: str, session: Session, *, example: bool = False, today: date | None = None) -> SessionSummary:
    """Return the line for a session that opens, as it stands on that day."""
    plan = session.plan
    place = session.reached
    current = plan.phase(session.current) or (plan.phases[place] if place >= 0 else None)
    rehearsal = session.rehearsal
    return SessionSummary(
        slug,
        plan.title or slug,
        plan.date,
        ", ".join(part for part in (plan.place.name, plan.place.city_beside) if part),
        current.title if current else "",
        sum(not idea.withdrawn for idea in session.ideas.values()),
        sum(idea.withdrawn for idea in session.ideas.values()),
        len(session.proposals()),
        example=example,
        finished=session.finished,
        next=None if rehearsal else what_next(session, today),
        today=today is not None and not rehearsal and today in (plan.date, _day(session)),
        rehearsal_of=rehearsal.of if rehearsal else "",
        begun=any(run.spans for run in session.runs.values()),
        categories=len(plan.categories),
        late=(today - plan.date).days if today and plan.date and plan.date < today and not session.runs else 0,
    )


def _day(session: Session) -> date | None:
    """Return the day of the event: when a phase last began, which need not be the day it was planned for."""
    starts = [run.spans[-1][0] for run in session.runs.values() if run.spans]
    return max(starts).astimezone().date() if starts else session.plan.date


def what_next(session: Session, today: date | None) -> Need:
    """Return what the event needs next.

    It is run from its day on, or from when a phase begins, until its last phase has begun or its day is over; a day
    whose phase is on may end after midnight. Where ideas came without any phase, as from a list, it is run as long as
    some of them are not filed.
    """
    plan, day = session.plan, _day(session)
    late = (today - day) if day and today else timedelta()
    if session.current:
        return Need.RUN if late <= _A_DAY else Need.PUBLISH
    if session.runs:
        over = late > timedelta() or plan.phases[-1].key in session.runs
        return Need.PUBLISH if over else Need.RUN
    proposals = session.proposals()
    if proposals and late >= timedelta():
        unfiled = any(proposal.place is Place.UNFILED for proposal in proposals)
        return Need.RUN if unfiled else Need.PUBLISH
    return Need.RUN if day is not None and day == today else Need.PREPARE


def ideas_counted(count: int, withdrawn: int) -> Message:
    """Return how many ideas a session has, and how many of these were withdrawn."""
    if not withdrawn:
        return Message(N_("Ideas: {count}"), {"count": count})
    if withdrawn == 1:
        return Message(N_("Ideas: {count} (1 withdrawn)"), {"count": count})
    return Message(N_("Ideas: {count} ({withdrawn} withdrawn)"), {"count": count, "withdrawn": withdrawn})


def asked_to_delete(found: SessionSummary) -> tuple[Message, ...]:
    """Return the question before a session goes to the bin, and what is in it."""
    counted = (
        ideas_counted(found.ideas + found.withdrawn, found.withdrawn),
        Message(N_("Proposals: {count}"), {"count": found.proposals}),
    )
    return (
        Message(N_("Move “{title}” to the bin?"), {"title": title_text(found)}),
        *(() if found.problem else counted),
        Message(N_("It can be restored at any time; exported files stay where they are.")),
    )
