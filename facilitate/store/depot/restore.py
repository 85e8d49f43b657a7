"""A session made anew from a depot, to go on with or to be read.

Its guest list and its tables’ links were never there.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from facilitate.domain.errors import N_, Message, Names, Refused
from facilitate.files import not_written
from facilitate.store.cycle_readings import session_id
from facilitate.store.depot.intake import ALL_AGREED, take_in
from facilitate.store.depot.journals import WriterJournal, local_journals
from facilitate.store.depot.photos import exchange_photos
from facilitate.store.depot.purges import Removals
from facilitate.store.depot.record import SyncRecord, keep_record, read_records
from facilitate.store.event_log import FolderLog
from facilitate.store.journal_names import alike, names_meant
from facilitate.store.own_tag import draw_own_tag
from facilitate.store.photos import lost
from facilitate.store.workspace import Workspace
from facilitate.system import is_portable, make_folders, sync_folder
from facilitate.workshop.audit.issue import typed
from facilitate.workshop.sharing.depot import Depot, DepotSession, WriterState

COPIES = "copies"  # in the folder of a cycle, of sessions that lie in a depot
_UNFINISHED = ".unfinished"  # in the folder of the sessions: nobody lists what is below it
_HERE = N_(
    "“{name}” is here already: nothing was changed. To bring it up to date: “facilitate depot sync {name} --to "
    "{depot}”."
)
_HERE_AS = N_(
    "This session is here already, as “{name}”: nothing was changed. To bring it up to date: “facilitate depot sync "
    "{name} --to {depot}”."
)
_NONE_THERE = N_("{depot} holds no session: check that it is the right one.")
_NOT_THERE = N_("{depot} holds no session “{name}”. It holds: {known}.")
_SEVERAL = N_("“{name}” matches several sessions in {depot}: {known}.")
_UNFIT = N_("“{name}” cannot be the name of a session here: rename its folder in the depot.")
_NOTHING_SOUND = N_("Nothing of “{name}” in the depot can be read: nothing was made here.")
_MOST_NAMES = 12
_READER = "reader"  # signs what no journal of a copy can hold by itself


def every_session(depot: Depot) -> Sequence[DepotSession]:
    """Return the sessions of a depot; raises `Refused` where it holds none: it is most likely another folder."""
    if found := depot.sessions():
        return found
    raise Refused(_NONE_THERE, depot=depot.address)


def session_named(depot: Depot, name: str) -> DepotSession:
    """Return the session of a depot that somebody means: its name, or any part of it that no other has."""
    found = every_session(depot)
    names = names_meant(name, [each.name for each in found])
    meant = [each for each in found if each.name in names]
    if len(meant) == 1:
        return meant[0]
    known = Names(
        tuple(each.name for each in (meant or found)[:_MOST_NAMES]), max(0, len(meant or found) - _MOST_NAMES)
    )
    raise Refused(_SEVERAL if meant else _NOT_THERE, depot=depot.address, name=name, known=known)


def restore(workspace: Workspace, depot: Depot, name: str, now: datetime) -> tuple[str, int, list[Message]]:
    """Make the session of that name in the depot anew here; returns its name, how many acts it has, and what is told.

    Raises `Refused` over a session that is here; whatever fails on the way leaves nothing behind.
    """
    there = session_named(depot, name)
    if not is_portable(there.name):
        raise Refused(_UNFIT, name=there.name)
    for slug in workspace.every_slug():
        if alike(slug) == alike(there.name):
            raise Refused(_HERE, name=slug, depot=typed(depot.address))
        if session_id(workspace.folder(slug)) == there.session:
            raise Refused(_HERE_AS, name=slug, depot=typed(depot.address))
    target = workspace.sessions / there.name
    if target.exists():
        raise Refused(N_("There is already a folder {folder}: rename one of the two first."), folder=str(target))
    folder = workspace.sessions / _UNFINISHED / there.session
    journals, states = read_all(depot, there)
    try:
        shutil.rmtree(folder, ignore_errors=True)  # of one that was killed
        make_folders(folder)
        tag = draw_own_tag(folder, workspace.machine, target)
        came, left_out = _filled(folder, tag, there, journals, now)
        left_out += _with_photos(depot, there, folder)
        sent = {writer: journal.count for writer, journal in local_journals(FolderLog(folder, "")).items()}
        keep_record(folder, SyncRecord(depot.address, now, states, {key: sent[key] for key in sent if key in states}))
        folder.rename(target)
        sync_folder(target.parent)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise not_written(target, error) from error
        raise
    with suppress(OSError):
        folder.parent.rmdir()
    return there.name, came, [*depot.notices, *left_out]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of it when a copy was brought up to date: how many acts `came`, and whether it `changed` at all.

    `lacks` tells how many acts of the copy the depot does not hold; `holds_names` whether names stand there that were
    removed from the copy.
    """

    came: int = 0
    changed: bool = False
    lacks: int = 0
    holds_names: bool = False


def refresh_copy(depot: Depot, session: DepotSession, folder: Path, now: datetime) -> Refreshed:
    """Have a folder hold what the depot has of a session beside what it has, to be read and never worked in.

    A copy never goes back: of a depot in an older state nothing is lost by it, and what was removed from personal data
    on either side stays so. Raises `Refused` where nothing of it can be read.
    """
    journals, states = read_all(depot, session)
    last = next(iter(read_records(folder)), None)  # of whichever depot it was last compared with
    if last is not None and (last.address, last.there) == (depot.address, states):
        return Refreshed()
    mine = [*local_journals(FolderLog(folder, "")).values()] if folder.is_dir() else []
    removals = Removals(mine, journals, now)
    merged = _merged(mine, journals, removals, now)
    fresh = folder.parent / _UNFINISHED / session.session
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        make_folders(fresh)
        _filled(fresh, _READER, session, merged, now, removals)
        _with_photos(depot, session, fresh)
        for record in reversed(read_records(folder)):
            keep_record(fresh, record)
        keep_record(fresh, SyncRecord(depot.address, now, states, {}))
        before, after = _lines(mine), _lines(local_journals(FolderLog(fresh, "")).values())
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise not_written(folder, error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    there = _lines(journals)
    names = any(removals.is_cleared_here(key) and there[key] != after.get(key) for key in there)
    return Refreshed(len(after.keys() - before.keys()), after != before, len(before.keys() - there.keys()), names)


def _merged(
    mine: Sequence[WriterJournal], theirs: Sequence[WriterJournal], removals: Removals, now: datetime
) -> list[WriterJournal]:
    """Return the journals of a copy and of a depot, rid of the names that were removed on either side.

    Of what only the copy has, that goes which a removal in the depot never saw: it may hold names.
    """
    settled, others = removals.settled(), Removals(theirs, mine, now)
    found: dict[str, list[WriterJournal]] = {}
    for journal in (*theirs, *mine):
        late = {
            event.id for event in journal.events if journal in mine and others.may_hold_names(event, journal.writer)
        }
        lines = (settled.get(key, line) for key, line in journal.lines.items() if key not in late)
        clean = WriterJournal(journal.writer, journal.first + b"".join(lines))
        same = found.setdefault(journal.writer, [])
        if not any(clean.lines.keys() <= each.lines.keys() for each in same):
            kept = [each for each in same if not each.lines.keys() <= clean.lines.keys()]
            found[journal.writer] = sorted([*kept, clean], key=lambda each: -each.count)
    return [journal for same in found.values() for journal in same]


def _lines(journals: Iterable[WriterJournal]) -> dict[str, bytes]:
    return {key: line for journal in journals for key, line in journal.lines.items()}


def copies_of_cycles(workspace: Workspace, cycle: str = "") -> Iterator[Path]:
    """Yield the folders of the copies that the cycles of a workspace keep, or one of them."""
    cycles = workspace.cycles
    for slug in [cycle] if cycle else cycles.slugs():
        copies = cycles.folder(slug) / COPIES
        if copies.is_dir():
            yield from sorted(path for path in copies.iterdir() if path.is_dir() and not path.name.startswith("."))


def read_all(depot: Depot, session: DepotSession) -> tuple[list[WriterJournal], dict[str, WriterState]]:
    """Return the journals of a session there, and how far each goes."""
    states = {each.writer: each for each in depot.offer(session)}
    return [WriterJournal(writer, depot.give(session, writer, 0)) for writer in states], states


def _with_photos(depot: Depot, session: DepotSession, folder: Path) -> list[Message]:
    """Bring the photos that the journals in a folder name; returns what is told of those that are nowhere."""
    events = [event for journal in local_journals(FolderLog(folder, "")).values() for event in journal.events]
    exchange_photos(depot, session, folder, events, (), purged=False)
    return lost(folder, events)


def _filled(
    folder: Path,
    machine: str,
    session: DepotSession,
    journals: Sequence[WriterJournal],
    now: datetime,
    removals: Removals | None = None,
) -> tuple[int, list[Message]]:
    """Write journals into an empty folder; returns how many acts it has then, and what stayed out."""
    home = next((str(each.header["home"]) for each in journals if each.header), "")
    log = FolderLog(folder, machine, session.session, home)
    taken = take_in(log, {}, journals, removals or Removals((), journals, now), ALL_AGREED, now)
    if not taken.came:
        raise Refused(_NOTHING_SOUND, name=session.name)
    return taken.came, taken.left_out
