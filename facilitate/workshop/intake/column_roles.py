"""Which column is what: by what a person said, then by the columns' names, then by cells that can be nothing else.

A guess never contradicts a name: a column that is called an id, a date or an author is no table and no idea, whatever
it holds; and numbers that are all different identify rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from facilitate.domain.references import read_reference
from facilitate.workshop.intake.board_words import is_kind_of_card, kinds_of_cards
from facilitate.workshop.intake.column_cells import share
from facilitate.workshop.intake.column_names import (
    EXACT,
    QUESTION,
    asks_for_detail,
    bare,
    in_languages,
)
from facilitate.workshop.intake.columns import Columns
from facilitate.workshop.intake.lettered_tables import are_letters, letter_of
from facilitate.workshop.intake.statuses import Manner, answer_of, labels_say_status
from facilitate.workshop.intake.table_layout import Block
from facilitate.workshop.intake.unclear_columns import unclear_idea
from facilitate.workshop.intake.vocabulary import TEXTS, Role, are_lists, table_in_column, table_of

_MOSTLY = 0.8
_HALF = 0.5
_PLAIN_BODIES = 5
_SEVERAL = 3
_LONGEST_NAME = 6  # words
_CALLED_OTHERWISE: tuple[Role, ...] = ("other", "place", "person", "status")  # `Quartier` above the tables’ names
# What an idea is about, where another column is called the idea.
_SUBJECTS = frozenset(("sujet", "subject", "objet", "betreff", "asunto"))


def find_block(columns: Columns, known: tuple[int, ...] = ()) -> Block:
    """The columns of one idea a row, some of which may be `known`; raises `Unclear` where none can be told."""
    chosen = _chosen_columns(columns)
    if known:
        chosen = replace(chosen, idea=known)
    if not columns.has_header:
        return _without_header(columns, chosen)
    table = chosen.table if chosen.table is not None else columns.take(table_place(columns))
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


def table_place(columns: Columns) -> int | None:
    """The column of the tables, by its name or its cells."""
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
