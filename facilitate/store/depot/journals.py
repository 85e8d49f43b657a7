"""Journals as bytes and as acts, as they go to a depot: whole lines, and nothing about people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from itertools import takewhile

from facilitate.domain.event import Event
from facilitate.domain.roles import COLLECTED, role_of
from facilitate.store.event_log import FolderLog
from facilitate.store.journal import without_people
from facilitate.store.journal_names import ENDING, is_given, is_of_people, journals_in
from facilitate.store.journal_reading import journal_of, readable_header
from facilitate.workshop.sharing.depot import Depot, DepotSession


class WriterJournal:
    """One writer's journal, from here or from a depot, as far as it checks.

    `data` are the lines as a journal should hold them, the header first; `lines` are those of the acts, by their ids.
    """

    def __init__(self, writer: str, raw: bytes) -> None:
        self.writer = writer
        self.raw = raw
        journal = journal_of(f"{writer}{ENDING}", without_people(raw))
        kept = [line + b"\n" for line in journal.kept]
        self.header = journal.header
        self.first = kept.pop(0) if journal.header else b""
        acts = [(event, line) for event, line in zip(journal.events, kept, strict=True) if not event.act.subject.role]
        self.by_id: Mapping[str, Event] = {event.id: event for event, _line in acts}
        self.lines: Mapping[str, bytes] = {event.id: line for event, line in acts}
        self.damaged: tuple[int, ...] = tuple(journal.damaged)
        self.torn = bool(journal.torn)

    @property
    def events(self) -> Collection[Event]:
        """Its acts, as they stand in it."""
        return self.by_id.values()

    @cached_property
    def data(self) -> bytes:
        """The journal's bytes as far as it checks."""
        return self.with_lines({})

    @property
    def count(self) -> int:
        """How many lines `data` has."""
        return bool(self.first) + len(self.lines)

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it checks."""
        return not (self.first or self.lines)

    def with_lines(self, others: Mapping[str, bytes]) -> bytes:
        """Return its bytes with other lines in the place of those of some acts."""
        return self.first + b"".join(others.get(key, line) for key, line in self.lines.items())


def local_journals(log: FolderLog) -> dict[str, WriterJournal]:
    """Return the journals of a session that is here, by writer, but for those of people.

    Raises `StorageFailure` where a line is damaged; one that is being written is left for the next time.
    """
    known = {event.id for event in log.read()}
    paths = [path for path in journals_in(log.folder) if not is_of_people(path.name)]
    found = (WriterJournal(path.stem, path.read_bytes()) for path in paths)
    return {journal.writer: _acknowledged(journal, known) for journal in found if journal.first}


def journals_there(depot: Depot, session: DepotSession, here: Mapping[str, WriterJournal]) -> list[WriterJournal]:
    """Return the journals of a session in a depot; what begins a journal here is not sent for it."""
    found = []
    for offer in depot.offer(session):
        mine = here.get(offer.writer)
        begun = mine is not None and offer.begins(mine.data)
        data = mine.data[: offer.length] if mine and begun else depot.give(session, offer.writer, 0)
        found.append(WriterJournal(offer.writer, data))
    return found


def _acknowledged(journal: WriterJournal, known: set[str]) -> WriterJournal:
    """Return a journal as far as the log reads it: what is being written at this moment may yet be refused."""
    if journal.lines.keys() <= known:
        return journal
    lines = takewhile(lambda each: each[0] in known, journal.lines.items())
    return WriterJournal(journal.writer, journal.first + b"".join(line for _key, line in lines))


def in_order(journals: Iterable[WriterJournal]) -> list[WriterJournal]:
    """Return journals so that what a writer wrote comes before copies of it that others have."""
    return sorted(journals, key=lambda each: (not _is_own(each.writer), role_of(each.writer) == COLLECTED, each.writer))


def _is_own(writer: str) -> bool:
    return is_given(f"{writer}{ENDING}")


def session_in(data: bytes) -> str:
    """Return the id of the session that a journal's first line tells; nothing where it tells none."""
    header = readable_header(data[: data.find(b"\n") + 1].rstrip())
    return str(header["session"]) if header else ""
