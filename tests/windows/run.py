"""Runs Python for Windows under wine with the words given, in what `prepare.py` made.

python tests/windows/run.py -m pytest tests/store
"""

from __future__ import annotations

import subprocess
import sys

from prepare import PYTHON, ROOT, environment


def main() -> int:
    # Wine knows the streams of a program only as pipes: those of a file end in "Invalid handle".
    with subprocess.Popen(
        ["wine", str(PYTHON / "python.exe"), *sys.argv[1:]],
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
