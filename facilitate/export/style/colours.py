"""Colours that have to be read: mixed towards the paper until what stands on them is legible."""

from __future__ import annotations

from dataclasses import replace

from facilitate.export.style.style import Colours, contrast

READABLE = 4.5
"""The contrast of text with what it stands on that WCAG 2 asks for (success criterion 1.4.3)."""
_SHADES = 100
_WHITE, _BLACK = "#ffffff", "#000000"
_SEEN = 1.4  # of a thin line


def mixed(colour: str, paper: str, share: float) -> str:
    """Return a colour (`#rrggbb`) mixed with that of the paper: share 0 is the paper, 1 the colour."""
    parts = zip(_channels(colour), _channels(paper), strict=True)
    return "#" + "".join(f"{round(paper + (full - paper) * share):02x}" for full, paper in parts)


def readable_on(ground: str, colours: Colours) -> str:
    """Return the colour of ink or paper, whichever has more contrast on a ground."""
    return max((colours.ink, colours.paper), key=lambda text: contrast(text, ground))


def accent_text(colours: Colours) -> str:
    """Return the accent as it is set as text: where it is too light for that, as much of it as can be read.

    Surfaces, bars and lines keep the accent itself.
    """
    return next(
        (
            shade
            for share in range(_SHADES, 0, -1)
            if contrast(shade := mixed(colours.accent, colours.ink, share / _SHADES), colours.paper) >= READABLE
        ),
        colours.ink,
    )


def readable(colour: str, ground: str, colours: Colours) -> str:
    """Return a colour where it can be read as text on that ground, and else ink or paper."""
    return colour if contrast(colour, ground) >= READABLE else readable_on(ground, colours)


def on_white(colours: Colours) -> Colours:
    """Return the colours for white paper: as they are where they can be read there, else as much darker as it takes."""
    ink = readable(colours.ink, _WHITE, colours)
    on_paper = replace(colours, paper=_WHITE, ink=ink if contrast(ink, _WHITE) >= READABLE else _BLACK)
    return replace(
        on_paper,
        accent=accent_text(on_paper),
        muted=_darkened(colours.muted, READABLE),
        rule=_darkened(colours.rule, _SEEN),
    )


def _darkened(colour: str, wanted: float) -> str:
    shades = (mixed(colour, _BLACK, share / _SHADES) for share in range(_SHADES, -1, -1))
    return next(shade for shade in shades if contrast(shade, _WHITE) >= wanted)


def tint(colours: Colours, share: float) -> str:
    """Return the accent mixed to that share, or to as much of it as leaves ink readable on it."""
    for shade in range(round(share * _SHADES), 0, -1):
        ground = mixed(colours.accent, colours.paper, shade / _SHADES)
        if contrast(colours.ink, ground) >= READABLE:
            return ground
    return colours.paper


def _channels(colour: str) -> tuple[int, int, int]:
    number = int(colour.removeprefix("#"), 16)
    return number >> 16, number >> 8 & 255, number & 255
