"""What the screens ask of the program around them; the command line's composition hands it to the app."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from facilitate.domain.errors import Message
from facilitate.domain.roles import FACILITATOR
from facilitate.domain.values.pictures import Logo
from facilitate.i18n import Language
from facilitate.workshop.views.session_list import SessionSummary, Shelf
from facilitate.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitate.tui.file_list import Files
    from facilitate.workshop.cycle.events import Events
    from facilitate.workshop.cycle.review import CycleReview
    from facilitate.workshop.ports import Matcher, Preparation
    from facilitate.workshop.report.wording import Translator
    from facilitate.workshop.sharing.ports import Hub, Uplink


class Draft(Protocol):
    """Words that are typed and not saved yet, kept outside the session so that the end of the program spares them."""

    def read(self) -> tuple[str, str]:
        """The words an earlier run left and what they are about; empty strings when there are none."""
        ...

    def keep(self, text: str, about: str = "") -> bool:
        """Remember the words in the place of those before; empty ones remove the draft. Tells whether it could."""
        ...


class WrittenFile(Protocol):
    """Where a file is; `kept` is the one that was left as somebody made it, where the file would have been."""

    @property
    def path(self) -> Path: ...

    @property
    def kept(self) -> Path | None: ...


class SessionService(Protocol):
    """The sessions of this workspace."""

    def rehearse_next(self, workshop: Workshop) -> None:
        """Have the program go on with a rehearsal of that session, once its screens are left."""
        ...

    def listed(self, shelf: Shelf | None = None) -> list[SessionSummary]:
        """Every session here or on a shelf, today's first, then the latest; one that does not open says why."""
        ...

    def is_example(self, slug: str) -> bool:
        """Tell whether the demo made a session."""
        ...

    def duplicate(self, slug: str) -> str:
        """Make another session of the same programme, without what happened, and return its name."""
        ...

    def rehearse(self, slug: str) -> str:
        """Begin a rehearsal of a session, or go on with the one that is here, and return its name."""
        ...

    def keep_rehearsal(self, slug: str) -> str:
        """Make a rehearsal a session of its own, and return its title; raises `FacilitateError`."""
        ...

    def put_away(self, slug: str, shelf: Shelf) -> Path:
        """Put a session on a shelf, as it is, and return where it is; raises `FacilitateError`."""
        ...

    def take_back(self, slug: str, shelf: Shelf) -> Path:
        """Put a session that is on a shelf among the others again, and return where it is."""
        ...

    def open(self, slug: str, role: str = FACILITATOR) -> Workshop:
        """A session, for the facilitator or a role such as `table-3`; raises `FacilitateError`."""
        ...

    def create(self, document: Mapping[str, Any], *, like: str = "") -> str:
        """Make a session from a programme and return its name; raises `FacilitateError`.

        It has the typology of the session named by `like`, if one is, and for suggestions what was filed there.
        """
        ...

    def play_example(self, stage: str) -> str:
        """Make a copy of the example event at a stage and return its name."""
        ...

    def draft(self, workshop: Workshop, writer: str) -> Draft:
        """The draft of that writer of a session."""
        ...

    def new_notices(self) -> Sequence[Message]:
        """What has to be said of what was found on the disk, each thing once; the shell says it again at the end."""
        ...


class SharingService(Protocol):
    """The hubs of this program, and its lines to hubs elsewhere."""

    def hub(self, workshop: Workshop, changed: Callable[[], None]) -> Hub:
        """The hub of that session; it belongs to the program. `changed` is called whenever something happens at it."""
        ...

    def open_hub(self, workshop: Workshop) -> Hub | None:
        """The hub of that session if anybody has asked for it; asking for this loads nothing."""
        ...

    def was_open(self, workshop: Workshop) -> bool:
        """Whether a hub of that session was open before, in this program or in one that has ended."""
        ...

    def address_elsewhere(self, workshop: Workshop) -> str:
        """Where another program shares that session now, empty where none does; the network may take a moment."""
        ...

    def uplink(self, workshop: Workshop, table: int) -> Uplink | None:
        """The line to the hub, on a laptop that came by a table's link; None for a session that lives here."""
        ...

    def devices(self) -> int:
        """How many devices are connected to this program."""
        ...

    async def close_hubs(self) -> None:
        """Say goodbye to every device: the program ends."""
        ...

    def desk_link(self, workshop: Workshop) -> tuple[str, Message]:
        """The link of the desk's phones, empty while it is closed, and whether it leads anywhere now.

        The hub is looked for over the network, which may take a moment.
        """
        ...

    def voting_link(self, workshop: Workshop) -> str:
        """The link by which the room votes, empty while no program shares the session; found over the network."""
        ...

    def misprinted(self, workshop: Workshop, _: Translator, kinds: Sequence[str], address: str = "") -> Sequence[str]:
        """Sentences on printed sheets whose QR codes lead elsewhere than to `address`, or that of the open hub.

        The hub is looked for over the network, which may take a moment.
        """
        ...

    def write_cards(self, workshop: Workshop) -> WrittenFile:
        """Write the tables’ cards and return where they are; raises `FacilitateError`."""
        ...


class PublishingService(Protocol):
    """What becomes of a session for others to read."""

    def preview(self, workshop: Workshop) -> str:
        """The report as Markdown."""
        ...

    def undrawn(self, texts: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """The signs of each text that no font of the printed pages has."""
        ...

    def faults_of_logo(self, name: str, logo: Logo) -> Sequence[Message]:
        """What of a logo will look otherwise than it was meant, or why it is in no file."""
        ...

    def print_round(self, workshop: Workshop, phase: str, number: int) -> Callable[[], Sequence[WrittenFile]]:
        """Take the seats of those who are here in a round; what comes back writes its lists, in a thread perhaps.

        Both raise `FacilitateError`.
        """
        ...

    def formats(self) -> Mapping[str, str]:
        """What can be exported: names, and what each gives, to be translated."""
        ...

    def export(
        self, workshop: Workshop, formats: Sequence[str], *, anonymise: bool, with_times: bool, internal: bool
    ) -> Callable[[], Sequence[WrittenFile]]:
        """Take the report as it stands now; what comes back writes the files and may be called in a thread.

        Both raise `FacilitateError`.
        """
        ...


class CycleService(Protocol):
    """The cycles of this workspace: several events read together."""

    def titles(self) -> Mapping[str, str]:
        """What each cycle is called, by its name; one that does not read is called by its name."""
        ...

    def open(self, slug: str) -> Workshop:
        """A cycle; raises `FacilitateError`."""
        ...

    def events(self, slug: str, cycle: Workshop, progress: Callable[[int, int], object]) -> Events:
        """Read the events of a cycle, in a thread perhaps, telling how many of how many are read."""
        ...


@dataclass
class Services:
    """All that pages can ask for; `files` are those of this machine.

    `by_words` makes a new maker of suggestions; `by_meaning` what is needed for one that goes by meaning too, for a
    session, or None where there is nothing to compare meaning with. It may take a moment, and raise `FacilitateError`.
    `earlier_actions` gives the actions of earlier events of the session's cycles, None where it is in none here; it
    raises `FacilitateError`.
    """

    language: Language
    sessions: SessionService
    sharing: SharingService
    publishing: PublishingService
    files: Callable[[], Files]
    by_words: Callable[[], Matcher]
    by_meaning: Callable[[Workshop], Preparation | None]
    cycles: Callable[[], CycleService]
    earlier_actions: Callable[[Workshop], CycleReview | None]
