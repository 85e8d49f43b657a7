"""Waits for the end of a program with a bound, and no longer than until it ends.

Python looks whether it has ended at longer and longer intervals, up to a twentieth of a second.
"""

from __future__ import annotations

import os
import select
import subprocess


def wake_at_the_end() -> None:
    """Let the system say when a program has ended, where it can (Linux)."""
    if hasattr(os, "pidfd_open"):
        subprocess.Popen._wait = _woken(subprocess.Popen._wait)


def _woken(wait):
    def waited(self, timeout):
        if timeout is None or self.returncode is not None:
            return wait(self, timeout)
        try:
            told = os.pidfd_open(self.pid)
        except OSError:  # it was waited for elsewhere
            return wait(self, timeout)
        try:
            ended = select.select([told], [], [], max(0, timeout))[0]
        finally:
            os.close(told)
        if not ended:
            raise subprocess.TimeoutExpired(self.args, timeout)
        return wait(self, timeout)

    return waited
