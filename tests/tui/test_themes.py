import re
from pathlib import Path

import pytest
from textual.app import App
from textual.color import Color
from textual.markup import parse_style

import facilitate.tui
from facilitate.cli.composition.screens import theme_named
from facilitate.demo.play import Stage
from facilitate.domain.errors import Refused
from facilitate.tui import terminal_fixes, themes
from facilitate.tui.plain import pieces, plain
from facilitate.tui.screens.capture.screen import CapturePage
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.home.screen import HomePage
from facilitate.tui.screens.matrix.screen import MatrixPage
from facilitate.tui.screens.programme.screen import ProgrammePage
from facilitate.tui.screens.publish.screen import PublishPage
from facilitate.tui.screens.roadmap.screen import RoadMapPage
from facilitate.tui.screens.sort.screen import SortPage
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.workshop.workshop import Workshop
from tests.support.demo import played
from tests.support.workshops import FakeClock, SeededIds
from tests.tui.services import fake_services, on
from tests.tui.waiting import until

BASE = Path(facilitate.tui.__file__).parent / "styles" / "base.tcss"
TEXTS = ["foreground", "text-muted", "accent", "primary", "secondary", "warning", "error", "success"]
THEMES = [themes.DARK, themes.LIGHT, themes.CONTRAST]
LEAST = {themes.DARK: 4.5, themes.LIGHT: 4.5, themes.CONTRAST: 7}
HUES = [f"category-{number}" for number in range(1, 9)]


class Themed(App):
    CSS_PATH = BASE

    def __init__(self, theme):
        super().__init__()
        themes.install(self, theme)

    def compose(self):
        yield Rows()


def luminance(color):
    channels = (part / 255 for part in color.rgb)
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", TEXTS + HUES)
def test_every_ink_can_be_read_on_every_paper(theme, name):
    colors = Themed(theme).get_css_variables()
    accent, ink = Color.parse(colors["accent"]), Color.parse(colors["foreground"])
    papers = {paper: Color.parse(colors[paper]) for paper in ("background", "surface", "panel")}
    papers["lit, focused"] = papers["background"].blend(accent, 0.18)
    papers["lit"] = papers["background"].blend(ink, 0.06)
    contrasts = {paper: contrast(Color.parse(colors[name]), color) for paper, color in papers.items()}
    assert {paper: value for paper, value in contrasts.items() if value < LEAST[theme]} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_the_hues_differ_from_each_other(theme):
    colors = Themed(theme).get_css_variables()
    hues = [Color.parse(colors[name]).hsl.h * 360 for name in HUES]
    gaps = [min(abs(a - b), 360 - abs(a - b)) for at, a in enumerate(hues) for b in hues[:at]]
    assert min(gaps) > 15


def drawn_in(rows, text):
    (segment,) = (found for found in rows.render_line(0) if found.text == text)
    return segment.style.color.triplet.hex


@pytest.mark.parametrize("theme", THEMES)
async def test_a_category_is_drawn_in_its_hue_whatever_the_theme(theme):
    app = Themed(theme)
    async with app.run_test() as pilot:
        rows = app.query_one(Rows)
        for other in (*THEMES, theme):
            app.theme = other
            rows.rows = (ListRow("a", pieces("idée ", ("accès", themes.category_style(9)))), ListRow("b", plain("b")))
            hue = Color.parse(app.get_css_variables()["category-2"])
            await until(pilot, lambda hue=hue: drawn_in(rows, "accès") == hue.hex.lower())


PAGES = {
    "home": lambda workshop: HomePage(),
    "note": lambda workshop: CapturePage(Workshop(workshop.recorder.log, FakeClock(), SeededIds(1), "table-2"), 2),
    "run": ConductPage,
    "sort": SortPage,
    "publish": PublishPage,
    "programme": ProgrammePage,
    "roadmap": RoadMapPage,
    "matrix": MatrixPage,
}
# Rules, bars and blocks say nothing that words beside them do not.
DRAWN = re.compile(r"[\s\u2500-\u259f]*")


@pytest.fixture(scope="module")
def paris():
    return played(Stage.SORTING)


def hard_to_read(app, least):
    """What stands on the screen in words, where the ink is too near to the paper; nothing blinks."""
    found = set()
    # What a dialog stands on is dimmed and not to be read.
    left, top, width, height = app.screen.children[0].region if app.screen.is_modal else app.screen.region
    for strip in app.screen._compositor.render_strips()[top : top + height]:
        for segment in strip.crop(left, left + width):
            style = segment.style
            assert not (style and (style.blink or style.blink2))
            if DRAWN.fullmatch(segment.text) or not style or not style.color or not style.bgcolor:
                continue
            inks = [Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)]
            if style.dim or contrast(*inks) < least:
                found.add((segment.text, inks[0].hex, inks[1].hex, round(contrast(*inks), 1)))
    return found


@pytest.mark.parametrize("name", PAGES)
async def test_every_word_of_every_page_can_be_read_in_every_theme(name, paris):
    services = fake_services("fr", paris=paris)
    app = on(PAGES[name](paris), services)
    hard = {}
    async with app.run_test(size=(120, 40)) as pilot:
        for keys in ((), ("f1",)):
            await pilot.press(*keys)
            for theme in THEMES:
                app.theme = theme
                await pilot.pause()
                hard[keys, theme] = hard_to_read(app, LEAST[theme])
    assert {where: found for where, found in hard.items() if found} == {}


async def test_nothing_moves_by_itself_and_the_colours_can_be_chosen_while_the_program_runs(paris):
    app = on(ConductPage(paris))
    async with app.run_test() as pilot:
        assert app.animation_level == "none"
        (stark,) = (each for each in app.get_system_commands(app.screen) if each.title == "Contraste élevé")
        stark.callback()
        await until(pilot, lambda: app.theme == themes.CONTRAST)
        await until(pilot, lambda: app.screen.styles.background == Color.parse("#000000"))


async def test_the_palette_offers_what_the_page_can_do_and_does_it(paris):
    app = on(ConductPage(paris))
    async with app.run_test(size=(120, 40)) as pilot:
        (note,) = (each for each in app.get_system_commands(app.screen) if each.title == "Noter")
        await note.callback()
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await pilot.press("f2")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press(*"programme", "enter")
        await until(pilot, lambda: isinstance(app.screen, ProgrammePage))


@pytest.mark.parametrize("theme", THEMES)
async def test_a_style_is_what_textual_itself_makes_of_its_words(theme):
    terminal_fixes.read_plain_styles()
    async with Themed(theme).run_test() as pilot:
        variables = pilot.app.stylesheet._variables
        for words in (
            "bold",
            "$accent",
            "bold $text-muted",
            "",
            "on $panel",
            "$text 40%",
            "not bold",
            *map("${}".format, variables),
        ):
            try:
                expected = parse_style(words)
            except Exception as error:  # noqa: BLE001 -- a variable that is no colour, refused in the same way
                with pytest.raises(type(error)):
                    pilot.app.stylesheet.parse_style(words)
            else:
                assert pilot.app.stylesheet.parse_style(words) == expected, words


def test_colours_are_chosen_by_name_and_a_name_there_is_not_is_refused():
    assert [theme_named(name) for name in ("", "dark", "light", "contrast")] == [themes.DARK, *THEMES]
    with pytest.raises(Refused, match="FACILITATE_THEME can be dark, light or contrast"):
        theme_named("pink")
