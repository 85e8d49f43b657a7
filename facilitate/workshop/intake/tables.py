"""Ideas out of a table: its columns are found, then its rows are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.text import excerpt, without_controls
from facilitate.sheets.contents import Kind, Table
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.board_words import without_cards
from facilitate.workshop.intake.cells import with_lists_apart
from facilitate.workshop.intake.column_cells import SAMPLE, column, evidence, holds_words
from facilitate.workshop.intake.column_names import QUESTION, NamedRole, named
from facilitate.workshop.intake.columns import Columns
from facilitate.workshop.intake.existence_questions import may_ask
from facilitate.workshop.intake.idea_marks import of_those_left, statuses_within, without_marks
from facilitate.workshop.intake.idea_questions import asks_for_idea
from facilitate.workshop.intake.incoming import Choices, Incoming, Outcome, Reading, Tables, incoming
from facilitate.workshop.intake.own_sheets import own_layout
from facilitate.workshop.intake.people_lists import refuse_people
from facilitate.workshop.intake.polls import refuse_poll
from facilitate.workshop.intake.table_layout import Layout, header_of, is_in_other_words, refuse_titles_down, width_of
from facilitate.workshop.intake.table_rows import RowReader
from facilitate.workshop.intake.table_titles import table_in_heading
from facilitate.workshop.intake.tables_across import find_blocks
from facilitate.workshop.intake.tallies import without_votes
from facilitate.workshop.intake.vocabulary import Role

_DIGITS = 4
_STATUS_OF_ANSWERS = N_(
    "The column “{column}” contains “yes” and “no”, but its title does not show what they answer: it "
    "is skipped, and its ideas are imported as “to be created”, like those without a status. If "
    '“yes” means that the idea already exists, name the column with --status-column "{column}"; if '
    "it means that the idea is to be created, write “To create?” above the column in the file."
)
_MAY_ASK = N_(
    "The column “{column}” contains “yes” and “no”, but it is unclear whether they show what already exists here: "
    "it is skipped, and its ideas are imported as “to be created”, like those without a status. If “yes” means "
    'that the idea already exists, add --status-column "{column}".'
)
_WHICH_EXIST = N_(
    "The column “{column}” seems to say what already exists, but in words that are no status: it is skipped, and the "
    "ideas are imported as “to be created”, unless another column says otherwise. Correct their status after the "
    'import, or add --detail "{column}" to keep these words with the ideas.'
)
_WITH_SENTENCES = N_(
    "The column “{column}” contains text and is skipped. To import it as the detail of the ideas, add "
    '--detail "{column}".'
)
_IN_OTHER_WORDS = N_(
    "The column “{column}” contains answers in other words than the choices offered, and is skipped. If they are ideas "
    'too, name both columns: --idea "{idea}" --idea "{column}".'
)
_ASKS_TOO = N_(
    "The column “{column}” seems to ask for ideas too, and is skipped. To import it, name all of them: "
    '--idea "{idea}" --idea "{column}".'
)
_OF_NO_IDEA = N_(
    "The column “{column}” contains text and is skipped: each row has several ideas, and it does not say which one "
    "it is about."
)
_NOT_WORDS: tuple[Role, ...] = ("ref", "number", "person", "contact", "place", "date", "count", "link", "other")
_OPEN: tuple[Role, ...] = ("count", "other", "date", "place")  # which a question in other words is not about
_OF_IDEAS: tuple[Role, ...] = ("idea", "body", "summary")
_LONG, _LONGER, _SENTENCES = 4, 7, 3  # words of a sentence, or of one that is enough; columns that are named
_TITLES = 3  # that are named of those above a header


def read_table(table: Table, choices: Choices, tables: Tables) -> Incoming:
    """Read all rows of a table."""
    if not table.rows:
        return incoming((), table.blank, Reading(table.origin), "csv")
    layout = find_layout(table, choices, tables)
    tables = replace(tables, in_columns=any(len(row.cells) > 1 for row in table.rows))
    reader = RowReader(table, layout, tables, as_written=choices.as_written)
    reader.keeps_words = not (layout.own or choices.without_detail)
    reader.skipped_texts = skipped = {} if layout.own else _skipped_texts(table, layout)
    outcomes = [replace(each, sheet=reader.sheet) if reader.sheet else each for each in reader.outcomes()]
    by_sheets = bool(table.origin.together) and all(block.table is None and block.at is None for block in layout.blocks)
    outcomes, of_cells = _of_ideas(outcomes, layout, choices, in_document=table.origin.kind in (Kind.DOCX, Kind.ODT))
    reading = Reading(
        table.origin,
        layout.columns,
        layout.left_out(table),
        layout.header.line,
        reader.rows,
        (
            *_together(table, by_sheets=by_sheets),
            *table.origin.notices,
            *_above(layout),
            *_numbered(table, layout, tables),
            *_answers(table, layout),
            *(() if layout.own or choices.without_detail else _with_sentences(layout, skipped)),
            *reader.adjustments.notices(),
            *of_cells,
        ),
        by_sheets,
        layout.without_words(table),
    )
    return incoming(outcomes, table.blank, reading, "csv")


def _of_ideas(
    outcomes: list[Outcome], layout: Layout, choices: Choices, *, in_document: bool
) -> tuple[list[Outcome], list[Message]]:
    """What becomes of the cells of ideas, each with its words alone, and what has to be told of it."""
    if layout.own:
        return outcomes, []
    outcomes, of_labels = _filed_once(outcomes, layout)
    has_statuses = any(block.status is not None or block.standing for block in layout.blocks)
    if choices.as_written:
        outcomes, of_marks = statuses_within(outcomes, has_statuses=has_statuses)
        return outcomes, [*of_labels, *of_marks]
    outcomes, of_lists = with_lists_apart(
        outcomes, choices.sub_points, _titles_of_ideas(layout), in_document=in_document
    )
    outcomes, of_votes = without_votes(without_cards(outcomes))
    before, without = outcomes, partial(without_marks, has_statuses=has_statuses)
    outcomes, of_marks = without(before)
    from facilitate.workshop.intake.doubt import cells_in_doubt  # sheets of the program's own start without it

    outcomes, of_doubt = cells_in_doubt(outcomes, doubtful=choices.doubtful)
    of_marks = of_those_left(before, outcomes, of_marks, without)
    return outcomes, [*of_labels, *of_lists, *of_votes, *of_marks, *of_doubt]


def _filed_once(outcomes: list[Outcome], layout: Layout) -> tuple[list[Outcome], list[Message]]:
    """Take labels of boards apart, where a column holds them."""
    place = layout.blocks[0].category
    if place is None:
        return outcomes, []
    from facilitate.workshop.intake.card_labels import with_one_label  # few sheets file their ideas

    return with_one_label(outcomes, layout.name(place))


def _titles_of_ideas(layout: Layout) -> set[str]:
    return {layout.name(place) for block in layout.blocks for place in block.idea}


def _together(table: Table, *, by_sheets: bool) -> tuple[Message, ...]:
    """Which sheets were put together, and whether their names say the table."""
    sheets = ", ".join(table.origin.together)
    message = (
        N_("No column names the table: it is taken from the name of each sheet ({sheets}).")
        if by_sheets
        else N_("These sheets were read together: {sheets}.")
    )
    return (Message(message, {"sheets": sheets}),) if sheets else ()


def _above(layout: Layout) -> tuple[Message, ...]:
    """What stands above a header is a title; who reads a sheet otherwise has to know it."""
    titles = [title for title in layout.header.titles if title.strip()]
    if not titles:
        return ()
    message = N_("The lines above the column headings are not ideas ({lines}): {words}.")
    words = tuple(excerpt(without_controls(title), 60) for title in titles[:_TITLES])
    return (Message(message, {"lines": counted(len(titles), "line"), "words": Names(words, len(titles) - len(words))}),)


def _answers(table: Table, layout: Layout) -> tuple[Message, ...]:
    """What is told of yes and no below a name that does not ask whether the ideas exist."""
    first = layout.blocks[0]
    if first.manner == "said" and first.status is not None:
        message = N_(
            "In the column “{column}”, “yes” is read as “already existing” and “no” as “to be created”, since "
            "you named it as the one that shows what already exists."
        )
        return (Message(message, {"column": layout.name(first.status)}),)
    if first.status is not None or first.standing or layout.own:
        return ()
    rows = [row.cells for row in table.rows[layout.header.first_row : layout.header.first_row + SAMPLE]]
    used = {column.place for column in layout.columns}
    found = []
    for place, name in enumerate(layout.header.own):
        role = named(name)
        is_called_so = role is not None and role.role == "status"
        if place in used or not (is_called_so or may_ask(name)) or not evidence(column(rows, place)).is_answers:
            continue
        found.append(Message(_STATUS_OF_ANSWERS if is_called_so else _MAY_ASK, {"column": layout.name(place)}))
    return tuple(found)


def _with_sentences(layout: Layout, skipped: Mapping[int, str]) -> list[Message]:
    """How to bring in the columns that are left out though somebody wrote sentences in them."""
    ideas = '" --idea "'.join(dict.fromkeys(layout.name(block.idea[0]) for block in layout.blocks))
    found = [Message(text, {"column": layout.name(place), "idea": ideas}) for place, text in skipped.items()]
    return found[:_SENTENCES]


def _skipped_texts(table: Table, layout: Layout) -> dict[int, str]:
    """The places of the columns that are left out though somebody wrote sentences in them, and what is told of each."""
    used = {each.place for each in layout.columns}
    rows = [row.cells for row in table.rows[layout.header.first_row : layout.header.first_row + SAMPLE]]
    several, found = len(layout.blocks) > 1, {}
    for place, name in enumerate(layout.header.own):
        if place in used or not name.strip() or _is_of_others(role := named(name)):
            continue
        cells = [cell for cell in column(rows, place) if cell.strip()]
        look = evidence(cells)
        if not look.is_text or look.is_answers or look.is_private or look.may_be_names or look.repeats:
            continue
        if asks_for_idea(name):
            message = _ASKS_TOO
        elif may_ask(name):
            message = _OF_NO_IDEA if several else _WHICH_EXIST
        elif is_in_other_words(layout.name(place)) and not several:
            message = _IN_OTHER_WORDS
        elif (role and role.role in _OF_IDEAS and holds_words(cells)) or _are_sentences(cells):
            message = _OF_NO_IDEA if several else _WITH_SENTENCES
        else:
            continue
        found[place] = message
    return found


def _is_of_others(role: NamedRole | None) -> bool:
    is_open = role is not None and role.strength == QUESTION and role.role in _OPEN
    return role is not None and role.role in _NOT_WORDS and not is_open


def _are_sentences(cells: Sequence[str]) -> bool:
    """Whether many cells are sentences, or one is long; the same one in each was written by a program."""
    lengths = [len(cell.split()) for cell in cells]
    many = 3 * sum(length >= _LONG for length in lengths) >= len(lengths)
    return (many or max(lengths) >= _LONGER) and (len(set(cells)) > 1 or len(cells) == 1)


def _numbered(table: Table, layout: Layout, tables: Tables) -> tuple[Message, ...]:
    """How to have the numbers of rows as tables, where nothing else says which table is meant."""
    first = layout.blocks[0]
    if (
        table.headed is not None
        or any(layout.header.names)
        or layout.own
        or tables.given is not None
        or first.table is not None
        or first.at
    ):
        return ()
    rows = [row.cells for row in table.rows[layout.header.first_row :]]
    for place in range(max(map(len, rows), default=0)):
        cells = [cell for cell in column(rows, place) if cell.strip()]
        numbers = {int(cell) for cell in cells if cell.strip().isdecimal() and len(cell) <= _DIGITS}
        fitting = all(map(tables.has, numbers))
        if place not in first.idea and fitting and len(numbers) == len(cells) > 1:
            message = N_(
                "The numbers in column {column} are all different: they number the rows, not the tables. If they "
                "are tables, add --table-column {column}."
            )
            return (Message(message, {"column": place + 1}),)
    return ()


def find_layout(table: Table, choices: Choices, tables: Tables) -> Layout:
    """Which column of a table is what; raises `Unclear` where none can be told as the idea."""
    header = header_of(table)
    width = width_of(table, header)
    own = own_layout(table, header, width)
    if own and not choices.names_columns:
        blocks = tuple(replace(block, detail=()) for block in own.blocks) if choices.without_detail else own.blocks
        return replace(own, blocks=blocks)
    if not (choices.names_columns or own):
        refuse_titles_down(table)
    above = _table_above((*header.titles, table.origin.sheet))
    columns = Columns(table, header, choices, tables, above)
    refuse_poll(columns)
    refuse_people(columns)
    blocks = find_blocks(columns)
    return Layout(header, blocks, width, above, own=own is not None)


def _table_above(lines: tuple[str, ...]) -> int | None:
    """The table that the lines above a table name, or its sheet: one, and no other."""
    found = {table for line in lines if (table := table_in_heading(line.strip())) is not None}
    return found.pop() if len(found) == 1 else None
