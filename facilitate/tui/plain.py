"""The only door between text and the screen: it is shown as it is, never read as markup or sent as a command.

Styles are given beside the text, as pairs: `pieces("T3-07 ", ("déjà existante", "$text-muted"))`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from rich.text import Text
from textual.content import Content

from facilitate.domain.text import one_line as text_on_one_line
from facilitate.domain.text import replace_controls

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App

Severity = Literal["information", "warning", "error"]
Piece = str | Content | tuple[str, str]
_MOST_AT_ONCE = 2  # messages in passing


def visible(text: str) -> str:
    """Show each control character as one sign (ESC as `␛`), so that positions in the text stay what they were."""
    return replace_controls(text, _sign)


def plain(text: str) -> Content:
    """Text for any Textual widget, title or option."""
    return Content(visible(text))


def one_line(text: str) -> Content:
    """The same on a single line, for lists and titles."""
    return plain(text_on_one_line(text))


def rich_text(text: str) -> Text:
    """Text for the few sinks that take Rich's own (`DataTable`, `Tree`)."""
    return Text(visible(text))


def pieces(*parts: Piece) -> Content:
    """Put texts side by side; a pair is a text and its style (`"bold"`, `"$accent"`, `".muted"`)."""
    safe = ((visible(part[0]), part[1]) if isinstance(part, tuple) else _content(part) for part in parts)
    return Content.assemble(*safe)


def joined(parts: Iterable[str | Content], separator: str = " · ") -> Content:
    """Put the parts that are not empty in a row, with a separator between them."""
    return plain(separator).join([_content(part) for part in parts if part])


def notify(app: App[Any], text: str, severity: Severity = "information", *, seconds: float | None = None) -> None:
    """Tell the user something in passing: what is there already is not told twice, and few things at a time."""
    shown = [each for each in app._notifications if not each.has_expired]  # noqa: SLF001 -- Textual can only clear all
    others = [each for each in shown if each.message != visible(text)]
    kept = others[-(_MOST_AT_ONCE - 1) :]
    for each in shown:
        if each not in kept:
            app._unnotify(each, refresh=False)  # noqa: SLF001
    app.notify(visible(text), severity=severity, timeout=seconds, markup=False)


def take_back(app: App[Any], text: str) -> None:
    """Show no more what was told in passing, for it holds no more."""
    for each in list(app._notifications):  # noqa: SLF001 -- Textual can only clear all
        if each.message == visible(text):
            app._unnotify(each)  # noqa: SLF001


def _content(part: str | Content) -> Content:
    return plain(part) if isinstance(part, str) else part


def _sign(char: str) -> str:
    code = ord(char)
    if char == "\t":
        return " "
    if code < 0x20:  # noqa: PLR2004 - the C0 controls have pictures of their own, in the same order
        return chr(0x2400 + code)
    return "\u2421" if char == "\x7f" else "\ufffd"
