"""The same insert through TinyDB's own JSONStorage, which rewrites its file each time and is not crash-safe."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack

from tinydb import TinyDB

from benchmarks.acknowledging import recording
from benchmarks.measuring import Row, folder, in_turns, median, ms, opened, seconds
from facilitate.domain.codec import document_of

SIZE = 10_000
REPEATS = 15


def rows() -> Iterator[Row]:
    with ExitStack() as stack:
        home = stack.enter_context(folder())
        ours = recording(home / "ours", SIZE, stack)
        # The very document that one of our lines holds, so that both keep the same.
        document = document_of(opened(home / "ours").timeline.events[-1])
        with TinyDB(home / "tiny.json") as tiny:
            tiny.insert_multiple(document for _ in range(SIZE))
            theirs, mine = [], []
            for _ in range(REPEATS):
                theirs.append(seconds(lambda: tiny.insert(document)))
                os.sync()  # else our next fdatasync pays for the file it left to be written
                mine.append(median(in_turns(40, ours)[0]))
    ratio = median([one / two for one, two in zip(theirs, mine, strict=True)])
    measured = f"{ms(median(mine))} / {ms(median(theirs))}: {ratio:.0f} × faster"
    yield Row("one idea kept, against JSONStorage at 10,000", measured, "≥ 100 ×", ratio >= 100)
