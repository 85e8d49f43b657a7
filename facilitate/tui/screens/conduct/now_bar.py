"""What the bottom line of the facilitator's page names first: what can be done at this moment of the event."""

from __future__ import annotations

from collections.abc import Iterable

from facilitate.domain.session import Session
from facilitate.tui.actions import PageAction
from facilitate.workshop.schedule.agenda import Agenda

_SORT, _PUBLISH, _NEXT, _PAUSE = "open('sort')", "open('publish')", "next_phase", "pause"
_READ_BACK, _REPORT_BACK = "open('readback')", "open('reportback')"
_VOTE, _QUESTIONS = "open('vote')", "open('feedback')"


def first_now(session: Session, now: Agenda) -> tuple[str, ...]:
    """Return the names of the actions that come first now; the others follow in their usual order.

    From the last tables phase on, what the room does with its ideas comes before what is done at every moment.
    """
    if any(vote.is_open for vote in session.votes.values()):
        return (_VOTE, _NEXT, _PAUSE, _SORT)
    if session.feedback and session.feedback.is_open:
        return (_QUESTIONS, _NEXT, _PAUSE, _PUBLISH)
    on = now.current.phase if now.current else None
    if on and on.tables:
        return (_NEXT, _PAUSE, _READ_BACK, "add", "idea") if session.reading_back == on.key else ()
    to_come = any(line.phase.tables and line.phase.key not in session.runs for line in now.lines)
    return _after_tables(session, now) if session.ideas and not to_come else ()


def _after_tables(session: Session, now: Agenda) -> tuple[str, ...]:
    following = (_NEXT,) if now.next else ()
    if session.feedback:
        return (*following, _PUBLISH, _SORT, _QUESTIONS, _VOTE)
    if session.votes:
        return (*following, _QUESTIONS, _VOTE, _PUBLISH, _SORT)
    return (*following, _SORT, _REPORT_BACK, _VOTE, *(() if now.next else (_QUESTIONS,)), _PAUSE)


def in_order(actions: Iterable[PageAction], first: tuple[str, ...]) -> list[PageAction]:
    """Return the actions, those of these names before the others."""
    place = {name: number for number, name in enumerate(first)}
    return sorted(actions, key=lambda each: place.get(each.name, len(place)))
