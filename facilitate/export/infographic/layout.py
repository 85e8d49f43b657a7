"""How the cards of the infographic may stand on its page: guesses, which the template then measures.

Cards stand in tiers, in the order of the typology. A tier is made of stacks as high as each other: a stack is one card,
or a few small ones. A stack is as wide as it has to say, so that areas follow the number of proposals; widths are whole
columns of a grid. To measure type is dear and to reckon is cheap: heights are guessed here from the number of letters,
and the template sets only what may fit. Lengths are points, or `em`, which are sizes of the type of a wording.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Any, TypeAlias

from facilitate.domain.frozen import dataclass

_GRID = 30
_LETTER = 0.46
"""The width of a letter of a usual sans serif, in em; what another font does to the heights the template finds out."""
_LEADING = 0.12
_LINE = 1 + _LEADING
"""From one line to the next, in em, for fonts that are as high as their size, as most are."""
_STEP = 0.965
_TIGHT = 1
_TINY = 2
_SMALL = (0.6, 0.4, 0.3)
"""The diameters of marks, in em, for more than there is room for."""
_NUMBERED = 0.85
"""The diameter of the smallest marks in which a number can be read, in em."""
_FEW_TRIED = 80
"""Up to so many proposals it takes no time to measure more ways to set them."""
_HANDFUL = 10
_SHARES = (1, 0.88, 0.75, 0.55, 0.3, 0)
_SLIGHT = 0.08
"""No tier but the first holds less than this share of everything."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A format, in points. `smallest` is the smallest type on it, `room` about how high its cards stand in all.

    Above `roomy`, type is so large that what is left over is room between lines. Up to `few` proposals there is room to
    be generous; above `many` everything moves together.
    """

    name: str
    width: float
    height: float
    margin: float
    smallest: float
    largest: float
    roomy: float
    room: float
    few: int
    many: int

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin


A3 = Sheet("a3", 1190.55, 841.89, 34, 9, 40, 18, 540, 60, 120)
SCREEN = Sheet("screen", 960, 540, 22, 14, 30, 18, 320, 10, 20)
SHEETS = {sheet.name: sheet for sheet in (A3, SCREEN)}
_USUAL = 0.6
_HIGHEST = 1.6
"""Which shares of the usual room the cards of a page may take: head and foot differ from event to event."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """What a card has to hold, in em; `marks` is the area of its marks in squares of the smallest.

    `wordings` are the widths of its first 0, 1, 2, … wordings on one line.
    """

    wordings: tuple[float, ...]
    title: float
    marks: float

    @property
    def many(self) -> int:
        """How many wordings there are."""
        return len(self.wordings) - 1


@dataclass(frozen=True, slots=True)
class Gaps:
    """The distances of a page at one size of type, and the diameter of its smallest mark, in points."""

    between: float
    card: float
    column: float
    gutter: float
    pad: float
    above: float
    head: float
    mark: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A card, in points: its width, that inside it, how many columns its list has, their width, and a wording's."""

    width: float
    inner: float
    columns: int
    column: float
    text: float


@dataclass(frozen=True, slots=True)
class _Tier:
    """Its height, and its stacks: the places of their cards, and how many columns of the grid each is wide."""

    height: float
    stacks: tuple[tuple[tuple[int, ...], int], ...]


def bulk(letters: Sequence[tuple[int, int]], title: int, title_scale: float) -> Bulk:
    """Reckon what a card holds from the letters and the ideas of each wording, and the letters of its title."""
    # Shared proposals are set in a heavier cut, and a title is followed by its number of ideas.
    widths = (_LETTER * many * (1.06 if ideas > 1 else 1) for many, ideas in letters)
    marks = sum((math.sqrt(ideas) + 0.32) ** 2 for _many, ideas in letters)
    return Bulk(tuple(accumulate(widths, initial=0.0)), _LETTER * (title * 1.1 * title_scale + 7), marks)


def scales(sheet: Sheet, proposals: int) -> dict[str, Any]:
    """Return the diameter of the smallest mark and the size of a title, in em: the more there is, the less."""
    tight = proposals > sheet.many
    mark = 0.95 if tight else 1.3 if proposals <= sheet.few else 1.1
    title = (1.2 if sheet is A3 else 1.05) if tight else 1.32
    return {"mark": mark, "title": title, "leading": _LEADING, "tight": tight}


def gaps(size: float, mark: float) -> Gaps:
    tight = 0.7 if mark < _TIGHT else 1
    return Gaps(
        between=0.34 * size * tight, card=0.7 * size * tight, column=1.6 * size * tight, gutter=1.6 * size,
        pad=0.75 * size * tight, above=0.6 * size * tight, head=0.55 * size, mark=mark * size,
    )  # fmt: skip


def shape(sheet: Sheet, gap: Gaps, size: float, units: int, many: int) -> Shape:
    """Return a card so many columns of the grid wide; a list has more columns where lines would be too long to read."""
    width = units * (sheet.inner + gap.card) / _GRID - gap.card
    inner = width - 2 * gap.pad
    columns = min(max(1, int((inner + gap.column) / (18 * size + gap.column))), max(1, many))
    column = (inner - (columns - 1) * gap.column) / columns
    return Shape(width, inner, columns, column, column - gap.gutter)


def whole(bulks: Sequence[Bulk], sheet: Sheet, mark: float) -> list[dict[str, Any]]:
    """Return the pages on which every wording may fit, from the biggest type to the smallest, the lowest first."""
    found: list[dict[str, Any]] = []
    size = sheet.largest
    while True:
        high = _poured(bulks, sheet, size, mark, 1) / sheet.room
        if high < _HIGHEST:
            found += _pages(bulks, sheet, size, mark, [one.many for one in bulks])
        if size == sheet.smallest:
            return found
        # Far from the usual it is enough to look here and there.
        step = 1 if high > _USUAL else 4
        size = max(sheet.smallest, size * _STEP**step)


def part(bulks: Sequence[Bulk], sheet: Sheet, mark: float, first: Sequence[int]) -> list[dict[str, Any]]:
    """Return the pages in the smallest type that show some wordings of each card, from the most to none.

    Some show the `first` so many of each, which come before all others, or one of each. After them come some with
    smaller marks, some whose cards leave it to the head of the page to say where their proposals are (`silent`), and
    then, for more cards than a page can hold, some in still smaller type: small, and still nothing is cut.
    """
    size, share = sheet.smallest, 1.0
    while share > _SLIGHT and _poured(bulks, sheet, size, mark, share) > sheet.room * 1.15:
        share *= 0.9

    def of_each(part: float) -> tuple[int, ...]:
        return tuple(math.ceil(one.many * part) for one in bulks)

    begun = [tuple(first), tuple(min(one.many, 1) for one in bulks)]
    few = sum(one.many for one in bulks) <= _FEW_TRIED
    tries = [(mark, most, False) for most in (*(of_each(share * part) for part in _SHARES), *begun)]
    if few:
        numbered = [(_NUMBERED, of_each(share * part), False) for part in _SHARES]
        tries = [(_SMALL[0], of_each(0), True), *tries, *numbered]
    tries += [(small, most, False) for small in _SMALL for most in (*map(of_each, (0.2, 0.1)), *begun, of_each(0))]
    tries += [(small, of_each(0), True) for small in _SMALL]
    made: dict[str, dict[str, Any]] = {}
    for marked, most, silent in dict.fromkeys(tries):  # where cards hold few, several shares are the same
        for page in _pages(bulks, sheet, size, marked, most, silent=silent):
            made.setdefault(repr((page["tiers"], page["most"], marked, silent)), {**page, "silent": silent})
    found = [*made.values()]
    while size > _TINY:
        size *= 0.8
        found += _pages(bulks, sheet, size, _SMALL[-1], of_each(0))[:1]
    return found


def _poured(bulks: Sequence[Bulk], sheet: Sheet, size: float, mark: float, share: float) -> float:
    """Return how high the cards would be if they were poured over the width of the page."""
    gap = gaps(size, mark)
    units = _least(sheet, gap, size)
    card = shape(sheet, gap, size, units, 1)
    area = sum(
        (_height(one, gap, size, card, math.ceil(one.many * share)) + gap.card) * (card.width + gap.card)
        for one in bulks
    )
    return area / sheet.inner


def _least(sheet: Sheet, gap: Gaps, size: float, *, silent: bool = False) -> int:
    """Return the columns of the grid under which no line can be read; a title alone needs less."""
    return min(math.ceil(((12.5 if silent else 15.5) * size + gap.card) / (sheet.inner + gap.card) * _GRID), _GRID)


def _pages(bulks: Sequence[Bulk], sheet: Sheet, size: float, mark: float, most: Sequence[int], *,
           silent: bool = False) -> list[dict[str, Any]]:  # fmt: skip
    """Return the lowest ways to set the cards at that size, one for each limit to how high stacks get."""
    gap = gaps(size, mark)
    least = _least(sheet, gap, size, silent=silent)

    @cache
    def shapes(many: int) -> list[Shape]:
        return [shape(sheet, gap, size, units, many) for units in range(least, _GRID + 1)]

    # A list of more wordings than the page has columns stands as any other such list does.
    widest = shape(sheet, gap, size, _GRID, max(one.many for one in bulks)).columns
    rows = [
        [_height(one, gap, size, card, shown, silent=silent) for card in shapes(min(one.many, widest))]
        for one, shown in zip(bulks, most, strict=True)
    ]
    cards = _Cards(rows, least, gap.card)
    made = {}
    many = sum(one.many for one in bulks)
    few = sum(most) < many <= _FEW_TRIED
    limits = (0.3, 0.45, 0.6, 0.8, 1.0) if few else (0.3, 0.6, 1.0)
    for limit in limits if len(bulks) <= _HANDFUL else (0.45, 1.0):
        tiers = cards.tiers(limit * sheet.room)
        if tiers:
            made[repr(tiers)] = _page(tiers, bulks, sheet, gap, size, most)
    return sorted(made.values(), key=lambda page: float(page["height"]))


def _height(one: Bulk, gap: Gaps, size: float, card: Shape, shown: int, *, silent: bool = False) -> float:
    beside = card.inner / size - 3.6
    many = len(one.wordings) - 1
    marks = max(1.2 * gap.mark, one.marks * gap.mark**2 / (beside * size) + 0.3 * gap.mark) if many else 0
    title = math.ceil(one.title / (beside - 0.5)) * 1.4 * size
    height = 2 * gap.pad + max(2.9 * size, title + marks + gap.above)
    if not many or silent:
        return height + (gap.above if many else 0)
    lines = max(shown, one.wordings[shown] / (card.text / size - 0.7) + 0.4 * shown) + (shown < many)
    between = shown * (gap.between - (_LINE - 1) * size)
    uneven = 0.7 * size if card.columns > 1 else 0
    return height + gap.above + (lines * _LINE * size + between) / card.columns + uneven


_Stacks: TypeAlias = tuple[tuple[int, int], ...]
"""Where the stacks of a tier begin and end."""
_Widened: TypeAlias = tuple[float, _Stacks, list[int]]
"""How high a tier is, its stacks, and how many columns of the grid each is wide."""


class _Cards:
    """The cards in order: how high each is in each width it may have. What was reckoned for one limit holds for all."""

    def __init__(self, rows: Sequence[Sequence[float]], least: int, between: float) -> None:
        self.rows, self._least, self._between = rows, least, between
        self._stacks: dict[tuple[int, int], Sequence[float]] = {}
        self._tiers: dict[_Stacks, _Widened | None] = {}

    def tiers(self, limit: float) -> list[_Tier]:
        """Return all cards in the tiers that are the lowest together; none where they cannot be so wide."""
        total = sum(row[0] for row in self.rows)
        best: list[tuple[float, list[_Widened]]] = [(0.0, [])]
        for end in range(1, len(self.rows) + 1):
            found: tuple[float, list[_Widened]] = (math.inf, [])
            bulk = 0.0
            for first in range(end - 1, -1, -1):
                bulk += self.rows[first][0]
                if best[first][0] >= found[0] or (bulk < total * _SLIGHT and first):
                    continue
                tier = self._tier(self._stacked(first, end, limit))
                if tier is None:
                    break
                height = best[first][0] + tier[0] + (self._between if first else 0)
                if height < found[0]:
                    found = (height, [*best[first][1], tier])
            best.append(found)
        return [
            _Tier(height, tuple((tuple(range(*stack)), wide) for stack, wide in zip(stacks, widths, strict=True)))
            for height, stacks, widths in best[-1][1]
        ]

    def _stacked(self, first: int, end: int, limit: float) -> _Stacks:
        """Small cards stand on each other up to the limit: where each stack begins and ends."""
        stacks = []
        begin, tall = first, self.rows[first][0]
        for place in range(first + 1, end):
            height = self.rows[place][0]
            if tall + self._between + height <= limit:
                tall += self._between + height
            else:
                stacks.append((begin, place))
                begin, tall = place, height
        return (*stacks, (begin, end))

    def _tier(self, stacks: _Stacks) -> _Widened | None:
        if stacks not in self._tiers:
            self._tiers[stacks] = self._widened(stacks)
        return self._tiers[stacks]

    def _widened(self, stacks: _Stacks) -> _Widened | None:
        """Widen the highest stack until the tier fills the grid; return its height, stacks and widths, or None."""
        spare = _GRID - self._least * len(stacks)
        if spare < 0:
            return None
        heights = [self._heights(*stack) for stack in stacks]
        wider = [0] * len(stacks)
        tall = [row[0] for row in heights]
        for _ in range(spare):
            highest = tall.index(max(tall))
            wider[highest] += 1
            tall[highest] = heights[highest][wider[highest]]
        return max(tall), stacks, [self._least + more for more in wider]

    def _heights(self, first: int, end: int) -> Sequence[float]:
        """Return how high a stack is in each width."""
        if end - first == 1:
            return self.rows[first]
        if (first, end) not in self._stacks:
            above, last = self._heights(first, end - 1), self.rows[end - 1]
            self._stacks[first, end] = [height + (self._between + one) for height, one in zip(above, last, strict=True)]
        return self._stacks[first, end]


def _page(tiers: Sequence[_Tier], bulks: Sequence[Bulk], sheet: Sheet, gap: Gaps, size: float,
          most: Sequence[int]) -> dict[str, Any]:  # fmt: skip
    def card(place: int, units: int) -> dict[str, Any]:
        made = shape(sheet, gap, size, units, bulks[place].many)
        return {"place": place, **{name: getattr(made, name) for name in Shape.__slots__}}

    return {
        "s": size,
        "silent": False,
        "most": list(most),
        "gap": {name: getattr(gap, name) for name in Gaps.__slots__},
        "height": sum(tier.height for tier in tiers) + (len(tiers) - 1) * gap.card,
        "tiers": [[[card(place, units) for place in stack] for stack, units in tier.stacks] for tier in tiers],
    }
