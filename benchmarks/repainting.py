"""From a key press in `sort` to the changed row, with 1,000 proposals on the list: alone, and with somebody beside."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

from benchmarks.commands import environment
from benchmarks.measuring import SLUG, Row, folder, median, ms, percentile, seconds, session_of
from benchmarks.terminal import Screen, running

PROPOSALS = 1_000
KEYS = 200
DOWN = "\x1b[B"


def rows() -> Iterator[Row]:
    with folder() as home:
        session_of(home, PROPOSALS)
        yield from measured(home, "")
        with beside(home):
            yield from measured(home, ", somebody beside")


def measured(home: Path, where: str) -> Iterator[Row]:
    with running([sys.executable, "-m", "facilitate", "sort", SLUG], environment(home)) as screen:
        screen.wait_for("piste ")
        screen.settle()
        moved = [pressed(screen, DOWN) for _ in range(KEYS)]
        screen.settle()
        filed = [pressed(screen, str(1 + number % 7)) for number in range(KEYS // 4)]
        undone = [pressed(screen, "u") for _ in range(KEYS // 4)]
    yield row(f"key to repaint in sort{where}: moving", moved)
    yield row(f"key to repaint in sort{where}: filing", filed)
    yield row(f"key to repaint in sort{where}: undoing", undone)


@contextmanager
def beside(home: Path) -> Iterator[None]:
    """Somebody else who sorts the same session; what their screen shows is read and thrown away."""
    with running([sys.executable, "-m", "facilitate", "sort", SLUG], environment(home)) as other:
        other.wait_for("piste ")
        Thread(target=_read_away, args=(other,), daemon=True).start()
        yield


def _read_away(screen: Screen) -> None:
    with suppress(OSError):
        while screen.read():
            pass


def row(what: str, taken: list[float]) -> Row:
    late = percentile(taken, 0.95)
    return Row(f"{what}, 1,000 proposals", f"p50 {ms(median(taken))}, p95 {ms(late)}", "p95 ≤ 50 ms", late <= 0.05)


def pressed(screen: Screen, key: str) -> float:
    screen.send(key)
    # The row the key acted on is drawn anew, and so its text comes out again.
    taken = seconds(lambda: screen.wait_for("piste "))
    screen.settle()
    return taken
