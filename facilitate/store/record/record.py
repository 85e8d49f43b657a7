"""`PostgresRecord`: the journals of a programme’s sessions, kept in PostgreSQL as a depot keeps them.

A journal comes back byte for byte. Its lines are taken from the front, up to the first that is refused, so what is
kept is always the beginning of what its writer has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from facilitate.domain.errors import N_, Message
from facilitate.domain.text import folded, one_line
from facilitate.store.record.connections import Connections
from facilitate.store.record.held_back import note_held_back
from facilitate.store.record.lines import read_purges, read_push
from facilitate.store.record.taking import Intake
from facilitate.workshop.sharing.depot import DepotSession, Receipt, WriterState
from facilitate.workshop.sharing.pushes import is_writer

_KEY = re.compile("[0-9a-z]{4,16}")
_NOT_IN_A_NAME = re.compile("[^0-9a-z]+")
_LONGEST_NAME = 100
_SHOWN = 40
_NOT_A_WRITER = N_("“{writer}” is no journal that goes to a depot.")
_LINES = (
    "SELECT number, line FROM depot.event WHERE session = %(session)s AND writer = %(writer)s AND number >= %(first)s"
    " UNION ALL SELECT r.number, coalesce(r.line, e.line) FROM depot.repeated r JOIN depot.event e"
    " USING (session, event_id) WHERE r.session = %(session)s AND r.writer = %(writer)s AND r.number >= %(first)s"
)


class PostgresRecord:
    """The record in one database, whose tables are there already (`migrating.migrate`). It may be used by threads."""

    def __init__(self, connections: Connections, rewritten: Callable[[], object] = lambda: None) -> None:
        """Keep a record; `rewritten` is called when lines were put in the place of others, whose bytes remain."""
        self._connections = connections
        self._rewritten = rewritten

    def note_server(self, host: str, address: str) -> None:
        """Note where the server of a machine was opened."""
        with self._connections.transaction() as db:
            db.execute(
                "INSERT INTO depot.server (host, address) VALUES (%s, %s)"
                " ON CONFLICT (host) DO UPDATE SET address = excluded.address, since = now()",
                (host, address),
            )

    def servers(self) -> dict[str, str]:
        """Return where the server of each machine was opened last, by the machine’s name."""
        with self._connections.transaction() as db:
            return dict(db.execute("SELECT host, address FROM depot.server ORDER BY since DESC").fetchall())

    def offer(self, session: DepotSession) -> Sequence[WriterState]:
        """Return how far each writer's journal goes, by writer."""
        with self._connections.transaction() as db:
            found = db.execute(
                "SELECT writer, length, lines, checksum FROM depot.journal WHERE session = %s ORDER BY writer",
                (session.session,),
            ).fetchall()
            return [
                WriterState(writer, length, lines, checksum or self._checksum(db, session.session, writer, lines))
                for writer, length, lines, checksum in found
            ]

    def give(self, session: DepotSession, writer: str, from_line: int, most: int = 10_000_000) -> bytes:
        """Return at most so many lines of a journal from that one on, as they were pushed; nothing where none are."""
        with self._connections.transaction() as db:
            return self._given(db, session.session, writer, from_line, most)

    def take(self, session: DepotSession, writer: str, from_line: int, lines: bytes, purges: bytes = b"") -> Receipt:
        """Keep lines of a journal, the first of which is its line `from_line`; what is there already is passed over.

        When this returns they are on the disk. `purges` are the lines by which the sender's session tells of purges,
        wherever they stand. Of a line that is refused, and of all that follows it, nothing is kept.
        """
        if not is_writer(writer) or not _KEY.fullmatch(session.session):
            return Receipt(0, (Message(_NOT_A_WRITER, {"writer": one_line(writer)[:_SHOWN]}),))
        pushed = read_push(session.session, writer, from_line, lines)
        purge_acts, now = read_purges(purges), datetime.now(UTC)
        coming, wrong, far = pushed.lines, pushed.wrong, None
        receipt: Receipt | None = None
        while coming or (pushed.header and wrong is None):
            with self._connections.transaction() as db:
                intake = Intake(db, DepotSession(session.session, _name_of(session)), writer, purge_acts, now)
                attempt = intake.take(from_line, pushed.header, coming)
                if attempt.wrong is not None:
                    intake.undo()
            if attempt.is_rewritten and attempt.wrong is None:
                self._rewritten()
            if attempt.wrong is None:
                receipt = Receipt(attempt.accepted, (wrong,) if wrong else ())
                break
            wrong, far = attempt.wrong, attempt.far
            if attempt.up_to <= attempt.kept:
                break
            # What stands before the first line that is refused is kept: all of it is taken again up to there.
            coming = coming[: attempt.up_to]
        if far:
            note_held_back(self._connections, session.session, writer, far)
        return receipt or Receipt(0, (wrong,) if wrong else ())

    def sessions(self) -> Sequence[DepotSession]:
        """Return the sessions that are there, by name; those that towns called alike, as they first came."""
        with self._connections.transaction() as db:
            found = db.execute("SELECT session, name FROM depot.session ORDER BY name, since, session")
            return [DepotSession(session, name) for session, name in found]

    def figures(self) -> dict[str, Any]:
        """Return the national figures, by name."""
        with self._connections.transaction() as db:
            found = db.execute("SELECT * FROM figures.national")
            names = [column.name for column in found.description]
            return dict(zip(names, found.fetchone(), strict=True))

    def typology(self) -> bytes:
        """Return the typology of the cycle as JSON; empty where nobody has put one there."""
        with self._connections.transaction() as db:
            found = db.execute("SELECT content FROM depot.typology").fetchone()
            return bytes(found[0]) if found else b""

    def put_typology(self, content: bytes) -> None:
        """Have this be the typology that every token reads."""
        with self._connections.transaction() as db:
            db.execute(
                "INSERT INTO depot.typology (content) VALUES (%s) ON CONFLICT (single)"
                " DO UPDATE SET content = excluded.content",
                (content,),
            )

    def close(self) -> None:
        """End the connections."""
        self._connections.close()

    def _checksum(self, db: Any, session: str, writer: str, lines: int) -> str:
        from hashlib import sha256

        checksum = sha256(self._given(db, session, writer, 0, lines)).hexdigest()
        db.execute(
            "UPDATE depot.journal SET checksum = %s WHERE session = %s AND writer = %s AND lines = %s"
            " AND checksum IS NULL",
            (checksum, session, writer, lines),
        )
        return checksum

    def _given(self, db: Any, session: str, writer: str, from_line: int, most: int) -> bytes:
        place = {"session": session, "writer": writer, "first": max(from_line, 1), "most": most}
        header = b""
        if from_line == 0:
            found = db.execute(
                "SELECT header FROM depot.journal WHERE session = %(session)s AND writer = %(writer)s", place
            ).fetchone()
            if found is None:
                return b""
            header, place["most"] = found[0] + b"\n", most - 1
        lines = db.execute(f"{_LINES} ORDER BY number LIMIT %(most)s", place, binary=True).fetchall()
        return header + b"".join(line + b"\n" for _number, line in lines)


def _name_of(session: DepotSession) -> str:
    """Return what a session is called in the depot: the name of its folder, as a folder of any system may be called."""
    return _NOT_IN_A_NAME.sub("-", folded(session.name))[:_LONGEST_NAME].strip("-") or session.session
