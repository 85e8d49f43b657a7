"""Removals of personal data that the record knows, and the computers of which it does not know that they made them.

A computer sends nothing from after a removal before it made it too: so one of whose own journals something from after
it is here made it, as did one that vouched after it. Of all others nothing is known, also of one that made a removal of
its own before: they may hold the names, be lost, or not have met the depot since.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from facilitate.domain.event import Event
from facilitate.domain.purge_marks import last_purge
from facilitate.domain.roles import COLLECTED, role_of
from facilitate.store.record.connections import Connections
from facilitate.store.record.lines import read_purges

_FORKED = ".fork"
_PURGES = """
SELECT p.session, s.name, e.line
FROM depot.purge p JOIN depot.event e USING (session, event_id) JOIN depot.session s USING (session) ORDER BY s.name
"""
_WRITERS = """
SELECT j.session, j.writer, greatest(
    (SELECT e.at FROM depot.event e WHERE e.session = j.session AND e.writer = j.writer ORDER BY e.number DESC LIMIT 1),
    (SELECT e.at FROM depot.repeated r JOIN depot.event e USING (session, event_id)
        WHERE r.session = j.session AND r.writer = j.writer ORDER BY r.number DESC LIMIT 1)), greatest(
    (SELECT max(e.event_id) FROM depot.event e
        WHERE e.session = j.session AND e.writer = j.writer AND e.kind = 'purge.vouched'),
    (SELECT max(e.event_id) FROM depot.repeated r JOIN depot.event e USING (session, event_id)
        WHERE r.session = j.session AND r.writer = j.writer AND e.kind = 'purge.vouched'))
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
    journals: dict[str, list[_Journal]] = {}
    for session, writer, at, vouched in writers:
        if at is not None and role_of(writer) != COLLECTED:
            journals.setdefault(session, []).append(_Journal(_tag(writer), at, vouched or ""))
    removals: dict[tuple[str, str], list[Event]] = {}
    for session, name, line in purges:
        removals.setdefault((session, name), []).extend(read_purges(bytes(line)))
    found = (_pending(*key, made, journals.get(key[0], ())) for key, made in removals.items())
    return [each for each in found if each and each.computers]


class _Journal(NamedTuple):
    """Of a journal: its computer's tag, when its last act was done, and the id of the last by which it vouched."""

    tag: str
    at: datetime
    vouched: str


def _pending(session: str, name: str, made: Sequence[Event], journals: Sequence[_Journal]) -> PendingRemoval | None:
    """Return what is not known of the last of the removals that were made in a session."""
    found = last_purge(made)
    if found is None:
        return None
    purge, act = found
    tags = {each.tag for each in journals}
    last: dict[str, datetime] = {}
    done = set()
    for journal in journals:
        computer = _computer(journal.tag, tags)
        last[computer] = max(journal.at, last.get(computer, journal.at))
        if journal.at >= purge.at or journal.vouched > purge.id:
            done.add(computer)
    waiting = [(computer, moment) for computer, moment in last.items() if computer not in done]
    return PendingRemoval(session, name, act.day(purge.at), sorted(waiting))


def _tag(writer: str) -> str:
    return writer.partition(_FORKED)[0].partition(".")[2]


def _computer(tag: str, tags: Container[str]) -> str:
    """Return the tag of a computer, without the sign that a second writer of one role adds to it."""
    return tag[:-1] if len(tag) == 1 or tag[:-1] in tags else tag
