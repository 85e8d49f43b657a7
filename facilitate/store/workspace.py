"""Where sessions and exports live, and what this machine is called."""

from __future__ import annotations

import errno
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.domain.acts.programme import SessionCreated
from facilitate.domain.errors import N_, Names, Refused, StorageFailure
from facilitate.domain.event import Act
from facilitate.domain.programme.document import complete
from facilitate.domain.programme.reader import read_plan
from facilitate.files import check_length, check_name, not_written, system_reason, write_file
from facilitate.store import locks
from facilitate.store.clock import RandomIds, SteadyClock
from facilitate.store.event_log import FolderLog
from facilitate.store.journal import of_session, without_people
from facilitate.store.journal_names import (
    OWN_TAG,
    alike,
    is_file,
    is_journal_name,
    is_of_people,
    journals_in,
    names_meant,
)
from facilitate.store.purge_finish import finish_what_was_left
from facilitate.system import make_folders, sync_folder, unfit_part
from facilitate.workshop.recorder.recorder import Recorder
from facilitate.workshop.views.session_list import SHELVED

if TYPE_CHECKING:
    from facilitate.workshop.ports import Clock, IdSource

# What `facilitate demo` makes is a workspace inside the workspace: called an example, and not among people’s own.
EXAMPLES = "demo"
# So are rehearsals: named for their event, and never mistaken for it.
REHEARSALS = "rehearsals"
MOVED_AWAY = N_("“{name}” is no longer there: another program has moved it.")
_UNFINISHED = ".unfinished"  # where one is made
_A_COPY = 120  # seconds that making one may take
_DEMO = ".demo"  # a file beside the journals, for an example in a home that was chosen

_DRAWS = 20  # of names; that two sessions draw one is rare
_TAKEN = frozenset({errno.EEXIST, errno.ENOTEMPTY})
_TAG = re.compile("[a-z][a-z0-9]{1,11}")


def find_home(option: str | None, environ: Mapping[str, str], current: Path) -> Path:
    """Return `--home`, else FACILITATE_HOME, else `current` if it has a `sessions/`, else the documents folder."""
    chosen = option or environ.get("FACILITATE_HOME")
    if chosen:
        if "\0" in str(chosen):  # elsewhere Python says so, on Windows it makes a path of it
            raise ValueError("embedded null character")
        path = Path(chosen).expanduser()
        if unfit_part(path):  # before it is resolved: Windows makes devices of some names
            check_name(path)
        return path.resolve()
    with suppress(OSError):  # a folder that this account may not look into is none of its own
        if (current / "sessions").is_dir():
            return current.resolve()
    import platformdirs

    return Path(platformdirs.user_documents_dir()) / "facilitate"


def machine_tag(environ: Mapping[str, str]) -> str:
    """Return the short name of this machine, drawn at its first start and kept; FACILITATE_MACHINE overrides it."""
    if chosen := environ.get("FACILITATE_MACHINE"):
        # It becomes part of file names and references; a single letter would be taken for a second writer of a table.
        if not _TAG.fullmatch(chosen):
            raise Refused(
                N_(
                    "FACILITATE_MACHINE must be 2 to 12 lowercase letters or digits, starting with a "
                    "letter (not {value})."
                ),
                value=Names((chosen,)),
            )
        return chosen
    import platformdirs

    path = Path(platformdirs.user_data_dir("facilitate", appauthor=False)) / "machine"
    try:
        tag = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        tag = ""
    if tag:
        return tag

    from facilitate.store.own_tag import drawn_tag  # once in a machine's life

    tag = drawn_tag()
    write_file(path, f"{tag}\n")
    return tag


# What a folder is kept for each of: events, or cycles, which read several together.
SESSIONS, CYCLES = "sessions", "cycles"
_SEVERAL = {
    SESSIONS: N_("“{name}” matches several sessions: {found}."),
    CYCLES: N_("“{name}” matches several cycles: {found}."),
}
_NONE = {
    SESSIONS: N_("No sessions in {folder} yet. Create one with “facilitate new”, or try “facilitate demo”."),
    CYCLES: N_(
        "No cycles in {folder} yet. One that another computer has comes with a copy of its folder, put there. To "
        "create one: “facilitate cycle new TITLE”."
    ),
}
_UNKNOWN = {
    SESSIONS: N_("Session “{name}” not found. Sessions in this workspace: {known}."),
    CYCLES: N_("Cycle “{name}” not found. Cycles in this workspace: {known}."),
}
_TAKEN_NAME = {
    SESSIONS: N_("A session “{name}” already exists."),
    CYCLES: N_("A cycle “{name}” already exists."),
}


class Workspace:
    """A folder with `sessions/`, `cycles/` and `exports/`; one object looks into the sessions or into the cycles."""

    def __init__(self, home: Path, machine: str | Callable[[], str], shelf: str = "", kind: str = SESSIONS) -> None:
        """Look into the sessions of a folder, or into those on a shelf of it."""
        self.home = home
        self._machine = machine
        self._shelf = shelf
        self._kind = kind
        # A shelf is in the folder of the sessions, and so on their disk: a session goes there in one step, whole.
        self.sessions = home / kind / (f".{shelf}" if shelf else "")
        self.exports = home / "exports"

    @cached_property
    def machine(self) -> str:
        """The short name of this machine; it may be drawn for this, so whoever only looks does not ask for it."""
        return self._machine if isinstance(self._machine, str) else self._machine()

    @property
    def examples(self) -> Workspace:
        """What `facilitate demo` made here."""
        return Workspace(self.home / EXAMPLES, self._machine, self._shelf, self._kind)

    @property
    def rehearsals(self) -> Workspace:
        """The rehearsals of the sessions here."""
        return Workspace(self.home / REHEARSALS, self._machine, self._shelf, self._kind)

    def on_shelf(self, shelf: str) -> Workspace:
        """What was put on a shelf here; nothing for what is on none."""
        return Workspace(self.home, self._machine, shelf, self._kind)

    @property
    def cycles(self) -> Workspace:
        """The cycles here: each is kept as a session is, in a folder of its own."""
        return Workspace(self.home, self._machine, kind=CYCLES)

    def is_example(self, slug: str) -> bool:
        """Return whether `facilitate demo` made a session, among the examples or in a home that was chosen."""
        return self.holding(slug).home == self.examples.home or (self.folder(slug) / _DEMO).exists()

    def mark_as_example(self, slug: str) -> None:
        """Note beside its journals that `facilitate demo` made a session."""
        (self.folder(slug) / _DEMO).touch(mode=0o600)

    def holding(self, slug: str) -> Workspace:
        """Return the workspace a session of that name is in: this one, unless only another part of it has it."""
        if (self.sessions / slug).exists():
            return self
        return next((each for each in (self.rehearsals, self.examples) if (each.sessions / slug).is_dir()), self)

    def every_slug(self) -> list[str]:
        """Return the names of the sessions here, of their rehearsals, and of the examples."""
        return [slug for each in (self, self.rehearsals, self.examples) for slug in each.slugs()]

    def folder(self, slug: str) -> Path:
        """Return the folder of a session's journals."""
        return self.holding(slug).sessions / slug

    def export_folder(self, slug: str) -> Path:
        """Return the folder for the exports of a session."""
        return self.holding(slug).exports / slug

    def slugs(self) -> list[str]:
        """Return the names of the sessions here."""
        if not self.sessions.is_dir():
            return []
        return sorted(
            folder.name
            for folder in self.sessions.iterdir()
            if folder.is_dir() and any(is_journal_name(path.name) and is_file(path) for path in folder.iterdir())
        )

    def find(self, name: str) -> str:
        """Return the session somebody means: its name, or any part of it that no other has."""
        if found := self.named(name):
            return found
        for shelf, text in SHELVED.items():
            if found := self.on_shelf(shelf).named(name):
                raise Refused(text, name=found, session=found)
        known = self.every_slug()
        if not known:
            raise Refused(_NONE[self._kind], folder=str(self.sessions))
        raise Refused(_UNKNOWN[self._kind], name=name, known=", ".join(known))

    def named(self, name: str) -> str:
        """Return the session here that somebody means, or nothing.

        A part of a name means none where that is the whole name of another, put away: a rehearsal is called after its
        session, and whoever names the session once more, which is in the bin by now, means no other.
        """
        parts, wanted = (self.slugs(), self.rehearsals.slugs(), self.examples.slugs()), alike(name)
        if not any(wanted == alike(slug) for those in parts for slug in those):
            places = (Workspace(self.home, self._machine, kind=self._kind), *map(self.on_shelf, SHELVED))
            if any(wanted == alike(slug) for place in places for slug in place.every_slug()):
                return ""
        return self._meant(name, *parts)

    def _meant(self, name: str, *parts: Sequence[str]) -> str:
        if any(name in those for those in parts):
            return name
        for those in parts:  # neither a rehearsal nor an example ever stands in the way of somebody's own
            found = names_meant(name, those)
            if len(found) == 1:
                return found[0]
            if found:
                raise Refused(_SEVERAL[self._kind], name=name, found=", ".join(found))
        return ""

    def log(self, slug: str) -> FolderLog:
        """Return the log of a session that is here, whole: what a killed purge left half done is finished first."""
        return self._log(slug, self.tag_in(self.folder(slug)))

    def tag_in(self, folder: Path) -> str:
        """Return what this computer signs with in a session's folder: its own name, but where one was drawn for it."""
        if not (folder / OWN_TAG).exists():
            return self.machine
        from facilitate.store.own_tag import own_tag

        return own_tag(folder, self.machine)

    def log_to_read(self, slug: str) -> FolderLog:
        """Return the log of a session for reading only: it works on a disk where nothing can be written."""
        return self._log(slug, "")

    def _log(self, slug: str, machine: str) -> FolderLog:
        folder = self.folder(slug)
        finish_what_was_left(folder)
        return FolderLog(folder, machine)

    def move(self, slug: str, target: Workspace) -> Path:
        """Move a session between the list and a shelf, in one step; returns where. An example stays one.

        Raises `Refused` or `StorageFailure`, and it is where it was then. Nobody may be writing in it: who has it open
        would go on looking for it where it was.
        """
        source = self.folder(slug)
        there = self._part_of(target, slug).sessions / slug
        taken = Refused(N_("There is already a folder {folder}: rename one of the two first."), folder=str(there))
        if there.exists():
            raise taken if source.exists() else Refused(MOVED_AWAY, name=slug)
        try:
            if locks.held(source):
                raise Refused(
                    N_("“{name}” is open in a window or another program: close it there, then try again."), name=slug
                )
            make_folders(there.parent)
            source.rename(there)
        except OSError as error:
            if not source.exists():
                raise Refused(MOVED_AWAY, name=slug) from error
            if error.errno in _TAKEN:  # by another program, a moment ago
                raise taken from error
            raise StorageFailure(
                N_("“{name}” was not moved, and is unchanged: {reason}."), name=slug, reason=system_reason(error)
            ) from error
        for parent in (there.parent, source.parent):
            with suppress(OSError):  # it has been moved, whatever a power cut makes of it
                sync_folder(parent)
        return there

    def _part_of(self, target: Workspace, slug: str) -> Workspace:
        """Return the part of another workspace that is for such a session as this one: examples stay examples."""
        parts = {self.rehearsals.home: target.rehearsals, self.examples.home: target.examples}
        return parts.get(self.holding(slug).home, target)

    def create(
        self,
        plan: Mapping[str, object],
        title: str,
        slug: str = "",
        session: str = "",
        *,
        clock: Clock | None = None,
        ids: IdSource | None = None,
        gestures: Sequence[Sequence[Act]] = (),
    ) -> str:
        """Make a session from a programme and return its name; when refused, or on failure, nothing stays behind.

        `gestures` are what is done in it at once, such as keeping its logos.
        """
        read_plan(complete(plan))
        folder, session = self._new_folder(title, slug, session)
        try:
            log = FolderLog(folder, self.machine, session, self.machine)
            recorder = Recorder(log, clock or SteadyClock(), ids or RandomIds())
            recorder.record(SessionCreated(dict(plan)))
            for acts in filter(None, gestures):
                recorder.record(*acts)
        except BaseException:
            if folder.is_dir():
                _remove(folder)
            raise
        return folder.name

    def _new_folder(self, title: str, slug: str, session: str) -> tuple[Path, str]:
        """Make the folder of a new session, of that name or of one that is drawn and free; returns its id with it."""
        name = slug
        for _draw in range(1 if slug or session else _DRAWS):
            drawn = session or RandomIds().tokens(1)[0]
            name = slug or name_for(title, drawn)
            if _make_anew(self.sessions / name):
                return self.sessions / name, drawn
        raise Refused(_TAKEN_NAME[self._kind], name=name)

    def clear_unfinished(self) -> None:
        """Remove copies that were never finished: nobody can open them, and they hold all that was written until then.

        One that may still be written, by another program, is younger than `_A_COPY` seconds and left alone.
        """
        for folder in (self.rehearsals.sessions / _UNFINISHED).glob("*"):
            with suppress(OSError):
                if time.time() - folder.stat().st_mtime > _A_COPY:
                    _remove(folder)

    def copy(self, slug: str, name: str, begin: Callable[[FolderLog], None]) -> str:
        """Make a rehearsal of a session, of that name or one like it that is free; returns its name.

        It holds the same acts in the same journals, but none about the people of the event, who are not rehearsed, and
        is another session: what its devices write never comes into the first. `begin` writes what makes it a rehearsal
        before it is seen by anybody, so that whatever is cut off on the way, and left in a folder that nobody lists, is
        never taken for a session.
        """
        source, session = self.folder(slug), RandomIds().tokens(1)[0]
        self.clear_unfinished()
        there = self.rehearsals.sessions
        folder = there / _UNFINISHED / session
        try:
            _make(folder)
            for journal in journals_in(source):
                if not is_of_people(journal.name) and (content := journal.read_bytes()):
                    write_file(folder / journal.name, without_people(of_session(content, session)))
            from facilitate.store.photos import PHOTOS, photo_files  # few commands copy any

            for photo in photo_files(source):
                write_file(folder / PHOTOS / photo.name, photo.read_bytes())
            begin(FolderLog(folder, self.machine))
            free = next(each for each in self._free_names(name) if _renamed(folder, there / each))
            with suppress(OSError):  # it is there, whatever a power cut makes of it
                sync_folder(there)
        except BaseException as error:
            if folder.is_dir():
                _remove(folder)
            if isinstance(error, OSError):
                raise Refused(MOVED_AWAY, name=slug) if not source.exists() else not_written(folder, error) from error
            raise
        return free

    def _free_names(self, name: str) -> Iterator[str]:
        """Yield that name and others like it that nothing has, here or on a shelf, when they are asked for."""
        parts = (self, *(self.on_shelf(shelf) for shelf in SHELVED))
        names = (name if number == 1 else f"{name}-{number}" for number in count(1))
        return (each for each in names if not any(part.folder(each).exists() for part in parts))


def _make(folder: Path) -> None:
    check_length(folder)
    try:
        make_folders(folder)
    except OSError as error:
        raise not_written(folder, error) from error


def _make_anew(folder: Path) -> bool:
    """Make a folder, unless something of that name is there, or another program makes it at this moment."""
    check_length(folder)
    try:
        make_folders(folder, anew=True)
    except FileExistsError as error:
        if folder.exists():
            return False
        raise not_written(folder, error) from error  # Windows' word for a file where a folder above should be
    except OSError as error:
        raise not_written(folder, error) from error
    return True


def _renamed(folder: Path, there: Path) -> bool:
    """Give a folder a name, unless another program has given it to one meanwhile; raises `OSError`."""
    try:
        folder.rename(there)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise
    return True


def name_for(title: str, session: str) -> str:
    """Return the name of a session of that title and that id, which no other has but by chance."""
    from slugify import slugify

    base = slugify(title.replace("’", "'"), max_length=48, word_boundary=True)
    # The end keeps two sessions of one title apart, and makes a name of a title that has no letters.
    return f"{base}-{session[:4]}" if base else f"session-{session[:4]}"


def _remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()
