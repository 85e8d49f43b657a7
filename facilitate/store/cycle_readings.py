"""What a cycle reads of sessions, and keeps of it in its own folder: nothing is ever written in theirs.

A reading is kept with the state of the journals it was made of, so that an event which did not change is not read anew,
and one that is not there any more is shown as it was last.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from facilitate.domain.errors import N_, Message, Refused, StorageFailure
from facilitate.domain.timeline import Timeline
from facilitate.files import UNFINISHED, unreadable_journal, write_again
from facilitate.store.event_log import FolderLog
from facilitate.store.journal_names import is_journal_name, is_of_a_table, is_of_people, journals_in
from facilitate.store.journal_reading import Journal, act_of, common_header, half_read, read_journal, readable_header
from facilitate.store.purge_finish import VECTORS
from facilitate.system import is_portable
from facilitate.workshop.cycle.reading import EventReading, ReadProposal
from facilitate.workshop.cycle.reading_documents import (
    FORM,
    as_document,
    from_document,
    is_older,
    proposals_as_document,
    proposals_from_document,
    upgrade,
)
from facilitate.workshop.report.people import ticked

READINGS = "readings"
FEATURES = ".features"  # of an event's texts, in numbers, for whoever asked what of one event recurs
State = list[list[object]]  # of journals: each by its name, its size, and when it was last written
_IN_NO_STATE: State = [["", 0, 0]]  # of no journals: the session is read anew each time
_ALL = "events.json"
_GATHERED = "events.archive"  # the features of all events together
_LONGEST = 4096  # bytes of a first line
_IN_PART = N_("{file} is damaged: of this event only what reads is counted. To fix it: “facilitate doctor {session}”.")
_NO_PROGRAMME = N_(
    "The programme of “{session}” is missing: the journal that contains it is empty or not here. Only its ideas are "
    "counted. Recover it with “facilitate collect {session} FILE”."
)
_IN_PART_OF_COPY = N_(
    "{file} is damaged in this cycle’s copy of “{session}”: only what reads is counted. To have it anew: “facilitate "
    "cycle remove {cycle} {session}”, then “facilitate cycle add {cycle} {session} --from DEPOT”."
)
_COPY_WITHOUT_PROGRAMME = N_(
    "The programme of “{session}” is not in the depot it came from: only its ideas are counted. Whoever held it "
    "syncs it again."
)
_COPIES = "copies"


@dataclass(frozen=True, slots=True)
class EventSource:
    """A session as far as it reads; `problem` says what does not.

    Of its guest list only a number is taken: how many `came`, None where nobody was ticked.
    """

    session: str
    timeline: Timeline
    problem: Message | None = None
    came: int | None = None


def read_source(folder: Path) -> EventSource:
    """Read a session that is never written to, as far as its journals read, without its guest list.

    Raises `StorageFailure` where none does.
    """
    log = FolderLog(folder, "")
    try:
        every = log.read()
        events = [event for event in every if not event.act.subject.role]
        timeline = Timeline.of(events)
        came = ticked(Timeline.of(every).session) if len(events) < len(every) else None
        text = _COPY_WITHOUT_PROGRAMME if folder.parent.name == _COPIES else _NO_PROGRAMME
        lacking = Message(text, {"session": folder.name}) if timeline.session.document is None else None
        return EventSource(log.session, timeline, lacking, came)
    except StorageFailure as failure:
        try:
            paths = [path for path in journals_in(folder) if not is_of_people(path.name)]
            journals = [read_journal(path, act_of) for path in paths]
        except OSError as error:
            raise unreadable_journal(folder, error) from error
        headers = [each.header for each in journals if each.header] or half_read(journals)
        header = common_header(headers)
        if header is None:
            raise
        events = [event for each in journals if _is_of(each, header["session"]) for event in each.events]
        damaged = next((each.name for each in journals if not each.sound), "")
        names = {"file": damaged, "session": folder.name, "cycle": folder.parent.parent.name}
        text = _IN_PART_OF_COPY if folder.parent.name == _COPIES else _IN_PART
        problem = Message(text, names) if damaged else failure.message
        return EventSource(header["session"], Timeline.of(events), problem)


def read_namings(folder: Path) -> Timeline:
    """Read what of a session names people, the guest list too: all but the journals of tables, whose acts name nobody.

    They hold most of a session. What stands on them is void in this timeline, and names people all the same. The guest
    list is looked at so that its names go: a cycle has no other use for it. Raises `OSError`.
    """
    paths = [path for path in journals_in(folder) if not is_of_a_table(path.name)]
    journals = [read_journal(path, act_of) for path in paths]
    header = common_header([each.header for each in journals if each.header] or half_read(journals))
    session = header["session"] if header else ""
    return Timeline.of([event for each in journals if _is_of(each, session) for event in each.events])


def _is_of(journal: Journal, session: str) -> bool:
    return journal.header is None or journal.header["session"] == session


def state_of(folder: Path | str) -> State:
    """Return the state of a session's journals; raises `OSError`."""
    with os.scandir(folder) as entries:  # of ten thousand folders: paths would take most of the time
        found = [
            [entry.name, stat.st_size, stat.st_mtime_ns]
            for entry in entries
            if is_journal_name(entry.name)
            for stat in [entry.stat()]
        ]
    return sorted(found)


class CycleReadings:
    """The last readings of a cycle's events: one file of what all came to, and for each a file of its own.

    An event is known by the id of its session, and a reading holds for one state of its journals. The file of an event
    has all of its reading: when a program is killed, or the file of all is `damaged`, nothing has to be read anew.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / READINGS
        self._changed = False
        self._kept: dict[str, tuple[State, EventReading]] = {}
        self._rows: dict[str, list[Any]] = {}  # of those that did not change: what is written of them again
        self._older: set[str] = set()  # whose own files have still to be written in the form of today
        self.damaged = False
        try:
            document = json.loads((self._folder / _ALL).read_bytes())
            if is_older(document["form"]):
                self._take_older(document["form"], document["events"])
            elif document["form"] == FORM:
                found = [(state, from_document(reading)) for state, reading in document["events"]]
                self._kept = {reading.session: (state, reading) for state, reading in found}
                self._rows = {reading.session: row for (_, reading), row in zip(found, document["events"], strict=True)}
        except OSError:
            pass
        except (ValueError, LookupError, TypeError):
            self.damaged = True

    def _take_older(self, form: int, rows: Iterable[Sequence[Any]]) -> None:
        """Take readings of an older form for what is away: what is here has to be read anew, whatever its state."""
        for _state, row in rows:
            upgrade(form, row, [])
            reading = from_document(row)
            self._kept[reading.session] = _IN_NO_STATE, reading
            self._older.add(reading.session)
        self._changed = True

    def read(self, session: str, state: State | None, *, whole: bool) -> EventReading | None:
        """Return what is kept of a session in that state, or in any with None; with its proposals if `whole`."""
        found_state, reading = self._kept.get(session, ([], None))
        if reading is not None and not whole and state in (None, found_state) and session not in self._older:
            return reading
        try:
            document = self._document(session)
            if state not in (None, document["state"]):
                return None
            found = from_document(document["reading"])
            if found.session != session:
                return None
            if document["form"] != FORM:
                self._rewrite(replace(found, proposals=proposals_from_document(document["proposals"])))
            elif (reading, found_state) != (found, document["state"]):  # a program was killed before `close`
                self._take(document["state"], found)
            return replace(found, proposals=proposals_from_document(document["proposals"])) if whole else found
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def _document(self, session: str) -> dict[str, Any]:
        """Return what the file of a session holds as today's form has it, beside the form that it is in.

        Raises `OSError`, and `ValueError`, `LookupError` or `TypeError` where it is no such file.
        """
        document: dict[str, Any] = json.loads(self._path(session).read_bytes())
        if document["form"] != FORM:
            if not is_older(document["form"]):
                raise ValueError(f"form {document['form']}")
            upgrade(document["form"], document["reading"], document["proposals"])
            document["state"] = _IN_NO_STATE
        return document

    def _rewrite(self, reading: EventReading) -> None:
        """Write a reading of an older form in that of today, so that it will be read when this one is old as well."""
        with suppress(StorageFailure):  # it is used all the same
            self._write(reading, _IN_NO_STATE)
        self._take(_IN_NO_STATE, reading)

    def proposals(self, session: str, places: Iterable[int]) -> dict[int, ReadProposal]:
        """Return the proposals at these places of a session, as it is kept; those that are not there are left out."""
        try:
            rows = self._document(session)["proposals"]
            there = [place for place in sorted(places) if place < len(rows)]
            return dict(zip(there, proposals_from_document([rows[place] for place in there]), strict=True))
        except (OSError, ValueError, LookupError, TypeError):
            return {}

    def _take(self, state: State, reading: EventReading) -> None:
        self._kept[reading.session] = state, replace(reading, proposals=())
        self._rows.pop(reading.session, None)
        self._older.discard(reading.session)
        self._changed = True

    def keep(self, reading: EventReading, state: State) -> None:
        """Keep a reading with its proposals; raises `StorageFailure`. `close` writes what all came to."""
        self._forget_meanings(reading)
        self._features(reading.session).unlink(missing_ok=True)  # of what was said before
        self.forget_features_of_all()
        self._write(reading, state)
        self._take(state, reading)

    def _write(self, reading: EventReading, state: State) -> None:
        proposals = proposals_as_document(reading.proposals)
        document = {"form": FORM, "state": state, "reading": as_document(reading), "proposals": proposals}
        write_again(self._path(reading.session), _text(document))

    def keep_in_part(self, reading: EventReading, ideas: Collection[str]) -> None:
        """Keep a reading of a session that is damaged in the place of one with words that were taken back since.

        These are words of `ideas` of which anything reads; where there are none, the one before tells more. Raises
        `StorageFailure`.
        """
        last, texts = self.read(reading.session, None, whole=True), {each.text for each in reading.proposals}
        if last and any(each.text not in texts and not set(ideas).isdisjoint(each.ideas) for each in last.proposals):
            self.keep(reading, _IN_NO_STATE)

    def _forget_meanings(self, reading: EventReading) -> None:
        """Remove what texts mean, where one of them is no longer in a reading: it can be tried against the numbers."""
        vectors = list(self._folder.parent.glob(f"*{VECTORS}"))
        before = self.read(reading.session, None, whole=True) if vectors else None
        if before and {each.text for each in before.proposals} - {each.text for each in reading.proposals}:
            for each in vectors:
                each.unlink(missing_ok=True)

    def features(self, session: str, form: str) -> bytes | None:
        """Return what is kept of the texts of a session in that form; None where it is not of its reading."""
        return _stamped(self._features(session), form, self._states([session]))

    def keep_features(self, session: str, form: str, data: bytes) -> None:
        """Keep what an archive needs of the texts of a session whose reading is kept; raises `StorageFailure`."""
        if session in self._kept:
            write_again(self._features(session), _stamp(form, self._states([session]), data) + b"\n" + data)

    def features_of_all(self, sessions: Sequence[str], form: str) -> bytes | None:
        """Return what is kept of the texts of all these sessions in that form; None where it is not of their readings.

        Of a session whose reading is not kept the form has to tell what it is.
        """
        return _stamped(self._folder / _GATHERED, form, self._states(sessions))

    def keep_features_of_all(self, sessions: Sequence[str], form: str, data: bytes) -> None:
        """Keep what an archive needs of the texts of all these sessions; raises `StorageFailure`."""
        write_again(self._folder / _GATHERED, _stamp(form, self._states(sessions), data) + b"\n" + data)

    def forget_features_of_all(self) -> None:
        """Remove what is kept of the texts of all sessions together, also where it was left half written."""
        for each in self._folder.glob(f"{_GATHERED}*"):
            each.unlink(missing_ok=True)

    def has(self, session: str) -> bool:
        """Return whether a reading of a session is kept."""
        return session in self._kept

    def has_file(self, session: str) -> bool:
        """Return whether there is a file of the reading of a session, whether it reads or not."""
        return self._path(session).is_file()

    def _states(self, sessions: Iterable[str]) -> list[State]:
        return [self._kept[each][0] if each in self._kept else [] for each in sessions]

    def _features(self, session: str) -> Path:
        return self._path(session).with_suffix(FEATURES)

    def forget(self, session: str) -> bool:
        """Remove the reading of a session, and what its texts and those of others mean; tells whether there was one."""
        path = self._path(session)
        found = path.exists() or session in self._kept
        path.unlink(missing_ok=True)
        self._features(session).unlink(missing_ok=True)
        self.forget_features_of_all()
        vectors = self._folder.parent.glob(f"*{VECTORS}") if found else ()
        for each in (*vectors, *self._folder.glob(f"{session}.*{UNFINISHED}")):
            each.unlink(missing_ok=True)
        self._changed |= session in self._kept
        self._kept.pop(session, None)
        return found

    def close(self) -> None:
        """Write what all events came to, if anything changed; raises `StorageFailure`.

        What another program has removed meanwhile is left out, and so is what a killed one left half written.
        """
        if not self._changed:
            return
        there = set[str]()
        with suppress(FileNotFoundError), os.scandir(self._folder) as entries:
            there = {entry.name for entry in entries}
        kept = [(key, *self._kept[key]) for key in sorted(self._kept) if f"{key}.json" in there]
        events = [self._rows.get(key) or [state, as_document(reading)] for key, state, reading in kept]
        write_again(self._folder / _ALL, _text({"form": FORM, "events": events}))
        self._changed = False
        for name in there:
            if name.endswith(UNFINISHED):
                (self._folder / name).unlink(missing_ok=True)

    def _path(self, session: str) -> Path:
        if not is_portable(session):  # from a journal that another program may have written
            raise Refused(N_("“{session}” is no name of a session."), session=session)
        return self._folder / f"{session}.json"


def _text(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _stamp(form: str, states: Sequence[State], data: bytes) -> bytes:
    return f"{form} {zlib.crc32(data)} {zlib.crc32(_text(states).encode())}".encode()


def _stamped(path: Path, form: str, states: Sequence[State]) -> bytes | None:
    """Return what a file holds below its stamp; None where it is of another form, or of other states of sessions."""
    try:
        head, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return data if head == _stamp(form, states, data) else None


def forget_everywhere(cycles: Path, session: str) -> list[str]:
    """Remove what all cycles of a folder keep of a session; returns the names of those that had read it."""
    found = []
    for folder in sorted(cycles.glob(f"*/{READINGS}")):
        readings = CycleReadings(folder.parent)
        if readings.forget(session):
            readings.close()
            found.append(folder.parent.name)
    return found


def session_id(folder: Path) -> str:
    """Return the id of the session whose journals lie in a folder; nothing where no first line tells it."""
    for path in sorted(journals_in(folder)):
        try:
            with path.open("rb") as file:
                header = readable_header(file.readline(_LONGEST).rstrip())
        except OSError:
            continue
        if header:
            return str(header["session"])
    return ""
