"""The worlds of an event, which are to be mixed: the groups of its programme, whatever guest lists call them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from facilitate.domain.text import folded, title_key

_COUNTED = re.compile(r"\s*\d{1,9}\s+(?=\D)")  # `12 habitants`, as programmes write their groups
_SHORTEST = 3  # letters of a word that tells a world; shorter ones are endings (`habitant·e·s`) and articles
# How a word ends for one person or several, a man or a woman; in plain letters, the first that fits.
_ENDINGS = (
    ("aux", "al"), ("ales", "al"), ("euses", "eur"), ("euse", "eur"), ("trices", "teur"), ("trice", "teur"),
    ("ennes", "en"), ("enne", "en"), ("elles", "el"), ("elle", "el"), ("ives", "if"), ("ive", "if"), ("eres", "er"),
    ("ere", "er"), ("ies", "y"), ("es", ""), ("s", ""), ("x", ""), ("e", ""),
)  # fmt: skip
# Endings that stand by themselves: `entrepreneur·euse·s`.
_APART = frozenset(("les", "des", "the", "euse", "euses", "trice", "trices", "rice", "rices", "nes", "ere", "eres"))


class Worlds:
    """The worlds of an event: the groups of its programme, and what guest lists call them or others.

    A value means the group that it is written like, be it of one person (`Élue`, `habitant·e`) and the group of several
    (`12 élus`, `Les habitants`). One that means none, or several, is a world of its own.
    """

    def __init__(self, groups: Sequence[str]) -> None:
        self._groups = {group: _words(_COUNTED.sub("", group, count=1)) for group in groups}
        self._found: dict[str, str] = {}
        self._others: dict[str, str] = {}
        self._worlds: dict[str, str] = {}

    @property
    def are_known(self) -> bool:
        """Whether the programme names any."""
        return bool(self._groups)

    @property
    def names(self) -> tuple[str, ...]:
        """The groups without how many people were expected of each."""
        return tuple(_COUNTED.sub("", group, count=1) for group in self._groups)

    def group(self, value: str) -> str:
        """Return the group that a value means; nothing where it means none, or may mean several."""
        if value not in self._found:
            self._found[value] = self._meant(value)
        return self._found[value]

    def of(self, value: str) -> str:
        """Return the world that a value means: a group, or what the first who said it called it."""
        if value not in self._worlds:
            key = " ".join(sorted(_words(value))) or value
            self._worlds[value] = self.group(value) or (self._others.setdefault(key, value) if value else "")
        return self._worlds[value]

    def counted(self, values: Iterable[str]) -> Mapping[str, int]:
        """Return how many people are of each world: the groups first, then others, last those who say none."""
        worlds = [self.of(value) for value in values]
        order = [*(group for group in self._groups if group in worlds), *(each for each in worlds if each)]
        return {world: worlds.count(world) for world in dict.fromkeys([*order, *(each for each in worlds if not each)])}

    def _meant(self, value: str) -> str:
        key, words = title_key(value), _words(value)
        same = [group for group in self._groups if title_key(group) == key]
        same = same or [group for group, those in self._groups.items() if words and words == those]
        if words and not same:
            same = [group for group, those in self._groups.items() if those and (words <= those or those <= words)]
        return same[0] if len(same) == 1 else ""


def _words(text: str) -> frozenset[str]:
    """Return the words that tell a world, without what only says how many or which of them there are."""
    words = re.findall(r"[^\W_]+", folded(text))
    telling = [word for word in words if (len(word) >= _SHORTEST or word.isdecimal()) and word not in _APART]
    return frozenset(map(_stem, telling)) or frozenset(words)


def _stem(word: str) -> str:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    return word
