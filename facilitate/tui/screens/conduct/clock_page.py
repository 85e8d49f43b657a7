"""Running the clock and taking back what was done: the facilitator's keys that need no list."""

from __future__ import annotations

from textual import events

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.live import Wall
from facilitate.domain.numbers import whole_number
from facilitate.domain.programme.plan import Phase
from facilitate.tui.actions import DIGITS
from facilitate.tui.page import SessionPage
from facilitate.workshop.clock.agenda import agenda
from facilitate.workshop.clock.recovery import recoveries

_STEP = 5


class ClockPage(SessionPage):
    """A page on which phases begin, pause, end and get more time; a subclass says which phase it shows."""

    @property
    def shown(self) -> Phase | None:
        """The phase that is shown."""
        raise NotImplementedError

    def action_start(self) -> None:
        """Begin the highlighted phase."""
        phase = self.shown
        if phase:
            self.attempt(lambda: self.workshop.phases.start(phase.key))

    def action_next_phase(self) -> None:
        """Begin the next one."""
        self.attempt(self.workshop.phases.start_next)

    def action_pause(self) -> None:
        """Stop the clock or let it go on."""
        session = self.workshop.session
        run = session.runs.get(session.current)
        self.attempt(self.workshop.phases.resume if run and not run.running else self.workshop.phases.pause)

    def action_longer(self) -> None:
        """Five more."""
        self.attempt(lambda: self.workshop.phases.extend(_STEP, self._timed))

    def action_shorter(self) -> None:
        """Five fewer."""
        self.attempt(lambda: self.workshop.phases.extend(-_STEP, self._timed))

    @property
    def _timed(self) -> str:
        """The phase whose time is meant: the one that is on; before and after, the one shown."""
        return "" if self.workshop.session.current or not self.shown else self.shown.key

    def action_minutes(self) -> None:
        """Ask by how many."""
        from facilitate.tui.dialogs.questions import AskText

        def keep(typed: str) -> Phase:
            text = typed.strip().replace("−", "-").removesuffix("min").strip()
            number = whole_number(text.removeprefix("-").removeprefix("+"))
            if number is None:
                raise Refused(N_("Write a number of minutes, such as 10 or -5."))
            return self.workshop.phases.extend(-number if text.startswith("-") else number, self._timed)

        question = self.language(N_("How many minutes more? A number with a minus takes them away."))
        self.app.push_screen(AskText(question, keep, self.language))

    def action_end(self) -> None:
        """End the phase that is on."""
        self.attempt(self.workshop.phases.end)

    def on_key(self, event: events.Key) -> None:
        """Let a digit begin or end the turn of that speaker while a panel is on; the minus takes minutes."""
        number = DIGITS.get(event.character or "") if event.character != "-" else None
        phase = self.workshop.session.plan.phase(self.workshop.session.current)
        if number and phase and number <= len(phase.speakers):
            event.stop()
            self.attempt(lambda: self.workshop.turns.toggle(str(number)))

    def action_recover(self, place: int) -> None:
        """Win time back in one of the ways proposed."""
        ways = recoveries(agenda(self.workshop.session, self.workshop.desk.now()))
        if place < len(ways) and (done := self.attempt(lambda: self.workshop.phases.recover(ways[place]))):
            self.say(N_("{minutes} min won back; u undoes it."), minutes=done.gained)

    def action_wall(self) -> None:
        """Ask what the room should see."""
        from facilitate.tui.dialogs.wall_choice import WallChoice

        self.app.push_screen(WallChoice(self.workshop.session.wall, self.language), self._project)

    def _project(self, chosen: str | None) -> None:
        if chosen:
            self.attempt(lambda: self.workshop.wall.show(Wall(chosen)))

    def action_share(self) -> None:
        """Go to the sharing, or back to it."""
        self.facilitate.go_to_screen("share", self.workshop)

    def action_undo(self) -> None:
        """Undo the last act."""
        self._tell(N_("Undone: {what}"), self.attempt(self.workshop.history.undo))

    def action_redo(self) -> None:
        """Do it again."""
        self._tell(N_("Done again: {what}"), self.attempt(self.workshop.history.redo))

    def _tell(self, msgid: str, what: Message | None) -> None:
        if what is not None:
            self.say(msgid, what=what)

    def action_history(self) -> None:
        """Show all that was done."""
        from facilitate.tui.dialogs.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.workshop, self.language))
