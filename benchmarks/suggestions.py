"""Suggestions: how good they are on the labelled events, how long they take, and how much memory, in each way."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.commands import environment
from benchmarks.judging import UNNAMED, called, close, drawn, first, groups_like_categories, mean, right, tight_piles
from benchmarks.labelled import DATA, EVENTS, PARIS, Event, Make, Measure, average_precision, b_cubed, ranks, read, top
from benchmarks.measuring import SLUG, Row, folder, in_turns, median, ms, session_of
from benchmarks.sorter import presses_per_idea
from benchmarks.terminal import PATIENCE, running
from benchmarks.ways import E5, USE, alone, side_by_side, ways
from facilitate.matching.embeddings import ENDING
from facilitate.matching.encoders import WORDS, installed
from facilitate.matching.lexical import LexicalMatcher
from facilitate.matching.matcher import MODEL
from facilitate.workshop.ports import Matcher
from facilitate.workshop.suggestions.contract import Closeness, ProposalText, Texts

KEYWORDS = DATA / "paris-keywords.toml"
# How many ideas, the most seconds in each way, and how often it is measured.
SPEED = (
    (60, {WORDS: 0.05, USE: 0.08, E5: 0.08}, 9),
    (1_000, {WORDS: 0.5, USE: 1.0, E5: 1.0}, 5),
    (10_000, {WORDS: 5.0}, 3),
)
ACTS = 25
ARCHIVE = 100_000
# Bars of doubles unfiled and filed, and of the right category first and among three with half of the ideas filed: where
# words alone have only to stay what they were before meaning came, what they were with the titles that stand here.
DOUBLES = {
    "Paris": {WORDS: (0.37, 0.55), USE: (0.0, 0.45), E5: (0.42, 0.55)},
    "lycee-climat": {WORDS: (0.33, 0.46), USE: (0.58, 0.67), E5: (0.64, 0.69)},
    "ward": {WORDS: (0.36, 0.51), USE: (0.47, 0.65), E5: (0.53, 0.70)},
}
HALF_FILED = {
    "Paris": {WORDS: (0.49, 0.70), USE: (0.45, 0.74), E5: (0.57, 0.80)},
    "lycee-climat": {WORDS: (0.46, 0.73), USE: (0.63, 0.75), E5: (0.70, 0.80)},
    "ward": {WORDS: (0.33, 0.48), USE: (0.45, 0.75), E5: (0.52, 0.80)},
}
PRESSES = {WORDS: (1.8,), E5: (1.3,)}
FIRST_VECTORS = {USE: (3.0,), E5: (4.0,)}
MEMORY = {USE: (300,), E5: (250,)}


def rows() -> Iterator[Row]:
    makes = ways()
    yield from keywords()
    for name, event in EVENTS.items():
        yield from judged(name, event(), makes)
    yield from emerging(makes)
    found = {way: [presses_per_idea(make)] for way, make in makes.items()}
    what = "Paris, every idea filed and every double merged: key presses per idea"
    yield side_by_side(what, found, PRESSES, "{:.2f}".format, most=True)
    yield from times(makes)
    yield reranking()
    yield from archived()
    used = memory(SPEED[-1][0])
    yield Row(f"memory of that process at {SPEED[-1][0]:,} ideas, words", f"{used:.0f} MB", "≤ 150 MB", used <= 150)


def keywords() -> Iterator[Row]:
    """By words, with Paris in the order of its file."""
    event = read(PARIS, KEYWORDS)
    bare, order, everything = event.without_keywords(), list(event.labels), set(event.labels)
    live = ranks(bare, order, learn=True)
    cold = ranks(event, order, learn=False)
    yield _at_least("right category first, filing in order, titles alone", top(live, 1), 0.50)
    yield _at_least("right category in three, filing in order, titles alone", top(live, 3), 0.72)
    yield _at_least("right category first, eight keywords, nothing filed", top(cold, 1), 0.80)
    yield _at_least("groups after n/2 pairs, nothing filed: B-cubed F1", b_cubed(bare, set(), len(order) // 2), 0.83)
    yield _at_least("groups after n/2 pairs, all filed: B-cubed F1", b_cubed(bare, everything, len(order) // 2), 0.87)


def _at_least(what: str, found: Measure, least: float) -> Row:
    return Row(what, str(found), f"≥ {least:.2f}", round(found.value, 3) >= least)


def judged(name: str, event: Event, makes: Mapping[str, Make]) -> Iterator[Row]:
    """What is suggested for one event, in each way."""
    sides = (set[str](), set(event.labels))
    doubles = {way: [average_precision(event, filed, make) for filed in sides] for way, make in makes.items()}
    yield side_by_side(f"{name}, doubles, nothing / all filed: average precision", doubles, DOUBLES[name])
    for share, said in ((0.0, "nothing"), (0.25, "a quarter"), (0.5, "half"), (0.75, "three quarters")):
        placed = {way: drawn(event, make, share) for way, make in makes.items()}
        among = {way: [first(event, each, most) for most in (1, 3)] for way, each in placed.items()}
        bars = HALF_FILED[name] if share == 0.5 else {}
        yield side_by_side(f"{name}, {said} filed: right category first / in three", among, bars)
        sure = {way: [called(event, each), right(event, each)] for way, each in placed.items()}
        yield side_by_side(f"{name}, {said} filed: called confident / right of those", sure, {})
        told = {
            way: [close(event, each, how) for how in (*Closeness, UNNAMED)]
            for way, each in placed.items()
            if way != WORDS
        }
        yield side_by_side(f"{name}, {said} filed: right of close / somewhat close / with nothing named", told, {})


def emerging(makes: Mapping[str, Make]) -> Iterator[Row]:
    """What an emerging typology is like, in each way: of each event, and the mean of all, which has the bars."""
    events = {name: event() for name, event in EVENTS.items()}
    piles = {way: [tight_piles(event, make) for event in events.values()] for way, make in makes.items()}
    groups = {way: [groups_like_categories(event, make) for event in events.values()] for way, make in makes.items()}
    for place, name in enumerate(events):
        yield side_by_side(
            f"{name}, tight piles: pairs right / ideas held", {way: each[place] for way, each in piles.items()}, {}
        )
        yield side_by_side(
            f"{name}, about √(2n) groups: adjusted Rand index", {way: [each[place]] for way, each in groups.items()}, {}
        )
    means = {way: [mean(side) for side in zip(*each, strict=True)] for way, each in piles.items()}
    yield side_by_side("mean, tight piles: pairs right / ideas held", means, {E5: (0.6, 0.7)}, "{:.2f}".format)
    likeness = {way: [mean(each)] for way, each in groups.items()}
    yield side_by_side("mean, about √(2n) groups: adjusted Rand index", likeness, {E5: (0.2,)}, "{:.2f}".format)


def times(makes: Mapping[str, Make]) -> Iterator[Row]:
    """Seconds and memory of each way; vectors are known but where their making is measured."""
    for size, most, repeats in SPEED:
        texts = ideas(size)
        acts = {way: partial(everything, texts, make) for way, make in makes.items() if way in most}
        for act in acts.values():
            act()  # vectors of these texts, once
        taken = {way: [median(each)] for way, each in zip(acts, in_turns(repeats, *acts.values()), strict=True)}
        bars = {way: (bar,) for way, bar in most.items()}
        yield side_by_side(f"all suggestions for {size:,} ideas, warm", taken, bars, ms, most=True)
    labels = [found.label for found in installed()]
    vectors = {label: [median([first_vectors(label) for _ in range(3)])] for label in labels}
    yield side_by_side("first vectors of 60 ideas, its imports included", vectors, FIRST_VECTORS, ms, most=True)
    used = {way: [memory_of_the_synthesis(way)] for way in makes}
    what = "the most memory of the synthesis with 60 ideas, MB"
    yield side_by_side(what, used, MEMORY, "{:.0f}".format, most=True)


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


def everything(texts: Texts, make: Make = LexicalMatcher) -> Matcher:
    """Read the texts, and ask for three categories of each unfiled item and for n/2 doubles."""
    matcher = make(texts)
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


def archived() -> Iterator[Row]:
    """Ideas of an event against those of a thousand others, whose features are made once."""
    from facilitate.matching.archive import Archive
    from facilitate.matching.archive_parts import features_of, gather

    texts = [item.text for item in ideas(ARCHIVE).items]
    parts = [texts[:60], *(texts[at : at + 100] for at in range(60, ARCHIVE, 100))]
    (made,), (of_one,) = in_turns(
        1, lambda: [features_of(part, "fr") for part in parts], partial(features_of, texts[:60], "fr")
    )
    kept = [features_of(part, "fr") for part in parts]
    (opened,) = in_turns(3, lambda: Archive(gather(kept), "fr"))
    (taken,) = in_turns(5, partial(Archive(gather(kept), "fr").nearest, texts[:60], 10, 0))
    yield Row(f"features of {ARCHIVE:,} ideas, once", f"{made:.1f} s", "≤ 28 s", made <= 28)
    yield Row("the same of one event more", ms(of_one), "–", holds=True)
    yield Row("the archive put together from them", ms(median(opened)), "–", holds=True)
    what = f"60 ideas against {ARCHIVE:,} others, by words"
    yield Row(what, ms(median(taken)), "≤ 500 ms", median(taken) <= 0.5)


def memory(size: int) -> float:
    """The most a process holds that does nothing else, in MB."""
    program = (
        "import os; from benchmarks.suggestions import everything, ideas, most_held; "
        f"everything(ideas({size})); print(most_held(os.getpid()))"
    )
    return alone(program)[0]


def most_held(pid: int) -> float:
    """The most memory a process has held since it began, in MB."""
    # Not getrusage, which begins at what the process held that started this one.
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def first_vectors(label: str) -> float:
    """Seconds until 60 ideas have their vectors in a process that had loaded nothing of it."""
    program = (
        "import time; from benchmarks.suggestions import ideas; texts = ideas(60); began = time.perf_counter(); "
        "from benchmarks.ways import by_meaning; from facilitate.matching.encoders import find; "
        f"by_meaning(find({label!r}))(texts); print(time.perf_counter() - began)"
    )
    return alone(program)[0]


def memory_of_the_synthesis(way: str) -> float:
    """The most the whole screen holds until it compares in that way, in MB."""
    with folder() as home:
        session_of(home, 60)
        command = [sys.executable, "-m", "facilitate", "sort", SLUG]
        with running(command, {**environment(home), MODEL: way}) as screen:
            screen.wait_for("piste ")
            end = time.perf_counter() + PATIENCE
            while way != WORDS and not list(home.rglob(f"*{ENDING}")) and time.perf_counter() < end:
                screen.drain(0.1)
            screen.send("d")
            screen.settle()
            return most_held(screen.process)
