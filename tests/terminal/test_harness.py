import signal
import sys

import pytest

from tests.terminal.harness import NeverShownError, Terminal

ECHO = """
import os, signal, sys, termios, tty
tty.setraw(0)
def say(text): os.write(1, text.encode() + b"\\r\\n")
def size(*_): say("size %d x %d" % os.get_terminal_size())
def leave(*_):
    os.write(1, b"\\x1b[?1049l")
    sys.exit(7)
signal.signal(signal.SIGWINCH, size)
signal.signal(signal.SIGTERM, leave)
os.write(1, b"\\x1b[?1049h")
say("ready " + os.environ.get("GREETING", ""))
while True:
    got = os.read(0, 100)
    say("got " + repr(got))
    if got == b"q":
        leave()
"""


@pytest.fixture
def terminal():
    with Terminal([sys.executable, "-S", "-c", ECHO], columns=60, rows=10, env={"GREETING": "bonjour"}) as terminal:
        terminal.wait_for("ready bonjour")
        yield terminal


def test_keys_bytes_and_a_new_size_reach_the_program(terminal):
    terminal.send("é")
    terminal.wait_for(r"got b'\xc3\xa9'")
    terminal.send_bytes(b"\xe9")
    terminal.wait_for(r"got b'\xe9'")
    terminal.resize(40, 8)
    terminal.wait_for("size 40 x 8")


def test_an_ordinary_end_gives_the_screen_back(terminal):
    assert terminal.alive
    assert terminal.exit_code is None
    assert not terminal.left_alternate_screen
    terminal.send("q")
    assert terminal.wait_for_exit() == 7
    assert terminal.left_alternate_screen


def test_a_signal_is_delivered(terminal):
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_for_exit() == 7


def test_kill_9_is_seen_as_such(terminal):
    terminal.kill9()
    assert terminal.exit_code == -signal.SIGKILL
    assert not terminal.left_alternate_screen


def test_waiting_for_what_never_comes_ends_and_shows_the_screen(terminal):
    with pytest.raises(NeverShownError, match="ready bonjour"):
        terminal.wait_for("never", seconds=0.05)
