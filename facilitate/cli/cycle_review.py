"""`cycle review`: what became of the actions of earlier events, shown and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.cycle_options import CycleName
from facilitate.cli.cycle_views import open_cycle, read_events
from facilitate.cli.output import Usage
from facilitate.domain.errors import N_, Names, Refused
from facilitate.domain.text import one_line
from facilitate.domain.values.learning import ReviewAnswer
from facilitate.labels import NOBODY, UNNAMED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitate.i18n import Language
    from facilitate.workshop.cycle.review import CycleReview, ReviewedAction
    from facilitate.workshop.workshop import Workshop

_MOST_NAMED = 12
_UNTOUCHED = N_("Nobody has said yet what became of: {names}.")
_UNTOUCHED_HERE = N_("At this event, nothing has been said yet of: {names}.")
_ONLY_WITH_AGREEMENT = N_("The synthesis of the cycle prints this name only with agreement: give --agreed with --by.")
_NOT_ADDED = N_(
    "{event}: made from the kit of this cycle and not in it yet. What was said there counts here, and not in the "
    "synthesis. To add it: {command}"
)
EventAtWhich = Annotated[
    str,
    typer.Argument(
        metavar=N_("SESSION"), help=N_("The event at which they are reviewed (default: what all events said of them).")
    ),
]
ActionName = Annotated[
    str, typer.Argument(metavar=N_("ACTION"), help=N_("An action of an earlier event, such as paris/T1-01."))
]
Done = Annotated[bool, typer.Option("--done", help=N_("It is done."))]
GoesOn = Annotated[bool, typer.Option("--goes-on", help=N_("It goes on."))]
Dropped = Annotated[bool, typer.Option("--dropped", help=N_("It was dropped."))]
Word = Annotated[str, typer.Option("--word", metavar=N_("TEXT"), help=N_("A word about what became of it."))]
By = Annotated[str, typer.Option("--by", metavar=N_("NAME"), help=N_("Who says so (default: not noted)."))]
Agreed = Annotated[
    bool, typer.Option("--agreed", help=N_("They agreed to be named in the synthesis; without it, no name is printed."))
]


def review_actions(
    ctx: typer.Context,
    cycle: CycleName,
    session: EventAtWhich = "",
    action: ActionName = "",
    *,
    done: Done = False,
    goes_on: GoesOn = False,
    dropped: Dropped = False,
    word: Word = "",
    by: By = "",
    agreed: Agreed = False,
) -> None:
    context = context_of(ctx)
    given = {ReviewAnswer.DONE: done, ReviewAnswer.GOES_ON: goes_on, ReviewAnswer.DROPPED: dropped}
    answers = [answer for answer, is_given in given.items() if is_given]
    if len(answers) > 1:
        raise Usage(N_("An action has one answer: give --done, --goes-on or --dropped."))
    if not action and (answers or word or by or agreed):
        raise Usage(N_("Which action? Name the session, then the action, such as paris/T1-01."))
    if not session:
        _show_all(context, cycle)
        return
    slug = context.cycles.workspace.find(cycle)
    if action:
        event = context.workshop(session)
        found = _at_event(context, slug, event)
        each = found.named(action, _waiting(found))
        answer = answers[0] if answers else None
        event.opening_review.say(each.event.session, each.action.ideas, answer, word, by, agreed=agreed)
        if by and not agreed:
            context.out.talk(context.language(_ONLY_WITH_AGREEMENT))
        found = _at_event(context, slug, event)
        _show(context, slug, found, [found.named(action, _waiting(found))], named=event.log.slug)
        return
    event = context.sessions.open_read_only(context.workspace.find(session))
    found = _at_event(context, slug, event)
    _show(context, slug, found, _waiting(found), named=event.log.slug)


def _show_all(context: CliContext, cycle: str) -> None:
    from facilitate.workshop.cycle.review import CycleReview

    slug, opened = open_cycle(context, cycle)
    events = read_events(context, slug, opened, counted=True)
    found = CycleReview(events, beside=context.action_reviews.beside(opened))
    _show(context, slug, found, found.reviewed())


def _at_event(context: CliContext, slug: str, event: Workshop) -> CycleReview:
    found = context.action_reviews.at_event(event, slug)
    if found is None:
        raise Refused(
            N_("“{session}” is no event of this cycle. To add it: “facilitate cycle add {cycle} {session}”."),
            session=event.log.slug, cycle=slug,
        )  # fmt: skip
    return found


def _waiting(found: CycleReview) -> list[ReviewedAction]:
    return found.waiting(found.here) if found.here else []


def _show(
    context: CliContext, slug: str, found: CycleReview, actions: Sequence[ReviewedAction], named: str = ""
) -> None:
    untouched = [found.name_of(each) for each in actions if _is_untouched(found, each)]
    if context.out.json:
        context.out.data(
            {
                "cycle": slug,
                "session": named or None,
                "actions": [_data(found, each) for each in actions],
                "untouched": untouched,
                "said_of_others": found.lost,
            }
        )
        return
    _ = context.language
    if not actions:
        context.out.talk(_(N_("No open action of an earlier event.")))
    heads = (
        _(N_("References")),
        _(N_("State")),
        _(N_("Owner")),
        _(N_("Proposal")),
        _(N_("Next step")),
        _(N_("Said of it")),
    )
    context.out.table([_row(_, found, each) for each in actions], heads=heads)
    _say_beside(context, slug, found, untouched)


def _say_beside(context: CliContext, slug: str, found: CycleReview, untouched: Sequence[str]) -> None:
    """Say what nobody spoke of, and what is not whole."""
    _ = context.language
    if untouched:
        names = Names(tuple(untouched[:_MOST_NAMED]), max(0, len(untouched) - _MOST_NAMED))
        context.out.talk(_(_UNTOUCHED_HERE if found.here else _UNTOUCHED, names=names))
    if found.lost:
        text = _.plural(
            "{n} thing was said of actions that were withdrawn since, or are not read here.",
            "{n} things were said of actions that were withdrawn since, or are not read here.",
            found.lost,
        )
        context.out.talk(text)
    for at_event, _statements in found.beside:
        add = context.again(f"facilitate cycle add {slug} {at_event.name}")
        context.out.talk(_(_NOT_ADDED, event=at_event.label, command=add))
    for problem in found.events.problems:
        context.out.complain(problem)


def _is_untouched(found: CycleReview, each: ReviewedAction) -> bool:
    return not (each.said_at(found.here) if found.here else each.statements)


def _row(_: Language, found: CycleReview, each: ReviewedAction) -> tuple[str, ...]:
    from facilitate.workshop.cycle.review import state_words, words_said, written_way

    steps, notes = written_way(each)
    return (
        found.name_of(each),
        _(state_words(each)),
        one_line(each.action.owner) or _(UNNAMED if each.action.plain_owner else NOBODY),
        one_line(each.action.text),
        "".join(map(_.message, steps)),
        " · ".join(map(_.message, (*notes, *words_said(each)))),
    )


def _data(found: CycleReview, each: ReviewedAction) -> dict[str, Any]:
    from facilitate.workshop.cycle.review import action_data

    answered = each.answered
    return {
        "action": found.name_of(each),
        "session": each.event.name,
        **action_data(each),
        "answer": answered.statement.answer if answered else None,
        "answered_at": answered.statement.at if answered else None,
        "answered_in": answered.at_event.label if answered else None,
        "changed_since": each.changed_since,
        "open": each.is_open,
        "said": [
            {
                "in": one.at_event.label,
                "at": one.statement.at,
                "answer": one.statement.answer,
                "word": one.statement.word or None,
                "by": one.statement.by or None,
            }
            for one in each.statements
        ],
    }
