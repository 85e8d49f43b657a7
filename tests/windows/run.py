"""Runs Python for Windows under wine with the words given, in what `prepare.py` made.

python tests/windows/run.py -m pytest tests/store
"""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from prepare import PYTHON, ROOT, environment, windows

MEMORY = "/dev/shm"  # as the tests do on Linux
SILENCE = 400  # seconds: more than twice what one test may take


def main() -> int:
    # A temporary folder of its own: pytest clears away what earlier runs left beside it, also those of Linux.
    with tempfile.TemporaryDirectory(prefix="windows-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        own = [f"--basetemp={windows(Path(folder) / 'pytest')}"] if sys.argv[1:3] == ["-m", "pytest"] else []
        return run([*sys.argv[1:], *own])


def run(words: list[str]) -> int:
    """Run until the program ends; one that says nothing for `SILENCE` seconds is stopped, and begun once more.

    Tests that hang fail by themselves long before (`faulthandler_timeout`): what is silent for so long is wine.
    """
    for _ in range(2):
        code = _run(words)
        if code is not None:
            return code
        sys.stdout.write(f"\nNothing was heard from wine for {SILENCE} seconds; it was stopped.\n")
    return 1


def _run(words: list[str]) -> int | None:
    """Run once and give the code the program ended with, None where it was stopped."""
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
        with selectors.DefaultSelector() as selector:
            selector.register(program.stdout, selectors.EVENT_READ)
            heard = time.monotonic()
            # A program it left behind may hold the pipe open: its end is not waited for.
            while program.poll() is None or selector.select(0):
                if selector.select(1):
                    written = os.read(program.stdout.fileno(), 65536)
                    if not written:
                        break
                    sys.stdout.buffer.write(written.replace(b"\r\n", b"\n"))
                    sys.stdout.flush()
                    heard = time.monotonic()
                elif time.monotonic() - heard > SILENCE:
                    _stop()
                    program.kill()
                    return None
    return program.returncode


def _stop() -> None:
    """End every program on wine's disk of ours."""
    subprocess.run(["wineserver", "--kill"], env=environment(), check=False)


if __name__ == "__main__":
    sys.exit(main())
