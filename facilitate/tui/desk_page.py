"""What the pages of the desk share: they write the journals of the people, and undo what this desk did."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from facilitate.domain.acts.people import PEOPLE, PersonAdded
from facilitate.domain.errors import N_, Message
from facilitate.domain.roles import PEOPLE as PEOPLES_ROLE
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.domain.values.presence import DOOR
from facilitate.tui.background import aside
from facilitate.tui.page import SessionPage

if TYPE_CHECKING:
    from facilitate.workshop.cases.seats import PlannedSeats


_TRIES = 3


class DeskPage(SessionPage):
    """A page about the people of the event; of two desks, each undoes what it did itself."""

    SHOWN_AS = DOOR
    JOURNAL = PEOPLES_ROLE
    is_planning = False

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.workshop.session

    def follow(self) -> bool:
        """Fold in what others did, unless a plan is being made of what is known."""
        return False if self.is_planning else super().follow()

    async def planned(self, plan: Callable[[], PlannedSeats]) -> PlannedSeats | None:
        """Return the seats that are planned beside the screen; None where they cannot be, which has been told."""

        def steadily() -> PlannedSeats:
            for _again in range(_TRIES):
                # A phone may tick somebody at the moment when the list is read.
                with suppress(RuntimeError):
                    return plan()
            return plan()

        self.is_planning = True
        try:
            return await self.answered(aside(steadily))
        finally:
            self.is_planning = False

    def action_undo(self) -> None:
        """Undo the last thing done at this desk."""
        history = self.workshop.history
        self._travel(history.last_done, history.undo, N_("Undone: “{what}”"), N_("Undone: “{what}” ({name})"))

    def action_redo(self) -> None:
        """Do it again."""
        history = self.workshop.history
        self._travel(history.last_undone, history.redo, N_("Redone: “{what}”"), N_("Redone: “{what}” ({name})"))

    def travelled(self) -> None:
        """Hear that something was undone, or done again."""

    def _travel(self, find: Callable[..., str], act: Callable[..., Message], msgid: str, of_one: str) -> None:
        """Undo or redo, and say whose arrival or place it was: the history itself names nobody."""
        gesture = self.attempt(lambda: find(PEOPLE, self.writer))
        name = self._named(gesture) if gesture else ""
        what = self.attempt(lambda: act(PEOPLE, self.writer)) if gesture else None
        if what is not None:
            self.travelled()
            self.say(of_one if name else msgid, what=what, name=name)

    def _named(self, gesture: str) -> str:
        """Return the name of whom a gesture is about; nothing where it is about several."""
        keys = {
            event.id if isinstance(event.act, PersonAdded) else getattr(event.act, "person", "")
            for event in self.workshop.timeline.events
            if event.gesture == gesture
        }
        key = keys.pop() if len(keys) == 1 else ""
        person = self.session.person(key) or self.session.removed_people.get(key)
        return one_line(person.name) if person else ""
