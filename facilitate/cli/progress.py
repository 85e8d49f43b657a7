"""How far a long piece of work is, on a terminal, once it has taken longer than half a second."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.5  # seconds after which somebody wonders whether anything happens


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar beside what is being done; what it yields is called with how much of how much is done.

    As long as nobody calls it, the bar only shows that it goes on.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    from threading import Timer

    shown: list[Progress] = []
    state = [0, 0]

    def show() -> None:
        bar = _bar()
        bar.add_task(label, completed=state[0], total=state[1] or None)
        bar.start()
        shown.append(bar)

    def tell(done: int, of: int) -> None:
        state[:] = done, of
        for bar in shown:
            bar.update(bar.task_ids[0], completed=done, total=of or None)

    timer = Timer(PATIENCE, show)
    timer.daemon = True
    timer.start()
    try:
        yield tell
    finally:
        timer.cancel()
        timer.join()
        for bar in shown:
            bar.stop()


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        console=Console(stderr=True),
        transient=True,
    )
