"""Rows that hold no idea where each column is of a table: who moderated it, what its theme was, how many ideas it had.

They stand right below the header or at the end, but for those that say what they are (`Rapporteur : Loïc`, `2 idées`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from facilitate.domain.errors import N_
from facilitate.domain.text import folded
from facilitate.sheets.contents import SheetRow
from facilitate.workshop.intake.beside_ideas import of_note
from facilitate.workshop.intake.board_words import is_footer
from facilitate.workshop.intake.closings import begins_so
from facilitate.workshop.intake.letter_parts import names_people
from facilitate.workshop.intake.minutes import CLOSING, HEAD, is_role_with_names, is_who
from facilitate.workshop.intake.no_ideas import are_names, has_form_of_name, is_name, is_theme
from facilitate.workshop.intake.sheet_notes import OF_THE_SHEET, is_sheet_note
from facilitate.workshop.intake.short_roles import may_name_who_leads, without_with
from facilitate.workshop.intake.table_layout import Layout
from facilitate.workshop.intake.table_titles import table_in_heading
from facilitate.workshop.intake.title_lines import is_of_a_day
from facilitate.workshop.intake.total_cells import OF_A_COUNT, ONLY_COUNTS, are_numbers, is_label, is_total
from facilitate.workshop.intake.vocabulary import plain

PEOPLE_OF_TABLES = N_("These are names of people, not an idea.")
THEMES_OF_TABLES = N_("These are the themes of the tables, not an idea.")
_OF_THEMES = frozenset(
    ("theme", "themes", "thematique", "sujet", "titre", "question", "topic", "subject", "title", "thema", "tema")
)
_EDGE = 4  # rows at the beginning, and at the end
_SEVERAL = 2
_MANY = 3
_ARTICLES = frozenset(
    ["un", "une", "des", "le", "la", "les", "du", "plus", "more", "a", "an", "the", "no", "pas", "moins", "less"]
)
_JOINED = re.compile(r"[,;/&+\n]|\b(?:et|and|und|y)\b")
_AROUND = "*_ \t\r\n\u00a0\u202f"


def no_ideas_across(rows: Sequence[SheetRow], layout: Layout, *, as_written: bool) -> dict[int, str]:
    """Why some of the rows below the header hold no idea, by their places; none unless each column is of a table."""
    if layout.own or any(block.at is None for block in layout.blocks):
        return {}
    reader = _Across(rows, layout, as_written=as_written)
    found = reader.counts()
    head, foot = range(len(rows)), range(len(rows) - 1, -1, -1)
    for edge in (head, foot):
        looked = 0
        for place in edge:
            if place in found or reader.is_total(place):
                continue
            if looked == _EDGE or not (reason := reader.at_edge(place, is_head=edge is head)):
                break
            found[place] = reason
            looked += 1
    return found


def closings_below(rows: Sequence[SheetRow]) -> dict[int, str]:
    """Why some of the last rows of a sheet hold no idea, by their places: a cell of thanks or the like, alone."""
    found: dict[int, str] = {}
    ends = [place for place in range(1, len(rows)) if rows[place].sheet != rows[place - 1].sheet]
    for end in (*ends, len(rows)):
        for place in range(end - 1, max(-1, end - 1 - _EDGE), -1):
            filled = [cell for cell in rows[place].cells if cell.strip()]
            if len(filled) != 1 or rows[place].unclosed:
                break
            if is_sheet_note(filled[0]):
                found[place] = OF_THE_SHEET
            elif begins_so(filled[0]):
                found[place] = CLOSING
            elif reason := of_note(rows[place].cells):
                found[place] = reason
            elif not is_footer(filled[0]):
                break
    return found


def titles_of_day(rows: Sequence[SheetRow]) -> dict[int, str]:
    """Why the rows of a single column above its first table hold no idea: they say of what day or meeting it is."""
    cells = [row.cells[0].strip() if row.cells else "" for row in rows[:_EDGE]]
    first = next((place for place, cell in enumerate(cells) if table_in_heading(cell) is not None), 0)
    above = cells[:first]
    return dict.fromkeys(range(first), HEAD) if above and all(map(is_of_a_day, above)) else {}


def _is_short_title(cell: str) -> bool:
    """`Se déplacer`, `Grow food`: few words, and no article at their beginning, as ideas have."""
    words = cell.split()
    return len(words) <= _MANY and not any(map(str.isdecimal, cell)) and folded(words[0]) not in _ARTICLES


def is_person(cell: str) -> bool:
    """`Animatrice : Claire`, `(Rapporteur : Loïc)`, `Notes prises par Anne`."""
    return ":" in cell[:60] and is_role_with_names(_bare(cell))


def _bare(cell: str) -> str:
    """A cell without the brackets that stand round all of it."""
    words = cell.strip(_AROUND)
    return words[1:-1].strip(_AROUND) if words[:1] in ("(", "[") and words[-1:] in (")", "]") else words


def _are_people(cells: Sequence[str]) -> bool:
    """`Loïc`, `Claire Martin`, `Paul et Anne`: one name in a cell, or several."""
    names = [name.strip() for cell in cells for name in _JOINED.split(cell)]
    return are_names(names) if len(names) > 1 else all(map(is_name, names))


def _may_be_people(cell: str) -> bool:
    return has_form_of_name(cell) or names_people(f"auteur : {cell}")


def _may_count(cells: Sequence[str]) -> bool:
    """A quick look: most rows hold no number."""
    return any(map(str.isdecimal, cells[0][:12])) or len(cells[0]) == 1 or any(map(str.isdecimal, cells[-1][:12]))


class _Across:
    """The rows of a table, and which of its places hold ideas."""

    def __init__(self, rows: Sequence[SheetRow], layout: Layout, *, as_written: bool) -> None:
        self._rows = rows
        self._places = sorted({place for block in layout.blocks for place in block.idea})
        self._as_written = as_written

    def counts(self) -> dict[int, str]:
        """Rows of nothing but numbers, wherever they stand, and the words that say what is counted there."""
        cells = {place: words for place in range(len(self._rows)) if (words := list(self._ideas(place)))}
        numbers = {place for place, each in cells.items() if _may_count(each) and are_numbers(each)}
        found: dict[int, str] = dict.fromkeys(numbers, ONLY_COUNTS)
        for place, each in cells.items():
            if place in numbers or not all(is_label(cell, beside_numbers=True) for cell in each):
                continue
            beside = any(near in numbers or self.is_total(near) for near in (place - 1, place + 1))
            if beside or all(is_label(cell, beside_numbers=False) for cell in each):
                found[place] = OF_A_COUNT
        return found

    def is_total(self, place: int) -> bool:
        """`Total;27`, which is told where the rows are read."""
        cells = self._rows[place].cells if 0 <= place < len(self._rows) else ()
        filled = [cell for cell in cells if cell.strip()]
        return is_total(filled, is_last=True, across=True)

    def at_edge(self, place: int, *, is_head: bool) -> str:
        """Why a row at the beginning or at the end holds no idea; nothing where it may."""
        cells = list(self._ideas(place))
        if not cells:
            return ""
        if self._as_written:
            return ""
        if self._are_people(place, cells):
            return PEOPLE_OF_TABLES
        return THEMES_OF_TABLES if is_head and self._are_themes(place, cells) else ""

    def _ideas(self, place: int) -> Iterator[str]:
        cells = self._rows[place].cells
        for each in self._places:
            if each < len(cells) and (words := _bare(cells[each])):
                yield words

    def _label(self, place: int) -> str:
        """What stands before the ideas of a row."""
        cells = self._rows[place].cells[: self._places[0]]
        return next((cell.strip(" :\u00a0\u202f") for cell in cells if cell.strip()), "")

    def _are_people(self, place: int, cells: Sequence[str]) -> bool:
        if is_who(self._label(place)):
            return all(map(_may_be_people, cells))
        others = [cell for cell in cells if not (is_role_with_names(cell) or is_who(cell.partition(":")[0]))]
        names = [without_with(cell) for cell in others if not may_name_who_leads(cell)]
        return not others or (len(cells) >= _SEVERAL and (not names or _are_people(names)))

    def _are_themes(self, place: int, cells: Sequence[str]) -> bool:
        """Whether each table that has ideas has a theme in this row, and these ideas are no themes as well."""
        heads = [cell.partition(":") for cell in cells]
        if all(colon and plain(head).strip() in _OF_THEMES for head, colon, _ in heads):
            return True
        if plain(self._label(place)).strip() in _OF_THEMES:
            return len(cells) >= _SEVERAL
        below = [cell for each in range(place + 1, len(self._rows)) for cell in self._ideas(each)]
        filled = {each for each in self._places if self._holds(place, each)}
        having = {each for each in self._places for row in range(place + 1, len(self._rows)) if self._holds(row, each)}
        if len(cells) < _SEVERAL or not below or not having <= filled:
            return False
        if all(map(is_theme, cells)):
            return 2 * sum(map(is_theme, below)) < len(below)
        # Whatever words they are made of: a row of short titles below the tables, and longer ideas below it.
        short = len(cells) >= _MANY and all(map(_is_short_title, cells))
        return short and _MANY * sum(map(_is_short_title, below)) < len(below)

    def _holds(self, row: int, place: int) -> bool:
        cells = self._rows[row].cells
        return place < len(cells) and bool(cells[place].strip())
