"""What every full screen shares: `Screen`, and `SessionPage` for those that stand on one session."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar, cast

import textual.screen
from textual.actions import parse
from textual.binding import BindingType
from textual.geometry import Size
from textual.widgets import Static

from facilitate.domain.errors import N_, FacilitateError
from facilitate.domain.roles import FACILITATOR, SORTER
from facilitate.i18n import Language
from facilitate.labels import REHEARSED
from facilitate.tui.actions import PageAction, bindings
from facilitate.tui.plain import notify, plain, take_back
from facilitate.workshop.workshop import Workshop

if TYPE_CHECKING:
    from textual.events import ScreenResume
    from textual.worker import WorkType

    from facilitate.domain.values.presence import Presence
    from facilitate.domain.values.rehearsal import Rehearsal
    from facilitate.tui.services import Draft, Services
    from facilitate.tui.typed_ballots import TypedBallots

_T = TypeVar("_T")

HELP = PageAction("help", "f1,question_mark", N_("Help"), N_("Show what you can do here."))
BACK = PageAction("back", "escape,q", N_("Back"), N_("Go back."))
QUIT = PageAction("back", "escape,q", N_("Quit"), N_("Quit; everything is already saved."))
ALWAYS = (HELP, BACK)


def sheet(name: str) -> str:
    """The rules of a page that has many, for its `DEFAULT_CSS`: they are read when the page is, not at every start."""
    return Path(__file__).with_name("styles").joinpath(f"{name}.tcss").read_text(encoding="utf-8")


class PagePart(Protocol):
    """A part of a page that does something by itself: for each of its `ACTIONS` it has an `action_…` method."""

    ACTIONS: ClassVar[tuple[PageAction, ...]]


class Program(Protocol):
    """What a screen asks of the app it stands in: `FacilitateApp` knows the screens, and none of them knows it."""

    services: Services
    language: Language
    told_of_meaning: bool
    typed_ballots: dict[str, TypedBallots]

    def open_screen(self, name: str, *arguments: object) -> None:
        """Put the screen of that name in `navigation.SCREENS` on top, made with these arguments."""
        ...

    def go_to_screen(self, name: str, *arguments: object) -> None:
        """Step back if such a screen is open already, else open it."""
        ...

    def step_back(self, *, asked: bool = False) -> None:
        """Leave the page on top; the last one only when asked twice, of which `asked` says that one was before."""
        ...

    def action_leave(self) -> None:
        """Leave the program when asked twice in a row."""
        ...

    def wake(self) -> None:
        """Look for news at once."""
        ...


class Screen(textual.screen.Screen[None]):
    """A full screen. Subclasses give `ACTIONS`, `compose` and `help_text`; what may be refused goes through `attempt`.

    The keys, the bottom line, the help and the palette are made from `ACTIONS`. A page whose parts do something by
    themselves names their classes in `PARTS` and keeps them in `parts`: their `ACTIONS` come before its own, unless
    `ORDER` names those that come first.
    """

    ACTIONS: ClassVar[tuple[PageAction, ...]] = ()
    PARTS: ClassVar[tuple[type[PagePart], ...]] = ()
    ORDER: ClassVar[tuple[str, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = bindings(ALWAYS)
    LEAVING: ClassVar[str] = ""  # what its help says of the key that leaves, where what all pages say would be false
    LEAVING_LABEL: ClassVar[str] = ""  # what its bottom line calls that key, where it leads on
    parts: tuple[PagePart, ...] = ()
    _refusal = ""  # what was told last of an act that was refused

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Make the bindings from the registry."""
        theirs = [replace(action, part=part.__name__) for part in cls.PARTS for action in part.ACTIONS]
        place = {name: number for number, name in enumerate(cls.ORDER)}
        cls.ACTIONS = tuple(sorted([*theirs, *cls.ACTIONS], key=lambda each: place.get(each.name, len(place))))
        cls.BINDINGS = bindings(cls.ACTIONS)
        super().__init_subclass__(**kwargs)

    @property
    def facilitate(self) -> Program:
        """The app, as far as screens know it."""
        return cast("Program", self.app)

    @property
    def language(self) -> Language:
        """What speaks to the user."""
        return self.facilitate.language

    @property
    def always(self) -> tuple[PageAction, ...]:
        """What every page can do; where no page stands below, Escape leaves the program, and says so."""
        stack = self.app.screen_stack
        leave = QUIT if not stack or stack[0] is self else BACK
        return (HELP, replace(leave, help=self.LEAVING or leave.help, label=self.LEAVING_LABEL or leave.label))

    def fit(self, size: Size) -> None:
        """Take the classes of a size before the first layout: Textual gives them after it, and styles all again."""
        for least, extent in ((self.HORIZONTAL_BREAKPOINTS, size.width), (self.VERTICAL_BREAKPOINTS, size.height)):
            if names := [name for smallest, name in sorted(least or ()) if extent >= smallest]:
                self.add_class(names[-1], update=False)

    def _on_screen_resume(self, event: ScreenResume) -> None:
        """Leave out the styling of the whole page when it first comes: each widget was styled as it was put there."""
        if not self.stack_updates:
            event.refresh_styles = False

    def help_text(self) -> str:
        """A sentence or two on what this page is for."""
        return ""

    def changed(self) -> None:
        """Draw what an act may have changed; called after each that was not refused."""

    def attempt(self, act: Callable[[], _T]) -> _T | None:
        """Do something that may be refused: None means it was, and the user has been told."""
        try:
            done = act()
        except FacilitateError as error:
            self.refuse(error)
            return None
        self.changed()
        return done

    def beside(self, work: WorkType[None], kind: str) -> None:
        """Do something that takes a while without holding up the keys; another of its kind takes its place."""
        self.run_worker(work, group=kind, exclusive=True)

    async def answered(self, asking: Awaitable[_T | None]) -> _T | None:
        """What was asked beside the screen; None when it comes too late, or was refused and the user has been told."""
        try:
            found = await asking
        except FacilitateError as error:
            self.refuse(error)
            return None
        return found if self.stands else None

    @property
    def stands(self) -> bool:
        """Whether it can still be drawn: what was asked in time may be answered when the page is being taken down."""
        return self.is_attached and bool(self.children) and not self._closing

    def refuse(self, error: FacilitateError) -> None:
        """Tell the user what was refused and why."""
        self._refusal = self.language.message(error.message)
        notify(self.app, self._refusal, "error", seconds=8)

    def say(self, msgid: str, **params: object) -> None:
        """Tell the user something in passing."""
        notify(self.app, self.language(msgid, **params), seconds=3)

    def action_in_part(self, part: str, action: str) -> None:
        """Have the part of that class do it."""
        _namespace, name, parameters = parse(action)
        owner = next(each for each in self.parts if type(each).__name__ == part)
        getattr(owner, f"action_{name}")(*parameters)

    @property
    def helped(self) -> Sequence[PageAction]:
        """The actions that the help lists: all but those that make no sense as things stand."""
        return self.ACTIONS

    def action_help(self) -> None:
        """Show what you can do here."""
        from facilitate.tui.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen(self.help_text(), (*self.helped, *self.always), self.language))

    def action_back(self) -> None:
        """Step back one level; at the first one, leave."""
        self.facilitate.step_back()


class PageBanner(Static):
    """Says above a page what holds on every page: that a table calls, and that this is a rehearsal."""

    DEFAULT_CSS = """
    PageBanner {
        dock: top; width: 100%; height: 1; padding: 0 1; text-align: center; text-style: bold;
        background: $warning; color: $background; text-wrap: nowrap; text-overflow: ellipsis;
    }
    PageBanner.calls { background: $error; }
    """

    def __init__(self) -> None:
        super().__init__(plain(""))
        self._shown = plain("")

    def show(self, words: str, *, calls: bool) -> None:
        """Draw it, if it says something else than before."""
        self.set_class(calls, "calls")
        text = plain(words)
        if not text.is_same(self._shown):
            self._shown = text
            self.update(text)


def _rehearsed(rehearsal: Rehearsal, _: Language) -> str:
    """Say that this is a rehearsal, and how fast its time goes."""
    words = _(REHEARSED)
    speed = _(N_("speed ×{speed}"), speed=rehearsal.speed)
    return f"{words} · {speed}" if rehearsal.speed > 1 else words


class SessionPage(Screen):
    """A full screen on one session. Subclasses give `redraw`, and `tick` where time alone changes something.

    `redraw` is called when the session has changed (by anybody) or the page comes back; `tick` once a second. A page
    that only looks says so with `WRITES`: it holds no journal, and nobody is told that its role is here.
    """

    WRITES: ClassVar[bool] = True
    TELLS_CALLS: ClassVar[bool] = False  # whether it says itself that a table calls
    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction(
            "answer_call", "f12", N_("Go there"), N_("Note that somebody goes to the table that calls."), bar=False
        ),
    )
    SHOWN_AS: ClassVar[str] = "run"  # what others are told of whoever is here
    JOURNAL: ClassVar[str] = ""  # the role whose journal it holds, where its acts lie in others than the program's own

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop
        self._drawn = -1
        self._drawn_size = Size()
        self._resumed = False
        self._held = ExitStack()
        self._writer = workshop.role
        self._banner: PageBanner | None = None

        self.neighbours: tuple[Presence, ...] = ()

    @property
    def drawn(self) -> bool:
        """Whether it has been drawn once, so that it can be drawn again."""
        return self._drawn >= 0

    @property
    def outgrown(self) -> bool:
        """Whether the page has another size than when it was drawn."""
        return self.drawn and self.size != self._drawn_size

    @property
    def writer(self) -> str:
        """The writer whose acts this page does, and alone undoes by a key: another program of the role has its own."""
        return self._writer

    def attempt(self, act: Callable[[], _T]) -> _T | None:
        """Do something that may be refused; what changes the session may make untrue why another act was."""
        before, refusal = self.workshop.recorder.version, self._refusal
        done = super().attempt(act)
        if refusal and done is not None and self.workshop.recorder.version != before:
            take_back(self.app, refusal)
        return done

    def settle(self) -> None:
        """Take back what was told of an act that was refused: another like it was taken since."""
        take_back(self.app, self._refusal)

    def redraw(self) -> None:
        """Draw the session as it stands."""

    def tick(self) -> None:
        """Draw what time alone changes."""

    def keep_time(self) -> None:
        """Do what the agenda does by itself, on whichever page of the session somebody works; called once a second."""

    def on_resize(self) -> None:
        """Draw it as it stands in the new size; a start tells the same one three times."""
        if self.outgrown:
            self.draw()

    def on_mount(self) -> None:
        """Hold the journal of this role, so that others see that somebody is here."""
        workshop = self.workshop
        if self.WRITES and (
            writer := self.attempt(
                lambda: self._held.enter_context(workshop.log.writing_as(self.JOURNAL or workshop.role))
            )
        ):
            self._writer = writer.name
        self.draw()

    def on_unmount(self) -> None:
        """Let go of the journal; whoever has no page of the session below is not here any more."""
        pages = [page for page in self.app.screen_stack if isinstance(page, SessionPage) and page is not self]
        if self._is_seen and not any(page.writer == self.writer for page in pages):
            self.workshop.log.presence.leave(self.writer)
        self._held.close()

    def on_screen_resume(self) -> None:
        """Come back to a session that may have gone on; the first time, the page was drawn a moment before."""
        if self.drawn and self._resumed:
            self.draw()
        self._resumed = True

    def follow(self) -> bool:
        """Fold in what others did, and redraw if anything changed; tells whether it was drawn."""
        moved = self._look_beside()
        self.workshop.recorder.refresh()
        if self._drawn == self.workshop.recorder.version:
            return moved
        self.draw()
        return True

    @property
    def _is_seen(self) -> bool:
        return self.WRITES and self.workshop.role in (FACILITATOR, SORTER)

    def _look_beside(self) -> bool:
        """Show oneself to others who work at the same, and see where they are; tells whether that was drawn anew."""
        if not self._is_seen:
            return False
        from facilitate.domain.values.presence import Presence  # a note-taker's first picture does without

        board = self.workshop.log.presence
        here = board.others(self.writer)
        moved, self.neighbours = here != self.neighbours, here
        if moved:
            self.show_beside()
        board.show(Presence(self.writer, self.SHOWN_AS, self.selected))
        return moved

    @property
    def selected(self) -> str:
        """The proposal that is selected here, for others to see."""
        return ""

    def show_beside(self) -> None:
        """Draw who else is here."""

    def draw(self) -> None:
        """Redraw now."""
        self._drawn, self._drawn_size = self.workshop.recorder.version, self.size
        self._show_banner()
        self.redraw()
        self.tick()

    def _show_banner(self) -> None:
        """Put above the page what holds on every page; it goes where nothing does."""
        rehearsal, called = self.workshop.session.rehearsal, self._calls()
        words = " · ".join(filter(None, (called, _rehearsed(rehearsal, self.language) if rehearsal else "")))
        if self._banner is not None and not words:
            self._banner.remove()
            self._banner = None
        elif words:
            if self._banner is None:
                self._banner = PageBanner()
                self.mount(self._banner, before=0)
            self._banner.show(words, calls=bool(called))

    def _calls(self) -> str:
        """Say which tables call, to whoever runs the session; nothing on a page that says so itself."""
        if self.TELLS_CALLS or not self.WRITES or self.workshop.role != FACILITATOR:
            return ""
        calls = sorted(self.workshop.session.calls.items(), key=lambda each: each[1])
        tables = ", ".join(str(table) for table, _since in calls)
        text = self.language.plural(
            "☞ Table {tables} calls you (F12: somebody goes)", "☞ Tables {tables} call you (F12: somebody goes)",
            len(calls), tables=tables,
        )  # fmt: skip
        return text if calls else ""

    @property
    def helped(self) -> Sequence[PageAction]:
        """With the key that answers a call, on each page of whoever runs the session."""
        listed = super().helped
        answers = self.WRITES and self.workshop.role == FACILITATOR
        known = {each.name for each in listed}
        return (*listed, *(each for each in SessionPage.ACTIONS if answers and each.name not in known))

    def action_answer_call(self) -> None:
        """Note that somebody goes to the table that has called longest."""
        if self.workshop.role != FACILITATOR or not self.WRITES:
            return
        if table := self.attempt(self.workshop.room_tables.answer):
            undo = N_("Somebody goes to table {table} (u: undo).")
            self.say(undo if self.TELLS_CALLS else N_("Somebody goes to table {table}."), table=table)

    def changed(self) -> None:
        """Draw the session if an act changed it."""
        if self.is_mounted and self.drawn and self._drawn != self.workshop.recorder.version:
            self.draw()

    def action_open(self, name: str) -> None:
        """Open the screen of that name on this session."""
        self.facilitate.open_screen(name, self.workshop)

    @property
    def dialog_draft(self) -> Draft:
        """What is typed in a dialog on top of this page, with the question it answers."""
        return self.facilitate.services.sessions.draft(self.workshop, f"{self._writer}.dialog")

    @property
    def draft(self) -> Draft:
        """What is typed here and not saved yet; a second program at the same table has one of its own."""
        return self.facilitate.services.sessions.draft(self.workshop, self._writer)
