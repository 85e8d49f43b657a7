"""Laptops of one session, each with a disk of its own, and depots they meet in."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from facilitate.domain.programme.document import complete
from facilitate.i18n import Language
from facilitate.store.clock import RandomIds, StandingClock
from facilitate.store.depot.contact import is_only_read
from facilitate.store.depot.file_depot import FileDepot
from facilitate.store.depot.folder import FolderFiles
from facilitate.store.depot.intake import Consent
from facilitate.store.depot.purges import RemovalWaits, follows_untold
from facilitate.store.depot.record import keep_record, record_of
from facilitate.store.depot.restore import restore
from facilitate.store.depot.sync import Synced, synchronise
from facilitate.store.purge import purge
from facilitate.store.workspace import Workspace
from facilitate.workshop.privacy.purge import agreed_acts, looked_through, removal, vouching
from facilitate.workshop.sharing.depot import DepotSession, Reach
from facilitate.workshop.workshop import Workshop
from tests.support.sessions import digest, open_session
from tests.support.workshops import PLAN

FR = Language("fr")


def agreed(_others):
    """Whoever looks after the programme knows who wrote what is in the depot."""
    return True


def purges_in(folder: Path) -> bytes:
    """Return the lines by which a session tells of removals."""
    data = [path.read_bytes() for path in folder.glob("*.jsonl")]
    return b"".join(line for each in data for line in each.splitlines(keepends=True) if b"session.purged" in line)


class RecordDepot:
    """The record of a programme as the depot of one session, without a server before it."""

    address = "record"
    purges = b""
    notices = ()
    reach = Reach(is_whole=False)

    def __init__(self, record, session: DepotSession, laptop: Path | None = None) -> None:
        self.record = record
        self.session = session
        self.laptop = laptop

    def of(self, laptop: Laptop) -> RecordDepot:
        return RecordDepot(self.record, self.session, laptop.folder)

    def sessions(self):
        return [self.session] if self.offer(self.session) else []

    def offer(self, session):
        return self.record.offer(session)

    def give(self, session, writer, from_line):
        return self.record.give(session, writer, from_line)

    def take(self, session, writer, from_line, lines):
        return self.record.take(session, writer, from_line, lines, purges_in(self.laptop))

    def close(self):
        """Nothing is held."""


class Laptop:
    """A laptop with the session “essai”."""

    def __init__(self, home: Path, machine: str) -> None:
        self.workspace = Workspace(home, machine)
        self.machine = machine

    @property
    def folder(self) -> Path:
        return self.workspace.folder("essai")

    @property
    def tag(self) -> str:
        """What the names of its journals end in, once it restored the session."""
        return self.workspace.tag_in(self.folder)

    def open(self, role: str = "facilitator"):
        return open_session(self.workspace.home, "essai", role, self.tag)

    def note_ahead(self, text: str, days: int, table: int = 3) -> str:
        """Note an idea while the date of this computer is so many days ahead."""
        log, at = self.workspace.log("essai"), datetime.now(UTC) + timedelta(days=days)
        return Workshop(log, StandingClock(at), RandomIds(), f"table-{table}").ideas.record(table, text).ref

    def note(self, text: str, table: int = 1) -> str:
        return self.open(f"table-{table}").ideas.record(table, text).ref

    def sync(self, files, *, anew: bool = False, agree=agreed, following: bool = False) -> Synced:
        depot = files if isinstance(files, RecordDepot) else FileDepot(files, purges_in(self.folder))
        self.vouch()
        last = record_of(self.folder, depot.address)
        found = synchronise(self.workspace.log("essai"), depot, last, Consent(agree), anew=anew, following=following)
        if self.vouch():
            before, found = found, synchronise(self.workspace.log("essai"), depot, found.record, Consent(agree))
            found.join(before)
        keep_record(self.folder, found.record)
        return found

    def vouch(self) -> bool:
        """Say of what is here from before a removal that no known name is left in it, as a command that syncs does."""
        if not purges_in(self.folder) or is_only_read(self.folder, self.machine):
            return False
        recorder = self.open().recorder
        acts = vouching(recorder.timeline, FR.message, datetime.now(UTC))
        if acts is not None and (note := follows_untold(self.workspace.log("essai"))):
            acts = [*acts, note]
        if acts:
            recorder.record(*acts)
        return bool(acts)

    def follow(self, files) -> Synced:
        """Sync; what was removed elsewhere goes here too, by itself or by a purge where more than that has to go."""
        try:
            return self.sync(files)
        except RemovalWaits as waits:
            found = removal(self.open().timeline, datetime.combine(waits.day, time(), UTC), FR.message)
            if found.later or found.events.keys() - waits.cleared:
                self.purge()
            return self.sync(files, following=True)

    def restore(self, files):
        depot = files if isinstance(files, RecordDepot) else FileDepot(files)
        return restore(self.workspace, depot, "essai", datetime.now(UTC))

    def purge(self) -> None:
        """Remove the names of everybody who is known, until now."""
        timeline = self.open().timeline
        found = removal(timeline, datetime(2100, 1, 1, tzinfo=UTC), FR.message)

        def decide():
            recorder = self.open().recorder
            acts = agreed_acts(recorder.timeline, found, FR.message) + looked_through(recorder.timeline, found)
            return found.events, recorder.stamped(acts, recorder.role)

        purge(self.folder, self.tag, decide)

    def digest(self) -> str:
        return digest(self.open().session)


def town(folder: Path, machine: str = "home", session: str = "essai123") -> Laptop:
    """Return the laptop the session was made on."""
    Workspace(folder / machine, machine).create(complete(PLAN), "Essai", slug="essai", session=session)
    return Laptop(folder / machine, machine)


def key(folder: Path) -> FolderFiles:
    return FolderFiles(folder / "key" / "depot")


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
