"""A rehearsal in a real terminal: it looks like one, goes faster, and stays on the list until somebody decides."""

import sys

import pytest

from tests.support.shell import called
from tests.terminal.harness import Terminal

pytestmark = pytest.mark.terminal
PROGRAM = [sys.executable, "-m", "facilitate"]


def test_a_rehearsal_goes_faster_and_leaves_the_session_alone(tmp_path):
    home = tmp_path / "home"
    env = {"FACILITATE_HOME": str(home), "FACILITATE_LANG": "en", "FACILITATE_MACHINE": "home"}
    called(env, "new", "--title", "Essai", "--date", "2026-11-23", "--tables", "6", "--question", "Quoi ?")
    session = next((home / "sessions").iterdir())
    before = {path.name: path.read_bytes() for path in session.iterdir() if path.suffix == ".jsonl"}
    with Terminal(
        [*PROGRAM, "run", "essai", "--rehearse", "--speed", "3600"], env=env, columns=120, afresh=True
    ) as terminal:
        terminal.wait_for("Not started yet")
        terminal.wait_for("REHEARSAL")
        terminal.send("n")
        terminal.wait_for("over time")  # minutes in some real seconds
        assert {path.name: path.read_bytes() for path in session.iterdir() if path.suffix == ".jsonl"} == before
        terminal.send("\x1b")
        terminal.wait_for("again to quit")
        terminal.send("\x1b")
        terminal.wait_for_exit()
    assert {path.name: path.read_bytes() for path in session.iterdir() if path.suffix == ".jsonl"} == before
    listed = called(env, "list").splitlines()
    assert [line.split()[0] for line in listed[1:]] == [session.name, f"{session.name}-rehearsal"]
