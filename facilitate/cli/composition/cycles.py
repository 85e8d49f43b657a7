"""The cycles of one workspace: made, opened, and the sessions they read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import facilitate.domain.cycle_acts  # noqa: F401 -- so that their lines are read as acts
from facilitate.cli.composition.cycle_sources import CycleFolders
from facilitate.cli.composition.upkeep import PurgedFiles
from facilitate.domain.acts.programme import PlanSet
from facilitate.domain.errors import N_, FacilitateError, Message, Refused, StorageFailure
from facilitate.domain.programme.document import Document
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.cycle import CycleEvent
from facilitate.store.clock import RandomIds, SteadyClock
from facilitate.store.cycle_readings import CycleReadings, EventSource, read_source, session_id, state_of
from facilitate.store.depot.cycle_copies import COPIES, settle_copies
from facilitate.system import is_portable
from facilitate.workshop.audit.issue import typed
from facilitate.workshop.cycle.events import NOT_TODAY, Events, ReadEvent
from facilitate.workshop.cycle.reading import EventReading, reading_of
from facilitate.workshop.privacy.people import people_of
from facilitate.workshop.privacy.purge_keys import words_of
from facilitate.workshop.privacy.redactor import Redactor
from facilitate.workshop.recorder.recorder import load
from facilitate.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitate.cli.composition.sessions import Sessions
    from facilitate.domain.event import Event
    from facilitate.domain.values.learning import KitOrigin
    from facilitate.store.workspace import Workspace
    from facilitate.workshop.cycle.reading import Unpublished
    from facilitate.workshop.cycle.recurrences import NearPair
    from facilitate.workshop.history.undo import History
    from facilitate.workshop.privacy.people import Tell
    from facilitate.workshop.privacy.purge import Removal
    from facilitate.workshop.privacy.several_events import RedactorOfEvents
    from facilitate.workshop.sharing.depot import Depot

_NO_SESSION = N_(
    "No session is on this computer to take the categories from. Bring one from the depot with “facilitate depot "
    "restore SESSION --from DEPOT”, or create the cycle without --like and add events with “facilitate cycle add "
    "CYCLE --from DEPOT”: it takes the categories of the first."
)
_DAMAGED = N_("What was kept of the events was damaged: it was put together anew.")
_NEVER_READ = N_("“{name}” is not here, and was never read.")
_NOT_READABLE = N_(
    "“{name}” is not here, and what was kept of it does not read: it is damaged, or another version wrote it. It "
    "counts again once its session is here."
)
_MOST_NAMED = 6
_LANGUAGE = "language"
_SYNTHESIS = {"kind": "synthesis"}  # all that a cycle does; a programme has at least one phase
Progress = Callable[[int, int], object]


class Cycles:
    """Makes and opens cycles; sessions are only read."""

    def __init__(self, sessions: Sessions, tell: Callable[[str], Tell]) -> None:
        """Read the sessions of a workspace; `tell` gives by a language what says a message in it."""
        self.sessions = sessions
        self.tell = tell
        self._read_now: set[str] = set()
        self.workspace: Workspace = sessions.workspace.cycles

    def create(self, title: str, language: str, typology: Document, *, chosen: bool) -> str:
        """Make a cycle; returns its name. A language nobody has `chosen` gives way to that of events."""
        document = {**typology, "title": title, "language": language, "phases": [_SYNTHESIS | {"title": title}]}
        slug = self.workspace.create(document, title)
        if chosen:
            self.open(slug).programme.set(_LANGUAGE, language)
        return slug

    @staticmethod
    def name_of_report(title: str) -> str:
        """Return what an event is called that is reported, as the folder of its session would be."""
        from facilitate.store.workspace import name_for

        return name_for(title, RandomIds().tokens(1)[0])

    def open(self, slug: str) -> Workshop:
        """Open a cycle to work in."""
        return Workshop(self.workspace.log(slug), SteadyClock(), RandomIds())

    def read(self, slug: str) -> Timeline:
        """Read a cycle, to look at."""
        return load(self.workspace.log_to_read(slug))

    def titles(self) -> dict[str, str]:
        """Return what each cycle is called, by its name; one that does not read is called by its name."""
        found = {}
        for slug in self.workspace.slugs():
            found[slug] = slug
            with suppress(FacilitateError):
                found[slug] = self.read(slug).session.plan.title or slug
        return found

    def forget(self, slug: str, sessions: Iterable[str]) -> None:
        """Remove what a cycle keeps of sessions that it reads no more."""
        from facilitate.store.depot.cycle_copies import drop_copies

        left, readings = set(sessions), CycleReadings(self.workspace.folder(slug))
        for session in left:
            readings.forget(session)
        readings.close()
        drop_copies(self.sessions.workspace, left, slug)

    def renew(self) -> None:
        """Have no cycle keep words that an event took back, as far as that is known here."""
        for slug in self.workspace.slugs():
            if slug not in self._read_now:  # then all of it is as of now
                with suppress(FacilitateError, OSError):
                    self._renew(slug)

    def _renew(self, slug: str) -> None:
        self._settle(slug)
        readings, folders = CycleReadings(self.workspace.folder(slug)), self.folders(slug)
        for event in self.read(slug).session.cycle_events.values():
            if readings.has(event.session):
                self._read(event, folders, readings, whole=False)
        readings.close()

    def _settle(self, slug: str) -> None:
        settle_copies(self.workspace.folder(slug), self.sessions.workspace.sessions)

    def forget_features(self, slug: str) -> None:
        """Remove what is kept of the texts of all events together: reports are in it, and one of them changed."""
        CycleReadings(self.workspace.folder(slug)).forget_features_of_all()

    def check_purge(self, slug: str) -> None:
        """Refuse a purge of a cycle that is open somewhere, before anybody is asked whether they want it."""
        from facilitate.store.purge import check_alone

        check_alone(self.workspace.folder(slug))

    def purge(self, slug: str, agreed: Removal, tell: Tell) -> PurgedFiles:
        """Do what was agreed to in the cycle's own journals; returns which files beside them went."""
        from facilitate.export.style.logos import bare_logo
        from facilitate.store.purge import purge
        from facilitate.workshop.privacy.purge import agreed_acts

        def decide() -> tuple[Mapping[str, Event], Sequence[Event]]:
            recorder = self.open(slug).recorder
            acts = agreed_acts(recorder.timeline, agreed, tell, bare_logo)
            return agreed.events, recorder.stamped(acts, recorder.role)

        self.forget_features(slug)
        return PurgedFiles(purge(self.workspace.folder(slug), self.workspace.machine, decide))

    @staticmethod
    def kit_now(cycle: Workshop) -> KitOrigin:
        """Return of which state of the cycle its kit would be."""
        from facilitate.workshop.cycle.kit import origin_of

        return origin_of(cycle.timeline, cycle.log.session)

    def age_of_kit(self, kit: KitOrigin) -> Message | None:
        """Return how a kit differs from what its cycle is now, where that cycle is here."""
        from facilitate.workshop.cycle.kit import age_of, origin_of

        for slug in self.workspace.slugs():
            if session_id(self.workspace.folder(slug)) == kit.cycle:
                with suppress(FacilitateError):
                    return age_of(kit, origin_of(self.read(slug), kit.cycle))
        return None

    def typology_of(self, session: str) -> Document:
        """Return the typology of a session, by its name, for a new cycle."""
        from facilitate.workshop.suggestions.learning import typology_of

        if not self.sessions.workspace.every_slug():
            raise Refused(_NO_SESSION)
        return typology_of(self.sessions.read(session))

    def add(self, cycle: Workshop, names: list[str]) -> list[str]:
        """Read sessions with the others; returns the names of those that are new. Nothing is added when one is refused.

        A cycle that has no event yet takes over the language of the first where nobody chose one, and one that has no
        category those of the first, with its synonyms.
        """
        workspace = self.sessions.workspace
        found: dict[str, str] = {}
        for name in names:
            # Of ten thousand names, each is not looked for among ten thousand.
            slug = name if is_portable(name) and (workspace.sessions / name).is_dir() else workspace.find(name)
            if workspace.holding(slug).home == workspace.rehearsals.home:
                raise Refused(N_("“{name}” is a rehearsal: a cycle reads events."), name=slug)
            session = session_id(workspace.folder(slug)) or read_source(workspace.folder(slug)).session
            if found.setdefault(session, slug) != slug:
                raise Refused(
                    N_(
                        "“{name}” and “{other}” are two copies of one session: bring them together with "
                        "“facilitate collect {name} {folder}”."
                    ),
                    name=slug, other=found[session], folder=typed(str(workspace.folder(found[session]))),
                )  # fmt: skip
        return self._join(cycle, found, workspace.folder(next(iter(found.values()))) if found else None)

    def add_from(
        self, slug: str, cycle: Workshop, depot: Depot, names: Sequence[str]
    ) -> tuple[list[str], dict[str, int], list[Message]]:
        """Read sessions of a depot with the others, all of them where none is named.

        Copies of those that are not here are kept in the cycle's folder, and brought up to date by the same. Returns
        the names of the new, by name of those that were updated how many acts came in, and what is told of a depot in
        an older state.
        """
        from facilitate.cli.composition.cycle_sources import sessions_from

        found, updated, first, notices = sessions_from(
            depot, names, self.sessions.workspace, self.workspace.folder(slug) / COPIES
        )
        new = self._join(cycle, found, first)
        return new, {name: came for name, came in updated.items() if name not in new}, notices

    @staticmethod
    def _join(cycle: Workshop, found: Mapping[str, str], first: Path | None) -> list[str]:
        begun = bool(cycle.session.cycle_events) or _has_chosen_language(cycle.timeline)
        new = cycle.cycle.add(found)
        if first is not None:
            _take_over(cycle, first, language=not begun)
        return new

    def events(self, slug: str, cycle: Workshop, progress: Progress = lambda _done, _of: None) -> Events:
        """Read the events of a cycle with their proposals; those that did not change are taken from what is kept."""
        return self._events(slug, cycle, progress, whole=lambda _session: True)

    def counted(self, slug: str, cycle: Workshop, progress: Progress = lambda _done, _of: None) -> Events:
        """Read how much the events of a cycle came to; the proposals of those alone of which single ones are spoken."""
        return self._events(slug, cycle, progress, whole=_spoken_of(cycle).__contains__)

    def near_event(
        self, slug: str, cycle: Workshop, events: Events, event: EventReading, progress: Progress
    ) -> tuple[Events, list[NearPair]]:
        """Return the events as far as they were read, and what of one is near in all others.

        By words alone, and with numpy; raises `ImportError` without.
        """
        from facilitate.cli.composition.cycle_archive import near_event

        readings = CycleReadings(self.workspace.folder(slug))
        return near_event(readings, events, event, cycle.session.plan.language, progress)

    def naming(self, slug: str, cycle: Workshop, names: Sequence[str]) -> Events:
        """Read how much the events came to, and the proposals of those that are named, as in `lyon/T3-07`."""
        events, wanted = self.counted(slug, cycle), _spoken_of(cycle)
        for name in names:
            with suppress(Refused):  # who asks for it is told
                wanted.add(events.event(name.strip().rpartition("/")[0]).session)
        return self._events(slug, cycle, lambda _done, _of: None, whole=wanted.__contains__)

    def history_of(self, slug: str, cycle: Workshop) -> History:
        """Return the history of a cycle, which names events and ideas as they are read."""
        from facilitate.workshop.cycle.history import CycleSentences, sessions_spoken_of

        spoken_of = sessions_spoken_of(cycle.timeline)
        read = cache(lambda: self._events(slug, cycle, lambda _done, _of: None, whole=spoken_of.__contains__))
        cycle.history.describe = CycleSentences(read, cycle.history.describe)
        return cycle.history

    def cycles_reading(self, session: str, kit: KitOrigin | None, only: str) -> list[str]:
        """Return the names of the cycles here that read a session of that id, or whose kit it was made from."""
        found, trouble = [], None
        for slug in [only] if only else self.workspace.slugs():
            try:
                log = self.workspace.log_to_read(slug)
                if session in load(log).session.cycle_events or (kit is not None and log.session == kit.cycle):
                    found.append(slug)
            except FacilitateError as error:  # one that does not read holds up no other
                trouble = error
        if trouble and not found:
            raise trouble
        return found

    def reading_session(self, slug: str) -> list[str]:
        """Return the names of the cycles here that read a session, as far as they can be read themselves."""
        with suppress(FacilitateError):
            return self.cycles_reading(session_id(self.sessions.workspace.folder(slug)), None, "")
        return []

    def to_read(self, slug: str) -> Workshop:
        """Open a cycle in which nothing is written."""
        return Workshop(self.workspace.log_to_read(slug), SteadyClock(), RandomIds())

    def redactor(self, cycle: Workshop, events: Events) -> tuple[RedactorOfEvents, list[Message]]:
        """Return what takes everybody out whom an event here knows, and what is told of events that are not here."""
        from facilitate.cli.composition.cycle_sources import redactor_of

        return redactor_of(cycle, events, self.folders(cycle.log.slug).of, self.tell(cycle.session.plan.language))

    def unpublished(
        self, cycle: Workshop, events: Events, *, internal: bool, anonymous: bool
    ) -> tuple[tuple[Unpublished, ...] | None, list[Message]]:
        """Read what the events that are here noted and do not publish, from them alone: nothing of it is kept.

        Beside it is what is told of events of which there is none here. None where the files are not `internal`.
        """
        if not internal:
            return None, []
        from facilitate.cli.composition.cycle_sources import unpublished

        tell = self.tell if anonymous else None
        return unpublished(cycle, events, self.folders(cycle.log.slug).of, tell)

    def _events(self, slug: str, cycle: Workshop, progress: Progress, whole: Callable[[str], bool]) -> Events:
        self._read_now.add(slug)
        with suppress(FacilitateError, OSError):  # on a disk that cannot be written
            self._settle(slug)
        readings, folders = CycleReadings(self.workspace.folder(slug)), self.folders(slug)
        joined = list(cycle.session.cycle_events.values())
        found = []
        reported = self._reported(cycle)
        try:
            for number, event in enumerate(joined, 1):
                read = reported.get(event.session)
                found.append(read or self._read(event, folders, readings, whole=whole(event.session)))
                progress(number, len(joined))
        finally:  # also when somebody stops it
            with suppress(StorageFailure):  # it is put together anew the next time
                readings.close()
        return Events(found, Message(_DAMAGED) if readings.damaged else None)

    def _reported(self, cycle: Workshop) -> dict[str, ReadEvent]:
        """Return the events of which the cycle itself holds what somebody sent."""
        reports, language = cycle.session.cycle_reports, cycle.session.plan.language
        if not reports:
            return {}
        from facilitate.workshop.cycle.reports import reading_of_report

        tell = self.tell(language)
        redact = Redactor(people_of(cycle.timeline, tell), tell)
        return {key: ReadEvent(reading_of_report(report, language, redact)) for key, report in reports.items()}

    def _read(self, event: CycleEvent, folders: CycleFolders, readings: CycleReadings, *, whole: bool) -> ReadEvent:
        problem = Message(NOT_TODAY, {"name": event.name})
        try:
            if kept := readings.read(event.session, folders.state(event.name), whole=whole):
                return ReadEvent(replace(kept, copied=True) if folders.is_copy(event.name) else kept)
            if (folder := folders.of(event)) is not None:
                return self._read_folder(folder, readings, whole=whole)
        except (FacilitateError, OSError) as error:
            problem = error.message if isinstance(error, FacilitateError) else problem
        last = readings.read(event.session, None, whole=whole)
        if last is None:
            text = _NOT_READABLE if readings.has_file(event.session) else _NEVER_READ
            problem = Message(text, {"name": event.name})
        return ReadEvent(last or _nothing(event), problem)

    def _read_folder(self, folder: Path, readings: CycleReadings, *, whole: bool) -> ReadEvent:
        state, source = state_of(folder), read_source(folder)
        reading = self._reading(source, folder.name)
        if folder.parent.name == COPIES:
            from facilitate.workshop.sharing.standing_words import with_omissions

            reading = replace(with_omissions(reading), copied=True)
        is_kept = False
        # What changed meanwhile may have been purged: it is not kept.
        if source.problem is None and state_of(folder) == state:
            with suppress(StorageFailure):  # it is read anew the next time
                readings.keep(reading, state)
                is_kept = True
        elif source.problem is not None:
            with suppress(StorageFailure):
                timeline = source.timeline
                readings.keep_in_part(
                    reading, {*timeline.session.ideas, *words_of([each.act for each in timeline.events])}
                )
        return ReadEvent(replace(reading, proposals=()) if is_kept and not whole else reading, source.problem)

    def folders(self, slug: str) -> CycleFolders:
        """Return where the sessions of a cycle are today."""
        return CycleFolders(self.sessions, self.workspace.folder(slug) / COPIES)

    def _reading(self, source: EventSource, name: str) -> EventReading:
        session = source.timeline.session
        tell = self.tell(session.plan.language)
        people = people_of(source.timeline, tell)
        roles = (person.role for person in people)
        return reading_of(session, source.session, name, Redactor(people, tell), roles, source.came)


def _take_over(cycle: Workshop, folder: Path, *, language: bool) -> None:
    """Have a cycle take what it lacks of the programme of the session in a folder."""
    from facilitate.workshop.suggestions.learning import typology_of

    lent = ("categories", "synonyms") if not cycle.session.plan.categories else ()
    wanted = (*lent, *([_LANGUAGE] if language else ()))
    with suppress(Refused):  # its programme is missing
        given = typology_of(read_source(folder).timeline.session) if wanted else {}
        taken = {name: given[name] for name in wanted if given.get(name)}
        cycle.programme.replace({**(cycle.session.document or {}), **taken})


def _has_chosen_language(cycle: Timeline) -> bool:
    return any(isinstance(event.act, PlanSet) and event.act.path == _LANGUAGE for event in cycle.events)


def _spoken_of(cycle: Workshop) -> set[str]:
    """Return the sessions of which single proposals are spoken."""
    answers = chain.from_iterable(cycle.session.recurrence_answers)
    return {session for session, _idea in chain(cycle.session.idea_mappings, answers)}


def _nothing(event: CycleEvent) -> EventReading:
    return EventReading(
        event.session, event.name, event.name, "", "", "", "", None, began=False, over=False, received=0, withdrawn=0
    )
