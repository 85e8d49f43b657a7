"""The facilitator's hold on the day: what begins, pauses, ends and lengthens a phase, and how lost time is won back.

At the very foot, the bottom line names first what can be done at this moment of the event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_, Minutes, Refused
from facilitate.domain.numbers import whole_number
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt
from facilitate.i18n import Language
from facilitate.tui.actions import DIGITS, PageAction
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import joined, notify, pieces, plain
from facilitate.tui.widgets.phase_timer import PhaseTimer
from facilitate.tui.widgets.rows.row import ListRow
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.schedule.agenda import Agenda, agenda
from facilitate.workshop.schedule.punctuality import Punctuality, Slipping, delay, slipping
from facilitate.workshop.schedule.recovery import Recovery, recoveries
from facilitate.workshop.views.table_flags import TableFlag

SLIP_KEY = "d"
KEYS = "jkl"  # as for suggestions in the synthesis
SPEEDS = (1, 2, 5, 10, 30, 60)  # of a rehearsal
_BESIDE = 9  # lines of the page that are no way to catch up: its top, something of the phase, the timer, the keys
# Actions of the page that the bottom line names at their time.
_SORT, _PUBLISH, _NEXT, _PAUSE = "open('sort')", "open('publish')", "next_phase", "pause"
_READ_BACK, _REPORT_BACK = "open('readback')", "open('reportback')"
_VOTE, _QUESTIONS = "open('vote')", "open('feedback')"
_SHORTER = (30, 20, 12, 8)  # letters of a title
_SOON = timedelta(minutes=3)  # before the agenda has lists read back
_NARROWEST = 20  # characters of a way to catch up on a line


class PhaseControls(Vertical):
    """The foot of the page: ways to win time back, the timer, and what begins, pauses, ends and lengthens a phase.

    `shown` gives the phase that is shown on the page.
    """

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("next_phase", "n", N_("Next"), N_("Start the next phase; the current one ends.")),
        PageAction("pause", "space", N_("Pause"), N_("Pause the phase, or resume it.")),
        PageAction("extend(5)", "plus,e", N_("5 min more"), N_("Extend the phase by 5 minutes.")),
        PageAction(
            "recover(0)", "j", N_("Catch up, option 1"), N_("Use the first suggested option to catch up."), bar=False
        ),
        PageAction(
            "recover(1)", "k", N_("Catch up, option 2"), N_("Use the second suggested option to catch up."), bar=False
        ),
        PageAction(
            "recover(2)", "l", N_("Catch up, option 3"), N_("Use the third suggested option to catch up."), bar=False
        ),
        PageAction(
            "slip",
            "d",
            N_("Push back"),
            N_(
                "Delay everything still to come by as much time as you have lost; fixed starts and the planned end "
                "move too."
            ),
            bar=False,
        ),
        PageAction(
            "start", "s", N_("Start"), N_("Start the selected phase, or go back to it (also Enter)."), bar=False
        ),
        PageAction("extend(-5)", "minus,r", N_("5 min less"), N_("Shorten the phase by 5 minutes."), bar=False),
        PageAction(
            "minutes",
            "m",
            N_("Minutes…"),
            N_("Extend or shorten the selected phase by any number of minutes."),
            bar=False,
        ),
        PageAction("speed", "asterisk", N_("Speed"), N_("Change the speed of a rehearsal."), bar=False),
        PageAction(
            "end_round",
            "f",
            N_("End round"),
            N_("End the round early, or the changeover; the rounds that follow get the time."),
            bar=False,
        ),
        PageAction("end", "x", N_("End"), N_("End the phase without starting another."), bar=False),
    )
    DEFAULT_CSS = """
    PhaseControls {
        height: auto;
        & #flags { display: none; height: auto; padding: 0 1; border-top: solid $rule; }
        & #recover { display: none; height: auto; padding: 0 1; border-top: solid $rule; }
    }
    """

    def __init__(self, page: SessionPage, shown: Callable[[], Phase | None]) -> None:
        super().__init__()
        self._page = page
        self._workshop = page.workshop
        self._shown = shown
        self._recoveries = plain("")

    def compose(self) -> ComposeResult:
        """What wins time back, where something is late; the timer."""
        yield Static(plain(""), id="flags")
        yield Static(plain(""), id="recover")
        timer = PhaseTimer(self._page.language)
        if self._page.has_class("-wide"):
            timer.add_class("big", update=False)  # before it is styled, and so once
        yield timer

    def on_resize(self) -> None:
        """Have messages in passing stand above it: they would cover how the day stands."""
        below = self._page.size.height - self.region.bottom
        for rack in self._page.query("ToastRack"):
            rack.styles.margin = (0, 0, below + self.size.height, 0)

    def show(self, now: Agenda, *, big: bool) -> None:
        """Draw this moment, in big digits where there is room."""
        timer = self.query_one(PhaseTimer)
        timer.set_class(big, "big")
        timer.show(now)
        late, ways = delay(now), recoveries(now)
        text = self._fitting_lines(late, ways, slipping(now, late) if late else None)
        if not text.is_same(self._recoveries):
            self._recoveries = text
            place = self.query_one("#recover", Static)
            place.display = bool(text.plain)
            self._page.set_class(place.display, "-late")
            place.update(text)

    def flag(self, flags: Iterable[TableFlag], early: str = "") -> None:
        """Say which tables call, and to which somebody should go; before they begin, what is to be known of `early`."""
        text = pieces((f"⚠ {early}", "$warning")) if early else flag_words(flags, self._page.language)
        if calls := sorted(self._workshop.session.calls.items(), key=lambda each: each[1]):
            tables = ", ".join(str(table) for table, _since in calls)
            called = self._page.language.plural(
                "☞ Table {tables} calls you (F12: somebody goes)", "☞ Tables {tables} call you (F12: somebody goes)",
                len(calls), tables=tables,
            )  # fmt: skip
            text = joined([pieces((called, "$error bold")), *([text] if text.plain else [])])
        if asked := self._read_back():
            text = joined([*([text] if text.plain else []), pieces((f"☞ {asked}", "$accent"))])
        place = self.query_one("#flags", Static)
        place.display = bool(text.plain)
        tell(place, text)

    def _read_back(self) -> str:
        """How many tables heard their lists while they are asked to; shortly before, when the agenda asks them."""
        _, session = self._page.language, self._workshop.session
        if session.reading_back and (phase := session.plan.phase(session.reading_back)):
            from facilitate.workshop.report.readback import lists_of, signed_again, signed_of  # few see lists read back

            lists = lists_of(session, phase)
            signed, asked = signed_of(lists)
            if again := signed_again(lists):
                text = N_("Lists read back: {signed} of {n}, {again} of them to be signed again (F6)")
                return _(text, signed=signed, n=asked, again=again)
            return _(N_("Lists read back: {signed} of {n} (F6)"), signed=signed, n=asked)
        on = session.plan.phase(session.current)
        if on is None or not on.read_back:
            return ""
        from facilitate.workshop.schedule.read_back import read_back_due  # as few programmes say when

        due = read_back_due(session, self._workshop.clock.now())
        if due is None or due.left > _SOON:
            return ""
        minutes = max(1, -(-due.left // timedelta(minutes=1)))
        return _(N_("Lists are read back in {duration} (F6: put it off)"), duration=_.minutes(minutes))

    def _fitting_lines(self, late: Punctuality | None, ways: Sequence[Recovery], slips: Slipping | None) -> Content:
        """The ways to catch up, with their titles shortened where there are more than the screen is high."""
        width, most = self._page.size.width - 2, max(1, self._page.size.height - _BESIDE)
        found = recovery_lines(late, ways, self._page.language, width=width, slips=slips)
        for title in _SHORTER:
            if found.plain.count("\n") < most:
                break
            found = recovery_lines(late, ways, self._page.language, width=width, title=title, slips=slips)
        return found

    def action_start(self) -> None:
        """Begin the phase that is shown, or go back to it."""
        if phase := self._shown():
            self._begin(phase)

    def action_next_phase(self) -> None:
        """Begin the next one."""
        if phase := self._page.attempt(self._workshop.phases.following):
            self._begin(phase)

    def _begin(self, phase: Phase) -> None:
        from facilitate.tui.screens.conduct.phase_beginning import PhaseBeginning

        PhaseBeginning(self._page, phase).begin()

    def action_pause(self) -> None:
        """Stop the timer or let it go on."""
        session = self._workshop.session
        run = session.runs.get(session.current)
        self._page.attempt(self._workshop.phases.resume if run and not run.running else self._workshop.phases.pause)

    def action_extend(self, minutes: int) -> None:
        """Give so many minutes more, or take them."""
        self._page.attempt(lambda: self._extended(minutes, self._phase_on()))

    def action_minutes(self) -> None:
        """Ask by how many."""
        from facilitate.tui.dialogs.questions import AskText

        def keep(typed: str) -> Phase:
            text = typed.strip().replace("−", "-").removesuffix("min").strip()
            number = whole_number(text.removeprefix("-").removeprefix("+"))
            if number is None:
                raise Refused(N_("Type a number of minutes, such as 10 or -5."))
            return self._extended(-number if text.startswith("-") else number, phase)

        shown = self._shown()
        run = self._workshop.session.runs.get(shown.key) if shown else None
        phase = self._phase_on() if shown is None or (run and run.ended) else shown
        if phase is None:
            return
        language = self._page.language
        question = N_("How many extra minutes for “{phase}”? A negative number shortens it.")
        self._page.app.push_screen(AskText(language(question, phase=phase.title), keep, language))

    def _phase_on(self) -> Phase | None:
        """Return the phase that is on; before and after the day's phases, the one that is shown."""
        session = self._workshop.session
        return session.plan.phase(session.current) or self._shown()

    def _extended(self, minutes: int, phase: Phase | None) -> Phase:
        """Extend a phase, and say which where the page shows another one."""
        done = self._workshop.phases.extend(minutes, phase.key if phase else "")
        if done.key != self._workshop.session.current or done != self._shown():
            more = N_("“{phase}”: {minutes} more.") if minutes > 0 else N_("“{phase}”: {minutes} less.")
            self._page.say(more, phase=excerpt(done.title), minutes=Minutes(abs(minutes)))
        return done

    def action_end(self) -> None:
        """End the phase that is on; at the end of the last one, say what is open still."""
        ended, session = self._page.attempt(self._workshop.phases.end), self._workshop.session
        if ended is not None and ended == session.plan.phases[-1]:
            from facilitate.workshop.report.open_vote_words import still_open_words  # once a day

            for sentence in still_open_words(session, self._page.language):
                notify(self._page.app, sentence, "warning", seconds=12)

    def action_end_round(self) -> None:
        """End the round that is on, or the change-over."""
        if done := self._page.attempt(self._workshop.phases.end_round):
            over = N_("Changeover after round {number} ended (u: undo).")
            self._page.say(over if done.changing else N_("Round {number} ended (u: undo)."), number=done.number)

    def action_speed(self) -> None:
        """Ask how fast time goes in a rehearsal; a session that is none says so."""
        from facilitate.tui.dialogs.questions import Choose

        _, rehearsal = self._page.language, self._workshop.rehearsal
        if (now := self._page.attempt(rehearsal.get)) is None:
            return
        rows = [ListRow(str(speed), plain(_(N_("speed ×{speed}"), speed=speed))) for speed in SPEEDS]
        begin = str(now.speed) if now.speed in SPEEDS else None
        asked = Choose(_(N_("Speed of the rehearsal?")), rows, _, begin=begin, lines=1)
        chosen = lambda key: key and self._page.attempt(lambda: rehearsal.set_speed(int(key)))  # noqa: E731
        self._page.app.push_screen(asked, chosen)

    def turn(self, character: str) -> bool:
        """Begin or end the turn of the speaker of that digit while a panel is on; the minus takes minutes instead."""
        number = DIGITS.get(character) if character != "-" else None
        phase = self._workshop.session.plan.phase(self._workshop.session.current)
        if not (number and phase and number <= len(phase.speakers)):
            return False
        self._page.attempt(lambda: self._workshop.panel.toggle(str(number)))
        return True

    def action_recover(self, place: int) -> None:
        """Win time back in one of the ways proposed, counted from zero."""
        ways = recoveries(agenda(self._workshop.session, self._workshop.clock.now()))
        if ways and place >= len(ways):
            only = N_("There is only one option: {keys}.") if len(ways) == 1 else N_("Options here: {keys}.")
            self._page.say(only, keys=", ".join(KEYS[: len(ways)]))
        elif ways and (done := self._page.attempt(lambda: self._workshop.phases.recover(ways[place]))):
            self._page.say(
                N_("Delay reduced by {duration} (u: undo)."), duration=self._page.language.minutes(done.gained)
            )

    def action_slip(self) -> None:
        """Let everything that is to come slip by the delay."""
        if done := self._page.attempt(self._workshop.phases.slip):
            duration = self._page.language.minutes(done.minutes)
            all_of_it = N_("Everything that remains is pushed back by {duration} (u: undo).")
            no_hour = N_("The fixed starts and the planned end now follow the phases (u: undo).")
            self._page.say(all_of_it if done.phase else no_hour, duration=duration)


def flag_words(flags: Iterable[TableFlag], _: Language) -> Content:
    """The tables that write nothing, and those whose device has gone; nothing where there are none."""
    found = list(flags)
    empty = [f"T{flag.table}" for flag in found if flag.silent is not None and flag.never]
    silent = [f"T{flag.table}" for flag in found if flag.silent is not None and not flag.never]
    away = [f"T{flag.table}" for flag in found if flag.away is not None]
    parts = []
    if empty:
        parts.append(pieces((_(N_("No ideas yet: {tables}"), tables=", ".join(empty)), "$warning")))
    if silent:
        parts.append(pieces((_(N_("No new ideas: {tables}"), tables=", ".join(silent)), "$warning")))
    if away:
        parts.append(pieces((_(N_("No one connected: {tables}"), tables=", ".join(away)), "$warning")))
    return pieces(("⚠ ", "$warning"), joined(parts)) if parts else plain("")


def recovery_lines(
    late: Punctuality | None,
    ways: Sequence[Recovery],
    _: Language,
    *,
    width: int,
    title: int = 0,
    slips: Slipping | None = None,
) -> Content:
    """Nothing when nothing is late; titles are cut to so many letters, if a number is given.

    `slips` is what would slip with the delay; all of it if nothing is given.
    """
    if late is None:
        return plain("")
    lines = [pieces((_late(late, _) if ways else _too_late(late, _), "$warning"))]
    for place, way in enumerate(ways):
        lead = pieces((KEYS[place], "bold $accent"), "  ", (_.minutes(-way.gained), "bold"), "  ")
        lines.append(pieces(lead, _wrapped(_cuts(way, late, _, title), width, indent=lead.cell_length)))
    lines.append(pieces((SLIP_KEY, "bold $accent"), "  ", (_slipping(slips or Slipping((), late.minutes), _))))
    return plain("\n").join(lines)


def _slipping(slips: Slipping, _: Language) -> str:
    return _(slips.sentence, duration=_.minutes(slips.minutes))


def _wrapped(text: str, width: int, *, indent: int) -> str:
    """The text on as many lines as it needs, those after the first below its beginning: who chooses reads it whole."""
    return f"\n{' ' * indent}".join(wrap(text, max(_NARROWEST, width - indent), break_on_hyphens=False))


def _cuts(way: Recovery, late: Punctuality, _: Language, title: int) -> str:
    """Which phases are shortened, and to what; then what will still be late."""
    titles = [excerpt(cut.phase.title, title) if title else cut.phase.title for cut in way.cuts]
    each = [
        _(N_("{phase} → {duration}"), phase=name, duration=_.minutes(cut.minutes))
        for name, cut in zip(titles, way.cuts, strict=True)
    ]
    cuts = ", ".join(each)
    if way.enough:
        return cuts
    return _(N_("{cuts} (still {duration} late)"), cuts=cuts, duration=_.minutes(late.minutes - way.gained))


def _late(late: Punctuality, _: Language) -> str:
    what = _.minutes(late.minutes)
    if late.phase is None:
        return _(N_("{duration} past the planned end ({time}). You can:"), duration=what, time=_.time(late.limit))
    return _(
        N_("{duration} late for {phase} ({time}). You can:"),
        duration=what,
        phase=_.quoted(late.phase.title),
        time=_.time(late.limit),
    )


def _too_late(late: Punctuality, _: Language) -> str:
    """The delay, and that nothing can be done about it."""
    what = _.minutes(late.minutes)
    if late.phase is None:
        return _(
            N_("{duration} past the planned end ({time}): no phase can be shortened any further."),
            duration=what,
            time=_.time(late.limit),
        )
    return _(
        N_("{duration} late for {phase} ({time}): no phase before it can be shortened any further."),
        duration=what,
        phase=_.quoted(late.phase.title),
        time=_.time(late.limit),
    )


def first_now(session: Session, now: Agenda) -> tuple[str, ...]:
    """Return the names of the actions that come first now; the others follow in their usual order.

    From the last tables phase on, what the room does with its ideas comes before what is done at every moment.
    """
    if any(vote.is_open for vote in session.votes.values()):
        return (_VOTE, _NEXT, _PAUSE, _SORT)
    if session.feedback and session.feedback.is_open:
        return (_QUESTIONS, _NEXT, _PAUSE, _PUBLISH)
    on = now.current.phase if now.current else None
    if on and on.tables:
        return (_NEXT, _PAUSE, _READ_BACK, "add", "idea") if session.reading_back == on.key else ()
    to_come = any(line.phase.tables and line.phase.key not in session.runs for line in now.lines)
    return _after_tables(session, now) if session.ideas and not to_come else ()


def _after_tables(session: Session, now: Agenda) -> tuple[str, ...]:
    following = (_NEXT,) if now.next else ()
    if session.feedback:
        return (*following, _PUBLISH, _SORT, _QUESTIONS, _VOTE)
    if session.votes:
        return (*following, _QUESTIONS, _VOTE, _PUBLISH, _SORT)
    return (*following, _SORT, _REPORT_BACK, _VOTE, *(() if now.next else (_QUESTIONS,)), _PAUSE)


def in_order(actions: Iterable[PageAction], first: tuple[str, ...]) -> list[PageAction]:
    """Return the actions, those of these names before the others."""
    place = {name: number for number, name in enumerate(first)}
    return sorted(actions, key=lambda each: place.get(each.name, len(place)))
