"""A window that is closed on Windows: what was typed before is kept, and the program ends in its own time.

Windows tells a program by a thread that runs `CtrlRoutine` in it. Without a window to close, the program runs that
itself, in a thread beside its own.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.example import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="elsewhere a signal tells it")
MANY = 20  # more than are kept before a program ends that hears nothing of it
# Closed as soon as a file stands there; the thread then is Windows' own, which ends the program if nobody waits in it.
CLOSED = """\
import ctypes, sys, threading, time
from pathlib import Path
from facilitate.cli.main import main

def close():
    while not Path(sys.argv[1]).exists():
        time.sleep(0.001)
    ctypes.WinDLL("kernelbase").CtrlRoutine(ctypes.c_void_p(2))

threading.Thread(target=close, daemon=True).start()
sys.exit(main(sys.argv[2:]))
"""
BOUND = 60


def test_every_line_that_was_entered_is_kept_when_the_window_closes(shell, paris, tmp_path):
    closing = tmp_path / "closing"
    call = [sys.executable, "-c", CLOSED, str(closing), "note", paris, "--table", "3", "--plain"]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as program:
        try:
            program.stdin.write(b"".join(b"Idea %d\n" % number for number in range(MANY)))
            program.stdin.flush()  # and left open, as the keyboard is
            assert program.stdout.readline().startswith(b"T3-")
            closing.touch()
            answered = program.stdout.read().splitlines()
            assert (program.wait(BOUND), len(answered)) == (0, MANY - 1)
        finally:
            program.kill()
    assert len([line for line in shell.ok("idea", "list", paris).lines if "Idea " in line]) == MANY
