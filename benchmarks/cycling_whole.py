"""The largest cycles that have a bar, of a million ideas and of a hundred thousand: only when it is named."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.commands import environment
from benchmarks.cycling import _event, _many_events, _named
from benchmarks.labelled import PARIS, read
from benchmarks.measuring import ROOT, Row, folder, ms
from facilitate.matching.encoders import WORDS
from facilitate.matching.lexical import LexicalMatcher
from facilitate.matching.matcher import MODEL
from facilitate.workshop.suggestions.contract import ProposalText, Texts

EVENTS, IDEAS = 10_000, 100
_ARCHIVE = 1_000  # events of a hundred ideas
_TEXTS, _DOUBLES, _FOR_EACH = 100_000, 2_000, 16
_VOCABULARIES = (100, 300, 1_000, 10_000)  # words; 0 stands for those of the Paris ideas, as often as they are there


def rows() -> Iterator[Row]:
    yield from largest()
    yield from archive()
    for words in (0, *_VOCABULARIES):
        yield from doubles(words)


def largest() -> Iterator[Row]:
    """Ten thousand events: the matrix and the totals, as a person asks for them."""
    with folder() as home:
        _, slug = _many_events(home, EVENTS, IDEAS)
        show = ["-m", "facilitate", "cycle", "show", slug]
        first, memory = _processor(home, show)
        what, measured = (
            f"{EVENTS:,} events of {IDEAS} ideas: matrix and totals, read for the first time",
            f"{first:.0f} s",
        )
        bar = "≤ 300 s, ≤ 2,000 MB"
        yield Row(what, f"{measured} of processor, {memory} MB", bar, first <= 300 and memory <= 2_000)
        yield Row("the same once more", f"{_processor(home, show)[0]:.1f} s of processor", "–", holds=True)
        _event(home, EVENTS, IDEAS)
        added, _memory = _processor(home, ["-m", "facilitate", "cycle", "add", slug, _named(EVENTS)])
        more, _memory = _processor(home, show)
        measured = f"{added:.1f} s of processor; {more:.1f} s"
        yield Row("one more event is added; the same with it", measured, "≤ 2 s", max(added, more) <= 2)


def archive() -> Iterator[Row]:
    """The commands that compare, as a person starts them: one event against the archive, and all of it."""
    with folder() as home:
        _, slug = _many_events(home, _ARCHIVE, IDEAS)
        command = ["-m", "facilitate", "cycle", "recurring", slug]
        of_one = [*command, "--of", _named(7)]
        _processor(home, of_one)
        again, memory = min(_processor(home, of_one) for _ in range(5))
        measured = f"{ms(again)} of processor, {memory} MB"
        yield Row(f"one event against {_ARCHIVE * IDEAS:,} ideas, the whole command", measured, "≤ 1 s", again <= 1)
        taken, memory = _processor(home, command)
        measured = f"{taken:.0f} s of processor, {memory:,} MB"
        yield Row("the same: what recurs among all", measured, "≤ 300 s, ≤ 2,000 MB", taken <= 300 and memory <= 2_000)


def _processor(home: Path, arguments: Sequence[str]) -> tuple[float, int]:
    """Start a command; return its seconds of processor and the most memory it had, in megabytes."""
    started = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**environment(home), MODEL: WORDS},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(started.pid, 0)
    if status:
        raise subprocess.CalledProcessError(status, arguments)
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def doubles(words: int) -> Iterator[Row]:
    """How many of the ideas that are said again with one word exchanged are found, or one with as many words alike."""
    draw = random.Random(words)
    choose = _chooser(draw, words)
    said = [[choose() for _ in range(draw.randint(5, 14))] for _ in range(_TEXTS - _DOUBLES)]
    planted = {}
    for number in range(_DOUBLES):
        original = draw.randrange(len(said) - number)
        again = list(said[original])
        again[draw.randrange(len(again))] = choose()
        planted[len(said)] = original
        said.append(again)
    texts = Texts(items=tuple(ProposalText(str(place), " ".join(each), "") for place, each in enumerate(said)))
    began = time.process_time()
    pairs = LexicalMatcher(texts).duplicates(_FOR_EACH * len(said))
    taken = time.process_time() - began
    near: dict[int, list[int]] = {}
    for pair in pairs:
        near.setdefault(int(pair.a), []).append(int(pair.b))
        near.setdefault(int(pair.b), []).append(int(pair.a))

    def found(again: int, original: int) -> bool:
        least = _alike(said[again], said[original])
        return any(_alike(said[again], said[other]) >= least for other in near.get(again, ()))

    share = sum(found(*each) for each in planted.items()) / len(planted)
    what = f"{len(said):,} ideas of {f'{words:,}' if words else 'the Paris'} words: doubles of which one is found"
    yield Row(what, f"{share:.3f}; {taken:.0f} s of processor", "≥ .95; ≤ 300 s", share >= 0.95 and taken <= 300)


def _chooser(draw: random.Random, words: int) -> Callable[[], str]:
    if words:
        made = ["".join(draw.choices("abcdefghilmnoprstuv", k=draw.randint(4, 9))) for _ in range(words)]
        return lambda: draw.choice(made)
    known = [word for item in read(PARIS, None).texts.items for word in item.text.split()]
    return lambda: draw.choice(known)


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    return len(set(one) & set(other)) / len(set(one) | set(other))
