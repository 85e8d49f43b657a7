"""The real program in a real terminal, while things go wrong."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

import pytest

from tests.support.shell import called
from tests.terminal.harness import Terminal

pytestmark = pytest.mark.terminal

PROGRAM = [sys.executable, "-m", "facilitate"]


class Room:
    """A workspace with the Paris event at the tables stage, nothing said yet at table 3."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.env = {"FACILITATE_HOME": str(home), "FACILITATE_LANG": "en", "FACILITATE_MACHINE": "home"}
        self.env["FACILITATE_STATE"] = str(home / "state")
        made = self.shell("new", "--title", "Essai", "--date", "2026-11-23", "--tables", "6", "--question", "Quoi ?")
        self.session = made.strip().split()[-1] if made.strip() else ""

    def shell(self, *words: str) -> str:
        return called(self.env, *words)

    def note(self, table: int = 3, **size: int) -> Terminal:
        terminal = Terminal([*PROGRAM, "note", "essai", "--table", str(table)], env=self.env, **size)
        terminal.wait_for(lambda text: "then Enter" in text or "last time" in text)
        return terminal

    def ideas(self) -> list[dict[str, str]]:
        return json.loads(self.shell("idea", "list", "essai", "--json"))

    def texts(self) -> list[str]:
        return [idea["text"] for idea in self.ideas()]


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path)


def test_killed_in_the_middle_of_quick_entries_nothing_acknowledged_is_lost(room):
    acknowledged: list[str] = []
    for attempt in range(4):
        with room.note() as terminal:
            for number in range(3 + attempt * 4):
                text = f"essai {attempt} numero {number}"
                terminal.send(text + "\r")
                if number % 3 == 2:
                    terminal.wait_for(text)
                    acknowledged.append(text)
            terminal.kill9()
    assert set(acknowledged) <= set(room.texts())
    assert room.shell("doctor", "essai")


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_ended_from_outside_the_terminal_is_given_back(room, ending):
    with room.note() as terminal:
        terminal.send("avant la fin\r")
        terminal.wait_for("T3-01")
        terminal.signal(ending)
        assert terminal.wait_for_exit() == 128 + ending
        assert terminal.left_alternate_screen
    assert room.texts() == ["avant la fin"]


def test_a_latin_1_byte_does_not_end_the_program(room):
    with room.note() as terminal:
        terminal.send_bytes("caf\u00e9 ".encode("latin-1"))
        terminal.send("solidaire\r")
        terminal.wait_for("T3-01")
    assert room.texts() == ["caf\ufffd solidaire"]


def test_a_full_disk_leaves_the_words_in_the_field(room):
    limited = ["bash", "-c", 'ulimit -f 2; exec "$@"', "bash", *PROGRAM, "note", "essai", "--table", "3"]
    with Terminal(limited, env=room.env) as terminal:
        terminal.wait_for(lambda text: "then Enter" in text or "last time" in text)
        kept = 0
        while "disk is full" not in terminal.text():
            kept += 1
            terminal.send(f"idea {kept} {'x' * 60}\r")
            terminal.wait_for(
                lambda text, ref=f"T3-{kept:02}": ref in text or "disk is full" in text,
            )
        terminal.wait_for("disk is full")
        assert f"idea {kept} " in terminal.text(), "the words are still to be seen"
    assert len(room.texts()) == kept - 1
    assert room.shell("doctor", "essai")


def test_a_note_taker_and_the_facilitator_see_each_other(room):
    with room.note() as table, Terminal([*PROGRAM, "run", "essai"], env=room.env, columns=120, rows=40) as desk:
        desk.wait_for("Essai")
        table.send("vue de loin\r")
        desk.wait_for("1 idea", seconds=3)
        room.shell("idea", "add", "essai", "--table", "3", "par le shell")
        table.wait_for("T3b-01", seconds=3)
        desk.wait_for("2 ideas", seconds=3)


def test_hostile_pastes_come_out_as_they_went_in(room):
    texts = [
        "[/foo] [red]x[/red]",
        "| # `a` <script>",
        "a\u00a0b\u202fc 👩‍👩‍👧",
        "1. - [x](javascript:alert(1))",
        "é" * 3000,
    ]
    with room.note() as terminal:
        for number, text in enumerate(texts, 1):
            terminal.paste(text)
            terminal.send("\r")
            terminal.wait_for(f"T3-{number:02}")
        terminal.paste("vu\x07\u202e ici")
        terminal.send("\r")
        terminal.wait_for("control characters have been removed")
        terminal.send("\r")
        terminal.wait_for("T3-06")
    assert room.texts() == [*texts, "vu ici"]


def test_words_that_were_not_saved_are_there_after_a_kill(room):
    with room.note() as terminal:
        terminal.send("à moitié écrit")
        terminal.wait_for(
            lambda _text: any("crit" in each.read_text() for each in (room.home / "state").glob("drafts/*.json"))
        )
        terminal.kill9()
    with room.note() as terminal:
        terminal.wait_for("not saved last time")
        terminal.send("\r")
        terminal.wait_for("T3-01")
    assert room.texts() == ["à moitié écrit"]
