"""Opening a screen: what the screens ask of the program is handed to them, and the first page is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from facilitate.cli.composition.sharing import Sharing
from facilitate.domain.errors import N_, Refused
from facilitate.domain.roles import FACILITATOR, SORTER, SYNTHESIS_SEAT, table_role
from facilitate.export.publish import Publisher

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitate.cli.composition.cycles import Cycles
    from facilitate.cli.composition.sessions import Sessions
    from facilitate.i18n import Language
    from facilitate.tui.file_list import Files
    from facilitate.tui.services import Services
    from facilitate.workshop.cycle.review import CycleReview
    from facilitate.workshop.ports import Matcher, Preparation
    from facilitate.workshop.workshop import Workshop

# The screens that the words of the command line open, where they are called otherwise.
_SCREENS = {"run": "conduct"}
_COLOURS = ("dark", "light", "contrast")


class Screens:
    """The screens of one workspace, in the language of whoever sits before them."""

    def __init__(
        self, sessions: Sessions, cycles: Callable[[], Cycles], language: Language, environ: Mapping[str, str]
    ) -> None:
        """`cycles` gives those of the workspace, to whoever asks for any."""
        self._cycles = cycles
        self._sessions = sessions
        self._environ = environ
        self._language = language
        workspace = sessions.workspace
        self._publisher = Publisher(workspace.home, workspace.export_folder)
        self._sharing = Sharing(sessions, self._publisher, language.code, environ)

    def open_home(self) -> int:
        """Open the list of sessions, and stay until it is left; returns what the shell is told."""
        from facilitate.tui.navigation import make_screen

        return self._run(lambda: make_screen("home"))

    def open(self, name: str, slug: str) -> int:
        """Open the page of a session that a command is called after, such as `run`."""
        if name == "sort" and self._sharing.linked(slug, SYNTHESIS_SEAT):
            return self.open_synthesis(slug)
        # What cannot be opened is said before the terminal changes, in a sentence that stays.
        workshop = self._sessions.open(slug)

        from facilitate.tui.navigation import make_screen

        return self._run(lambda: make_screen(_SCREENS.get(name, name), workshop))

    def open_wall(self, slug: str, theme: str, *, sound: bool) -> int:
        """Open the screen for the room, in those colours or, where none are named, in those of the environment."""
        workshop = self._sessions.open_read_only(slug)

        from facilitate.tui.navigation import make_screen

        return self._run(lambda: make_screen("wall", workshop, sound), theme)

    def check_theme(self, theme: str) -> None:
        """Refuse colours that there are not."""
        if theme not in ("", *_COLOURS):
            raise Refused(N_("--theme can be dark, light or contrast (not “{value}”)."), value=theme)

    def open_table(self, slug: str, table: int) -> int:
        """Open the note-taker's page of a table."""
        workshop = self._sessions.open(slug, table_role(table) if table else FACILITATOR)
        workshop.ideas.check_table(table)

        from facilitate.tui.navigation import make_screen

        return self._run(lambda: make_screen("capture", workshop, table, self._sharing.uplink(workshop, table)))

    def open_synthesis(self, slug: str) -> int:
        """Open the synthesis on a sorter’s own laptop."""
        workshop = self._sessions.open(slug, SORTER)

        from facilitate.tui.navigation import make_screen

        return self._run(lambda: make_screen("sort", workshop, self._sharing.uplink(workshop, SYNTHESIS_SEAT)))

    def open_share(self, slug: str, address: str, port: int) -> int:
        """Open the sharing of a session at an address of this machine, or at the likeliest."""
        from facilitate.tui.navigation import make_screen

        workshop = self._sessions.open(slug)
        return self._run(lambda: make_screen("share", workshop, address, port))

    def services(self) -> Services:
        """What a screen can ask for."""
        from facilitate.tui.services import Services

        return Services(
            self._language,
            self._sessions,
            self._sharing,
            self._publisher,
            self._nearby_files,
            self._by_words,
            self._by_meaning,
            self._cycles,
            self._earlier_actions,
        )

    def _earlier_actions(self, workshop: Workshop) -> CycleReview | None:
        folder = self._sessions.workspace.cycles
        try:
            # Most workspaces have no cycle, and load nothing of any.
            if workshop.session.kit is None and not folder.slugs():
                return None
            from facilitate.cli.composition.action_reviews import ActionReviews

            return ActionReviews(self._cycles()).at_event(workshop)
        except OSError as error:  # of a drive that has gone: the day begins all the same
            from facilitate.files import unreadable_folder

            raise unreadable_folder(folder.sessions, error) from error

    def open_cycle(self, slug: str) -> int:
        """Open the page of a cycle."""
        workshop = self._cycles().open(slug)

        from facilitate.tui.navigation import make_screen

        return self._run(lambda: make_screen("cycle", workshop))

    def _nearby_files(self) -> Files:
        from facilitate.cli.nearby_files import NearbyFiles

        return NearbyFiles(self._sessions.workspace.home)

    def _by_words(self) -> Matcher:
        from facilitate.matching.matcher import by_words

        return by_words()

    def _by_meaning(self, workshop: Workshop) -> Preparation | None:
        from facilitate.matching.matcher import MODEL, by_meaning

        # The vectors of a session lie with its journals, and those of a cycle with the cycle's.
        workspace = self._sessions.workspace
        home = workspace.cycles if workshop.session.cycle_events else workspace
        return by_meaning(self._environ.get(MODEL), home.folder(workshop.log.slug))

    def _run(self, first: Callable[[], Any], theme: str = "") -> int:
        from facilitate.tui.app import FacilitateApp

        app = FacilitateApp(self.services(), first, theme_named(theme or self._environ.get("FACILITATE_THEME", "")))
        app.run()
        if app.trouble:
            raise app.trouble
        return app.return_code or 0


def theme_named(name: str) -> str:
    """The theme of that name; raises `Refused` for one there is not."""
    from facilitate.tui import themes

    named = {"": themes.DARK, "dark": themes.DARK, "light": themes.LIGHT, "contrast": themes.CONTRAST}
    if name not in named:
        raise Refused(N_("FACILITATE_THEME can be dark, light or contrast (not “{value}”)."), value=name)
    return named[name]
