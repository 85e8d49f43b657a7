"""What Textual 8.2 does wrong on a real terminal, mended from outside; a test for each says when it can go."""

from __future__ import annotations

import asyncio
import codecs
import re
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import rich._wrap
import textual.css.stylesheet
from textual import events
from textual._context import active_app
from textual.color import Color
from textual.style import Style

from facilitate.system import HANG_UP, hang_up, on_ending

if TYPE_CHECKING:
    from textual.app import App


_BLANK = "[^\\S\u00a0\u202f]"
_SIGN = "[\\S\u00a0\u202f]"
_PATH = 25  # letters from which a word that holds a slash may be cut after it
# A blank that was typed before ? or within « » keeps them in the line of their word, as a no-break space would.
_HELD = "(?<=«) | (?=[?!;:»]+(?:\\s|$))"
_WORD = re.compile(rf"{_BLANK}*(?:(?={_SIGN}{{{_PATH}}}){_SIGN}*?/+(?={_SIGN})|(?:{_SIGN}|{_HELD})+){_BLANK}*")

_ATTRIBUTES = {"bold", "dim", "italic", "underline", "reverse", "strike"}
_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_TEXTUALS = textual.css.stylesheet.parse_style  # type: ignore[attr-defined]


def apply(app: App[Any]) -> None:
    """Mend what must be mended before the app starts; calling it again changes nothing."""
    accept_any_byte(app)
    keep_typed_blanks_and_joiners()
    wrap_at_plain_blanks()
    read_plain_styles()


def accept_any_byte(app: App[Any]) -> None:
    """Show a byte that is not UTF-8 as `\ufffd` instead of dying (Textual #6456, #6668); end with the terminal.

    Only the driver that the app will use is mended: the others are not even loaded.
    """
    driver = sys.modules[app.driver_class.__module__]
    if hasattr(driver, "getincrementaldecoder"):  # those of Windows read characters and not bytes
        driver.getincrementaldecoder = _forgiving  # type: ignore[attr-defined]


def keep_typed_blanks_and_joiners() -> None:
    """Let no-break spaces and emoji joiners be typed: Textual asks `str.isprintable`, which is false for them."""
    events.Key.is_printable = property(_types_text)  # type: ignore[method-assign,assignment]


def wrap_at_plain_blanks() -> None:
    """Let no line end at a no-break space, as after « or before ? : Rich, which wraps for Textual, takes any blank.

    A long path is cut after a slash, and not within a name.
    """
    rich._wrap.re_word = _WORD  # noqa: SLF001


def read_plain_styles() -> None:
    """Let styles such as `bold $accent` be known without Textual's reader of markup: its patterns take long to make."""
    textual.css.stylesheet.parse_style = _style_of  # type: ignore[attr-defined]


def exit_on_signals(app: App[Any]) -> None:
    """Give the terminal back when the program is ended from outside; Textual itself leaves the alternate screen on.

    To be called in the app's `on_mount`.
    """
    names = ("SIGTERM", HANG_UP)
    on_ending(asyncio.get_running_loop(), names, lambda number: app.exit(None, 128 + number))


def _forgiving(encoding: str) -> type[codecs.IncrementalDecoder]:
    strict = codecs.getincrementaldecoder(encoding)

    class Forgiving(strict):  # type: ignore[valid-type,misc]
        ended = False

        def __init__(self) -> None:
            super().__init__(errors="replace")

        def decode(self, data: bytes, final: bool = False) -> str:
            # Nothing to read is the end of the terminal. Where no signal tells it (under nohup, setsid, a supervisor)
            # Textual reads on without end, a whole processor for nobody.
            if not data and not final and not self.ended:
                self.ended = True
                hang_up()
            text: str = super().decode(data, final)
            return text

    return Forgiving


def _style_of(style: str, variables: dict[str, str] | None = None) -> Style:
    """The style of attributes and colours of the theme; Textual reads what else there is."""
    app = active_app.get(None)
    colours = variables or (app.stylesheet._variables if app else {})  # noqa: SLF001
    found = Style()
    for word in style.split():
        value = colours.get(word[1:], "")
        if word in _ATTRIBUTES:
            found += Style(**{word: True})  # type: ignore[arg-type]
        elif word.startswith("$") and _COLOUR.fullmatch(value):
            found += Style(foreground=Color.parse(value))
        else:
            found_by_textual: Style = _TEXTUALS(style, variables)
            return found_by_textual
    return found


def _types_text(key: events.Key) -> bool:
    text = key.character
    return text is not None and (text.isprintable() or all(map(_is_text, text)))


def _is_text(char: str) -> bool:
    return char.isprintable() or unicodedata.category(char) == "Zs" or char in "\u200b\u200c\u200d\u00ad"
