"""Where the sessions of a cycle are today, and what is read of them: whom they know and what they hide is kept nowhere.

A guest list is read here so that its names go from what is published, and for nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, FacilitateError, Message, Names
from facilitate.store.cycle_readings import State, read_namings, read_source, session_id, state_of
from facilitate.store.depot.contact import cycle_files_left
from facilitate.store.depot.cycle_copies import COPIES, copies_in, refresh_copy, yield_to
from facilitate.store.depot.record import record_of
from facilitate.store.depot.restore import every_session, session_named
from facilitate.store.journal_names import alike
from facilitate.system import is_portable
from facilitate.workshop.cycle.reading import Unpublished, unpublished_of
from facilitate.workshop.privacy.people import Redactor, people_of
from facilitate.workshop.privacy.several_events import KnownPeople, RedactorOfEvents, known_people

if TYPE_CHECKING:
    from facilitate.cli.composition.sessions import Sessions
    from facilitate.domain.timeline import Timeline
    from facilitate.domain.values.cycle import CycleEvent
    from facilitate.store.workspace import Workspace
    from facilitate.workshop.cycle.events import Events
    from facilitate.workshop.privacy.redactor import Tell
    from facilitate.workshop.sharing.depot import Depot, DepotSession
    from facilitate.workshop.workshop import Workshop

_MOST_NAMED = 6
_NOT_KNOWN = N_(
    "Not here today: {names}. Guests of these events may still be named anywhere, and others whom they alone know in "
    "the texts of other events: read them again."
)


_WITHOUT_GUESTS = N_(
    "From a depot, which holds no guest lists: {names}. Guests of these events are not taken out: read the texts again."
)
_LOST_NAMES = N_("Personal data was removed on another computer, and now from the copies here of: {names}.")
_OLDER = N_(
    "{depot} holds an older state than this cycle of: {names}. Nothing was taken back from the cycle. What is missing "
    "there is sent again once computers that hold these sessions have synced."
)
_MISSING = N_(
    "No longer in {depot}, which was probably restored from an older backup: {names}. The cycle keeps what it read. "
    "Ask whoever holds them to send them again; their sync says how."
)
_OLDER_WITH_NAMES = N_(
    "{depot} holds an older state than this cycle of: {names}. Nothing was taken back from the cycle. Personal data "
    "that was removed since is still in that depot: sync it from a computer where it was removed, or delete it."
)
_ONLY_STANDING = N_(
    "From a depot, of which a cycle keeps no words that were taken back: {names}. The internal files do not have them "
    "either. To have them there: “facilitate depot restore SESSION --from DEPOT” for each, then this command again."
)


class CycleFolders:
    """Where sessions are now: under the name they had, or under another one."""

    def __init__(self, sessions: Sessions, copies: Path) -> None:
        """Look among the sessions here, then among the `copies` of those that came from a depot."""
        self._sessions = sessions
        self._here = str(sessions.workspace.sessions)
        self._copies = copies
        self._renamed: dict[str, Path] | None = None
        self._copied = {folder.name for folder in copies_in(copies)}

    def is_copy(self, name: str) -> bool:
        """Return whether only a copy from a depot is in the folder of that name, without a guest list."""
        return name in self._copied and not self._sessions.workspace.folder(name).is_dir()

    def state(self, name: str) -> State:
        """Return the state of the journals in the folder of that name; none where there is no such folder."""
        with suppress(OSError):  # of ten thousand events: paths would take most of the time
            return state_of(f"{self._here}{os.sep}{name}")
        there = (self._sessions.workspace.folder(name), self._copies / name)
        return next((state_of(folder) for folder in there if folder.is_dir()), [])

    def of(self, event: CycleEvent) -> Path | None:
        """Return the folder of an event's session; None where it is not here."""
        for folder in (self._sessions.workspace.folder(event.name), self._copies / event.name):
            if folder.is_dir() and session_id(folder) == event.session:
                return folder
        if self._renamed is None:
            self._renamed = {session_id(each): each for each in self._every()}
        return self._renamed.get(event.session)

    def _every(self) -> Iterator[Path]:
        workspace = self._sessions.workspace
        return (part.sessions / slug for part in (workspace.examples, workspace) for slug in part.slugs())


def sessions_from(
    depot: Depot, names: Sequence[str], workspace: Workspace, copies: Path
) -> tuple[dict[str, str], dict[str, int], Path | None, list[Message]]:
    """Bring the copies of sessions that are in a depot alone up to date, all of them where none is named.

    Returns what each session is called here, by its id; by name of those that were updated how many acts came in; the
    folder of the first; and what is told of a depot in an older state.
    """
    here = {session_id(workspace.folder(each)): each for each in workspace.slugs()}
    copied = {session_id(each): each.name for each in copies_in(copies)}
    found, updated = dict[str, str](), dict[str, int]()
    older, named, lost = list[str](), list[str](), list[str]()
    first: Path | None = None
    for each in [session_named(depot, name) for name in names] or every_session(depot):
        name = (
            here.get(each.session) or copied.get(each.session) or _free_name(each, (*here.values(), *copied.values()))
        )
        found[each.session] = name
        folder = workspace.folder(name) if each.session in here else copies / name
        if each.session in here:
            yield_to(folder, copies / copied.get(each.session, name))
        elif is_portable(name):
            copy = refresh_copy(depot, each, folder, datetime.now(UTC))
            copied[each.session] = name
            updated |= {name: copy.came} if copy.changed else {}
            older += [name] if copy.lacks and not copy.holds_names else []
            named += [name] if copy.holds_names else []
            lost += [name] if copy.loses_names else []
        first = first or folder
    missing = [] if names else _missing(depot, copies, found)
    sentences = ((_OLDER, older), (_OLDER_WITH_NAMES, named), (_MISSING, missing))
    notices = [
        Message(text, {"depot": depot.address, "names": Names.of(names, _MOST_NAMED)})
        for text, names in sentences
        if names
    ]
    if lost:
        notices.append(Message(_LOST_NAMES, {"names": Names.of(lost, _MOST_NAMED)}))
        notices += cycle_files_left(workspace, copies.parent.name)
    return found, updated, first, notices


def _free_name(session: DepotSession, taken: Iterable[str]) -> str:
    """Return what a copy is called, as nothing here is: a depot may call an event as another one is called here."""
    names = {alike(each) for each in taken}
    return session.name if alike(session.name) not in names else f"{session.name}-{session.session}"


def _missing(depot: Depot, copies: Path, found: Container[str]) -> list[str]:
    """Return the names of the copies that came from a depot which shows all it holds, and holds them no more."""
    folders = copies_in(copies) if depot.reach.is_whole else ()
    return [
        each.name for each in folders if session_id(each) not in found and record_of(each, depot.address) is not None
    ]


def redactor_of(
    cycle: Workshop, events: Events, folder_of: Callable[[CycleEvent], Path | None], tell: Tell
) -> tuple[RedactorOfEvents, list[Message]]:
    """Return what takes everybody out whom any event of a cycle knows, and what is told of those that are not here."""
    known, away, copied = dict[str, KnownPeople](), list[str](), list[str]()
    own = known_people(cycle.timeline, tell)
    for event in events.readings:
        if event.session in cycle.session.cycle_reports:
            known[event.session] = own
            continue
        folder = folder_of(cycle.session.cycle_events[event.session])
        if (found := _timeline(folder)) is not None:
            known[event.session] = known_people(found, tell)
        if found is None or folder is None:
            away.append(events.short(event))
        elif folder.parent.name == COPIES:
            copied.append(events.short(event))
    cities = [event.city for event in events.readings]
    organisers = [event.organiser for event in events.readings]
    redact = RedactorOfEvents({**known, "": own}, cities, organisers, tell)
    notices = ((_NOT_KNOWN, away), (_WITHOUT_GUESTS, copied))
    return redact, [Message(text, {"names": Names.of(names, _MOST_NAMED)}) for text, names in notices if names]


def unpublished(
    cycle: Workshop,
    events: Events,
    folder_of: Callable[[CycleEvent], Path | None],
    tell: Callable[[str], Tell] | None,
) -> tuple[tuple[Unpublished, ...], list[Message]]:
    """Return what the events that are here do not publish, and what is told of those whose copies have nothing of it.

    With `tell`, their own people have roles in it.
    """
    found, copied = list[Unpublished](), list[str]()
    for event in events.readings:
        folder = folder_of(cycle.session.cycle_events[event.session])
        if folder is not None and folder.parent.name == COPIES:
            copied.append(event.name)
        elif folder is not None:
            timeline = read_source(folder).timeline
            spoken = tell(timeline.session.plan.language) if tell else None
            redact = Redactor(people_of(timeline, spoken), spoken) if spoken else str
            found += unpublished_of(timeline.session, event, redact)
    return tuple(found), [Message(_ONLY_STANDING, {"names": Names.of(copied, _MOST_NAMED)})] if copied else []


def _timeline(folder: Path | None) -> Timeline | None:
    """Return what a session in a folder says, with its guest list where it is there; None where it does not read."""
    if folder is None:
        return None
    try:
        return read_namings(folder)
    except (FacilitateError, OSError):
        return None
