"""The only place where concrete parts are wired together: the disk, the clock, the exporters, the screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitate.domain.errors import FacilitateError, Message
from facilitate.domain.session import Session
from facilitate.store.clock import RandomIds, SteadyClock
from facilitate.store.log import FolderLog
from facilitate.store.workspace import Workspace, find_home, machine_tag
from facilitate.workshop.desk import FACILITATOR
from facilitate.workshop.loading import load
from facilitate.workshop.summary import SessionSummary, summary
from facilitate.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitate.demo.play import Progress
    from facilitate.domain.answers import FilingsLearned
    from facilitate.i18n import Language
    from facilitate.store.collect import Collected
    from facilitate.store.doctor import Findings, Journal  # noqa: TC004 -- handed on to those who may not import it
    from facilitate.workshop.ports import Clock, Matcher

__all__ = ["Findings", "House", "Journal"]

REPORT = "compte-rendu.md"


class House:
    """The workspace of this call, and what it takes to work in it."""

    def __init__(self, home: str | None, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.home = find_home(home, environ, Path.cwd())
        self._logs: list[FolderLog] = []
        self.clock: Clock | None = None  # a rehearsal's; else every workshop has its own

    @cached_property
    def reading(self) -> Workspace:
        """The workspace for looking only: it works on a disk where nothing can be written."""
        return Workspace(self.home, "")

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace for writing, which needs this machine's own short name."""
        return Workspace(self.home, machine_tag(self._environ))

    def slugs(self) -> list[str]:
        """The names of the sessions here."""
        return self.reading.slugs()

    def find(self, name: str) -> str:
        """The session somebody means."""
        return self.reading.find(name)

    def folder(self, slug: str) -> Path:
        """Where a session's journals are."""
        return self.reading.sessions / slug

    def session(self, slug: str) -> Session:
        """A session as it stands, to look at."""
        return load(self.reading.log(slug))

    def sessions(self) -> list[SessionSummary]:
        """Every session here, latest date first; one that does not open says why."""
        found = []
        for slug in self.slugs():
            try:
                found.append(summary(slug, self.session(slug)))
            except FacilitateError as error:
                found.append(SessionSummary(slug, slug, problem=error.message))
        return sorted(found, key=lambda each: (each.date is not None, each.date or date.min, each.slug), reverse=True)

    def workshop(self, slug: str, role: str = FACILITATOR) -> Workshop:
        """A session to work in. Its time goes on from its last act, also when the clock was set back since."""
        return self._opened(self.workspace.log(slug), role)

    def looking(self, slug: str) -> Workshop:
        """A session to follow as others work in it; nothing is written, not even a journal to write in."""
        return self._opened(self.reading.log(slug), FACILITATOR)

    def _opened(self, log: FolderLog, role: str) -> Workshop:
        self._logs.append(log)
        workshop = Workshop(log, self.clock or SteadyClock(), RandomIds(), role)
        if workshop.session.events and self.clock is None:
            workshop.desk.clock = SteadyClock(not_before=workshop.session.events[-1].at)
        return workshop

    def hasten(self, slug: str, speed: float) -> None:
        """Let time go faster here: from a session's last act, or from its planned start when it has not begun."""
        from facilitate.store.clock import FastClock
        from facilitate.workshop.agenda import agenda

        session = self.session(slug)
        planned = agenda(session, SteadyClock().now()).lines[0].planned_start
        self.clock = FastClock(session.events[-1].at if session.runs else planned, speed)

    def elsewhere(self, home: str) -> House:
        """Another workspace of the same machine."""
        return House(home, self._environ)

    def create(self, document: Mapping[str, Any], title: str, learned: Sequence[FilingsLearned] = ()) -> str:
        """A new session, with what earlier ones taught; returns its name."""
        return self.workspace.create(document, title, learned=learned)

    def matcher(self, model: str | None = None) -> Matcher:
        """What makes suggestions; with a model's folder, named here or in FACILITATE_MODEL, by meaning as well."""
        from facilitate.matching.matcher import make

        return make(model or self._environ.get("FACILITATE_MODEL"))

    def notices(self) -> list[Message]:
        """What was set aside on the way."""
        return [notice for log in self._logs for notice in log.notices]

    def programme(self, path: Path) -> dict[str, Any]:
        """The document of a programme file."""
        from facilitate.store.programme_file import read_programme

        return read_programme(path)

    def toml(self, document: Mapping[str, Any]) -> str:
        """A programme's document as a file holds it."""
        from facilitate.store.programme_file import written

        return written(document)

    def examine(self, slug: str) -> Findings:
        """Check every line of a session's journals, setting aside what is damaged."""
        from facilitate.store.doctor import examine

        return examine(self.folder(slug))

    def collect(self, slug: str, sources: list[Path]) -> Collected:
        """Bring in the events of other journals of the same session."""
        from facilitate.store.collect import collect

        return collect(self.workspace.log(slug), sources)

    def report(self, session: Session, *, with_times: bool = False) -> str:
        """The compte rendu as Markdown, in the session's language; times are those of this machine's zone."""
        from facilitate.export.markdown import render
        from facilitate.i18n import Language as Speaking
        from facilitate.workshop.reporting import report

        # By the rules of the zone on the day itself: an event of December is told in winter time in July too.
        room = datetime.astimezone if with_times else None
        return render(report(session, room), Speaking(session.plan.language))

    def export(self, slug: str, session: Session, folder: Path | None = None, *, with_times: bool = False) -> Path:
        """Write the compte rendu; returns where."""
        from facilitate.export.writer import write_file

        path = (folder or self.reading.exports / slug) / REPORT
        write_file(path, self.report(session, with_times=with_times))
        return path

    def demo(self, stage: str, progress: Progress | None = None) -> str:
        """A copy of the example event, played so that it reaches its stage now; returns its name."""
        from facilitate.demo.materials import programme
        from facilitate.demo.play import ScriptedClock, Stage, play

        document = programme()
        clock = ScriptedClock.reaching(Stage(stage), SteadyClock().now())
        slug = self.workspace.create(document, document["title"], clock=clock)
        play(Workshop(self.workspace.log(slug), clock, RandomIds()), Stage(stage), clock, progress)
        return slug

    def illustration(self) -> Message:
        """What the demo says of its ideas."""
        from facilitate.demo.materials import ILLUSTRATION

        return ILLUSTRATION

    def screen(self, language: Language, name: str, slug: str = "", table: int | None = None) -> int:
        """Open a screen, and return what it tells the shell when it closes."""
        from facilitate.cli.host import open_screen

        return open_screen(self, language, name, slug, table)
