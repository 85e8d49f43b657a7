"""Rehearsing an event on a copy of it, with a faster clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory

from facilitate.cli.composition.sessions import Sessions


@contextmanager
def rehearsal(folder: Path, speed: float, environ: Mapping[str, str]) -> Iterator[Sessions]:
    """A workspace with a copy of the session in that folder, where time goes faster; gone at the end."""
    with TemporaryDirectory(prefix="facilitate-") as home:
        copytree(folder, Path(home) / "sessions" / folder.name, ignore=ignore_patterns("*.lock", ".hub"))
        copy = Sessions(home, environ)
        copy.use_fast_clock(folder.name, speed)
        yield copy
