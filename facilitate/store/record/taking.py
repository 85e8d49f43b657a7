"""One push taken into the record, in one transaction: each event once, wherever it came from and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from facilitate.domain.admission import HIGHEST_LAMPORT, beyond_sight
from facilitate.domain.errors import N_, Message
from facilitate.domain.event import Event
from facilitate.store.record.held_back import note_going_on
from facilitate.store.record.lines import PushedLine, purges_among, read_push
from facilitate.store.record.purging import Purges
from facilitate.workshop.privacy.purge_keys import is_without_names
from facilitate.workshop.sharing.depot import DepotSession
from facilitate.workshop.sharing.pushes import is_too_far, named_by, objection_to_push

LARGEST_SESSION = 256_000_000  # bytes of all its journals: a million ideas
_TOO_LARGE = N_("This session is larger than {most} MB, the most that the depot takes of one.")
_GAP = N_("{writer}: the depot has {lines} lines of it; what is missing has to come first.")
_OTHER_HEADER = N_("{writer}: the depot has another journal of that name.")
_CHANGED = N_("{writer}, line {line}: the depot has different contents for it: one of the two was edited by hand.")
_RID_ELSEWHERE = N_(
    "{writer}, line {line}: the depot has it with other words: personal data was removed from one of the two, by a "
    "removal that has not come to the other yet. Sync the computer that made it, then this one again."
)
_HOLD = "SELECT 1 FROM depot.session WHERE session = %s FOR SHARE"
_HOLD_ALONE = "SELECT 1 FROM depot.session WHERE session = %s FOR UPDATE"
_INSERT = (
    "INSERT INTO depot.event (session, event_id, writer, number, kind, at, line)"
    " SELECT %s, event_id, %s, number, kind, at, line FROM pushed ORDER BY event_id"
    " ON CONFLICT (session, event_id) DO NOTHING"
)
_REPEAT = "INSERT INTO depot.repeated (session, writer, number, event_id, line) VALUES (%s, %s, %s, %s, %s)"
_ELSEWHERE = (
    "SELECT p.number, e.line FROM pushed p JOIN depot.event e ON e.session = %s"
    " AND e.event_id = p.event_id WHERE (e.writer, e.number) <> (%s, p.number) ORDER BY p.number"
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a try: how many lines were not there before, or what is `wrong`.

    Then it may be tried again with the lines before that one, `up_to` of them, of which `kept` were there before.
    """

    accepted: int = 0
    wrong: Message | None = None
    up_to: int = 0
    kept: int = 0
    far: datetime | None = None  # where what is wrong is its date: that, which is too far ahead
    is_rewritten: bool = False  # whether other words stood in the place of some lines before


class Intake:
    """A push into one journal, within a transaction; `purge_acts` are the purges that its sender knows of."""

    def __init__(self, db: Any, session: DepotSession, writer: str, purge_acts: Sequence[Event], now: datetime) -> None:
        self._db = db
        self._name = session.name
        self._session = session.session
        self._place = session
        self._writer = writer
        self._purge_acts = purge_acts
        self._now = now
        self._begun = 0

    def take(self, from_line: int, header: bytes, lines: Sequence[PushedLine]) -> Attempt:
        """Take what is new; where something is wrong the transaction has to be undone."""
        purge_acts = [*self._purge_acts, *purges_among(lines)]
        purges = Purges(self._db, self._place, purge_acts, self._now)
        self._db.execute(
            "INSERT INTO depot.session (session, name) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            (self._session, self._name),
        )
        # Whoever purges waits for those who push to this session, and they for him.
        self._db.execute(_HOLD_ALONE if purge_acts else _HOLD, (self._session,))
        there, wrong = self._cursor(header)
        if wrong:
            return Attempt(wrong=wrong)
        if from_line > there:
            return Attempt(wrong=Message(_GAP, {"writer": self._writer, "lines": there}))
        purges.note()
        known = [line for line in lines if line.number < there]
        attempt = self._compare(known, purges)
        new = lines[len(known) :]
        if attempt is None and new:
            attempt = self._wrong_line(new, len(known), purges)
        if attempt is None and new:
            attempt = self._insert(new, len(known), purges)
        if attempt:
            return attempt
        self._advance(new)
        purges.finish(self._writer, new)
        if new:
            note_going_on(self._db, self._session, self._writer)
        return Attempt(len(new) + purges.replaced + self._begun, is_rewritten=purges.replaced > 0)

    def undo(self) -> None:
        """Leave the transaction without effect."""
        from psycopg import Rollback

        raise Rollback

    def _cursor(self, header: bytes) -> tuple[int, Message | None]:
        place = (self._session, self._writer)
        if header:
            begun = self._db.execute(
                "INSERT INTO depot.journal (session, writer, header, lines, length) VALUES (%s, %s, %s, 1, %s)"
                " ON CONFLICT DO NOTHING",
                (*place, header, len(header) + 1),
            )
            self._begun = begun.rowcount
        found = self._db.execute(
            "SELECT lines, header FROM depot.journal WHERE session = %s AND writer = %s FOR UPDATE", place
        ).fetchone()
        if found is None:
            return 0, None
        lines, known = found
        return lines, Message(_OTHER_HEADER, {"writer": self._writer}) if header and header != known else None

    def _compare(self, known: Sequence[PushedLine], purges: Purges) -> Attempt | None:
        """Compare lines that are there already with what is there; what was cleared since takes its place."""
        if not known:
            return None
        there = self._there(known[0].number, known[-1].number)
        for place, line in enumerate(known):
            event_id, raw = there[line.number]
            if raw == line.raw:
                continue
            if event_id == line.event.id and self._tells_the_same(line, raw):
                purges.reword(self._writer, line)
                continue
            changed = self._changed(line, raw if event_id == line.event.id else b"")
            wrong = changed if event_id != line.event.id else purges.replace(line, raw, changed)
            if wrong:
                return Attempt(wrong=wrong, up_to=place, kept=place)
        return None

    def _there(self, first: int, last: int) -> dict[int, tuple[str, bytes]]:
        place = {"session": self._session, "writer": self._writer, "first": first, "last": last}
        found = self._db.execute(
            "SELECT number, event_id, line FROM depot.event WHERE session = %(session)s AND writer = %(writer)s"
            " AND number BETWEEN %(first)s AND %(last)s"
            " UNION ALL SELECT r.number, event_id, coalesce(r.line, e.line) FROM depot.repeated r JOIN depot.event e"
            " USING (session, event_id) WHERE r.session = %(session)s AND r.writer = %(writer)s"
            " AND r.number BETWEEN %(first)s AND %(last)s",
            place,
        )
        return {number: (event_id, raw) for number, event_id, raw in found}

    def _wrong_line(self, new: Sequence[PushedLine], before: int, purges: Purges) -> Attempt | None:
        """Return what is wrong with the first new line that may not lie in this journal."""
        known = self._known(new)
        highest, count, size = self._db.execute(
            "SELECT (SELECT max(event_id) FROM depot.event WHERE session = %(of)s),"
            " coalesce(sum(lines), 0), coalesce(sum(length), 0) FROM depot.journal WHERE session = %(of)s",
            {"of": self._session},
        ).fetchone()
        clock = min(int(highest[:8]), HIGHEST_LAMPORT) if highest else 0
        for place, line in enumerate(new):
            event, size = line.event, size + len(line.raw) + 1
            if size > LARGEST_SESSION:
                return Attempt(
                    wrong=Message(_TOO_LARGE, {"most": LARGEST_SESSION // 1_000_000}), up_to=before + place, kept=before
                )
            wrong = (
                objection_to_push(event, self._writer, known, self._now, self._name)
                or beyond_sight(event, count, clock, place)
                or purges.objection(event)
            )
            if wrong:
                far = event.at if is_too_far(event, self._now) else None
                return Attempt(wrong=wrong, up_to=before + place, kept=before, far=far)
        return None

    def _known(self, new: Sequence[PushedLine]) -> dict[str, Event]:
        """Return by id the events that new ones name, as far as they are there or come along."""
        coming = {line.event.id: line.event for line in new}
        named = {key for line in new for key in named_by(line.event)} - coming.keys()
        if named:
            found = self._db.execute(
                "SELECT line FROM depot.event WHERE session = %s AND event_id = ANY(%s)", (self._session, list(named))
            )
            for (raw,) in found:
                for line in read_push(self._session, self._writer, 1, raw + b"\n").lines:
                    coming[line.event.id] = line.event
        return coming

    def _insert(self, new: Sequence[PushedLine], before: int, purges: Purges) -> Attempt | None:
        """Write what is new; a line whose event is there already, from another journal, is noted as such."""
        self._db.execute(
            'CREATE TEMPORARY TABLE IF NOT EXISTS pushed (number integer, event_id text COLLATE "C", kind text,'
            " at timestamptz, line bytea) ON COMMIT DELETE ROWS"
        )
        first = {line.event.id: line for line in reversed(new)}  # one may stand twice in a journal
        with self._db.cursor() as cursor:
            with cursor.copy("COPY pushed (number, event_id, kind, at, line) FROM STDIN (FORMAT binary)") as copy:
                copy.set_types(["int4", "text", "text", "timestamptz", "bytea"])
                for line in new:
                    if first[line.event.id] is line:
                        copy.write_row((line.number, line.event.id, line.kind, line.event.at, line.raw))
            cursor.execute(_INSERT, (self._session, self._writer))
            missing = len(first) - cursor.rowcount
        again = [line for line in new if first[line.event.id] is not line]
        repeated = [(line.number, first[line.event.id].raw) for line in again]
        if missing:
            repeated += self._db.execute(_ELSEWHERE, (self._session, self._writer)).fetchall()
        return self._repeat(new, sorted(repeated), before, purges) if repeated else None

    def _repeat(
        self, new: Sequence[PushedLine], repeated: Sequence[tuple[int, bytes]], before: int, purges: Purges
    ) -> Attempt | None:
        """Note lines, by their numbers, whose events are there with these bytes."""
        places = {line.number: place for place, line in enumerate(new)}
        rows = []
        for number, there in repeated:
            line = new[places[number]]
            other = None
            if line.raw != there:
                if self._tells_the_same(line, there):
                    other = line.raw
                elif wrong := purges.replace(line, there, self._changed(line, there)):
                    return Attempt(wrong=wrong, up_to=before + places[number], kept=before)
            rows.append((self._session, self._writer, number, line.event.id, other))
        with self._db.cursor() as cursor:
            cursor.executemany(_REPEAT, rows)
        return None

    def _tells_the_same(self, line: PushedLine, there: bytes) -> bool:
        """Return whether another line holds the same event, though not in the same bytes."""
        return read_push(self._session, self._writer, 1, there + b"\n").lines[0].event == line.event

    def _advance(self, new: Sequence[PushedLine]) -> None:
        if not new:
            return
        size = sum(len(line.raw) + 1 for line in new)
        self._db.execute(
            "UPDATE depot.journal SET lines = lines + %s, length = length + %s, checksum = NULL, changed = now()"
            " WHERE session = %s AND writer = %s",
            (len(new), size, self._session, self._writer),
        )

    def _changed(self, line: PushedLine, there: bytes) -> Message:
        """Return why a line is refused that holds an event which is there with other contents, on that line."""
        stored = read_push(self._session, self._writer, 1, there + b"\n").lines if there else ()
        rid = any(is_without_names(each.event.act, line.event.act) for each in stored)
        return Message(_RID_ELSEWHERE if rid else _CHANGED, {"writer": self._writer, "line": line.number + 1})
