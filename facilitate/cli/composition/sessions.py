"""The sessions of one workspace: opened to read or to write, made, listed; and the clock they are worked in by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitate.domain.errors import N_, FacilitateError, Message, Refused
from facilitate.domain.roles import FACILITATOR
from facilitate.domain.session import Session
from facilitate.domain.timeline import Timeline
from facilitate.store.clock import RandomIds, SteadyClock
from facilitate.store.event_log import NO_PROGRAMME, FolderLog
from facilitate.store.workspace import Workspace, find_home, machine_tag
from facilitate.workshop.recorder.recorder import load
from facilitate.workshop.views.session_list import Need, SessionSummary, Shelf, in_order, summary
from facilitate.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitate.cli.drafts import FileDraft
    from facilitate.demo.play import Progress
    from facilitate.domain.acts.learning import FilingsLearned, KitUsed
    from facilitate.domain.acts.pictures import LogoKept
    from facilitate.domain.values.learning import KitOrigin
    from facilitate.store.photos import FolderPhotos

__all__ = ["Sessions", "Workspace"]

CONNECTED_HERE = N_("This window has connected the tables of “{name}”: quit and try again.")


class Sessions:
    """Opens the sessions of the workspace of this call; `workspace` finds them, and knows their folders."""

    def __init__(self, home: str | None, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._home_chosen = bool(home or environ.get("FACILITATE_HOME"))
        self.workspace = Workspace(find_home(home, environ, Path.cwd()), partial(machine_tag, environ))
        self.noticed: list[Message] = []  # by what reads beside the journals, such as the keys of a hub
        self.shared: dict[str, Workshop] = {}  # those with a hub in this program, by name
        self.to_rehearse = ""  # the session that a screen was left for, to be rehearsed
        self._logs: list[FolderLog] = []
        self._taken = 0

    def rehearse_next(self, workshop: Workshop) -> None:
        """Have the program go on with a rehearsal of that session, once its screens are left."""
        self.to_rehearse = workshop.log.slug

    @staticmethod
    def now() -> datetime:
        """The time in the room, by the rules of its zone on any day."""
        return SteadyClock().now()

    def read(self, name: str) -> Session:
        """The session somebody means, as it stands, to look at."""
        return self.read_timeline(name).session

    def read_timeline(self, name: str) -> Timeline:
        """Everything that happened in the session somebody means, until now, to look at."""
        timeline = load(self.workspace.log_to_read(self.workspace.find(name)))
        if timeline.session.document is None and NO_PROGRAMME not in self.noticed:
            self.noticed.append(NO_PROGRAMME)
        return timeline

    def photos(self, slug: str) -> FolderPhotos:
        """The photos of a session, to look at."""
        from facilitate.store.photos import FolderPhotos

        return FolderPhotos(self.workspace.folder(slug), self.noticed)

    def listed(self, shelf: Shelf | None = None) -> list[SessionSummary]:
        """Every session here or on a shelf, today's first, then the latest, then examples; some say why they fail.

        Rehearsals stand below their session.
        """
        there = self.workspace.on_shelf(shelf) if shelf else self.workspace
        today = SteadyClock().now().date()
        found = [self._summary(there, slug, today, example=there.is_example(slug)) for slug in {*there.every_slug()}]
        return in_order(found)

    @staticmethod
    def _summary(there: Workspace, slug: str, today: date, *, example: bool) -> SessionSummary:
        try:
            timeline = load(there.log_to_read(slug))
        except FacilitateError as error:
            return SessionSummary(slug, slug, problem=error.message, example=example)
        found = summary(slug, timeline.session, example=example, today=today)
        if (there.folder(slug) / ".depot.json").exists():
            from facilitate.store.depot.status import is_pending

            found = replace(found, unsent=is_pending(there, slug))
        if found.next is not Need.PUBLISH:
            return found
        from facilitate.export.published_files import PublishedFiles, state_of

        published = PublishedFiles(there.home).has_report(state_of(timeline))
        return replace(found, next=None, published=True) if published else found

    def open(self, slug: str, role: str = FACILITATOR) -> Workshop:
        """A session to work in. Its time goes on from its last act, also when the clock was set back since."""
        if role == FACILITATOR and slug in self.shared:
            return self.shared[slug]  # what devices bring is folded in there, and nowhere else
        workshop = self._opened(self.workspace.log(slug), role)
        if workshop.session.rehearsal and role == FACILITATOR:
            from facilitate.cli.composition.rehearsals import resume

            resume(self.workspace, workshop)
        return workshop

    def open_read_only(self, slug: str) -> Workshop:
        """A session to follow as others work in it; nothing is written, not even a journal to write in."""
        return self._opened(self.workspace.log_to_read(slug), FACILITATOR)

    def _opened(self, log: FolderLog, role: str) -> Workshop:
        self._logs.append(log)
        clock = SteadyClock()
        workshop = Workshop(log, clock, RandomIds(), role)
        clock.rehearsal = lambda: workshop.session.rehearsal
        if workshop.timeline.events and not workshop.session.rehearsal:
            clock.go_on_from(workshop.timeline.events[-1].at)
        return workshop

    def rehearse(self, slug: str, speed: int | None = None) -> str:
        """Begin a rehearsal of a session, or go on with the one that is here; its name.

        `speed` is how many times as fast its time goes. A session that is a rehearsal is gone on with itself.
        """
        if found := self.rehearsal_of(slug):
            if speed is not None:
                self.open(found).rehearsal.set_speed(speed)
            return found
        from facilitate.cli.composition.rehearsals import begin

        return begin(self.workspace, slug, speed or 1)

    def rehearsal_of(self, slug: str) -> str:
        """The rehearsal of a session that is here, or the session itself where it is one; nothing for none."""
        if self.read(slug).rehearsal:
            return slug
        return next(self._rehearsals_in(self.workspace, slug), "")

    def every_rehearsal_of(self, slug: str) -> list[str]:
        """The rehearsals of a session that are here, or archived, or in the bin."""
        places = (self.workspace, *map(self.workspace.on_shelf, Shelf))
        return [name for place in places for name in self._rehearsals_in(place, slug)]

    @staticmethod
    def _rehearsals_in(place: Workspace, slug: str) -> Iterator[str]:
        """Yield the rehearsals of a session in the list or on a shelf; one that cannot be read is nobody's."""
        for name in place.rehearsals.slugs():
            with suppress(FacilitateError):
                found = load(place.log_to_read(name)).session.rehearsal
                if found and found.of == slug:
                    yield name

    def keep_rehearsal(self, slug: str, title: str = "") -> str:
        """Make a rehearsal a session of its own, under that title or its own; returns the title."""
        from facilitate.cli.composition.rehearsals import keep

        if slug in self.shared:
            raise Refused(CONNECTED_HERE, name=slug)
        return keep(self.workspace, slug, title)

    def create(
        self,
        document: Mapping[str, Any],
        *,
        like: str = "",
        learned: Sequence[FilingsLearned] = (),
        logos: Sequence[LogoKept] = (),
        kit: KitOrigin | None = None,
    ) -> str:
        """Make a session from a programme, with its logos and what earlier ones taught; returns its name.

        It has the typology of the session named by `like`, if one is, and for suggestions what was filed there. It
        remembers the `kit` it is made from.
        """
        from facilitate.domain.programme.document import complete
        from facilitate.domain.programme.reader import read_plan

        if like:
            from facilitate.workshop.suggestions.learning import as_acts, begun_like

            document, found = begun_like(document, self.read(like))
            learned = as_acts(found)
        return self.workspace.create(
            document, read_plan(complete(document)).title, gestures=(logos, learned, _used(kit))
        )

    def is_example(self, slug: str) -> bool:
        """Tell whether the demo made a session."""
        return self.workspace.is_example(slug)

    def duplicate(self, slug: str, title: str = "") -> str:
        """Make another session of the same programme, typology and synonyms, without what happened; its name."""
        from facilitate.domain.programme.document import complete
        from facilitate.domain.programme.reader import read_plan
        from facilitate.export.style.logos import bare_logo
        from facilitate.workshop.cases.pictures import kept_logos
        from facilitate.workshop.suggestions.learning import as_acts, fitting, programme_of

        session = self.read(slug)
        document = programme_of(session, title)
        learned = fitting(session.learned, session.plan, read_plan(complete(document)))
        return self.create(document, learned=as_acts(learned), logos=kept_logos(session, bare_logo), kit=session.kit)

    def put_away(self, slug: str, shelf: Shelf) -> Path:
        """Put a session on a shelf, as it is, and return where; raises `FacilitateError` where somebody has it open."""
        if slug in self.shared:
            raise Refused(CONNECTED_HERE, name=slug)
        return self.workspace.move(slug, self.workspace.on_shelf(shelf))

    def take_back(self, slug: str, shelf: Shelf) -> Path:
        """Put a session that is on a shelf among the others again, and return where."""
        return self.workspace.on_shelf(shelf).move(slug, self.workspace)

    def play_example(self, stage: str, progress: Progress | None = None) -> str:
        """A copy of the example event as it is at that stage, among the examples unless a home was chosen; its name."""
        from facilitate.demo.materials import programme
        from facilitate.demo.play import ScriptedClock, Stage, play

        clock = ScriptedClock.reaching(Stage(stage), SteadyClock().now())
        workspace = self.workspace if self._home_chosen else self.workspace.examples
        slug = workspace.create(document := programme(), document["title"], clock=clock)
        workspace.mark_as_example(slug)
        play(Workshop(workspace.log(slug), clock, RandomIds()), Stage(stage), clock, progress)
        return slug

    def draft(self, workshop: Workshop, writer: str) -> FileDraft:
        """What a writer of a session typed and did not save, on this machine and outside the session."""
        from facilitate.cli.drafts import FileDraft

        return FileDraft(self._environ, workshop.log.session, writer)

    def drafts_kept(self, slug: str) -> int:
        """Return how many texts were typed here in a session and not saved."""
        from facilitate.cli import drafts
        from facilitate.store.cycle_readings import session_id

        return drafts.kept(self._environ, session_id(self.workspace.folder(slug)))

    def drafts_naming(self, slug: str, names: Sequence[str] = ()) -> int:
        """Return how many texts that were typed here and not saved hold personal data that is known, or these names."""
        from facilitate.cli import drafts
        from facilitate.i18n import Language
        from facilitate.store.cycle_readings import session_id
        from facilitate.workshop.privacy.people import Redactor, people_of

        timeline = self.read_timeline(slug)
        tell = Language(timeline.session.plan.language).message
        redact = Redactor(people_of(timeline, tell, also=names), tell)
        return drafts.naming(self._environ, session_id(self.workspace.folder(slug)), redact)

    def notices(self) -> list[Message]:
        """What was set aside on the way."""
        return [*self.noticed, *(notice for log in self._logs for notice in log.notices)]

    def new_notices(self) -> Sequence[Message]:
        """The same, but for what was asked for before."""
        new = self.notices()[self._taken :]
        self._taken += len(new)
        return new


def _used(kit: KitOrigin | None) -> Sequence[KitUsed]:
    from facilitate.domain.acts.learning import KitUsed

    return [KitUsed(kit.cycle, kit.title, kit.state, kit.made)] if kit else []
