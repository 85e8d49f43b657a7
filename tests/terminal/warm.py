"""The program in a terminal, from a process that has loaded it already: loading is half of what a start costs.

Each program is a fork with a process, a session and a terminal of its own, and begins where `python -m facilitate`
or `python -c` begins. The process between it and the tests keeps it after its end, as a parent does that has not
waited for it yet.
"""

from __future__ import annotations

import fcntl
import functools
import gc
import json
import os
import select
import socket
import struct
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
STARTS = (["-m", "facilitate"], ["-c"])
LOADED = (
    "facilitate.cli.main", "facilitate.cli.composition.sessions", "facilitate.cli.composition.screens",
    "facilitate.cli.drafts", "facilitate.cli.application", "facilitate.cli.commands.share", "facilitate.tui.app",
    "facilitate.tui.screens.capture.screen", "facilitate.tui.screens.conduct.screen",
    "facilitate.web.hub.hub", "facilitate.web.laptop.uplink",
    "textual.drivers.linux_driver", "textual.layouts.factory", "textual.pilot",
)  # fmt: skip


def known(argv):
    """Whether a program begins in one of those two ways."""
    return argv[0] == sys.executable and any(argv[1 : 1 + len(start)] == start for start in STARTS)


class Warm:
    """What `ptyprocess.PtyProcess` is to a program that is started afresh."""

    def __init__(self, words, *, cwd, env, dimensions):
        self.fd, slave = os.openpty()
        self.setwinsize(*dimensions)
        self._keeper, other = socket.socketpair()
        asked = json.dumps([words, str(cwd or Path.cwd()), env]).encode()
        socket.send_fds(_loaded()[1], [asked], [slave, other.fileno()])
        os.close(slave)
        other.close()
        self._said = self._keeper.makefile("r")
        self.pid = int(self._said.readline())
        self._code = None

    def setwinsize(self, rows, columns):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def isalive(self):
        if self._code is None and select.select([self._keeper], [], [], 0)[0]:
            self.wait()
        return self._code is None

    def wait(self):
        if self._code is None:
            self._code = int(self._said.readline())

    @property
    def exitstatus(self):
        return self._code if self._code is not None and self._code >= 0 else None

    @property
    def signalstatus(self):
        return -self._code if self._code is not None and self._code < 0 else None

    def close(self, force):
        os.close(self.fd)
        self._keeper.shutdown(socket.SHUT_WR)
        self._said.read()
        self._said.close()
        self._keeper.close()


@functools.cache
def _loaded():
    """The process that has loaded all, and the way to ask it; one for a run of the tests."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with there:
        command = [sys.executable, "-m", "tests.terminal.warm", str(there.fileno())]
        process = subprocess.Popen(command, cwd=ROOT, pass_fds=[there.fileno()], stdin=subprocess.DEVNULL)
    return process, here


def stop():
    if _loaded.cache_info().currsize:
        process, line = _loaded()
        line.send(b"null")
        line.close()
        process.wait()
        _loaded.cache_clear()


def _serve(line):
    """Start what is asked for, until nothing more is."""
    for name in LOADED:
        __import__(name)
    gc.freeze()  # what forks share stays shared: nobody looks through it
    while True:
        asked, fds, _flags, _address = socket.recv_fds(line, 1_000_000, 2)
        if not (asked := json.loads(asked)):
            return _reap()
        if not os.fork():
            line.close()
            return _keep(asked, *fds)
        for fd in fds:
            os.close(fd)
        _reap()


def _reap():
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _keep(asked, slave, told):
    """Say what a parent knows, first the number, then the end, and let go of it when the test does."""
    with socket.socket(fileno=told) as test:
        if not (child := os.fork()):
            test.close()
            return _program(slave, *asked)
        os.close(slave)
        test.send(b"%d\n" % child)
        end = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        code = end.si_status if end.si_code == os.CLD_EXITED else -end.si_status
        with suppress(OSError):  # the test has gone
            test.send(b"%d\n" % code)
            test.recv(1)
        os.waitpid(child, 0)
    os._exit(0)


def _program(slave, words, folder, environ):
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for fd in range(3):
        os.dup2(slave, fd)
    os.close(slave)
    os.environ.clear()
    os.environ.update(environ)
    time.tzset()
    os.chdir(folder)
    _streams()
    if words[0] == "-c":
        sys.argv = ["-c", *words[2:]]
        exec(compile(words[1], "<string>", "exec"), {"__name__": "__main__"})
        return 0
    sys.argv[1:] = words[2:]
    from facilitate.__main__ import main

    return main()


def _streams():
    """Those of a program that starts in a terminal."""
    sys.stdin = sys.__stdin__ = open(0, closefd=False, encoding="utf-8", errors="surrogateescape")  # noqa: SIM115
    sys.stdout = sys.__stdout__ = open(1, "w", closefd=False, encoding="utf-8", errors="surrogateescape")  # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(2, "w", closefd=False, encoding="utf-8", errors="backslashreplace")  # noqa: SIM115


if __name__ == "__main__":
    sys.exit(_serve(socket.socket(fileno=int(sys.argv[1]))))
