"""What of a session is here and not in a depot, or there and not here, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from facilitate.domain.errors import FacilitateError, Message, StorageFailure
from facilitate.domain.event import Event
from facilitate.store.cycle_readings import session_id
from facilitate.store.depot.journals import WriterJournal, local_journals
from facilitate.store.depot.record import read_records
from facilitate.store.event_log import FolderLog
from facilitate.store.workspace import Workspace
from facilitate.workshop.sharing.depot import Depot, DepotSession


@dataclass(frozen=True, slots=True)
class SyncState:
    """A session and a depot: how many acts each lacks, and when the first of these was done.

    `synced` is when this computer last synced them, None for never; `last` when the last act that the depot holds was
    done, where it was asked. `address` is empty for a session that was never synced with any depot.
    """

    name: str
    address: str = ""
    synced: datetime | None = None
    to_send: int = 0
    unsent_since: datetime | None = None
    to_take: int = 0
    untaken_since: datetime | None = None
    is_here: bool = True
    is_there: bool = True
    last: datetime | None = None
    problem: Message | None = None  # why nothing else is known of it


def remembered_states(workspace: Workspace) -> Iterator[SyncState]:
    """Yield what is remembered of the sessions here, one state for each depot they were synced with."""
    for slug in workspace.slugs():
        folder = workspace.folder(slug)
        records = read_records(folder)
        if not records:
            yield SyncState(slug, is_there=False)
            continue
        try:
            journals = local_journals(FolderLog(folder, ""))
        except FacilitateError as error:
            yield SyncState(slug, problem=error.message)
            continue
        for record in records:
            unsent = [
                event
                for writer, journal in journals.items()
                for event in list(journal.events)[max(0, record.sent.get(writer, 0) - 1) :]
            ]
            yield SyncState(slug, record.address, record.at, len(unsent), _first(unsent))


def states_with(workspace: Workspace, depot: Depot) -> Iterator[SyncState]:
    """Yield the state of each session that is here or in a depot, as the depot tells it now."""
    here = {session_id(workspace.folder(slug)): slug for slug in workspace.slugs()}
    there = {each.session: each for each in depot.sessions()}
    for session in sorted({*here, *there}, key=lambda key: here.get(key) or there[key].name):
        if session not in there:
            yield SyncState(here[session], depot.address, is_there=False)
        elif session not in here:
            stored = _stored(depot, there[session], {})
            yield SyncState(there[session].name, depot.address, to_take=len(stored), is_here=False, last=_last(stored))
        else:
            try:
                yield _state(workspace.folder(here[session]), depot, there[session])
            except StorageFailure as failure:
                yield SyncState(here[session], problem=failure.message)


def _state(folder: Path, depot: Depot, session: DepotSession) -> SyncState:
    journals = local_journals(FolderLog(folder, ""))
    mine = {key: event for journal in journals.values() for key, event in journal.by_id.items()}
    theirs = _stored(depot, session, journals)
    synced = next((each.at for each in read_records(folder) if each.address == depot.address), None)
    unsent = [event for key, event in mine.items() if key not in theirs]
    untaken = [event for key, event in theirs.items() if key not in mine]
    sends, takes = (len(unsent), _first(unsent)), (len(untaken), _first(untaken))
    return SyncState(folder.name, depot.address, synced, *sends, *takes, last=_last(theirs))


def _stored(depot: Depot, session: DepotSession, journals: dict[str, WriterJournal]) -> dict[str, Event]:
    """Return the acts of a session in a depot; what begins a journal here is not sent for it."""
    found: dict[str, Event] = {}
    for offer in depot.offer(session):
        mine = journals.get(offer.writer)
        known = mine is not None and offer.begins(mine.data)
        data = mine.data[: offer.length] if mine and known else depot.give(session, offer.writer, 0)
        found.update(WriterJournal(offer.writer, data).by_id)
    return found


def _first(events: Iterable[Event]) -> datetime | None:
    return min((event.at for event in events), default=None)


def _last(events: dict[str, Event]) -> datetime | None:
    return max((event.at for event in events.values()), default=None)
