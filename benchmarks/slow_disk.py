"""Thirty phones and a facilitator on a disk that takes 300 ms for each sync, as an SD card or a virus scanner does."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.clients import Load
from benchmarks.measuring import Row, folder, median, ms, percentile
from benchmarks.playing import Devices, Facilitator, free_port, kept, prepared, sharing, tokens

SYNC = 0.3
PHONES, EVERY, IDEAS = 30, 5.0, 6
_ACKNOWLEDGED = 0.8
_KEY = 0.1
# The program itself, but that each sync takes its time first.
SLOWLY = f"""
import sys, time
from facilitate import system
from facilitate.__main__ import main

sync = system.sync_file

def slowly(descriptor):
    time.sleep({SYNC})
    sync(descriptor)

system.sync_file = slowly
sys.exit(main())
"""


def rows() -> Iterator[Row]:
    with folder() as home:
        prepared(home)
        (home / "slowly.py").write_text(SLOWLY, encoding="utf-8")
        port = free_port()
        load = Load("hub", port, tokens(home), clients=PHONES, ideas=IDEAS, every=EVERY)
        with sharing(home, port, program=home / "slowly.py") as screen, Devices(load) as devices:
            facilitator = Facilitator(home, screen)
            facilitator.work(lambda: not devices.ready())
            facilitator.taken.clear()
            devices.begin()
            facilitator.work(lambda: devices.look() and not devices.done)
            outcome = devices.outcome()
        there = kept(home)
    what = f"{PHONES} phones, {SYNC * 1000:.0f} ms a sync"
    taken = [outcome.acknowledged[name] - sent for name, sent in outcome.sent.items()]
    measured = f"p50 {ms(median(taken))}, p99 {ms(percentile(taken, 0.99))}"
    yield Row(f"{what}: an idea acknowledged", measured, "p50 ≤ 0.8 s", median(taken) <= _ACKNOWLEDGED)
    keys = [each for some in facilitator.taken.values() for each in some]
    late = percentile(keys, 0.95)
    measured = f"p50 {ms(median(keys))}, p95 {ms(late)} ({len(keys)} keys)"
    yield Row(f"{what}: key to repaint in run", measured, "p95 ≤ 100 ms", late <= _KEY)
    once = sum(there[name] == 1 for name in outcome.acknowledged)
    yield Row(f"{what}: ideas in the journals", f"{once} of {len(outcome.sent)} once", "all", once == len(outcome.sent))
