"""Suggestions worked out beside the screen: typing never waits for them, and what comes too late is dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from threading import Lock
from typing import TypeVar

from facilitate.domain.errors import FacilitateError
from facilitate.workshop.ports import Matcher
from facilitate.workshop.suggestions.contract import ProposalText, Texts
from facilitate.workshop.views.sort import Card, items_of

_T = TypeVar("_T")


class Suggester:
    """Asks a matcher in a thread, one question at a time; the matcher is made at the first question."""

    def __init__(self, make: Callable[[], Matcher]) -> None:
        self._make = make
        self._matcher: Matcher | None = None
        self._lock = Lock()
        self._asked: dict[str, int] = {}
        self._refused: set[str] = set()
        self._items: dict[str, tuple[Card, ProposalText]] = {}

    async def ask(self, kind: str, frame: Texts, cards: Iterable[Card], question: Callable[[Matcher], _T]) -> _T | None:
        """The answer for these cards; None when that kind of thing was asked again since.

        Raises `FacilitateError`, once for each kind: a model that cannot be read is not told again at every key.
        """
        asked = self._asked[kind] = self._asked.get(kind, 0) + 1
        held = tuple(cards)

        def answer() -> _T | None:
            with self._lock:
                return self._answer(frame, held, question) if asked == self._asked[kind] else None

        try:
            found = await asyncio.to_thread(answer)
        except FacilitateError:
            if kind in self._refused:
                return None
            self._refused.add(kind)
            raise
        return found if asked == self._asked[kind] else None

    def _answer(self, frame: Texts, cards: tuple[Card, ...], question: Callable[[Matcher], _T]) -> _T:
        if self._matcher is None:
            self._matcher = self._make()
        self._matcher.read(replace(frame, items=self._made(cards)))
        return question(self._matcher)

    def _made(self, cards: tuple[Card, ...]) -> tuple[ProposalText, ...]:
        """The items of the cards; those of cards that are the same as before are the same too."""
        before = self._items
        new = {item.id: item for item in items_of(card for card in cards if before.get(card.key, _NONE)[0] is not card)}
        self._items = {
            card.key: (card, new.get(card.key) or before[card.key][1]) for card in cards if not card.withdrawn
        }
        return tuple(item for _, item in self._items.values())


_NONE = (None, None)
