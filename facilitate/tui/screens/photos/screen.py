"""The photos of the report: added by the path of their file, described, and taken out again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.acts.pictures import PICTURES
from facilitate.domain.errors import N_, Message
from facilitate.domain.text import required
from facilitate.domain.values.pictures import Photo, PhotoWords
from facilitate.tui.actions import PageAction
from facilitate.tui.background import aside
from facilitate.tui.dialogs.questions import AskText
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import joined, one_line, pieces, plain
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.workshop.workshop import Workshop

_FILE = N_("Which file? Type, paste or drop a JPEG or PNG photo here.")
_QUESTIONS: dict[str, str] = {
    "caption": N_("What is printed below the photo?"),
    "credit": N_("Who took the photo?"),
    "alt": N_("What does the photo show, for those who cannot see it?"),
    "consent": N_("How did the people in it agree? For example: signed forms"),
}


class PhotosPage(SessionPage):
    """The photos in the order of the report; what is said of one, and what is still to be said, at the side."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("add", "a", N_("Add"), N_("Add a photo: it is turned upright and made smaller.")),
        PageAction("ask('credit')", "c", N_("Credit"), N_("Set who took it.")),
        PageAction("ask('alt')", "t", N_("Alternative text"), N_("Set what it shows, for those who cannot see it.")),
        PageAction("ask('caption')", "l", N_("Caption"), N_("Set what is printed below it.")),
        PageAction("people", "p", N_("People"), N_("Say whether people can be recognised in it.")),
        PageAction("ask('consent')", "o", N_("Consent"), N_("Set how these people agreed."), bar=False),
        PageAction("remove", "w,delete", N_("Remove"), N_("Take the photo out of the report; this can be undone.")),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last change to the photos, then the one before…")),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )
    AUTO_FOCUS = "Rows"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 -- Textual's own
    DEFAULT_CSS = """
    PhotosPage {
        & #name { height: 3; padding: 0 2; border-bottom: solid $rule; text-wrap: nowrap; text-overflow: ellipsis; }
        & #middle { height: 1fr; layout: vertical; }
        & Rows { height: 1fr; }
        & #one { height: 10; padding: 0 3; border-top: solid $rule; }
        &.-wide #middle { layout: horizontal; }
        &.-wide #one { width: 44%; height: 1fr; padding: 1 3; border-top: none; border-left: solid $rule; }
    }
    """

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop)
        self._typed = ""  # the path of a file that could not be added, to be corrected
        self._reading = False

    def compose(self) -> ComposeResult:
        """The list, and what is said of one photo."""
        yield Static(plain(""), id="name")
        with Horizontal(id="middle"):
            yield Rows(lines=2)
            with VerticalScroll(id="one"):
                yield Static(plain(""), id="whole")
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "Photos of the day for the report. Each needs a credit and a text that says what it shows; photos in "
                "which people can be recognised need their consent, and are left out of anonymised exports."
            )
        )

    # Drawing

    def redraw(self) -> None:
        """Draw the photos as they stand."""
        self.query_one("#name", Static).update(self._head())
        self.query_one(Rows).rows = tuple(map(self._row, self.workshop.session.published_photos))
        self._draw_one()

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Show the one that is highlighted."""
        event.stop()
        self._draw_one()

    def _head(self) -> Content:
        _ = self.language
        title = joined([pieces((_(N_("Photos")), "bold")), one_line(self.workshop.session.plan.title)])
        count = len(self.workshop.session.published_photos)
        state = _(N_("Reading the photo…")) if self._reading else _.plural("{n} photo", "{n} photos", count)
        return plain("\n").join([title, pieces((state, "$text-muted"))])

    def _row(self, photo: Photo) -> ListRow:
        words = photo.caption or photo.alt
        text = one_line(words) if words else pieces((self.language(N_("Not described yet")), "$text-muted"))
        mark = pieces(("!", "$warning")) if list(_lacking(photo)) else pieces(("✓", "$success"))
        return ListRow(photo.id, text, mark, one_line(photo.credit))

    def _draw_one(self) -> None:
        photo = self._photo
        nothing = pieces((self.language(N_("No photos yet. a: add one")), "$text-muted"))
        self.query_one("#whole", Static).update(nothing if photo is None else self._whole(photo))

    def _whole(self, photo: Photo) -> Content:
        _ = self.language
        lacking = [pieces((_(sentence), "$warning")) for sentence in _lacking(photo)]
        facts = [
            pieces((_("{label}: {value}", label=_(label), value=""), "$text-muted"), value or "–")
            for label, value in (
                (N_("Caption"), photo.caption),
                (N_("Credit"), photo.credit),
                (N_("Alternative text"), photo.alt),
                (N_("People can be recognised"), _(N_("yes")) if photo.people else _(N_("no"))),
                (N_("Consent"), photo.consent),
            )
        ]
        return plain("\n").join([*facts, *([plain("")] if lacking else []), *lacking])

    @property
    def _photo(self) -> Photo | None:
        return self.workshop.session.photos.get(self.query_one(Rows).highlighted or "")

    # Acts

    def action_add(self) -> None:
        """Ask for the file."""
        if self._reading:
            self.say(N_("A photo is still being read: wait a moment."))
            return
        self.app.push_screen(AskText(self.language(_FILE), self._read, self.language, self._typed))

    def _read(self, typed: str) -> None:
        self._typed = required(typed)
        self._reading = True
        self.beside(self._add(), "photo")
        self.draw()

    async def _add(self) -> None:
        data = await self.answered(aside(partial(self.facilitate.services.files().photo, self._typed)))
        self._reading = False
        if not self.stands:
            return
        if data is not None and (photo := self.attempt(lambda: self.workshop.pictures.add(data, PhotoWords()))):
            self._typed = ""
            self.query_one(Rows).highlighted = photo.id
            self.say(N_("Photo added. Now say who took it (c) and what it shows (t)."))
        self.draw()

    def action_ask(self, name: str) -> None:
        """Ask for one thing that is said of the photo, beginning from what it is."""
        if photo := self._photo:
            asked = AskText(self.language(_QUESTIONS[name]), partial(self._describe, photo, name), self.language,
                            getattr(photo, name))  # fmt: skip
            asked.place = photo.id
            self.app.push_screen(asked, lambda _done: self.draw())

    def action_people(self) -> None:
        """Say that people can be recognised, or that nobody can."""
        if photo := self._photo:
            self.attempt(lambda: self._describe(photo, "people", not photo.people))

    def _describe(self, photo: Photo, name: str, value: str | bool) -> Photo:
        return self.workshop.pictures.describe(photo.id, {name: value})

    def action_remove(self) -> None:
        """Take it out of the report."""
        photo = self._photo
        if photo and self.attempt(partial(self.workshop.pictures.remove, photo.id)):
            self.say(N_("Photo removed (u: undo)."))

    def action_undo(self) -> None:
        """Undo the last change to the photos."""
        self._travel(lambda: self.workshop.history.undo(PICTURES, self.writer), N_("Undone: “{what}”"))

    def action_redo(self) -> None:
        """Do it again."""
        self._travel(lambda: self.workshop.history.redo(PICTURES, self.writer), N_("Redone: “{what}”"))

    def _travel(self, act: Callable[[], Message], msgid: str) -> None:
        what = self.attempt(act)
        if what is not None:
            self.say(msgid, what=what)


def _lacking(photo: Photo) -> Iterator[str]:
    """What has still to be said of a photo before it is published."""
    if not photo.credit:
        yield N_("Who took it is not known yet (c).")
    if not photo.alt:
        yield N_("It has no alternative text yet (t).")
    if photo.people and not photo.consent:
        yield N_("How the people in it agreed is not noted yet (o).")
