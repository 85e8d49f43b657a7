"""The largest cycle that has a bar, ten thousand events of a hundred ideas: for minutes, and only when it is named."""

from __future__ import annotations

import time
from collections.abc import Iterator

from benchmarks.cycling import _event, _many_events, _named
from benchmarks.measuring import Row, folder
from facilitate.workshop.cycle.totals import matrix_of

EVENTS, IDEAS = 10_000, 100


def rows() -> Iterator[Row]:
    with folder() as home:
        cycles, slug = _many_events(home, EVENTS, IDEAS)

        def taken() -> float:
            began = time.process_time()
            cycle = cycles.open(slug)
            matrix_of(cycle.session, cycles.counted(slug, cycle).readings)
            return time.process_time() - began

        what, first = f"{EVENTS:,} events of {IDEAS} ideas: matrix and totals, read for the first time", taken()
        yield Row(what, f"{first:.0f} s of processor", "≤ 300 s", first <= 300)
        yield Row("the same once more", f"{taken():.1f} s of processor", "–", holds=True)
        _event(home, EVENTS, IDEAS)
        cycles.add(cycles.open(slug), [_named(EVENTS)])
        more = taken()
        yield Row("the same with one more event", f"{more:.1f} s of processor", "≤ 2 s", more <= 2)
