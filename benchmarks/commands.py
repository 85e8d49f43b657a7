"""Whole commands from a cold start, against the smallest program Typer can make."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measuring import MACHINE, ROOT, SLUG, Row, folder, in_turns, median, ms, session_of

# As people start it: the script that installing puts beside Python.
PROGRAM = Path(sys.executable).with_name("facilitate")
REPEATS = 15
HELLO = """
import typer

def hello(name: str = "you") -> None:
    print(f"Hello {name}")

typer.run(hello)
"""
COMMANDS = {
    "--version": ["--version"],
    "idea add": ["idea", "add", SLUG, "une idée", "--table", "3"],
    "list": ["list"],
}


def rows() -> Iterator[Row]:
    with folder() as home:
        session_of(home, 60)
        (home / "hello.py").write_text(HELLO, encoding="utf-8")
        ours = [cold(home, [str(PROGRAM), *arguments]) for arguments in COMMANDS.values()]
        acts = [cold(home, [str(home / "hello.py")]), *ours]
        in_turns(2, *acts)
        hello, *taken = in_turns(REPEATS, *acts)
        for name, mine in zip(COMMANDS, taken, strict=True):
            ratio = median(mine) / median(hello)
            yield Row(
                f"facilitate {name}",
                f"{ms(median(mine))} / {ms(median(hello))}: {ratio:.2f} ×",
                "≤ 1.4 ×",
                ratio <= 1.4,
            )
        found = [name for name, arguments in COMMANDS.items() if imports_textual(home, arguments)]
    yield Row("textual imported by these commands", ", ".join(found) or "by none", "by none", not found)


def environment(home: Path) -> dict[str, str]:
    # As on a person's machine, where Python keeps what it compiled: the reference's modules are kept already.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "FACILITATE_HOME": str(home), "FACILITATE_MACHINE": MACHINE, "FACILITATE_LANG": "fr"}


def cold(home: Path, arguments: list[str]) -> Callable[[], object]:
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, cwd=ROOT, env=environment(home), check=True, stdout=subprocess.DEVNULL)


def imports_textual(home: Path, arguments: list[str]) -> bool:
    command = [sys.executable, "-X", "importtime", "-m", "facilitate", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment(home), check=True, capture_output=True, text=True)
    return any(line.rpartition("|")[2].strip().startswith("textual") for line in done.stderr.splitlines())
