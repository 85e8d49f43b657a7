"""A session made anew from a depot, to go on with.

Its guest list and its tables’ links were never there.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from facilitate.domain.errors import N_, Message, Names, Refused
from facilitate.domain.timeline import Timeline
from facilitate.files import not_written
from facilitate.store.cycle_readings import session_id
from facilitate.store.depot.intake import ALL_AGREED, take_in
from facilitate.store.depot.journals import WriterJournal, local_journals
from facilitate.store.depot.photos import exchange_photos
from facilitate.store.depot.purges import Removals
from facilitate.store.depot.record import SyncRecord, keep_record
from facilitate.store.depot.sync import READS_ONLY
from facilitate.store.depot.to_read import RESTORED, reading_notices, remembered, to_read
from facilitate.store.event_log import FolderLog
from facilitate.store.journal_names import alike, names_meant
from facilitate.store.own_tag import draw_own_tag
from facilitate.store.photos import lost
from facilitate.store.workspace import Workspace
from facilitate.system import is_portable, make_folders, sync_folder
from facilitate.workshop.audit.issue import typed
from facilitate.workshop.privacy.purge import last_day_left
from facilitate.workshop.sharing.depot import Depot, DepotSession, WriterState
from facilitate.workshop.views.session_list import SHELVED, Shelf

_UNFINISHED = ".unfinished"  # in the folder of the sessions: nobody lists what is below it
_HERE = N_(
    "“{name}” is here already: nothing was changed. To bring it up to date: “facilitate depot sync {name} --to "
    "{depot}”."
)
_HERE_AS = N_(
    "This session is here already, as “{name}”: nothing was changed. To bring it up to date: “facilitate depot sync "
    "{name} --to {depot}”."
)
_NAMED_SO = N_(
    "Another session here has the name “{name}”: nothing was changed. To work in the one of the depot too, do "
    "the same again with --home and another folder."
)
_NONE_THERE = N_("{depot} holds no session: check that it is the right one.")
_NOT_THERE = N_("{depot} holds no session “{name}”. It holds: {known}.")
_SEVERAL = N_("“{name}” matches several sessions in {depot}: {known}.")
_UNFIT = N_("“{name}” cannot be the name of a session here: rename its folder in the depot.")
_NOTHING_SOUND = N_("Nothing of “{name}” in the depot can be read: nothing was made here.")
_MOST_NAMES = 12


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

    What somebody should read of it is remembered. Raises `Refused` over a session that is
    here; whatever fails on the way leaves nothing behind.
    """
    there = session_named(depot, name)
    if not is_portable(there.name):
        raise Refused(_UNFIT, name=there.name)
    _check_not_here(workspace, depot, there)
    target = workspace.sessions / there.name
    if target.exists():
        raise Refused(N_("There is already a folder {folder}: rename one of the two first."), folder=str(target))
    folder = workspace.sessions / _UNFINISHED / there.session
    journals, states = read_all(depot, there)
    try:
        shutil.rmtree(folder, ignore_errors=True)  # of one that was killed
        make_folders(folder)
        tag = draw_own_tag(folder, workspace.machine, target)
        came, left_out = write_journals(folder, tag, there, journals, now)
        left_out += _with_photos(depot, there, folder)
        here = local_journals(FolderLog(folder, ""))
        sent = {writer: journal.count for writer, journal in here.items()}
        unread = _unread(here, there.name, now)
        record = SyncRecord(depot.address, now, states, sent, reads_only=not depot.reach.takes)
        keep_record(folder, replace(record, to_read=tuple(remembered(unread))))
        folder.rename(target)
        sync_folder(target.parent)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise not_written(target, error) from error
        raise
    with suppress(OSError):
        folder.parent.rmdir()
    left_out += [] if depot.reach.takes else [Message(READS_ONLY, {"depot": depot.address, "name": there.name})]
    return there.name, came, [*depot.notices, *left_out, *unread]


def _unread(here: Mapping[str, WriterJournal], name: str, now: datetime) -> list[Message]:
    """Return what is told of texts that were sent with no computer of a removal having read them."""
    events = Removals(here.values(), here.values(), now).unread_by_others()
    timeline = Timeline.of(event for journal in here.values() for event in journal.events)
    return reading_notices(to_read(RESTORED, last_day_left(timeline), events), timeline, name) if events else []


def _check_not_here(workspace: Workspace, depot: Depot, there: DepotSession) -> None:
    """Raise `Refused` over a session that is here, also in the archive, or whose name another one here has."""
    archive = workspace.on_shelf(Shelf.ARCHIVE)
    for slug in archive.slugs():
        if session_id(archive.folder(slug)) == there.session:
            raise Refused(SHELVED[Shelf.ARCHIVE], name=slug, session=slug)
    for slug in workspace.every_slug():
        is_named_so = alike(slug) == alike(there.name)
        if session_id(workspace.folder(slug)) == there.session:
            raise Refused(_HERE if is_named_so else _HERE_AS, name=slug, depot=typed(depot.address))
        if is_named_so:
            raise Refused(_NAMED_SO, name=slug)


def read_all(depot: Depot, session: DepotSession) -> tuple[list[WriterJournal], dict[str, WriterState]]:
    """Return the journals of a session there, and how far each goes."""
    states = {each.writer: each for each in depot.offer(session)}
    return [WriterJournal(writer, depot.give(session, writer, 0)) for writer in states], states


def _with_photos(depot: Depot, session: DepotSession, folder: Path) -> list[Message]:
    """Bring the photos that the journals in a folder name; returns what is told of those that are nowhere."""
    events = [event for journal in local_journals(FolderLog(folder, "")).values() for event in journal.events]
    exchange_photos(depot, session, folder, events, (), purged=False)
    return lost(folder, events)


def write_journals(
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
