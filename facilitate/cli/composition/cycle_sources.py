"""Where the sessions of a cycle are today, and what is read of them and kept nowhere: whom they know, what they hide.

A guest list is read here so that its names go from what is published, and for nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, FacilitateError, Message, Names
from facilitate.store.cycle_readings import State, read_source, session_id, state_of
from facilitate.store.depot.restore import COPIES
from facilitate.workshop.cycle.reading import unpublished_of
from facilitate.workshop.privacy.people import Redactor, people_of
from facilitate.workshop.privacy.several_events import KnownPeople, RedactorOfEvents, known_people

if TYPE_CHECKING:
    from facilitate.cli.composition.sessions import Sessions
    from facilitate.domain.timeline import Timeline
    from facilitate.domain.values.cycle import CycleEvent
    from facilitate.workshop.cycle.events import Events
    from facilitate.workshop.cycle.reading import Unpublished
    from facilitate.workshop.privacy.redactor import Tell
    from facilitate.workshop.workshop import Workshop

_MOST_NAMED = 6
_NOT_KNOWN = N_(
    "Not here today: {names}. Guests of these events may still be named anywhere, and others whom they alone know in "
    "the texts of other events: read them again."
)


_WITHOUT_GUESTS = N_(
    "From a depot, which holds no guest lists: {names}. Guests of these events are not taken out: read the texts again."
)


class CycleFolders:
    """Where sessions are now: under the name they had, or under another one."""

    def __init__(self, sessions: Sessions, copies: Path) -> None:
        """Look among the sessions here, then among the `copies` of those that came from a depot."""
        self._sessions = sessions
        self._here = str(sessions.workspace.sessions)
        self._copies = copies
        self._renamed: dict[str, Path] | None = None

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
) -> Iterator[Unpublished]:
    """Yield what the events that are here do not publish; with `tell`, their own people have roles in it."""
    for event in events.readings:
        if (folder := folder_of(cycle.session.cycle_events[event.session])) is not None:
            timeline = read_source(folder).timeline
            spoken = tell(timeline.session.plan.language) if tell else None
            redact = Redactor(people_of(timeline, spoken), spoken) if spoken else str
            yield from unpublished_of(timeline.session, event, redact)


def _timeline(folder: Path | None) -> Timeline | None:
    """Return what a session in a folder says, with its guest list where it is there; None where it does not read."""
    if folder is None:
        return None
    try:
        return read_source(folder, people=True).timeline
    except (FacilitateError, OSError):
        return None
