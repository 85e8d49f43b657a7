"""Cycles: how often a wish beside what exists elsewhere is right, on labelled events, and how long reading takes."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path

from benchmarks.labelled import DATA, PARIS, Make, read
from benchmarks.measuring import Row, folder, in_turns, median, ms
from benchmarks.ways import E5, side_by_side, ways
from facilitate.cli.composition.cycles import Cycles
from facilitate.cli.composition.sessions import Sessions
from facilitate.demo.materials import programme
from facilitate.domain.programme.document import complete
from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.proposals import Place, Standing
from facilitate.i18n import Language
from facilitate.matching.encoders import WORDS
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.cycle.events import EventProposal, Events, ReadEvent
from facilitate.workshop.cycle.reading import EventReading, ReadProposal, filed_of
from facilitate.workshop.cycle.recurrences import across, ledger, suggested, texts_of
from facilitate.workshop.cycle.totals import matrix_of
from facilitate.workshop.workshop import Workshop

LABELLED = {"fr": DATA / "cycle-fr.csv", "en": DATA / "cycle-en.csv"}
_STANDINGS = {"existe": Standing.EXISTING, "à créer": Standing.TO_CREATE}
_TWENTY = 20
_SHARE = "{:.2f}".format
_PRECISION = {WORDS: (0.5,), E5: (0.5,)}
_EVENTS, _IDEAS = 13, 60
_MANY, _IDEAS_OF_MANY = 100, 100  # a hundredth of what a country of events would be
_READ, _ONE_MORE, _READ_MANY = 2.0, 2.0, 3.0  # seconds

Pairs = set[frozenset[str]]


def rows() -> Iterator[Row]:
    makes = ways()
    for language in LABELLED:
        yield from judged(language, makes)
    yield from times(makes)
    yield from many()


def judged(language: str, makes: Mapping[str, Make]) -> Iterator[Row]:
    """How good what is suggested for two labelled events is, in each way."""
    events, right = labelled(language)
    with folder() as home:
        cycle = _cycle(home, language)
        made = {way: make(texts_of(cycle, events)) for way, make in makes.items()}
        pairs = {way: across(matcher, events) for way, matcher in made.items()}
        wishes = {way: ledger(each, cycle, events) for way, each in pairs.items()}
        same = {way: suggested(each, cycle, events) for way, each in pairs.items()}
    found = {way: [_pair(each.wanted, each.existing) for each in of_way] for way, of_way in wishes.items()}
    likely = {way: [_pair(each.wanted, each.existing) for each in of_way if each.likely]
              for way, of_way in wishes.items()}  # fmt: skip
    near = {way: [_pair(each.first, each.second) for each in of_way if each.likely] for way, of_way in same.items()}
    first = {way: [precision(pairs[:_TWENTY], right)] for way, pairs in found.items()}
    yield side_by_side(f"wishes beside what exists, {language}: right of the first 20", first, _PRECISION, _SHARE)
    shown = {way: [precision(pairs, right), recall(pairs, right)] for way, pairs in likely.items()}
    yield side_by_side(f"the same: right of those shown / shown of the {len(right)} true ones", shown, {}, _SHARE)
    shown = {way: [precision(pairs, right), recall(pairs, right)] for way, pairs in near.items()}
    yield side_by_side(f"what may recur, {language}: right of those shown / shown of the true ones", shown, {}, _SHARE)
    unknown = [each for each in right if each not in found[WORDS]]
    measured = f"{len(unknown)} of {len(right)}"
    if E5 in found:
        most = 2 * len(right)
        measured += f"; e5 has {sum(each in found[E5][:most] for each in unknown)} of them among its first {most}"
    yield Row(f"true pairs, {language}, that words alone do not find at all", measured, "–", holds=True)


def precision(found: Sequence[frozenset[str]], right: Pairs) -> float:
    return sum(each in right for each in found) / len(found) if found else 0.0


def recall(found: Sequence[frozenset[str]], right: Pairs) -> float:
    return len(right.intersection(found)) / len(right)


def labelled(language: str) -> tuple[Events, Pairs]:
    """Two events whose proposals are labelled, and the pairs that say the same by these labels."""
    with LABELLED[language].open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter=";"))
    proposals: dict[str, list[ReadProposal]] = {}
    groups: dict[str, list[str]] = {}
    for number, line in enumerate(lines):
        key, event = f"{number:06d}", line["rencontre"]
        held = proposals.setdefault(event, [])
        ref = f"T{len(held) % 6 + 1}-{len(held) // 6 + 1:02d}"
        standing = _STANDINGS[line["statut"]]
        held.append(ReadProposal((key,), (ref,), line["idee"], "", line["item"], Place.FILED, standing, ()))
        if line["paire"]:
            groups.setdefault(line["paire"], []).append(key)
    right = {frozenset(pair) for group in groups.values() for pair in combinations(group, 2)}
    return Events(ReadEvent(_reading(event, held, language)) for event, held in proposals.items()), right


def _reading(name: str, proposals: Sequence[ReadProposal], language: str) -> EventReading:
    return EventReading(
        name, name, name, name, "", language, "", None, began=True, over=True, received=len(proposals), withdrawn=0,
        filed=filed_of(proposals), proposals=tuple(proposals),
    )  # fmt: skip


def _pair(one: EventProposal, other: EventProposal) -> frozenset[str]:
    return frozenset((one.proposal.id, other.proposal.id))


def _cycle(home: Path, language: str) -> Session:
    cycles = _cycles(home)
    return cycles.open(cycles.create("Mesure", language, {}, chosen=True)).session


def _cycles(home: Path) -> Cycles:
    return Cycles(Sessions(str(home), {}), lambda code: Language(code).message)


def times(makes: Mapping[str, Make]) -> Iterator[Row]:
    """Seconds for a cycle of usual size, all of it and with one more event."""
    with folder() as home:
        cycles, slug = _many_events(home, _EVENTS, _IDEAS)

        def whole(make: Make) -> None:
            cycle = cycles.open(slug)
            events = cycles.events(slug, cycle)
            matrix_of(cycle.session, events.readings)
            suggested(across(make(texts_of(cycle.session, events)), events), cycle.session, events)

        acts: dict[str, Callable[[], None]] = {way: partial(whole, make) for way, make in makes.items()}
        for act in acts.values():
            act()  # vectors of these texts, once
        taken = {way: [median(each)] for way, each in zip(acts, in_turns(3, *acts.values()), strict=True)}
        what = f"{_EVENTS} events of {_IDEAS} ideas: matrix and what may recur"
        yield side_by_side(what, taken, dict.fromkeys(acts, (_READ,)), ms, most=True)
        cycles.forget(slug, cycles.open(slug).session.cycle_events)
        ((read_anew,),) = in_turns(1, lambda: cycles.events(slug, cycles.open(slug)))
        yield Row("the same events read from their journals", ms(read_anew), "≤ 2 s", read_anew <= _READ)
        _event(home, _EVENTS, _IDEAS)
        cycles.add(cycles.open(slug), [_named(_EVENTS)])
        ((more,),) = in_turns(1, acts[WORDS])
        yield Row("one more event, by words", ms(more), "≤ 2 s", more <= _ONE_MORE)


def many() -> Iterator[Row]:
    """Seconds for a hundredth of the largest cycle that has a bar."""
    with folder() as home:
        cycles, slug = _many_events(home, _MANY, _IDEAS_OF_MANY)

        def matrix() -> None:
            cycle = cycles.open(slug)
            matrix_of(cycle.session, cycles.counted(slug, cycle).readings)

        ((first,), (again,)) = in_turns(1, matrix, matrix)
        what = f"{_MANY} events of {_IDEAS_OF_MANY} ideas: matrix and totals, read for the first time"
        yield Row(what, ms(first), "≤ 3 s", first <= _READ_MANY)
        yield Row("the same once more", ms(again), "–", holds=True)
        _event(home, _MANY, _IDEAS_OF_MANY)
        cycles.add(cycles.open(slug), [_named(_MANY)])
        ((more,),) = in_turns(1, matrix)
        yield Row("the same with one more event", ms(more), "≤ 2 s", more <= _ONE_MORE)


def _many_events(home: Path, events: int, ideas: int) -> tuple[Cycles, str]:
    for number in range(events):
        _event(home, number, ideas)
    cycles = _cycles(home)
    slug = cycles.create("Mesure", "fr", {}, chosen=True)
    cycles.add(cycles.open(slug), [_named(number) for number in range(events)])
    return cycles, slug


def _event(home: Path, number: int, ideas: int) -> None:
    """Make an event with so many ideas of words that the Paris ideas have, a sixth of them existing."""
    sessions, draw = Sessions(str(home), {}), random.Random(number)
    sessions.workspace.create(complete(programme()), "Mesure", slug=_named(number))
    workshop: Workshop = sessions.open(_named(number))
    words = [word for item in read(PARIS, None).texts.items for word in item.text.split()]
    for table in range(1, 7):
        statuses = (Status.EXISTING if place % 6 == 0 else Status.TO_CREATE for place in range(table - 1, ideas, 6))
        drafts = [IdeaDraft(" ".join(draw.choices(words, k=draw.randint(5, 14))), status) for status in statuses]
        workshop.ideas.record_many(table, drafts)


def _named(number: int) -> str:
    return f"rencontre-{number:05d}"
