from typing import ClassVar

import pytest
from textual import events
from textual.app import App
from textual.binding import Binding

from facilitate.tui import terminal_fixes
from facilitate.tui.widgets.field import Field
from tests.tui.hostile import NOTES, UNSAFE
from tests.tui.waiting import until


class Entry(App):
    BINDINGS: ClassVar = [Binding("down", "below"), Binding("up", "above"), Binding("ctrl+k", "own")]

    def __init__(self, value=""):
        super().__init__()
        terminal_fixes.apply(self)
        self.field = Field(value, placeholder="Une idée [b], puis Entrée")
        self.heard = []

    def compose(self):
        yield self.field

    def on_mount(self):
        self.field.focus()

    def on_field_submitted(self, message):
        self.heard.append(message.value)

    def on_field_pasted(self, message):
        self.heard.append(message.lines)

    def action_below(self):
        self.heard.append("below")

    def action_above(self):
        self.heard.append("above")

    def action_own(self):
        self.heard.append("own")

    def shown(self):
        return "\n".join(self.field.render_line(y).text.rstrip() for y in range(self.field.size.height))

    async def paste(self, pilot, text):
        self.field.post_message(events.Paste(text))
        await pilot.pause()


async def test_enter_submits_and_leaves_the_words_until_they_are_kept():
    app = Entry()
    async with app.run_test() as pilot:
        await pilot.press("u", "n", "space", "enter")
        assert app.heard == ["un "]
        assert app.field.value == "un "


@pytest.mark.parametrize("note", NOTES)
async def test_a_note_pasted_is_the_note_submitted(note):
    app = Entry()
    async with app.run_test() as pilot:
        await app.paste(pilot, note + "\n")
        assert note in app.shown()
        await pilot.press("enter")
        assert app.heard == [note]


@pytest.mark.parametrize("text", UNSAFE)
async def test_unsafe_characters_stay_for_the_screen_to_judge_but_are_drawn_as_signs(text):
    app = Entry()
    async with app.run_test():
        app.field.value = text
        shown = app.shown()
        shown.encode()
        assert all(char.isprintable() or char == "\n" for char in shown)
        assert app.field.value == text


async def test_several_lines_are_handed_over_and_nothing_is_inserted():
    app = Entry("déjà là")
    async with app.run_test() as pilot:
        await app.paste(pilot, "- une\r\n\n  - deux \rtrois\u2028quatre\n")
        assert app.heard == [("- une", "  - deux ", "trois", "quatre")]
        assert app.field.value == "déjà là"


async def test_cut_and_paste_within_the_program_and_undo():
    app = Entry("un deux")
    async with app.run_test() as pilot:
        await pilot.press("shift+home", "ctrl+x")
        assert app.field.value == ""
        await pilot.press("ctrl+v", "ctrl+v")
        assert app.field.value == "un deuxun deux"
        await pilot.press("ctrl+z")
        assert app.field.value == "un deux"


@pytest.mark.parametrize("char", ["\u00a0", "\u202f", "\u200d", "\ufe0f", "é", "ô", "日本", "🙂"])
async def test_what_a_keyboard_or_an_input_method_composes_is_kept(char):
    app = Entry()
    async with app.run_test() as pilot:
        app.field.post_message(events.Key("composed", char))
        await until(pilot, lambda: app.field.value == char)


async def test_a_sentence_is_seen_whole_and_then_the_field_is_one_line_again():
    app = Entry()
    async with app.run_test(size=(80, 24)) as pilot:
        sentence = "Une idée de deux cents caractères " * 6
        await app.paste(pilot, sentence)
        await until(pilot, lambda: app.field.size.height == 3)
        assert app.shown().replace("\n", " ").split() == sentence.split()
        app.field.value = ""
        await until(pilot, lambda: app.field.size.height == 1)


async def test_ten_thousand_characters_and_narrow_terminals():
    app = Entry()
    async with app.run_test(size=(40, 10)) as pilot:
        await app.paste(pilot, "mot " * 2500)
        assert len(app.field.value) == 10_000
        assert app.field.size.height == 4
        for width in (5, 2, 1):
            await pilot.resize_terminal(width, 5)
        await pilot.press("x", "enter")
        assert app.heard == ["mot " * 2500 + "x"]


async def test_arrows_at_the_edges_belong_to_the_screen():
    app = Entry("un deux trois quatre")
    async with app.run_test(size=(12, 10)) as pilot:
        await until(pilot, lambda: app.field.size.height > 1)
        await pilot.press("down")
        assert app.heard == ["below"]
        await pilot.press("up")
        assert app.heard == ["below"]
        await pilot.press(*["up"] * app.field.size.height)
        assert app.heard[1] == "above"


async def test_home_and_end_and_what_is_not_bound():
    app = Entry("bc")
    async with app.run_test() as pilot:
        await pilot.press("home", "a", "end", "d", "ctrl+k")
        assert app.field.value == "abcd"
        assert app.heard == ["own"]


async def test_an_idea_of_two_lines_can_be_edited_without_losing_its_lines():
    app = Entry("un\ndeux")
    async with app.run_test() as pilot:
        await pilot.press("x", "enter")
        assert app.heard == ["un\ndeuxx"]


async def test_the_placeholder_is_not_read_as_markup():
    app = Entry()
    async with app.run_test():
        assert "Une idée [b], puis Entrée" in app.shown()


def test_no_key_that_a_terminal_or_tmux_takes():
    taken = {f"ctrl+{letter}" for letter in "ijmhbapqk"}
    assert not taken & {key for binding in Field.BINDINGS for key in binding.key.split(",")}
    assert Field._merged_bindings is None or not taken & set(Field._merged_bindings.key_to_bindings)
