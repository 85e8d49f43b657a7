"""The ways of comparing that are measured side by side: words, and each encoder whose package is installed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.labelled import Make, Measure
from benchmarks.measuring import ROOT, Row
from facilitate.matching.encoders import WORDS, Found, installed
from facilitate.matching.lexical import LexicalMatcher
from facilitate.workshop.ports import Matcher
from facilitate.workshop.suggestions.contract import Texts

USE, E5 = "USE", "e5"
WAYS = (WORDS, USE, E5)
NOTHING = "–"


def ways() -> dict[str, Make]:
    """What makes a matcher of each way that is there; vectors worked out once serve all that it makes."""
    return {WORDS: LexicalMatcher} | {found.label: by_meaning(found) for found in installed()}


def by_meaning(found: Found) -> Make:
    from facilitate.matching.by_meaning import MeaningMatcher
    from facilitate.matching.embeddings import Embeddings

    embeddings = Embeddings(found)

    def make(texts: Texts) -> Matcher:
        matcher = MeaningMatcher(embeddings)
        matcher.prepare(texts, lambda _done, _of: None, lambda: False)
        matcher.read(texts)
        return matcher

    return make


def side_by_side(
    what: str,
    found: Mapping[str, Sequence[Measure | float]],
    bars: Mapping[str, Sequence[float]],
    shown: Callable[[Any], str] = str,
    *,
    most: bool = False,
) -> Row:
    """A row with a cell for each way, in the order of WAYS; a bar is the least, or the most, that each value may be."""
    sign, holds = ("≤" if most else "≥"), True
    for way, values in found.items():
        for value, bar in zip(values, bars.get(way, ()), strict=False):
            here = value.value if isinstance(value, Measure) else value
            holds &= here <= bar if most else round(here, 2) >= bar
    there = {WORDS, *(each.label for each in installed())}
    cells = [_cell(way, found.get(way), shown, NOTHING if way in there else "not installed") for way in WAYS]
    asked = [_cell(way, bars.get(way), lambda bar: f"{sign} {_plain(bar, shown)}", NOTHING) for way in WAYS]
    return Row(what, "; ".join(cells), "; ".join(asked) if bars else NOTHING, holds)


def _cell(way: str, values: Sequence[Measure | float] | None, shown: Callable[[Any], str], nothing: str) -> str:
    return f"{way} {' / '.join(map(shown, values)) if values else nothing}"


def _plain(bar: Measure | float, shown: Callable[[Any], str]) -> str:
    return f"{bar:.2f}" if shown is str else shown(bar)


def alone(program: str) -> list[float]:
    """The numbers a program prints in a process of its own."""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [float(each) for each in done.stdout.split()]
