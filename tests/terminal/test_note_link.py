"""A note-taker's own laptop in a real terminal, with the hub there, gone, killed, and back."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys

import pytest

from tests.support.shell import called
from tests.terminal.harness import Terminal

pytestmark = pytest.mark.terminal

PROGRAM = [sys.executable, "-m", "facilitate"]


class Hub:
    """The facilitator's computer, sharing without a screen."""

    def __init__(self, home):
        self._env = {**os.environ, "FACILITATE_HOME": str(home), "FACILITATE_LANG": "fr", "FACILITATE_MACHINE": "home"}
        self.run("new", "--title", "Essai", "--date", "2026-11-23", "--tables", "6", "--question", "Quelles pistes ?")
        with socket.socket() as asking:
            asking.bind(("127.0.0.1", 0))
            self._port = asking.getsockname()[1]
        self._process = None

    def run(self, *words):
        return called(self._env, *words)

    def start(self):
        """Share, and return the link of table 3."""
        words = ["share", "essai", "--plain", "--on", "127.0.0.1", "--port", str(self._port)]
        self._process = subprocess.Popen(
            [*PROGRAM, *words], env=self._env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        return next(line.split()[1] for line in self._process.stdout if line.startswith("3 "))

    def kill9(self):
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def ideas(self):
        return {idea["ref"]: idea["text"] for idea in json.loads(self.run("idea", "list", "essai", "--json"))}


@pytest.fixture
def hub(tmp_path):
    hub = Hub(tmp_path / "hub")
    yield hub
    hub.kill9()


def note(tmp_path, link):
    env = {"FACILITATE_HOME": str(tmp_path / "laptop"), "FACILITATE_LANG": "fr", "FACILITATE_MACHINE": "k7m2"}
    return Terminal([*PROGRAM, "note", link], env=env)


def heard(sent):
    """Whether the list of what the hub confirmed holds something of this laptop."""
    return bool(sent.read_text(encoding="ascii").strip())


def test_the_hub_is_killed_the_laptop_is_killed_and_everything_arrives(tmp_path, hub):
    link = hub.start()
    with note(tmp_path, link) as terminal:
        terminal.wait_for("● connecté à l’ordinateur d’animation")
        assert "Quelles pistes" in terminal.text()
        terminal.send("avec le réseau\r")
        # The hub has it, and this laptop has heard so: what it did not hear of would rightly be called waiting.
        terminal.wait_for(lambda _text: hub.ideas() and any(map(heard, (tmp_path / "laptop").rglob("sent.txt"))))
        hub.kill9()
        terminal.wait_for("○ hors connexion\u00a0: tout est conservé sur cet ordinateur")
        terminal.send("sans réseau\r")
        terminal.wait_for("1 idée en attente")
        terminal.kill9()
    with note(tmp_path, link.removeprefix("http://").upper()) as terminal:
        terminal.wait_for("○ hors connexion\u00a0: 1 idée en attente")
        assert "Quelles pistes" in terminal.text()
        terminal.send("toujours sans réseau\r")
        terminal.wait_for("2 idées en attente")
        hub.start()
        terminal.wait_for("● connecté à l’ordinateur d’animation", seconds=20)
        terminal.wait_for(lambda _text: len(hub.ideas()) == 3)
    assert hub.ideas() == {
        "T3k7m2-01": "avec le réseau",
        "T3k7m2-02": "sans réseau",
        "T3k7m2-03": "toujours sans réseau",
    }


def test_a_link_never_used_here_and_no_hub_is_one_sentence(tmp_path, hub):
    link = hub.start()
    hub.kill9()
    with note(tmp_path, link) as terminal:
        assert terminal.wait_for_exit() == 1
        said = " ".join(terminal.text().split())
    assert said.startswith("Pas de réponse de l’ordinateur d’animation à http://127.0.0.1:")
    assert not (tmp_path / "laptop").exists()
