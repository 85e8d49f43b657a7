"""Sixty devices write through the hub while somebody works at the facilitator's screen; then the program is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.clients import Load, Outcome, text_of
from benchmarks.measuring import ROOT, Row, folder, median, ms, opened, percentile
from benchmarks.playing import Devices, Facilitator, free_port, kept, prepared, resident, sharing, tokens

HURRIED, AT_ONCE = "an idea a second each", "as fast as they are answered"
PACES = {HURRIED: 1.0, AT_ONCE: 0.0}
_KB = 1024
_KB_AN_IDEA = 5  # a request kept by mistake would be more
_AWAY = 5.0  # seconds


def rows() -> Iterator[Row]:
    for pace, every in PACES.items():
        yield from played(pace, every)
    yield from killed()


@dataclass
class Played:
    """What one load showed. Memory is the program's: when all listen, at half, and at the end."""

    outcome: Outcome
    kept: dict[str, int]
    keys: dict[str, list[float]]
    memory: list[int] = field(default_factory=list)


def played(pace: str, every: float) -> Iterator[Row]:
    with folder() as home:
        prepared(home)
        seen = play(home, every)
        own = own_memory(home / "bare", len(seen.outcome.sent))
    yield acknowledged(pace, seen.outcome)
    yield complete(pace, seen)
    yield pressed(pace, seen.keys)
    yield told(pace, seen.outcome)
    yield flat(pace, seen, own)


def play(home: Path, every: float) -> Played:
    port = free_port()
    with sharing(home, port) as screen, Devices(Load("hub", port, tokens(home), every=every)) as devices:
        facilitator = Facilitator(home, screen)
        facilitator.work(lambda: not devices.ready())
        facilitator.taken.clear()
        memory = [resident(screen.process)]

        def goes_on() -> bool:
            devices.look()
            if devices.halfway and len(memory) == 1:
                memory.append(resident(screen.process))
            return not devices.done

        devices.begin()
        facilitator.work(goes_on)
        memory.append(resident(screen.process))
    return Played(devices.outcome(), kept(home), facilitator.taken, memory)


def acknowledged(pace: str, outcome: Outcome) -> Row:
    taken = [outcome.acknowledged[name] - sent for name, sent in outcome.sent.items()]
    rate = len(taken) / (max(outcome.acknowledged.values()) - min(outcome.sent.values()))
    late = percentile(taken, 0.99)
    measured = f"p50 {ms(median(taken))}, p99 {ms(late)}, {rate:.0f} ideas a second"
    return within(f"60 devices, {pace}: an idea acknowledged", measured, "p99 ≤ 250 ms", holds=late <= 0.25, pace=pace)


def within(what: str, measured: str, bar: str, *, holds: bool, pace: str) -> Row:
    """Times have a bar at the pace of people; devices that never wait share what there is, however much it is."""
    return Row(what, measured, bar, holds) if pace == HURRIED else Row(what, measured, "for comparison", holds=True)


def complete(pace: str, seen: Played) -> Row:
    outcome = seen.outcome
    once = sum(seen.kept[name] == 1 for name in outcome.acknowledged)
    missed = sum(name not in came for came, names in _listened(outcome) for name in names)
    measured = (
        f"{once:,} of {len(outcome.acknowledged):,} once; not shown to somebody of the table: {missed}; "
        f"turned away: {len(outcome.refused)}"
    )
    holds = once == len(outcome.acknowledged) == len(outcome.sent) == sum(seen.kept.values()) and not missed
    return Row(f"60 devices, {pace}: ideas in the journals", measured, "all, once", holds)


def _listened(outcome: Outcome) -> Iterator[tuple[dict[str, float], list[str]]]:
    """What each device saw, and what there was to see at its table."""
    for client, came in enumerate(outcome.seen):
        yield came, [name for name in outcome.sent if _table(name) == client % 6]


def _table(name: str) -> int:
    return int(name.split("-")[1]) % 6


def pressed(pace: str, keys: dict[str, list[float]]) -> Row:
    taken = [each for some in keys.values() for each in some]
    late = percentile(taken, 0.95)
    kinds = ", ".join(f"{kind} {ms(percentile(some, 0.95))}" for kind, some in keys.items() if some)
    measured = f"p50 {ms(median(taken))}, p95 {ms(late)} ({kinds}; {len(taken)} keys)"
    return within(f"60 devices, {pace}: key to repaint in run", measured, "p95 ≤ 100 ms", holds=late <= 0.1, pace=pace)


def told(pace: str, outcome: Outcome) -> Row:
    taken = [came[name] - outcome.sent[name] for came, names in _listened(outcome) for name in names if name in came]
    late = percentile(taken, 0.95)
    what = f"60 devices, {pace}: an idea at the other devices of its table"
    measured = f"p50 {ms(median(taken))}, p95 {ms(late)}"
    return within(what, measured, "p95 ≤ 200 ms", holds=late <= 0.2, pace=pace)


def flat(pace: str, seen: Played, own: int) -> Row:
    ideas = len(seen.outcome.sent)
    begin, half, end = seen.memory
    later = (end - half) / ideas * 2 / _KB
    megabytes = ", ".join(f"{each / _KB**2:.0f}" for each in (begin, half, end))
    measured = f"{megabytes} MB: {later:.1f} kB an idea in the second half; an idea alone {own / ideas / _KB:.1f} kB"
    return Row(f"60 devices, {pace}: memory of the program", measured, "≤ 5 kB an idea", later <= _KB_AN_IDEA)


def own_memory(home: Path, ideas: int) -> int:
    """What as many ideas take in a process that does nothing but record them."""
    program = (
        f"from benchmarks.room import recording; from pathlib import Path; recording(Path({str(home)!r}), {ideas})"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return int(done.stdout)


def recording(home: Path, ideas: int) -> None:
    prepared(home)
    workshop = opened(home)
    before = resident(os.getpid())
    for number in range(ideas):
        workshop.ideas.record(1 + number % 6, text_of(f"load-{number % 60:02d}-{number // 60:03d}"))
    print(resident(os.getpid()) - before)


def killed() -> Iterator[Row]:
    """Ended with -9 when half of the ideas are there, and started again at the same address."""
    with folder() as home:
        prepared(home)
        port = free_port()
        load = Load("hub", port, tokens(home), ideas=20, every=PACES[HURRIED])
        with ExitStack() as first, Devices(load) as devices:
            screen = first.enter_context(sharing(home, port))
            facilitator = Facilitator(home, screen)
            facilitator.work(lambda: not devices.ready())
            devices.begin()
            facilitator.work(lambda: devices.look() and not devices.halfway)
            os.kill(screen.process, signal.SIGKILL)
            first.close()
            there, again = kept(home), time.monotonic()
            with sharing(home, port) as screen:
                Facilitator(home, screen).work(lambda: devices.look() and not devices.done)
        outcome, after = devices.outcome(), kept(home)
    before = [name for name, at in outcome.acknowledged.items() if at < again]
    lost = sum(there[name] != 1 for name in before)
    once = sum(after[name] == 1 for name in outcome.sent)
    measured = (
        f"{lost} of {len(before)}; at the end {once} of {len(outcome.sent)} once, {len(outcome.repeated)} sent again"
    )
    held = not lost and once == len(outcome.sent) == sum(after.values())
    yield Row("killed with -9 in the middle: acknowledged ideas lost", measured, "none, none twice", held)
    away = outcome.again - again
    yield Row("started again: until a device is answered", f"{away:.2f} s", "≤ 5 s", 0 < away <= _AWAY)
