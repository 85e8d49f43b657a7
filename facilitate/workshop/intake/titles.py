"""Lines that name the table of the lines below them, told by their form: the word, a number, and a list below.

`Table 3`, `**Tisch 3**`, `Table n° 3 – mobilité`, `Groupe 3 : les aînés` are titles, and so is `Table 3 les aînés` above
a list. `Table 2 bancs devant la mairie` is an idea.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from facilitate.workshop.intake.bullets import Line

_LONGEST = 200
_SHORT_NAME = 4  # words
_SEVERAL = 2
_FEW = 5  # one of so many

Rank: TypeAlias = Literal["table", "group", "short"]
# What a file calls its tables is the first of these that it uses: a group inside a table is no table.
_RANKS: tuple[Rank, ...] = ("table", "group", "short")
_TABLE_WORDS = "table|tisch|mesa|tavolo|tafel|taula|bord|masa|st[oóôů][lł]|asztal|стол|стіл|طاولة"
_GROUP_WORDS = (
    "tableau|(?:sous-?)?groupe|(?:sub-?)?group|gruppe|gruppo|grupo|groep|grupp|grupa|[ée]quipe|team|[iî]lot|tbl|grp"
)
_TITLE = re.compile(
    rf"(?:(?P<table>{_TABLE_WORDS})|(?P<group>{_GROUP_WORDS})|(?P<short>[tg]))s?[ \u00a0\u202f_.-]*"
    r"(?:n[ \u00a0]?[°ºo]s?\.?|n\.|n[uú]m[eé]ro|number|nummer|nr\.?|#|№)?[ \u00a0\u202f]*"
    r"(?P<number>[0-9]{1,6})(?!\w|[.,/][0-9])(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_TWO_TABLES = re.compile(r"\s*(?:,|&|\+|/|-|–|à|et|and|und|y|e)\s*(?:[^\W\d]+\s*)?[0-9]{1,3}\W*$", re.IGNORECASE)
_APART = re.compile(r"\s*[^\w\s,'’]")
_NUMBERED = re.compile(
    r"([^\W\d_][^\d:(]{1,30}?)[ \u00a0]*(?:n[°ºo][ \u00a0]?)?([0-9]{1,2})(?=\s*(?:[:–—(.-]|$))(.*)", re.DOTALL
)
_BEGINS_WITH_TABLE = re.compile(rf"(?:{_TABLE_WORDS})\b", re.IGNORECASE)
_TAGS = re.compile(r"</?\w{1,10}>|\{[^{}]*\}$")
_DECORATION = '*_=~#[]<>«»"“”|\u00a0\u202f \t'
_AROUND_NAMES = _DECORATION + ":.,;-–—()"


@dataclass(frozen=True, slots=True)
class Named:
    """A line read as if it were a title.

    `name` stands after the number, `apart` when a sign is between them; `table` is None where two are named;
    `decorated` when the line is set in bold, underlined or framed.
    """

    rank: Rank
    table: int | None
    name: str
    apart: bool
    decorated: bool


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the table it names, if it names one."""

    table: int | None
    name: str = ""


@dataclass(slots=True)
class Titles:
    """What was found, by the place of its line.

    `tables` are titles; `labels` ideas with their table before them; `others` titles that number something else, and
    move nothing; `doubtful` lines that look like the titles of this text and were taken as ideas.
    """

    tables: dict[int, Title] = field(default_factory=dict)
    labels: dict[int, Title] = field(default_factory=dict)
    others: set[int] = field(default_factory=set)
    doubtful: list[int] = field(default_factory=list)


def named_in(text: str) -> Named | None:
    """Read a line as if it were a title; None for what begins otherwise."""
    if len(text) > _LONGEST:
        return None
    bare = _TAGS.sub("", text) if "<" in text or "}" in text else text
    found = _TITLE.match(bare.lstrip(_DECORATION + "-–—"))
    if not found:
        return None
    rest = found["rest"]
    rank: Rank = "table" if found["table"] else "group" if found["group"] else "short"
    if _TWO_TABLES.match(rest):
        return Named(rank, None, "", apart=True, decorated=False)
    decorated = bare is not text or bare[0] in "*_=~[«" or bare.startswith("--")
    return Named(rank, int(found["number"]), rest.strip(_AROUND_NAMES), bool(_APART.match(rest)), decorated)


def find_titles(lines: Sequence[Line]) -> Titles:
    """Tell which lines are titles. Bullets are known by then."""
    page = _Page(lines)
    found = Titles()
    if not page.named:
        found.others = {place for place, _ in page.numbered()}
        return found
    found.labels = page.labels()
    if found.labels:
        return found
    for rank in _RANKS:
        page.read_rank(rank, found)
    for place, title in page.numbered():
        if place in found.tables or place in found.others:
            continue
        if title.table is not None:
            found.tables[place] = title
        else:
            found.others.add(place)
    return found


class _Page:
    """The lines around each other."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.named: dict[int, Named] = {}
        for place, line in enumerate(lines):
            if named := named_in(line.words):
                self.named[place] = named

    def read_rank(self, rank: Rank, found: Titles) -> None:
        """Add the titles of one rank: to the tables if there is none of a higher one, else to the others."""
        above = None
        higher = bool(found.tables)
        for place, named in self.named.items():
            if named.rank != rank:
                continue
            if self.lines[place].form == "heading":
                above = named.table or above
            elif self._is_title(place, named, above):
                above = named.table or above
                if higher:
                    found.others.add(place)
                else:
                    found.tables[place] = Title(named.table, named.name)
            elif above is not None and not higher and not self.lines[place].bulleted and rank != "short":
                found.doubtful.append(place)

    def _is_title(self, place: int, named: Named, above: int | None) -> bool:
        line = self.lines[place]
        below = self._below(place)
        listed = below is not None and (below.bulleted or below.indent > line.indent)
        if line.bulleted:
            deeper = below is not None and below.indent > line.indent
            return (not named.name and named.rank == "table") or (deeper and (named.apart or not named.name))
        if named.rank == "short":
            return listed and (named.apart or not named.name)
        if not named.name or named.decorated or self._is_underlined(place):
            return True
        alone = line.after_blank or place == 0 or self.lines[place - 1].form != "words"
        if named.apart:
            return listed or above is not None or self._blank_below(place) or (alone and below is not None)
        if listed:
            return alone or above is not None
        # `Table 2 les aînés` below the ideas of table 1, none of them with a bullet.
        next_one = above is not None and named.table == above + 1 and below is not None
        return next_one and alone and len(named.name.split()) <= _SHORT_NAME

    def _below(self, place: int) -> Line | None:
        """The words below a line, if there are any before the next title."""
        for after in range(place + 1, len(self.lines)):
            line = self.lines[after]
            if line.form != "rule":
                return line if line.form == "words" and (after not in self.named or line.bulleted) else None
        return None

    def _blank_below(self, place: int) -> bool:
        return place + 1 < len(self.lines) and self.lines[place + 1].after_blank

    def _is_underlined(self, place: int) -> bool:
        after = self.lines[place + 1] if place + 1 < len(self.lines) else None
        return after is not None and after.form == "rule" and not after.after_blank

    def labels(self) -> dict[int, Title]:
        """`Table 1 : un banc`, `Table 2 : un four`: each line names the table of its own idea."""
        words = {place: named for place, named in self.named.items() if self.lines[place].form == "words"}
        if len(words) < len(self.named) or not all(named.name and named.apart for named in words.values()):
            return {}
        if all(self.lines[place].bulleted for place in words) and len(words) < _SEVERAL:
            return {}
        above_others = sum(self._has_others_below(place) for place in words)
        repeated = len({named.table for named in words.values()}) < len(words)
        if above_others and not (repeated and above_others * _FEW <= len(words)):
            return {}
        return {place: Title(named.table, self._after_number(place)) for place, named in words.items()}

    def _has_others_below(self, place: int) -> bool:
        return any(
            line.form == "words" and after not in self.named
            for after, line in enumerate(self.lines[place + 1 : place + 2], place + 1)
        )

    def _after_number(self, place: int) -> str:
        found = _TITLE.match(self.lines[place].words.lstrip(_DECORATION + "-–—"))
        rest = found["rest"] if found else self.lines[place].words
        return rest.lstrip().lstrip(":.;-–—)]*_|=> \t\u00a0\u202f")

    def numbered(self) -> Iterator[tuple[int, Title]]:
        """Titles of anything else that is numbered, each above a list of its own: `Axe 1 : …`, `Table ronde n° 2`."""
        found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for place, line in enumerate(self.lines):
            if line.form != "words" or line.bulleted or len(line.text) > _LONGEST or place in self.named:
                continue
            numbered = _NUMBERED.match(line.text.strip(_DECORATION))
            if numbered and (below := self._below(place)) and below.bulleted:
                found[numbered[1].casefold()].append((place, int(numbered[2]), numbered[3].strip(_AROUND_NAMES)))
        for word, places in found.items():
            if len({number for _, number, _ in places}) < _SEVERAL:
                continue
            of_tables = bool(_BEGINS_WITH_TABLE.match(word))
            for place, number, name in places:
                yield place, Title(number if of_tables else None, name)
