"""Rehearsing an event on a copy of it, with a faster clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory

from facilitate.cli.composition import House
from facilitate.store.clock import FastClock, SteadyClock
from facilitate.workshop.agenda import agenda


@contextmanager
def rehearsal(house: House, slug: str, speed: float) -> Iterator[House]:
    """A house with a copy of one session, where time goes faster; gone at the end.

    A session that has not begun is rehearsed from its planned start, another from its last act.
    """
    with TemporaryDirectory(prefix="facilitate-") as folder:
        copytree(house.folder(slug), Path(folder) / "sessions" / slug, ignore=ignore_patterns("*.lock"))
        copy = house.elsewhere(folder)
        session = copy.session(slug)
        now = SteadyClock().now()
        begins = session.events[-1].at if session.runs else agenda(session, now).lines[0].planned_start
        copy.clock = FastClock(begins, speed)
        yield copy
