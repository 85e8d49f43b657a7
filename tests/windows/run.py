"""Runs Python for Windows under wine with the words given, in what `prepare.py` made.

python tests/windows/run.py -m pytest tests/store
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from prepare import PYTHON, ROOT, environment, windows

MEMORY = "/dev/shm"  # as the tests do on Linux


def main() -> int:
    # A temporary folder of its own: pytest clears away what earlier runs left beside it, also those of Linux.
    with tempfile.TemporaryDirectory(prefix="windows-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        own = [f"--basetemp={windows(Path(folder) / 'pytest')}"] if sys.argv[1:3] == ["-m", "pytest"] else []
        return run([*sys.argv[1:], *own])


def run(words: list[str]) -> int:
    # Wine knows the streams of a program only as pipes: those of a file end in "Invalid handle".
    with subprocess.Popen(
        ["wine", str(PYTHON / "python.exe"), *words],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as program:
        assert program.stdout is not None
        for line in program.stdout:
            sys.stdout.buffer.write(line.replace(b"\r\n", b"\n"))
            sys.stdout.flush()
    return program.returncode


if __name__ == "__main__":
    sys.exit(main())
