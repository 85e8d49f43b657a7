"""Ink and paper: dark, light, and of high contrast; one accent, eight hues for categories (never the only sign)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

DARK = "facilitate-dark"
LIGHT = "facilitate-light"
CONTRAST = "facilitate-contrast"
CATEGORY_HUES = 8


def install(app: App[Any], name: str = DARK) -> None:
    """Give the app its themes and put one on; from its `__init__`, for the styles need their colours when read."""
    for theme in (INK, PAPER, STARK):
        app.register_theme(theme)
    if name != DARK:
        app.theme = name
        return
    # To assign it would have every sheet read twice; Textual begins with a dark one, so nothing else is to be done.
    app.set_reactive(App.theme, DARK)
    app.stylesheet.set_variables(app.get_css_variables())


def category_style(place: int) -> str:
    """Name the colour of the category at this place in the typology (0 is the first), for `plain.pieces`."""
    return f"$category-{place % CATEGORY_HUES + 1}"


def _variables(muted: str, rule: str, hues: Sequence[str], focus: str, paper: str) -> dict[str, str]:
    named = {f"category-{number}": hue for number, hue in enumerate(hues, 1)}
    return named | {
        "text-muted": muted,
        "rule": rule,
        # A scrollbar is a shade of the paper, not a black bar. Said here, it needs no rule asked of each widget.
        "scrollbar": rule,
        "scrollbar-hover": muted,
        "scrollbar-active": focus,
        "scrollbar-background": paper,
        "border": focus,
        "border-blurred": rule,
        "footer-key-foreground": focus,
        "footer-description-foreground": muted,
        "footer-background": "transparent",
        "block-cursor-text-style": "none",
    }


INK = Theme(
    name=DARK,
    dark=True,
    primary="#6fb3a8",
    secondary="#c9a27c",
    accent="#6fb3a8",
    warning="#dfae62",
    error="#e88b78",
    success="#93bf85",
    foreground="#e6dfd3",
    background="#1b1c1e",
    surface="#222427",
    panel="#2a2c30",
    variables=_variables(
        muted="#a39c91",
        rule="#45464a",
        hues=("#e0a47e", "#7fb6d6", "#9cc27f", "#d499bd", "#d9bd66", "#74c2b4", "#b3a5e0", "#e08f8f"),
        focus="#6fb3a8",
        paper="#1b1c1e",
    ),
)

PAPER = Theme(
    name=LIGHT,
    dark=False,
    primary="#1f6660",
    secondary="#8a4b22",
    accent="#1f6660",
    warning="#805300",
    error="#a53a28",
    success="#33632a",
    foreground="#24211d",
    background="#f8f4ec",
    surface="#f1ebdf",
    panel="#e8e0d1",
    variables=_variables(
        muted="#615a50",
        rule="#c9bfae",
        hues=("#8f4118", "#1f5f8b", "#3c631b", "#8f3a72", "#765600", "#14675d", "#5a47a0", "#a32f3b"),
        focus="#1f6660",
        paper="#f8f4ec",
    ),
)

# Everything at 7:1 and more, rules too: for weak eyes, a bad projector, the sun.
STARK = Theme(
    name=CONTRAST,
    dark=True,
    primary="#ffd84a",
    secondary="#ffc9a3",
    accent="#ffd84a",
    warning="#ffc14d",
    error="#ffab9d",
    success="#a8f09a",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    variables=_variables(
        muted="#dcdcdc",
        rule="#b0b0b0",
        hues=("#ffb48a", "#8fd0ff", "#b4ec8c", "#ffb0e4", "#ffe45e", "#7ff0da", "#cfc2ff", "#ffa3a3"),
        focus="#ffd84a",
        paper="#000000",
    ),
)
