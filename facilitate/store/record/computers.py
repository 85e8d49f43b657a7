"""The computers that sent something of a session to the record, by the tags in the names of their journals."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from facilitate.domain.event import Event
from facilitate.domain.roles import COLLECTED, role_of

_FORKED = ".fork"
# As of the tokens, the date of an act counts only between when its session was made and when it came.
_WRITERS = """
SELECT j.session, j.writer, j.lines, (
    SELECT max(CASE WHEN act.at BETWEEN made.at AND act.received THEN act.at ELSE act.received END) FROM (
        (SELECT e.at, coalesce(e.received, j.changed) AS received FROM depot.event e
            WHERE e.session = j.session AND e.writer = j.writer ORDER BY e.number DESC LIMIT 1)
        UNION ALL (SELECT e.at, j.changed FROM depot.repeated r JOIN depot.event e USING (session, event_id)
            WHERE r.session = j.session AND r.writer = j.writer ORDER BY r.number DESC LIMIT 1)) act)
FROM depot.journal j LEFT JOIN depot.session s ON s.session = j.session
LEFT JOIN LATERAL (SELECT coalesce(max(e.at), '-infinity') AS at FROM depot.event e
    WHERE e.session = s.session AND kind LIKE 'session.created%%' AND e.at <= s.since) made ON true
WHERE %(session)s = j.session OR (%(session)s = '' AND j.session IN (SELECT session FROM depot.purge))
"""


@dataclass(slots=True)
class Computer:
    """What is here of one computer: when its last act was done, how many lines, and its acts about removals."""

    last: datetime
    lines: int = 0
    acts: list[Event] = field(default_factory=list)


def computers_known(db: Any, session: str = "") -> dict[str, dict[str, Computer]]:
    """Return what is here of each computer by its tag, by session: of one, or of all with a removal."""
    rows = [
        (of, tag_of(writer), lines, at)
        for of, writer, lines, at in db.execute(_WRITERS, {"session": session})
        if at is not None and role_of(writer) != COLLECTED
    ]
    tags: dict[str, set[str]] = {}
    for of, tag, _lines, _at in rows:
        tags.setdefault(of, set()).add(tag)
    found: dict[str, dict[str, Computer]] = {}
    for of, tag, lines, at in rows:
        computer = found.setdefault(of, {}).setdefault(computer_of(tag, tags[of]), Computer(at))
        computer.last, computer.lines = max(at, computer.last), computer.lines + lines
    return found


def tag_of(writer: str) -> str:
    """Return the tag of the computer that writes a journal; empty for the one that made the session."""
    return writer.partition(_FORKED)[0].partition(".")[2]


def computer_of(tag: str, tags: Container[str]) -> str:
    """Return the tag of a computer, without the sign that a second writer of one role adds to it."""
    return tag[:-1] if len(tag) == 1 or tag[:-1] in tags else tag
