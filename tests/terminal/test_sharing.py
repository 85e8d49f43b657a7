"""The hub in the program's own loop: it serves while the screen is used, and is gone with the program."""

import http.client
import re
import signal
import sys
from urllib.parse import urlsplit

import pytest

from tests.support.shell import called
from tests.terminal.harness import Terminal
from tests.web.room import free_port

pytestmark = pytest.mark.terminal
PROGRAM = [sys.executable, "-m", "facilitate"]
SECONDS = 20


def status(address, token):
    place = urlsplit(address)
    line = http.client.HTTPConnection(place.hostname, place.port, timeout=SECONDS)
    try:
        line.request("GET", "/table", headers={"Authorization": f"Bearer {token}"})
        return line.getresponse().status
    finally:
        line.close()


@pytest.mark.parametrize("how", ["keys", "signal"])
def test_it_serves_on_other_pages_too_and_ends_with_the_program(tmp_path, how):
    env = {"FACILITATE_HOME": str(tmp_path), "FACILITATE_LANG": "en", "FACILITATE_MACHINE": "home"}
    called(env, "new", "--title", "Essai", "--date", "2026-11-23", "--tables", "6", "--question", "Quoi ?")
    share = [*PROGRAM, "share", "essai", "--on", "127.0.0.1", "--port", str(free_port())]
    with Terminal(share, env=env, columns=100, rows=30) as terminal:
        text = terminal.wait_for(lambda text: re.search(r"(\w{5}-){3}\w{5}", text))
        address = re.search(r"http://127\.0\.0\.1:\d+", text)[0]
        token = re.search(r"(\w{5}-){3}\w{5}", text)[0]
        assert status(address, token) == 200
        terminal.send("a")
        terminal.wait_for("Not started yet")
        terminal.wait_for("● no devices connected")
        assert status(address, token) == 200
        if how == "signal":
            terminal.signal(signal.SIGTERM)
        else:
            terminal.send("\x1b")
            terminal.wait_for("Sharing is on")
            terminal.send("\x1b")
            terminal.wait_for("Everything is saved")
            terminal.send("\x1b")
        assert terminal.wait_for_exit() == (128 + signal.SIGTERM if how == "signal" else 0)
        assert terminal.left_alternate_screen
        with pytest.raises(OSError, match="refused"):
            status(address, token)
