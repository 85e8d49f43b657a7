"""What the facilitator's screen takes of one processor while a phase runs and nobody touches anything."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.commands import PROGRAM, environment
from benchmarks.measuring import SLUG, Row, folder, session_of
from benchmarks.terminal import running

SECONDS = 20
TICKS = os.sysconf("SC_CLK_TCK")


def rows() -> Iterator[Row]:
    with folder() as home:
        session_of(home, 60)
        there = environment(home)
        subprocess.run(
            [sys.executable, str(PROGRAM), "phase", "next", SLUG], env=there, check=True, capture_output=True
        )
        with running([sys.executable, str(PROGRAM), "run", SLUG], there) as screen:
            screen.wait_for("Accueil", "F1")
            pid = screen.process
            time.sleep(3)
            before = used(pid)
            end = time.monotonic() + SECONDS
            while time.monotonic() < end:
                screen.drain(0.5)
            share = (used(pid) - before) / SECONDS
    yield Row("run while nothing happens, of one processor", f"{share:.1%}", "≤ 3 %", share <= 0.03)


def used(pid: int) -> float:
    """Seconds of processor a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
