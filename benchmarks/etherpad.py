"""The same devices on Etherpad: six pads, sixty open pages, ideas appended by its HTTP API."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self
from urllib.parse import urlencode
from urllib.request import urlopen

from benchmarks.clients import Load, Outcome
from benchmarks.measuring import Row, folder, median, ms, percentile
from benchmarks.playing import TABLES, Devices, free_port, resident
from benchmarks.room import PACES

FOLDER = "ETHERPAD"
CLIENTS = 60
PADS = [f"table-{table}" for table in range(1, TABLES + 1)]
_KEY = "benchmark"
_LISTENER = Path(__file__).with_name("etherpad_listener.cjs")
_PATIENCE = 60.0
_NO_BAR = "for comparison"


def rows() -> Iterator[Row]:
    given = os.environ.get(FOLDER)
    if not given:
        yield Row("Etherpad, the same load", "not measured: no Etherpad given", _NO_BAR, holds=True)
        return
    for pace, every in PACES.items():
        yield from played(Path(given).resolve(), pace, every)
    yield from killed(Path(given).resolve())


def played(etherpad: Path, pace: str, every: float) -> Iterator[Row]:
    with folder() as home, serving(etherpad, home, port := free_port()) as server:
        make_pads(port)
        load = Load("etherpad", port, PADS, _KEY, CLIENTS, every=every, listen=False)
        with Listeners(etherpad, port) as listeners, Devices(load) as devices:
            memory = [resident(server.pid)]
            outcome = played_out(devices)
            memory.append(resident(server.pid))
            time.sleep(1)
            outcome.seen = listeners.seen()
        there = texts(port)
    yield from shown(pace, outcome, there, memory)


def played_out(devices: Devices) -> Outcome:
    while not (devices.look(0.05) and devices.ready()):
        pass
    devices.begin()
    while not devices.done:
        devices.look(0.05)
    return devices.outcome()


def shown(pace: str, outcome: Outcome, there: Counter[str], memory: list[int]) -> Iterator[Row]:
    taken = [outcome.acknowledged[name] - sent for name, sent in outcome.sent.items()]
    rate = len(taken) / (max(outcome.acknowledged.values()) - min(outcome.sent.values()))
    measured = f"p50 {ms(median(taken))}, p99 {ms(percentile(taken, 0.99))}, {rate:.0f} ideas a second"
    yield Row(f"Etherpad, {pace}: an idea acknowledged", measured, _NO_BAR, holds=True)
    once = sum(there[name] == 1 for name in outcome.sent)
    yield Row(f"Etherpad, {pace}: ideas in the pads", f"{once:,} of {len(outcome.sent):,} once", _NO_BAR, holds=True)
    late = [came[name] - outcome.sent[name] for came in outcome.seen for name in came if name in outcome.sent]
    missed = CLIENTS // TABLES * len(outcome.sent) - len(late)
    measured = f"p50 {ms(median(late))}, p95 {ms(percentile(late, 0.95))}; not shown: {missed}"
    yield Row(f"Etherpad, {pace}: an idea at the other pages of its pad", measured, _NO_BAR, holds=True)
    begin, end = (each / 1024**2 for each in memory)
    yield Row(f"Etherpad, {pace}: memory", f"{begin:.0f} MB, {end:.0f} MB", _NO_BAR, holds=True)


def killed(etherpad: Path) -> Iterator[Row]:
    """Ended with -9 when half of the ideas are there, and started again on the same files."""
    with folder() as home:
        port = free_port()
        load = Load("etherpad", port, PADS, _KEY, CLIENTS, 20, PACES["an idea a second each"], listen=False)
        with Devices(load) as devices:
            with serving(etherpad, home, port) as server:
                make_pads(port)
                while not (devices.look(0.05) and devices.ready()):
                    pass
                devices.begin()
                while not devices.halfway:
                    devices.look(0.01)
                server.send_signal(signal.SIGKILL)
            again = time.monotonic()
            with serving(etherpad, home, port):
                while not devices.done:
                    devices.look(0.05)
                there = texts(port)
        outcome = devices.outcome()
    before = [name for name, at in outcome.acknowledged.items() if at < again]
    lost = sum(not there[name] for name in before)
    twice = sum(many > 1 for many in there.values())
    measured = f"{lost} of {len(before)}; there twice, because it was sent again: {twice}"
    yield Row("Etherpad killed with -9: acknowledged ideas lost", measured, _NO_BAR, holds=True)
    away = outcome.again - again
    yield Row("Etherpad started again: until a device is answered", f"{away:.2f} s", _NO_BAR, holds=True)


@contextmanager
def serving(etherpad: Path, home: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Etherpad with settings of its own, and its files where ours are measured."""
    limits = {"duration": 1, "points": 1_000_000}
    settings = {
        "ip": "127.0.0.1",
        "port": port,
        "dbType": "dirty",
        "dbSettings": {"filename": str(home / "dirty.db")},
        "loglevel": "ERROR",
        "commitRateLimiting": limits,
        "importExportRateLimiting": {"windowMs": 1000, "max": 1_000_000},
    }
    (home / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    (home / "key.txt").write_text(_KEY, encoding="utf-8")
    (home / "session.txt").write_text(_KEY, encoding="utf-8")
    command = ["node", "src/node/server.js", "--settings", str(home / "settings.json")]
    command += ["--apikey", str(home / "key.txt"), "--sessionkey", str(home / "session.txt")]
    there = {**os.environ, "NODE_ENV": "production"}
    server = subprocess.Popen(
        command, cwd=etherpad, env=there, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_for(port, server)
        yield server
    finally:
        server.kill()
        server.wait()


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/api", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError("Etherpad does not answer")


def make_pads(port: int) -> None:
    for pad in PADS:
        ask(port, "createPad", padID=pad, text="")


def texts(port: int) -> Counter[str]:
    """How often each idea stands in the pads."""
    lines = [line for pad in PADS for line in ask(port, "getText", padID=pad)["text"].split("\n")]
    return Counter(line.partition(" ")[0] for line in lines if line.startswith("load-"))


def ask(port: int, act: str, **given: str) -> dict[str, str]:
    asked = urlencode({"apikey": _KEY, **given})
    with urlopen(f"http://127.0.0.1:{port}/api/1.2.13/{act}?{asked}", timeout=_PATIENCE) as answer:
        said = json.load(answer)
    if said["code"]:
        raise RuntimeError(f"Etherpad: {said['message']}")
    return said["data"] or {}


class Listeners:
    """The open pads, in a process of their own."""

    def __init__(self, etherpad: Path, port: int) -> None:
        command = ["node", str(_LISTENER), str(etherpad), str(port), str(CLIENTS), *PADS]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"
        return self

    def seen(self) -> list[dict[str, float]]:
        said, _ = self._process.communicate("end\n", timeout=_PATIENCE)
        found: list[dict[str, float]] = json.loads(said)
        return found

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
