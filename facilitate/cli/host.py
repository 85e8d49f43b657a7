"""The screens' view of the program around them, and the way they are opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from facilitate.cli.later import put_off_ssl
from facilitate.domain.errors import N_, Refused
from facilitate.domain.programme.document import complete
from facilitate.domain.programme.reader import read_plan
from facilitate.domain.roles import FACILITATOR, table_role
from facilitate.i18n import Language
from facilitate.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitate.cli.composition import House
    from facilitate.domain.errors import Message
    from facilitate.files import Written
    from facilitate.tui.app import FacilitateApp
    from facilitate.tui.file_list import Files
    from facilitate.tui.services import Draft
    from facilitate.workshop.ports import Matcher
    from facilitate.workshop.sharing.ports import Hub, Uplink
    from facilitate.workshop.views.session_list import SessionSummary

PROJECT = "project"
_SCREENS = {"run": "conduct", PROJECT: "wall"}  # the screens that are not called as the commands are


class ScreenHost:
    """What `facilitate.tui.services.Host` asks for. It remembers which session each workshop is of."""

    def __init__(self, house: House, language: Language) -> None:
        self._house = house
        self._language = language
        self._slugs: dict[Workshop, str] = {}
        self._hubs: dict[str, tuple[Workshop, Hub]] = {}
        self._noticed = 0

    @property
    def language(self) -> Language:
        """The language of the screens."""
        return self._language

    @property
    def rehearsing(self) -> bool:
        """Whether time is a rehearsal’s."""
        return self._house.clock is not None

    def sessions(self) -> list[SessionSummary]:
        """Every session here, latest date first."""
        return self._house.sessions()

    def open(self, slug: str) -> Workshop:
        """A session, for the facilitator."""
        return self.open_as(slug, FACILITATOR)

    def open_as(self, slug: str, role: str) -> Workshop:
        """A session, for anybody."""
        if role == FACILITATOR and slug in self._hubs:
            return self._hubs[slug][0]  # what devices bring is folded in there, and nowhere else
        workshop = self._house.workshop(slug, role)
        self._slugs[workshop] = slug
        return workshop

    def draft(self, workshop: Workshop, writer: str) -> Draft:
        """The draft of that writer, on this machine and outside the session."""
        return self._house.draft(workshop.desk.log.session, writer)

    def create(self, document: Mapping[str, Any]) -> str:
        """Make a session from a programme."""
        return self._house.create(document, read_plan(complete(document)).title)

    def demo(self, stage: str) -> str:
        """Make a copy of the example event."""
        return self._house.demo(stage)

    def files(self) -> Files:
        """The files of this machine."""
        from facilitate.cli.nearby_files import NearbyFiles

        return NearbyFiles(self._house.home)

    def matcher(self) -> Matcher:
        """A maker of suggestions."""
        return self._house.matcher()

    def preview(self, workshop: Workshop) -> str:
        """The report as Markdown."""
        return self._house.report(workshop.session)

    def formats(self) -> Mapping[str, str]:
        """What can be exported."""
        from facilitate.export.formats import FORMATS

        return {each.name: each.what for each in FORMATS.values()}

    def export(self, workshop: Workshop, formats: Sequence[str], *, anonymise: bool) -> Callable[[], list[Written]]:
        """Compose the report now; the files are made and written when the result is called."""
        return self._house.export(self._slugs[workshop], workshop.session, formats, anonymise=anonymise)

    def hub(self, workshop: Workshop, changed: Callable[[], None]) -> Hub:
        """One hub for a session, however often it is opened: it goes on with the workshop it was first asked for."""
        slug = self._slugs[workshop]
        if slug not in self._hubs:
            hub = self._house.hub(slug, workshop)
            hub.listen(changed)
            self._hubs[slug] = workshop, hub
        return self._hubs[slug][1]

    def shared(self, workshop: Workshop) -> Hub | None:
        """The hub of that session if there is one."""
        _workshop, hub = self._hubs.get(self._slugs[workshop], (None, None))
        return hub

    def uplink(self, workshop: Workshop, table: int) -> Uplink | None:
        """The line to the hub, where this is a laptop’s copy."""
        return self._house.uplink(self._slugs[workshop], table, workshop, self._language.code)

    def notices(self) -> Sequence[Message]:
        """What was not said yet of what was found on the disk."""
        new = self._house.notices()[self._noticed :]
        self._noticed += len(new)
        return new

    def devices(self) -> int:
        """How many are connected."""
        return sum(len(hub.guests()) for _workshop, hub in self._hubs.values())

    async def close_hubs(self) -> None:
        """Stop listening everywhere."""
        for _workshop, hub in self._hubs.values():
            await hub.close()

    def cards(self, workshop: Workshop) -> Written:
        """Write the cards for the address of now, or for the one that would be announced."""
        hub = self.shared(workshop)
        return self._house.cards(self._slugs[workshop], workshop.session, hub.address if hub else "")


def open_screen(house: House, language: Language, name: str, slug: str, table: int | None) -> int:
    """Open the screen of that name, and stay until it is left; returns what the shell is told."""
    put_off_ssl()
    from facilitate.tui.app import FacilitateApp

    host = ScreenHost(house, language)
    # What cannot be opened is said before the terminal changes, in a sentence that stays.
    workshop = _workshop(house, host, name, slug, table) if slug else None
    if workshop is not None and table is not None:
        workshop.ideas.check_table(table)
    return _run(FacilitateApp(host, lambda: _first(host, name, workshop, table), _theme(house.theme)))


def open_share(house: House, language: Language, slug: str, address: str, port: int) -> int:
    """Open the sharing of a session at an address of this machine, or at the likeliest."""
    from facilitate.tui.app import FacilitateApp
    from facilitate.tui.navigation import make_screen

    host = ScreenHost(house, language)
    workshop = host.open(slug)
    return _run(FacilitateApp(host, lambda: make_screen("share", workshop, address, port), _theme(house.theme)))


def _theme(name: str) -> str:
    """The theme of that name; raises `Refused` for one there is not."""
    from facilitate.tui import themes

    named = {"": themes.DARK, "dark": themes.DARK, "light": themes.LIGHT, "contrast": themes.CONTRAST}
    if name not in named:
        raise Refused(N_("FACILITATE_THEME can be dark, light or contrast (here: {value})."), value=name)
    return named[name]


def _run(app: FacilitateApp) -> int:
    app.run()
    if app.trouble:
        raise app.trouble
    return app.return_code or 0


def _workshop(house: House, host: ScreenHost, name: str, slug: str, table: int | None) -> Workshop:
    if name == PROJECT:
        return house.looking(slug)
    return host.open_as(slug, table_role(table) if table else FACILITATOR)


def _first(host: ScreenHost, name: str, workshop: Workshop | None, table: int | None) -> Any:
    from facilitate.tui.navigation import make_screen

    if workshop is None:
        return make_screen("home")
    if table is not None:
        return make_screen("capture", workshop, table, host.uplink(workshop, table))
    return make_screen(_SCREENS.get(name, name), workshop)
