"""Starts recorders one after another, quickly: each line of input is a table, each recorder a fork of its own.

Where nothing forks (Windows) each is a program of its own.

A recorder says its process id, then each reference that was acknowledged. When it is gone, however it went, the
nursery says `gone`.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.support.recorder import main

for line in sys.stdin:
    if sys.platform == "win32":
        words = [sys.executable, "-m", "tests.support.recorder", *sys.argv[1:], line.strip(), "200", "0"]
        with subprocess.Popen(words) as program:
            print(program.pid, flush=True)  # noqa: T201 -- its parent reads it
        print("gone", flush=True)  # noqa: T201 -- the same
        continue
    recorder = os.fork()
    if not recorder:
        print(os.getpid(), flush=True)  # noqa: T201 -- its parent reads it
        main(sys.argv[1], sys.argv[2], int(line), 200, 0)
        os._exit(0)
    os.waitpid(recorder, 0)
    print("gone", flush=True)  # noqa: T201 -- the same
