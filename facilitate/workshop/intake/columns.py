"""The columns of a table: their names, what these say they hold, and what their cells look like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from facilitate.domain.errors import N_, Refused
from facilitate.domain.text import excerpt
from facilitate.sheets.contents import Table
from facilitate.sheets.headers import Header
from facilitate.workshop.intake.beside_ideas import of_note
from facilitate.workshop.intake.column_cells import SAMPLE, Evidence, column, evidence
from facilitate.workshop.intake.column_names import EXACT, QUESTION, WORDS, NamedRole, bare, named
from facilitate.workshop.intake.existence_questions import asked_by, asks_otherwise
from facilitate.workshop.intake.incoming import Choices, ColumnName, Tables
from facilitate.workshop.intake.total_cells import sums_up
from facilitate.workshop.intake.vocabulary import Role, plain

_SEVERAL = 3
_SHOWN = 30
# Boards and lists of tasks call the title of a card its name; who it is assigned to stands beside it.
_ASSIGNED = frozenset(("assign", "assignee", "assignees", "assigned to", "assigned", "assigne a", "assigne"))


class Columns:
    """A table's columns, their names and what their cells look like."""

    def __init__(
        self, table: Table, header: Header, choices: Choices, tables: Tables, above: int | None = None
    ) -> None:
        """`above` is the table that a title above the columns names, or the sheet."""
        self.header = header
        self.choices = choices
        self.tables = tables
        rows = table.rows[header.first_row : header.first_row + SAMPLE]
        self.rows = [row.cells for row in rows if not (row.unclosed or sums_up(row.cells) or of_note(row.cells))]
        self.width = max(len(header.names), max(map(len, self.rows), default=0))
        self.has_header = any(header.names)
        self.by_sheets = bool(table.origin.together)  # whose names say the table where no column is it
        self._looked: dict[int, Evidence] = {}
        self.taken: set[int] = set()
        self.has_table = self.by_sheets or above is not None or tables.given is not None
        for name in choices.left_out:
            self.chosen(name)
        self.details = tuple(place for name in choices.details if (place := self.chosen(name)) is not None)

    @cached_property
    def roles(self) -> list[NamedRole | None]:
        """What each column's name says."""
        pairs = zip(self.header.own, self.header.names, strict=True)
        found = [named(own) or (None if whole.startswith(own) else _in_group(whole)) for own, whole in pairs]
        if any(bare(own) in _ASSIGNED for own in self.header.own):
            found = [
                NamedRole("title", EXACT) if bare(own) in ("name", "nom") else each
                for own, each in zip(self.header.own, found, strict=True)
            ]
        found = [self._asking(place, each) for place, each in enumerate(found)]
        return [*found, *([None] * (self.width - len(found)))]

    def _asking(self, place: int, role: NamedRole | None) -> NamedRole | None:
        """The role of a column of yes and no: what its name asks, be it made of words that are names of others."""
        look, name = self.evidence(place), self.header.own[place]
        if 2 * (look.answers + look.unsure) < look.filled:
            return role
        if asked := asked_by(name) or asked_by(self.header.names[place]):
            return role if role and role.role == asked else NamedRole(asked, WORDS)
        return None if role and role.role == "exists" and asks_otherwise(name) else role

    def evidence(self, place: int) -> Evidence:
        """What the cells of a column look like."""
        if place not in self._looked:
            self._looked[place] = evidence(column(self.rows, place))
        return self._looked[place]

    def cells(self, place: int) -> list[str]:
        """What is written in a column, blanks left out."""
        return [cell for cell in column(self.rows, place) if cell.strip()]

    def of(self, *roles: Role) -> list[int]:
        """The free columns of some roles by their names, the plainest name first."""
        found = [
            (each.strength, roles.index(each.role), each.rank, place)
            for place, each in enumerate(self.roles)
            if each and each.role in roles and place not in self.taken
        ]
        return [place for *_, place in sorted(found)]

    def unnamed(self) -> list[int]:
        """The free columns whose names say nothing that is known."""
        return [place for place in range(self.width) if self.roles[place] is None and place not in self.taken]

    def take(self, place: int | None) -> int | None:
        """Mark a column as used."""
        if place is not None:
            self.taken.add(place)
        return place

    def chosen(self, column_name: ColumnName) -> int | None:
        """The column that a person named, by its name or its number from 1; raises `Refused` for none or several."""
        if isinstance(column_name, int):
            return self.take(column_name - 1)
        if not column_name.strip():
            return None
        found = self._called(column_name)
        if len(found) == 1:
            return self.take(found[0])
        message = (
            N_("Several columns are called “{name}”. Name one by its number, starting from 1: {columns}.")
            if found
            else N_("There is no column “{name}”. The columns are: {columns}.")
        )
        raise Refused(message, name=column_name, columns=self.listed())

    def _called(self, column_name: str) -> list[int]:
        names = self.header.names
        ways: tuple[Callable[[str], str], ...] = (str.strip, plain, bare)
        for way in ways:
            wanted = way(column_name)
            found = [place for place, name in enumerate(names) if wanted and way(name) == wanted]
            if found:
                return found
        own = [place for place, name in enumerate(self.header.own) if bare(name) and bare(name) == bare(column_name)]
        number = column_name.strip()
        if not own and number.isdecimal() and 1 <= int(number) <= self.width:
            return [int(number) - 1]
        return own

    def places(self) -> list[int]:
        """The columns that hold anything."""
        return [place for place in range(self.width) if self.evidence(place).filled or self.header_name(place)]

    def names(self) -> tuple[str, ...]:
        """What a person can say: the names of the columns that hold anything, or their numbers."""
        places = self.places()
        shown = [self.header_name(place) for place in places]
        return tuple(
            name if name and shown.count(name) == 1 else str(place + 1)
            for place, name in zip(places, shown, strict=True)
        )

    def header_name(self, place: int) -> str:
        """A column's name, or nothing."""
        return self.header.names[place] if place < len(self.header.names) else ""

    def listed(self) -> str:
        """The columns, for a sentence; those without a name with their number and their first cell."""
        shown = zip(self.names(), self.samples(1), strict=True)
        return ", ".join(f"{name} ({cell})" if name.isdecimal() and cell else name for name, cell in shown)

    def samples(self, most: int = _SEVERAL) -> tuple[str, ...]:
        """The first different cells of the columns that `names` names."""
        return tuple(
            " · ".join(excerpt(cell.strip(), _SHOWN) for cell in list(dict.fromkeys(self.cells(place)))[:most])
            for place in self.places()
        )


def _in_group(whole: str) -> NamedRole | None:
    """What only the name of its group says of a column: less than a name of its own does."""
    found = named(whole)
    return replace(found, strength=QUESTION) if found else None
