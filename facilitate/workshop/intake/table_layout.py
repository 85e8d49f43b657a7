"""Which cells of a row make an idea: what was found of a table's columns, before any row is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from facilitate.domain.errors import N_, Names, Refused
from facilitate.sheets.contents import Table
from facilitate.sheets.formulas import as_it_was
from facilitate.sheets.headers import Header, find_header
from facilitate.workshop.intake.board_words import is_card
from facilitate.workshop.intake.column_cells import SAMPLE, column, evidence, holds_words, is_full_name
from facilitate.workshop.intake.column_names import EXACT, is_known_name, named
from facilitate.workshop.intake.incoming import Column, Field, IncomingStatus
from facilitate.workshop.intake.minutes import is_role_with_names
from facilitate.workshop.intake.no_ideas import is_theme
from facilitate.workshop.intake.status_headings import is_part, is_status_heading
from facilitate.workshop.intake.statuses import Manner, is_status
from facilitate.workshop.intake.table_titles import table_in_heading
from facilitate.workshop.intake.title_lines import is_of_a_day
from facilitate.workshop.intake.vocabulary import SECOND_HEADERS, TEXTS, plain

_SEVERAL = 2
_MOST_TITLES = 12
_IN_BRACKETS = re.compile(r"(?P<of>.{1,1000}?)[ \u00a0]*\[(?P<part>[^\[\]]{1,60})\][ \u00a0:*]*", re.DOTALL)
_OTHER = re.compile(
    r"(?:others?|autres?|sonstiges|otros?)(?: (?:(?:please|veuillez|merci de|priere de|a|s il vous plait) )?"
    r"(?:specify|describe|state|preciser|precisez|precision|explain|indiquer|angeben))?(?: s il vous plait)?"
)
_CODE = re.compile(r"^\w{1,30}(?:\[[^\[\]]{1,40}\]){0,2}\.[ \u00a0]")  # `Q2[titre]. ` before a question
TITLES_DOWN = N_(
    "The headings of this sheet are in its first column ({titles}) and not in a line above the ideas, so nothing is "
    "imported. In the spreadsheet, copy the cells, choose Paste special, then Transpose, and import that sheet."
)


@dataclass(frozen=True, slots=True)
class Block:
    """Places of the cells that make one idea; the first text of `idea` that is not empty counts.

    Those of `detail` go together, but for one text in several languages, of which the first counts.

    `at` is the table, `standing` the status that a header names for these columns, `otherwise` one that it names and
    that is not ours; `manner` says how the status of a row is to be read. `sign` is all that the header says (`+`), and
    stands before the words of each idea.
    """

    idea: tuple[int, ...]
    detail: tuple[int, ...] = ()
    table: int | None = None
    status: int | None = None
    category: int | None = None
    group: int | None = None
    ref: int | None = None
    at: int | None = None
    standing: IncomingStatus | None = None
    otherwise: str = ""
    manner: Manner = "words"
    sign: str = ""

    @property
    def is_across(self) -> bool:
        """Whether a column's title says the table, the status or the sign of what stands in it."""
        return self.at is not None or self.standing is not None or bool(self.otherwise or self.sign)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the rows of a table are read: one block, or several where each row holds several ideas.

    `width` is how many cells the row of the header has, where a row with more holds a separator that is a word.
    `default` is the table that a title above the table or the sheet's name names. `withdrawn` is the place of the cell
    that says so in a sheet of the program's own; `decided` is true for its sheet of proposals.
    `proposal`, `wording` and `standing` are those of the identifier, the words and the status that it gives a proposal.
    It is `guarded` where an apostrophe before the words of a cell may be the sign that they are no formula.
    """

    header: Header
    blocks: tuple[Block, ...]
    width: int | None = None
    default: int | None = None
    own: bool = False
    decided: bool = False
    withdrawn: int | None = None
    proposal: int | None = None
    wording: int | None = None
    standing: int | None = None
    guarded: bool = True

    @property
    def columns(self) -> tuple[Column, ...]:
        """What was read as what, in the order of the columns."""
        found: dict[int, Field] = {}
        for block in self.blocks:
            for place in reversed(block.detail):
                found[place] = "detail"
            named: tuple[tuple[Field, int | None], ...] = (
                ("table", block.table), ("status", block.status), ("category", block.category),
                ("group", block.group), ("ref", block.ref),
            )  # fmt: skip
            found.update((place, field) for field, place in named if place is not None)
        for block in self.blocks:
            found[block.idea[0]] = "idea"
            for place in block.idea[1:]:
                found.setdefault(place, "idea")
        return tuple(Column(found[place], self.name(place), place) for place in sorted(found))

    def words(self, cell: str) -> str:
        """What a cell of the program's own says, without the sign against formulas."""
        return as_it_was(cell) if self.guarded else cell

    def name(self, place: int) -> str:
        """A column's name, or its number from 1 where it has none."""
        return name_of(self.header, place)

    def left_out(self, table: Table) -> tuple[str, ...]:
        """The names of the other columns that hold anything."""
        used = {column.place for column in self.columns}
        places = [place for place in range(len(self.header.names)) if place not in used]
        rows = table.rows[self.header.first_row :]
        return tuple(
            self.name(place)
            for place in places
            if any(place < len(row.cells) and row.cells[place].strip() for row in rows)
        )

    def without_words(self, table: Table) -> tuple[str, ...]:
        """The names of those that hold only numbers, dates, addresses."""
        used = {column.place for column in self.columns}
        rows = [row.cells for row in table.rows[self.header.first_row :]]
        worded: dict[str, bool] = {}
        for place in range(len(self.header.names)):
            if place not in used:
                name = self.name(place)
                cells = column(rows, place)
                worded[name] = worded.get(name, False) or holds_words(cells) or _is_answered(cells[:SAMPLE])
        return tuple(name for name in self.left_out(table) if not worded[name])


def _is_answered(cells: Sequence[str]) -> bool:
    """Whether a column holds a tick or an answer in each cell, and no counts."""
    look = evidence(cells)
    return look.is_answers and not look.is_numbers


def name_of(header: Header, place: int) -> str:
    """A column's name, or its number from 1 where it has none."""
    return header.names[place] or str(place + 1)


def width_of(table: Table, header: Header) -> int | None:
    """How many cells a row may have; None where cells are not cut out of a text."""
    if not table.origin.separator or not any(header.names) or not header.first_row:
        return None
    return len(table.rows[header.first_row - 1].cells)


def header_of(table: Table) -> Header:
    """The header of a table of ideas."""
    if table.headed is not None:
        return _first_row(table) if table.headed else _no_names(max((len(row.cells) for row in table.rows), default=0))
    found = find_header(table, is_known_name, _is_of_a_row, is_part)
    names = list(filter(None, found.own))
    among_ideas = len(names) == 1 and (
        _stands_among_ideas(names[0], found.titles) or (len(found.own) == 1 and is_status_heading(names[0]))
    )
    if among_ideas:
        return _no_names(len(found.own))
    return _with_answers_in_other_words(_with_parts_in_brackets(_with_parts_of_questions(table, found)))


def _with_answers_in_other_words(header: Header) -> Header:
    """`What is missing? / Other (please specify)`: it answers the question above it as `Response` does."""
    pairs = zip(header.own, header.groups, strict=True)
    own = tuple(group if group and _is_an_answer(plain(name)) else name for name, group in pairs)
    return replace(header, own=own)


def is_in_other_words(name: str) -> bool:
    """Whether the whole name of a column is that of a question and of the answers that none of its choices gives."""
    part = (
        name.rpartition(" / ")[2]
        if " / " in name
        else (match["part"] if (match := _IN_BRACKETS.fullmatch(name)) else "")
    )
    return _OTHER.fullmatch(plain(part)) is not None


def _is_an_answer(name: str) -> bool:
    return name in SECOND_HEADERS or _OTHER.fullmatch(name) is not None


def _with_parts_in_brackets(header: Header) -> Header:
    """`Idée [titre];Idée [description]`: LimeSurvey writes which part of a question a column is behind its words."""
    found = {place: match for place, name in enumerate(header.own) if (match := _IN_BRACKETS.fullmatch(name.strip()))}
    of: dict[str, list[int]] = {}
    for place, match in found.items():
        of.setdefault(_CODE.sub("", match["of"]).strip(), []).append(place)
    own, groups = list(header.own), list(header.groups)
    for question, places in of.items():
        parts = [found[place]["part"] for place in places]
        other = any(_OTHER.fullmatch(plain(part)) for part in parts)
        if other or (len(set(parts)) == len(parts) > 1 and any(map(_is_text_name, parts))):
            for place, part in zip(places, parts, strict=True):
                own[place], groups[place] = part, question
    return replace(header, own=tuple(own), groups=tuple(groups))


def _is_text_name(part: str) -> bool:
    found = named(part)
    return found is not None and found.strength == EXACT and found.role in TEXTS


def _with_parts_of_questions(table: Table, header: Header) -> Header:
    """`Your ideas;;;Why` over `Idea 1;Idea 2;Idea 3;Open-Ended Response`: the second line names what has no name."""
    if not any(header.names) or header.first_row >= len(table.rows) or all(header.own[1:]):
        return header
    row = table.rows[header.first_row]
    own, groups, part = list(header.own), list(header.groups), ""
    below = [*(cell.strip() for cell in row.cells), *([""] * len(own))][: len(own)]
    if not any(plain(cell) in SECOND_HEADERS for cell in below):
        return header
    for place, name in enumerate(header.own):
        part = name or part
        begins = name and place + 1 < len(own) and not own[place + 1]
        if not below[place] or plain(below[place]) in SECOND_HEADERS:
            continue
        if name and not begins:
            return header
        own[place], groups[place] = below[place], part
    names = (f"{group} / {each}" if group and group != each else each for group, each in zip(groups, own, strict=True))
    return Header(tuple(names), tuple(own), tuple(groups), row.line, header.first_row + 1, header.titles)


def _stands_among_ideas(title: str, above: Sequence[str]) -> bool:
    """Whether ideas stand above a title: below the name of a table, or several above what a card of a board is."""
    below_a_table, ideas = False, 0
    for line in above:
        words = line.strip()
        if table_in_heading(words) is not None:
            below_a_table = True
        elif not (is_of_a_day(words) or is_card(words) or is_theme(words) or is_role_with_names(words)):
            if below_a_table:
                return True
            ideas += 1
    return ideas >= _SEVERAL and is_card(title)


def _first_row(table: Table) -> Header:
    """The first row as it is written."""
    row = table.rows[0]
    return Header(row.cells, row.cells, ("",) * len(row.cells), row.line, 1)


def _no_names(width: int) -> Header:
    nothing = ("",) * width
    return Header(nothing, nothing, nothing, 0, 0)


def _is_of_a_row(cell: str) -> bool:
    """Whether a cell is a row's and names no column: a status, somebody's first name and surname."""
    return is_status(cell) or (is_full_name(cell) and named(cell) is None)


def refuse_titles_down(table: Table) -> None:
    """Raise `Refused` where each cell of the first column is the name of one, and no other cell of the first row is."""
    rows = [row.cells for row in table.rows[: _MOST_TITLES + 1] if row.cells]
    titles = [cells[0].strip() for cells in rows if cells[0].strip()]
    if not _SEVERAL <= len(titles) <= _MOST_TITLES or len(set(titles)) < len(titles):
        return
    roles = [found.role if (found := named(title)) and found.strength == EXACT else None for title in titles]
    if None in roles or not {"idea", "title"} & set(roles) or not set(roles) - set(TEXTS):
        return
    ideas = next(cells for cells in rows if (found := named(cells[0])) and found.role in ("idea", "title"))
    if sum(1 for cell in ideas[1:] if cell.strip()) < _SEVERAL or any(
        named(cell) for cell in rows[0][1:] if cell.strip()
    ):
        return
    raise Refused(TITLES_DOWN, titles=Names(tuple(titles), 0))
