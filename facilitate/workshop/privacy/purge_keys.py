"""Keys of the programme that tell a name, and others in their place wherever acts speak of them.

A key is made of a title or a name when its item is added, and stays what it is. One that a later act speaks of is
kept, for that act is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, pairwise
from typing import Any

from facilitate.domain.event import Act, Event
from facilitate.domain.programme.people import LISTS
from facilitate.workshop.privacy.redactor import Redactor

# The fields of acts that name an item, by the list it is in.
FIELDS = {
    "phase": "phases",
    "speaker": "speakers",
    "axis": "axes",
    "category": "categories",
    "categories": "categories",
    "into": "categories",
}
_PICTURE = "pieces"  # the field of acts that holds a picture: no words
_OURS = re.compile("(?:" + "|".join(LISTS.values()) + r")-\d+")


class PurgeKeys:
    """The keys that a purge puts in the place of those that tell a name."""

    def __init__(self, old: Sequence[Event], later: Sequence[Event], redact: Redactor) -> None:
        found = [pair for event in old for pair in event.act.item_keys()]
        used = {key for _name, key in found} | {word for event in later for word in words_of(event.act)}
        spoken = {step for event in later for text in words_of(event.act) for step in text.split("/")}
        self._new: dict[str, dict[str, str]] = {name: {} for name in LISTS}
        for name, key in found:
            # Whoever speaks on a panel has a key made of their name, even where it is short.
            tells = redact.names_in_key(key) or (name == "speakers" and not _OURS.fullmatch(key))
            if tells and key not in spoken and key not in self._new[name]:
                free = (f"{LISTS[name]}-{number}" for number in count(1))
                self._new[name][key] = next(each for each in free if each not in used)
                used.add(self._new[name][key])

    def of(self, name: str, key: str) -> str:
        """Return what that key of a list becomes; itself where it tells nothing."""
        return self._new.get(name, {}).get(key, key)

    def path(self, path: str) -> str:
        """Return a path of the programme with each key in it as it becomes."""
        steps = path.split("/")
        return "/".join([steps[0], *(self.of(above, step) for above, step in pairwise(steps))])

    def fields(self, act: Any, names: Iterable[str]) -> dict[str, Any]:
        """Return the fields of an act that name an item, as they become."""
        return {name: self._value(FIELDS[name], getattr(act, name)) for name in names if name in FIELDS}

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self.of(name, key) for key in value)
        return self.of(name, value) if isinstance(value, str) else value


def is_without_names(one: Act, other: Act) -> bool:
    """Return whether a removal explains that two computers hold one act otherwise: it puts signs for words, or nothing.

    One that is not known here may have reached the other computer alone.
    """
    return type(one) is type(other) and _removed_from(one) != _removed_from(other)


def _removed_from(act: Act) -> tuple[int, int]:
    texts = [*words_of(act)]
    return sum(text.count("[") for text in texts), sum(not text for text in texts)


def words_of(value: Any) -> Iterator[str]:
    """Yield every text in an act or in what it holds, however deep, names of keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield str(name)
            yield from words_of(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from words_of(each)
    else:
        for name in getattr(value, "__dataclass_fields__", ()):
            yield from words_of(getattr(value, name)) if name != _PICTURE else ()
