"""The only place where concrete parts are wired together: the disk, the clock, the exporters, the screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitate.domain.errors import N_, FacilitateError, Message, Refused
from facilitate.domain.roles import FACILITATOR, table_role
from facilitate.domain.session import Session
from facilitate.store.clock import RandomIds, SteadyClock
from facilitate.store.event_log import FolderLog
from facilitate.store.workspace import Workspace, find_home, machine_tag
from facilitate.workshop.recorder.loading import load
from facilitate.workshop.views.session_list import SessionSummary, summary
from facilitate.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitate.demo.play import Progress
    from facilitate.domain.answers import FilingsLearned
    from facilitate.domain.events import Event
    from facilitate.export.published_files import PublishedFiles
    from facilitate.files import Written
    from facilitate.i18n import Language
    from facilitate.store.collect import Agree, Collected
    from facilitate.store.doctor import Findings, Journal  # noqa: TC004 -- handed on to those who may not import it
    from facilitate.tui.services import Draft
    from facilitate.workshop.ports import Clock, Matcher
    from facilitate.workshop.privacy.people import Tell
    from facilitate.workshop.privacy.purge import Removal
    from facilitate.workshop.sharing.link import HubLink
    from facilitate.workshop.sharing.ports import Hub, Keys, Uplink

__all__ = ["Findings", "House", "Journal"]


class House:
    """The workspace of this call, and what it takes to work in it."""

    def __init__(self, home: str | None, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.home = find_home(home, environ, Path.cwd())
        self._home_chosen = bool(home or environ.get("FACILITATE_HOME"))
        self._logs: list[FolderLog] = []
        self._noticed: list[Message] = []
        self.clock: Clock | None = None  # a rehearsal's; else every workshop has its own

    @cached_property
    def reading(self) -> Workspace:
        """The workspace for looking only: it works on a disk where nothing can be written."""
        return Workspace(self.home, "")

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace for writing, which needs this machine's own short name."""
        return Workspace(self.home, machine_tag(self._environ))

    @property
    def theme(self) -> str:
        """The name of the colours somebody chose for the screens; or nothing."""
        return self._environ.get("FACILITATE_THEME", "")

    def slugs(self) -> list[str]:
        """The names of the sessions here; of the examples, where there is nothing else."""
        return self.reading.slugs() or self.reading.examples.slugs()

    def find(self, name: str) -> str:
        """The session somebody means."""
        return self.reading.find(name)

    def folder(self, slug: str) -> Path:
        """Where a session's journals are."""
        return self.reading.holding(slug).sessions / slug

    def exports(self, slug: str) -> Path:
        """Where what is exported of a session is written."""
        return self.reading.holding(slug).exports / slug

    def session(self, slug: str) -> Session:
        """A session as it stands, to look at."""
        return load(self.reading.log(slug))

    def sessions(self) -> list[SessionSummary]:
        """Every session here, latest date first, then the examples; one that does not open says why."""
        own, examples = self.reading.slugs(), self.reading.examples.slugs()
        found = [self._summary(slug, example=slug not in own) for slug in {*own, *examples}]
        return sorted(found, key=lambda each: (not each.example, each.date or date.min, each.slug), reverse=True)

    def _summary(self, slug: str, *, example: bool) -> SessionSummary:
        try:
            return summary(slug, self.session(slug), example=example)
        except FacilitateError as error:
            return SessionSummary(slug, slug, problem=error.message, example=example)

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
        from facilitate.workshop.clock.agenda import agenda

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
        return [*self._noticed, *(notice for log in self._logs for notice in log.notices)]

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

    def set_aside(self, slug: str) -> list[str]:
        """The files beside a session's journals that hold words."""
        from facilitate.store.purge_finish import set_aside

        return [path.name for path in set_aside(self.folder(slug))]

    def draft(self, session: str, writer: str) -> Draft:
        """The draft of a writer of the session of that id."""
        from facilitate.cli.drafts import FileDraft

        return FileDraft(self._environ, session, writer)

    def purge(self, slug: str, agreed: Removal, tell: Tell) -> tuple[list[str], int]:
        """Do what was agreed to; returns which files beside the journals went, and how many reports of failures."""
        from facilitate.cli import drafts
        from facilitate.cli.crash_report import forget
        from facilitate.store.purge import purge
        from facilitate.workshop.privacy.purge import agreed_acts

        def decide() -> tuple[Mapping[str, Event], Sequence[Event]]:
            desk = self.workshop(slug).desk
            drafted.extend(drafts.forget(self._environ, desk.log.session))
            return agreed.events, desk.stamped(agreed_acts(desk.session, agreed, tell), desk.role)

        drafted: list[str] = []
        forgotten = forget(self._environ, agreed.told_in)
        return [*purge(self.folder(slug), decide), *drafted], forgotten

    def collect(self, slug: str, sources: list[Path], agree: Agree | None = None) -> Collected:
        """Bring in the events of other journals of the same session, as one gesture; `agree` as in the store."""
        from facilitate.store.collect import collect

        found = collect(self.workspace.log(slug), sources, agree)
        self.workshop(slug).history.note_collected(found.events)
        return found

    def report(self, session: Session) -> str:
        """The compte rendu as Markdown, in the session's language."""
        from facilitate.cli.publishing import Wish, publication
        from facilitate.export.markdown import write

        told = publication(session, Wish(), self.home)
        return write(told.document, told.language)

    def export(
        self, slug: str, session: Session, formats: Sequence[str] = ("md",), *, anonymise: bool = False
    ) -> Callable[[], list[Written]]:
        """Take the report as it stands; what comes back writes its files and says where."""
        from facilitate.cli.publishing import Wish, publication, written

        wish = Wish(formats, anonymise=anonymise)
        told = publication(session, wish, self.home)
        return lambda: written(told, wish, self.exports(slug), self.published)

    @cached_property
    def published(self) -> PublishedFiles:
        """The files that were written here before, for people to have and to change."""
        from facilitate.export.published_files import PublishedFiles

        return PublishedFiles(self.home)

    def keys(self, slug: str) -> Keys:
        """The tokens of a session’s tables."""
        from facilitate.store.hub_tokens import FolderKeys

        return FolderKeys(self.folder(slug), self.workspace.machine, self._noticed)

    def hub(self, slug: str, workshop: Workshop) -> Hub:
        """The hub of a session; it listens once it is opened."""
        from facilitate.domain.codec import document_of, event_of
        from facilitate.web.hub import hub, limits
        from facilitate.web.hub import journal_routes as journals

        papers = journals.Papers(slug, document_of, event_of)
        return hub.RoomHub(workshop, self.keys(slug), papers, limits.limits_of(self._environ), self._keep)

    def _keep(self, error: Exception) -> None:
        """Write down what went wrong at the hub; the tables and the screen go on."""
        from facilitate.cli.crash_report import keep

        keep(error, self._environ)

    def announced(self, slug: str, on: str = "", port: int = 0) -> str:
        """The address of the hub as it was last time, or as it would be now, unless its port is taken."""
        from facilitate.web.hub.interfaces import usual
        from facilitate.workshop.sharing.link import USUAL_PORT

        last, its_port = self.keys(slug).place
        return f"http://{on or usual(last)}:{port or its_port or USUAL_PORT}"

    def cards(self, slug: str, session: Session, address: str = "", *, replace: bool = False) -> Written:
        """Write the cards of the tables for that address, in a file only its owner reads; returns where."""
        from facilitate.cli.publishing import cards

        file = cards(session, self.keys(slug), address or self.announced(slug), self.exports(slug))
        return self.published.write([file], private=True, replace=replace)[0]

    def arrive(self, link: HubLink, language: str, table: int | None = None) -> tuple[str, int]:
        """The copy here of what a link opens, and its table; the hub is asked when the link was never used here."""
        from facilitate.store.replica import Replicas

        replicas = Replicas(self.workspace)
        replica = replicas.known(link)
        news: Sequence[Any] = ()
        if replica is None:
            from facilitate.web.laptop.handshake import handshake

            met = handshake(link, language)
            self._check_table(met.invitation.table, table)
            replica, news = replicas.settle(met.link, met.invitation), met.documents
        self._check_table(replica.table, table)
        if news:
            replicas.keep(self.workshop(replica.slug).desk, replica.table, news)
        return replica.slug, replica.table

    @staticmethod
    def _check_table(opened: int, asked: int | None) -> None:
        if asked not in (None, opened):
            raise Refused(N_("This link opens table {opened}, not table {asked}."), opened=opened, asked=asked)

    def uplink(self, slug: str, table: int, workshop: Workshop, language: str) -> Uplink | None:
        """The line from a laptop’s copy to its hub; None for a session that was never linked to one."""
        from facilitate.store.private_files import FOLDER, LINKS

        if not (self.folder(slug) / FOLDER / LINKS).exists():
            return None  # nearly always, and the first picture waits for no more than it shows
        from facilitate.store.replica import Replicas

        replicas = Replicas(self.workspace)
        if (replica := replicas.of(slug, table)) is None:
            return None
        from facilitate.domain.codec import document_of, events_of
        from facilitate.web.laptop.uplink import HubUplink, LocalReplica, connector

        writer = f"{table_role(table)}.{self.workspace.machine}"
        line = LocalReplica(replicas.session(replica), table, writer, replica.link.address, document_of, events_of)
        met = partial(replicas.remember, replica)
        return HubUplink(workshop.desk, line, connector(replica.link, language, met), replicas.sent(replica))

    def demo(self, stage: str, progress: Progress | None = None) -> str:
        """A copy of the example event as it is at that stage, among the examples unless a home was chosen; its name."""
        from facilitate.demo.materials import programme
        from facilitate.demo.play import ScriptedClock, Stage, play

        clock = ScriptedClock.reaching(Stage(stage), SteadyClock().now())
        workspace = self.workspace if self._home_chosen else self.workspace.examples
        slug = workspace.create(document := programme(), document["title"], clock=clock)
        play(Workshop(workspace.log(slug), clock, RandomIds()), Stage(stage), clock, progress)
        return slug

    def share(self, language: Language, slug: str, address: str, port: int) -> int:
        """Open the screen that shares a session."""
        from facilitate.cli.host import open_share

        return open_share(self, language, slug, address, port)

    def screen(self, language: Language, name: str, slug: str = "", table: int | None = None) -> int:
        """Open a screen, and return what it tells the shell when it closes."""
        from facilitate.cli.host import open_screen

        return open_screen(self, language, name, slug, table)
