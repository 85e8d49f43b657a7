"""Colours that everybody tells apart and that text can be read on."""

from __future__ import annotations

import re
from itertools import combinations, product

import pytest

from facilitate.export.infographic.draw import picture, styled
from facilitate.export.style.colours import READABLE, contrast, mixed, readable, readable_on, tint
from facilitate.export.style.style import DEFAULT, Colours, Style
from facilitate.i18n import Language
from tests.support.typologies import typology

# What eyes without one kind of cone see, on linear RGB: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes,
# "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and
# Computer Graphics 15 (6), 2009, for severity 1.
EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
# Two patches 10 apart in CIELAB are told apart at a glance; 2.3 is what one just notices.
APART = 12
STANDINGS = ("create", "existing", "both")


def linear(colour: str) -> list[float]:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]


def seen(colour: str, eyes: str) -> list[float]:
    rgb = linear(colour)
    return [min(1, max(0, sum(part * value for part, value in zip(row, rgb, strict=True)))) for row in EYES[eyes]]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    """CIE L*a*b* under D65 of linear sRGB."""
    rows = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    whites = (0.95047, 1, 1.08883)
    x, y, z = (
        value ** (1 / 3) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29
        for value in (
            sum(part * channel for part, channel in zip(row, rgb, strict=True)) / white
            for row, white in zip(rows, whites, strict=True)
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eyes", EYES)
def test_the_three_standings_are_told_apart_by_colour_alone(eyes):
    colours = [lab(seen(getattr(DEFAULT.colours, name), eyes)) for name in STANDINGS]
    distances = [
        sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 for one, other in combinations(colours, 2)
    ]
    assert min(distances) >= APART


def test_the_measure_tells_close_colours():
    one, other = lab(seen("#0072b2", "tritanopia")), lab(seen("#00796b", "tritanopia"))
    assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 < APART
    assert lab(linear("#ffffff")) == pytest.approx((100, 0, 0), abs=0.02)


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == contrast("#ffffff", "#777777") == pytest.approx(4.48, abs=0.01)


STYLES = {
    "default": Colours(),
    "light accent": Colours(accent="#ffd400", muted="#8a8a8a"),
    "black": Colours(accent="#000000"),
    "dark paper": Colours(ink="#f4f4f4", paper="#101820", accent="#63b3ed", muted="#a0aec0"),
}


@pytest.mark.parametrize("name", STYLES)
def test_every_text_of_the_page_can_be_read_on_its_ground(name):
    colours = STYLES[name]
    made = styled(picture(typology(7, 60), Language("fr")), Style(colours=colours))
    named = made["colours"]
    grounds = [(text, named["ground"]) for text in (colours.ink, named["quiet"], named["strong"])]
    grounds += [
        (named["on-accent"], named["accent"]),
        (named["accent-text"], named["paper"]),
        (named["on-to_create"], named["create"]),
    ]
    grounds += [(named["existing"], named["paper"])] if name == "default" else []
    assert [pair for pair in grounds if contrast(*pair) < READABLE] == []


def test_marks_stand_out_from_the_ground_of_cards_which_says_nothing():
    made = styled(picture(typology(7, 60), Language("fr")), DEFAULT)
    ground = made["colours"]["ground"]
    assert [name for name in STANDINGS if contrast(getattr(DEFAULT.colours, name), ground) < 3] == []
    assert "tint" not in made["cards"][0]


def test_a_tint_never_hides_ink_and_text_is_never_lost():
    for accent, share in product(("#000000", "#808080", "#ffffff", "#0b4f6c"), (0, 0.3, 0.6, 1)):
        ground = tint(Colours(accent=accent), share)
        assert re.fullmatch("#[0-9a-f]{6}", ground)
        assert contrast(Colours().ink, ground) >= READABLE
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"
    assert readable_on("#000000", Colours()) == Colours().paper
    assert readable("#eeeeee", "#ffffff", Colours()) == Colours().ink
    assert readable("#0b4f6c", "#ffffff", Colours()) == "#0b4f6c"
