"""What became of actions of earlier events: as it is known at one event, in a cycle, and to whoever follows them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.domain.errors import FacilitateError, Refused
from facilitate.domain.values.cycle import CycleEvent
from facilitate.store.cycle_readings import read_source, session_id
from facilitate.workshop.cycle.events import Events, ReadEvent
from facilitate.workshop.cycle.reading import EventReading, statements_of
from facilitate.workshop.cycle.review import NOT_HERE, CycleReview, ReviewedAction, ReviewEvent, Spoken
from facilitate.workshop.privacy.people import people_of
from facilitate.workshop.privacy.redactor import Redactor

if TYPE_CHECKING:
    from facilitate.cli.composition.cycles import Cycles
    from facilitate.domain.session import Session
    from facilitate.workshop.workshop import Workshop


class ActionReviews:
    """Brings together what the cycles here know of actions, and what was said of these at the events here."""

    def __init__(self, cycles: Cycles) -> None:
        self._cycles = cycles
        self._known: list[tuple[str, CycleReview]] | None = None

    def at_event(self, workshop: Workshop, only: str = "") -> CycleReview | None:
        """Return the actions of the cycles that an event is of, or of one; None where none here is one of its.

        What was said at the event stands as of now. Raises `FacilitateError`, also for an event that was made from the
        kit of a cycle which is not here.
        """
        here = self._event(workshop)
        slugs = self._cycles.cycles_reading(here.session, workshop.session.kit, only)
        if not slugs:
            if (kit := workshop.session.kit) is not None and not only:
                raise Refused(NOT_HERE, title=kit.title, folder=str(self._cycles.workspace.sessions))
            return None
        read: dict[str, ReadEvent] = {}
        beside: dict[str, Spoken] = {}
        for slug in slugs:
            cycle = self._cycles.to_read(slug)
            read = {each.reading.session: each for each in self._cycles.counted(slug, cycle).read} | read
            beside |= {each[0].session: each for each in self.beside(cycle) if each[0].session != here.session}
        events = Events(read.values())
        if (known := read.get(here.session)) is not None:  # it is called as it is beside the others
            here = replace(here, label=events.label(known.reading))
        return CycleReview(events, here, statements_of(workshop.session, str, at_home=True), beside.values())

    def beside(self, cycle: Workshop) -> list[Spoken]:
        """Return what was said of earlier actions at events here made from a cycle’s kit that are not in it yet."""
        return list(self._beside(cycle))

    def _beside(self, cycle: Workshop) -> Iterator[Spoken]:
        workspace = self._cycles.sessions.workspace
        for slug in workspace.slugs():
            if session_id(workspace.folder(slug)) in cycle.session.cycle_events:
                continue
            with suppress(FacilitateError, OSError):  # whatever does not read says nothing
                source = read_source(workspace.folder(slug))
                session = source.timeline.session
                if session.kit and session.kit.cycle == cycle.log.session and session.reviews:
                    tell = self._cycles.tell(session.plan.language)
                    redact = Redactor(people_of(source.timeline, tell), tell)
                    yield replace(_as_event(source.session, session), name=slug), statements_of(session, redact)

    def said_of(self, slug: str) -> dict[str, ReviewedAction]:
        """Return what was said at other events of the actions of a session here, by its name."""
        return self.said_of_session(session_id(self._cycles.sessions.workspace.folder(slug)))

    def said_of_session(self, session: str) -> dict[str, ReviewedAction]:
        """Return, by their references, the actions of a session of that id of which something was said at other events.

        A cycle that does not read knows nothing.
        """
        known = (each for _slug, review in self._reviews() for each in review.every() if each.statements)
        return {ref: each for each in known if each.event.session == session for ref in each.action.refs}

    def elsewhere(self) -> Iterator[tuple[str, Events, EventReading, tuple[int, ...]]]:
        """Yield the events with actions whose sessions are not here, and that cycles here know, each once.

        With the name of the cycle and all its events, and the months of reports that its programme says, where a copy
        of that is here.
        """
        workspace = self._cycles.sessions.workspace
        seen = {session_id(workspace.folder(slug)) for slug in workspace.slugs()}
        for slug, review in self._reviews():
            folders = self._cycles.folders(slug)
            for event in review.events.readings:
                if event.session not in seen and event.actions:
                    seen.add(event.session)
                    yield slug, review.events, event, _months(folders.of(CycleEvent(event.session, event.name)))

    def _reviews(self) -> list[tuple[str, CycleReview]]:
        if self._known is None:
            self._known = []
            for name in self._cycles.workspace.slugs():
                with suppress(FacilitateError):
                    cycle = self._cycles.to_read(name)
                    review = CycleReview(self._cycles.counted(name, cycle), beside=self.beside(cycle))
                    self._known.append((name, review))
        return self._known

    def _event(self, workshop: Workshop) -> ReviewEvent:
        """Return an event as one at which actions are looked at; a rehearsal as the event that it rehearses."""
        rehearsal, session = workshop.session.rehearsal, workshop.log.session
        if rehearsal:
            with suppress(OSError):
                session = session_id(self._cycles.sessions.workspace.folder(rehearsal.of)) or session
        return _as_event(session, workshop.session)


def _months(copy: Path | None) -> tuple[int, ...]:
    """Return the months of reports that the programme of a session in a folder says, as far as it reads."""
    if copy is not None:
        with suppress(FacilitateError, OSError):
            return read_source(copy).timeline.session.plan.reports_after
    return ()


def _as_event(key: str, session: Session) -> ReviewEvent:
    plan = session.plan
    return ReviewEvent(key, plan.place.city or plan.title, plan.date.isoformat() if plan.date else "")
