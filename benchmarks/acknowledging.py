"""One idea acknowledged on disk, whatever the session's size, against a bare append and fdatasync of as many bytes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.measuring import Row, folder, in_turns, median, ms, opened, percentile, session_of

SIZES = (100, 1_000, 10_000, 100_000)
REPEATS = 5
TIMES = 500  # a p99 of fewer would be the one slowest


def rows() -> Iterator[Row]:
    with ExitStack() as stack:
        home = stack.enter_context(folder())
        acts = [recording(home / str(size), size, stack) for size in SIZES]
        line = len((home / "100" / "sessions" / "session" / "table-3.jsonl").read_bytes().splitlines()[-1]) + 1
        bare = appending(home / "bare", line, stack)
        in_turns(20, bare, *acts)
        taken = [in_turns(TIMES, bare, *acts) for _ in range(REPEATS)]
    bares = [repeat[0] for repeat in taken]
    for place, size in enumerate(SIZES, 1):
        ours = [repeat[place] for repeat in taken]
        ratio = median([percentile(one, 0.99) for one in ours]) / median([percentile(one, 0.99) for one in bares])
        yield Row(f"one idea kept, {size:,} ideas in the session", both(ours, bares, ratio), "p99 ≤ 2 ×", ratio <= 2)
    flat = median([median(repeat[len(SIZES)]) / median(repeat[1]) for repeat in taken])
    yield Row("the same at 100,000 against at 100", f"{flat:.2f} × (p50)", "≤ 1.5 ×", flat <= 1.5)


def both(ours: list[list[float]], bares: list[list[float]], ratio: float) -> str:
    shown = []
    for share in (0.5, 0.99):
        mine, bare = (median([percentile(one, share) for one in many]) for many in (ours, bares))
        shown.append(f"p{share * 100:.0f} {ms(mine)} / {ms(bare)}")
    return f"{', '.join(shown)}: {ratio:.2f} ×"


def recording(home: Path, size: int, stack: ExitStack) -> Callable[[], object]:
    session_of(home, size)
    workshop = opened(home, "table-3")
    stack.enter_context(workshop.recorder.log.writing_as("table-3"))
    workshop.ideas.record(3, "une idée comme on en note une")
    return lambda: workshop.ideas.record(3, "une idée comme on en note une")


def appending(path: Path, size: int, stack: ExitStack) -> Callable[[], object]:
    file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    stack.callback(os.close, file)
    line = b"x" * (size - 1) + b"\n"

    def append() -> None:
        os.write(file, line)
        getattr(os, "fdatasync", os.fsync)(file)

    return append
