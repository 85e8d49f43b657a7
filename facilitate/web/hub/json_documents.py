"""What the hub tells a table's page, as JSON documents and as server-sent events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from facilitate.domain.programme.plan import Phase, TableSetup
from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Idea
from facilitate.labels import ClosedTable, closed_at
from facilitate.web.hub.table_feed import RoomAsks, TableHeading
from facilitate.web.serving.responses import encoded
from facilitate.workshop.report.readback import TableList, list_of
from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.schedule.rounds import RoundAhead, round_for_ideas, rounds_ahead
from facilitate.workshop.views.capture import TimerFace, table_view, timer_face
from facilitate.workshop.workshop import Workshop

_ON_THE_WAY = timedelta(minutes=5)

Document = dict[str, Any]


def idea_document(workshop: Workshop, idea: Idea) -> Document:
    """Return one idea; `act` is the name its device gave to the act that recorded it.

    One whose recording was undone leaves the page that shows it: its words do not go out again.
    """
    return {
        "id": idea.id,
        "act": workshop.guests.act_of(idea),
        "ref": idea.ref,
        "phase": phase.key if (phase := workshop.session.phase_of(idea)) else "",
        "text": "" if idea.undone else idea.text,
        "status": idea.status.value,
        "withdrawn": idea.withdrawn,
        **({"undone": True} if idea.undone else {}),
    }


def table_document(workshop: Workshop, table: int, asks: RoomAsks | None = None) -> Document:
    """Return the document of one table with its heading and all its ideas; `asks` is what the whole room is asked."""
    session = workshop.session
    now = workshop.clock.now()
    view, day = table_view(session, table, now), agenda(session, now)
    asked = session.plan.phase(view.phase)
    return {
        "session": workshop.log.session,
        "title": view.title,
        "table": table,
        "question": view.question,
        "usual": view.usual.value,
        "phase": view.phase,
        "phases": _titles(session.plan.tables_phases),
        "on": not session.is_between(asked),
        **_table(view.setup, closed_at(session, table)),
        "language": view.language,
        "round": round_for_ideas(session, now),
        "clock": _timer_document(timer_face(day), rounds_ahead(day.current, table)),
        "rehearsal": speed_of(session),
        "trial": session.before_ideas,
        "calls": table in session.calls,
        "coming": is_coming(session, table, now),
        "asks": _asks(asks),
        **_read(list_of(session, asked, table) if view.is_read and asked and not view.outside else None),
        "ideas": [idea_document(workshop, idea) for idea in view.ideas],
    }


def is_coming(session: Session, table: int, now: datetime) -> bool:
    """Return whether somebody has been on the way to a table that called, for some minutes at most."""
    answered = session.answered_calls.get(table)
    return answered is not None and now - answered < _ON_THE_WAY


def speed_of(session: Session) -> int:
    """Return how many times as fast time goes in a rehearsal; 0 for a session that is none."""
    return session.rehearsal.speed if session.rehearsal else 0


def _titles(phases: Sequence[Phase]) -> dict[str, str]:
    """Return the titles of the tables phases by their keys, where there are several to tell apart."""
    return {phase.key: phase.title for phase in phases} if len(phases) > 1 else {}


def _table(setup: TableSetup | None, closed: ClosedTable | None) -> Document:
    """Return what is said of a table beside its number; `closed` says at which table its people sit now (0: none)."""
    return {
        "name": setup.name if setup else "",
        "place": setup.place if setup else "",
        "closed": {"table": closed.into, "name": closed.name, "phase": closed.phase} if closed else None,
    }


def heading_document(heading: TableHeading) -> Document:
    """Return the document of what stands above the ideas."""
    return {
        "title": heading.title,
        "question": heading.question,
        "usual": heading.usual.value,
        "phase": heading.phase,
        "phases": _titles(heading.phases),
        "on": heading.on,
        "tables": heading.tables,
        **_table(heading.setup, heading.closed),
        "round": heading.round,
        "clock": _timer_document(heading.timer, heading.rounds),
        "rehearsal": heading.speed,
        "trial": heading.trial,
        "calls": heading.calls,
        "coming": heading.coming,
        "asks": _asks(heading.asks),
        **_read(heading.read),
    }


def _asks(asks: RoomAsks | None) -> Document | None:
    if asks is None:
        return None
    speaking = {"table": asks.table, "later": list(asks.later)} if asks.table else {}
    return {"what": asks.what, "path": asks.path, **speaking}


def _read(read: TableList | None) -> Document:
    """Return the list as it is to be read aloud: how many ideas the table signed, which are new to it since then."""
    if read is None:
        return {"read": None}
    signed: Document = {"signed": read.signed.count, "unheard": sorted(read.changed)} if read.signed else {}
    if read.signed and read.signed.by_facilitator:
        signed["by_facilitator"] = True
    return {"read": {**signed, "favourites": [idea.id for idea in read.favourites]}}


def _timer_document(timer: TimerFace | None, rounds: Sequence[RoundAhead] = ()) -> Document | None:
    """Return the timer; with the rounds, a device finds by itself which one is on, also without a network."""
    if timer is None:
        return None
    return {
        "phase": timer.phase,
        "left": round(timer.left.total_seconds(), 1),
        "running": not timer.paused,
        **({"rounds": [_round_document(each) for each in rounds]} if rounds else {}),
    }


def _round_document(each: RoundAhead) -> Document:
    return {
        "round": each.number,
        "of": each.of,
        "changing": each.changing,
        "rest": round(each.rest.total_seconds(), 1),
        "question": each.question,
        "usual": each.usual.value,
    }


def event(name: str, content: object, mark: str = "") -> bytes:
    """Return one server-sent event; the JSON in it has no line end of its own."""
    head = f"id: {mark}\nevent: {name}\n" if mark else f"event: {name}\n"
    return head.encode() + b"data: " + encoded(content) + b"\n\n"
