"""Which column is what: by what a person said, then by the columns' names, then by cells that can be nothing else.

A guess never contradicts a name: a column that is called an id, a date or an author is no table and no idea, whatever
it holds; and numbers that are all different identify rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from facilitate.domain.errors import N_, Refused
from facilitate.domain.references import read_reference
from facilitate.domain.text import excerpt
from facilitate.sheets.contents import Table, Unclear
from facilitate.sheets.headers import Header
from facilitate.workshop.intake.beside_ideas import of_note
from facilitate.workshop.intake.board_words import is_kind_of_card, kinds_of_cards
from facilitate.workshop.intake.column_cells import SAMPLE, Evidence, column, evidence, mean_length, names_others, share
from facilitate.workshop.intake.column_names import (
    EXACT,
    QUESTION,
    WORDS,
    NamedRole,
    asks_for_detail,
    bare,
    in_languages,
    named,
)
from facilitate.workshop.intake.existence_questions import asked_by, asks_otherwise
from facilitate.workshop.intake.incoming import Choices, ColumnName, Tables
from facilitate.workshop.intake.lettered_tables import are_letters, letter_of
from facilitate.workshop.intake.statuses import Manner, answer_of, labels_say_status
from facilitate.workshop.intake.table_layout import Block
from facilitate.workshop.intake.total_cells import sums_up
from facilitate.workshop.intake.vocabulary import TEXTS, Role, are_lists, plain, table_in_column, table_of

_MOSTLY = 0.8
_HALF = 0.5
_PLAIN_BODIES = 5
_SEVERAL = 3
_SHOWN = 30
_LONGEST_NAME = 6  # words
# Boards and lists of tasks call the title of a card its name; who it is assigned to stands beside it.
_ASSIGNED = frozenset(("assign", "assignee", "assignees", "assigned to", "assigned", "assigne a", "assigne"))
_CALLED_OTHERWISE: tuple[Role, ...] = ("other", "place", "person", "status")  # `Quartier` above the tables’ names
# What an idea is about, where another column is called the idea.
_SUBJECTS = frozenset(("sujet", "subject", "objet", "betreff", "asunto"))


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

    def likely_idea(self) -> str:
        """The name of the column with the longest words: an example, and no guess; nothing where all are of others."""
        beside = set(self.of("person", "contact"))
        free = [place for place in self.places() if place not in beside and self.evidence(place).is_text]
        found = [place for place in free if not (self.evidence(place).is_private or names_others(self.cells(place)))]
        called = set(self.of("idea", "title")).intersection(found)  # comments are no example beside columns of ideas
        best = max(called or found, key=lambda place: mean_length(self.cells(place)), default=None)
        return "" if best is None else self.names()[self.places().index(best)]


def _in_group(whole: str) -> NamedRole | None:
    """What only the name of its group says of a column: less than a name of its own does."""
    found = named(whole)
    return replace(found, strength=QUESTION) if found else None


def find_block(columns: Columns, known: tuple[int, ...] = ()) -> Block:
    """The columns of one idea a row, some of which may be `known`; raises `Unclear` where none can be told."""
    chosen = _chosen_columns(columns)
    if known:
        chosen = replace(chosen, idea=known)
    if not columns.has_header:
        return _without_header(columns, chosen)
    table = chosen.table if chosen.table is not None else columns.take(_table(columns))
    columns.has_table = columns.has_table or table is not None
    status, manner = (chosen.status, chosen.manner) if chosen.status is not None else _status(columns)
    columns.take(status)
    ref = columns.take(_ref(columns))
    category = chosen.category if chosen.category is not None else columns.take(_category(columns))
    group = columns.take(next(iter(columns.of("group")), None))
    idea, detail = (chosen.idea, chosen.detail) if chosen.idea else _texts(columns)
    if chosen.idea and not chosen.detail:
        detail = tuple(place for place in columns.of("body", "summary") if _is_words(columns, place))
    detail = () if columns.choices.without_detail else (*detail, *columns.details)
    return Block(idea, detail, table, status, category, group, ref, manner=manner)


def _chosen_columns(columns: Columns) -> Block:
    """What a person said, which nothing contradicts."""
    choices = columns.choices
    title, idea = columns.chosen(choices.title), columns.chosen(choices.idea)
    table, status = columns.chosen(choices.table_column), columns.chosen(choices.status_column)
    category = columns.chosen(choices.item_column)
    texts = tuple(place for place in (title, idea) if place is not None)
    manner = _manner(columns, status) if status is not None else "words"
    if status is not None and manner == "words" and columns.evidence(status).is_answers:
        manner = "said"
    return Block(texts, texts[1:], table, status, category, manner=manner)


def _table(columns: Columns) -> int | None:
    for place in columns.of("table"):
        each, cells = columns.roles[place], columns.cells(place)
        if (each and each.strength == EXACT) or share(cells, table_in_column) >= _HALF or share(cells, letter_of) == 1:
            return place
    if columns.by_sheets:
        return None
    for place in columns.of("group"):
        if share(columns.cells(place), table_in_column) >= _MOSTLY:
            return place
    # On boards the title of a card may be its table; words of somebody are never all of them `Table 3`.
    others = (*columns.unnamed(), *columns.of("category"), *columns.of(*TEXTS), *columns.of(*_CALLED_OTHERWISE))
    lists = [place for place in (*columns.unnamed(), *columns.of("category")) if are_lists(columns.cells(place))]
    lists += [place for place in columns.of("group") if are_letters(columns.cells(place), alone=True)]
    lists += [place for place in columns.unnamed() if are_letters(columns.cells(place))]
    return next((place for place in others if _names_tables(columns, place)), next(iter(lists), None))


def _names_tables(columns: Columns, place: int) -> bool:
    """Whether all cells are `Table 3` or `T3`: a bare number may be anything."""
    cells = columns.cells(place)
    if not cells or any(cell.strip()[0].isdecimal() for cell in cells):
        return False
    role = columns.roles[place]
    names = all(len(cell.split()) <= _LONGEST_NAME for cell in cells) and len(cells) >= _SEVERAL
    within = names and (role is None or role.role not in TEXTS)
    return share(cells, table_in_column if within else table_of) == 1


def _status(columns: Columns) -> tuple[int | None, Manner]:
    """The column of the statuses: one whose cells are ours before one that is only called so."""
    best: tuple[int, int, Manner] | None = None
    for place in columns.of("exists", "creates", "status"):
        manner = _manner(columns, place)
        look = columns.evidence(place)
        if manner == "words" and look.is_answers:
            continue  # yes and no to a question that nobody knows
        known = look.statuses + (look.answers + look.unsure if manner != "words" else 0)
        role = columns.roles[place]
        if role and role.role != "status" and look.filled and 2 * known < look.filled:
            continue
        order = 0 if 2 * known >= look.filled else 2
        if best is None or order < best[0]:
            best = order, place, manner
    for place in (*columns.unnamed(), *columns.of("category")):  # boards file their cards under “To create”
        of_ours = columns.evidence(place).is_status or labels_say_status(columns.cells(place))
        if of_ours and (best is None or best[0] > 1):
            best = 1, place, "words"
    return (best[1], best[2]) if best else (None, "words")


def _manner(columns: Columns, place: int) -> Manner:
    role = columns.roles[place]
    if role and role.role in ("exists", "creates"):
        cells = columns.cells(place)
        only_ticks = bool(cells) and all(map(answer_of, cells))
        return "exists" if role.role == "exists" else "ticks" if only_ticks else "creates"
    words = set(bare(columns.header_name(place)).split())
    asks = bool(words & {"existe", "existant", "existante", "exists", "existing"}) and not words & {"creer", "create"}
    return "exists" if asks else "words"


def _ref(columns: Columns) -> int | None:
    found = (place for place in columns.of("ref") if share(columns.cells(place), read_reference) >= _MOSTLY)
    return next(found, None)


def _category(columns: Columns) -> int | None:
    for place in columns.of("category"):
        look = columns.evidence(place)
        if not (look.is_private or look.is_status or is_kind_of_card(columns.cells(place), columns.header_name(place))):
            return place
    return None


def _texts(columns: Columns) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The places of the idea and of its detail, each with those that an empty one falls back on."""
    titles, ideas, bodies, summaries = (_of_words(columns, role) for role in TEXTS)
    titles = [place for place in titles if not (_is_heading(columns, place) and (ideas or bodies))]
    if any((each := columns.roles[place]) and each.strength == EXACT for place in ideas):
        titles = [place for place in titles if bare(columns.header_name(place)) not in _SUBJECTS]
    if not titles and not ideas and bodies:
        if asks_for_detail(columns.header.own[bodies[0]]) and _may_be_left(columns):
            return (_left(columns),), tuple(bodies[:1])
        titles, summaries = summaries, []
    if titles or ideas:  # of several questions beside an idea the first is its detail, and the others are told
        bodies = in_languages(bodies, columns.header.names)
    chosen = [_one(columns, places) for places in (titles, ideas, bodies, summaries) if places]
    if not chosen:
        return (_left(columns),), ()
    whole = [place for places in chosen for place in places]
    return tuple(whole), tuple(whole[len(chosen[0]) :])


def _is_heading(columns: Columns, place: int) -> bool:
    """Whether a title comes again and again: it is a form of address, or that of what the ideas are about."""
    look = columns.evidence(place)
    return look.repeats or (look.filled > 1 and look.distinct == 1)


def _of_words(columns: Columns, role: Role) -> list[int]:
    """The columns of a text's role; one whose cells are no words only by a plain name and where there is no other."""
    places = columns.of(role)
    worded = [place for place in places if _is_words(columns, place)]
    if worded:
        return worded
    if any(_is_words(columns, place) for place in columns.of(*TEXTS)):
        return []
    plainly = [place for place in places if (each := columns.roles[place]) and each.strength == EXACT]
    # A few numbers may be somebody's words; a column of them counts something.
    plainly = [place for place in plainly if not (look := columns.evidence(place)).is_numbers or look.filled < _SEVERAL]
    ranks = {place: each.rank for place in plainly if (each := columns.roles[place])}
    return [place for place in plainly if role in ("idea", "title") or ranks[place] < _PLAIN_BODIES]


def _is_words(columns: Columns, place: int) -> bool:
    look, role = columns.evidence(place), columns.roles[place]
    plainly = role is not None and role.strength != QUESTION and role.role in ("idea", "title")
    return look.is_text and not look.is_answers and (plainly or not look.is_private)


def _one(columns: Columns, places: Sequence[int]) -> list[int]:
    """The plainest, and those of the same name in other languages; two questions about ideas only a person can part."""
    first = columns.roles[places[0]]
    alike = in_languages(places, columns.header.names)
    if first and first.strength != EXACT:
        rest = (columns.roles[place] for place in places if place not in alike)
        if any(each.strength == first.strength for each in rest if each):
            raise unclear_idea(columns)
    return alike


def _left(columns: Columns) -> int:
    """The only column that can hold ideas; raises `Unclear` where there is none, or several."""
    found = _may_be_left(columns)
    if len(found) != 1:
        raise unclear_idea(columns)
    return found[0]


def _may_be_left(columns: Columns) -> list[int]:
    if found := [place for place in columns.unnamed() if may_be_ideas(columns, place)]:
        return found
    return [place for place in columns.of("place", "other", "date", "count") if _is_open_question(columns, place)]


def _is_open_question(columns: Columns, place: int) -> bool:
    """`Que faudrait-il changer dans notre commune ?`: a question that is answered in sentences asks for no place."""
    role, cells = columns.roles[place], columns.cells(place)
    asked = role is not None and role.strength == QUESTION
    in_sentences = 2 * sum(1 for cell in cells if len(cell.split()) >= _SEVERAL) > len(cells)
    return asked and in_sentences and may_be_ideas(columns, place)


def may_be_ideas(columns: Columns, place: int) -> bool:
    """Whether a column of which nothing is known holds words that may be ideas."""
    look = columns.evidence(place)
    return look.is_text and not (look.is_private or look.may_be_names or look.is_answers or look.repeats)


def unclear_idea(columns: Columns) -> Unclear:
    """What is said where no column can be told as the idea, and whether the table has to be said as well."""
    sentence = (
        N_(
            "It is unclear which column contains the ideas, so nothing is imported. Name it with --idea COLUMN "
            "(and with --title COLUMN if each idea has a title). The columns are: {columns}."
        )
        if columns.has_table
        else N_(
            "It is unclear which column contains the ideas, and which table they come from, so nothing is "
            "imported. Name the column with --idea COLUMN (and with --title COLUMN if each idea has a title), "
            "and the table with --table N, or its column with --table-column COLUMN. The columns are: {columns}."
        )
    )
    return Unclear(
        sentence, option="idea", choices=columns.names(), samples=columns.samples(), likely=columns.likely_idea(),
        no_table=not columns.has_table, columns=columns.listed(),
    )  # fmt: skip


def _without_header(columns: Columns, chosen: Block) -> Block:
    """Without names only what can be nothing else is guessed."""
    free = [place for place in range(columns.width) if place not in columns.taken and columns.evidence(place).filled]
    status = chosen.status
    if status is None:
        status = next((place for place in free if columns.evidence(place).is_status and len(free) > 1), None)
    table = chosen.table
    if table is None and not columns.by_sheets:
        table = next((place for place in free if place != status and _is_table(columns, place)), None)
    columns.has_table = columns.has_table or table is not None
    if chosen.idea:
        detail = () if columns.choices.without_detail else (*chosen.detail, *columns.details)
        return replace(chosen, detail=detail, table=table, status=status)
    texts = [place for place in free if place not in (status, table)]
    if len(texts) > 1:  # a column of “Sticky note” holds no ideas, however few rows it has
        kinds = kinds_of_cards(columns.rows, columns.width)
        texts = [place for place in texts if place != kinds and may_be_ideas(columns, place)]
    if len(texts) != 1:
        raise unclear_idea(columns)
    return Block((texts[0],), (), table, status, chosen.category, manner=chosen.manner)


def _is_table(columns: Columns, place: int) -> bool:
    """Numbers of tables come again; numbers that are all different count the rows, however few they are."""
    cells = columns.cells(place)
    if not cells or share(cells, table_of) < _MOSTLY:
        return False
    if _names_tables(columns, place):
        return True
    if columns.tables.given is not None or not all(re.fullmatch(r"\s*\d+(?:[.,]0+)?\s*", cell) for cell in cells):
        return False
    numbers = [number for cell in cells if (number := table_of(cell)) is not None]
    fitting = [number for number in numbers if columns.tables.has(number)]
    if len(fitting) < _MOSTLY * len(numbers):
        return False
    return len(set(numbers)) < len(numbers)
