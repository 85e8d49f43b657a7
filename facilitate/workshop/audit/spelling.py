"""How far two spellings are apart, and which of many words are only a letter apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations


def close(one: str, other: str, most: int) -> bool:
    """Return whether at most `most` letters are wrong, missing, added or swapped (optimal string alignment)."""
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        following = [place]
        for here, against in enumerate(other, 1):
            cost = min(row[here] + 1, following[-1] + 1, row[here - 1] + (letter != against))
            swapped = place > 1 and here > 1 and letter == other[here - 2] and one[place - 2] == against
            following.append(min(cost, before[here - 2] + 1) if swapped else cost)
        if min(following) > most:
            return False
        before, row = row, following
    return row[-1] <= most


def neighbours(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of different words that are one letter apart.

    Two such words are alike once a letter is left out of one or of both, so that words need not be compared two by two
    (symmetric deletion, Garbe 2012).
    """
    seen: set[tuple[str, str]] = set()
    for group in _by_shorter(words).values():
        for pair in combinations(group, 2):
            if pair not in seen and close(*pair, 1):
                seen.add(pair)
                yield pair


def letter_apart(words: Iterable[str], others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each of the words with each of the others that is one letter apart from it."""
    shared = _by_shorter(others)
    for word in dict.fromkeys(words) if shared else ():
        found = {other: None for short in _shorter(word) for other in shared.get(short, ())}
        yield from ((word, other) for other in found if other != word and close(word, other, 1))


def _by_shorter(words: Iterable[str]) -> dict[str, list[str]]:
    shared: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        for short in _shorter(word):
            shared.setdefault(short, []).append(word)
    return shared


def _shorter(word: str) -> dict[str, None]:
    """Return a word, and what it is without any one of its letters."""
    return dict.fromkeys([word, *(word[:place] + word[place + 1 :] for place in range(len(word)))])


def inflected(one: str, other: str) -> bool:
    """Return whether one is merely the plural or the feminine of the other."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return longer in {shorter + ending for ending in ("s", "x", "e", "es", "n", "ne")}
