"""Runs Python for Windows under wine with the words given, in what `prepare.py` made.

python tests/windows/run.py -m pytest tests/store
"""

from __future__ import annotations

import os
import re
import selectors
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from prepare import PYTHON, ROOT, environment, windows

MEMORY = "/dev/shm"  # as the tests do on Linux
AGAIN = ["-m", "pytest", "-q", "-p", "tests.windows.only_wine"]
_HUNG = re.compile(r"^worker 'gw\d+' crashed while running '(.+)'$", re.MULTILINE)
_FAILED = re.compile(r"^(?:FAILED|ERROR) ", re.MULTILINE)
SILENCE = 400  # seconds: more than twice what one test may take


def main() -> int:
    # A temporary folder of its own: pytest clears away what earlier runs left beside it, also those of Linux.
    with tempfile.TemporaryDirectory(prefix="windows-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        own = [f"--basetemp={windows(Path(folder) / 'pytest')}"] if sys.argv[1:3] == ["-m", "pytest"] else []
        return run([*sys.argv[1:], *own])


def run(words: list[str]) -> int:
    """Run until the program ends; one that says nothing for `SILENCE` seconds is stopped, and begun once more.

    Tests that hang end their worker long before (`longest_test`): what is silent for so long is wine. Now
    and then wine hangs in what passes otherwise: tests that ended their worker, where all others passed, are run once
    more by themselves, and must pass.
    """
    for _ in range(2):
        code, printed = _run(words)
        hung = [] if code in {0, None} else _HUNG.findall(printed)
        if hung and len(hung) == len(_FAILED.findall(printed)):
            sys.stdout.write(f"\nOnce more, by themselves, for they hung: {', '.join(hung)}\n")
            code, _printed = _run([*AGAIN, *(word for word in words if word.startswith("--basetemp")), *hung])
        if code is not None:
            return code
        sys.stdout.write(f"\nNothing was heard from wine for {SILENCE} seconds; it was stopped.\n")
    return 1


def _run(words: list[str]) -> tuple[int | None, str]:
    """Run once and give the code the program ended with, None where it was stopped, and what it printed."""
    printed = bytearray()
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
                    printed += written.replace(b"\r\n", b"\n")
                    sys.stdout.buffer.write(written.replace(b"\r\n", b"\n"))
                    sys.stdout.flush()
                    heard = time.monotonic()
                elif time.monotonic() - heard > SILENCE:
                    _stop()
                    program.kill()
                    return None, printed.decode(errors="replace")
    return program.returncode, printed.decode(errors="replace")


def _stop() -> None:
    """End every program on wine's disk of ours."""
    subprocess.run(["wineserver", "--kill"], env=environment(), check=False)


if __name__ == "__main__":
    sys.exit(main())
