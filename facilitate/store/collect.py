"""Bringing in what other laptops wrote in the same session: a union by event id, in any order, any number of times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitate.domain.errors import N_, Refused
from facilitate.domain.events import Event
from facilitate.domain.purged import SessionPurged
from facilitate.store.doctor import Journal, read_journal
from facilitate.store.log import ENDING, FolderLog
from facilitate.workshop.desk import COLLECTED


@dataclass(frozen=True, slots=True)
class Collected:
    """What came in. `damaged` names file and line of what did not check and stayed out."""

    journals: int
    came: int
    known: int
    damaged: tuple[tuple[str, int], ...]


def collect(log: FolderLog, sources: Sequence[Path]) -> Collected:
    """Take in the events of journals, or of whole session folders; raises `Refused` having taken none."""
    known = {event.id: event for event in log.read()}
    before = len(known)
    journals = [(path, _journal(path, log.session)) for path in _paths(sources)]
    # Of what was purged here the words of another copy do not come back.
    cleared = _cleared(known.values())
    cleared_there = _cleared(event for _path, journal in journals for event in journal.events)
    new: list[Event] = []
    for path, journal in journals:
        for event in journal.events:
            if event.id not in known:
                known[event.id] = event
                new.append(event)
            elif known[event.id] != event and event.id not in cleared:
                if event.id in cleared_there:
                    raise Refused(
                        N_(
                            "{file} comes from a copy whose personal data was removed. "
                            "Run “facilitate purge” here too, then try again. Nothing was taken in."
                        ),
                        file=str(path),
                    )
                raise Refused(
                    N_(
                        "{file} holds another content for the act {act} than this session: "
                        "one of the two was changed by hand. Nothing was taken in."
                    ),
                    file=str(path),
                    act=event.id,
                )
    if new:
        with log.writing_as(COLLECTED) as writer:
            writer.append(sorted(new, key=lambda event: (event.clock, event.id)))
    damaged = tuple((str(path), line) for path, journal in journals for line in journal.damaged)
    total = sum(len(journal.events) for _path, journal in journals)
    return Collected(len(journals), len(known) - before, total - len(new), damaged)


def _cleared(events: Iterable[Event]) -> frozenset[str]:
    return frozenset(key for event in events if isinstance(event.act, SessionPurged) for key in event.act.events)


def _paths(sources: Sequence[Path]) -> Iterator[Path]:
    for source in sources:
        if source.is_dir():
            found = sorted(source.glob(f"*{ENDING}"))
            if not found:
                raise Refused(N_("There is no journal in {folder}. Name a session’s folder."), folder=str(source))
            yield from found
        else:
            yield source


def _journal(path: Path, session: str) -> Journal:
    try:
        journal = read_journal(path)
    except OSError as error:
        raise Refused(
            N_("{file} cannot be read: {reason}."), file=str(path), reason=error.strerror or str(error)
        ) from error
    if journal.empty:
        return journal
    if journal.header is None:
        raise Refused(N_("{file} is not a journal of facilitate, or its first line is damaged."), file=str(path))
    if journal.header["session"] != session:
        raise Refused(N_("{file} belongs to another session. Nothing was taken in."), file=str(path))
    return journal
