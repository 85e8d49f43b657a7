"""Badge numbers: a short number for each person, which a badge carries and the wall shows in the place of a name.

A number is drawn when somebody is added, and kept in that act: nothing that comes later changes it. What is printed is
out of reach, so a number is never given twice, neither after a removal nor after an undo. The event's own computer
counts 1, 2, 3…; another one, which may be offline, has hundreds of its own above 1000, except for the first list it
takes in: whoever took in the same list there has counted the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from itertools import count

from facilitate.domain.values.people import BadgeDrawn

_ELSEWHERE = range(1_000, 10_000)  # the numbers of other computers than the event's own
_BLOCK = 100


def badge_numbers(drawn: Mapping[str, BadgeDrawn]) -> dict[str, int]:
    """Return the number of each person; `drawn` has what was drawn by the event of each addition.

    Of several that one person was given on computers which did not know of each other, it is that of the event's own,
    else the first. Several people who were given one number all keep it, for they may wear it: see `drawn_by_several`.
    """
    numbers: dict[str, int] = {}
    for _event, badge in sorted(drawn.items(), key=lambda each: (each[1].away, each[0])):
        if badge.number:
            numbers.setdefault(badge.person, badge.number)
    taken = set(numbers.values())
    unsaid = (each.person for _event, each in sorted(drawn.items()) if each.person not in numbers)
    numbers.update(zip(dict.fromkeys(unsaid), (number for number in count(1) if number not in taken), strict=False))
    return numbers


def drawn_by_several(drawn: Mapping[str, BadgeDrawn], among: Collection[str]) -> dict[int, list[str]]:
    """Return the numbers that several of some people were given, on computers that did not know of each other."""
    people: dict[int, dict[str, None]] = {}
    for _event, each in sorted(drawn.items()):
        if each.number and each.person in among:
            people.setdefault(each.number, {})[each.person] = None
    return {number: list(those) for number, those in sorted(people.items()) if len(those) > 1}


def next_badges(taken: Collection[int], tag: str, *, listed: bool) -> Iterator[int]:
    """Yield the numbers to draw on a computer of that tag, where these are `taken`; `listed` for a guest list."""
    if tag and (taken or not listed):
        yield from _own_hundreds(taken, tag)
    first = max((number for number in taken if number not in _ELSEWHERE), default=0) + 1
    yield from (number for number in count(first) if number not in _ELSEWHERE)


def _own_hundreds(taken: Collection[int], tag: str) -> Iterator[int]:
    blocks = len(_ELSEWHERE) // _BLOCK
    first = int.from_bytes(sha256(tag.encode()).digest()[:4], "big")
    for place in range(blocks):
        start = _ELSEWHERE.start + _BLOCK * ((first + place) % blocks)
        block = range(start, start + _BLOCK)
        yield from range(max((number for number in taken if number in block), default=start - 1) + 1, block.stop)
