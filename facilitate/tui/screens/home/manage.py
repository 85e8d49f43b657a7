"""What becomes of a session as a whole: renamed, duplicated, reset, put away, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from facilitate.domain.errors import N_, Message
from facilitate.domain.text import required
from facilitate.tui.actions import PageAction
from facilitate.tui.page import Screen
from facilitate.tui.plain import notify, pieces, plain
from facilitate.tui.services import SessionService
from facilitate.tui.widgets.rows.rows import ListRow
from facilitate.workshop.views.reset import RESET_DONE, DayContent, asked_to_reset
from facilitate.workshop.views.session_list import (
    KEPT_REHEARSAL,
    SHELVED,
    TAKEN_BACK,
    SessionSummary,
    Shelf,
    asked_to_delete,
    title_text,
)
from facilitate.workshop.workshop import Workshop

# By the letter that chooses it; the last two are there whatever is selected, the two before also where it fails.
_OFFERED = {
    "r": N_("Rename"),
    "d": N_("Duplicate: same programme and typology, no ideas"),
    "e": N_("Rehearse: a copy that the whole team can join"),
    "k": N_("Keep as a session of its own"),
    "p": N_("Reset to the start"),
    "a": N_("Archive"),
    "x": N_("Move to the bin"),
    "v": N_("Archived sessions"),
    "b": N_("Bin"),
}
_IF_IT_FAILS, _ALWAYS = "axvb", "vb"
_SHELVES = {"v": Shelf.ARCHIVE, "b": Shelf.BIN}
_EMPTY = {Shelf.ARCHIVE: N_("Nothing is archived."), Shelf.BIN: N_("The bin is empty.")}
_TAKEN_FROM = {
    Shelf.ARCHIVE: N_("Which archived session should go back on the list?"),
    Shelf.BIN: N_("Which session in the bin should go back on the list?"),
}


def _letters(found: SessionSummary | None) -> str:
    """What can be done with that session, by its letters."""
    if found is None or found.problem:
        return _IF_IT_FAILS if found else _ALWAYS
    return "".join(key for key in _OFFERED if key != ("e" if found.rehearsal_of else "k"))


class ManageSessions:
    """The part of the list of sessions that changes sessions as a whole; `selected` is the one that is highlighted."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction(
            "manage",
            "m",
            N_("Manage"),
            N_("Rename, duplicate, reset, archive or delete the selected session; open the archive or the bin."),
        ),
    )

    def __init__(
        self, page: Screen, selected: Callable[[], SessionSummary | None], show: Callable[[str], None]
    ) -> None:
        """Change the session that is highlighted; `show` draws the list anew, on the one that is named, if any."""
        self._page = page
        self._selected = selected
        self._show = show

    @property
    def _sessions(self) -> SessionService:
        return self._page.facilitate.services.sessions

    def action_manage(self) -> None:
        """Ask what to do with the highlighted session."""
        from facilitate.tui.dialogs.questions import Choose

        _, found = self._page.language, self._selected()
        letters = _letters(found)
        rows = [ListRow(key, plain(_(_OFFERED[key])), pieces((key, "$accent"))) for key in letters]
        title = _.message(title_text(found)) if found else _(N_("Archived and deleted sessions"))
        asked = Choose(title, rows, _, letters={key: key for key in letters}, lines=1)
        self._page.app.push_screen(asked, lambda key: self._do(key or "", found))

    def _do(self, key: str, found: SessionSummary | None) -> None:
        if key in _SHELVES:
            self._open_shelf(_SHELVES[key])
        elif found is not None and key == "a":
            self._put_away(found, Shelf.ARCHIVE)
        elif found is not None and key == "x":
            self._ask(asked_to_delete(found), N_("Enter: move to the bin · Esc: cancel"), self._deletion(found))
        elif found is not None and key == "d":
            self._duplicate(found.slug)
        elif found is not None and key == "e":
            self._rehearse(found.slug)
        elif found is not None and key == "k":
            self._keep(found.slug)
        elif found is not None and key in ("r", "p"):
            workshop = self._page.attempt(lambda: self._sessions.open(found.slug))
            if workshop is not None:
                (self._rename if key == "r" else self._reset)(workshop)

    def _duplicate(self, slug: str) -> None:
        if copy := self._page.attempt(lambda: self._sessions.duplicate(slug)):
            self._tell(N_("“{name}” is a new session with the same programme (m, r: rename)."), copy)
        self._show(copy or "")

    def _rehearse(self, slug: str) -> None:
        """Begin a rehearsal, and run it."""
        name = self._page.attempt(lambda: self._sessions.rehearse(slug))
        workshop = self._page.attempt(lambda: self._sessions.open(name)) if name else None
        if workshop is not None:
            self._page.facilitate.open_screen("conduct", workshop)

    def _keep(self, slug: str) -> None:
        if self._page.attempt(lambda: self._sessions.keep_rehearsal(slug)):
            self._tell(KEPT_REHEARSAL, slug)
        self._show(slug)

    def _deletion(self, found: SessionSummary) -> Callable[[], None]:
        return lambda: self._put_away(found, Shelf.BIN)

    def _rename(self, workshop: Workshop) -> None:
        from facilitate.tui.dialogs.questions import AskText

        _, title = self._page.language, workshop.session.plan.title
        asked = AskText(
            _(N_("Title of the session")), lambda typed: workshop.programme.set("title", required(typed)), _, title
        )
        self._page.app.push_screen(asked, lambda _done: self._show(""))

    def _reset(self, workshop: Workshop) -> None:
        found = self._page.attempt(workshop.phases.to_reset)
        if found is not None:
            question = asked_to_reset(workshop.session.plan.title, found)
            self._ask(question, N_("Enter: reset · Esc: cancel"), lambda: self._do_reset(workshop, found))

    def _do_reset(self, workshop: Workshop, found: DayContent) -> None:
        if self._page.attempt(lambda: workshop.phases.reset(found)):
            self._tell(RESET_DONE, workshop.log.slug)
        self._show("")

    def _ask(self, asked: Sequence[Message], hint: str, act: Callable[[], None]) -> None:
        from facilitate.tui.dialogs.questions import Confirm

        _ = self._page.language
        question, *lines = map(_.message, asked)
        self._page.app.push_screen(Confirm(question, "\n".join(lines), _(hint)), lambda yes: act() if yes else None)

    def _put_away(self, found: SessionSummary, shelf: Shelf) -> None:
        if self._page.attempt(lambda: self._sessions.put_away(found.slug, shelf)):
            self._tell(SHELVED[shelf], found.slug)
        self._show("")

    def _open_shelf(self, shelf: Shelf) -> None:
        from facilitate.tui.dialogs.questions import Choose

        _ = self._page.language
        listed = self._page.attempt(lambda: self._sessions.listed(shelf)) or []
        if not listed:
            self._page.say(_EMPTY[shelf])
            return
        rows = [
            ListRow(each.slug, pieces(_.message(title_text(each)), (f"  {each.slug}", "$text-muted")))
            for each in listed
        ]
        asked = Choose(_(_TAKEN_FROM[shelf]), rows, _)
        self._page.app.push_screen(asked, lambda slug: self._take_back(slug or "", shelf))

    def _take_back(self, slug: str, shelf: Shelf) -> None:
        if not slug:
            return
        if self._page.attempt(lambda: self._sessions.take_back(slug, shelf)):
            self._tell(TAKEN_BACK, slug)
        self._show(slug)

    def _tell(self, msgid: str, slug: str) -> None:
        notify(self._page.app, self._page.language(msgid, name=slug, session=slug), seconds=8)
