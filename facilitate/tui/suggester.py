"""Suggestions worked out beside the screen: typing never waits for them, and what comes too late is dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from threading import Event, Lock
from typing import TypeVar

from facilitate.domain.errors import FacilitateError
from facilitate.workshop.ports import Matcher, Preparation
from facilitate.workshop.suggestions.contract import ProposalText, Texts
from facilitate.workshop.views.sort import Card, items_of

_T = TypeVar("_T")


class Suggester:
    """Asks a matcher in a thread, one question at a time.

    Words answer at once; a matcher by meaning, where there is one, takes over when it is ready.
    """

    def __init__(self, by_words: Callable[[], Matcher], by_meaning: Callable[[], Preparation | None]) -> None:
        self._make_words = by_words
        self._make_meaning = by_meaning
        self._matcher: Matcher | None = None
        self._preparation: Preparation | None = None
        self._lock = Lock()
        self._asked: dict[str, int] = {}
        self._items: dict[str, tuple[Card, ProposalText]] = {}
        self._getting_ready = False
        self._no_meaning = False
        self._left = Event()
        self.by_meaning = False  # whether meaning is compared by now, and not words alone
        self.when_ready: list[Callable[[], None]] = []

    def leave(self) -> None:
        """Stop what is being got ready: nobody looks any more."""
        self._left.set()

    async def ask(self, kind: str, frame: Texts, cards: Iterable[Card], question: Callable[[Matcher], _T]) -> _T | None:
        """The answer for these cards; None when that kind of thing was asked again since."""
        asked = self._asked[kind] = self._asked.get(kind, 0) + 1
        held = tuple(cards)

        def answer() -> _T | None:
            with self._lock:
                return self._answer(frame, held, question) if asked == self._asked[kind] else None

        found = await asyncio.to_thread(answer)
        return found if asked == self._asked[kind] else None

    def _answer(self, frame: Texts, cards: tuple[Card, ...], question: Callable[[Matcher], _T]) -> _T:
        if self._matcher is None:
            self._matcher = self._make_words()
        self._matcher.read(self._texts(frame, cards))
        return question(self._matcher)

    async def get_ready(self, frame: Texts, cards: Iterable[Card], tell: Callable[[int, int], None]) -> bool:
        """Have meaning compared for these cards, if it can be; True when that has just begun for them.

        `tell` is called with how many texts of how many are ready. Raises `FacilitateError`, once.
        """
        if self._getting_ready or self._no_meaning:
            return False
        held, loop = tuple(cards), asyncio.get_running_loop()
        self._getting_ready = True

        def tell_here(done: int, of: int) -> None:
            loop.call_soon_threadsafe(tell, done, of)

        try:
            begun = await asyncio.to_thread(self._get_ready, frame, held, tell_here)
        except FacilitateError:
            self._no_meaning = True
            raise
        finally:
            self._getting_ready = False
        if begun:
            for each in tuple(self.when_ready):
                each()
        return begun

    def _get_ready(self, frame: Texts, cards: tuple[Card, ...], tell: Callable[[int, int], None]) -> bool:
        if self._preparation is None:
            self._preparation = self._make_meaning()
        if (preparation := self._preparation) is None:
            self._no_meaning = True
            return False
        with self._lock:
            texts = self._texts(frame, cards)
        if self.by_meaning and preparation.is_ready(texts):
            return False
        if (matcher := preparation.prepare(texts, tell, self._left.is_set)) is None:
            return False
        with self._lock:
            matcher.read(texts)
            self._matcher, self.by_meaning = matcher, True
        return True

    def _texts(self, frame: Texts, cards: tuple[Card, ...]) -> Texts:
        """The texts of the frame and of the cards; items of cards that are the same as before are the same too."""
        before = self._items
        new = {item.id: item for item in items_of(card for card in cards if before.get(card.key, _NONE)[0] is not card)}
        self._items = {
            card.key: (card, new.get(card.key) or before[card.key][1]) for card in cards if not card.withdrawn
        }
        return replace(frame, items=(*frame.items, *(item for _, item in self._items.values())))


_NONE = (None, None)
