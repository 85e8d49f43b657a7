"""That tables change now, on the note-taker's page: in the place of the list, above the field, which stays."""

from __future__ import annotations

from facilitate.domain.errors import N_
from facilitate.tui.page import SessionPage
from facilitate.tui.widgets.rows.rows import Rows
from facilitate.workshop.schedule.rounds import RoundNow


class TableChange:
    """Call `show` with where the phase is, once a second; it answers whether another round or change has begun."""

    def __init__(self, page: SessionPage) -> None:
        self._page = page
        self._moment: tuple[int, bool] | None = None

    def show(self, now: RoundNow | None) -> bool:
        """Show the sentence while tables change, and the list again after."""
        moment = (now.number, now.changing) if now else None
        if moment == self._moment:
            return False
        self._moment = moment
        changing = now is not None and now.changing
        if changing:
            self._mount()
        self._page.set_class(changing, "-changing")
        return True

    def _mount(self) -> None:
        """Put the sentence there; it and its letters are loaded by whoever has rounds, and nobody else."""
        page = self._page
        if page.query_one(Rows).has_focus:
            page.query_one("Field").focus()
        if not page.query("#change"):
            from facilitate.tui.widgets.huge_text import HugeText

            change = HugeText(id="change")
            change.value = page.language(N_("Change tables now"))
            page.mount(change, before="#entry")
