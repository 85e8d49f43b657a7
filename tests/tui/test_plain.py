import pytest
from textual.app import App
from textual.widgets import Static

from facilitate.tui.plain import joined, notify, one_line, pieces, plain, rich_text, visible
from tests.tui.hostile import NOTES, UNSAFE


@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_shown_as_it_was_typed(note):
    assert plain(note).plain == note
    assert rich_text(note).plain == note
    assert pieces("a ", (note, "bold"), note).plain == f"a {note}{note}"
    assert not plain(note).spans


@pytest.mark.parametrize("text", UNSAFE)
def test_nothing_a_terminal_acts_on_is_sent_and_places_stay(text):
    shown = visible(text)
    shown.encode()
    assert len(shown) == len(text)
    assert all(char.isprintable() for char in shown)


def test_escape_is_seen():
    assert visible("\x1b[2J") == "␛[2J"


def test_one_line_and_joined():
    assert one_line("a\nb\r\nc").plain == "a b c"
    assert joined(["3 idées", "", pieces(("[b]", "bold"))]).plain == "3 idées · [b]"


def test_a_style_stands_beside_its_text():
    (span,) = pieces("a", ("[b]", "bold")).spans
    assert (span.start, span.end, span.style) == (1, 4, "bold")


async def test_a_notification_is_not_read_as_markup():
    app = App()
    async with app.run_test(notifications=True) as pilot:
        notify(app, "fin [/foo]\x1b[2J", "warning")
        await pilot.pause()
        (toast,) = app.screen.query("Toast")
        assert "fin [/foo]␛[2J" in str(toast.render())


async def test_all_notes_survive_on_a_real_screen():
    class Notes(App):
        def compose(self):
            yield from (Static(plain(note)) for note in NOTES)

    app = Notes()
    async with app.run_test(size=(60, 30)):
        for widget, note in zip(app.query(Static), NOTES, strict=True):
            assert widget.render_line(0).text.rstrip() == note
