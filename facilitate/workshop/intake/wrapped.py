"""Which lines plainly go on with the line above, and are no idea of their own."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.workshop.intake.bullets import Line

# Mail programs, editors and pandoc cut lines at 65 to 80 columns.
_NARROWEST = 50
_WIDEST = 100
_SEVERAL = 2
_STOPS = tuple(".!?…:;")
_GOING_ON = tuple("(,;&)")


class Wrapping:
    """A text's lines, and the width they were cut at if a program cut them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        lengths = [len(line.raw.rstrip()) for line in lines if line.form == "words"]
        self._longest = max(lengths, default=0)
        self._is_cut = _NARROWEST <= self._longest <= _WIDEST and self._looks_cut()

    def goes_on(self, place: int, first: Line) -> bool:
        """Whether the line at a place goes on with the idea that began at `first`."""
        line, above = self._lines[place], self._lines[place - 1]
        full = self._is_full(above, line)
        if full and self._is_cut:
            return True
        if line.indent <= first.indent:
            return False
        if first.bulleted and full and len(above.raw.rstrip()) >= _NARROWEST:
            return True
        if above.text.rstrip().endswith(","):
            return True
        if above.text.rstrip().endswith(_STOPS) or not _begins_small(line):
            return False
        return first.bulleted or ("\t" not in _blank_of(line) and self._is_alone(place))

    def _looks_cut(self) -> bool:
        """Nearly every line below which another goes on has no room for its first word; most of those begin small."""
        pairs = [
            (above, line)
            for above, line in zip(self._lines, self._lines[1:], strict=False)
            if above.form == line.form == "words" and not line.bulleted and not line.after_blank
        ]
        full = [line for above, line in pairs if self._is_full(above, line)]
        small = sum(1 for line in full if _begins_small(line))
        return small >= _SEVERAL and 2 * small >= len(full) and 3 * len(full) >= 2 * len(pairs)

    def _is_full(self, above: Line, line: Line) -> bool:
        return len(above.raw.rstrip()) + 1 + len(line.text.split(None, 1)[0]) > self._longest

    def _is_alone(self, place: int) -> bool:
        after = self._lines[place + 1] if place + 1 < len(self._lines) else None
        return after is None or after.bulleted or after.after_blank or after.indent != self._lines[place].indent


def _begins_small(line: Line) -> bool:
    return line.text[:1].islower() or line.text.startswith(_GOING_ON)


def _blank_of(line: Line) -> str:
    return line.raw[: len(line.raw) - len(line.raw.lstrip())]
