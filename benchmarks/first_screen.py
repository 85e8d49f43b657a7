"""A screen from a cold start to its first picture, against a Textual application with as many widgets and no more."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.commands import PROGRAM, environment
from benchmarks.measuring import ROOT, SLUG, Row, folder, in_turns, median, ms, session_of
from benchmarks.terminal import running

REPEATS = 15
# What stands on the first picture, at its top and at its bottom.
SCREENS = {"note": (["note", SLUG, "--table", "3"], ("T3-10", "F1")), "run": (["run", SLUG], ("Accueil", "F1"))}
MINIMAL = """
import sys
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    def compose(self):
        for number in range(int(sys.argv[1]) - 1):
            yield Static(f"widget {number}")
        yield Static("ready", id="last")

    CSS = "#last { dock: bottom; }"

Minimal().run()
"""
COUNT = """
import asyncio, sys
from facilitate.cli import main as start, output
from facilitate.tui.app import FacilitateApp

async def count(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        print(len(app.screen.query("*")))

start.has_terminal = output.has_terminal = lambda: True
FacilitateApp.run = lambda app, *_, **__: asyncio.run(count(app))
from facilitate.__main__ import main
sys.exit(main())
"""


def rows() -> Iterator[Row]:
    with folder() as home:
        session_of(home, 60)
        (home / "minimal.py").write_text(MINIMAL, encoding="utf-8")
        (home / "count.py").write_text(COUNT, encoding="utf-8")
        for name, (arguments, texts) in SCREENS.items():
            widgets = widgets_of(home, arguments)
            ours = [sys.executable, str(PROGRAM), *arguments]
            minimal = [sys.executable, str(home / "minimal.py"), str(widgets)]
            acts = (
                (lambda ours=ours, texts=texts: first_screen(home, ours, *texts)),
                (lambda minimal=minimal: first_screen(home, minimal, "ready")),
            )
            in_turns(1, *acts)
            mine, least = map(median, in_turns(REPEATS, *acts))
            measured = f"{ms(mine)} / {ms(least)} ({widgets} widgets): {mine / least:.2f} ×"
            yield Row(f"facilitate {name}, 60 ideas, to its first picture", measured, "≤ 1.3 ×", mine / least <= 1.3)


def first_screen(home: Path, command: list[str], *texts: str) -> None:
    with running(command, environment(home)) as screen:
        screen.wait_for(*texts)


def widgets_of(home: Path, arguments: list[str]) -> int:
    command = [sys.executable, str(home / "count.py"), *arguments]
    there = environment(home) | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=there, capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])
