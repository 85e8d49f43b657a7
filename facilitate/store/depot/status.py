"""What of a session is here and not in a depot, or there and not here, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from facilitate.domain.acts.purge import PurgeVouched, SessionPurged
from facilitate.domain.errors import FacilitateError, Message, StorageFailure
from facilitate.domain.event import Event
from facilitate.domain.purge_marks import purge_day
from facilitate.domain.roles import COLLECTED, role_of
from facilitate.domain.timeline import Timeline
from facilitate.store.cycle_readings import session_id
from facilitate.store.depot.cycle_copies import copies_of_cycles
from facilitate.store.depot.journals import WriterJournal, journals_there, local_journals
from facilitate.store.depot.purges import FORKED, Removals
from facilitate.store.depot.record import RECORD, SyncRecord, read_records, record_of
from facilitate.store.depot.to_read import reading_notices
from facilitate.store.depot.tokens import tokens_in
from facilitate.store.event_log import FolderLog
from facilitate.store.journal_names import journals_in
from facilitate.store.workspace import Workspace
from facilitate.workshop.sharing.depot import Depot, DepotSession
from facilitate.workshop.views.session_list import Shelf


@dataclass(frozen=True, slots=True)
class SyncState:
    """A session and a depot: how many acts each lacks, and when the first of these was done.

    Of what is only remembered `to_send` are those that were written here; of others that came here since, `to_compare`,
    nobody knows whether whoever wrote them brought them there too.
    `synced` is when this computer last synced them, None for never; `last` when the last act that the depot holds was
    done, where it was asked and that is known. `address` is empty for a session that was never synced with any depot.
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
    waits: date | None = None  # before which day names were removed elsewhere that still stand here
    unsent_removal: bool = False  # whether names were removed here that still stand in the depot
    to_compare: int = 0
    is_removal_to_compare: bool = False  # whether a removal is among these
    tried: datetime | None = None  # when the last attempt failed; `refusal` tells why, where something answered
    refusal: str = ""
    skipped: tuple[str, ...] = ()  # the journals there whose changes were not agreed to at the last sync
    unsettled: tuple[str, ...] = ()  # what else it left out, and why
    to_read: tuple[Message, ...] = ()  # why somebody should read what it brought
    is_archived: bool = False  # whether it is here, put away
    is_asked: bool = False  # whether the depot told it now, and not what is remembered of it
    missed: date | None = None  # the day of an event that is over, where nothing of it is in the copy
    is_missing: bool = False  # whether the depot held it once, and no more: most likely it is an older state of itself
    is_closed: bool = False  # whether no link kept here may send it to a depot where it is not, as far as is known
    reads_only: bool = False  # whether the token takes nothing of it
    session: str = ""  # its id, where a depot was asked: two events may be called alike
    cycle: str = ""  # the cycle that keeps a copy of it, where no session of that name is worked in here


def remembered_states(workspace: Workspace) -> Iterator[SyncState]:
    """Yield what is remembered of the sessions here, one state for each depot they were synced with."""
    for cycle, folder in _copies(workspace).values():
        for record in read_records(folder):
            yield SyncState(folder.name, record.address, record.at, is_here=False, cycle=cycle)
    yield from states_of(workspace, workspace.slugs())


def states_of(workspace: Workspace, slugs: Iterable[str]) -> Iterator[SyncState]:
    """Yield what is remembered of these sessions."""
    for slug in slugs:
        folder = workspace.folder(slug)
        records = read_records(folder)
        try:
            journals = local_journals(FolderLog(folder, ""))
        except FacilitateError as error:
            yield SyncState(slug, problem=error.message)
            continue
        addresses = {record.address for record in records}
        begun = [address for address in tokens_in(folder) if address not in addresses]  # whose first sync was cut off
        events = _counted(event for journal in journals.values() for event in journal.events)
        for address in begun:
            yield SyncState(slug, address, None, len(events), _first(events), unsent_removal=_purges_in(events))
        if not (records or begun):
            yield SyncState(slug, is_there=False)
        own = _own_suffix(workspace, folder, journals) if records else ""
        texts = _to_read(slug, records, journals)
        for record in records:
            state = _remembered(slug, record, journals, own)
            yield replace(state, to_read=texts if record.to_read else ())
            texts = () if record.to_read else texts  # once, whatever came by which of them


def _remembered(slug: str, record: SyncRecord, journals: Mapping[str, WriterJournal], own: str) -> SyncState:
    """Return what is remembered of a session and a depot; `own` is what the journals end with that are written here."""
    rest = {
        writer: list(journal.events)[max(0, record.sent.get(writer, 0) - 1) :] for writer, journal in journals.items()
    }
    unsent = _counted(event for writer, events in rest.items() if _is_own(writer, own) for event in events)
    known = {event.id for event in unsent}
    came = [event for event in _counted(event for events in rest.values() for event in events) if event.id not in known]
    return SyncState(
        slug,
        record.address,
        record.at,
        len(unsent),
        _first(unsent),
        waits=record.waits if _still_waits(record, journals) else None,
        unsent_removal=_purges_in(unsent),
        to_compare=len(came),
        is_removal_to_compare=_purges_in(came),
        tried=record.tried,
        refusal=record.refusal,
        skipped=record.skipped,
        unsettled=record.unsettled,
        reads_only=record.reads_only,
    )


def _to_read(name: str, records: Iterable[SyncRecord], journals: Mapping[str, WriterJournal]) -> tuple[Message, ...]:
    """Return what is told of that is to be read of a session of that name, by whichever depot it came or went."""
    those = [each for record in records for each in record.to_read]
    events = (event for journal in journals.values() for event in journal.events)
    return tuple(reading_notices(those, Timeline.of(events), name)) if those else ()


def _own_suffix(workspace: Workspace, folder: Path, journals: Mapping[str, WriterJournal]) -> str:
    """Return what the names of the journals of a session end with that are written on this computer."""
    tag = workspace.tag_in(folder)
    return "" if any(each.header and each.header["home"] == tag for each in journals.values()) else tag


def _is_own(writer: str, own: str) -> bool:
    """Return whether a journal is written here; a second writer of one role adds a sign to its name."""
    suffix = writer.partition(".")[2]
    is_other = role_of(writer) == COLLECTED or FORKED in writer
    return not is_other and suffix.startswith(own) and len(suffix) <= len(own) + 1


def is_pending(workspace: Workspace, slug: str) -> bool:
    """Return whether its last sync left something of a session, or something was written since; no depot is asked."""
    folder = workspace.folder(slug)
    last = next(iter(read_records(folder)), None)
    if last is None or last.reads_only:
        return False
    if last.tried or last.waits or last.skipped or last.unsettled:
        return True
    try:
        remembered = (folder / RECORD).stat().st_mtime_ns
        if all(path.stat().st_mtime_ns < remembered for path in journals_in(folder)):
            return False
    except OSError:
        return False
    return any(each.to_send or each.to_compare for each in states_of(workspace, [slug]) if each.address == last.address)


def states_with(workspace: Workspace, depot: Depot) -> Iterator[SyncState]:
    """Yield the state of each session that is here or in a depot, as the depot tells it now."""
    here = {session_id(workspace.folder(slug)): slug for slug in workspace.slugs()}
    there, copies = {each.session: each for each in depot.sessions()}, _copies(workspace)
    is_whole, reads_only = depot.reach.is_whole, not depot.reach.takes
    archive = workspace.on_shelf(Shelf.ARCHIVE)
    archived = {session_id(archive.folder(slug)): slug for slug in archive.slugs()}
    for session, (cycle, folder) in copies.items() if is_whole else ():
        if session not in there and (last := record_of(folder, depot.address)):
            yield SyncState(
                folder.name, depot.address, last.at, is_here=False, is_there=False, is_asked=True, is_missing=True,
                session=session, cycle=cycle,
            )  # fmt: skip
    for session in sorted({*here, *there}, key=lambda key: here.get(key) or there[key].name):
        if session not in there:
            last = record_of(workspace.folder(here[session]), depot.address)
            was_there = last is not None and last.at is not None and bool(last.there)
            # The token of another session shows nothing of this one.
            missing = was_there and (is_whole or not there)
            synced = last.at if last else None
            yield SyncState(here[session], depot.address, synced, is_there=False, is_missing=missing, session=session)
        elif session not in here and session in copies:
            cycle, folder = copies[session]
            yield replace(_state(folder, depot, there[session]), is_here=False, cycle=cycle, waits=None)
        elif session in archived:
            yield SyncState(archived[session], depot.address, is_here=False, is_archived=True, session=session)
        elif session not in here:
            stored = _by_id(journals_there(depot, there[session], {}))
            yield SyncState(
                there[session].name, depot.address, to_take=len(stored), is_here=False, last=_last(stored),
                reads_only=reads_only, session=session,
            )  # fmt: skip
        else:
            try:
                yield _state(workspace.folder(here[session]), depot, there[session])
            except StorageFailure as failure:
                yield SyncState(here[session], problem=failure.message, session=session)


def _state(folder: Path, depot: Depot, session: DepotSession) -> SyncState:
    journals = local_journals(FolderLog(folder, ""))
    mine = {key: event for journal in journals.values() for key, event in journal.by_id.items()}
    there = journals_there(depot, session, journals)
    theirs = _by_id(there)
    record = record_of(folder, depot.address)
    synced = record.at if record else None
    unsent = _counted(event for key, event in mine.items() if key not in theirs)
    untaken = _counted(event for key, event in theirs.items() if key not in mine)
    sends, takes = (len(unsent), _first(unsent)), (len(untaken), _first(untaken))
    waits = Removals(journals.values(), there, datetime.now(UTC)).waits_here()
    return SyncState(
        folder.name, depot.address, synced, *sends, *takes, last=_last(theirs), waits=waits,
        unsent_removal=_purges_in(unsent), is_asked=True, reads_only=not depot.reach.takes,
        session=session.session, to_read=_to_read(folder.name, read_records(folder), journals),
    )  # fmt: skip


def _copies(workspace: Workspace) -> dict[str, tuple[str, Path]]:
    """Return by session the cycle that keeps a copy of it, and where that is; where it is not here by itself."""
    here = {session_id(workspace.folder(slug)) for slug in workspace.slugs()}
    found = {session_id(folder): (folder.parent.parent.name, folder) for folder in copies_of_cycles(workspace)}
    return {session: copy for session, copy in found.items() if session not in here}


def _by_id(journals: Iterable[WriterJournal]) -> dict[str, Event]:
    return {key: event for journal in journals for key, event in journal.by_id.items()}


def _counted(events: Iterable[Event]) -> list[Event]:
    """Return each event once, but for what computers tell only each other: a sync counts the same."""
    return [event for event in {each.id: each for each in events}.values() if not isinstance(event.act, PurgeVouched)]


def _purges_in(events: Iterable[Event]) -> bool:
    return any(isinstance(event.act, SessionPurged) for event in events)


def _still_waits(record: SyncRecord, journals: Mapping[str, WriterJournal]) -> bool:
    """Return whether what was seen to wait was not done here since; a removal from before may have missed it."""
    done = (event for journal in journals.values() for event in journal.events)
    day = purge_day(event for event in done if record.at is None or event.at > record.at)
    return record.waits is not None and (day is None or day < record.waits)


def _first(events: Iterable[Event]) -> datetime | None:
    return min((_seen(event) for event in events), default=None)


def _last(events: dict[str, Event]) -> datetime | None:
    """Return when the last act was done; None where that is dated in a time to come, so that nobody knows."""
    now = datetime.now(UTC)
    at, key = max(((event.at, event.id) for event in events.values() if event.at <= now), default=(None, ""))
    return None if any(event.at > now and event.id > key for event in events.values()) else at


def _seen(event: Event) -> datetime:
    """Return when an act was done at the latest: one that is here was not done in a time to come, whatever its date."""
    return min(event.at, datetime.now(UTC))
