"""From a key press at the door to what it shows: the third letter and the names, Enter and the table."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from string import ascii_lowercase

from benchmarks.commands import environment
from benchmarks.measuring import SLUG, Row, folder, median, ms, opened, percentile, seconds, session_of
from benchmarks.terminal import running
from facilitate.domain.acts.people import PersonAdded
from facilitate.domain.roles import PEOPLE

GUESTS = (60, 2_000)
ARRIVALS = 50


def rows() -> Iterator[Row]:
    for guests in GUESTS:
        with folder() as home:
            names = list(map("".join, islice(product(ascii_lowercase, repeat=3), 0, None, 26**3 // guests)))[:guests]
            _seat(home, names)
            found, told = _arriving(home, names)
        yield _row(f"third letter to the name at the door, {guests:,} guests", found)
        yield _row(f"Enter to the table at the door, {guests:,} guests", told)


def _seat(home: Path, names: list[str]) -> None:
    session_of(home, 0)
    workshop = opened(home)
    people = [
        PersonAdded(f"{name} Participante", f"Structure {n % 40}", ("élue", "habitante")[n % 2], nth=1)
        for n, name in enumerate(names)
    ]
    workshop.recorder.record(*people, role=PEOPLE)
    workshop.seats.deal(at_the_door=True)


def _arriving(home: Path, names: list[str]) -> tuple[list[float], list[float]]:
    found, told = [], []
    with running([sys.executable, "-m", "facilitate", "door", SLUG], environment(home)) as screen:
        screen.wait_for("habitante")
        screen.settle()
        for name in names[:: max(1, len(names) // ARRIVALS)][:ARRIVALS]:
            screen.send(name[:2])
            screen.settle()
            screen.send(name[2])
            found.append(seconds(lambda: screen.wait_for("Structure")))
            screen.settle()
            screen.send("\r")
            told.append(seconds(lambda: screen.wait_for("arriv")))
            screen.settle()
    return found, told


def _row(what: str, taken: list[float]) -> Row:
    late = percentile(taken, 0.95)
    return Row(what, f"p50 {ms(median(taken))}, p95 {ms(late)}", "p95 ≤ 50 ms", late <= 0.05)
