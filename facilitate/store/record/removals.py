"""Removals of personal data that the record knows, and the computers of which it does not know that they made them.

A computer sends nothing from after a removal before it made it too: so one of whose own journals something from after
it is here made it, as did one that tells of a removal up to the same day. Of all others nothing is known: they may hold
the names, be lost, or have nothing more to send.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from facilitate.domain.event import Event
from facilitate.domain.purge_marks import purge_day
from facilitate.domain.roles import COLLECTED, role_of
from facilitate.store.record.connections import Connections
from facilitate.store.record.lines import read_purges

_FORKED = ".fork"
_PURGES = """
SELECT p.session, s.name, e.writer, e.line
FROM depot.purge p JOIN depot.event e USING (session, event_id) JOIN depot.session s USING (session) ORDER BY s.name
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
    """The last removal of a session, from before a `day`, and the computers of which it is not known.

    Each is a tag and when its last act that is here was done; the tag of the computer that made the session is empty.
    """

    session: str
    name: str
    day: date
    computers: Sequence[tuple[str, datetime]]


def pending_removals(connections: Connections) -> list[PendingRemoval]:
    """Return the sessions with a removal that some computer is not known to have made, by name."""
    with connections.transaction() as db:
        purges = db.execute(_PURGES).fetchall()
        writers = db.execute(_WRITERS).fetchall() if purges else []
    journals: dict[str, list[tuple[str, datetime]]] = {}
    for session, writer, at in writers:
        if at is not None and role_of(writer) != COLLECTED:
            journals.setdefault(session, []).append((_tag(writer), at))
    removals: dict[tuple[str, str], list[tuple[str, Event]]] = {}
    for session, name, writer, line in purges:
        removals.setdefault((session, name), []).extend((writer, event) for event in read_purges(bytes(line)))
    found = (_pending(*key, made, journals.get(key[0], ())) for key, made in removals.items())
    return [each for each in found if each.computers]


def _pending(
    session: str, name: str, made: Sequence[tuple[str, Event]], journals: Sequence[tuple[str, datetime]]
) -> PendingRemoval:
    """Return what is not known of the last of the removals that were made in a session, each in that journal."""
    tags = {tag for tag, _at in journals}
    days = [(purge_day([event]) or date.min, event.at, _computer(_tag(writer), tags)) for writer, event in made]
    day, at, _remover = max(days)
    removers = {computer for other, _at, computer in days if other >= day}
    last: dict[str, datetime] = {}
    for tag, moment in journals:
        computer = _computer(tag, tags)
        last[computer] = max(moment, last.get(computer, moment))
    waiting = [(tag, moment) for tag, moment in last.items() if tag not in removers and moment < at]
    return PendingRemoval(session, name, day, sorted(waiting))


def _tag(writer: str) -> str:
    return writer.partition(_FORKED)[0].partition(".")[2]


def _computer(tag: str, tags: Container[str]) -> str:
    """Return the tag of a computer, without the sign that a second writer of one role adds to it."""
    return tag[:-1] if len(tag) == 1 or tag[:-1] in tags else tag
