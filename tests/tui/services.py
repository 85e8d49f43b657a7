"""The services of screens without sessions on a disk, and what stands on the screen as text."""

from __future__ import annotations

from pathlib import Path

from textual import events

from facilitate.domain.acts.rehearsal import RehearsalTimed
from facilitate.domain.errors import Message, Refused
from facilitate.domain.programme.document import complete
from facilitate.domain.programme.reader import read_plan
from facilitate.domain.roles import FACILITATOR, VOTE_SEAT
from facilitate.export.publish import Publisher
from facilitate.files import Written
from facilitate.i18n.language import Language
from facilitate.matching.lexical import LexicalMatcher
from facilitate.tui.app import FacilitateApp
from facilitate.tui.services import Services
from facilitate.workshop.suggestions.learning import begun_like
from facilitate.workshop.views.session_list import SessionSummary, summary
from facilitate.workshop.workshop import Workshop
from tests.support.hubs import FakeHub
from tests.support.workshops import START, FakeLog, SeededIds, make_workshop
from tests.tui.waiting import until


class FakeDraft:
    """Words in memory."""

    def __init__(self):
        self.kept = ("", "")

    def read(self):
        return self.kept

    def keep(self, text, about=""):
        self.kept = (text, about if text.strip() else "")
        return not self.full

    full = False


class FakeCycles:
    """Cycles in memory, by name, and the events that any of them reads."""

    def __init__(self, workshops=(), events=None):
        self.workshops = dict(workshops)
        self.read = events

    def titles(self):
        return {slug: workshop.session.plan.title for slug, workshop in self.workshops.items()}

    def open(self, slug):
        return self.workshops[slug]

    def events(self, _slug, _cycle, _progress):
        return self.read


class FakeSessions:
    """Sessions in memory, by name; `broken` ones say why they do not open."""

    def __init__(self, workshops):
        self.workshops: dict[str, Workshop] = workshops
        self.broken: dict[str, str] = {}
        self.stages: list[str] = []
        self.away: dict[str, dict[str, Workshop]] = {}
        self.busy: set[str] = set()
        self.noticed: list[Message] = []
        self.drafts: dict[str, FakeDraft] = {}

    def rehearse_next(self, workshop):
        self.to_rehearse = workshop.log.slug

    def draft(self, workshop, writer):
        return self.drafts.setdefault(writer, FakeDraft())

    def listed(self, shelf=None):
        if shelf:
            return [summary(slug, workshop.session) for slug, workshop in self.away.get(shelf, {}).items()]
        found = [summary(slug, workshop.session, example=slug == "demo") for slug, workshop in self.workshops.items()]
        return found + [SessionSummary(slug, slug, problem=Message(why)) for slug, why in self.broken.items()]

    def open(self, slug, role=FACILITATOR):
        workshop = self.workshops[slug]
        if role == FACILITATOR:
            return workshop
        return Workshop(FakeLog(workshop.log.kept), workshop.clock, SeededIds(9), role)

    def create(self, document, *, like=""):
        if like:
            document, _learned = begun_like(document, self.workshops[like].session)
        title = read_plan(complete(document)).title
        self.workshops[title] = make_workshop(plan=document, log=FakeLog())
        return title

    def is_example(self, slug):
        return False

    def duplicate(self, slug):
        self.workshops[f"{slug}-copy"] = make_workshop(plan=self.workshops[slug].session.document, log=FakeLog())
        return f"{slug}-copy"

    def rehearse(self, slug):
        name = f"{slug}-rehearsal"
        if name not in self.workshops:
            self.workshops[name] = make_workshop(plan=self.workshops[slug].session.document, log=FakeLog())
            self.workshops[name].recorder.record(RehearsalTimed(slug, START.isoformat(), 1))
        return name

    def keep_rehearsal(self, slug):
        self.workshops[slug].rehearsal.keep()
        return self.workshops[slug].session.plan.title

    def put_away(self, slug, shelf):
        if slug in self.busy:
            raise Refused("“{name}” is open in a window or another program: close it there, then try again.", name=slug)
        self.away.setdefault(shelf, {})[slug] = self.workshops.pop(slug)
        return Path(shelf) / slug

    def take_back(self, slug, shelf):
        self.workshops[slug] = self.away[shelf].pop(slug)
        return Path(slug)

    def play_example(self, stage):
        self.stages.append(stage)
        self.workshops["demo"] = make_workshop(log=FakeLog())
        return "demo"

    def new_notices(self):
        found, self.noticed = self.noticed, []
        return found


class FakeSharing:
    """One hub that listens to nothing; its cards go nowhere, beside some that a person `changed`."""

    def __init__(self):
        self.fake_hub = FakeHub()
        self.full = False
        self.changed = False
        self.before = self.elsewhere = False
        self._shared = False
        self.wrong_sheets = []

    def uplink(self, workshop, table):
        return None

    def hub(self, workshop, changed):
        if not self._shared:
            self._shared = True
            self.fake_hub.listen(changed)
        return self.fake_hub

    def open_hub(self, workshop):
        return self.fake_hub if self._shared else None

    def was_open(self, workshop):
        return self.before

    def address_elsewhere(self, workshop):
        return "http://192.168.1.7:8423" if self.elsewhere else ""

    def devices(self):
        return len(self.fake_hub.guests())

    async def close_hubs(self):
        if self._shared:
            await self.fake_hub.close()

    def desk_link(self, workshop):
        return self.link_of_desk, Message("Sharing is off.")

    def misprinted(self, *_asked):
        return self.wrong_sheets

    def voting_link(self, workshop):
        return self.fake_hub.link(VOTE_SEAT) if self._shared else ""

    link_of_desk = "http://10.0.0.7:8123/#desk-abcdefgh"

    def write_cards(self, workshop):
        if self.full:
            raise Refused("Disk full.")
        return Written(Path("exports") / "cartes.html", Path("cartes.html") if self.changed else None)


def fake_services(language="fr", **workshops):
    """What an app is handed: sessions and a hub in memory, and what really publishes, into the folder of the test."""
    publisher = Publisher(Path("home"), lambda slug: Path("home") / "exports" / slug)
    return Services(
        Language(language),
        FakeSessions(workshops),
        FakeSharing(),
        publisher,
        lambda: None,
        LexicalMatcher,
        lambda _: None,
        FakeCycles,
        lambda _: None,
    )


def on(page, services=None):
    """An app that begins with that page."""
    return FacilitateApp(services or fake_services(), lambda: page)


def shown(app):
    """The screen as text; what changes the colours of lines alone is left out."""
    filters, app._filters = app._filters, []
    try:
        strips = app.screen._compositor.render_strips()
    finally:
        app._filters = filters
    return "\n".join(strip.text.rstrip() for strip in strips)


def _holds(screen, texts):
    return all(text in screen for text in texts)


def last_shown(app):
    """The screen as text, drawn again only where the app has drawn something since; `conftest.py` counts that."""
    screen = app.screen
    draws = (screen, screen._compositor.draws)
    if getattr(app, "last_shown", ((), ""))[0] != draws:
        app.last_shown = draws, shown(app)
    return app.last_shown[1]


async def sees(app, pilot, *texts):
    """Wait until every text stands on the screen."""
    await pilot.pause()  # what is about to be drawn anew need not be drawn before
    try:
        await until(pilot, lambda: _holds(last_shown(app), texts))
    except AssertionError:
        raise AssertionError(f"{[text for text in texts if text not in shown(app)]} not in\n{shown(app)}") from None


async def enter(app, pilot, text):
    """Type a text into the field of the dialog on top, and keep it."""
    await until(pilot, lambda: app.screen.is_modal and app.focused is not None)
    app.focused.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.press("enter")
