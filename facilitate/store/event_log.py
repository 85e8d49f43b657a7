"""The log of one session: all its journals read as one, and written one at a time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.domain.codec import event_of
from facilitate.domain.errors import N_, Message, StorageFailure
from facilitate.domain.event import Event
from facilitate.domain.roles import COLLECTED
from facilitate.files import append_synced, not_written, system_reason, unreadable_journal
from facilitate.store import locks
from facilitate.store.database import JournalDatabase, JournalStorage, storage_of
from facilitate.store.journal import SCHEMA, DamagedLineError
from facilitate.store.journal_names import ENDING, is_journal_name, is_of_people, mode_of
from facilitate.store.writer import JournalWriter
from facilitate.system import is_portable

if TYPE_CHECKING:
    from facilitate.store.ballot_box import FolderBallots
    from facilitate.store.photos import FolderPhotos
    from facilitate.store.presence import FolderPresence

_PATIENCE = 2.0  # seconds in which the program that holds a journal mends it itself

NO_PROGRAMME = Message(
    N_(
        "The programme of this session is missing: the journal that contains it is not "
        "here. Recover it with “facilitate collect”.",
    )
)


class FolderLog:
    """The journals in a session's folder.

    `home` is the machine whose writers carry no tag; a program on another one signs with its `machine`. `notices`
    collects what was set aside on the way.
    """

    def __init__(self, folder: Path, machine: str, session: str = "", home: str = "") -> None:
        self.folder = folder
        self.slug = folder.name
        self.machine = machine
        self.session = session
        self.home = home
        self.notices: list[Message] = []
        self._identity: tuple[int, int] | None = None
        self._databases: dict[str, JournalDatabase] = {}
        self._held: dict[str, JournalWriter] = {}
        self._listed: set[str] = set()  # the names in the folder at the last look
        self._disturbed: float | None = None  # when a journal was last found written anew by somebody else

    @cached_property
    def presence(self) -> FolderPresence:
        """Where those who work in the session show themselves."""
        from facilitate.store.presence import FolderPresence  # short commands show nobody

        return FolderPresence(self.folder)

    @cached_property
    def photos(self) -> FolderPhotos:
        """The photos beside the journals."""
        from facilitate.store.photos import FolderPhotos  # few commands look at them

        return FolderPhotos(self.folder, self.notices)

    @property
    def ballots(self) -> FolderBallots:
        """The box with the ballots of its vote, once it is known which session it is."""
        from facilitate.store.ballot_box import FolderBallots  # few commands are about a vote

        return FolderBallots(self.folder, self.session)

    @property
    def answers(self) -> FolderBallots:
        """The box with the answers to its closing questions."""
        from facilitate.store.ballot_box import ANSWERS, FolderBallots

        return FolderBallots(self.folder, self.session, ANSWERS)

    def read(self) -> list[Event]:
        """Return every event of every journal; raises `StorageFailure` naming the file and line of one that fails."""
        self._forget()
        return self.news()

    def news(self) -> list[Event]:
        """Return the events that appeared since the last look, whoever wrote them."""
        for role, writer in list(self._held.items()):
            self._beat(role, writer)
        try:
            news = [event for name in self._changed() for event in self._news_of(self.folder / name)]
            self._notice_losses()
        except StorageFailure:
            # What was read on the way was not handed out: it is read again when the damage is mended.
            self._forget()
            raise
        return news

    def restore(self, events: Iterable[Event]) -> None:
        """Write again, among what came from elsewhere, which of these acts others took out of the journals.

        Does nothing unless a journal was written anew or removed, a moment ago: whoever holds it mends it first.
        Raises `StorageFailure`.
        """
        if self._disturbed is None or not self.machine or time.monotonic() - self._disturbed < _PATIENCE:
            return
        there = {event.id for event in FolderLog(self.folder, "", self.session, self.home).read()}
        lost = [event for event in events if event.id not in there]
        self.keep_others(lost)
        self._disturbed = None

    def keep_others(self, events: Sequence[Event]) -> None:
        """Write acts of other writers: each subject that has journals of its own into one of these."""
        by_role: dict[str, list[Event]] = {}
        for event in events:
            by_role.setdefault(event.act.subject.role or COLLECTED, []).append(event)
        for role, those in by_role.items():
            with self.writing_as(role) as writer:
                writer.append(those)

    def _notice_losses(self) -> None:
        """Remember that somebody wrote a journal anew, or removed one."""
        for name, database in self._databases.items():
            storage = storage_of(database)
            if storage.rewritten or (storage.offset and name not in self._listed and not storage.held):
                storage.rewritten = False
                if name not in self._listed:
                    storage.forget()
                self._disturbed = time.monotonic()

    def present(self) -> frozenset[str]:
        """Return the roles that somebody has open."""
        return frozenset(name.partition(".")[0] for name in locks.present(self.folder))

    @contextmanager
    def writing_as(self, role: str) -> Iterator[JournalWriter]:
        """Hold a journal of that role; within, asking for the same role gives the same journal.

        Another one is given when somebody took the lock of the first away, and another program took it.
        """
        if role not in self._held:
            self._held[role] = self._take(role)
        elif not self._held[role].keep():
            self._move_on(role)
        self._held[role].users += 1
        try:
            yield self._held[role]
        finally:
            self._held[role].users -= 1
            if not self._held[role].users:
                self._held.pop(role).close()

    def in_turn(self, what: str) -> AbstractContextManager[bool]:
        """Do something alone among the programs of this machine; tells whether the turn came before patience ended."""
        return locks.turn(self.folder, what)

    def moved(self) -> Path | None:
        """Return where the session's folder is now, when it was renamed while this program had it open."""
        try:
            if self._identity is None or _identity(self.folder) == self._identity:
                return None
        except OSError:
            pass
        try:
            found = [path for path in self.folder.parent.iterdir() if _identity(path) == self._identity]
        except OSError:
            return None
        return found[0] if found else None

    def _take(self, role: str) -> JournalWriter:
        with ExitStack() as stack:
            try:
                lock = locks.WriterLock.take(self.folder, role, "" if self.machine == self.home else self.machine)
                stack.callback(lock.release)
                path = self.folder / f"{lock.name}{ENDING}"
                database = self._database(path)
                storage = storage_of(database)
                stack.callback(storage.close)
                header = {"facilitate": SCHEMA, "session": self.session, "home": self.home}
                storage.open_for_appending(
                    header,
                    mark=lock.mark,
                    refused=lock.refused(path),
                    unsure=lock.killed(),
                    set_aside=lambda torn: self._set_aside(path, torn),
                )
            except OSError as error:
                raise not_written(self.folder / role, error) from error
            return JournalWriter(self, lock, database, stack.pop_all())

    def _move_on(self, role: str) -> None:
        """Write another journal of that role from now on: somebody else has the lock of this one."""
        lost = self._held[role]
        self._held[role] = self._take(role)
        self._held[role].users = lost.users
        lost.close()

    def _beat(self, role: str, writer: JournalWriter) -> None:
        if not writer.keep():
            self._move_on(role)
            return
        try:
            writer.beat()
        except OSError as error:
            raise self._lost(error) or StorageFailure(
                N_(
                    "{file} can no longer be written to: {reason}. Its content will be written again "
                    "as soon as possible."
                ),
                file=f"{writer.name}{ENDING}",
                reason=system_reason(error),
            ) from error

    def _set_aside(self, path: Path, torn: bytes) -> None:
        kept = path.with_suffix(".torn")
        append_synced(kept, torn.removesuffix(b"\n") + b"\n", mode_of(kept))
        self.notices.append(
            Message(
                N_("The last line of {file} was cut off while it was being written; it is saved in {kept}."),
                {"file": path.name, "kept": kept.name},
            )
        )

    def _changed(self) -> list[str]:
        """Return the journals that are not as long as what was read of them; it is one look at the folder."""
        try:
            if self._identity is None:
                self._identity = _identity(self.folder)
            with os.scandir(self.folder) as entries:
                journals = [entry for entry in entries if is_journal_name(entry.name)]
                self._listed = {entry.name for entry in journals}
                names = sorted(entry.name for entry in journals if self._is_news(entry))
                return sorted(names, key=is_of_people)  # which session it is, the others tell
        except OSError as error:
            raise self._lost(error) or unreadable_journal(self.folder, error) from error

    def _lost(self, error: OSError) -> StorageFailure | None:
        """Return what is said when the folder this program had open is not there any more, or has another name."""
        if self._identity is None or not isinstance(error, FileNotFoundError) or self.folder.exists():
            return None
        found = self.moved()
        if found is None:
            return StorageFailure(
                N_("The folder {folder} is missing: nothing is saved until it is put back or its disk reconnected."),
                folder=str(self.folder),
            )
        return StorageFailure(
            N_("This session’s folder is now named “{found}”: nothing is saved until it is named “{folder}” again."),
            found=found.name,
            folder=self.folder.name,
        )

    def _is_news(self, entry: os.DirEntry[str]) -> bool:
        if not entry.is_file():  # a pipe of that name would keep the reader waiting
            return False
        database = self._databases.get(entry.name)
        # A database is as long as its file: asking for its truth would read it all. On Windows `DirEntry.stat` tells an
        # old size.
        return database is None or storage_of(database).differs(os.stat(entry.path))  # noqa: PTH116

    def _forget(self) -> None:
        for database in self._databases.values():
            storage_of(database).forget()

    def _database(self, path: Path) -> JournalDatabase:
        database = self._databases.get(path.name)
        if database is None:
            database = self._databases[path.name] = JournalDatabase(path, storage=JournalStorage)
        return database

    def _news_of(self, path: Path) -> list[Event]:
        """Return what is new in a journal. One of people that does not read keeps nobody from going on without it."""
        if not is_of_people(path.name):
            return self._tail(path)
        try:
            return self._tail(path)
        except StorageFailure as failure:
            if failure.message not in self.notices:
                self.notices.append(failure.message)
            return self._sound_part(path)

    def _sound_part(self, path: Path) -> list[Event]:
        """Return the events of a damaged journal that check; it is not read again before more is written to it."""
        from facilitate.store.journal_reading import act_of, read_journal  # only where one is damaged

        storage_of(self._database(path)).pass_over()
        try:
            journal = read_journal(path, act_of)
        except OSError:
            return []
        return journal.events if not journal.header or journal.header["session"] == self.session else []

    def _tail(self, path: Path) -> list[Event]:
        storage = storage_of(self._database(path))
        try:
            documents = storage.tail(locks.readable)
        except DamagedLineError as damage:
            raise damaged(damage.path, damage.number) from None
        except OSError as error:
            raise unreadable_journal(path, error) from error
        self._check_header(path, storage)
        events: list[Event] = []
        for line, document in enumerate(documents, storage.lines - len(documents) + 1):
            try:
                events.append(event_of(document))
            except ValueError:
                raise damaged(path, line) from None
        return events

    def _check_header(self, path: Path, storage: JournalStorage) -> None:
        header = storage.header
        if header is None:
            return
        session, home = header.get("session"), header.get("home")
        if not (isinstance(header.get("facilitate"), int) and isinstance(session, str) and isinstance(home, str)):
            raise damaged(path, 1)
        if not is_portable(session):  # it becomes part of the names of files, such as drafts
            raise damaged(path, 1)
        self.session = self.session or session
        self.home = self.home or home
        if session != self.session:
            raise StorageFailure(
                N_(
                    "{file} belongs to another session. Move it elsewhere; to combine two copies of a "
                    "session, use “facilitate collect”."
                ),
                file=str(path),
            )


def damaged(path: Path, line: int) -> StorageFailure:
    """Return the error that names the file and the number of a line that does not check."""
    return StorageFailure(
        N_(
            "Line {line} of {file} is damaged. Run “facilitate doctor {session}” to fix what an editor changed and "
            "set aside what is damaged; everything else is kept.",
        ),
        line=line,
        file=str(path),
        session=path.parent.name,
    )


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
