"""Removals of personal data that a depot knows, brought to what this computer holds whenever the depot is reached.

A copy that nobody here works in follows at once: the copies of cycles, and sessions that were only restored to be read.
Where people work, a removal waits until somebody agrees: it is told, and remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from facilitate.domain.errors import N_, FacilitateError, LongDay, Message, Refused
from facilitate.files import unreadable_folder
from facilitate.store.cycle_readings import forget_everywhere, session_id
from facilitate.store.depot.cycle_copies import COPIES, copies_of_cycles, refresh_copy
from facilitate.store.depot.intake import ALL_AGREED
from facilitate.store.depot.journals import WriterJournal, journals_there, local_journals
from facilitate.store.depot.purges import Removals, RemovalWaits
from facilitate.store.depot.record import SyncRecord, keep_record, record_of
from facilitate.store.depot.status import SyncState
from facilitate.store.depot.sync import Synced, synchronise
from facilitate.store.depot.to_read import remembered, united
from facilitate.store.event_log import FolderLog
from facilitate.store.journal_names import journals_in
from facilitate.store.own_tag import is_unwritten
from facilitate.store.purge import check_alone
from facilitate.store.workspace import Workspace
from facilitate.workshop.audit.issue import typed
from facilitate.workshop.sharing.depot import Depot, DepotSession, DepotUnreachable
from facilitate.workshop.views.session_list import SHELVED

_RENEWED = N_(
    "“{name}”: personal data from before {date} was removed on another computer, and now from its copy here ({folder})."
)
_FILES_LEFT = N_(
    "Not changed: files exported to {folder}, where those names may still be. To write them again: “{command}”. Delete "
    "any that are not written again."
)
Tell = Callable[[Message], str]
_WAITS = N_(
    "“{name}”: personal data from before {date} was removed on another computer, and not yet here. To remove it here "
    "too: “facilitate depot sync {name} --to {depot}”."
)


@dataclass(frozen=True, slots=True)
class HeldCopy:
    """A folder with the journals of a session: one of a cycle's copies, or a session in a `part` of the workspace."""

    folder: Path
    part: Workspace | None = None


def bring_removals(
    workspace: Workspace, depot: Depot, sessions: Collection[DepotSession], now: datetime
) -> list[Message]:
    """Bring to the copies here of these sessions what was removed in the depot; returns what is told of it."""
    by_id = {each.session: each for each in sessions}
    notices: list[Message] = []
    for copy in _held(workspace):
        there = by_id.get(session_id(copy.folder))
        if there is not None:
            try:
                notices += [each for each in _bring(workspace, depot, there, copy, now) if each not in notices]
            except DepotUnreachable as error:  # nor will it answer for the others
                return [*notices, error.message]
            except FacilitateError as error:
                notices.append(error.message)
            except OSError as error:
                notices.append(unreadable_folder(copy.folder, error).message)
    return notices


def waits_untold(notices: Collection[Message], slugs: Collection[str]) -> list[Message]:
    """Return these notices but for removals that wait in sessions of these names: their states tell of them."""
    return [each for each in notices if each.text != _WAITS or each.params["name"] not in slugs]


def held_from(workspace: Workspace, address: str) -> list[DepotSession]:
    """Return the sessions of which something is here that came from a depot, or was sent to it."""
    found = (copy.folder for copy in _held(workspace) if record_of(copy.folder, address) is not None)
    return [DepotSession(session_id(folder), folder.name) for folder in found]


def _held(workspace: Workspace) -> Iterator[HeldCopy]:
    """Yield all that is here of sessions; what was archived holds names as well."""
    for part in (workspace, *map(workspace.on_shelf, SHELVED)):
        yield from (HeldCopy(part.folder(slug), part) for slug in part.slugs())
    yield from map(HeldCopy, copies_of_cycles(workspace))


def _bring(workspace: Workspace, depot: Depot, there: DepotSession, copy: HeldCopy, now: datetime) -> list[Message]:
    try:
        states = {each.writer: each for each in depot.offer(there)}
    except Refused:  # a token may open another session alone
        return []
    last = record_of(copy.folder, depot.address)
    if last is not None and last.there == states and last.waits is None:
        return []
    day = removal_waiting(copy.folder, depot, there, now)
    if copy.part:
        remember_waiting(copy.folder, depot.address, day)
    if day is None:
        return []
    names = {"name": copy.folder.name, "date": LongDay(day), "folder": str(copy.folder), "depot": typed(depot.address)}
    if copy.part is None:
        refresh_copy(depot, there, copy.folder, now)
    elif is_only_read(copy.folder, workspace.machine):
        check_alone(copy.folder)
        log = copy.part.log(copy.folder.name)
        record = synchronise(log, depot, last, ALL_AGREED, following=True).record
        # It may have been a reader's link, by which another session or a cycle is read.
        keep_record(copy.folder, replace(record, reads_only=last.reads_only, to_read=last.to_read) if last else record)
    cycles = {*forget_everywhere(workspace.cycles.sessions, there.session)}
    still = removal_waiting(copy.folder, depot, there, now) is not None
    if still:
        return [Message(_WAITS, names)]
    cycles |= {copy.folder.parent.parent.name} if copy.part is None else set()
    left = [each for cycle in sorted(cycles) for each in cycle_files_left(workspace, cycle)]
    if copy.part:
        left += _files_left(copy.part.export_folder(copy.folder.name), f"facilitate export {copy.folder.name}")
    return [Message(_RENEWED, names), *left]


def cycle_files_left(workspace: Workspace, cycle: str) -> list[Message]:
    """Return what is told of files of a cycle that were written before names went from what it reads."""
    return _files_left(workspace.export_folder(cycle), f"facilitate cycle export {cycle}")


def _files_left(folder: Path, command: str) -> list[Message]:
    has_files = folder.is_dir() and any(path.is_file() for path in folder.rglob("*"))
    return [Message(_FILES_LEFT, {"folder": str(folder), "command": command})] if has_files else []


def removal_waiting(folder: Path, depot: Depot, session: DepotSession, now: datetime) -> date | None:
    """Return the day before which names were removed in a depot that still stand in a folder here."""
    here = local_journals(FolderLog(folder, ""))
    return Removals(here.values(), journals_there(depot, session, here), now).waits_here()


def remember_waiting(folder: Path, address: str, day: date | None) -> None:
    """Remember beside a session that a removal waits, or waits no more."""
    last = record_of(folder, address)
    if last is not None and last.waits != day:
        keep_record(folder, replace(last, waits=day))


def remember_failure(folder: Path, address: str, error: FacilitateError, now: datetime, tell: Tell) -> None:
    """Remember beside a session that a sync failed.

    A depot that none was ever completed with is only kept in mind where it was reached, and a removal waits.
    """
    last = record_of(folder, address)
    if isinstance(error, RemovalWaits):
        last = last or SyncRecord(address, None, {}, {})
        keep_record(folder, replace(last, waits=error.day, tried=None, refusal=""))
    elif last is not None:
        reason = "" if isinstance(error, DepotUnreachable) else tell(error.message)
        keep_record(folder, replace(last, tried=now, refusal=reason))


def remember_sync(folder: Path, found: Synced, tell: Tell) -> None:
    """Remember a sync beside its session, what it left out, and what it brought or sent that is to be read."""
    skipped = () if found.taken.agreed else tuple(each.file for each in found.taken.others)
    unsettled = tuple(dict.fromkeys(map(tell, (*found.refused, *found.taken.left_out))))
    last = record_of(folder, found.record.address)
    to_read = united((*(last.to_read if last else ()), *remembered(found.taken.to_read)))
    keep_record(folder, replace(found.record, skipped=skipped, unsettled=unsettled, to_read=to_read))


def remember_readings(workspace: Workspace, states: Iterable[SyncState], now: datetime) -> None:
    """Remember of the copies of cycles that lack nothing of a depot that it was looked at now."""
    for state in states:
        if state.cycle and state.is_there and not (state.to_take or state.to_send):
            folder = workspace.cycles.folder(state.cycle) / COPIES / state.name
            if last := record_of(folder, state.address):
                keep_record(folder, replace(last, at=now))


def is_only_read(folder: Path, machine: str) -> bool:
    """Return whether nobody on this computer ever wrote in a session: it was made elsewhere, and has no guest list."""
    headers = (WriterJournal(path.stem, path.read_bytes()).header for path in journals_in(folder))
    return is_unwritten(folder, machine, [header["home"] for header in headers if header])
