"""The tokens of a programme's depot: of each a digest, its name, and the session it opens."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from facilitate.domain.errors import N_, Names, Refused
from facilitate.domain.text import required
from facilitate.store.journal_names import names_meant
from facilitate.store.record.computers import computers_known
from facilitate.store.record.connections import Connections
from facilitate.workshop.sharing.depot_access import Access
from facilitate.workshop.sharing.link import LENGTH, SIGNS

_LONGEST_NAME = 60
_MOST_SHOWN = 20
_NOTED_EVERY = timedelta(minutes=1)
_TAKEN = N_("There is a token “{name}” already. Revoke it first, or choose another name.")
_NO_SESSION = N_("No session in the depot has the name or identifier “{session}”. Those that are there: {known}.")
_SEVERAL = N_("“{session}” matches several sessions of the depot: {known}. Write more of its name, or its identifier.")
_NO_SESSIONS = N_(
    "No session in the depot has the name or identifier “{session}”: none was pushed there yet. Leave --of out."
)
# How far the journals of its session came, and the day it was last planned for, for which few lines are looked at. The
# date of an act counts between when its session was made, as far as that is known, and when it came; else it was done
# at the latest when it came.
_GIVEN = """
SELECT t.name, coalesce(t.session, ''), coalesce(s.name, ''), t.reads_all, t.since, t.used, t.revoked, came.last,
    (SELECT CASE WHEN act ->> 'path' = 'date' THEN act ->> 'value' WHEN act ->> 'path' = '' THEN act #>> '{value,date}'
            ELSE act #>> '{plan,date}' END
        FROM (SELECT event_id, convert_from(substring(line FROM 10), 'UTF8')::jsonb -> 'data' AS act FROM depot.event e
            WHERE e.session = t.session AND (kind LIKE 'session.created%' OR kind LIKE 'plan.set%')) planned
        WHERE act ? 'plan' OR act ->> 'path' IN ('date', '') ORDER BY event_id DESC LIMIT 1),
    came.received
FROM depot.token t LEFT JOIN depot.session s ON s.session = t.session
LEFT JOIN LATERAL (SELECT coalesce(max(e.at), '-infinity') AS at FROM depot.event e
    WHERE e.session = s.session AND kind LIKE 'session.created%' AND e.at <= s.since) made ON true
LEFT JOIN LATERAL (
    SELECT max(CASE WHEN act.at BETWEEN made.at AND act.received THEN act.at ELSE act.received END) AS last,
        max(act.received) AS received
    FROM depot.journal j CROSS JOIN LATERAL (SELECT e.at, coalesce(e.received, j.changed) AS received FROM depot.event e
        WHERE e.session = j.session AND e.writer = j.writer ORDER BY e.number DESC LIMIT 1) act
    WHERE j.session = t.session) came ON true
ORDER BY t.name
"""
# Of a token that was revoked, whose name another one takes, what tells whoever still has it.
_REPLACED = """
WITH gone AS (DELETE FROM depot.token WHERE name = %s AND revoked IS NOT NULL RETURNING digest, name, revoked)
INSERT INTO depot.revoked (digest, name, since) SELECT digest, name, revoked FROM gone ON CONFLICT DO NOTHING
"""
_UNKNOWN = N_("There is no token “{name}”. “facilitate depot token list” shows all of them.")


@dataclass(frozen=True, slots=True)
class GivenToken:
    """A token as its list shows it; the token itself is known to whoever has it, and to nobody else."""

    name: str
    session: str
    session_name: str  # of its folder, where it was at home when it first came; empty before that
    reads_all: bool
    since: datetime
    used: datetime | None
    revoked: datetime | None
    last: datetime | None = None  # when the last act that came was done, or by when where its date cannot be right
    day: date | None = None  # of the event, as its programme says
    received: datetime | None = None  # when the last act came, by the clock of the server


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session of the depot: its identifier, the name of its folder, and who had its last token, if it was revoked."""

    session: str
    name: str
    holder: str = ""


@dataclass(frozen=True, slots=True)
class TokenUse:
    """A token of a session, the computers that sent something of it, and the `others` by which it is sent too.

    By which of them a computer did so is not known. Each is a tag and when its last act that is here was done.
    """

    given: GivenToken
    computers: Sequence[tuple[str, datetime]]
    others: Sequence[str]


class RecordTokens:
    """The tokens in one database."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def session_meant(self, session: str) -> StoredSession:
        """Return the session that is named by its identifier, or by a part of its name that no other has.

        Raises `Refused` for one that is not there: a token of it would most likely open nothing for ever.
        """
        with self._connections.transaction() as db:
            found = db.execute("SELECT session, name FROM depot.session ORDER BY name").fetchall()
        names = names_meant(session, [name for _key, name in found])
        meant = [each for each in found if each[0] == session] or [each for each in found if each[1] in names]
        if len(meant) == 1:
            return StoredSession(*meant[0])
        known = Names.of([f"{key} ({name})" for key, name in meant or found], _MOST_SHOWN)
        raise Refused(_SEVERAL if meant else _NO_SESSION if found else _NO_SESSIONS, session=session, known=known)

    def draw(self, name: str, session: str = "", *, reads_all: bool = False) -> str:
        """Return a new token of that name; raises `Refused` for a name that has one which is not revoked.

        Without a session it takes that of its first push; one that reads all has none. A session may have several, one
        for each laptop.
        """
        name, session = required(name)[:_LONGEST_NAME], "" if reads_all else session
        token = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
        with self._connections.transaction() as db:
            db.execute("LOCK TABLE depot.token")
            db.execute(_REPLACED, (name,))
            if db.execute("SELECT 1 FROM depot.token WHERE name = %s", (name,)).fetchone():
                raise Refused(_TAKEN, name=name)
            db.execute(
                "INSERT INTO depot.token (name, digest, session, reads_all) VALUES (%s, %s, %s, %s)",
                (name, _digest(token), session or None, reads_all),
            )
        return token

    def revoke(self, name: str) -> datetime | None:
        """Have a token open nothing from now on; raises `Refused` where there is none of that name.

        Returns since when it is revoked, where it was before.
        """
        with self._connections.transaction() as db:
            name = required(name)
            found = db.execute("SELECT revoked FROM depot.token WHERE name = %s FOR UPDATE", (name,)).fetchone()
            if found is None:
                raise Refused(_UNKNOWN, name=name)
            db.execute("UPDATE depot.token SET revoked = coalesce(revoked, now()) WHERE name = %s", (name,))
            since: datetime | None = found[0]
            return since

    def use(self, name: str) -> TokenUse | None:
        """Return what opens what a token opens, and who uses it; None for one that opens no session now."""
        tokens = self.all()
        given = next((each for each in tokens if each.name == required(name) and each.session), None)
        if given is None or given.revoked:
            return None
        with self._connections.transaction() as db:
            known = computers_known(db, given.session).get(given.session, {})
        others = [each.name for each in tokens if each.session == given.session and not each.revoked]
        others.remove(given.name)
        return TokenUse(given, sorted((tag, each.last) for tag, each in known.items()), others)

    def all(self) -> Sequence[GivenToken]:
        """Return every token, by name."""
        with self._connections.transaction() as db:
            found = [GivenToken(*(*row[:-2], _day(row[-2]), row[-1])) for row in db.execute(_GIVEN)]
        return [replace(each, used=_contact(each.used, each.received)) for each in found]

    def without_token(self) -> Sequence[StoredSession]:
        """Return the sessions that no token opens for writing, by name: its own was revoked, or it never had one."""
        with self._connections.transaction() as db:
            found = db.execute(
                "SELECT s.session, s.name, coalesce((SELECT t.name FROM depot.token t WHERE t.session = s.session"
                " ORDER BY t.revoked DESC LIMIT 1), '') FROM depot.session s WHERE NOT EXISTS (SELECT 1"
                " FROM depot.token t WHERE t.session = s.session AND t.revoked IS NULL) ORDER BY s.name, s.session"
            )
            return [StoredSession(*row) for row in found]

    def access(self, token: str) -> Access | None:
        """Return what a token opens, and note that it was used; None for one that was never given."""
        with self._connections.transaction() as db:
            found = db.execute(
                "SELECT name, coalesce(session, ''), reads_all, revoked IS NOT NULL,"
                " used IS NULL OR used < now() - %s FROM depot.token WHERE digest = %s",
                (_NOTED_EVERY, _digest(token)),
            ).fetchone()
            if found is None:
                before = db.execute("SELECT name FROM depot.revoked WHERE digest = %s", (_digest(token),)).fetchone()
                return Access(before[0], "", reads_all=False, revoked=True) if before else None
            *access, is_due = found
            if is_due:
                db.execute("UPDATE depot.token SET used = now() WHERE name = %s", (access[0],))
            return Access(*access)

    def claim(self, access: Access, session: str) -> bool:
        """Make a session the one of a token that has none; False where it has one, or the session came by another."""
        with self._connections.transaction() as db:
            db.execute("LOCK TABLE depot.token")
            if db.execute("SELECT 1 FROM depot.session WHERE session = %s", (session,)).fetchone():
                return False
            if db.execute("SELECT 1 FROM depot.token WHERE session = %s", (session,)).fetchone():
                return False
            taken = db.execute(
                "UPDATE depot.token SET session = %s WHERE name = %s AND session IS NULL AND revoked IS NULL"
                " AND NOT reads_all",
                (session, access.name),
            )
            return bool(taken.rowcount)

    def release(self, access: Access) -> None:
        """Take its session back from a token, unless something of it came meanwhile."""
        with self._connections.transaction() as db:
            db.execute(
                "UPDATE depot.token t SET session = NULL WHERE name = %s"
                " AND NOT EXISTS (SELECT 1 FROM depot.session s WHERE s.session = t.session)",
                (access.name,),
            )


def _contact(used: datetime | None, received: datetime | None) -> datetime | None:
    """Return when a token was used last: noted once a minute, so that what came meanwhile may be newer."""
    if used is None or received is None:
        return used
    return min(max(used, received), used + _NOTED_EVERY)  # later than that it came by another token


def _day(text: str | None) -> date | None:
    """Return the day that a programme says; None where it says none, or nothing that is one."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()
