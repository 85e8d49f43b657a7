"""What is asked before a phase begins.

That is on another day or at another hour than planned, of one that is finished, and while lists are still read back.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Phase
from facilitate.domain.text import one_line
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import pieces, plain
from facilitate.tui.widgets.rows.row import ListRow
from facilitate.tui.widgets.times import moment, planned_moment
from facilitate.workshop.schedule.moved_day import gone_by, hours_move

# `n`, which asks to begin, pressed twice begins nothing.
_REHEARSE, _REAL, _WITH_FIXED, _NOT_NOW = "r", "b", "m", "n"
_READING_ON = "l"
_LINES = 5  # of a choice that names phases


class PhaseBeginning:
    """Begins one phase for the facilitator, once the question that it needs has been answered."""

    def __init__(self, page: SessionPage, phase: Phase) -> None:
        self._page = page
        self._phase = phase
        self._phases = page.workshop.phases
        self._sessions = page.facilitate.services.sessions
        self._reading_on = False

    def begin(self) -> None:
        """Begin it at once where nothing has to be asked."""
        unread, asked = self._unread()
        if unread:
            self._ask_unread(unread, asked)
        else:
            self._begin_in_time()

    def _begin_in_time(self) -> None:
        session = self._page.workshop.session
        run = session.runs.get(self._phase.key)
        if not session.rehearsal and self._phases.off_plan():
            self._ask_day()
        elif run and run.ended:
            self._ask_back()
        elif fixed := self._phases.fixed_ahead(self._phase):
            self._ask_early(fixed)
        elif skipped := self._skipped():
            self._ask_ahead(skipped)
        else:
            self._start()

    def _start(self) -> None:
        self._page.attempt(lambda: self._phases.start(self._phase.key, reading_on=self._reading_on))

    def _unread(self) -> tuple[int, int]:
        """How many of the tables that are asked to read their lists back have not, and of how many; none without."""
        session = self._page.workshop.session
        phase = session.plan.phase(session.reading_back)
        if phase is None or phase == self._phase:
            return 0, 0
        from facilitate.workshop.report.readback import asked_of, lists_of  # few events have lists read back

        asked = asked_of(lists_of(session, phase))
        # One without ideas has nothing to read.
        return sum(bool(each.ideas) and not each.is_signed for each in asked), len(asked)

    def _ask_unread(self, unread: int, asked: int) -> None:
        """Tell which lists would vanish from the phones; between tables phases they may stay there."""
        from facilitate.tui.dialogs.questions import Choose

        _ = self._page.language
        question = _.plural(
            "{n} of {asked} tables has not read its list back. Start “{phase}”?",
            "{n} of {asked} tables have not read their lists back. Start “{phase}”?",
            unread, asked=asked, phase=self._phase.title,
        )  # fmt: skip
        choices = [
            (_READING_ON, N_("Start; phones and screens go on showing the lists")),
            (_REAL, N_("Start; the lists are no longer shown")),
            (_NOT_NOW, N_("Not now")),
        ]
        if self._phase.tables:  # whose phones show its own ideas
            del choices[0]
        rows = [ListRow(key, plain(_(label)), pieces((key, "$accent"))) for key, label in choices]

        def chosen(key: str | None) -> None:
            self._reading_on = key == _READING_ON
            if key in (_READING_ON, _REAL):
                self._begin_in_time()

        letters = {row.key: row.key for row in rows}
        self._page.app.push_screen(Choose(question, rows, _, lines=1, letters=letters), chosen)

    def _ask_back(self) -> None:
        _ = self._page.language
        question = _(N_("“{phase}” has finished. Go back to it?"), phase=self._phase.title)
        self._confirm(question, _(N_("Enter: go back · Esc: cancel")))

    def _skipped(self) -> int:
        """How many phases before it have not begun, and would not any more."""
        session = self._page.workshop.session
        return max(0, session.plan.phases.index(self._phase) - session.reached - 1)

    def _ask_ahead(self, skipped: int) -> None:
        _ = self._page.language
        question = _.plural(
            "Start “{phase}” now? {n} phase before it will be skipped.",
            "Start “{phase}” now? {n} phases before it will be skipped.", skipped, phase=self._phase.title,
        )  # fmt: skip
        self._confirm(question, _(N_("Enter: start now · Esc: not now")))

    def _ask_early(self, fixed: datetime) -> None:
        _ = self._page.language
        ahead = _.minutes((fixed - self._page.workshop.clock.now()) // timedelta(minutes=1))
        sentence = N_("“{phase}” is fixed at {time}, in {duration}: start it now?")
        question = _(sentence, phase=self._phase.title, time=_.time(fixed), duration=ahead)
        self._confirm(question, _(N_("Enter: start now · Esc: not now")))

    def _confirm(self, question: str, hint: str) -> None:
        """Begin it where that is meant; what is under way would end."""
        from facilitate.tui.dialogs.questions import Confirm

        _, session = self._page.language, self._page.workshop.session
        on = session.plan.phase(session.current)
        what = _(N_("“{phase}”, which is under way, will end."), phase=on.title) if on else ""
        self._page.app.push_screen(Confirm(question, what, hint), lambda yes: self._start() if yes else None)

    def _ask_day(self) -> None:
        from facilitate.tui.dialogs.questions import Choose

        _, workshop = self._page.language, self._page.workshop
        plan, now = workshop.session.plan, workshop.clock.now()
        rows = [ListRow(key, plain(label), pieces((key, "$accent"))) for key, label in self._choices()]
        sentence = N_("This session is planned for {planned}; it is now {now}.")
        question = _(sentence, planned=planned_moment(plan, _), now=moment(now, _))
        if plan.starts_at and plan.date == now.date():
            sentence = N_("This session is planned for {planned} today; it is now {now}.")
            question = _(sentence, planned=_.time(plan.starts_at), now=_.time(now))
        asked = Choose(question, rows, _, lines=_LINES, letters={row.key: row.key for row in rows})
        self._page.app.push_screen(asked, self._begin_as)

    def _choices(self) -> list[tuple[str, str]]:
        """What may be meant, each with its letter; of fixed starts only where the hours move and there are some."""
        _, workshop = self._page.language, self._page.workshop
        plan, now = workshop.session.plan, workshop.clock.now()
        # Near its hour only the date moves: what is late then is late.
        moves = plan.starts_at is None or hours_move(plan, now)
        here = N_("Start for real: the programme is moved to start now")
        real = [(_REAL, _(here if moves else N_("Start for real: the programme’s date becomes today’s")))]
        if any(phase.starts_at for phase in plan.phases) and hours_move(plan, now):
            kept = N_("Start for real; fixed starts keep their times")
            missed = gone_by(plan, now)
            if missed:
                kept = N_(
                    "Start for real; fixed starts keep their times, except those already past, which follow in their "
                    "turn: {phases}"
                )
            hours = [(each.title, each.starts_at) for each in missed if each.starts_at]
            named = ", ".join(f"{_.quoted(one_line(title))} ({_.time(at)})" for title, at in hours)
            moved = N_("Start for real; fixed starts move too")
            real = [(_REAL, _(kept, phases=named)), (_WITH_FIXED, _(moved))]
        rehearse = _(N_("Rehearse on a copy: this session is not changed"))
        return [(_REHEARSE, rehearse), *real, (_NOT_NOW, _(N_("Not now")))]

    def _begin_as(self, chosen: str | None) -> None:
        if chosen == _REHEARSE:
            self._sessions.rehearse_next(self._page.workshop)
            self._page.app.exit(0)
        elif chosen in (_REAL, _WITH_FIXED):
            with_fixed = chosen == _WITH_FIXED
            self._page.attempt(
                lambda: self._phases.start(
                    self._phase.key,
                    self._phases.moved_day(with_fixed=with_fixed),
                    reading_on=self._reading_on,
                )
            )
