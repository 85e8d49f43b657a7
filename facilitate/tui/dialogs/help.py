"""What can be done on a page, from the same registry as its keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import CommandList, CommandPalette
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static
from textual.widgets.option_list import Option

from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.tui.actions import PageAction
from facilitate.tui.dialogs.dialog import Dialog
from facilitate.tui.plain import pieces, plain


class Palette(CommandPalette):
    """The same actions to search in (F2); what Textual says of them in English is said in the program's language."""

    def __init__(self, language: Language) -> None:
        super().__init__(placeholder=language(N_("Search for a command…")), id="--command-palette")
        self._none = plain(language(N_("No command found.")))

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, lambda: self._tell_none(search_value))

    def _tell_none(self, searched: str) -> None:
        if searched:
            self.query_one(CommandList).add_option(Option(self._none, disabled=True, id=self._NO_MATCHES))
        self._list_visible = bool(searched)


class HelpScreen(Dialog[None]):
    """Closes on Escape, Enter, and the key that opened it."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; padding: 1 3; border-left: outer $accent;
    }
    HelpScreen .line { height: auto; }
    HelpScreen .about { color: $text-muted; margin-bottom: 1; }
    HelpScreen .says { width: 1fr; }
    HelpScreen .title { text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,f1,question_mark", "dismiss", show=False),
    ]

    def __init__(self, about: str, actions: Sequence[PageAction], language: Language) -> None:
        super().__init__()
        self._about = about
        self._actions = actions
        self._language = language

    def compose(self) -> ComposeResult:
        """One line for each action, its key first."""
        _ = self._language
        width = max(len(action.all_keys(_)) for action in self._actions)
        with VerticalScroll():
            yield Static(plain(_(N_("What you can do here"))), classes="title")
            yield Static(plain(self._about), classes="about")
            for action in self._actions:
                with Horizontal(classes="line"):
                    key = Static(pieces((action.all_keys(_), "$accent")))
                    key.styles.width = width + 3
                    yield key
                    yield Static(plain(_(action.help)), classes="says")
