"""`stats`: the numbers of an event as bars."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from facilitate.cli import options as o
from facilitate.cli.columns import cells
from facilitate.cli.door import Door, door_of
from facilitate.cli.output import harmless
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_
from facilitate.domain.text import one_line
from facilitate.i18n import Language
from facilitate.workshop.figures import Figures, figures

if TYPE_CHECKING:
    from rich.text import Text

_WIDTH = 80  # where nobody looks
_WIDEST = 120
_TITLES = 34  # cells for the name of a line
# Told apart by their grain; the colours, of Okabe and Ito, only help.
_GRAINS = (("█", "#0072b2"), ("▒", "#d55e00"), ("▓", "#7b2d6b"))

Line = tuple[str, Sequence[int], str]


def stats(ctx: typer.Context, session: o.SessionName) -> None:
    door = door_of(ctx)
    slug = door.house.find(session)
    found = figures(door.house.session(slug))
    if door.out.json:
        door.out.data(_data(slug, found))
        return
    from rich.console import Console

    width = min(_WIDEST, door.out.width() or _WIDTH)
    console = Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False, soft_wrap=True)
    for title, lines in _charts(found, door.language):
        if lines:
            console.print(_heading(title))
            for text in _drawn(lines, width):
                console.print(text, end="\n")
            console.print()
    if not found.counts.received:
        door.out.talk(door.language(N_("No idea has been noted yet.")))
    elif any(line for _title, line in _charts(found, door.language)):
        console.print(_legend(found, door))


def _charts(found: Figures, _: Language) -> Iterator[tuple[str, list[Line]]]:
    counts = found.counts
    if not counts.received:
        return
    yield (
        _(N_("Ideas of each table (median {median})"), median=_half(found.median_table, _)),
        [
            (_("Table {table}", table=table.table), (table.to_create, table.existing), _.number(table.standing))
            for table in counts.by_table
        ],
    )
    titled = [(f"{each.number}. {one_line(each.title)}", each) for each in found.categories]
    lines: list[Line] = [
        (title, (each.to_create, each.existing, each.both), f"{each.proposals} ({each.ideas})")
        for title, each in titled
    ]
    lines += [
        (title, (count,), _.number(count))
        for title, count in ((_(N_("Unfiled")), found.unfiled), (_(N_("Undecided")), found.undecided))
        if count
    ]
    yield _(N_("Proposals of each category (and their ideas)")), lines
    yield (
        _(N_("Ideas by status")),
        [
            (_("To be created"), (counts.to_create,), _.number(counts.to_create)),
            (_("Already existing"), (0, counts.existing), _.number(counts.existing)),
        ],
    )
    stretches: list[Line] = []
    for start, number in found.times:
        local = start.astimezone()
        name = _.clock(local) if found.minutes < 24 * 60 else _.date_short(local.date())
        stretches.append((name, (number,), _.number(number)))
    yield _(N_("Ideas over time, every {minutes}"), minutes=_.minutes(found.minutes)), stretches


def _half(number: float, _: Language) -> str:
    """A median: a whole number, or one and a half, with this language’s comma."""
    return f"{number:g}".replace(".", "," if _.code == "fr" else ".")


def _heading(title: str) -> Text:
    from rich.text import Text

    return Text(harmless(title), style="bold")


def _drawn(lines: Sequence[Line], width: int) -> Iterator[Text]:
    """Each line with its name, its bar, its number; bars of one chart are to one scale."""
    from rich.text import Text

    names = min(_TITLES, max(cells(name) for name, _parts, _number in lines))
    numbers = max(cells(number) for _name, _parts, number in lines)
    room = max(8, width - names - numbers - 4)
    most = max(sum(parts) for _name, parts, _number in lines) or 1
    for name, parts, number in lines:
        shown = harmless(_cut(name, names))
        text = Text(f"{shown}{' ' * (names - cells(shown))}  ")
        done, total = 0, 0
        for part, (grain, colour) in zip(parts, _GRAINS, strict=False):
            total += part
            upto = round(total / most * room)
            # What is there is seen, however small beside the others.
            length = max(upto - done, 1 if part else 0)
            text.append(grain * length, style=colour)
            done += length
        text.append(f"{' ' if done else ''}{number}")
        yield text


def _cut(name: str, width: int) -> str:
    """The name, or as much of it as there is room for."""
    if cells(name) <= width:
        return name
    while cells(name) > width - 1:
        name = name[:-1]
    return f"{name.rstrip()}…"


def _legend(found: Figures, door: Door) -> Text:
    from rich.text import Text

    _ = door.language
    names = [_("to be created"), _("already existing")]
    if any(each.both for each in found.categories):
        names.append(_("existing here, to be created there"))
    legend = Text()
    for name, (grain, colour) in zip(names, _GRAINS, strict=False):
        legend.append(grain * 2, style=colour).append(f" {name}   ")
    return legend


def _data(slug: str, found: Figures) -> dict[str, object]:
    return {
        "session": slug,
        "tables": [asdict(table) for table in found.counts.by_table],
        "median_table": found.median_table,
        "categories": [{**asdict(each), "proposals": each.proposals} for each in found.categories],
        "unfiled": found.unfiled,
        "undecided": found.undecided,
        "to_create": found.counts.to_create,
        "existing": found.counts.existing,
        "minutes": found.minutes,
        "times": [{"at": at.isoformat(), "ideas": number} for at, number in found.times],
    }


COMMANDS = (
    Command(
        "stats",
        stats,
        N_("Draws the ideas of each table, category and status, and when they came, as bars."),
        "facilitate stats paris",
    ),
)
