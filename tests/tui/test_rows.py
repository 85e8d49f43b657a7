from typing import ClassVar

import pytest
from textual.app import App
from textual.binding import Binding
from textual.geometry import Region

from facilitate.tui.plain import pieces, plain
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from tests.tui.hostile import NOTES, UNSAFE
from tests.tui.waiting import until


def row(key, text=None, **more):
    return ListRow(key, plain(text or f"idée {key}"), **more)


def heading(key):
    return row(key, heading=True)


class Listing(App):
    BINDINGS: ClassVar = [Binding("up", "above"), Binding("down", "below")]

    def __init__(self, rows=(), **more):
        super().__init__()
        self.first = tuple(rows)
        self.listing = Rows(empty="Rien\u00a0: écrivez une idée.", **more)
        self.heard = []

    def compose(self):
        yield self.listing

    def on_mount(self):
        self.listing.rows = self.first
        self.listing.focus()

    def on_rows_highlighted(self, message):
        self.heard.append(("highlighted", message.key))

    def on_rows_chosen(self, message):
        self.heard.append(("chosen", message.key))

    def action_above(self):
        self.heard.append("above")

    def action_below(self):
        self.heard.append("below")

    @property
    def lines(self):
        return [self.listing.render_line(y).text.rstrip() for y in range(self.listing.size.height)]


async def test_keys_move_past_headings_and_leave_the_edges_to_the_screen():
    app = Listing([heading("h"), row("a"), heading("i"), row("b")])
    async with app.run_test() as pilot:
        assert app.listing.highlighted == "a"
        await pilot.press("down", "enter", "down", "up", "up")
        assert app.heard == [
            ("highlighted", "a"),
            ("highlighted", "b"),
            ("chosen", "b"),
            "below",
            ("highlighted", "a"),
            "above",
        ]


async def test_page_and_edge_keys():
    app = Listing(row(str(number)) for number in range(100))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("end")
        assert app.listing.highlighted == "99"
        assert app.lines[-1].startswith("▌  idée 99")
        await pilot.press("pageup")
        assert app.listing.highlighted == "90"
        await pilot.press("home", "pagedown", "pagedown")
        assert app.listing.highlighted == "18"


@pytest.mark.parametrize(
    ("left", "expected"), [("abcd", "c"), ("abd", "d"), ("ab", "b"), ("xyz", "x"), ("", None), ("xabc", "c")]
)
async def test_an_update_keeps_the_highlight_or_gives_it_to_the_neighbour(left, expected):
    app = Listing(map(row, "abcd"))
    async with app.run_test():
        app.listing.highlighted = "c"
        app.listing.rows = tuple(map(row, left))
        assert app.listing.highlighted == expected
        assert (app.listing.current and app.listing.current.key) == expected


async def test_rows_that_arrive_above_do_not_move_the_one_being_read():
    rows = tuple(row(str(number)) for number in range(100))
    app = Listing(rows)
    async with app.run_test(size=(40, 10)) as pilot:
        app.listing.highlighted = "50"
        app.listing.highlighted = "46"
        await pilot.pause()
        before = app.lines
        app.listing.rows = (row("new"), row("newer"), *rows)
        await pilot.pause()
        assert app.lines == before


async def test_a_long_row_hangs_under_its_text_between_its_side_cells():
    app = Listing([row("a", "un deux trois quatre cinq", lead=plain("T3-07"), trail=plain("à créer"))], lines=0)
    async with app.run_test(size=(40, 10)) as pilot:
        await until(pilot, lambda: app.listing.virtual_size.height == 2)
        assert app.lines[:2] == [
            "▌  T3-07  un deux trois        à créer",
            "▌         quatre cinq",
        ]


async def test_the_last_line_allowed_says_that_there_is_more():
    app = Listing([row("a", "un deux trois quatre cinq six sept huit", marked=True)], lines=2)
    async with app.run_test(size=(20, 10)):
        assert app.lines[:2] == ["▌• un deux trois", "▌  quatre cinq si…"]
        app.listing.rows = (row("a", "un\ndeux\ntrois"),)
        assert app.lines[:2] == ["▌  un", "▌  deux…"]


async def test_the_highlight_has_a_sign_with_and_without_the_focus():
    app = Listing([row("a"), row("b")])
    async with app.run_test() as pilot:
        app.set_focus(None)
        await pilot.pause()
        assert app.lines[:2] == ["▌  idée a", "   idée b"]


async def test_no_rows_says_what_to_do():
    app = Listing()
    async with app.run_test():
        assert app.lines[1] == "  Rien\u00a0: écrivez une idée."


async def test_click_highlights_and_double_click_chooses():
    app = Listing([row("a"), heading("h"), row("b")])
    async with app.run_test() as pilot:
        await pilot.click(Rows, offset=(5, 3))
        assert app.listing.highlighted == "b"
        await pilot.click(Rows, offset=(5, 2))
        assert app.listing.highlighted == "b"
        await pilot.double_click(Rows, offset=(5, 0))
        assert ("chosen", "a") in app.heard


@pytest.mark.parametrize("width", range(1, 7))
@pytest.mark.parametrize("lines", [0, 1, 2])
async def test_no_width_is_too_small(width, lines):
    rows = [heading("h"), *(row(str(at), text, lead=plain("T3-07")) for at, text in enumerate(NOTES + UNSAFE))]
    app = Listing(rows, lines=lines)
    async with app.run_test(size=(width, 5)) as pilot:
        await pilot.press("end", "home", "pagedown")
        assert all(app.listing.render_line(y).cell_length <= width for y in range(5))


@pytest.mark.parametrize("text", NOTES + UNSAFE)
async def test_hostile_notes_are_shown_whole_and_measured_right(text):
    app = Listing([row("a", text, trail=plain("fin"))])
    async with app.run_test(size=(60, 5)):
        assert app.lines[0].startswith("▌  " + plain(text).plain)
        assert app.listing.render_line(0).cell_length == app.listing.render_line(3).cell_length


async def test_a_style_that_changes_alone_is_drawn():
    app = Listing([row("a", trail=plain("3"))])
    async with app.run_test():
        app.listing.render_line(0)
        changed = ListRow("a", plain("idée a").stylize("bold red"))
        app.listing.rows = (changed,)
        assert any(segment.style.bold for segment in app.listing.render_line(0) if "idée" in segment.text)


def test_no_key_that_a_terminal_or_tmux_takes():
    taken = {f"ctrl+{letter}" for letter in "ijmhbapqk"}
    assert not taken & {key for binding in Rows.BINDINGS for key in binding.key.split(",")}


async def test_a_row_that_only_changes_its_colour_is_drawn_anew_where_it_stands():
    app = Listing([row("a"), row("b", trail=pieces(("1", "$success")))])
    async with app.run_test() as pilot:
        await pilot.pause()
        before = painted(app, 1)
        app.listing.rows = (row("a"), row("b", trail=pieces(("1", "$error"))))
        await until(pilot, lambda: painted(app, 1) != before)
        assert [segment.text for segment in painted(app, 1)] == [segment.text for segment in before]


def painted(app, y):
    return list(app.listing.render_lines(Region(0, y, app.listing.size.width, 1))[0])


async def test_what_was_drawn_is_drawn_elsewhere_when_rows_move():
    app = Listing([heading("h"), row("a"), row("b")])
    async with app.run_test() as pilot:
        await pilot.pause()
        assert [line.strip(" ▌") for line in app.lines[:4]] == ["idée h", "idée a", "idée b", ""]
        listing = app.listing
        listing.rows = (row("z"), *listing.rows[:2], row("b", "idée c"))
        await pilot.pause()
        assert [line.strip(" ▌") for line in app.lines[:6]] == ["idée z", "", "idée h", "idée a", "idée c", ""]


async def test_the_scrollbar_tells_how_much_there_is():
    app = Listing([row(str(number)) for number in range(500)])
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        listing = app.listing
        listing.rows = listing.rows[:499]
        await pilot.pause()
        assert listing.vertical_scrollbar.window_virtual_size == 499
        listing.rows = listing.rows[:20]
        await until(pilot, lambda: listing.vertical_scrollbar.window_virtual_size == 20)
        await pilot.press("end")
        assert listing.scroll_offset.y == 10
