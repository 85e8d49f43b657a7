"""How far a long piece of work is, on a terminal, once it has taken longer than half a second."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn

_PATIENCE = 0.5  # seconds after which somebody wonders whether anything happens


@contextmanager
def progress_line() -> Iterator[Callable[[str], None]]:
    """A line that says what is being done; what it yields is called with the words."""
    if not sys.stderr.isatty():
        yield lambda _words: None
        return
    from rich.progress import SpinnerColumn, TextColumn

    line = _drawn(SpinnerColumn(), TextColumn("{task.description}", markup=False))
    task = line.add_task("")
    try:
        with _after_a_while(line.start):
            yield lambda words: line.update(task, description=words)
    finally:
        line.stop()


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar beside what is being done; what it yields is called with how much of how much is done.

    As long as nobody calls it, the bar only shows that it goes on.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    shown: list[Progress] = []
    state = [0, 0]

    def show() -> None:
        from rich.progress import BarColumn, TaskProgressColumn, TextColumn

        bar = _drawn(TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
        bar.add_task(label, completed=state[0], total=state[1] or None)
        bar.start()
        shown.append(bar)

    def tell(done: int, of: int) -> None:
        state[:] = done, of
        for bar in shown:
            bar.update(bar.task_ids[0], completed=done, total=of or None)

    try:
        with _after_a_while(show):
            yield tell
    finally:
        for bar in shown:
            bar.stop()


@contextmanager
def _after_a_while(show: Callable[[], None]) -> Iterator[None]:
    """Show something in a thread, unless the work is done before."""
    from threading import Timer

    timer = Timer(_PATIENCE, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _drawn(*parts: ProgressColumn) -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    return Progress(*parts, console=Console(stderr=True), transient=True)
