"""The facilitator's clock: what begins, pauses, ends and lengthens a phase, and how lost time is won back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content

from facilitate.domain.errors import N_, Refused
from facilitate.domain.numbers import whole_number
from facilitate.domain.programme.plan import Phase
from facilitate.i18n import Language
from facilitate.tui.actions import DIGITS
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import pieces, plain
from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.schedule.recovery import Delay, Recovery, recoveries

KEYS = "jkl"  # as for suggestions in the synthesis


class ClockControl:
    """Does for a page what its clock keys ask; `shown` gives the phase that is shown there."""

    def __init__(self, page: SessionPage, shown: Callable[[], Phase | None]) -> None:
        self._page = page
        self._workshop = page.workshop
        self._shown = shown

    def start(self) -> None:
        """Begin the phase that is shown, or go back to it."""
        phase = self._shown()
        if phase:
            self._page.attempt(lambda: self._workshop.phases.start(phase.key))

    def start_next(self) -> None:
        """Begin the next one."""
        self._page.attempt(self._workshop.phases.start_next)

    def pause(self) -> None:
        """Stop the clock or let it go on."""
        session = self._workshop.session
        run = session.runs.get(session.current)
        self._page.attempt(self._workshop.phases.resume if run and not run.running else self._workshop.phases.pause)

    def extend(self, minutes: int) -> None:
        """Give so many minutes more, or take them."""
        self._page.attempt(lambda: self._extended(minutes))

    def ask_minutes(self) -> None:
        """Ask by how many."""
        from facilitate.tui.dialogs.questions import AskText

        def keep(typed: str) -> Phase:
            text = typed.strip().replace("−", "-").removesuffix("min").strip()
            number = whole_number(text.removeprefix("-").removeprefix("+"))
            if number is None:
                raise Refused(N_("Write a number of minutes, such as 10 or -5."))
            return self._extended(-number if text.startswith("-") else number)

        language = self._page.language
        question = language(N_("How many minutes more? A number with a minus takes them away."))
        self._page.app.push_screen(AskText(question, keep, language))

    def _extended(self, minutes: int) -> Phase:
        """Extend the phase that is on; before and after the day's phases, the one that is shown."""
        shown = self._shown()
        return self._workshop.phases.extend(minutes, "" if self._workshop.session.current or not shown else shown.key)

    def end(self) -> None:
        """End the phase that is on."""
        self._page.attempt(self._workshop.phases.end)

    def turn(self, character: str) -> bool:
        """Begin or end the turn of the speaker of that digit while a panel is on; the minus takes minutes instead."""
        number = DIGITS.get(character) if character != "-" else None
        phase = self._workshop.session.plan.phase(self._workshop.session.current)
        if not (number and phase and number <= len(phase.speakers)):
            return False
        self._page.attempt(lambda: self._workshop.panel.toggle(str(number)))
        return True

    def recover(self, place: int) -> None:
        """Win time back in one of the ways proposed, counted from zero."""
        ways = recoveries(agenda(self._workshop.session, self._workshop.clock.now()))
        if place < len(ways) and (done := self._page.attempt(lambda: self._workshop.phases.recover(ways[place]))):
            self._page.say(N_("{minutes} min won back; u undoes it."), minutes=done.gained)


def recovery_lines(late: Delay | None, ways: Sequence[Recovery], _: Language, *, width: int) -> Content:
    """Nothing when nothing is late."""
    if late is None:
        return plain("")
    lines = [pieces((_late(late, _), "$warning"))]
    lines += [
        pieces(
            (KEYS[place], "bold $accent"),
            "  ",
            (_(N_("−{minutes} min"), minutes=way.gained), "bold"),
            "  ",
            _cuts(way, _),
        )
        for place, way in enumerate(ways)
    ]
    if not ways:
        lines.append(pieces((_(N_("No phase has time left to give.")), "$text-muted")))
    return plain("\n").join(line.truncate(max(1, width), ellipsis=True) for line in lines)


def _cuts(way: Recovery, _: Language) -> str:
    """Which phases are shortened, and to what."""
    each = [_(N_("{phase}: {minutes} min"), phase=cut.phase.title, minutes=cut.minutes) for cut in way.cuts]
    cuts = ", ".join(each)
    return cuts if way.enough else _(N_("not enough alone: {cuts}"), cuts=cuts)


def _late(late: Delay, _: Language) -> str:
    what = _.minutes(late.minutes)
    if late.phase is None:
        return _(N_("{duration} late for the end at {time}. To win it back:"), duration=what, time=_.time(late.limit))
    return _(
        N_("{duration} late for {phase} at {time}. To win it back:"),
        duration=what,
        phase=_.quoted(late.phase.title),
        time=_.time(late.limit),
    )
