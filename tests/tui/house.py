"""A host without a disk, and what stands on the screen as text."""

from __future__ import annotations

from pathlib import Path

from textual import events

from facilitate.domain.errors import Message, Refused
from facilitate.domain.programme.document import complete
from facilitate.domain.programme.reader import read_plan
from facilitate.files import Written
from facilitate.i18n.language import Language
from facilitate.matching.lexical import LexicalMatcher
from facilitate.tui.app import FacilitateApp
from facilitate.tui.file_list import Files
from facilitate.workshop.views.session_list import SessionSummary, summary
from facilitate.workshop.workshop import Workshop
from tests.support.hubs import FakeHub
from tests.support.workshops import FakeLog, make_workshop
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


class FakeHost:
    """Sessions in memory, by name; `broken` ones say why they do not open."""

    def __init__(self, language="fr", **workshops):
        self.language = Language(language)
        self.workshops: dict[str, Workshop] = dict(workshops)
        self.broken: dict[str, str] = {}
        self.stages: list[str] = []
        self.full = False
        self.changed = False
        self.rehearsing = False
        self.fake_hub = FakeHub()
        self._shared = False
        self.noticed: list[Message] = []
        self.drafts: dict[str, FakeDraft] = {}
        self.nearby: Files | None = None

    def draft(self, workshop, writer):
        return self.drafts.setdefault(writer, FakeDraft())

    def sessions(self):
        found = [summary(slug, workshop.session, example=slug == "demo") for slug, workshop in self.workshops.items()]
        return found + [SessionSummary(slug, slug, problem=Message(why)) for slug, why in self.broken.items()]

    def open(self, slug):
        return self.workshops[slug]

    def open_as(self, slug, role):
        desk = self.workshops[slug].desk
        return Workshop(FakeLog(desk.log.kept), desk.clock, desk._ids, role)

    def create(self, document):
        title = read_plan(complete(document)).title
        self.workshops[title] = make_workshop(plan=document, log=FakeLog())
        return title

    def demo(self, stage):
        self.stages.append(stage)
        self.workshops["demo"] = make_workshop(log=FakeLog())
        return "demo"

    def files(self):
        return self.nearby

    def matcher(self):
        return LexicalMatcher()

    def uplink(self, workshop, table):
        return None

    def hub(self, workshop, changed):
        if not self._shared:
            self._shared = True
            self.fake_hub.listen(changed)
        return self.fake_hub

    def shared(self, workshop):
        return self.fake_hub if self._shared else None

    def notices(self):
        found, self.noticed = self.noticed, []
        return found

    def devices(self):
        return len(self.fake_hub.guests())

    async def close_hubs(self):
        if self._shared:
            await self.fake_hub.close()

    def cards(self, workshop):
        if self.full:
            raise Refused("Disk full.")
        return Written(Path("exports") / "cartes.html", Path("cartes.html") if self.changed else None)

    def preview(self, workshop):
        return f"# {workshop.session.plan.title}\n\n[lien](javascript:x) [b]"

    def formats(self):
        return {"md": "as Markdown", "pdf": "to print", "csv": "as a sheet"}

    def export(self, workshop, formats, *, anonymise):
        def write():
            if self.full:
                raise Refused("Disk full.")
            end = "-anonyme" if anonymise else ""
            kept = self.changed and Path("exports") / "compte-rendu.md"
            files = [Path("exports") / f"compte-rendu{end}.{name}" for name in formats]
            return [Written(path, kept or None) for path in files]

        return write


def on(page, host=None):
    """An app that begins with that page."""
    return FacilitateApp(host or FakeHost(), lambda: page)


def shown(app):
    """The screen as text."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def _holds(screen, texts):
    return all(text in screen for text in texts)


async def sees(app, pilot, *texts):
    """Wait until every text stands on the screen."""
    try:
        await until(pilot, lambda: _holds(shown(app), texts))
    except AssertionError:
        raise AssertionError(f"{[text for text in texts if text not in shown(app)]} not in\n{shown(app)}") from None


async def enter(app, pilot, text):
    """Type a text into the field of the dialog on top, and keep it."""
    await until(pilot, lambda: app.screen.is_modal and app.focused is not None)
    app.focused.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.press("enter")
