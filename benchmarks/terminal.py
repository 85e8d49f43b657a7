"""A pseudo-terminal that is only looked at for the bytes that come out of it, so that looking costs nothing."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from benchmarks.measuring import ROOT

PATIENCE = 20.0


class NeverCameError(Exception):
    """What was waited for did not come out of the program."""


class Screen:
    def __init__(self, master: int, process: int) -> None:
        self._master = master
        self.process = process
        self.shown = b""

    def wait_for(self, *texts: str) -> None:
        """Read until all the texts came out since the last `send`."""
        wanted = [text.encode() for text in texts]
        deadline = time.perf_counter() + PATIENCE
        while not all(text in self.shown for text in wanted):
            if time.perf_counter() > deadline or not select.select([self._master], [], [], PATIENCE)[0]:
                raise NeverCameError(f"{texts} in {self.shown[-2000:]!r}")
            self.shown += os.read(self._master, 65_536)

    def settle(self) -> None:
        """Read until nothing has come for a while."""
        while select.select([self._master], [], [], 0.4)[0]:
            os.read(self._master, 65_536)

    def drain(self, seconds: float) -> None:
        """Read whatever comes for a while."""
        if select.select([self._master], [], [], seconds)[0]:
            os.read(self._master, 65_536)

    def fileno(self) -> int:
        """For `select`."""
        return self._master

    def read(self) -> bytes:
        """What has come; waits when nothing has."""
        return os.read(self._master, 65_536)

    def send(self, key: str) -> None:
        self.shown = b""
        os.write(self._master, key.encode())


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Screen]:
    """A program in a terminal of 120 columns and 40 rows; killed at the end, for nothing of it is unsaved."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    full = {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    program = subprocess.Popen(
        command, cwd=ROOT, env=full, stdin=slave, stdout=slave, stderr=slave, start_new_session=True
    )
    os.close(slave)
    try:
        yield Screen(master, program.pid)
    finally:
        program.kill()
        program.wait()
        os.close(master)
