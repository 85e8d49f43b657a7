"""Which lines plainly go on with the line above, and are no idea of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.narrow_lines import BelowBullets, begins_another
from facilitate.workshop.intake.points import Point

# Mail programs, editors and pandoc cut lines at 65 to 80 columns.
_NARROWEST = 50
_WIDEST = 100
_SEVERAL = 2
_MANY = 4
_STOPS = tuple(".!?…:;")
_ENDS = tuple(".!?…")
_GOING_ON = tuple("(,;&)")
_SENTENCE_ENDS = re.compile(r"[.!?…] +[^\W\d_]")


class Wrapping:
    """A text's lines, and whether a program cut them at a width.

    `joined` are the places of the lines that were found to go on.
    """

    def __init__(self, lines: Sequence[Line], below: BelowBullets | None = None) -> None:
        self._lines = lines
        self._below = below.going_on if below else frozenset[int]()
        self._apart = below.apart if below else frozenset[int]()
        self.joined: list[int] = []
        self._longest = max((len(line.raw.rstrip()) for line in lines if line.form == "words"), default=0)
        self._cut, self._of_sentences = self._evidence() if _NARROWEST <= self._longest <= _WIDEST else (0, False)

    def goes_on(self, place: int, first: Line | Point) -> bool:
        """Whether the line at a place goes on with the idea that began at `first`."""
        goes_on = place in self._below or (place not in self._apart and self._was_cut(place, first))
        if goes_on:
            self.joined.append(place)
        return goes_on

    def _was_cut(self, place: int, first: Line | Point) -> bool:
        line, above = self._lines[place], self._lines[place - 1]
        if line.mark:  # it looks like a bullet, though it was not taken for one
            return False
        deeper = line.indent > first.indent
        if self._cut and self._is_full(above, line):
            ended = above.text.rstrip().endswith(_ENDS) and line.text[:1].isupper()
            return self._of_sentences or (first.bulleted and (deeper or (self._cut >= _SEVERAL and not ended)))
        if not deeper:
            return False
        words = above.text.rstrip()
        if words.endswith((",", *_STOPS)) or not _begins_small(line):
            return words.endswith(",")
        if first.bulleted:
            return True
        return "\t" not in _blank_of(line) and self._is_alone(place) and not begins_another(words, line.text)

    def _evidence(self) -> tuple[int, bool]:
        """How many lines begin small where one was cut, if nearly all have a line above without room for a word more.

        And whether they are sentences: of lines that have no bullet, many of one length may still be an idea each.
        """
        pairs = [
            (above, line)
            for above, line in zip(self._lines, self._lines[1:], strict=False)
            if above.form == line.form == "words" and not line.bulleted and not line.after_blank
        ]
        full = [(above, line) for above, line in pairs if self._is_full(above, line)]
        small = sum(1 for _, line in full if _begins_small(line))
        if len(full) < _SEVERAL or 2 * small < len(full) or 3 * len(full) < 2 * len(pairs):
            return 0, False
        sentences = sum(1 for above, _ in full if _SENTENCE_ENDS.search(above.text))
        return small, len(full) >= _MANY and sentences >= _SEVERAL and 10 * len(full) >= 9 * len(pairs)

    def _is_full(self, above: Line, line: Line) -> bool:
        return len(above.raw.rstrip()) + 1 + len(line.text.split(None, 1)[0]) > self._longest

    def _is_alone(self, place: int) -> bool:
        after = self._lines[place + 1] if place + 1 < len(self._lines) else None
        return after is None or after.bulleted or after.after_blank or after.indent != self._lines[place].indent


def joined(above: str, line: str) -> str:
    """Two lines of one idea; a word parted by a hyphen keeps it, as nobody knows here whether it is a part of it."""
    words = above.rstrip()
    parted = words.endswith("-") and words[-2:-1].isalpha() and line[:1].islower()
    return f"{words}{line}" if parted else f"{words} {line}"


def _begins_small(line: Line) -> bool:
    return line.text[:1].islower() or line.text.startswith(_GOING_ON)


def _blank_of(line: Line) -> str:
    return line.raw[: len(line.raw) - len(line.raw.lstrip())]
