"""What every command is handed: the reader's language, where to write, and the services of the workspace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from facilitate.cli.output import Output, Usage, check_terminal
from facilitate.domain.errors import N_, FacilitateError, Message
from facilitate.i18n import Language

if TYPE_CHECKING:
    from pathlib import Path

    import typer

    from facilitate.cli.composition.action_reviews import ActionReviews
    from facilitate.cli.composition.cycles import Cycles
    from facilitate.cli.composition.depot_host import DepotHost
    from facilitate.cli.composition.depot_states import DepotStates
    from facilitate.cli.composition.depots import Depots
    from facilitate.cli.composition.screens import Screens
    from facilitate.cli.composition.sessions import Sessions, Workspace
    from facilitate.cli.composition.sharing import Sharing
    from facilitate.cli.composition.upkeep import Upkeep
    from facilitate.export.publish import Publisher
    from facilitate.files import Written
    from facilitate.workshop.workshop import Workshop


class CliContext:
    """One call of the program. Each service is loaded when a command first asks for it."""

    def __init__(self, out: Output, home: str | None, environ: Mapping[str, str]) -> None:
        self.out = out
        self.environ = environ
        self._home = home
        out.home = home or ""

    def again(self, line: str) -> str:
        """Return a command that is shown, or its end, with the options that have to be repeated, such as `--home`."""
        return self.out.again(line)

    def use_login(self, file: Path | None) -> None:
        """Take the name and password for a depot from a file, and name it in the commands that are advised."""
        self.depots.login_file = file
        if file:
            from facilitate.workshop.audit.issue import typed

            commands = ("depot sync", "depot restore", "depot status", "cycle add")
            self.out.repeat(f" --login {typed(str(file))}", *commands)

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.out.language

    @cached_property
    def sessions(self) -> Sessions:
        """The sessions of the workspace."""
        from facilitate.cli.composition.sessions import Sessions

        return Sessions(self._home, self.environ)

    @property
    def workspace(self) -> Workspace:
        """The folders of the sessions, and what they are called."""
        return self.sessions.workspace

    @cached_property
    def cycles(self) -> Cycles:
        """The cycles of the workspace."""
        return self.cycles_of(self.sessions)

    @staticmethod
    def cycles_of(sessions: Sessions) -> Cycles:
        """The cycles that read these sessions."""
        from facilitate.cli.composition.cycles import Cycles
        from facilitate.i18n import Language

        return Cycles(sessions, lambda code: Language(code).message)

    @cached_property
    def action_reviews(self) -> ActionReviews:
        """What became of the actions of events."""
        from facilitate.cli.composition.action_reviews import ActionReviews

        return ActionReviews(self.cycles)

    @cached_property
    def publisher(self) -> Publisher:
        """What makes files of a session."""
        from facilitate.export.publish import Publisher

        return Publisher(self.workspace.home, self.workspace.export_folder)

    @cached_property
    def sharing(self) -> Sharing:
        """The hub of a session, and the line to one."""
        from facilitate.cli.composition.sharing import Sharing

        return Sharing(self.sessions, self.publisher, self.language.code, self.environ)

    @cached_property
    def upkeep(self) -> Upkeep:
        """Checking, collecting and purging."""
        from facilitate.cli.composition.upkeep import Upkeep

        return Upkeep(self.sessions, self.environ)

    @cached_property
    def depots(self) -> Depots:
        """Where the journals of a programme meet."""
        from facilitate.cli.composition.depots import Depots

        return Depots(self.sessions, self.language.code, self.environ, self.ask_login)

    @cached_property
    def depot_states(self) -> DepotStates:
        """How far the sessions here and their depots are apart."""
        from facilitate.cli.composition.depot_states import DepotStates

        return DepotStates(self.depots, self.workspace)

    @cached_property
    def depot_host(self) -> DepotHost:
        """The server of a programme, and its database."""
        from facilitate.cli.composition.depot_host import DepotHost

        return DepotHost(self.environ, self.language.code)

    def ask_login(self) -> tuple[str, str] | None:
        """Ask for a name and a password, which does not appear; None where nobody can be asked."""
        from facilitate.cli.output import has_terminal

        if not has_terminal():
            return None
        from getpass import getpass

        _ = self.language
        user = input(_(N_("Name: "))).strip()
        return (user, getpass(_(N_("Password: ")))) if user else None

    @cached_property
    def screens(self) -> Screens:
        """The screens."""
        return self.screens_of(self.sessions)

    def screens_of(self, sessions: Sessions) -> Screens:
        """The screens of these sessions, which may be a rehearsal's."""
        from facilitate.cli.composition.screens import Screens

        return Screens(sessions, lambda: self.cycles_of(sessions), self.language, self.environ)

    def workshop(self, session: str, table: str = "") -> Workshop:
        """The session somebody means, in the facilitator's hands or in those of the table of that number or name."""
        slug = self.workspace.find(session)
        if not table:
            return self.sessions.open(slug)
        from facilitate.domain.roles import table_role

        number = self.table(slug, table)
        opened = self.sessions.open(slug, table_role(number))
        opened.ideas.check_table(number)
        return opened

    def table(self, slug: str, name: str) -> int:
        """The number of the table somebody means; the session is only read for a name."""
        from facilitate.domain.table_lookup import table_named, table_number

        if (number := table_number(name)) is not None:
            return number
        session = self.sessions.read(slug)
        return table_named(session.plan, name, session.plan.phase(session.phase_for_ideas))

    def notices(self) -> list[Message]:
        """What was set aside on the way to what the command asked for."""
        return self.sessions.notices() if "sessions" in vars(self) else []

    def renew_cycles(self) -> None:
        """Have cycles keep no words that an event took back, once a command had to do with any of them."""
        if "cycles" in vars(self):
            self.cycles.renew()

    @property
    def to_rehearse(self) -> str:
        """The session whose screen was left for a rehearsal of it, if one was."""
        return self.sessions.to_rehearse if "sessions" in vars(self) else ""

    def only_session(self) -> str:
        """The one session that is here, or that is on, where nobody names one; refused where several can be meant."""
        slugs = known = self.workspace.slugs() or self.workspace.examples.slugs()
        if len(slugs) > 1:
            slugs = [slug for slug in slugs if self._is_on(slug)]
        if len(slugs) != 1:
            raise Usage(N_("Which session? Add its name before the reference: {names}."), names=", ".join(known) or "–")
        return slugs[0]

    def _is_on(self, slug: str) -> bool:
        """Whether one of its phases runs or is paused; one that cannot be read is not on."""
        try:
            return bool(self.sessions.read(slug).current)
        except FacilitateError:
            return False

    def open_screen(self, name: str, session: str) -> int:
        """Open the screen that a command is called after, on the session somebody means."""
        slug = self.workspace.find(session)
        check_terminal(f"facilitate {name}")
        return self.screens.open(name, slug)

    def open_wall(self, session: str, theme: str = "", *, sound: bool = False) -> int:
        """Open the screen for the room in some colours; with `sound` it rings where tables change."""
        self.screens.check_theme(theme)
        slug = self.workspace.find(session)
        check_terminal("facilitate project")
        return self.screens.open_wall(slug, theme, sound=sound)

    def say_kept(self, files: Iterable[Written]) -> None:
        """Say of each file that was written beside one that a person made or changed."""
        from facilitate.files import KEPT

        _ = self.language
        kept = [each for each in files if each.kept]
        for each in kept:
            self.out.talk(_(KEPT, kept=str(each.kept), file=str(each.path)))
        if kept:
            self.out.talk(_(N_("Later exports update the new file; use --replace to overwrite the other.")))


def context_of(ctx: typer.Context) -> CliContext:
    """The context a command was called in."""
    context = ctx.obj
    if not isinstance(context, CliContext):
        raise TypeError("commands are called through main()")
    return context
