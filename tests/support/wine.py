"""A wine of its own, whose services stay until it is left: each start of them takes two seconds."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_BOUND = 120
_TRIES = 10


@contextmanager
def wine_in(disk: Path, environ: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Make wine's disk in a folder; gives the variables with which programs run on it."""
    made = {**environ, "WINEPREFIX": str(disk), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml="}
    try:
        _quietly(made, "wineboot", "--init")
        _quietly(made, "wineserver", "--wait")  # one that is running is not made to stay
        _quietly(made, "wineserver", "--persistent")
        _quietly(made, "wine", "cmd", "/c", "exit")  # starts the services
        assert any(_answers(made) for _try in range(_TRIES)), "wine starts no program"
        yield made
    finally:
        _quietly(made, "wineserver", "--kill")  # this disk's own, and no other
        _quietly(made, "wineserver", "--wait")


def _quietly(environ: Mapping[str, str], *call: str) -> None:
    # What stays keeps the streams it began with, so they must be nobody's: who reads them to their end would wait on.
    nothing = subprocess.DEVNULL
    subprocess.run(call, env=environ, stdin=nothing, stdout=nothing, stderr=nothing, timeout=_BOUND, check=False)


def _answers(environ: Mapping[str, str]) -> bool:
    """Whether a program starts: the first ones of a new disk now and then end at once and say nothing."""
    call = ["wine", "cmd", "/c", "echo", "ready"]
    done = subprocess.run(call, env=environ, stdin=subprocess.DEVNULL, capture_output=True, timeout=_BOUND, check=False)
    return done.stdout.strip() == b"ready"


def windows(path: Path) -> str:
    """The name under which a program of Windows sees a file of this machine."""
    return "Z:" + str(path).replace("/", "\\")
