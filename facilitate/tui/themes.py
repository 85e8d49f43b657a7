"""Ink and paper: one dark and one light theme, one accent, eight hues for categories (never the only sign)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

DARK = "facilitate-dark"
LIGHT = "facilitate-light"
CATEGORY_HUES = 8


def install(app: App[Any], *, light: bool = False) -> None:
    """Give the app its two themes and put one on; from its `__init__`, for the styles need their colours when read."""
    app.register_theme(INK)
    app.register_theme(PAPER)
    if light:
        app.theme = LIGHT
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
