"""Removals of personal data that the record knows, and the computers of which it does not know that they made them.

A computer that made one which came from elsewhere says so at that contact, by its id. Of all others nothing is known,
also of one that made a removal of its own: they may hold the names, be lost, or not have met the depot since.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from facilitate.domain.event import Event
from facilitate.domain.purge_marks import purge_day, unfollowed
from facilitate.domain.roles import COLLECTED, role_of
from facilitate.store.record.connections import Connections
from facilitate.store.record.lines import read_removals

_FORKED = ".fork"
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
_WRITERS = """
SELECT j.session, j.writer, greatest(
    (SELECT e.at FROM depot.event e WHERE e.session = j.session AND e.writer = j.writer ORDER BY e.number DESC LIMIT 1),
    (SELECT e.at FROM depot.repeated r JOIN depot.event e USING (session, event_id)
        WHERE r.session = j.session AND r.writer = j.writer ORDER BY r.number DESC LIMIT 1))
FROM depot.journal j WHERE j.session IN (SELECT session FROM depot.purge)
"""


@dataclass(frozen=True, slots=True)
class PendingRemoval:
    """Removals of a session, the last from before a `day`, and the computers of which they are not all known.

    Each is a tag and when its last act that is here was done; the tag of the computer that made the session is empty.
    """

    session: str
    name: str
    day: date
    computers: Sequence[tuple[str, datetime]]


def pending_removals(connections: Connections) -> list[PendingRemoval]:
    """Return the sessions with a removal that some computer is not known to have made, by name."""
    with connections.transaction() as db:
        names = db.execute(_NAMES).fetchall()
        lines = db.execute(_REMOVALS).fetchall() if names else []
        writers = db.execute(_WRITERS).fetchall() if names else []
    met: dict[str, list[tuple[str, datetime]]] = {}
    for session, writer, at in writers:
        if at is not None and role_of(writer) != COLLECTED:
            met.setdefault(session, []).append((_tag(writer), at))
    acts: dict[str, list[tuple[str, Event]]] = {}
    for session, writer, line in lines:
        acts.setdefault(session, []).extend((writer, event) for event in read_removals(bytes(line)))
    found = (_pending(session, name, acts.get(session, ()), met.get(session, ())) for session, name in names)
    return [each for each in found if each and each.computers]


def _pending(
    session: str, name: str, telling: Sequence[tuple[str, Event]], met: Sequence[tuple[str, datetime]]
) -> PendingRemoval | None:
    """Return what is not known of the removals that were made in a session.

    Their acts, `telling` of them, are in the journals of these writers; of those that were `met` come tag and last act.
    """
    acts = [event for _writer, event in telling]
    day = purge_day(acts)
    if day is None:
        return None
    tags = {tag for tag, _at in met}
    last: dict[str, datetime] = {}
    for tag, at in met:
        computer = _computer(tag, tags)
        last[computer] = max(at, last.get(computer, at))
    own: dict[str, list[Event]] = {}
    for writer, event in telling:
        if role_of(writer) != COLLECTED:
            own.setdefault(_computer(_tag(writer), tags), []).append(event)
    waiting = [each for each in last.items() if unfollowed(acts, own.get(each[0], ()))]
    return PendingRemoval(session, name, day, sorted(waiting))


def _tag(writer: str) -> str:
    return writer.partition(_FORKED)[0].partition(".")[2]


def _computer(tag: str, tags: Container[str]) -> str:
    """Return the tag of a computer, without the sign that a second writer of one role adds to it."""
    return tag[:-1] if len(tag) == 1 or tag[:-1] in tags else tag
