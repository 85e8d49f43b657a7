from pathlib import Path

import pytest
from textual.app import App
from textual.color import Color

import facilitate.tui
from facilitate.tui import themes
from facilitate.tui.plain import pieces, plain
from facilitate.tui.widgets.rows import Row, Rows
from tests.tui.waiting import until

BASE = Path(facilitate.tui.__file__).parent / "styles" / "base.tcss"
TEXTS = ["foreground", "text-muted", "accent", "primary", "secondary", "warning", "error", "success"]
HUES = [f"category-{number}" for number in range(1, 9)]


class Themed(App):
    CSS_PATH = BASE

    def __init__(self, *, light):
        super().__init__()
        themes.install(self, light=light)

    def compose(self):
        yield Rows()


def luminance(color):
    channels = (part / 255 for part in color.rgb)
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("light", [False, True])
@pytest.mark.parametrize("name", TEXTS + HUES)
def test_every_ink_can_be_read_on_every_paper(light, name):
    colors = Themed(light=light).get_css_variables()
    accent, ink = Color.parse(colors["accent"]), Color.parse(colors["foreground"])
    papers = {paper: Color.parse(colors[paper]) for paper in ("background", "surface", "panel")}
    papers["lit, focused"] = papers["background"].blend(accent, 0.18)
    papers["lit"] = papers["background"].blend(ink, 0.06)
    contrasts = {paper: contrast(Color.parse(colors[name]), color) for paper, color in papers.items()}
    assert {paper: value for paper, value in contrasts.items() if value < 4.5} == {}


@pytest.mark.parametrize("light", [False, True])
def test_the_hues_differ_from_each_other(light):
    colors = Themed(light=light).get_css_variables()
    hues = [Color.parse(colors[name]).hsl.h * 360 for name in HUES]
    gaps = [min(abs(a - b), 360 - abs(a - b)) for at, a in enumerate(hues) for b in hues[:at]]
    assert min(gaps) > 15


def drawn_in(rows, text):
    (segment,) = (found for found in rows.render_line(0) if found.text == text)
    return segment.style.color.triplet.hex


@pytest.mark.parametrize("light", [False, True])
async def test_a_category_is_drawn_in_its_hue_whatever_the_theme(light):
    app = Themed(light=light)
    async with app.run_test() as pilot:
        rows = app.query_one(Rows)
        for theme in (themes.LIGHT, themes.DARK):
            app.theme = theme
            rows.rows = (Row("a", pieces("idée ", ("accès", themes.category_style(9)))), Row("b", plain("b")))
            hue = Color.parse(app.get_css_variables()["category-2"])
            await until(pilot, lambda hue=hue: drawn_in(rows, "accès") == hue.hex.lower())
