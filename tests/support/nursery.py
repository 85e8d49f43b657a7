"""Starts recorders one after another, quickly: each line of input is a table, each recorder a fork of its own.

Where nothing forks (Windows) each is a program of its own, which was started while the one before it was at work.

A recorder says its process id, then each reference that was acknowledged. When it is gone, however it went, the
nursery says `gone`.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.support.recorder import main


def forked(line: str) -> None:
    """A recorder, until it is gone."""
    recorder = os.fork()
    if not recorder:
        print(os.getpid(), flush=True)  # noqa: T201 -- its parent reads it
        main(sys.argv[1], sys.argv[2], int(line), 200, 0)
        os._exit(0)
    os.waitpid(recorder, 0)


def started() -> subprocess.Popen[str]:
    """A recorder that waits to be told its table."""
    words = [sys.executable, "-m", "tests.support.recorder", *sys.argv[1:], "-", "200", "0"]
    return subprocess.Popen(words, stdin=subprocess.PIPE, text=True)


waiting = started() if sys.platform == "win32" else None
for asked in sys.stdin:
    if waiting is None:
        forked(asked)
    else:
        recorder = waiting
        print(recorder.pid, flush=True)  # noqa: T201 -- its parent reads it
        recorder.stdin.write(asked)
        recorder.stdin.close()
        waiting = started()
        recorder.wait()
    print("gone", flush=True)  # noqa: T201 -- the same
if waiting is not None:
    waiting.kill()
