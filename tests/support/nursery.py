"""Starts recorders one after another, quickly: each line of input is a table, each recorder a fork of its own.

A recorder says its process id, then each reference that was acknowledged. When it is gone, however it went, the
nursery says `gone`.
"""

from __future__ import annotations

import os
import sys

from tests.support.recorder import main

for line in sys.stdin:
    recorder = os.fork()
    if not recorder:
        print(os.getpid(), flush=True)  # noqa: T201 -- its parent reads it
        main(sys.argv[1], sys.argv[2], int(line), 200, 0)
        os._exit(0)
    os.waitpid(recorder, 0)
    print("gone", flush=True)  # noqa: T201 -- the same
