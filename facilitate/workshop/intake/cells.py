"""Cells that hold a list: each line that begins with a bullet, a dash or a number is an idea of its own.

The cell has to begin so, and two of its lines at least; else its lines are one idea. A line without a sign goes on with
the one above. A cell of one point loses its sign where others of the file hold lists with the same one; plus and minus
stay in all cells of a table that uses both. The program's own sheets are not looked at: what it wrote as one idea comes
back as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.text import required
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.bullets import Line, find_bullets, keep_plus_and_minus, mark_of, says_less, take_off
from facilitate.workshop.intake.contact_lines import refuse_contact
from facilitate.workshop.intake.incoming import IncomingIdea, Outcome, SubPoints, refusal
from facilitate.workshop.intake.letter_parts import refuse_attendance
from facilitate.workshop.intake.lines_in_cells import (
    AS_ONE_PARTED,
    are_lists,
    are_parted,
    as_one,
    has_parts,
    lines_of_ideas,
    numbers_on_lines,
    parts_of_ideas,
    says_one_a_line,
    says_parted,
)
from facilitate.workshop.intake.link_lines import refuse_link
from facilitate.workshop.intake.lists import scanned
from facilitate.workshop.intake.points import Nesting, Point, detail_of, settle

APART = N_("Cells with a list: each of its points is imported as an idea ({cells}, {ideas}).")
_ONE_POINT = N_("The bullet of cells with a single point was removed, as in the lists ({cells}).")
_LEAST = 2
_MINUS_AND_PLUS = frozenset("+-")


def with_lists_apart(
    outcomes: Iterable[Outcome], what: SubPoints, titles: Collection[str] = (), *, in_document: bool = False
) -> tuple[list[Outcome], list[Message]]:
    """The same outcomes with each point of a cell for itself, and what has to be told.

    Of cells without bullets each line, or part, is an idea where one of the `titles` of their columns says so.
    """
    found: list[Outcome] = []
    cells = ideas = 0
    nested: list[Point] = []
    signs = _Signs()
    outcomes = list(outcomes)
    for outcome in outcomes:
        if isinstance(outcome, IncomingIdea):
            signs.look_at(outcome)
    plain = _Plain(outcomes, titles)
    for outcome in outcomes:
        if not isinstance(outcome, IncomingIdea):
            found.append(outcome)
            continue
        text = numbers_on_lines(outcome.text) if outcome.text.startswith(("1", "(1")) else outcome.text
        points = points_in(text, keeps_signs=signs.opposed(outcome.table)) if "\n" in text else []
        points = points or plain.points_of(outcome)
        if not points:
            found.append(signs.without_bullet(outcome))
            continue
        nested += points
        kept, _notices = settle(points, what)
        parts = list(_parts(outcome, kept))
        cells += 1
        ideas += sum(1 for part in parts if isinstance(part, IncomingIdea))
        found += parts
    of_plain = plain.notices(in_document=in_document)
    if not cells:
        return found, [*of_plain, *_of_nested((), what)]
    of_signs = [Message(_ONE_POINT, {"cells": counted(signs.taken_off, "cell")})] if signs.taken_off else []
    amounts = {"cells": counted(cells, "cell"), "ideas": counted(ideas, "idea")}
    return found, [Message(APART, amounts), *of_signs, *_of_nested(nested, what), *of_plain]


def _of_nested(points: Sequence[Point], what: SubPoints) -> list[Message]:
    for point in points:
        point.below.clear()
    return settle(points, what)[1]


class _Signs:
    """What the cells of a file begin their lines with: which signs make lists, and which tables use plus and minus."""

    def __init__(self) -> None:
        self._of_lists: set[str] = set()
        self._of_tables: defaultdict[int, set[str]] = defaultdict(set)
        self.taken_off = 0

    def look_at(self, idea: IncomingIdea) -> None:
        """Note the signs of a cell."""
        text = idea.text
        if text[0].isalnum():  # most cells end here
            return
        marks = list(filter(None, (mark_of(line.strip()) for line in text.split("\n") if line.strip())))
        kinds = [mark.kind for mark in marks]
        self._of_tables[idea.table] |= _MINUS_AND_PLUS.intersection(kinds)
        if len(kinds) > 1:
            self._of_lists.add(kinds[0])

    def opposed(self, table: int) -> bool:
        """Whether a table uses plus and minus, which are words of its ideas then."""
        return len(self._of_tables[table]) > 1 if table in self._of_tables else False

    def without_bullet(self, idea: IncomingIdea) -> IncomingIdea:
        """The idea of a cell with one point, without its sign."""
        text = idea.text
        if text[0].isalnum() or not self._of_lists or "\n" in text:
            return idea
        mark = mark_of(text)
        if mark is None or mark.kind not in self._of_lists or not text[mark.end :].strip() or says_less(text):
            return idea
        if mark.kind in _MINUS_AND_PLUS and self.opposed(idea.table):
            return idea
        self.taken_off += 1
        return replace(idea, text=text[mark.end :].strip(), part_of=idea.part_of or text)


class _Plain:
    """The cells of several lines, or parts, that begin with no sign of a list; those `left` and `parted` stay one."""

    def __init__(self, outcomes: Iterable[Outcome], titles: Collection[str]) -> None:
        a_line_each, a_part_each = any(map(says_one_a_line, titles)), any(map(says_parted, titles))
        ideas = [each for each in outcomes if isinstance(each, IncomingIdea)]
        self._lines = {
            id(each): lines_of_ideas(each.text, by_title=a_line_each)
            for each in ideas
            if "\n" in each.text and not points_in(each.text)
        }
        self._parts = {
            id(each): parts_of_ideas(each.text, by_title=a_part_each) for each in ideas if has_parts(each.text)
        }
        self._are_lists = a_line_each or are_lists(self._lines.values())
        self._are_parted = a_part_each or are_parted(self._parts.values(), len(ideas))
        self.left: list[IncomingIdea] = []
        self.parted: list[IncomingIdea] = []

    def points_of(self, idea: IncomingIdea) -> list[Point]:
        """The points of a cell where each of its lines, or parts, is one."""
        if id(idea) not in self._lines and id(idea) not in self._parts:
            return []
        for found, are_ideas, left in (
            (self._lines.get(id(idea)), self._are_lists, self.left),
            (self._parts.get(id(idea)), self._are_parted, self.parted),
        ):
            if found and are_ideas:
                return [Point(Line(idea.line, part, 0, part, after_blank=False), part) for part in found]
            if found or (found is not None and left is self.left):
                left.append(idea)
        return []

    def notices(self, *, in_document: bool) -> list[Message]:
        """What is told of those that stay one."""
        of_lines = as_one(self.left, in_document=in_document)
        return [*of_lines, *as_one(self.parted, AS_ONE_PARTED, in_document=in_document)]


def points_in(text: str, *, keeps_signs: bool = False) -> list[Point]:
    """The points of a cell's list; none where it is no list."""
    first = text.partition("\n")[0]
    if not first or mark_of(first) is None:  # most cells end here
        return []
    lines, _blank = scanned(text)
    if len(lines) < _LEAST or any(line.form != "words" for line in lines):
        return []
    find_bullets(lines)
    keep_plus_and_minus(lines)
    for line in lines if keeps_signs else ():
        line.bulleted = line.bulleted and not (line.mark and line.mark.kind in _MINUS_AND_PLUS)
    signed = [line.bulleted or (line.mark is not None and line.mark.kind in _MINUS_AND_PLUS) for line in lines]
    if not signed[0] or sum(signed) < _LEAST:
        return []
    # The gate took the blanks before the first line: it stands where the next one with its sign does.
    kinds = [line.mark.kind if line.mark else "" for line in lines]
    alike = [line.indent for line, kind in zip(lines[1:], kinds[1:], strict=True) if kind == kinds[0]]
    lines[0].indent = min(alike, default=0)
    take_off(lines)
    points: list[Point] = []
    nesting = Nesting()
    for line, begins in zip(lines, signed, strict=True):
        if begins:
            line.bulleted = True
            points.append(Point(line, line.text))
            nesting.take(points[-1])
        else:
            points[-1].text = f"{points[-1].text.rstrip()} {line.text}"
    points = [point for point in points if point.text.strip()]
    return points if len(points) >= _LEAST else []


def _parts(idea: IncomingIdea, points: Sequence[Point]) -> Iterator[Outcome]:
    for point in points:
        try:
            refuse_contact(point.text)
            refuse_attendance(point.text)
            refuse_link(point.text)
            words = required(point.text)
        except Refused as error:
            yield refusal(idea.line, point.raw, error.message)
            continue
        detail = "\n\n".join(filter(None, (detail_of(point), idea.detail)))
        yield replace(idea, text=words, detail=detail, part_of=idea.text)
