"""How people come to a table: asked once when the door is opened first, and whenever the key is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from facilitate.domain.errors import N_
from facilitate.tui.actions import PageAction
from facilitate.tui.plain import pieces, plain
from facilitate.tui.widgets.rows.rows import ListRow
from facilitate.workshop.cases.seats import SeatingAsked
from facilitate.workshop.views.door import TablesGiven, tables_given

if TYPE_CHECKING:
    from facilitate.tui.desk_page import DeskPage

GIVEN = {
    TablesGiven.BEFOREHAND: N_("tables told beforehand"),
    TablesGiven.AT_THE_DOOR: N_("tables dealt at the door"),
    TablesGiven.NONE: N_("no tables"),
}
_CHOICES = {
    TablesGiven.BEFOREHAND: (N_("Told beforehand"), N_("The plan says who sits where; badges name the table.")),
    TablesGiven.AT_THE_DOOR: (
        N_("Dealt at the door"),
        N_("Whoever arrives is given the table that keeps all even."),
    ),
    TablesGiven.NONE: (N_("No tables"), N_("Arrivals are ticked; people sit where they like.")),
}


class TablesChoice:
    """The one question of the door that is the organiser's."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction(
            "choose_tables", "f3", N_("Tables"),
            N_("Choose how people come to a table: told beforehand, dealt at the door, or not at all."),
        ),
    )  # fmt: skip

    def __init__(self, page: DeskPage) -> None:
        self._page = page

    def ask_once(self) -> None:
        """Ask where nobody has chosen yet, and there is somebody to seat."""
        session = self._page.workshop.session
        if tables_given(session) is None and session.people:
            self.action_choose_tables()

    def action_choose_tables(self) -> None:
        """Ask how people come to a table."""
        from facilitate.tui.dialogs.questions import Choose

        _, now = self._page.language, tables_given(self._page.workshop.session)
        rows = [
            ListRow(given, pieces((_(label), "bold"), "\n", (_(about), "$text-muted")), plain(str(number)))
            for number, (given, (label, about)) in enumerate(_CHOICES.items(), 1)
        ]
        letters = {row.lead.plain: row.key for row in rows}
        asked = Choose(_(N_("How do people come to their table?")), rows, _, begin=now, letters=letters, lines=3)
        self._page.app.push_screen(asked, lambda key: self._chosen(key or ""))

    def _chosen(self, key: str) -> None:
        seats, session = self._page.workshop.seats, self._page.workshop.session
        if key == TablesGiven.AT_THE_DOOR:
            self._page.attempt(lambda: seats.deal(at_the_door=True))
        elif key == TablesGiven.NONE:
            self._page.attempt(seats.tell_none)
        elif key == TablesGiven.BEFOREHAND and session.is_planned_beforehand:
            self._page.attempt(lambda: seats.deal(at_the_door=False))
        elif key:
            self._page.say(N_("Planning the seats…"))
            self._page.beside(self._plan(), "plan")

    async def _plan(self) -> None:
        """Plan the seats and keep the plan; nothing is folded in meanwhile."""
        seats = self._page.workshop.seats
        planned = await self._page.planned(lambda: seats.plan(SeatingAsked()))
        if planned is not None:
            self._page.attempt(lambda: seats.keep(planned))
        if tables_given(self._page.workshop.session) is TablesGiven.BEFOREHAND:
            self._page.say(N_("The plan is kept: people are told their tables beforehand (F6: undo)."))
