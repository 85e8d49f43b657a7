"""An import that is killed in the middle: what it wrote is there once, and importing again adds only the rest."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.support.shell import called
from tests.terminal.harness import Terminal

pytestmark = pytest.mark.terminal

PROGRAM = [sys.executable, "-m", "facilitate"]
TABLES = 6
ROWS = 6_000
BOUND = 20  # seconds
_BEGUN = 1_000  # bytes: more than the first line of a journal, which is its header


@pytest.fixture
def env(tmp_path):
    env = {
        "FACILITATE_HOME": str(tmp_path / "home"),
        "FACILITATE_LANG": "en",
        "FACILITATE_MACHINE": "home",
        "FACILITATE_STATE": str(tmp_path / "state"),
    }
    called(env, "new", "--title", "Essai", "--date", "2026-11-23", "--tables", str(TABLES), "--question", "Quoi ?")
    return env


@pytest.fixture
def sheet(tmp_path):
    rows = [f"{number % TABLES + 1};Idée {number} de la salle;Lieux" for number in range(ROWS)]
    path = tmp_path / "ideas.csv"
    path.write_text("\n".join(["table;idée;item", *rows]), encoding="utf-8")
    return path


def journals(env, least):
    """Whether so many tables have acts on the disk."""
    folder = next((Path(env["FACILITATE_HOME"]) / "sessions").iterdir())
    return sum(1 for path in folder.glob("table-*.jsonl") if path.stat().st_size > _BEGUN) >= least


def ideas(env):
    return json.loads(called(env, "idea", "list", "essai", "--json"))


@pytest.mark.parametrize("reached", [1, 4])
def test_an_import_that_was_killed_goes_on_where_it_stopped(env, sheet, reached):
    with Terminal([*PROGRAM, "import", "essai", str(sheet), "--new-items"], env=env) as terminal:
        end = time.monotonic() + BOUND
        while not journals(env, reached):
            assert time.monotonic() < end
            assert terminal.alive
            terminal._read(0.002)  # rather than to look all the time, beside the program that is to get so far
        terminal.kill9()
        assert terminal.exit_code == -9
    kept = Counter(idea["text"] for idea in ideas(env))
    assert set(kept.values()) <= {1}
    again = json.loads(called(env, "import", "essai", str(sheet), "--new-items", "--json"))
    assert again["already_here"] + len(again["rows"]) == ROWS
    assert again["already_here"] >= max(
        len(kept), 1
    )  # what was not on the disk for sure is shown once its writer is gone
    found = ideas(env)
    assert len({idea["text"] for idea in found}) == len(found) == ROWS
    assert {idea["category"] for idea in found} == {"lieux"}
    assert len({idea["ref"] for idea in found}) == ROWS
