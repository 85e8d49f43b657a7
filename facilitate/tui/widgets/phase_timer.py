"""The foot of the facilitator's page: how much of the phase has gone, what is left, and how the day stands."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.tui.plain import joined, pieces, plain
from facilitate.tui.widgets import times
from facilitate.tui.widgets.agenda_rows import SIGNS
from facilitate.tui.widgets.big_digits import BigDigits
from facilitate.tui.widgets.times import phase_beside, round_called
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.schedule.agenda import Agenda, AgendaLine, PhaseState, Urgency, share_elapsed, urgency
from facilitate.workshop.schedule.punctuality import end_of, punctuality
from facilitate.workshop.schedule.rounds import round_now
from facilitate.workshop.views.capture import digits

_STYLE = {
    Urgency.CALM: "$accent",
    Urgency.SOON: "$warning",
    Urgency.NOW: "$error",
    Urgency.OVER: "$error",
}
_SAYS = {
    Urgency.CALM: N_("{duration} left"),
    Urgency.SOON: N_("nearly over: {duration} left"),
    Urgency.NOW: N_("time to wrap up: {duration} left"),
    Urgency.OVER: N_("{duration} over time"),
}
_SHORT = 8  # letters of a title where a line is narrow


class ElapsedBar(Widget):
    """A rule across the page, as far inked as the phase has gone."""

    DEFAULT_CSS = """
    ElapsedBar { height: 1; color: $rule; }
    ElapsedBar.calm { color: $accent; }
    ElapsedBar.soon { color: $warning; }
    ElapsedBar.now, ElapsedBar.over { color: $error; }
    """
    COMPONENT_CLASSES = {"elapsed--rest"}  # noqa: RUF012 -- Textual's own way
    share: reactive[float] = reactive(0.0)

    def render_line(self, y: int) -> Strip:
        """Draw the inked part thicker than the rest."""
        inked = round(self.size.width * self.share)
        ink = self.visual_style.rich_style
        rest = self.get_visual_style("elapsed--rest").rich_style
        return Strip([Segment("━" * inked, ink), Segment("─" * (self.size.width - inked), rest)])


class PhaseTimer(Vertical):
    """Call `show` with the agenda, as often as time passes; `big` puts the digits where there is room."""

    DEFAULT_CSS = """
    PhaseTimer {
        height: auto;
        & ElapsedBar > .elapsed--rest { color: $rule; }
        & Horizontal { height: auto; padding: 0 1; }
        & .words { width: 1fr; height: 2; }
        & BigDigits { display: none; margin-right: 3; }
        & BigDigits.idle { color: $rule; }
        & BigDigits.soon { color: $warning; }
        & BigDigits.now, & BigDigits.over { color: $error; }
        &.big BigDigits { display: block; }
        &.big .words { height: 3; }
    }
    """

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._ = language

    def compose(self) -> ComposeResult:
        """The rule, the digits, the words."""
        yield ElapsedBar()
        with Horizontal():
            yield BigDigits()
            yield Static(classes="words")

    def show(self, agenda: Agenda) -> None:
        """Draw this moment."""
        line = agenda.current
        state = urgency(line) if line else Urgency.CALM
        elapsed = self.query_one(ElapsedBar)
        elapsed.share = share_elapsed(line) if line else 0.0
        elapsed.set_classes(state.value if line else "")
        clock = self.query_one(BigDigits)
        part = round_now(line) if line else None
        clock.value = digits(part.left if part else line.left) if line else "-:--"
        clock.set_classes(state.value if line else "idle")
        tell(self.query_one(".words", Static), self._words(agenda, state))

    def _words(self, agenda: Agenda, state: Urgency) -> Content:
        big = self.has_class("big")
        room = max(1, self.screen.size.width - 2)  # as wide as this, which is known before the first picture
        if agenda.current is None:
            first = [self._idle(agenda)]
        else:
            first = [self._title(agenda.current), self._left(agenda.current, state)]
        day = self._fitting_words(agenda, room)
        if big:
            return plain("\n").join([*(first if len(first) > 1 else [*first, plain("")]), joined(day)])
        title, *left = first
        right = left[0] if left else plain("")
        title = title.truncate(max(1, room - right.cell_length - 2), ellipsis=True)
        gap = " " * max(1, room - title.cell_length - right.cell_length)
        return pieces(title, gap, right, "\n", joined(day))

    def _idle(self, agenda: Agenda) -> Content:
        _ = self._
        if agenda.next is None:
            return plain(_(N_("The session has ended.")))
        if not agenda.begun:
            return plain(_(N_("Not started yet. First phase: {phase}"), phase=agenda.next.phase.title))
        return plain(_(N_("No phase under way. Next: {phase}"), phase=agenda.next.phase.title))

    def _title(self, line: AgendaLine) -> Content:
        title = pieces(SIGNS[line.state], " ", (line.phase.title, "bold"))
        part = round_now(line) if self.has_class("big") else None
        return joined([title, pieces((round_called(part, self._), "$accent bold"))]) if part else title

    def _left(self, line: AgendaLine, state: Urgency) -> Content:
        words = self._(_SAYS[state], duration=times.rest(line.left, self._))
        if part := round_now(line):  # the large digits, where there is room for them, are those of the round
            beside = "" if self.has_class("big") else f"{times.round_in_short(part, self._)} · "
            words = beside + phase_beside(line.left, self._)
        parts = (words, f"{_STYLE[state]} bold")
        if line.state is PhaseState.PAUSED:
            return pieces((self._(N_("paused")), "$warning bold"), " · ", parts)
        return pieces(parts)

    def _fitting_words(self, agenda: Agenda, room: int) -> list[Content]:
        """The same on one line: a long title is shortened, then what comes last is left out, and nothing is cut."""
        day = self.day_words(agenda)
        if joined(day).cell_length > room:
            day = self.day_words(agenda, title=_SHORT)
        while len(day) > 1 and joined(day).cell_length > room:
            day.pop()
        return day

    def day_words(self, agenda: Agenda, *, title: int = times.TITLE) -> list[Content]:
        """How the day stands: how late or early, when it will end, and when it was to."""
        _ = self._
        shown, found = end_of(agenda), punctuality(agenda)
        if found is None or agenda.planned_end is None:
            return [pieces((_(N_("if you start now, it will end at about {time}"), time=_.time(shown)), "$text-muted"))]
        sentence = N_("ended {time}") if agenda.over else N_("expected end {time}")
        parts = [pieces((_(sentence, time=_.time(shown)), "$warning" if shown > agenda.planned_end else "$text-muted"))]
        if found.phase is None:  # beside a fixed start, which is what counts until it, there is no room for another
            planned = N_("planned end {time}") if agenda.announced else N_("end on schedule {time}")
            parts.append(pieces((_(planned, time=_.time(agenda.planned_end)), "$text-muted")))
        if agenda.begun or found.minutes:
            late = times.how_late(found, _, title=title)
            if not agenda.begun and found.minutes < 0 and found.phase is None:
                late = _(N_("{duration} to spare"), duration=_.minutes(-found.minutes))
            parts.insert(0, pieces((late, "$warning" if found.minutes > 0 else "$text-muted")))
        return parts
