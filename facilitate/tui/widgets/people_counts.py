"""How full the room is: who is expected and here, each world, each table as a small bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from facilitate.domain.errors import N_
from facilitate.domain.text import one_line
from facilitate.i18n import Language
from facilitate.tui.plain import joined, pieces, plain
from facilitate.tui.widgets.cells import bar, cells
from facilitate.workshop.report.people import WorldCount
from facilitate.workshop.views.door import DoorCounts, TableFilling

_BARS = (7, 4, 2, 0)  # cells of a bar, the longest that lets all tables stand in their lines
_GAP = "   "
_TELLING = 18  # cells of the name of a world that says which it is
_WORLDS = (24, 18, 14, 11, 8, 6)  # cells of the name of a world, the most that leave all of them room


def in_lines(counts: DoorCounts, table: int, width: int, lines: int, _: Language) -> Content:
    """Return the counts of people, of worlds, and in so many lines of tables; the table given last stands out."""
    people = [pieces((each, style)) for each, style in _people(counts, _)]
    heads = _heads(people, counts.worlds, width, _)
    rows = _tables_in_lines(counts.tables, table, width, lines)
    return plain("\n").join([*(joined(each).truncate(width, ellipsis=True) for each in heads), *rows])


def _heads(people: list[Content], worlds: Sequence[WorldCount], width: int, _: Language) -> list[list[Content]]:
    """Return the people and the worlds in as few lines as leave the worlds names that can be told apart."""
    found = [people]
    for lines, sizes in ((1, [size for size in _WORLDS if size >= _TELLING]), (2, _WORLDS)):
        for size in sizes:
            named = [plain(world_counted(each, _, size)) for each in named_worlds(worlds)]
            most = max(1, -(-len(named) // lines))
            found = [named[start : start + most] for start in range(0, len(named), most)]
            if all(joined(each).cell_length <= width for each in found):
                together = [people + named]
                return together if joined(together[0]).cell_length <= width else [people, *found]
    return [people, *found]


def in_column(counts: DoorCounts, table: int, _: Language) -> Content:
    """Return the same one below another, for a place at the side."""
    lines = [pieces((each, style)) for each, style in _people(counts, _)]
    worlds = named_worlds(counts.worlds)
    if worlds:
        lines.append(plain(""))
    wide = max((cells(_short(_world(each, _))) for each in worlds), default=0)
    for each in worlds:
        name = _short(_world(each, _))
        blank = " " * (wide - cells(name))
        lines.append(pieces(name + blank, (f"  {_here(each)}", "$text-muted")))
    most = max((each.here for each in counts.tables), default=0)
    digits = max((len(str(each.table)) for each in counts.tables), default=1)
    if counts.tables:
        lines += [plain(""), pieces((_(N_("Tables")), "bold"))]
    for filled in counts.tables:
        of_worlds = " + ".join(map(str, filled.worlds)) if len(filled.worlds) > 1 and filled.here else ""
        style = "bold $accent" if filled.table == table else ""
        number = f"{filled.table:>{digits}} "
        lines.append(
            pieces((number, style), (bar(filled.here, most), "$accent"), (f" {filled.here:>2}", style),
                   (f"   {of_worlds}", "$text-muted"))
        )  # fmt: skip
    return plain("\n").join(lines)


def _people(counts: DoorCounts, _: Language) -> Iterator[tuple[str, str]]:
    yield _(N_("{n} expected"), n=_.number(counts.expected)), ""
    yield _(N_("{n} here"), n=_.number(counts.here)), "bold"
    if counts.walk_ins:
        yield _(N_("{n} unexpected"), n=_.number(counts.walk_ins)), "$text-muted"
    if counts.left:
        yield _(N_("{n} left"), n=_.number(counts.left)), "$text-muted"


def named_worlds(worlds: Sequence[WorldCount]) -> list[WorldCount]:
    """Return the worlds, where any has a name: those who say none are counted beside them, not alone."""
    return list(worlds) if any(each.world for each in worlds) else []


def _world(count: WorldCount, _: Language) -> str:
    return one_line(count.world) or _(N_("World not said"))


def world_counted(count: WorldCount, _: Language, size: int = _WORLDS[0]) -> str:
    """Return a world with how many of its people are here, of those who are expected."""
    return f"{_short(_world(count, _), size)} {_here(count)}"


def _here(count: WorldCount) -> str:
    """Return how many are here of those who are expected, and how many more."""
    if not count.expected:
        return str(count.here)
    return f"{count.here - count.more}/{count.expected}" + (f" +{count.more}" if count.more else "")


def _short(name: str, size: int = _WORLDS[0]) -> str:
    return plain(name).truncate(size, ellipsis=True).plain if cells(name) > size else name


def _tables_in_lines(tables: Sequence[TableFilling], table: int, width: int, lines: int) -> list[Content]:
    """Return the tables side by side, with bars as long as fit; what does not fit at all is left out, and shown so."""
    most = max((each.here for each in tables), default=0)
    digits = max((len(str(each.table)) for each in tables), default=1)
    across, size = 1, 0
    for size in _BARS:
        cell = digits + 1 + size + bool(size) + 2 + len(_GAP)
        across = max(1, (width + len(_GAP)) // cell)
        if -(-len(tables) // across) <= lines or not size:
            break
    shown = list(tables[: across * lines])
    found: list[Content] = []
    for start in range(0, len(shown), across):
        row = [_cell(each, table, most, digits, size) for each in shown[start : start + across]]
        found.append(plain(_GAP).join(row))
    if len(shown) < len(tables):
        found[-1] += plain(" …")
    return found


def _cell(filled: TableFilling, table: int, most: int, digits: int, size: int) -> Content:
    style = "bold $accent" if filled.table == table else ""
    drawn = f"{bar(filled.here, most, size)} " if size else ""
    return pieces((f"{filled.table:>{digits}} ", style), (drawn, "$accent"), (f"{filled.here:>2}", style))
