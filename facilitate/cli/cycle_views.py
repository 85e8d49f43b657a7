"""A cycle as a table of the terminal and as JSON: category by event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from facilitate.cli.context import CliContext
from facilitate.domain.errors import N_, Names
from facilitate.i18n import Language
from facilitate.workshop.audit.issue import typed

if TYPE_CHECKING:
    from datetime import datetime

    from facilitate.domain.programme.plan import Category
    from facilitate.domain.values.learning import KitOrigin
    from facilitate.workshop.cycle.events import Events, ReadEvent
    from facilitate.workshop.cycle.totals import Cell, CycleMatrix, MatrixColumn
    from facilitate.workshop.cycle.vote_totals import VoteColumn
    from facilitate.workshop.workshop import Workshop

_AS_READ = N_(
    "As {depot} was read on {when}: {names}. What was withdrawn there since may still be shown. To read it again: "
    "“{command}”."
)
_MOST_BESIDE = 6  # events, in a terminal of 80 columns


def open_cycle(context: CliContext, cycle: str) -> tuple[str, Workshop]:
    slug = context.cycles.workspace.find(cycle)
    return slug, context.cycles.open(slug)


def today_of(context: CliContext) -> str:
    """Return the day of a reading, as ISO 8601."""
    return context.sessions.now().date().isoformat()


def read_events(context: CliContext, slug: str, opened: Workshop, *, counted: bool = False) -> Events:
    """Read the events, with their proposals unless only what they came to is `counted`."""
    from facilitate.cli.progress import progress_bar

    read = context.cycles.counted if counted else context.cycles.events
    with progress_bar(context.language(N_("Reading the events"))) as progress:
        events = read(slug, opened, progress)
    if events.problem:
        context.out.complain(events.problem)
    return events


def say_when_read(context: CliContext, slug: str) -> None:
    """Say of copies that came from depots when these were read, from what is here: nothing is asked of a depot."""
    from facilitate.cli.depot_removal_lines import moment_of

    read: dict[str, list[tuple[datetime, str]]] = {}
    for name, depot, at in context.depots.copies_read(slug):
        read.setdefault(depot, []).append((at, name))
    for depot, copies in read.items():
        again = context.again(f"facilitate cycle add {slug} --from {typed(depot)}")
        when = moment_of(context.language, min(at for at, _name in copies))
        names = Names.of([name for _at, name in copies], _MOST_BESIDE)
        context.out.talk(context.language(_AS_READ, depot=depot, when=when, names=names, command=again))


def event_data(
    _: Language, event: ReadEvent, column: MatrixColumn, now: KitOrigin, vote: dict[str, Any] | None
) -> dict[str, Any]:
    from facilitate.workshop.cycle.kit import age_of
    from facilitate.workshop.cycle.reports import came_data, what_is_missing

    found, age = event.reading, age_of(event.reading.kit, now)
    return {
        "session": found.name,
        "id": found.session,
        "title": found.title,
        "city": found.city,
        "date": found.date or None,
        "language": found.language,
        "present": found.present,
        "ideas": found.received,
        "withdrawn": found.withdrawn,
        "proposals": sum(each.proposals for each in found.filed),
        "to_come": column.upcoming,
        "reported": came_data(found),
        "missing": [_.message(each) for each in what_is_missing(column)],
        "ballots": found.vote.ballots if found.vote else None,
        "vote": vote,
        "kit": _.message(age) if age else None,
        "problem": _.message(event.problem) if event.problem else None,
    }


def show_matrix(context: CliContext, opened: Workshop, events: Events, matrix: CycleMatrix) -> None:
    """Print how many ideas each event has in each category: events beside each other while they are few."""
    from facilitate.workshop.cycle.reports import how_it_came, present_to_give, what_is_missing
    from facilitate.workshop.cycle.totals import legend_of

    _ = context.language
    context.out.say(opened.session.plan.title)
    if not matrix.columns:
        add = N_("No events yet. To add some: “facilitate cycle add {cycle} SESSION”.")
        context.out.talk(_(add, cycle=opened.log.slug))
        return
    (_show_beside if len(matrix.columns) <= _MOST_BESIDE else _show_below)(context, events, matrix)
    context.out.talk(_(legend_of(matrix)))
    for column in [each for each in matrix.columns if each.event.reported]:
        event = column.event
        missing = _.list([_.message(each) for each in what_is_missing(column)]) or "–"
        came = _.message(how_it_came(event))
        context.out.talk(_(N_("“{name}”: {came}. Missing: {missing}."), name=event.name, came=came, missing=missing))
    if to_give := present_to_give(events):
        context.out.talk(_.message(to_give))


def show_votes(context: CliContext, events: Events, rows: Sequence[Category], votes: Sequence[VoteColumn]) -> None:
    """Print what each room chose: an event a line, the categories by their numbers in the table above."""
    from facilitate.workshop.cycle.vote_totals import notes_on, share_words, turnout_words

    _ = context.language
    places = [place for place in range(len(rows)) if any(each.cells[place] for each in votes)]
    lines = [
        (
            events.short(each.event),
            turnout_words(each.vote, _),
            *(share_words(each.cells[place], _) for place in places),
            share_words(each.elsewhere, _),
        )
        for each in votes
    ]
    context.out.say()
    heads = (_(N_("Votes")), "", *(str(place + 1) for place in places), _(N_("In no category")))
    context.out.table(lines, heads=heads)
    for text in notes_on(votes, _):
        context.out.talk(text)


def _show_beside(context: CliContext, events: Events, matrix: CycleMatrix) -> None:
    _, columns = context.language, matrix.columns
    rows = [
        (
            str(place + 1),
            _.number(matrix.ideas_in(place)),
            *(_cell(_, column.cells[place]) for column in columns),
            row.title,
        )
        for place, row in enumerate(matrix.rows)
    ]
    rows += [
        (
            "",
            _.number(cell.ideas),
            *(_cell(_, cell) if other is column else "–" for other in columns),
            _(N_("{title} ({event} only)"), title=category.title, event=events.short(column.event)),
        )
        for column in columns
        for category, cell in column.own
    ]
    for label, values in _others(_, matrix):
        rows.append(("", _.number(sum(values)), *_numbers(_, values, matrix), label))
    heads = ("", _(N_("All")), *(events.short(column.event) for column in columns), _(N_("Category")))
    context.out.table(rows, heads=heads)


def _show_below(context: CliContext, events: Events, matrix: CycleMatrix) -> None:
    """Print an event a line, the categories by their numbers, which are explained above."""
    _ = context.language
    context.out.table([(str(place), row.title) for place, row in enumerate(matrix.rows, 1)])
    context.out.say()
    others = list(_others(_, matrix))
    shown = [_numbers(_, values, matrix) for _label, values in others]
    heads = (*(str(place) for place in range(1, len(matrix.rows) + 1)), *(label for label, _values in others), "")
    rows = [
        (
            *(_cell(_, cell) for cell in column.cells),
            *(values[place] for values in shown),
            events.short(column.event),
        )
        for place, column in enumerate(matrix.columns)
    ]
    totals = [_.number(matrix.ideas_in(place)) for place in range(len(matrix.rows))]
    rows.append((*totals, *(_.number(sum(values)) for _label, values in others), _(N_("All"))))
    context.out.table(rows, heads=heads)


def _others(_: Language, matrix: CycleMatrix) -> Iterator[tuple[str, list[int]]]:
    """Yield what stands in no category of the cycle, event by event, as far as there is any; last what was received."""
    columns = matrix.columns
    below = len(columns) > _MOST_BESIDE  # where the categories of one event have no lines of their own
    for label, values in (
        (
            _("Categories of one event"),
            [sum(cell.ideas for _each, cell in column.own) if below else 0 for column in columns],
        ),
        (_("Unfiled"), [column.unfiled for column in columns]),
        (_("Undecided"), [column.undecided for column in columns]),
        (_(N_("Withdrawn")), [column.event.withdrawn for column in columns]),
    ):
        if any(values):
            yield label, values
    yield _(N_("Ideas received")), [column.total for column in columns]


def _numbers(_: Language, values: Sequence[int], matrix: CycleMatrix) -> list[str]:
    """Return a number for each event, “–” for one that is still to be held."""
    return ["–" if each.upcoming else _.number(value) for value, each in zip(values, matrix.columns, strict=True)]


def _cell(_: Language, cell: Cell) -> str:
    return _.number(cell.ideas) if cell.asked else "–"
