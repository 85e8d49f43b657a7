"""A scripted sorter of the Paris event who makes no mistake: every double merged, every idea filed, by few key presses.

Keys are counted as the screens take them. Doubles come first: `d`, then for each pair `s` and Enter, or `d`; where the
queue is left is tried, and the others are merged by hand: marked in the list, in what a short search lists, or once
nothing else is listed. A digit files the proposal one looks at, `g` all that are confident; when is tried too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.labelled import Make
from benchmarks.measuring import MACHINE, SLUG, folder, opened
from facilitate.demo.materials import ideas, programme
from facilitate.domain.programme.document import complete
from facilitate.domain.text import folded
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.domain.values.ideas import Status
from facilitate.store.workspace import Workspace
from facilitate.workshop.suggestions.contract import Texts
from facilitate.workshop.suggestions.texts import clearest, frame_of, settled_pairs
from facilitate.workshop.views.duplicates import queue, quota
from facilitate.workshop.views.sort import Card, Deck, items_of

_SPARE = 40
_OPEN_AND_LEAVE = 2
_OPEN_AND_CHOOSE = 2  # m, and Enter
_SAME = 2  # s, and Enter for the wording that is offered
_DIFFERENT = 1
_MERGED = 2  # m, and Enter for the wording, once they are marked: Space marks and goes on, a marks all that is listed
_SEARCHED = 3  # f before what is typed, Enter after it, and Esc at the end
_LONGEST = 12
_WORTH = range(1, 9)


class Sorter:
    """Somebody who knows of each idea which proposal and category it belongs to."""

    def __init__(self, home: Path) -> None:
        Workspace(home, MACHINE).create(complete(programme()), "Paris", slug=SLUG)
        self._workshop = opened(home)
        self._group: dict[str, str] = {}
        self._category: dict[str, str] = {}
        for row in ideas():
            idea = self._workshop.ideas.record(row.table, row.text, Status(row.status))
            self._group[idea.id] = row.group
            self._category[idea.id] = self._workshop.programme.category(row.category).key

    def merge(self, make: Make) -> int:
        """Merge every double; how many keys it took."""
        keys = _OPEN_AND_LEAVE
        least = self._by_hand()
        matcher, session = make(self._texts()), self._workshop.session
        while True:
            matcher.read(self._texts())
            found = matcher.duplicates(quota(session) + _SPARE, settled_pairs(session))
            if not (pairs := queue(found, session).pairs):
                break
            keys += self._answer(pairs[0].a, pairs[0].b)
            least = min(least, keys + self._by_hand())
        for cards in self._doubles().values():
            self._workshop.proposals.merge([card.key for card in cards], clearest([card.text for card in cards]))
        return least

    def file(self, make: Make) -> int:
        """File every proposal, in the order of the list; how many keys it took."""
        texts = self._texts()
        truth = {card.key: self._category[self._first(card)] for card in self._cards()}
        return min(_filing(make, texts, truth, worth) for worth in _WORTH)

    def together(self, make: Make) -> int:
        """File and merge in one go, from the top of the list; how many keys it took.

        `=` merges with what is shown beside a proposal. Of a group that is not one yet, the last proposal is merged
        with the others by `m`, where some letters are typed.
        """
        matcher, session, keys = make(self._texts()), self._workshop.session, 0
        while left := [card for card in self._cards() if not card.category]:
            matcher.read(self._texts())
            here, settled = left[0], settled_pairs(session)
            group = self._group[self._first(here)]
            others = {
                card.key: card for card in self._cards() if self._group[self._first(card)] == group and card is not here
            }
            others.pop(here.key, None)
            shown = next(iter(matcher.near(here.key, 1, settled)), None)
            if shown and shown.likely and shown.b in others:
                keys += 1
                self._same(here, others[shown.b])
            elif others and all(card.category for card in others.values()):
                order = [each.b for each in matcher.near(here.key, len(session.all_proposals), settled)]
                price, other = min((self._finding(order, card), card.key) for card in others.values())
                keys += price
                self._same(here, others[other])
            else:
                keys += 1
                self._workshop.proposals.file([here.ref], self._category[self._first(here)])
        return keys

    def _same(self, one: Card, other: Card) -> None:
        self._workshop.duplicates.same(one.key, other.key, clearest([one.text, other.text]))

    def _finding(self, order: Sequence[str], wanted: Card) -> int:
        """The fewest keys from `m` to Enter, with so much typed that it is the highlighted row or few rows below."""
        cards = {card.key: card for card in self._cards()}
        rows = [*(key for key in order if key in cards), *(key for key in cards if key not in order)]
        words = {key: folded(f"{cards[key].ref} {cards[key].text}") for key in rows}
        least = rows.index(wanted.key)
        for typed in _parts(words[wanted.key]):
            if len(typed) >= least:
                break
            least = min(least, len(typed) + [key for key in rows if typed in words[key]].index(wanted.key))
        return least + _OPEN_AND_CHOOSE

    def _answer(self, a: str, b: str) -> int:
        cards = {card.key: card for card in self._cards()}
        if self._group[self._first(cards[a])] != self._group[self._first(cards[b])]:
            self._workshop.duplicates.answer(a, b, DuplicateAnswer.DIFFERENT)
            return _DIFFERENT
        self._workshop.duplicates.same(a, b, clearest([cards[a].text, cards[b].text]))
        return _SAME

    def _by_hand(self) -> int:
        """The keys it would take to merge what is not merged yet without the queue."""
        cards = self._cards()
        dearest = sorted(
            ((_merging(cards, each), each) for each in self._doubles().values()), key=lambda price: -price[0]
        )
        return min(
            _merging_last(cards, [each for _, each in dearest[:many]]) + sum(price for price, _ in dearest[many:])
            for many in range(len(dearest) + 1)
        )

    def _doubles(self) -> dict[str, list[Card]]:
        groups: dict[str, list[Card]] = {}
        for card in self._cards():
            groups.setdefault(self._group[self._first(card)], []).append(card)
        return {group: cards for group, cards in groups.items() if len(cards) > 1}

    def _cards(self) -> list[Card]:
        deck = Deck()
        deck.follow(self._workshop.session)
        return list(deck.cards.values())

    def _first(self, card: Card) -> str:
        return self._workshop.session.all_proposals[card.key].ideas[0]

    def _texts(self) -> Texts:
        return replace(frame_of(self._workshop.session), items=items_of(self._cards()))


def presses_per_idea(make: Make) -> float:
    """How many keys an idea took."""
    with folder() as home, folder() as other:
        sorter = Sorter(home)
        return min(sorter.merge(make) + sorter.file(make), Sorter(other).together(make)) / len(ideas())


def _merging(cards: Sequence[Card], doubles: Sequence[Card]) -> int:
    """The fewest keys that mark these and merge them, in the whole list or in what a search leaves of it."""
    wanted = {card.key for card in doubles}
    places = [place for place, card in enumerate(cards) if card.key in wanted]
    least = places[-1] - places[0] + 1 + _MERGED
    for typed in _parts(doubles[0].words):
        if len(typed) + _SEARCHED + 1 + _MERGED >= least:
            break
        listed = [card.key for card in cards if typed in card.words]
        if wanted <= set(listed):
            marking = 1 if len(listed) == len(wanted) else max(map(listed.index, wanted)) + 1
            least = min(least, len(typed) + _SEARCHED + marking + _MERGED)
    return least


def _merging_last(cards: Sequence[Card], groups: Sequence[Sequence[Card]]) -> int:
    """The keys when these are passed by while all others are filed, and merged when nothing else is in the list."""
    group = {card.key: number for number, each in enumerate(groups) for card in each}
    left = [group[card.key] for card in cards if card.key in group]
    keys = len(left) + bool(left)  # down at each, then to the top
    while left:
        keys += len(left) - left[::-1].index(left[0]) + _MERGED
        left = [each for each in left if each != left[0]]
    return keys


def _parts(words: str) -> Iterator[str]:
    """All that one may type to find a word or a part of one, the shortest first."""
    for size in range(1, _LONGEST + 1):
        runs = (words[at : at + size] for at in range(len(words) - size + 1))
        yield from dict.fromkeys(run for run in runs if " " not in run)


def _filing(make: Make, texts: Texts, truth: Mapping[str, str], worth: int) -> int:
    """The keys when `g` is pressed as soon as it saves so many."""
    keys, items = 0, {item.id: item for item in texts.items}
    matcher = make(texts)
    while left := [key for key, item in items.items() if not item.category]:
        matcher.read(replace(texts, items=tuple(items.values())))
        ranked = {key: next(iter(matcher.filing(key, 1)), None) for key in left}
        order = {category.key: place for place, category in enumerate(texts.categories)}
        sure = sorted(
            (order[each.category], key, each.category) for key, each in ranked.items() if each and each.confident
        )
        wrong = [place for place, (_, key, category) in enumerate(sure) if truth[key] != category]
        cost = 2 + (wrong[-1] + len(wrong) if wrong else 0)  # g, down to the wrong ones, Space at each, Enter
        if len(sure) - len(wrong) - cost >= worth:
            keys += cost
            done = [key for _, key, category in sure if truth[key] == category]
        else:
            keys += 1
            done = left[:1]
        items |= {key: replace(items[key], category=truth[key]) for key in done}
    return keys
