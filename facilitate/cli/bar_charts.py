"""Bars in a terminal: told apart by their grain before their colour, to one scale within a chart."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.cli.drawing import BLUE, GREEN, VERMILION, Drawing, Piece
from facilitate.cli.text_columns import cells
from facilitate.domain.frozen import dataclass

# What each part of a bar is drawn with: to be created, existing, both, withdrawn; and whatever its status.
_GRAINS = (("█", "#", BLUE), ("▒", "=", VERMILION), ("▓", "%", GREEN), ("░", ".", ""), ("━", "-", ""))
_NAMES = 0.42  # of the width, at most, for the names of the lines
_LEAST = 8


@dataclass(frozen=True, slots=True)
class BarLine:
    """One line of a chart: its name, the parts of its bar in the order of the grains, and what is said after it."""

    name: str
    parts: tuple[int, ...]
    figure: str

    @classmethod
    def of(cls, name: str, number: int, figure: str) -> BarLine:
        """A line that counts without regard to status."""
        return cls(name, (0, 0, 0, 0, number), figure)


def chart(drawing: Drawing, title: str, lines: Sequence[BarLine]) -> None:
    """The lines under their title; nothing at all without lines."""
    if not lines:
        return
    drawing.paragraph([], title, "bold")
    width = drawing.columns
    names = min(int(width * _NAMES), max(cells(line.name) for line in lines))
    room = max(_LEAST, width - names - max(cells(line.figure) for line in lines) - 3)
    most = max(sum(line.parts) for line in lines)
    for line in lines:
        name = cut(line.name, names, drawing)
        pieces: list[Piece] = [(f"{name}{' ' * (names - cells(name))}  ", "")]
        for length, grain in zip(_lengths(line.parts, most, room), _GRAINS, strict=False):
            if length:
                pieces.append((_sign(grain, drawing) * length, grain[2]))
        drawing.line(*pieces, (f"{' ' if len(pieces) > 1 else ''}{line.figure}", ""))
    drawing.line()


def legend(drawing: Drawing, names: Sequence[str], shown: Sequence[bool]) -> None:
    """What the grains are, as far as they are shown."""
    pieces: list[Piece] = []
    for name, grain, there in zip(names, _GRAINS, shown, strict=False):
        if not there:
            continue
        new: list[Piece] = [(_sign(grain, drawing) * 2, grain[2]), (f" {name}   ", "")]
        if sum(cells(text) for text, _style in (*pieces, *new)) > drawing.columns + 3:
            drawing.line(*pieces)
            pieces = []
        pieces += new
    drawing.line(*pieces)


def cut(name: str, width: int, drawing: Drawing) -> str:
    """The name, or as much of it as there is room for."""
    if cells(name) <= width:
        return name
    end = "…" if drawing.blocks else "~"
    while name and cells(name) > width - 1:
        name = name[:-1]
    return f"{name.rstrip()}{end}"


def _lengths(parts: Sequence[int], most: int, room: int) -> list[int]:
    """How many cells each part has: as many for each one counted as there is room for, or its share of the room."""
    if most <= room:
        return [part * (room // max(1, most)) for part in parts]
    lengths, done, total = [], 0, 0
    for part in parts:
        total += part
        # What is there is seen, however small beside the others.
        lengths.append(max(round(total / most * room) - done, 1 if part else 0))
        done += lengths[-1]
    while done > room:
        largest = lengths.index(max(lengths))
        lengths[largest], done = lengths[largest] - 1, done - 1
    return lengths


def _sign(grain: tuple[str, str, str], drawing: Drawing) -> str:
    return grain[0] if drawing.blocks else grain[1]
