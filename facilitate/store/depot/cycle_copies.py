"""The copies that a cycle keeps of sessions which lie in depots: to be read, and never worked in.

A copy is a union, and never goes back. It has every act, without the words that no longer stand in the session: where
they stand once more, the depot gives them with the next contact. Whatever stops a command, the next one about the cycle
leaves no other copy.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from facilitate.domain.acts.purge import SessionPurged
from facilitate.domain.codec import document_of
from facilitate.domain.errors import N_, Refused
from facilitate.files import not_written, write_file
from facilitate.store.cycle_readings import session_id
from facilitate.store.depot.intake import acceptable
from facilitate.store.depot.journals import WriterJournal, in_order
from facilitate.store.depot.purges import Removals
from facilitate.store.depot.record import SyncRecord, keep_record, read_records
from facilitate.store.depot.restore import read_all, write_journals
from facilitate.store.journal import frame
from facilitate.store.journal_names import is_of_people, journals_in
from facilitate.store.locks import turn
from facilitate.store.workspace import Workspace
from facilitate.system import make_folders, sync_folder
from facilitate.workshop.sharing.depot import Depot, DepotSession

COPIES = "copies"  # in the folder of a cycle
_UNFINISHED = ".unfinished"  # beside them: those that are being made, and below it those that these replace
_REPLACED = ".replaced"
_FORM, _MARK = "2", ".form"  # of what words copies hold; those of another one are made anew
_VOUCHED = b'"kind":"purge.vouched"'  # what computers tell only each other
_READER = "reader"  # signs what no journal of a copy can hold by itself
_BUSY = N_("The copies of this cycle are being brought up to date in another window: wait until that is done.")


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of it when a copy was brought up to date: how many changes `came`, and whether it `changed` at all.

    `lacks` tells how many acts of the copy the depot does not hold; `holds_names` whether names stand there that were
    removed from the copy, `loses_names` whether a removal came that the copy did not know.
    """

    came: int = 0
    changed: bool = False
    lacks: int = 0
    holds_names: bool = False
    loses_names: bool = False


def refresh_copy(depot: Depot, session: DepotSession, folder: Path, now: datetime) -> Refreshed:
    """Have a folder hold what the depot has of a session beside what it has, without words that stand no more.

    A copy never goes back: of a depot in an older state nothing is lost by it, and what was removed from personal data
    on either side stays so. Raises `Refused` where nothing of it can be read.
    """
    journals, states = read_all(depot, session)
    with turn(folder.parent.parent, COPIES) as alone:
        if not alone:
            raise Refused(_BUSY)
        _finish(folder.parent)
        records = read_records(folder)
        last = records[0] if records else None  # of whichever depot it was last compared with
        if last is not None and (last.address, last.there) == (depot.address, states):
            keep_record(folder, replace(last, at=now))
            return Refreshed()
        mine = _journals(folder)
        removals = Removals(mine, journals, now)
        records = [SyncRecord(depot.address, now, states, {}), *records]
        _put(folder, session, _merged(mine, journals, removals, now), records, removals, now)
    before, there, after = _lines(mine), _lines(journals), _lines(_journals(folder))
    is_named = any(map(removals.is_cleared_here_alone, there))
    came = sum(_VOUCHED not in after[key] for key in after.keys() - before.keys())
    purges = {key for each in journals for key, event in each.by_id.items() if isinstance(event.act, SessionPurged)}
    loses = bool(before) and not purges <= before.keys()
    return Refreshed(came, after != before, len(before.keys() - there.keys()), is_named, loses)


def settle_copies(folder: Path, sessions: Path) -> None:
    """Have no copy of the cycle in a folder hold words that its session took back, as far as that is known here.

    What a command that was stopped left is finished, copies of an older version are made anew, and one goes whose
    session lies in the folder of `sessions` with all that the copy has.
    """
    copies = folder / COPIES
    if not copies.is_dir():
        return
    with turn(folder, COPIES) as alone:
        if not alone:
            return
        _finish(copies)
        mark = copies / _MARK
        is_settled = mark.is_file() and mark.read_text(encoding="utf-8") == _FORM
        here = {each.name for each in sessions.iterdir()} if sessions.is_dir() else set()
        for name in sorted(here.intersection(each.name for each in copies.iterdir())):
            yield_to(sessions / name, copies / name)
        if not is_settled:
            for copy in _folders(copies):
                _settle(copy)
            write_file(mark, _FORM)


def yield_to(session: Path, copy: Path) -> None:
    """Remove a copy where the session itself is here, in that folder, with every act that the copy has."""
    if not (session.is_dir() and copy.is_dir() and (key := session_id(copy)) and key == session_id(session)):
        return
    if _lines(_journals(session)).keys() >= _lines(_journals(copy)).keys():
        shutil.rmtree(copy)


def drop_copies(workspace: Workspace, sessions: Collection[str], cycle: str = "") -> None:
    """Remove the copies of sessions, by their ids, that cycles keep, or one of them."""
    for slug in [cycle] if cycle else workspace.cycles.slugs():
        with turn(folder := workspace.cycles.folder(slug), COPIES) as alone:
            if alone:
                _finish(folder / COPIES)
    for copy in copies_of_cycles(workspace, cycle):
        if session_id(copy) in sessions:
            shutil.rmtree(copy, ignore_errors=True)


def copies_of_cycles(workspace: Workspace, cycle: str = "") -> Iterator[Path]:
    """Yield the folders of the copies that the cycles of a workspace keep, or one of them."""
    cycles = workspace.cycles
    for slug in [cycle] if cycle else cycles.slugs():
        yield from copies_in(cycles.folder(slug) / COPIES)


def copies_in(copies: Path) -> list[Path]:
    """Return the folders of the copies that one cycle keeps, by name."""
    return _folders(copies) if copies.is_dir() else []


def _folders(copies: Path) -> list[Path]:
    return sorted(path for path in copies.iterdir() if path.is_dir() and not path.name.startswith("."))


def _finish(copies: Path) -> None:
    """Do what was left undone where a copy was to take the place of another: the newer one is whole by then."""
    unfinished = copies / _UNFINISHED
    if not unfinished.is_dir():
        return
    for before in _folders(unfinished / _REPLACED) if (unfinished / _REPLACED).is_dir() else ():
        fresh = unfinished / before.name
        if not (copies / before.name).exists():
            (fresh if fresh.is_dir() else before).rename(copies / before.name)
    shutil.rmtree(unfinished)


def _settle(copy: Path) -> None:
    """Make a copy anew without words that stand no more; what the depot has comes whole with the next contact."""
    now, mine = datetime.now(UTC), _journals(copy)
    if not mine:
        return
    records = [replace(each, there={}) for each in read_records(copy)]
    _put(copy, DepotSession(session_id(copy), copy.name), mine, records, Removals(mine, (), now), now)


def _put(
    folder: Path,
    session: DepotSession,
    journals: Sequence[WriterJournal],
    records: Sequence[SyncRecord],
    removals: Removals,
    now: datetime,
) -> None:
    """Put a copy that is made of journals in the place of the one in a folder; raises `StorageFailure`."""
    unfinished = folder.parent / _UNFINISHED
    fresh, before = unfinished / folder.name, unfinished / _REPLACED / folder.name
    is_first = not folder.parent.is_dir()
    try:
        make_folders(fresh)
        write_journals(fresh, _READER, session, _without_words(journals, removals, now), now, removals)
        for record in reversed(records):
            keep_record(fresh, record)
        if folder.is_dir():
            make_folders(before.parent)
            folder.rename(before)
        fresh.rename(folder)
        sync_folder(folder.parent)
        if is_first:
            write_file(folder.parent / _MARK, _FORM)
    except OSError as error:
        raise not_written(folder, error) from error
    finally:
        with suppress(OSError):
            _finish(folder.parent)


def _without_words(journals: Sequence[WriterJournal], removals: Removals, now: datetime) -> list[WriterJournal]:
    """Return journals in which no act has words that do not stand in what all of them together say."""
    from facilitate.workshop.sharing.standing_words import standing_acts  # most commands about cycles make no copy

    events = acceptable(journals, removals, now)
    lines = {key: frame(document_of(event)) for key, event in standing_acts(events).items()}
    return [WriterJournal(each.writer, each.with_lines(lines)) for each in journals]


def _merged(
    mine: Sequence[WriterJournal], theirs: Sequence[WriterJournal], removals: Removals, now: datetime
) -> list[WriterJournal]:
    """Return the journals of a copy and of a depot, rid of the names that were removed on either side.

    Of an act that both have, the depot tells the words, which the copy may have left out. Of what only the copy has,
    that goes which a removal in the depot never saw: it may hold names.
    """
    own, others = _lines(mine), Removals(theirs, mine, now)
    lines: Mapping[str, bytes] = {
        **own,
        **_lines(theirs),
        **{key: line for key, line in own.items() if removals.is_cleared_here_alone(key)},
    }
    found: dict[str, list[WriterJournal]] = {}
    for journal in (*theirs, *mine):
        late = {
            event.id for event in journal.events if journal in mine and others.may_hold_names(event, journal.writer)
        }
        kept_lines = (lines[key] for key in journal.lines if key not in late)
        clean = WriterJournal(journal.writer, journal.first + b"".join(kept_lines))
        same = found.setdefault(journal.writer, [])
        if not any(clean.lines.keys() <= each.lines.keys() for each in same):
            kept = [each for each in same if not each.lines.keys() <= clean.lines.keys()]
            found[journal.writer] = sorted([*kept, clean], key=lambda each: -each.count)
    return [journal for same in found.values() for journal in same]


def _journals(folder: Path) -> list[WriterJournal]:
    """Return the journals of a copy, as far as they read: the depot gives again what is damaged."""
    paths = [path for path in journals_in(folder) if not is_of_people(path.name)] if folder.is_dir() else []
    found = (WriterJournal(path.stem, path.read_bytes()) for path in paths)
    return [journal for journal in found if journal.first]


def _lines(journals: Iterable[WriterJournal]) -> dict[str, bytes]:
    """Return the line of each act by its id, as its writer's own journal has it where that is there."""
    return {key: line for journal in reversed(in_order(journals)) for key, line in journal.lines.items()}
