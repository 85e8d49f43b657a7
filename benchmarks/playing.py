"""A room at work: the program in a terminal with its hub open, somebody who presses its keys, and the devices."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from select import select
from typing import Self

from benchmarks.clients import Load, Outcome
from benchmarks.commands import PROGRAM, environment
from benchmarks.measuring import ROOT, SLUG, opened, session_of
from benchmarks.terminal import Screen, running
from benchmarks.voters import Poll, Polled
from facilitate.i18n import Language
from facilitate.store.hub_tokens import FolderKeys
from facilitate.workshop.schedule.agenda import AgendaLine, agenda

TABLES = 6
BEFORE = 60  # ideas the session has already
BETWEEN_KEYS = 0.15
UP, DOWN, ESCAPE = "\x1b[A", "\x1b[B", "\x1b"
# Letters that stand nowhere else on the screen: each comes out when it was typed, and not before.
LETTERS = "ЖЩЮЯДЛФЦЭЫЧШ"


def prepared(home: Path) -> None:
    """A session whose tables are at work."""
    session_of(home, BEFORE)
    started = [sys.executable, str(PROGRAM), "phase", "start", SLUG, "tables"]
    subprocess.run(started, cwd=ROOT, env=environment(home), check=True, capture_output=True)


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


@contextmanager
def sharing(home: Path, port: int, more: Mapping[str, str] | None = None, program: Path = PROGRAM) -> Iterator[Screen]:
    """The facilitator's screen, with the hub open behind it; `more` is added to its environment."""
    command = [sys.executable, str(program), "share", SLUG, "--on", "127.0.0.1", "--port", str(port)]
    with running(command, {**environment(home), **(more or {})}) as screen:
        # The link below the QR code; it is written when the hub serves.
        screen.wait_for(f"127.0.0.1:{port}/#")
        screen.send("a")
        screen.wait_for("Accueil", "F1")
        yield screen


def tokens(home: Path) -> list[str]:
    keys = FolderKeys(home / "sessions" / SLUG)
    return [keys.token(table) for table in range(1, TABLES + 1)]


class Facilitator:
    """Goes between two phases, and writes a note letter by letter; knows when each key was answered on the screen."""

    def __init__(self, home: Path, screen: Screen) -> None:
        workshop = opened(home)
        planned = {line.phase.key: line for line in agenda(workshop.session, workshop.recorder.now()).lines}
        self._screen = screen
        self._keys = self._round(_head(planned["tables"]), _head(planned["break"]))
        self._due = time.perf_counter()
        self.taken: defaultdict[str, list[float]] = defaultdict(list)

    def _round(self, tables: str, other: str) -> Iterator[tuple[str, str, str]]:
        while True:
            for _ in range(6):
                yield "moving", UP, other
                yield "moving", DOWN, tables
            yield "dialog", "a", "Entrée : enregistrer"
            for letter in LETTERS:
                yield "typing", letter, letter
            yield "dialog", ESCAPE, tables

    def work(self, goes_on: Callable[[], bool]) -> None:
        """Press a key every now and then for as long as the room does; all that comes out is read."""
        while goes_on():
            while (left := self._due - time.perf_counter()) > 0:
                self._screen.drain(left)
            kind, key, answer = next(self._keys)
            begun = time.perf_counter()
            self._screen.send(key)
            self._screen.wait_for(answer)
            self.taken[kind].append(time.perf_counter() - begun)
            self._due = max(self._due + BETWEEN_KEYS, time.perf_counter())


def _head(line: AgendaLine) -> str:
    """What stands above a phase when it is the one that is shown."""
    assert line.planned_start is not None
    start = Language("fr").time(line.planned_start)
    return f"de {start} à" if line.moved else f"{start}–"


class Devices:
    """The process of the clients. `said` grows by what it says, when somebody looks."""

    def __init__(self, load: Load | Poll, module: str = "benchmarks.clients") -> None:
        command = [sys.executable, "-m", module]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._buffer = b""
        self.said: list[bytes] = []
        self._tell(json.dumps(asdict(load)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def ready(self) -> bool:
        return self.look(0) and b"ready" in self.said

    def begin(self) -> None:
        self._tell("go")

    @property
    def halfway(self) -> bool:
        return b"half" in self.said

    @property
    def done(self) -> bool:
        return bool(self.said) and self.said[-1].startswith(b"{")

    def outcome(self) -> Outcome:
        return Outcome(**json.loads(self.said[-1]))

    def polled(self) -> Polled:
        return Polled(**json.loads(self.said[-1]))

    def look(self, seconds: float = 0.0) -> bool:
        """Take in what they said; raises when they are gone without an outcome."""
        out = self._process.stdout
        assert out is not None
        while select([out], [], [], seconds)[0]:
            came = os.read(out.fileno(), 1 << 20)
            if not came:
                raise RuntimeError("the devices ended before they were done")
            *lines, self._buffer = (self._buffer + came).split(b"\n")
            self.said += lines
            if self.done:
                break
        return True

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")
        self._process.stdin.flush()


def resident(pid: int) -> int:
    """Bytes of memory a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def kept(home: Path) -> Counter[str]:
    """How often each idea of the devices is in the session, read from the disk as a program that starts now would."""
    texts = (idea.text for idea in opened(home).session.ideas.values())
    return Counter(text.partition(" ")[0] for text in texts if text.startswith("load-"))
