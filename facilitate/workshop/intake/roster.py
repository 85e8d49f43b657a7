"""A guest list, as people have it, read into guests: what each column holds, and what is left out.

Nothing is kept that nobody needs: a column of no known use comes in only where somebody says what it is for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import clean, title_key, without_controls, without_format
from facilitate.domain.values.people import Pairs
from facilitate.sheets.contents import Contents, Origin, SheetRow, Table
from facilitate.sheets.counting import counted
from facilitate.sheets.gathering import Progress, no_progress
from facilitate.sheets.headers import Header, find_header
from facilitate.sheets.reading import read
from facilitate.workshop.intake.column_cells import evidence, is_full_name, is_private
from facilitate.workshop.intake.column_names import bare, named
from facilitate.workshop.intake.no_ideas import has_form_of_name
from facilitate.workshop.intake.roster_columns import (
    ANSWERS,
    NEEDS,
    SEATED,
    GuestField,
    asks_for_refusal,
    field_of,
    has_words_of_access,
    is_guest_field,
)
from facilitate.workshop.intake.statuses import answer_of
from facilitate.workshop.intake.total_cells import sums_up

_BETWEEN_NAMES = re.compile(r"\s*(?:[,;/&+|\n]|\bet\b|\band\b)\s*")
_NOTHING = frozenset(
    ("", "-", "–", "—", "/", "ras", "r.a.s.", "n/a", "na", "aucun", "aucune", "neant", "néant", "none", "0")
)
_MOSTLY = 0.8
_OF_ALL = frozenset(("name", "first", "last", "email"))  # fields that lists of ideas have as well
_TOTAL = re.compile(r"(?:sous-)?total\b\s*:?\s*\d*", re.IGNORECASE)
_LONGEST = 2_000  # characters of a cell
_WORDS_OF_AN_IDEA = 4
_NOT_FOR_SEATS = N_(
    "ATTENTION: “{column}” is not used for seats, though it says what people need. To plan seats by it, import the "
    'list again with --access "{column}".'
)
_NO_WISHES = N_(
    "ATTENTION: “{column}” is not used for seats, though it names people of the list. If they are wishes, import the "
    'list again with --with "{column}", or --not-with "{column}".'
)
_NO_NAMES = N_(
    "No column of this file holds names of people ({columns}), so it is not read as a guest list. Call the column "
    "“Name”, or two columns “First name” and “Last name”. Ideas are imported with “facilitate import SESSION FILE”."
)
_OF_IDEAS = N_(
    "This is a list of ideas ({columns}), not of guests: nobody is added. Import it with “facilitate import SESSION "
    "FILE”."
)


@dataclass(frozen=True, slots=True)
class GuestLine:
    """One line of a guest list. `together` and `apart` are names as they were written; `more` has kept columns.

    What nobody answered is None.
    """

    line: int
    name: str
    organisation: str = ""
    world: str = ""
    territory: str = ""
    access: str = ""
    interpreter: str = ""
    diet: str = ""
    email: str = ""
    together: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    more: Pairs = ()
    interprets: str = ""
    no_photo: bool | None = None
    nameable: bool | None = None
    family_name: str = ""


@dataclass(frozen=True, slots=True)
class GuestList:
    """What a file held. `columns` are those that were read, each with what it holds; `left_out` the names of others.

    `nameless` are the lines that name nobody; `purposes` says what kept columns are for. `needs` and `naming` are
    columns that no seat is planned by, though they say what people need, or name people of the list.
    """

    origin: Origin
    guests: tuple[GuestLine, ...]
    columns: tuple[tuple[str, GuestField], ...]
    left_out: tuple[str, ...]
    purposes: Mapping[str, str]
    nameless: tuple[int, ...] = ()
    needs: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()

    def overlooked(self) -> Iterator[Message]:
        """Yield a warning of each column by which seats would have to be planned, and are not."""
        yield from (Message(_NOT_FOR_SEATS, {"column": name}) for name in self.needs)
        yield from (Message(_NO_WISHES, {"column": name}) for name in self.naming)

    def notices(self) -> Iterator[Message]:
        """Yield what is told of how the file was read."""
        yield from self.origin.notices
        if self.nameless:
            lines = ", ".join(map(str, self.nameless[:10])) + ("…" if len(self.nameless) > 10 else "")  # noqa: PLR2004
            text = N_("Left out for want of a name: {rows} (line {lines}).")
            yield Message(text, {"rows": counted(len(self.nameless), "row"), "lines": lines})


def guest_contents(
    data: bytes, *, name: str = "", encoding: str = "", sheet: str = "", progress: Progress = no_progress
) -> Contents:
    """Return what a guest list holds, of whatever make; raises `Unclear` where a person has to choose."""
    return read(data, name=name, encoding=encoding, sheet=sheet, knows=is_guest_field, progress=progress)


def read_guests(
    contents: Contents, keep: Mapping[str, str], taken: Mapping[GuestField, str] = MappingProxyType({})
) -> GuestList:
    """Return the guests of a file; `keep` says what further columns are for, by their names.

    `taken` says of fields in which column they are, whatever it is called.

    Raises `Refused` for a file that lists no people.
    """
    if not isinstance(contents, Table):
        return _names_alone(contents.origin, contents.text, keep or dict.fromkeys(taken.values(), ""))
    header = find_header(contents, is_guest_field)
    rows = [row for row in contents.rows[header.first_row :] if not (row.unclosed or sums_up(row.cells))]
    if not any(header.names):
        names = _guessed(rows)
        header = replace(header, names=names, own=names)
    columns = _Columns(header, rows)
    for field, name in taken.items():
        columns.take(name, field)
    columns.check()
    return columns.guests(contents.origin, keep)


def _names_alone(origin: Origin, text: str, keep: Mapping[str, str]) -> GuestList:
    """Return the guests of a text with a name on each line."""
    lines = [(number, line.strip(" \t•*-–·")) for number, line in enumerate(text.splitlines(), 1)]
    lines = [(number, line) for number, line in lines if line]
    if lines and is_guest_field(lines[0][1]):
        lines = lines[1:]
    named_ones = sum(has_form_of_name(_without_numbers(line)) for _number, line in lines)
    if not lines or keep or named_ones < _MOSTLY * len(lines):
        raise Refused(_NO_NAMES, columns=lines[0][1][:40] if lines else "–")
    guests = tuple(GuestLine(number, _cell(line)) for number, line in lines)
    return GuestList(origin, guests, (("", "name"),), (), {})


def _guessed(rows: Sequence[SheetRow]) -> tuple[str, ...]:
    """Return names for the columns of a table without any: one of names of people, one of addresses."""
    width = max((len(row.cells) for row in rows), default=0)
    found = [""] * width
    for place in range(width):
        cells = [row.cells[place].strip() for row in rows if place < len(row.cells) and row.cells[place].strip()]
        if cells and "email" not in found and all("@" in cell and is_private(cell) for cell in cells):
            found[place] = "email"
        elif (
            cells
            and "participant" not in found
            and sum(map(is_full_name, map(_without_numbers, cells))) >= _MOSTLY * len(cells)
        ):
            found[place] = "participant"
    return tuple(found)


def _without_numbers(name: str) -> str:
    """Return a name whose numbers are words, as those of `Participante 07` are."""
    return re.sub(r"\d+", "Sept", name)


class _Columns:
    """Which column holds what."""

    def __init__(self, header: Header, rows: Sequence[SheetRow]) -> None:
        self._header = header
        self._rows = rows
        self.fields: dict[GuestField, int] = {}
        known = [(found[1], place, found[0]) for place, name in enumerate(header.own) if (found := field_of(name))]
        for _rank, place, field in sorted(known):
            if self._filled(place):
                self.fields.setdefault(field, place)
        if "last" in self.fields and "first" not in self.fields:
            self.fields.setdefault("name", self.fields["last"])
        if "name" in self.fields and not {"last", "first"} <= self.fields.keys():
            for part in ("last", "first"):
                self.fields.pop(part, None)
        elif {"last", "first"} <= self.fields.keys():
            self.fields.pop("name", None)
        # Needs and wishes stand in as many columns as a form asked for them in.
        self._more = {
            field: [at for _rank, at, of in sorted(known) if of == field and self._filled(at)][1:] for field in SEATED
        }
        self._unticked = {field: self._of_unticked(place) for field, place in self.fields.items() if field in ANSWERS}

    def _of_unticked(self, place: int) -> bool | None:
        """Return what an empty cell of a column of answers says: no, where all others are ticked."""
        given = {_agreed(cell) for cell in self._filled(place)}
        return False if given == {True} else None

    def _filled(self, place: int) -> list[str]:
        return [row.cells[place] for row in self._rows if place < len(row.cells) and row.cells[place].strip()]

    def _listed(self) -> str:
        return ", ".join(name for name in self._header.names if name) or "–"

    def check(self) -> None:
        """Raise `Refused` for what is no guest list."""
        if any(self._are_ideas(place) for place in range(len(self._header.own))):
            raise Refused(_OF_IDEAS, columns=self._listed())
        if not {"name", "first"} & self.fields.keys():
            raise Refused(_NO_NAMES, columns=self._listed())

    def _are_ideas(self, place: int) -> bool:
        """Whether a column is called as ideas are, and holds sentences."""
        role = named(self._header.own[place])
        if role is None or role.role not in ("idea", "title", "body") or field_of(self._header.own[place]):
            return False
        cells = self._filled(place)
        is_text = bool(cells) and evidence(cells).is_text
        words = sum(len(cell.split()) for cell in cells)
        # Beside what only guests are asked, words are remarks.
        may_be_remarks = role.role == "body" and (2 * len(cells) < len(self._rows) or not self.fields.keys() <= _OF_ALL)
        return is_text and not may_be_remarks and words >= _WORDS_OF_AN_IDEA * len(cells)

    def guests(self, origin: Origin, keep: Mapping[str, str]) -> GuestList:
        """Return the guests of all lines; raises `Refused` for a column to keep that is not there."""
        kept = {self._kept_place(name): purpose for name, purpose in keep.items()}
        own = self._header.names
        places = {field: self._places(field) for field in self.fields}
        read = sorted((place, field) for field in places for place in places[field])
        columns = tuple((own[place], field) for place, field in read)
        used = {*self.fields.values(), *(place for places in self._more.values() for place in places), *kept}
        left_out = tuple(name for place, name in enumerate(own) if place not in used and name and self._filled(place))
        more = {place: own[place] for place in kept}
        guests, nameless = [], []
        for row in self._rows:
            guest = self._guest(row, more)
            if guest is None:
                nameless.append(row.line)
            else:
                guests.append(guest)
        purposes = {own[place]: purpose for place, purpose in kept.items()}
        unused = [place for place, name in enumerate(own) if name in {*left_out, *purposes}]
        needs = tuple(own[place] for place in unused if any(map(has_words_of_access, self._filled(place))))
        known = {title_key(guest.name) for guest in guests}
        naming = tuple(own[at] for at in unused if own[at] not in needs and self._names_some(at, known))
        return GuestList(origin, tuple(guests), columns, left_out, purposes, tuple(nameless), needs, naming)

    def _names_some(self, place: int, known: Collection[str]) -> bool:
        """Whether mostly people of the list stand in a column."""
        cells = self._filled(place)
        return sum(any(title_key(name) in known for name in _names_in(cell)) for cell in cells) > len(cells) / 2

    def take(self, name: str, field: GuestField) -> None:
        """Read a field in the column of that name; raises `Refused` where there is none, or it holds something else."""
        place = self._kept_place(name)
        others = [other for other, taken in self.fields.items() if taken == place and other != field]
        if {"name", "first", "last"} & set(others):
            raise Refused(N_("The column “{name}” holds the names of people."), name=name)
        for other in others:
            del self.fields[other]
        if field in SEATED and self.fields.get(field, place) != place:  # beside what is known to be one
            self._more[field].append(place)
        else:
            self.fields[field] = place

    def _kept_place(self, name: str) -> int:
        for way in (str.strip, bare):
            places = [place for place, each in enumerate(self._header.names) if each and way(each) == way(name)]
            if len(places) == 1:
                return places[0]
        raise Refused(N_("There is no column “{name}”. The columns are: {columns}."), name=name, columns=self._listed())

    def _guest(self, row: SheetRow, more: Mapping[int, str]) -> GuestLine | None:
        """Return whom a line names; None for nobody."""

        def cell(field: GuestField) -> str:
            place = self.fields.get(field)
            return _cell(row.cells[place]) if place is not None and place < len(row.cells) else ""

        name = cell("name") or " ".join(filter(None, (cell("first"), cell("last"))))
        if not name or _TOTAL.fullmatch(name):
            return None
        values = {field: self._needs(row, field) for field in NEEDS}
        pairs = ((column, _cell(row.cells[place])) for place, column in more.items() if place < len(row.cells))
        return GuestLine(
            row.line, name, cell("organisation"), cell("world"), cell("territory"),
            values["access"], values["interpreter"], values["diet"], cell("email"),
            _names_in("\n".join(self._all(row, "together"))), _names_in("\n".join(self._all(row, "apart"))),
            tuple(pair for pair in pairs if pair[1]), cell("interprets"),
            self._no_photo(row), self._answer(row, "nameable"), cell("last") if cell("first") else "",
        )  # fmt: skip

    def _answer(self, row: SheetRow, field: GuestField) -> bool | None:
        """Return whether somebody agreed to what a column asks for; None where they did not say."""
        if field not in self.fields:
            return None
        raw = self._raw(row, field)
        answer = _agreed(raw) if raw.strip() else self._unticked[field]
        return answer if answer is None else answer != asks_for_refusal(self._header.own[self.fields[field]])

    def _no_photo(self, row: SheetRow) -> bool | None:
        agreed = self._answer(row, "no_photo")
        return None if agreed is None else not agreed

    def _raw(self, row: SheetRow, field: GuestField) -> str:
        place = self.fields.get(field)
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    def _all(self, row: SheetRow, field: GuestField) -> list[str]:
        """Return the cells of a line in all columns of a field."""
        return [row.cells[place] for place in self._places(field) if place < len(row.cells)]

    def _places(self, field: GuestField) -> list[int]:
        return [self.fields[field], *self._more.get(field, ())] if field in self.fields else []

    def _needs(self, row: SheetRow, field: GuestField) -> str:
        """Return what somebody needs: nothing where none is said, the name of its column where it is only ticked."""
        cells = ((place, _cell(row.cells[place])) for place in self._places(field) if place < len(row.cells))
        return ", ".join(
            dict.fromkeys(need for place, value in cells if (need := _need(value, self._header.own[place])))
        )


def _need(value: str, column: str) -> str:
    if value.casefold() in _NOTHING:
        return ""
    ticked = True if value.casefold() == "x" else answer_of(value)
    if ticked is None or (ticked and " " in value):  # `Oui, sans gluten`
        return value
    return column if ticked else ""


def _agreed(cell: str) -> bool | None:
    """Return a yes or a no, also in words of consent; None for anything else."""
    word = bare(cell).split(" ")[0]
    if word == "x" or word.startswith(("accept", "accord", "autoris", "agree", "ok")):
        return True
    return False if word.startswith("refus") else answer_of(cell)


def _names_in(cell: str) -> tuple[str, ...]:
    names = (_cell(name) for name in _BETWEEN_NAMES.split(cell))
    return tuple(dict.fromkeys(name for name in names if name.casefold() not in _NOTHING))


def _cell(text: str) -> str:
    """Return what is written in a cell, on one line and without what nobody sees."""
    return clean(" ".join(without_controls(without_format(text)[0]).split())[:_LONGEST])
