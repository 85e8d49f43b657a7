"""Opening a session: every event read, checked against its checksum, and folded."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measuring import Row, folder, in_turns, median, ms, opened, session_of

SIZES = (1_000, 10_000, 100_000)
REPEATS = 5


def rows() -> Iterator[Row]:
    with folder() as home:
        for size in SIZES:
            session_of(home / str(size), size)
        taken = in_turns(REPEATS, *(lambda size=size: opened(home / str(size)) for size in SIZES))
    small, middle, large = map(median, taken)
    yield Row("open a session of 10,000 ideas", ms(middle), "≤ 1 s", middle <= 1)
    growth = median([last / first for first, _, last in zip(*taken, strict=True)]) / (SIZES[-1] / SIZES[0])
    measured = f"{ms(small)}, {ms(middle)}, {ms(large)}: {growth:.2f} × per idea"
    yield Row("the same at 1,000, 10,000, 100,000", measured, "linear (≤ 1.5 ×)", growth <= 1.5)
