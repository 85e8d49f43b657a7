"""Removals of personal data that the record knows, and the computers of which it does not know that they made them.

A computer that made one which came from elsewhere says so at that contact, by its id. Of all others nothing is known,
also of one that made a removal of its own: they may hold the names, be lost, or not have met the depot since. One that
never sent anything is not known at all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from facilitate.domain.acts.purge import SessionPurged
from facilitate.domain.errors import N_, Names, Refused
from facilitate.domain.event import Event
from facilitate.domain.purge_marks import cleared, purge_day, purges_named, unfollowed
from facilitate.domain.roles import COLLECTED, role_of
from facilitate.store.record.computers import Computer, computer_of, computers_known, tag_of
from facilitate.store.record.connections import Connections
from facilitate.store.record.lines import read_removals
from facilitate.store.record.tokens import StoredSession

_MOST_SHOWN = 20
_NAMES = """
SELECT session, name FROM depot.session WHERE session IN (SELECT session FROM depot.purge) ORDER BY name
"""
_REMOVALS = """
WITH told AS (
    SELECT session, event_id, writer, line FROM depot.event
    WHERE session IN (SELECT session FROM depot.purge) AND kind IN ('session.purged', 'purge.vouched'))
SELECT session, writer, line FROM told
UNION ALL SELECT told.session, r.writer, told.line FROM told JOIN depot.repeated r USING (session, event_id)
"""
# Removals by which no line of an event that is here became another: somebody else had made as much.
_NOTHING_NEW = """
SELECT purge FROM depot.cleared c LEFT JOIN depot.event e USING (session, event_id)
GROUP BY session, purge HAVING bool_and(c.was IS NULL AND e.event_id IS NOT NULL)
"""
_NO_COMPUTER = N_("No computer “{computer}” sent anything of “{session}”. Those that did: {known}.")
_MAKER = "--maker"  # how the computer that made the session is named where others are by their tags


@dataclass(frozen=True, slots=True)
class PendingRemoval:
    """Removals of a session, the last from before a `day`, and the computers of which they are not all known.

    Each is a tag and when its last act that is here was done; the tag of the computer that made the session is empty.
    Of `retirements`, those of which a keeper said that they never come back, it comes with when he said so.
    """

    session: str
    name: str
    day: date
    computers: Sequence[tuple[str, datetime]]
    retirements: Sequence[tuple[str, datetime]] = ()


def removals_known(connections: Connections) -> list[PendingRemoval]:
    """Return the sessions with a removal, by name, and of each the computers that are not known to have made it."""
    with connections.transaction() as db:
        names = db.execute(_NAMES).fetchall()
        lines = db.execute(_REMOVALS).fetchall() if names else []
        computers = computers_known(db) if names else {}
        empty = {purge for (purge,) in db.execute(_NOTHING_NEW)} if names else set()
        retired_at = _retired_at(db, computers)
    acts: dict[str, list[Event]] = {}
    for session, writer, line in lines:
        events = read_removals(bytes(line))
        acts.setdefault(session, []).extend(events)
        known = computers.get(session, {})
        if role_of(writer) != COLLECTED and (computer := known.get(computer_of(tag_of(writer), known))):
            computer.acts += events
    found = []
    for session, name in names:
        day = purge_day(acts.get(session, ()))
        if day is not None:
            waiting = _waiting(acts[session], computers.get(session, {}), empty)
            still = [each for each in waiting if (session, each[0]) not in retired_at]
            away = [(tag, retired_at[session, tag]) for tag, _last in waiting if (session, tag) in retired_at]
            found.append(PendingRemoval(session, name, day, still, away))
    return found


def retire(connections: Connections, session: StoredSession, computer: str, *, back: bool = False) -> None:
    """Note that a computer is gone, and never comes back, by its tag, or that it is back.

    Raises `Refused` for one of which nothing of that session is here.
    """
    with connections.transaction() as db:
        known = computers_known(db, session.session).get(session.session, {})
        if computer not in known:
            names = Names.of([each or _MAKER for each in sorted(known)], _MOST_SHOWN)
            raise Refused(_NO_COMPUTER, computer=computer or _MAKER, session=session.name, known=names)
        db.execute("DELETE FROM depot.retirement WHERE session = %s AND computer = %s", (session.session, computer))
        if not back:
            values = (session.session, computer, known[computer].lines)
            db.execute("INSERT INTO depot.retirement (session, computer, lines) VALUES (%s, %s, %s)", values)


def _retired_at(db: Any, computers: Mapping[str, Mapping[str, Computer]]) -> dict[tuple[str, str], datetime]:
    """Return since when computers are gone, by session and tag, of which nothing more came since."""
    retirements = db.execute("SELECT session, computer, lines, since FROM depot.retirement").fetchall()
    return {
        (session, tag): since
        for session, tag, lines, since in retirements
        if (computer := computers.get(session, {}).get(tag)) and computer.lines <= lines
    }


def _waiting(
    acts: Sequence[Event], computers: Mapping[str, Computer], nothing_new: Collection[str]
) -> list[tuple[str, datetime]]:
    """Return the computers whose acts do not tell that they made each removal, by tag."""
    purges = {event.id: event for event in acts if isinstance(event.act, SessionPurged)}
    found = []
    for tag, computer in sorted(computers.items()):
        made = [purges[key] for event in computer.acts for key in purges_named(event) if key in purges]
        untold = unfollowed(acts, computer.acts)
        if not all(_is_made_by(each, made, is_new=each.id not in nothing_new) for each in untold):
            found.append((tag, computer.last))
    return found


def _is_made_by(event: Event, made: Sequence[Event], *, is_new: bool) -> bool:
    """Return whether removals that were made did all of another one, as of a computer put back to an old state.

    They went as far, and by it no line became another than they had left: `is_new` tells that one did.
    """
    day, reached = purge_day([event]), purge_day(made)
    names = event.act.events if isinstance(event.act, SessionPurged) else ()
    if day is None or reached is None or day > reached or (is_new and names):
        return False
    return cleared(made).issuperset(names)
