from textual.app import App

from facilitate.tui.widgets.big_digits import BigDigits


class Clock(App):
    def compose(self):
        yield BigDigits()


async def test_the_digits_stand_side_by_side_three_lines_high():
    app = Clock()
    async with app.run_test() as pilot:
        clock = app.query_one(BigDigits)
        clock.value = "+1:20"
        await pilot.pause()
        assert [clock.render_line(y).text for y in range(3)] == [
            "    ▀█  ▄ ▀▀█ █▀█",
            "▀█▀  █    █▀▀ █ █",
            "    ▀▀▀ ▀ ▀▀▀ ▀▀▀",
        ]
        assert clock.size.width == 17


async def test_a_sign_without_a_picture_is_left_blank():
    app = Clock()
    async with app.run_test() as pilot:
        clock = app.query_one(BigDigits)
        clock.value = "?"
        await pilot.pause()
        assert clock.render_line(0).text == "  "
