"""A real terminal for tests: a pseudo-terminal with pyte as its screen, where waiting is for a condition."""

from __future__ import annotations

import os
import select
import signal as signals
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
from ptyprocess import PtyProcess

from tests.terminal.warm import Warm, known

_LEAVE_ALTERNATE = b"\x1b[?1049l"
_ENTER_ALTERNATE = b"\x1b[?1049h"


class NeverShownError(AssertionError):
    """What was waited for did not come; the message holds the screen."""


class Terminal:
    """`with Terminal([...]) as terminal: terminal.wait_for("Table 3"); terminal.send("une idée\\r")`."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        cwd: Path | str | None = None,
        afresh: bool = False,
    ) -> None:
        """Where it is our own program, it starts from one that is loaded already, unless it shall start `afresh`."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = bytearray()
        full = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8", **(env or {})}
        words = list(argv)
        warm = known(words) and not afresh and hasattr(os, "waitid")  # macOS has it late
        start, words = (Warm, words[1:]) if warm else (PtyProcess.spawn, words)
        self._process = start(words, cwd=None if cwd is None else str(cwd), env=full, dimensions=(rows, columns))
        self._process.delayafterclose = self._process.delayafterterminate = 0  # else a tenth of a second each
        self._open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.alive:
            self.kill9()
        self._process.close(force=True)

    @property
    def pid(self) -> int:
        return int(self._process.pid)

    @property
    def alive(self) -> bool:
        return bool(self._process.isalive())

    @property
    def exit_code(self) -> int | None:
        """What the program returned; minus the signal's number if it was killed; None while it runs."""
        if self.alive:
            return None
        killed_by = self._process.signalstatus
        return -int(killed_by) if killed_by is not None else self._process.exitstatus

    @property
    def left_alternate_screen(self) -> bool:
        """Whether the screen the shell had was given back (or never taken)."""
        taken = self.raw.rfind(_ENTER_ALTERNATE)
        return taken < 0 or self.raw.rfind(_LEAVE_ALTERNATE) > taken

    def text(self) -> str:
        """The screen as plain text, without the blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    def wait_for(self, wanted: str | Callable[[str], object], seconds: float = 10) -> str:
        """Read until the screen holds the text, or until the predicate is true of the screen's text."""
        seen = (lambda text: wanted in text) if isinstance(wanted, str) else wanted
        self._read_until(lambda: bool(seen(self.text())), seconds, f"never seen: {wanted!r}")
        return self.text()

    def wait_for_exit(self, seconds: float = 10) -> int:
        """Read until the program has ended; return its exit code."""
        self._read_until(lambda: not self.alive, seconds, "the program did not end")
        while self._read(0):
            pass
        code = self.exit_code
        if code is None:
            raise NeverShownError("the program did not end")
        return code

    def send(self, keys: str) -> None:
        self.send_bytes(keys.encode())

    def send_bytes(self, data: bytes) -> None:
        """Send every byte, reading meanwhile so that a busy program cannot block both."""
        while data:
            _, writable, _ = select.select([], [self._process.fd], [], 0.05)
            if writable:
                data = data[os.write(self._process.fd, data[:512]) :]
            self._read(0)

    def paste(self, text: str) -> None:
        """Send text as terminals send a paste."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        self._screen.resize(rows, columns)
        self._process.setwinsize(rows, columns)

    def signal(self, number: signals.Signals) -> None:
        os.kill(self.pid, number)

    def kill9(self) -> None:
        self.signal(signals.SIGKILL)
        self._process.wait()

    def _read_until(self, done: Callable[[], bool], seconds: float, complaint: str) -> None:
        deadline = time.monotonic() + seconds
        while not done():
            left = deadline - time.monotonic()
            if left <= 0 or not (self._open or self.alive):
                if done():
                    return
                raise NeverShownError(f"{complaint}\n--- the screen ---\n{self.text()}")
            self._read(min(left, 0.1))

    def _read(self, seconds: float) -> bool:
        """Take what the program wrote, waiting at most so long for it; False when there was nothing."""
        if not self._open:
            select.select([], [], [], min(seconds, 0.01))  # output is over: the process itself is about to end
            return False
        ready, _, _ = select.select([self._process.fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._process.fd, 65536)
        except OSError:  # Linux says EIO when the other side is closed
            data = b""
        if not data:
            self._open = False
            return False
        self.raw += data
        self._stream.feed(_without_what_pyte_misreads(data))
        return True


def _without_what_pyte_misreads(data: bytes) -> bytes:
    """Drop the kitty keyboard and cursor-style sequences, which pyte would print."""
    for sequence in (b"\x1b[>1u", b"\x1b[<u", b"\x1b[>5u", b"\x1b[>7u"):
        data = data.replace(sequence, b"")
    return data
