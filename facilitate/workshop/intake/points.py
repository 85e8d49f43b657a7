"""Points of a list, and the points below them: ideas of their own, or the detail of the one above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.text import LONGEST, clean
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.board_words import refuse_board_words
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.contact_lines import refuse_contact
from facilitate.workshop.intake.incoming import (
    Candidate,
    IncomingStatus,
    Outcome,
    SubPoints,
    Tables,
    admit,
    refusal,
)
from facilitate.workshop.intake.link_lines import refuse_link
from facilitate.workshop.intake.no_ideas import is_name
from facilitate.workshop.intake.vocabulary import is_idea_title

# Where it can be chosen, how is told beside them.
AS_IDEAS = (
    N_("{points}: read as an idea, with the point above as its detail."),
    N_("{points}: read as ideas, each with the point above as its detail."),
)
AS_DETAIL = (
    N_("{points}: read as a detail of the point above, not as an idea."),
    N_("{points}: read as details of the point above, not as ideas."),
)
_NO_DETAIL = (
    N_("{points}: read as an idea, since it cannot be a detail of the point above."),
    N_("{points}: read as ideas, since they cannot be details of the point above."),
)
NO_SUB_POINTS = N_(
    "No sub-points found: no line stands further in below a bullet. --sub-points detail changes nothing."
)
_DEEPER = 2
_MOST_LEVELS = 5  # the titles' among them
_MOST_BY_ONE = 3  # levels that are a space apart each
_LONG = 500


class Point:
    """An idea as far as it was read: where it stands, its words, its table, why it is none, the point above it.

    `whole` are its words with the name of who said them.
    """

    __slots__ = (
        "above",
        "below",
        "bulleted",
        "indent",
        "number",
        "raw",
        "reason",
        "status",
        "table",
        "text",
        "ticked",
        "whole",
    )

    def __init__(self, line: Line, text: str, table: int | None = None, reason: str = "") -> None:
        self.number = line.number
        self.raw = line.raw
        self.text = text
        self.indent = line.indent
        self.bulleted = line.bulleted
        self.table = table
        self.reason = reason
        self.status: IncomingStatus | None = None
        self.whole = line.whole
        self.ticked = line.ticked
        self.above: Point | None = None
        self.below: list[str] = []


class Nesting:
    """Remembers which bullet each one stands below, further in, and where `by_indent` the same of lines without one."""

    def __init__(self, *, by_indent: bool = False) -> None:
        self._by_indent = by_indent
        self._parents: list[Point] = []

    def begin(self) -> None:
        """Forget what stands above: another list begins."""
        self._parents = []

    def take(self, point: Point, step: int = _DEEPER) -> None:
        """Note the next point; one below another stands further in by a step at least."""
        self._parents = [each for each in self._parents if each.indent + step <= point.indent]
        if not point.bulleted and not self._by_indent:
            self._parents = []
            return
        if self._parents and self._parents[-1].bulleted != point.bulleted:
            self._parents = []
        point.above = self._parents[-1] if self._parents else None
        self._parents.append(point)


def are_in_levels(lines: Iterable[Line]) -> bool:
    """Whether the lines without a bullet are indented as a list is: by a step, to a few levels, not at random."""
    indents = sorted({line.indent for line in lines if line.form == "words" and not line.bulleted})
    if not 1 < len(indents) <= _MOST_LEVELS:
        return False
    step = indents[1] - indents[0]
    return step >= _DEEPER and all((indent - indents[0]) % step == 0 for indent in indents)


def step_of(lines: Sequence[Line]) -> int:
    """How much further in a point of a list stands below another: a space, where its bullets go in by one and back."""
    bulleted = [line for line in lines if line.bulleted]
    indents = sorted({line.indent for line in bulleted})
    by_one = 1 < len(indents) <= _MOST_BY_ONE and indents[-1] - indents[0] == len(indents) - 1
    # ` 9.` stands a space further in than `10.`.
    if not by_one or bulleted[0].indent != indents[0] or any(line.raw.lstrip()[0].isdecimal() for line in bulleted):
        return _DEEPER
    steps = [below.indent - above.indent for above, below in pairwise(bulleted)]
    return 1 if max(steps) == 1 and min(steps) < 0 else _DEEPER


def settle(points: Sequence[Point], what: SubPoints) -> tuple[list[Point], list[Message]]:
    """Make points below another one what they are to be, and tell how many there were."""
    nested = sum(1 for point in points if point.above and not _is_no_detail(point.above.text))
    if not nested:
        return list(points), [Message(NO_SUB_POINTS)] if what == "detail" else []
    if what == "ideas":
        return list(points), [_of_points(AS_IDEAS, nested)]
    kept = [point for point in points if not _went_above(point)]
    notices = [_of_points(AS_DETAIL, len(points) - len(kept))] if len(kept) < len(points) else []
    if rest := sum(1 for point in kept if point.above):
        notices.append(_of_points(_NO_DETAIL, rest))
    return kept, notices


def _of_points(forms: tuple[str, str], count: int) -> Message:
    one, many = forms
    return Message(one if count == 1 else many, {"points": counted(count, "point")})


def _went_above(point: Point) -> bool:
    """Write a point into the detail of the outermost one above, if that is an idea and has room."""
    top = point
    while top.above is not None:
        top = top.above
    if top is point or top.reason or point.reason or _says_who(top.text) or _is_contact(point.text):
        return False
    if sum(len(words) + 1 for words in top.below) + len(point.text) > LONGEST:
        return False
    top.below.append(point.text.strip())
    return True


def outcomes(points: Iterable[Point], tables: Tables) -> tuple[Outcome, ...]:
    """What becomes of each point."""
    return tuple(_outcome(point, tables) for point in points)


def _outcome(point: Point, tables: Tables) -> Outcome:
    if point.reason:
        return replace(refusal(point.number, point.raw.strip(), Message(point.reason)), aside=True)
    try:
        refuse_contact(point.text)
        refuse_link(point.text)
        refuse_board_words(point.text)
    except Refused as error:
        return replace(refusal(point.number, point.raw.strip(), error.message), aside=True)
    try:
        idea = admit(Candidate(point.number, point.raw, point.text), tables.choose(point.table))
        status = point.status or idea.status
        idea = replace(idea, status=status, has_status=point.status is not None)
        return replace(idea, detail=detail_of(point), part_of=clean(point.whole))
    except Refused as error:
        return refusal(point.number, point.raw.strip(), error.message)


def detail_of(point: Point) -> str:
    """The words of the points below one, or of those above it, the outermost first."""
    if point.below:
        return clean("\n".join(point.below))
    above: list[str] = []
    at = point.above
    while at is not None:
        if at.reason or _says_who(at.text):
            return ""
        if is_idea_title(at.text):
            break
        above.insert(0, at.text.strip().rstrip(":").rstrip())
        at = at.above
    words = " > ".join(above)
    return clean(words) if len(words) <= _LONG else ""


def _is_no_detail(text: str) -> bool:
    """Whether the words above are of people, or a title: `- Idées` above the ideas."""
    return _says_who(text) or is_idea_title(text)


def _says_who(text: str) -> bool:
    """Whether the words above are of a person, which are no detail of an idea."""
    return _is_contact(text) or is_name(text)


def _is_contact(text: str) -> bool:
    try:
        refuse_contact(text)
    except Refused:
        return True
    return False
