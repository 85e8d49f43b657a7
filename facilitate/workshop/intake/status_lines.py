"""Lines of a list that only name a status: headings of the ideas below them, or the status of the idea above.

`Existe :`, `**À créer**` and `## What exists` stand above ideas; `: existe déjà`, `(existe déjà, à faire connaître)`
and `à créer` below one. None of them is an idea.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.frozen import dataclass
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.incoming import IncomingStatus
from facilitate.workshop.intake.points import Point
from facilitate.workshop.intake.section_ends import TASKS, plain_title
from facilitate.workshop.intake.status_headings import (
    READ_ABOVE,
    is_other_status,
    is_plainly_status,
    may_name_status,
    standing_of,
)
from facilitate.workshop.intake.status_phrases import phrase_beside
from facilitate.workshop.intake.table_titles import named_in, table_in_heading
from facilitate.workshop.intake.task_lines import are_tasks
from facilitate.workshop.intake.vocabulary import plain

_LONGEST = 70
_NEAR = 20  # lines above a status among which its idea stands
_AROUND = '*_=~#[]<>«»"“”|\u00a0\u202f \t:.;,-–—()→'
_BEHIND_IDEA = (":", "→", "=>", "->", "(", "[", "–", "—")
# Words that a line never ends with: it goes on in the next one.
_GOING_ON = frozenset(
    (
        *("qui", "que", "et", "ou", "de", "des", "du", "la", "le", "les", "un", "une", "a", "en", "pour", "ne", "n"),
        *("that", "which", "and", "or", "the", "is", "not", "if", "si", "il", "elle", "ca", "cela", "on", "it", "of"),
    )
)
_PART = re.compile(r"\s*[,;–—]\s*|\s-\s|\s\(")


@dataclass(frozen=True, slots=True)
class StatusLine:
    """A line that names a status; `rank` is a heading's, `indent` that of a bullet with points further in, else -1.

    `is_below` tells that it is of the idea above, of which `words` may say more: the last one, or where it is a bullet
    the last that is not as far in, `below`.
    """

    number: int
    status: IncomingStatus
    words: str
    rank: int = 0
    indent: int = -1
    is_below: bool = False
    is_ours: bool = True
    below: int = sys.maxsize


class StatusLines:
    """Such lines of a text, by the number of the line that follows each in what is left."""

    def __init__(self) -> None:
        self.before: dict[int, list[StatusLine]] = {}
        self.found: list[StatusLine] = []

    def notices(self) -> Iterator[Message]:
        """Tell what was read so."""
        above = list(dict.fromkeys(each.words for each in self.found if not each.is_below and each.is_ours))
        others = list(dict.fromkeys(each.words for each in self.found if not each.is_ours))
        if above:
            yield Message(READ_ABOVE, {"words": Names(tuple(above), 0)})
        if others:
            many = N_("Unknown statuses above ideas, read as “to be created”: {words}.")
            one = N_("Unknown status above ideas, read as “to be created”: {words}.")
            yield Message(one if len(others) == 1 else many, {"words": Names(tuple(others), 0)})
        if below := sum(1 for each in self.found if each.is_below):
            message = N_("A status on a line of its own is read as that of the idea above ({lines}).")
            yield Message(message, {"lines": counted(below, "line")})


def without_status_lines(lines: list[Line], *, as_written: bool = False) -> tuple[list[Line], StatusLines]:
    """The other lines, and those that name a status. Bullets are known by then; `as_written` all lines stay."""
    found = StatusLines()
    named = {place: each for place in range(len(lines)) if (each := _standing(lines, place))}
    for place in _tasks(lines, named):
        del named[place]
    if not any(each.is_ours for each in named.values()):
        return lines, found
    named |= {place: replace(named[place], is_below=True, words="") for place in _each_below_idea(lines, named)}
    found.found = list(named.values())
    if as_written:
        for place, each in named.items():
            found.before.setdefault(place + (not each.is_below), []).append(replace(each, words=""))
        return lines, found
    kept: list[Line] = []
    waiting: list[StatusLine] = []
    for place, line in enumerate(lines):
        if place in named:
            waiting.append(named[place])
            continue
        if waiting:
            found.before[len(kept)] = waiting
            line.after_blank = line.after_blank or not line.bulleted  # it goes on with nothing
            waiting = []
        kept.append(line)
    if waiting:
        found.before[len(kept)] = waiting
    return kept, found


def _tasks(lines: Sequence[Line], named: Mapping[int, StatusLine]) -> set[int]:
    """`## À faire` where who wrote has to: below the last table beside no other status, or above what says who does it.

    Below the last table, it has the rank of its heading.
    """
    called = {place for place in named if plain_title(lines[place].words) in TASKS}
    shaped = {place for place in called if are_tasks(_below(lines, place, named))}
    headings = {place for place in named if lines[place].form == "heading"}
    found = called & headings
    tables = (
        [
            place
            for place, line in enumerate(lines)
            if line.form == "heading" and table_in_heading(line.text) is not None
        ]
        if found
        else []
    )
    if not tables:
        return shaped
    last = tables[-1]
    if any(lines[place].rank <= lines[last].rank for place in headings - found):
        return shaped
    return shaped | {place for place in found if place > last and lines[place].rank <= lines[last].rank}


def _below(lines: Sequence[Line], place: int, named: Collection[int]) -> list[str]:
    """What stands below a title: its list, or the lines to the next title; points further in say more of theirs."""
    found: list[str] = []
    for at in range(place + 1, len(lines)):
        line = lines[at]
        apart = found and line.after_blank and not line.bulleted
        if line.form != "words" or at in named or apart or named_in(line.words) is not None:
            break
        if line.indent <= lines[place + 1].indent:
            found.append(line.words)
    return found


def _each_below_idea(lines: Sequence[Line], named: Mapping[int, StatusLine]) -> Iterator[int]:
    """`Un four`, `Existe déjà`, `Un pré`, `À créer`: those of a table's part that begins with no status and ends so."""
    parts = [place for place, line in enumerate(lines) if place not in named and _begins_part(line)] or [-1]
    beginning = {0, *(place + 1 for place in parts)}
    if any(place < parts[0] or place in beginning for place in named):
        return
    for first, end in pairwise((*parts, len(lines))):
        places = [place for place in range(first + 1, end) if place in named]
        one_by_one = all(right - left == 2 for left, right in pairwise((first, *places)))  # noqa: PLR2004 -- every other
        if places and places[-1] == end - 1 and one_by_one and all(_is_plain(lines[place]) for place in places):
            yield from places


def _begins_part(line: Line) -> bool:
    return line.form == "heading" or named_in(line.words) is not None


def _goes_on(above: Line, line: Line) -> bool:
    if not _is_plain(line) or line.after_blank or above.form != "words":
        return False
    return plain(above.words).rpartition(" ")[2] in _GOING_ON


def _is_plain(line: Line) -> bool:
    return line.form == "words" and not line.bulleted and not _ends_or_is_bold(line.words)


def _standing(lines: Sequence[Line], place: int) -> StatusLine | None:
    line = lines[place]
    if line.form == "rule" or len(line.text) > _LONGEST:
        return None
    words = line.words.strip(_AROUND)
    if not may_name_status(words) or (place and _goes_on(lines[place - 1], line)):
        return None
    if line.form == "words" and (below := _below_idea(lines, place, words)):
        return below
    decorated = not (line.bulleted or _is_plain(line)) or _ends_or_is_bold(line.words)
    after = lines[place + 1] if place + 1 < len(lines) else None
    parts = line.bulleted and after is not None and after.bulleted and after.indent > line.indent
    ours = standing_of(words)
    if ours is None and not (decorated and is_other_status(words)):
        return None
    if not (decorated or parts or (not line.bulleted and is_plainly_status(words))):
        return None
    rank = line.rank if line.form == "heading" else 0
    return StatusLine(
        line.number, ours or "to_create", words, rank, line.indent if parts else -1, is_ours=ours is not None
    )


def _ends_or_is_bold(words: str) -> bool:
    return words.rstrip("* \u00a0\u202f").endswith(":") or _is_bold(words)


def _is_bold(words: str) -> bool:
    bare = words.strip(" \u00a0:")
    return bare.startswith(("**", "__")) and bare.endswith(("**", "__"))


def _below_idea(lines: Sequence[Line], place: int, words: str) -> StatusLine | None:
    """A status below an idea: behind a sign, in brackets, or in small letters right below it."""
    line, above = lines[place], _idea_above(lines, place)
    if above is None or above.form != "words" or named_in(above.words) or above.words.rstrip(" *").endswith(":"):
        return None
    text = line.text
    behind = text.startswith(_BEHIND_IDEA) and not text.rstrip(" *").endswith(":")
    further_in = line.bulleted and line.indent > above.indent and not line.words.rstrip(" *").endswith(":")
    after = lines[place + 1] if place + 1 < len(lines) else None
    small = _is_plain(line) and not line.after_blank and words[:1].islower() and words == text.rstrip(" .")
    small = small and not above.words[:1].islower() and not (after and after.bulleted)
    within = not line.bulleted and above.bulleted and not line.after_blank and line.indent > above.indent
    if not (behind or further_in or small or within) or (
        line.bulleted and line.indent <= above.indent and above.bulleted
    ):
        return None
    head, *rest = _PART.split(words, maxsplit=1)
    status = standing_of(head)
    if status is None or not is_plainly_status(head):
        if phrase_beside(f"x – {words}") != "existing":
            return None
        status, rest = "existing", [words]
    if after is not None and after.bulleted and after.indent > line.indent:
        return None
    below = line.indent if further_in else sys.maxsize
    return StatusLine(line.number, status, words if rest else "", is_below=True, below=below)


def _idea_above(lines: Sequence[Line], place: int) -> Line | None:
    """The line above, or the bullet that is not as far in: what people said of it may stand between."""
    line = lines[place]
    for at in range(place - 1, max(-1, place - _NEAR), -1) if line.bulleted else ():
        if not lines[at].bulleted:
            break
        if lines[at].indent < line.indent:
            return lines[at]
    return lines[place - 1] if place else None


class StatusInForce:
    """Remembers which status the headings above a line give it."""

    def __init__(self, standings: StatusLines) -> None:
        self._before = standings.before
        self._standing: StatusLine | None = None
        self._of_tables = self._is_fresh = self._is_nested = self._met_table = False

    def meet(self, place: int, points: Sequence[Point], *, is_table: bool) -> None:
        """Take note of the lines that stood before one, below these points; `is_table` where that names a table."""
        for standing in self._before.get(place, ()):
            if not standing.is_below:
                self._standing, self._is_fresh, self._is_nested = standing, True, False
                # Below the ideas of a table, one that stands right above the next table has no ideas.
                self._of_tables = is_table and (self._of_tables or not self._met_table)
            elif last := next((point for point in reversed(points) if point.indent < standing.below), None):
                last.status = standing.status
                last.below += [standing.words] if standing.words else []

    def turn_to_table(self, name: str) -> None:
        """Another table begins, whose name may say a status; one above the tables goes on."""
        self._met_table = True
        if status := standing_of(name):
            self._standing, self._of_tables = StatusLine(0, status, ""), False
        elif not self._of_tables:
            self._standing = None

    def turn_to_part(self, rank: int = 0) -> None:
        """A heading or a theme begins: it ends the status, unless it stands right below it and parts its ideas."""
        standing = self._standing
        self._is_nested = self._is_nested or self._is_fresh
        if standing and not (self._is_nested and (not standing.rank or not rank or rank > standing.rank)):
            self._standing = None

    def of(self, line: Line) -> IncomingStatus | None:
        """The status of an idea on a line."""
        standing, self._is_fresh = self._standing, False
        if standing and 0 <= line.indent <= standing.indent:
            self._standing = standing = None
        return standing.status if standing else None
