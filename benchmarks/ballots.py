"""A vote to be measured: a session whose tables named favourites, slips as the program prints them, and the sums."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.commands import PROGRAM, environment
from benchmarks.measuring import ROOT, SLUG, folder, opened
from benchmarks.playing import TABLES, prepared
from benchmarks.terminal import Screen, running
from benchmarks.voters import Polled
from facilitate.domain.roles import VOTE_SEAT
from facilitate.domain.values.votes import BallotPile
from facilitate.store.hub_tokens import FolderKeys
from facilitate.workshop.votes.contents import CodedBallot, Contents, cast_with_code

_DATA = "XDG_DATA_HOME"  # where the program keeps the key of a box
_CODE = re.compile(r'<p class="code">([A-Z0-9-]+)</p>')


@contextmanager
def room() -> Iterator[Path]:
    """A session whose tables are at work, with a place of its own for the key of its box."""
    before = os.environ.get(_DATA)
    with folder() as home:
        os.environ[_DATA] = str(home / "data")
        try:
            prepared(home)
            yield home
        finally:
            os.environ.pop(_DATA)
            if before is not None:
                os.environ[_DATA] = before


def command(*words: str) -> list[str]:
    return [sys.executable, str(PROGRAM), *words]


def done(home: Path, *words: str) -> Any:
    """Run one command; returns what it prints as JSON."""
    found = subprocess.run(
        [*command(*words), "--json"], check=False, cwd=ROOT, env=environment(home), capture_output=True, text=True
    )
    if found.returncode:
        raise RuntimeError(f"{' '.join(words)}: {found.stderr}")
    return json.loads(found.stdout)


def favoured(home: Path) -> None:
    """Each table names its first three ideas."""
    workshop = opened(home)
    for table in range(1, TABLES + 1):
        workshop.readback.favour(table, [f"T{table}-{number:02}" for number in (1, 2, 3)])


def slips(home: Path, number: int) -> list[str]:
    """Print so many slips; returns their codes."""
    (file,) = done(home, "vote", "slips", SLUG, "--count", str(number), "--to", "html", "--replace")["files"]
    return _CODE.findall(Path(file).read_text(encoding="utf-8"))


def token(home: Path) -> str:
    keys = FolderKeys(home / "sessions" / SLUG)
    keys.give(VOTE_SEAT)
    return keys.token(VOTE_SEAT)


@contextmanager
def shared(home: Path, port: int, more: Mapping[str, str] | None = None, program: Path = PROGRAM) -> Iterator[Screen]:
    """The hub without a screen."""
    words = [sys.executable, str(program), "share", SLUG, "--plain", "--on", "127.0.0.1", "--port", str(port)]
    with running(words, {**environment(home), **(more or {})}) as screen:
        screen.wait_for("Ctrl+C")
        yield screen


def boxed(home: Path) -> Contents:
    """What is in the box now, for whoever has its key."""
    contents = opened(home).log.ballots.look()
    assert contents is not None
    return contents


def in_piles(piles: Iterable[BallotPile]) -> Counter[str]:
    """How many ballots there are of each kind, by the letters on them."""
    found: Counter[str] = Counter()
    for pile in piles:
        found[" ".join(letter for letter, _number in pile.marks)] += pile.count
    return found


def last_of_each(polled: Polled, codes: Sequence[str]) -> dict[str, set[str]]:
    """The ballots that may count of each code: the one that each phone with it had acknowledged last."""
    last = {number: marks for number, marks, _sent, _at in polled.cast}
    found: dict[str, set[str]] = {}
    for number, marks in last.items():
        found.setdefault(codes[number], set()).add(marks)
    return found


def in_box(contents: Contents, code: str) -> str | None:
    """The ballot of a slip; None where it has none."""
    probed = {**contents, "slips": {digest: list(slip) for digest, slip in contents["slips"].items()}}
    cast_with_code(probed, CodedBallot(code, "probe"))
    (digest,) = (digest for digest, slip in probed["slips"].items() if slip[1] == "probe")
    marks: str | None = contents["slips"][digest][1]
    return marks


def as_cast(contents: Contents, polled: Polled, codes: Sequence[str]) -> int:
    """How many slips have in the box what their phones had acknowledged last."""
    return sum(in_box(contents, code) in marks for code, marks in last_of_each(polled, codes).items())
