"""A labelled CSV (`table;idee;statut;item;groupe`) and what is measured on it. Run it on any such file:

python -m benchmarks.labelled FILE.csv --categories FILE.toml [--like OTHER.csv] [--language en]
"""

from __future__ import annotations

import argparse
import csv
import random
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from facilitate.matching.lexical import LexicalMatcher
from facilitate.workshop.ports import Matcher
from facilitate.workshop.suggestions.contract import CategoryText, Example, ProposalText, Texts

Make = Callable[[Texts], Matcher]  # what makes a matcher that has read these texts

RESAMPLES = 300
DATA = Path(__file__).parent / "data"
PARIS = Path(__file__).parents[1] / "facilitate" / "demo" / "paris-idees.csv"
SHUFFLES = 10


@dataclass(frozen=True)
class Event:
    """Ideas with the category and the group people gave them."""

    texts: Texts
    labels: dict[str, str]
    groups: dict[str, str]

    def without_keywords(self) -> Event:
        bare = tuple(replace(heading, keywords=()) for heading in self.texts.categories)
        return replace(self, texts=replace(self.texts, categories=bare))

    def filed(self, filed: set[str]) -> Texts:
        items = (replace(each, category=self.labels[each.id] if each.id in filed else "") for each in self.texts.items)
        return replace(self.texts, items=tuple(items))

    def like(self, other: Event) -> Event:
        """The same with what was filed at another event, of which no more than the labels is known."""
        learned = tuple(Example(each.text, other.labels[each.id], "before") for each in other.texts.items)
        return replace(self, texts=replace(self.texts, examples=learned))


@dataclass(frozen=True)
class Measure:
    """A share or a mean, with the 95 % interval of the bootstrap over ideas."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.2f}, {self.high:.2f}]"


def read(csv_file: Path, categories: Path | None, language: str = "fr") -> Event:
    with csv_file.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    ids = [f"{number:06d}" for number in range(1, len(rows) + 1)]
    labels = {key: row["item"].strip() for key, row in zip(ids, rows, strict=True)}
    groups = {key: row.get("groupe") or key for key, row in zip(ids, rows, strict=True)}
    items = tuple(ProposalText(key, row["idee"], ref=key) for key, row in zip(ids, rows, strict=True))
    named = tomllib.loads(categories.read_text(encoding="utf-8"))["categories"] if categories else []
    headings = tuple(CategoryText(str(each["key"]), each["title"], tuple(each.get("keywords", ()))) for each in named)
    headings = headings or tuple(CategoryText(label, "") for label in sorted(set(labels.values())))
    return Event(Texts(items, headings, language=language), labels, groups)


# Paris as people filed it, and two illustrations; tuned to all three, for there are no others here.
EVENTS: dict[str, Callable[[], Event]] = {
    "Paris": lambda: read(PARIS, DATA / "paris-keywords.toml").without_keywords(),
    "lycee-climat": lambda: read(DATA / "lycee-climat.csv", DATA / "lycee-climat.toml"),
    "ward": lambda: read(DATA / "ward.csv", DATA / "ward.toml", "en"),
}


def ranks(event: Event, order: Sequence[str], *, learn: bool, make: Make = LexicalMatcher) -> dict[str, int]:
    """The place of the right category when each idea comes up; those that came before are filed when `learn`."""
    matcher, filed, places = make(event.filed(set())), set[str](), {}
    for key in order:
        places[key] = _place(event, matcher, key)
        if learn:
            filed.add(key)
            matcher.read(event.filed(filed))
    return places


def left_out(event: Event) -> dict[str, int]:
    """The place of the right category when all the others are filed."""
    matcher, everything, places = LexicalMatcher(event.filed(set())), set(event.labels), {}
    for key in event.labels:
        matcher.read(event.filed(everything - {key}))
        places[key] = _place(event, matcher, key)
    return places


def _place(event: Event, matcher: Matcher, key: str) -> int:
    found = [each.category for each in matcher.filing(key, None)]
    return found.index(event.labels[key]) if event.labels[key] in found else len(event.texts.categories)


def top(places: dict[str, int], most: int) -> Measure:
    hits = [1.0 * (place < most) for place in places.values()]
    return interval(
        len(hits), lambda weights: sum(w * hit for w, hit in zip(weights, hits, strict=True)) / sum(weights)
    )


def average_precision(event: Event, filed: set[str], make: Make = LexicalMatcher) -> Measure:
    keys = list(event.labels)
    ranked = [(keys.index(each.a), keys.index(each.b)) for each in make(event.filed(filed)).duplicates()]
    same = [event.groups[keys[a]] == event.groups[keys[b]] for a, b in ranked]
    true = [(a, b) for a, b in combinations(range(len(keys)), 2) if event.groups[keys[a]] == event.groups[keys[b]]]

    def of(weights: Sequence[int]) -> float:
        seen = hits = total = 0.0
        for (a, b), hit in zip(ranked, same, strict=True):
            weight = weights[a] * weights[b]
            seen += weight
            if hit and weight:
                hits += weight
                total += weight * hits / seen
        return total / (sum(weights[a] * weights[b] for a, b in true) or 1)

    return interval(len(keys), of)


def b_cubed(event: Event, filed: set[str], reviews: int) -> Measure:
    """The groups somebody gets who looks at so many pairs in the order given and is always right."""
    keys = list(event.labels)
    group = {key: key for key in keys}
    for pair in LexicalMatcher(event.filed(filed)).duplicates(reviews):
        if event.groups[pair.a] == event.groups[pair.b]:
            old, new = group[pair.b], group[pair.a]
            group = {key: new if value == old else value for key, value in group.items()}
    made, true = Counter(group.values()), Counter(event.groups[key] for key in keys)
    both = Counter((group[key], event.groups[key]) for key in keys)
    hits = [both[group[key], event.groups[key]] for key in keys]
    precision = [hit / made[group[key]] for key, hit in zip(keys, hits, strict=True)]
    recall = [hit / true[event.groups[key]] for key, hit in zip(keys, hits, strict=True)]

    def f1(weights: Sequence[int]) -> float:
        p, r = (sum(w * v for w, v in zip(weights, side, strict=True)) for side in (precision, recall))
        return 2 * p * r / ((p + r) * sum(weights))

    return interval(len(keys), f1)


def shuffled(event: Event) -> tuple[float, float]:
    """Top-1 and top-3 while filing, over several orders: how much the order of the file had to do with it."""
    rng = random.Random(1)
    places = [ranks(event, rng.sample(sorted(event.labels), len(event.labels)), learn=True) for _ in range(SHUFFLES)]
    every = [place for each in places for place in each.values()]
    first, three = (sum(place < most for place in every) / len(every) for most in (1, 3))
    return first, three


def confident(event: Event, lead: float) -> tuple[int, int]:
    """With all others filed: how many first suggestions lead by so much, and how many of them are right."""
    matcher, everything, right, said = LexicalMatcher(), set(event.labels), 0, 0
    for key in event.labels:
        matcher.read(event.filed(everything - {key}))
        first = matcher.filing(key, 1)
        if first and first[0].lead >= lead:
            said += 1
            right += first[0].category == event.labels[key]
    return said, right


def interval(size: int, of: Callable[[Sequence[int]], float]) -> Measure:
    rng, values = random.Random(7), []
    for _ in range(RESAMPLES):
        drawn = Counter(rng.choices(range(size), k=size))
        values.append(of([drawn[place] for place in range(size)]))
    values.sort()
    return Measure(of([1] * size), values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES) - 1])


def report(event: Event, other: Event | None = None) -> None:
    bare, order, everything = event.without_keywords(), list(event.labels), set(event.labels)
    variants = [("titles alone", bare), ("with keywords", event)]
    if other:
        variants += [
            ("titles and the other event", bare.like(other)),
            ("keywords and the other event", event.like(other)),
        ]
    print("| filing | cold | in filing order | shuffled orders | all others filed |\n|---|---|---|---|---|")
    for name, each in variants:
        cold, live, out = ranks(each, order, learn=False), ranks(each, order, learn=True), left_out(each)
        cells = [f"{top(places, 1)} / {top(places, 3)}" for places in (cold, live, out)]
        print(f"| {name} | {cells[0]} | {cells[1]} | {' / '.join(f'{x:.3f}' for x in shuffled(each))} | {cells[2]} |")
    for lead in (0.25, 0.5, 0.75):
        said, right = confident(event, lead)
        print(f"\nA lead of {lead:.0%}: {said} of {len(order)} ideas, {right} right.")
    print("\n| doubles | average precision | B-cubed F1 after n/2 reviews |\n|---|---|---|")
    for name, filed in (("unfiled", set[str]()), ("filed", everything)):
        print(f"| {name} | {average_precision(bare, filed)} | {b_cubed(bare, filed, len(order) // 2)} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--categories", type=Path)
    parser.add_argument("--like", type=Path)
    parser.add_argument("--language", default="fr")
    given = parser.parse_args()
    other = read(given.like, given.categories, given.language) if given.like else None
    report(read(given.file, given.categories, given.language), other)


if __name__ == "__main__":
    main()
