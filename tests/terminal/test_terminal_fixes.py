"""Each work-around beside what Textual does without it: when a `without` test fails, its work-around can go."""

import ast
import os
import pty
import signal
import subprocess
import sys

import pytest

from tests.terminal.harness import Terminal

APP = """
import sys
from textual.app import App
from textual.widgets import Input
from facilitate.tui import terminal_fixes

mended = sys.argv[1] == "mended"

class Small(App):
    def compose(self):
        yield Input()
    def on_mount(self):
        if mended:
            terminal_fixes.exit_on_signals(self)
    def on_input_changed(self, message):
        self.query_one(Input).border_title = ascii(message.value).replace("\\\\", "/")

app = Small()
if mended:
    terminal_fixes.apply(app)
app.run()
sys.exit(app.return_code)
"""

pytestmark = pytest.mark.terminal


@pytest.fixture
def start():
    opened = []

    def _start(how):
        terminal = Terminal([sys.executable, "-c", APP, how], columns=60, rows=10)
        opened.append(terminal)
        terminal.wait_for("▁▁▁")
        terminal.send("x")
        terminal.wait_for("'x'")
        return terminal

    yield _start
    for terminal in opened:
        terminal.__exit__(None, None, None)


def test_no_break_spaces_and_joiners_can_be_typed_and_a_byte_that_is_not_utf_8_is_shown_as_a_sign(start):
    terminal = start("mended")
    terminal.send("\u00a0\u202f\u200dy")
    terminal.wait_for("'x/xa0/u202f/u200dy'")
    terminal.send_bytes(b"\xe9")
    terminal.send("z")
    terminal.wait_for("y/ufffdz'")


def test_without_no_break_spaces_are_dropped_and_a_byte_that_is_not_utf_8_kills_textual_6456_6668(start):
    terminal = start("bare")
    terminal.send("\u00a0\u202f\u200dy")
    terminal.wait_for("'xy'")
    terminal.send_bytes(b"\xe9y")
    terminal.wait_for_exit()
    assert "/ufffdy" not in terminal.text()


def test_without_sigterm_leaves_the_alternate_screen_on(start):
    terminal = start("bare")
    terminal.signal(signal.SIGTERM)
    terminal.wait_for_exit()
    assert not terminal.left_alternate_screen


@pytest.mark.parametrize("how", ["mended", "without"])
def test_it_ends_with_a_terminal_that_goes_without_a_signal(how):
    master, slave = pty.openpty()
    # Not its controlling terminal: nobody is told when it closes.
    program = subprocess.Popen(
        [sys.executable, "-c", APP, how], stdin=slave, stdout=slave, stderr=slave, start_new_session=True
    )
    try:
        os.close(slave)
        shown = b""
        while "▁▁▁".encode() not in shown:
            shown += os.read(master, 65_536)
        os.close(master)
        if how == "mended":
            assert program.wait(20) == 128 + signal.SIGHUP
        else:
            with pytest.raises(subprocess.TimeoutExpired):
                program.wait(0.5)
    finally:
        program.kill()
        program.wait()


WRAPPING = """
import sys
from textual.app import App
from textual.content import Content
from facilitate.tui import terminal_fixes

if sys.argv[1] == "mended":
    terminal_fixes.apply(App())
text = "Voici\\u202f: un «\\u00a0mot\\u00a0» entier, pourquoi\\u202f?"
for width in range(9, 30):
    print(ascii([line.plain for line in Content(text).wrap(width)]))
"""


def lines_wrapped(how: str) -> list[list[str]]:
    """The lines of one text at each width, the narrowest first: no longer word than what no-break spaces join."""
    done = subprocess.run([sys.executable, "-c", WRAPPING, how], check=True, capture_output=True, text=True)
    return [ast.literal_eval(line) for line in done.stdout.splitlines()]


def test_no_line_ends_at_a_no_break_space():
    for lines in lines_wrapped("mended")[1:]:
        assert len(lines) > 1
        assert [line for line in lines if line.startswith(("»", "?", ":", "mot")) or line.endswith("«")] == []


def test_without_a_line_ends_at_a_no_break_space():
    assert lines_wrapped("without")[0][-1] == "?"
