"""A QR code in terminal cells: always black on white, whatever the theme, for cameras read little else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

import segno
from textual.content import Content
from textual.widget import Widget

from facilitate.tui.plain import pieces, plain

_DARK, _LIGHT = "#000000", "#ffffff"
# Modules to a cell's width, and the white around: as large as there is room for. The standard asks for four modules of
# white; cameras are content with two where the room is small.
_SIZES = ((2, 4), (2, 2), (1, 4), (1, 2))


def modules(link: str, border: int) -> list[list[bool]]:
    """The code as rows of dark and light; error level L, or better where that makes it no larger."""
    return [[bool(module) for module in row] for row in _code(link).matrix_iter(border=border)]


@lru_cache(maxsize=64)  # a code takes 15 ms to make, and is drawn in several sizes until one fits
def _code(link: str) -> segno.QRCode:
    return segno.make(link, error="l", micro=False)


@lru_cache(maxsize=64)
def qr(link: str, width: int, height: int) -> Content | None:
    """The code in at most that many cells; None when it does not fit."""
    for scale, border in _SIZES:
        rows = modules(link, border)
        if len(rows) * scale <= width and (len(rows) * scale + 1) // 2 <= height:
            return plain("\n").join([_line(upper, lower) for upper, lower in _pairs(_scaled(rows, scale))])
    return None


def _scaled(rows: Sequence[Sequence[bool]], scale: int) -> list[list[bool]]:
    return [[module for module in row for _ in range(scale)] for row in rows for _ in range(scale)]


def _pairs(rows: list[list[bool]]) -> list[tuple[list[bool], list[bool]]]:
    """Two rows of modules to a line of cells; below the last there is white."""
    below = [*rows[1::2], [False] * len(rows[0])]
    return list(zip(rows[::2], below, strict=False))


def _line(upper: Sequence[bool], lower: Sequence[bool]) -> Content:
    """Cells with one colour are blanks on it: block characters leave seams in some fonts."""
    drawn = []
    for (above, below), run in groupby(zip(upper, lower, strict=True)):
        sign = " " if above == below else "▀"
        style = f"{_DARK if above else _LIGHT} on {_DARK if below else _LIGHT}"
        drawn.append((sign * len(list(run)), style))
    return pieces(*drawn)


class QrCode(Widget):
    """Shows a link as large as its place allows; where it does not fit, `otherwise` says so."""

    def __init__(self, otherwise: str) -> None:
        super().__init__()
        self._otherwise = plain(otherwise)
        self._link = ""

    def show(self, link: str) -> None:
        """Show that link, or nothing."""
        if link != self._link:
            self._link = link
            self.refresh()

    def render(self) -> Content:
        """Draw what fits."""
        if not self._link:
            return plain("")
        return qr(self._link, self.size.width, self.size.height) or self._otherwise
