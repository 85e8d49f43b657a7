"""What a purge does to the record: cleared lines take the place of those with names, which are never taken again.

The lines themselves are cleared by whoever purges, on his laptop. Of those they replace a digest stays, by which the
old ones are known when a laptop that was away brings them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from facilitate.domain.acts.purge import PURGE, SessionPurged
from facilitate.domain.admission import objection
from facilitate.domain.errors import N_, LongDay, Message
from facilitate.domain.event import Event
from facilitate.domain.purge_marks import cleared, day_of, may_hold_names, purge_day, purged_until
from facilitate.domain.roles import FACILITATOR, role_of
from facilitate.store.record.lines import PushedLine, read_purges
from facilitate.workshop.sharing.depot import DepotSession

_PURGED_HERE = N_(
    "Personal data from before {date} was removed from “{name}” in the depot, and what was sent was written before "
    "that. Sync this session again: what was removed goes here too, and the rest is sent."
)
_LATEST = (
    "SELECT e.line FROM depot.purge p JOIN depot.event e USING (session, event_id) WHERE p.session = %s"
    " AND p.until = %s LIMIT 1"
)
_ARRIVED = b""  # of what was cleared when it came
_REWORD = (
    "UPDATE depot.event SET line = %s WHERE session = %s AND writer = %s AND number = %s",
    "UPDATE depot.repeated SET line = %s WHERE session = %s AND writer = %s AND number = %s",
)
_MEASURE = (
    "UPDATE depot.journal j SET checksum = NULL, changed = now(), length = octet_length(j.header) + 1"
    " + (SELECT coalesce(sum(octet_length(line) + 1), 0) FROM depot.event e"
    " WHERE e.session = j.session AND e.writer = j.writer)"
    " + (SELECT coalesce(sum(octet_length(coalesce(r.line, e.line)) + 1), 0) FROM depot.repeated r"
    " JOIN depot.event e USING (session, event_id) WHERE r.session = j.session AND r.writer = j.writer)"
    " WHERE j.session = %(session)s AND j.writer IN ("
    " SELECT writer FROM depot.event WHERE session = %(session)s AND event_id = ANY(%(events)s)"
    " UNION SELECT writer FROM depot.repeated WHERE session = %(session)s AND event_id = ANY(%(events)s))"
)


class Purges:
    """The purges of one session, within the transaction of a push whose sender knows of those `purge_acts`."""

    def __init__(self, db: Any, session: DepotSession, purge_acts: Sequence[Event], now: datetime) -> None:
        self._db = db
        self._session, self._name = session.session, session.name
        believed = (each for each in purge_acts if role_of(each.by) == FACILITATOR)
        self._purge_acts = [each for each in believed if objection(each, now) is None]
        self._until_there = purged_until(self._purge_acts, now)
        self._cleared_there = cleared(self._purge_acts, now)
        self._until: datetime | None = None
        self._now = now
        self._rewritten: set[str] = set()

    @property
    def replaced(self) -> int:
        """How many events have other lines now than before."""
        return len(self._rewritten)

    def note(self) -> None:
        """Keep what the sender knows of purges, and see what is known of them."""
        for event in self._purge_acts:
            act = event.act
            if not isinstance(act, SessionPurged):
                continue
            new = self._db.execute(
                "INSERT INTO depot.purge (session, event_id, until) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                (self._session, event.id, act.cleared_until(event.at)),
            )
            if new.rowcount:
                self._db.execute(
                    "INSERT INTO depot.cleared (session, event_id, purge) SELECT %s, unnest(%s::text[]), %s"
                    " ON CONFLICT DO NOTHING",
                    (self._session, list(act.events), event.id),
                )
        (self._until,) = self._db.execute(
            "SELECT max(until) FROM depot.purge WHERE session = %s", (self._session,)
        ).fetchone()

    def objection(self, event: Event) -> Message | None:
        """Return why an event that is not there may still hold names; None for one that may come."""
        until = self._until
        if event.act.subject is PURGE:  # it holds no names, and is what lets others follow
            return None
        if until and may_hold_names(event, until, self._until_there, self._now):
            return self._refusal(until)
        return None

    def replace(self, line: PushedLine, there: bytes, otherwise: Message) -> Message | None:
        """Put a line that was cleared in the place of that of its event; returns why not, `otherwise` by default."""
        found = self._db.execute(
            "SELECT was FROM depot.cleared WHERE session = %s AND event_id = %s", (self._session, line.event.id)
        ).fetchall()
        if not found:
            return otherwise
        waits = any(was is None for (was,) in found)
        if not waits or line.event.id not in self._cleared_there or any(was == line.digest for (was,) in found):
            return self._refusal(self._until or line.event.at)
        place = (self._session, line.event.id)
        self._db.execute("UPDATE depot.event SET line = %s WHERE session = %s AND event_id = %s", (line.raw, *place))
        self._db.execute("UPDATE depot.repeated SET line = NULL WHERE session = %s AND event_id = %s", place)
        self._db.execute(
            "UPDATE depot.cleared SET was = %s WHERE session = %s AND event_id = %s AND was IS NULL",
            (sha256(there).digest(), *place),
        )
        self._rewritten.add(line.event.id)
        return None

    def reword(self, writer: str, line: PushedLine) -> None:
        """Keep other bytes of a line that tells the same."""
        place = (line.raw, self._session, writer, line.number)
        for reword in _REWORD:
            self._db.execute(reword, place)
        self._rewritten.add(line.event.id)

    def finish(self, writer: str, new: Sequence[PushedLine]) -> None:
        """Note which lines came cleared, and how long the journals are whose lines were written anew.

        What another journal had before, as it is now, became no other by it.
        """
        arrived = [line.event.id for line in new if line.event.id in self._cleared_there]
        if arrived:
            self._db.execute(
                "UPDATE depot.cleared SET was = %s FROM depot.event e WHERE cleared.session = %s"
                " AND cleared.event_id = ANY(%s) AND was IS NULL AND e.session = cleared.session"
                " AND e.event_id = cleared.event_id AND e.writer = %s",
                (_ARRIVED, self._session, arrived, writer),
            )
        if self._rewritten:
            self._db.execute(_MEASURE, {"session": self._session, "events": list(self._rewritten)})

    def _refusal(self, until: datetime) -> Message:
        """Return why what was written before then stays out: the day is the one that whoever purged typed."""
        found = self._db.execute(_LATEST, (self._session, until)).fetchone()
        acts = read_purges(found[0]) if found else []
        return Message(_PURGED_HERE, {"date": LongDay(purge_day(acts) or day_of(until)), "name": self._name})
