"""Category by event as tables of a document: events beside each other while they are few, else each a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facilitate.domain.errors import N_
from facilitate.export.compose.document import Block, DocumentTable, Heading, Paragraph, Runs, TextRun, on_line, own
from facilitate.i18n import Language
from facilitate.workshop.cycle.event_feedback import ReadQuestion
from facilitate.workshop.cycle.synthesis import Synthesis
from facilitate.workshop.cycle.totals import Cell, legend_of
from facilitate.workshop.cycle.vote_totals import (
    VoteColumn,
    notes_on,
    questions_of_events,
    rule_of,
    share_words,
    turnout_words,
)
from facilitate.workshop.report.feedback import BLANK, HIDDEN, STEP_WORDS, UNTOLD, answered_words, few_words

MOST_COLUMNS = 6  # events beside each other; of more, each is a row
_MOST_NUMBERED = 12  # categories beside each other, by their numbers
_UNKNOWN = "?"
_NOT_KEPT = N_("not known, the event was read last by an earlier version")


def matrix_blocks(found: Synthesis, _: Language) -> Iterator[Block]:
    """Yield how many ideas each event has in each category, the categories below or beside each other."""
    if not found.matrix.rows or not found.matrix.columns:
        return
    yield Heading(2, (own(_("Category by event")),))
    if len(found.matrix.columns) <= MOST_COLUMNS:
        yield _few_events(found, _)
    else:
        yield _many_events(found, _)
        yield from _event_by_category(found, _)
    yield Paragraph((own(_(legend_of(found.matrix))),))
    if any(cell.few for column in found.matrix.columns for cell in column.cells):
        yield Paragraph((own(_("In italics: one or two ideas, which say little of a region.")),))


def _few_events(found: Synthesis, _: Language) -> DocumentTable:
    matrix = found.matrix
    rows = [
        (
            (on_line(row.title),),
            *((_cell(column.cells[place], _),) for column in matrix.columns),
            (own(_.number(matrix.ideas_in(place))),),
        )
        for place, row in enumerate(matrix.rows)
    ]
    for label, values in beside(found, _):
        rows.append(
            ((own(label),), *((own(number_or_dash(each, _)),) for each in values), (own(_.number(all_of(values))),))
        )
    names = [found.events.label(column.event) for column in matrix.columns]
    return DocumentTable(
        _("Number of ideas of each event in each category"),
        (_("Category"), *names, _("All")),
        tuple(rows),
        words=1,
        total=True,
    )


def _cell(cell: Cell, _: Language) -> TextRun:
    return own(cell_text(cell, _), quiet=cell.few)


def _many_events(found: Synthesis, _: Language) -> DocumentTable:
    """Return in how many events each category was, by its number, where events have no room beside each other."""
    matrix = found.matrix
    rows: list[tuple[Runs, ...]] = [
        (
            (own(f"{place + 1}. "), on_line(row.title)),
            (own(_.number(sum(column.cells[place].asked for column in matrix.columns))),),
            (own(_.number(sum(column.cells[place].ideas > 0 for column in matrix.columns))),),
            (own(_.number(matrix.ideas_in(place))),),
        )
        for place, row in enumerate(matrix.rows)
    ]
    for label, values in beside(found, _):
        asked, filled = sum(each is not None for each in values), sum(map(bool, values))
        rows.append((*(((own(each)),) for each in (label, *map(_.number, (asked, filled, all_of(values))))),))
    return DocumentTable(
        _("Number of events and of ideas in each category"),
        (_("Category"), _("Events asked"), _("Events with ideas"), _("Ideas")),
        tuple(rows),
        words=1,
        total=True,
    )


def _event_by_category(found: Synthesis, _: Language) -> Iterator[DocumentTable]:
    """Yield a row for each event, the categories by their numbers: as many beside each other as a page has room for."""
    matrix, others = found.matrix, list(beside(found, _))
    for first in range(0, len(matrix.rows), _MOST_NUMBERED):
        places = range(first, min(first + _MOST_NUMBERED, len(matrix.rows)))
        more = others if places.stop == len(matrix.rows) else []
        rows = [
            (
                (on_line(found.events.label(column.event)),),
                *((_cell(column.cells[place], _),) for place in places),
                *((own(number_or_dash(values[at], _)),) for _label, values in more),
            )
            for at, column in enumerate(matrix.columns)
        ]
        sums = [*(matrix.ideas_in(place) for place in places), *(all_of(values) for _label, values in more)]
        rows.append(((own(_("All")),), *((own(_.number(each)),) for each in sums)))
        yield DocumentTable(
            _("Number of ideas of each event in each category, the categories by their numbers above"),
            (_("Event"), *(str(place + 1) for place in places), *(label for label, _values in more)),
            tuple(rows),
            words=1,
            total=True,
        )


def beside(found: Synthesis, _: Language, *, own: bool = True) -> Iterator[tuple[str, list[int | None]]]:
    """Yield what stands in no category of the cycle, event by event, and last all that was received.

    None stands where an event has no category of its own, or is still to be held: nothing was asked there.
    Without `own`, what stands in categories of one event has rows elsewhere.
    """
    columns = found.matrix.columns
    alone = [
        sum(cell.ideas for _each, cell in column.own) if column.own and not column.upcoming else None
        for column in columns
    ]
    rows: tuple[tuple[str, list[int | None]], ...] = (
        (_("Categories of one event"), alone if own else []),
        (_("Unfiled"), [None if column.upcoming else column.unfiled for column in columns]),
        (_("Undecided"), [None if column.upcoming else column.undecided for column in columns]),
        (_("Withdrawn"), [None if column.upcoming else column.event.withdrawn for column in columns]),
    )
    yield from (row for row in rows if any(row[1]))
    yield _("Ideas received"), [None if column.upcoming else column.total for column in columns]


def number_or_dash(value: int | None, _: Language) -> str:
    """Return a number, or the sign for what was not asked."""
    return "–" if value is None else _.number(value)


def all_of(values: Iterable[int | None]) -> int:
    """Return the sum of the numbers among these."""
    return sum(filter(None, values))


def cell_text(cell: Cell, _: Language) -> str:
    return _.number(cell.ideas) if cell.asked else "–"


def vote_blocks(found: Synthesis, _: Language) -> Iterator[Block]:
    """Yield what each room chose, by category: events beside each other while they are few, else each a row."""
    if not found.votes:
        return
    yield Heading(2, (own(_("What the rooms chose")),))
    yield from [_votes_beside(found, _)] if len(found.votes) <= MOST_COLUMNS else _votes_below(found, _)
    legend = _("“✓”: so many proposals were kept. “–”: none was voted on there.")
    yield Paragraph((own(" ".join([*notes_on(found.votes, _), legend])),))


def _votes_beside(found: Synthesis, _: Language) -> DocumentTable:
    rows: list[tuple[Runs, ...]] = [
        ((on_line(row.title),), *((own(share_words(column.cells[place], _)),) for column in found.votes))
        for place, row in enumerate(found.matrix.rows)
        if any(column.cells[place] for column in found.votes)
    ]
    if any(column.elsewhere for column in found.votes):
        rows.append(((own(_("In no category")),), *((own(share_words(each.elsewhere, _)),) for each in found.votes)))
    rows.append(((own(_("Voted")),), *((own(turnout_words(each.vote, _)),) for each in found.votes)))
    rows.append(((own(_("Rule")),), *((own(rule_of(each.vote, _)),) for each in found.votes)))
    names = [found.events.label(column.event) for column in found.votes]
    return DocumentTable(
        _("Share of each room’s votes by category, and how many proposals it kept"),
        (_("Category"), *names),
        tuple(rows),
        words=1,
    )


def _about(column: VoteColumn, _: Language) -> TextRun:
    return own(f" · {turnout_words(column.vote, _)} · {rule_of(column.vote, _)}", quiet=True)


def _votes_below(found: Synthesis, _: Language) -> Iterator[DocumentTable]:
    """Yield a row for each event that voted, the categories by their numbers in the table of ideas."""
    places = [place for place in range(len(found.matrix.rows)) if any(each.cells[place] for each in found.votes)]
    for first in range(0, max(len(places), 1), MOST_COLUMNS):
        shown = places[first : first + MOST_COLUMNS]
        is_last = first + MOST_COLUMNS >= len(places)
        rows = tuple(
            (
                (on_line(found.events.label(column.event)), _about(column, _)),
                *((own(share_words(column.cells[place], _)),) for place in shown),
                *([(own(share_words(column.elsewhere, _)),)] if is_last else []),
            )
            for column in found.votes
        )
        yield DocumentTable(
            _("Share of each room’s votes by category, the categories by their numbers above"),
            (_("Event"), *(str(place + 1) for place in shown), *([_("In no category")] if is_last else [])),
            rows,
            words=1,
        )


def feedback_blocks(found: Synthesis, _: Language) -> Iterator[Block]:
    """Yield each closing question with what each room answered, an event a row."""
    asked = questions_of_events(found.readings)
    if not asked:
        return
    yield Heading(2, (own(_("Closing questions")),))
    yield Paragraph((own(_("Each room answered for itself: the counts stand side by side and are not added.")),))
    for question in asked:
        some_hidden = any(each.hidden for _event, _feedback, each in question.answered)
        heads = (*STEP_WORDS, BLANK, *([HIDDEN] if some_hidden else []))
        rows = tuple(
            (
                (on_line(found.events.label(event)),),
                *((own(text),) for text in _counts(each, len(heads), _)),
                (own(answered_words(feedback.answers, feedback.present, _)),),
            )
            for event, feedback, each in question.answered
        )
        yield Heading(3, (on_line(question.text),))
        yield DocumentTable(
            _("Answers to the closing questions"), (_("Event"), *map(_, heads), _("Answered")), rows, words=1
        )
    if any(not each.steps for question in asked for _event, _feedback, each in question.answered):
        yield Paragraph((own(_("{label}: {value}", label=UNTOLD, value=few_words(_)) + "."),))
    if any(each.steps and each.blank is None for question in asked for _event, _feedback, each in question.answered):
        yield Paragraph((own(_("{label}: {value}", label=_UNKNOWN, value=_(_NOT_KEPT)) + "."),))


def _counts(each: ReadQuestion, heads: int, _: Language) -> tuple[str, ...]:
    """Return how many took each step, left the question blank and are not shown: as many as answered."""
    if not each.steps:
        return (UNTOLD,) * heads
    counts = (*each.steps, each.blank, each.hidden)
    return tuple(_UNKNOWN if count is None else _.number(count) for count in counts)[:heads]
