"""The Textual application: it puts pages on the screen, follows the session, and gives the terminal back."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

import textual.screen
from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType

from facilitate.domain.errors import N_, FacilitateError
from facilitate.i18n import Language
from facilitate.tui import terminal_fixes, themes
from facilitate.tui.navigation import is_screen, make_screen
from facilitate.tui.page import Program, Screen, SessionPage
from facilitate.tui.plain import notify

if TYPE_CHECKING:
    from facilitate.tui.services import Services
    from facilitate.tui.typed_ballots import TypedBallots

_FOLLOW = 0.1  # one look at the folder's sizes; what another program wrote is seen in a blink
_TICKS = 10  # looks for each second of the clock
_SOON = 0.02
_SETTLED = 1.0
_REST = 0.3  # at most, between two drawings of what others write
_TIMES = 4
_BEHIND = 1.0  # a page that a dialog stands on: Textual paints all of it, dimmed
_TYPING = 0.4  # at most, since the last key; whoever types is not made to wait for a drawing, but now and then
_SHORT = 6  # whoever types waits for no longer than as many times what a drawing takes
_NOW_AND_THEN = 1.0
_OBJECTS = 10_000
_TWICE_WITHIN = 3.0
_COLOURS = (
    (themes.DARK, N_("Dark colours"), N_("Light text on a dark background (at startup: FACILITATE_THEME=dark).")),
    (themes.LIGHT, N_("Light colours"), N_("Dark text on a light background (at startup: FACILITATE_THEME=light).")),
    (themes.CONTRAST, N_("High contrast"), N_("White and yellow on black (at startup: FACILITATE_THEME=contrast).")),
)


class FacilitateApp(App[int]):
    """Runs the pages; `first` makes the one to begin with."""

    # What pages share; a page has its own rules in its `DEFAULT_CSS`, for those of others need not be read.
    CSS_PATH = "styles/base.tcss"
    COMMAND_PALETTE_BINDING = "f2"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "leave", show=False, priority=False),
        Binding("ctrl+q", "leave", show=False, priority=True),  # Textual's own would leave without a word
    ]

    def __init__(self, services: Services, first: Callable[[], Screen], theme: str = themes.DARK) -> None:
        super().__init__()
        terminal_fixes.apply(self)
        themes.install(self, theme)
        self.animation_level = "none"  # nothing here needs to move, and some people are made ill by what does
        self.services = services
        self.language: Language = services.language
        self._first = first
        self.told_of_meaning = False  # whether it was said in this run that meaning is compared by now
        self.typed_ballots: dict[str, TypedBallots] = {}  # by the id of their vote
        self._last_trouble = ""
        self._asked_to_leave = float("-inf")
        self._looks = 0
        self._woken = False
        self._rest_until = 0.0
        self._typed = self._drew = float("-inf")
        self._took = 1.0  # seconds that the last drawing of news took

    @property
    def trouble(self) -> Exception | None:
        """What nobody foresaw and ended the app, for whoever ran it to report."""
        return self._exception

    def _fatal_error(self) -> None:
        """Give the terminal back without a traceback: who ran the app says a sentence and keeps the details."""
        self._close_messages_no_wait()

    def get_default_screen(self) -> textual.screen.Screen[None]:
        """Begin with the first page: an empty screen below it would cost a tenth of the start, and never be seen."""
        return self._fitting(self._first())

    def on_mount(self) -> None:
        """Begin to follow the session."""
        terminal_fixes.exit_on_signals(self)
        self.set_timer(_SETTLED, self._collect_again)
        self.set_interval(_FOLLOW, self._follow)

    def _collect_again(self) -> None:
        """Switch the collector on, which the program's start left off; what stands by now it need never look at.

        A drawing makes thousands of objects that go by themselves: to look at each few hundred takes a tenth of it.
        """
        if not gc.isenabled():
            gc.freeze()
            gc.set_threshold(_OBJECTS, 10, 10)
            gc.enable()

    def wake(self) -> None:
        """Look for news at once, for whoever brings it in this program; many calls in a row are one look."""
        if not self._woken and self.is_running:
            self._woken = True
            self.set_timer(max(_SOON, self._due() - monotonic()), self._look)

    def _follow(self) -> None:
        self._looks += 1
        if monotonic() >= self._due():
            page = self._look()
        else:
            self.wake()  # else what comes due between two looks would wait for the second one too
            page = self._page()
        if page is not None and self._looks % _TICKS == 0:
            page.tick()
            for each in self.screen_stack:
                if isinstance(each, SessionPage) and each.drawn:
                    each.keep_time()

    def _due(self) -> float:
        """When news may be drawn: at once, unless some was a moment ago."""
        return max(self._rest_until, min(self._typed + min(_TYPING, _SHORT * self._took), self._drew + _NOW_AND_THEN))

    async def on_event(self, event: events.Event) -> None:
        """Note when a key was pressed."""
        if isinstance(event, events.Key):
            self._typed = monotonic()
        await super().on_event(event)

    def _page(self) -> SessionPage | None:
        """The page on top, if it stands: the timer outlives the widgets when the app leaves, and comes before them."""
        pages = [screen for screen in self.screen_stack if isinstance(screen, SessionPage)]
        return pages[-1] if self.is_running and pages and pages[-1].drawn else None

    def _look(self) -> SessionPage | None:
        """Draw what is new; the page on top, if it stands."""
        self._woken = False
        begun = monotonic()
        page = self._page()
        if page is None:
            return None
        try:
            if page.follow():
                self._drew = begun
                self._rest_until = begun + _REST
                self.call_after_refresh(self._painted, begun)
            self._last_trouble = ""
        except FacilitateError as error:
            # The same trouble is told once, not twice a second; what is on screen stays usable.
            trouble = self.language.message(error.message)
            if trouble != self._last_trouble:
                self._last_trouble = trouble
                notify(self, trouble, "error", seconds=15)
        return page

    def _painted(self, begun: float) -> None:
        """Rest for longer than drawing took, so that keys and devices get their turn while a room writes."""
        now = monotonic()
        self._took = now - begun
        self._rest_until = now + (_BEHIND if self.screen.is_modal else min(_REST, _TIMES * (now - begun)))

    async def on_unmount(self) -> None:
        """Say goodbye to the devices: a hub serves as long as the program runs, and no longer."""
        await self.services.sharing.close_hubs()

    def open_screen(self, name: str, *arguments: object) -> None:
        """Put the screen of that name on top, made with these arguments."""
        self.push_screen(self._fitting(make_screen(name, *arguments)))

    def _fitting(self, screen: Screen) -> Screen:
        screen.fit(self.size)
        return screen

    def go_to_screen(self, name: str, *arguments: object) -> None:
        """Step back where such a screen is open already, else open it."""
        if any(is_screen(screen, name) for screen in self.screen_stack):
            self.step_back()
        else:
            self.open_screen(name, *arguments)

    def step_back(self, *, asked: bool = False) -> None:
        """Leave the page on top; the last one only when asked twice, for cold hands press Escape by mistake."""
        if len([screen for screen in self.screen_stack if not screen.is_modal]) > 1:
            self.pop_screen()
            if not isinstance(self.screen, SessionPage):
                self.clear_notifications()  # what they tell is done with keys of a session that is left
        elif asked:
            self.exit(0)
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Leave the program when asked twice in a row."""
        now = monotonic()
        if now - self._asked_to_leave <= _TWICE_WITHIN:
            self.exit(0)
            return
        self._asked_to_leave = now
        _, many = self.language, self.services.sharing.devices()
        text = _(self._leaving())
        if many:
            cut = _.plural(
                "{n} device will be disconnected; anything typed on it stays there.",
                "{n} devices will be disconnected; anything typed on them stays there.",
                many,
            )
            text = f"{cut} {text}"
        notify(self, text, seconds=_TWICE_WITHIN)

    def action_command_palette(self) -> None:
        """Show what can be done here, to search in."""
        from facilitate.tui.dialogs.help import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(self.language))

    def push_screen(self, screen: Any, *args: Any, **kwargs: Any) -> Any:
        """Put it on top; below a dialog no message in passing stays, which would stand over it and beside itself."""
        if getattr(screen, "is_modal", False):
            self.clear_notifications()
        return super().push_screen(screen, *args, **kwargs)

    def _leaving(self) -> str:
        """What is true of the words that stand in fields when somebody leaves."""
        from facilitate.tui.widgets.field import Field

        drafts = [field.unsaved() for screen in self.screen_stack for field in screen.query(Field)]
        if False in drafts:
            return N_("The text in the field is not saved and will be lost. Press the same key again to quit.")
        if True in drafts or any(map(_keeps_words, self.screen_stack)):
            return N_(
                "What you typed has not been added yet; it will be here when you next open this screen. Press the same "
                "key again to quit."
            )
        if any(isinstance(screen, SessionPage) and screen.WRITES for screen in self.screen_stack):
            return N_("Everything is saved. Press the same key again to quit.")
        return N_("Press the same key again to close this screen.")

    def get_system_commands(self, screen: textual.screen.Screen[object]) -> Iterable[SystemCommand]:
        """Offer the actions of the page on top in the palette (F2), and the colours."""
        if isinstance(screen, Screen):
            for action in (*screen.ACTIONS, *screen.always):
                # By its name, for some have a number behind it: `recover(0)`.
                act = partial(screen.run_action, action.call)
                yield SystemCommand(self.language(action.label), self.language(action.help), act)
        for theme, label, about in _COLOURS:
            yield SystemCommand(self.language(label), self.language(about), partial(setattr, self, "theme", theme))


def _keeps_words(screen: textual.screen.Screen[Any]) -> bool:
    """Return whether words wait that were typed on a page, or in a dialog that stood on it, and were not added."""
    if not isinstance(screen, SessionPage) or not screen.WRITES:
        return False
    return any(draft.read()[0].strip() for draft in (screen.draft, screen.dialog_draft))


if TYPE_CHECKING:

    def _as_screens_know_it(app: FacilitateApp) -> Program:
        """Let mypy see that the app is what screens ask for: a class of Textual cannot be derived from a protocol."""
        return app
