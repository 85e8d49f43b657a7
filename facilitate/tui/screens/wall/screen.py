"""The second screen: what the facilitator projects for the room. It only looks, and nobody works at it."""

from __future__ import annotations

from asyncio import sleep
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Center, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from facilitate.domain.errors import N_, FacilitateError
from facilitate.domain.values.phases import ZERO
from facilitate.domain.values.wall import WallContent
from facilitate.tui import themes
from facilitate.tui.actions import PageAction
from facilitate.tui.page import SessionPage, sheet
from facilitate.tui.plain import joined, one_line, pieces, plain
from facilitate.tui.screens.wall import bar_charts
from facilitate.tui.screens.wall.earlier_actions import EarlierActions
from facilitate.tui.screens.wall.huge_digits import HugeDigits
from facilitate.tui.screens.wall.proposals import ProposalPages
from facilitate.tui.widgets import times
from facilitate.tui.widgets.huge_text import HugeText, is_large
from facilitate.tui.widgets.phase_timer import ElapsedBar
from facilitate.workshop.report.readback import FAVOURITE_SIGN
from facilitate.workshop.schedule.agenda import Urgency
from facilitate.workshop.views.capture import digits
from facilitate.workshop.views.wall import WallCategory, WallView, wall_view
from facilitate.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitate.tui.screens.wall.vote_lines import FeedbackLines, VoteLines

_LEAST, _MOST = 3, 9  # lines of the clock where it is not alone; on a high screen it has up to a third
_LEAST_OF_ROOM = 4  # lines beside what is voted on: the clock, what stands below it, and what keeps them apart
_STYLES = {Urgency.CALM: "$text-muted", Urgency.SOON: "$warning", Urgency.NOW: "$error", Urgency.OVER: "$error"}
_EDGES = 4  # columns around a line
_SAYS = {Urgency.SOON: N_("nearly over"), Urgency.NOW: N_("time to wrap up"), Urgency.OVER: N_("time is up")}
_VOTING, _OVERDUE = timedelta(minutes=15), timedelta(hours=-1)
_PER_DIGIT = 8  # lines of the stage for each line of the clock beside words, which are to be the largest
_LARGEST_CLOCK = 5
_LOOK_FOR_HUB = 5.0  # seconds between two looks where phones vote
_PAGES = (WallContent.PROPOSALS, WallContent.REPORT, WallContent.REVIEW, WallContent.VOTE, WallContent.FEEDBACK)
_OF_ROOM = (WallContent.VOTE, WallContent.FEEDBACK)  # what phones are used for


class WallPage(SessionPage):
    """The event above, the phase below, and between them what is projected; while tables change, that and no more.

    With `sound`, the bell of this machine rings where a round ends and where the next one begins.
    """

    WRITES = False
    LEAVING = N_("Close this screen.")
    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("light", "l", N_("Light/dark"), N_("Switch between light and dark colours."), bar=False),
        PageAction(
            "sound",
            "b",
            N_("Bell"),
            N_("Turn the sound for changing tables on or off, on this computer."),
            bar=False,
        ),
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (56, "-normal"), (110, "-wide"), (160, "-huge")]  # noqa: RUF012 -- Textual's own
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-tall"), (34, "-high")]  # noqa: RUF012 -- Textual's own
    DEFAULT_CSS = sheet("wall")

    def __init__(self, workshop: Workshop, sound: bool = False) -> None:
        super().__init__(workshop)
        self._shown: dict[str, Content] = {}
        self._sound = sound
        self._bell = times.RoundBell()
        self._cut: datetime | None = None
        self._pages: ProposalPages | None = None
        self._earlier: EarlierActions | None = None
        self._spoke = 0
        self._lines: dict[WallContent, VoteLines | FeedbackLines] = {}

    def compose(self) -> ComposeResult:
        """The event, the stage, the phase."""
        yield Static(plain(""), id="event")
        with Vertical(id="stage"):
            with Center(id="middle"):
                yield Static(plain(""), id="body")
            yield HugeText(id="task")
            yield Static(plain(""), id="below")
            yield HugeDigits()
        yield Static(plain(""), id="phase")
        yield ElapsedBar()
        yield Static(plain(""), id="news")

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "The screen for the room. Choose its content on the facilitator’s screen (v). It shows numbers and the "
                "programme. Proposals appear only if you choose to show them; people’s names and anything withdrawn "
                "never do."
            )
        )

    def on_resize(self) -> None:
        """Make all as large as fits now."""
        if self.drawn:
            self.call_after_refresh(self.draw)

    def follow(self) -> bool:
        """Fold in what others did; when the session cannot be read, that is told here until it can."""
        try:
            drew = super().follow()
        except FacilitateError:
            self._cut = self._cut or self.workshop.clock.now()
            sentence = N_("Not up to date since {time}: the session cannot be reached. Trying again.")
            self._tell("news", plain(self.language(sentence, time=self.language.time(self._cut))))
            self.add_class("-cut")
            return False
        if self._cut is not None:
            self._cut = None
            self.remove_class("-cut")
        return drew

    def tick(self) -> None:
        """Draw this moment; parts that say the same as before are not drawn again."""
        view = wall_view(self.workshop.session, self.workshop.clock.now())
        if self._bell.rings(view.round, over=view.left is not None and view.left <= ZERO) and self._sound:
            self.app.bell()
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

    def action_light(self) -> None:
        """Switch between light and dark colours."""
        self.app.theme = themes.DARK if self.app.theme == themes.LIGHT else themes.LIGHT

    def action_sound(self) -> None:
        """Ring at each change from now on, or no more; once at once, so that it is heard whether this machine can."""
        self._sound = not self._sound
        if self._sound:
            self.app.bell()
        on = N_("Bell on: it rings when it is time to change tables (b: turn off).")
        self.say(on if self._sound else N_("Bell off (b: turn on)."))

    def _show_digits(self, view: WallView) -> None:
        clock = self.query_one(HugeDigits)
        if view.speaking_left is not None:
            clock.value = digits(view.speaking_left)
            clock.set_classes((Urgency.OVER if view.speaking_left <= ZERO else Urgency.CALM).value)
        elif (voting := self._voting_left(view)) is not None:
            clock.value = digits(voting)
            clock.set_classes((Urgency.OVER if voting <= ZERO else Urgency.CALM).value)
        elif view.left is None:
            clock.value = self.language.column_time(view.now)
            clock.set_classes("idle")
        else:
            clock.value = digits(view.round.left if view.round else view.left)
            clock.set_classes(view.urgency.value)

    def _voting_left(self, view: WallView) -> timedelta | None:
        """What is left of the quarter of an hour that a vote takes, while one is open and shown, for the first time."""
        vote = self.workshop.votes.current if view.wall is WallContent.VOTE else None
        if vote is None or not vote.is_open or vote.reopened:
            return None
        left = vote.opened + _VOTING - view.now
        return left if _OVERDUE <= left <= _VOTING else None  # else somebody set the clock

    def _phase(self, view: WallView) -> Content:
        _ = self.language
        if view.left is None:
            upcoming = _(N_("Next: {phase}"), phase=view.next) if view.next else _(N_("The session has ended."))
            return pieces((upcoming, "$text-muted"))
        words = _(_SAYS[view.urgency]) if view.urgency in _SAYS else ""
        paused = pieces((_(N_("paused")), "$warning bold")) if view.paused else ""
        phrases = pieces((words, f"{_STYLES[view.urgency]} bold"))
        title = pieces((view.phase, "bold"))
        if view.round is None:
            return joined([title, paused, phrases])
        long, short = times.round_called(view.round, _), times.round_called(view.round, _, short=True)
        whole, rest = (
            times.phase_beside(view.left, _),
            _(N_("phase: {duration}"), duration=times.rest(view.left, _)),
        )
        lines = [
            joined([title, pieces((called, "$accent bold")), pieces((beside, "$text-muted")), paused, phrases])
            for called, beside in ((long, whole), (long, rest), (short, rest))
        ]
        return next((line for line in lines if line.cell_length <= self.size.width - _EDGES), lines[-1])

    def _show_body(self, view: WallView) -> None:
        task = self._largest(view)
        self.set_class(bool(task), "-with-task")
        self.set_class(view.round is not None and view.round.changing, "-changing")
        self.set_class(view.wall in _PAGES and not task, "-pages")
        if task:
            self._show_task(view, task)
        else:
            self._show_beside_clock(view)

    def _largest(self, view: WallView) -> str:
        """The words that are to be the largest: that tables change, else the question where it is projected."""
        if view.round is not None and view.round.changing and not view.seats:
            return self.language(N_("Change tables now"))
        return view.question if view.wall is WallContent.QUESTION else ""

    def _show_task(self, view: WallView, task: str) -> None:
        """Draw the words as large as they fit with a clock below that is smaller than they are."""
        stage = self.query_one("#stage").size
        below = self._beside_task(view, stage)
        lines = len(below.plain.split("\n")) + 1 if below.plain else 0
        self._tell("below", below)
        self.query_one("#below").display = bool(below.plain)
        clock = max(_LEAST, min(_LARGEST_CLOCK, stage.height // _PER_DIGIT))
        if not is_large(task, stage.width, stage.height - lines - clock - 1):
            clock = 1  # in the letters of the terminal
        self.query_one("#task", HugeText).value = task
        digits = self.query_one(HugeDigits)
        digits.display = stage.height > lines + clock + 1
        digits.styles.height = clock

    def _beside_task(self, view: WallView, stage: Size) -> Content:
        """What is asked next, while tables change; else whose question it is, and those that single tables have."""
        _ = self.language
        if view.round is not None and view.round.changing:
            return pieces((_(N_("Next: {phase}"), phase=view.coming), "bold")) if view.coming else plain("")
        own = bar_charts.own_question_lines(view, stage.width, stage.height // 3, _)
        return plain("\n").join([part for part in (one_line(view.asked), own) if part])

    def _show_beside_clock(self, view: WallView) -> None:
        stage = self.query_one("#stage").size
        below = self._below(view)
        smallest = max(_LEAST, stage.height // 5)
        least = smallest + 2 + (2 if below or view.wall in _PAGES else 0)  # which page it is stands there
        if view.wall in (WallContent.PROPOSALS, *_OF_ROOM):
            smallest, least = 1, _LEAST_OF_ROOM + below.count("\n")
        body, below = self._body(view, stage, least, below)
        height = len(body.plain.split("\n")) if body.plain else 0
        self.set_class(bool(height), "-with-body")
        self._tell("body", body)
        address, line, rest = below.partition("\n")
        self._tell("below", pieces((address, "bold" if line and view.wall in _OF_ROOM else ""), line, rest))
        self.query_one("#below").display = bool(below)
        left = stage.height - height - least + smallest
        digits = self.query_one(HugeDigits)
        digits.display = not height or left >= min(smallest, _LEAST)
        most = max(min(smallest, _LEAST), min(max(_MOST, stage.height // 3), left))
        digits.styles.height = (1 if smallest == 1 else most) if height else "1fr"

    def _body(self, view: WallView, stage: Size, least: int, below: str) -> tuple[Content, str]:
        """What stands above the clock, and what is told below it."""
        room = max(1, stage.height - least)
        if view.wall not in _PAGES:
            self._pages = None  # they begin with the first page again
        if view.wall is not WallContent.REVIEW:
            self._earlier = None  # and events are read again
        if view.wall is WallContent.QUESTION:
            return bar_charts.own_question_lines(view, stage.width, room, self.language), below
        if view.wall in _PAGES:
            return self._paged(view, stage, room, below)
        if view.wall is WallContent.SEATS:
            body, page, pages = bar_charts.seat_lines(view, stage.width, room)
            return body, " · ".join(filter(None, (below, self._turned(page, pages))))
        if view.wall in (WallContent.COUNTS, WallContent.TYPOLOGY):
            counted = view.wall is WallContent.COUNTS
            bars = bar_charts.table_bars(view, self.language) if counted else bar_charts.typology_bars(view)
            # The clock gives way before names are cut to stand in two columns.
            return bar_charts.chart(bars, stage.width, max(room, min(len(bars), stage.height - 2))), below
        return plain(""), below

    def _paged(self, view: WallView, stage: Size, room: int, below: str) -> tuple[Content, str]:
        if view.wall is WallContent.REPORT:
            return self._report_back(view, stage, room, below)
        if view.wall in _OF_ROOM:
            return self._answering(view, stage, room, below)
        items = view.typology if view.wall is WallContent.PROPOSALS else self._earlier_items()
        self._pages = self._pages or ProposalPages(self.workshop, self.language)
        body, page, pages = self._pages.page(items, stage.width, room, view.now)
        return body, " · ".join(filter(None, (below, self._turned(page, pages))))

    def _answering(self, view: WallView, stage: Size, room: int, below: str) -> tuple[Content, str]:
        """What phones vote on or answer, with where they do; of a vote then what came of it, a page at a time."""
        from facilitate.tui.screens.wall.vote_lines import beside, width_of

        lines = self._lines_of(view.wall)
        code = lines.code(stage.width // 2, room)
        left = stage.width - width_of(code)
        self._pages = self._pages or ProposalPages(self.workshop, self.language)
        body, page, pages = self._pages.page(lines.items(), left, room, view.now, whole=True)
        return beside(body, code, left), " · ".join(filter(None, (below, self._turned(page, pages))))

    def _lines_of(self, wall: WallContent) -> VoteLines | FeedbackLines:
        """What is shown of the vote or the questions; where phones find them is looked for beside the loop."""
        if wall not in self._lines:
            from facilitate.tui.screens.wall.vote_lines import FeedbackLines, VoteLines  # few events hold a vote

            make = VoteLines if wall is WallContent.VOTE else FeedbackLines
            self._lines[wall] = make(self.workshop, self.language)
            self.beside(self._find_page(self._lines[wall]), "voting page")
        return self._lines[wall]

    async def _find_page(self, lines: VoteLines | FeedbackLines) -> None:
        """Keep looking where phones vote: a link that leads nowhere is not shown to the room."""
        from facilitate.tui.background import aside

        while self.stands:
            found = await aside(lambda: self.facilitate.services.sharing.voting_link(self.workshop))
            if found != lines.link and self.stands:
                lines.link = found
                self.draw()
            await sleep(_LOOK_FOR_HUB)

    def _report_back(self, view: WallView, stage: Size, room: int, below: str) -> tuple[Content, str]:
        """What is new at the table that speaks, a page at a time."""
        if not view.speaking:
            return plain(""), below
        if self._spoke != view.speaking:  # its pages begin with the first one
            self._pages, self._spoke = None, view.speaking
        self._pages = self._pages or ProposalPages(self.workshop, self.language)
        called = self.language(N_("Table {table}"), table=view.speaking)
        title = f"{called} · {view.speaking_name}" if view.speaking_name else called
        table = WallCategory(title, 0, view.spoken)
        body, page, pages = self._pages.page((table,), stage.width, room, view.now)
        if not view.spoken:
            body = pieces((title, "bold"))
        starred = any(each.text.startswith("★ ") for each in view.spoken)
        legend = self.language(FAVOURITE_SIGN) if starred else ""
        return body, " · ".join(filter(None, (below, legend, self._turned(page, pages))))

    def _earlier_items(self) -> tuple[WallCategory, ...]:
        """What became of earlier actions, event by event; the events are read beside the loop."""
        if self._earlier is None:
            self._earlier = EarlierActions(self.workshop, self.language)
            self.beside(self._read_earlier(self._earlier), "earlier actions")
        return self._earlier.items()

    async def _read_earlier(self, earlier: EarlierActions) -> None:
        await earlier.read(self.facilitate.services.earlier_actions)
        if self.stands:
            self.draw()

    def _below_seats(self, view: WallView) -> str:
        _ = self.language
        if not view.seats:
            return _(N_("Nobody has a table yet."))
        if view.seats_round:
            return _(N_("Round {round}: the number on your badge → your table"), round=view.seats_round)
        return _(N_("The number on your badge → your table"))

    def _below_report(self, view: WallView) -> str:
        if not view.speaking:
            return self.language(N_("The tables report back: each says what nobody said before."))
        return "" if view.spoken else self.language(N_("All that this table noted has been said already."))

    def _below_pages(self, view: WallView) -> str:
        if view.wall is WallContent.REVIEW:
            return self._earlier.below() if self._earlier else ""
        from facilitate.tui.screens.wall.vote_lines import with_whole_link

        lines, stage = self._lines_of(view.wall), self.query_one("#stage").size
        below = with_whole_link(lines.below(), lines.link, stage.width)
        has_code = bool(lines.code(stage.width // 2, stage.height - _LEAST_OF_ROOM - below.count("\n")).plain)
        text = "" if has_code else self.language(N_("QR code: make this window taller or its letters smaller"))
        return with_whole_link(lines.below(), lines.link, stage.width, text)

    def _turned(self, page: int, pages: int) -> str:
        return self.language(N_("page {page} of {pages}"), page=page, pages=pages) if pages > 1 else ""

    def _below(self, view: WallView) -> str:
        """What the bars count, or whose seats these are."""
        _ = self.language
        if view.wall is WallContent.SEATS:
            return self._below_seats(view)
        if view.wall is WallContent.REPORT:
            return self._below_report(view)
        if view.wall in (WallContent.REVIEW, *_OF_ROOM):
            return self._below_pages(view)
        if view.wall is WallContent.COUNTS:
            return bar_charts.counted(view, self.size.width, _)
        if view.wall in (WallContent.TYPOLOGY, WallContent.PROPOSALS):
            filed = sum(each.proposals for each in view.typology)
            phrases = [_.plural("{n} proposal filed", "{n} proposals filed", filed)]
            if view.unfiled:
                phrases.append(_.plural("{n} proposal to be filed", "{n} proposals to be filed", view.unfiled))
            if view.undecided:
                phrases.append(_.plural("{n} undecided", "{n} undecided", view.undecided))
            return " · ".join(phrases)
        return ""

    def _tell(self, name: str, text: Content) -> None:
        if name not in self._shown or not text.is_same(self._shown[name]):
            self._shown[name] = text
            self.query_one(f"#{name}", Static).update(text)
