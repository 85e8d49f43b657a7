"""`check`, `trace` and `stats` on a real terminal: in colour, whole within 80 cells."""

from __future__ import annotations

import re
import sys

import pytest

from tests.support.example import ROOT, copied
from tests.terminal.harness import Terminal

pytestmark = pytest.mark.terminal

PROGRAM = "import sys; from facilitate.__main__ import main; sys.exit(main())"
COLOUR = re.compile(rb"\x1b\[[0-9;]*m")


def shown(home, *words, columns=80, **environ):
    env = {"FACILITATE_HOME": str(home), "FACILITATE_LANG": "fr", "PYTHONPATH": str(ROOT), **environ}
    env |= {"COLUMNS": str(columns), "LINES": "200"}
    with Terminal([sys.executable, "-c", PROGRAM, *words], columns=columns, rows=200, env=env) as terminal:
        terminal.wait_for_exit()
        return terminal.text().splitlines(), bytes(terminal.raw)


@pytest.fixture
def home(tmp_path):
    copied(tmp_path)
    return tmp_path


@pytest.mark.parametrize("words", [("check", "grande"), ("trace", "grande", "T3-07"), ("stats", "grande")])
def test_it_is_whole_within_80_cells_and_in_colour(home, words):
    lines, raw = shown(home, *words)
    plain = COLOUR.sub(b"", raw).decode().replace("\r", "").splitlines()
    # A command that mends stands whole on its line, to be copied.
    assert max(len(line) for line in plain if not line.startswith("     facilitate")) <= 80
    assert len(lines) >= 10
    assert b"38;2;0;114;178m" in raw or b"38;5;" in raw


def test_without_colour_where_nobody_wants_any(home):
    _lines, raw = shown(home, "stats", "grande", NO_COLOR="1")
    assert b"38;" not in raw
    assert "▒".encode() in raw


def test_a_wide_terminal_shows_titles_whole(home):
    lines, _raw = shown(home, "stats", "grande", columns=120)
    assert any("4. Dispositions légales et plaidoyer" in line for line in lines)
