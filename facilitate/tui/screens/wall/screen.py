"""The second screen: what the facilitator projects for the room. It only looks, and nobody works at it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Center, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.domain.values.wall import WallContent
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import joined, one_line, pieces, plain
from facilitate.tui.screens.wall import bar_charts
from facilitate.tui.screens.wall.huge_digits import HugeDigits
from facilitate.tui.widgets import times
from facilitate.tui.widgets.phase_timer import ElapsedBar
from facilitate.tui.widgets.times import round_words
from facilitate.workshop.schedule.agenda import Urgency
from facilitate.workshop.views.wall import WallView, wall_view
from facilitate.workshop.workshop import Workshop

_LEAST, _MOST = 3, 9  # lines of the clock where it is not alone; on a high screen it has up to a third
_STYLES = {Urgency.CALM: "$text-muted", Urgency.SOON: "$warning", Urgency.NOW: "$error", Urgency.OVER: "$error"}
_SAYS = {Urgency.SOON: N_("nearly over"), Urgency.NOW: N_("time to wrap up"), Urgency.OVER: N_("time is up")}


class WallPage(SessionPage):
    """The event above, the phase below, and between them what is projected."""

    WRITES = False
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (56, "-normal"), (110, "-wide"), (160, "-huge")]  # noqa: RUF012 -- Textual's own
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-tall"), (34, "-high")]  # noqa: RUF012 -- Textual's own
    DEFAULT_CSS = """
    WallPage {
        padding: 1 4;
        & Static { width: 1fr; height: auto; text-align: center; }
        & #event { color: $text-muted; }
        & #stage { height: 1fr; margin: 1 0; align: center middle; }
        & #middle { display: none; }
        & #body { width: auto; }
        & #below { display: none; margin-top: 1; color: $text-muted; }
        & HugeDigits { color: $accent; }
        & HugeDigits.idle { color: $text-muted; }
        & HugeDigits.soon { color: $warning; }
        & HugeDigits.now, & HugeDigits.over { color: $error; }
        & ElapsedBar { margin-top: 1; }
        & ElapsedBar > .elapsed--rest { color: $rule; }
        &.-with-body #middle { display: block; }
        &.-with-body HugeDigits { margin-top: 2; }
        &.-tiny, &.-flat { padding: 0 1; }
        &.-flat #event, &.-flat ElapsedBar { display: none; }
        &.-flat #stage { margin: 0; }
        &.-wide.-high { padding: 2 8; }
        &.-huge.-high { padding: 3 14; }
        &.-high #stage { margin: 2 0; }
        &.-wide.-high ElapsedBar { margin-top: 2; }
        &.-blank > * { display: none; }
        &.-blank > RehearsalBanner { display: block; }
    }
    """

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop)
        self._shown: dict[str, Content] = {}

    def compose(self) -> ComposeResult:
        """The event, the stage, the phase."""
        yield Static(plain(""), id="event")
        with Vertical(id="stage"):
            with Center(id="middle"):
                yield Static(plain(""), id="body")
            yield Static(plain(""), id="below")
            yield HugeDigits()
        yield Static(plain(""), id="phase")
        yield ElapsedBar()

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "The screen for the room. Choose its content on the facilitator’s screen (v). It "
                "shows numbers and the programme: no ideas, no names, nothing that was withdrawn."
            )
        )

    def on_resize(self) -> None:
        """Make all as large as fits now."""
        if self.drawn:
            self.call_after_refresh(self.draw)

    def tick(self) -> None:
        """Draw this moment; parts that say the same as before are not drawn again."""
        view = wall_view(self.workshop.session, self.workshop.clock.now())
        was_blank = self.has_class("-blank")
        self.set_class(view.wall is WallContent.BLANK, "-blank")
        if view.wall is WallContent.BLANK:
            return
        if was_blank:
            # What was hidden has no size yet to fit in.
            self.call_after_refresh(self.tick)
        self._tell("event", one_line(view.event))
        self._tell("phase", self._phase(view))
        self._show_digits(view)
        elapsed = self.query_one(ElapsedBar)
        elapsed.share = view.elapsed_share
        elapsed.set_classes(view.urgency.value)
        elapsed.visible = view.left is not None
        self._show_body(view)

    def _show_digits(self, view: WallView) -> None:
        digits = self.query_one(HugeDigits)
        if view.left is None:
            digits.value = self.language.column_time(view.now)
            digits.set_classes("idle")
        else:
            digits.value = times.digits(view.left)
            digits.set_classes(view.urgency.value)

    def _phase(self, view: WallView) -> Content:
        _ = self.language
        if view.left is None:
            upcoming = _(N_("Next: {phase}"), phase=view.next) if view.next else ""
            return pieces((upcoming, "$text-muted"))
        words = _(_SAYS[view.urgency]) if view.urgency in _SAYS else ""
        paused = pieces((_(N_("paused")), "$warning bold")) if view.paused else ""
        part = pieces((round_words(view.round, _), "$accent bold")) if view.round else ""
        return joined([pieces((view.phase, "bold")), part, paused, pieces((words, f"{_STYLES[view.urgency]} bold"))])

    def _show_body(self, view: WallView) -> None:
        stage = self.query_one("#stage").size
        below = self._below(view)
        smallest = max(_LEAST, stage.height // 5)
        least = smallest + 2 + (2 if below else 0)
        body = self._body(view, stage, least)
        height = len(body.plain.split("\n")) if body.plain else 0
        self.set_class(bool(height), "-with-body")
        self._tell("body", body)
        self._tell("below", plain(below))
        self.query_one("#below").display = bool(below)
        left = stage.height - height - least + smallest
        digits = self.query_one(HugeDigits)
        digits.display = not height or left >= _LEAST
        digits.styles.height = max(_LEAST, min(max(_MOST, stage.height // 3), left)) if height else "1fr"

    def _body(self, view: WallView, stage: Size, least: int) -> Content:
        room = max(1, stage.height - least)
        if view.wall is WallContent.QUESTION:
            return bar_charts.questions(view, stage.width, room, self.language)
        if view.wall in (WallContent.COUNTS, WallContent.TYPOLOGY):
            counted = view.wall is WallContent.COUNTS
            bars = bar_charts.table_bars(view, self.language) if counted else bar_charts.typology_bars(view)
            # The clock gives way before names are cut to stand in two columns.
            return bar_charts.chart(bars, stage.width, max(room, min(len(bars), stage.height - 2)))
        return plain("")

    def _below(self, view: WallView) -> str:
        """What the bars count."""
        _ = self.language
        if view.wall is WallContent.COUNTS:
            return _.plural("{n} idea", "{n} ideas", sum(each.ideas for each in view.tables))
        if view.wall is WallContent.TYPOLOGY:
            filed = _.plural("{n} proposal filed", "{n} proposals filed", sum(each.proposals for each in view.typology))
            left = _.plural("{n} proposal to be filed", "{n} proposals to be filed", view.unfiled)
            return f"{filed} · {left}" if view.unfiled else filed
        return ""

    def _tell(self, name: str, text: Content) -> None:
        if name not in self._shown or not text.is_same(self._shown[name]):
            self._shown[name] = text
            self.query_one(f"#{name}", Static).update(text)
