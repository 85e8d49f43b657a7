"""The house style of an organiser: colours, fonts, logo, words of the cover, which sections and in which order."""

from __future__ import annotations

from pathlib import Path

from facilitate.domain.errors import Message
from facilitate.domain.frozen import dataclass
from facilitate.export.sections import SECTIONS


@dataclass(frozen=True, slots=True)
class Colours:
    """Six-digit hexadecimal colours; `ink` on `paper` and white on `accent` are readable (contrast of 4.5 and more).

    `create` and `existing` are the blue and the vermilion of Okabe and Ito's palette for colour-blind readers
    (https://jfly.uni-koeln.de/color/, 2008), the latter darkened so that text in it is readable; `both` is as far from
    either whichever cone is missing (a test simulates it).
    """

    ink: str = "#1d2733"
    paper: str = "#ffffff"
    accent: str = "#0b4f6c"
    muted: str = "#55606b"
    rule: str = "#c9d1d9"
    create: str = "#0072b2"
    existing: str = "#a84b00"
    both: str = "#7b2d6b"


@dataclass(frozen=True, slots=True)
class Style:
    """What an export looks like; `fonts` is a folder of font files, or nothing for the fonts the engine brings.

    `sections` are those shown, in their order; the title and the line in which the counts add up always are. `names`
    are the names of files that were chosen, each with its key (`file_names.KEYS`). `notices` are
    what will not look as it was meant.
    """

    colours: Colours = Colours()
    text_font: str = "Source Sans Pro"
    heading_font: str = "Source Sans Pro"
    fonts: Path | None = None
    logo: bytes = b""
    logo_kind: str = ""
    cover: str = ""
    sections: tuple[str, ...] = tuple(SECTIONS)
    names: tuple[tuple[str, str], ...] = ()
    notices: tuple[Message, ...] = ()


DEFAULT = Style()


def contrast(one: str, other: str) -> float:
    """Return how far two colours stand apart in light, 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = map(_linear, parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    """Return a component of sRGB as light, by the two pieces of its definition."""
    knee = 0.04045
    return part / 12.92 if part <= knee else ((part + 0.055) / 1.055) ** 2.4
