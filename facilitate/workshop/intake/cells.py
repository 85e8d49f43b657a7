"""Cells that hold a list: each line that begins with a bullet, a dash or a number is an idea of its own.

The cell has to begin so, and two of its lines at least; else its lines are one idea. A line without a sign goes on with
the one above. The program's own sheets are not looked at: what it wrote as one idea comes back as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.text import required
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.bullets import find_bullets, keep_plus_and_minus, mark_of, take_off
from facilitate.workshop.intake.contact_lines import refuse_contact
from facilitate.workshop.intake.incoming import IncomingIdea, Outcome, SubPoints, refusal
from facilitate.workshop.intake.link_lines import refuse_link
from facilitate.workshop.intake.lists import scanned
from facilitate.workshop.intake.points import Nesting, Point, detail_of, settle

APART = N_("Cells with a list: each of its points is imported as an idea ({cells}, {ideas}).")
_LEAST = 2
_MINUS_AND_PLUS = frozenset("+-")


def with_lists_apart(outcomes: Iterable[Outcome], what: SubPoints) -> tuple[list[Outcome], list[Message]]:
    """The same outcomes with each point of a cell for itself, and what has to be told."""
    found: list[Outcome] = []
    cells = ideas = 0
    nested: list[Point] = []
    for outcome in outcomes:
        points = points_in(outcome.text) if isinstance(outcome, IncomingIdea) and "\n" in outcome.text else []
        if not points or not isinstance(outcome, IncomingIdea):
            found.append(outcome)
            continue
        nested += points
        kept, _notices = settle(points, what)
        parts = list(_parts(outcome, kept))
        cells += 1
        ideas += sum(1 for part in parts if isinstance(part, IncomingIdea))
        found += parts
    if not cells:
        return found, []
    amounts = {"cells": counted(cells, "cell"), "ideas": counted(ideas, "idea")}
    return found, [Message(APART, amounts), *_of_nested(nested, what)]


def _of_nested(points: Sequence[Point], what: SubPoints) -> list[Message]:
    for point in points:
        point.below.clear()
    return settle(points, what)[1]


def points_in(text: str) -> list[Point]:
    """The points of a cell's list; none where it is no list."""
    first = text.partition("\n")[0]
    if not first or mark_of(first) is None:  # most cells end here
        return []
    lines, _blank = scanned(text)
    if len(lines) < _LEAST or any(line.form != "words" for line in lines):
        return []
    find_bullets(lines)
    keep_plus_and_minus(lines)
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
            refuse_link(point.text)
            words = required(point.text)
        except Refused as error:
            yield refusal(idea.line, point.raw, error.message)
            continue
        detail = "\n\n".join(filter(None, (detail_of(point), idea.detail)))
        yield replace(idea, text=words, detail=detail, part_of=idea.text)
