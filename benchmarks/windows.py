"""The folder for Windows under wine: its size, and its commands from a cold start, by the ratio they have on Linux.

The reference is the smallest program Typer can make, run by the same Python of Windows out of the same folder.
"""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import commands
from benchmarks.measuring import ROOT, Row, folder, in_turns, median, ms, seconds, session_of
from tests.support.wine import windows, wine_in

REPEATS = 15
SIZE = 60_000_000
LEAVE = 1.3  # times the ratio on Linux


def rows() -> Iterator[Row]:
    made = sorted((ROOT / "dist").glob("facilitate-*-windows.zip"))
    if not made or shutil.which("wine") is None:
        yield Row("the folder for Windows", "left out: it takes wine, and `make bundle` once", "", holds=True)
        return
    size = made[-1].stat().st_size
    yield Row("the folder for Windows, as a zip", f"{size / 1e6:.1f} MB", "≤ 60 MB", size <= SIZE)
    with folder() as home, wine_in(home / "wine", commands.environment(home)) as environ:
        environ["FACILITATE_HOME"] = windows(home)
        session_of(home, 60)
        (home / "hello.py").write_text(commands.HELLO, encoding="utf-8")
        with zipfile.ZipFile(made[-1]) as packed:
            packed.extractall(home)
        acts = {
            name: under_wine(home, environ, ["-m", "facilitate", *words]) for name, words in commands.COMMANDS.items()
        }
        first = seconds(acts["list"])
        yield Row("list, the first time from a fresh key under wine", ms(first), "no bar of its own", holds=True)
        yield from _compared(home, environ, acts)


def _compared(home: Path, environ: dict[str, str], acts: dict[str, Callable[[], object]]) -> Iterator[Row]:
    here = [commands.cold(home, [str(commands.PROGRAM), *words]) for words in commands.COMMANDS.values()]
    there_hello = under_wine(home, environ, [windows(home / "hello.py")])
    # What is divided by each other is run one after another.
    everything = [there_hello, *acts.values(), commands.cold(home, [str(home / "hello.py")]), *here]
    in_turns(2, *everything)
    taken = list(map(median, in_turns(REPEATS, *everything)))
    there, linux = taken[0], taken[len(acts) + 1]
    for name, mine, own in zip(acts, taken[1:], taken[len(acts) + 2 :], strict=False):
        ratio, bar = mine / there, LEAVE * own / linux
        measured = f"{ms(mine)} / {ms(there)}: {ratio:.2f} × ({own / linux:.2f} × on Linux)"
        yield Row(f"facilitate {name} under wine", measured, f"≤ {bar:.2f} ×", ratio <= bar)


def under_wine(home: Path, environ: dict[str, str], words: list[str]) -> Callable[[], object]:
    command = ["wine", str(home / "facilitate" / "python" / "python.exe"), "-X", "utf8", *words]
    # Wine knows the streams of a program only as pipes.
    return lambda: subprocess.run(
        command, cwd=ROOT, env=environ, check=True, stdin=subprocess.DEVNULL, capture_output=True
    )
