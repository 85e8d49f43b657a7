"""The depot as files: a folder for each session, in it whole journals, one writer one file.

Whatever else lies there is told of and left as it is: files of other sessions, of people, of no session. What another
program made a copy of (“table-3 (conflicted copy)”) is a journal by what it holds, and a writer by its name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter

from facilitate.domain.errors import N_, Message, Names, Refused
from facilitate.domain.event import Event
from facilitate.domain.purge_marks import cleared
from facilitate.domain.values.pictures import digest_of, is_digest
from facilitate.store.depot.journals import WriterJournal, session_in
from facilitate.store.journal_names import ENDING, alike, is_given, is_journal_name, is_of_people
from facilitate.store.photos import ENDING as PHOTO
from facilitate.store.photos import PHOTOS
from facilitate.workshop.sharing.depot import (
    DepotFiles,
    DepotSession,
    DepotUnreachable,
    FileChanged,
    Reach,
    Receipt,
    StoredFile,
    WriterState,
    state_of_journal,
)

_ATTEMPTS = 3
_OF_SYSTEMS = frozenset(
    {"system volume information", "$recycle.bin", "lost.dir", "lost+found", "desktop.ini", "thumbs.db"}
)
_ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ENDING)
_FEW_FOLDERS = 50
_BEGUN = re.compile(rb"[0-9a-f]{0,8}(?: (?:\{[^\n]{0,200})?)?\0*")  # a first line that was cut off
_OF_PEOPLE = N_("{file} lies in the depot and holds who was invited: no guest list belongs there. Remove it.")
_FOREIGN = N_("{file} in the depot is no journal of this session: it was left as it is. Move it elsewhere.")
_TORN = N_(
    "{file} in the depot is cut off at its end, as by a lost connection. What is missing there comes once the computer "
    "that it was written on has synced again."
)
_MENDED = N_(
    "{file} in the depot was cut off at its end, as by a lost connection: what was missing there was sent again."
)
_DAMAGED = N_("{file} in the depot is damaged (line {lines}): only what checks in it is read.")
_BESIDE = N_(
    "{file} lies beside the journals in the depot and is none: names that were removed may stand in it. Look into it, "
    "and remove it or move it elsewhere."
)
_NOT_LOOKED_INTO = N_(
    "Beside the sessions in {depot} lies what nobody looked into, where names that were removed may still stand: "
    "{files}. If it holds copies of sessions, remove them."
)
_GAP = N_("{file} in the depot is shorter than it was a moment ago: sync again.")
_OTHERS = N_("{file} in the depot holds other changes: it was left as it is.")
_NO_LINES = N_("{file}: what was to be sent does not check. Run “facilitate doctor {session}” first.")
_BUSY = N_("Other programs keep changing {file} in the depot: try again in a moment.")


@dataclass(frozen=True, slots=True)
class _File:
    """A journal there, by its folder and its own name, which need not be spelt as its writer's."""

    folder: str
    name: str
    stored: StoredFile
    journal: WriterJournal

    @property
    def whole(self) -> bytes:
        return self.stored.data[: self.stored.data.rfind(b"\n") + 1]

    def is_of(self, session: DepotSession) -> bool:
        """Return whether it is a journal of that session, as far as it tells: its first line may be damaged."""
        header = self.journal.header
        return not self.journal.is_empty and (header is None or header["session"] == session.session)

    def is_begun_by(self, session: DepotSession, lines: bytes) -> bool:
        """Return whether it is one, or was begun with these lines and cut off before the first was whole."""
        return self.is_of(session) or lines.startswith(self.stored.data.rstrip(b"\0"))


class FileDepot:
    """A depot over a place that keeps files; `notices` tells of what is there and cannot be used."""

    def __init__(self, files: DepotFiles, purges: bytes = b"") -> None:
        """Open a depot; `purges` are the lines by which the session here tells of removals of personal data."""
        self._files = files
        self.purges = purges
        self.notices: list[Message] = []
        self._folders: dict[str, Sequence[str]] = {}  # by session: its own, then copies of that
        self._there: dict[str, dict[str, _File]] = {}  # by session and writer, as last read
        self._others: dict[str, dict[str, _File]] = {}  # by session and writer, what stands there and is no journal

    @property
    def address(self) -> str:
        """Where the files are."""
        return self._files.address

    @property
    def reach(self) -> Reach:
        """Whoever reaches the files reaches all of them."""
        return Reach()

    def sessions(self) -> Sequence[DepotSession]:
        """Return the sessions that have a folder, by the names of the folders: of copies, by the shortest."""
        found: dict[str, str] = {}
        for folder in sorted(self._files.folders(), key=lambda name: (len(name), name)):
            if session := self._session_of(folder):
                found.setdefault(session, folder)
        return [DepotSession(session, folder) for session, folder in sorted(found.items(), key=itemgetter(1))]

    def is_begun(self) -> bool:
        """Return whether any session lies there: of many, the first that is found tells."""
        return any(map(self._session_of, self._files.folders()))

    def others(self) -> Sequence[str]:
        """Return the names of what lies there and is neither a session, whole or begun, nor put there by a system."""
        folders = [name for name in self._files.folders() if name.casefold() not in _OF_SYSTEMS]
        full = [name for name in folders if not all(map(is_journal_name, self._files.names(name)))]
        return [*full, *(name for name in self._files.names("") if name.casefold() not in _OF_SYSTEMS)]

    def not_looked_into(self) -> list[Message]:
        """Tell of what lies beside the sessions and may hold copies of them: folders, archives, loose journals."""
        folders = [name for name in self._files.folders() if name.casefold() not in _OF_SYSTEMS]
        found = [name for name in folders if not self._session_of(name)]
        found += [name for name in self._files.names("") if name.casefold().endswith(_ARCHIVES)]
        about = {"depot": self.address, "files": Names.of(found)}
        return [Message(_NOT_LOOKED_INTO, about)] if found else []

    def offer(self, session: DepotSession) -> Sequence[WriterState]:
        """Return how far each writer's file goes; each is read once, and again where it turns out to have changed."""
        found = self._look(session)
        return [state_of_journal(writer, file.stored.data) for writer, file in sorted(found.items())]

    def give(self, session: DepotSession, writer: str, from_line: int) -> bytes:
        """Return a writer's whole lines from one on, as they stand there."""
        file = self._look(session).get(writer)
        return b"".join(file.whole.splitlines(keepends=True)[from_line:]) if file else b""

    def take(self, session: DepotSession, writer: str, from_line: int, lines: bytes) -> Receipt:
        """Write a writer's file anew with these lines in their place; nothing that is there is lost by it."""
        if (wrong := _fault(session, writer, from_line, lines)) is not None:
            return Receipt(0, (wrong,))
        for _attempt in range(_ATTEMPTS):
            try:
                return self._take(session, writer, from_line, lines)
            except FileChanged:
                self._there.pop(session.session, None)
        raise DepotUnreachable(_BUSY, file=f"{writer}{ENDING}")

    def photos(self, session: DepotSession) -> Collection[str]:
        """Return the digests of the photos beside a session's journals, by the names of their files."""
        names = (name for folder in self._folders_of(session) for name in self._files.names(f"{folder}/{PHOTOS}"))
        return sorted(
            {name.removesuffix(PHOTO) for name in names if name.endswith(PHOTO) and is_digest(name.removesuffix(PHOTO))}
        )

    def give_photo(self, session: DepotSession, digest: str) -> bytes:
        """Return a photo whose bytes are those of its name."""
        for folder in self._folders_of(session):
            with suppress(Refused):
                found = self._files.read(f"{folder}/{PHOTOS}", f"{digest}{PHOTO}")
                if found and digest_of(found.data) == digest:
                    return found.data
        return b""

    def take_photo(self, session: DepotSession, digest: str, data: bytes) -> None:
        """Keep a photo beside the journals, as in the session's own folder."""
        folder = f"{self._folder_of(session) or self._new_folder(session)}/{PHOTOS}"
        with suppress(FileChanged):  # by another computer, which keeps the same bytes
            self._files.write(folder, f"{digest}{PHOTO}", data, "")

    def drop_photo(self, session: DepotSession, digest: str) -> None:
        """Remove a photo, and every copy of it."""
        for folder in self._folders_of(session):
            self._files.remove(f"{folder}/{PHOTOS}", f"{digest}{PHOTO}")

    def close(self) -> None:
        """Let go of the place."""
        self._files.close()

    def _take(self, session: DepotSession, writer: str, from_line: int, lines: bytes) -> Receipt:
        file = self._look(session).get(writer) or self._others.get(session.session, {}).get(writer)
        if file is not None and not file.is_begun_by(session, lines):
            return Receipt(0, (Message(_FOREIGN, {"file": f"{writer}{ENDING}"}),))
        there = file.whole.splitlines(keepends=True) if file else []
        begun, rest = b"".join(there[:from_line]), b"".join(there[from_line:])
        if from_line > len(there):
            return Receipt(0, (Message(_GAP, {"file": f"{writer}{ENDING}"}),))
        if rest.startswith(lines):
            lines = rest  # it is there, but its end may have to go
        elif not lines.startswith(rest) and (from_line or file is None or not self._may_replace(session, file, lines)):
            return Receipt(0, (Message(_OTHERS, {"file": f"{writer}{ENDING}"}),))
        content = begun + lines
        if file is None or content != file.stored.data:
            folder = file.folder if file else self._folder_of(session) or self._new_folder(session)
            name = file.name if file else f"{writer}{ENDING}"
            tag = self._files.write(folder, name, content, file.stored.tag if file else "")
            self._folders[session.session] = self._folders_of(session) or [folder]
            if not lines.startswith(rest):
                self._files.clear(folder)  # names may stand in what was left half written
            stored = StoredFile(content, tag)
            self._others[session.session].pop(writer, None)
            self._look(session)[writer] = _File(folder, name, stored, WriterJournal(writer, content))
            self._tell_mended(f"{folder}/{name}", file.stored.data if file else b"", content)
        return Receipt(len({*content.splitlines()} - {*b"".join(there).splitlines()}))

    def _may_replace(self, session: DepotSession, file: _File, lines: bytes) -> bool:
        """Return whether the lines hold all that checks there, but for what was removed from it."""
        new = WriterJournal(file.journal.writer, lines)
        known = WriterJournal(file.journal.writer, self.purges).events
        purged = cleared((*self._events(session), *new.events, *known), datetime.now(UTC))
        return all(
            new.lines.get(key) == line or (key in new.lines and key in purged)
            for key, line in file.journal.lines.items()
        )

    def _events(self, session: DepotSession) -> Iterable[Event]:
        return (event for file in self._look(session).values() for event in file.journal.events)

    def _look(self, session: DepotSession) -> dict[str, _File]:
        """Return the journals of a session, read once until something is written."""
        if session.session in self._there:
            return self._there[session.session]
        found: dict[str, _File] = {}
        others: dict[str, _File] = {}
        own, *copies = self._folders_of(session) or [""]
        for folder in (own, *copies) if own else ():
            for name in self._files.names(folder):
                shown = f"{folder}/{name}"
                if is_of_people(name):
                    self._notice(_OF_PEOPLE, shown)
                elif not is_journal_name(name):
                    self._tell_beside(shown, name)
                elif (file := self._read(folder, name, "" if folder == own else folder)) is not None:
                    (found if file.is_of(session) else others)[file.journal.writer] = file
                    self._tell_faults(shown, file, session)
        self._there[session.session], self._others[session.session] = found, others
        return found

    def _read(self, folder: str, name: str, copy: str = "") -> _File | None:
        """Return a file; None for one that cannot be read, which is told of. A `copy` of a folder has other writers."""
        writer = f"{_writer_of(name)} ({copy})" if copy else _writer_of(name)
        try:
            stored = self._files.read(folder, name)
        except Refused as refused:
            if refused.message not in self.notices:
                self.notices.append(refused.message)
            return None
        return None if stored is None else _File(folder, name, stored, WriterJournal(writer, stored.data))

    def _tell_faults(self, shown: str, file: _File, session: DepotSession) -> None:
        if not file.is_of(session) and not _BEGUN.fullmatch(file.stored.data):
            self._notice(_FOREIGN, shown)
        elif file.journal.damaged:
            self._notice(_DAMAGED, shown, lines=", ".join(map(str, file.journal.damaged)))
        elif file.whole != file.stored.data or file.journal.is_empty:
            self._notice(_TORN, shown)

    def _tell_beside(self, shown: str, name: str) -> None:
        """Tell of what is no journal where names were removed: nobody can look into it."""
        if self.purges and name.casefold() not in _OF_SYSTEMS:
            self._notice(_BESIDE, shown)

    def _tell_mended(self, shown: str, before: bytes, content: bytes) -> None:
        """Tell that what was cut off is whole, once it goes on as it did: whoever wrote it is not waited for."""
        torn = Message(_TORN, {"file": shown})
        if torn in self.notices and content.startswith(before.rstrip(b"\0")):
            self.notices[self.notices.index(torn)] = Message(_MENDED, {"file": shown})

    def _notice(self, text: str, file: str, **params: str) -> None:
        if (message := Message(text, {"file": file, **params})) not in self.notices:
            self.notices.append(message)

    def _folder_of(self, session: DepotSession) -> str:
        """Return the folder a session has, under its name or another; nothing for one that has none yet."""
        return next(iter(self._folders_of(session)), "")

    def _folders_of(self, session: DepotSession) -> Sequence[str]:
        """Return the folder a session has and then its copies, as people and programs make them.

        Of many folders only those of a likely name are looked into, but where names were removed: all may hold them.
        """
        if session.session not in self._folders:
            folders = self._files.folders()
            # The folders of a whole programme are not all looked into: names end as the ids of their sessions begin.
            likely = [name for name in folders if name == session.name or session.session[:4] in name]
            is_there = session.name in folders and self._session_of(session.name) == session.session
            look = likely if not self.purges and (is_there or len(folders) > _FEW_FOLDERS) else folders
            found = {name: self._session_of(name) for name in look}
            mine = [name for name, of in found.items() if of == session.session]
            # One of its name that tells no session was begun and cut off before its first line was whole.
            own = (alike(session.name), alike(self._other_name(session)))
            mine += [name for name, of in found.items() if not of and alike(name) in own]
            if not mine:
                return ()
            self._folders[session.session] = sorted(mine, key=lambda name: (name != session.name, len(name), name))
        return self._folders[session.session]

    def _new_folder(self, session: DepotSession) -> str:
        names = {alike(name) for name in self._files.folders()}
        return session.name if alike(session.name) not in names else self._other_name(session)

    @staticmethod
    def _other_name(session: DepotSession) -> str:
        return f"{session.name}-{session.session}"

    def _session_of(self, folder: str) -> str:
        """Return the id of the session whose journals lie in a folder; nothing where none tells it."""
        try:
            there = self._files.names(folder)
        except Refused:  # a system's own folder on a key, which nobody may look into
            return ""
        names = (name for name in there if is_journal_name(name) and not is_of_people(name))
        read = (self._read(folder, name) for name in names)
        return next((found for file in read if file and (found := session_in(file.stored.data))), "")


def _writer_of(name: str) -> str:
    """Return whose file that is: a key may write its name in capitals."""
    stem = name[: -len(ENDING)]
    return stem.casefold() if is_given(name.casefold()) else stem


def _fault(session: DepotSession, writer: str, from_line: int, lines: bytes) -> Message | None:
    """Return why lines can be no part of a journal of that session."""
    wrong = Message(_NO_LINES, {"file": f"{writer}{ENDING}", "session": session.name})
    if not lines.endswith(b"\n") or is_of_people(writer) or "/" in writer or writer.startswith("."):
        return wrong
    journal = WriterJournal(writer, lines)
    if journal.data != lines or (from_line == 0) != bool(journal.first):
        return wrong
    return wrong if journal.header and journal.header["session"] != session.session else None
