"""Bringing in what other laptops wrote in the same session: a union by event id, in any order, any number of times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.events import Event
from facilitate.store.log import FolderLog
from facilitate.store.sources import read_sources
from facilitate.workshop.desk import COLLECTED
from facilitate.workshop.purges import cleared, purged_until


@dataclass(frozen=True, slots=True)
class Collected:
    """What came in. `damaged` names file and line of what did not check, `left_out` tells of what else stayed out."""

    journals: int
    came: int
    known: int
    damaged: tuple[tuple[str, int], ...]
    left_out: tuple[Message, ...] = ()


def collect(log: FolderLog, sources: Sequence[Path]) -> Collected:
    """Take in the events of journals, of session folders or of a whole key; raises `Refused` having taken none."""
    known = {event.id: event for event in log.read()}
    before = len(known)
    found = read_sources(sources, log.session, log.folder, known)
    journals = found.journals
    purges = _Purges(list(known.values()), [event for _path, journal in journals for event in journal.events])
    new: list[Event] = []
    for path, journal in journals:
        for event in journal.events:
            if event.id not in known:
                purges.check_new(path, event)
                known[event.id] = event
                new.append(event)
            elif known[event.id] != event:
                purges.check_known(path, event)
    if new:
        with log.writing_as(COLLECTED) as writer:
            writer.append(sorted(new, key=lambda event: (event.clock, event.id)))
    damaged = tuple((str(path), line) for path, journal in journals for line in journal.spoiled)
    total = sum(len(journal.events) for _path, journal in journals)
    left_out = (*found.passed, *found.too_long)
    return Collected(len(journals), len(known) - before, total - len(new), damaged, left_out)


class _Purges:
    """What was purged here and there: of neither may the words come back, and nobody is told that all is well."""

    def __init__(self, here: Sequence[Event], there: Sequence[Event]) -> None:
        self._here, self._there = cleared(here), cleared(there)
        self._until, self._until_there = purged_until(here), purged_until(there)

    def check_new(self, path: Path, event: Event) -> None:
        """Raise `Refused` for an act from before a purge here that may still hold names."""
        until = self._until
        if until and event.at < until and not (self._until_there and event.at <= self._until_there):
            raise Refused(
                N_(
                    "{file} holds acts from before {date}, and personal data from before that day was removed here. "
                    "Run “facilitate purge” there too, then try again. Nothing was taken in."
                ),
                file=str(path),
                date=until.date().isoformat(),
            )

    def check_known(self, path: Path, event: Event) -> None:
        """Raise `Refused` for another content of an act that is here, unless it is what was purged here."""
        if event.id in self._here:
            return
        if event.id not in self._there:
            raise Refused(
                N_(
                    "{file} holds another content for the act {act} than this session: "
                    "one of the two was changed by hand. Nothing was taken in."
                ),
                file=str(path),
                act=event.id,
            )
        # Purged here as far as there, it named nobody that is known here: it stays as it is.
        if not (self._until and self._until_there and self._until >= self._until_there):
            raise Refused(
                N_(
                    "{file} comes from a copy whose personal data was removed. "
                    "Run “facilitate purge” here too, then try again. Nothing was taken in."
                ),
                file=str(path),
            )
