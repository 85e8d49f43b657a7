"""The note-taker's page in a real terminal."""

from __future__ import annotations

import json
import sys

import pytest

from tests.support.shell import called
from tests.terminal.harness import Terminal

pytestmark = pytest.mark.terminal

PROGRAM = [sys.executable, "-m", "facilitate"]


@pytest.fixture
def shell(tmp_path):
    env = {"FACILITATE_HOME": str(tmp_path), "FACILITATE_LANG": "fr", "FACILITATE_MACHINE": "home"}

    def run(*words):
        return called(env, *words)

    run.env = env
    run("new", "--title", "Essai", "--date", "2026-11-23", "--tables", "6", "--question", "Quelles pistes ?")
    return run


def note(shell, **size):
    terminal = Terminal([*PROGRAM, "note", "essai", "--table", "3"], env=shell.env, **size)
    terminal.wait_for("puis Entrée")
    return terminal


def ideas(shell):
    return {idea["ref"]: idea for idea in json.loads(shell("idea", "list", "essai", "--json"))}


def test_typed_flipped_pasted_withdrawn(shell):
    with note(shell) as terminal:
        terminal.wait_for("Quelles pistes")
        terminal.send("une idée\r")
        terminal.wait_for("✓ enregistrée")
        terminal.send("\t")
        terminal.wait_for("déjà existante")
        terminal.send("le café\r")
        terminal.wait_for("T3-02")
        terminal.paste("- trois\n- quatre\n")
        terminal.wait_for("Enregistrer 2 idées")
        terminal.send("\r")
        terminal.wait_for("T3-04")
        terminal.send("\x1b[19~")  # F8
        terminal.wait_for("3 idées · 1 retirée")
    kept = ideas(shell)
    assert [idea["text"] for idea in kept.values()][:3] == ["une idée", "le café", "trois"]
    assert kept["T3-02"]["status"] == "existing"
    assert kept["T3-04"]["place"] == "withdrawn"


def test_an_idea_from_the_shell_appears_while_one_writes(shell):
    with note(shell, columns=120, rows=40) as terminal:
        terminal.send("à moitié")
        terminal.wait_for("à moitié")
        shell("idea", "add", "essai", "--table", "3", "venue d’ailleurs")
        terminal.wait_for("venue d’ailleurs", seconds=5)
        assert "à moitié" in terminal.text()


def test_resized_to_nearly_nothing_and_back(shell):
    with note(shell) as terminal:
        terminal.send("avant\r")
        terminal.wait_for("T3-01")
        terminal.resize(20, 5)
        terminal.send("pendant\r")
        terminal.wait_for(lambda _text: len(ideas(shell)) == 2)
        terminal.resize(80, 24)
        terminal.wait_for(lambda text: "T3-02" in text and "Quelles pistes" in text)


@pytest.mark.parametrize("ending", ["\x04", "\x03", "/fin\r"])
def test_line_by_line_nothing_is_drawn_again(shell, ending):
    command = [*PROGRAM, "note", "essai", "--table", "3", "--plain"]
    with Terminal(command, env=shell.env) as terminal:
        terminal.wait_for("/aide")
        terminal.send("un café\r")
        terminal.wait_for("T3-01")
        terminal.send(ending)
        assert terminal.wait_for_exit() == 0
        assert [line for line in terminal.text().splitlines() if line.strip()][2:4] == ["un café", "T3-01"]
    assert [idea["text"] for idea in ideas(shell).values()] == ["un café"]
