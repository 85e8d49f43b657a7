"""Rehearsing an event on a copy of it, with a faster clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory

from facilitate.cli.composition import House


@contextmanager
def rehearsal(house: House, slug: str, speed: float) -> Iterator[House]:
    """A house with a copy of one session, where time goes faster; gone at the end."""
    with TemporaryDirectory(prefix="facilitate-") as folder:
        copytree(house.folder(slug), Path(folder) / "sessions" / slug, ignore=ignore_patterns("*.lock", ".hub"))
        copy = house.elsewhere(folder)
        copy.hasten(slug, speed)
        yield copy
