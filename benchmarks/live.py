"""One idea at a time, from the moment a device posts it until others see it, in a room that is quiet otherwise."""

from __future__ import annotations

import json
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from select import select

from benchmarks.clients import Load, hub_post
from benchmarks.commands import PROGRAM, environment
from benchmarks.measuring import ROOT, SLUG, Row, folder, median, ms, percentile
from benchmarks.playing import BEFORE, free_port, prepared, sharing, tokens
from benchmarks.terminal import Screen, running

IDEAS = 60
TABLE = 3
PLACES = ("another device of the table", "the facilitator’s screen", "the projection")
_PATIENCE = 5.0


def rows() -> Iterator[Row]:
    with folder() as home, ExitStack() as stack:
        prepared(home)
        wall = [sys.executable, str(PROGRAM), "wall", SLUG, "counts"]
        subprocess.run(wall, cwd=ROOT, env=environment(home), check=True, capture_output=True)
        port = free_port()
        screen = stack.enter_context(sharing(home, port))
        project = [sys.executable, str(PROGRAM), "project", SLUG]
        projected = stack.enter_context(running(project, environment(home)))
        projected.wait_for(f"{BEFORE} idées")
        taken = Watch(port, tokens(home)[TABLE - 1], screen, projected).all()
    for place, seconds in zip(PLACES, taken, strict=True):
        late = percentile(seconds, 0.95)
        measured = f"p50 {ms(median(seconds))}, p95 {ms(late)}"
        yield Row(f"an idea typed on a device, seen on {place}", measured, "p95 ≤ 200 ms", late <= 0.2)


class Watch:
    """Posts by one connection, and looks at the other places at once."""

    def __init__(self, port: int, token: str, screen: Screen, projected: Screen) -> None:
        self._load = Load("hub", port, [token])
        self._post = socket.create_connection(("127.0.0.1", port))
        self._stream = socket.create_connection(("127.0.0.1", port))
        head = f"GET /live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n\r\n"
        self._stream.sendall(head.encode())
        self._sources: tuple[Callable[[], bytes], ...] = (
            lambda: self._stream.recv(65_536),
            screen.read,
            projected.read,
        )
        self._files = (self._stream.fileno(), screen.fileno(), projected.fileno())

    def all(self) -> list[list[float]]:
        """For each place the seconds each idea took."""
        draw = random.Random(4)
        each = []
        for number in range(IDEAS):
            # Not to the beat of anything that looks at regular intervals.
            self._drain(0.2 + draw.random() * 0.2)
            each.append(self._one(number))
        return [list(place) for place in zip(*each, strict=True)]

    def _one(self, number: int) -> list[float]:
        name = f"live-idea-{number:02d}"
        wanted = (f'"act":"{name}"'.encode(), name.encode(), f"{BEFORE + number + 1} idées".encode())
        came, seen = [b"", b"", b""], [0.0, 0.0, 0.0]
        begun = time.monotonic()
        self._post.sendall(hub_post(self._load, self._load.doors[0], name))
        while not all(seen):
            ready = select([*self._files], [], [], _PATIENCE)[0]
            if time.monotonic() > begun + _PATIENCE:
                raise TimeoutError(f"{name} never came everywhere: {seen}")
            for place, file in enumerate(self._files):
                if file in ready:
                    came[place] += self._sources[place]()
                    if not seen[place] and wanted[place] in came[place]:
                        seen[place] = time.monotonic() - begun
        self._answer()
        return seen

    def _answer(self) -> None:
        status = json.loads(self._post.recv(65_536).partition(b"\r\n\r\n")[2])
        assert "idea" in status["done"][0], status

    def _drain(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            for file in select([*self._files], [], [], left)[0]:
                self._sources[self._files.index(file)]()
