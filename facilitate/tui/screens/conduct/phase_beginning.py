"""What is asked before a phase begins: on a day or at an hour that was not planned, and of one that is finished."""

from __future__ import annotations

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Phase
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import pieces, plain
from facilitate.tui.widgets.rows.row import ListRow
from facilitate.tui.widgets.times import moment, planned_moment
from facilitate.workshop.schedule.moved_day import gone_by, hours_move

_REHEARSE, _REAL, _WITH_FIXED = "r", "b", "m"


class PhaseBeginning:
    """Begins one phase for the facilitator, once the question that it needs has been answered."""

    def __init__(self, page: SessionPage, phase: Phase) -> None:
        self._page = page
        self._phase = phase
        self._phases = page.workshop.phases
        self._sessions = page.facilitate.services.sessions

    def begin(self) -> None:
        """Begin it at once where nothing has to be asked."""
        session = self._page.workshop.session
        run = session.runs.get(self._phase.key)
        if not session.rehearsal and self._phases.off_plan():
            self._ask_day()
        elif run and run.ended:
            self._ask_back()
        else:
            self._start()

    def _start(self) -> None:
        self._page.attempt(lambda: self._phases.start(self._phase.key))

    def _ask_back(self) -> None:
        from facilitate.tui.dialogs.questions import Confirm

        _, session = self._page.language, self._page.workshop.session
        on = session.plan.phase(session.current)
        question = _(N_("Go back to “{phase}”, which is finished?"), phase=self._phase.title)
        what = _(N_("“{phase}”, which is under way, will end."), phase=on.title) if on else ""
        hint = _(N_("Enter: go back · Esc: cancel"))
        self._page.app.push_screen(Confirm(question, what, hint), lambda yes: self._start() if yes else None)

    def _ask_day(self) -> None:
        from facilitate.tui.dialogs.questions import Choose

        _, workshop = self._page.language, self._page.workshop
        plan, now = workshop.session.plan, workshop.clock.now()
        rows = [ListRow(key, plain(_(label)), pieces((key, "$accent"))) for key, label in self._choices()]
        sentence = N_("This session is planned for {planned}; it is now {now}.")
        question = _(sentence, planned=planned_moment(plan, _), now=moment(now, _))
        asked = Choose(question, rows, _, letters={row.key: row.key for row in rows})
        self._page.app.push_screen(asked, self._begin_as)

    def _choices(self) -> list[tuple[str, str]]:
        plan, now = self._page.workshop.session.plan, self._page.workshop.clock.now()
        choices = [(_REHEARSE, N_("Rehearse on a copy: this session is not changed"))]
        if not (any(phase.starts_at for phase in plan.phases) and hours_move(plan, now)):
            return [*choices, (_REAL, N_("Begin the session: its date becomes today’s"))]
        if gone_by(plan, now) is None:
            choices.append((_REAL, N_("Begin the session today; fixed starts keep their hour")))
        return [*choices, (_WITH_FIXED, N_("Begin the session today; fixed starts move with it"))]

    def _begin_as(self, chosen: str | None) -> None:
        if chosen == _REHEARSE:
            self._sessions.rehearse_next(self._page.workshop)
            self._page.app.exit(0)
        elif chosen:
            with_fixed = chosen == _WITH_FIXED
            self._page.attempt(
                lambda: self._phases.start(self._phase.key, self._phases.moved_day(with_fixed=with_fixed))
            )
