"""What every measure needs: sessions of a size, fair turns, medians, and a row for the table."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from facilitate.demo.materials import programme
from facilitate.domain.programme.document import complete
from facilitate.domain.values.ideas import Status
from facilitate.store.clock import RandomIds, SteadyClock
from facilitate.store.workspace import Workspace
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.workshop import Workshop

MACHINE = "home"
SLUG = "session"
ROOT = Path(__file__).parents[1]
_BATCH = 5_000


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    bar: str
    holds: bool


@contextmanager
def folder() -> Iterator[Path]:
    """A folder beside the project, on the disk where sessions live; /tmp may be in memory."""
    with tempfile.TemporaryDirectory(prefix=".bench-", dir=ROOT) as name:
        yield Path(name)


def session_of(home: Path, ideas: int) -> None:
    """Make a session with so many ideas at its six tables."""
    Workspace(home, MACHINE).create(complete(programme()), "Mesure", slug=SLUG)
    workshop = opened(home)
    for first in range(0, ideas, _BATCH):
        numbers = range(first, min(first + _BATCH, ideas))
        for table in range(1, 7):
            lines = [
                IdeaDraft(f"piste {number:06d} pour le territoire", Status.TO_CREATE)
                for number in numbers[table - 1 :: 6]
            ]
            if lines:
                workshop.ideas.record_many(table, lines)


def opened(home: Path, role: str = "facilitator") -> Workshop:
    """The session as a program that starts now sees it."""
    return Workshop(Workspace(home, MACHINE).log(SLUG), SteadyClock(), RandomIds(), role)


def seconds(act: Callable[[], object]) -> float:
    """How long it took."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def in_turns(times: int, *acts: Callable[[], object]) -> list[list[float]]:
    """The seconds of each act, taken in turns so that a slow moment of the machine is shared by all."""
    taken: list[list[float]] = [[] for _ in acts]
    for _ in range(times):
        for place, act in enumerate(acts):
            taken[place].append(seconds(act))
    return taken


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def ms(value: float) -> str:
    return f"{value * 1000:.2f} ms" if value < 0.1 else f"{value * 1000:.0f} ms"
