"""Which names of items are one: a plural, an article or an accent makes no other item, and a letter may be a slip."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from facilitate.domain.text import folded

ItemKey = tuple[str, ...]

_WORD = re.compile(r"\w+|[&+]")
_LITTLE = frozenset("a an au aux d de des du en l la le les of the un une".split())  # noqa: SIM905 -- as a list it is long
_AND = {"&": "et", "+": "et", "and": "et"}
_LONG = 6  # letters: in shorter words one letter makes another word
_SHORT = 3  # letters of a word that has no plural


def item_key(title: str) -> ItemKey:
    """Return the words of a title that count, in small letters and the singular; two titles of one key are one item."""
    words = [_AND.get(word, word) for word in _WORD.findall(folded(title))]
    while len(words) > 1 and words[0].isdecimal():  # `2. Lieux de rencontre`
        del words[0]
    # The last word counts always: `Axe A` is not `Axe`.
    return tuple(_singular(word) for word in words[:-1] if word not in _LITTLE) + tuple(map(_singular, words[-1:]))


def _singular(word: str) -> str:
    """Return one form for a word in the singular and in the plural, in French and in English; it may be no word."""
    if len(word) <= _SHORT or word.isdecimal():
        return word
    if word.endswith("al"):  # `local`, as `locaux` without its x
        return f"{word[:-1]}u"
    if word.endswith("y"):  # `city`, as `cities` without its s
        return f"{word[:-1]}ie"
    return word[:-1] if word[-1] in "sx" and not word.endswith("ss") else word


def close_item(key: ItemKey, others: Iterable[ItemKey]) -> ItemKey:
    """Return the first of the others that may be meant by a name, where it is none of them; an empty one for none."""
    return next((other for other in others if other != key and _is_close(key, other)), ())


def _is_close(one: ItemKey, other: ItemKey) -> bool:
    """Whether a letter of a long word is wrong, the words stand in another order, or there is one more of them."""
    if len(one) == len(other):
        differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        return (len(differing) == 1 and _a_letter_apart(*differing[0])) or sorted(one) == sorted(other)
    short, long = sorted((one, other), key=len)
    # One word more than a single one is another subject: `Culture`, `Culture numérique`. So are two things put
    # together: `Lieux de rencontre`, `Lieux et rencontres`.
    return len(short) > 1 and len(long) == len(short) + 1 and short in _one_left_out(long)


def _one_left_out(words: ItemKey) -> Iterator[ItemKey]:
    for place, word in enumerate(words):
        if word != "et":
            yield words[:place] + words[place + 1 :]


def _a_letter_apart(one: str, other: str) -> bool:
    """Whether a letter is wrong, missing, added or misplaced: the words are alike once each may lose one."""
    if min(len(one), len(other)) < _LONG or not (one + other).isalpha():
        return False
    return not _shorter(one).isdisjoint(_shorter(other))


def _shorter(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
