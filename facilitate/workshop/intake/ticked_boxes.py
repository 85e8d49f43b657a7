"""Ticked boxes of a list: `- [x] Un four` says that a thing exists only where the text says what a tick means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import excerpt, folded, without_controls
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.incoming import IncomingStatus
from facilitate.workshop.intake.points import Point
from facilitate.workshop.intake.status_headings import standing_of
from facilitate.workshop.intake.status_marks import status_beside

LEGEND = N_("This line explains what a ticked box means; it is not an idea.")
_LONGEST = 120
_SHOWN = 60
_HINTS = ("[x]", "[✓]", "[✔]", "☑", "✅", "coch", "tick", "check")


@dataclass(frozen=True, slots=True)
class TickedBoxes:
    """What the ticks of a text mean, if it says so, and the places of the lines that do."""

    status: IncomingStatus | None = None
    words: str = ""
    legends: tuple[int, ...] = ()


def find_ticks(lines: Sequence[Line]) -> TickedBoxes:
    """Look for what a text says of its ticks; the bullets and boxes of its lines are taken off by then."""
    if not any(line.ticked for line in lines):
        return TickedBoxes()
    found = [(place, status) for place, line in enumerate(lines) for status in _legend(line.raw)]
    statuses = {status for _place, status in found}
    if not found:
        return TickedBoxes()
    words = excerpt(without_controls(lines[found[0][0]].raw.strip()), _SHOWN)
    status = found[0][1] if len(statuses) == 1 else None
    return TickedBoxes(status, words, tuple(place for place, _status in found))


def of_ticks(ticks: TickedBoxes, points: Sequence[Point]) -> Iterator[Message]:
    """Tell what became of the ticks."""
    ticked = [point for point in points if point.ticked and not point.reason]
    unread = sum(1 for point in ticked if point.status is None and status_beside(point.text)[1] is None)
    if unread:
        message = N_(
            "A ticked box is not read as “already existing” ({ideas}). If that is what it means, write “[x] = already "
            "existing” on a line of its own in the file."
        )
        yield Message(message, {"ideas": counted(unread, "idea")})
    elif ticked and ticks.status:
        message = N_("A ticked box is read as the file says: “{words}” ({ideas}).")
        yield Message(message, {"words": ticks.words, "ideas": counted(len(ticked), "idea")})


@cache
def _says_what() -> re.Pattern[str]:
    return re.compile(
        r"(?:\[[x✓✔]\]|[☑✅]|\b(?:cases? )?(?:coche(?:e?s?|r|z)|ticked|checked|tick)(?: box(?:es)?)?)[ \u00a0]*"
        r"(?:=>?|:|→|->|–|—)[ \u00a0]*(?P<words>[^,;/|\n()\[\].]{2,40})"
    )


@cache
def _asks_to_tick() -> re.Pattern[str]:
    return re.compile(r"\b(?:coche[rz]?|tick|check)\b.{0,40}?\b(?:exist\w*|en place|in place)\b(?P<rest>.{0,30})")


def _legend(raw: str) -> tuple[IncomingStatus, ...]:
    """The status that a line says a tick means."""
    if len(raw) > _LONGEST:
        return ()
    plain = folded(raw)
    if not any(hint in plain for hint in _HINTS):
        return ()
    if (found := _says_what().search(plain)) and (status := standing_of(found["words"].strip())):
        return (status,)
    if (asks := _asks_to_tick().search(plain)) and not re.search(r"\b(?:pas|not|n)\b", asks.group()):
        return ("existing",)
    return ()
