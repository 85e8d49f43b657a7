"""What a cycle reads of sessions, and keeps of it in its own folder: nothing is ever written in theirs.

A reading is kept with the state of the journals it was made of, so that an event which did not change is not read anew,
and one that is not there any more is shown as it was last.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from facilitate.domain.errors import N_, Message, Refused, StorageFailure
from facilitate.domain.timeline import Timeline
from facilitate.files import unreadable_journal, write_file
from facilitate.store.event_log import FolderLog
from facilitate.store.journal_names import is_of_people, journals_in
from facilitate.store.journal_reading import Journal, act_of, common_header, half_read, read_journal, readable_header
from facilitate.system import is_portable
from facilitate.workshop.cycle.reading import EventReading, as_document, from_document

READINGS = "readings"
_LONGEST = 4096  # bytes of a first line
_FORM = 1  # of the file; another one is read anew
_IN_PART = N_("{file} is damaged: of this event only what reads is counted. To fix it: “facilitate doctor {session}”.")


@dataclass(frozen=True, slots=True)
class EventSource:
    """A session as far as it reads; `problem` says what does not."""

    session: str
    timeline: Timeline
    problem: Message | None = None


def read_source(folder: Path) -> EventSource:
    """Read a session that is never written to, as far as its journals read; raises `StorageFailure` for none.

    The guest list is not looked at: a cycle has no use for people.
    """
    log = FolderLog(folder, "")
    try:
        events = [event for event in log.read() if not event.act.subject.role]
        return EventSource(log.session, Timeline.of(events))
    except StorageFailure as failure:
        try:
            journals = [read_journal(path, act_of) for path in journals_in(folder) if not is_of_people(path.name)]
        except OSError as error:
            raise unreadable_journal(folder, error) from error
        headers = [each.header for each in journals if each.header] or half_read(journals)
        header = common_header(headers)
        if header is None:
            raise
        events = [event for each in journals if _is_of(each, header["session"]) for event in each.events]
        damaged = next((each.name for each in journals if not each.sound), "")
        problem = Message(_IN_PART, {"file": damaged, "session": folder.name}) if damaged else failure.message
        return EventSource(header["session"], Timeline.of(events), problem)


def _is_of(journal: Journal, session: str) -> bool:
    return journal.header is None or journal.header["session"] == session


def state_of(folder: Path) -> list[list[object]]:
    """Return the state of a session's journals: each by its name, its size, and when it was last written."""
    found: list[list[object]] = []
    for path in sorted(journals_in(folder)):
        if not is_of_people(path.name):
            stat = path.stat()
            found.append([path.name, stat.st_size, stat.st_mtime_ns])
    return found


class CycleReadings:
    """The last readings of a cycle's events, a file for each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / READINGS

    def read(self, session: str, state: list[list[object]] | None) -> EventReading | None:
        """Return what is kept of a session in that state of its journals, or in any state with None."""
        try:
            document = json.loads(self._path(session).read_bytes())
            if document["form"] == _FORM and (state is None or document["state"] == state):
                return from_document(document["event"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def keep(self, reading: EventReading, state: list[list[object]]) -> None:
        """Keep a reading; raises `StorageFailure` where nothing can be written."""
        document = {"form": _FORM, "state": state, "event": as_document(reading)}
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        write_file(self._path(reading.session), text, private=True)

    def forget(self, session: str) -> bool:
        """Remove the reading of a session; tells whether there was one."""
        try:
            self._path(session).unlink()
        except FileNotFoundError:
            return False
        return True

    def _path(self, session: str) -> Path:
        if not is_portable(session):  # from a journal that another program may have written
            raise Refused(N_("“{session}” is no name of a session."), session=session)
        return self._folder / f"{session}.json"


def forget_everywhere(cycles: Path, session: str) -> list[str]:
    """Remove what all cycles of a folder keep of a session; returns the names of those cycles."""
    folders = sorted(path.parent.parent for path in cycles.glob(f"*/{READINGS}/{session}.json"))
    return [folder.name for folder in folders if CycleReadings(folder).forget(session)]


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
