"""Suggestions: how good they are on the labelled Paris ideas, how long they take, and how much memory."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.labelled import Measure, average_precision, b_cubed, ranks, read, top
from benchmarks.measuring import ROOT, Row, in_turns, median, ms
from facilitate.matching.lexical import LexicalMatcher
from facilitate.workshop.suggestions.contract import ProposalText, Texts

PARIS = ROOT / "facilitate" / "demo" / "paris-idees.csv"
KEYWORDS = Path(__file__).parent / "data" / "paris-keywords.toml"
SPEED = ((60, 0.05, 9), (1_000, 0.5, 5), (10_000, 5.0, 3))
ACTS = 25


def rows() -> Iterator[Row]:
    yield from quality()
    for size, most, repeats in SPEED:
        (taken,) = in_turns(repeats, partial(everything, ideas(size)))
        yield Row(f"all suggestions for {size:,} ideas", ms(median(taken)), f"≤ {ms(most)}", median(taken) <= most)
    yield reranking()
    used = memory(SPEED[-1][0])
    yield Row(f"memory of that process at {SPEED[-1][0]:,} ideas", f"{used:.0f} MB", "≤ 150 MB", used <= 150)


def quality() -> Iterator[Row]:
    event = read(PARIS, KEYWORDS)
    bare, order, everything = event.without_keywords(), list(event.labels), set(event.labels)
    live = ranks(bare, order, learn=True)
    cold = ranks(event, order, learn=False)
    yield _at_least("right category first, filing in order, titles alone", top(live, 1), 0.50)
    yield _at_least("right category in three, filing in order, titles alone", top(live, 3), 0.72)
    yield _at_least("right category first, eight keywords, nothing filed", top(cold, 1), 0.80)
    yield _at_least("doubles, nothing filed: average precision", average_precision(bare, set()), 0.38)
    yield _at_least("doubles, all filed: average precision", average_precision(bare, everything), 0.52)
    yield _at_least("groups after n/2 pairs, nothing filed: B-cubed F1", b_cubed(bare, set(), len(order) // 2), 0.83)
    yield _at_least("groups after n/2 pairs, all filed: B-cubed F1", b_cubed(bare, everything, len(order) // 2), 0.87)


def _at_least(what: str, found: Measure, least: float) -> Row:
    return Row(what, str(found), f"≥ {least:.2f}", round(found.value, 3) >= least)


def ideas(size: int) -> Texts:
    """So many ideas of five to fourteen words that the Paris ideas have: every word comes often, the hard case."""
    event, rng = read(PARIS, KEYWORDS), random.Random(3)
    words = [word for item in event.texts.items for word in item.text.split()]
    keys = [heading.key for heading in event.texts.categories]
    items = (
        ProposalText(
            f"{number:06d}", " ".join(rng.choices(words, k=rng.randint(5, 14))), rng.choice(keys) * (number % 2)
        )
        for number in range(size)
    )
    return replace(event.texts, items=tuple(items))


def everything(texts: Texts) -> LexicalMatcher:
    """Read the texts, and ask for three categories of each unfiled item and for n/2 doubles."""
    matcher = LexicalMatcher(texts)
    for item in texts.items:
        matcher.filing(item.id)
    matcher.duplicates(len(texts.items) // 2)
    return matcher


def reranking() -> Row:
    """One item filed, and what is suggested for the next: the act that is waited for."""
    texts = ideas(1_000)
    matcher, items = everything(texts), list(texts.items)

    def act(place: int) -> None:
        items[place] = replace(items[place], category="3")
        matcher.read(replace(texts, items=tuple(items)))
        matcher.filing(items[place + 2].id)

    taken = [each for (each,) in in_turns(1, *(partial(act, place) for place in range(0, 2 * ACTS, 2)))]
    worst = max(taken)
    return Row(
        "ranked again after one act at 1,000", f"{ms(median(taken))}, worst {ms(worst)}", "≤ 20 ms", worst <= 0.02
    )


def memory(size: int) -> float:
    """The most a process holds that does nothing else, in MB."""
    program = (
        "from pathlib import Path; from benchmarks.suggestions import everything, ideas; "
        f"everything(ideas({size})); "
        # Not getrusage, which begins at what the process held that started this one.
        "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024
