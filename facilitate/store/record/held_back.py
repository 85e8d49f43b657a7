"""Journals that cannot go on in a record, for something in them is dated too far ahead: a server's keeper is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from facilitate.store.record.connections import Connections

_KNOWN = """
SELECT s.name, h.writer, h.at, h.since FROM depot.held_back h JOIN depot.session s USING (session)
ORDER BY s.name, h.writer
"""
_NOTE = (
    "INSERT INTO depot.held_back (session, writer, at) SELECT session, %s, %s FROM depot.session WHERE session = %s"
    " ON CONFLICT (session, writer) DO UPDATE SET at = excluded.at"
)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A journal of the session of that name, of which something is dated `at`; `since` is when it came first."""

    name: str
    writer: str
    at: datetime
    since: datetime


def held_back(connections: Connections) -> list[HeldBack]:
    """Return the journals that cannot go on, by the names of their sessions."""
    with connections.transaction() as db:
        return [HeldBack(*row) for row in db.execute(_KNOWN)]


def note_held_back(connections: Connections, session: str, writer: str, at: datetime) -> None:
    """Note that a journal cannot go on, of a session of which something is here."""
    with connections.transaction() as db:
        db.execute(_NOTE, (writer, at, session))


def note_going_on(db: Any, session: str, writer: str) -> None:
    """Note that more of a journal was taken."""
    db.execute("DELETE FROM depot.held_back WHERE session = %s AND writer = %s", (session, writer))
